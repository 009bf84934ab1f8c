/* What the parts of mtqc score share. */
#ifndef CLI_SCORE_H
#define CLI_SCORE_H

#include "cli.h"

typedef struct cli_score_languages {
  const char *source, *target; /* tags; NULL: not given */
  const char *data, *weights, *token_weights; /* folder of packs, files of weights; NULL: the usual ones */
  unsigned jobs; /* threads */
} cli_score_languages;

/* --- lines (score_rows.c) --- */

enum { CLI_TARGET, CLI_SOURCE, CLI_REFERENCE, CLI_COLUMNS = 18 }; /* columns; references from CLI_REFERENCE on */
enum { CLI_ROWS = 512 };                                          /* lines that are held at a time */

/* A file of which lines are held. */
typedef struct cli_column {
  const char *path; /* NULL: no such file */
  FILE *file;
  char *line, *bytes;             /* the last line; all lines that are held */
  size_t line_room, room, size;
  size_t end[CLI_ROWS];           /* of each line in the bytes */
  mtqc_text text[CLI_ROWS];       /* each without its end of line */
  size_t lines;                   /* read so far */
} cli_column;

typedef struct cli_rows {
  cli_column column[CLI_COLUMNS];
  size_t columns;
  size_t first, count; /* number of the first line that is held, from 0; how many are */
} cli_rows;

/* Opens the files; false, and told, when one cannot be. Close in either case. */
bool cli_rows_open(cli_rows *rows);
void cli_rows_close(cli_rows *rows);
/* The next lines: 1 if there are any, 0 at the end of all files, -1 when something failed (told), after which those that are
 * held may be used. */
int cli_rows_read(cli_rows *rows);
/* Tells what went wrong with a row. */
void cli_rows_fail(const cli_rows *rows, size_t row, const mtqc_error *error);

/* --- estimates (score_estimate.c) --- */

typedef struct cli_estimates {
  mtqc_checker *checker;
  mtqc_scorer *scorer;
  mtqc_scores *scores;  /* of the present rows */
  const cli_rows *rows; /* theirs */
  double sum;
  size_t count;
} cli_estimates;

/* False, and told, when it cannot be. Close in either case. `tokens`: the odds of tokens are wanted. */
bool cli_estimates_open(cli_estimates *estimates, const cli_score_languages *languages, bool tokens);
void cli_estimates_close(cli_estimates *estimates);
/* Scores rows; they must stay until the next. False, and told, when that fails. */
bool cli_estimates_add(cli_estimates *estimates, const cli_rows *rows);

/* Members of the JSON object of a row; the block of text that explains it; a line of JSON of its tokens and how probably each is
 * wrong; the mean of all. */
void cli_estimates_json(const cli_estimates *estimates, cli_output *output, size_t row, bool explain);
void cli_estimates_explain(const cli_estimates *estimates, cli_output *output, size_t row);
void cli_estimates_tokens(const cli_estimates *estimates, cli_output *output, size_t row);
void cli_estimates_end(const cli_estimates *estimates, cli_output *output, bool json);

/* --- metrics (score_metrics.c) --- */

enum { CLI_METRICS = 16 };

typedef struct cli_metric_share cli_metric_share;

typedef struct cli_metrics {
  char settings[CLI_METRICS][160]; /* of each metric, as given */
  size_t count;
  cli_metric_share *shares; /* of each thread */
  unsigned jobs;
  double *scores; /* of the present rows */
} cli_metrics;

/* Metrics of a list such as "bleu:tok=intl,case=lc,chrf". False, and told, when it cannot be. Close in either case. */
bool cli_metrics_open(cli_metrics *metrics, const char *list, unsigned jobs);
void cli_metrics_close(cli_metrics *metrics);
/* Scores rows against their references. False, and told, when that fails. */
bool cli_metrics_add(cli_metrics *metrics, const cli_rows *rows);
double cli_metrics_score(const cli_metrics *metrics, size_t row, size_t metric);
/* After all rows: joins what the threads have added. False, and told, when that fails. The metric of the whole. */
bool cli_metrics_end(cli_metrics *metrics);
mtqc_metric *cli_metrics_whole(const cli_metrics *metrics, size_t metric);

/* mtqc score train (score_train.c), of the estimate or of the odds of tokens. The exit code. */
int cli_score_train(const cli_score_languages *languages, bool tokens, const char *output, const char *path);

#endif
