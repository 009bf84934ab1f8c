#include "grade.h"

#include "score/weights.h"

#include <math.h>

static const float *marked_tokens(mq_context *context, const mq_facts *facts, int side, double estimate) {
  const mq_odds *odds = &context->checker->odds[side];
  if (!odds->known) return NULL;
  const mq_odds_side places = mq_odds_side_of(context->scratch, facts, side, estimate);
  float *marked = mq_arena_array(context->scratch, places.count, sizeof *marked);
  for (size_t t = 0; t < places.count; t++) marked[t] = (float)mq_odds_at(odds, &places, t);
  return marked;
}

static void keep_suspects(mq_arena *keep, const mq_view *view, const float *wrong, mq_grade *out) {
  for (size_t t = 0; t < view->target_count; t++) out->suspect_count += (double)wrong[t] >= MQ_SUSPECT;
  mq_suspect *next = mq_arena_array(keep, out->suspect_count, sizeof *next);
  out->suspects = next;
  for (size_t t = 0; t < view->target_count; t++)
    if ((double)wrong[t] >= MQ_SUSPECT) *next++ = (mq_suspect){view->target[t].start, view->target[t].end, wrong[t]};
}

static mq_grading weigh_bead(mq_context *context, const mq_view *view, double *estimate) {
  mq_grading grading = {{NULL, NULL}};
  *estimate = (double)NAN;
  if (!view->source_count || !view->target_count) return grading;
  const mq_facts facts = mq_facts_of(context->scratch, view, context->language);
  if (!facts.has_pair && !facts.has_ngrams[MTQC_TARGET]) return grading;
  double features[MQ_FEATURE_COUNT];
  mq_features_of(&facts, features);
  *estimate = mq_estimate(&context->checker->weights, features, NULL);
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
    grading.marked[side] = marked_tokens(context, &facts, side, *estimate);
  return grading;
}

mq_grading mq_grade_bead(mq_context *context, mq_arena *keep, const mq_view *view, mq_grade *out) {
  const mq_grading grading = weigh_bead(context, view, &out->estimate);
  if (grading.marked[MTQC_TARGET]) keep_suspects(keep, view, grading.marked[MTQC_TARGET], out);
  return grading;
}

/* The most doubtful word or number of a stretch; the count if there is none. */
static size_t most_doubtful(const mq_token *tokens, size_t count, const float *marked, mq_span span) {
  size_t best = count;
  for (size_t t = 0; t < count && tokens[t].start < span.end; t++) {
    const bool counts = tokens[t].kind == MQ_WORD || tokens[t].kind == MQ_NUMBER;
    if (counts && tokens[t].end > span.start && (best == count || marked[t] > marked[best])) best = t;
  }
  return best;
}

/* Of a finding on the target the word that is wrong, of one on the source alone the word that is missing. */
static void weigh_finding(mq_context *context, const mq_view *view, const mq_grading *grading, mq_finding *finding) {
  const int side = finding->has_target && finding->target.start < finding->target.end ? MTQC_TARGET : MTQC_SOURCE;
  const bool of_source = side == MTQC_SOURCE;
  const mq_token *tokens = of_source ? view->source : view->target;
  const size_t count = of_source ? view->source_count : view->target_count;
  if (!grading->marked[side] || (of_source && !finding->has_source)) return;
  const size_t t = most_doubtful(tokens, count, grading->marked[side], of_source ? finding->source : finding->target);
  if (t == count) return;
  const mq_str word = tokens[t].word->surface;
  mq_finding_evidence(context, finding, "the estimate takes \"%.*s\" to be %s with a probability of %.2f", MQ_FMT(word),
                      of_source ? "missing" : "wrong", (double)grading->marked[side][t]);
}

void mq_grade_findings(mq_context *context, const mq_view *view, const mq_grading *grading, size_t first) {
  for (size_t i = first; i < context->findings.count; i++)
    weigh_finding(context, view, grading, &context->findings.at[i]);
}

void mq_grade_late_findings(mq_context *context, const mq_view *views, size_t first) {
  for (size_t i = first; i < context->findings.count; i++) {
    const mq_view *view = &views[context->findings.at[i].bead];
    double estimate;
    const mq_grading grading = weigh_bead(context, view, &estimate);
    weigh_finding(context, view, &grading, &context->findings.at[i]);
    mq_arena_clear(context->scratch);
  }
}
