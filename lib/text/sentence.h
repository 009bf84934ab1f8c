/* Sentences of a paragraph. For use inside lib/text only. */
#ifndef MQ_SENTENCE_H
#define MQ_SENTENCE_H

#include "base/array.h"
#include "breaker.h"
#include "text.h"

typedef MQ_ARRAY(mq_segment) mq_segment_list;

typedef struct mq_sentencer {
  mq_arena *arena;
  const mq_language *language;
  mq_str bytes;
  mq_breaker *breaker;
  char *window; /* a piece of text with its line breaks turned into spaces */
  size_t room;
} mq_sentencer;

mq_sentencer mq_sentencer_new(mq_arena *arena, const mq_language *language, mq_str bytes);

/* Appends the segments of [start, end), which is not empty when trimmed, as paragraph number `paragraph`. */
void mq_sentencer_cut(mq_sentencer *sentencer, size_t start, size_t end, uint32_t paragraph,
                      mq_segment_list *segments);

#endif
