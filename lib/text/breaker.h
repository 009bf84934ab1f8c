/* A break iterator of ICU over UTF-8, made once and set on many texts. For use inside lib/text only. */
#ifndef MQ_BREAKER_H
#define MQ_BREAKER_H

#include "base/str.h"

#include <unicode/ubrk.h>

typedef struct mq_breaker mq_breaker;

mq_breaker *mq_breaker_new(mq_arena *arena, UBreakIteratorType type, const char *locale);

/* Sets the text, which must live while boundaries are asked; at most INT32_MAX bytes. */
void mq_breaker_set(mq_breaker *breaker, mq_str text);

/* The next boundary after the last one given (first call: after 0); text.size at the end, then SIZE_MAX. */
size_t mq_breaker_next(mq_breaker *breaker);

#endif
