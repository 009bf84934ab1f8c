/* The linear MQM scores of counted findings (see mtqc/score.h). */
#ifndef MQ_MQM_H
#define MQ_MQM_H

#include <stddef.h>

typedef struct mq_mqm {
  size_t words;      /* as given */
  double penalty;    /* absolute penalty total, in points */
  double raw;        /* 100 * (1 - penalty / words); NaN without words */
  double calibrated; /* NaN under MQ_RATED_WORDS words */
} mq_mqm;

/* `counts` holds the number of findings by mtqc_severity. */
mq_mqm mq_mqm_score(const size_t counts[4], size_t words);

#endif
