/* What the estimate knows of each token of a pair: how probable it is in its place, how well the other side supports it, and
 * what is odd about its form. Features of a pair are sums over these facts, so every feature can name its words. */
#ifndef MQ_FACTS_H
#define MQ_FACTS_H

#include "check/check.h"

enum {
  MQ_FACT_WORD = 1 << 0,        /* letters */
  MQ_FACT_CONTENT = 1 << 1,     /* a word, and no function word */
  MQ_FACT_NAME = 1 << 2,        /* a capital that is neither of the language's nouns nor of the sentence */
  MQ_FACT_UNKNOWN = 1 << 3,     /* a word that the n-gram model does not know */
  MQ_FACT_UNSEEN = 1 << 4,      /* a known word after a known word that it was never seen after */
  MQ_FACT_UNSUPPORTED = 1 << 5, /* a content word without a link worth the name */
  MQ_FACT_MISSPELT = 1 << 6,    /* not spelled as any word of the language */
  MQ_FACT_UNCALLED = 1 << 7,    /* the same in the target, and without a capital */
  MQ_FACT_COPIED = 1 << 8,      /* a lower-case word that stands like that in the source and is none of the target language */
  MQ_FACT_FOREIGN = 1 << 9,     /* in letters that the language is not written in */
  MQ_FACT_REPEATED = 1 << 10,   /* the same word as the one before */
  MQ_FACT_NAME_LOST = 1 << 11   /* a name without a link worth the name */
};

typedef struct mq_fact {
  float log_p;     /* log10 in its place; 0 for what the n-gram model skips, or without a model */
  float support;   /* strength of its link, 0..1 */
  float rarity;    /* -log10 of its frequency, 1 to 8 */
  uint8_t order;   /* of the longest n-gram seen that ends here, 0 to 3 */
  bool counted;    /* log_p and order mean something */
  uint16_t flags;
} mq_fact;

typedef struct mq_facts {
  const mq_view *view;
  mq_fact *of[2];       /* one a token, by mtqc_side */
  double end_log_p[2];  /* of the end after the last token */
  bool has_ngrams[2];
  bool has_pair;        /* there is a pack of the pair */
} mq_facts;

/* Facts of a linked view that has a source, in the arena. */
mq_facts mq_facts_of(mq_arena *arena, const mq_view *view, const mq_language *const language[2]);

/* Number of tokens of a side. */
static inline size_t mq_facts_count(const mq_facts *facts, int side) {
  return side == MTQC_SOURCE ? facts->view->source_count : facts->view->target_count;
}
static inline const mq_token *mq_facts_tokens(const mq_facts *facts, int side) {
  return side == MTQC_SOURCE ? facts->view->source : facts->view->target;
}

#endif
