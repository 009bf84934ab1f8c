#include "facts.h"

#include <math.h>

/* A weaker link says nothing: in true and in random pairs there are as many of those (see link.c). */
static const float supported = .2f;

/* The tokens of a side as its n-gram model knows them, their memory on its way. */
static const mq_ngram_word **ngram_words(mq_arena *arena, const mq_facts *facts, int side, const mq_ngrams *model) {
  const size_t count = mq_facts_count(facts, side);
  const mq_ngram_word **words = mq_arena_array(arena, count, sizeof *words);
  for (size_t i = 0; i < count; i++)
    words[i] = mq_lookup_ngram(facts->view->lookup, (mtqc_side)side, mq_facts_tokens(facts, side)[i].word);
  mq_ngram_fetch(model, words, count);
  return words;
}

static void walk_ngrams(mq_arena *arena, mq_facts *facts, int side) {
  const mq_ngrams *model = mq_lookup_ngrams(facts->view->lookup, (mtqc_side)side);
  if (!model) return;
  facts->has_ngrams[side] = true;
  const mq_ngram_word **words = ngram_words(arena, facts, side, model);
  mq_ngram_state state = mq_ngram_start(model);
  bool word_before = false;
  for (size_t i = 0; i < mq_facts_count(facts, side); i++) {
    mq_fact *fact = &facts->of[side][i];
    if (words[i]->event == MQ_EVENT_NONE) continue;
    int order;
    fact->log_p = mq_ngram_step(model, &state, words[i], &order);
    fact->order = (uint8_t)order;
    fact->counted = true;
    if (order == 0 && (fact->flags & MQ_FACT_WORD)) fact->flags |= MQ_FACT_UNKNOWN;
    if (order == 1 && word_before && (fact->flags & MQ_FACT_WORD)) fact->flags |= MQ_FACT_UNSEEN;
    word_before = order > 0 && (fact->flags & MQ_FACT_WORD);
  }
  const mq_ngram_word end = mq_ngram_find(model, MQ_EVENT_END);
  facts->end_log_p[side] = (double)mq_ngram_step(model, &state, &end, NULL);
}

static uint16_t form_flags(mq_lookup *lookup, int side, const mq_token *token, const mq_language *language) {
  const mq_word *word = token->word;
  uint16_t flags = MQ_FACT_WORD;
  if (word->kind != MQ_WORD) return 0;
  if (!(word->shape & MQ_STOPWORD)) flags |= MQ_FACT_CONTENT;
  if ((word->shape & MQ_CAPITALISED) && !(token->flags & MQ_SENTENCE_START) && !language->noun_capitals)
    flags |= MQ_FACT_NAME;
  if (language->script && word->script && word->script != language->script) flags |= MQ_FACT_FOREIGN;
  if (side == MTQC_SOURCE) return flags;
  const mq_spelling spelling = mq_lookup_spelling(lookup, MTQC_TARGET, word);
  if (spelling == MQ_SPELLING_UNKNOWN && !mq_lookup_entry(lookup, MTQC_TARGET, word)->attested)
    flags |= MQ_FACT_MISSPELT;
  return flags;
}

static float rarity_of(mq_lookup *lookup, int side, const mq_word *word) {
  const int16_t frequency = mq_lookup_entry(lookup, (mtqc_side)side, word)->frequency;
  const float rarity = frequency == MQ_FREQUENCY_UNKNOWN ? 8 : -(float)frequency / 100;
  return fminf(fmaxf(rarity, 1), 8);
}

/* What a word is to the other side. */
static uint16_t link_flags(mq_lookup *lookup, int side, const mq_token *token, const mq_link *link, uint16_t flags) {
  uint16_t more = 0;
  const bool lower = !(token->word->shape & MQ_CAPITALISED);
  if ((flags & MQ_FACT_CONTENT) && link->strength < supported) {
    more |= MQ_FACT_UNSUPPORTED;
    if (flags & MQ_FACT_NAME) more |= MQ_FACT_NAME_LOST;
    if (lower && side == MTQC_TARGET) more |= MQ_FACT_UNCALLED;
  }
  if (side == MTQC_TARGET && link->layer == MQ_LAYER_EQUAL && lower &&
      mq_lookup_misspelt(lookup, MTQC_TARGET, token->word))
    more |= MQ_FACT_COPIED;
  return more;
}

static void note_forms(mq_facts *facts, int side, const mq_language *language) {
  const mq_token *tokens = mq_facts_tokens(facts, side);
  const mq_link *links = side == MTQC_SOURCE ? facts->view->source_links : facts->view->target_links;
  mq_lookup *lookup = facts->view->lookup;
  for (size_t i = 0; i < mq_facts_count(facts, side); i++) {
    mq_fact *fact = &facts->of[side][i];
    fact->flags = form_flags(lookup, side, &tokens[i], language);
    fact->support = links[i].strength;
    if (!(fact->flags & MQ_FACT_WORD)) continue;
    fact->rarity = rarity_of(lookup, side, tokens[i].word);
    fact->flags |= link_flags(lookup, side, &tokens[i], &links[i], fact->flags);
    if (i && tokens[i - 1].word->fold_hash == tokens[i].word->fold_hash) fact->flags |= MQ_FACT_REPEATED;
  }
}

mq_facts mq_facts_of(mq_arena *arena, const mq_view *view, const mq_language *const language[2]) {
  mq_facts facts = {.view = view, .has_pair = mq_lookup_has_pair(view->lookup)};
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    facts.of[side] = mq_arena_array(arena, mq_facts_count(&facts, side), sizeof *facts.of[side]);
    note_forms(&facts, side, language[side]);
    walk_ngrams(arena, &facts, side);
  }
  return facts;
}
