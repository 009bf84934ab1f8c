/* Words whose letters and accents are stored apart where Unicode has one character for both (not NFC).
 *
 * They look right, but are not found, sorted or compared as equal. Where a whole text is stored so, one finding says it;
 * single words in a text that is otherwise composed are reported one by one. */
#include "check.h"
#include "text/nfc.h"

enum { MOST_SINGLE = 5, MOST_SEARCHED = 2000 };

typedef struct apart {
  const mq_view *view;
  size_t token;
} apart;

typedef struct found {
  apart first[MOST_SINGLE];
  size_t count;
} found;

static bool is_apart(mq_context *context, const mq_word *word) {
  return word->kind == MQ_WORD && !(word->shape & MQ_MALFORMED) &&
         !mq_str_equal(mq_nfc(context->scratch, word->surface), word->surface);
}

static bool source_has(const mq_view *view, const mq_word *word) {
  for (size_t i = 0; i < view->source_count && i < MOST_SEARCHED; i++)
    if (mq_str_equal(view->source[i].word->surface, word->surface)) return true;
  return false;
}

static void collect(mq_context *context, const mq_view *view, found *all) {
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_word *word = view->target[i].word;
    if (!is_apart(context, word) || source_has(view, word)) continue;
    if (all->count < MOST_SINGLE) all->first[all->count] = (apart){view, i};
    all->count++;
  }
}

static void report(mq_context *context, const apart *word, size_t count) {
  const mq_token *token = &word->view->target[word->token];
  mq_finding *finding = mq_find_target(context, word->view, (mq_span){token->start, token->end});
  finding->confidence = .85f;
  if (count <= MOST_SINGLE)
    mq_finding_message(context, finding, "\"%.*s\" is not in Unicode's composed form (NFC)",
                       MQ_FMT(token->word->surface));
  else
    mq_finding_message(context, finding, "The text is not in Unicode's composed form (NFC): %zu words", count);
  mq_finding_suggest(context, finding, mq_nfc(context->scratch, token->word->surface));
}

static void document(mq_context *context, const mq_document *all) {
  found words = {.count = 0};
  for (size_t i = 0; i < all->view_count; i++)
    if (all->views[i].target_traits & MQ_T_COMPOSING) collect(context, &all->views[i], &words);
  const size_t reports = words.count > MOST_SINGLE ? 1 : words.count;
  for (size_t i = 0; i < reports; i++) report(context, &words.first[i], words.count);
}

const mq_check mq_check_not_normalized = {
    .document = document,
    .explanation = "A word in which a letter and its accent are two code points although Unicode has one for both, so that it is not equal to\n"
                   "the same word elsewhere. The composed form is suggested. More than a few in one text are reported once."};
