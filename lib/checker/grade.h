/* Grading a bead: its estimate, the words that are probably wrong, and these probabilities as evidence of the findings. */
#ifndef MQ_CHECKER_GRADE_H
#define MQ_CHECKER_GRADE_H

#include "report.h"

/* Probabilities that a token is wrong (target) or missing in the target (source), by mtqc_side; NULL where nothing is known. */
typedef struct mq_grading {
  const float *marked[2];
} mq_grading;

/* Fills `out`, whose suspects are kept in `keep`; the result lives in the scratch arena of the context. */
mq_grading mq_grade_bead(mq_context *context, mq_arena *keep, const mq_view *view, mq_grade *out);

/* Adds to the findings of the bead from number `first` on how probable the most doubtful of their words is wrong or missing. */
void mq_grade_findings(mq_context *context, const mq_view *view, const mq_grading *grading, size_t first);

/* The same for the findings of document checks, which may be of any bead: their beads are weighed once more. */
void mq_grade_late_findings(mq_context *context, const mq_view *views, size_t first);

#endif
