/* The public side of the metrics: one segment, and sums over many.
 *
 * Whatever a segment needs is put in buffers that stay with the metric, so that memory grows with the longest
 * segment and not with their number; only statistics that the caller wants kept take room per segment. All
 * sums are of whole numbers (but for TER's mean lengths), held in doubles, which are exact to 2^53. */
#include "metric.h"

#include "base/error.h"

#include <math.h>

/* --- work --- */

void mq_metric_work_start(mq_metric_work *work, mq_arena *arena) {
  *work = (mq_metric_work){.chars = {.arena = arena},
                           .spare = {.arena = arena},
                           .ranges = {.arena = arena},
                           .intern = {.arena = arena},
                           .grams = {.arena = arena},
                           .edits = {.arena = arena}};
  mq_chars_reserve(&work->chars, 1024);
  mq_chars_reserve(&work->spare, 1024);
  mq_ranges_reserve(&work->ranges, 256);
  mq_metric_work_reserve(work, 256, 4);
}

void mq_metric_work_reserve(mq_metric_work *work, size_t symbols, size_t sequences) {
  mq_arena *arena = work->chars.arena;
  if (symbols > work->symbol_room) {
    work->symbols = mq_arena_array(arena, symbols * 2, sizeof *work->symbols);
    work->symbol_room = symbols * 2;
  }
  if (sequences > work->sequence_room) {
    work->sequences = mq_arena_array(arena, sequences * 2, sizeof *work->sequences);
    work->sequence_room = sequences * 2;
  }
}

void mq_metric_work_intern(mq_metric_work *work) {
  const size_t count = work->ranges.count;
  mq_metric_work_reserve(work, count, 0);
  mq_intern_begin(&work->intern, count);
  for (size_t i = 0; i < count; i++)
    work->symbols[i] = mq_intern_word(&work->intern, &work->chars, work->ranges.at[i]);
}

/* --- one metric --- */

mtqc_metric *mtqc_metric_new(const char *settings, mtqc_error *error) {
  mq_metric_settings read;
  if (mq_metric_settings_read(&read, settings, error)) return NULL;
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_metric *metric = mq_arena_alloc(arena, sizeof *metric);
  metric->arena = arena;
  metric->settings = read;
  metric->measure = read.kind == MQ_BLEU ? &mq_bleu : read.kind == MQ_CHRF ? &mq_chrf : &mq_ter;
  metric->statistic_count = metric->measure->statistic_count(&read);
  mq_metric_work_start(&metric->work, arena);
  mq_metric_name(&read, metric->name, sizeof metric->name);
  return metric;
}

void mtqc_metric_free(mtqc_metric *metric) {
  if (metric) mq_arena_free(metric->arena);
}

const char *mtqc_metric_name(const mtqc_metric *metric) {
  return metric->name;
}

/* 0 if segments had different numbers of references. */
static size_t reference_count_of(const mtqc_metric *metric) {
  if (metric->segments == 0) return 1;
  return metric->least_references == metric->most_references ? metric->most_references : 0;
}

const char *mtqc_metric_signature(mtqc_metric *metric) {
  mq_metric_signature(&metric->settings, reference_count_of(metric), false, metric->signature,
                      sizeof metric->signature);
  return metric->signature;
}

const char *mtqc_metric_segment_signature(mtqc_metric *metric) {
  mq_metric_signature(&metric->settings, reference_count_of(metric), true, metric->segment_signature,
                      sizeof metric->segment_signature);
  return metric->segment_signature;
}

/* --- segments --- */

static int refuse(mtqc_text hypothesis, const mtqc_text *references, size_t count, mtqc_error *error) {
  if (count == 0) return mq_error_set(error, MTQC_EARGUMENT, "a segment has no reference");
  size_t sum = hypothesis.size;
  bool fits = sum <= MTQC_METRIC_TEXT_MAX;
  for (size_t r = 0; fits && r < count; r++) {
    sum += references[r].size;
    fits = references[r].size <= MTQC_METRIC_TEXT_MAX && sum <= 16 * MTQC_METRIC_TEXT_MAX;
  }
  if (fits) return MTQC_OK;
  return mq_error_set(error, MTQC_ELIMIT, "a segment is longer than %zu bytes", MTQC_METRIC_TEXT_MAX);
}

static int measure(mtqc_metric *metric, mtqc_text hypothesis, const mtqc_text *references,
                   size_t reference_count, double *statistics, mtqc_error *error) {
  const int status = refuse(hypothesis, references, reference_count, error);
  if (status) return status;
  mq_metric_work *work = &metric->work;
  work->chars.count = work->spare.count = work->ranges.count = 0;
  return metric->measure->segment(work, &metric->settings, mq_str_of_text(hypothesis), references,
                                  reference_count, statistics, error);
}

int mtqc_metric_segment(mtqc_metric *metric, mtqc_text hypothesis, const mtqc_text *references,
                        size_t reference_count, double *score, mtqc_error *error) {
  if (mq_arena_try(metric->arena)) return mq_error_memory(error);
  double statistics[MQ_STATISTICS];
  const int status = measure(metric, hypothesis, references, reference_count, statistics, error);
  if (status == MTQC_OK) *score = metric->measure->score(&metric->settings, statistics, true);
  return status;
}

/* Makes room for the statistics of `more` segments. */
static void reserve_kept(mtqc_metric *metric, size_t more) {
  const size_t wanted = metric->segments + more, width = metric->statistic_count;
  if (!metric->keep || wanted <= metric->kept_room) return;
  const size_t room = wanted > 2 * metric->kept_room ? wanted + 64 : 2 * metric->kept_room;
  double *kept = mq_arena_array(metric->arena, room, width * sizeof *kept);
  if (metric->segments) memcpy(kept, metric->kept, metric->segments * width * sizeof *kept);
  metric->kept = kept;
  metric->kept_room = room;
}

static void note_references(mtqc_metric *metric, size_t least, size_t most) {
  if (metric->segments == 0 || least < metric->least_references) metric->least_references = least;
  if (metric->segments == 0 || most > metric->most_references) metric->most_references = most;
}

int mtqc_metric_add(mtqc_metric *metric, mtqc_text hypothesis, const mtqc_text *references,
                    size_t reference_count, double *score, mtqc_error *error) {
  if (mq_arena_try(metric->arena)) return mq_error_memory(error);
  double statistics[MQ_STATISTICS];
  const int status = measure(metric, hypothesis, references, reference_count, statistics, error);
  if (status) return status;
  const size_t width = metric->statistic_count;
  reserve_kept(metric, 1);
  if (metric->keep) memcpy(metric->kept + metric->segments * width, statistics, width * sizeof *statistics);
  for (size_t i = 0; i < width; i++) metric->sums[i] += statistics[i];
  note_references(metric, reference_count, reference_count);
  metric->segments++;
  if (score) *score = metric->measure->score(&metric->settings, statistics, true);
  return MTQC_OK;
}

/* --- the corpus --- */

bool mq_metric_same_settings(const mtqc_metric *a, const mtqc_metric *b) {
  char first[192], second[192];
  mq_metric_signature(&a->settings, 1, false, first, sizeof first);
  mq_metric_signature(&b->settings, 1, false, second, sizeof second);
  return strcmp(first, second) == 0 && strcmp(a->name, b->name) == 0 &&
         a->settings.smoothing_value == b->settings.smoothing_value &&
         a->settings.effective == b->settings.effective;
}

int mtqc_metric_merge(mtqc_metric *metric, const mtqc_metric *other, mtqc_error *error) {
  if (!mq_metric_same_settings(metric, other))
    return mq_error_set(error, MTQC_EARGUMENT, "metrics with different settings cannot be merged");
  if (metric->keep != other->keep)
    return mq_error_set(error, MTQC_EARGUMENT,
                        "one of the metrics keeps its segments and the other does not");
  if (other->segments == 0) return MTQC_OK;
  if (mq_arena_try(metric->arena)) return mq_error_memory(error);
  const size_t width = metric->statistic_count;
  reserve_kept(metric, other->segments);
  if (metric->keep)
    memcpy(metric->kept + metric->segments * width, other->kept,
           other->segments * width * sizeof *metric->kept);
  for (size_t i = 0; i < width; i++) metric->sums[i] += other->sums[i];
  note_references(metric, other->least_references, other->most_references);
  metric->segments += other->segments;
  return MTQC_OK;
}

void mtqc_metric_reset(mtqc_metric *metric) {
  memset(metric->sums, 0, sizeof metric->sums);
  metric->segments = 0;
}

size_t mtqc_metric_segment_count(const mtqc_metric *metric) {
  return metric->segments;
}

double mtqc_metric_corpus(const mtqc_metric *metric) {
  return metric->segments ? metric->measure->score(&metric->settings, metric->sums, false) : (double)NAN;
}

size_t mtqc_metric_statistic_count(const mtqc_metric *metric) {
  return metric->statistic_count;
}

double mtqc_metric_statistic(const mtqc_metric *metric, size_t index) {
  return index < metric->statistic_count ? metric->sums[index] : 0;
}

int mtqc_metric_keep(mtqc_metric *metric, mtqc_error *error) {
  if (metric->segments && !metric->keep)
    return mq_error_set(error, MTQC_EARGUMENT, "segments have been added already that were not kept");
  metric->keep = true;
  return MTQC_OK;
}
