/* Units are looked for around numbers only, by the forms of the tables; a unit of two words is looked up before its first word.
 * Which conversions are right: the sizes differ by 6 % at most, for translators round. */
#include "units.h"

#include "text/cldr.h"

#include <math.h>

enum { UNIT_REACH = 7, LONGEST_UNIT = 64 };

static double parse_size(mq_str s) {
  double value = 0, place = 0;
  for (size_t i = 0; i < s.size; i++) {
    if (s.at[i] == '.') place = 1;
    else if (!mq_is_digit(s.at[i])) return 0;
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
  return written == floor(written) && written >= 1 && written <= 20 && fabs(exact - written) <= .75;
}

bool mq_unit_is_currency(const mq_unit *unit) { return unit->dimension == mq_hash(MQ_STR("currency")); }

static const mq_unit *unit_of_sign(const mq_numbers *side, const mq_word *sign) {
  const uint32_t *found = mq_find_fold(&side->units->forms, sign);
  return found ? &side->units->list[*found] : NULL;
}

/* A unit, or a sign of currency before the number. */
const mq_unit *mq_number_unit(const mq_numbers *side, size_t i) {
  const size_t first = side->at[i].first, end = first + side->at[i].count;
  for (size_t k = first ? first - 1 : 0; k <= end && k < side->token_count; k++) {
    const mq_word *word = side->tokens[k].word;
    if ((k < first && side->tokens[k].kind != MQ_SYMBOL) || (word->shape & MQ_STOPWORD)) continue;
    const mq_unit *unit = side->tokens[k].kind == MQ_SYMBOL ? unit_of_sign(side, word) : unit_at(side, k);
    if (unit) return unit;
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
  return mq_is_near(unit->size, .3048) && feet <= 9 && inches <= 12 &&
         (is_about(metres, wanted) || is_about(metres, wanted * 100));
}

/* "a mile away" beside "1,6 km": a unit without a number counts as one. */
static bool lone_unit(const mq_numbers *s, const mq_numbers *t, size_t j) {
  const mq_unit *b = unit_of(t, j);
  for (size_t k = 0; b && k < mq_numbers_tokens(s); k++) {
    const mq_unit *a = unit_at(s, k);
    if (a && a->dimension == b->dimension && a->size != b->size && same_size(1, a, t->at[j].value, b))
      return true;
  }
  return false;
}

/* "km2" looks like a designation. */
static void close_unit_names(mq_numbers *side) {
  for (size_t i = 0; i < mq_numbers_few(side); i++)
    if (side->at[i].kind == MQ_QUANTITY_CODE && side->at[i].count == 1 && unit_at(side, side->at[i].first)) side->used[i] = true;
}

static bool unit_stands(const mq_numbers *side, const mq_unit *unit) {
  for (size_t k = 0; k < mq_numbers_tokens(side); k++) {
    const mq_unit *here = unit_at(side, k);
    if (here && here->dimension == unit->dimension && mq_is_near(here->size, unit->size)) return true;
  }
  return false;
}

/* "161 feet (49 metres)": one of them is enough, unless the unit of the other is still there. */
static void close_said_twice(mq_numbers *side, const mq_numbers *other) {
  for (size_t i = 0; i + 1 < mq_numbers_few(side); i++) {
    if (side->used[i] == side->used[i + 1] || !converted(side, i, side, i + 1)) continue;
    const size_t open = side->used[i] ? i + 1 : i;
    side->used[open] = !unit_stands(other, unit_of(side, open));
  }
}

void mq_numbers_convert(mq_numbers *source, mq_numbers *target) {
  if (!source->units->forms.count || !target->units->forms.count) return;
  for (size_t j = 0; j < mq_numbers_few(target); j++) {
    for (size_t i = 0; i < mq_numbers_few(source) && !target->used[j] && !target->at[j].article; i++) {
      const bool height = feet_and_inches(source, i, target->at[j].value);
      if (!height && !converted(source, i, target, j)) continue;
      source->used[i] = target->used[j] = true;
      if (height) source->used[i + 1] = true;
    }
    if (!target->used[j] && !target->at[j].spelled && target->at[j].kind == MQ_QUANTITY_NUMBER)
      target->used[j] = lone_unit(source, target, j);
  }
  close_unit_names(source);
  close_unit_names(target);
  close_said_twice(source, target);
  close_said_twice(target, source);
}
