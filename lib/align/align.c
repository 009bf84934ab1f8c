/* The aligner: two passes over the corridor, with what the first one has measured and learnt put into the second. */
#include "inner.h"

#include <math.h>
#include <stdlib.h>

#ifdef MQ_ALIGN_TUNE
#include <stdio.h>
double tune(const char *name, double value) {
  const char *set = getenv(name);
  return set ? atof(set) : value;
}
#endif

static mq_score_model first_model(const mq_bags *source, const mq_bags *target, const mq_align_options *options) {
  mq_score_model model = {.weight = tune("WEIGHT", .425), .smoothing = tune("LAM1", .75), .ratio = 1, .variance = tune("VAR", 1.5), .null = tune("NULL1", -12), .null_next = tune("NULLN1", -5),
                          .paragraph = 0, .temperature = tune("TEMP", 1), .toll = tune("TOLL", .4), .null_toll = tune("NTOLL", .4), .max_bead = options->max_bead, .one_to_one = options->one_to_one};
  for (unsigned k = 0; k < MQ_SHAPES; k++) model.prior[k] = tune("PSC", 1) * mq_shapes[k].prior;
  const uint64_t s = source->length[source->segments], t = target->length[target->segments];
  if (s && t) model.ratio = (double)t / (double)s;
  return model;
}

static int by_value(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double median(double *values, size_t count) {
  qsort(values, count, sizeof *values, by_value);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void measure(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_beads *beads, mq_score_model *model) {
  double *values = mq_arena_array(arena, beads->count, sizeof *values);
  size_t count = 0; double conf = 0; size_t nulls = 0;
  double ss = 0, st = 0;
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    conf += bead->confidence; nulls += !bead->source_count || !bead->target_count;
    if (!bead->source_count || !bead->target_count || bead->confidence < .5) continue;
    const double s = (double)(source->length[bead->source_first + bead->source_count] - source->length[bead->source_first]);
    const double t = (double)(target->length[bead->target_first + bead->target_count] - target->length[bead->target_first]);
    if (s < 1 || t < 1) continue;
    ss += s; st += t;
  }
  const double ratio = ss > 0 && st > 0 ? st / ss : model->ratio;
  double mean = 0;
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    if (!bead->source_count || !bead->target_count || bead->confidence < .5) continue;
    const double s = (double)(source->length[bead->source_first + bead->source_count] - source->length[bead->source_first]);
    const double t = (double)(target->length[bead->target_first + bead->target_count] - target->length[bead->target_first]);
    if (s < 1 || t < 1) continue;
    const double z = (t - ratio * s) * (t - ratio * s) / ((t + ratio * s) / 2);
    mean += z;
    values[count++] = z;
  }
#ifdef MQ_ALIGN_TUNE
  if (getenv("SHOW")) fprintf(stderr, "ratio %.3f -> %.3f  variance median %.3f mean %.3f  conf %.3f nulls %.3f of %zu\n", model->ratio, ratio, median(values, count) / .455, mean / count, conf / beads->count, (double)nulls / beads->count, beads->count);
#endif
  if (count < 10) return;
  model->ratio = ratio;
  if (tune("VMEAS", 1)) model->variance = fmin(fmax(tune("VK", .7) * median(values, count) / .455, tune("VMIN", .5)), 10);
}

static void measure_priors(const mq_beads *beads, mq_score_model *model) {
  double counts[MQ_SHAPES + 1] = {0}, total = 0, prior_total = 0;
  const double k = tune("PK", 30);
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    unsigned s = 0;
    while (s < MQ_SHAPES && (mq_shapes[s].a != bead->source_count || mq_shapes[s].b != bead->target_count)) s++;
    counts[s] += bead->confidence;
    total += bead->confidence;
  }
  (void)total;
  for (unsigned s = 0; s < MQ_SHAPES; s++) prior_total += exp(mq_shapes[s].prior);
  const double one = log(counts[0] + k / prior_total);
  for (unsigned s = 0; s < MQ_SHAPES; s++) model->prior[s] = tune("PSC", 1) * (log(counts[s] + k * exp(mq_shapes[s].prior) / prior_total) - one);
  if (tune("NM", 0) > 0) {
    model->null = tune("NB", -2) + tune("NM", 0) * (log(counts[MQ_SHAPES] / 2 + k * exp(tune("NP", -4)) / prior_total) - one);
    model->null_next = model->null + tune("NX", 0);
  }
}

size_t mq_align(mq_arena *arena, const mq_text *source_text, const mq_text *target_text, mq_lookup *lookup,
                const mq_align_options *options, mq_bead **out) {
  const mq_bags source = mq_bags_make(arena, source_text, MTQC_SOURCE);
  const mq_bags target = mq_bags_make(arena, target_text, MTQC_TARGET);
  mq_score_model model = first_model(&source, &target, options);
  mq_raw_links known = {0};
  mq_links_collect(arena, &source, &target, lookup, &known);
  mq_type_links links = mq_links_index(arena, source.type_count, &known, &(mq_raw_links){0});
  mq_corridor corridor = mq_corridor_find(arena, &source, &target, &links);
  mq_beads beads = mq_decode(arena, &source, &target, &links, &corridor, &model);
  for (int pass = 2; pass <= (int)tune("PASS", 3); pass++) {
    measure(arena, &source, &target, &beads, &model);
    if (tune("PM", 0)) measure_priors(&beads, &model);
    model.smoothing = tune("LAM1", .75);
    model.null = tune("NULL", -12); model.null_next = tune("NULLN", -3.5);
    mq_raw_links learnt = {0};
    mq_links_learn(arena, &source, &target, beads.at, beads.count, &learnt);
    links = mq_links_index(arena, source.type_count, &known, &learnt);
    corridor = mq_corridor_around(arena, source.segments, target.segments, beads.at, beads.count, 12);
    beads = mq_decode(arena, &source, &target, &links, &corridor, &model);
  }
  *out = beads.at;
  return beads.count;
}
