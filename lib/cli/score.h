/* What the parts of mtqc score share. */
#ifndef CLI_SCORE_H
#define CLI_SCORE_H

#include "cli.h"

typedef struct cli_score_languages {
  const char *source, *target; /* tags; NULL: not given */
  const char *data, *weights, *token_weights; /* folder of packs, files of weights; NULL: the usual ones */
} cli_score_languages;

/* Estimates of one pair of lines after the other (score_estimate.c). */
typedef struct cli_estimates {
  mtqc_checker *checker;
  mtqc_scorer *scorer;
  mtqc_scores *scores; /* of the present line */
  mtqc_text source, target;
  double sum;
  size_t count;
} cli_estimates;

/* False, and told, when it cannot be. Close in either case. */
bool cli_estimates_open(cli_estimates *estimates, const cli_score_languages *languages);
void cli_estimates_close(cli_estimates *estimates);
/* Scores the next pair; the texts must live until the next. As mtqc_scorer_score. */
int cli_estimates_add(cli_estimates *estimates, mtqc_text source, mtqc_text target, mtqc_error *error);

/* Members of the JSON object of the line; the block of text that explains it; the mean of all. */
void cli_estimates_json(const cli_estimates *estimates, cli_output *output, bool explain);
void cli_estimates_explain(const cli_estimates *estimates, cli_output *output, size_t number);
/* A line of JSON: the tokens of the translation and how probably each is wrong. */
void cli_estimates_tokens(const cli_estimates *estimates, cli_output *output, size_t number);
void cli_estimates_end(const cli_estimates *estimates, cli_output *output, bool json);

/* mtqc score train (score_train.c), of the estimate or of the odds of tokens. The exit code. */
int cli_score_train(const cli_score_languages *languages, bool tokens, const char *output, const char *path);

#endif
