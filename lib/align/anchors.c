/* Anchors: pairs of segments that share rare words, kept where they rise together.
 *
 * Every type that occurs at most three times a side and is linked with another such type proposes pairs of segments; so
 * does every pair of types that meets in at most three segments a side (rare_pairs.c). Out of all proposals the
 * heaviest chain that rises on both sides is taken (longest increasing subsequence with weights, by a Fenwick tree of
 * prefix maxima: n log n). A chain of chance pairs rises as well, so a pair stays only if a neighbour in the chain lies
 * where its own position makes one expect it. */
#include "inner.h"

#include <math.h>
#include <stdlib.h>

enum { RARE = 3, NEIGHBOURS = 4, NEAR = 60 };

typedef struct occurrences {
  uint32_t count;
  uint32_t segments[RARE];
} occurrences;

typedef struct proposal {
  uint32_t source, target;
  float weight;
  uint32_t before; /* proposal + 1 */
} proposal;

typedef MQ_ARRAY(proposal) proposals;

static occurrences *find_occurrences(mq_arena *arena, const mq_bags *bags) {
  occurrences *found = mq_arena_array(arena, bags->type_count, sizeof *found);
  for (size_t i = 0; i < bags->segments; i++) {
    for (size_t at = bags->starts[i]; at < bags->starts[i + 1]; at++) {
      occurrences *o = &found[bags->items[at].type];
      if (o->count < RARE) o->segments[o->count] = (uint32_t)i;
      o->count++;
    }
  }
  return found;
}

static int by_place(const void *a, const void *b) {
  const proposal *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  return (x->target < y->target) - (x->target > y->target); /* falling: no two of one row in a chain */
}

static void propose_types(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                          proposals *out) {
  const occurrences *s = find_occurrences(arena, source), *t = find_occurrences(arena, target);
  for (size_t type = 0; type < source->type_count; type++) {
    if (s[type].count > RARE) continue;
    for (uint32_t l = links->starts[type]; l < links->starts[type + 1]; l++) {
      const mq_type_link link = links->links[l];
      const occurrences *other = &t[link.target];
      if (other->count > RARE || link.strength < MQ_LEAST_ANCHOR) continue;
      const float weight = link.strength / (float)(s[type].count * other->count);
      for (uint32_t x = 0; x < s[type].count; x++)
        for (uint32_t y = 0; y < other->count; y++)
          *mq_push(arena, out) = (proposal){s[type].segments[x], other->segments[y], weight, 0};
    }
  }
}

static size_t end_of_key(const mq_places *places, size_t at) {
  const uint64_t key = places->at[at].key;
  while (at < places->count && places->at[at].key == key) at++;
  return at;
}

static void propose_pairs(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                          proposals *out) {
  const mq_concepts concepts = mq_concepts_find(arena, source, target, links);
  const mq_places s = mq_rare_pairs_find(arena, source, &concepts), t = mq_rare_pairs_find(arena, target, &concepts);
  for (size_t x = 0, y = 0; x < s.count && y < t.count;) {
    if (s.at[x].key != t.at[y].key) {
      if (s.at[x].key < t.at[y].key) x++;
      else y++;
      continue;
    }
    const size_t x_end = end_of_key(&s, x), y_end = end_of_key(&t, y);
    const float weight = MQ_WEIGHT_PAIR / (float)((x_end - x) * (y_end - y));
    for (size_t a = x; a < x_end && x_end - x <= RARE && y_end - y <= RARE; a++)
      for (size_t b = y; b < y_end; b++)
        *mq_push(arena, out) = (proposal){s.at[a].segment, t.at[b].segment, weight, 0};
    x = x_end;
    y = y_end;
  }
}

/* Proposals of one pair of segments count together. */
static proposals propose(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links) {
  proposals all = {0};
  propose_types(arena, source, target, links, &all);
  propose_pairs(arena, source, target, links, &all);
  if (all.count) qsort(all.at, all.count, sizeof *all.at, by_place);
  size_t kept = 0;
  for (size_t k = 0; k < all.count; k++) {
    if (kept && all.at[kept - 1].source == all.at[k].source && all.at[kept - 1].target == all.at[k].target)
      all.at[kept - 1].weight += all.at[k].weight;
    else
      all.at[kept++] = all.at[k];
  }
  all.count = kept;
  return all;
}

/* Prefix maxima over target segments: the heaviest chain that ends before a segment. */
typedef struct fenwick {
  double *weight;
  uint32_t *last; /* proposal + 1 */
  size_t size;
} fenwick;

static uint32_t best_before(const fenwick *tree, size_t end, double *weight) {
  uint32_t best = 0;
  *weight = 0;
  for (; end > 0; end &= end - 1) {
    if (tree->weight[end] <= *weight) continue;
    *weight = tree->weight[end];
    best = tree->last[end];
  }
  return best;
}

static void raise(fenwick *tree, size_t at, double weight, uint32_t last) {
  for (at++; at <= tree->size; at += at & -at) {
    if (tree->weight[at] >= weight) continue;
    tree->weight[at] = weight;
    tree->last[at] = last;
  }
}

static size_t heaviest_chain(mq_arena *arena, proposals *all, size_t targets, mq_anchor **out) {
  fenwick tree = {mq_arena_array(arena, targets + 1, sizeof(double)),
                  mq_arena_array(arena, targets + 1, sizeof(uint32_t)), targets};
  for (size_t k = 0; k < all->count; k++) {
    double weight;
    all->at[k].before = best_before(&tree, all->at[k].target, &weight);
    raise(&tree, all->at[k].target, weight + all->at[k].weight, (uint32_t)k + 1);
  }
  double weight;
  const uint32_t last = best_before(&tree, targets, &weight);
  size_t count = 0;
  for (uint32_t k = last; k; k = all->at[k - 1].before) count++;
  *out = mq_arena_array(arena, count, sizeof **out);
  size_t at = count;
  for (uint32_t k = last; k; k = all->at[k - 1].before)
    (*out)[--at] = (mq_anchor){all->at[k - 1].source, all->at[k - 1].target};
  return count;
}

static bool agree(const mq_anchor *a, const mq_anchor *b, double ratio) {
  const double rows = b->source - a->source, columns = b->target - a->target;
  return rows <= NEAR && columns <= NEAR * fmax(ratio, 1) && fabs(columns - ratio * rows) <= 2 + .2 * (rows + columns);
}

static bool confirmed(const mq_anchor *chain, size_t count, size_t at, double ratio) {
  for (size_t k = 1; k <= NEIGHBOURS; k++) {
    if (at >= k && agree(&chain[at - k], &chain[at], ratio)) return true;
    if (at + k < count && agree(&chain[at], &chain[at + k], ratio)) return true;
  }
  return false;
}

mq_anchors mq_anchors_find(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links) {
  proposals all = propose(arena, source, target, links);
  mq_anchor *chain;
  const size_t count = heaviest_chain(arena, &all, target->segments, &chain);
  /* Segments of the target per segment of the source; where one side lacks much, only a guess. */
  const double ratio = fmin(fmax((double)target->segments / (double)(source->segments ? source->segments : 1), .5), 2);
  mq_anchors found = {0};
  for (size_t k = 0; k < count; k++)
    if (confirmed(chain, count, k, ratio)) *mq_push(arena, &found) = chain[k];
  return found;
}
