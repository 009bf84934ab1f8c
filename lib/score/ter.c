/* TER (Snover et al. 2006) as sacrebleu counts it: the fewest edits to any reference, over the mean length of
 * the references.
 *
 * Statistics: edits; mean length of the references. */
#include "metric.h"

#include "base/error.h"

enum { EDITS, LENGTH, COUNT };

static size_t statistic_count(const mq_metric_settings *settings) {
  return COUNT;
}

static size_t read_words(mq_metric_work *work, const mq_metric_settings *settings, mq_str text) {
  const size_t from = work->chars.count, before = work->ranges.count;
  mq_chars_decode(&work->chars, text);
  mq_tercom_words(&settings->tercom, &work->chars, from, &work->spare, &work->ranges);
  return work->ranges.count - before;
}

/* sacrebleu normalises references twice, and the second time finds what the spaces of the first time have
 * uncovered (a 's before a mark, for example). So do we. */
static size_t read_reference(mq_metric_work *work, const mq_metric_settings *settings, mq_str text) {
  const size_t from = work->chars.count, before = work->ranges.count;
  const size_t count = read_words(work, settings, text);
  if (!settings->tercom.normalized) return count;
  mq_chars_join(&work->chars, from, &work->ranges, before);
  mq_tercom_words(&settings->tercom, &work->chars, from, &work->spare, &work->ranges);
  return work->ranges.count - before;
}

static int segment(mq_metric_work *work, const mq_metric_settings *settings, mq_str hypothesis,
                   const mtqc_text *references, size_t reference_count, double *statistics,
                   mtqc_error *error) {
  mq_metric_work_reserve(work, 0, reference_count);
  mq_sequence words = {NULL, read_words(work, settings, hypothesis)};
  for (size_t r = 0; r < reference_count; r++)
    work->sequences[r].count = read_reference(work, settings, mq_str_of_text(references[r]));
  mq_metric_work_intern(work);
  const uint32_t *next = words.at = work->symbols;
  next += words.count;
  size_t least = SIZE_MAX, lengths = 0;
  for (size_t r = 0; r < reference_count; r++) {
    const mq_sequence reference = {next, work->sequences[r].count};
    next += reference.count;
    if (words.count > MTQC_METRIC_TER_WORDS_MAX || reference.count > MTQC_METRIC_TER_WORDS_MAX)
      return mq_error_set(error, MTQC_ELIMIT, "a segment has more than %zu words, too many for TER",
                          MTQC_METRIC_TER_WORDS_MAX);
    lengths += reference.count;
    const size_t edits = mq_edits_count(&work->edits, words, reference, work->intern.words);
    if (edits < least) least = edits;
  }
  statistics[EDITS] = (double)least;
  statistics[LENGTH] = (double)lengths / (double)reference_count;
  return MTQC_OK;
}

static double score(const mq_metric_settings *settings, const double *statistics, bool of_segment) {
  if (statistics[LENGTH] > 0) return 100 * (statistics[EDITS] / statistics[LENGTH]);
  return statistics[EDITS] > 0 ? 100 : 0;
}

const mq_measure mq_ter = {statistic_count, segment, score};
