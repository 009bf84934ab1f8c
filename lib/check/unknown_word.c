/* unknown-word: a word that neither the dictionaries nor the source know.
 *
 * Names are most of what dictionaries do not know. A source silences those that it shows; without one, a capital is taken
 * for a name, except where the language's tables say how names of places make adjectives and the form at hand is made
 * otherwise. A word that comes again and again is somebody's term, not a slip. */
#include "odd.h"

#include <math.h>

enum { ENOUGH_WORDS = 6, MANY_TIMES = 3, MOST_ENDINGS = 16, LONGEST_ENDING = 6, SHORTEST_PLACE = 4 };

static const double REPORTED = 0.4;

/* Names of places, and the endings that make adjectives and nouns of them: a place name with another ending before a noun
 * is a slip. From the rows "place" of name-variants and the key demonym-suffix of the language. */
typedef struct knowledge {
  mq_map places; /* folds */
  size_t count;
  mq_str endings[MOST_ENDINGS]; /* the first is the usual one */
} knowledge;

static void add_places(mq_arena *arena, knowledge *known, mq_str list) {
  mq_str piece;
  while (mq_str_split(&list, ';', &piece)) mq_map_add(&known->places, mq_fold(arena, mq_str_trim(piece)), NULL);
}

static void *prepare(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *source, const mq_language *target) {
  knowledge *known = mq_arena_alloc(arena, sizeof *known);
  known->places.arena = arena;
  mq_table table;
  if (mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "language", &table, NULL))
    for (size_t row = 0; row < table.rows; row++) {
      mq_str list = mq_table_field(&table, row, 1), piece;
      if (!mq_str_equal(mq_table_field(&table, row, 0), MQ_STR("demonym-suffix"))) continue;
      while (known->count < MOST_ENDINGS && mq_str_split(&list, ';', &piece))
        known->endings[known->count++] = mq_str_trim(piece);
    }
  if (known->count && mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "name-variants", &table, NULL))
    for (size_t row = 0; row < table.rows; row++)
      if (mq_str_equal(mq_table_field(&table, row, 2), MQ_STR("place")))
        for (size_t column = 0; column < 2; column++) add_places(arena, known, mq_table_field(&table, row, column));
  return known;
}

typedef struct tally {
  mq_map times; /* of each unknown stem in the document */
  size_t words;
} tally;

static tally count_unknown(mq_context *context, const mq_document *document) {
  tally result = {.times = {.arena = context->scratch}};
  for (size_t v = 0; v < document->view_count; v++) {
    const mq_view *view = &document->views[v];
    for (size_t i = 0; i < view->target_count; i++) {
      const mq_word *word = view->target[i].word;
      result.words += word->kind == MQ_WORD;
      if (mq_oddity_of(context, view, i) == MQ_ODD_UNKNOWN) ++*mq_map_add(&result.times, word->stem, NULL);
    }
  }
  return result;
}

/* A segment that is largely unknown is in another language: other checks say so once. */
static bool is_foreign(mq_context *context, const mq_view *view) {
  size_t words = 0, unknown = 0;
  for (size_t i = 0; i < view->target_count; i++) {
    words += view->target[i].kind == MQ_WORD;
    unknown += mq_oddity_of(context, view, i) == MQ_ODD_UNKNOWN;
  }
  return words >= ENOUGH_WORDS ? unknown * 4 > words : unknown * 2 > words;
}

static bool unknown_neighbour(mq_context *context, const mq_view *view, size_t i) {
  return (i > 0 && mq_oddity_of(context, view, i - 1) == MQ_ODD_UNKNOWN) ||
         (i + 1 < view->target_count && mq_oddity_of(context, view, i + 1) == MQ_ODD_UNKNOWN);
}

/* Bytes of the place name that a word before a capitalised word begins with, if what follows is two or more letters that
 * are none of the language's endings; else 0. */
static size_t misformed_place(const knowledge *known, const mq_view *view, size_t i) {
  const mq_str fold = view->target[i].word->fold;
  if (i + 1 >= view->target_count || view->target[i + 1].kind != MQ_WORD) return 0;
  if (!(view->target[i + 1].word->shape & MQ_CAPITALISED) || mq_token_after_capital(view->target, i)) return 0;
  for (size_t size = fold.size > LONGEST_ENDING ? fold.size - LONGEST_ENDING : 0; size + 2 <= fold.size; size++) {
    if (size < SHORTEST_PLACE || !mq_map_find(&known->places, (mq_str){fold.at, size})) continue;
    bool usual = false;
    for (size_t k = 0; k < known->count && !usual; k++)
      usual = mq_str_starts((mq_str){fold.at + size, fold.size - size}, known->endings[k]);
    if (!usual) return size;
  }
  return 0;
}

static double confidence_of(mq_context *context, const mq_view *view, size_t i, uint32_t times) {
  const mq_token *token = &view->target[i];
  double odds = 0.7;
  if (token->word->shape & MQ_CAPITALISED) odds -= view->no_source ? 2.2 : 1.2;
  if (times >= MANY_TIMES) odds -= 1.5;
  if (unknown_neighbour(context, view, i)) odds -= 1.2;
  if (mq_token_quoted(view->target, view->target_count, i)) odds -= 1.5;
  if (token->word->letters < 6) odds -= 0.4;
  return 1 / (1 + exp(-odds));
}

static void report_place(mq_context *context, const mq_view *view, size_t i, size_t size) {
  const knowledge *known = context->prepared;
  const mq_word *word = view->target[i].word;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, i, 1));
  finding->confidence = 0.75f;
  const mq_str base = {word->surface.at, size};
  mq_finding_message(context, finding, "\"%.*s\" is no form of the name \"%.*s\"", MQ_FMT(word->surface), MQ_FMT(base));
  mq_finding_evidence(context, finding, "neither a word list nor the spelling dictionary has it");
  mq_finding_evidence(context, finding, "before a noun, place names take the ending \"-%.*s\"", MQ_FMT(known->endings[0]));
  mq_buf better = {.arena = context->scratch};
  mq_buf_str(&better, base);
  mq_buf_str(&better, known->endings[0]);
  mq_finding_suggest(context, finding, mq_buf_view(&better));
}

static void report_unknown(mq_context *context, const mq_view *view, size_t i, double confidence) {
  const mq_word *word = view->target[i].word;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, i, 1));
  finding->confidence = (float)confidence;
  mq_finding_message(context, finding, "\"%.*s\" is in no dictionary", MQ_FMT(word->surface));
  mq_finding_evidence(context, finding, "neither a word list nor the spelling dictionary has it");
  if (!view->no_source) mq_finding_evidence(context, finding, "nothing like it stands in the source segment");
}

static void check_view(mq_context *context, const tally *counted, const mq_view *view) {
  const bool noun_capitals = context->language[MTQC_TARGET]->noun_capitals;
  const bool foreign = is_foreign(context, view);
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_word *word = view->target[i].word;
    const bool capital = word->shape & MQ_CAPITALISED;
    if (mq_oddity_of_form(mq_lookup_of(context, view), context->language[MTQC_TARGET], word) != MQ_ODD_UNKNOWN) continue;
    const size_t place = capital && context->prepared ? misformed_place(context->prepared, view, i) : 0;
    if (place) {
      report_place(context, view, i, place);
      continue;
    }
    if (foreign || mq_oddity_of(context, view, i) != MQ_ODD_UNKNOWN) continue;
    if (mq_token_glued(view->target, view->target_count, i)) continue;
    if (capital && (!noun_capitals || mq_token_after_capital(view->target, i))) continue;
    const double confidence = confidence_of(context, view, i, *mq_map_find(&counted->times, word->stem));
    if (confidence >= REPORTED) report_unknown(context, view, i, confidence);
  }
}

static void check_document(mq_context *context, const mq_document *document) {
  const tally counted = count_unknown(context, document);
  for (size_t v = 0; v < document->view_count; v++) check_view(context, &counted, &document->views[v]);
}

const mq_check mq_check_unknown_word = {
  .prepare = prepare,
  .document = check_document,
  .explanation =
    "Flags a word that is in no dictionary and in no word list, and that nothing in the source resembles. Words that cut\n"
    "into known parts are left to nonce-compound. Names are not flagged: a word that the source shows too, a capitalised\n"
    "word where nouns have no capitals, a word after another capitalised one. Words in capitals, with digits, between\n"
    "quotation marks, joined by a hyphen or coming three times and more count less or not at all. Where the language pack\n"
    "says how place names make adjectives, another ending is flagged (\"Warschauen Straße\" for \"Warschauer Straße\").\n"
    "\n"
    "Needs a hunspell dictionary and the pack of the target language."};
