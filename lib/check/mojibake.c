/* Characters that were lost or garbled on the way: U+FFFD, bytes that are no UTF-8, UTF-8 read in another charset, question
 * marks in place of letters. What the source has too was garbled before the translation and is not reported. */
#include "check.h"
#include "text/mojibake.h"

enum { MOST_REPORTS = 8, ENOUGH = 3 };

/* Runs of garbled characters, those side by side as one. */
typedef struct garbled {
  mq_span at[MOST_REPORTS];
  size_t count, characters, certain;
} garbled;

static void collect(mq_str text, garbled *list) {
  mq_mojibake found;
  for (size_t i = 0; mq_mojibake_find(text, i, &found); i = found.end) {
    mq_span *last = list->count ? &list->at[list->count - 1] : NULL;
    list->certain += found.certain;
    list->characters++;
    if (last && last->end == found.start) last->end = (uint32_t)found.end;
    else if (list->count == MOST_REPORTS) return;
    else list->at[list->count++] = (mq_span){(uint32_t)found.start, (uint32_t)found.end};
  }
}

/* What a run was; empty if it is lost. */
static mq_str meant_by(mq_context *context, mq_str run) {
  mq_buf meant = {.arena = context->scratch};
  mq_mojibake found;
  for (size_t i = 0; mq_mojibake_find(run, i, &found); i = found.end) mq_buf_text(&meant, found.meant);
  return mq_buf_view(&meant);
}

static void report(mq_context *context, const mq_view *view, mq_span span, mq_str meant, float confidence,
                   const char *message) {
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = confidence;
  mq_finding_message(context, finding, "%s", message);
  if (!meant.size) return;
  mq_finding_evidence(context, finding, "the same bytes in the right charset are \"%.*s\"", MQ_FMT(meant));
  mq_finding_suggest(context, finding, meant);
}

/* Runs that good text might show count only together with others. */
static void check_decoding(mq_context *context, const mq_view *view) {
  garbled source = {.count = 0}, target = {.count = 0};
  collect(mq_view_target(context->text[MTQC_TARGET], view), &target);
  if (!target.count) return;
  if (!view->no_source) collect(mq_view_source(context->text[MTQC_SOURCE], view), &source);
  if (source.certain || (!target.certain && target.characters < ENOUGH)) return;
  for (size_t i = 0; i < target.count; i++) {
    const mq_span span = {view->target_start + target.at[i].start, view->target_start + target.at[i].end};
    const mq_str meant = meant_by(context, mq_span_text(context->text[MTQC_TARGET], span));
    report(context, view, span, meant, target.certain ? .95f : .7f,
           meant.size ? "The text was decoded with the wrong charset" : "A character was lost (U+FFFD)");
  }
}

static void check_malformed(mq_context *context, const mq_view *view) {
  for (size_t i = 0; i < view->source_count; i++)
    if (view->source[i].word->shape & MQ_MALFORMED) return;
  for (size_t i = 0; i < view->target_count; i++)
    if (view->target[i].word->shape & MQ_MALFORMED)
      report(context, view, (mq_span){view->target[i].start, view->target[i].end}, (mq_str){NULL, 0}, .95f,
             "Bytes that are not UTF-8");
}

/* "Gr??e", "M?ller": letters on both sides without a space, and no address. */
static void check_question_marks(mq_context *context, const mq_view *view) {
  for (size_t i = 1; i + 1 < view->target_count; i++) {
    const mq_token *t = &view->target[i];
    if (t->kind != MQ_PUNCTUATION || t->word->surface.at[0] != '?' || t->flags & MQ_SPACE_BEFORE) continue;
    size_t last = i;
    while (last + 1 < view->target_count && view->target[last + 1].word == t->word &&
           !(view->target[last + 1].flags & MQ_SPACE_BEFORE))
      last++;
    const mq_token *before = t - 1, *behind = &view->target[last + 1];
    if (last + 1 < view->target_count && before->kind == MQ_WORD && behind->kind == MQ_WORD &&
        !(behind->flags & MQ_SPACE_BEFORE) && !(behind->word->shape & MQ_CAPITALISED))
      report(context, view, (mq_span){before->start, behind->end}, (mq_str){NULL, 0}, .75f,
             "A letter was lost (question mark inside a word)");
    i = last;
  }
}

static bool has_question_marks_in_words(const mq_token *tokens, size_t count) {
  for (size_t i = 1; i + 1 < count; i++)
    if (tokens[i].kind == MQ_PUNCTUATION && tokens[i].word->surface.at[0] == '?' &&
        !(tokens[i].flags & MQ_SPACE_BEFORE) && !(tokens[i + 1].flags & MQ_SPACE_BEFORE) &&
        tokens[i + 1].kind == MQ_WORD)
      return true;
  return false;
}

static void segment(mq_context *context, const mq_view *view) {
  if (!view->target_count) return;
  if (view->target_traits & (MQ_T_LATIN | MQ_T_CYRILLIC | MQ_T_FORM)) check_decoding(context, view);
  check_malformed(context, view);
  if (view->target_traits & MQ_T_QUESTION && !has_question_marks_in_words(view->source, view->source_count))
    check_question_marks(context, view);
}

const mq_check mq_check_mojibake = {
    .segment = segment,
    .explanation = "U+FFFD, bytes that are not UTF-8, UTF-8 that was read as Windows-1252, Latin-1 or Windows-1251 (\"fÃ¼r\", \"â€œ\", \"РїСЂ\"), the\n"
                   "reverse (\"ïðèâåò\"), and question marks inside words (\"Gr??e\"). Runs that good text may show by accident (an accented capital before a guillemet)\n"
                   "count only where there are several. A source that is garbled itself silences the check."};
