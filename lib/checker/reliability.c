/* Platt's scaling, a check at a time: a straight line through the log odds (J. Platt, Probabilistic outputs for support vector
 * machines, 1999). It keeps the order of a check's findings. */
#include "reliability.h"

#include <math.h>

typedef struct line {
  double slope, shift;
} line;

/* Rows of checks.def by their symbols. */
enum {
#define CHECK(number, symbol, name, category, severity, needs, profiles, meaning) ROW_##symbol,
#include "check/checks.def"
#undef CHECK
  ROWS
};

/* By what was read: a translation with its source, or alone. */
enum { WITH_SOURCE, ALONE, READINGS };

static const line lines[READINGS][ROWS] = {
#define RELIABILITY(symbol, reading, slope, shift, findings, right) [reading][ROW_##symbol] = {slope, shift},
#include "reliability.def"
#undef RELIABILITY
};

/* Nothing is certain. */
static const double MOST = .99;

static double confidence_of(double strength, line l) {
  if (l.slope <= 0 || strength <= 0) return strength;
  const double s = fmin(strength, MOST);
  return fmin(1 / (1 + exp(-l.slope * log(s / (1 - s)) - l.shift)), MOST);
}

size_t mq_reliability_apply(mq_finding *findings, size_t count, bool has_source, double least_strength) {
  const line *of = lines[has_source ? WITH_SOURCE : ALONE];
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    if ((double)findings[i].confidence < least_strength) continue;
    findings[left] = findings[i];
    findings[left].confidence = (float)confidence_of((double)findings[i].confidence, of[findings[i].check]);
    left++;
  }
  return left;
}
