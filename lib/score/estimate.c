#define _GNU_SOURCE /* strtod_l */

#include "estimate.h"

#include "base/file.h"
#include "weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST_FILE = 1 << 20 };

bool mq_read_number(mq_str text, double *out) {
  char digits[32], *end;
  if (text.size == 0 || text.size >= sizeof digits) return false;
  memcpy(digits, text.at, text.size);
  digits[text.size] = '\0';
  *out = strtod_l(digits, &end, mq_plain_locale());
  return *end == '\0' && isfinite(*out);
}

/* One row: a name and its numbers. A feature that this version does not have is passed over. */
static bool read_row(mq_weights *weights, const mq_table *table, size_t row) {
  const mq_str name = mq_table_field(table, row, 0);
  double numbers[3];
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) {
    if (!mq_str_equal(name, mq_str_of(mq_features[f].name))) continue;
    for (size_t i = 0; i < 3; i++)
      if (!mq_read_number(mq_table_field(table, row, 1 + i), &numbers[i])) return false;
    weights->of[f].mean = numbers[0];
    weights->of[f].deviation = numbers[1];
    weights->of[f].points = numbers[2];
    return numbers[1] > 0;
  }
  const bool known = mq_read_number(mq_table_field(table, row, 1), &numbers[0]);
  if (known && mq_str_equal(name, MQ_STR("base"))) weights->base = numbers[0];
  if (known && mq_str_equal(name, MQ_STR("deviation"))) weights->deviation = numbers[0];
  if (known && mq_str_equal(name, MQ_STR("correlation"))) weights->correlation = numbers[0];
  return known;
}

static mq_weights defaults(void) {
  mq_weights weights = {.base = MQ_ESTIMATE_BASE, .deviation = MQ_ESTIMATE_DEVIATION, .correlation = (double)NAN};
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) {
    weights.of[f].mean = mq_features[f].mean;
    weights.of[f].deviation = mq_features[f].deviation;
    weights.of[f].points = mq_features[f].points;
  }
  return weights;
}

/* 0, or the line of the row that is none; 1 if something is missing. */
static size_t read_table(mq_weights *weights, const mq_table *table) {
  *weights = (mq_weights){.base = (double)NAN, .deviation = (double)NAN, .correlation = (double)NAN, .fitted = true};
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) weights->of[f].deviation = 1;
  for (size_t row = 0; row < table->rows; row++)
    if (!read_row(weights, table, row)) return table->lines[row];
  return isfinite(weights->base) && weights->deviation > 0 ? 0 : 1;
}

/* Tells weights from others, whatever file they come from. */
static void sign(mq_weights *weights, const char *source, const char *target) {
  uint64_t hash = MQ_ESTIMATE_VERSION;
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) {
    char row[96];
    const int size = mq_print(row, sizeof row, "%llx %.6g %.6g %.6g", (unsigned long long)hash, weights->of[f].mean,
                              weights->of[f].deviation, weights->of[f].points);
    hash = mq_hash((mq_str){row, (size_t)size < sizeof row ? (size_t)size : sizeof row - 1});
  }
  snprintf(weights->signature, sizeof weights->signature, "estimate|version:%d|pair:%s-%s|weights:%s%08x",
           MQ_ESTIMATE_VERSION, source, target, weights->fitted ? "" : "default-", (unsigned)(hash & 0xffffffff));
}

static int read_file(mq_arena *arena, const char *path, mq_weights *out, mtqc_error *error) {
  mq_str text;
  const int status = mq_file_read(arena, path, LARGEST_FILE, &text, error);
  if (status) return status;
  const mq_table table = mq_table_parse(arena, text);
  const size_t line = read_table(out, &table);
  return line ? mq_error_at(error, MTQC_EINPUT, path, (uint32_t)line, 0, "not weights of the estimate") : MTQC_OK;
}

int mq_weights_load(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *source, const mq_language *target,
                    const char *path, mq_weights *out, mtqc_error *error) {
  mq_table table;
  int status = MTQC_OK;
  if (*path) status = read_file(arena, path, out, error);
  else if (!mq_lexicon_table(arena, lexicon, MQ_PACK_PAIR, "estimate", &table, NULL) || read_table(out, &table) != 0)
    *out = defaults();
  if (!status) sign(out, source->code, target->code);
  return status;
}

double mq_estimate(const mq_weights *weights, const double *features, double *points) {
  double sum = weights->base;
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) {
    const double steps = (features[f] - weights->of[f].mean) / weights->of[f].deviation;
    const double part =
        isnan(steps) ? 0 : weights->of[f].points * mq_within_reach(steps);
    if (points) points[f] = part;
    sum += part;
  }
  return fmin(fmax(sum, 0), 100);
}
