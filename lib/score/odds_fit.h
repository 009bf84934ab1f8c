/* Fitting the odds of tokens to marks of judges. */
#ifndef MQ_ODDS_FIT_H
#define MQ_ODDS_FIT_H

#include "odds.h"

/* Tokens of one side: their features, and whether a judge marked them. */
typedef struct mq_marked {
  const float *features; /* count rows of MQ_ODDS_COUNT */
  const bool *marked;
  size_t count;
} mq_marked;

/* False if there are fewer than MQ_ODDS_FIT_LEAST tokens, or none or all are marked. */
enum { MQ_ODDS_FIT_LEAST = 200 };
bool mq_odds_fit(mq_arena *arena, const mq_marked *marked, mq_odds *out);

/* Weights of both sides in the form of tokens.tsv; those of a side that is not known are left out. */
mq_str mq_odds_write(mq_arena *arena, const mq_odds odds[2]);

#endif
