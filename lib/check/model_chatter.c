/* What a language model says instead of translating, or around it: "Here is the translation:", "As an AI …", "I'm sorry,
 * but I cannot …".
 *
 * The phrases are data of the target language (dicts/<lang>/chatter.tsv); English ones stand in every table, for models
 * answer in English too. Where the source holds such a phrase, the translation rightly does. */
#include "odd.h"

enum { MOST_MATCHES = 16, START_TOKENS = 3 };

typedef enum place { ANYWHERE, AT_START } place;

typedef struct phrase_table {
  mq_phrases *phrases; /* numbered by row */
  const uint8_t *places; /* by row */
} phrase_table;

typedef struct prepared {
  phrase_table side[2]; /* by mtqc_side; the source's may be empty */
} prepared;

static bool load_side(phrase_table *side, const mq_setup *setup, mtqc_side which) {
  const bool source = which == MTQC_SOURCE;
  mq_table table;
  side->phrases = mq_phrases_new(setup->arena, source ? setup->source : setup->target);
  if (!mq_lexicon_table(setup->arena, setup->lexicon, source ? MQ_PACK_SOURCE : MQ_PACK_TARGET, "chatter", &table,
                        NULL))
    return false;
  uint8_t *places = mq_arena_array(setup->arena, table.rows, sizeof *places);
  for (size_t row = 0; row < table.rows; row++) {
    mq_phrases_add(side->phrases, mq_table_field(&table, row, 0), (uint32_t)row);
    places[row] = mq_str_equal(mq_table_field(&table, row, 1), MQ_STR("start")) ? AT_START : ANYWHERE;
  }
  side->places = places;
  return true;
}

static void *prepare(const mq_setup *setup) {
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  if (setup->source) load_side(&p->side[MTQC_SOURCE], setup, MTQC_SOURCE);
  return load_side(&p->side[MTQC_TARGET], setup, MTQC_TARGET) ? p : NULL;
}

/* The first phrase that stands where it may; false if there is none. */
static bool find(const phrase_table *table, const mq_token *tokens, size_t count, mq_phrase_match *out) {
  mq_phrase_match found[MOST_MATCHES];
  const size_t matches = table->places ? mq_phrases_find(table->phrases, tokens, count, found, MOST_MATCHES) : 0;
  for (size_t i = 0; i < matches; i++) {
    if (table->places[found[i].number] == AT_START && found[i].first >= START_TOKENS) continue;
    *out = found[i];
    return true;
  }
  return false;
}

static void segment(mq_context *context, const mq_view *view) {
  const prepared *p = context->prepared;
  mq_phrase_match here, there;
  if (!find(&p->side[MTQC_TARGET], view->target, view->target_count, &here)) return;
  if (view->source_count && find(&p->side[MTQC_SOURCE], view->source, view->source_count, &there)) return;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, here.first, here.count));
  finding->confidence = view->no_source ? .75f : .9f;
  mq_finding_message(context, finding, "\"%.*s\" is what a language model says, not what the source says",
                     MQ_FMT(mq_span_text(context->text[MTQC_TARGET], finding->target)));
  if (!view->no_source) mq_finding_evidence(context, finding, "no such phrase stands in the source");
}

const mq_check mq_check_model_chatter = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "A phrase with which language models introduce, comment or refuse a translation (\"Here is the "
                   "translation:\", \"Als KI …\", \"Извините, но я не могу перевести\"), in the language of the translation "
                   "or in English.\n"
                   "Nothing is reported if the source holds such a phrase too: a text about language models."};
