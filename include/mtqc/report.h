/* The report of a run: beads, findings in the order of the target text, checks that were skipped, scores. */
#ifndef MTQC_REPORT_H
#define MTQC_REPORT_H

#include <mtqc/align.h>

MTQC_BEGIN

typedef struct mtqc_report mtqc_report;
typedef struct mtqc_finding mtqc_finding;

void mtqc_report_free(mtqc_report *report);

/* The alignment the findings refer to. Borrowed. */
const mtqc_alignment *mtqc_report_alignment(const mtqc_report *report);

/* The text of a side as it was given, and its canonical language tag. A side that was not given has an empty text and NULL.
 * Borrowed. */
mtqc_text mtqc_report_text(const mtqc_report *report, mtqc_side side);
const char *mtqc_report_language(const mtqc_report *report, mtqc_side side);

/* Where bytes [start, end) of that text stand in the file that the text was read from: the two differ where the text was
 * taken out of a format (see <mtqc/bitext.h>). Outputs may be NULL. Asking for the line of a plain text reads it up to
 * there; findings know theirs. */
void mtqc_report_place(const mtqc_report *report, mtqc_side side, size_t start, size_t end, uint64_t *start_byte,
                       uint64_t *end_byte, size_t *line, size_t *column);

/* Number of a bead, from 1: that of its pair in the file if pairs were read from one. And the pair's id there; "" if it has
 * none. Borrowed. */
uint64_t mtqc_report_segment(const mtqc_report *report, size_t bead);
const char *mtqc_report_segment_id(const mtqc_report *report, size_t bead);

size_t mtqc_report_finding_count(const mtqc_report *report);

/* Finding `index` < count, else NULL. Borrowed from the report, as everything below. */
const mtqc_finding *mtqc_report_finding(const mtqc_report *report, size_t index);

/* A finding: one flagged span, an *unconfirmed* MQM issue. */
const char *mtqc_finding_check(const mtqc_finding *finding);      /* id of the check */
const char *mtqc_finding_category(const mtqc_finding *finding);   /* MQM category */
int mtqc_finding_severity(const mtqc_finding *finding);           /* an mtqc_severity */
/* 0..1: how probable it is that a reader agrees. A low one is reported too where its check is sure enough by its own measure,
 * unless the option min-confidence is set. */
double mtqc_finding_confidence(const mtqc_finding *finding);
size_t mtqc_finding_bead(const mtqc_finding *finding);            /* index of its bead, from 0 */
const char *mtqc_finding_message(const mtqc_finding *finding);    /* one line */
size_t mtqc_finding_evidence_count(const mtqc_finding *finding);
const char *mtqc_finding_evidence(const mtqc_finding *finding, size_t index);   /* a fact, one line; NULL beyond */
size_t mtqc_finding_suggestion_count(const mtqc_finding *finding);
const char *mtqc_finding_suggestion(const mtqc_finding *finding, size_t index); /* a better wording; NULL beyond */
uint64_t mtqc_finding_fingerprint(const mtqc_finding *finding);   /* of check and texts, without positions */

/* Whether a finding is news. A report starts with new ones only; see <mtqc/suppress.h>. */
typedef enum mtqc_state {
  MTQC_NEW = 0,
  MTQC_KNOWN = 1,  /* in the baseline */
  MTQC_IGNORED = 2 /* accepted, with a reason; counts in no score */
} mtqc_state;

/* "new", "known", "ignored"; NULL for another number. Borrowed, lives forever. */
const char *mtqc_state_name(int state);
int mtqc_report_has_baseline(const mtqc_report *report);      /* 1 if findings were compared with a baseline */
int mtqc_finding_state(const mtqc_finding *finding);          /* an mtqc_state */
const char *mtqc_finding_reason(const mtqc_finding *finding); /* why it is ignored; NULL when it is not */

/* The span of a finding on one side, in the file as given. Returns 1 and fills the outputs (any may be NULL), or 0 if it has none there. */
int mtqc_finding_span(const mtqc_finding *finding, mtqc_side side, size_t *start_byte, size_t *end_byte, size_t *line,
                      size_t *column);

/* The bytes of that span; empty if there is none. Borrowed. */
mtqc_text mtqc_finding_text(const mtqc_finding *finding, mtqc_side side);

/* Check `index` that could not run for want of data: its id, and why ("no language pack kk"). NULL beyond the last. */
const char *mtqc_report_skipped_check(const mtqc_report *report, size_t index);
const char *mtqc_report_skipped_reason(const mtqc_report *report, size_t index);

/* A score of one bead; NaN for an unknown name, a bead that is not there or is too short to be rated. */
double mtqc_report_bead_score(const mtqc_report *report, size_t bead, const char *name);

/* Scores by name; mtqc_score_name(i) lists the names, NULL beyond the last. NaN for an unknown name or a text that is too
 * short to be rated. All of them rest on *unconfirmed* findings. Names and ranges: see <mtqc/score.h>. */
double mtqc_report_score(const mtqc_report *report, const char *name);

MTQC_END

#endif
