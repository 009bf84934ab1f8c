/* One piece of work after the other, by several threads. */
#include "cli.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_THREADS = 64 };

typedef struct crew {
  void (*work)(void *payload, size_t index);
  void *payload;
  size_t count;
  atomic_size_t next;
} crew;

static void *join_in(void *payload) {
  crew *c = payload;
  for (size_t i; (i = atomic_fetch_add(&c->next, 1)) < c->count;) c->work(c->payload, i);
  return NULL;
}

void cli_in_threads(size_t threads, size_t count, void (*work)(void *payload, size_t index), void *payload) {
  pthread_t others[MOST_THREADS];
  size_t started = 0;
  crew c = {work, payload, count, 0};
  while (started + 1 < threads && started + 1 < count && started < MOST_THREADS &&
         pthread_create(&others[started], NULL, join_in, &c) == 0)
    started++;
  join_in(&c);
  while (started > 0) pthread_join(others[--started], NULL);
}
