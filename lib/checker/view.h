/* Views: what checks see of each bead, made once. */
#ifndef MQ_VIEW_H
#define MQ_VIEW_H

#include "check/check.h"

/* View of one bead without links. `source` may be NULL. Arrays of beads of several segments go into the arena. */
mq_view mq_view_make(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_bead *bead, size_t index);

/* Adds the links of every token. */
void mq_view_link(mq_arena *arena, mq_lookup *lookup, mq_view *view);

#endif
