/* Asking an n-gram model. Invariant: no number of the section is used as an index or a bound before it was compared
 * with the size of what it points into, so a hostile section gives wrong answers and nothing worse. */
#include "ngram.h"

#include "text/unicode.h"

#include <math.h>

/* Entries of one bucket that are looked at: the builder makes eight on average, and no honest bucket holds this
 * many. */
enum { HEADER = 24, LONGEST_BUCKET = 64 };

static uint32_t read32(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

uint64_t mq_ngram_event(const mq_word *word) {
  if (word->kind == MQ_WORD) return word->fold_hash;
  if (word->kind != MQ_PUNCTUATION) return MQ_EVENT_KIND + word->kind;
  return mq_is_quote(mq_peek(word->surface.at, 0, word->surface.size)) ? MQ_EVENT_NONE : word->fold_hash;
}

/* --- opening -------------------------------------------------------------------------------------------- */

static bool take(mq_str *rest, uint64_t size, const unsigned char **out) {
  if (size > rest->size) return false;
  *out = (const unsigned char *)rest->at;
  rest->at += size;
  rest->size -= (size_t)size;
  return true;
}

static bool take_order(mq_str *rest, uint32_t size, mq_ngram_order *order) {
  const unsigned char *head;
  if (!take(rest, 8, &head)) return false;
  order->bits = read32(head);
  order->count = read32(head + 4);
  order->size = size;
  return order->bits <= 28 && take(rest, 4 * (((uint64_t)1 << order->bits) + 1), &order->starts) &&
         take(rest, (uint64_t)size * order->count, &order->entries);
}

bool mq_ngrams_view(mq_str section, mq_ngrams *out) {
  const unsigned char *head;
  *out = (mq_ngrams){0};
  if (!take(&section, HEADER, &head)) return false;
  out->events = read32(head) | (uint64_t)read32(head + 4) << 32;
  for (size_t i = 0; i < 3; i++) out->cutoffs[i] = read32(head + 8 + 4 * i);
  for (size_t i = 0; i < 3; i++)
    if (!take_order(&section, i < 2 ? MQ_NGRAM_ENTRY : MQ_NGRAM_LAST_ENTRY, &out->orders[i])) return false;
  return take(&section, out->orders[0].count, &out->counts[0]) &&
         take(&section, out->orders[1].count, &out->counts[1]) && section.size == 0;
}

/* --- looking up ----------------------------------------------------------------------------------------- */

/* From the end of an entry: fingerprint, probability, and the back-off of those that have one. */
static const unsigned char *end_of(const mq_ngram_order *order, uint32_t index) {
  return order->entries + order->size * ((size_t)index + 1);
}

static uint32_t fingerprint_of(const mq_ngram_order *order, uint32_t index) {
  const unsigned char *end = end_of(order, index);
  return (uint32_t)end[-2] | (uint32_t)end[-1] << 8;
}

/* Where the bounds of the bucket of a key stand. */
static const unsigned char *bucket_of(const mq_ngram_order *order, uint64_t key) {
  return order->starts + 4 * (key >> (64 - MQ_NGRAM_KEY_BITS) >> (MQ_NGRAM_KEY_BITS - order->bits));
}

/* Index of an n-gram, or UINT32_MAX. */
static uint32_t find(const mq_ngram_order *order, uint64_t key) {
  if (!order->starts) return UINT32_MAX;
  const uint32_t fingerprint = (uint32_t)(key >> (64 - MQ_NGRAM_KEY_BITS) & 0xffff);
  const unsigned char *start = bucket_of(order, key);
  const uint32_t first = read32(start), last = read32(start + 4);
  if (last > order->count || last - first > LONGEST_BUCKET) return UINT32_MAX;
  for (uint32_t i = first; i < last; i++)
    if (fingerprint_of(order, i) == fingerprint) return i;
  return UINT32_MAX;
}

/* A model is larger than the caches of a processor, so a question waits for memory twice, for the bounds of a bucket and for
 * its entries. Fetching both for all of a segment before the first question makes the estimate about a tenth faster. */
static void fetch(const mq_ngram_order *order, uint64_t key, bool entries) {
  if (!order->starts) return;
  const unsigned char *start = bucket_of(order, key);
  if (!entries) __builtin_prefetch(start);
  else if (read32(start) < order->count) __builtin_prefetch(order->entries + order->size * (size_t)read32(start));
}

static void fetch_all(const mq_ngrams *model, const mq_ngram_word *const *words, size_t count, bool entries) {
  uint64_t pair = 0;
  for (size_t i = 1; i < count; i++) {
    const uint64_t event = words[i]->event;
    if (i > 1) fetch(&model->orders[2], mq_ngram_join(pair, event), entries);
    if (i > 1) fetch(&model->orders[1], mq_ngram_join(mq_ngram_join(0, words[i - 2]->event), event), entries);
    pair = mq_ngram_join(mq_ngram_join(0, words[i - 1]->event), event);
    fetch(&model->orders[1], pair, entries);
  }
}

void mq_ngram_fetch(const mq_ngrams *model, const mq_ngram_word *const *words, size_t count) {
  fetch_all(model, words, count, false);
  fetch_all(model, words, count, true);
}

static float log_p(const mq_ngram_order *order, uint32_t index) {
  return -(float)end_of(order, index)[-3] / MQ_NGRAM_P;
}

static float back_off(const mq_ngram_order *order, uint32_t index) {
  return -(float)end_of(order, index)[-4] / MQ_NGRAM_BACK_OFF;
}

mq_ngram_word mq_ngram_find(const mq_ngrams *model, uint64_t event) {
  if (event == MQ_EVENT_NONE) return (mq_ngram_word){0};
  uint32_t index = find(&model->orders[0], mq_ngram_join(0, event));
  if (index == UINT32_MAX) index = find(&model->orders[0], mq_ngram_join(0, event = MQ_EVENT_UNKNOWN));
  if (index == UINT32_MAX) return (mq_ngram_word){.event = MQ_EVENT_UNKNOWN, .log_p = -255.0f / MQ_NGRAM_P};
  return (mq_ngram_word){event, log_p(&model->orders[0], index), back_off(&model->orders[0], index),
                         (float)model->counts[0][index] / MQ_NGRAM_COUNT * (float)M_LN2 / (float)M_LN10};
}

mq_ngram_state mq_ngram_start(const mq_ngrams *model) {
  return (mq_ngram_state){.last = mq_ngram_find(model, MQ_EVENT_START)};
}

float mq_ngram_step(const mq_ngrams *model, mq_ngram_state *state, const mq_ngram_word *word, int *order) {
  const uint64_t key = mq_ngram_join(mq_ngram_join(0, state->last.event), word->event);
  const mq_ngram_state before = *state;
  const uint32_t two = find(&model->orders[1], key);
  *state = (mq_ngram_state){.last = *word};
  int longest = word->event == MQ_EVENT_UNKNOWN ? 0 : 1;
  float p = before.back_off + before.last.back_off + word->log_p;
  if (two != UINT32_MAX) {
    longest = 2;
    p = before.back_off + log_p(&model->orders[1], two);
    state->pair = key;
    state->back_off = back_off(&model->orders[1], two);
    /* A trigram is only kept where its two bigrams are, and its context then has a back-off. */
    const uint32_t three =
        before.back_off < 0 ? find(&model->orders[2], mq_ngram_join(before.pair, word->event)) : UINT32_MAX;
    if (three != UINT32_MAX) longest = 3, p = log_p(&model->orders[2], three);
  }
  if (order) *order = longest;
  return p;
}

float mq_ngram_log(const mq_ngrams *model, const mq_ngram_word *u, const mq_ngram_word *v, const mq_ngram_word *w) {
  mq_ngram_state state = {0};
  if (!v) return w->log_p;
  if (u) {
    state.last = *u;
    mq_ngram_step(model, &state, v, NULL);
  } else {
    state.last = *v;
  }
  return mq_ngram_step(model, &state, w, NULL);
}

double mq_ngram_pair_count(const mq_ngrams *model, const mq_ngram_word *v, const mq_ngram_word *w) {
  const uint32_t index = find(&model->orders[1], mq_ngram_join(mq_ngram_join(0, v->event), w->event));
  return index == UINT32_MAX ? 0 : exp2((double)model->counts[1][index] / MQ_NGRAM_COUNT);
}
