/* Scores by MQM (themqm.org), and the tallies they are computed from. All but the estimate count *unconfirmed* issues: nobody
 * has looked at them. Names of scores, for mtqc_report_score, mtqc_report_bead_score and mtqc_tally_score:
 *
 *   "words"           words of the source, or of the target if there is no source
 *   "penalty"         absolute penalty total: sum of the penalty points of the findings
 *   "mqm"             raw score 100 * (1 - penalty / words), at most 100, may be negative
 *   "mqm-calibrated"  100 - (penalty per 1000 words) * scaling factor, chosen so that the pass mark is met at the penalty
 *                     that is tolerated in 1000 words; NaN when "not rated": under 100 words
 *   "mqm-nonlinear"   the same mark met at a tolerated penalty that grows with the logarithm of the length (Gladkoff et
 *                     al., arXiv 2511.13467): fair to short and to long texts; NaN without words
 *   "estimate"        mean, over the pairs, of the reference-free estimate of quality, 0 to 100 (see mtqc/estimate.h); it
 *                     counts no findings. NaN without a source or packs, and unless the option `estimate` is "yes" or the
 *                     option `where` names it, since a check takes about a sixth longer with it
 *
 * Options of a checker (mtqc/options.h) set what they mean: `mqm-weights` ("mqm": neutral 0, minor 1, major 5, critical
 * 25; "wmt": as Google's and WMT's evaluations, minor punctuation 0.1, critical 10; rows may follow, the last that fits
 * counts: "wmt,critical=25,terminology:minor=2"), `mqm-pass` (the pass mark, 80), `mqm-tolerated` (penalty tolerated in
 * 1000 words, 25) and `mqm-tolerated-brief` (in 100 words, 5). */
#ifndef MTQC_SCORE_H
#define MTQC_SCORE_H

#include <mtqc/report.h>

MTQC_BEGIN

/* Name of score `index`; NULL beyond the last. Borrowed, lives forever. */
const char *mtqc_score_name(size_t index);

/* A tally: findings by category and severity, and words, of one report or of several. To score a corpus, add the report of
 * each document. It belongs to one thread at a time; reading one is safe from several. */
typedef struct mtqc_tally mtqc_tally;

/* New, empty, with the weights of the checker; NULL with MTQC_ENOMEM. */
mtqc_tally *mtqc_tally_new(const mtqc_checker *checker, mtqc_error *error);
void mtqc_tally_free(mtqc_tally *tally);

/* Adds the words of a report and its findings, but for those whose state is MTQC_IGNORED. */
void mtqc_tally_add(mtqc_tally *tally, const mtqc_report *report);

/* The tally of one report. Borrowed. */
const mtqc_tally *mtqc_report_tally(const mtqc_report *report);

/* Number of findings and their penalty points in a category and all below it ("accuracy" includes "accuracy/omission";
 * NULL: all), of one severity (-1: of all). */
size_t mtqc_tally_findings(const mtqc_tally *tally, const char *category, int severity);
double mtqc_tally_penalty(const mtqc_tally *tally, const char *category, int severity);

/* Category `index` of those that checks know; NULL beyond the last. Borrowed, lives forever. */
const char *mtqc_tally_category(size_t index);

/* A score by name; NaN for an unknown name or a text that is too short to be rated. */
double mtqc_tally_score(const mtqc_tally *tally, const char *name);

MTQC_END

#endif
