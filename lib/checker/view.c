#include "view.h"

#include "check/coverage.h"

typedef struct side_view {
  uint32_t start, end;
  const mq_token *tokens;
  const mq_quantity *quantities;
  size_t token_count, quantity_count;
  uint32_t traits;
} side_view;

/* Quantities of several segments in one array, their token indices counted from the first segment's tokens. */
static void join_quantities(mq_arena *arena, side_view *view, const mq_segment *segments, size_t count) {
  mq_quantity *joined = mq_arena_array(arena, view->quantity_count, sizeof *joined);
  size_t filled = 0;
  uint32_t base = 0;
  for (size_t i = 0; i < count; i++) {
    for (size_t q = 0; q < segments[i].quantity_count; q++) {
      joined[filled] = segments[i].quantities[q];
      joined[filled++].first += base;
    }
    base += segments[i].token_count;
  }
  view->quantities = joined;
}

static side_view join(mq_arena *arena, const mq_text *text, size_t first, size_t count) {
  side_view view = {0};
  if (!text || count == 0) return view;
  const mq_segment *segments = text->segments + first;
  view.start = segments[0].start;
  view.end = segments[count - 1].end;
  view.traits = mq_traits_of((mq_str){text->bytes.at + view.start, view.end - view.start});
  view.tokens = segments[0].tokens;
  view.quantities = segments[0].quantities;
  for (size_t i = 0; i < count; i++) {
    view.token_count += segments[i].token_count;
    view.quantity_count += segments[i].quantity_count;
  }
  if (count > 1 && view.quantity_count) join_quantities(arena, &view, segments, count);
  return view;
}

mq_view mq_view_make(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_bead *bead, size_t index) {
  const side_view s = join(arena, source, bead->source_first, bead->source_count);
  const side_view t = join(arena, target, bead->target_first, bead->target_count);
  return (mq_view){
      .index = index,
      .bead = bead,
      .source_start = s.start,
      .source_end = s.end,
      .target_start = t.start,
      .target_end = t.end,
      .source = s.tokens,
      .target = t.tokens,
      .source_count = s.token_count,
      .target_count = t.token_count,
      .source_quantities = s.quantities,
      .target_quantities = t.quantities,
      .source_quantity_count = s.quantity_count,
      .target_quantity_count = t.quantity_count,
      .source_traits = s.traits,
      .target_traits = t.traits,
      .no_source = source == NULL,
  };
}

void mq_view_link(mq_arena *arena, mq_lookup *lookup, mq_view *view) {
  mq_link *source = mq_arena_array(arena, view->source_count, sizeof *source);
  mq_link *target = mq_arena_array(arena, view->target_count, sizeof *target);
  view->lookup = lookup;
  mq_lookup_link(lookup, view->source, view->source_count, view->target, view->target_count, source, target);
  view->source_links = source;
  view->target_links = target;
  view->coverage = mq_coverage_of(view);
}
