/* MQM scores of counted findings: what a finding costs, and what a sum of such costs means for a text of so many words
 * (see mtqc/score.h). */
#ifndef MQ_MQM_H
#define MQ_MQM_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum { MQ_MQM_ROWS = 32, MQ_MQM_CATEGORY = 64 };

/* Penalty of the findings of a category. */
typedef struct mq_mqm_row {
  char category[MQ_MQM_CATEGORY]; /* and all below it: "accuracy" is also "accuracy/omission" */
  int severity;
  double points;
} mq_mqm_row;

typedef struct mq_mqm_model {
  double severity[4];          /* penalty points of a finding, by mtqc_severity */
  mq_mqm_row rows[MQ_MQM_ROWS]; /* exceptions; the last that fits counts */
  size_t row_count;
  double pass;       /* score of a text that just passes */
  double tolerated;  /* penalty of a text of MQ_REFERENCE_WORDS words that just passes */
  double scale, rate; /* penalty that a text of x words may have: scale * ln(1 + rate * x) */
} mq_mqm_model;

/* `weights`: a preset ("mqm", "wmt"), and rows behind it: "wmt,critical=10,terminology:minor=2". `brief`: penalty of a text
 * of MQ_BRIEF_WORDS words that just passes. 0 or MTQC_EARGUMENT, with a text that says what is wrong. */
int mq_mqm_model_make(mq_mqm_model *model, const char *weights, double pass, double tolerated, double brief,
                      mtqc_error *error);

/* Penalty points of a finding. */
double mq_mqm_points(const mq_mqm_model *model, const char *category, int severity);

typedef struct mq_mqm {
  size_t words;      /* as given */
  double penalty;    /* absolute penalty total, in points */
  double raw;        /* 100 * (1 - penalty / words); NaN without words */
  double calibrated; /* NaN under MQ_RATED_WORDS words */
  double nonlinear;  /* NaN without words */
} mq_mqm;

mq_mqm mq_mqm_score(const mq_mqm_model *model, double penalty, size_t words);

#endif
