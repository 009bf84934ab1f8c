/* The features of a pair, from its facts: what the estimate is a weighted sum of. */
#ifndef MQ_FEATURES_H
#define MQ_FEATURES_H

#include "facts.h"

typedef enum mq_feature_group { MQ_DIFFICULTY, MQ_FLUENCY, MQ_ADEQUACY, MQ_FORM, MQ_LENGTH } mq_feature_group;

enum { MQ_FEATURE_COUNT = 26 };

typedef struct mq_feature {
  const char *name;
  mq_feature_group group;
  int sign;      /* see features.def */
  int side;      /* of the words it counts */
  uint16_t flag; /* an MQ_FACT_…; 0: it counts no words */
  double mean, deviation, points; /* default weights */
  const char *meaning;
} mq_feature;

extern const mq_feature mq_features[MQ_FEATURE_COUNT];

/* Fills out[MQ_FEATURE_COUNT]; NaN where the data for a feature are missing (no n-gram model, no pack of the pair). */
void mq_features_of(const mq_facts *facts, double *out);

#endif
