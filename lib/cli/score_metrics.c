/* The metrics of mtqc score. Each thread adds its share of the lines, always the same ones, to metrics of its own, and these are merged in
 * the end: the figures of a number of threads are the same every time. */
#include "score.h"

#include <stdlib.h>
#include <string.h>

/* What one thread has. */
struct cli_metric_share {
  mtqc_metric *of[CLI_METRICS];
  size_t failed; /* row; SIZE_MAX: none */
  mtqc_error error;
};

/* A piece such as "case=lc" goes on with the settings of the metric before it. */
static bool is_setting(const char *piece, size_t size) {
  const size_t plain = strcspn(piece, "=:|,");
  return plain < size && piece[plain] == '=';
}

static bool make_metric(cli_metrics *m, const char *settings, size_t size) {
  mtqc_error error = {0};
  if (m->count == CLI_METRICS || size >= sizeof m->settings[0])
    return cli_fail("score: the list of metrics is too long"), false;
  char *copy = m->settings[m->count];
  memcpy(copy, settings, size);
  copy[size] = '\0';
  for (unsigned j = 0; j < m->jobs; j++)
    if (!(m->shares[j].of[m->count] = mtqc_metric_new(copy, &error))) return cli_error(&error), false;
  m->count++;
  return true;
}

bool cli_metrics_open(cli_metrics *m, const char *list, unsigned jobs) {
  m->shares = calloc(jobs, sizeof *m->shares);
  m->scores = calloc((size_t)CLI_ROWS * CLI_METRICS, sizeof *m->scores);
  if (!m->shares || !m->scores) return cli_fail("out of memory"), false;
  m->jobs = jobs;
  for (const char *at = list;;) {
    size_t size = strcspn(at, ",");
    while (at[size] && is_setting(at + size + 1, strcspn(at + size + 1, ",")))
      size += 1 + strcspn(at + size + 1, ",");
    if (!make_metric(m, at, size)) return false;
    if (!at[size]) return true;
    at += size + 1;
  }
}

void cli_metrics_close(cli_metrics *m) {
  for (unsigned j = 0; j < m->jobs; j++)
    for (size_t k = 0; k < CLI_METRICS; k++) mtqc_metric_free(m->shares[j].of[k]);
  free(m->shares);
  free(m->scores);
}

/* --- adding --- */

typedef struct addition {
  cli_metrics *metrics;
  const cli_rows *rows;
} addition;

static int add_row(const cli_metrics *m, cli_metric_share *share, const cli_rows *rows, size_t row) {
  mtqc_text references[CLI_COLUMNS];
  const size_t count = rows->columns - CLI_REFERENCE;
  int status = MTQC_OK;
  for (size_t r = 0; r < count; r++) references[r] = rows->column[CLI_REFERENCE + r].text[row];
  for (size_t k = 0; k < m->count && !status; k++)
    status = mtqc_metric_add(share->of[k], rows->column[CLI_TARGET].text[row], references, count,
                             &m->scores[row * CLI_METRICS + k], &share->error);
  return status;
}

static void add_share(void *payload, size_t index) {
  const addition *a = payload;
  cli_metric_share *share = &a->metrics->shares[index];
  const size_t count = a->rows->count, jobs = a->metrics->jobs, last = count * (index + 1) / jobs;
  share->failed = SIZE_MAX;
  for (size_t row = count * index / jobs; row < last && share->failed == SIZE_MAX; row++)
    if (add_row(a->metrics, share, a->rows, row)) share->failed = row;
}

bool cli_metrics_add(cli_metrics *m, const cli_rows *rows) {
  addition a = {m, rows};
  cli_in_threads(m->jobs, m->jobs, add_share, &a);
  for (unsigned j = 0; j < m->jobs; j++)
    if (m->shares[j].failed != SIZE_MAX)
      return cli_rows_fail(rows, m->shares[j].failed, &m->shares[j].error), false;
  return true;
}

bool cli_metrics_end(cli_metrics *m) {
  mtqc_error error = {0};
  for (unsigned j = 1; j < m->jobs; j++)
    for (size_t k = 0; k < m->count; k++)
      if (mtqc_metric_merge(m->shares[0].of[k], m->shares[j].of[k], &error)) return cli_error(&error), false;
  return true;
}

double cli_metrics_score(const cli_metrics *m, size_t row, size_t metric) { return m->scores[row * CLI_METRICS + metric]; }

mtqc_metric *cli_metrics_whole(const cli_metrics *m, size_t metric) { return m->shares[0].of[metric]; }
