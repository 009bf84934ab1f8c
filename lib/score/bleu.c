/* BLEU (Papineni et al. 2002), with the smoothings compared by Chen and Cherry (WMT 2014) and the arithmetic
 * of sacrebleu, operation by operation, so that the digits are the same.
 *
 * Statistics: length of the hypothesis; of the reference nearest in length (the shorter of two as near);
 * matches of orders 1 to 4; n-grams of orders 1 to 4 in the hypothesis. */
#include "metric.h"

#include <math.h>

enum {
  LENGTH,
  REFERENCE_LENGTH,
  MATCHES,
  TOTALS = MATCHES + MQ_BLEU_ORDERS,
  COUNT = TOTALS + MQ_BLEU_ORDERS
};

static size_t statistic_count(const mq_metric_settings *settings) {
  return COUNT;
}

static size_t nearest_length(size_t length, const mq_sequence *references, size_t count) {
  size_t nearest = 0, least = SIZE_MAX;
  for (size_t r = 0; r < count; r++) {
    const size_t other = references[r].count, difference = other > length ? other - length : length - other;
    if (difference > least || (difference == least && other >= nearest)) continue;
    least = difference;
    nearest = other;
  }
  return nearest;
}

/* Appends the words of a text; gives the number of them. */
static size_t read_words(mq_metric_work *work, const mq_metric_settings *settings, mq_str text) {
  const size_t from = work->chars.count, before = work->ranges.count;
  mq_chars_decode(&work->chars, text);
  if (settings->lower) mq_chars_lower(&work->chars, from);
  mq_mteval_words(settings->tokenizer, &work->chars, from, &work->ranges);
  return work->ranges.count - before;
}

static int segment(mq_metric_work *work, const mq_metric_settings *settings, mq_str hypothesis,
                   const mtqc_text *references, size_t reference_count, double *statistics,
                   mtqc_error *error) {
  mq_metric_work_reserve(work, 0, reference_count);
  mq_sequence words = {NULL, read_words(work, settings, hypothesis)};
  for (size_t r = 0; r < reference_count; r++)
    work->sequences[r].count = read_words(work, settings, mq_str_of_text(references[r]));
  mq_metric_work_intern(work);
  const uint32_t *next = words.at = work->symbols;
  next += words.count;
  for (size_t r = 0; r < reference_count; next += work->sequences[r++].count) work->sequences[r].at = next;
  uint64_t matches[MQ_BLEU_ORDERS];
  mq_grams_match(&work->grams, words, work->sequences, reference_count, MQ_BLEU_ORDERS, matches);
  statistics[LENGTH] = (double)words.count;
  statistics[REFERENCE_LENGTH] = (double)nearest_length(words.count, work->sequences, reference_count);
  for (size_t n = 0; n < MQ_BLEU_ORDERS; n++) {
    statistics[MATCHES + n] = (double)matches[n];
    statistics[TOTALS + n] = (double)mq_gram_count(words.count, n + 1);
  }
  return MTQC_OK;
}

static double brevity_penalty(const double *statistics) {
  const double length = statistics[LENGTH], reference = statistics[REFERENCE_LENGTH];
  return length >= reference ? 1 : length > 0 ? exp(1 - reference / length) : 0;
}

/* Percentages by order; gives the number of orders that count. */
static size_t precisions(const mq_metric_settings *settings, const double *statistics, bool effective,
                         double *out) {
  double halvings = 1;
  size_t orders = MQ_BLEU_ORDERS;
  for (size_t n = 0; n < MQ_BLEU_ORDERS; n++) {
    const double more = settings->smoothing == MQ_SMOOTH_ADD_K && n > 0 ? settings->smoothing_value : 0;
    const double correct = statistics[MATCHES + n] + more, total = statistics[TOTALS + n] + more;
    if (total == 0) break;
    if (effective) orders = n + 1;
    if (correct > 0) {
      out[n] = 100 * correct / total;
    } else if (settings->smoothing == MQ_SMOOTH_EXP) {
      halvings *= 2;
      out[n] = 100 / (halvings * total);
    } else if (settings->smoothing == MQ_SMOOTH_FLOOR) {
      out[n] = 100 * settings->smoothing_value / total;
    }
  }
  return orders;
}

static double score(const mq_metric_settings *settings, const double *statistics, bool of_segment) {
  if (!(statistics[MATCHES] > 0)) return 0; /* no word, so no longer n-gram either */
  const bool effective =
      settings->effective == MQ_EFFECTIVE_YES || (settings->effective == MQ_EFFECTIVE_SEGMENTS && of_segment);
  double percent[MQ_BLEU_ORDERS] = {0}, sum = 0;
  const size_t orders = precisions(settings, statistics, effective, percent);
  for (size_t n = 0; n < orders; n++) sum += percent[n] == 0 ? -9999999999.0 : log(percent[n]);
  return brevity_penalty(statistics) * exp(sum / (double)orders);
}

const mq_measure mq_bleu = {statistic_count, segment, score};
