/* Growing arrays in an arena.
 *
 *   MQ_ARRAY(mq_segment) list = {0};
 *   *mq_push(arena, &list) = segment;        // list.at[0 .. list.count)
 *
 * Growing leaves the old copy in the arena: at most as much again as the array itself. */
#ifndef MQ_ARRAY_H
#define MQ_ARRAY_H

#include "arena.h"

#define MQ_ARRAY(type) \
  struct {             \
    type *at;          \
    size_t count, room; \
  }

/* Pointer to a new zeroed last element. */
#define mq_push(arena, array)                                                                                          \
  ((array)->count == (array)->room ? (void)((array)->at = mq_array_grow((arena), (array)->at, (array)->count,          \
                                                                        &(array)->room, sizeof *(array)->at))          \
                                   : (void)0,                                                                          \
   &(array)->at[(array)->count++])

/* Doubles the room; the engine of mq_push. */
void *mq_array_grow(mq_arena *arena, void *old, size_t count, size_t *room, size_t element_size);

#endif
