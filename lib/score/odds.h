/* The odds that a word of the target is wrong: logistic regression on what its facts, those of its neighbours and its pair
 * as a whole say. */
#ifndef MQ_ODDS_H
#define MQ_ODDS_H

#include "estimate.h"

enum { MQ_ODDS_COUNT = 28 };

extern const char *const mq_odds_names[MQ_ODDS_COUNT];

/* Weights: the table "tokens.tsv" of a pair. */
typedef struct mq_odds {
  bool known; /* there is such a table */
  double base;
  struct {
    double mean, deviation, weight;
  } of[MQ_ODDS_COUNT];
} mq_odds;

mq_odds mq_odds_load(mq_arena *arena, const mq_lexicon *lexicon);

/* What is weighed for every token of a pair. */
typedef struct mq_odds_pair {
  double estimate;
  double length;         /* logarithm of the tokens of the target */
  double ratio;          /* logarithm of the tokens of the target over those of the source */
  double log_p;          /* mean log10 of its places */
  double unsupported[2]; /* by mtqc_side: share of the content words */
} mq_odds_pair;
mq_odds_pair mq_odds_pair_of(const mq_facts *facts, double estimate);

/* What is weighed for token `index` of the target. */
void mq_odds_features(const mq_facts *facts, const mq_odds_pair *pair, size_t index, double *out);

/* Probability that a judge marks the token as wrong, 0..1; NaN without weights. */
double mq_odds_wrong(const mq_odds *odds, const mq_facts *facts, const mq_odds_pair *pair, size_t index);

#endif
