#include "odds.h"

#include "weights.h"

#include <math.h>
#include <stdlib.h>

const char *const mq_odds_names[MQ_ODDS_COUNT] = {
    "log-p",      "log-p-around", "unexpected", "unknown", "unsupported-content", "unsupported-function", "content",
    "word",       "copied",       "foreign",    "repeated", "misspelt",           "number",               "punctuation",
    "letters",    "capital",      "equal",      "cognate", "estimate",            "first",                "last",
    "place",      "pair-length",  "pair-ratio", "pair-log-p", "pair-end-log-p", "pair-unsupported-source",
    "pair-unsupported-target"};

/* Values of places of which the n-gram model says nothing: those of a usual word. */
static const double usual_log_p = -2;

static double log_p_at(const mq_facts *facts, size_t index) {
  const mq_fact *fact = &facts->of[MTQC_TARGET][index];
  return index < facts->view->target_count && fact->counted ? (double)fact->log_p : usual_log_p;
}

/* Mean over the token and its neighbours. */
static double log_p_around(const mq_facts *facts, size_t index) {
  const double before = index ? log_p_at(facts, index - 1) : usual_log_p;
  const double after = index + 1 < facts->view->target_count ? log_p_at(facts, index + 1) : usual_log_p;
  return (before + log_p_at(facts, index) + after) / 3;
}

/* Lengths are taken to be a few tokens longer, so that short ones do not differ too much. */
#define SOME_TOKENS 3.0

static double unsupported_share(const mq_facts *facts, int side) {
  double content = 1, unsupported = 0;
  for (size_t i = 0; i < mq_facts_count(facts, side); i++) {
    content += (facts->of[side][i].flags & MQ_FACT_CONTENT) != 0;
    unsupported += (facts->of[side][i].flags & MQ_FACT_UNSUPPORTED) != 0;
  }
  return unsupported / content;
}

static double mean_log_p(const mq_facts *facts) {
  double sum = 0, places = 0;
  for (size_t i = 0; i < facts->view->target_count; i++) {
    const mq_fact *fact = &facts->of[MTQC_TARGET][i];
    if (fact->counted) sum += (double)fact->log_p, places++;
  }
  return places > 0 ? sum / places : usual_log_p;
}

mq_odds_pair mq_odds_pair_of(const mq_facts *facts, double estimate) {
  const double source = (double)facts->view->source_count, target = (double)facts->view->target_count;
  return (mq_odds_pair){.estimate = estimate,
                        .length = log(target),
                        .ratio = log((target + SOME_TOKENS) / (source + SOME_TOKENS)),
                        .log_p = mean_log_p(facts),
                        .unsupported = {unsupported_share(facts, MTQC_SOURCE), unsupported_share(facts, MTQC_TARGET)}};
}

void mq_odds_features(const mq_facts *facts, const mq_odds_pair *pair, size_t index, double *out) {
  const mq_fact *fact = &facts->of[MTQC_TARGET][index];
  const mq_token *token = &facts->view->target[index];
  const mq_link *link = &facts->view->target_links[index];
  const bool word = fact->flags & MQ_FACT_WORD, content = fact->flags & MQ_FACT_CONTENT;
  const double unsupported = 1 - (double)fact->support;
  const double values[MQ_ODDS_COUNT] = {
      log_p_at(facts, index),
      log_p_around(facts, index),
      fact->counted && fact->order == 1,
      (fact->flags & MQ_FACT_UNKNOWN) != 0,
      content ? unsupported : 0,
      word && !content ? unsupported : 0,
      content,
      word,
      (fact->flags & MQ_FACT_COPIED) != 0,
      (fact->flags & MQ_FACT_FOREIGN) != 0,
      (fact->flags & MQ_FACT_REPEATED) != 0,
      (fact->flags & MQ_FACT_MISSPELT) != 0,
      token->kind == MQ_NUMBER,
      token->kind == MQ_PUNCTUATION,
      log1p(token->word->letters),
      (token->word->shape & MQ_CAPITALISED) != 0,
      link->layer == MQ_LAYER_EQUAL,
      link->layer == MQ_LAYER_COGNATE,
      pair->estimate,
      index == 0,
      index + 1 == facts->view->target_count,
      ((double)index + .5) / (double)facts->view->target_count,
      pair->length,
      pair->ratio,
      pair->log_p,
      facts->end_log_p[MTQC_TARGET],
      pair->unsupported[MTQC_SOURCE],
      pair->unsupported[MTQC_TARGET],
  };
  memcpy(out, values, sizeof values);
}

double mq_odds_wrong(const mq_odds *odds, const mq_facts *facts, const mq_odds_pair *pair, size_t index) {
  double values[MQ_ODDS_COUNT], sum = odds->base;
  if (!odds->known) return (double)NAN;
  mq_odds_features(facts, pair, index, values);
  for (size_t i = 0; i < MQ_ODDS_COUNT; i++) {
    const double steps = (values[i] - odds->of[i].mean) / odds->of[i].deviation;
    sum += odds->of[i].weight * fmin(fmax(steps, -MQ_ESTIMATE_REACH), MQ_ESTIMATE_REACH);
  }
  return 1 / (1 + exp(-sum));
}

static bool read_row(mq_odds *odds, const mq_table *table, size_t row) {
  double numbers[3] = {0, 1, 0};
  const mq_str name = mq_table_field(table, row, 0);
  const bool base = mq_str_equal(name, MQ_STR("base"));
  for (size_t i = 0; i < (base ? 1 : 3); i++)
    if (!mq_read_number(mq_table_field(table, row, 1 + i), &numbers[i])) return false;
  if (base) odds->base = numbers[0];
  for (size_t f = 0; f < MQ_ODDS_COUNT; f++) {
    if (!mq_str_equal(name, mq_str_of(mq_odds_names[f]))) continue;
    odds->of[f].mean = numbers[0];
    odds->of[f].deviation = numbers[1];
    odds->of[f].weight = numbers[2];
  }
  return numbers[1] > 0;
}

mq_odds mq_odds_load(mq_arena *arena, const mq_lexicon *lexicon) {
  mq_odds odds = {.known = false};
  mq_table table;
  for (size_t f = 0; f < MQ_ODDS_COUNT; f++) odds.of[f].deviation = 1;
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_PAIR, "tokens", &table, NULL)) return odds;
  for (size_t row = 0; row < table.rows; row++)
    if (!read_row(&odds, &table, row)) return (mq_odds){.known = false};
  odds.known = table.rows > 0;
  return odds;
}
