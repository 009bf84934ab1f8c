/* unknown-word: a word that neither the dictionaries nor the source know.
 *
 * Names are most of what dictionaries do not know. A source silences those that it shows; without one, a capital is taken
 * for a name, except where the language's tables say how names of places make adjectives and the form at hand is made
 * otherwise. A word that comes again and again is somebody's term, not a slip. */
#include "odd.h"
#include "sides.h"

#include <math.h>

enum {
  ENOUGH_WORDS = 6,
  MANY_FORMS = 300000,    /* of the pack */
  MANY_TIMES = 3,
  MOST_ENDINGS = 16,
  LONGEST_ENDING = 6,     /* bytes */
  SHORTEST_PLACE = 4,     /* bytes */
  LONGEST_SEARCHED = 40,  /* bytes of a word whose neighbours are searched */
  MOST_LETTERS = 128,
  ALPHABET_SEGMENTS = 200,
  MOST_SEARCHES = 200,    /* a document */
  LEAST_FREQUENCY = -600  /* centibels of a word that may have been meant */
};

static const double REPORTED = 0.35;

/* Log odds: with a frequent word one letter away, and without. Judged machine translation bears out the first in any
 * language, the second only where the pack attests much: there new words are few, elsewhere two in three. */
static const double NEAR_WORD = 1.1, NO_WORD_NEAR = 0.7, NO_WORD_NEAR_THIN = -0.5;

/* Names of places, and the endings that make adjectives and nouns of them: a place name with another ending before a noun
 * is a slip. From the rows "place" of name-variants and the key demonym-suffix of the language. */
typedef struct knowledge {
  mq_map places; /* folds */
  bool rich; /* the pack attests so much that its silence speaks */
  size_t count;
  mq_str endings[MOST_ENDINGS]; /* the first is the usual one */
} knowledge;

static void add_places(mq_arena *arena, knowledge *known, mq_str list) {
  mq_str piece;
  while (mq_str_split(&list, ';', &piece)) mq_map_add(&known->places, mq_fold(arena, mq_str_trim(piece)), NULL);
}

static void *prepare(const mq_setup *setup) {
  mq_arena *arena = setup->arena;
  const mq_lexicon *lexicon = setup->lexicon;
  knowledge *known = mq_arena_alloc(arena, sizeof *known);
  known->places.arena = arena;
  known->rich = mq_lexicon_form_count(lexicon, MTQC_TARGET) >= MANY_FORMS;
  mq_str list = mq_language_fact(arena, lexicon, MQ_PACK_TARGET, "demonym-suffix"), piece;
  while (known->count < MOST_ENDINGS && mq_str_split(&list, ';', &piece))
    known->endings[known->count++] = mq_str_trim(piece);
  mq_table table;
  if (known->count && mq_lexicon_table(arena, lexicon, MQ_PACK_TARGET, "name-variants", &table, NULL))
    for (size_t row = 0; row < table.rows; row++)
      if (mq_str_equal(mq_table_field(&table, row, 2), MQ_STR("place")))
        for (size_t column = 0; column < 2; column++) add_places(arena, known, mq_table_field(&table, row, column));
  return known;
}

/* How often each unknown stem comes in the document. */
static mq_map count_unknown(mq_context *context, const mq_document *document) {
  mq_map times = {.arena = context->scratch};
  for (size_t i = 0; i < document->note_count; i++) {
    const mq_note *note = &document->notes[i];
    if (mq_oddity_of(context, note->view, note->token) == MQ_ODD_UNKNOWN)
      ++*mq_map_add(&times, note->view->target[note->token].word->stem, NULL);
  }
  return times;
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

/* --- what was meant ------------------------------------------------------------------------------------------------ */

/* The letters of the document, for making neighbours of a word, and how often that was done. */
typedef struct alphabet {
  mq_map letters;
  unsigned searches;
} alphabet;

static size_t letter_size(mq_str text, size_t at) {
  size_t size = 1;
  while (at + size < text.size && ((unsigned char)text.at[at + size] & 0xc0) == 0x80) size++;
  return size;
}

/* Adds a letter and those around it in Unicode, since a short text does not show its whole alphabet: alphabets of Greek,
 * Cyrillic and Latin lie in runs of 32 code points. */
static void add_letter(mq_context *context, alphabet *letters, mq_str letter) {
  const unsigned char *p = (const unsigned char *)letter.at;
  const unsigned code = letter.size == 1 ? p[0] : letter.size == 2 ? (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu) : 0;
  if (code < 'a' || mq_map_find(&letters->letters, letter)) return;
  for (unsigned c = code & ~31u; c < (code & ~31u) + 32; c++) {
    char text[2] = {(char)c, 0};
    if (c >= 0x80) text[0] = (char)(0xc0 | c >> 6), text[1] = (char)(0x80 | (c & 0x3f));
    if (c >= 'a' && c != 0x7f)
      mq_map_add(&letters->letters, mq_str_copy(context->scratch, (mq_str){text, c < 0x80 ? 1 : 2}), NULL);
  }
}

static void fill_alphabet(mq_context *context, const mq_document *document, alphabet *letters) {
  letters->letters.arena = context->scratch;
  for (size_t v = 0; v < document->view_count && v < ALPHABET_SEGMENTS; v++)
    for (size_t i = 0; i < document->views[v].target_count && letters->letters.count < MOST_LETTERS; i++) {
      const mq_word *word = document->views[v].target[i].word;
      if (word->kind != MQ_WORD || word->shape & (MQ_MIXED_SCRIPT | MQ_MALFORMED)) continue;
      for (size_t at = 0, size; at < word->fold.size; at += size) {
        size = letter_size(word->fold, at);
        add_letter(context, letters, (mq_str){word->fold.at + at, size});
      }
    }
}

typedef struct meant {
  char text[LONGEST_SEARCHED + 8];
  size_t size; /* 0: nothing near */
  int16_t frequency;
} meant;

/* Looks up first + middle + rest, a letter more than what is searched at most, and keeps it if it is the most frequent so far. */
static void try_word(mq_lookup *lookup, meant *best, mq_str first, mq_str middle, mq_str rest) {
  char text[LONGEST_SEARCHED + 8];
  const size_t size = first.size + middle.size + rest.size;
  memcpy(text, first.at, first.size);
  memcpy(text + first.size, middle.at, middle.size);
  memcpy(text + first.size + middle.size, rest.at, rest.size);
  const mq_entry entry = mq_lookup_text(lookup, MTQC_TARGET, (mq_str){text, size});
  if (!entry.attested || entry.frequency < LEAST_FREQUENCY || (best->size && entry.frequency <= best->frequency))
    return;
  memcpy(best->text, text, size);
  best->size = size;
  best->frequency = entry.frequency;
}

/* The most frequent word one letter away: one left out, doubled, exchanged or swapped with its neighbour. The first letter
 * stands, as it nearly always does in slips. */
static meant find_meant(mq_lookup *lookup, alphabet *letters, mq_str fold) {
  meant best = {.size = 0};
  if (fold.size > LONGEST_SEARCHED || letters->searches++ >= MOST_SEARCHES) return best;
  for (size_t at = letter_size(fold, 0); at <= fold.size;) {
    const mq_str first = {fold.at, at}, rest = {fold.at + at, fold.size - at};
    const size_t size = rest.size ? letter_size(fold, at) : 0;
    const mq_str after = {rest.at + size, rest.size - size};
    if (size) try_word(lookup, &best, first, (mq_str){"", 0}, after);
    if (after.size) {
      const size_t next = letter_size(after, 0);
      char swapped[16];
      memcpy(swapped, after.at, next);
      memcpy(swapped + next, rest.at, size);
      try_word(lookup, &best, first, (mq_str){swapped, next + size}, (mq_str){after.at + next, after.size - next});
    }
    for (size_t k = 0; k < letters->letters.count; k++) {
      const mq_str letter = letters->letters.entries[k].key;
      try_word(lookup, &best, first, letter, rest);
      if (size) try_word(lookup, &best, first, letter, after);
    }
    if (!size) break;
    at += size;
  }
  return best;
}

/* --- saying it ----------------------------------------------------------------------------------------------------- */

static double confidence_of(mq_context *context, const mq_view *view, size_t i, uint32_t times, const meant *near) {
  const mq_token *token = &view->target[i];
  const knowledge *known = context->prepared;
  double odds = near->size ? NEAR_WORD : known->rich ? NO_WORD_NEAR : NO_WORD_NEAR_THIN;
  if (token->word->shape & MQ_CAPITALISED) odds -= view->no_source ? 2.2 : 0.8;
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
  mq_finding_evidence(context, finding, "before a noun, place names take the ending \"-%.*s\"",
                      MQ_FMT(known->endings[0]));
  mq_buf better = {.arena = context->scratch};
  mq_buf_str(&better, base);
  mq_buf_str(&better, known->endings[0]);
  mq_finding_suggest(context, finding, mq_buf_view(&better));
}

static void report_unknown(mq_context *context, const mq_view *view, size_t i, double confidence, const meant *near) {
  const mq_word *word = view->target[i].word;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, i, 1));
  finding->confidence = (float)confidence;
  const mq_str other = {near->text, near->size};
  if (near->size)
    mq_finding_message(context, finding, "\"%.*s\" is in no dictionary; \"%.*s\" is meant?", MQ_FMT(word->surface),
                       MQ_FMT(other));
  else mq_finding_message(context, finding, "\"%.*s\" is in no dictionary", MQ_FMT(word->surface));
  mq_finding_evidence(context, finding, "neither a word list nor the spelling dictionary has it");
  if (near->size) {
    mq_finding_evidence(context, finding, "one letter away is \"%.*s\" (%s)", MQ_FMT(other),
                        mq_rarity_text(context->scratch, near->frequency));
    mq_finding_suggest(context, finding, other);
  }
  if (!view->no_source) mq_finding_evidence(context, finding, "nothing like it stands in the source segment");
}

static void check_word(mq_context *context, const mq_map *times, alphabet *letters, const mq_view *view, size_t i) {
  const bool noun_capitals = context->language[MTQC_TARGET]->noun_capitals;
  const mq_word *word = view->target[i].word;
  const bool capital = word->shape & MQ_CAPITALISED;
  const size_t place = capital ? misformed_place(context->prepared, view, i) : 0;
  if (place) {
    report_place(context, view, i, place);
    return;
  }
  if (mq_oddity_of(context, view, i) != MQ_ODD_UNKNOWN || is_foreign(context, view)) return;
  if (mq_token_glued(view->target, view->target_count, i)) return;
  if (capital && (!noun_capitals || mq_token_after_capital(view->target, i))) return;
  meant near = {.size = 0};
  if (!capital) near = find_meant(mq_lookup_of(context, view), letters, word->fold);
  const double confidence = confidence_of(context, view, i, *mq_find_stem(times, word), &near);
  if (confidence >= REPORTED) report_unknown(context, view, i, confidence, &near);
}

/* Notes what is unknown, whether or not the source silences it. */
static void check_segment(mq_context *context, const mq_view *view) {
  for (size_t i = 0; i < view->target_count; i++)
    if (mq_oddity_of_form(context->lookup, context->language[MTQC_TARGET], view->target[i].word) == MQ_ODD_UNKNOWN)
      mq_note_add(context, view, i, NULL, 0);
}

static void check_document(mq_context *context, const mq_document *document) {
  const mq_map times = count_unknown(context, document);
  alphabet letters = {.searches = 0};
  fill_alphabet(context, document, &letters);
  for (size_t i = 0; i < document->note_count; i++)
    check_word(context, &times, &letters, document->notes[i].view, document->notes[i].token);
}

const mq_check mq_check_unknown_word = {
  .prepare = prepare,
  .segment = check_segment,
  .document = check_document,
  .explanation =
    "Flags a word that is in no dictionary and in no word list, and that nothing in the source resembles. Words that cut\n"
    "into known parts are left to nonce-compound. Names are not flagged: a word that the source shows too, a capitalised\n"
    "word where nouns have no capitals, a word after another capitalised one. Words in capitals, with digits, between\n"
    "quotation marks, joined by a hyphen or coming three times and more count less or not at all. Where the language pack\n"
    "says how place names make adjectives, another ending is flagged (\"Warschauen Straße\" for \"Warschauer Straße\").\n"
    "\n"
    "Needs a hunspell dictionary and the pack of the target language."};
