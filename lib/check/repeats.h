/* Words that come again at once: "the the", "on the way on the way on the way". */
#ifndef MQ_REPEATS_H
#define MQ_REPEATS_H

#include "check.h"

/* `count` words from token `first` to token `last`, in which every word equals the one `period` words before. */
typedef struct mq_repeat {
  uint32_t first, last; /* tokens, both of the run */
  uint32_t period, count;
} mq_repeat;

/* How often the repeated piece stands there, the last time perhaps not whole. */
static inline double mq_repeat_times(const mq_repeat *repeat) {
  return (double)repeat->count / (double)repeat->period;
}

/* Appends the runs in which a piece of 1 to MQ_LONGEST_PERIOD words stands at least twice, each word in one run at most,
 * those of the shortest piece first. Punctuation between words does not count, but a word that is repeated by itself
 * must stand right behind itself. Linear in tokens. */
enum { MQ_LONGEST_PERIOD = 16 };
typedef struct mq_repeat_list {
  MQ_ARRAY(mq_repeat) runs;
} mq_repeat_list;
mq_repeat_list mq_repeats_find(mq_arena *arena, const mq_token *tokens, size_t count);

#endif
