/* Training: pairs are scored, and what the scorer saw of them is fitted to what judges said of them. */
#include "score.h"

#include "score/fit.h"
#include "score/odds_fit.h"

#include <stdlib.h>

/* --- the estimate ------------------------------------------------------------------------------------------------- */

static int fit_and_write(mq_arena *arena, const mtqc_scores *scores, const mtqc_text *sources, const double *judgements,
                         const double *weights, mtqc_sink sink, void *payload, mtqc_error *error) {
  double *features = mq_arena_array(arena, scores->count, sizeof(double[MQ_FEATURE_COUNT]));
  uint64_t *groups = mq_arena_array(arena, scores->count, sizeof *groups);
  mq_weights fitted;
  for (size_t i = 0; i < scores->count; i++) {
    memcpy(features + i * MQ_FEATURE_COUNT, scores->pairs[i].features, sizeof scores->pairs[i].features);
    groups[i] = mq_hash((mq_str){sources[i].bytes, sources[i].size});
  }
  const mq_judged judged = {features, judgements, weights, groups, scores->count};
  if (!mq_fit(arena, &judged, &fitted))
    return mq_error_set(error, MTQC_EINPUT, "at least %d judgements that are not all the same are needed",
                        MQ_FIT_LEAST);
  const mq_str table = mq_weights_write(arena, &fitted, scores->count);
  return sink(payload, table.at, table.size) ? mq_error_set(error, MTQC_EIO, "the output cannot be written") : MTQC_OK;
}

int mtqc_score_train(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets,
                     const double *judgements, const double *weights, size_t count, mtqc_sink sink, void *payload,
                     mtqc_error *error) {
  mtqc_scores *scores;
  for (size_t i = 0; weights && i < count; i++)
    if (!(weights[i] > 0))
      return mq_error_set(error, MTQC_EARGUMENT, "the weight of judgement %zu is not above 0", i + 1);
  int status = mtqc_score_segments(checker, sources, targets, count, &scores, error);
  if (status) return status;
  mq_arena *arena = mq_arena_new();
  if (!arena || mq_arena_try(arena)) status = mq_error_memory(error);
  else status = fit_and_write(arena, scores, sources, judgements, weights, sink, payload, error);
  mq_arena_free(arena);
  mtqc_scores_free(scores);
  return status;
}

/* --- the odds of tokens --------------------------------------------------------------------------------------------- */

/* A number of a list of stretches, and what comes after it. */
static bool read_place(const char **at, const char *end, size_t *out) {
  const char *start = *at;
  *out = 0;
  for (; *at < end && **at >= '0' && **at <= '9' && *at - start < 10; ++*at) *out = *out * 10 + (size_t)(**at - '0');
  return *at > start;
}

/* Marks the tokens that the stretches, such as "4-9 20-31", have part in. False if they are none of the text's. */
static bool mark_tokens(const mq_scored *pair, int side, mtqc_text stretches, size_t size, bool *marked) {
  const char *at = stretches.bytes, *const end = at + stretches.size;
  size_t first, last;
  while (at < end) {
    if (*at == ' ' && ++at) continue;
    if (!read_place(&at, end, &first) || at == end || *at++ != '-' || !read_place(&at, end, &last)) return false;
    if (first > last || last > size || (at < end && *at != ' ')) return false;
    for (uint32_t i = 0; i < pair->counts[side]; i++)
      if (pair->tokens[side][i].start < last && pair->tokens[side][i].end > first) marked[i] = true;
  }
  return true;
}

typedef struct marks {
  const mtqc_text *texts, *stretches; /* by pair */
} marks;

static int fit_side(mq_arena *arena, const mtqc_scores *scores, int side, const marks *in, mq_odds *out, mtqc_error *error) {
  size_t count = 0, at = 0;
  for (size_t i = 0; i < scores->count; i++) count += scores->pairs[i].counts[side];
  float *features = mq_arena_array(arena, count, sizeof(float[MQ_ODDS_COUNT]));
  bool *marked = mq_arena_array(arena, count, sizeof *marked);
  for (size_t i = 0; i < scores->count; i++) {
    const mq_scored *pair = &scores->pairs[i];
    memcpy(features + at * MQ_ODDS_COUNT, pair->places[side], pair->counts[side] * sizeof(float[MQ_ODDS_COUNT]));
    if (!mark_tokens(pair, side, in->stretches[i], in->texts[i].size, marked + at))
      return mq_error_set(error, MTQC_EINPUT, "pair %zu: not stretches of the text, such as 4-9 20-31", i + 1);
    at += pair->counts[side];
  }
  if (mq_odds_fit(arena, &(mq_marked){features, marked, count}, out)) return MTQC_OK;
  return mq_error_set(error, MTQC_EINPUT, "at least %d tokens, some of them marked and some not, are needed", MQ_ODDS_FIT_LEAST);
}

static int fit_tokens(mq_arena *arena, const mtqc_scores *scores, const marks in[2], mtqc_sink sink, void *payload,
                      mtqc_error *error) {
  mq_odds *odds = mq_arena_array(arena, 2, sizeof *odds);
  int status = MTQC_OK;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET && !status; side++)
    if (in[side].stretches) status = fit_side(arena, scores, side, &in[side], &odds[side], error);
  if (status) return status;
  const mq_str table = mq_odds_write(arena, odds);
  return sink(payload, table.at, table.size) ? mq_error_set(error, MTQC_EIO, "the output cannot be written") : MTQC_OK;
}

int mtqc_score_train_tokens(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets,
                            const mtqc_text *wrong, const mtqc_text *missing, size_t count, mtqc_sink sink, void *payload,
                            mtqc_error *error) {
  mtqc_scores *scores;
  int status = mq_score_learning(checker, sources, targets, count, &scores, error);
  if (status) return status;
  const marks in[2] = {{sources, missing}, {targets, wrong}};
  mq_arena *arena = mq_arena_new();
  if (!arena || mq_arena_try(arena)) status = mq_error_memory(error);
  else status = fit_tokens(arena, scores, in, sink, payload, error);
  mq_arena_free(arena);
  mtqc_scores_free(scores);
  return status;
}
