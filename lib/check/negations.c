/* Reading is one pass over the tokens; what stands near is looked for only around the few words that ask for it. */
#include "negations.h"

#include "odd.h"

enum { MOST_PHRASES = 64, LEAST_REST = 4, PAIR_REACH = 4, SENTENCE_REACH = 12 };

/* Numbers of phrases. */
enum { USUAL, NO_NEGATION, WITHOUT_WORD };

/* What a word that begins so is. */
typedef enum mq_prefix {
  NEGATES_KNOWN = 1, /* negated if the rest is a known word: "unmöglich", not "unter" */
  NEGATES,           /* negated whatever the rest: "impossib-" */
  NEGATES_NOT        /* not negated: "unternehm-" */
} mq_prefix;

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void add_listed(mq_negation_list *list, mq_str form) {
  if (form.size && list->count < MQ_NEGATION_LISTED) list->at[list->count++] = form;
}

static void load_affixes(mq_negation_words *words, mq_arena *arena, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str fold = mq_fold(arena, mq_table_field(table, row, 0)), class = mq_table_field(table, row, 1);
    if (mq_str_starts(fold, MQ_STR("-"))) add_listed(&words->suffixes, (mq_str){fold.at + 1, fold.size - 1});
    if (fold.size < 2 || !mq_str_ends(fold, MQ_STR("-"))) continue;
    const mq_str prefix = {fold.at, fold.size - 1};
    *mq_map_add(&words->prefixes, prefix, NULL) = mq_str_equal(class, MQ_STR("begins")) ? NEGATES
                                                  : mq_str_equal(class, MQ_STR("not"))  ? NEGATES_NOT
                                                                                        : NEGATES_KNOWN;
    if (prefix.size > words->longest_prefix) words->longest_prefix = prefix.size;
  }
}

static void load_words(mq_negation_words *words, mq_arena *arena, const mq_language *language, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str fold = mq_fold(arena, mq_table_field(table, row, 0)), class = mq_table_field(table, row, 1);
    if (mq_str_equal(class, MQ_STR("implicit"))) mq_map_add(&words->implicit, mq_stem(arena, language, fold), NULL);
    if (mq_str_equal(class, MQ_STR("weak"))) mq_map_add(&words->weak, mq_stem(arena, language, fold), NULL);
    if (mq_str_equal(class, MQ_STR("written"))) mq_map_add(&words->written, fold, NULL);
    if (mq_str_equal(class, MQ_STR("paired"))) mq_map_add(&words->paired, fold, NULL);
    if (mq_str_equal(class, MQ_STR("concord"))) mq_map_add(&words->concord, fold, NULL);
    if (mq_str_equal(class, MQ_STR("particle"))) add_listed(&words->particles, fold);
    if (mq_str_equal(class, MQ_STR("companion"))) add_listed(&words->companions, fold);
  }
}

static void load_phrases(mq_negation_words *words, const mq_table *table, mtqc_side which) {
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str class = mq_table_field(table, row, 1);
    if (mq_str_equal(class, MQ_STR("implied"))) {
      mq_phrases_add(words->implied, mq_table_field(table, row, 0), 0);
      continue;
    }
    const uint32_t number = mq_str_equal(class, MQ_STR("none"))       ? NO_NEGATION
                            : mq_str_equal(class, MQ_STR("implicit")) ? WITHOUT_WORD
                                                                      : USUAL;
    if (!mq_str_equal(class, MQ_STR("kept")) || which == MTQC_TARGET)
      mq_phrases_add(words->usual, mq_table_field(table, row, 0), number);
  }
}

bool mq_negations_load(void *record, const mq_setup *setup, mtqc_side which) {
  mq_negation_words *words = record;
  const mq_language *language = mq_side_language(setup, which);
  const mq_pack_kind kind = mq_side_pack(which);
  mq_table table;
  words->implicit.arena = words->weak.arena = words->written.arena = setup->arena;
  words->paired.arena = words->concord.arena = words->prefixes.arena = setup->arena;
  words->usual = mq_phrases_new(setup->arena, language);
  words->implied = mq_phrases_new(setup->arena, language);
  words->rate = language->negation_rate;
  if (mq_lexicon_table(setup->arena, setup->lexicon, kind, "negation-phrases", &table, NULL))
    load_phrases(words, &table, which);
  if (mq_lexicon_table(setup->arena, setup->lexicon, kind, "negation-affixes", &table, NULL))
    load_affixes(words, setup->arena, &table);
  if (!mq_lexicon_table(setup->arena, setup->lexicon, kind, "negation", &table, NULL)) return false;
  load_words(words, setup->arena, language, &table);
  return true;
}

/* --- affixes ----------------------------------------------------------------------------------------------------- */

static bool is_known(mq_lookup *lookup, mtqc_side side, mq_str rest) {
  if (rest.size < LEAST_REST) return false;
  const mq_entry entry = mq_lookup_text(lookup, side, rest);
  return entry.attested || entry.frequency != MQ_FREQUENCY_UNKNOWN;
}

/* The longest prefix in the table decides. */
static bool has_prefix(mq_lookup *lookup, mtqc_side side, const mq_negation_words *words, mq_str fold) {
  for (size_t size = fold.size < words->longest_prefix ? fold.size : words->longest_prefix; size > 0; size--) {
    const uint32_t *class = mq_map_find(&words->prefixes, (mq_str){fold.at, size});
    if (!class) continue;
    return *class == NEGATES ||
           (*class == NEGATES_KNOWN && is_known(lookup, side, (mq_str){fold.at + size, fold.size - size}));
  }
  return false;
}

/* Names have endings that only look like it: "Angelos". */
static bool has_suffix(const mq_negation_words *words, const mq_word *word) {
  for (size_t i = 0; i < words->suffixes.count && !(word->shape & MQ_CAPITALISED); i++)
    if (mq_str_ends(word->fold, words->suffixes.at[i]) && word->fold.size >= words->suffixes.at[i].size + LEAST_REST)
      return true;
  return false;
}

/* --- words that need others near them ---------------------------------------------------------------------------- */

static bool is_listed(const mq_negation_list *list, mq_str fold) {
  for (size_t i = 0; i < list->count; i++) {
    if (mq_str_equal(fold, list->at[i])) return true;
    if (mq_str_ends(list->at[i], MQ_STR("'")) && mq_str_starts(fold, list->at[i])) return true;
  }
  return false;
}

static bool ends_clause(const mq_token *token) {
  return token->kind == MQ_PUNCTUATION;
}

static bool ends_sentence(const mq_token *token) {
  const mq_str mark = token->word->surface;
  return token->kind == MQ_PUNCTUATION && mark.size == 1 && strchr(".!?;:", mark.at[0]);
}

/* Whether a word of a kind stands around token `i`, at most so many tokens before or behind, with no `end` between. */
static bool stands_near(const mq_negations *n, size_t i, size_t before, size_t behind, bool (*end)(const mq_token *),
                        bool (*kind)(const mq_negation_words *, const mq_word *)) {
  const mq_token *tokens = n->of.tokens;
  for (size_t k = i + 1; k < n->of.count && k <= i + behind && !end(&tokens[k]); k++)
    if (kind(n->words, tokens[k].word)) return true;
  for (size_t k = i; k > 0 && k + before > i && !end(&tokens[k - 1]); k--)
    if (kind(n->words, tokens[k - 1].word)) return true;
  return false;
}

static bool is_particle(const mq_negation_words *words, const mq_word *word) {
  return is_listed(&words->particles, word->fold);
}

static bool is_companion(const mq_negation_words *words, const mq_word *word) {
  return is_listed(&words->companions, word->fold);
}

static bool completes_particle(const mq_negation_words *words, const mq_word *word) {
  return (word->shape & MQ_NEGATION_STRONG) || mq_find_fold(&words->paired, word);
}

static bool completes_concord(const mq_negation_words *words, const mq_word *word) {
  return is_companion(words, word) || ((word->shape & MQ_NEGATION_STRONG) && !mq_find_fold(&words->concord, word));
}

static bool is_lone_particle(const mq_negations *n, size_t i) {
  return is_particle(n->words, n->of.tokens[i].word) &&
         !stands_near(n, i, PAIR_REACH, SENTENCE_REACH, ends_clause, completes_particle) &&
         !stands_near(n, i, PAIR_REACH, PAIR_REACH, ends_clause, is_companion);
}

static bool is_lone_concord(const mq_negations *n, size_t i) {
  return mq_find_fold(&n->words->concord, n->of.tokens[i].word) &&
         !stands_near(n, i, SENTENCE_REACH, SENTENCE_REACH, ends_sentence, completes_concord);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* "No. 5" is a number, "das Nichts" a noun, "Neto, Нету" a name. */
static bool is_name(const mq_negations *n, size_t i) {
  const mq_token *tokens = n->of.tokens;
  if ((tokens[i].word->shape & MQ_CAPITALISED) && !(tokens[i].word->shape & MQ_ALL_CAPS) &&
      !(tokens[i].flags & MQ_SENTENCE_START))
    return true;
  return i + 2 < n->of.count && (tokens[i + 2].word->kind == MQ_NUMBER || (tokens[i + 2].word->shape & MQ_HAS_DIGIT)) &&
         !(tokens[i + 1].flags & MQ_SPACE_BEFORE) && mq_str_equal(tokens[i + 1].word->surface, MQ_STR("."));
}

static bool is_strong(const mq_negations *n, size_t i) {
  const mq_word *word = n->of.tokens[i].word;
  return (word->shape & MQ_NEGATION_STRONG) ||
         (mq_find_fold(&n->words->paired, word) && stands_near(n, i, PAIR_REACH, PAIR_REACH, ends_clause, is_particle));
}

static bool same_clause(const mq_negations *n, size_t last, size_t i) {
  for (size_t k = last + 1; k < i; k++)
    if (ends_clause(&n->of.tokens[k])) return false;
  return true;
}

static void add_strong(mq_negations *n, size_t i) {
  if (n->strong_count == MQ_NEGATIONS_MOST || is_name(n, i)) return;
  if (!n->strong_count || !same_clause(n, n->strong[n->strong_count - 1], i)) n->clause_count++;
  n->clause[n->strong_count] = (uint8_t)(n->clause_count - 1);
  n->strong[n->strong_count++] = (uint32_t)i;
}

static void add_answer(mq_negations *n, size_t i, mq_answer how) {
  if (n->answer_count == MQ_NEGATIONS_MOST) return;
  n->how[n->answer_count] = (uint8_t)how;
  n->answers[n->answer_count++] = (uint32_t)i;
}

static bool is_weak(const mq_negation_words *words, const mq_word *word) {
  return mq_find_stem(&words->weak, word) || mq_find_fold(&words->written, word);
}

static void read_word(mq_lookup *lookup, mq_negations *n, size_t i, const mq_phrase_match *phrase) {
  const mq_word *word = n->of.tokens[i].word;
  n->particle_alone |= is_lone_particle(n, i);
  if (is_lone_concord(n, i)) {
    n->concord_alone = true;
    add_answer(n, i, MQ_BY_WORD);
  } else if (is_strong(n, i)) {
    if (mq_token_glued(n->of.tokens, n->of.count, i)) add_answer(n, i, MQ_BY_WORD); /* "a not-so-big house" */
    else if (!phrase) add_strong(n, i);
    else if (phrase->number == USUAL) add_answer(n, i, MQ_BY_PHRASE);
  } else if (phrase && phrase->number == WITHOUT_WORD) {
    if (phrase->first == i) add_answer(n, i, MQ_BY_PHRASE);
  } else if (mq_find_stem(&n->words->implicit, word)) {
    add_answer(n, i, MQ_BY_MEANING);
  } else if (is_weak(n->words, word)) {
    add_answer(n, i, MQ_BY_WORD);
  } else if (has_suffix(n->words, word) || has_prefix(lookup, n->of.which, n->words, word->fold)) {
    add_answer(n, i, MQ_BY_AFFIX);
  }
}

mq_negations mq_negations_read(const mq_view *view, mtqc_side which, const mq_negation_words *words) {
  mq_negations n = {.of = mq_side_of(view, which), .words = words};
  mq_phrase_match usual[MOST_PHRASES];
  const size_t phrases = mq_phrases_find(words->usual, n.of.tokens, n.of.count, usual, MOST_PHRASES);
  for (size_t i = 0, p = 0; i < n.of.count; i++) {
    while (p < phrases && usual[p].first + usual[p].count <= i) p++;
    const bool inside = p < phrases && usual[p].first <= i;
    if (n.of.tokens[i].kind == MQ_WORD) read_word(view->lookup, &n, i, inside ? &usual[p] : NULL);
  }
  return n;
}
