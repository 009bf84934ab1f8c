/* From raw findings to those reported: below the threshold, said twice, or consequences of another finding go; the rest is
 * put in order and located. */
#ifndef MQ_RANK_H
#define MQ_RANK_H

#include "check/check.h"
#include "text/places.h"

/* Works in place; returns how many findings remain. */
size_t mq_rank_findings(mq_arena *arena, mq_finding *findings, size_t count, double min_confidence);

/* Of ranked findings, those of one check in one bead beyond MQ_FINDINGS_MOST go; the last that stays says how many, in the
 * arena. Works in place; returns how many findings remain. */
size_t mq_rank_bound(mq_arena *arena, mq_finding *findings, size_t count);

/* What findings are located in. */
typedef struct mq_located {
  const mq_text *text[2]; /* by mtqc_side; the source may be NULL */
  const mq_bead *beads;
  const mq_places *places; /* two, by mtqc_side */
} mq_located;

/* Fills text, bytes in the file, line, column and fingerprint. */
void mq_rank_locate(mq_arena *arena, mq_finding *findings, size_t count, const mq_located *in);

#endif
