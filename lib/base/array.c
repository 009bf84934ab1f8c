#include "array.h"

#include <string.h>

void *mq_array_grow(mq_arena *arena, void *old, size_t count, size_t *room, size_t element_size) {
  if (*room > SIZE_MAX / 2 / element_size) mq_arena_fail(arena);
  *room = *room ? *room * 2 : 8;
  void *bigger = mq_arena_array(arena, *room, element_size);
  if (count) memcpy(bigger, old, count * element_size);
  return bigger;
}
