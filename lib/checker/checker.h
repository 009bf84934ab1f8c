/* The checker object: everything that is loaded once and then only read. */
#ifndef MQ_CHECKER_H
#define MQ_CHECKER_H

#include "options.h"
#include "score/estimate.h"
#include "score/mqm.h"
#include "score/odds.h"

struct mtqc_checker {
  mq_arena *arena;
  mq_language language[2]; /* by mtqc_side */
  bool has_source;         /* language[MTQC_SOURCE] is set */
  mq_lexicon *lexicon;     /* never NULL; may hold no pack */
  bool *enabled;           /* by check row: switched on and has what it needs */
  const char **reasons;    /* by check row: why a check that was switched on cannot run, else NULL */
  const void **prepared;   /* by check row */
  int8_t *severity;        /* by check row: what its findings are to have; -1: as found */
  const char *missing[4];  /* what was wanted and not found, NULL-terminated */
  double least_strength, min_confidence;
  unsigned jobs;
  mq_align_options align;
  mq_mqm_model mqm;
  bool estimate;      /* reports have one */
  mq_weights weights; /* of the estimate; with a source only */
  mq_odds odds[2];    /* of words of each side; the same */
};

#endif
