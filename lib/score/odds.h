/* The odds that a word of the target is wrong: logistic regression on what its facts and those of its neighbours say. */
#ifndef MQ_ODDS_H
#define MQ_ODDS_H

#include "estimate.h"

enum { MQ_ODDS_COUNT = 21 };

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

/* What is weighed for token `index` of the target, given the estimate of its pair. */
void mq_odds_features(const mq_facts *facts, size_t index, double estimate, double *out);

/* Probability that a judge marks the token as wrong, 0..1; NaN without weights. */
double mq_odds_wrong(const mq_odds *odds, const mq_facts *facts, size_t index, double estimate);

#endif
