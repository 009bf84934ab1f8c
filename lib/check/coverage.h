/* How far the two sides of a bead cover each other: lengths, and content words without a link; and the work
 * that the checks of omission and addition have in common. */
#ifndef MQ_COVERAGE_H
#define MQ_COVERAGE_H

#include "check.h"

typedef struct mq_coverage {
  double ratio;                   /* actual over expected length of the target */
  size_t content[2], unlinked[2]; /* content words by mtqc_side, and those of them without a link */
  /* The stretch of each side in which unlinked content words are densest. */
  struct {
    size_t first, last; /* tokens, half-open */
    size_t content, unlinked;
    double sum;
  } gap[2];
} mq_coverage;

mq_coverage mq_coverage_of(const mq_view *view, double length_ratio);

/* Log odds that content of `side` has no counterpart on the other. */
double mq_coverage_loss(const mq_coverage *c, const mq_view *view, mtqc_side side);

/* Both checks: what of `side` is missing on the other side. `prepared` is what mq_coverage_prepare made. */
void *mq_coverage_prepare(const mq_setup *setup);
void mq_coverage_check(mq_context *context, const mq_document *document, mtqc_side side);

#endif
