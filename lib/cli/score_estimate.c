/* The reference-free part of mtqc score: the estimate of each line, what it is made of, and its words. */
#include "score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool set(mtqc_options *options, const char *name, const char *value, mtqc_error *error) {
  return !value || mtqc_options_set(options, name, value, error) == MTQC_OK;
}

bool cli_estimates_open(cli_estimates *e, const cli_score_languages *languages, bool tokens) {
  char threads[16];
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  if (!options) return cli_fail("out of memory"), false;
  snprintf(threads, sizeof threads, "%u", languages->jobs);
  if (set(options, "jobs", threads, &error) && set(options, "data", languages->data, &error) && set(options, "estimate-weights", languages->weights, &error) &&
      set(options, "token-weights", languages->token_weights, &error))
    e->checker = mtqc_checker_new(languages->source, languages->target, options, &error);
  mtqc_options_free(options);
  if (e->checker) e->scorer = mtqc_scorer_new(e->checker, &error);
  if (!e->scorer) return cli_error(&error), false;
  mtqc_scorer_want_tokens(e->scorer, tokens);
  for (size_t i = 0; mtqc_checker_missing(e->checker, i); i++)
    cli_note("score: no %s; its features are left out", mtqc_checker_missing(e->checker, i));
  return true;
}

void cli_estimates_close(cli_estimates *e) {
  mtqc_scores_free(e->scores);
  mtqc_scorer_free(e->scorer);
  mtqc_checker_free(e->checker);
}

/* Tells which row it was, if the length of one is to blame. */
static void tell(const cli_rows *rows, const mtqc_error *error) {
  for (size_t row = 0; row < rows->count; row++)
    if (rows->column[CLI_SOURCE].text[row].size > MTQC_TEXT_MAX || rows->column[CLI_TARGET].text[row].size > MTQC_TEXT_MAX) {
      cli_rows_fail(rows, row, error);
      return;
    }
  cli_error(error);
}

bool cli_estimates_add(cli_estimates *e, const cli_rows *rows) {
  const mtqc_text *sources = rows->column[CLI_SOURCE].text, *targets = rows->column[CLI_TARGET].text;
  mtqc_error error = {0};
  mtqc_scores_free(e->scores);
  e->rows = rows;
  if (mtqc_scorer_score(e->scorer, sources, targets, rows->count, &e->scores, &error)) return tell(rows, &error), false;
  for (size_t row = 0; row < rows->count; row++) e->sum += mtqc_scores_estimate(e->scores, row);
  e->count += rows->count;
  return true;
}

/* --- JSON --- */

static void print_text(cli_output *output, mtqc_text text) {
  cli_output_print(output, "\"");
  for (size_t i = 0; i < text.size; i++) {
    const unsigned char c = (unsigned char)text.bytes[i];
    if (c < 0x20 || c == 0x7f) cli_output_print(output, "\\u%04x", (unsigned)c);
    else cli_output_print(output, c == '"' || c == '\\' ? "\\%c" : "%c", c);
  }
  cli_output_print(output, "\"");
}

static mtqc_text word_text(const cli_estimates *e, size_t row, int side, size_t start, size_t end) {
  const mtqc_text whole = e->rows->column[side == MTQC_SOURCE ? CLI_SOURCE : CLI_TARGET].text[row];
  return (mtqc_text){whole.bytes + start, end - start};
}

static void print_feature_json(const cli_estimates *e, cli_output *output, size_t row, size_t feature) {
  const double value = mtqc_scores_feature(e->scores, row, feature);
  int side;
  size_t start, end;
  cli_output_print(output, "{\"name\": \"%s\", \"group\": \"%s\", ", mtqc_feature_name(feature),
                   mtqc_feature_group(feature));
  if (isnan(value)) cli_output_print(output, "\"value\": null, ");
  else cli_output_print(output, "\"value\": %.6g, ", value);
  cli_output_print(output, "\"points\": %.3f, \"words\": [", mtqc_scores_points(e->scores, row, feature));
  for (size_t w = 0; mtqc_scores_word(e->scores, row, feature, w, &side, &start, &end); w++) {
    cli_output_print(output, w ? ", " : "");
    print_text(output, word_text(e, row, side, start, end));
  }
  cli_output_print(output, "]}");
}

void cli_estimates_json(const cli_estimates *e, cli_output *output, size_t row, bool explain) {
  double low, high;
  mtqc_scores_interval(e->scores, row, &low, &high);
  cli_output_print(output, "\"estimate\": %.2f, \"low\": %.2f, \"high\": %.2f, \"difficulty\": %.2f",
                   mtqc_scores_estimate(e->scores, row), low, high, mtqc_scores_difficulty(e->scores, row));
  if (!explain) return;
  cli_output_print(output, ", \"features\": [");
  for (size_t f = 0; f < mtqc_feature_count(); f++) {
    cli_output_print(output, f ? ",\n  " : "\n  ");
    print_feature_json(e, output, row, f);
  }
  cli_output_print(output, "]");
}

static void print_tokens(const cli_estimates *e, cli_output *output, size_t row, int side) {
  const bool of_source = side == MTQC_SOURCE;
  const size_t count = of_source ? mtqc_scores_source_token_count(e->scores, row) : mtqc_scores_token_count(e->scores, row);
  const char *what = of_source ? "missing" : "wrong";
  for (size_t t = 0; t < count; t++) {
    size_t start, end;
    const double marked = of_source ? mtqc_scores_source_token(e->scores, row, t, &start, &end)
                                    : mtqc_scores_token(e->scores, row, t, &start, &end);
    cli_output_print(output, "%s{\"start_byte\": %zu, \"end_byte\": %zu, \"text\": ", t ? ", " : "", start, end);
    print_text(output, word_text(e, row, side, start, end));
    if (isnan(marked)) cli_output_print(output, ", \"%s\": null}", what);
    else cli_output_print(output, ", \"%s\": %.3f}", what, marked);
  }
}

void cli_estimates_tokens(const cli_estimates *e, cli_output *output, size_t row) {
  cli_output_print(output, "{\"segment\": %zu, \"estimate\": %.2f, \"tokens\": [", e->rows->first + row + 1,
                   mtqc_scores_estimate(e->scores, row));
  print_tokens(e, output, row, MTQC_TARGET);
  cli_output_print(output, "], \"source_tokens\": [");
  print_tokens(e, output, row, MTQC_SOURCE);
  cli_output_print(output, "]}\n");
}

/* --- text --- */

/* The feature of the most points, either way, after `last` in that order; the count when there are no more that matter. */
static size_t next_feature(const cli_estimates *e, size_t row, size_t last) {
  const size_t count = mtqc_feature_count();
  size_t best = count;
  double most = .05, limit = INFINITY;
  if (last < count) limit = fabs(mtqc_scores_points(e->scores, row, last));
  for (size_t f = 0; f < count; f++) {
    const double points = fabs(mtqc_scores_points(e->scores, row, f));
    const bool later = points < limit || (points <= limit && last < count && f > last);
    if (later && f != last && points > most) most = points, best = f;
  }
  return best;
}

void cli_estimates_explain(const cli_estimates *e, cli_output *output, size_t row) {
  double low, high;
  int side;
  size_t start, end;
  mtqc_scores_interval(e->scores, row, &low, &high);
  cli_output_print(output, "segment %zu: %.1f (four of five judgements: %.0f to %.0f); the source alone: %+.1f\n",
                   e->rows->first + row + 1, mtqc_scores_estimate(e->scores, row), low, high, mtqc_scores_difficulty(e->scores, row));
  for (size_t f = mtqc_feature_count(); (f = next_feature(e, row, f)) < mtqc_feature_count();) {
    cli_output_print(output, "  %+6.1f  %-22s %8.2f  %s", mtqc_scores_points(e->scores, row, f), mtqc_feature_name(f),
                     mtqc_scores_feature(e->scores, row, f), mtqc_feature_meaning(f));
    for (size_t w = 0; mtqc_scores_word(e->scores, row, f, w, &side, &start, &end); w++) {
      const mtqc_text word = word_text(e, row, side, start, end);
      cli_output_print(output, "%s%.*s", w ? ", " : ": ", (int)word.size, word.bytes);
    }
    cli_output_print(output, "\n");
  }
}

/* --- the whole --- */

void cli_estimates_end(const cli_estimates *e, cli_output *output, bool json) {
  const double mean = e->sum / (double)e->count;
  const char *signature = mtqc_scorer_signature(e->scorer);
  if (json) cli_output_print(output, "\"estimate\": {\"score\": %.2f, \"signature\": \"%s\"}", mean, signature);
  else cli_output_print(output, "%s = %.2f\n", signature, mean);
}
