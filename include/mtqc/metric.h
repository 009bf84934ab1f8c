/* Reference-based metrics: BLEU, chrF, chrF++ and TER, with the figures of sacrebleu 2.
 *
 *   mtqc_metric *metric = mtqc_metric_new("chrf++", &error);
 *   for (each segment) mtqc_metric_add(metric, hypothesis, references, reference_count, &score, &error);
 *   printf("%s = %.2f\n", mtqc_metric_signature(metric), mtqc_metric_corpus(metric));
 *   mtqc_metric_free(metric);
 *
 * A metric is named by its settings: its name, and then fields as in a signature, so that the signature of a
 * paper can be given as it stands. A name alone is sacrebleu's default. Fields follow a colon or a bar, and
 * are parted by commas or bars; key and value are parted by '=' or ':'. Upper and lower case are the same.
 *
 *   bleu        tok=13a|intl|zh|char|none   tokenizer (default 13a)
 *               smooth=exp|floor|add-k|none smoothing of orders without a match (exp); floor[0.1] (0 to 1), add-k[1] with the value
 *               eff=no|yes                  leave out the orders that a text is too short for; by default, and as in
 *                                           sacrebleu, for scores of single segments and not for the corpus
 *               case=mixed|lc               lc: lower-cased
 *   chrf        nc=6, nw=0                  greatest order of character and of word n-grams, 0 to 16
 *   chrf++      nc=6, nw=2
 *               beta=2                      weight of recall, 1 to 99; also in the name: chrF3
 *               space=no|yes                white space counts as a character
 *               eff=yes|no                  no: smoothing by a tiny number instead of leaving orders out
 *               case=mixed|lc
 *   ter         case=lc|mixed, norm=no|yes  normalised (punctuation apart), punct=yes|no  no: without punctuation,
 *               asian=no|yes                the two also for Chinese and Japanese
 *
 *   "bleu", "bleu:tok=intl,case=lc", "chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.4.0"
 *
 * `nrefs`, `version` and `tok:tercom` of a signature are accepted and have no effect. Categories of
 * characters (tok=intl) and lower case are those of the Unicode version of ICU.
 *
 * A metric adds up statistics, not scores: its memory does not grow with the number of segments. It belongs
 * to one thread at a time; to work with several, give each a metric of its own and merge them. Figures do not
 * depend on the order, except that with a number of references that is no power of two the last digit of TER
 * may. */
#ifndef MTQC_METRIC_H
#define MTQC_METRIC_H

#include <mtqc/error.h>

MTQC_BEGIN

typedef struct mtqc_metric mtqc_metric;

/* The longest text of a segment, in bytes (16 MiB), and the most words of one under TER. */
#define MTQC_METRIC_TEXT_MAX      ((size_t)1 << 24)
#define MTQC_METRIC_TER_WORDS_MAX ((size_t)1 << 18)

/* New; NULL with MTQC_EARGUMENT (settings; the text says what would fit) or MTQC_ENOMEM. */
mtqc_metric *mtqc_metric_new(const char *settings, mtqc_error *error);
void mtqc_metric_free(mtqc_metric *metric);

/* "BLEU", "chrF2", "chrF2++", "TER". Borrowed. */
const char *mtqc_metric_name(const mtqc_metric *metric);

/* sacrebleu's signature, with the version of mtqc:
 * "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:mtqc-0.1.0". nrefs is what was added: a number, or
 * "var". Borrowed until the next call for this metric. The second is for scores of single segments; it
 * differs for BLEU only. */
const char *mtqc_metric_signature(mtqc_metric *metric);
const char *mtqc_metric_segment_signature(mtqc_metric *metric);

/* Score of one translation against one or more references, 0 to 100 (TER: 0 and up, less is better). Nothing
 * is added up. A reference may be empty; one that does not exist is simply not given. 0, MTQC_EARGUMENT (no
 * reference), MTQC_ELIMIT, MTQC_ENOMEM. */
int mtqc_metric_segment(mtqc_metric *metric, mtqc_text hypothesis, const mtqc_text *references,
                        size_t reference_count, double *score, mtqc_error *error);

/* The same, and adds the segment to the corpus. `score` may be NULL. After a failure nothing has been added.
 */
int mtqc_metric_add(mtqc_metric *metric, mtqc_text hypothesis, const mtqc_text *references,
                    size_t reference_count, double *score, mtqc_error *error);

/* Adds what `other`, of the same settings, has added up; segments kept for comparison come behind those of
 * `metric`. 0, MTQC_EARGUMENT (other settings, or only one of the two keeps its segments), MTQC_ENOMEM. */
int mtqc_metric_merge(mtqc_metric *metric, const mtqc_metric *other, mtqc_error *error);

/* Forgets all that was added. */
void mtqc_metric_reset(mtqc_metric *metric);

/* Segments added, and the score of the corpus they are; NaN without any. */
size_t mtqc_metric_segment_count(const mtqc_metric *metric);
double mtqc_metric_corpus(const mtqc_metric *metric);

/* What the score of the corpus is computed from; 0 beyond the last. BLEU: length, length of the nearest
 * references, matches of orders 1 to 4, n-grams of orders 1 to 4. chrF: of each order, n-grams of the
 * hypothesis, of the reference, and matches. TER: edits, mean length of the references. */
size_t mtqc_metric_statistic_count(const mtqc_metric *metric);
double mtqc_metric_statistic(const mtqc_metric *metric, size_t index);

/* From now on the statistics of every segment are kept for mtqc_metric_compare (BLEU 80 bytes a segment,
 * chrF++ 192, TER 16). To be called before anything is added: else MTQC_EARGUMENT. */
int mtqc_metric_keep(mtqc_metric *metric, mtqc_error *error);

/* How two systems compare. */
typedef struct mtqc_comparison {
  double baseline, system; /* scores of the corpus */
  double p_value;          /* how probable a difference at least as large is if the systems are equally good */
  /* bootstrap only, else NaN: mean of the resampled scores, and half the width of the range that holds 95 of
   * 100 of them */
  double baseline_mean, baseline_interval;
  double system_mean, system_interval;
} mtqc_comparison;

/* Tests whether the scores of two translations of the same segments differ by chance. `method`: "bootstrap"
 * (paired bootstrap resampling, Koehn 2004; usual: 1000 samples) or "randomisation" (paired approximate
 * randomisation, Riezler and Maxwell 2005; usual: 10000 samples), with the statistics of sacrebleu. The same
 * seed gives the same result whatever the number of threads `jobs`; the random numbers are mtqc's own, so
 * p-values agree with sacrebleu's up to the error of sampling. 0, MTQC_EARGUMENT (other settings, other
 * number of segments, none kept, no such method, no samples), MTQC_ENOMEM. */
int mtqc_metric_compare(const mtqc_metric *baseline, const mtqc_metric *system, const char *method,
                        size_t samples, uint64_t seed, unsigned jobs, mtqc_comparison *out,
                        mtqc_error *error);

MTQC_END

#endif
