/* What human translators do to numbers.
 *
 * Nothing here depends on a language but through its tables: numerals (also inside words) and units of
 * measurement. */
#include "numbers.h"

#include "text/cldr.h"

#include <math.h>

enum { LONGEST_ROMAN = 15, LONGEST_ENDING = 5, LONGEST_NUMERAL = 48, LEAST_IN_CODE = 3 /* bytes */ };

static bool is_near(double a, double b) { return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)); }

static size_t tokens_read(const mq_numbers *side) {
  return side->token_count < MQ_NUMBERS_TOKENS ? side->token_count : MQ_NUMBERS_TOKENS;
}

static size_t few(const mq_numbers *side) {
  return side->count < MQ_NUMBERS_FEW ? side->count : MQ_NUMBERS_FEW;
}

mq_str mq_numbers_text(const mq_numbers *side, size_t i) {
  return mq_span_text(side->text, mq_tokens_span(side->tokens, side->at[i].first, side->at[i].count));
}

/* --- said in another way
 * ------------------------------------------------------------------------------------------ */

static bool value_stands(const mq_numbers *other, double value) {
  for (size_t i = 0; i < few(other); i++) {
    const mq_quantity *q = &other->at[i];
    if (q->article) continue;
    if (q->kind == MQ_QUANTITY_DATE) {
      if (value != 0 && (value == q->year || value == q->day || value == q->month)) return true;
    } else if (q->kind == MQ_QUANTITY_TIME) {
      const double hour = floor(q->value / 60);
      if (value == hour || value == hour + 12 || value + 12 == hour || value == q->value - hour * 60)
        return true;
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
    if (other->at[i].value == year && (q->kind == MQ_QUANTITY_CODE || other->at[i].kind == MQ_QUANTITY_CODE))
      return true;
  return false;
}

static bool stands_in_parts(const mq_quantity *q, const mq_numbers *other) {
  for (size_t i = 0; i < few(other); i++)
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
  for (size_t i = 0; i < tokens_read(other) && is_whole(q); i++) {
    const int value = other->tokens[i].kind == MQ_WORD ? roman_value(roman_letters(other->tokens[i].word->surface)) : 0;
    if (value && (value == q->value || value == q->alternative)) return true;
  }
  return false;
}

/* A decade is also known by its two last digits. */
static bool stands_in_words(const mq_quantity *q, const mq_numbers *other) {
  const bool era = q->value > 1000 && fmod(q->value, 10) == 0 && !isnan(q->alternative);
  const double value = era ? fmod(q->value, 100) : q->value;
  if (!is_whole(q) || value > 1000) return false;
  for (size_t i = 0; i < tokens_read(other); i++) {
    const mq_word *word = other->tokens[i].word;
    if (other->tokens[i].kind == MQ_WORD && word->letters > 4 &&
        begins_with_numeral(other->language, word->fold, value))
      return true;
  }
  return false;
}

/* "on Friday" may have become a date, for readers who do not know when the text was written. */
static bool has_weekday(const mq_numbers *other) {
  for (size_t i = 0; i < tokens_read(other); i++)
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
  for (size_t i = 0; i < tokens_read(other); i++)
    if (holds(other->tokens[i].word->surface, text)) return true;
  return false;
}

/* A number that is part of a designation of the other side, or the other way round: "HTML 4.0", "HTML-4.0"; not "5" and "F5". */
static bool stands_in_code(const mq_numbers *side, size_t i, const mq_numbers *other) {
  const mq_str text = mq_numbers_text(side, i);
  for (size_t j = 0; j < few(other); j++) {
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
  const size_t count = idioms && side->count ? mq_phrases_find(idioms, side->tokens, tokens_read(side), found, MOST_IDIOMS) : 0;
  if (count) side->idiom = mq_arena_array(arena, side->count, sizeof *side->idiom);
  for (size_t k = 0; k < count; k++)
    for (size_t i = 0; i < side->count; i++)
      side->idiom[i] |= side->at[i].first < found[k].first + found[k].count && found[k].first < side->at[i].first + side->at[i].count;
}

/* --- units
 * -------------------------------------------------------------------------------------------------------- */

enum { UNIT_REACH = 7, LONGEST_UNIT = 64 };

static double parse_size(mq_str s) {
  double value = 0, place = 0;
  for (size_t i = 0; i < s.size; i++) {
    if (s.at[i] == '.') place = 1;
    else if (s.at[i] < '0' || s.at[i] > '9') return 0;
    else if (place > 0) value += (s.at[i] - '0') * (place /= 10);
    else value = value * 10 + (s.at[i] - '0');
  }
  return value;
}

mq_units mq_units_load(const mq_setup *setup, mtqc_side side) {
  mq_arena *arena = setup->arena;
  mq_units units = {.forms = {.arena = arena}};
  mq_table table;
  if (!mq_lexicon_table(arena, setup->lexicon, mq_side_pack(side), "units", &table, NULL) &&
      !mq_cldr_table(arena, mq_side_language(setup, side), "units", &table))
    return units;
  mq_unit *list = mq_arena_array(arena, table.rows, sizeof *list);
  for (size_t row = 0; row < table.rows; row++) {
    list[row] =
        (mq_unit){mq_hash(mq_table_field(&table, row, 0)), parse_size(mq_table_field(&table, row, 1))};
    mq_str forms = mq_table_field(&table, row, 2), form;
    while (mq_str_split(&forms, ';', &form)) *mq_map_add(&units.forms, form, NULL) = (uint32_t)row;
  }
  units.list = list;
  return units;
}

/* The unit that begins at a token, of two words if the table has it ("square miles"), or NULL. */
static const mq_unit *unit_at(const mq_numbers *side, size_t token) {
  const mq_token *here = &side->tokens[token];
  if (here->kind == MQ_PUNCTUATION || here->kind == MQ_SYMBOL) return NULL;
  char room[LONGEST_UNIT];
  const mq_str first = here->word->fold;
  const mq_str second = token + 1 < side->token_count ? side->tokens[token + 1].word->fold : (mq_str){"", 0};
  const uint32_t *found = NULL;
  if (second.size && first.size + second.size < sizeof room) {
    memcpy(room, first.at, first.size);
    room[first.size] = ' ';
    memcpy(room + first.size + 1, second.at, second.size);
    found = mq_map_find(&side->units->forms, (mq_str){room, first.size + 1 + second.size});
  }
  if (!found) found = mq_find_fold(&side->units->forms, here->word);
  return found ? &side->units->list[*found] : NULL;
}

/* The unit of number i: the first one from its own tokens ("6-foot") to a few behind ("1 to 2 inches"). */
static const mq_unit *unit_of(const mq_numbers *side, size_t i) {
  const size_t first = side->at[i].first, end = first + side->at[i].count + UNIT_REACH;
  for (size_t k = first; k < end && k < side->token_count; k++) {
    const mq_unit *unit = unit_at(side, k);
    if (unit) return unit;
  }
  return NULL;
}

/* Translators round what they convert: 2 inches are 5 cm. */
static bool is_rounded(double exact, double written) {
  return written == floor(written) && written <= 20 && fabs(exact - written) <= .75;
}

bool mq_unit_is_currency(const mq_unit *unit) { return unit->dimension == mq_hash(MQ_STR("currency")); }

/* A unit, or a sign of currency before the number. */
const mq_unit *mq_number_unit(const mq_numbers *side, size_t i) {
  const size_t first = side->at[i].first, end = first + side->at[i].count;
  for (size_t k = first ? first - 1 : 0; k <= end && k < side->token_count; k++) {
    const mq_word *word = side->tokens[k].word;
    if ((k < first && side->tokens[k].kind != MQ_SYMBOL) || (word->shape & MQ_STOPWORD)) continue;
    const mq_unit *unit = unit_at(side, k);
    if (unit) return unit;
    const uint32_t *sign = mq_find_fold(&side->units->forms, word);
    if (sign) return &side->units->list[*sign];
  }
  return NULL;
}

static bool is_about(double a, double b) { return fabs(a - b) <= .06 * fmax(fabs(a), fabs(b)); }

/* Degrees have another zero, and bare ones (size 0) are of either scale. */
static bool same_temperature(double fahrenheit, const mq_unit *x, double celsius, const mq_unit *y) {
  static const double degree = 5 / 9.;
  return x->size < 1 && (y->size >= 1 || y->size <= 0) && fabs((fahrenheit - 32) * degree - celsius) < 1.5;
}

static bool same_size(double a, const mq_unit *x, double b, const mq_unit *y) {
  if (x->dimension == mq_hash(MQ_STR("temperature")))
    return same_temperature(a, x, b, y) || same_temperature(b, y, a, x);
  return is_about(a * x->size, b * y->size) || is_rounded(a * x->size / y->size, b);
}

/* Quantities have no sign: "-5", but not "3-5" and not "a - 5". */
static double signed_value(const mq_numbers *side, size_t i) {
  static const char *const minuses[] = {"-", "−", "–"};
  const double value = side->at[i].value;
  const mq_token *number = &side->tokens[side->at[i].first];
  if (!side->at[i].first || number->flags & MQ_SPACE_BEFORE || (side->at[i].first > 1 && !(number[-1].flags & MQ_SPACE_BEFORE)))
    return value;
  for (size_t k = 0; k < sizeof minuses / sizeof *minuses; k++)
    if (mq_str_equal(number[-1].word->surface, mq_str_of(minuses[k]))) return -value;
  return value;
}

static bool converted(const mq_numbers *s, size_t i, const mq_numbers *t, size_t j) {
  if (s->at[i].kind != MQ_QUANTITY_NUMBER || t->at[j].kind != MQ_QUANTITY_NUMBER) return false;
  const mq_unit *a = unit_of(s, i), *b = unit_of(t, j);
  if (a && mq_unit_is_currency(a)) return false; /* rates change */
  return a && b && a->dimension == b->dimension && (a->size != b->size || a->size <= 0) &&
         same_size(signed_value(s, i), a, signed_value(t, j), b);
}

/* "6-foot-6" or "5 feet 10" beside 1.98 or 198. */
static bool feet_and_inches(const mq_numbers *s, size_t i, double metres) {
  const mq_unit *unit = unit_of(s, i);
  if (!unit || i + 1 >= s->count || s->at[i + 1].first > s->at[i].first + s->at[i].count + 2) return false;
  const double feet = s->at[i].value, inches = s->at[i + 1].value, wanted = feet * .3048 + inches * .0254;
  return is_near(unit->size, .3048) && feet <= 9 && inches <= 12 &&
         (is_about(metres, wanted) || is_about(metres, wanted * 100));
}

/* "a mile away" beside "1,6 km": a unit without a number counts as one. */
static bool lone_unit(const mq_numbers *s, const mq_numbers *t, size_t j) {
  const mq_unit *b = unit_of(t, j);
  for (size_t k = 0; b && k < tokens_read(s); k++) {
    const mq_unit *a = unit_at(s, k);
    if (a && a->dimension == b->dimension && a->size != b->size && same_size(1, a, t->at[j].value, b))
      return true;
  }
  return false;
}

/* "km2" looks like a designation. */
static void close_unit_names(mq_numbers *side) {
  for (size_t i = 0; i < few(side); i++)
    if (side->at[i].kind == MQ_QUANTITY_CODE && side->at[i].count == 1 && unit_at(side, side->at[i].first)) side->used[i] = true;
}

static bool unit_stands(const mq_numbers *side, const mq_unit *unit) {
  for (size_t k = 0; k < tokens_read(side); k++) {
    const mq_unit *here = unit_at(side, k);
    if (here && here->dimension == unit->dimension && is_near(here->size, unit->size)) return true;
  }
  return false;
}

/* "161 feet (49 metres)": one of them is enough, unless the unit of the other is still there. */
static void close_said_twice(mq_numbers *side, const mq_numbers *other) {
  for (size_t i = 0; i + 1 < few(side); i++) {
    if (side->used[i] == side->used[i + 1] || !converted(side, i, side, i + 1)) continue;
    const size_t open = side->used[i] ? i + 1 : i;
    side->used[open] = !unit_stands(other, unit_of(side, open));
  }
}

void mq_numbers_convert(mq_numbers *source, mq_numbers *target) {
  if (!source->units->forms.count || !target->units->forms.count) return;
  for (size_t j = 0; j < few(target); j++) {
    for (size_t i = 0; i < few(source) && !target->used[j] && !target->at[j].article; i++) {
      const bool height = feet_and_inches(source, i, target->at[j].value);
      if (!height && !converted(source, i, target, j)) continue;
      source->used[i] = target->used[j] = true;
      if (height) source->used[i + 1] = true;
    }
    if (!target->used[j] && !target->at[j].spelled) target->used[j] = lone_unit(source, target, j);
  }
  close_unit_names(source);
  close_unit_names(target);
  close_said_twice(source, target);
  close_said_twice(target, source);
}

bool mq_number_same_hour(const mq_quantity *a, const mq_quantity *b) {
  const double low = fmin(a->value, b->value), high = fmax(a->value, b->value);
  return a->kind == MQ_QUANTITY_NUMBER && b->kind == MQ_QUANTITY_NUMBER && is_near(high - low, 12) &&
         low >= 1 && high <= 24;
}
