/* Names of the scores of a report (see mtqc_report_score), in the terms of MQM (themqm.org). Every score counts
 * *unconfirmed* issues: nobody has looked at them.
 *
 *   "words"           words of the source, or of the target if there is no source
 *   "penalty"         absolute penalty total: sum over findings of the severity multiplier (neutral 0, minor 1, major 5,
 *                     critical 25)
 *   "mqm"             raw score 100 * (1 - penalty / words), at most 100, may be negative
 *   "mqm-calibrated"  100 - (penalty per 1000 words) * scaling factor, chosen so that the pass threshold is met at the
 *                     acceptable penalty per 1000 words (weights.h); NaN when "not rated": under 100 words */
#ifndef MTQC_SCORE_H
#define MTQC_SCORE_H

#include <mtqc/report.h>

MTQC_BEGIN

/* Name of score `index`; NULL beyond the last. Borrowed, lives forever. */
const char *mtqc_score_name(size_t index);

MTQC_END

#endif
