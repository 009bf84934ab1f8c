/* Markers in a text that switch checks off: `mtqc:off` for all checks, `mtqc:off CHECK...` for those named. Findings there
 * are ignored, and say so. */
#ifndef MQ_OFF_H
#define MQ_OFF_H

#include "check/check.h"

/* Checks that are off in bytes [start, end] of a text. */
typedef struct mq_off {
  uint32_t start, end;
  mq_str checks; /* ids between spaces; empty: all */
} mq_off;

typedef MQ_ARRAY(mq_off) mq_off_list;

/* Whether `text` is a marker; what stands behind it. */
bool mq_off_marker(mq_str text, mq_str *checks);

/* Marks findings whose span on a side lies where their check is off. Lists by mtqc_side, in order; ranges
 * are the same or apart. */
void mq_off_apply(mq_finding *findings, size_t count, const mq_off_list lists[2]);

#endif
