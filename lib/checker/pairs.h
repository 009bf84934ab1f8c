/* Pairs of segments gathered into two texts: each segment is followed by a line feed, and its bytes keep the places they
 * have in the file (or, for a segment that came by itself, count from its start). */
#ifndef MQ_PAIRS_H
#define MQ_PAIRS_H

#include "off.h"
#include "report.h"
#include "text/places.h"

typedef struct mq_pair_side {
  mq_str text;
  const mq_point *points; /* NULL: places count from the start of the text, line 1, column 1 */
  size_t point_count;
} mq_pair_side;

typedef struct mq_pairs {
  mq_arena *arena;
  mq_buf text[2]; /* by mtqc_side */
  MQ_ARRAY(mq_segment) segments[2];
  mq_point_list points[2];
  MQ_ARRAY(mq_pair_name) names; /* one a pair, or none at all */
  mq_width width;               /* of characters in the file */
  mq_off_list off[2];           /* where checks are off, by side */
} mq_pairs;

mq_pairs mq_pairs_new(mq_arena *arena);

/* Adds one side of the next pair; false when the text would exceed MTQC_TEXT_MAX. */
bool mq_pairs_add(mq_pairs *pairs, mtqc_side side, const mq_pair_side *given);

/* Fills `pairs` for a run, through `payload`; returns 0, a negative error, or MQ_NO_PAIRS. */
enum { MQ_NO_PAIRS = 1 };
typedef int (*mq_gather)(void *payload, mq_pairs *pairs, mtqc_error *error);

/* Checks the pairs that `gather` gives: a new report, or NULL and 0 when there were none (MQ_NO_PAIRS). */
int mq_check_pairs(const mtqc_checker *checker, mq_gather gather, void *payload, mtqc_report **out, mtqc_error *error);

/* A document, or one of two, with the places of its bytes (points NULL: the text is the file) and its markers. */
typedef struct mq_given_text {
  mq_places places;
  mq_off_list off;
} mq_given_text;

/* Checks documents: `lines` as mtqc_check_lines, else as mtqc_check. `source` may be NULL. */
int mq_check_texts(const mtqc_checker *checker, const mq_given_text *source, const mq_given_text *target, bool lines,
                   mtqc_report **out, mtqc_error *error);

#endif
