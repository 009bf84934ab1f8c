/* The n-gram model of a language: how probable a word is after the two words before it, read in place from the
 * section "ngrams" of its pack.
 *
 * The model is one of interpolated modified Kneser-Ney trigrams (Chen and Goodman: An Empirical Study of Smoothing
 * Techniques for Language Modeling, 1998), trained by ngram_train.c. It holds no words: n-grams are known by
 * fingerprints, so no text can be read out of it, and an n-gram that it has never seen is taken for one that it has
 * with a probability of at most 16 / 2^14 = 0.1 %.
 *
 * What it counts are events: the fold of a word; one event for all numbers, one for all addresses, and so on;
 * punctuation marks. Quotation marks are skipped. */
#ifndef MQ_NGRAM_H
#define MQ_NGRAM_H

#include "base/str.h"
#include "text/token.h"

/* Events that are no words. */
enum { MQ_EVENT_NONE = 0, MQ_EVENT_START = 1, MQ_EVENT_END = 2, MQ_EVENT_UNKNOWN = 3, MQ_EVENT_KIND = 8 };

/* The event of a word; MQ_EVENT_NONE for what the model skips. */
uint64_t mq_ngram_event(const mq_word *word);

/* The key of an n-gram: joined from that of all but its last event (0: none) and the last. */
static inline uint64_t mq_ngram_join(uint64_t before, uint64_t event) {
  const __uint128_t product = (__uint128_t)(before ^ 0x9e3779b97f4a7c15) * (event ^ 0xe7037ed1a0b428db);
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

enum { MQ_NGRAM_ENTRY = 4, MQ_NGRAM_LAST_ENTRY = 3 };

/* One order of a model: fingerprints of its n-grams with two codes each (see pack.h). */
typedef struct mq_ngram_order {
  const unsigned char *starts, *entries;
  uint32_t bits, count;
  uint32_t size; /* bytes of an entry: MQ_NGRAM_ENTRY, or MQ_NGRAM_LAST_ENTRY where there is no back-off */
} mq_ngram_order;

typedef struct mq_ngrams {
  uint64_t events;    /* how many it was trained on */
  uint32_t cutoffs[3];/* n-grams seen fewer times than this were left out */
  mq_ngram_order orders[3];
  const unsigned char *counts[2]; /* how often one and two events were seen, by index */
} mq_ngrams;

/* Takes a section apart; false if it is damaged. The bytes must outlive the model. */
bool mq_ngrams_view(mq_str section, mq_ngrams *out);

/* An event as the model knows it; found once a form. */
typedef struct mq_ngram_word {
  uint64_t event;  /* MQ_EVENT_UNKNOWN if the model does not know it, MQ_EVENT_NONE if it is skipped */
  float log_p;     /* log10 of its probability by itself */
  float back_off;  /* log10 of what is left for events that were not seen after it */
  float log_count; /* log10 of how often it was seen */
} mq_ngram_word;
mq_ngram_word mq_ngram_find(const mq_ngrams *model, uint64_t event);

/* Walking over a segment: where one is. Begins with mq_ngram_start. */
typedef struct mq_ngram_state {
  uint64_t pair; /* key of the last two events; 0 if the model has not seen them in a row */
  mq_ngram_word last;
  float back_off; /* of the pair */
} mq_ngram_state;
mq_ngram_state mq_ngram_start(const mq_ngrams *model);

/* Has the memory fetched that walking over these words will read, and that asking for each after the last but one will. Changes no
 * answer, only how long it takes. */
void mq_ngram_fetch(const mq_ngrams *model, const mq_ngram_word *const *words, size_t count);

/* log10 of the probability of the word in this place, and on to the next. *order (may be NULL) becomes the length of
 * the longest n-gram ending here that the model has: 1 to 3, 0 for an unknown word. Skipped words must not be given. */
float mq_ngram_step(const mq_ngrams *model, mq_ngram_state *state, const mq_ngram_word *word, int *order);

/* log10 of the probability of w after u and v, either of which may be NULL (u: only v counts). For questions out of
 * order; a walk is faster. */
float mq_ngram_log(const mq_ngrams *model, const mq_ngram_word *u, const mq_ngram_word *v, const mq_ngram_word *w);

/* How often w followed v in the text trained on, to 5 %; 0 if fewer times than the second cut-off. */
double mq_ngram_pair_count(const mq_ngrams *model, const mq_ngram_word *v, const mq_ngram_word *w);

/* The form in which a trained model is kept under dicts/ (ngrams.bin), and its section in a pack: ngram_pack.c. */
typedef struct mq_ngram_entry {
  uint64_t key;
  uint8_t p, back_off; /* codes */
  uint8_t count;       /* code; of one and two events only */
} mq_ngram_entry;

/* Codes: log10 p = -p / 32, log10 of a back-off = -back_off / 64 (0: nothing was seen after it), log2 of a count =
 * count / 8. */
enum { MQ_NGRAM_P = 32, MQ_NGRAM_BACK_OFF = 64, MQ_NGRAM_COUNT = 8, MQ_NGRAM_KEY_BITS = 30 };

typedef struct mq_ngram_model {
  uint64_t events;
  uint32_t cutoffs[3];
  mq_ngram_entry *entries[3];
  size_t counts[3];
} mq_ngram_model;

/* Both sort the entries; of equal keys the more probable stays. */
mq_str mq_ngram_encode(mq_arena *arena, mq_ngram_model *model);
mq_str mq_ngram_section(mq_arena *arena, mq_ngram_model *model);
/* False if the file is damaged. */
bool mq_ngram_decode(mq_arena *arena, mq_str file, mq_ngram_model *out);

#endif
