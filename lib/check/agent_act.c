/* agent-act: a doer rendered as the deed, or a deed as the doer.
 *
 * "The offenders armed themselves" and "the offences armed themselves" differ by an ending, and machine translation often
 * takes the wrong one. With a source, a table of doers and deeds in two languages finds it (dicts/<a>-<b>/agent-act.tsv: source
 * agents, source acts, target agents, target acts); without one, a deed that does what only persons do (act_subject.h). */
#include "act_subject.h"
#include "sides.h"

enum { MOST_NAMED = 3 };

static const float CONFIDENCE = 0.75f, REVERSE = 0.45f, DOUBTED = 0.55f, CRITICAL = 0.7f;
static const float STRONG_LINK = 0.1f;

typedef struct knowledge {
  bool has_pairs;
  bool swapped; /* the table is of the pair the other way round */
  mq_role_nouns side[2]; /* by mtqc_side */
  bool has_subjects;
  mq_act_subjects subjects;
} knowledge;

static void load_pairs(mq_arena *arena, knowledge *known, const mq_lexicon *lexicon, const mq_language *source,
                       const mq_language *target) {
  mq_table table;
  bool swapped = false;
  if (!source || !mq_lexicon_table(arena, lexicon, MQ_PACK_PAIR, "agent-act", &table, &swapped)) return;
  known->has_pairs = true;
  known->swapped = swapped;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    known->side[side] = mq_role_nouns_new(arena, side == MTQC_SOURCE ? source : target);
    mq_language_words(arena, &known->side[side].endings, lexicon, mq_side_pack((mtqc_side)side), "noun-endings");
  }
  for (uint32_t row = 0; row < table.rows; row++)
    for (size_t column = 0; column < 4; column++) {
      mq_role_nouns *side = &known->side[(column < 2) != swapped ? MTQC_SOURCE : MTQC_TARGET];
      mq_role_nouns_add(arena, side, mq_table_field(&table, row, column), row, column % 2 ? MQ_ACT : MQ_AGENT);
    }
}

static void *prepare(const mq_setup *setup) {
  knowledge *known = mq_arena_alloc(setup->arena, sizeof *known);
  load_pairs(setup->arena, known, setup->lexicon, setup->source, setup->target);
  known->has_subjects = mq_act_subjects_load(&known->subjects, setup);
  return known->has_pairs || known->has_subjects ? known : NULL;
}

/* Whether some row that speaks of `place` in the target with role `said` has that role in the source as well. */
static bool explained(const knowledge *known, const mq_role_matches *source, const mq_role_matches *target,
                      const mq_phrase_match *place, mq_role said) {
  const mq_role_nouns *there = &known->side[MTQC_TARGET];
  for (size_t i = 0; i < target->count; i++) {
    const mq_phrase_match *other = &target->at[i];
    const bool apart = other->first >= place->first + place->count || place->first >= other->first + other->count;
    if (apart || there->list.at[other->number].role != said) continue;
    if (mq_role_nouns_have(&known->side[MTQC_SOURCE], source, there->list.at[other->number].row, said)) return true;
  }
  return false;
}

/* Whether a row of the matched source phrase has a right rendering in the target. */
static bool rendered(const knowledge *known, const mq_role_matches *source, const mq_role_matches *target,
                     const mq_phrase_match *place, mq_role meant) {
  const mq_role_nouns *here = &known->side[MTQC_SOURCE];
  for (size_t i = 0; i < source->count; i++) {
    const mq_phrase_match *other = &source->at[i];
    const bool apart = other->first >= place->first + place->count || place->first >= other->first + other->count;
    if (apart || here->list.at[other->number].role != meant) continue;
    if (mq_role_nouns_have(&known->side[MTQC_TARGET], target, here->list.at[other->number].row, meant)) return true;
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
static bool stems_agree(const mq_role_nouns *side, uint32_t row, mq_role meant, mq_str stem) {
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
  float confidence = meant == MQ_AGENT && !known->swapped ? CONFIDENCE : REVERSE;
  if (stems_agree(&known->side[MTQC_TARGET], row, meant, said->stem)) return confidence;
  if (stems_agree(&known->side[MTQC_SOURCE], row, meant == MQ_AGENT ? MQ_ACT : MQ_AGENT, wanted->stem)) return confidence;
  for (size_t s = source->first; s < source->first + source->count; s++)
    for (size_t t = target->first; t < target->first + target->count; t++) {
      const mq_link link = mq_lookup_pair(context->lookup, view->source[s].word, view->target[t].word);
      if (link.layer == MQ_LAYER_NONE || link.layer >= MQ_LAYER_COGNATE || link.strength < STRONG_LINK) continue;
      if (link.layer != MQ_LAYER_TRAINED && source->count == 1) return 0;
      confidence = confidence > DOUBTED ? DOUBTED : confidence;
    }
  return confidence;
}

static void suggest_row(mq_context *context, mq_finding *finding, const mq_role_nouns *side, uint32_t row, mq_role role) {
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
  finding->severity = confidence >= CRITICAL ? MTQC_CRITICAL : meant == MQ_AGENT ? MTQC_MAJOR : MTQC_MINOR;
  const mq_str said = mq_span_text(context->text[MTQC_TARGET], span);
  const mq_str wanted = mq_span_text(context->text[MTQC_SOURCE], origin);
  mq_finding_message(context, finding,
                     meant == MQ_AGENT ? "\"%.*s\" is what somebody does; the source speaks of who does it: \"%.*s\""
                                    : "\"%.*s\" is who does something; the source speaks of what is done: \"%.*s\"",
                     MQ_FMT(said), MQ_FMT(wanted));
  const mq_role_noun *listed = &known->side[MTQC_SOURCE].list.at[source->number];
  mq_finding_evidence(context, finding, meant == MQ_AGENT ? "the table of doers and deeds has \"%.*s\" as a doer"
                                                       : "the table of doers and deeds has \"%.*s\" as a deed",
                      MQ_FMT(listed->text));
  mq_finding_evidence(context, finding, meant == MQ_AGENT ? "no rendering of the doer stands in the segment"
                                                       : "no rendering of the deed stands in the segment");
  suggest_row(context, finding, &known->side[MTQC_TARGET], listed->row, meant);
}

/* Pairs of one row whose role differs between the sides. */
static void check_pairs(mq_context *context, const mq_view *view) {
  const knowledge *known = context->prepared;
  const mq_role_nouns *here = &known->side[MTQC_SOURCE], *there = &known->side[MTQC_TARGET];
  const mq_role_matches *source = mq_role_nouns_find(context->scratch, here, NULL, view->source, view->source_count);
  if (!source->count) return;
  const mq_role_matches *target = mq_role_nouns_find(context->scratch, there, NULL, view->target, view->target_count);
  bool *said = mq_arena_array(context->scratch, view->target_count, sizeof *said);
  for (size_t s = 0; s < source->count; s++) {
    const mq_role_noun *from = &here->list.at[source->at[s].number];
    const mq_role meant = from->role, wrong = meant == MQ_AGENT ? MQ_ACT : MQ_AGENT;
    if (mq_role_is_ambiguous(here, source, &source->at[s], meant) || mq_role_nouns_have(here, source, from->row, wrong)) continue;
    if (rendered(known, source, target, &source->at[s], meant)) continue;
    for (size_t t = 0; t < target->count; t++) {
      const mq_role_noun *to = &there->list.at[target->at[t].number];
      const mq_phrase_match *place = &target->at[t];
      if (to->row != from->row || to->role != wrong || said[place->first]) continue;
      if (explained(known, source, target, place, wrong)) continue;
      if (mq_role_is_ambiguous(there, target, place, wrong)) continue;
      if (linked_elsewhere(context, view, &source->at[s], place)) continue;
      const float confidence = confidence_of(context, view, &source->at[s], place, meant);
      if (confidence <= 0) continue;
      said[place->first] = true;
      report(context, view, &source->at[s], place, meant, confidence);
      break;
    }
  }
}

static void check_segment(mq_context *context, const mq_view *view) {
  const knowledge *known = context->prepared;
  if (!view->target_count) return;
  const size_t before = context->findings.count;
  if (!view->no_source && view->source_count && known->has_pairs) check_pairs(context, view);
  if (context->findings.count == before && known->has_subjects)
    mq_act_subjects_check(context, view, &known->subjects);
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
