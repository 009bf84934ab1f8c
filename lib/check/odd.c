/* Words that no list knows (see odd.h). */
#include "odd.h"

#include <math.h>

enum {
  SHORTEST_COMPOUND = 9, /* letters; shorter ones are mostly names that happen to cut ("Steinberg") */
  SHORTEST_UNKNOWN = 4,
  LONGEST_ENDING = 4,    /* letters of an inflection */
  QUOTED_WORDS = 4       /* a quotation of at most so many words mentions rather than says */
};

static bool is_plain_word(const mq_word *word) {
  return word->kind == MQ_WORD && !(word->shape & MQ_STRANGE) && word->letters >= SHORTEST_UNKNOWN;
}

/* "Programmewenn": a space is missing, no compound was made. */
static bool ends_in_function_word(const mq_language *language, const mq_compound *compound) {
  return mq_map_find(&language->stopwords, compound->parts[compound->count - 1].fold);
}

/* Whether the word without an ending is attested: "Reisekonzern-s", whose stem is that of "Reisekonzerne" to a stemmer and
 * that of "Reisekonzern" is not. What links the parts of compounds are endings, or once were. */
static bool is_inflected(mq_lookup *lookup, const mq_language *language, const mq_word *word) {
  for (size_t i = 0; i < language->linking_count; i++) {
    const mq_str ending = language->linking[i];
    if (!ending.size || word->fold.size < SHORTEST_COMPOUND + ending.size || !mq_str_ends(word->fold, ending)) continue;
    if (mq_lookup_text(lookup, MTQC_TARGET, (mq_str){word->fold.at, word->fold.size - ending.size}).attested) return true;
  }
  return false;
}

/* A word of another script than its language is not judged by the language's dictionary. A capital says "noun" where
 * nouns have capitals, "name" elsewhere. */
mq_oddity mq_oddity_of_form(mq_lookup *lookup, const mq_language *language, const mq_word *word) {
  if (!is_plain_word(word) || mq_lookup_entry(lookup, MTQC_TARGET, word)->attested) return MQ_ODD_NOT;
  const mq_spelling spelling = mq_lookup_spelling(lookup, MTQC_TARGET, word);
  if (spelling == MQ_SPELLING_KNOWN || is_inflected(lookup, language, word)) return MQ_ODD_NOT;
  if (language->compounding && word->letters >= SHORTEST_COMPOUND) {
    const mq_compound *compound = mq_lookup_compound(lookup, MTQC_TARGET, word);
    const bool noun = !(word->shape & MQ_CAPITALISED) != language->noun_capitals;
    if (compound->count > 1 && !ends_in_function_word(language, compound)) return noun ? MQ_ODD_COMPOUND : MQ_ODD_NOT;
  }
  return spelling == MQ_SPELLING_UNKNOWN ? MQ_ODD_UNKNOWN : MQ_ODD_NOT;
}

bool mq_is_established(mq_lookup *lookup, const mq_word *form, mq_str like) {
  const mq_entry *here = mq_lookup_entry(lookup, MTQC_TARGET, form);
  if (here->frequency == MQ_FREQUENCY_UNKNOWN) return here->attested;
  const mq_entry there = mq_lookup_text(lookup, MTQC_TARGET, like);
  return there.frequency == MQ_FREQUENCY_UNKNOWN || there.frequency < here->frequency + MQ_FAR_OFTENER;
}

mq_str mq_word_skeleton(const mq_word *word, char room[MQ_SKELETON_ROOM]) {
  return (mq_str){room, mq_skeleton(word->fold, room, MQ_SKELETON_ROOM)};
}

mq_lookup *mq_lookup_of(const mq_context *context, const mq_view *view) {
  return view->lookup ? view->lookup : context->lookup;
}

static bool silenced_by_source(const mq_view *view, size_t i) {
  if (!view->target_links) return false;
  const uint8_t layer = view->target_links[i].layer;
  return layer == MQ_LAYER_EQUAL || layer == MQ_LAYER_NAME || layer == MQ_LAYER_COGNATE || layer == MQ_LAYER_OWN ||
         layer == MQ_LAYER_DICTIONARY;
}

mq_oddity mq_oddity_of(mq_context *context, const mq_view *view, size_t i) {
  const mq_word *word = view->target[i].word;
  const mq_oddity oddity = mq_oddity_of_form(mq_lookup_of(context, view), context->language[MTQC_TARGET], word);
  return oddity != MQ_ODD_NOT && silenced_by_source(view, i) ? MQ_ODD_NOT : oddity;
}

static bool is_quote(const mq_token *token) {
  static const char *const marks[] = {"\"", "“", "”", "„", "‟", "«", "»", "‘", "’", "‚", "‹", "›", "「", "」", "『", "』"};
  if (token->kind != MQ_PUNCTUATION && token->kind != MQ_SYMBOL) return false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (mq_str_equal(token->word->surface, mq_str_of(marks[i]))) return true;
  return false;
}

bool mq_token_quoted(const mq_token *tokens, size_t count, size_t i) {
  size_t first = i, last = i;
  while (first > 0 && i - first < QUOTED_WORDS && !is_quote(&tokens[first - 1])) first--;
  while (last + 1 < count && last - i < QUOTED_WORDS && !is_quote(&tokens[last + 1])) last++;
  return first > 0 && last + 1 < count && is_quote(&tokens[first - 1]) && is_quote(&tokens[last + 1]) &&
         last - first < QUOTED_WORDS;
}

static bool joins(const mq_token *token) {
  static const char *const marks[] = {"-", "‐", "‑", "/", "'", "’", "_", "@", "#", "&", "."};
  if (token->kind == MQ_WORD || token->flags & MQ_SPACE_BEFORE) return false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (mq_str_equal(token->word->surface, mq_str_of(marks[i]))) return true;
  return false;
}

static bool is_tight(const mq_token *token) { return !(token->flags & MQ_SPACE_BEFORE); }

bool mq_token_glued(const mq_token *tokens, size_t count, size_t i) {
  if (i > 1 && is_tight(&tokens[i]) && joins(&tokens[i - 1])) return true;
  if (i > 0 && is_tight(&tokens[i]) && tokens[i - 1].kind != MQ_PUNCTUATION) return true;
  if (i + 1 < count && is_tight(&tokens[i + 1]) && tokens[i + 1].kind != MQ_PUNCTUATION) return true;
  return i + 2 < count && joins(&tokens[i + 1]) && is_tight(&tokens[i + 2]);
}

bool mq_token_after_capital(const mq_token *tokens, size_t i) {
  if (i == 0) return false;
  const mq_token *before = &tokens[i - 1];
  return before->kind == MQ_WORD && before->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS) &&
         !(before->flags & MQ_SENTENCE_START) && !(before->word->shape & MQ_STOPWORD);
}

const char *mq_rarity_text(mq_arena *arena, int16_t frequency) {
  if (frequency == MQ_FREQUENCY_UNKNOWN) return "in no corpus";
  const double words = pow(10, -frequency / 100.0);
  const double scale = pow(10, floor(log10(words)) - 1), rounded = round(words / scale) * scale;
  if (rounded < 1e4) return mq_format(arena, "1 in %.0f words", rounded < 1 ? 1 : rounded);
  if (rounded < 1e6) return mq_format(arena, "1 in %.0f 000 words", rounded / 1e3);
  return mq_format(arena, rounded < 1e7 ? "1 in %.1f million words" : "1 in %.0f million words", rounded / 1e6);
}

size_t mq_common_prefix(mq_str a, mq_str b) {
  size_t n = 0;
  while (n < a.size && n < b.size && a.at[n] == b.at[n]) n++;
  return n;
}

size_t mq_form_fit(mq_str form, mq_str entry) {
  const size_t common = mq_common_prefix(form, entry);
  return common == entry.size ? 1000 + common : common;
}

static size_t reads(mq_str have, mq_str want) {
  const size_t shown = mq_common_prefix(have, want);
  if (shown < 3 || have.size - shown > LONGEST_ENDING || want.size - shown > 2) return 0;
  return shown == want.size ? 2 * shown + 3 : 2 * shown;
}

static bool is_vowel(char c) { return c && strchr("aeiouy", c); }

size_t mq_form_reads(mq_str form, mq_str entry) {
  char form_room[128], entry_room[128];
  const mq_str have = {form_room, mq_skeleton(form, form_room, sizeof form_room)};
  mq_str want = {entry_room, mq_skeleton(entry, entry_room, sizeof entry_room)};
  /* One vowel at the end, or two as of "судья": they change in inflection. */
  for (int i = 0; i < 2 && want.size > 3 && is_vowel(want.at[want.size - 1]); i++) want.size--;
  return reads(have, want);
}
