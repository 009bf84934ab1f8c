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
#include "sides.h"

enum { MOST_MATCHES = 128, SUBJECT_WORDS = 3, VERB_WITHIN = 6, MOST_NAMED = 3 };

static const float CONFIDENCE = 0.75f, REVERSE = 0.45f, DOUBTED = 0.55f, ALONE = 0.65f, CRITICAL = 0.7f;
static const float STRONG_LINK = 0.1f;

typedef enum role { AGENT, ACT } mq_role;

typedef struct entry {
  uint32_t row;
  mq_role role;
  mq_str text, last, stem; /* as written; fold of its last word, and its stem */
} entry;

/* One side of the table of pairs: phrases numbered by entry. */
typedef struct entries {
  const mq_language *language;
  mq_phrases *phrases;
  mq_map noun_endings; /* empty: any */
  MQ_ARRAY(entry) list;
} entries;

typedef struct knowledge {
  bool has_pairs;
  bool swapped; /* the table is of the pair the other way round */
  entries side[2]; /* by mtqc_side */
  entries act_nouns; /* of the target language; agent nouns stand among them to tell the two apart */
  mq_phrases *agent_verbs;
  mq_map determiners; /* folds of words that may open a subject */
  mq_map passive;     /* folds of words that make the verb behind them passive */
  mq_str passive_endings; /* of verbs that are passive by themselves; separated by ; */
} knowledge;

static void add_entries(mq_arena *arena, entries *side, mq_str list, uint32_t row, mq_role role) {
  mq_str piece;
  while (mq_str_split(&list, ';', &piece)) {
    piece = mq_str_trim(piece);
    if (!piece.size) continue;
    size_t last = piece.size;
    while (last && piece.at[last - 1] != ' ') last--;
    mq_phrases_add(side->phrases, piece, (uint32_t)side->list.count);
    const mq_str fold = mq_fold(arena, (mq_str){piece.at + last, piece.size - last});
    *mq_push(arena, &side->list) = (entry){row, role, piece, fold, mq_stem(arena, side->language, fold)};
  }
}

/* The first column of a table, folded. */
static void load_words(mq_arena *arena, mq_map *words, const mq_lexicon *lexicon, mq_pack_kind kind, const char *name) {
  mq_table table;
  words->arena = arena;
  if (!mq_lexicon_table(arena, lexicon, kind, name, &table, NULL)) return;
  for (size_t row = 0; row < table.rows; row++) mq_map_add(words, mq_fold(arena, mq_table_field(&table, row, 0)), NULL);
}

static void load_pairs(mq_arena *arena, knowledge *known, const mq_lexicon *lexicon, const mq_language *source,
                       const mq_language *target) {
  mq_table table;
  bool swapped = false;
  if (!source || !mq_lexicon_table(arena, lexicon, MQ_PACK_PAIR, "agent-act", &table, &swapped)) return;
  known->has_pairs = true;
  known->swapped = swapped;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    known->side[side].language = side == MTQC_SOURCE ? source : target;
    known->side[side].phrases = mq_phrases_new(arena, known->side[side].language);
    load_words(arena, &known->side[side].noun_endings, lexicon, side == MTQC_SOURCE ? MQ_PACK_SOURCE : MQ_PACK_TARGET,
               "noun-endings");
  }
  for (uint32_t row = 0; row < table.rows; row++)
    for (size_t column = 0; column < 4; column++) {
      entries *side = &known->side[(column < 2) != swapped ? MTQC_SOURCE : MTQC_TARGET];
      add_entries(arena, side, mq_table_field(&table, row, column), row, column % 2 ? ACT : AGENT);
    }
}

static void load_act_nouns(mq_arena *arena, knowledge *known, const mq_lexicon *lexicon, const mq_language *target) {
  mq_table table;
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "act-nouns", &table, NULL)) return;
  known->act_nouns.language = target;
  known->act_nouns.phrases = mq_phrases_new(arena, target);
  for (uint32_t row = 0; row < table.rows; row++)
    add_entries(arena, &known->act_nouns, mq_table_field(&table, row, 0), row, ACT);
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "agent-nouns", &table, NULL)) return;
  for (uint32_t row = 0; row < table.rows; row++)
    add_entries(arena, &known->act_nouns, mq_table_field(&table, row, 0), row, AGENT);
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

static void *prepare(const mq_setup *setup) {
  mq_arena *arena = setup->arena;
  const mq_lexicon *lexicon = setup->lexicon;
  knowledge *known = mq_arena_alloc(arena, sizeof *known);
  load_pairs(arena, known, lexicon, setup->source, setup->target);
  load_act_nouns(arena, known, lexicon, setup->target);
  known->agent_verbs = load_verbs(arena, lexicon, setup->target);
  load_words(arena, &known->determiners, lexicon, MQ_PACK_TARGET, "determiners");
  load_passive(arena, &known->passive, lexicon);
  known->passive_endings = mq_language_fact(arena, lexicon, MQ_PACK_TARGET, "passive-ending");
  return known->has_pairs || (known->act_nouns.phrases && known->agent_verbs) ? known : NULL;
}

typedef struct matches {
  size_t count;
  mq_phrase_match at[MOST_MATCHES];
} matches;

/* Whether a form may be one of a noun: it shows the entry and, where the language has a table of them, goes on with an
 * ending of nouns. Returns how much of the entry it shows. */
static size_t noun_fit(const entries *side, mq_str form, mq_str noun) {
  const size_t fit = mq_form_reads(form, noun);
  if (!fit || !side->noun_endings.count) return fit;
  const size_t common = mq_common_prefix(form, noun);
  const mq_str ending = {form.at + common, form.size - common};
  if (noun.size - common > (ending.size > 0)) return 0; /* "cities" of "city", but not "produce" of "producer" */
  return !ending.size || mq_map_find(&side->noun_endings, ending) ? fit : 0;
}

/* Whether a token may be a noun: it has a capital where nouns have one. */
static bool may_be_noun(const entries *side, const mq_token *token) {
  return token->kind == MQ_WORD &&
         (!side->language->noun_capitals || token->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS));
}

/* Entries found in tokens, and how much of its last word each shows. */
typedef struct readings {
  size_t count;
  size_t fit[MOST_MATCHES];
  mq_phrase_match at[MOST_MATCHES];
} readings;

static void read_words(readings *read, const entries *side, const mq_token *tokens, size_t count) {
  read->count = mq_phrases_find(side->phrases, tokens, count, read->at, MOST_MATCHES);
  for (size_t i = 0; i < read->count; i++) {
    const mq_token *last = &tokens[read->at[i].first + read->at[i].count - 1];
    read->fit[i] =
        may_be_noun(side, last) ? noun_fit(side, last->word->fold, side->list.at[read->at[i].number].last) : 0;
  }
}

/* The last part of a compound says what the whole is: "Grenz|verletzung". */
static void read_heads(readings *read, const entries *side, mq_lookup *lookup, const mq_token *tokens, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!may_be_noun(side, &tokens[i])) continue;
    const mq_compound *compound = mq_lookup_compound(lookup, MTQC_TARGET, tokens[i].word);
    if (!compound->count) continue;
    mq_token head = tokens[i];
    head.word = mq_lookup_word(lookup, MTQC_TARGET, compound->parts[compound->count - 1].fold);
    size_t k = read->count;
    read->count += mq_phrases_find(side->phrases, &head, 1, &read->at[k], MOST_MATCHES - k);
    for (; k < read->count; k++) {
      read->at[k].first = (uint32_t)i;
      read->fit[k] = noun_fit(side, head.word->fold, side->list.at[read->at[k].number].last);
    }
  }
}

/* Matches of one side; with a look-up also the heads of compounds, which are words of the translation. Of entries that end
 * in the same token, only those that show most of themselves in it are kept: where stems agree, they tell doer and deed
 * apart. Two roles that show as much leave it open, and both are kept. */
static matches *find(mq_arena *scratch, const entries *side, mq_lookup *lookup, const mq_token *tokens, size_t count) {
  matches *found = mq_arena_alloc(scratch, sizeof *found);
  if (!count) return found;
  readings *read = mq_arena_alloc(scratch, sizeof *read);
  read_words(read, side, tokens, count);
  if (lookup && side->language->compounding) read_heads(read, side, lookup, tokens, count);
  for (size_t i = 0; i < read->count; i++) {
    const mq_phrase_match *at = &read->at[i];
    bool best = read->fit[i] > 0;
    for (size_t k = 0; k < read->count && best; k++)
      best = read->at[k].first + read->at[k].count != at->first + at->count || read->fit[k] <= read->fit[i];
    if (best) found->at[found->count++] = *at;
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
static bool explained(const knowledge *known, const matches *source, const matches *target,
                      const mq_phrase_match *place, mq_role said) {
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

static bool within(const mq_phrase_match *place, size_t i) {
  return i >= place->first && i < place->first + place->count;
}

static bool is_content(const mq_word *word) { return word->kind == MQ_WORD && !(word->shape & MQ_STOPWORD); }

/* Whether the lexicon links a word of `source` to a word of the target outside `target`, or the reverse: then both sides
 * have their counterparts, and the table speaks of something else. */
static bool linked_elsewhere(const mq_context *context, const mq_view *view, const mq_phrase_match *source,
                             const mq_phrase_match *target) {
  for (size_t s = 0; s < view->source_count; s++)
    for (size_t t = 0; t < view->target_count; t++) {
      if (within(source, s) == within(target, t)) continue;
      if (!is_content(view->source[s].word) || !is_content(view->target[t].word)) continue;
      const mq_link link = mq_lookup_pair(context->lookup, view->source[s].word, view->target[t].word);
      if (link.layer != MQ_LAYER_NONE && link.layer != MQ_LAYER_COMPOUND && link.strength >= STRONG_LINK) return true;
    }
  return false;
}

/* Whether doer and deed of a row share the stem of a token, so that the lexicon, which knows stems, cannot tell them apart. */
static bool stems_agree(const entries *side, uint32_t row, mq_role meant, mq_str stem) {
  for (size_t i = 0; i < side->list.count; i++)
    if (side->list.at[i].row == row && side->list.at[i].role == meant && mq_str_equal(side->list.at[i].stem, stem))
      return true;
  return false;
}

/* Translators turn deeds into doers freely ("was accused of theft", "the thief"), the reverse hardly ever in the direction for
 * which the table was made. In the other one they do so in 7 of 1000 segments of news ("Hersteller von Autos", "car
 * manufacturing"). A dictionary that gives the deed for the doer overrules the table; a trained table only raises a doubt. */
static float confidence_of(const mq_context *context, const mq_view *view, const mq_phrase_match *source,
                           const mq_phrase_match *target, mq_role meant) {
  const knowledge *known = context->prepared;
  const uint32_t row = known->side[MTQC_SOURCE].list.at[source->number].row;
  const mq_word *said = view->target[target->first + target->count - 1].word;
  const mq_word *wanted = view->source[source->first + source->count - 1].word;
  float confidence = meant == AGENT && !known->swapped ? CONFIDENCE : REVERSE;
  if (stems_agree(&known->side[MTQC_TARGET], row, meant, said->stem)) return confidence;
  if (stems_agree(&known->side[MTQC_SOURCE], row, meant == AGENT ? ACT : AGENT, wanted->stem)) return confidence;
  for (size_t s = source->first; s < source->first + source->count; s++)
    for (size_t t = target->first; t < target->first + target->count; t++) {
      const mq_link link = mq_lookup_pair(context->lookup, view->source[s].word, view->target[t].word);
      if (link.layer == MQ_LAYER_NONE || link.layer >= MQ_LAYER_COGNATE || link.strength < STRONG_LINK) continue;
      if (link.layer != MQ_LAYER_TRAINED && source->count == 1) return 0;
      confidence = confidence > DOUBTED ? DOUBTED : confidence;
    }
  return confidence;
}

/* Whether the same token may be read in the other role as well. */
static bool is_ambiguous(const entries *side, const matches *list, const mq_phrase_match *place, mq_role role) {
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].first + list->at[i].count == place->first + place->count &&
        side->list.at[list->at[i].number].role != role)
      return true;
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
  finding->severity = confidence >= CRITICAL ? MTQC_CRITICAL : meant == AGENT ? MTQC_MAJOR : MTQC_MINOR;
  const mq_str said = mq_span_text(context->text[MTQC_TARGET], span);
  const mq_str wanted = mq_span_text(context->text[MTQC_SOURCE], origin);
  mq_finding_message(context, finding,
                     meant == AGENT ? "\"%.*s\" is what somebody does; the source speaks of who does it: \"%.*s\""
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
  const matches *source = find(context->scratch, here, NULL, view->source, view->source_count);
  if (!source->count) return;
  const matches *target = find(context->scratch, there, NULL, view->target, view->target_count);
  bool *said = mq_arena_array(context->scratch, view->target_count, sizeof *said);
  for (size_t s = 0; s < source->count; s++) {
    const entry *from = &here->list.at[source->at[s].number];
    const mq_role meant = from->role, wrong = meant == AGENT ? ACT : AGENT;
    if (is_ambiguous(here, source, &source->at[s], meant) || has(here, source, from->row, wrong)) continue;
    if (rendered(known, source, target, &source->at[s], meant)) continue;
    for (size_t t = 0; t < target->count; t++) {
      const entry *to = &there->list.at[target->at[t].number];
      const mq_phrase_match *place = &target->at[t];
      if (to->row != from->row || to->role != wrong || said[place->first]) continue;
      if (explained(known, source, target, place, wrong)) continue;
      if (is_ambiguous(there, target, place, wrong)) continue;
      if (linked_elsewhere(context, view, &source->at[s], place)) continue;
      const float confidence = confidence_of(context, view, &source->at[s], place, meant);
      if (confidence <= 0) continue;
      said[place->first] = true;
      report(context, view, &source->at[s], place, meant, confidence);
      break;
    }
  }
}

static bool is_candidate_subject(const knowledge *known, const mq_language *language, const mq_token *token) {
  if (token->kind != MQ_WORD) return false;
  return mq_find_fold(&known->determiners, token->word) ||
         (language->noun_capitals && token->word->shape & MQ_CAPITALISED);
}

/* The tokens from `first` to an act noun, if they can be a subject: the noun alone, or after a determiner and at most a few
 * other words. Returns the index of the noun, or `count`. */
static size_t subject_noun(const knowledge *known, const mq_view *view, const matches *nouns, size_t first) {
  const mq_token *tokens = view->target;
  const bool opened = mq_find_fold(&known->determiners, tokens[first].word);
  for (size_t i = 0; i < nouns->count; i++) {
    const size_t noun = nouns->at[i].first;
    if (known->act_nouns.list.at[nouns->at[i].number].role != ACT) continue;
    if (is_ambiguous(&known->act_nouns, nouns, &nouns->at[i], ACT)) continue;
    if (noun < first || noun - first > SUBJECT_WORDS || (noun > first && !opened)) continue;
    bool plain = true;
    for (size_t k = first + 1; k < noun && plain; k++)
      plain = tokens[k].kind == MQ_WORD && !(tokens[k].word->shape & MQ_CAPITALISED);
    if (plain) return noun + nouns->at[i].count - 1;
  }
  return view->target_count;
}

/* Whether the subject suffers what a verb says ("the theft was denied"), or may: a headline ("Theft denied"). */
static bool is_passive(const knowledge *known, const mq_view *view, size_t first, size_t noun, const mq_phrase_match *verb) {
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

static void check_alone(mq_context *context, const mq_view *view) {
  const knowledge *known = context->prepared;
  if (!known->act_nouns.phrases || !known->agent_verbs) return;
  matches *verbs = mq_arena_alloc(context->scratch, sizeof *verbs);
  verbs->count = mq_phrases_find(known->agent_verbs, view->target, view->target_count, verbs->at, MOST_MATCHES);
  if (!verbs->count) return;
  const matches *nouns = find(context->scratch, &known->act_nouns, context->lookup, view->target, view->target_count);
  for (size_t i = 0; i < view->target_count && nouns->count; i++)
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
    "Critical where it is sure, else major; a deed rendered as the doer, which translators do freely, is minor. That, and all\n"
    "that a table of the other direction says, is below the usual confidence. Needs agent-act.tsv of the pair, or act-nouns.txt and agent-verbs.txt of the\n"
    "target language."};
