/* From how sure a check is by its own measure (the strength of a finding) to the probability that a reader agrees (its
 * confidence).
 *
 * The strengths of one check tell its findings apart and decide which of them a profile reports; those of different checks
 * are not comparable. A table of what readers said (reliability.def) makes them so, with a row for translations that were
 * checked with their source and one for those that were checked alone. */
#ifndef MQ_RELIABILITY_H
#define MQ_RELIABILITY_H

#include "check/check.h"

/* Leaves out findings of less strength and turns the strength of the others into their confidence, in place. Returns how many
 * are left. */
size_t mq_reliability_apply(mq_finding *findings, size_t count, bool has_source, double least_strength);

#endif
