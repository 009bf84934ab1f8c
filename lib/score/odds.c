#include "odds.h"

#include "weights.h"

#include <math.h>
#include <stdlib.h>

const char *const mq_odds_names[MQ_ODDS_COUNT] = {
    "log-p",      "log-p-around", "unexpected", "unknown", "unsupported-content", "unsupported-function", "content",
    "word",       "copied",       "foreign",    "repeated", "misspelt",           "number",               "punctuation",
    "letters",    "capital",      "equal",      "cognate", "estimate",            "first",                "last"};

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

void mq_odds_features(const mq_facts *facts, size_t index, double estimate, double *out) {
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
      estimate,
      index == 0,
      index + 1 == facts->view->target_count,
  };
  memcpy(out, values, sizeof values);
}

double mq_odds_wrong(const mq_odds *odds, const mq_facts *facts, size_t index, double estimate) {
  double values[MQ_ODDS_COUNT], sum = odds->base;
  if (!odds->known) return (double)NAN;
  mq_odds_features(facts, index, estimate, values);
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
