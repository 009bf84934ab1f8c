/* A hash table of words that is emptied by counting up a generation, so that a segment costs what it holds.
 */
#include "intern.h"

void mq_intern_begin(mq_intern *intern, size_t most) {
  size_t room = 64;
  while (room < 2 * most) room *= 2;
  intern->mask = room - 1;
  if (room > intern->room) {
    intern->slots = mq_arena_array(intern->arena, room, sizeof *intern->slots);
    intern->room = room;
    intern->generation = 0;
  }
  intern->words = 0;
  if (++intern->generation != 0) return;
  memset(intern->slots, 0, intern->room * sizeof *intern->slots);
  intern->generation = 1;
}

static uint32_t hash_of(const uint32_t *at, size_t count) {
  uint64_t hash = count;
  for (size_t i = 0; i < count; i++) hash = (hash ^ at[i]) * 0x9e3779b97f4a7c15u;
  return (uint32_t)(hash >> 32);
}

uint32_t mq_intern_word(mq_intern *intern, const mq_chars *chars, mq_word_range range) {
  const uint32_t length = range.end - range.start;
  const uint32_t *word = chars->at + range.start;
  const uint32_t hash = hash_of(word, length);
  for (size_t i = hash & intern->mask;; i = (i + 1) & intern->mask) {
    mq_intern_slot *slot = &intern->slots[i];
    if (slot->generation != intern->generation) {
      *slot = (mq_intern_slot){intern->generation, hash, intern->words++, length, range.start};
      return slot->word;
    }
    if (slot->hash == hash && slot->length == length &&
        memcmp(chars->at + slot->start, word, length * sizeof *word) == 0)
      return slot->word;
  }
}
