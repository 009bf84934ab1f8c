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

static const line lines[ROWS] = {
#define RELIABILITY(symbol, slope, shift, findings, right) [ROW_##symbol] = {slope, shift},
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

size_t mq_reliability_apply(mq_finding *findings, size_t count, double least_strength) {
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    if ((double)findings[i].confidence < least_strength) continue;
    findings[left] = findings[i];
    findings[left].confidence = (float)confidence_of((double)findings[i].confidence, lines[findings[i].check]);
    left++;
  }
  return left;
}
