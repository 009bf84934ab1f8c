/* n-grams that a hypothesis shares with its references. */
#ifndef MQ_GRAMS_H
#define MQ_GRAMS_H

#include "base/arena.h"

enum { MQ_GRAM_ORDERS = 16 };

typedef struct mq_gram_slot {
  uint32_t generation; /* of the table when the slot was filled; another one means empty */
  uint32_t previous;   /* slot of the n-gram without its last symbol, in the table of the order below */
  uint32_t symbol;
  uint32_t count; /* occurrences that are not matched yet */
} mq_gram_slot;

/* Room for the work; start from {0} with the arena set, and use it for as many segments as wanted. */
typedef struct mq_grams {
  mq_arena *arena;
  mq_gram_slot *slots;
  uint32_t *tallies; /* two for each slot: a reference (from 1) and the occurrences in it */
  uint32_t *ids;     /* of each position: the slot of its n-gram */
  size_t slot_room, tally_room, id_room;
  uint32_t generation;
} mq_grams;

/* A sequence of symbols. */
typedef struct mq_sequence {
  const uint32_t *at;
  size_t count;
} mq_sequence;

/* For n = 1 .. orders: matches[n - 1] = the n-grams of the hypothesis that are in the references, each
 * counted at most as often as in the reference that has it most often ("clipped"). All sequences together
 * have less than 2^30 symbols. */
void mq_grams_match(mq_grams *grams, mq_sequence hypothesis, const mq_sequence *references,
                    size_t reference_count, size_t orders, uint64_t *matches);

/* Number of n-grams in a sequence. */
static inline size_t mq_gram_count(size_t length, size_t n) {
  return length >= n ? length - n + 1 : 0;
}

#endif
