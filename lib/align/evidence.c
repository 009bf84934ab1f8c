/* Lexical evidence of segment pairs.
 *
 * A bead of source segments A and target segments B scores, for each of its tokens w on one side,
 *
 *   log(smoothing + (1 - smoothing) * S(w) / (n * share(w)))
 *
 * with S(w) the summed strength of the links of w to the other side of the bead, n the number of tokens there and
 * share(w) the frequency of w in its document: how much likelier the other side makes the word than the document as
 * such, in the manner of Moore (2002) and of IBM model 1. Long beads dilute S(w)/n; that keeps them from swallowing
 * their neighbours.
 *
 * The tokens of source segment i depend on B alone and those of target segment j on A alone. So eight numbers a pair
 * are enough for all beads: forward[b] for segment i against the b target segments that end with j, and backward[a]
 * for segment j against the a source segments that end with i. A bead is a sum of a + b of them. The log of the
 * smoothing itself (a token without counterpart) is left out here and added by mq_bead_score, as it needs only token
 * counts. */
#include "inner.h"

#include <math.h>

/* A type of the pair's own side and the strength it gets from the pair. */
typedef struct support {
  uint32_t item; /* index in the segment's bag */
  float strength;
} support;

typedef MQ_ARRAY(support) supports;

/* What the pairs (i, lo) .. (i, hi - 1) say. */
typedef struct row {
  supports source, target;
  size_t *source_starts, *target_starts; /* by j - lo; one more than pairs */
  float (*forward)[MQ_BEAD_SIDE];
  size_t lo, hi;
} row;

struct mq_evidence {
  mq_arena *arena;
  const mq_bags *source, *target;
  const mq_type_links *links;
  const mq_corridor *corridor;
  uint32_t *first_mark; /* by target type: mark + 1 */
  struct mark {
    uint32_t item, next; /* source item linked with the type; next mark + 1 */
    float strength;
  } *marks;
  size_t mark_count, mark_room;
  float *sum;           /* by item of a bag */
  uint32_t *touched;    /* items with a sum */
  size_t touched_count;
  row rows[MQ_BEAD_SIDE];            /* the last rows, by i modulo MQ_BEAD_SIDE */
  float (*backward)[MQ_BEAD_SIDE];   /* of the current row */
  size_t first;                      /* rows before this one are not there */
};

typedef struct mq_evidence work;

static size_t longest_bag(const mq_bags *bags) {
  size_t longest = 0;
  for (size_t i = 0; i < bags->segments; i++)
    if (bags->starts[i + 1] - bags->starts[i] > longest) longest = bags->starts[i + 1] - bags->starts[i];
  return longest;
}

static void add(work *w, uint32_t item, float strength) {
  if (w->sum[item] == 0) w->touched[w->touched_count++] = item;
  w->sum[item] += strength;
}

static void clear(work *w) {
  for (size_t i = 0; i < w->touched_count; i++) w->sum[w->touched[i]] = 0;
  w->touched_count = 0;
}

static void flush(work *w, supports *out) {
  for (size_t i = 0; i < w->touched_count; i++)
    *mq_push(w->arena, out) = (support){w->touched[i], w->sum[w->touched[i]]};
  clear(w);
}

/* Notes on every target type which items of source segment i it is linked with; `on` false takes that back. */
static void mark_types(work *w, size_t i, bool on) {
  w->mark_count = 0;
  for (size_t at = w->source->starts[i]; at < w->source->starts[i + 1]; at++) {
    const uint32_t type = w->source->items[at].type;
    for (uint32_t l = w->links->starts[type]; l < w->links->starts[type + 1]; l++) {
      const mq_type_link link = w->links->links[l];
      if (!on) {
        w->first_mark[link.target] = 0;
        continue;
      }
      if (w->mark_count == w->mark_room)
        w->marks = mq_array_grow(w->arena, w->marks, w->mark_count, &w->mark_room, sizeof *w->marks);
      w->marks[w->mark_count] =
          (struct mark){(uint32_t)(at - w->source->starts[i]), w->first_mark[link.target], link.strength};
      w->first_mark[link.target] = (uint32_t)++w->mark_count;
    }
  }
}

/* Both directions of one pair: the target side at once, the source side by way of the sums. */
static void meet(work *w, row *out, size_t i, size_t j) {
  const mq_bag_item *items = w->source->items + w->source->starts[i];
  for (size_t at = w->target->starts[j]; at < w->target->starts[j + 1]; at++) {
    const mq_bag_item item = w->target->items[at];
    float got = 0;
    for (uint32_t m = w->first_mark[item.type]; m; m = w->marks[m - 1].next) {
      const struct mark *mark = &w->marks[m - 1];
      add(w, mark->item, mark->strength * (float)item.count);
      got += mark->strength * (float)items[mark->item].count;
    }
    if (got > 0) *mq_push(w->arena, &out->target) = (support){(uint32_t)(at - w->target->starts[j]), got};
  }
  flush(w, &out->source);
}

static void fill_row(work *w, row *out, size_t i, size_t lo, size_t hi) {
  out->lo = lo;
  out->hi = hi;
  out->source.count = out->target.count = 0;
  mark_types(w, i, true);
  for (size_t j = lo; j < hi; j++) {
    out->source_starts[j - lo] = out->source.count;
    out->target_starts[j - lo] = out->target.count;
    meet(w, out, i, j);
  }
  out->source_starts[hi - lo] = out->source.count;
  out->target_starts[hi - lo] = out->target.count;
  mark_types(w, i, false);
}

static void add_all(work *w, const supports *list, size_t first, size_t last) {
  for (size_t k = first; k < last; k++) add(w, list->at[k].item, list->at[k].strength);
}

/* Sum of log(1 + gain * S / (n * share)) over the tokens of the bag that have support. Logarithms are taken of
 * products, which stay far below what a float can hold. */
static float evidence_of(const work *w, const mq_bags *bags, size_t segment, uint64_t other_tokens) {
  const mq_bag_item *items = bags->items + bags->starts[segment];
  const float scale = (float)((1 - MQ_SMOOTHING) / MQ_SMOOTHING / (double)other_tokens);
  float product = 1, total = 0;
  for (size_t k = 0; k < w->touched_count; k++) {
    const mq_bag_item item = items[w->touched[k]];
    const float factor = 1 + scale * w->sum[w->touched[k]] / bags->share[item.type];
    if (item.count == 1) product *= factor;
    else total += (float)item.count * logf(factor);
    if (product > 1e15f) {
      total += logf(product);
      product = 1;
    }
  }
  return total + logf(product);
}

/* forward[b - 1] of pair (i, j), b = 1 .. MQ_BEAD_SIDE; what would leave the row stays 0 and is never asked for. */
static void find_forward(work *w, const row *at, size_t i, size_t j, float *forward) {
  for (size_t b = 1; b <= MQ_BEAD_SIDE && j + 1 >= at->lo + b; b++) {
    const size_t cell = j + 1 - b - at->lo;
    add_all(w, &at->source, at->source_starts[cell], at->source_starts[cell + 1]);
    if (w->touched_count)
      forward[b - 1] = evidence_of(w, w->source, i, w->target->tokens[j + 1] - w->target->tokens[j + 1 - b]);
  }
  clear(w);
}

static void find_backward(work *w, size_t first, size_t i, size_t j, float *backward) {
  for (size_t a = 1; a <= MQ_BEAD_SIDE && i + 1 >= first + a; a++) {
    const row *at = &w->rows[(i + 1 - a) % MQ_BEAD_SIDE];
    if (j >= at->hi || j < at->lo) break;
    add_all(w, &at->target, at->target_starts[j - at->lo], at->target_starts[j - at->lo + 1]);
    if (w->touched_count)
      backward[a - 1] = evidence_of(w, w->target, j, w->source->tokens[i + 1] - w->source->tokens[i + 1 - a]);
  }
  clear(w);
}

mq_evidence *mq_evidence_new(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                             const mq_corridor *corridor) {
  work *w = mq_arena_alloc(arena, sizeof *w);
  *w = (work){.arena = arena, .source = source, .target = target, .links = links, .corridor = corridor};
  const size_t longest = longest_bag(source) > longest_bag(target) ? longest_bag(source) : longest_bag(target);
  w->first_mark = mq_arena_array(arena, target->type_count, sizeof *w->first_mark);
  w->sum = mq_arena_array(arena, longest, sizeof *w->sum);
  w->touched = mq_arena_array(arena, longest, sizeof *w->touched);
  size_t widest = 0;
  for (size_t i = 0; i + 1 < corridor->rows; i++)
    if (corridor->hi[i + 1] - corridor->lo[i] > widest) widest = corridor->hi[i + 1] - corridor->lo[i];
  for (size_t r = 0; r < MQ_BEAD_SIDE; r++) {
    w->rows[r].source_starts = mq_arena_array(arena, widest + 1, sizeof(size_t));
    w->rows[r].target_starts = mq_arena_array(arena, widest + 1, sizeof(size_t));
    w->rows[r].forward = mq_arena_array(arena, widest, sizeof *w->rows[r].forward);
  }
  w->backward = mq_arena_array(arena, widest, sizeof *w->backward);
  return w;
}

void mq_evidence_begin(mq_evidence *w, size_t first) { w->first = first; }

void mq_evidence_row(mq_evidence *w, size_t i) {
  row *at = &w->rows[i % MQ_BEAD_SIDE];
  fill_row(w, at, i, w->corridor->lo[i], w->corridor->hi[i + 1]);
  memset(at->forward, 0, (at->hi - at->lo) * sizeof *at->forward);
  memset(w->backward, 0, (at->hi - at->lo) * sizeof *w->backward);
  for (size_t j = at->lo; j < at->hi; j++) {
    find_forward(w, at, i, j, at->forward[j - at->lo]);
    find_backward(w, w->first, i, j, w->backward[j - at->lo]);
  }
}

bool mq_evidence_bead(const mq_evidence *w, size_t i, size_t j, unsigned a, unsigned b, double *out) {
  if (i < w->first + a || j < w->rows[(i - 1) % MQ_BEAD_SIDE].lo + b || j > w->rows[(i - a) % MQ_BEAD_SIDE].hi)
    return false;
  double sum = 0;
  for (unsigned k = 1; k <= a; k++) {
    const row *at = &w->rows[(i - k) % MQ_BEAD_SIDE];
    sum += at->forward[j - 1 - at->lo][b - 1];
  }
  const row *last = &w->rows[(i - 1) % MQ_BEAD_SIDE];
  for (unsigned k = 1; k <= b; k++) sum += w->backward[j - k - last->lo][a - 1];
  *out = sum;
  return true;
}
