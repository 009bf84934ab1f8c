/* The inside of a run, shared by run.c (the stages), conclude.c (the report) and entry.c (the ways in). */
#ifndef MQ_RUN_H
#define MQ_RUN_H

#include "off.h"
#include "report.h"

#include "base/parallel.h"

typedef struct mq_worker {
  mq_arena *keep;    /* findings; lives as long as the report */
  mq_arena *work;    /* tokens, vocabularies, look-ups; until the end of the run */
  mq_arena *scratch; /* until the next bead */
  mq_vocab *vocab[2];
  mq_context context;
  bool failed; /* out of memory */
} mq_worker;

typedef struct mq_run {
  const mtqc_checker *checker;
  mq_arena *keep, *work;
  mq_text text[2];
  bool has_source, aligned_by_us;
  mq_places places[2];       /* where the bytes of each text stand in its file */
  mq_off_list off[2];        /* where the texts themselves switch checks off */
  const mq_pair_name *names; /* of pairs that were read from a file, else NULL */
  mq_bead *beads;
  size_t bead_count;
  mq_aligned aligned;  /* what the aligner says beside them */
  const mq_watch *watch; /* NULL: nobody */
  int status;            /* of the stages that can fail */
  mtqc_error *error;
  mq_view *views;
  mq_grade *grades; /* by bead; NULL: nothing is estimated */
  mq_worker *workers;
  unsigned worker_count;
} mq_run;

/* Cuts the texts (mode by mode) before the common stages. 0 or an error. */
typedef int (*mq_cutter)(mq_run *r, const void *input, mtqc_error *error);

/* What a run is for: makes it, in r->keep, from texts and beads; NULL if r->status says why not. */
typedef void *(*mq_maker)(mq_run *r);
void *mq_make_report(mq_run *r);
void *mq_make_alignment(mq_run *r);

/* Runs and cleans up; the product through `out` (NULL on failure). */
int mq_run_start(const mtqc_checker *checker, mq_cutter cut, const void *input, mq_maker make, void **out,
                 mtqc_error *error);

/* What all workers have found, in the arena: worker by worker. */
mq_finding *mq_run_findings(const mq_run *r, mq_arena *arena, size_t *count);

/* conclude.c: the report, from what the workers have found. */
mtqc_report *mq_conclude(mq_run *r);

#endif
