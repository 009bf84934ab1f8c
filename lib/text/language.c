/* Languages: tags by BCP 47 through ICU, rules from CLDR and then from the language's own tables, which win.
 *
 * CLDR gives separators, quotation marks and the names of months and weekdays for every language it knows, so a language
 * without tables still has its numbers and dates read. */
#include "language.h"

#include "base/array.h"
#include "token.h"
#include "unicode.h"

#include <stdio.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unum.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

/* The first script of a locale; likely subtags give it where the tag does not. */
static UScriptCode script_of(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  char likely[ULOC_FULLNAME_CAPACITY];
  uloc_addLikelySubtags(locale, likely, sizeof likely, &status);
  UScriptCode scripts[8];
  const int32_t count = uscript_getCode(likely, scripts, 8, &status);
  return U_SUCCESS(status) && count > 0 ? scripts[0] : USCRIPT_COMMON;
}

/* "und" is the language that nobody has named: ICU's root locale, which has the empty name. */
static bool parse_undetermined(mq_language *language) {
  strcpy(language->tag, "und");
  strcpy(language->code, "und");
  return true;
}

/* Every step may fail: a tag is good if the whole of it is well-formed and names a language of two or three letters. */
static bool parse(mq_language *language, const char *tag) {
  if (strcmp(tag, "und") == 0) return parse_undetermined(language);
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, language->locale, sizeof language->locale, &parsed, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || tag[parsed] != '\0') return false;
  uloc_toLanguageTag(language->locale, language->tag, sizeof language->tag, true, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return false;
  /* Again from the canonical tag: writing it is what replaces codes that were withdrawn ("iw"). */
  uloc_forLanguageTag(language->tag, language->locale, sizeof language->locale, &parsed, &status);
  const int32_t code = uloc_getLanguage(language->locale, language->code, sizeof language->code, &status);
  if (U_FAILURE(status) || code < 2 || code > 3 || strcmp(language->code, "und") == 0) return false;
  uloc_getCountry(language->locale, language->region, sizeof language->region, &status);
  return U_SUCCESS(status);
}

int mq_language_parse(mq_language *language, const char *tag, mtqc_error *error) {
  *language = (mq_language){0};
  if (!tag || strlen(tag) >= sizeof language->tag || !parse(language, tag)) {
    *language = (mq_language){0};
    return mq_error_set(error, MTQC_EARGUMENT, "'%.80s' is not a BCP 47 language tag", tag ? tag : "");
  }
  const UScriptCode script = script_of(language->locale);
  language->spaceless = uscript_breaksBetweenLetters(script);
  language->script = script < 255 ? (uint8_t)script : 255;
  return 0;
}

static void escape_without_memory(mq_arena *arena, UErrorCode status) {
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
}

static mq_str copy_utf16(mq_arena *arena, const UChar *text, int32_t size) {
  UErrorCode status = U_ZERO_ERROR;
  char *out = mq_arena_alloc(arena, (size_t)size * 3 + 1);
  int32_t out_size = 0;
  u_strToUTF8(out, size * 3 + 1, &out_size, text, size, &status);
  return U_SUCCESS(status) ? (mq_str){out, (size_t)out_size} : (mq_str){"", 0};
}

/* Direction marks around a separator are no part of it. */
static mq_str visible(mq_str s) {
  for (size_t i = 0; i < s.size;) {
    size_t next = i;
    if (mq_class_of(mq_next(s.at, &next, s.size)) != MQ_C_IGNORED) return (mq_str){s.at + i, next - i};
    i = next;
  }
  return s;
}

static void load_separators(mq_arena *arena, mq_language *language) {
  UChar decimal[8], group[8];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, language->locale, NULL, &status);
  const int32_t decimal_size = unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, decimal, 8, &status);
  const int32_t group_size = unum_getSymbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL, group, 8, &status);
  unum_close(format);
  escape_without_memory(arena, status);
  if (U_FAILURE(status)) return;
  language->decimal = visible(copy_utf16(arena, decimal, decimal_size));
  language->group = visible(copy_utf16(arena, group, group_size));
}

static void load_percent(mq_arena *arena, mq_language *language) {
  UChar pattern[32];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_PERCENT, NULL, 0, language->locale, NULL, &status);
  const int32_t size = unum_toPattern(format, false, pattern, 32, &status);
  unum_close(format);
  escape_without_memory(arena, status);
  language->percent_first = U_SUCCESS(status) && size > 0 && pattern[0] == '%';
}

static void load_quotes(mq_arena *arena, mq_language *language) {
  static const ULocaleDataDelimiterType types[] = {ULOCDATA_QUOTATION_START, ULOCDATA_QUOTATION_END,
                                                   ULOCDATA_ALT_QUOTATION_START, ULOCDATA_ALT_QUOTATION_END};
  mq_str *const quotes[] = {&language->quote_open, &language->quote_close, &language->quote_open_alt,
                            &language->quote_close_alt};
  UChar text[4][8];
  int32_t sizes[4];
  UErrorCode status = U_ZERO_ERROR;
  ULocaleData *data = ulocdata_open(language->locale, &status);
  for (int i = 0; i < 4; i++) sizes[i] = ulocdata_getDelimiter(data, types[i], text[i], 8, &status);
  ulocdata_close(data);
  escape_without_memory(arena, status);
  for (int i = 0; i < 4 && U_SUCCESS(status); i++) *quotes[i] = copy_utf16(arena, text[i], sizes[i]);
}

/* What CLDR writes between the two items of a list: "1 and 1". */
static void load_conjunction(mq_arena *arena, mq_language *language) {
  static const UChar *const items[] = {u"1", u"1"};
  UChar list[32];
  UErrorCode status = U_ZERO_ERROR;
  UListFormatter *format = ulistfmt_open(language->locale, &status);
  const int32_t size = ulistfmt_format(format, items, NULL, 2, list, 32, &status);
  ulistfmt_close(format);
  escape_without_memory(arena, status);
  if (U_SUCCESS(status) && size > 2)
    language->conjunction = mq_fold(arena, mq_str_trim(copy_utf16(arena, list + 1, size - 2)));
}

/* The first entry of a form wins: "may" stays what it was when an abbreviation of another month has the same form. */
static void add_once(mq_map *map, mq_str key, uint32_t value) {
  bool added;
  uint32_t *place = mq_map_add(map, key, &added);
  if (added) *place = value;
}

static void add_name(mq_arena *arena, mq_map *map, mq_str name, uint32_t value) {
  const mq_str fold = mq_fold(arena, name);
  if (fold.size == 0) return;
  add_once(map, fold, value);
  if (fold.size > 1 && fold.at[fold.size - 1] == '.') add_once(map, (mq_str){fold.at, fold.size - 1}, value);
}

/* Names of one kind; `shift` makes the first one 1. */
static void load_names(mq_arena *arena, const UDateFormat *format, UDateFormatSymbolType type, mq_map *map,
                       int32_t shift) {
  const int32_t count = udat_countSymbols(format, type);
  for (int32_t i = 0; i < count; i++) {
    UChar name[64];
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = udat_getSymbols(format, type, i, name, 64, &status);
    if (U_SUCCESS(status) && size > 0 && i + shift > 0)
      add_name(arena, map, copy_utf16(arena, name, size), (uint32_t)(i + shift));
  }
}

static void close_format(void *format) { udat_close(format); }

static void load_calendar(mq_arena *arena, mq_language *language) {
  static const UDateFormatSymbolType months[] = {UDAT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_SHORT_MONTHS,
                                                 UDAT_STANDALONE_SHORT_MONTHS};
  static const UDateFormatSymbolType days[] = {UDAT_WEEKDAYS, UDAT_STANDALONE_WEEKDAYS, UDAT_SHORT_WEEKDAYS,
                                               UDAT_STANDALONE_SHORT_WEEKDAYS};
  char locale[sizeof language->code + 32];
  snprintf(locale, sizeof locale, "%s@calendar=gregorian", language->code);
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, locale, u"UTC", 3, NULL, 0, &status);
  escape_without_memory(arena, status);
  if (U_FAILURE(status)) return;
  mq_arena_defer(arena, close_format, format);
  for (size_t i = 0; i < 4; i++) {
    load_names(arena, format, months[i], &language->months, 1);
    load_names(arena, format, days[i], &language->weekdays, 0); /* index 0 is empty */
  }
}

/* A number of a table: digits, point, digits, exponent. Not strtod, which obeys the caller's locale. */
static double parse_value(mq_str s) {
  double value = 0, unit = 1;
  size_t i = 0;
  for (; i < s.size && s.at[i] >= '0' && s.at[i] <= '9'; i++) value = value * 10 + (s.at[i] - '0');
  if (i < s.size && s.at[i] == '.')
    for (i++; i < s.size && s.at[i] >= '0' && s.at[i] <= '9'; i++) value += (s.at[i] - '0') * (unit /= 10);
  int exponent = 0;
  if (i < s.size && (s.at[i] == 'e' || s.at[i] == 'E'))
    for (i++; i < s.size && s.at[i] >= '0' && s.at[i] <= '9' && exponent < 100; i++)
      exponent = exponent * 10 + (s.at[i] - '0');
  for (; exponent > 0; exponent--) value *= 10;
  return value;
}

static bool is_yes(mq_str s) {
  return mq_str_equal(s, MQ_STR("yes")) || mq_str_equal(s, MQ_STR("true")) || mq_str_equal(s, MQ_STR("1"));
}

static void load_linking(mq_arena *arena, mq_language *language, mq_str list) {
  MQ_ARRAY(mq_str) linking = {0};
  for (mq_str piece; mq_str_split(&list, ';', &piece);) {
    piece = mq_str_trim(piece);
    if (piece.size && piece.at[0] != '-' && !mq_str_equal(piece, MQ_STR("none")))
      *mq_push(arena, &linking) = mq_str_copy(arena, piece);
  }
  language->linking = linking.at;
  language->linking_count = linking.count;
}

/* "ung=en;erei=en;heit=" */
static void load_derivations(mq_arena *arena, mq_language *language, mq_str list) {
  MQ_ARRAY(mq_derivation) derivations = {0};
  for (mq_str piece, suffix; mq_str_split(&list, ';', &piece);)
    if (mq_str_split(&piece, '=', &suffix) && mq_str_trim(suffix).size)
      *mq_push(arena, &derivations) = (mq_derivation){mq_fold(arena, mq_str_trim(suffix)), mq_fold(arena, mq_str_trim(piece))};
  language->derivations = derivations.at;
  language->derivation_count = derivations.count;
}

/* The first of the values; kinds of space have names, since white space around a field is lost. */
static mq_str first_value(mq_arena *arena, mq_str list) {
  static const char *const spaces[][2] = {{"SP", " "}, {"NBSP", "\u00a0"}, {"NNBSP", "\u202f"}};
  mq_str first;
  if (!mq_str_split(&list, ';', &first)) return list;
  first = mq_str_trim(first);
  for (size_t i = 0; i < 3; i++)
    if (mq_str_equal(first, mq_str_of(spaces[i][0]))) return mq_str_of(spaces[i][1]);
  return mq_str_copy(arena, first);
}

/* "quote-open-CH" is "quote-open" for a language of that region, and nothing for others. */
static mq_str of_region(const mq_language *language, mq_str key) {
  const size_t cut = key.size > 3 ? key.size - 3 : 0;
  if (!cut || key.at[cut] != '-' || key.at[cut + 1] < 'A' || key.at[cut + 1] > 'Z') return key;
  const mq_str region = {key.at + cut + 1, 2};
  return mq_str_equal(region, mq_str_of(language->region)) ? (mq_str){key.at, cut} : (mq_str){"", 0};
}

static void load_settings(mq_arena *arena, mq_language *language, const mq_table *table) {
  const struct {
    mq_str key;
    bool *flag;
    mq_str *text;
  } settings[] = {{MQ_STR("ordinal-dot"), &language->ordinal_dot, NULL},
                  {MQ_STR("compounding"), &language->compounding, NULL},
                  {MQ_STR("noun-capitals"), &language->noun_capitals, NULL},
                  {MQ_STR("quote-open"), NULL, &language->quote_open},
                  {MQ_STR("quote-close"), NULL, &language->quote_close},
                  {MQ_STR("quote-open-alt"), NULL, &language->quote_open_alt},
                  {MQ_STR("quote-close-alt"), NULL, &language->quote_close_alt},
                  {MQ_STR("decimal"), NULL, &language->decimal},
                  {MQ_STR("group"), NULL, &language->group}};
  const struct {
    mq_str key;
    mq_str *list;
  } lists[] = {{MQ_STR("spaced-before"), &language->spaced_before},
               {MQ_STR("spaced-after"), &language->spaced_after},
               {MQ_STR("dash"), &language->dashes}};
  mq_buf quotes = {.arena = arena};
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str key = of_region(language, mq_table_field(table, row, 0)), value = mq_table_field(table, row, 1);
    if (mq_str_equal(key, MQ_STR("linking"))) load_linking(arena, language, value);
    if (mq_str_equal(key, MQ_STR("derivation"))) load_derivations(arena, language, value);
    if (mq_str_equal(key, MQ_STR("negation-rate"))) language->negation_rate = parse_value(value);
    if (mq_str_equal(key, MQ_STR("hour-mark")) && value.size == 1) language->hour_mark = value.at[0];
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
      if (!mq_str_equal(key, settings[i].key)) continue;
      if (settings[i].flag) *settings[i].flag = is_yes(value);
      if (settings[i].text && value.size) *settings[i].text = first_value(arena, value);
    }
    if (mq_str_equal(key, MQ_STR("elision"))) language->elisions = mq_fold(arena, value);
    if (mq_str_starts(key, MQ_STR("quote-"))) mq_buf_format(&quotes, "%.*s;", MQ_FMT(value));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
      if (mq_str_equal(key, lists[i].key)) *lists[i].list = mq_str_copy(arena, value);
  }
  language->quote_marks = mq_buf_view(&quotes);
}

static mq_abbreviation abbreviation_class(mq_str name) {
  if (mq_str_equal(name, MQ_STR("may-end"))) return MQ_ABBREVIATION_MAY_END;
  if (mq_str_equal(name, MQ_STR("number"))) return MQ_ABBREVIATION_NUMBER;
  if (mq_str_equal(name, MQ_STR("after-number"))) return MQ_ABBREVIATION_AFTER_NUMBER;
  return MQ_ABBREVIATION_NEVER;
}

/* Folded, white space of any kind out. */
static mq_str abbreviation_key(mq_arena *arena, mq_str text) {
  const mq_str fold = mq_fold(arena, text);
  char *key = mq_arena_alloc(arena, fold.size + 1);
  size_t size = 0;
  for (size_t i = 0; i < fold.size;) {
    const size_t start = i;
    if (mq_class_of(mq_next(fold.at, &i, fold.size)) == MQ_C_SPACE) continue;
    memcpy(key + size, fold.at + start, i - start);
    size += i - start;
  }
  return (mq_str){key, size};
}

static void load_abbreviations(mq_arena *arena, mq_language *language, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str key = abbreviation_key(arena, mq_table_field(table, row, 0));
    if (key.size)
      *mq_map_add(&language->abbreviations, key, NULL) |= abbreviation_class(mq_table_field(table, row, 1));
  }
}

static void load_negations(mq_arena *arena, mq_language *language, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++) {
    const bool strong = mq_str_equal(mq_table_field(table, row, 1), MQ_STR("strong"));
    add_once(&language->negations, mq_fold(arena, mq_table_field(table, row, 0)), strong ? 2 : 1);
  }
}

static void load_magnitudes(mq_arena *arena, mq_language *language, const mq_table *table) {
  double *factors = mq_arena_array(arena, table->rows, sizeof *factors);
  for (size_t row = 0; row < table->rows; row++) {
    factors[row] = parse_value(mq_table_field(table, row, 1));
    mq_str words = mq_table_field(table, row, 0);
    for (mq_str word; mq_str_split(&words, ';', &word);) {
      word = mq_str_trim(word);
      mq_str fold = mq_fold(arena, word);
      if (fold.size > 1 && fold.at[fold.size - 1] == '.') fold.size--;
      if (!fold.size) continue;
      add_once(&language->magnitudes, fold, (uint32_t)row + 1);
      const bool inflected = word.size < 2 || word.at[1] < 'A' || word.at[1] > 'Z'; /* "TEUR" is no stem of "teuren" */
      if (inflected) add_once(&language->magnitude_stems, mq_stem(arena, language, fold), (uint32_t)row + 1);
    }
  }
  language->factors = factors;
}

static void load_numerals(mq_arena *arena, mq_language *language, const mq_table *table) {
  mq_numeral *values = mq_arena_array(arena, table->rows, sizeof *values);
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str kind = mq_table_field(table, row, 1);
    values[row].value = parse_value(mq_table_field(table, row, 0));
    values[row].kind = mq_str_equal(kind, MQ_STR("ordinal"))   ? MQ_NUMERAL_ORDINAL
                       : mq_str_equal(kind, MQ_STR("article")) ? MQ_NUMERAL_ARTICLE
                                                               : MQ_NUMERAL_CARDINAL;
    mq_str forms = mq_table_field(table, row, 2);
    for (mq_str form; mq_str_split(&forms, ';', &form);) {
      const mq_str fold = mq_fold(arena, mq_str_trim(form));
      if (fold.size) add_once(&language->numerals, fold, (uint32_t)row);
    }
  }
  language->numeral_values = values;
}

static void load_stopwords(mq_arena *arena, mq_language *language, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++)
    add_once(&language->stopwords, mq_fold(arena, mq_table_field(table, row, 0)), 1);
}

void mq_language_load(mq_arena *arena, mq_language *language, mq_table_source tables, void *payload) {
  static const struct {
    const char *name;
    void (*load)(mq_arena *arena, mq_language *language, const mq_table *table);
  } loaders[] = {{"language", load_settings},  {"abbreviations", load_abbreviations},
                 {"negation", load_negations}, {"magnitudes", load_magnitudes},
                 {"numbers", load_numerals},   {"stopwords", load_stopwords}};
  mq_map *const maps[] = {&language->abbreviations,   &language->negations, &language->stopwords, &language->magnitudes,
                          &language->magnitude_stems, &language->numerals,  &language->months,    &language->weekdays};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) maps[i]->arena = arena;
  load_separators(arena, language);
  load_percent(arena, language);
  load_quotes(arena, language);
  load_conjunction(arena, language);
  load_calendar(arena, language);
  for (size_t i = 0; tables && i < sizeof loaders / sizeof *loaders; i++) {
    mq_table table;
    if (tables(payload, loaders[i].name, &table)) loaders[i].load(arena, language, &table);
  }
}

bool mq_language_right_to_left(const char *tag) {
  char locale[64];
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed;
  uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
  return U_SUCCESS(status) && uloc_isRightToLeft(locale);
}
