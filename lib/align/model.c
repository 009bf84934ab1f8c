/* The score model: what is assumed before anything is aligned, and what the beads of a pass say about the document. */
#include "inner.h"

#include <math.h>
#include <stdlib.h>

mq_score_model mq_score_model_first(const mq_bags *source, const mq_bags *target, const mq_align_options *options) {
  mq_score_model model = {.ratio = 1,
                          .variance = MQ_VARIANCE,
                          .null_first = MQ_NULL,
                          .null_next = MQ_NULL_NEXT,
                          .max_bead = options->one_to_one ? 1 : options->max_bead};
  /* A short text that lacks a sentence has a ratio of its own; between two alphabets it is near 1 to begin with. */
  const bool alphabets = !source->text->language->spaceless && !target->text->language->spaceless;
  const double known = alphabets ? MQ_RATIO_LETTERS : 0;
  const uint64_t s = source->length[source->segments], t = target->length[target->segments];
  if (s && t) model.ratio = ((double)t + known) / ((double)s + known);
  return model;
}

double mq_score_model_length(const mq_score_model *model, double source, double target) {
  const double wanted = model->ratio * source, mean = (wanted + target) / 2;
  return mean > 0 ? (target - wanted) * (target - wanted) / (2 * model->variance * mean) : 0;
}

/* Confidences that are the share of right beads. */
void mq_score_model_calibrate(mq_beads *beads) {
  for (size_t b = 0; b < beads->count; b++) {
    const double p = (double)beads->at[b].confidence;
    const double odds = fmin(fmax(log(p / (1 - p)), -MQ_ODDS_MOST), MQ_ODDS_MOST);
    beads->at[b].confidence = (float)(1 / (1 + exp(-(MQ_ODDS_SCALE * odds + MQ_ODDS_SHIFT))));
  }
}

static int by_value(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double median(double *values, size_t count) {
  qsort(values, count, sizeof *values, by_value);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* Lengths of the two sides of a bead. */
typedef struct lengths {
  double source, target;
} lengths;

static lengths *believed_lengths(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_beads *beads,
                                 size_t *count) {
  lengths *all = mq_arena_array(arena, beads->count, sizeof *all);
  *count = 0;
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    const uint64_t s = mq_bags_length(source, bead->source_first, bead->source_count);
    const uint64_t t = mq_bags_length(target, bead->target_first, bead->target_count);
    if (s && t && bead->confidence >= MQ_BELIEVED) all[(*count)++] = (lengths){(double)s, (double)t};
  }
  return all;
}

/* Sets the log prior of a null bead after the scores of 1:1 beads. */
static void measure_null(mq_arena *arena, const mq_beads *beads, mq_score_model *model) {
  double *scores = mq_arena_array(arena, beads->count, sizeof *scores);
  size_t count = 0;
  for (size_t b = 0; b < beads->count; b++) {
    const mq_bead *bead = &beads->at[b];
    if (bead->source_count == 1 && bead->target_count == 1 && bead->confidence >= MQ_BELIEVED)
      scores[count++] = (double)bead->score;
  }
  model->null_first = MQ_NULL_USUAL;
  if (count < MQ_MEASURED_BEADS) return;
  qsort(scores, count, sizeof *scores, by_value);
  model->null_first = fmin(fmax(MQ_NULL_BASE + MQ_NULL_TIMES * scores[count / 4], MQ_NULL_LEAST), MQ_NULL_MOST);
}

void mq_score_model_measure(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_beads *beads,
                            mq_score_model *model) {
  model->null_next = MQ_NULL_NEXT_LATER;
  measure_null(arena, beads, model);
  size_t count;
  const lengths *all = believed_lengths(arena, source, target, beads, &count);
  if (count < MQ_MEASURED_BEADS) return;
  lengths sum = {0, 0};
  for (size_t b = 0; b < count; b++) {
    sum.source += all[b].source;
    sum.target += all[b].target;
  }
  model->ratio = sum.target / sum.source;
  double *squares = mq_arena_array(arena, count, sizeof *squares);
  for (size_t b = 0; b < count; b++) {
    const double wanted = model->ratio * all[b].source, off = all[b].target - wanted;
    squares[b] = off * off / ((all[b].target + wanted) / 2);
  }
  model->variance = fmin(fmax(MQ_MEDIAN_TO_VARIANCE * median(squares, count), MQ_VARIANCE_LEAST), MQ_VARIANCE_MOST);
}
