/* Fitting the weights of the estimate to human judgements. */
#ifndef MQ_FIT_H
#define MQ_FIT_H

#include "estimate.h"

typedef struct mq_judged {
  const double *features; /* count rows of MQ_FEATURE_COUNT; NaN where unknown */
  const double *judgements; /* higher is better; only their order counts */
  const double *weights;    /* above 0; NULL: all the same */
  const uint64_t *groups;   /* rows of one group (one source) are never split between fitting and testing */
  size_t count;
} mq_judged;

/* Fits base, deviation, correlation and the weights of the features. False if there are fewer than MQ_FIT_LEAST rows or
 * all judgements are the same. */
enum { MQ_FIT_LEAST = 20 };
bool mq_fit(mq_arena *arena, const mq_judged *judged, mq_weights *out);

/* Weights in the form of estimate.tsv. */
mq_str mq_weights_write(mq_arena *arena, const mq_weights *weights, size_t judgements);

#endif
