/* Significance of a difference between two systems, over the statistics of their segments.
 *
 * Paired bootstrap (Koehn 2004): every sample draws as many segments as there are, with replacement, the same
 * for both systems. Approximate randomisation (Riezler and Maxwell 2005): every sample exchanges the outputs
 * of the two systems in each segment with probability one half. The p-values are counted as sacrebleu counts
 * them (with one added above and below), the bootstrap's on differences from which their mean is taken; but a
 * sample that differs just as much as the systems counts too, so that a system compared with itself gets 1.
 *
 * Every sample has a generator of its own, seeded by the seed and the number of the sample, so the result
 * does not depend on which thread draws it. An exchange moves d = baseline - system from one side to the
 * other, and the two sides together are always the same; so one sum over half of the segments gives both. */
#include "metric.h"

#include "base/error.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>

enum { CHUNK = 8, SAMPLES_MOST = 1 << 24 };

typedef struct trial {
  double baseline, system; /* scores */
} trial;

typedef struct test {
  const mtqc_metric *baseline, *system;
  const double *differences; /* randomisation: rows of baseline - system */
  uint64_t seed;
  trial *trials;
} test;

/* --- random numbers: splitmix64 (Steele, Lea and Flood 2014) --- */

static uint64_t next_random(uint64_t *state) {
  uint64_t x = *state += 0x9e3779b97f4a7c15u;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

/* A start for each sample that is far from those of its neighbours. */
static uint64_t start_of(uint64_t seed, size_t sample) {
  uint64_t state = seed, mixed = next_random(&state) ^ (uint64_t)sample;
  return next_random(&mixed);
}

/* Even in [0, below) but for one part in 2^32. */
static size_t random_below(uint64_t *state, size_t below) {
  return (size_t)((next_random(state) >> 32) * (uint64_t)below >> 32);
}

/* --- samples --- */

static void add_row(double *sums, const double *row, size_t width) {
  for (size_t i = 0; i < width; i++) sums[i] += row[i];
}

static double score_of(const mtqc_metric *metric, const double *sums) {
  return metric->measure->score(&metric->settings, sums, false);
}

static void resample(void *payload, unsigned worker, size_t first, size_t last) {
  test *t = payload;
  const size_t width = t->baseline->statistic_count, segments = t->baseline->segments;
  for (size_t k = first; k < last; k++) {
    double baseline[MQ_STATISTICS] = {0}, system[MQ_STATISTICS] = {0};
    uint64_t state = start_of(t->seed, k);
    for (size_t i = 0; i < segments; i++) {
      const size_t row = random_below(&state, segments) * width;
      add_row(baseline, t->baseline->kept + row, width);
      add_row(system, t->system->kept + row, width);
    }
    t->trials[k] = (trial){score_of(t->baseline, baseline), score_of(t->baseline, system)};
  }
}

/* Sum of the differences that a sample exchanges. */
static void sum_exchanged(const test *t, uint64_t state, double *sums) {
  const size_t width = t->baseline->statistic_count, segments = t->baseline->segments;
  for (size_t base = 0; base < segments; base += 64) {
    const size_t end = segments - base < 64 ? segments : base + 64;
    uint64_t bits = next_random(&state);
    const double *row = t->differences + base * width;
    for (size_t i = base; i < end; i++, bits >>= 1, row += width)
      if (bits & 1) add_row(sums, row, width);
  }
}

static void exchange(void *payload, unsigned worker, size_t first, size_t last) {
  test *t = payload;
  const size_t width = t->baseline->statistic_count;
  for (size_t k = first; k < last; k++) {
    double moved[MQ_STATISTICS] = {0}, baseline[MQ_STATISTICS], system[MQ_STATISTICS];
    sum_exchanged(t, start_of(t->seed, k), moved);
    for (size_t i = 0; i < width; i++) {
      baseline[i] = t->baseline->sums[i] - moved[i];
      system[i] = t->system->sums[i] + moved[i];
    }
    t->trials[k] = (trial){score_of(t->baseline, baseline), score_of(t->baseline, system)};
  }
}

/* --- what the samples say --- */

static double p_value(const trial *trials, size_t count, double shift, double real) {
  size_t larger = 0;
  for (size_t i = 0; i < count; i++) larger += fabs(trials[i].system - trials[i].baseline) - shift >= real;
  return ((double)larger + 1) / ((double)count + 1);
}

static double mean_difference(const trial *trials, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += fabs(trials[i].system - trials[i].baseline);
  return sum / (double)count;
}

static int by_value(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Mean of the scores, and half the width of the range that leaves one in 40 out at each end. */
static void describe(double *scores, size_t count, double *mean, double *interval) {
  qsort(scores, count, sizeof *scores, by_value);
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += scores[i];
  *mean = sum / (double)count;
  *interval = 0.5 * (scores[count - count / 40 - 1] - scores[count / 40]);
}

static void bootstrap(mq_arena *arena, test *t, size_t samples, unsigned jobs, mtqc_comparison *out) {
  mq_parallel(jobs, samples, CHUNK, resample, t);
  out->p_value =
      p_value(t->trials, samples, mean_difference(t->trials, samples), fabs(out->baseline - out->system));
  double *scores = mq_arena_array(arena, samples, sizeof *scores);
  for (size_t i = 0; i < samples; i++) scores[i] = t->trials[i].baseline;
  describe(scores, samples, &out->baseline_mean, &out->baseline_interval);
  for (size_t i = 0; i < samples; i++) scores[i] = t->trials[i].system;
  describe(scores, samples, &out->system_mean, &out->system_interval);
}

static void randomise(mq_arena *arena, test *t, size_t samples, unsigned jobs, mtqc_comparison *out) {
  const size_t cells = t->baseline->segments * t->baseline->statistic_count;
  double *differences = mq_arena_array(arena, cells, sizeof *differences);
  for (size_t i = 0; i < cells; i++) differences[i] = t->baseline->kept[i] - t->system->kept[i];
  t->differences = differences;
  mq_parallel(jobs, samples, CHUNK, exchange, t);
  out->p_value = p_value(t->trials, samples, 0, fabs(out->baseline - out->system));
  out->baseline_mean = out->baseline_interval = out->system_mean = out->system_interval = (double)NAN;
}

static int refuse(const mtqc_metric *baseline, const mtqc_metric *system, size_t samples, mtqc_error *error) {
  if (!mq_metric_same_settings(baseline, system))
    return mq_error_set(error, MTQC_EARGUMENT, "metrics with different settings cannot be compared");
  if (!baseline->keep || !system->keep)
    return mq_error_set(error, MTQC_EARGUMENT, "the segments of both systems must be kept to be compared");
  if (baseline->segments != system->segments)
    return mq_error_set(error, MTQC_EARGUMENT, "the systems have %zu and %zu segments", baseline->segments,
                        system->segments);
  if (baseline->segments == 0) return mq_error_set(error, MTQC_EARGUMENT, "there are no segments to compare");
  if (samples == 0 || samples > SAMPLES_MOST)
    return mq_error_set(error, MTQC_EARGUMENT, "the number of samples is not in the range 1 to %d",
                        (int)SAMPLES_MOST);
  return MTQC_OK;
}

int mtqc_metric_compare(const mtqc_metric *baseline, const mtqc_metric *system, const char *method,
                        size_t samples, uint64_t seed, unsigned jobs, mtqc_comparison *out,
                        mtqc_error *error) {
  const bool by_bootstrap = strcmp(method, "bootstrap") == 0;
  if (!by_bootstrap && strcmp(method, "randomisation") != 0)
    return mq_error_set(error, MTQC_EARGUMENT,
                        "there is no test '%.40s'; bootstrap and randomisation are known", method);
  const int status = refuse(baseline, system, samples, error);
  if (status) return status;
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  test t = {.baseline = baseline, .system = system, .seed = seed};
  t.trials = mq_arena_array(arena, samples, sizeof *t.trials);
  out->baseline = mtqc_metric_corpus(baseline);
  out->system = mtqc_metric_corpus(system);
  (by_bootstrap ? bootstrap : randomise)(arena, &t, samples, jobs ? jobs : 1, out);
  mq_arena_free(arena);
  return MTQC_OK;
}
