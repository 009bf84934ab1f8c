/* Numbers as CLDR's rules spell them, magnitudes from its compact notation, units by their names.
 *
 * What comes out has the shape of the tables in dicts/, so that one reader reads both. CLDR writes nouns in the few forms that
 * stand behind a number, and the numerals of many languages without their cases: what it does not write stays unread. */
#include "cldr.h"

#include "token.h"
#include "unicode.h"

#include <stdio.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

enum { ROOM = 96, NAMES_ROOM = 4096, SKELETON_ROOM = 96 };

typedef struct writing {
  mq_arena *arena;
  const mq_language *language;
  mq_buf *out;
} writing;

static void escape_without_memory(mq_arena *arena, UErrorCode status) {
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
}

/* ICU answers for a language that it does not know with another one. */
static bool is_own(const UNumberFormat *format, ULocDataLocaleType type, const char *code) {
  UErrorCode status = U_ZERO_ERROR;
  char language[ULOC_LANG_CAPACITY];
  const char *locale = unum_getLocaleByType(format, type, &status);
  if (U_FAILURE(status) || !locale) return false;
  uloc_getLanguage(locale, language, sizeof language, &status);
  return U_SUCCESS(status) && strcmp(language, code) == 0;
}

static void close_format(void *format) {
  unum_close(format);
}

static UNumberFormat *open_format(const writing *w, UNumberFormatStyle style, ULocDataLocaleType type) {
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(style, NULL, 0, w->language->locale, NULL, &status);
  escape_without_memory(w->arena, status);
  if (U_FAILURE(status)) return NULL;
  mq_arena_defer(w->arena, close_format, format);
  return is_own(format, type, w->language->code) ? format : NULL;
}

/* --- numbers in words -------------------------------------------------------------------------------------------- */

enum { UP_TO_HUNDRED = 101, SPELLED = UP_TO_HUNDRED + 9, SHORTEST_BEGINNING = 6 };

/* 0 to 100, 200, 300, ... 1000: words.c makes the rest of them. */
static double nth_spelled(int i) {
  return i < UP_TO_HUNDRED ? i : 100 * (i - UP_TO_HUNDRED + 2);
}

/* A modifier letter stands for an apostrophe. */
static void write_form(const writing *w, UChar *form, int32_t size) {
  char bytes[ROOM * 3];
  int32_t bytes_size = 0;
  UErrorCode status = U_ZERO_ERROR;
  for (int32_t i = 0; i < size; i++)
    if (form[i] == 0x2bc) form[i] = 0x2019;
  u_strToUTF8(bytes, sizeof bytes, &bytes_size, form, size, &status);
  if (U_SUCCESS(status)) mq_buf_add(w->out, bytes, (size_t)bytes_size);
}

/* Each form also without its last letter, for words that begin so: "trzydziestu", "trzydziestoletni". */
static void spell_all(const writing *w, UNumberFormat *format, bool ordinal) {
  for (int i = 0; i < SPELLED; i++) {
    UChar form[ROOM];
    UErrorCode status = U_ZERO_ERROR;
    const double value = nth_spelled(i);
    const int32_t size = unum_formatDouble(format, value, form, ROOM, NULL, &status);
    escape_without_memory(w->arena, status);
    if (U_FAILURE(status) || size > ROOM) continue;
    mq_buf_format(w->out, "%d\t%s\t", (int)value, ordinal ? "ordinal" : value == 1 ? "article" : "cardinal");
    write_form(w, form, size);
    if (size > SHORTEST_BEGINNING) mq_buf_char(w->out, ';'), write_form(w, form, size - 1);
    mq_buf_char(w->out, '\n');
  }
}

/* Sets of rules that spell numbers bear names like "%spellout-cardinal-feminine"; others are for years or for cheques. */
static void write_numbers(const writing *w) {
  UNumberFormat *format = open_format(w, UNUM_SPELLOUT, ULOC_ACTUAL_LOCALE);
  if (!format) return;
  UChar names[NAMES_ROOM];
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, names, NAMES_ROOM - 1, &status);
  if (U_FAILURE(status) || size >= NAMES_ROOM) return;
  UChar *rest = names, *name;
  names[size] = 0;
  static const UChar semicolon[] = {';', 0};
  for (UChar *state = NULL; (name = u_strtok_r(rest, semicolon, &state)); rest = NULL) {
    const bool ordinal = u_strstr(name, u"-ordinal"), cardinal = u_strstr(name, u"-cardinal");
    if ((!ordinal && !cardinal) || u_strstr(name, u"financial")) continue;
    status = U_ZERO_ERROR;
    unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &status);
    if (U_SUCCESS(status)) spell_all(w, format, ordinal);
  }
}

/* --- words behind numbers ---------------------------------------------------------------------------------------- */

/* What asks for the forms of a noun in all languages. */
static const double counted[] = {1, 2, 5, 21, 1.5};

enum { COUNTED = sizeof counted / sizeof *counted };

/* A written number and the word behind it. */
typedef struct behind {
  double value; /* its digits */
  mq_str word;  /* in the buffer of the caller; empty if there is none, or more than one */
} behind;

static behind behind_number(const char *text, size_t size) {
  behind b = {0};
  size_t i = 0, unit = 0;
  for (; i < size && (mq_is_digit(text[i]) || text[i] == '.' || text[i] == ','); i++) {
    if (!mq_is_digit(text[i])) unit = 1;
    else b.value = b.value * 10 + (text[i] - '0'), unit *= 10;
  }
  if (unit > 1) b.value /= (double)unit;
  size_t at = i;
  while (i && at < size && mq_class_of(mq_next(text, &at, size)) == MQ_C_SPACE) i = at;
  size_t end = i;
  for (size_t next = end; i && next < size; end = next)
    if (mq_class_of(mq_next(text, &next, size)) != MQ_C_LETTER) break;
  const bool whole = end == size || (end + 1 == size && text[end] == '.');
  b.word = whole ? (mq_str){text + i, end - i} : (mq_str){"", 0};
  return b;
}

/* Formats all `counted`, times a factor, by a skeleton of ICU, and gives each to `take`. */
static void write_counted(const writing *w, const char *skeleton, double factor,
                          void (*take)(const writing *w, double number, behind b, const void *what), const void *what) {
  UChar pattern[SKELETON_ROOM], text[COUNTED][ROOM];
  int32_t sizes[COUNTED] = {0};
  UErrorCode status = U_ZERO_ERROR;
  u_uastrcpy(pattern, skeleton);
  UNumberFormatter *format = unumf_openForSkeletonAndLocale(pattern, -1, w->language->locale, &status);
  UFormattedNumber *result = unumf_openResult(&status);
  for (int i = 0; i < COUNTED && U_SUCCESS(status); i++) {
    unumf_formatDouble(format, counted[i] * factor, result, &status);
    sizes[i] = unumf_resultToString(result, text[i], ROOM, &status);
  }
  unumf_closeResult(result);
  unumf_close(format);
  escape_without_memory(w->arena, status);
  for (int i = 0; i < COUNTED && U_SUCCESS(status); i++) {
    char bytes[ROOM * 3];
    int32_t size = 0;
    u_strToUTF8(bytes, sizeof bytes, &size, text[i], sizes[i], &status);
    if (U_FAILURE(status)) break;
    const behind b = behind_number(bytes, (size_t)size);
    if (b.word.size && b.value > 0) take(w, counted[i] * factor, b, what);
  }
}

static void take_magnitude(const writing *w, double number, behind b, const void *what) {
  (void)what;
  const double factor = number / b.value;
  if (factor >= 2) mq_buf_format(w->out, "%.*s\t%.0f\n", MQ_FMT(b.word), factor);
}

static void take_percent(const writing *w, double number, behind b, const void *what) {
  (void)number, (void)what;
  mq_buf_format(w->out, "%.*s\t0.01\n", MQ_FMT(b.word));
}

static void write_magnitudes(const writing *w) {
  if (!open_format(w, UNUM_DECIMAL, ULOC_VALID_LOCALE)) return;
  double factor = 1e3;
  for (int zeros = 3; zeros <= 12; zeros++) {
    write_counted(w, "compact-long latin", factor, take_magnitude, NULL);
    write_counted(w, "compact-short latin", factor, take_magnitude, NULL);
    factor *= 10;
  }
  write_counted(w, "measure-unit/concentr-percent unit-width-full-name latin", 1, take_percent, NULL);
}

/* Units that translators convert: name in CLDR, dimension, size in its base unit. */
typedef struct unit {
  const char *name, *dimension, *size;
} unit;

/* Where two units have one form, the later holds ("m"). */
static const unit units[] = {{"duration-minute", "time", "60"},        {"duration-hour", "time", "3600"},
                             {"duration-day", "time", "86400"},        {"duration-week", "time", "604800"},
                             {"duration-month", "time", "2629800"},    {"duration-year", "time", "31557600"},
                             {"length-inch", "length", "0.0254"},      {"length-foot", "length", "0.3048"},
                             {"length-yard", "length", "0.9144"},      {"length-mile", "length", "1609.344"},
                             {"length-millimeter", "length", "0.001"}, {"length-centimeter", "length", "0.01"},
                             {"length-meter", "length", "1"},          {"length-kilometer", "length", "1000"},
                             {"area-acre", "area", "4046.856"},        {"area-hectare", "area", "10000"},
                             {"mass-ounce", "mass", "0.0283495"},      {"mass-pound", "mass", "0.45359237"},
                             {"mass-stone", "mass", "6.35029"},        {"mass-gram", "mass", "0.001"},
                             {"mass-kilogram", "mass", "1"},           {"mass-metric-ton", "mass", "1000"},
                             {"volume-pint", "volume", "0.473176"},    {"volume-gallon", "volume", "3.785412"},
                             {"volume-liter", "volume", "1"}};

static void take_unit(const writing *w, double number, behind b, const void *what) {
  const unit *u = what;
  (void)number;
  mq_buf_format(w->out, "%s\t%s\t", u->dimension, u->size);
  mq_buf_str(w->out, mq_fold(w->arena, b.word));
  mq_buf_char(w->out, '\n');
}

static void write_units(const writing *w) {
  static const char *const widths[] = {"full-name", "short"};
  if (!open_format(w, UNUM_DECIMAL, ULOC_VALID_LOCALE)) return;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    for (size_t k = 0; k < 2; k++) {
      char skeleton[SKELETON_ROOM];
      snprintf(skeleton, sizeof skeleton, "measure-unit/%s unit-width-%s latin", units[i].name, widths[k]);
      write_counted(w, skeleton, 1, take_unit, &units[i]);
    }
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

bool mq_cldr_table(mq_arena *arena, const mq_language *language, const char *name, mq_table *out) {
  static const struct {
    const char *name;
    void (*write)(const writing *w);
  } tables[] = {{"numbers", write_numbers}, {"magnitudes", write_magnitudes}, {"units", write_units}};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    if (strcmp(name, tables[i].name) != 0) continue;
    mq_buf text = {.arena = arena};
    const writing w = {arena, language, &text};
    tables[i].write(&w);
    *out = mq_table_parse(arena, mq_buf_view(&text));
    return out->rows > 0;
  }
  return false;
}
