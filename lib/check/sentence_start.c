/* Sentences that begin with a small letter.
 *
 * Only with strong evidence: the pair is a sentence on both sides, the source begins with a capital that is no name's, the
 * sentence before is ended, and the first word of the target is a plain word. */
#include "marks.h"

/* The first word if only quotation marks, brackets or dashes stand before it. */
static const mq_token *first_word(const mq_token *tokens, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const mq_mark mark = mq_mark_of(&tokens[i]);
    if (tokens[i].kind == MQ_WORD) return i && mq_mark_of(&tokens[i - 1]) == MQ_MARK_ELLIPSIS ? NULL : &tokens[i];
    const mq_str other = tokens[i].word->surface;
    if (tokens[i].kind != MQ_PUNCTUATION ||
        (mark == MQ_MARK_OTHER && !mq_str_equal(other, MQ_STR("¿")) && !mq_str_equal(other, MQ_STR("¡"))))
      return NULL;
  }
  return NULL;
}

static bool is_sentence(const mq_token *tokens, size_t count) {
  return mq_ends_sentence(mq_end_mark(tokens, count, NULL)) && mq_count_words(tokens, count) > 2;
}

/* "iPhone", "eBay", "e-Mobility", "d'Artagnan", "0,5-fache", "von der Leyen" */
static bool may_be_small(const mq_view *view, const mq_token *word) {
  const unsigned odd = MQ_CAPITALISED | MQ_MIXED_CASE | MQ_HAS_DIGIT | MQ_MIXED_SCRIPT | MQ_MALFORMED;
  const mq_token *behind = word + 1;
  if (word->word->shape & odd || !mq_script_has_case(word->word->script)) return true;
  if (behind < view->target + view->target_count && !(behind->flags & MQ_SPACE_BEFORE) &&
      behind->kind != MQ_PUNCTUATION)
    return true;
  for (size_t i = 0; i < view->source_count; i++)
    if (mq_str_equal(view->source[i].word->surface, word->word->surface)) return true;
  return false;
}

static void check(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count) return;
  const mq_token *from = first_word(view->source, view->source_count),
                 *to = first_word(view->target, view->target_count);
  if (!from || !to || !(from->word->shape & MQ_CAPITALISED) || may_be_small(view, to)) return;
  if (!is_sentence(view->source, view->source_count) || !is_sentence(view->target, view->target_count)) return;
  mq_finding *finding = mq_find_target(context, view, (mq_span){to->start, to->end});
  finding->has_source = true;
  finding->source = (mq_span){from->start, from->end};
  finding->confidence = from->word->shape & MQ_STOPWORD ? .85f : .7f;
  mq_finding_message(context, finding, "The sentence begins with a small letter: \"%.*s\"", MQ_FMT(to->word->surface));
  char capital[64];
  const size_t size = mq_capitalise(to->word->surface, capital, sizeof capital);
  if (size) mq_finding_suggest(context, finding, (mq_str){capital, size});
}

/* A sentence that goes on from the one before may begin small. */
static void document(mq_context *context, const mq_document *all) {
  bool ended = true;
  for (size_t i = 0; i < all->view_count; i++) {
    const mq_view *view = &all->views[i];
    if (ended) check(context, view);
    if (view->target_count) ended = mq_ends_sentence(mq_end_mark(view->target, view->target_count, NULL));
  }
}

const mq_check mq_check_sentence_start = {
    .document = document,
    .explanation = "A translated sentence that begins with a small letter although its source begins with a capital, both are whole sentences, and\n"
                   "the sentence before has its end mark. Words such as \"iPhone\", words with digits, and words of the source are left alone."};
