/* Keyboard accelerators of menus and buttons: "&Open", "_Open", "E&xit".
 *
 * A source that is short, no sentence, and marks exactly one letter is taken for the text of a control; the translation
 * must then mark exactly one letter with the same sign, or carry it in brackets as East Asian texts do: "(&O)". "AT&T",
 * "R&D", "&amp;" and snake_case mark nothing. */
#include "marks.h"

enum { MOST_WORDS = 8, LONGEST_ENTITY = 31 };

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* "AT&T": capitals on both sides. */
static bool joins_capitals(mq_str s, size_t i) {
  return i && is_upper(s.at[i - 1]) && is_upper(s.at[i + 1]) &&
         (i < 2 || !is_letter(s.at[i - 2]) || is_upper(s.at[i - 2]));
}

static bool is_entity(mq_str s, size_t i) {
  size_t k = i + 1;
  while (k < s.size && k - i <= LONGEST_ENTITY && (is_letter(s.at[k]) || mq_is_digit(s.at[k]) || s.at[k] == '#')) k++;
  return k < s.size && s.at[k] == ';';
}

/* How many letters the sign marks; *at is the place of the first sign. */
static size_t count_marked(mq_str s, char sign, size_t *at) {
  size_t count = 0;
  for (size_t i = 0; i + 1 < s.size; i++) {
    if (s.at[i] != sign) continue;
    const bool marks = is_letter(s.at[i + 1]) && !joins_capitals(s, i) && (sign != '&' || !is_entity(s, i)) &&
                       (sign != '_' || i == 0 ||
                        !(is_letter(s.at[i - 1]) || s.at[i - 1] == '_' || mq_is_digit(s.at[i - 1])));
    if (marks && count++ == 0) *at = i;
    if (s.at[i + 1] == sign) i++; /* doubled: the sign itself */
  }
  return count;
}

static bool is_control(const mq_view *view) {
  for (size_t i = 0; i < view->source_count; i++)
    if (view->source[i].kind == MQ_URL || view->source[i].kind == MQ_EMAIL || view->source[i].kind == MQ_PLACEHOLDER)
      return false;
  return mq_count_words(view->source, view->source_count) <= MOST_WORDS &&
         !mq_ends_sentence(mq_end_mark(view->source, view->source_count, NULL));
}

static void check_sign(mq_context *context, const mq_view *view, char sign) {
  const mq_str source = mq_view_source(context->text[MTQC_SOURCE], view),
               target = mq_view_target(context->text[MTQC_TARGET], view);
  size_t from = 0, to = 0;
  if (count_marked(source, sign, &from) != 1) return;
  const size_t count = count_marked(target, sign, &to);
  if (count == 1) return;
  const mq_span whole = {view->target_start, view->target_end},
                mark = {view->target_start + (uint32_t)to, view->target_start + (uint32_t)to + 1};
  mq_finding *finding = mq_find_target(context, view, count ? mark : whole);
  finding->has_source = true;
  finding->source = (mq_span){view->source_start + (uint32_t)from, view->source_start + (uint32_t)from + 2};
  finding->confidence = count ? .85f : .75f;
  mq_finding_message(context, finding,
                     count ? "More than one letter is marked with %c" : "No letter is marked with %c as accelerator",
                     sign);
}

static void segment(mq_context *context, const mq_view *view) {
  if (!(view->source_traits & (MQ_T_AMPERSAND | MQ_T_UNDERSCORE)) || !view->target_count || !is_control(view)) return;
  if (view->source_traits & MQ_T_AMPERSAND) check_sign(context, view, '&');
  if (view->source_traits & MQ_T_UNDERSCORE) check_sign(context, view, '_');
}

const mq_check mq_check_accelerator_mismatch = {
    .segment = segment,
    .explanation = "A short text that is no sentence and marks one letter with & or _ (\"&Open\", \"_Open\", \"E&xit\") is the text of a menu or button.\n"
                   "Its translation must mark exactly one letter with the same sign. \"AT&T\", \"R&D\", entities and names_like_this mark nothing."};
