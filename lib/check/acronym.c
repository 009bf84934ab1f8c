/* Acronyms and codes: left as the source language has them (WHO in Russian), taken for others, misspelt, made of a small word ("us": "US").
 *
 * A table by language (acronyms.tsv) tells what the acronyms of a concept are; concepts have the same names in every language, so two such
 * tables are a table of the pair. An acronym of the source is left alone as soon as the translation has any accepted acronym or name of its
 * concept. Acronyms that no table knows, and codes such as "B-52", are compared with their likes on the other side letter by letter. */
#include "odd.h"
#include "sides.h"
#include "text/slip.h"

#include <math.h>

enum {
  MOST_MATCHES = 64,
  HEADING_PERCENT = 34, /* a side with more words in capitals is shouted: no acronyms there */
  LEAST_MISSPELT = 3,   /* letters; shorter acronyms are all alike */
  MOST_LETTERS = 6,
  AWAY = 6,        /* tokens that an acronym may stand from where that of the source is expected */
  CODE_LETTERS = 3 /* at most, before the figures of a code */
};

typedef struct side_table {
  mq_table table;    /* concept, acronyms, names */
  mq_map acronyms;   /* fold -> row + 1 */
  mq_map concepts;   /* name -> row + 1 */
  mq_phrases *names; /* numbered by row */
  mq_str endings;    /* that an acronym of the language may take; separated by ; */
} side_table;

static bool load_side(void *record, const mq_setup *setup, mtqc_side which) {
  side_table *side = record;
  mq_arena *arena = setup->arena;
  if (!mq_lexicon_table(arena, setup->lexicon, mq_side_pack(which), "acronyms", &side->table, NULL)) return false;
  side->acronyms.arena = side->concepts.arena = arena;
  side->endings = mq_language_fact(arena, setup->lexicon, mq_side_pack(which), "acronym-ending");
  side->names = mq_phrases_new(arena, mq_side_language(setup, which));
  for (uint32_t row = 0; row < side->table.rows; row++) {
    mq_str acronyms = mq_table_field(&side->table, row, 1), names = mq_table_field(&side->table, row, 2), piece;
    *mq_map_add(&side->concepts, mq_table_field(&side->table, row, 0), NULL) = row + 1;
    while (mq_str_split(&acronyms, ';', &piece))
      if (piece.size) *mq_map_add(&side->acronyms, mq_fold(arena, piece), NULL) = row + 1;
    while (mq_str_split(&names, ';', &piece)) mq_phrases_add(side->names, piece, row);
  }
  return true;
}

static void *prepare(const mq_setup *setup) {
  return mq_prepare_sides(setup, sizeof(side_table), load_side);
}

/* --- what stands on a side --------------------------------------------------------------------------------------- */

static bool in_capitals(const mq_token *token) {
  return token->kind == MQ_WORD && (token->word->shape & MQ_ALL_CAPS);
}

static bool is_shouted(const mq_side *side) {
  size_t words = 0, capitals = 0;
  for (size_t i = 0; i < side->count; i++) {
    words += side->tokens[i].kind == MQ_WORD;
    capitals += in_capitals(&side->tokens[i]);
  }
  return 100 * capitals > HEADING_PERCENT * words;
}

/* Row + 1 of the concept of an acronym, which may have an ending; 0: none. */
static uint32_t row_of(const side_table *table, const mq_word *word) {
  const uint32_t *row = mq_find_fold(&table->acronyms, word);
  const mq_str fold = word->fold;
  mq_str endings = table->endings, ending;
  while (!row && mq_str_split(&endings, ';', &ending))
    if (fold.size > ending.size && mq_str_ends(fold, ending))
      row = mq_map_find(&table->acronyms, (mq_str){fold.at, fold.size - ending.size});
  return row ? *row : 0;
}

/* Whether a side speaks of the concept of a row in any accepted way. */
static bool speaks_of(const side_table *table, const mq_side *side, uint32_t row) {
  for (size_t i = 0; i < side->count; i++) {
    const mq_token *token = &side->tokens[i];
    const bool small_word = (token->word->shape & MQ_STOPWORD) && !in_capitals(token); /* "us" */
    if (token->kind == MQ_WORD && !small_word && row_of(table, token->word) == row) return true;
  }
  mq_phrase_match found[MOST_MATCHES];
  const size_t count = mq_phrases_find(table->names, side->tokens, side->count, found, MOST_MATCHES);
  for (size_t i = 0; i < count; i++)
    if (found[i].number + 1 == row) return true;
  return false;
}

/* The same concept in the table of the other side, as row + 1; 0: it has none. */
static uint32_t same_concept(const side_table *from, uint32_t row, const side_table *to) {
  const uint32_t *there = mq_map_find(&to->concepts, mq_table_field(&from->table, row - 1, 0));
  return there ? *there : 0;
}

static bool stands_in(const mq_side *side, mq_str fold) {
  for (size_t i = 0; i < side->count; i++)
    if (mq_str_equal(side->tokens[i].word->fold, fold)) return true;
  return false;
}

/* Whether it is a part of a name that stays as it is ("US Open", "NSA.gov"): beside it stands a copied word, or one that is foreign too. */
static bool in_copied_name(const mq_side *side, size_t i, const mq_language *language) {
  for (int step = -1; step <= 1; step += 2) {
    size_t k = i + (size_t)step; /* wraps round below the first token */
    if (k < side->count && side->tokens[k].kind == MQ_PUNCTUATION && !(side->tokens[k].flags & MQ_SPACE_BEFORE))
      k += (size_t)step;
    if (k >= side->count || side->tokens[k].kind != MQ_WORD || in_capitals(&side->tokens[k])) continue;
    const mq_word *word = side->tokens[k].word;
    if (word->script != language->script || (side->links[k].layer == MQ_LAYER_EQUAL && word->shape & MQ_CAPITALISED))
      return true;
  }
  return false;
}

/* --- saying it ------------------------------------------------------------------------------------------------------ */

typedef struct sides {
  const side_table *table[2];
  mq_side at[2];
} sides;

static mq_finding *find(mq_context *context, const mq_view *view, size_t source, size_t target, float confidence) {
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, target, 1));
  finding->has_source = true;
  finding->source = mq_tokens_span(view->source, source, 1);
  finding->confidence = confidence;
  return finding;
}

static void suggest(mq_context *context, mq_finding *finding, const side_table *table, uint32_t row) {
  mq_str list = mq_table_field(&table->table, row - 1, 1), piece;
  if (!list.size) list = mq_table_field(&table->table, row - 1, 2);
  if (mq_str_split(&list, ';', &piece)) mq_finding_suggest(context, finding, piece);
}

static void say_left(mq_context *context, const mq_view *view, const sides *s, size_t i, size_t j, uint32_t row) {
  mq_finding *finding = find(context, view, i, j, .7f);
  mq_finding_message(context, finding, "\"%.*s\" is an acronym of the source language",
                     MQ_FMT(view->target[j].word->surface));
  mq_finding_evidence(context, finding,
                      "neither an acronym nor a name of the target language for it (%.*s) stands in the translation",
                      MQ_FMT(mq_table_field(&s->table[MTQC_TARGET]->table, row - 1, 0)));
  suggest(context, finding, s->table[MTQC_TARGET], row);
}

static void say_other(mq_context *context, const mq_view *view, const sides *s, size_t i, size_t j, uint32_t row) {
  mq_finding *finding = find(context, view, i, j, .7f);
  finding->severity = MTQC_MAJOR;
  mq_finding_message(context, finding, "\"%.*s\" stands for something else than \"%.*s\" of the source",
                     MQ_FMT(view->target[j].word->surface), MQ_FMT(view->source[i].word->surface));
  mq_finding_evidence(context, finding, "the source does not speak of the one, nor the translation of the other");
  suggest(context, finding, s->table[MTQC_TARGET], row);
}

/* Whether a word is linked to one of the other side by more than its looks. */
static bool is_rendering(const mq_side *side, size_t i) {
  return side->links[i].other != MQ_NO_ID && side->links[i].layer != MQ_LAYER_COGNATE;
}

/* --- acronyms of the tables --------------------------------------------------------------------------------------- */

/* "EE. UU.": the full stop is not that of the sentence. */
static bool is_dotted(const mq_side *side, size_t i) {
  return i + 2 < side->count && mq_str_equal(side->tokens[i + 1].word->surface, MQ_STR("."));
}

/* The acronym of another concept that stands in the place of source token `i`, and that the source does not speak of, or the count of
 * tokens. Parts of compounds are left out: they may say in other words what the source does ("US-Behörde"). */
static size_t other_acronym(const sides *s, size_t i) {
  const mq_side *target = &s->at[MTQC_TARGET];
  const double place = mq_expected_place(&s->at[MTQC_SOURCE], target, i);
  for (size_t j = 0; j < target->count; j++) {
    if (fabs(place - (double)j) > AWAY || mq_token_glued(target->tokens, target->count, j) || is_dotted(target, j))
      continue;
    const uint32_t row = in_capitals(&target->tokens[j]) ? row_of(s->table[MTQC_TARGET], target->tokens[j].word) : 0;
    const uint32_t there = row ? same_concept(s->table[MTQC_TARGET], row, s->table[MTQC_SOURCE]) : 0;
    if (there && !speaks_of(s->table[MTQC_SOURCE], &s->at[MTQC_SOURCE], there) &&
        !stands_in(&s->at[MTQC_SOURCE], target->tokens[j].word->fold))
      return j;
  }
  return target->count;
}

/* The first accepted acronym of a row that the word is one slip away from; empty if there is none. */
static mq_str acronym_near(const side_table *table, uint32_t row, const mq_word *word) {
  mq_str list = mq_table_field(&table->table, row - 1, 1), piece;
  while (mq_str_split(&list, ';', &piece))
    if (piece.size >= LEAST_MISSPELT && mq_one_slip(piece, word->surface, NULL)) return piece;
  return (mq_str){"", 0};
}

/* An acronym of no table where one of the row is expected: "WGO" for "WHO", "ЮНЕКСО" for "ЮНЕСКО". */
static bool check_near(mq_context *context, const mq_view *view, const sides *s, size_t i, uint32_t row) {
  const mq_side *target = &s->at[MTQC_TARGET];
  for (size_t j = 0; j < target->count; j++) {
    const mq_word *here = target->tokens[j].word;
    if (!in_capitals(&target->tokens[j]) || here->letters < LEAST_MISSPELT || row_of(s->table[MTQC_TARGET], here) ||
        is_rendering(target, j) || stands_in(&s->at[MTQC_SOURCE], here->fold))
      continue;
    const mq_str meant = acronym_near(s->table[MTQC_TARGET], row, here);
    if (!meant.size || mq_is_established(view->lookup, here, mq_fold(context->scratch, meant))) continue;
    mq_finding *finding = find(context, view, i, j, .7f);
    mq_finding_message(context, finding, "\"%.*s\" stands where \"%.*s\" is expected", MQ_FMT(here->surface), MQ_FMT(meant));
    mq_finding_evidence(context, finding,
                        "the source has \"%.*s\"; \"%.*s\" is one slip away, and in no table of acronyms",
                        MQ_FMT(view->source[i].word->surface), MQ_FMT(here->surface));
    mq_finding_suggest(context, finding, meant);
    return true;
  }
  return false;
}

/* An acronym of the table; true if something is said of it. */
static bool check_known(mq_context *context, const mq_view *view, const sides *s, size_t i) {
  const mq_word *word = view->source[i].word;
  const uint32_t there = row_of(s->table[MTQC_SOURCE], word);
  const uint32_t row = there ? same_concept(s->table[MTQC_SOURCE], there, s->table[MTQC_TARGET]) : 0;
  if (!row || speaks_of(s->table[MTQC_TARGET], &s->at[MTQC_TARGET], row)) return false;
  for (size_t j = 0; j < view->target_count; j++)
    if (mq_str_equal(view->target[j].word->surface, word->surface)) {
      if (in_copied_name(&s->at[MTQC_TARGET], j, context->language[MTQC_TARGET])) return false;
      say_left(context, view, s, i, j, row);
      return true;
    }
  if (check_near(context, view, s, i, row)) return true;
  const size_t j = other_acronym(s, i);
  if (j < view->target_count) say_other(context, view, s, i, j, row);
  return j < view->target_count;
}

/* --- acronyms that no table knows ----------------------------------------------------------------------------------- */

static bool is_plain_acronym(const mq_side *side, size_t i) {
  const mq_word *word = side->tokens[i].word;
  return in_capitals(&side->tokens[i]) && !(word->shape & MQ_HAS_DIGIT) && word->letters == word->surface.size &&
         word->letters <= MOST_LETTERS;
}

static void check_misspelt(mq_context *context, const mq_view *view, const sides *s, size_t i) {
  const mq_side *source = &s->at[MTQC_SOURCE], *target = &s->at[MTQC_TARGET];
  const mq_word *word = view->source[i].word;
  if (!is_plain_acronym(source, i) || word->letters < LEAST_MISSPELT || is_rendering(source, i) ||
      stands_in(target, word->fold))
    return;
  for (size_t j = 0; j < target->count; j++) {
    const mq_word *here = target->tokens[j].word;
    if (!is_plain_acronym(target, j) || !mq_one_slip(word->surface, here->surface, NULL) || stands_in(source, here->fold))
      continue;
    if (row_of(s->table[MTQC_TARGET], here) || mq_is_established(view->lookup, here, word->fold)) continue;
    mq_finding *finding = find(context, view, i, j, .65f);
    mq_finding_message(context, finding, "The acronym \"%.*s\" of the source has become \"%.*s\"",
                       MQ_FMT(word->surface), MQ_FMT(here->surface));
    mq_finding_evidence(context, finding,
                        "they differ by one letter, and the target language does not have \"%.*s\", or far less often",
                        MQ_FMT(here->surface));
    mq_finding_suggest(context, finding, word->surface);
    return;
  }
}

static bool beside_capitals(const mq_side *side, size_t i) {
  return (i && in_capitals(&side->tokens[i - 1])) || (i + 1 < side->count && in_capitals(&side->tokens[i + 1]));
}

/* A small word of the source that became an acronym: "us" -> "US", "It" -> "IT". */
static void check_made_of_word(mq_context *context, const mq_view *view, const sides *s, size_t j) {
  const mq_side *source = &s->at[MTQC_SOURCE], *target = &s->at[MTQC_TARGET];
  const mq_word *here = view->target[j].word;
  if (!is_plain_acronym(target, j) || mq_token_glued(target->tokens, target->count, j) || beside_capitals(target, j))
    return;
  size_t at = source->count;
  for (size_t i = 0; i < source->count; i++) {
    if (!mq_str_equal(source->tokens[i].word->fold, here->fold)) continue;
    if (source->tokens[i].word->shape & MQ_ALL_CAPS) return;
    at = i;
  }
  if (at == source->count || !(source->tokens[at].word->shape & MQ_STOPWORD)) return;
  const uint32_t row = row_of(s->table[MTQC_TARGET], here);
  const uint32_t there = row ? same_concept(s->table[MTQC_TARGET], row, s->table[MTQC_SOURCE]) : 0;
  if (there && speaks_of(s->table[MTQC_SOURCE], source, there)) return;
  mq_finding *finding = find(context, view, at, j, .7f);
  mq_finding_message(context, finding, "The word \"%.*s\" of the source was taken for an acronym",
                     MQ_FMT(source->tokens[at].word->surface));
  mq_finding_evidence(context, finding, "it stands in the source in small letters only");
}

/* --- codes ------------------------------------------------------------------------------------------------------------ */

/* Letters and figures that are written together: "B52", "B-52", "МиГ-29". Bytes of the text. */
typedef struct code {
  mq_str letters, figures;
  uint32_t first, count; /* tokens */
} code;

static bool is_code_letters(const mq_word *word) {
  return word->kind == MQ_WORD && word->shape & MQ_CAPITALISED && word->letters <= CODE_LETTERS;
}

static bool is_hyphen(const mq_token *token) {
  return mq_str_equal(token->word->surface, MQ_STR("-")) || mq_str_equal(token->word->surface, MQ_STR("‑"));
}

static bool begins_spaced(const mq_token *token) {
  return (token->flags & MQ_SPACE_BEFORE) != 0;
}

/* The code that begins at token `i`: letters, perhaps a hyphen, figures of two digits or more, nothing glued to either end. */
static bool code_at(const mq_side *side, size_t i, code *out) {
  const mq_token *t = side->tokens;
  if (!is_code_letters(t[i].word) || (i && !begins_spaced(&t[i]) && is_hyphen(&t[i - 1]))) return false;
  size_t k = i + 1;
  if (k < side->count && is_hyphen(&t[k]) && !begins_spaced(&t[k])) k++;
  if (k >= side->count || t[k].kind != MQ_NUMBER || begins_spaced(&t[k])) return false;
  *out = (code){t[i].word->fold, t[k].word->surface, (uint32_t)i, (uint32_t)(k - i + 1)};
  return out->figures.size > 1;
}

/* Single letters of two scripts are not compared: they may sound alike or look alike ("С-300", "Р-29"). */
static bool same_letters(mq_str a, mq_str b) {
  char rooms[2][16];
  if (a.size + b.size == 3) return true;
  return mq_str_equal((mq_str){rooms[0], mq_skeleton(a, rooms[0], sizeof rooms[0])},
                      (mq_str){rooms[1], mq_skeleton(b, rooms[1], sizeof rooms[1])});
}

/* The only code of a side with these figures; false if there is none, or one with these letters. */
static bool other_code(const mq_side *side, const code *of, code *out) {
  bool found = false;
  code here;
  for (size_t i = 0; i < side->count; i++) {
    if (side->tokens[i].kind != MQ_WORD || !code_at(side, i, &here) || !mq_str_equal(here.figures, of->figures))
      continue;
    if (found || same_letters(here.letters, of->letters)) return false;
    found = true;
    *out = here;
  }
  return found;
}

static void check_code(mq_context *context, const mq_view *view, const sides *s, size_t i) {
  code there, here, back;
  if (!code_at(&s->at[MTQC_SOURCE], i, &there) || !other_code(&s->at[MTQC_TARGET], &there, &here)) return;
  if (!other_code(&s->at[MTQC_SOURCE], &here, &back) ||
      mq_lookup_pair(view->lookup, view->source[i].word, view->target[here.first].word).strength > 0)
    return;
  const mq_span span = mq_tokens_span(view->target, here.first, here.count);
  mq_finding *finding = mq_find_target(context, view, span);
  finding->has_source = true;
  finding->source = mq_tokens_span(view->source, there.first, there.count);
  finding->severity = MTQC_MAJOR;
  finding->confidence = .75f;
  mq_finding_message(context, finding, "The code \"%.*s\" of the source has become \"%.*s\"",
                     MQ_FMT(mq_span_text(context->text[MTQC_SOURCE], finding->source)),
                     MQ_FMT(mq_span_text(context->text[MTQC_TARGET], span)));
  mq_finding_evidence(context, finding, "the figures are the same, the letters are not");
}

/* ------------------------------------------------------------------------------------------------------------------------ */

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count) return;
  const side_table *tables = context->prepared;
  const sides s = {{&tables[MTQC_SOURCE], &tables[MTQC_TARGET]},
                   {mq_side_of(view, MTQC_SOURCE), mq_side_of(view, MTQC_TARGET)}};
  if (is_shouted(&s.at[MTQC_SOURCE]) || is_shouted(&s.at[MTQC_TARGET])) return;
  for (size_t i = 0; i < view->source_count; i++) {
    if (view->source[i].kind != MQ_WORD || !(view->source[i].word->shape & MQ_CAPITALISED)) continue;
    check_code(context, view, &s, i);
    if (!in_capitals(&view->source[i])) continue;
    if (!check_known(context, view, &s, i)) check_misspelt(context, view, &s, i);
  }
  for (size_t j = 0; j < view->target_count; j++) check_made_of_word(context, view, &s, j);
}

const mq_check mq_check_acronym = {
    .prepare = prepare,
    .segment = segment,
    .explanation =
        "An acronym of the source language that has one of its own in the target language (\"WHO\" left in Russian or French), one\n"
        "that stands for something else than that of the source, one that is a slip away from that of the source, or from what the\n"
        "target language has for it, and that nothing knows or that is far rarer (\"UNASUR\": \"UNSAUR\", \"WHO\": \"WGO\"), one made\n"
        "of a small word (\"us\": \"US\"), and a code with other letters (\"B-52\": \"C-52\").\n"
        "Nothing is reported of an acronym if the translation has any accepted acronym or name of it (dicts/<lang>/acronyms.tsv), or\n"
        "if it stands in a name that was copied whole (\"US Open\"). An acronym that the translation leaves out is not reported."};
