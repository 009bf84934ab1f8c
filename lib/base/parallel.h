/* Work on many things by several threads. */
#ifndef MQ_PARALLEL_H
#define MQ_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

/* Calls run(payload, worker, first, last) for pieces of at most `chunk` that cover [0, count) once each, from up to `jobs`
 * threads, worker numbers 0 .. jobs - 1; one worker never runs two pieces at a time, and takes its pieces in rising order.
 * Returns when all is done. The calling thread is worker 0; if a thread cannot be made, the others do its share. */
void mq_parallel(unsigned jobs, size_t count, size_t chunk,
                 void (*run)(void *payload, unsigned worker, size_t first, size_t last), void *payload);

/* Who is told how much is done, and may stop it. */
typedef struct mq_watch {
  int (*tell)(void *payload, double share); /* 0..1 is done; not 0: stop */
  void *payload;
} mq_watch;

/* The same, watched unless `watch` is NULL: the calling thread tells after each of its pieces. False if it was stopped: pieces
 * that had been begun are done, others are not. */
bool mq_parallel_watched(unsigned jobs, size_t count, size_t chunk,
                         void (*run)(void *payload, unsigned worker, size_t first, size_t last), void *payload,
                         const mq_watch *watch);

#endif
