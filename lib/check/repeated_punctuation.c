/* Punctuation marks that stand twice: ",,", "..", ";;", ",.", "?.".
 *
 * An ellipsis has three full stops (or more, in dialogue); exclamation and question marks are repeated on purpose, so they
 * count only where the source has a single one. */
#include "marks.h"

enum { MOST_SEARCHED = 2000 }; /* tokens of an endless segment */

/* A run of marks without space between them, as text; 0 tokens if there is no run at i. */
static size_t run_at(const mq_token *tokens, size_t count, size_t i) {
  size_t size = 0;
  while (i + size < count && tokens[i + size].kind == MQ_PUNCTUATION &&
         strchr(",.;:!?", tokens[i + size].word->surface.at[0]) &&
         (size == 0 || !(tokens[i + size].flags & MQ_SPACE_BEFORE)))
    size++;
  return size;
}

static bool has_repeated(const mq_token *tokens, size_t count, char mark) {
  for (size_t i = 0; i + 1 < count && i < MOST_SEARCHED; i++)
    if (tokens[i].word->surface.at[0] == mark && tokens[i + 1].word->surface.at[0] == mark &&
        !(tokens[i + 1].flags & MQ_SPACE_BEFORE) && tokens[i].kind == MQ_PUNCTUATION)
      return true;
  return false;
}

static bool has_two_stops(const mq_token *tokens, size_t count) {
  for (size_t i = 0; i < count && i < MOST_SEARCHED; i++)
    if (mq_str_equal(tokens[i].word->surface, MQ_STR(".."))) return true;
  return false;
}

/* Confidence that two neighbouring marks are a slip. "etc.," and "S.A.:" are none; a full stop closes no question. */
static float slip(const mq_view *view, const mq_token *first, const mq_token *second) {
  const char a = first->word->surface.at[0], b = second->word->surface.at[0];
  if (first->word->surface.size > 1 || second->word->surface.size > 1) return 0;
  if (a == b && strchr(",;:", a)) return .85f;
  if (a == b && strchr("!?", a)) return view->no_source || has_repeated(view->source, view->source_count, a) ? 0 : .55f;
  if (a == ',' && strchr(".;:!?", b)) return .8f;
  if ((a == ';' || a == ':') && strchr(",.;", b)) return .75f;
  if (strchr("!?", a) && b == '.') return .7f;
  return 0;
}

/* "../images", in whose middle a segment may have been cut. */
static bool is_path(const mq_text *text, const mq_token *token) {
  return token->end < text->bytes.size && (text->bytes.at[token->end] == '/' || text->bytes.at[token->end] == '\\');
}

static void report(mq_context *context, const mq_view *view, const mq_token *first, const mq_token *last,
                   float confidence) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){first->start, last->end});
  finding->confidence = confidence;
  mq_finding_message(context, finding, "Two punctuation marks side by side: \"%.*s\"",
                     MQ_FMT(mq_span_text(context->text[MTQC_TARGET], (mq_span){first->start, last->end})));
}

static void segment(mq_context *context, const mq_view *view) {
  if (!(view->target_traits & MQ_T_REPEATED_MARK)) return;
  for (size_t i = 0; i < view->target_count && i < MOST_SEARCHED; i++) {
    const mq_token *token = &view->target[i];
    if (mq_str_equal(token->word->surface, MQ_STR("..")) && i && !is_path(context->text[MTQC_TARGET], token) &&
        !has_two_stops(view->source, view->source_count)) {
      report(context, view, token, token, token->flags & MQ_SPACE_BEFORE ? .6f : .75f);
      continue;
    }
    const size_t size = run_at(view->target, view->target_count, i);
    if (size == 2 && i) {
      const float confidence = slip(view, token, token + 1);
      if (confidence > 0) report(context, view, token, token + 1, confidence);
    }
    if (size) i += size - 1;
  }
}

const mq_check mq_check_repeated_punctuation = {
    .segment = segment,
    .explanation = "Two marks where one belongs: \",,\", \";;\", \"::\", \",.\", \":,\", \"?.\", and two full stops, which are neither an end nor an ellipsis.\n"
                   "\"!!\" and \"??\" are reported only if the source has a single mark; longer runs and \"?!\" are taken for intent."};
