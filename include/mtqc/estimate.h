/* The quality estimate: how good a translation probably is, without a reference, from what the packs know of its words.
 *
 * An estimate is a number from 0 to 100: the rank that a human judge would probably give the pair among machine translations
 * of the kind that the weights were fitted on, 50 being the middle. It is a weighted sum of named features, so that every
 * point can be explained; weights come with the packs (dicts/<pair>/estimate.tsv), or from mtqc_score_train. It tells
 * easy segments from hard ones better than it tells two translations of one segment apart, and it is an estimate, not a
 * judgement: see mtqc_scores_interval.
 *
 * Estimates compare only if their signatures are equal (mtqc_scorer_signature). */
#ifndef MTQC_ESTIMATE_H
#define MTQC_ESTIMATE_H

#include <mtqc/report.h>

MTQC_BEGIN

/* A scorer keeps what it has looked up from one call to the next. Use it from one thread at a time; it starts the threads
 * of the checker's `jobs` itself. */
typedef struct mtqc_scorer mtqc_scorer;

/* The scores of some pairs. */
typedef struct mtqc_scores mtqc_scores;

/* New scorer; the checker must outlive it. NULL with MTQC_EARGUMENT (the checker has no source language) or MTQC_ENOMEM. */
mtqc_scorer *mtqc_scorer_new(const mtqc_checker *checker, mtqc_error *error);
void mtqc_scorer_free(mtqc_scorer *scorer);

/* Which model gives the estimates: "estimate|version:1|pair:en-de|weights:1a2b3c4d"; "default-" before the last number
 * where no weights were fitted for the pair. Borrowed from the scorer. */
const char *mtqc_scorer_signature(const mtqc_scorer *scorer);

/* Whether the probabilities of tokens are wanted (1, from the start) or not (0): they take about a third of the time. Without
 * them, mtqc_scores_token and mtqc_scores_source_token of later scores give NaN; all else is the same. */
void mtqc_scorer_want_tokens(mtqc_scorer *scorer, int wanted);

/* Scores `count` pairs of segments. The same pairs get the same scores whatever the number of threads and whatever was
 * scored before. Streams are scored by calling this for some thousand pairs at a time. The result is new: free it with
 * mtqc_scores_free; it does not need the texts or the scorer. 0, MTQC_ELIMIT (a text over MTQC_TEXT_MAX), MTQC_ENOMEM. */
int mtqc_scorer_score(mtqc_scorer *scorer, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                      mtqc_scores **out, mtqc_error *error);

/* The same, and tells `progress` (NULL: nobody) how far it is, about once in a hundred pairs of a thread. When that says stop,
 * each thread ends what it has begun, at most 64 pairs, and there are no scores: *out is NULL. MTQC_EIO (stopped), and as above. */
int mtqc_scorer_score_watched(mtqc_scorer *scorer, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                              mtqc_progress progress, void *payload, mtqc_scores **out, mtqc_error *error);

/* The same as mtqc_scorer_score with a scorer of its own. Also MTQC_EARGUMENT. */
int mtqc_score_segments(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                        mtqc_scores **out, mtqc_error *error);

void mtqc_scores_free(mtqc_scores *scores);
size_t mtqc_scores_count(const mtqc_scores *scores);

/* Estimate of pair `index` < count, 0..100; and the interval that four of five judgements fall into. */
double mtqc_scores_estimate(const mtqc_scores *scores, size_t index);
void mtqc_scores_interval(const mtqc_scores *scores, size_t index, double *low, double *high);

/* Mean estimate of all pairs, and its interval; NaN without pairs. */
double mtqc_scores_mean(const mtqc_scores *scores);
void mtqc_scores_mean_interval(const mtqc_scores *scores, double *low, double *high);

/* How many of the estimate's points come from the source alone, above (or, negative, below) those of a usual source: what
 * the translator could do nothing about. */
double mtqc_scores_difficulty(const mtqc_scores *scores, size_t index);

/* The features, asked at run time: NULL beyond the last. Names are fixed; groups are "difficulty", "fluency", "adequacy",
 * "form" and "length". Borrowed, live forever. */
size_t mtqc_feature_count(void);
const char *mtqc_feature_name(size_t feature);
const char *mtqc_feature_group(size_t feature);
const char *mtqc_feature_meaning(size_t feature); /* one line */

/* Value of a feature of a pair (NaN: the data for it are missing), and the points it adds to the estimate. */
double mtqc_scores_feature(const mtqc_scores *scores, size_t index, size_t feature);
double mtqc_scores_points(const mtqc_scores *scores, size_t index, size_t feature);

/* The `word`-th word behind a feature of a pair. Returns 1 and fills the outputs (an mtqc_side, bytes of its segment), or 0 beyond
 * the last; features that are no counts of words have none. */
int mtqc_scores_word(const mtqc_scores *scores, size_t index, size_t feature, size_t word, int *side,
                     size_t *start_byte, size_t *end_byte);

/* Tokens of the target of a pair (words, numbers, punctuation marks, in order), and for token `token` < count the bytes of
 * its segment and the probability, 0..1, that a judge would mark it as wrong; NaN where the pair of languages has no weights
 * for it (dicts/<pair>/tokens.tsv). A hint rather than a finding: of the tokens over .3 about four in ten are wrong. */
size_t mtqc_scores_token_count(const mtqc_scores *scores, size_t index);
double mtqc_scores_token(const mtqc_scores *scores, size_t index, size_t token, size_t *start_byte, size_t *end_byte);

/* The same of the source: the probability, 0..1, that its token `token` < count is missing in the target, left out or rendered by
 * something else; NaN without weights. */
size_t mtqc_scores_source_token_count(const mtqc_scores *scores, size_t index);
double mtqc_scores_source_token(const mtqc_scores *scores, size_t index, size_t token, size_t *start_byte,
                                size_t *end_byte);

/* The same in reports of a check, whose score "estimate" (mtqc/score.h) is that of this header: the signature, NULL if there are no
 * estimates; and the tokens of bead `bead` of the translation that a judge would mark as wrong with a probability of .3 or
 * more, in order: their number, and of one of them that probability and the bytes of the text. Borrowed from the report. */
const char *mtqc_report_estimate_signature(const mtqc_report *report);
size_t mtqc_report_suspect_count(const mtqc_report *report, size_t bead);
double mtqc_report_suspect(const mtqc_report *report, size_t bead, size_t suspect, size_t *start_byte, size_t *end_byte);

/* Fits weights for the checker's pair to human judgements of `count` pairs (higher is better; only their order counts):
 * ridge regression, its penalty chosen by ten-fold cross-validation in which all translations of one source stay together.
 * `weights` says how much each judgement counts (above 0), NULL that all count the same. Writes the form of
 * dicts/<pair>/estimate.tsv. 0, MTQC_EARGUMENT (no source language, a weight not above 0), MTQC_EINPUT (fewer than 20
 * judgements, or all the same), MTQC_EIO (the sink said stop), MTQC_ELIMIT, MTQC_ENOMEM. */
int mtqc_score_train(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets,
                     const double *judgements, const double *weights, size_t count, mtqc_sink sink, void *payload,
                     mtqc_error *error);

/* Fits the odds of tokens, in the form of dicts/<pair>/tokens.tsv, to what judges marked in `count` pairs: `wrong[i]` names the
 * stretches of targets[i] that are wrong, `missing[i]` those of sources[i] that are missing in the target, as bytes such as
 * "4-9 20-31", nothing for none. Either may be NULL: then the table says nothing of that side. Penalised logistic regression
 * by Newton's method. Errors as for mtqc_score_train; MTQC_EINPUT also for what are no stretches of a text, and for fewer than
 * 200 tokens of a side, or of which none or all are marked. */
int mtqc_score_train_tokens(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets,
                            const mtqc_text *wrong, const mtqc_text *missing, size_t count, mtqc_sink sink, void *payload,
                            mtqc_error *error);

MTQC_END

#endif
