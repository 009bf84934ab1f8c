/* What a text as a whole says about each finding in it: an article that is odd in many places makes every single oddity more
 * likely to be a fault, a clean one less. */
#ifndef MQ_PRIOR_H
#define MQ_PRIOR_H

#include "check/check.h"

/* Shifts the confidence of findings about wording in a text of `words` words, in place. */
void mq_prior_apply(mq_arena *scratch, mq_finding *findings, size_t count, size_t words);

#endif
