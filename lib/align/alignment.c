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

void mq_alignment_explain(mq_arena *arena, mtqc_alignment *alignment, const mq_aligned *aligned,
                          const mq_language *source, const mq_language *target) {
  const size_t count = aligned->match_starts[aligned->count];
  mq_match *matches = mq_arena_array(arena, count, sizeof *matches);
  uint32_t *starts = mq_arena_array(arena, aligned->count + 1, sizeof *starts);
  if (count) memcpy(matches, aligned->matches, count * sizeof *matches);
  memcpy(starts, aligned->match_starts, (aligned->count + 1) * sizeof *starts);
  mq_learnt_pair *pairs = mq_arena_array(arena, aligned->learnt.count, sizeof *pairs);
  for (size_t i = 0; i < aligned->learnt.count; i++) {
    pairs[i] = aligned->learnt.pairs[i];
    pairs[i].source = mq_str_copy(arena, pairs[i].source);
    pairs[i].target = mq_str_copy(arena, pairs[i].target);
  }
  alignment->matches = matches;
  alignment->match_starts = starts;
  alignment->learnt = (mq_learnt){pairs, aligned->learnt.count};
  alignment->doubts = aligned->doubts;
  memcpy(alignment->language[MTQC_SOURCE], source->tag, sizeof source->tag);
  memcpy(alignment->language[MTQC_TARGET], target->tag, sizeof target->tag);
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

unsigned mtqc_alignment_flags(const mtqc_alignment *alignment, size_t index) {
  const mq_bead *bead = &alignment->beads[index];
  unsigned flags = bead->confidence < .5f ? MTQC_BEAD_LOW : 0u;
  if (!bead->source_count || !bead->target_count) flags |= MTQC_BEAD_NULL;
  if (bead->source_count > 1 || bead->target_count > 1) flags |= MTQC_BEAD_MERGED;
  return flags;
}

size_t mtqc_alignment_match_count(const mtqc_alignment *alignment, size_t index) {
  return alignment->match_starts ? alignment->match_starts[index + 1] - alignment->match_starts[index] : 0;
}

double mtqc_alignment_match(const mtqc_alignment *alignment, size_t index, size_t match, size_t *source_start,
                            size_t *source_end, size_t *target_start, size_t *target_end) {
  const mq_match *found = &alignment->matches[alignment->match_starts[index] + match];
  *source_start = found->source_start;
  *source_end = found->source_end;
  *target_start = found->target_start;
  *target_end = found->target_end;
  return (double)found->strength;
}

const char *mtqc_alignment_doubt(const mtqc_alignment *alignment, size_t index) {
  static const struct {
    unsigned doubt;
    const char *text;
  } texts[] = {{MQ_DOUBT_SWAPPED, "the languages seem to be swapped"},
               {MQ_DOUBT_UNRELATED, "the two texts do not seem to belong together"}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if ((alignment->doubts & texts[i].doubt) && index-- == 0) return texts[i].text;
  return NULL;
}

const char *mtqc_alignment_language(const mtqc_alignment *alignment, mtqc_side side) {
  return alignment->language[side];
}

size_t mtqc_alignment_learnt_count(const mtqc_alignment *alignment) { return alignment->learnt.count; }

double mtqc_alignment_learnt(const mtqc_alignment *alignment, size_t index, mtqc_text *source, mtqc_text *target) {
  const mq_learnt_pair *pair = &alignment->learnt.pairs[index];
  *source = (mtqc_text){pair->source.at, pair->source.size};
  *target = (mtqc_text){pair->target.at, pair->target.size};
  return (double)pair->strength;
}
