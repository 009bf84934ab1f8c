#include "features.h"

#include <math.h>

const mq_feature mq_features[MQ_FEATURE_COUNT] = {
#define FEATURE(name, group, sign, side, flag, mean, deviation, points, meaning) \
  {name, MQ_##group, sign, side, flag, mean, deviation, points, meaning},
#include "features.def"
#undef FEATURE
};

/* The order of features.def. */
enum {
  SOURCE_WORDS,
  SOURCE_WORD_LENGTH,
  SOURCE_MEAN,
  SOURCE_TOTAL,
  SOURCE_UNKNOWN,
  SOURCE_NAMES,
  LM_MEAN,
  LM_TOTAL,
  LM_MINIMUM,
  LM_TRIGRAMS,
  LM_UNKNOWN,
  SUPPORT_WEIGHTED,
  SUPPORT_MEAN,
  UNSUPPORTED_SOURCE,
  UNSUPPORTED_TARGET,
  NAME_LOST,
  NUMBER_LOST,
  MISSPELT,
  COPIED,
  FOREIGN_SCRIPT,
  REPEATED,
  TARGET_WORDS_LOG,
  TARGET_WORD_LENGTH,
  LENGTH_DIFFERENCE,
  TARGET_COMMAS,
  PUNCTUATION_DIFFERENCE,
  COUNT
};
_Static_assert((int)COUNT == (int)MQ_FEATURE_COUNT, "features.def has as many rows");

/* Sums over the tokens of a side. */
typedef struct sums {
  double words, letters, commas, punctuation;
  double places, log_p, minimum, trigrams;
  double rarity, support, weighted;
} sums;

static void add_token(sums *s, const mq_token *token, const mq_fact *fact) {
  if (fact->counted) {
    s->places++;
    s->log_p += (double)fact->log_p;
    s->minimum = fmin(s->minimum, (double)fact->log_p);
    s->trigrams += fact->order == 3;
  }
  s->punctuation += token->kind == MQ_PUNCTUATION;
  s->commas += token->kind == MQ_PUNCTUATION && token->word->surface.at[0] == ',';
  if (!(fact->flags & MQ_FACT_WORD)) return;
  s->words++;
  s->letters += token->word->letters;
  s->support += (double)fact->support;
  s->rarity += (double)fact->rarity;
  s->weighted += (double)(fact->rarity * fact->support);
}

static sums sum_up(const mq_facts *facts, int side) {
  sums s = {.places = 1, .log_p = facts->end_log_p[side]};
  const mq_token *tokens = mq_facts_tokens(facts, side);
  for (size_t i = 0; i < mq_facts_count(facts, side); i++) add_token(&s, &tokens[i], &facts->of[side][i]);
  return s;
}

static void count_flags(const mq_facts *facts, double *out) {
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) {
    const mq_feature *feature = &mq_features[f];
    out[f] = 0;
    for (size_t i = 0; feature->flag && i < mq_facts_count(facts, feature->side); i++)
      out[f] += (facts->of[feature->side][i].flags & feature->flag) != 0;
  }
}

/* Both sides have few numbers; hostile ones are compared no farther than this. */
enum { MOST_NUMBERS = 64 };

static double lost_numbers(const mq_view *view) {
  double lost = 0;
  for (size_t i = 0; i < view->source_quantity_count && i < MOST_NUMBERS; i++) {
    const mq_quantity *quantity = &view->source_quantities[i];
    bool found = quantity->spelled || quantity->article;
    for (size_t k = 0; !found && k < view->target_quantity_count && k < MOST_NUMBERS; k++)
      found = mq_quantity_equal(quantity, &view->target_quantities[k]);
    lost += !found;
  }
  return lost;
}

static void forget(double *out, size_t first, size_t last) {
  for (size_t f = first; f <= last; f++) out[f] = (double)NAN;
}

void mq_features_of(const mq_facts *facts, double *out) {
  const sums s = sum_up(facts, MTQC_SOURCE), t = sum_up(facts, MTQC_TARGET);
  count_flags(facts, out);
  out[SOURCE_WORDS] = s.words;
  out[SOURCE_WORD_LENGTH] = s.letters / (s.words + .5);
  out[SOURCE_MEAN] = s.log_p / s.places;
  out[SOURCE_TOTAL] = s.log_p;
  out[LM_MEAN] = t.log_p / t.places;
  out[LM_TOTAL] = t.log_p;
  out[LM_MINIMUM] = t.minimum;
  out[LM_TRIGRAMS] = t.trigrams / t.places;
  out[LM_UNKNOWN] /= t.words + .5;
  out[SUPPORT_WEIGHTED] = s.weighted / (s.rarity + .5);
  out[SUPPORT_MEAN] = s.support / (s.words + .5);
  out[NUMBER_LOST] = lost_numbers(facts->view);
  out[TARGET_WORDS_LOG] = log1p(t.words);
  out[TARGET_WORD_LENGTH] = t.letters / (t.words + .5);
  out[LENGTH_DIFFERENCE] = fabs(log((t.letters + 3) / (s.letters + 3)));
  out[TARGET_COMMAS] = t.commas;
  out[PUNCTUATION_DIFFERENCE] = fabs(t.punctuation - s.punctuation);
  if (!facts->has_ngrams[MTQC_SOURCE]) forget(out, SOURCE_MEAN, SOURCE_UNKNOWN);
  if (!facts->has_ngrams[MTQC_TARGET]) forget(out, LM_MEAN, LM_UNKNOWN);
  if (!facts->has_pair) forget(out, SUPPORT_WEIGHTED, NAME_LOST);
}
