/* The aligner: two passes over the corridor, with what the first one has measured and learnt put into the second. */
#include "inner.h"

#include <math.h>
#include <stdlib.h>

static mq_score_model first_model(const mq_bags *source, const mq_bags *target, const mq_align_options *options) {
  mq_score_model model = {.weight = .425, .smoothing = .75, .ratio = 1, .variance = 1.5, .null = -12, .null_next = -5,
                          .paragraph = 0, .temperature = 1, .toll = .4, .null_toll = .4, .max_bead = options->max_bead, .one_to_one = options->one_to_one};
  for (unsigned k = 0; k < MQ_SHAPES; k++) model.prior[k] = mq_shapes[k].prior;
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
  size_t count = 0;
  double ss = 0, st = 0;
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    if (!bead->source_count || !bead->target_count || bead->confidence < .5) continue;
    const double s = (double)(source->length[bead->source_first + bead->source_count] - source->length[bead->source_first]);
    const double t = (double)(target->length[bead->target_first + bead->target_count] - target->length[bead->target_first]);
    if (s < 1 || t < 1) continue;
    ss += s; st += t;
  }
  const double ratio = ss > 0 && st > 0 ? st / ss : model->ratio;
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    if (!bead->source_count || !bead->target_count || bead->confidence < .5) continue;
    const double s = (double)(source->length[bead->source_first + bead->source_count] - source->length[bead->source_first]);
    const double t = (double)(target->length[bead->target_first + bead->target_count] - target->length[bead->target_first]);
    if (s < 1 || t < 1) continue;
    const double z = (t - ratio * s) * (t - ratio * s) / ((t + ratio * s) / 2);
    values[count++] = z;
  }
  if (count < 10) return;
  model->ratio = ratio;
  model->variance = fmin(fmax(.7 * median(values, count) / .455, .5), 10);
}

/* Memory of its own, freed with `arena` and escaping to where that one escapes. */
static void free_arena(void *object) { mq_arena_free(object); }

static mq_arena *new_scratch(mq_arena *arena) {
  mq_arena *scratch = mq_arena_new();
  if (!scratch) mq_arena_fail(arena);
  mq_arena_defer(arena, free_arena, scratch);
  memcpy(mq_arena_escape(scratch), mq_arena_escape(arena), sizeof(jmp_buf));
  return scratch;
}

typedef struct aligner {
  mq_arena *document; /* until the end */
  mq_arena *pass;     /* until the end of a pass */
  mq_bags source, target;
  mq_raw_links known;
  mq_score_model model;
  mq_beads beads;
} aligner;

/* Beads outlive the pass that made them. */
static void keep_beads(mq_arena *arena, mq_beads *beads) {
  mq_bead *copy = mq_arena_array(arena, beads->count, sizeof *copy);
  if (beads->count) memcpy(copy, beads->at, beads->count * sizeof *copy);
  beads->at = copy;
}

static void first_pass(aligner *a) {
  const mq_type_links links = mq_links_index(a->pass, a->source.type_count, &a->known, &(mq_raw_links){0});
  const mq_corridor corridor = mq_corridor_find(a->pass, &a->source, &a->target, &links);
  a->beads = mq_decode(a->pass, &a->source, &a->target, &links, &corridor, &a->model);
}

static void next_pass(aligner *a) {
  mq_raw_links learnt = {0};
  mq_links_learn(a->document, a->pass, &a->source, &a->target, a->beads.at, a->beads.count, &learnt);
  mq_arena_clear(a->pass);
  const mq_type_links links = mq_links_index(a->pass, a->source.type_count, &a->known, &learnt);
  const mq_corridor corridor =
      mq_corridor_around(a->pass, a->source.segments, a->target.segments, a->beads.at, a->beads.count);
  a->beads = mq_decode(a->pass, &a->source, &a->target, &links, &corridor, &a->model);
}

static void end_pass(aligner *a) {
  measure(a->pass, &a->source, &a->target, &a->beads, &a->model);
  keep_beads(a->document, &a->beads);
  mq_arena_clear(a->pass);
}

enum { LONG_DOCUMENT = 5000 }; /* segments of both sides; longer ones have learnt enough after one pass */

size_t mq_align(mq_arena *arena, const mq_text *source, const mq_text *target, mq_lookup *lookup,
                const mq_align_options *options, mq_bead **out) {
  aligner a = {.document = new_scratch(arena), .pass = new_scratch(arena)};
  a.source = mq_bags_make(a.document, source, MTQC_SOURCE);
  a.target = mq_bags_make(a.document, target, MTQC_TARGET);
  mq_links_collect(a.document, &a.source, &a.target, lookup, &a.known);
  a.model = first_model(&a.source, &a.target, options);
  first_pass(&a);
  const int passes = source->segment_count + target->segment_count > LONG_DOCUMENT ? 2 : 3;
  for (int pass = 2; pass <= passes; pass++) {
    end_pass(&a);
    a.model.smoothing = .75;
    a.model.null = -12;
    a.model.null_next = -3.5;
    next_pass(&a);
  }
  keep_beads(arena, &a.beads);
  mq_arena_clear(a.pass);
  mq_arena_clear(a.document);
  *out = a.beads.at;
  return a.beads.count;
}
