/* A deed as the subject of what only persons do (see act_subject.h). */
#include "act_subject.h"

#include "sides.h"

enum { SUBJECT_WORDS = 3, VERB_WITHIN = 6 };

static const float ALONE = 0.65f;

static bool load_nouns(mq_arena *arena, mq_act_subjects *known, const mq_lexicon *lexicon, const mq_language *target) {
  mq_table table;
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "act-nouns", &table, NULL)) return false;
  known->nouns = mq_role_nouns_new(arena, target);
  for (uint32_t row = 0; row < table.rows; row++)
    mq_role_nouns_add(arena, &known->nouns, mq_table_field(&table, row, 0), row, MQ_ACT);
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "agent-nouns", &table, NULL)) return true;
  for (uint32_t row = 0; row < table.rows; row++)
    mq_role_nouns_add(arena, &known->nouns, mq_table_field(&table, row, 0), row, MQ_AGENT);
  return true;
}

static mq_phrases *load_verbs(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *target) {
  mq_table table;
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "agent-verbs", &table, NULL)) return NULL;
  mq_phrases *phrases = mq_phrases_new(arena, target);
  for (uint32_t row = 0; row < table.rows; row++)
    for (size_t column = 0; column < 2; column++) {
      mq_str list = mq_table_field(&table, row, column), piece;
      while (mq_str_split(&list, ';', &piece)) mq_phrases_add(phrases, mq_str_trim(piece), row);
    }
  return phrases;
}

static void load_passive(mq_arena *arena, mq_map *words, const mq_lexicon *lexicon) {
  mq_str list = mq_language_fact(arena, lexicon, MQ_PACK_TARGET, "passive"), piece;
  words->arena = arena;
  while (mq_str_split(&list, ';', &piece))
    if (piece.size) mq_map_add(words, mq_fold(arena, piece), NULL);
}

bool mq_act_subjects_load(mq_act_subjects *known, const mq_setup *setup) {
  mq_arena *arena = setup->arena;
  const mq_lexicon *lexicon = setup->lexicon;
  const bool listed = load_nouns(arena, known, lexicon, setup->target);
  known->verbs = load_verbs(arena, lexicon, setup->target);
  mq_language_words(arena, &known->determiners, lexicon, MQ_PACK_TARGET, "determiners");
  load_passive(arena, &known->passive, lexicon);
  known->passive_endings = mq_language_fact(arena, lexicon, MQ_PACK_TARGET, "passive-ending");
  return listed && known->verbs;
}

static bool is_candidate_subject(const mq_act_subjects *known, const mq_language *language, const mq_token *token) {
  if (token->kind != MQ_WORD) return false;
  return mq_find_fold(&known->determiners, token->word) ||
         (language->noun_capitals && token->word->shape & MQ_CAPITALISED);
}

/* The tokens from `first` to an act noun, if they can be a subject: the noun alone, or after a determiner and at most a few
 * other words. Returns the index of the noun, or `count`. */
static size_t subject_noun(const mq_act_subjects *known, const mq_view *view, const mq_role_matches *nouns, size_t first) {
  const mq_token *tokens = view->target;
  const bool opened = mq_find_fold(&known->determiners, tokens[first].word);
  for (size_t i = 0; i < nouns->count; i++) {
    const size_t noun = nouns->at[i].first;
    if (known->nouns.list.at[nouns->at[i].number].role != MQ_ACT) continue;
    if (mq_role_is_ambiguous(&known->nouns, nouns, &nouns->at[i], MQ_ACT)) continue;
    if (noun < first || noun - first > SUBJECT_WORDS || (noun > first && !opened)) continue;
    bool plain = true;
    for (size_t k = first + 1; k < noun && plain; k++)
      plain = tokens[k].kind == MQ_WORD && !(tokens[k].word->shape & MQ_CAPITALISED);
    if (plain) return noun + nouns->at[i].count - 1;
  }
  return view->target_count;
}

/* Whether the subject suffers what a verb says ("the theft was denied"), or may: a headline ("Theft denied"). */
static bool is_passive(const mq_act_subjects *known, const mq_view *view, size_t first, size_t noun, const mq_phrase_match *verb) {
  const mq_token *tokens = view->target;
  for (size_t k = noun + 1; k < verb->first; k++)
    if (mq_find_fold(&known->passive, tokens[k].word)) return true;
  const size_t after = verb->first + verb->count;
  mq_str endings = known->passive_endings, ending;
  while (mq_str_split(&endings, ';', &ending))
    if (ending.size && mq_str_ends(tokens[after - 1].word->fold, ending)) return true;
  return first == noun && verb->first == noun + 1 && verb->count == 1 &&
         (after == view->target_count || tokens[after].kind != MQ_WORD);
}

/* Reports the subject that begins at `first` if its noun is an act noun and a verb that only persons do follows. */
static void check_subject(mq_context *context, const mq_view *view, const mq_act_subjects *known, const mq_role_matches *nouns,
                          const mq_role_matches *verbs, size_t first) {
  const mq_token *tokens = view->target;
  const size_t noun = subject_noun(known, view, nouns, first);
  for (size_t i = 0; i < verbs->count && noun < view->target_count; i++) {
    const size_t verb = verbs->at[i].first, after = verb + verbs->at[i].count;
    if (verb <= noun || verb - noun - 1 > VERB_WITHIN || tokens[verb].word->shape & MQ_CAPITALISED) continue;
    bool clear = true;
    for (size_t k = noun + 1; k < verb && clear; k++) clear = tokens[k].kind == MQ_WORD;
    const bool inverted = verbs->at[i].count == 1 && after < view->target_count &&
                          is_candidate_subject(known, context->language[MTQC_TARGET], &tokens[after]);
    if (!clear || inverted || is_passive(known, view, first, noun, &verbs->at[i])) continue;
    mq_finding *finding = mq_find_target(context, view, mq_tokens_span(tokens, first, after - first));
    finding->confidence = ALONE;
    finding->severity = MTQC_MAJOR;
    const mq_str act = tokens[noun].word->surface;
    const mq_str deed = mq_span_text(context->text[MTQC_TARGET], mq_tokens_span(tokens, verb, after - verb));
    mq_finding_message(context, finding, "\"%.*s\" cannot do this: \"%.*s\" takes a person as its subject", MQ_FMT(act),
                       MQ_FMT(deed));
    mq_finding_evidence(context, finding, "\"%.*s\" names an act, and it is the subject here", MQ_FMT(act));
    return;
  }
}

void mq_act_subjects_check(mq_context *context, const mq_view *view, const mq_act_subjects *known) {
  mq_role_matches *verbs = mq_arena_alloc(context->scratch, sizeof *verbs);
  verbs->count = mq_phrases_find(known->verbs, view->target, view->target_count, verbs->at, MQ_MOST_ROLES);
  if (!verbs->count) return;
  const mq_role_matches *nouns = mq_role_nouns_find(context->scratch, &known->nouns, context->lookup, view->target, view->target_count);
  for (size_t i = 0; i < view->target_count && nouns->count; i++)
    if (view->target[i].kind == MQ_WORD && view->target[i].flags & MQ_SENTENCE_START)
      check_subject(context, view, known, nouns, verbs, i);
}
