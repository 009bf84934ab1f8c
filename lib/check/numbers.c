/* What human translators do to numbers.
 *
 * Nothing here depends on a language but through its tables: numerals inside words come from the table of numerals, units
 * are told by the ratio of the numbers (constants of physics) and by the links of the words behind them. */
#include "numbers.h"

#include <math.h>

enum { LONGEST_ROMAN = 12, LONGEST_NUMERAL = 48 };

static bool is_near(double a, double b) { return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)); }

static size_t few(const mq_numbers *side) { return side->count < MQ_NUMBERS_FEW ? side->count : MQ_NUMBERS_FEW; }

mq_str mq_numbers_text(const mq_numbers *side, size_t i) {
  return mq_span_text(side->text, mq_tokens_span(side->tokens, side->at[i].first, side->at[i].count));
}

/* --- said in another way ------------------------------------------------------------------------------------------ */

static bool value_stands(const mq_numbers *other, double value) {
  for (size_t i = 0; i < few(other); i++) {
    const mq_quantity *q = &other->at[i];
    if (q->kind == MQ_QUANTITY_DATE) {
      if (value != 0 && (value == q->year || value == q->day || value == q->month)) return true;
    } else if (q->kind == MQ_QUANTITY_TIME) {
      const double hour = floor(q->value / 60);
      if (value == hour || value == hour + 12 || value + 12 == hour || value == q->value - hour * 60) return true;
    } else if (is_near(q->value, value) || is_near(q->alternative, value)) {
      return true;
    }
  }
  return false;
}

/* "SS19" beside 2019. */
static bool year_stands(const mq_quantity *q, const mq_numbers *other) {
  const double year = q->value < 100 ? q->value + 2000 : q->value - 2000;
  if (year < 0 || (q->value >= 100 && (q->value < 2000 || q->value > 2099))) return false;
  for (size_t i = 0; i < few(other); i++)
    if (other->at[i].value == year && (q->kind == MQ_QUANTITY_CODE || other->at[i].kind == MQ_QUANTITY_CODE)) return true;
  return false;
}

static bool stands_in_parts(const mq_quantity *q, const mq_numbers *other) {
  for (size_t i = 0; i < few(other); i++)
    if (mq_quantity_equal(q, &other->at[i]) && !other->at[i].article) return true;
  if (q->kind == MQ_QUANTITY_DATE)
    return (!q->day || value_stands(other, q->day)) && (!q->year || value_stands(other, q->year));
  if (q->kind == MQ_QUANTITY_TIME) {
    const double hour = floor(q->value / 60), minute = q->value - hour * 60;
    return (value_stands(other, hour) || value_stands(other, fmod(hour + 12, 24))) && (!minute || value_stands(other, minute));
  }
  return value_stands(other, q->value) || year_stands(q, other);
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

/* A numeral that begins a longer word: "fünfköpfig", "двадцатилетний". */
static bool begins_with_numeral(const mq_language *language, mq_str fold, double value) {
  for (size_t size = 3; size < fold.size && size < LONGEST_NUMERAL; size++) {
    if (((unsigned char)fold.at[size] & 0xc0) == 0x80) continue;
    const uint32_t *found = mq_map_find(&language->numerals, (mq_str){fold.at, size});
    if (found && language->numeral_values[*found].value == value) return true;
  }
  return false;
}

static bool stands_in_words(const mq_quantity *q, const mq_numbers *other) {
  if (q->value != floor(q->value) || q->value < 1 || q->kind == MQ_QUANTITY_TIME) return false;
  for (size_t i = 0; i < other->token_count; i++) {
    const mq_word *word = other->tokens[i].word;
    if (other->tokens[i].kind != MQ_WORD) continue;
    if (roman_value(word->surface) == q->value) return true;
    if (q->value <= 1000 && word->letters > 4 && begins_with_numeral(other->language, word->fold, q->value)) return true;
  }
  return false;
}

/* The same characters, for designations that no pattern knows. */
static bool text_stands(mq_str text, const mq_numbers *other) {
  for (size_t i = 0; i < other->token_count; i++) {
    const mq_str s = other->tokens[i].word->surface;
    for (size_t k = 0; k + text.size <= s.size; k++)
      if (memcmp(s.at + k, text.at, text.size) == 0) return true;
  }
  return false;
}

bool mq_number_explained(const mq_numbers *side, size_t i, const mq_numbers *other) {
  const mq_quantity *q = &side->at[i];
  if (stands_in_parts(q, other) || stands_in_words(q, other)) return true;
  return q->kind == MQ_QUANTITY_CODE && text_stands(mq_numbers_text(side, i), other);
}

/* --- units -------------------------------------------------------------------------------------------------------- */

/* Miles, feet, yards, inches, pounds, ounces, stones, gallons, acres, square feet and miles, degrees Fahrenheit. Rounding
 * allows five per cent. */
static bool is_conversion(double a, double b) {
  static const double ratios[] = {1.609344, 3.28084, 1.09361, 2.54, 25.4, 30.48, 2.20462, 28.3495, 6.35029, 4.54609, 3.78541,
                                  2.47105, 10.7639, 2.58999};
  const double low = fmin(a, b), high = fmax(a, b);
  if (low <= 0) return false;
  if (fabs(low * 1.8 + 32 - high) < 1.5) return true;
  for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++)
    if (fabs(high / low / ratios[i] - 1) < .05) return true;
  return false;
}

/* The word behind a number, a hyphen between them left out; token_count if there is none. */
static size_t word_behind(const mq_numbers *side, size_t i) {
  const mq_quantity *q = &side->at[i];
  for (size_t k = q->first; k < q->first + q->count; k++)
    if (k > q->first && side->tokens[k].kind == MQ_WORD && side->tokens[k].word->letters > 1) return k; /* "6-foot" */
  size_t k = q->first + q->count;
  while (k < side->token_count && k < q->first + q->count + 2 && side->tokens[k].kind != MQ_WORD) k++;
  return k < side->token_count && side->tokens[k].kind == MQ_WORD ? k : side->token_count;
}

static bool are_linked(const mq_numbers *a, size_t i, const mq_numbers *b, size_t j) {
  return (a->links[i].other == j && a->links[i].strength > .1f) || (b->links[j].other == i && b->links[j].strength > .1f) ||
         a->tokens[i].word->stem_hash == b->tokens[j].word->stem_hash;
}

static bool converted(const mq_numbers *s, size_t i, const mq_numbers *t, size_t j) {
  if (s->at[i].kind != MQ_QUANTITY_NUMBER || t->at[j].kind != MQ_QUANTITY_NUMBER) return false;
  if (!is_conversion(s->at[i].value, t->at[j].value)) return false;
  const size_t a = word_behind(s, i), b = word_behind(t, j);
  return a < s->token_count && b < t->token_count && !are_linked(s, a, t, b);
}

/* "6-foot-6" or "5 feet 10" beside 1.98 or 198. */
static bool feet_and_inches(const mq_numbers *s, size_t i, double metres) {
  if (i + 1 >= s->count || s->at[i + 1].first > s->at[i].first + s->at[i].count + 2) return false;
  const double feet = s->at[i].value, inches = s->at[i + 1].value;
  if (feet > 9 || inches > 12) return false;
  const double wanted = feet * .3048 + inches * .0254;
  return fabs(metres / wanted - 1) < .02 || fabs(metres / wanted / 100 - 1) < .02;
}

bool mq_numbers_convert(mq_numbers *source, mq_numbers *target) {
  bool any = false;
  for (size_t i = 0; i < few(source); i++)
    for (size_t j = 0; j < few(target); j++) {
      if (target->used[j] || target->at[j].article) continue;
      const bool height = feet_and_inches(source, i, target->at[j].value);
      if (!height && (source->used[i] || !converted(source, i, target, j))) continue;
      source->used[i] = target->used[j] = any = true;
      if (height) source->used[i + 1] = true;
    }
  return any;
}

bool mq_number_same_hour(const mq_quantity *a, const mq_quantity *b) {
  const double low = fmin(a->value, b->value), high = fmax(a->value, b->value);
  return a->kind == MQ_QUANTITY_NUMBER && b->kind == MQ_QUANTITY_NUMBER && is_near(high - low, 12) && low >= 1 && high <= 24;
}
