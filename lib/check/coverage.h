/* How far the two sides of a bead cover each other (mq_coverage in check.h), and the work that the checks of omission and
 * addition have in common. */
#ifndef MQ_COVERAGE_H
#define MQ_COVERAGE_H

#include "check.h"

/* Of a view with tokens and links. */
mq_coverage mq_coverage_of(const mq_view *view);

/* Both checks: what of `side` is missing on the other side. `prepared` is what mq_coverage_prepare made. */
void *mq_coverage_prepare(const mq_setup *setup);
void mq_coverage_check(mq_context *context, const mq_document *document, mtqc_side side);

#endif
