/* Ridge regression (Hoerl and Kennard 1970) of the ranks of judgements on standardised features.
 *
 * Judgements are ranked, because their scales differ and their tails are long; ties share a rank. The penalty is the one
 * that predicts best in ten-fold cross-validation, where all translations of one source are in one fold. A feature whose
 * sign would be the wrong one (features.def) is left out and the rest fitted anew.
 *
 * Sums of products are kept by fold, so that a fit on all but one fold costs a subtraction and a Cholesky factorisation
 * of 26 rows: the work is one pass over the data, whatever the number of penalties. */
#include "fit.h"

#include "weights.h"

#include <math.h>
#include <stdlib.h>

enum { FOLDS = 10, N = MQ_FEATURE_COUNT };

static const double penalties[] = {10, 30, 100, 300, 1000, 3000};

/* Weighted sums over some rows of standardised features z and targets y: of z z', of z y. */
typedef struct moments {
  double zz[N][N], zy[N];
} moments;

typedef struct fit {
  const mq_judged *judged;
  double *targets;          /* ranks of the judgements, 0 to 100 */
  double mean[N], deviation[N], target_mean;
  moments all, fold[FOLDS];
} fit;

static double weight_of(const mq_judged *judged, size_t i) { return judged->weights ? judged->weights[i] : 1; }

static size_t fold_of(const mq_judged *judged, size_t i) {
  return (size_t)((judged->groups[i] * 0x9e3779b97f4a7c15) >> 32) % FOLDS;
}

/* --- ranks ---------------------------------------------------------------------------------------------------- */

typedef struct ranked {
  double value;
  size_t index;
} ranked;

static int by_value(const void *left, const void *right) {
  const ranked *a = left, *b = right;
  if (a->value < b->value || a->value > b->value) return a->value < b->value ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

/* Ranks spread evenly over 0 to 100; equal values share the middle of theirs. */
static double *ranks_of(mq_arena *arena, const double *values, size_t count) {
  ranked *list = mq_arena_array(arena, count, sizeof *list);
  double *ranks = mq_arena_array(arena, count, sizeof *ranks);
  for (size_t i = 0; i < count; i++) list[i] = (ranked){values[i], i};
  if (count) qsort(list, count, sizeof *list, by_value);
  for (size_t first = 0, last; first < count; first = last) {
    for (last = first; last < count && !(list[last].value > list[first].value); last++) continue;
    for (size_t i = first; i < last; i++) ranks[list[i].index] = 50.0 * (double)(first + last) / (double)count;
  }
  return ranks;
}

/* --- moments -------------------------------------------------------------------------------------------------- */

static void standardise(fit *f) {
  double total = 0;
  for (size_t i = 0; i < f->judged->count; i++) {
    total += weight_of(f->judged, i);
    f->target_mean += weight_of(f->judged, i) * f->targets[i];
  }
  f->target_mean /= total;
  for (size_t k = 0; k < N; k++) {
    double weight = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < f->judged->count; i++) {
      const double value = f->judged->features[i * N + k], w = weight_of(f->judged, i);
      if (isnan(value)) continue;
      weight += w;
      sum += w * value;
      squares += w * value * value;
    }
    f->mean[k] = weight > 0 ? sum / weight : 0;
    const double variance = weight > 0 ? squares / weight - f->mean[k] * f->mean[k] : 0;
    f->deviation[k] = variance > 1e-12 ? sqrt(variance) : 1;
  }
}

static void standard_row(const fit *f, size_t i, double *z) {
  for (size_t k = 0; k < N; k++) {
    const double steps = (f->judged->features[i * N + k] - f->mean[k]) / f->deviation[k];
    z[k] = isnan(steps) ? 0 : mq_within_reach(steps);
  }
}

static void add_row(moments *m, const double *z, double y, double weight) {
  for (size_t a = 0; a < N; a++) {
    for (size_t b = 0; b <= a; b++) m->zz[a][b] += weight * z[a] * z[b];
    m->zy[a] += weight * z[a] * y;
  }
}

static void sum_up(fit *f) {
  double z[N];
  for (size_t i = 0; i < f->judged->count; i++) {
    standard_row(f, i, z);
    add_row(&f->fold[fold_of(f->judged, i)], z, f->targets[i] - f->target_mean, weight_of(f->judged, i));
  }
  for (size_t fold = 0; fold < FOLDS; fold++)
    for (size_t a = 0; a < N; a++) {
      for (size_t b = 0; b <= a; b++) f->all.zz[a][b] += f->fold[fold].zz[a][b];
      f->all.zy[a] += f->fold[fold].zy[a];
    }
}

/* --- solving -------------------------------------------------------------------------------------------------- */

/* Solves (zz + penalty) x = zy for the features that are used, by Cholesky's factorisation; the others get 0. */
static void solve(const moments *m, double penalty, const bool *used, double *x) {
  double l[N][N] = {{0}};
  for (size_t a = 0; a < N; a++)
    for (size_t b = 0; b <= a; b++) {
      double sum = used[a] && used[b] ? m->zz[a][b] : 0;
      if (a == b) sum += penalty;
      for (size_t k = 0; k < b; k++) sum -= l[a][k] * l[b][k];
      l[a][b] = a == b ? sqrt(fmax(sum, 1e-9)) : sum / l[b][b];
    }
  for (size_t a = 0; a < N; a++) {
    x[a] = used[a] ? m->zy[a] : 0;
    for (size_t k = 0; k < a; k++) x[a] -= l[a][k] * x[k];
    x[a] /= l[a][a];
  }
  for (size_t a = N; a-- > 0;) {
    for (size_t k = a + 1; k < N; k++) x[a] -= l[k][a] * x[k];
    x[a] /= l[a][a];
  }
}

/* The same with every sign as it must be. Each round leaves out at least one feature. */
static void solve_signed(const moments *m, double penalty, double *x) {
  bool used[N], again = true;
  for (size_t k = 0; k < N; k++) used[k] = true;
  while (again) {
    again = false;
    solve(m, penalty, used, x);
    for (size_t k = 0; k < N; k++)
      if (used[k] && mq_features[k].sign < 0 && x[k] > 0) used[k] = false, again = true;
  }
}

/* --- cross-validation ----------------------------------------------------------------------------------------- */

/* Predictions for every row from the other folds. */
static void predict(const fit *f, double penalty, double *predicted) {
  double x[FOLDS][N], z[N];
  for (size_t fold = 0; fold < FOLDS; fold++) {
    moments rest = f->all;
    for (size_t a = 0; a < N; a++) {
      for (size_t b = 0; b <= a; b++) rest.zz[a][b] -= f->fold[fold].zz[a][b];
      rest.zy[a] -= f->fold[fold].zy[a];
    }
    solve_signed(&rest, penalty, x[fold]);
  }
  for (size_t i = 0; i < f->judged->count; i++) {
    standard_row(f, i, z);
    predicted[i] = f->target_mean;
    for (size_t k = 0; k < N; k++) predicted[i] += z[k] * x[fold_of(f->judged, i)][k];
  }
}

/* Weighted mean square of what is left. */
static double error_of(const fit *f, const double *predicted) {
  double sum = 0, total = 0;
  for (size_t i = 0; i < f->judged->count; i++) {
    const double rest = f->targets[i] - predicted[i];
    sum += weight_of(f->judged, i) * rest * rest;
    total += weight_of(f->judged, i);
  }
  return sum / total;
}

static double correlation(const fit *f, const double *a, const double *b) {
  double total = 0, sa = 0, sb = 0, aa = 0, bb = 0, ab = 0;
  for (size_t i = 0; i < f->judged->count; i++) {
    const double w = weight_of(f->judged, i);
    total += w;
    sa += w * a[i];
    sb += w * b[i];
    aa += w * a[i] * a[i];
    bb += w * b[i] * b[i];
    ab += w * a[i] * b[i];
  }
  const double spread = (aa - sa * sa / total) * (bb - sb * sb / total);
  return spread > 0 ? (ab - sa * sb / total) / sqrt(spread) : 0;
}

bool mq_fit(mq_arena *arena, const mq_judged *judged, mq_weights *out) {
  if (judged->count < MQ_FIT_LEAST) return false;
  fit *f = mq_arena_alloc(arena, sizeof *f);
  double *predicted = mq_arena_array(arena, judged->count, sizeof *predicted), x[N];
  f->judged = judged;
  f->targets = ranks_of(arena, judged->judgements, judged->count);
  standardise(f);
  sum_up(f);
  double best = penalties[0], least = INFINITY;
  for (size_t p = 0; p < sizeof penalties / sizeof *penalties; p++) {
    predict(f, penalties[p], predicted);
    const double error = error_of(f, predicted);
    if (error < least) least = error, best = penalties[p];
  }
  predict(f, best, predicted);
  solve_signed(&f->all, best, x);
  *out = (mq_weights){.base = f->target_mean, .deviation = sqrt(least), .fitted = true};
  out->correlation = correlation(f, ranks_of(arena, predicted, judged->count), f->targets);
  for (size_t k = 0; k < N; k++) {
    out->of[k].mean = f->mean[k];
    out->of[k].deviation = f->deviation[k];
    out->of[k].points = x[k];
  }
  return least > 0;
}

mq_str mq_weights_write(mq_arena *arena, const mq_weights *weights, size_t judgements) {
  mq_buf out = {.arena = arena};
  mq_buf_format(&out,
                "# Weights of the quality estimate, fitted by 'mtqc score train' to %zu judgements.\n"
                "# Columns: feature, its mean, its deviation, points for one deviation above the mean\n"
                "base\t%.2f\ndeviation\t%.2f\ncorrelation\t%.3f\n",
                judgements, weights->base, weights->deviation, weights->correlation);
  for (size_t k = 0; k < N; k++)
    mq_buf_format(&out, "%s\t%.6g\t%.6g\t%.3f\n", mq_features[k].name, weights->of[k].mean, weights->of[k].deviation,
                  weights->of[k].points);
  return mq_buf_view(&out);
}
