/* n-grams shared by a hypothesis and its references, exactly, in one pass per order.
 *
 * An n-gram is named by the (n-1)-gram it extends and its last symbol: two numbers, whatever n is, and equal
 * only for equal n-grams. The table of one order therefore holds pairs, and the slot in which an n-gram lies
 * is its name in the next order. A position of the hypothesis whose n-gram is in no reference is left out of
 * all higher orders, since no longer n-gram that begins there can match.
 *
 * Counts are clipped by taking one off the count of the references with each match. Tables are emptied by
 * counting up their generation. Two tables are in use at a time, the one of the order below only for its slot
 * numbers. */
#include "grams.h"

#include <string.h>

static const uint32_t DEAD = UINT32_MAX;

static void reserve(mq_grams *grams, size_t positions, size_t slots, size_t tallies) {
  if (positions > grams->id_room) {
    grams->ids = mq_arena_array(grams->arena, positions * 2, sizeof *grams->ids);
    grams->id_room = positions * 2;
  }
  if (slots > grams->slot_room) {
    grams->slots = mq_arena_array(grams->arena, slots, sizeof *grams->slots);
    grams->slot_room = slots;
    grams->generation = 0;
  }
  if (tallies > grams->tally_room) {
    grams->tallies = mq_arena_array(grams->arena, tallies, sizeof *grams->tallies);
    grams->tally_room = tallies;
  }
}

/* A power of two that leaves at least half of the slots empty. */
static size_t table_size(size_t positions) {
  size_t size = 16;
  while (size < positions * 2) size *= 2;
  return size;
}

static void begin_order(mq_grams *grams) {
  if (++grams->generation != 0) return;
  memset(grams->slots, 0, grams->slot_room * sizeof *grams->slots);
  grams->generation = 1;
}

static inline size_t first_slot(uint32_t previous, uint32_t symbol, size_t mask) {
  const uint64_t hash = ((uint64_t)previous << 32 | symbol) * 0x9e3779b97f4a7c15u;
  return (size_t)((hash >> 32 ^ hash >> 52) & mask);
}

/* The slot of an n-gram, or the empty one where it belongs. */
static inline size_t find(const mq_grams *grams, uint32_t previous, uint32_t symbol, size_t mask) {
  for (size_t i = first_slot(previous, symbol, mask);; i = (i + 1) & mask) {
    const mq_gram_slot *slot = &grams->slots[i];
    if (slot->generation != grams->generation || (slot->previous == previous && slot->symbol == symbol))
      return i;
  }
}

static inline size_t find_or_add(mq_grams *grams, uint32_t previous, uint32_t symbol, size_t mask) {
  const size_t i = find(grams, previous, symbol, mask);
  mq_gram_slot *slot = &grams->slots[i];
  if (slot->generation != grams->generation) *slot = (mq_gram_slot){grams->generation, previous, symbol, 0};
  return i;
}

static void add_reference(mq_grams *grams, mq_sequence reference, uint32_t *ids, size_t n, size_t mask) {
  const size_t count = mq_gram_count(reference.count, n);
  for (size_t i = 0; i < count; i++) {
    if (ids[i] == DEAD) continue;
    const size_t at = find_or_add(grams, ids[i], reference.at[i + n - 1], mask);
    grams->slots[at].count++;
    ids[i] = (uint32_t)at;
  }
}

/* The same for one of several references, number `r` from 1: the count becomes the largest of those so far.
 */
static void add_one_of_several(mq_grams *grams, mq_sequence reference, uint32_t r, uint32_t *ids, size_t n,
                               size_t mask) {
  const size_t count = mq_gram_count(reference.count, n);
  for (size_t i = 0; i < count; i++) {
    if (ids[i] == DEAD) continue;
    const size_t at = find_or_add(grams, ids[i], reference.at[i + n - 1], mask);
    mq_gram_slot *slot = &grams->slots[at];
    uint32_t *tally = &grams->tallies[2 * at];
    if (slot->count == 0 || tally[0] != r) {
      tally[0] = r;
      tally[1] = 0;
    }
    if (++tally[1] > slot->count) slot->count = tally[1];
    ids[i] = (uint32_t)at;
  }
}

static uint64_t match(mq_grams *grams, mq_sequence hypothesis, uint32_t *ids, size_t n, size_t mask) {
  const size_t count = mq_gram_count(hypothesis.count, n);
  uint64_t matched = 0;
  for (size_t i = 0; i < count; i++) {
    if (ids[i] == DEAD) continue;
    const size_t at = find(grams, ids[i], hypothesis.at[i + n - 1], mask);
    mq_gram_slot *slot = &grams->slots[at];
    if (slot->generation != grams->generation) {
      ids[i] = DEAD;
      continue;
    }
    matched += slot->count > 0;
    slot->count -= slot->count > 0;
    ids[i] = (uint32_t)at;
  }
  return matched;
}

void mq_grams_match(mq_grams *grams, mq_sequence hypothesis, const mq_sequence *references,
                    size_t reference_count, size_t orders, uint64_t *matches) {
  memset(matches, 0, orders * sizeof *matches);
  size_t positions = 0;
  for (size_t r = 0; r < reference_count; r++) positions += references[r].count;
  if (!hypothesis.count || !positions) return;
  const size_t slots = table_size(positions), mask = slots - 1;
  reserve(grams, hypothesis.count + positions, slots, reference_count > 1 ? 2 * slots : 0);
  memset(grams->ids, 0, (hypothesis.count + positions) * sizeof *grams->ids);
  for (size_t n = 1; n <= orders; n++) {
    begin_order(grams);
    uint32_t *ids = grams->ids + hypothesis.count;
    for (size_t r = 0; r < reference_count; r++) {
      if (reference_count == 1) add_reference(grams, references[r], ids, n, mask);
      else add_one_of_several(grams, references[r], (uint32_t)r + 1, ids, n, mask);
      ids += references[r].count;
    }
    matches[n - 1] = match(grams, hypothesis, grams->ids, n, mask);
    if (matches[n - 1] == 0) break;
  }
}
