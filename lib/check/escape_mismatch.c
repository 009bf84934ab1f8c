/* Escapes of program strings ("\n", "\t", "\"") and line breaks that differ in number from the source.
 *
 * A backslash in a path ("C:\new") is none. Line breaks are compared only between pairs that were given as such: in a
 * document the aligner decides where segments end. */
#include "pieces.h"

enum { LONGEST_PATH = 256 };

/* Whether the white-space-free piece around byte i is a path: "C:\", "\\server". */
static bool in_path(mq_str s, size_t i) {
  size_t start = i;
  while (start && i - start < LONGEST_PATH && s.at[start - 1] != ' ' && s.at[start - 1] != '\n') start--;
  const bool drive = start + 2 < s.size && s.at[start + 1] == ':' && s.at[start + 2] == '\\';
  const bool server = start + 2 < s.size && s.at[start] == '\\' && s.at[start + 1] == '\\' && s.at[start + 2] != ' ';
  return drive || server;
}

static void collect(mq_str s, uint32_t base, mq_pieces *list) {
  for (size_t i = 0; i + 1 < s.size; i++) {
    if (s.at[i] != '\\') continue;
    if (strchr("ntrfvb0\"'\\", s.at[i + 1]) && !in_path(s, i))
      mq_pieces_add(list, (mq_span){base + (uint32_t)i, base + (uint32_t)i + 2}, (mq_str){s.at + i, 2}, 1, false);
    i++;
  }
}

static void segment(mq_context *context, const mq_view *view) {
  if (!((view->source_traits | view->target_traits) & MQ_T_BACKSLASH) || !view->source_count || !view->target_count)
    return;
  mq_pieces *source = mq_pieces_new(context), *target = mq_pieces_new(context);
  collect(mq_view_source(context->text[MTQC_SOURCE], view), view->source_start, source);
  collect(mq_view_target(context->text[MTQC_TARGET], view), view->target_start, target);
  if (!mq_pieces_match(source, target)) mq_pieces_report(context, view, source, target, "escape", .8f);
}

/* --- line breaks --------------------------------------------------------------------------------------------------- */

static size_t breaks_in(mq_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.size; i++)
    count += s.at[i] == '\n' || (s.at[i] == '\r' && (i + 1 == s.size || s.at[i + 1] != '\n'));
  return count;
}

static void check_breaks(mq_context *context, const mq_view *view) {
  const size_t source = breaks_in(mq_view_source(context->text[MTQC_SOURCE], view)),
               target = breaks_in(mq_view_target(context->text[MTQC_TARGET], view));
  if (source == target || !view->source_count || !view->target_count) return;
  mq_finding *finding = mq_find_target(context, view, (mq_span){view->target_start, view->target_end});
  finding->confidence = .6f;
  mq_finding_message(context, finding, "The source has %zu line break%s, the translation %zu", source,
                     source == 1 ? "" : "s", target);
}

static void document(mq_context *context, const mq_document *all) {
  if (all->aligned_by_us || !all->source) return;
  for (size_t i = 0; i < all->view_count; i++)
    if ((all->views[i].source_traits | all->views[i].target_traits) & MQ_T_BREAK) check_breaks(context, &all->views[i]);
}

const mq_check mq_check_escape_mismatch = {
    .segment = segment,
    .document = document,
    .explanation = "Escapes of program strings (\\n, \\t, \\r, \\\", \\\\ and the like, written out) must be as many as in the source; backslashes of\n"
                   "paths do not count. Between pairs of segments the real line breaks must be as many too."};
