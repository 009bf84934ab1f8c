/* Suppressions: findings that are known already (a baseline) or accepted (an ignore list). They stay in the report with their
 * state, so that nothing vanishes in silence, and only new ones count as failures.
 *
 * A baseline is a table of tab-separated fields with one finding a line: fingerprint, check, document, message; only the
 * first two are read. Each line covers one finding. The report format "baseline" writes it.
 *
 * An ignore list is a table with one rule a line: check (or *), what, reason. `what` is the flagged text on either side, a
 * fingerprint, or *. A rule may fit any number of findings; its reason must not be empty. Lines that begin with # are notes
 * in both. */
#ifndef MTQC_SUPPRESS_H
#define MTQC_SUPPRESS_H

#include <mtqc/report.h>

MTQC_BEGIN

typedef struct mtqc_suppressions mtqc_suppressions;

/* New, empty; NULL with MTQC_ENOMEM. One thread at a time. */
mtqc_suppressions *mtqc_suppressions_new(mtqc_error *error);
void mtqc_suppressions_free(mtqc_suppressions *suppressions);

/* Adds a baseline or an ignore list. 0, MTQC_EIO, MTQC_EINPUT (a line that is not of this form) or MTQC_ENOMEM. */
int mtqc_suppressions_read_baseline(mtqc_suppressions *suppressions, const char *path, mtqc_error *error);
int mtqc_suppressions_read_ignored(mtqc_suppressions *suppressions, const char *path, mtqc_error *error);

/* Gives the new findings of a report their states, before anybody else reads it; its scores leave ignored ones out. Reports
 * that belong together are applied one after the other. 0 or MTQC_ENOMEM. */
int mtqc_suppressions_apply(mtqc_suppressions *suppressions, mtqc_report *report, mtqc_error *error);

/* Entries that fitted no finding so far: the line they stand in, as "FILE:LINE: CHECK: TEXT". NULL beyond the last. Borrowed. */
const char *mtqc_suppressions_unused(const mtqc_suppressions *suppressions, size_t index);

MTQC_END

#endif
