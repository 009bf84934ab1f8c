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
  const mq_match *matches; /* of bead i those from match_starts[i] on; both NULL in a report */
  const uint32_t *match_starts;
  mq_learnt learnt;
  unsigned doubts;
  char language[2][64]; /* by mtqc_side; "" in a report */
};

/* Copies segments and beads into the arena. `source` may be NULL. */
mtqc_alignment *mq_alignment_new(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_bead *beads,
                                 size_t bead_count);

/* Adds what only an alignment for its own sake shows. Copies into the arena. */
void mq_alignment_explain(mq_arena *arena, mtqc_alignment *alignment, const mq_aligned *aligned,
                          const mq_language *source, const mq_language *target);

#endif
