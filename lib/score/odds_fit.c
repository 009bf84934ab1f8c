/* Logistic regression with a ridge penalty on standardised features, by Newton's method (Hastie, Tibshirani and Friedman:
 * The Elements of Statistical Learning, 4.4). A step that makes the loss larger is halved until it does not: without
 * that, features that hold for a few tokens only send the method astray. */
#include "odds_fit.h"

#include "weights.h"

#include <math.h>

enum { N = MQ_ODDS_COUNT, ALL = N + 1, ROUNDS = 40, HALVINGS = 20 };

typedef struct fit {
  const mq_marked *marked;
  double mean[N], deviation[N];
  double gradient[ALL], curvature[ALL][ALL];
} fit;

static void standardise(fit *f) {
  const double count = (double)f->marked->count;
  for (size_t k = 0; k < N; k++) {
    double sum = 0, squares = 0;
    for (size_t i = 0; i < f->marked->count; i++) {
      const double value = (double)f->marked->features[i * N + k];
      sum += value;
      squares += value * value;
    }
    f->mean[k] = sum / count;
    const double variance = squares / count - f->mean[k] * f->mean[k];
    f->deviation[k] = variance > 1e-9 ? sqrt(variance) : 1;
  }
}

/* The last entry, always 1, belongs to the base. */
static void standard_row(const fit *f, size_t i, double *z) {
  for (size_t k = 0; k < N; k++) {
    const double steps = ((double)f->marked->features[i * N + k] - f->mean[k]) / f->deviation[k];
    z[k] = mq_within_reach(steps);
  }
  z[N] = 1;
}

static double dot(const double *a, const double *b) {
  double sum = 0;
  for (size_t k = 0; k < ALL; k++) sum += a[k] * b[k];
  return sum;
}

/* The loss with weights x; gradient and curvature there, if wanted. */
static double look(fit *f, const double *x, bool slopes) {
  double z[ALL], loss = 0;
  if (slopes) memset(f->gradient, 0, sizeof f->gradient), memset(f->curvature, 0, sizeof f->curvature);
  for (size_t i = 0; i < f->marked->count; i++) {
    standard_row(f, i, z);
    const double sum = dot(z, x), p = 1 / (1 + exp(-sum)), wanted = f->marked->marked[i];
    loss += fmax(sum, 0) + log1p(exp(-fabs(sum))) - wanted * sum;
    for (size_t a = 0; slopes && a < ALL; a++) {
      f->gradient[a] += (wanted - p) * z[a];
      for (size_t b = 0; b <= a; b++) f->curvature[a][b] += p * (1 - p) * z[a] * z[b];
    }
  }
  for (size_t k = 0; k < N; k++) {
    loss += MQ_ODDS_PENALTY / 2 * x[k] * x[k];
    f->gradient[k] -= MQ_ODDS_PENALTY * x[k];
    f->curvature[k][k] += MQ_ODDS_PENALTY;
  }
  return loss;
}

/* curvature · step = gradient, by Cholesky's factorisation. */
static void solve(const fit *f, double *step) {
  double l[ALL][ALL];
  for (size_t a = 0; a < ALL; a++)
    for (size_t b = 0; b <= a; b++) {
      double sum = f->curvature[a][b];
      for (size_t k = 0; k < b; k++) sum -= l[a][k] * l[b][k];
      l[a][b] = a == b ? sqrt(fmax(sum, 1e-9)) : sum / l[b][b];
    }
  for (size_t a = 0; a < ALL; a++) {
    step[a] = f->gradient[a];
    for (size_t k = 0; k < a; k++) step[a] -= l[a][k] * step[k];
    step[a] /= l[a][a];
  }
  for (size_t a = ALL; a-- > 0;) {
    for (size_t k = a + 1; k < ALL; k++) step[a] -= l[k][a] * step[k];
    step[a] /= l[a][a];
  }
}

/* One step; the new loss. */
static double improve(fit *f, double *x) {
  double step[ALL], tried[ALL], size = 1;
  const double before = look(f, x, true);
  solve(f, step);
  for (int halving = 0; halving < HALVINGS; halving++) {
    for (size_t k = 0; k < ALL; k++) tried[k] = x[k] + size * step[k];
    size /= 2;
    const double after = look(f, tried, false);
    if (after > before) continue;
    memcpy(x, tried, sizeof tried);
    return after;
  }
  return before;
}

bool mq_odds_fit(mq_arena *arena, const mq_marked *marked, mq_odds *out) {
  double x[ALL] = {0};
  size_t hits = 0;
  for (size_t i = 0; i < marked->count; i++) hits += marked->marked[i];
  if (marked->count < MQ_ODDS_FIT_LEAST || hits == 0 || hits == marked->count) return false;
  fit *f = mq_arena_alloc(arena, sizeof *f);
  f->marked = marked;
  standardise(f);
  x[N] = log((double)hits / (double)(marked->count - hits));
  double last = INFINITY;
  for (int round = 0; round < ROUNDS; round++) {
    const double loss = improve(f, x);
    if (last - loss < 1e-6 * loss) break;
    last = loss;
  }
  *out = (mq_odds){.known = true, .base = x[N]};
  for (size_t k = 0; k < N; k++) {
    out->of[k].mean = f->mean[k];
    out->of[k].deviation = f->deviation[k];
    out->of[k].weight = x[k];
  }
  return true;
}

mq_str mq_odds_write(mq_arena *arena, const mq_odds odds[2]) {
  mq_buf out = {.arena = arena};
  mq_buf_text(&out,
              "# Weights of the odds that a token of the translation is wrong, and (source/) that one of the source is missing in\n"
              "# it, fitted by 'mtqc score train --tokens'.\n"
              "# Columns: feature, its mean, its deviation, weight of one deviation above the mean (log odds)\n");
  for (int side = MTQC_TARGET; side >= MTQC_SOURCE; side--) {
    const char *prefix = side == MTQC_SOURCE ? "source/" : "";
    if (!odds[side].known) continue;
    mq_buf_format(&out, "%sbase\t%.4f\n", prefix, odds[side].base);
    for (size_t k = 0; k < N; k++)
      mq_buf_format(&out, "%s%s\t%.6g\t%.6g\t%.4f\n", prefix, mq_odds_names[k], odds[side].of[k].mean,
                    odds[side].of[k].deviation, odds[side].of[k].weight);
  }
  return mq_buf_view(&out);
}
