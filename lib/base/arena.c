#include "arena.h"

#include "poison.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that nobody has asked for are closed to everybody, and a gap stays between two pieces (poison.h). */
enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

typedef struct block {
  struct block *next;
  size_t size;
  _Alignas(max_align_t) unsigned char bytes[];
} block;

typedef struct deferred {
  struct deferred *next;
  void (*release)(void *object);
  void *object;
} deferred;

struct mq_arena {
  block *blocks; /* the newest first; memory is taken from it */
  size_t used, room;
  size_t total;
  deferred *deferred;
  jmp_buf escape;
};

static atomic_size_t fail_countdown;
static atomic_bool fail_armed;

void mq_malloc_fail_at(size_t n) {
  fail_countdown = n;
  fail_armed = n > 0;
}

static bool fails_now(void) {
  if (!fail_armed) return false;
  if (fail_countdown > 1) {
    fail_countdown--;
    return false;
  }
  return true;
}

void *mq_malloc(size_t size) { return fails_now() ? NULL : malloc(size ? size : 1); }

void *mq_realloc(void *pointer, size_t size) { return fails_now() ? NULL : realloc(pointer, size ? size : 1); }

void mq_free(void *pointer) { free(pointer); }

mq_arena *mq_arena_new(void) {
  mq_arena *arena = mq_malloc(sizeof *arena);
  if (arena) memset(arena, 0, sizeof *arena);
  return arena;
}

static void release_all(mq_arena *arena) {
  for (deferred *d = arena->deferred; d; d = d->next) d->release(d->object);
  arena->deferred = NULL;
}

static void free_blocks(block *b) {
  while (b) {
    block *next = b->next;
    mq_free(b);
    b = next;
  }
}

void mq_arena_free(mq_arena *arena) {
  if (!arena) return;
  release_all(arena);
  free_blocks(arena->blocks);
  mq_free(arena);
}

void mq_arena_clear(mq_arena *arena) {
  release_all(arena);
  if (!arena->blocks) return;
  free_blocks(arena->blocks->next);
  arena->blocks->next = NULL;
  ASAN_POISON_MEMORY_REGION(arena->blocks->bytes, arena->blocks->size);
  arena->used = 0;
  arena->room = arena->total = arena->blocks->size;
}

jmp_buf *mq_arena_escape(mq_arena *arena) { return &arena->escape; }

_Noreturn void mq_arena_fail(mq_arena *arena) { longjmp(arena->escape, 1); }

static bool add_block(mq_arena *arena, size_t size) {
  block *b = size > SIZE_MAX - sizeof(block) ? NULL : mq_malloc(sizeof *b + size);
  if (!b) return false;
  ASAN_POISON_MEMORY_REGION(b->bytes, size);
  b->next = arena->blocks;
  b->size = size;
  arena->blocks = b;
  arena->used = 0;
  arena->room = size;
  arena->total += size;
  return true;
}

/* Blocks grow with what has been taken. */
static size_t next_size(const mq_arena *arena, size_t least) {
  size_t size = arena->total < FIRST_BLOCK ? FIRST_BLOCK : arena->total;
  if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
  return size < least ? least : size;
}

static const size_t align = _Alignof(max_align_t);

/* What a piece takes of its block. */
static size_t whole(size_t size) { return (size + !size + align - 1) / align * align + MQ_GAP; }

void *mq_arena_alloc(mq_arena *arena, size_t size) {
  if (size > SIZE_MAX - align - MQ_GAP) mq_arena_fail(arena);
  const size_t taken = whole(size);
  if (taken > arena->room - arena->used && !add_block(arena, next_size(arena, taken))) mq_arena_fail(arena);
  void *memory = arena->blocks->bytes + arena->used;
  arena->used += taken;
  ASAN_UNPOISON_MEMORY_REGION(memory, size);
  return memset(memory, 0, size);
}

void *mq_arena_array(mq_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) mq_arena_fail(arena);
  return mq_arena_alloc(arena, count * size);
}

char *mq_arena_copy(mq_arena *arena, const char *bytes, size_t size) {
  if (size == SIZE_MAX) mq_arena_fail(arena);
  char *copy = mq_arena_alloc(arena, size + 1);
  if (size) memcpy(copy, bytes, size);
  return copy;
}

void mq_arena_defer(mq_arena *arena, void (*release)(void *object), void *object) {
  if (whole(sizeof(deferred)) > arena->room - arena->used && !add_block(arena, FIRST_BLOCK)) {
    release(object); /* it must not be lost when there is no block for the note of it */
    mq_arena_fail(arena);
  }
  deferred *d = mq_arena_alloc(arena, sizeof *d);
  *d = (deferred){arena->deferred, release, object};
  arena->deferred = d;
}

size_t mq_arena_size(const mq_arena *arena) { return arena->total; }
