#include "parallel.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_JOBS = 256 };

typedef struct work {
  size_t count, chunk;
  atomic_size_t next, done;
  atomic_bool stopped;
  const mq_watch *watch;
  void (*run)(void *payload, unsigned worker, size_t first, size_t last);
  void *payload;
} work;

typedef struct job {
  work *work;
  unsigned worker;
} job;

static void *take_pieces(void *argument) {
  const job *self = argument;
  work *w = self->work;
  while (!atomic_load(&w->stopped)) {
    const size_t first = atomic_fetch_add(&w->next, w->chunk);
    if (first >= w->count) break;
    const size_t size = w->count - first < w->chunk ? w->count - first : w->chunk;
    w->run(w->payload, self->worker, first, first + size);
    const size_t done = atomic_fetch_add(&w->done, size) + size;
    if (self->worker == 0 && w->watch && w->watch->tell(w->watch->payload, (double)done / (double)w->count))
      atomic_store(&w->stopped, true);
  }
  return NULL;
}

bool mq_parallel_watched(unsigned jobs, size_t count, size_t chunk,
                         void (*run)(void *payload, unsigned worker, size_t first, size_t last), void *payload,
                         const mq_watch *watch) {
  pthread_t threads[MOST_JOBS];
  job list[MOST_JOBS];
  work w = {.count = count, .chunk = chunk, .run = run, .payload = payload, .watch = watch};
  if (jobs > MOST_JOBS) jobs = MOST_JOBS;
  unsigned made = 1;
  for (; made < jobs; made++) {
    list[made] = (job){&w, made};
    if (pthread_create(&threads[made], NULL, take_pieces, &list[made]) != 0) break;
  }
  list[0] = (job){&w, 0};
  take_pieces(&list[0]);
  for (unsigned i = 1; i < made; i++) pthread_join(threads[i], NULL);
  return !atomic_load(&w.stopped);
}

void mq_parallel(unsigned jobs, size_t count, size_t chunk,
                 void (*run)(void *payload, unsigned worker, size_t first, size_t last), void *payload) {
  mq_parallel_watched(jobs, count, chunk, run, payload, NULL);
}
