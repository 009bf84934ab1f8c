#include "alignment.h"

#include "base/error.h"

static void copy_segments(mq_arena *arena, mtqc_alignment *alignment, mtqc_side side, const mq_text *text) {
  if (!text) return;
  mq_segment *copy = mq_arena_array(arena, text->segment_count, sizeof *copy);
  for (size_t i = 0; i < text->segment_count; i++)
    copy[i] = (mq_segment){.start = text->segments[i].start,
                           .end = text->segments[i].end,
                           .paragraph = text->segments[i].paragraph,
                           .length = text->segments[i].length};
  alignment->side[side].segments = copy;
  alignment->side[side].count = text->segment_count;
}

mtqc_alignment *mq_alignment_new(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_bead *beads,
                                 size_t bead_count) {
  mtqc_alignment *alignment = mq_arena_alloc(arena, sizeof *alignment);
  copy_segments(arena, alignment, MTQC_SOURCE, source);
  copy_segments(arena, alignment, MTQC_TARGET, target);
  alignment->beads = mq_arena_array(arena, bead_count, sizeof *beads);
  alignment->bead_count = bead_count;
  if (bead_count) memcpy(alignment->beads, beads, bead_count * sizeof *beads);
  return alignment;
}

void mtqc_alignment_free(mtqc_alignment *alignment) {
  if (alignment) mq_arena_free(alignment->arena);
}

size_t mtqc_alignment_segment_count(const mtqc_alignment *alignment, mtqc_side side) {
  return alignment->side[side].count;
}

void mtqc_alignment_segment(const mtqc_alignment *alignment, mtqc_side side, size_t index, size_t *start_byte,
                            size_t *end_byte) {
  const mq_segment *segment = &alignment->side[side].segments[index];
  if (start_byte) *start_byte = segment->start;
  if (end_byte) *end_byte = segment->end;
}

size_t mtqc_alignment_bead_count(const mtqc_alignment *alignment) { return alignment->bead_count; }

void mtqc_alignment_bead(const mtqc_alignment *alignment, size_t index, mtqc_side side, size_t *first, size_t *last) {
  const mq_bead *bead = &alignment->beads[index];
  const size_t start = side == MTQC_SOURCE ? bead->source_first : bead->target_first;
  *first = start;
  *last = start + (side == MTQC_SOURCE ? bead->source_count : bead->target_count);
}

double mtqc_alignment_confidence(const mtqc_alignment *alignment, size_t index) {
  return (double)alignment->beads[index].confidence;
}
