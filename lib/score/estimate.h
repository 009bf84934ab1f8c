/* The quality estimate of a pair: a weighted sum of its features, in points of 0 to 100, that can name what each feature
 * adds. 50 is the middle of the translations that the weights were fitted on. */
#ifndef MQ_ESTIMATE_H
#define MQ_ESTIMATE_H

#include "features.h"

/* Weights: a table "estimate.tsv" of a pair, or the defaults of features.def. */
typedef struct mq_weights {
  double base;      /* points of a pair whose features are all at their means */
  double deviation; /* of judgements from the estimate, in points */
  double correlation; /* Spearman's, of the fit, in cross-validation; NaN if unknown */
  bool fitted;      /* from a table of the pair */
  struct {
    double mean, deviation; /* of the feature, where the weights were fitted */
    double points;          /* for one deviation above the mean */
  } of[MQ_FEATURE_COUNT];
  char signature[96]; /* "estimate|version:1|pair:en-de|weights:1a2b3c4d" */
} mq_weights;

/* Changes when a feature is computed in another way: estimates of two versions do not compare. */
enum { MQ_ESTIMATE_VERSION = 1 };

/* Weights of a translation direction: from the file at `path`, if it is not empty; else from the pack of the pair; else the
 * defaults. A table in the pack that holds something else than weights is passed over. 0, MTQC_EIO, MTQC_EINPUT. */
int mq_weights_load(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *source, const mq_language *target,
                    const char *path, mq_weights *out, mtqc_error *error);

/* A finite number that is the whole of a field of a table. */
bool mq_read_number(mq_str text, double *out);

/* Points of each feature into points[MQ_FEATURE_COUNT] (may be NULL); the estimate, 0..100. */
double mq_estimate(const mq_weights *weights, const double *features, double *points);

#endif
