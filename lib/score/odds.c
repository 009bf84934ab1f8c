#include "odds.h"

#include "base/file.h"
#include "weights.h"

#include <math.h>
#include <stdlib.h>

enum { LARGEST_FILE = 1 << 20 };

const char *const mq_odds_names[MQ_ODDS_COUNT] = {
#define PLACE(name, value) name,
#include "odds.def"
#undef PLACE
};

/* --- features ----------------------------------------------------------------------------------------------------- */

/* Values of places of which the n-gram model says nothing: those of a usual word. */
static const double usual_log_p = -2;

static const mq_fact *fact_at(const mq_odds_side *p, size_t i) { return &p->facts->of[p->side][i]; }

static double log_p_at(const mq_odds_side *p, size_t i) {
  return i < p->count && fact_at(p, i)->counted ? (double)fact_at(p, i)->log_p : usual_log_p;
}

static double log_p_next(const mq_odds_side *p, size_t i) {
  return i + 1 < p->count ? log_p_at(p, i + 1) : p->facts->end_log_p[p->side];
}

/* Mean over the token and its neighbours. */
static double log_p_around(const mq_odds_side *p, size_t i) {
  return ((i ? log_p_at(p, i - 1) : usual_log_p) + log_p_at(p, i) + log_p_at(p, i + 1)) / 3;
}

static const mq_ngram_word *ngram_at(const mq_odds_side *p, size_t i) {
  return mq_lookup_ngram(p->facts->view->lookup, (mtqc_side)p->side, p->tokens[i].word);
}

static double log_p_alone(const mq_odds_side *p, size_t i) { return (double)ngram_at(p, i)->log_p; }

/* How much more probable the next word is after the word before than the two words are that stand there. */
static double log_p_without(const mq_odds_side *p, size_t i) {
  if (i == 0 || i + 1 >= p->count) return 0;
  if (!fact_at(p, i - 1)->counted || !fact_at(p, i)->counted || !fact_at(p, i + 1)->counted) return 0;
  const mq_ngrams *model = mq_lookup_ngrams(p->facts->view->lookup, (mtqc_side)p->side);
  const double without = (double)mq_ngram_log(model, NULL, ngram_at(p, i - 1), ngram_at(p, i + 1));
  return without - log_p_at(p, i) - log_p_at(p, i + 1);
}

/* Not seen after the word before. */
static bool is_unexpected(const mq_odds_side *p, size_t i) {
  return i < p->count && fact_at(p, i)->counted && fact_at(p, i)->order == 1;
}

static double share(double part, double whole) { return part / fmax(whole, 1); }

mq_odds_side mq_odds_side_of(mq_arena *arena, const mq_facts *facts, int side, double estimate) {
  const mq_view *view = facts->view;
  const int other = !side;
  const bool of_source = side == MTQC_SOURCE;
  mq_odds_side p = {.facts = facts,
                 .side = side,
                 .tokens = mq_facts_tokens(facts, side),
                 .links = of_source ? view->source_links : view->target_links,
                 .other_links = of_source ? view->target_links : view->source_links,
                 .count = mq_facts_count(facts, side),
                 .estimate = estimate};
  double words = 0, unknown = 0, content = 0, unsupported = 0;
  p.callers = mq_arena_array(arena, mq_facts_count(facts, other), sizeof *p.callers);
  for (size_t i = 0; i < p.count; i++) {
    words += (fact_at(&p, i)->flags & MQ_FACT_WORD) != 0;
    unknown += (fact_at(&p, i)->flags & MQ_FACT_UNKNOWN) != 0;
    if (p.links[i].other != MQ_NO_ID) p.callers[p.links[i].other]++;
  }
  for (size_t i = 0; i < mq_facts_count(facts, other); i++) {
    content += (facts->of[other][i].flags & MQ_FACT_CONTENT) != 0;
    unsupported += (facts->of[other][i].flags & MQ_FACT_UNSUPPORTED) != 0;
  }
  p.unknown = share(unknown, words);
  p.log_words = log(fmax(words, 1));
  p.unsupported = share(unsupported, content);
  return p;
}

void mq_odds_features(const mq_odds_side *p, size_t i, double *out) {
  const mq_fact *fact = fact_at(p, i);
  const mq_token *token = &p->tokens[i];
  const mq_link *link = &p->links[i];
  const bool word = fact->flags & MQ_FACT_WORD, content = fact->flags & MQ_FACT_CONTENT;
  const bool linked = link->other != MQ_NO_ID;
  const double values[MQ_ODDS_COUNT] = {
#define PLACE(name, value) (double)(value),
#include "odds.def"
#undef PLACE
  };
  memcpy(out, values, sizeof values);
}

double mq_odds_at(const mq_odds *odds, const mq_odds_side *places, size_t index) {
  double values[MQ_ODDS_COUNT], sum = odds->base;
  if (!odds->known) return (double)NAN;
  mq_odds_features(places, index, values);
  for (size_t f = 0; f < MQ_ODDS_COUNT; f++) {
    const double steps = (values[f] - odds->of[f].mean) / odds->of[f].deviation;
    sum += odds->of[f].weight * mq_within_reach(steps);
  }
  return 1 / (1 + exp(-sum));
}

/* --- weights ------------------------------------------------------------------------------------------------------ */

/* A row of the source begins with "source/". A feature that this version does not have is passed over. */
static bool read_row(mq_odds odds[2], const mq_table *table, size_t row) {
  const mq_str prefix = MQ_STR("source/");
  double numbers[3] = {0, 1, 0};
  mq_str name = mq_table_field(table, row, 0);
  const bool of_source = mq_str_starts(name, prefix);
  mq_odds *side = &odds[of_source ? MTQC_SOURCE : MTQC_TARGET];
  if (of_source) name = (mq_str){name.at + prefix.size, name.size - prefix.size};
  const bool base = mq_str_equal(name, MQ_STR("base"));
  for (size_t i = 0; i < (base ? 1 : 3); i++)
    if (!mq_read_number(mq_table_field(table, row, 1 + i), &numbers[i])) return false;
  if (base) side->base = numbers[0];
  side->known |= base;
  for (size_t f = 0; f < MQ_ODDS_COUNT; f++) {
    if (!mq_str_equal(name, mq_str_of(mq_odds_names[f]))) continue;
    side->of[f].mean = numbers[0];
    side->of[f].deviation = numbers[1];
    side->of[f].weight = numbers[2];
  }
  return numbers[1] > 0;
}

static void forget(mq_odds odds[2]) {
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    odds[side] = (mq_odds){.known = false};
    for (size_t f = 0; f < MQ_ODDS_COUNT; f++) odds[side].of[f].deviation = 1;
  }
}

/* 0, or the line of the row that is none; 1 if there are no weights. */
static size_t read_table(mq_odds odds[2], const mq_table *table) {
  forget(odds);
  for (size_t row = 0; row < table->rows; row++)
    if (!read_row(odds, table, row)) return table->lines[row];
  return odds[MTQC_SOURCE].known || odds[MTQC_TARGET].known ? 0 : 1;
}

static int read_file(mq_arena *arena, const char *path, mq_odds odds[2], mtqc_error *error) {
  mq_str text;
  const int status = mq_file_read(arena, path, LARGEST_FILE, &text, error);
  if (status) return status;
  const mq_table table = mq_table_parse(arena, text);
  const size_t line = read_table(odds, &table);
  return line ? mq_error_at(error, MTQC_EINPUT, path, (uint32_t)line, 0, "not weights of tokens") : MTQC_OK;
}

int mq_odds_load(mq_arena *arena, const mq_lexicon *lexicon, const char *path, mq_odds odds[2], mtqc_error *error) {
  mq_table table;
  if (*path) return read_file(arena, path, odds, error);
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_PAIR, "tokens", &table, NULL) || read_table(odds, &table) != 0)
    forget(odds);
  return MTQC_OK;
}
