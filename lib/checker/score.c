/* Scoring pairs of segments: texts -> tokens -> view -> facts -> features -> estimate, by workers that keep their
 * vocabularies and look-ups from call to call. */
#include "score.h"

#include "score/weights.h"
#include "view.h"

#include "base/parallel.h"

#include <math.h>

/* Words of one side after which a worker forgets what it has looked up, so that memory stays bounded in a stream. */
enum { MOST_KNOWN = 1 << 19, CHUNK = 64 };

typedef struct worker {
  mq_arena *known;   /* vocabularies and look-ups */
  mq_arena *scratch; /* until the next pair */
  mq_arena *keep;    /* of the scores being made */
  mq_vocab *vocab[2];
  mq_lookup *lookup;
  bool failed;
} worker;

struct mtqc_scorer {
  mq_arena *arena;
  const mtqc_checker *checker;
  mq_weights weights;
  worker *workers;
  unsigned worker_count;
  bool tokens;   /* their odds are wanted */
  bool learning; /* keeps the features of tokens */
};

/* --- one pair ----------------------------------------------------------------------------------------------------- */

static void start_worker(const mtqc_checker *checker, worker *w) {
  if (w->lookup && mq_vocab_count(w->vocab[MTQC_SOURCE]) < MOST_KNOWN &&
      mq_vocab_count(w->vocab[MTQC_TARGET]) < MOST_KNOWN)
    return;
  mq_arena_clear(w->known);
  w->lookup = NULL;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
    w->vocab[side] = mq_vocab_new(w->known, &checker->language[side]);
  w->lookup = mq_lookup_new(w->known, checker->lexicon, w->vocab[MTQC_SOURCE], w->vocab[MTQC_TARGET]);
}

static mq_text whole(worker *w, const mtqc_checker *checker, int side, mtqc_text text, mq_segment *segment) {
  *segment = (mq_segment){.end = (uint32_t)text.size};
  mq_text out = {.language = &checker->language[side],
                 .bytes = {text.size ? text.bytes : "", text.size},
                 .segments = segment,
                 .segment_count = 1,
                 .paragraph_count = 1};
  mq_text_tokenize(w->scratch, &out, w->vocab[side], 0, 1);
  return out;
}

static void keep_places(worker *w, const mq_odds_side *places, mq_scored *out) {
  float *kept = mq_arena_array(w->keep, places->count * MQ_ODDS_COUNT, sizeof *kept);
  double features[MQ_ODDS_COUNT];
  out->places[places->side] = kept;
  for (size_t i = 0; i < places->count; i++) {
    mq_odds_features(places, i, features);
    for (size_t f = 0; f < MQ_ODDS_COUNT; f++) *kept++ = (float)features[f];
  }
}

static void weigh_tokens(const mtqc_scorer *scorer, worker *w, const mq_facts *facts, int side, mq_scored *out) {
  const mq_odds *odds = &scorer->checker->odds[side];
  if (!scorer->learning && !(scorer->tokens && odds->known)) return;
  const mq_odds_side places = mq_odds_side_of(w->scratch, facts, side, out->estimate);
  for (size_t i = 0; i < places.count; i++) out->tokens[side][i].marked = (float)mq_odds_at(odds, &places, i);
  if (scorer->learning) keep_places(w, &places, out);
}

static void keep_tokens(worker *w, const mq_facts *facts, int side, mq_scored *out) {
  const mq_token *tokens = mq_facts_tokens(facts, side);
  out->counts[side] = (uint32_t)mq_facts_count(facts, side);
  out->tokens[side] = mq_arena_array(w->keep, out->counts[side], sizeof *out->tokens[side]);
  for (size_t i = 0; i < out->counts[side]; i++)
    out->tokens[side][i] = (mq_scored_token){tokens[i].start, tokens[i].end, facts->of[side][i].flags, NAN};
}

static void score_pair(const mtqc_scorer *scorer, worker *w, mtqc_text source, mtqc_text target, mq_scored *out) {
  const mtqc_checker *checker = scorer->checker;
  mq_segment segments[2];
  start_worker(checker, w);
  const mq_text s = whole(w, checker, MTQC_SOURCE, source, &segments[0]);
  const mq_text t = whole(w, checker, MTQC_TARGET, target, &segments[1]);
  const mq_bead bead = {0, 1, 0, 1, 1, 0};
  mq_view view = mq_view_make(w->scratch, &s, &t, &bead, 0);
  mq_view_link(w->scratch, w->lookup, &view);
  const mq_language *const languages[2] = {&checker->language[MTQC_SOURCE], &checker->language[MTQC_TARGET]};
  const mq_facts facts = mq_facts_of(w->scratch, &view, languages);
  mq_features_of(&facts, out->features);
  out->estimate = mq_estimate(&scorer->weights, out->features, NULL);
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    keep_tokens(w, &facts, side, out);
    weigh_tokens(scorer, w, &facts, side, out);
  }
  mq_arena_clear(w->scratch);
}

/* --- many --------------------------------------------------------------------------------------------------------- */

typedef struct task {
  mtqc_scorer *scorer;
  const mtqc_text *texts[2];
  mq_scored *pairs;
} task;

static void score_piece(void *payload, unsigned number, size_t first, size_t last) {
  const task *in = payload;
  worker *w = &in->scorer->workers[number];
  if (w->failed) return;
  w->failed = true;
  if (mq_arena_try(w->known)) return;
  if (mq_arena_try(w->scratch)) return;
  if (mq_arena_try(w->keep)) return;
  for (size_t i = first; i < last; i++)
    score_pair(in->scorer, w, in->texts[MTQC_SOURCE][i], in->texts[MTQC_TARGET][i], &in->pairs[i]);
  w->failed = false;
}

static int check_sizes(const mtqc_text *texts, size_t count, mtqc_error *error) {
  for (size_t i = 0; i < count; i++)
    if (texts[i].size > MTQC_TEXT_MAX)
      return mq_error_set(error, MTQC_ELIMIT, "text larger than %zu bytes", MTQC_TEXT_MAX);
  return MTQC_OK;
}

void mtqc_scores_free(mtqc_scores *scores) {
  if (!scores) return;
  mq_arena *first = scores->arenas[0];
  for (size_t i = 1; i < scores->arena_count; i++) mq_arena_free(scores->arenas[i]);
  mq_arena_free(first);
}

/* Scores with an arena for every worker; what is made belongs to the scores even if it fails. */
static int run_workers(mtqc_scorer *scorer, mtqc_scores *scores, const task *in, const mq_watch *watch) {
  for (unsigned i = 0; i < scorer->worker_count; i++) {
    mq_arena *keep = mq_arena_new();
    if (!keep) return MTQC_ENOMEM;
    scorer->workers[i].keep = scores->arenas[scores->arena_count++] = keep;
    scorer->workers[i].failed = false;
  }
  const bool whole = mq_parallel_watched(scorer->worker_count, scores->count, CHUNK, score_piece, (void *)in, watch);
  int status = whole ? MTQC_OK : MTQC_EIO;
  for (unsigned i = 0; i < scorer->worker_count; i++) {
    if (!scorer->workers[i].failed) continue;
    scorer->workers[i].lookup = NULL; /* half made */
    status = MTQC_ENOMEM;
  }
  return status;
}

int mtqc_scorer_score(mtqc_scorer *scorer, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                      mtqc_scores **out, mtqc_error *error) {
  return mtqc_scorer_score_watched(scorer, sources, targets, count, NULL, NULL, out, error);
}

int mtqc_scorer_score_watched(mtqc_scorer *scorer, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                              mtqc_progress progress, void *payload, mtqc_scores **out, mtqc_error *error) {
  *out = NULL;
  int status = check_sizes(sources, count, error);
  if (!status) status = check_sizes(targets, count, error);
  if (status) return status;
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  mtqc_scores *scores = mq_arena_alloc(arena, sizeof *scores);
  scores->arenas = mq_arena_array(arena, scorer->worker_count + 1, sizeof *scores->arenas);
  scores->arenas[scores->arena_count++] = arena;
  scores->weights = scorer->weights;
  scores->pairs = mq_arena_array(arena, count, sizeof *scores->pairs);
  scores->count = count;
  const task in = {scorer, {sources, targets}, scores->pairs};
  const mq_watch watch = {progress, payload};
  status = run_workers(scorer, scores, &in, progress ? &watch : NULL);
  if (status == MTQC_OK) *out = scores;
  else mtqc_scores_free(scores);
  return status == MTQC_EIO ? mq_error_set(error, status, "stopped") : status ? mq_error_memory(error) : MTQC_OK;
}

/* --- scorers ------------------------------------------------------------------------------------------------------ */

void mtqc_scorer_free(mtqc_scorer *scorer) {
  if (!scorer) return;
  for (unsigned i = 0; i < scorer->worker_count; i++) {
    mq_arena_free(scorer->workers[i].known);
    mq_arena_free(scorer->workers[i].scratch);
  }
  mq_arena_free(scorer->arena);
}

static bool make_workers(mtqc_scorer *scorer) {
  for (unsigned i = 0; i < scorer->checker->jobs; i++) {
    worker *w = &scorer->workers[i];
    scorer->worker_count = i + 1;
    w->known = mq_arena_new();
    w->scratch = mq_arena_new();
    if (!w->known || !w->scratch) return false;
  }
  return true;
}

mtqc_scorer *mtqc_scorer_new(const mtqc_checker *checker, mtqc_error *error) {
  if (!checker->has_source) {
    mq_error_set(error, MTQC_EARGUMENT, "the checker has no source language");
    return NULL;
  }
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_scorer *scorer = mq_arena_alloc(arena, sizeof *scorer);
  scorer->arena = arena;
  scorer->checker = checker;
  scorer->workers = mq_arena_array(arena, checker->jobs, sizeof *scorer->workers);
  scorer->weights = checker->weights;
  scorer->tokens = true;
  if (make_workers(scorer)) return scorer;
  mtqc_scorer_free(scorer);
  mq_error_memory(error);
  return NULL;
}

void mtqc_scorer_want_tokens(mtqc_scorer *scorer, int wanted) { scorer->tokens = wanted != 0; }

const char *mtqc_scorer_signature(const mtqc_scorer *scorer) { return scorer->weights.signature; }

static int score_once(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                      bool learning, mtqc_scores **out, mtqc_error *error) {
  *out = NULL;
  mtqc_error made = {0};
  mtqc_scorer *scorer = mtqc_scorer_new(checker, &made);
  if (!scorer) return mq_error_set(error, made.code, "%s", made.text);
  scorer->learning = learning;
  const int status = mtqc_scorer_score(scorer, sources, targets, count, out, error);
  mtqc_scorer_free(scorer);
  return status;
}

int mtqc_score_segments(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                        mtqc_scores **out, mtqc_error *error) {
  return score_once(checker, sources, targets, count, false, out, error);
}

int mq_score_learning(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                      mtqc_scores **out, mtqc_error *error) {
  return score_once(checker, sources, targets, count, true, out, error);
}

/* --- getters ------------------------------------------------------------------------------------------------------ */

static void interval(double middle, double deviation, double *low, double *high) {
  if (low) *low = fmax(middle - MQ_ESTIMATE_HALF * deviation, 0);
  if (high) *high = fmin(middle + MQ_ESTIMATE_HALF * deviation, 100);
}

size_t mtqc_scores_count(const mtqc_scores *scores) { return scores->count; }

double mtqc_scores_estimate(const mtqc_scores *scores, size_t index) { return scores->pairs[index].estimate; }

void mtqc_scores_interval(const mtqc_scores *scores, size_t index, double *low, double *high) {
  interval(scores->pairs[index].estimate, scores->weights.deviation, low, high);
}

double mtqc_scores_mean(const mtqc_scores *scores) {
  double sum = 0;
  for (size_t i = 0; i < scores->count; i++) sum += scores->pairs[i].estimate;
  return scores->count ? sum / (double)scores->count : (double)NAN;
}

void mtqc_scores_mean_interval(const mtqc_scores *scores, double *low, double *high) {
  const double count = (double)scores->count;
  interval(mtqc_scores_mean(scores), count > 0 ? scores->weights.deviation / sqrt(count) : (double)NAN, low, high);
}

double mtqc_scores_difficulty(const mtqc_scores *scores, size_t index) {
  double points[MQ_FEATURE_COUNT], sum = 0;
  mq_estimate(&scores->weights, scores->pairs[index].features, points);
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++)
    if (mq_features[f].group == MQ_DIFFICULTY) sum += points[f];
  return sum;
}

size_t mtqc_feature_count(void) { return MQ_FEATURE_COUNT; }

const char *mtqc_feature_name(size_t feature) { return feature < MQ_FEATURE_COUNT ? mq_features[feature].name : NULL; }

const char *mtqc_feature_group(size_t feature) {
  static const char *const names[] = {"difficulty", "fluency", "adequacy", "form", "length"};
  return feature < MQ_FEATURE_COUNT ? names[mq_features[feature].group] : NULL;
}

const char *mtqc_feature_meaning(size_t feature) {
  return feature < MQ_FEATURE_COUNT ? mq_features[feature].meaning : NULL;
}

double mtqc_scores_feature(const mtqc_scores *scores, size_t index, size_t feature) {
  return scores->pairs[index].features[feature];
}

double mtqc_scores_points(const mtqc_scores *scores, size_t index, size_t feature) {
  double points[MQ_FEATURE_COUNT];
  mq_estimate(&scores->weights, scores->pairs[index].features, points);
  return points[feature];
}

int mtqc_scores_word(const mtqc_scores *scores, size_t index, size_t feature, size_t word, int *side,
                     size_t *start_byte, size_t *end_byte) {
  const mq_feature *f = &mq_features[feature];
  const mq_scored *pair = &scores->pairs[index];
  for (size_t i = 0; f->flag && i < pair->counts[f->side]; i++) {
    const mq_scored_token *token = &pair->tokens[f->side][i];
    if (!(token->flags & f->flag) || word--) continue;
    if (side) *side = f->side;
    if (start_byte) *start_byte = token->start;
    if (end_byte) *end_byte = token->end;
    return 1;
  }
  return 0;
}

static double token_at(const mtqc_scores *scores, size_t index, int side, size_t token, size_t *start, size_t *end) {
  const mq_scored_token *t = &scores->pairs[index].tokens[side][token];
  if (start) *start = t->start;
  if (end) *end = t->end;
  return (double)t->marked;
}

size_t mtqc_scores_token_count(const mtqc_scores *scores, size_t index) {
  return scores->pairs[index].counts[MTQC_TARGET];
}

double mtqc_scores_token(const mtqc_scores *scores, size_t index, size_t token, size_t *start_byte, size_t *end_byte) {
  return token_at(scores, index, MTQC_TARGET, token, start_byte, end_byte);
}

size_t mtqc_scores_source_token_count(const mtqc_scores *scores, size_t index) {
  return scores->pairs[index].counts[MTQC_SOURCE];
}

double mtqc_scores_source_token(const mtqc_scores *scores, size_t index, size_t token, size_t *start_byte,
                                size_t *end_byte) {
  return token_at(scores, index, MTQC_SOURCE, token, start_byte, end_byte);
}
