/* Findings and words added up: of a bead, a report, a corpus. */
#ifndef MQ_TALLY_H
#define MQ_TALLY_H

#include "base/arena.h"
#include "score/mqm.h"

#include <mtqc/score.h>

struct mtqc_tally {
  mq_mqm_model model;
  size_t words;
  double estimates; /* sum of those of the beads that have one */
  size_t estimated; /* such beads */
  size_t (*findings)[4]; /* by check row and severity */
};

/* An empty one in the arena. */
mtqc_tally *mq_tally_make(mq_arena *arena, const mq_mqm_model *model);

/* What the tally of a report counts; again after states of findings have changed. */
void mq_tally_report(mtqc_report *report);

/* Adds what another one has counted. */
void mq_tally_join(mtqc_tally *tally, const mtqc_tally *other);

/* Findings, but for ignored ones, and words of the beads `first` up to `last` of a report. */
void mq_tally_beads(mtqc_tally *tally, const mtqc_report *report, size_t first, size_t last);

#endif
