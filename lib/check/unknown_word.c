/* unknown-word: a word that neither the dictionaries nor the source know.
 *
 * Names are most of what dictionaries do not know. A source silences those that it shows; without one, a capital is taken
 * for a name, except where a table of the language says how names of places make adjectives and the form at hand is made
 * otherwise. A word that comes again and again is somebody's term, not a slip. */
#include "odd.h"

#include <math.h>

enum { ENOUGH_WORDS = 6, MANY_TIMES = 3, MOST_ENDINGS = 16 };

static const double REPORTED = 0.4;

/* Endings that are wrong on a place name before a noun, and the right one (dicts/<lang>/demonyms.txt). */
typedef struct ending {
  mq_str wrong, right;
} ending;

typedef struct endings {
  size_t count;
  ending at[MOST_ENDINGS];
} endings;

static void *prepare(mq_arena *arena, const mq_lexicon *lexicon, const mq_language *source, const mq_language *target) {
  endings *list = mq_arena_alloc(arena, sizeof *list);
  mq_table table;
  if (!mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "demonyms", &table, NULL)) return list;
  for (size_t row = 0; row < table.rows && list->count < MOST_ENDINGS; row++)
    list->at[list->count++] = (ending){mq_str_copy(arena, mq_table_field(&table, row, 0)),
                                       mq_str_copy(arena, mq_table_field(&table, row, 1))};
  return list;
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

/* Whether the document or the lexicon knows a name that begins as `fold` does without its last `ending` bytes. */
static bool is_name_base(mq_context *context, const mq_map *names, mq_str base) {
  return mq_map_find(names, base) || mq_lookup_text(context->lookup, MTQC_TARGET, base).attested;
}

static const ending *wrong_ending(mq_context *context, const mq_map *names, const mq_view *view, size_t i) {
  const endings *list = context->prepared;
  const mq_str fold = view->target[i].word->fold;
  if (i + 1 >= view->target_count || view->target[i + 1].kind != MQ_WORD) return NULL;
  if (!(view->target[i + 1].word->shape & MQ_CAPITALISED) || view->target[i].flags & MQ_SENTENCE_START) return NULL;
  for (size_t k = 0; list && k < list->count; k++) {
    const mq_str wrong = list->at[k].wrong;
    if (fold.size < wrong.size + 4 || !mq_str_ends(fold, wrong)) continue;
    if (is_name_base(context, names, (mq_str){fold.at, fold.size - wrong.size})) return &list->at[k];
  }
  return NULL;
}

/* Folds of the capitalised words of the source and the target that may be names. */
static mq_map collect_names(mq_context *context, const mq_document *document) {
  mq_map names = {.arena = context->scratch};
  for (size_t v = 0; v < document->view_count; v++) {
    const mq_view *view = &document->views[v];
    for (size_t i = 0; i < view->target_count; i++)
      if (view->target[i].kind == MQ_WORD && view->target[i].word->shape & MQ_CAPITALISED)
        mq_map_add(&names, view->target[i].word->fold, NULL);
  }
  return names;
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

static void report_ending(mq_context *context, const mq_view *view, size_t i, const ending *found) {
  const mq_word *word = view->target[i].word;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, i, 1));
  finding->confidence = 0.75f;
  const mq_str base = {word->surface.at, word->surface.size - found->wrong.size};
  mq_finding_message(context, finding, "\"%.*s\" is no form of the name \"%.*s\"", MQ_FMT(word->surface), MQ_FMT(base));
  mq_finding_evidence(context, finding, "neither a word list nor the spelling dictionary has \"%.*s\"",
                      MQ_FMT(word->surface));
  mq_finding_evidence(context, finding, "before a noun, place names take the ending \"-%.*s\"", MQ_FMT(found->right));
  mq_buf better = {.arena = context->scratch};
  mq_buf_str(&better, base);
  mq_buf_str(&better, found->right);
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

static void check_view(mq_context *context, const tally *counted, const mq_map *names, const mq_view *view) {
  if (is_foreign(context, view)) return;
  const bool noun_capitals = context->language[MTQC_TARGET]->noun_capitals;
  for (size_t i = 0; i < view->target_count; i++) {
    if (mq_oddity_of(context, view, i) != MQ_ODD_UNKNOWN) continue;
    const mq_word *word = view->target[i].word;
    if (mq_token_glued(view->target, view->target_count, i)) continue;
    const ending *wrong = word->shape & MQ_CAPITALISED ? wrong_ending(context, names, view, i) : NULL;
    if (wrong) {
      report_ending(context, view, i, wrong);
      continue;
    }
    if (word->shape & MQ_CAPITALISED && !noun_capitals) continue;
    if (word->shape & MQ_CAPITALISED && mq_token_after_capital(view->target, i)) continue;
    const double confidence = confidence_of(context, view, i, *mq_map_find(&counted->times, word->stem));
    if (confidence >= REPORTED) report_unknown(context, view, i, confidence);
  }
}

static void check_document(mq_context *context, const mq_document *document) {
  const tally counted = count_unknown(context, document);
  if (counted.times.count == 0) return;
  const mq_map names = collect_names(context, document);
  for (size_t v = 0; v < document->view_count; v++) check_view(context, &counted, &names, &document->views[v]);
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
