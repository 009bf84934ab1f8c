#include "pairs.h"

mq_pairs mq_pairs_new(mq_arena *arena) {
  return (mq_pairs){.arena = arena, .text = {{.arena = arena}, {.arena = arena}}};
}

static void add_points(mq_pairs *pairs, mtqc_side side, const mq_pair_side *given) {
  const uint32_t base = (uint32_t)pairs->text[side].size;
  mq_point_list *points = &pairs->points[side];
  if (!given->points)
    mq_places_copied(pairs->arena, points, base, given->text, (mq_place){0, 1, 1}, MQ_WIDTH_UTF8);
  for (size_t i = 0; i < given->point_count; i++) {
    mq_point *point = mq_push(pairs->arena, points);
    *point = given->points[i];
    point->text += base;
  }
}

bool mq_pairs_add(mq_pairs *pairs, mtqc_side side, const mq_pair_side *given) {
  mq_buf *text = &pairs->text[side];
  if (given->text.size >= MTQC_TEXT_MAX - text->size) return false;
  const mq_str trimmed = mq_str_trim(given->text);
  const uint32_t start = (uint32_t)(text->size + (trimmed.size ? (size_t)(trimmed.at - given->text.at) : 0));
  const size_t count = pairs->segments[side].count;
  *mq_push(pairs->arena, &pairs->segments[side]) =
      (mq_segment){.start = start, .end = start + (uint32_t)trimmed.size, .paragraph = (uint32_t)count};
  add_points(pairs, side, given);
  mq_buf_str(text, given->text);
  mq_buf_char(text, '\n');
  return true;
}
