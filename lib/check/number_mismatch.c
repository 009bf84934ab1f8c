/* Numbers, dates and times that differ from the source.
 *
 * Both sides' quantities are matched by value, digits before words. What is left over is explained away where
 * human translators differ: a part of a date on its own, a Roman numeral, a numeral inside a word, a unit
 * converted, a clock of twelve hours. The rest is paired by size and order: a leftover on both sides is one changed
 * number, a leftover on one side a missing or an added one. A number in words on one side only makes no finding: it
 * may be an idiom. */
#include "units.h"

typedef struct prepared {
  mq_units units[2];     /* by mtqc_side */
  mq_phrases *idioms[2]; /* the same */
} prepared;

static void *prepare(const mq_setup *setup) {
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  for (int side = setup->source ? MTQC_SOURCE : MTQC_TARGET; side <= MTQC_TARGET; side++) {
    p->units[side] = mq_units_load(setup, side);
    p->idioms[side] = mq_number_idioms_load(setup, side);
  }
  return p;
}

static mq_numbers side_of(const mq_context *context, const mq_view *view, mtqc_side which) {
  const prepared *p = context->prepared;
  const bool source = which == MTQC_SOURCE;
  mq_numbers s = {.at = source ? view->source_quantities : view->target_quantities,
                  .count = source ? view->source_quantity_count : view->target_quantity_count,
                  .tokens = source ? view->source : view->target,
                  .token_count = source ? view->source_count : view->target_count,
                  .text = context->text[which],
                  .language = context->language[which],
                  .units = &p->units[which]};
  s.used = mq_arena_array(context->scratch, s.count, sizeof *s.used);
  mq_numbers_mark_idioms(context->scratch, &s, p->idioms[which]);
  return s;
}

/* --- matching
 * --------------------------------------------------------------------------------------------------- */

static bool may_meet(const mq_quantity *a, const mq_quantity *b, int pass) {
  const int spelled = a->spelled + b->spelled;
  const bool date = a->kind == MQ_QUANTITY_DATE || b->kind == MQ_QUANTITY_DATE;
  if (date && a->kind != b->kind && spelled && !(a->spelled ? a : b)->ordinal)
    return false; /* "1 May after five years" */
  return (pass == 0   ? spelled == 0 && a->kind == b->kind
          : pass == 1 ? spelled == 0
                      : spelled == pass - 1) &&
         mq_quantity_equal(a, b);
}

/* What is written alike is the same, though each language reads it in its own way: "4.10" is also 4 October. */
static bool written_alike(const mq_numbers *s, size_t i, const mq_numbers *t, size_t j, int pass) {
  return pass == 1 && s->at[i].kind != t->at[j].kind && mq_str_equal(mq_numbers_text(s, i), mq_numbers_text(t, j));
}

static mq_span span_of(const mq_numbers *s, size_t i) {
  return mq_tokens_span(s->tokens, s->at[i].first, s->at[i].count);
}

static void say_date_part(mq_context *context, const mq_view *view, const mq_numbers *s, size_t i, const mq_numbers *t,
                          size_t j) {
  mq_finding *finding = mq_find_target(context, view, span_of(t, j));
  finding->has_source = true;
  finding->source = span_of(s, i);
  finding->severity = MTQC_MINOR;
  finding->confidence = .6f;
  mq_finding_message(context, finding, "A part of the date %.*s is missing in %.*s", MQ_FMT(mq_numbers_text(s, i)),
                     MQ_FMT(mq_numbers_text(t, j)));
}

/* A ton is about a tonne: from this ratio of sizes on, two units of a dimension differ. Those of different dimensions
 * are not compared, for one may be part of the other ("miles per hour"). */
static const double other_size = 1.2;

static bool is_other_unit(const mq_unit *a, const mq_unit *b) {
  if (!a || !b || a->dimension != b->dimension || a->size <= 0 || b->size <= 0) return false;
  return mq_unit_is_currency(a) ? a->size != b->size : a->size > b->size * other_size || b->size > a->size * other_size;
}

/* The number is kept and its unit is not: 5 miles as 5 km, dollars as euros. */
static void compare_units(mq_context *context, const mq_view *view, const mq_numbers *s, size_t i, const mq_numbers *t,
                          size_t j) {
  if (s->at[i].kind != MQ_QUANTITY_NUMBER || t->at[j].kind != MQ_QUANTITY_NUMBER) return;
  if (s->at[i].article || t->at[j].article || s->at[i].ordinal != t->at[j].ordinal) return;
  if (!is_other_unit(mq_number_unit(s, i), mq_number_unit(t, j))) return;
  mq_finding *finding = mq_find_target(context, view, span_of(t, j));
  finding->has_source = true;
  finding->source = span_of(s, i);
  finding->confidence = .75f;
  mq_finding_message(context, finding, "%.*s has another unit than %.*s of the source", MQ_FMT(mq_numbers_text(t, j)),
                     MQ_FMT(mq_numbers_text(s, i)));
  mq_finding_evidence(context, finding, "the number is the same, so nothing was converted");
}

/* Digits of one kind first, then digits of any kind, digits with words, words with words. */
static void match(mq_context *context, const mq_view *view, mq_numbers *s, mq_numbers *t) {
  for (int pass = 0; pass < 4; pass++)
    for (size_t i = 0; i < s->count; i++) {
      const size_t from = t->count > MQ_NUMBERS_FEW && i > MQ_NUMBERS_FEW / 2 ? i - MQ_NUMBERS_FEW / 2 : 0;
      for (size_t j = from; !s->used[i] && j < t->count && j < from + MQ_NUMBERS_FEW; j++)
        if (!t->used[j] && (may_meet(&s->at[i], &t->at[j], pass) || written_alike(s, i, t, j, pass))) {
          s->used[i] = t->used[j] = true;
          if (mq_number_date_part_lost(&s->at[i], &t->at[j], t)) say_date_part(context, view, s, i, t, j);
          compare_units(context, view, s, i, t, j);
        }
    }
}

static size_t next_open(const mq_numbers *s, size_t i, bool spelled_too) {
  while (i < s->count && (s->used[i] || s->at[i].article || (s->at[i].spelled && !spelled_too))) i++;
  return i;
}

static size_t count_open(const mq_numbers *s) {
  size_t count = 0;
  for (size_t i = next_open(s, 0, false); i < s->count; i = next_open(s, i + 1, false)) count++;
  return count;
}

static void close_explained(mq_numbers *s, const mq_numbers *other, bool strict) {
  for (size_t i = next_open(s, 0, false); i < s->count; i = next_open(s, i + 1, false))
    s->used[i] = mq_number_explained(s, i, other, strict);
}

/* --- saying it
 * -------------------------------------------------------------------------------------------------- */

static void value_note(mq_context *context, mq_finding *finding, const char *where, const mq_quantity *q) {
  if (q->kind == MQ_QUANTITY_DATE)
    mq_finding_evidence(context, finding, "%s: day %d, month %d, year %d (0: not given)", where, q->day,
                        q->month, q->year);
  else if (q->kind == MQ_QUANTITY_TIME)
    mq_finding_evidence(context, finding, "%s: %d:%02d o'clock", where, (int)q->value / 60,
                        (int)q->value % 60);
  else mq_finding_evidence(context, finding, "%s: value %.15g", where, q->value);
}

/* What is not sure is not major. */
static void set_confidence(mq_finding *finding, float confidence) {
  finding->confidence = confidence;
  if (confidence <= .6f) finding->severity = MTQC_MINOR;
}

/* Miles and kilometres whose numbers do not fit: perhaps rounded more than usual. */
static bool is_conversion(const mq_numbers *s, size_t i, const mq_numbers *t, size_t j) {
  const mq_unit *a = mq_number_unit(s, i), *b = mq_number_unit(t, j);
  return a && b && a->dimension == b->dimension && !mq_unit_is_currency(a) && is_other_unit(a, b);
}

/* Of 36 numbers in words that were left over on either side in 712,000 good pairs, 29 were wrong. */
static const float CHANGED = .9f, CHANGED_WORDS = .75f, CHANGED_SPELLING = .6f;

static void say_changed(mq_context *context, const mq_view *view, const mq_numbers *s, size_t i, const mq_numbers *t,
                        size_t j, float confidence) {
  mq_finding *finding = mq_find_target(context, view, span_of(t, j));
  finding->has_source = true;
  finding->source = span_of(s, i);
  set_confidence(finding, confidence);
  mq_finding_message(context, finding, "%.*s in the source, %.*s in the translation",
                     MQ_FMT(mq_numbers_text(s, i)), MQ_FMT(mq_numbers_text(t, j)));
  value_note(context, finding, "source", &s->at[i]);
  value_note(context, finding, "translation", &t->at[j]);
}

/* How sure one is that a number on one side alone is a fault: small ones and 100 % are often paraphrased. */
static float lone_confidence(const mq_quantity *q) {
  if (q->kind == MQ_QUANTITY_CODE || (q->kind == MQ_QUANTITY_PERCENT && q->value == 100)) return .6f;
  return q->kind == MQ_QUANTITY_NUMBER && q->value <= 3 ? .55f : .75f;
}

static void say_missing(mq_context *context, const mq_view *view, const mq_numbers *s, size_t i) {
  mq_finding *finding = mq_find_source(context, view, span_of(s, i));
  set_confidence(finding, lone_confidence(&s->at[i]));
  mq_finding_message(context, finding, "%.*s of the source is missing in the translation",
                     MQ_FMT(mq_numbers_text(s, i)));
  value_note(context, finding, "source", &s->at[i]);
}

/* Translators name what the source describes: "the Visegrad Group", "die V4". */
static const float ADDED_CODE = .45f;

static void say_added(mq_context *context, const mq_view *view, const mq_numbers *t, size_t j) {
  mq_finding *finding = mq_find_target(context, view, span_of(t, j));
  set_confidence(finding, t->at[j].kind == MQ_QUANTITY_CODE ? ADDED_CODE : lone_confidence(&t->at[j]));
  mq_finding_message(context, finding, "%.*s is not in the source", MQ_FMT(mq_numbers_text(t, j)));
  value_note(context, finding, "translation", &t->at[j]);
}

/* Number of digits before the point, less one. */
static double magnitude(const mq_quantity *q) {
  const double value = q->kind == MQ_QUANTITY_DATE ? q->day : fabs(q->value);
  return value >= 1 ? floor(log10(value)) : 0;
}

/* The open quantity of `t` that number i of `s` most probably became: digits before words, one of as many digits before others,
 * then in order. */
static size_t partner(const mq_numbers *s, size_t i, const mq_numbers *t) {
  const size_t first = next_open(t, 0, false);
  for (size_t j = first; j < t->count && j < first + MQ_NUMBERS_FEW; j = next_open(t, j + 1, false))
    if (magnitude(&t->at[j]) == magnitude(&s->at[i])) return j;
  if (first < t->count) return first;
  return s->at[i].spelled ? t->count : next_open(t, 0, true);
}

static bool is_idiom(const mq_numbers *s, size_t i) { return s->idiom && s->idiom[i]; }

/* A number of an idiom may be missing, or have become that of another. */
static void report_open(mq_context *context, const mq_view *view, mq_numbers *s, mq_numbers *t) {
  for (size_t i = next_open(s, 0, true); i < s->count; i = next_open(s, i + 1, true)) {
    const size_t j = partner(s, i, t);
    if (j == t->count && s->at[i].spelled) continue;
    s->used[i] = true;
    if (j < t->count) {
      t->used[j] = true;
      const bool same = mq_number_same_hour(&s->at[i], &t->at[j]) || (is_idiom(s, i) && is_idiom(t, j));
      const bool unsure = s->at[i].spelled || t->at[j].spelled || is_conversion(s, i, t, j);
      if (!same) say_changed(context, view, s, i, t, j, unsure ? CHANGED_SPELLING : CHANGED);
    } else if (!is_idiom(s, i)) {
      say_missing(context, view, s, i);
    }
  }
  for (size_t j = next_open(t, 0, false); j < t->count; j = next_open(t, j + 1, false))
    if (!is_idiom(t, j)) say_added(context, view, t, j);
}

/* --- numbers in words alone -------------------------------------------------------------------------------------- */

static bool is_open_in_words(const mq_numbers *s, size_t i) {
  const mq_quantity *q = &s->at[i];
  return !s->used[i] && q->spelled && !q->article &&
         (q->kind == MQ_QUANTITY_NUMBER || q->kind == MQ_QUANTITY_PERCENT);
}

static size_t count_in_words(const mq_numbers *s) {
  size_t count = 0;
  for (size_t i = 0; i < s->count; i++) count += is_open_in_words(s, i);
  return count;
}

static double place_of(const mq_numbers *s, size_t i) { return (double)s->at[i].first / (double)s->token_count; }

/* Of the numbers in words that are left over, the one nearest to a place (0 to 1); there is one. */
static size_t nearest_in_words(const mq_numbers *s, double place) {
  size_t nearest = s->count;
  for (size_t i = 0; i < s->count; i++)
    if (is_open_in_words(s, i) &&
        (nearest == s->count || fabs(place_of(s, i) - place) < fabs(place_of(s, nearest) - place)))
      nearest = i;
  return nearest;
}

/* The first numeral of a number in words; NaN if that is a magnitude. */
static double first_numeral(const mq_numbers *s, size_t i) {
  const uint32_t *found = mq_find_fold(&s->language->numerals, s->tokens[s->at[i].first].word);
  return found ? s->language->numeral_values[*found].value : NAN;
}

/* "two dozen" is about twenty; the other side of "four decades" may have "decades" elsewhere, and centuries are hundreds of years. */
static bool are_akin(const mq_numbers *s, size_t i, const mq_numbers *t, size_t j) {
  static const double about = 1.25;
  const double a = s->at[i].value, b = t->at[j].value, low = fmin(a, b), high = fmax(a, b);
  if (mq_number_same_hour(&s->at[i], &t->at[j]) || high == low * 100 || high == low * 1000) return true;
  const bool composed = s->at[i].count > 1 || t->at[j].count > 1;
  return composed && (high <= about * low || first_numeral(s, i) == b || first_numeral(t, j) == a);
}

/* A number in words is left over on one side, and one or more on the other: it became the only one, or the nearest, unless an
 * idiom or another word explains either. */
static void compare_words(mq_context *context, const mq_view *view, const mq_numbers *s, const mq_numbers *t) {
  const size_t here = count_in_words(s), there = count_in_words(t);
  if (!here || !there || (here > 1 && there > 1)) return;
  const size_t j = nearest_in_words(t, here == 1 ? place_of(s, nearest_in_words(s, 0)) : 0);
  const size_t i = nearest_in_words(s, place_of(t, j));
  if (is_idiom(s, i) || is_idiom(t, j) || are_akin(s, i, t, j)) return;
  if (s->at[i].kind != t->at[j].kind || s->at[i].ordinal != t->at[j].ordinal) return;
  if (mq_number_explained(s, i, t, false) || mq_number_explained(t, j, s, false)) return;
  const bool sure = here == there && !s->at[i].ordinal; /* "the second after the initial one", "another after the first" */
  say_changed(context, view, s, i, t, j, sure ? CHANGED_WORDS : CHANGED_SPELLING);
}

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count) return;
  if (!view->source_quantity_count && !view->target_quantity_count) return;
  if (view->source_quantity_count > MQ_NUMBERS_MOST || view->target_quantity_count > MQ_NUMBERS_MOST) return;
  mq_numbers s = side_of(context, view, MTQC_SOURCE), t = side_of(context, view, MTQC_TARGET);
  match(context, view, &s, &t);
  mq_numbers_convert(&s, &t);
  /* As many left over on either side: most probably one became the other, whatever else would explain each.
   */
  const bool strict = count_open(&s) == count_open(&t);
  close_explained(&s, &t, strict);
  close_explained(&t, &s, strict);
  report_open(context, view, &s, &t);
  compare_words(context, view, &s, &t);
}

const mq_check mq_check_number_mismatch = {
  .prepare = prepare,
  .apart = true,
  .segment = segment,
  .explanation =
    "Numbers, dates, times and designations with digits are compared by value, not by spelling: 1,234.5 and 1.234,5,\n"
    "\"10 тыс.\" and 10 000, \"16 января\" and \"16. Januar 2022\", \"двадцать пять\" and 25 are the same.\n"
    "A number that has no equal on the other side is reported: as changed if one is left over on either side, as missing or\n"
    "added if on one side only. So is one that is kept while its unit changes (hours as days, miles as kilometres, dollars\n"
    "as euros).\n"
    "\n"
    "A number in words on one side only is not reported, for it may be an idiom; nor is one that a conversion of units\n"
    "explains (18 months and a year and a half), a Roman numeral, a part of a date, or a twelve-hour clock."};
