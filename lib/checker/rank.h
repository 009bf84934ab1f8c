/* From raw findings to those reported: below the threshold, said twice, or consequences of another finding go; the rest is
 * put in order and located. */
#ifndef MQ_RANK_H
#define MQ_RANK_H

#include "check/check.h"

/* Works in place; returns how many findings remain. */
size_t mq_rank_findings(mq_arena *arena, mq_finding *findings, size_t count, double min_confidence);

/* Fills text, line, column and fingerprint. `bases` (by side; NULL: none) gives the byte at which each bead's own text
 * starts when segments were given one by one. */
void mq_rank_locate(mq_arena *arena, mq_finding *findings, size_t count, mq_str source, mq_str target,
                    const uint32_t *const bases[2]);

#endif
