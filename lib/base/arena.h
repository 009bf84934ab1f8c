/* Arena: memory that dies together.
 *
 * All memory of a run (or of a loaded object) comes from one arena and is freed with it. Allocation never returns NULL:
 * when memory is out, the arena jumps to the escape that its owner has set (mq_arena_try), where the owner frees the arena
 * and reports MTQC_ENOMEM. Things that are not memory (handles of ICU and hunspell, files) are tied to the arena with
 * mq_arena_defer, so an escape leaks nothing. No pointer into an arena is ever freed by itself.
 *
 *   mq_arena *arena = mq_arena_new();
 *   if (mq_arena_lost(arena)) return mq_error_memory(error);
 *   ... allocate ...                              // comes back into the `if` when memory is out
 *
 * The escape may be set anew in an outer-to-inner call chain only by whoever owns the arena. An arena belongs to one thread
 * at a time. Locals changed between mq_arena_try and an escape must be volatile, as with setjmp. */
#ifndef MQ_ARENA_H
#define MQ_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mq_arena mq_arena;

mq_arena *mq_arena_new(void);
void mq_arena_free(mq_arena *arena);

/* 0 when set, nonzero when an allocation has failed. Evaluate in a condition, as setjmp demands. */
#define mq_arena_try(arena) setjmp(*mq_arena_escape(arena))
jmp_buf *mq_arena_escape(mq_arena *arena);

/* Opens a new arena (NULL: there was no memory for it): false to go on; true, with the arena freed, when memory is out, now
 * or at a later allocation. */
#define mq_arena_lost(arena) ((!(arena) || mq_arena_try(arena)) && (mq_arena_free(arena), 1))

/* Leaves for the escape as if an allocation had failed (for out-of-memory met elsewhere, e.g. in ICU). */
_Noreturn void mq_arena_fail(mq_arena *arena);

/* Zeroed memory, aligned for any type; size 0 gives a unique valid pointer. */
void *mq_arena_alloc(mq_arena *arena, size_t size);

/* count * size, overflow counts as out of memory. */
void *mq_arena_array(mq_arena *arena, size_t count, size_t size);

/* A copy of `size` bytes followed by a NUL. */
char *mq_arena_copy(mq_arena *arena, const char *bytes, size_t size);

/* Calls release(object) when the arena is freed, last deferred first. If noting it fails, releases at once and escapes. */
void mq_arena_defer(mq_arena *arena, void (*release)(void *object), void *object);

/* Forgets everything allocated (not the escape), keeping a block for what comes next. Deferred releases happen now. */
void mq_arena_clear(mq_arena *arena);

/* Bytes taken from the system and not given back. */
size_t mq_arena_size(const mq_arena *arena);

/* Every allocation of the library goes through these three, so that a test can make the n-th one fail. */
void *mq_malloc(size_t size);
void *mq_realloc(void *pointer, size_t size);
void mq_free(void *pointer);
/* For tests: the n-th allocation from now (counting from 1) fails, and all after it; 0 means none. Not thread-safe. */
void mq_malloc_fail_at(size_t n);

#endif
