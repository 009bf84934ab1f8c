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

/* Fewest words that are rated. Tolerated issues do not grow in step with length, so linear scores are unfair
 * to short texts; under 100 words a single major issue would move the calibrated score by 40 points or more.
 */
#define MQ_RATED_WORDS 100

#endif
