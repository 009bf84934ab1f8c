/* Numbers for words: equal words of a segment get equal numbers. */
#ifndef MQ_INTERN_H
#define MQ_INTERN_H

#include "text/chars.h"

typedef struct mq_intern_slot {
  uint32_t generation, hash, word, length, start;
} mq_intern_slot;

/* Start from {0} with the arena set; mq_intern_begin empties it. */
typedef struct mq_intern {
  mq_arena *arena;
  mq_intern_slot *slots;
  size_t room; /* slots */
  size_t mask; /* of the slots in use, as many as the segment needs, so that they stay in the cache */
  uint32_t generation;
  uint32_t words; /* different words so far; they are numbered 0 .. words - 1 */
} mq_intern;

/* Empties the table and makes it fit for `most` words. */
void mq_intern_begin(mq_intern *intern, size_t most);

/* Number of the word `range` of `chars`; all words of one table lie in the same buffer. */
uint32_t mq_intern_word(mq_intern *intern, const mq_chars *chars, mq_word_range range);

#endif
