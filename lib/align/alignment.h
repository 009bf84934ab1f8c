/* The result of an alignment, as callers get it: byte ranges of segments, and beads. */
#ifndef MQ_ALIGNMENT_H
#define MQ_ALIGNMENT_H

#include "align.h"

#include <mtqc/align.h>

struct mtqc_alignment {
  mq_arena *arena; /* freed with the alignment; NULL if it belongs to a report */
  struct {
    mq_segment *segments; /* without tokens */
    size_t count;
  } side[2]; /* by mtqc_side */
  mq_bead *beads;
  size_t bead_count;
};

/* Copies segments and beads into the arena. `source` may be NULL. */
mtqc_alignment *mq_alignment_new(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_bead *beads,
                                 size_t bead_count);

#endif
