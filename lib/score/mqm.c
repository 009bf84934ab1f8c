/* MQM's linear scoring models, raw and calibrated (themqm.org). With APT the penalty total, EWC the words
 * evaluated, MSV the maximum score, RWC the reference word count, PT the pass threshold and APP the
 * acceptable penalty:
 *
 *   raw        = MSV * (1 - APT / EWC)
 *   calibrated = MSV - APT / EWC * RWC * SF,  SF = (MSV - PT) / APP
 *
 * Neither is cut off at zero: a bad text and a worse one stay distinguishable. */
#include "mqm.h"

#include "weights.h"

#include <math.h>
#include <mtqc/score.h>

static double penalty_total(const size_t counts[4]) {
  static const double multipliers[4] = {
      [MTQC_NEUTRAL] = MQ_PENALTY_NEUTRAL,
      [MTQC_MINOR] = MQ_PENALTY_MINOR,
      [MTQC_MAJOR] = MQ_PENALTY_MAJOR,
      [MTQC_CRITICAL] = MQ_PENALTY_CRITICAL,
  };
  double total = 0;
  for (int severity = MTQC_NEUTRAL; severity <= MTQC_CRITICAL; severity++)
    total += multipliers[severity] * (double)counts[severity];
  return total;
}

mq_mqm mq_mqm_score(const size_t counts[4], size_t words) {
  mq_mqm score = {.words = words, .penalty = penalty_total(counts), .raw = NAN, .calibrated = NAN};
  if (words == 0) return score;
  const double per_word = score.penalty / (double)words;
  const double scaling = (MQ_SCORE_MAXIMUM - MQ_PASS_THRESHOLD) / MQ_ACCEPTABLE_PENALTY;
  score.raw = MQ_SCORE_MAXIMUM * (1 - per_word);
  if (words >= MQ_RATED_WORDS) score.calibrated = MQ_SCORE_MAXIMUM - per_word * MQ_REFERENCE_WORDS * scaling;
  return score;
}

const char *mtqc_score_name(size_t index) {
  static const char *const names[] = {"words", "penalty", "mqm", "mqm-calibrated"};
  return index < sizeof names / sizeof names[0] ? names[index] : NULL;
}
