/* The scores of some pairs, as getters and training read them. */
#ifndef MQ_CHECKER_SCORE_H
#define MQ_CHECKER_SCORE_H

#include "checker.h"

#include <mtqc/estimate.h>

typedef struct mq_scored_token {
  uint32_t start, end;
  uint16_t flags;
  float marked; /* probability that it is wrong (target) or missing (source) */
} mq_scored_token;

typedef struct mq_scored {
  double estimate;
  double features[MQ_FEATURE_COUNT];
  mq_scored_token *tokens[2];
  const float *places[2]; /* features of the tokens, MQ_ODDS_COUNT each; NULL unless asked for */
  uint32_t counts[2];
} mq_scored;

struct mtqc_scores {
  mq_arena **arenas; /* the first holds this */
  size_t arena_count;
  mq_weights weights;
  mq_scored *pairs;
  size_t count;
};

/* mtqc_score_segments, and with the features of tokens. */
int mq_score_learning(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                      mtqc_scores **out, mtqc_error *error);

#endif
