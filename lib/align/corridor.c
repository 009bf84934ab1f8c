/* The corridor: which part of the matrix is searched.
 *
 *        j ->  0 . . . . . . . . m
 *        0     \ \
 *   i    .       \ A \              between two anchors A and B the path follows the diagonal from A, then (where
 *   |    .         \ \ . . . \      something is missing on one side) jumps, then follows the diagonal to B; so the
 *   v    .           . . . .   B    parallelogram of both diagonals is searched, and a margin around it that grows
 *        n                       \  with the distance of the anchors
 *
 * Rows rise: lo and hi never fall, lo[i + 1] <= hi[i], so a path always exists. */
#include "inner.h"

#include <math.h>

enum {
  WHOLE = 60000,     /* nodes of a matrix that is searched whole */
  MARGIN = 8,
  NARROW_MARGIN = 5, WIDE_MARGIN = 14, /* around beads of an earlier pass */
  WIDEST_MARGIN = 500,
  GAP_NODES = 2000000,      /* what wide gaps may cost, in nodes: once a document, */
  GAP_NODES_A_SEGMENT = 40 /* and for each of its segments; beyond, only bands of this width are searched */
};

static mq_corridor corridor_new(mq_arena *arena, size_t source, size_t target) {
  mq_corridor corridor = {.rows = source + 1};
  corridor.lo = mq_arena_array(arena, corridor.rows, sizeof *corridor.lo);
  corridor.hi = mq_arena_array(arena, corridor.rows, sizeof *corridor.hi);
  for (size_t i = 0; i < corridor.rows; i++) corridor.lo[i] = (uint32_t)target;
  return corridor;
}

static void widen(mq_corridor *corridor, size_t i, double lo, double hi, size_t target) {
  const uint32_t low = lo <= 0 ? 0 : lo >= (double)target ? (uint32_t)target : (uint32_t)lo;
  const uint32_t high = hi <= 0 ? 0 : hi >= (double)target ? (uint32_t)target : (uint32_t)ceil(hi);
  if (low < corridor->lo[i]) corridor->lo[i] = low;
  if (high > corridor->hi[i]) corridor->hi[i] = high;
}

/* Makes rows rise and hang together. */
static void settle(mq_corridor *corridor, size_t target) {
  corridor->lo[0] = 0;
  corridor->hi[corridor->rows - 1] = (uint32_t)target;
  for (size_t i = 1; i < corridor->rows; i++)
    if (corridor->hi[i] < corridor->hi[i - 1]) corridor->hi[i] = corridor->hi[i - 1];
  for (size_t i = corridor->rows - 1; i-- > 0;)
    if (corridor->lo[i] > corridor->lo[i + 1]) corridor->lo[i] = corridor->lo[i + 1];
  for (size_t i = 1; i < corridor->rows; i++)
    if (corridor->lo[i] > corridor->hi[i - 1]) corridor->lo[i] = corridor->hi[i - 1];
}

/* The parallelogram between two nodes; a band around the straight line if that would cost more than `budget`, which
 * pays for it. So texts without anchors (all segments alike, nothing in common) are searched in linear time. */
static void add_gap(mq_corridor *corridor, mq_anchor a, mq_anchor b, double ratio, size_t target, double *budget) {
  const double rows = (double)b.source - a.source, columns = (double)b.target - a.target;
  double margin = fmin(MARGIN + (rows + columns) / 16, WIDEST_MARGIN);
  const double jump = fmin(fabs(columns - ratio * rows), columns);
  const bool band = (rows + 1) * (jump + 2 * margin) > *budget;
  if (band) margin = fmax(fmin(margin, *budget / (2 * rows + 2)), GAP_NODES_A_SEGMENT / 2);
  *budget -= (rows + 1) * ((band ? 0 : jump) + 2 * margin);
  for (size_t i = a.source; i <= b.source; i++) {
    const double done = (double)(i - a.source), left = (double)(b.source - i);
    const double first = a.target + ratio * done, second = b.target - ratio * left;
    const double straight = a.target + (rows > 0 ? columns * done / rows : 0);
    const double step = rows > 0 ? columns / rows : columns;
    double lo = band ? straight - step - margin : fmin(first, second) - margin;
    double hi = band ? straight + step + margin : fmax(first, second) + margin;
    lo = fmin(fmax(lo, a.target - (double)MARGIN), b.target);
    hi = fmax(fmin(hi, b.target + (double)MARGIN), a.target);
    widen(corridor, i, lo, hi, target);
  }
}

mq_corridor mq_corridor_find(mq_arena *arena, const mq_bags *source, const mq_bags *target,
                             const mq_type_links *links, const mq_anchors *fixed) {
  const size_t n = source->segments, m = target->segments;
  mq_corridor corridor = corridor_new(arena, n, m);
  if ((n + 1) * (m + 1) <= WHOLE) {
    for (size_t i = 0; i <= n; i++) widen(&corridor, i, 0, (double)m, m);
    mq_fixed_narrow(fixed, &corridor);
    return corridor;
  }
  mq_anchors anchors = mq_anchors_find(arena, source, target, links);
  mq_fixed_merge(arena, fixed, &anchors);
  const double ratio = n ? fmin(fmax((double)m / (double)n, .5), 2) : 1;
  double budget = GAP_NODES + GAP_NODES_A_SEGMENT * (double)(n + m);
  mq_anchor last = {0, 0};
  for (size_t k = 0; k <= anchors.count; k++) {
    const mq_anchor next = k < anchors.count ? anchors.at[k] : (mq_anchor){(uint32_t)n, (uint32_t)m};
    add_gap(&corridor, last, next, ratio, m, &budget);
    last = next;
  }
  settle(&corridor, m);
  mq_fixed_narrow(fixed, &corridor);
  return corridor;
}

mq_corridor mq_corridor_around(mq_arena *arena, size_t source, size_t target, const mq_bead *beads, size_t count,
                               const mq_anchors *fixed) {
  mq_corridor corridor = corridor_new(arena, source, target);
  for (size_t b = 0; b < count; b++) {
    const mq_bead *bead = &beads[b];
    const uint32_t margin = bead->confidence < MQ_SURE ? WIDE_MARGIN : NARROW_MARGIN;
    const size_t first = bead->source_first > margin ? bead->source_first - margin : 0;
    const size_t last = bead->source_first + bead->source_count + margin;
    /* A bead that only continues a run of target nulls widens nothing but its own rows; rows around are reached
     * from the ends of the run. */
    const bool inside = b && b + 1 < count && !bead->source_count && !beads[b - 1].source_count &&
                        !beads[b + 1].source_count;
    for (size_t i = inside ? bead->source_first : first; i <= (inside ? bead->source_first : last) && i <= source; i++)
      widen(&corridor, i, (double)bead->target_first - margin, (double)bead->target_first + bead->target_count + margin,
            target);
  }
  settle(&corridor, target);
  mq_fixed_narrow(fixed, &corridor);
  return corridor;
}
