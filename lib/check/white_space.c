/* White space that is too much: several spaces side by side, spaces at the ends that the source does not have, tabs.
 *
 * Ends are compared only between pairs that were given as such, for a program may build a sentence of its strings. */
#include "check.h"

#include "text/unicode.h"

enum { MOST_REPORTS = 8 };

/* The byte behind the white space that begins at i: spaces, tabs, no-break spaces. */
static size_t skip(mq_str s, size_t i) {
  for (;;) {
    if (i < s.size && (s.at[i] == ' ' || s.at[i] == '\t')) i++;
    else if (i + 1 < s.size && (unsigned char)s.at[i] == 0xc2 && (unsigned char)s.at[i + 1] == 0xa0) i += 2;
    else return i;
  }
}

static size_t characters(mq_str s, size_t from, size_t to) {
  size_t count = 0;
  for (size_t i = from; i < to; i++) count += ((unsigned char)s.at[i] & 0xc0) != 0x80;
  return count;
}

static bool has_wide(mq_str s) {
  for (size_t i = 0; i + 1 < s.size; i++)
    if (skip(s, i) > i + 1) return true;
  return false;
}

static void segment(mq_context *context, const mq_view *view) {
  if (!(view->target_traits & MQ_T_WIDE_SPACE)) return;
  const mq_str target = mq_view_target(context->text[MTQC_TARGET], view);
  if (!view->no_source && view->source_traits & MQ_T_WIDE_SPACE &&
      has_wide(mq_view_source(context->text[MTQC_SOURCE], view)))
    return;
  size_t reports = 0;
  for (size_t i = 0; i < target.size && reports < MOST_REPORTS; i++) {
    const size_t end = skip(target, i);
    if (end == i) continue;
    const size_t count = characters(target, i, end);
    const bool indent =
        i == 0 || target.at[i - 1] == '\n' || (end < target.size && (target.at[end] == '\n' || target.at[end] == '\r'));
    if (count > 1 && !indent) {
      mq_finding *finding = mq_find_target(
          context, view, (mq_span){view->target_start + (uint32_t)i, view->target_start + (uint32_t)end});
      finding->confidence = .8f;
      mq_finding_message(context, finding, "%zu spaces side by side", count);
      mq_finding_suggest(context, finding, MQ_STR(" "));
      reports++;
    }
    i = end - 1;
  }
}

/* --- ends ---------------------------------------------------------------------------------------------------------- */

/* White space before or behind a segment, as far as its line goes. */
static mq_span space_before(mq_str text, uint32_t start) {
  uint32_t from = start;
  while (from && (text.at[from - 1] == ' ' || text.at[from - 1] == '\t')) from--;
  return (mq_span){from, start};
}

static mq_span space_behind(mq_str text, uint32_t end) {
  uint32_t to = end;
  while (to < text.size && (text.at[to] == ' ' || text.at[to] == '\t')) to++;
  return (mq_span){end, to};
}

/* The first and the last character of a segment. */
static mq_span first_character(mq_str text, uint32_t start, uint32_t end) {
  size_t i = start;
  mq_next(text.at, &i, end);
  return (mq_span){start, (uint32_t)i};
}

static mq_span last_character(mq_str text, uint32_t start, uint32_t end) {
  size_t i = end;
  mq_previous(text.at, start, &i);
  return (mq_span){(uint32_t)i, end};
}

static void compare(mq_context *context, const mq_view *view, mq_span source, mq_span target, mq_span near,
                    const char *where) {
  const bool wanted = source.start < source.end, there = target.start < target.end;
  if (wanted == there) return;
  mq_finding *finding = mq_find_target(context, view, there ? target : near);
  finding->confidence = .7f;
  mq_finding_message(context, finding,
                     there ? "White space at the %s that the source does not have" : "White space at the %s is missing",
                     where);
}

static void document(mq_context *context, const mq_document *all) {
  if (!all->source || all->aligned_by_us) return;
  const mq_str source = all->source->bytes, target = all->target->bytes;
  for (size_t i = 0; i < all->view_count; i++) {
    const mq_view *v = &all->views[i];
    if (v->source_start == v->source_end || v->target_start == v->target_end) continue;
    compare(context, v, space_before(source, v->source_start), space_before(target, v->target_start),
            first_character(target, v->target_start, v->target_end), "start");
    compare(context, v, space_behind(source, v->source_end), space_behind(target, v->target_end),
            last_character(target, v->target_start, v->target_end), "end");
  }
}

const mq_check mq_check_white_space = {
    .segment = segment,
    .document = document,
    .explanation = "Two or more spaces side by side where the source has none, indents and ends of lines apart; and, between pairs of segments,\n"
                   "white space at the start or the end on one side only."};
