/* agent-act: a doer rendered as the deed, or a deed as the doer.
 *
 * "The offenders armed themselves" and "the offences armed themselves" differ by an ending, and machine translation often
 * takes the wrong one. Two tables find it: pairs of doer and deed in two languages (dicts/<a>-<b>/agent-act.tsv: source
 * agents, source acts, target agents, target acts) when the source is there; and, without a source, the deeds of the target
 * language that cannot act (act-nouns.txt) as subject of a verb that only people can be the subject of (agent-verbs.txt).
 *
 * Stemmers level doer and deed ("Räuber", "Raub"), so forms whose stems agree are told apart by the table entry that they
 * begin with. */
#include "odd.h"

enum { MOST_MATCHES = 128, SUBJECT_WORDS = 3, VERB_WITHIN = 6, MOST_NAMED = 3 };

static const float CONFIDENCE = 0.75f, REVERSE = 0.6f, ALONE = 0.65f, REPORTED = 0.5f, CRITICAL = 0.7f;
static const float LINKED_ELSEWHERE = 0.25f; /* taken off when the words strongly link to something else */
static const float STRONG_LINK = 0.3f;

typedef enum role { AGENT, ACT } mq_role;

typedef struct entry {
  uint32_t row;
  mq_role role;
  mq_str text, last; /* as written; fold of its last word */
} entry;

/* One side of the table of pairs: phrases numbered by entry. */
typedef struct entries {
  mq_phrases *phrases;
  MQ_ARRAY(entry) list;
} entries;

typedef struct knowledge {
  bool has_pairs;
  entries side[2]; /* by mtqc_side */
  mq_phrases *act_nouns, *agent_verbs;
  mq_map determiners; /* folds of words that may open a subject */
} knowledge;

static void add_entries(mq_arena *arena, entries *side, mq_str list, uint32_t row, mq_role role) {
  mq_str piece;
  while (mq_str_split(&list, ';', &piece)) {
    piece = mq_str_trim(piece);
    if (!piece.size) continue;
    size_t last = piece.size;
    while (last && piece.at[last - 1] != ' ') last--;
    mq_phrases_add(side->phrases, piece, (uint32_t)side->list.count);
    *mq_push(arena, &side->list) =
        (entry){row, role, piece, mq_fold(arena, (mq_str){piece.at + last, piece.size - last})};
  }
}

static void load_pairs(mq_arena *arena, knowledge *known, const mq_lexicon *lexicon, const mq_language *source,
                       const mq_language *target) {
  mq_table table;
  bool swapped = false;
  if (!source || !mq_lexicon_table(arena, lexicon, MQ_PACK_PAIR, "agent-act", &table, &swapped)) return;
  known->has_pairs = true;
  known->side[MTQC_SOURCE].phrases = mq_phrases_new(arena, source);
  known->side[MTQC_TARGET].phrases = mq_phrases_new(arena, target);
  for (uint32_t row = 0; row < table.rows; row++)
    for (size_t column = 0; column < 4; column++) {
      entries *side = &known->side[(column < 2) != swapped ? MTQC_SOURCE : MTQC_TARGET];
      add_entries(arena, side, mq_table_field(&table, row, column), row, column % 2 ? ACT : AGENT);
    }
}

static mq_phrases *load_phrases(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *target, const char *name) {
  mq_table table;
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, name, &table, NULL)) return NULL;
  mq_phrases *phrases = mq_phrases_new(arena, target);
  for (uint32_t row = 0; row < table.rows; row++)
    for (size_t column = 0; column < 2; column++) {
      mq_str list = mq_table_field(&table, row, column), piece;
      while (mq_str_split(&list, ';', &piece)) mq_phrases_add(phrases, mq_str_trim(piece), row);
    }
  return phrases;
}

static void *prepare(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *source, const mq_language *target) {
  knowledge *known = mq_arena_alloc(arena, sizeof *known);
  load_pairs(arena, known, lexicon, source, target);
  known->act_nouns = load_phrases(arena, lexicon, target, "act-nouns");
  known->agent_verbs = load_phrases(arena, lexicon, target, "agent-verbs");
  known->determiners.arena = arena;
  mq_table table;
  if (mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "determiners", &table, NULL))
    for (size_t row = 0; row < table.rows; row++)
      mq_map_add(&known->determiners, mq_fold(arena, mq_table_field(&table, row, 0)), NULL);
  return known->has_pairs || (known->act_nouns && known->agent_verbs) ? known : NULL;
}

typedef struct matches {
  size_t count;
  mq_phrase_match at[MOST_MATCHES];
} matches;

/* Matches of one side. Of entries that end in the same token, those that read worse than the best are dropped: only they
 * could confuse doer and deed where the stems agree. */
static matches *find(mq_arena *scratch, const entries *side, const mq_token *tokens, size_t count) {
  matches *found = mq_arena_alloc(scratch, sizeof *found);
  if (!count) return found;
  mq_phrase_match *at = found->at;
  const size_t all = mq_phrases_find(side->phrases, tokens, count, at, MOST_MATCHES);
  size_t *fit = mq_arena_array(scratch, all, sizeof *fit);
  for (size_t i = 0; i < all; i++)
    fit[i] = mq_form_fit(tokens[at[i].first + at[i].count - 1].word->fold, side->list.at[at[i].number].last);
  for (size_t i = 0; i < all; i++) {
    bool best = true;
    for (size_t k = 0; k < all && best; k++)
      best = at[k].first + at[k].count != at[i].first + at[i].count || fit[k] <= fit[i] ||
             side->list.at[at[k].number].role == side->list.at[at[i].number].role;
    if (best) found->at[found->count++] = at[i];
  }
  return found;
}

static bool has(const entries *side, const matches *list, uint32_t row, mq_role role) {
  for (size_t i = 0; i < list->count; i++) {
    const entry *found = &side->list.at[list->at[i].number];
    if (found->row == row && found->role == role) return true;
  }
  return false;
}

/* Whether some row that speaks of `place` in the target with role `said` has that role in the source as well. */
static bool explained(const knowledge *known, const matches *source, const matches *target, const mq_phrase_match *place,
                      mq_role said) {
  const entries *there = &known->side[MTQC_TARGET];
  for (size_t i = 0; i < target->count; i++) {
    const mq_phrase_match *other = &target->at[i];
    const bool apart = other->first >= place->first + place->count || place->first >= other->first + other->count;
    if (apart || there->list.at[other->number].role != said) continue;
    if (has(&known->side[MTQC_SOURCE], source, there->list.at[other->number].row, said)) return true;
  }
  return false;
}

/* Whether a row of the matched source phrase has a right rendering in the target. */
static bool rendered(const knowledge *known, const matches *source, const matches *target, const mq_phrase_match *place,
                     mq_role meant) {
  const entries *here = &known->side[MTQC_SOURCE];
  for (size_t i = 0; i < source->count; i++) {
    const mq_phrase_match *other = &source->at[i];
    const bool apart = other->first >= place->first + place->count || place->first >= other->first + other->count;
    if (apart || here->list.at[other->number].role != meant) continue;
    if (has(&known->side[MTQC_TARGET], target, here->list.at[other->number].row, meant)) return true;
  }
  return false;
}

static bool linked_elsewhere(const mq_view *view, const mq_phrase_match *target, const mq_phrase_match *source) {
  for (size_t i = target->first; i < target->first + target->count; i++) {
    const mq_link *link = &view->target_links[i];
    if (view->target[i].kind != MQ_WORD || view->target[i].word->shape & MQ_STOPWORD) continue;
    if (link->layer == MQ_LAYER_NONE || link->other == MQ_NO_ID || link->layer >= MQ_LAYER_PIVOT) continue;
    const bool inside = link->other >= source->first && link->other < source->first + source->count;
    if (!inside && link->strength >= STRONG_LINK) return true;
  }
  return false;
}

static void suggest_row(mq_context *context, mq_finding *finding, const entries *side, uint32_t row, mq_role role) {
  unsigned named = 0;
  for (size_t i = 0; i < side->list.count && named < MOST_NAMED; i++)
    if (side->list.at[i].row == row && side->list.at[i].role == role) {
      mq_finding_suggest(context, finding, side->list.at[i].text);
      named++;
    }
}

static void report(mq_context *context, const mq_view *view, const mq_phrase_match *source,
                   const mq_phrase_match *target, mq_role meant, float confidence) {
  const knowledge *known = context->prepared;
  const mq_span span = mq_tokens_span(view->target, target->first, target->count);
  const mq_span origin = mq_tokens_span(view->source, source->first, source->count);
  mq_finding *finding = mq_find_target(context, view, span);
  finding->has_source = true;
  finding->source = origin;
  finding->confidence = confidence;
  finding->severity = confidence >= CRITICAL ? MTQC_CRITICAL : MTQC_MAJOR;
  const mq_str said = mq_span_text(context->text[MTQC_TARGET], span);
  const mq_str wanted = mq_span_text(context->text[MTQC_SOURCE], origin);
  mq_finding_message(context, finding, meant == AGENT ? "\"%.*s\" is what somebody does; the source speaks of who does it: \"%.*s\""
                                                      : "\"%.*s\" is who does something; the source speaks of what is done: \"%.*s\"",
                     MQ_FMT(said), MQ_FMT(wanted));
  const entry *listed = &known->side[MTQC_SOURCE].list.at[source->number];
  mq_finding_evidence(context, finding, meant == AGENT ? "the table of doers and deeds has \"%.*s\" as a doer"
                                                       : "the table of doers and deeds has \"%.*s\" as a deed",
                      MQ_FMT(listed->text));
  mq_finding_evidence(context, finding, meant == AGENT ? "no rendering of the doer stands in the segment"
                                                       : "no rendering of the deed stands in the segment");
  suggest_row(context, finding, &known->side[MTQC_TARGET], listed->row, meant);
}

/* Pairs of one row whose role differs between the sides. */
static void check_pairs(mq_context *context, const mq_view *view) {
  const knowledge *known = context->prepared;
  const entries *here = &known->side[MTQC_SOURCE], *there = &known->side[MTQC_TARGET];
  const matches *source = find(context->scratch, here, view->source, view->source_count);
  if (!source->count) return;
  const matches *target = find(context->scratch, there, view->target, view->target_count);
  bool *said = mq_arena_array(context->scratch, view->target_count, sizeof *said);
  for (size_t s = 0; s < source->count; s++) {
    const entry *from = &here->list.at[source->at[s].number];
    const mq_role meant = from->role, wrong = meant == AGENT ? ACT : AGENT;
    if (has(here, source, from->row, wrong) || rendered(known, source, target, &source->at[s], meant)) continue;
    for (size_t t = 0; t < target->count; t++) {
      const entry *to = &there->list.at[target->at[t].number];
      const mq_phrase_match *place = &target->at[t];
      if (to->row != from->row || to->role != wrong || said[place->first]) continue;
      if (explained(known, source, target, place, wrong)) continue;
      float confidence = meant == AGENT ? CONFIDENCE : REVERSE;
      if (linked_elsewhere(view, place, &source->at[s])) confidence -= LINKED_ELSEWHERE;
      if (confidence < REPORTED) continue;
      said[place->first] = true;
      report(context, view, &source->at[s], place, meant, confidence);
      break;
    }
  }
}

static bool is_candidate_subject(const knowledge *known, const mq_language *language, const mq_token *token) {
  if (token->kind != MQ_WORD) return false;
  return mq_map_find(&known->determiners, token->word->fold) ||
         (language->noun_capitals && token->word->shape & MQ_CAPITALISED);
}

/* The tokens from `first` to an act noun, if they can be a subject: the noun alone, or after a determiner and at most a few
 * other words. Returns the index of the noun, or `count`. */
static size_t subject_noun(const knowledge *known, const mq_view *view, const matches *nouns, size_t first) {
  const mq_token *tokens = view->target;
  const bool opened = mq_map_find(&known->determiners, tokens[first].word->fold);
  for (size_t i = 0; i < nouns->count; i++) {
    const size_t noun = nouns->at[i].first;
    if (noun < first || noun - first > SUBJECT_WORDS || (noun > first && !opened)) continue;
    bool plain = true;
    for (size_t k = first + 1; k < noun && plain; k++)
      plain = tokens[k].kind == MQ_WORD && !(tokens[k].word->shape & MQ_CAPITALISED);
    if (plain) return noun + nouns->at[i].count - 1;
  }
  return view->target_count;
}

/* Reports the subject that begins at `first` if its noun is an act noun and a verb that only persons do follows. */
static void check_subject(mq_context *context, const mq_view *view, const matches *nouns, const matches *verbs,
                          size_t first) {
  const knowledge *known = context->prepared;
  const mq_token *tokens = view->target;
  const size_t noun = subject_noun(known, view, nouns, first);
  for (size_t i = 0; i < verbs->count && noun < view->target_count; i++) {
    const size_t verb = verbs->at[i].first, after = verb + verbs->at[i].count;
    if (verb <= noun || verb - noun - 1 > VERB_WITHIN || tokens[verb].word->shape & MQ_CAPITALISED) continue;
    bool clear = true;
    for (size_t k = noun + 1; k < verb && clear; k++) clear = tokens[k].kind == MQ_WORD;
    const bool inverted = verbs->at[i].count == 1 && after < view->target_count &&
                          is_candidate_subject(known, context->language[MTQC_TARGET], &tokens[after]);
    if (!clear || inverted) continue;
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

static void check_alone(mq_context *context, const mq_view *view) {
  const knowledge *known = context->prepared;
  if (!known->act_nouns || !known->agent_verbs) return;
  matches *nouns = mq_arena_alloc(context->scratch, 2 * sizeof *nouns), *verbs = nouns + 1;
  nouns->count = mq_phrases_find(known->act_nouns, view->target, view->target_count, nouns->at, MOST_MATCHES);
  if (nouns->count)
    verbs->count = mq_phrases_find(known->agent_verbs, view->target, view->target_count, verbs->at, MOST_MATCHES);
  for (size_t i = 0; i < view->target_count && verbs->count; i++)
    if (view->target[i].kind == MQ_WORD && view->target[i].flags & MQ_SENTENCE_START)
      check_subject(context, view, nouns, verbs, i);
}

static void check_segment(mq_context *context, const mq_view *view) {
  const knowledge *known = context->prepared;
  if (!view->target_count) return;
  const size_t before = context->findings.count;
  if (!view->no_source && view->source_count && known->has_pairs) check_pairs(context, view);
  if (context->findings.count == before) check_alone(context, view);
}

const mq_check mq_check_agent_act = {
  .prepare = prepare,
  .segment = check_segment,
  .explanation =
    "Flags a doer that was rendered as the deed (\"the burglars were seen\" as \"the burglaries were seen\"), and the reverse.\n"
    "With a source it uses the table of doers and deeds of the language pair: the source has the one, the aligned segment\n"
    "has only the other, and neither is explained by another word of the source. Without a source, or where the table is\n"
    "silent, it flags a segment that opens with the name of a deed as the subject of a verb that only persons can have\n"
    "(\"the attacks armed themselves\"), by two lists of the target language.\n"
    "\n"
    "Critical from confidence 0.7, else major. Needs agent-act.tsv of the pair, or act-nouns.txt and agent-verbs.txt of the\n"
    "target language."};
