/* Rare pairs: what a segment of a very long document can be known by.
 *
 * In a text of a million segments hardly a word is rare, and rare words alone give no anchors; but two of the rarer
 * words of a segment still meet in few others. Words of two languages can make one pair only if they are one thing: a
 * *concept*, two types that are each other's strongest link. The rarest concepts of a segment make pairs, each with a
 * hash; one pair in four, the same on both sides as the hash tells, is enough, and keeps memory at a few places a
 * segment. */
#include "inner.h"

#include <stdlib.h>

enum { RAREST = 5, SAMPLE = 4 };

static uint32_t *strongest_links(mq_arena *arena, const mq_type_links *links, size_t source_types, size_t target_types,
                                 uint32_t **back) {
  uint32_t *forth = mq_arena_array(arena, source_types, sizeof *forth); /* link + 1; 0: none */
  *back = mq_arena_array(arena, target_types, sizeof **back);           /* source + 1 */
  float *strength = mq_arena_array(arena, target_types, sizeof *strength);
  for (uint32_t s = 0; s < source_types; s++) {
    for (uint32_t l = links->starts[s]; l < links->starts[s + 1]; l++) {
      const mq_type_link link = links->links[l];
      if (!forth[s] || link.strength > links->links[forth[s] - 1].strength) forth[s] = l + 1;
      if (link.strength <= strength[link.target]) continue;
      strength[link.target] = link.strength;
      (*back)[link.target] = s + 1;
    }
  }
  return forth;
}

mq_concepts mq_concepts_find(mq_arena *arena, const mq_bags *source, const mq_bags *target,
                             const mq_type_links *links) {
  mq_concepts found = {{mq_arena_array(arena, source->type_count, sizeof(uint32_t)),
                        mq_arena_array(arena, target->type_count, sizeof(uint32_t))},
                       mq_arena_array(arena, source->type_count + 1, sizeof(uint32_t))};
  uint32_t *back;
  const uint32_t *forth = strongest_links(arena, links, source->type_count, target->type_count, &back);
  uint32_t count = 0;
  for (uint32_t s = 0; s < source->type_count; s++) {
    if (!forth[s]) continue;
    const uint32_t t = links->links[forth[s] - 1].target;
    if (back[t] != s + 1) continue;
    found.of_type[MTQC_SOURCE][s] = found.of_type[MTQC_TARGET][t] = ++count;
    found.occurrences[count] = source->types[s].count + target->types[t].count;
  }
  return found;
}

/* The rarest concepts of a segment, rarest first. */
static unsigned rarest(const mq_concepts *concepts, const mq_bags *bags, size_t segment, uint32_t *out) {
  unsigned count = 0;
  for (size_t at = bags->starts[segment]; at < bags->starts[segment + 1]; at++) {
    const uint32_t concept = concepts->of_type[bags->side][bags->items[at].type];
    if (!concept) continue;
    const uint32_t seen = concepts->occurrences[concept];
    unsigned k = count < RAREST ? count++ : RAREST;
    for (; k > 0; k--) {
      const uint32_t before = concepts->occurrences[out[k - 1]];
      if (before < seen || (before == seen && out[k - 1] < concept)) break;
      if (k < RAREST) out[k] = out[k - 1];
    }
    if (k < RAREST) out[k] = concept;
  }
  return count;
}

static int by_key(const void *a, const void *b) {
  const mq_place *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->segment > y->segment) - (x->segment < y->segment);
}

mq_places mq_rare_pairs_find(mq_arena *arena, const mq_bags *bags, const mq_concepts *concepts) {
  mq_places found = {0};
  for (size_t i = 0; i < bags->segments; i++) {
    uint32_t of_segment[RAREST];
    const unsigned count = rarest(concepts, bags, i, of_segment);
    for (unsigned x = 0; x < count; x++) {
      for (unsigned y = x + 1; y < count; y++) {
        const uint64_t low = of_segment[x] < of_segment[y] ? of_segment[x] : of_segment[y];
        const uint64_t key = (low << 32 | (of_segment[x] ^ of_segment[y] ^ low)) * 0x9e3779b97f4a7c15ull;
        if ((key >> 32) % SAMPLE == 0) *mq_push(arena, &found) = (mq_place){key, (uint32_t)i};
      }
    }
  }
  if (found.count) qsort(found.at, found.count, sizeof *found.at, by_key);
  return found;
}
