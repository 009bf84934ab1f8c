/* Hash map from text to a 32-bit value, in an arena. Open addressing, linear probing, at most 70 % full; keys are borrowed
 * and must live as long as the map. Entries come back in the order in which they were added. */
#ifndef MQ_MAP_H
#define MQ_MAP_H

#include "str.h"

typedef struct mq_map_entry {
  uint64_t hash;
  mq_str key;
  uint32_t value;
} mq_map_entry;

typedef struct mq_map {
  mq_arena *arena;
  mq_map_entry *entries; /* in order of arrival */
  size_t count, room;
  uint32_t *slots; /* index of an entry + 1, or 0 */
  size_t slot_count; /* a power of two */
} mq_map;

/* Value of `key`, or NULL; and the same where its mq_hash is at hand. */
uint32_t *mq_map_find(const mq_map *map, mq_str key);
uint32_t *mq_map_find_hashed(const mq_map *map, mq_str key, uint64_t hash);

/* Value of `key`, added as 0 if new; *added (may be NULL) tells which. The pointer holds until the next add. */
uint32_t *mq_map_add(mq_map *map, mq_str key, bool *added);

#endif
