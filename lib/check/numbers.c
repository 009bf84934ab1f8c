/* What human translators do to numbers, units of measurement aside (units.h).
 *
 * Nothing here depends on a language but through its tables: numerals (also inside words) and idioms. */
#include "numbers.h"

#include <math.h>

enum { LONGEST_ROMAN = 15, LONGEST_ENDING = 5, LONGEST_NUMERAL = 48, LEAST_IN_CODE = 3 /* bytes */, LEAST_LETTERS = 5 };

mq_str mq_numbers_text(const mq_numbers *side, size_t i) {
  return mq_span_text(side->text, mq_tokens_span(side->tokens, side->at[i].first, side->at[i].count));
}

/* --- said in another way
 * ------------------------------------------------------------------------------------------ */

static bool value_stands(const mq_numbers *other, double value) {
  for (size_t i = 0; i < mq_numbers_few(other); i++) {
    const mq_quantity *q = &other->at[i];
    if (q->article) continue;
    if (q->kind == MQ_QUANTITY_DATE) {
      if (value != 0 && (value == q->year || value == q->day || value == q->month)) return true;
    } else if (q->kind == MQ_QUANTITY_TIME) {
      const double hour = floor(q->value / 60);
      if (value == hour || value == hour + 12 || value + 12 == hour || value == q->value - hour * 60)
        return true;
    } else if (mq_is_near(q->value, value) || mq_is_near(q->alternative, value)) {
      return true;
    }
  }
  return false;
}

/* "SS19" beside 2019. */
static bool year_stands(const mq_quantity *q, const mq_numbers *other) {
  const double year = q->value < 100 ? q->value + 2000 : q->value - 2000;
  if (year < 0 || (q->value >= 100 && (q->value < 2000 || q->value > 2099))) return false;
  for (size_t i = 0; i < mq_numbers_few(other); i++)
    if (other->at[i].value == year && (q->kind == MQ_QUANTITY_CODE || other->at[i].kind == MQ_QUANTITY_CODE))
      return true;
  return false;
}

static bool stands_in_parts(const mq_quantity *q, const mq_numbers *other) {
  for (size_t i = 0; i < mq_numbers_few(other); i++)
    if (mq_quantity_equal(q, &other->at[i]) && !other->at[i].article) return true;
  if (q->kind == MQ_QUANTITY_DATE)
    return (!q->day || value_stands(other, q->day)) && (!q->year || value_stands(other, q->year));
  if (q->kind == MQ_QUANTITY_TIME) {
    const double hour = floor(q->value / 60), minute = q->value - hour * 60;
    return (value_stands(other, hour) || value_stands(other, fmod(hour + 12, 24))) &&
           (!minute || value_stands(other, minute));
  }
  return value_stands(other, q->value) || year_stands(q, other);
}

/* Letters of a Roman numeral without the ending of an ordinal: "XIXe", "XXème". */
static mq_str roman_letters(mq_str s) {
  size_t capitals = 0;
  while (capitals < s.size && s.at[capitals] >= 'A' && s.at[capitals] <= 'Z') capitals++;
  return capitals > 1 && s.size <= capitals + LONGEST_ENDING ? (mq_str){s.at, capitals} : s;
}

/* Value of a Roman numeral in capitals; 0 if it is none. */
static int roman_value(mq_str s) {
  static const char letters[] = "IVXLCDM";
  static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
  int total = 0, last = 0;
  if (!s.size || s.size > LONGEST_ROMAN) return 0;
  for (size_t i = s.size; i--;) {
    const char *found = s.at[i] ? strchr(letters, s.at[i]) : NULL;
    if (!found) return 0;
    const int value = values[found - letters];
    total += value < last ? -value : value;
    if (value > last) last = value;
  }
  return total;
}

/* Value of the numeral that is the first `size` bytes; NaN if they are none. */
static double numeral_value(const mq_language *language, mq_str fold, size_t size) {
  const bool cut = size < fold.size && ((unsigned char)fold.at[size] & 0xc0) == 0x80;
  const uint32_t *found = cut ? NULL : mq_map_find(&language->numerals, (mq_str){fold.at, size});
  return found ? language->numeral_values[*found].value : NAN;
}

/* A numeral that begins a longer word, or a ten and a unit: "fünfköpfig", "двадцатилетний", "двадцатишестилетний". */
static bool begins_with_numeral(const mq_language *language, mq_str fold, double value) {
  for (size_t size = 3; size < fold.size && size < LONGEST_NUMERAL; size++) {
    const double found = numeral_value(language, fold, size);
    if (found == value) return true;
    const bool ten = found >= 20 && found < value && value - found < 10;
    if (ten && begins_with_numeral(language, (mq_str){fold.at + size, fold.size - size}, value - found)) return true;
  }
  return false;
}

static bool is_whole(const mq_quantity *q) {
  return q->value == floor(q->value) && q->value >= 1 && q->kind != MQ_QUANTITY_TIME;
}

static bool stands_in_roman(const mq_quantity *q, const mq_numbers *other) {
  for (size_t i = 0; i < mq_numbers_tokens(other) && is_whole(q); i++) {
    const int value = other->tokens[i].kind == MQ_WORD ? roman_value(roman_letters(other->tokens[i].word->surface)) : 0;
    if (value && (value == q->value || value == q->alternative)) return true;
  }
  return false;
}

/* Whether a longer word begins with the number; "vierzehn" is a number of its own, and no four. A decade is also known by its two
 * last digits. */
static bool stands_in_words(const mq_quantity *q, const mq_numbers *other) {
  const bool era = q->value > 1000 && fmod(q->value, 10) == 0 && !isnan(q->alternative);
  const double value = era ? fmod(q->value, 100) : q->value;
  if (!is_whole(q) || value > 1000) return false;
  for (size_t i = 0; i < mq_numbers_tokens(other); i++) {
    const mq_word *word = other->tokens[i].word;
    if (other->tokens[i].kind != MQ_WORD || word->letters < LEAST_LETTERS) continue;
    if (!begins_with_numeral(other->language, word->fold, value)) continue;
    const double whole = numeral_value(other->language, word->fold, word->fold.size);
    if (isnan(whole) || whole == value) return true;
  }
  return false;
}

/* "on Friday" may have become a date, for readers who do not know when the text was written. */
static bool has_weekday(const mq_numbers *other) {
  for (size_t i = 0; i < mq_numbers_tokens(other); i++)
    if (other->tokens[i].kind == MQ_WORD && mq_find_fold(&other->language->weekdays, other->tokens[i].word))
      return true;
  return false;
}

bool mq_number_date_part_lost(const mq_quantity *date, const mq_quantity *partner, const mq_numbers *other) {
  if (date->kind != MQ_QUANTITY_DATE || partner->kind != MQ_QUANTITY_DATE) return false;
  return (date->year && !partner->year && !value_stands(other, date->year)) ||
         (date->day && !partner->day && partner->month && !value_stands(other, date->day));
}

static bool same_character(char a, char b) { return a == b || ((a == '.' || a == ',') && (b == '.' || b == ',')); }

static bool is_figure(char c) { return mq_is_digit(c) || c == '.' || c == ','; }

/* Whether a text holds another one that no figure goes on with: "4.6" in "magnitude-4.6", "magnitude-4,6". */
static bool holds(mq_str text, mq_str part) {
  for (size_t k = 0; k + part.size <= text.size; k++) {
    size_t same = 0;
    while (same < part.size && same_character(text.at[k + same], part.at[same])) same++;
    if (same == part.size && (!k || !is_figure(text.at[k - 1])) &&
        (k + same == text.size || !is_figure(text.at[k + same])))
      return true;
  }
  return false;
}

/* The same characters, for designations that no pattern knows. */
static bool text_stands(mq_str text, const mq_numbers *other) {
  for (size_t i = 0; i < mq_numbers_tokens(other); i++)
    if (holds(other->tokens[i].word->surface, text)) return true;
  return false;
}

/* A number that is part of a designation of the other side, or the other way round: "HTML 4.0", "HTML-4.0"; not "5" and "F5". */
static bool stands_in_code(const mq_numbers *side, size_t i, const mq_numbers *other) {
  const mq_str text = mq_numbers_text(side, i);
  for (size_t j = 0; j < mq_numbers_few(other); j++) {
    const mq_str there = mq_numbers_text(other, j), number = side->at[i].kind == MQ_QUANTITY_CODE ? there : text;
    const bool either = side->at[i].kind == MQ_QUANTITY_CODE || other->at[j].kind == MQ_QUANTITY_CODE;
    const bool spelled = side->at[i].spelled || other->at[j].spelled;
    if (either && !spelled && number.size >= LEAST_IN_CODE && (holds(text, there) || holds(there, text))) return true;
  }
  return false;
}

bool mq_number_explained(const mq_numbers *side, size_t i, const mq_numbers *other, bool strict) {
  const mq_quantity *q = &side->at[i];
  if (stands_in_roman(q, other) || year_stands(q, other) || stands_in_code(side, i, other)) return true;
  if (q->kind == MQ_QUANTITY_CODE && text_stands(mq_numbers_text(side, i), other)) return true;
  if (q->kind == MQ_QUANTITY_DATE && has_weekday(other)) return true;
  return !strict && (stands_in_parts(q, other) || stands_in_words(q, other));
}

/* --- idioms
 * ------------------------------------------------------------------------------------------------------- */

enum { MOST_IDIOMS = 16 };

mq_phrases *mq_number_idioms_load(const mq_setup *setup, mtqc_side side) {
  mq_table table;
  if (!mq_lexicon_table(setup->arena, setup->lexicon, mq_side_pack(side), "number-idioms", &table, NULL)) return NULL;
  mq_phrases *idioms = mq_phrases_new(setup->arena, mq_side_language(setup, side));
  for (size_t row = 0; row < table.rows; row++) mq_phrases_add(idioms, mq_table_field(&table, row, 0), 0);
  return idioms;
}

void mq_numbers_mark_idioms(mq_arena *arena, mq_numbers *side, const mq_phrases *idioms) {
  mq_phrase_match found[MOST_IDIOMS];
  const size_t tokens = side->count ? mq_numbers_tokens(side) : 0;
  const size_t count = idioms && tokens ? mq_phrases_find(idioms, side->tokens, tokens, found, MOST_IDIOMS) : 0;
  if (count) side->idiom = mq_arena_array(arena, side->count, sizeof *side->idiom);
  for (size_t k = 0; k < count; k++)
    for (size_t i = 0; i < side->count; i++)
      side->idiom[i] |= side->at[i].first < found[k].first + found[k].count &&
                        found[k].first < side->at[i].first + side->at[i].count;
}

bool mq_number_same_hour(const mq_quantity *a, const mq_quantity *b) {
  const double low = fmin(a->value, b->value), high = fmax(a->value, b->value);
  return a->kind == MQ_QUANTITY_NUMBER && b->kind == MQ_QUANTITY_NUMBER && mq_is_near(high - low, 12) &&
         low >= 1 && high <= 24;
}
