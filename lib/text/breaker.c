#include "breaker.h"

#include <unicode/utext.h>

struct mq_breaker {
  mq_arena *arena;
  UBreakIterator *iterator; /* NULL if ICU has none: then the whole text is one piece */
  UText text;
  size_t size;
  bool ended;
};

static void release(void *object) {
  mq_breaker *breaker = object;
  if (breaker->iterator) ubrk_close(breaker->iterator);
  utext_close(&breaker->text);
}

static void escape_without_memory(mq_arena *arena, UErrorCode status) {
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
}

mq_breaker *mq_breaker_new(mq_arena *arena, UBreakIteratorType type, const char *locale) {
  mq_breaker *breaker = mq_arena_alloc(arena, sizeof *breaker);
  breaker->arena = arena;
  breaker->text = (UText)UTEXT_INITIALIZER;
  mq_arena_defer(arena, release, breaker);
  UErrorCode status = U_ZERO_ERROR;
  breaker->iterator = ubrk_open(type, locale, NULL, 0, &status);
  escape_without_memory(arena, status);
  if (U_FAILURE(status)) breaker->iterator = NULL;
  return breaker;
}

void mq_breaker_set(mq_breaker *breaker, mq_str text) {
  breaker->size = text.size;
  breaker->ended = text.size == 0;
  if (!breaker->iterator) return;
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&breaker->text, text.size ? text.at : "", (int64_t)text.size, &status);
  ubrk_setUText(breaker->iterator, &breaker->text, &status);
  escape_without_memory(breaker->arena, status);
  ubrk_first(breaker->iterator);
}

size_t mq_breaker_next(mq_breaker *breaker) {
  if (breaker->ended) return SIZE_MAX;
  const int32_t boundary = breaker->iterator ? ubrk_next(breaker->iterator) : UBRK_DONE;
  if (boundary != UBRK_DONE && (size_t)boundary < breaker->size) return (size_t)boundary;
  breaker->ended = true;
  return breaker->size;
}
