#include "map.h"

#include "array.h"

static size_t slot_of(const mq_map *map, uint64_t hash, mq_str key) {
  size_t i = hash & (map->slot_count - 1);
  for (;; i = (i + 1) & (map->slot_count - 1)) {
    if (!map->slots[i]) return i;
    const mq_map_entry *entry = &map->entries[map->slots[i] - 1];
    if (entry->hash == hash && mq_str_equal(entry->key, key)) return i;
  }
}

uint32_t *mq_map_find_hashed(const mq_map *map, mq_str key, uint64_t hash) {
  if (!map->slot_count) return NULL;
  const size_t slot = slot_of(map, hash, key);
  return map->slots[slot] ? &map->entries[map->slots[slot] - 1].value : NULL;
}

uint32_t *mq_map_find(const mq_map *map, mq_str key) {
  return map->slot_count ? mq_map_find_hashed(map, key, mq_hash(key)) : NULL;
}

static void grow_slots(mq_map *map) {
  map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
  map->slots = mq_arena_array(map->arena, map->slot_count, sizeof *map->slots);
  for (size_t i = 0; i < map->count; i++)
    map->slots[slot_of(map, map->entries[i].hash, map->entries[i].key)] = (uint32_t)i + 1;
}

uint32_t *mq_map_add(mq_map *map, mq_str key, bool *added) {
  if (map->count >= map->slot_count / 10 * 7) grow_slots(map);
  const uint64_t hash = mq_hash(key);
  const size_t slot = slot_of(map, hash, key);
  const bool fresh = !map->slots[slot];
  if (added) *added = fresh;
  if (fresh) {
    if (map->count == map->room)
      map->entries = mq_array_grow(map->arena, map->entries, map->count, &map->room, sizeof *map->entries);
    map->entries[map->count++] = (mq_map_entry){hash, key, 0};
    map->slots[slot] = (uint32_t)map->count;
  }
  return &map->entries[map->slots[slot] - 1].value;
}
