/* Training an n-gram model from text: interpolated modified Kneser-Ney trigrams (Chen and Goodman 1998, with their
 * estimates of the three discounts of each order).
 *
 *   p(w | u v) = max(c(u v w) - D(c), 0) / c(u v) + back-off(u v) * p(w | v)
 *
 * and so on downwards, where the lower orders count in how many different places an n-gram stands instead of how
 * often. An n-gram seen fewer times than its cut-off is counted but not kept, and its share goes to the back-off, so
 * that the probabilities after each context still sum to 1. Kept probabilities are stored as interpolated.
 *
 * Everything is sorting of flat arrays: a trigram is three ids of 21 bits in one number. Ids are given to words seen as
 * often as the first cut-off; all others are one unknown word, whose probability is shared out evenly among them.
 * Memory: 4 bytes a token, and 60 for each different trigram. */
#include "base/array.h"
#include "base/error.h"
#include "ngram.h"
#include "text/text.h"

#include <mtqc/lexicon.h>

#include <math.h>
#include <stdlib.h>

enum { ID_BITS = 21, MOST_WORDS = (1 << ID_BITS) - 1, BATCH = 4096 };
enum { UNKNOWN = 0, START = 1, END = 2, FIRST_WORD = 3 };

static const uint64_t id_mask = (1 << ID_BITS) - 1;

typedef struct gram {
  uint64_t key;    /* ids, the last in the lowest bits */
  uint32_t seen;   /* how often */
  uint32_t places; /* after how many different words; of a trigram as seen */
} gram;

typedef struct grams {
  gram *at;
  size_t count;
  double discounts[4]; /* of n-grams with 1, 2, and 3 or more places */
} grams;

typedef struct counted_word {
  uint64_t event;
  uint32_t count, id;
} counted_word;

typedef struct trainer {
  mq_arena *arena;
  MQ_ARRAY(counted_word) words; /* by order of arrival */
  MQ_ARRAY(uint32_t) tokens;    /* index of the word, or END_OF_SEGMENT */
  uint64_t *events;             /* by id */
  size_t ids;
  size_t unknown_types;
  grams orders[3];
  double *p_one;                /* by id */
  double *back_off_one;         /* by id */
  double *p_two;                /* by index in orders[1]; below 0: not kept */
  const unsigned *cutoffs;
  mq_ngram_model model;
} trainer;

static const uint32_t end_of_segment = UINT32_MAX;

/* --- reading -------------------------------------------------------------------------------------------- */

static uint32_t count_word(trainer *t, mq_map *known, uint64_t event) {
  bool fresh;
  mq_str key = {(const char *)&event, sizeof event};
  uint32_t *index = mq_map_find(known, key);
  if (!index) {
    index = mq_map_add(known, mq_str_copy(t->arena, key), &fresh);
    *index = (uint32_t)t->words.count;
    mq_push(t->arena, &t->words)->event = event;
  }
  t->words.at[*index].count++;
  return *index;
}

static void read_batch(trainer *t, mq_map *known, mq_arena *work, const mq_language *language, const mtqc_text *texts,
                       size_t count) {
  mq_vocab *vocab = mq_vocab_new(work, language);
  for (size_t i = 0; i < count; i++) {
    mq_segment segment = {.end = (uint32_t)texts[i].size};
    mq_text text = {.language = language,
                    .bytes = {texts[i].bytes, texts[i].size},
                    .segments = &segment,
                    .segment_count = 1};
    mq_text_tokenize(work, &text, vocab, 0, 1);
    for (size_t k = 0; k < segment.token_count; k++) {
      const uint64_t event = mq_ngram_event(segment.tokens[k].word);
      if (event != MQ_EVENT_NONE) *mq_push(t->arena, &t->tokens) = count_word(t, known, event);
    }
    *mq_push(t->arena, &t->tokens) = end_of_segment;
  }
  mq_arena_clear(work);
}

/* Ids of words seen often enough, in order of arrival. */
static void give_ids(trainer *t) {
  t->events = mq_arena_array(t->arena, t->words.count + FIRST_WORD, sizeof *t->events);
  t->events[UNKNOWN] = MQ_EVENT_UNKNOWN;
  t->events[START] = MQ_EVENT_START;
  t->events[END] = MQ_EVENT_END;
  t->ids = FIRST_WORD;
  for (size_t i = 0; i < t->words.count; i++) {
    counted_word *word = &t->words.at[i];
    if (word->count < t->cutoffs[0] || t->ids >= MOST_WORDS) {
      t->unknown_types++;
      continue;
    }
    word->id = (uint32_t)t->ids;
    t->events[t->ids++] = word->event;
  }
}

/* --- counting ------------------------------------------------------------------------------------------- */

/* Sorts numbers of 63 bits: by 16 bits at a time, from the lowest. */
static void sort_keys(mq_arena *arena, uint64_t *keys, size_t count) {
  uint64_t *other = mq_arena_array(arena, count, sizeof *other), *from = keys, *to = other;
  size_t *starts = mq_arena_array(arena, (1 << 16) + 1, sizeof *starts);
  for (unsigned shift = 0; shift < 64; shift += 16) {
    memset(starts, 0, ((1 << 16) + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++) starts[(from[i] >> shift & 0xffff) + 1]++;
    for (size_t i = 0; i < 1 << 16; i++) starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++) to[starts[from[i] >> shift & 0xffff]++] = from[i];
    uint64_t *swap = from;
    from = to;
    to = swap;
  }
}

/* Trigrams of all segments, and the bigrams that begin them, as one sorted list of keys each. */
static uint64_t *list_keys(trainer *t, mq_arena *arena, bool starts, size_t *count) {
  MQ_ARRAY(uint64_t) keys = {0};
  uint64_t before = 0;
  size_t place = 0;
  for (size_t i = 0; i < t->tokens.count; i++) {
    const bool end = t->tokens.at[i] == end_of_segment;
    const uint64_t id = end ? END : t->words.at[t->tokens.at[i]].id;
    if (place == 0) before = START;
    if ((place == 0) == starts)
      *mq_push(arena, &keys) = (before << ID_BITS | id) & (id_mask << 2 * ID_BITS | id_mask << ID_BITS | id_mask);
    before = before << ID_BITS | id;
    place = end ? 0 : place + 1;
  }
  if (keys.count) sort_keys(arena, keys.at, keys.count);
  *count = keys.count;
  return keys.at;
}

static size_t distinct(const uint64_t *keys, size_t count) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) n += i == 0 || keys[i] != keys[i - 1];
  return n;
}

static int by_key(const void *a, const void *b) {
  const gram *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}

/* Sorts and adds up grams of equal keys. */
static void merge(grams *list) {
  size_t kept = 0;
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_key);
  for (size_t i = 0; i < list->count; i++) {
    if (kept && list->at[kept - 1].key == list->at[i].key) {
      list->at[kept - 1].seen += list->at[i].seen;
      list->at[kept - 1].places += list->at[i].places;
    } else {
      list->at[kept++] = list->at[i];
    }
  }
  list->count = kept;
}

static void count_trigrams(trainer *t, mq_arena *work) {
  size_t count;
  const uint64_t *keys = list_keys(t, work, false, &count);
  grams *three = &t->orders[2];
  three->at = mq_arena_array(t->arena, distinct(keys, count), sizeof *three->at);
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || keys[i] != keys[i - 1]) three->at[three->count++] = (gram){.key = keys[i]};
    three->at[three->count - 1].seen = ++three->at[three->count - 1].places;
  }
  mq_arena_clear(work);
}

/* Bigrams stand after as many different words as there are trigrams that end in them; those at the start of a segment
 * stand after nothing, and count as often as they are. */
static void count_bigrams(trainer *t, mq_arena *work) {
  size_t starts;
  const uint64_t *keys = list_keys(t, work, true, &starts);
  const grams *three = &t->orders[2];
  grams *two = &t->orders[1];
  two->at = mq_arena_array(t->arena, three->count + starts, sizeof *two->at);
  for (size_t i = 0; i < three->count; i++)
    two->at[two->count++] = (gram){three->at[i].key & (id_mask << ID_BITS | id_mask), three->at[i].seen, 1};
  for (size_t i = 0; i < starts; i++) two->at[two->count++] = (gram){keys[i], 1, 1};
  merge(two);
  mq_arena_clear(work);
}

static void count_words(trainer *t) {
  const grams *two = &t->orders[1];
  grams *one = &t->orders[0];
  one->at = mq_arena_array(t->arena, t->ids, sizeof *one->at);
  one->count = t->ids;
  for (size_t i = 0; i < one->count; i++) one->at[i].key = i;
  for (size_t i = 0; i < two->count; i++) {
    gram *word = &one->at[two->at[i].key & id_mask];
    word->places++;
    word->seen += two->at[i].seen;
    if (two->at[i].key >> ID_BITS == START) one->at[START].seen += two->at[i].seen;
  }
}

/* --- smoothing ------------------------------------------------------------------------------------------ */

static void estimate_discounts(grams *list) {
  double n[5] = {0};
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].places >= 1 && list->at[i].places <= 4) n[list->at[i].places]++;
  const double y = n[1] > 0 ? n[1] / (n[1] + 2 * n[2]) : .5;
  for (size_t k = 1; k <= 3; k++) {
    const double d = n[k] > 0 ? (double)k - (double)(k + 1) * y * n[k + 1] / n[k] : y;
    list->discounts[k] = fmin(fmax(d, 0), (double)k);
  }
}

static double discounted(const grams *list, const gram *g) {
  return g->places - list->discounts[g->places < 3 ? g->places : 3];
}

static void smooth_words(trainer *t) {
  const grams *one = &t->orders[0];
  double total = 0, rest = 0;
  size_t types = 0;
  for (size_t i = 0; i < one->count; i++) {
    if (!one->at[i].places) continue;
    total += one->at[i].places;
    rest += one->at[i].places - discounted(one, &one->at[i]);
    types++;
  }
  t->p_one = mq_arena_array(t->arena, one->count, sizeof *t->p_one);
  t->back_off_one = mq_arena_array(t->arena, one->count, sizeof *t->back_off_one);
  for (size_t i = 0; i < one->count && total > 0; i++)
    if (one->at[i].places) t->p_one[i] = (discounted(one, &one->at[i]) + rest / (double)types) / total;
  for (size_t i = 0; i < one->count; i++) t->back_off_one[i] = 1;
}

/* N-grams with an unknown word are not kept: a text to be scored has other unknown words. */
static bool is_kept(const trainer *t, size_t order, const gram *g) {
  if (g->seen < t->cutoffs[order]) return false;
  for (size_t i = 0; i <= order; i++)
    if ((g->key >> i * ID_BITS & id_mask) == UNKNOWN) return false;
  return true;
}

/* The end of the run of n-grams with the context of the first. Their places are summed up, and the share that the kept
 * ones leave over. */
static size_t survey_context(const trainer *t, size_t order, size_t first, double *total, double *rest) {
  const grams *list = &t->orders[order];
  size_t last = first;
  double kept = 0;
  *total = 0;
  for (; last < list->count && list->at[last].key >> ID_BITS == list->at[first].key >> ID_BITS; last++) {
    *total += list->at[last].places;
    if (is_kept(t, order, &list->at[last])) kept += discounted(list, &list->at[last]);
  }
  *rest = kept > 0 ? fmax(1 - kept / *total, 1e-4) : 1;
  return last;
}

static void smooth_bigrams(trainer *t) {
  const grams *two = &t->orders[1];
  t->p_two = mq_arena_array(t->arena, two->count, sizeof *t->p_two);
  for (size_t first = 0, last; first < two->count; first = last) {
    double total, rest;
    last = survey_context(t, 1, first, &total, &rest);
    t->back_off_one[two->at[first].key >> ID_BITS] = rest;
    for (size_t i = first; i < last; i++)
      t->p_two[i] = is_kept(t, 1, &two->at[i])
                        ? discounted(two, &two->at[i]) / total + rest * t->p_one[two->at[i].key & id_mask]
                        : -1;
  }
}

static size_t find_bigram(const trainer *t, uint64_t key) {
  const gram wanted = {.key = key};
  const gram *found = bsearch(&wanted, t->orders[1].at, t->orders[1].count, sizeof wanted, by_key);
  return (size_t)(found - t->orders[1].at);
}

/* --- the result ----------------------------------------------------------------------------------------- */

static uint8_t code(double value, double step) {
  const double steps = -log10(value) * step;
  return steps >= 255 ? 255 : steps > 0 ? (uint8_t)lround(steps) : 0;
}

/* Never 0 where something was seen. */
static uint8_t back_off_code(double rest) {
  const uint8_t steps = code(rest, MQ_NGRAM_BACK_OFF);
  return rest < 1 && steps == 0 ? 1 : steps;
}

static uint8_t count_code(uint32_t seen) {
  return seen ? (uint8_t)fmin(255, round(log2(seen) * MQ_NGRAM_COUNT)) : 0;
}

static uint64_t key_of(const trainer *t, uint64_t ids, size_t order) {
  uint64_t key = 0;
  for (size_t i = order + 1; i-- > 0;) key = mq_ngram_join(key, t->events[ids >> i * ID_BITS & id_mask]);
  return key;
}

static void keep_words(trainer *t) {
  mq_ngram_entry *out = t->model.entries[0] = mq_arena_array(t->arena, t->ids, sizeof *out);
  for (size_t i = 0; i < t->ids; i++) {
    const double share = i == UNKNOWN ? t->p_one[i] / fmax(1, (double)t->unknown_types) : t->p_one[i];
    out[t->model.counts[0]++] = (mq_ngram_entry){.key = key_of(t, i, 0),
                                                 .p = share > 0 ? code(share, MQ_NGRAM_P) : 255,
                                                 .back_off = back_off_code(t->back_off_one[i]),
                                                 .count = count_code(t->orders[0].at[i].seen)};
  }
}

static size_t count_kept(const trainer *t, size_t order) {
  size_t kept = 0;
  for (size_t i = 0; i < t->orders[order].count; i++) kept += is_kept(t, order, &t->orders[order].at[i]);
  return kept;
}

static void keep_bigrams(trainer *t, const double *rests) {
  const grams *two = &t->orders[1];
  mq_ngram_entry *out = t->model.entries[1] = mq_arena_array(t->arena, count_kept(t, 1), sizeof *out);
  for (size_t i = 0; i < two->count; i++)
    if (t->p_two[i] >= 0)
      out[t->model.counts[1]++] = (mq_ngram_entry){.key = key_of(t, two->at[i].key, 1),
                                                   .p = code(t->p_two[i], MQ_NGRAM_P),
                                                   .back_off = back_off_code(rests[i]),
                                                   .count = count_code(two->at[i].seen)};
}

/* Fills the back-offs of bigrams on the way. */
static void keep_trigrams(trainer *t, double *rests) {
  const grams *three = &t->orders[2];
  mq_ngram_entry *out = t->model.entries[2] = mq_arena_array(t->arena, count_kept(t, 2), sizeof *out);
  for (size_t i = 0; i < t->orders[1].count; i++) rests[i] = 1;
  for (size_t first = 0, last; first < three->count; first = last) {
    double total, rest;
    last = survey_context(t, 2, first, &total, &rest);
    rests[find_bigram(t, three->at[first].key >> ID_BITS)] = rest;
    for (size_t i = first; i < last; i++) {
      if (!is_kept(t, 2, &three->at[i])) continue;
      const double lower = t->p_two[find_bigram(t, three->at[i].key & (id_mask << ID_BITS | id_mask))];
      out[t->model.counts[2]++] =
          (mq_ngram_entry){.key = key_of(t, three->at[i].key, 2),
                           .p = code(discounted(three, &three->at[i]) / total + rest * lower, MQ_NGRAM_P)};
    }
  }
}

static void make_model(trainer *t) {
  double *rests = mq_arena_array(t->arena, t->orders[1].count, sizeof *rests);
  t->model.events = t->tokens.count;
  for (size_t i = 0; i < 3; i++) t->model.cutoffs[i] = t->cutoffs[i];
  smooth_words(t);
  smooth_bigrams(t);
  keep_trigrams(t, rests);
  keep_bigrams(t, rests);
  keep_words(t);
}

/* --- the whole ------------------------------------------------------------------------------------------ */

typedef struct task {
  const char *language;
  const mtqc_text *texts;
  size_t count;
  const unsigned *cutoffs;
  mtqc_progress progress;
  mtqc_sink sink;
  void *payload;
} task;

static int read_texts(trainer *t, mq_arena *work, const mq_language *language, const task *in, mtqc_error *error) {
  mq_map known = {.arena = t->arena};
  for (size_t first = 0; first < in->count; first += BATCH) {
    if (in->progress && in->progress(in->payload, .8 * (double)first / (double)in->count))
      return mq_error_set(error, MTQC_EIO, "stopped");
    const size_t batch = in->count - first < BATCH ? in->count - first : BATCH;
    read_batch(t, &known, work, language, in->texts + first, batch);
  }
  return MTQC_OK;
}

static int train(mq_arena *arena, mq_arena *work, const task *in, mtqc_error *error) {
  trainer *t = mq_arena_alloc(arena, sizeof *t);
  mq_language *language = mq_arena_alloc(arena, sizeof *language);
  *t = (trainer){.arena = arena, .cutoffs = in->cutoffs};
  int status = mq_language_parse(language, in->language, error);
  if (status) return status;
  mq_language_load(arena, language, NULL, NULL);
  status = read_texts(t, work, language, in, error);
  if (status) return status;
  give_ids(t);
  count_trigrams(t, work);
  count_bigrams(t, work);
  count_words(t);
  for (size_t order = 0; order < 3; order++) estimate_discounts(&t->orders[order]);
  make_model(t);
  const mq_str file = mq_ngram_encode(arena, &t->model);
  if (in->progress && in->progress(in->payload, 1)) return mq_error_set(error, MTQC_EIO, "stopped");
  return in->sink(in->payload, file.at, file.size) ? mq_error_set(error, MTQC_EIO, "the output cannot be written")
                                                   : MTQC_OK;
}

int mtqc_lexicon_train_ngrams(const char *language, const mtqc_text *segments, size_t count, const unsigned cutoffs[3],
                              mtqc_progress progress, mtqc_sink sink, void *payload, mtqc_error *error) {
  const task in = {language, segments, count, cutoffs, progress, sink, payload};
  if (cutoffs[0] < 1 || cutoffs[1] < 1 || cutoffs[2] < cutoffs[1])
    return mq_error_set(error, MTQC_EARGUMENT,
                        "cut-offs must be at least 1, and that of trigrams not below that of bigrams");
  mq_arena *arena = mq_arena_new(), *work = mq_arena_new();
  int status;
  if (!arena || !work || mq_arena_try(arena) || mq_arena_try(work)) status = mq_error_memory(error);
  else status = train(arena, work, &in, error);
  mq_arena_free(work);
  mq_arena_free(arena);
  return status;
}
