/* Every penalty and threshold of the scores, with its unit and the reason for its value. */
#ifndef MQ_WEIGHTS_H
#define MQ_WEIGHTS_H

/* Severity multipliers in penalty points per finding: the recommended ones of MQM (themqm.org, scoring
 * models), so that figures compare with human MQM evaluations. Neutral findings are remarks and cost nothing.
 */
#define MQ_PENALTY_NEUTRAL  0.0
#define MQ_PENALTY_MINOR    1.0
#define MQ_PENALTY_MAJOR    5.0
#define MQ_PENALTY_CRITICAL 25.0

/* The most that a weight of a user may be, in penalty points: keeps every sum finite. */
#define MQ_PENALTY_MOST 1000.0

/* What differs in the weights of WMT's evaluations: a minor issue of punctuation (Freitag et al. 2021), and a critical
 * issue as the English-Russian annotators of 2021 and 2022 weighed it. */
#define MQ_WMT_MINOR_PUNCTUATION 0.1
#define MQ_WMT_CRITICAL          10.0

/* Maximum score value, in score points: MQM's usual scale. */
#define MQ_SCORE_MAXIMUM 100.0

/* Reference word count, in words: the calibrated score is stated per thousand, as MQM does. */
#define MQ_REFERENCE_WORDS 1000.0

/* Pass threshold of the calibrated score, in score points, and the penalty points per MQ_REFERENCE_WORDS at
 * which a text just meets it. A text that is published with a brief look tolerates about one major issue per
 * 200 words; that is drawn to the mark 80. The scaling factor follows: (100 - 80) / 25 = 0.8 score points per
 * penalty point. */
#define MQ_PASS_THRESHOLD     80.0
#define MQ_ACCEPTABLE_PENALTY 25.0

/* A brief text, in words, and the penalty points with which one just passes: a single major issue. A tenth of the reference
 * text is granted a fifth of its penalty. Two points fix the curve of the non-linear score (mqm.c). */
#define MQ_BRIEF_WORDS      100.0
#define MQ_BRIEF_ACCEPTABLE 5.0

/* Fewest words that are rated by the calibrated linear score. Tolerated issues do not grow in step with length, so linear scores are unfair
 * to short texts; under 100 words a single major issue would move the calibrated score by 40 points or more.
 */
#define MQ_RATED_WORDS 100

/* Estimate: points of a pair of which nothing is known, and how far human judgements lie from the estimate then, in
 * points (standard deviation). Judgements are ranks, evenly spread over 0 to 100, whose deviation is 29. */
#define MQ_ESTIMATE_BASE      50.0
#define MQ_ESTIMATE_DEVIATION 29.0

/* How many deviations from its mean a feature counts at most, so that one odd segment (a list of 500 names) does not rule. */
#define MQ_ESTIMATE_REACH 4.0

/* Deviations kept within that reach; NaN counts as the least. By hand: fmin and fmax are calls, a hundred for every token. */
static inline double mq_within_reach(double steps) {
  if (!(steps > -MQ_ESTIMATE_REACH)) return -MQ_ESTIMATE_REACH;
  return steps < MQ_ESTIMATE_REACH ? steps : MQ_ESTIMATE_REACH;
}

/* Least probability of being wrong with which a token is shown in a report; of those shown about four in ten are. */
#define MQ_SUSPECT .3

/* Penalty on the squared weights of the odds of tokens, per half, features being standardised: of 100, 300, 1000 and 3000 the
 * best in cross-validation. */
#define MQ_ODDS_PENALTY 300.0

/* Half the width of the interval that holds four of five judgements, in deviations of a normal distribution. */
#define MQ_ESTIMATE_HALF 1.2816

#endif
