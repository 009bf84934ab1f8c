/* One translation for different sources: the model has collapsed to a stock sentence, or a segment was pasted twice.
 *
 * Translations are compared word for word by a hash, so the work is linear; of equal ones the sources are compared by the
 * share of words that they have in common. */
#include "check.h"

enum { LEAST_WORDS = 5, MOST_COMPARED = 40 };

/* Share of common words below which two sources are different, and below which they have nothing to do with each other. */
static const double different = .5, strange = .2;

static size_t hash_words(const mq_token *tokens, size_t count, uint64_t *hash) {
  size_t words = 0;
  for (size_t i = 0; i < count; i++) {
    if (tokens[i].kind != MQ_WORD && tokens[i].kind != MQ_NUMBER) continue;
    *hash = (*hash ^ tokens[i].word->fold_hash) * 0x9e3779b97f4a7c15u;
    words++;
  }
  return words;
}

static bool has_word(const mq_view *view, uint64_t fold_hash) {
  for (size_t i = 0; i < view->source_count && i < MOST_COMPARED; i++)
    if (view->source[i].kind == MQ_WORD && view->source[i].word->fold_hash == fold_hash) return true;
  return false;
}

/* Words of the one source that stand in the other, as a share of the longer one's. */
static double likeness(const mq_view *a, const mq_view *b) {
  size_t words[2] = {0}, common = 0;
  for (size_t i = 0; i < a->source_count && i < MOST_COMPARED; i++) {
    if (a->source[i].kind != MQ_WORD) continue;
    words[0]++;
    common += has_word(b, a->source[i].word->fold_hash);
  }
  for (size_t i = 0; i < b->source_count && i < MOST_COMPARED; i++) words[1] += b->source[i].kind == MQ_WORD;
  const size_t longer = words[0] > words[1] ? words[0] : words[1];
  return longer ? (double)common / (double)longer : 1;
}

static void report(mq_context *context, const mq_view *view, const mq_view *first, double alike) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){view->target_start, view->target_end});
  finding->has_source = true;
  finding->source = (mq_span){view->source_start, view->source_end};
  finding->severity = alike < strange ? MTQC_MAJOR : MTQC_MINOR;
  finding->confidence = alike < strange ? .8f : .6f;
  mq_finding_message(context, finding, "Another source has the very same translation");
  mq_finding_evidence(context, finding, "it is that of pair %zu", first->index + 1);
  mq_finding_evidence(context, finding, "the two sources have %.0f %% of their words in common", 100 * alike);
}

static void segment(mq_context *context, const mq_view *view) {
  uint64_t hash = 0;
  if (view->source_count && hash_words(view->target, view->target_count, &hash) >= LEAST_WORDS)
    mq_note_add(context, view, 0, &hash, sizeof hash);
}

static void document(mq_context *context, const mq_document *all) {
  mq_map seen = {.arena = context->scratch};
  for (size_t i = 0; i < all->note_count; i++) {
    const mq_view *view = all->notes[i].view;
    bool added;
    uint32_t *first = mq_map_add(&seen, (mq_str){all->notes[i].data, sizeof(uint64_t)}, &added);
    if (added) *first = (uint32_t)view->index;
    const double alike = added ? 1 : likeness(view, &all->views[*first]);
    if (alike < different) report(context, view, &all->views[*first], alike);
  }
}

const mq_check mq_check_same_target = {
    .segment = segment,
    .document = document,
    .explanation = "Two segments with different sources have the same translation, word for word. Short ones (fewer than five "
                   "words) are left alone, and sources that have half of their words in common."};
