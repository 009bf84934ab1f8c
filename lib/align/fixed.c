/* Fixed points: what the user knows of the alignment.
 *
 * A fixed point (s, t) says that source segment s and target segment t begin together. It comes from a list of numbers
 * or from headings that match a pattern, the n-th of one side being the n-th of the other. Fixed points cut both sides
 * into groups; no bead joins segments of two groups, and the corridor has one node at each fixed point. In paragraph
 * mode every paragraph is a group of its own side, too. */
#include "inner.h"

#include <stdlib.h>

static int by_source(const void *a, const void *b) {
  const mq_anchor *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  return (x->target > y->target) - (x->target < y->target);
}

/* Pairs the headings of both sides in order. */
static int add_matches(mq_arena *arena, const mq_pattern *pattern, const mq_text *source, const mq_text *target,
                       mq_anchors *out, mtqc_error *error) {
  uint32_t *s, *t;
  size_t s_count = 0, t_count = 0;
  int status = mq_pattern_find(arena, pattern, source, &s, &s_count, error);
  if (!status) status = mq_pattern_find(arena, pattern, target, &t, &t_count, error);
  if (status) return status;
  if (s_count != t_count)
    return mq_error_set(error, MTQC_EINPUT, "the anchor pattern is found in %zu source and in %zu target segments",
                        s_count, t_count);
  for (size_t k = 0; k < s_count; k++) *mq_push(arena, out) = (mq_anchor){s[k], t[k]};
  return MTQC_OK;
}

/* In order, each once, rising on both sides and inside the texts. */
static int settle(mq_anchors *all, size_t sources, size_t targets, mtqc_error *error) {
  if (all->count) qsort(all->at, all->count, sizeof *all->at, by_source);
  size_t kept = 0;
  for (size_t k = 0; k < all->count; k++) {
    const mq_anchor *next = &all->at[k], *last = kept ? &all->at[kept - 1] : NULL;
    if (last && last->source == next->source && last->target == next->target) continue;
    if (next->source >= sources || next->target >= targets)
      return mq_error_set(error, MTQC_EINPUT, "anchor %u %u: there are %zu source and %zu target segments",
                          next->source, next->target, sources, targets);
    if (last && (last->source == next->source || last->target >= next->target))
      return mq_error_set(error, MTQC_EINPUT, "anchors %u %u and %u %u cross", last->source, last->target, next->source,
                          next->target);
    all->at[kept++] = *next;
  }
  all->count = kept;
  return MTQC_OK;
}

int mq_fixed_find(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_align_options *options,
                  mq_anchors *out, mtqc_error *error) {
  *out = (mq_anchors){0};
  for (size_t k = 0; k < options->anchor_count; k++) *mq_push(arena, out) = options->anchors[k];
  const int status = options->pattern ? add_matches(arena, options->pattern, source, target, out, error) : MTQC_OK;
  return status ? status : settle(out, source->segment_count, target->segment_count, error);
}

void mq_fixed_group(mq_arena *arena, mq_bags *bags, const mq_anchors *fixed, bool paragraphs) {
  if (!fixed->count && !paragraphs) return;
  bags->group = mq_arena_array(arena, bags->segments, sizeof *bags->group);
  uint32_t group = 0;
  for (size_t i = 0, k = 0; i < bags->segments; i++) {
    const uint32_t *next = k == fixed->count                 ? NULL
                           : bags->side == MTQC_SOURCE ? &fixed->at[k].source
                                                             : &fixed->at[k].target;
    const bool cut = next && *next == i;
    const mq_segment *segment = &bags->text->segments[i];
    k += cut;
    group += cut || (paragraphs && i && segment->paragraph != segment[-1].paragraph);
    bags->group[i] = group;
  }
}

void mq_fixed_merge(mq_arena *arena, const mq_anchors *fixed, mq_anchors *anchors) {
  if (!fixed->count) return;
  mq_anchors all = {0};
  size_t k = 0;
  for (size_t f = 0; f <= fixed->count; f++) {
    const mq_anchor end = f < fixed->count ? fixed->at[f] : (mq_anchor){UINT32_MAX, UINT32_MAX};
    const mq_anchor start = f ? fixed->at[f - 1] : (mq_anchor){0, 0};
    for (; k < anchors->count && anchors->at[k].source < end.source; k++)
      if (anchors->at[k].target >= start.target && anchors->at[k].target < end.target)
        *mq_push(arena, &all) = anchors->at[k];
    if (f < fixed->count) *mq_push(arena, &all) = end;
  }
  *anchors = all;
}

void mq_fixed_narrow(const mq_anchors *fixed, mq_corridor *corridor) {
  for (size_t k = 0; k < fixed->count; k++) {
    const uint32_t s = fixed->at[k].source, t = fixed->at[k].target;
    const size_t from = k ? fixed->at[k - 1].source + 1 : 0;
    for (size_t i = from; i < s; i++)
      if (corridor->hi[i] > t) corridor->hi[i] = t;
    if (s > 0 && corridor->hi[s - 1] < t) corridor->hi[s - 1] = t;
    corridor->lo[s] = corridor->hi[s] = t;
    const size_t to = k + 1 < fixed->count ? fixed->at[k + 1].source : corridor->rows;
    for (size_t i = s + 1; i < to; i++) {
      if (corridor->lo[i] < t) corridor->lo[i] = t;
      if (corridor->hi[i] < t) corridor->hi[i] = t;
    }
  }
}
