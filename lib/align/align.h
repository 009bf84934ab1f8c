/* Alignment of segments (see mtqc/align.h for the method). */
#ifndef MQ_ALIGN_H
#define MQ_ALIGN_H

#include "lexicon/lookup.h"

typedef struct mq_bead {
  uint32_t source_first, source_count; /* segments */
  uint32_t target_first, target_count;
  float confidence; /* 0..1 */
} mq_bead;

typedef struct mq_align_options {
  unsigned max_bead;  /* most segments of one side in a bead, 1..4 */
  bool one_to_one;    /* only 1:1 and null beads */
} mq_align_options;

/* Aligns all segments of two tokenized texts. Beads in order, in the arena; every segment in exactly one. */
size_t mq_align(mq_arena *arena, const mq_text *source, const mq_text *target, mq_lookup *lookup,
                const mq_align_options *options, mq_bead **out);

#endif
