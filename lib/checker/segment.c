/* Segmentation by itself (mtqc/segment.h). */
#include "checker.h"

#include <mtqc/segment.h>

struct mtqc_segments {
  mq_arena *arena;
  mq_text text;
};

mtqc_segments *mtqc_segment(const mtqc_checker *checker, mtqc_side side, const char *text, size_t size,
                            mtqc_error *error) {
  if (size > MTQC_TEXT_MAX) {
    mq_error_set(error, MTQC_ELIMIT, "text larger than %zu bytes", MTQC_TEXT_MAX);
    return NULL;
  }
  if (side == MTQC_SOURCE && !checker->has_source) {
    mq_error_set(error, MTQC_EARGUMENT, "the checker has no source language");
    return NULL;
  }
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_segments *segments = mq_arena_alloc(arena, sizeof *segments);
  segments->arena = arena;
  segments->text = mq_text_segment(arena, &checker->language[side], (mq_str){text, size});
  return segments;
}

void mtqc_segments_free(mtqc_segments *segments) {
  if (segments) mq_arena_free(segments->arena);
}

size_t mtqc_segments_count(const mtqc_segments *segments) { return segments->text.segment_count; }

void mtqc_segments_get(const mtqc_segments *segments, size_t index, size_t *start_byte, size_t *end_byte,
                       size_t *paragraph) {
  const mq_segment *segment = &segments->text.segments[index];
  if (start_byte) *start_byte = segment->start;
  if (end_byte) *end_byte = segment->end;
  if (paragraph) *paragraph = segment->paragraph;
}
