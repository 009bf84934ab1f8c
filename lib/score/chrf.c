/* chrF (Popović 2015) and chrF++ (2017), with the arithmetic of sacrebleu.
 *
 * Statistics, for each order of character n-grams and then of word n-grams: n-grams in the hypothesis (0 if
 * the reference has none of that order), in the reference, and matches. Of several references the one with
 * the best score counts. */
#include "metric.h"

static size_t orders_of(const mq_metric_settings *settings) {
  return settings->characters + settings->words;
}

static size_t statistic_count(const mq_metric_settings *settings) {
  return 3 * orders_of(settings);
}

/* --- the two readings of a text: characters without white space, and words --- */

static bool is_ascii_punctuation(uint32_t c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* One punctuation mark comes off a word: at the end, or else at the beginning. */
static void part_words(const mq_chars *chars, mq_ranges *ranges, size_t first) {
  const size_t last = ranges->count;
  for (size_t i = first; i < last; i++) {
    const mq_word_range word = ranges->at[i];
    uint32_t middle = word.start;
    if (word.end - word.start > 1) {
      if (is_ascii_punctuation(chars->at[word.end - 1])) middle = word.end - 1;
      else if (is_ascii_punctuation(chars->at[word.start])) middle = word.start + 1;
    }
    if (middle > word.start) mq_ranges_add(ranges, word.start, middle);
    mq_ranges_add(ranges, middle, word.end);
  }
  ranges->count -= last - first;
  memmove(ranges->at + first, ranges->at + last, (ranges->count - first) * sizeof *ranges->at);
}

typedef struct reading {
  mq_sequence characters, words;
} reading;

/* Appends to work->spare the characters, to work->ranges the words; only the counts are known yet. */
static reading read_text(mq_metric_work *work, const mq_metric_settings *settings, mq_str text) {
  const size_t from = work->chars.count, characters = work->spare.count, words = work->ranges.count;
  mq_chars_decode(&work->chars, text);
  if (settings->lower) mq_chars_lower(&work->chars, from);
  const size_t size = work->chars.count - from;
  mq_chars_reserve(&work->spare, size);
  if (size) memcpy(work->spare.at + characters, work->chars.at + from, size * sizeof *work->chars.at);
  work->spare.count += size;
  if (!settings->space) mq_chars_squeeze(&work->spare, characters);
  if (settings->words) {
    mq_chars_split(&work->chars, from, &work->ranges);
    part_words(&work->chars, &work->ranges, words);
  }
  return (reading){{NULL, work->spare.count - characters}, {NULL, work->ranges.count - words}};
}

/* --- statistics --- */

static void count_orders(mq_metric_work *work, mq_sequence hypothesis, mq_sequence reference, size_t orders,
                         double *statistics) {
  uint64_t matches[MQ_GRAM_ORDERS];
  mq_grams_match(&work->grams, hypothesis, &reference, 1, orders, matches);
  for (size_t n = 1; n <= orders; n++, statistics += 3) {
    const size_t in_reference = mq_gram_count(reference.count, n);
    statistics[0] = in_reference ? (double)mq_gram_count(hypothesis.count, n) : 0;
    statistics[1] = (double)in_reference;
    statistics[2] = (double)matches[n - 1];
  }
}

static double score(const mq_metric_settings *settings, const double *statistics, bool of_segment) {
  const double tiny = 1e-16, factor = (double)settings->beta * settings->beta;
  const size_t orders = orders_of(settings);
  double sum = 0, precisions = 0, recalls = 0;
  size_t effective = 0;
  for (size_t n = 0; n < orders; n++, statistics += 3) {
    const double precision = statistics[0] > 0 ? statistics[2] / statistics[0] : tiny;
    const double recall = statistics[1] > 0 ? statistics[2] / statistics[1] : tiny;
    const double below = factor * precision + recall;
    sum += below > 0 ? (1 + factor) * precision * recall / below : tiny;
    if (!(statistics[0] > 0 && statistics[1] > 0)) continue;
    precisions += precision;
    recalls += recall;
    effective++;
  }
  if (settings->effective == MQ_EFFECTIVE_NO) return 100 * sum / (double)orders;
  if (effective == 0) return 0;
  precisions /= (double)effective;
  recalls /= (double)effective;
  if (!(precisions + recalls > 0)) return 0;
  const double above = (1 + factor) * precisions * recalls;
  return 100 * (above / (factor * precisions + recalls));
}

static int segment(mq_metric_work *work, const mq_metric_settings *settings, mq_str hypothesis,
                   const mtqc_text *references, size_t reference_count, double *statistics,
                   mtqc_error *error) {
  mq_metric_work_reserve(work, 0, 2 * reference_count);
  reading own = read_text(work, settings, hypothesis);
  for (size_t r = 0; r < reference_count; r++) {
    const reading other = read_text(work, settings, mq_str_of_text(references[r]));
    work->sequences[2 * r] = other.characters;
    work->sequences[2 * r + 1] = other.words;
  }
  if (settings->words) mq_metric_work_intern(work);
  const uint32_t *character = own.characters.at = work->spare.at, *word = own.words.at = work->symbols;
  character += own.characters.count;
  word += own.words.count;
  double best = -1, tried[MQ_STATISTICS];
  for (size_t r = 0; r < reference_count; r++) {
    const mq_sequence characters = {character, work->sequences[2 * r].count};
    const mq_sequence words = {word, work->sequences[2 * r + 1].count};
    character += characters.count;
    word += words.count;
    count_orders(work, own.characters, characters, settings->characters, tried);
    count_orders(work, own.words, words, settings->words, tried + 3 * settings->characters);
    const double value = score(settings, tried, true);
    if (value <= best) continue;
    best = value;
    memcpy(statistics, tried, statistic_count(settings) * sizeof *tried);
  }
  return MTQC_OK;
}

const mq_measure mq_chrf = {statistic_count, segment, score};
