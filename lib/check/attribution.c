/* Reservation dropped: what the source calls a claim ("allegedly") stands in the translation as a fact.
 *
 * A table by language (attribution.tsv) lists the words that mark a claim, as written, and what else may render them, by stem:
 * reporting verbs, sources ("laut", "по данным"), modal verbs, the subjunctive. The translation is believed as soon as it has
 * one of either kind anywhere, for a reservation moves freely in the sentence. */
#include "sides.h"
#include "text/phrase.h"

enum { LEAST_TOKENS = 4 };

typedef struct side_table {
  mq_map claims;        /* folds */
  mq_phrases *answers;  /* claims too */
} side_table;

static bool load_side(void *record, const mq_setup *setup, mtqc_side which) {
  side_table *side = record;
  mq_table table;
  if (!mq_lexicon_table(setup->arena, setup->lexicon, mq_side_pack(which), "attribution", &table, NULL)) return false;
  side->claims.arena = setup->arena;
  side->answers = mq_phrases_new(setup->arena, mq_side_language(setup, which));
  for (size_t row = 0; row < table.rows; row++) {
    const bool claim = mq_str_equal(mq_table_field(&table, row, 0), MQ_STR("claim"));
    mq_str list = mq_table_field(&table, row, 1);
    for (mq_str word; mq_str_split(&list, ';', &word);) {
      word = mq_str_trim(word);
      mq_phrases_add(side->answers, word, 0);
      if (claim) mq_map_add(&side->claims, mq_fold(setup->arena, word), NULL);
    }
  }
  return true;
}

static void *prepare(const mq_setup *setup) { return mq_prepare_sides(setup, sizeof(side_table), load_side); }

/* The first claim, or `count`. */
static size_t claim_in(const side_table *table, const mq_token *tokens, size_t count) {
  size_t i = 0;
  while (i < count && !(tokens[i].kind == MQ_WORD && mq_find_fold(&table->claims, tokens[i].word))) i++;
  return i;
}

static void segment(mq_context *context, const mq_view *view) {
  if (view->no_source || view->target_count < LEAST_TOKENS) return;
  const side_table *sides = context->prepared;
  const size_t claim = claim_in(&sides[MTQC_SOURCE], view->source, view->source_count);
  mq_phrase_match answer;
  if (claim == view->source_count ||
      mq_phrases_find(sides[MTQC_TARGET].answers, view->target, view->target_count, &answer, 1))
    return;
  const mq_span span = mq_tokens_span(view->source, claim, 1);
  mq_finding *finding = mq_find_source(context, view, span);
  finding->confidence = .65f;
  mq_finding_message(context, finding, "The translation states as a fact what the source marks as a claim (\"%.*s\")",
                     MQ_FMT(mq_span_text(context->text[MTQC_SOURCE], span)));
  mq_finding_evidence(context, finding,
                      "no word for a claim, a report, a source or a possibility stands in the translation");
}

const mq_check mq_check_attribution = {
    .prepare = prepare,
    .segment = segment,
    .explanation =
        "The source marks something as a claim or a supposition (\"allegedly\", \"offenbar\", \"якобы\", \"prétendument\"), and the translation "
        "states it as a fact.\n"
        "Nothing is reported if the translation has any word of that kind, a reporting verb, a source (\"laut\", \"по данным\"), "
        "a modal verb or a subjunctive that may render it (dicts/<lang>/attribution.tsv). A reservation that the translation "
        "adds is not reported."};
