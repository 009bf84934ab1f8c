/* Growing arrays in an arena.
 *
 *   MQ_ARRAY(mq_segment) list = {0};
 *   *mq_push(arena, &list) = segment;        // list.at[0 .. list.count)
 *
 * Growing leaves the old copy in the arena: at most as much again as the array itself. */
#ifndef MQ_ARRAY_H
#define MQ_ARRAY_H

#include "arena.h"
#include "poison.h"

#define MQ_ARRAY(type) \
  struct {             \
    type *at;          \
    size_t count, room; \
  }

/* Pointer to a new zeroed last element. The room behind it is closed to everybody (poison.h). */
#define mq_push(arena, array)                                                                                          \
  ((array)->count == (array)->room ? mq_push_grow(arena, array) : (void)0,                                             \
   ASAN_UNPOISON_MEMORY_REGION(&(array)->at[(array)->count], sizeof *(array)->at),                                     \
   &(array)->at[(array)->count++])

#define mq_push_grow(arena, array)                                                                                     \
  ((void)((array)->at = mq_array_grow((arena), (array)->at, (array)->count, &(array)->room, sizeof *(array)->at)),     \
   ASAN_POISON_MEMORY_REGION(&(array)->at[(array)->count], ((array)->room - (array)->count) * sizeof *(array)->at))

/* Doubles the room; the engine of mq_push. */
void *mq_array_grow(mq_arena *arena, void *old, size_t count, size_t *room, size_t element_size);

#endif
