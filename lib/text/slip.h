/* Slips of the keyboard. */
#ifndef MQ_SLIP_H
#define MQ_SLIP_H

#include "base/str.h"

/* How two spellings that are one slip apart agree around it, in letters. */
typedef struct mq_slip {
  size_t before, behind;
} mq_slip;

/* Whether one letter was changed, lost or added, or two neighbours were exchanged (UTF-8, compared as written; equal spellings are no
 * slip apart). Then *where is filled, unless it is NULL. */
bool mq_one_slip(mq_str a, mq_str b, mq_slip *where);

#endif
