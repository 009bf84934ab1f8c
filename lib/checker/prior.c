/* The prior of a document, from the findings that are sure by themselves.
 *
 * Distinct sure findings about wording are taken as rare independent events (Poisson) with one rate in good texts and another
 * in bad ones. The log odds of the two, held within a bound since a good text may be on an unusual topic, are added to those
 * of each finding, the finding itself not counted. Form (quotes, spaces, breaks) says nothing about wording and is left out
 * on both sides. Checks that are `apart` keep their confidence: a wrong number is one in any text. */
#include "prior.h"

#include <math.h>

enum { LEAST_WORDS = 150 };

/* Sure findings about wording in a thousand words: news of good translators have one or two, articles of poor machine
 * translation a dozen and more. */
static const double GOOD_RATE = 2, BAD_RATE = 12, MOST_SHIFT = 0.5;
static const float SURE = 0.6f;

static bool is_wording(const mq_finding *finding) {
  static const char *const kinds[] = {"accuracy/", "style/", "terminology/", "linguistic-conventions/grammar",
                                      "linguistic-conventions/spelling"};
  const char *category = mq_checks[finding->check].category;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strncmp(category, kinds[i], strlen(kinds[i])) == 0) return true;
  return false;
}

/* Sure findings, those of one check with one message (one cause, met again) counted once. */
static size_t count_sure(mq_arena *scratch, const mq_finding *findings, size_t count) {
  mq_map seen = {.arena = scratch};
  for (size_t i = 0; i < count; i++)
    if (findings[i].confidence >= SURE && is_wording(&findings[i]) && findings[i].message)
      mq_map_add(&seen, mq_str_of(findings[i].message), NULL);
  return seen.count;
}

static double shift(size_t sure, size_t words) {
  const double odds = (double)sure * log(BAD_RATE / GOOD_RATE) - (double)words / 1000 * (BAD_RATE - GOOD_RATE);
  return odds > MOST_SHIFT ? MOST_SHIFT : odds < -MOST_SHIFT ? -MOST_SHIFT : odds;
}

static float shifted(float confidence, double by) {
  if (confidence <= 0 || confidence >= 1) return confidence;
  return (float)(1 / (1 + exp(-log(confidence / (1 - (double)confidence)) - by)));
}

void mq_prior_apply(mq_arena *scratch, mq_finding *findings, size_t count, size_t words) {
  if (words < LEAST_WORDS) return;
  const size_t sure = count_sure(scratch, findings, count);
  for (size_t i = 0; i < count; i++) {
    if (!is_wording(&findings[i]) || mq_checks[findings[i].check].check->apart) continue;
    const size_t others = sure - (sure > 0 && findings[i].confidence >= SURE);
    findings[i].confidence = shifted(findings[i].confidence, shift(others, words));
  }
}
