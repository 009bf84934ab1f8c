/* The front door: source and target in, report out. */
#ifndef MTQC_CHECK_H
#define MTQC_CHECK_H

#include <mtqc/report.h>

MTQC_BEGIN

/* Checks a document against its source: both are segmented and aligned first. With `source` == NULL the target is checked
 * alone. New report through `out`. Texts must outlive the report. 0, MTQC_ELIMIT, MTQC_ENOMEM. */
int mtqc_check(const mtqc_checker *checker, const char *source, size_t source_size, const char *target, size_t target_size,
               mtqc_report **out, mtqc_error *error);

/* Checks two texts in which line i of one is the translation of line i of the other. Different numbers of lines are an
 * error (MTQC_EINPUT). Otherwise as mtqc_check. */
int mtqc_check_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_report **out, mtqc_error *error);

/* Checks `count` pairs of segments. Offsets in the report count from the start of each segment, lines are 1 for all; the
 * bead number tells the pair. The texts are copied. Otherwise as mtqc_check. */
int mtqc_check_segments(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                        mtqc_report **out, mtqc_error *error);

/* The same, and tells `progress` (NULL: nobody) how far it is, about once in a hundred segments of a thread. When that says stop, each thread
 * ends what it has begun, at most 128 segments, and there is no report: *out is NULL. MTQC_EIO (stopped), and as above. */
int mtqc_check_segments_watched(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                                mtqc_progress progress, void *payload, mtqc_report **out, mtqc_error *error);

MTQC_END

#endif
