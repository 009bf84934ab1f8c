/* A line or paragraph break inside a sentence.
 *
 * A break is inside a sentence if what comes before it ends nothing and what comes after begins nothing: a
 * small letter after the break, or a comma or function word before it. Texts whose lines are wrapped by hand
 * are left alone, and so are breaks that the source has as well. */
#include "marks.h"
#include "paragraph.h"

static bool begins_list(const mq_token *token) {
  const mq_mark mark = mq_mark_of(token);
  return token->kind == MQ_NUMBER || token->kind == MQ_SYMBOL || mark == MQ_MARK_HYPHEN ||
         mark == MQ_MARK_DASH || mark == MQ_MARK_OTHER || token->kind == MQ_MARKUP;
}

static bool is_small(const mq_token *token) {
  return token->kind == MQ_WORD &&
         !(token->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS | MQ_MIXED_CASE | MQ_HAS_DIGIT));
}

/* How probable it is that a sentence goes on over the break between two tokens; 0 if it does not. An address
 * that is `alone` on its line belongs to no sentence. */
static float goes_on(const mq_token *before, const mq_token *after, bool alone) {
  const mq_mark mark = mq_mark_of(before);
  if (before->kind == MQ_URL && !alone && is_small(after)) return .75f;
  if (begins_list(after) || !mq_script_has_case(after->word->script)) return 0;
  if (before->kind != MQ_WORD && before->kind != MQ_NUMBER && mark != MQ_MARK_COMMA) return 0;
  if (is_small(after)) return mark == MQ_MARK_COMMA ? .75f : .85f;
  if (before->kind == MQ_WORD && (before->word->shape & MQ_STOPWORD) && is_small(before)) return .6f;
  return 0;
}

static void report(mq_context *context, const mq_view *view, const mq_token *before, const mq_token *after,
                   float confidence, const char *what) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){before->start, after->end});
  finding->confidence = confidence;
  mq_finding_message(context, finding, "A %s break inside a sentence, between \"%.*s\" and \"%.*s\"", what,
                     MQ_FMT(before->word->surface), MQ_FMT(after->word->surface));
}

static size_t line_breaks(const mq_token *tokens, size_t count) {
  size_t breaks = 0;
  for (size_t i = 1; i < count; i++) breaks += (tokens[i].flags & MQ_LINE_BREAK_BEFORE) != 0;
  return breaks;
}

/* Segments of one bead that stand in different paragraphs have their break reported by the document pass. */
static bool starts_segment(const mq_context *context, const mq_view *view, const mq_token *token) {
  const mq_segment *segments = context->text[MTQC_TARGET]->segments + view->bead->target_first;
  for (size_t i = 1; i < view->bead->target_count; i++)
    if (segments[i].start == token->start) return true;
  return false;
}

static void segment(mq_context *context, const mq_view *view) {
  const mq_text *target = context->text[MTQC_TARGET];
  if (target->hard_wrapped || target->language->spaceless || view->target_count < 2) return;
  size_t allowed = view->no_source ? 0 : line_breaks(view->source, view->source_count);
  for (size_t i = 1; i < view->target_count; i++) {
    const mq_token *token = &view->target[i];
    if (!(token->flags & MQ_LINE_BREAK_BEFORE) || starts_segment(context, view, token)) continue;
    const float confidence = goes_on(token - 1, token, i == 1 || (token[-1].flags & MQ_LINE_BREAK_BEFORE));
    if (allowed) allowed--;
    else if (confidence > 0) report(context, view, token - 1, token, confidence, "line");
  }
}

/* --- between paragraphs
 * --------------------------------------------------------------------------------------------- */

static uint32_t paragraph_of(const mq_text *text, size_t i) { return text->segments[i].paragraph; }

/* Whether the source breaks between segments where the target does: the beads before and after stand in
 * different paragraphs of it. */
static bool source_breaks(const mq_document *document, const mq_view *a, const mq_view *b) {
  if (!document->source || a == b || !a->bead->source_count || !b->bead->source_count) return false;
  return paragraph_of(document->source, a->bead->source_first + a->bead->source_count - 1) !=
         paragraph_of(document->source, b->bead->source_first);
}

/* Where text goes on from one segment to the next; `last` is the last token of the segments so far. */
static void look_between(mq_context *context, const mq_document *document, const mq_view *before,
                         const mq_token *last, bool alone, const mq_view *view, const mq_token *next) {
  const mq_str text = document->target->bytes;
  bool broken = false;
  for (uint32_t i = last->end; i < next->start && !broken; i++)
    broken = text.at[i] == '\n' || text.at[i] == '\r';
  const float confidence = broken ? goes_on(last, next, alone) : 0;
  if (confidence >= .75f && !source_breaks(document, before, view))
    report(context, before, last, next, confidence, "paragraph");
}

/* Last and first tokens of neighbouring segments that belong to different paragraphs. */
static void document(mq_context *context, const mq_document *all) {
  const mq_text *target = all->target;
  if ((all->source && !all->aligned_by_us) || target->hard_wrapped || target->language->spaceless) return;
  const mq_view *before = NULL;
  const mq_token *last = NULL;
  bool alone = false;
  uint32_t paragraph = 0;
  for (size_t i = 0; i < all->view_count; i++) {
    const mq_view *view = &all->views[i];
    for (size_t k = 0; k < view->bead->target_count; k++) {
      const mq_segment *segment_at = &target->segments[view->bead->target_first + k];
      if (!segment_at->token_count) continue;
      if (last && segment_at->paragraph != paragraph)
        look_between(context, all, before, last, alone, view, segment_at->tokens);
      last = &segment_at->tokens[segment_at->token_count - 1];
      alone = segment_at->token_count == 1 || (last->flags & MQ_LINE_BREAK_BEFORE);
      paragraph = segment_at->paragraph;
      before = view;
    }
  }
}

const mq_check mq_check_broken_line = {
    .segment = segment,
    .document = document,
    .explanation = "A line break or an empty line in the middle of a sentence: the text before it ends with "
                   "a word or comma and the text "
                   "after it goes on with a small letter. Often what is left of a page layout.\n"
                   "Texts whose lines are all wrapped are left alone, and so are breaks that the source has "
                   "too, list items, and "
                   "languages without capital letters."};
