/* What a run leaves behind: a report owns its arenas and points into the texts that were checked. */
#ifndef MQ_REPORT_H
#define MQ_REPORT_H

#include "align/alignment.h"
#include "checker.h"
#include "tally.h"
#include "text/places.h"

#include <mtqc/report.h>

/* Bytes of the file where something can be added to a unit; 0: nowhere. */
typedef struct mq_anchors {
  uint64_t open, close;               /* behind its start tag, before its end tag */
  uint64_t name;                      /* behind "<target" */
  uint64_t target_open, target_close; /* behind the start tag of the target, before its end tag */
} mq_anchors;

/* How a pair is called in the file that it was read from, and where it stands. */
typedef struct mq_pair_name {
  uint64_t number; /* from 1 */
  mq_str id;       /* NUL-terminated; "" if it has none */
  mq_anchors anchors;
} mq_pair_name;

/* A token of the translation that is probably wrong. */
typedef struct mq_suspect {
  uint32_t start, end; /* bytes of the text */
  float wrong;         /* probability */
} mq_suspect;

/* What the estimate says of a bead. */
typedef struct mq_grade {
  double estimate;          /* 0..100; NaN where a side has no words, or no pack knows them */
  const mq_suspect *suspects; /* in order */
  size_t suspect_count;
} mq_grade;

struct mtqc_report {
  mq_arena **arenas; /* all but the first hold findings made by other threads */
  size_t arena_count;
  mq_str text[2]; /* by mtqc_side; size 0 and NULL if there is no source */
  mq_places places[2];       /* of the bytes of each text in its file */
  const mq_pair_name *names; /* by bead; NULL if beads were not read from a file of pairs */
  char language[2][64];
  bool has_source;
  bool has_baseline; /* findings were compared with one */
  mtqc_alignment *alignment;
  mtqc_finding *findings; /* in order of bead, then target, then source */
  size_t finding_count;
  const char **skipped_checks, **skipped_reasons;
  size_t skipped_count;
  size_t bead_count;
  uint32_t *words;        /* by bead */
  const mq_grade *grades; /* by bead; NULL if there are no estimates */
  char signature[96];     /* of the estimate; "": there is none */
  mtqc_tally *tally;
};

#endif
