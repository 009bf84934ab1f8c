/* Quantities: what is found in a sentence, and what is equal across languages. */
#include "test.h"

#include "text/cldr.h"
#include "text/text.h"

#include <math.h>
#include <stdio.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

/* Small tables of the test's own, so that it does not hang on the dictionaries. */
static const struct {
  const char *language, *name, *rows;
} tables[] = {
    {"de", "language", "ordinal-dot\tyes\n"},
    {"de", "magnitudes",
     "tausend\t1000\nMillion\t1000000\nMio.\t1000000\nMilliarde\t1000000000\nProzent\t0.01\nDutzend\t12\n"},
    {"de", "numbers",
     "1\tarticle\tein;eine\n2\tcardinal\tzwei\n3\tcardinal\tdrei\n5\tcardinal\tfünf\n1\tordinal\terste;"
     "ersten\n"
     "3\tordinal\tdritte;dritten\n22\tcardinal\tzweiundzwanzig\n100\tcardinal\thundert\n"},
    {"de", "stopwords", "und\nder\nvon\nbis\n"},
    {"en", "magnitudes",
     "thousand\t1000\nmillion\t1000000\nbn\t1000000000\nbillion\t1000000000\nm\t1000000\nscore\t20\npercent\t"
     "0.01\n"},
    {"en", "numbers",
     "1\tarticle\tone\n2\tcardinal\ttwo\n5\tcardinal\tfive\n20\tcardinal\ttwenty\n25\tordinal\ttwenty-fifth\n"
     "100\tcardinal\thundred\n1\tordinal\tfirst\n5\tordinal\tfifth\n"},
    {"en", "stopwords", "of\nthe\nand\nto\non\na\n"},
    {"ru", "language", "ordinal-dot\tno\n"},
    {"ru", "magnitudes",
     "тысяча\t1000\nтыс.\t1000\nмиллион\t1000000\nмлн\t1000000\nмлрд\t1000000000\nпроцент\t0.01\n"},
    {"ru", "numbers",
     "1\tarticle\tодин;одна;одну\n2\tcardinal\tдва;две\n5\tcardinal\tпять;пяти\n20\tcardinal\tдвадцать;"
     "двадцати\n"
     "5\tordinal\tпятый;пятая\n200\tcardinal\tдвести\n1\tordinal\tпервое;первого\n"},
    {"ru", "stopwords", "и\nв\nс\n"},
    {"fr", "numbers",
     "2\tcardinal\tdeux\n4\tcardinal\tquatre\n20\tcardinal\tvingt\n10\tcardinal\tdix\n80\tcardinal\tquatre-"
     "vingts\n"
     "97\tcardinal\tquatre-vingt-dix-sept\n7\tcardinal\tsept\n100\tcardinal\tcent\n"},
    {"fr", "magnitudes", "mille\t1000\nmillion\t1000000\n"},
    {"fr", "stopwords", "et\nde\nle\n"},
    {"es", "numbers", "5\tcardinal\tcinco\n30\tcardinal\ttreinta\n35\tcardinal\ttreinta y cinco\n"},
    {"es", "stopwords", "y\nde\nel\n"},
};

static bool table_of(void *payload, const char *name, mq_table *out) {
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    if (strcmp(tables[i].language, payload) == 0 && strcmp(tables[i].name, name) == 0) {
      *out = mq_table_parse(arena, mq_str_of(tables[i].rows));
      return true;
    }
  return false;
}

typedef struct found {
  mq_quantity at[64];
  size_t count;
} found;

static found find(const char *tag, const char *sentence) {
  mq_language *language = mq_arena_alloc(arena, sizeof *language);
  ck_assert_int_eq(mq_language_parse(language, tag, NULL), 0);
  char *code = mq_arena_copy(arena, language->code, strlen(language->code));
  mq_language_load(arena, language, table_of, code);
  mq_segment segment = {.end = (uint32_t)strlen(sentence)};
  mq_text text = {
      .language = language, .bytes = mq_str_of(sentence), .segments = &segment, .segment_count = 1};
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, language), 0, 1);
  ck_assert_uint_lt(segment.token_count, 64);
  found f;
  f.count = mq_quantities_find(language, segment.tokens, segment.token_count, f.at);
  ck_assert_uint_le(f.count, segment.token_count);
  for (size_t i = 0; i < f.count; i++) {
    ck_assert_uint_gt(f.at[i].count, 0);
    ck_assert_uint_le(f.at[i].first + f.at[i].count, segment.token_count);
    if (i) ck_assert_uint_ge(f.at[i].first, f.at[i - 1].first);
  }
  return f;
}

/* A quantity as text: n1234, p5, d2022-1-16, t630 (minutes), c76; ~ before it if spelled, ? behind it if an
 * article. */
static const char *show(const mq_quantity *q, char *out, size_t room) {
  const char *mark = q->spelled ? "~" : "", *article = q->article ? "?" : "";
  if (q->kind == MQ_QUANTITY_DATE) snprintf(out, room, "%sd%d-%d-%d", mark, q->year, q->month, q->day);
  else snprintf(out, room, "%s%c%.10g%s", mark, "np.tc"[q->kind], q -> value, article);
  return out;
}

static void expect(const char *tag, const char *sentence, const char *wanted) {
  const found f = find(tag, sentence);
  char all[1024] = "", one[64];
  for (size_t i = 0; i < f.count; i++) {
    if (i) strcat(all, " ");
    strcat(all, show(&f.at[i], one, sizeof one));
  }
  ck_assert_msg(strcmp(all, wanted) == 0, "%s \"%s\": %s, not %s", tag, sentence, all, wanted);
}

START_TEST(numbers_by_locale) {
  expect("de", "Es kamen 1.234 Leute.", "n1234");
  expect("en", "Some 1,234 people came.", "n1234");
  expect("ru", "Пришли 1 234 567 человек.", "n1234567");
  expect("fr", "Il y avait 1 234 567 personnes.", "n1234567");
  expect("de", "Das kostet 1.234.567,89 Euro.", "n1234567.89");
  expect("en", "It costs 1,234,567.89 dollars.", "n1234567.89");
  expect("de-CH", "Das kostet 1'234'567.50 Franken.", "n1234567.5");
  expect("de", "Es sind 3,5 Liter.", "n3.5");
  expect("en", "It holds 3.5 litres.", "n3.5");
  expect("es", "Son 0,125 gramos.", "n0.125");
  expect("en", "Agent 007 counted to 06.", "n7 n6");
  expect("de", "Im Jahr 2018 300 Fälle.", "n2018 n300");
  expect("de", "Er kam 5 Mal.", "n5");
  expect("en", "It weighs 2½ pounds.", "n2.5");
  expect("ar", "١٢٣", "n123");
}
END_TEST

START_TEST(magnitudes_and_percent) {
  expect("ru", "Погибли 10 тыс. человек.", "n10000");
  expect("ru", "Это 2,8 млрд рублей.", "n2800000000");
  expect("ru", "Собрали 5 млн 300 тыс. тонн.", "n5300000");
  expect("ru", "Около 3 тысяч жителей и 4 миллиона гостей.", "n3000 n4000000");
  expect("de", "Rund 1,5 Millionen Menschen und 3 Mio. Tiere.", "n1500000 n3000000");
  expect("en", "A £2.8bn market, 3-million strong, $5m.", "n2800000000 n3000000 n5000000");
  expect("en", "They drew 2-1 score.", "n2 n20");
  expect("de", "Das sind 5 % oder 7% oder 9 Prozent.", "p5 p7 p9");
  expect("ru", "Это 12 процентов.", "p12");
  expect("en", "It rose 0.5 percent.", "p0.5");
}
END_TEST

START_TEST(numbers_in_words) {
  expect("ru", "двадцать пять человек", "~n25");
  expect("ru", "двести двадцать пять тысяч", "~n225000");
  expect("ru", "одна тысяча двести два", "~n1202");
  expect("ru", "двадцать пятый день", "~n25");
  expect("en", "two hundred and five men", "~n205");
  expect("en", "one hundred of five men", "~n100 ~n5");
  expect("en", "twenty-five of one hundred", "~n25 ~n100");
  expect("en", "the twenty-fifth of them", "~n25");
  expect("en", "two million people, five more", "~n2000000 ~n5");
  expect("de", "zwei Millionen, zweiundzwanzig, ein Haus", "~n2000000 ~n22 ~n1?");
  expect("de", "drei Dutzend und fünf Prozent", "~n36 ~p5");
  expect("fr", "quatre-vingt-dix-sept et deux cent quatre", "~n97 ~n204");
  expect("es", "treinta y cinco", "~n35");
  expect("ru", "два, пять", "~n2 ~n5");
  expect("en", "from twenty to five", "~n20 ~n5");
}
END_TEST

START_TEST(dates) {
  expect("de", "Am 16. Januar 2022 geschah es.", "d2022-1-16");
  expect("ru", "Это было 16 января 2022 года.", "d2022-1-16");
  expect("en", "On January 16, 2022 it happened.", "d2022-1-16");
  expect("en", "On the 16th of January it happened.", "d0-1-16");
  expect("fr", "Le 1er janvier 2022.", "d2022-1-1");
  expect("es", "El 5 de enero de 2022.", "d2022-1-5");
  expect("de", "Am 16.01.2022 und am 2.3.1999.", "d2022-1-16 d1999-3-2");
  expect("de", "Bis zum 16.01. ist Zeit.", "d0-1-16");
  expect("en", "Filed 2022-01-16 at noon.", "d2022-1-16");
  expect("en", "On 1/16/2022 or 16/1/22.", "d2022-1-16 d22-1-16");
  expect("ru", "Январь 2022 года.", "d2022-1-0");
  expect("de", "Vom 5. bis 7. Januar.", "n5 d0-1-7");
  expect("en", "Between January 5 and January 7.", "d0-1-5 d0-1-7");
  expect("en", "the first of January", "~d0-1-1");
  expect("ru", "первого января 2020 года", "~d2020-1-1");
}
END_TEST

START_TEST(times_ranges_decades) {
  expect("en", "At 10:30 or 9:05:30.", "t630 t545");
  expect("de", "Um 10.30 Uhr.", "n10.3");
  expect("en", "They won 3:1.", "n3 n1");
  expect("ru", "5–7 человек и 10-12 дней", "n5 n7 n10 n12");
  expect("de", "die 1990er Jahre", "n1990");
  expect("en", "in the 1990s and the 80s", "n1990 n80");
  expect("ru", "в 1980-х годах, 5-й этаж, 16-летний", "n1980 n5 n16");
  expect("en", "season 2018/19", "n2018 n19");
}
END_TEST

START_TEST(codes) {
  expect("en", "An Il-76 flew to A320.", "c76 c320");
  expect("ru", "Самолет Ил-76 и COVID-19.", "c76 c19");
  expect("de", "Version 1.2.3 und H1N1.", "c123 c11");
  expect("en", "See 192.168.10.1 there.", "c192168101");
  expect("de", "Der G20-Gipfel und die U21.", "c20 c21");
  expect("en", "see http://a.b/2020 or x1@y.org", "");
}
END_TEST

START_TEST(spaceless_languages) {
  expect("ja", "2022年1月16日", "n2022 n1 n16");
  expect("zh", "共有15人", "n15");
}
END_TEST

static bool same(const char *tag_a, const char *a, const char *tag_b, const char *b) {
  const found x = find(tag_a, a), y = find(tag_b, b);
  ck_assert_msg(x.count == 1 && y.count == 1, "%s: %zu, %s: %zu", a, x.count, b, y.count);
  const bool equal = mq_quantity_equal(&x.at[0], &y.at[0]);
  ck_assert_int_eq(equal, mq_quantity_equal(&y.at[0], &x.at[0]));
  return equal;
}

START_TEST(equal_across_languages) {
  ck_assert(same("en", "1,234", "de", "1.234"));
  ck_assert(same("en", "1,234.5", "ru", "1 234,5"));
  ck_assert(same("de", "1.234", "en", "1.234")); /* either reading */
  ck_assert(same("ru", "16 января", "de", "16. Januar 2022"));
  ck_assert(same("ru", "16 января 2022", "de", "16.01.22"));
  ck_assert(same("en", "1/2/2022", "de", "1.2.2022"));
  ck_assert(same("en", "2/1/2022", "de", "1.2.2022"));
  ck_assert(same("ru", "2,8 млрд", "en", "2.8 billion"));
  ck_assert(same("ru", "двадцать пять", "en", "25"));
  ck_assert(same("de", "5 Prozent", "en", "5"));
  ck_assert(same("en", "10:30", "de", "10.30 Uhr"));
  ck_assert(same("en", "at 6:00", "ru", "в 18:00"));
  ck_assert(same("en", "the 1990s", "de", "90er"));
  ck_assert(same("en", "COVID-19", "fr", "Covid 19"));
  ck_assert(same("en", "January 16", "ru", "16"));
}
END_TEST

START_TEST(different_across_languages) {
  ck_assert(!same("ru", "16", "de", "61"));
  ck_assert(!same("ru", "16 января", "de", "17. Januar"));
  ck_assert(!same("ru", "16 января", "de", "16. März"));
  ck_assert(!same("ru", "16 января 2021", "de", "16. Januar 2022"));
  ck_assert(!same("en", "1/20/2022", "de", "20.2.2022"));
  ck_assert(!same("ru", "2,8 млрд", "en", "2.8 million"));
  ck_assert(!same("en", "0.5", "de", "50 %"));
  ck_assert(!same("en", "10:30", "de", "10:35"));
  ck_assert(!same("en", "the 1990s", "de", "80er"));
  ck_assert(!same("en", "Il-76", "ru", "Ил-86"));
  ck_assert(!same("en", "3.5", "de", "35"));
  ck_assert(!same("en", "January 16", "ru", "17"));
  ck_assert(!same("en", "1,234", "de", "1.235"));
}
END_TEST

START_TEST(any_input_is_read) {
  static const char *const odd[] = {
      "",
      "....",
      "-5-5-5-5-",
      "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
      "12:",
      "5-",
      "1'2'3'4",
      "9999999999999999999999999999999999999999999999",
      "1-й-2-й",
      "½",
      "1½½",
      "%",
      "5%%",
      "1 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000",
      ("\xff"
       "5\xff"),
      "a1b2c3d4e5f6g7h8i9"};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
    for (size_t k = 0; k < 3; k++) {
      const found f = find(k == 0 ? "de" : k == 1 ? "en" : "zh", odd[i]);
      for (size_t q = 0; q < f.count; q++) ck_assert(!isnan(f.at[q].value));
    }
}
END_TEST

/* Whether a table of CLDR has a row of these fields, of each the first value. */
static bool cldr_has(const char *tag, const char *name, const char *first, const char *second, const char *third) {
  mq_language language;
  mq_table table;
  ck_assert_int_eq(mq_language_parse(&language, tag, NULL), 0);
  if (!mq_cldr_table(arena, &language, name, &table)) return false;
  const char *const wanted[] = {first, second, third};
  for (size_t row = 0; row < table.rows; row++) {
    size_t same = 0;
    for (size_t i = 0; i < 3; i++) {
      mq_str field = mq_table_field(&table, row, i), piece;
      mq_str_split(&field, ';', &piece);
      same += mq_str_equal(piece, mq_str_of(wanted[i]));
    }
    if (same == 3) return true;
  }
  return false;
}

START_TEST(tables_of_cldr) {
  ck_assert(cldr_has("pl", "numbers", "5", "cardinal", "pięciu"));
  ck_assert(cldr_has("pl", "numbers", "1", "article", "jedna"));
  ck_assert(cldr_has("tr", "numbers", "200", "ordinal", "iki yüzüncü"));
  ck_assert(cldr_has("uk", "numbers", "5", "cardinal", "п’ять"));
  ck_assert(cldr_has("pl", "magnitudes", "tys", "1000", ""));
  ck_assert(cldr_has("cs", "magnitudes", "milionů", "1000000", ""));
  ck_assert(cldr_has("it", "magnitudes", "miliardi", "1000000000", ""));
  ck_assert(cldr_has("nl", "magnitudes", "procent", "0.01", ""));
  ck_assert(cldr_has("pl", "units", "length", "1609.344", "mil"));
  ck_assert(cldr_has("ja", "units", "length", "1000", "km"));
}
END_TEST

START_TEST(what_cldr_does_not_know) {
  static const char *const names[] = {"numbers", "magnitudes", "units"};
  mq_language language;
  mq_table table;
  for (size_t i = 0; i < 3; i++) {
    ck_assert_int_eq(mq_language_parse(&language, "xx", NULL), 0);
    ck_assert(!mq_cldr_table(arena, &language, names[i], &table));
    ck_assert_int_eq(mq_language_parse(&language, "und", NULL), 0);
    ck_assert(!mq_cldr_table(arena, &language, names[i], &table));
  }
  ck_assert_int_eq(mq_language_parse(&language, "pl", NULL), 0);
  ck_assert(!mq_cldr_table(arena, &language, "stopwords", &table));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("quantity");
  TCase *tests = tcase_create("quantity");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, numbers_by_locale);
  tcase_add_test(tests, magnitudes_and_percent);
  tcase_add_test(tests, numbers_in_words);
  tcase_add_test(tests, dates);
  tcase_add_test(tests, times_ranges_decades);
  tcase_add_test(tests, codes);
  tcase_add_test(tests, spaceless_languages);
  tcase_add_test(tests, equal_across_languages);
  tcase_add_test(tests, different_across_languages);
  tcase_add_test(tests, any_input_is_read);
  tcase_add_test(tests, tables_of_cldr);
  tcase_add_test(tests, what_cldr_does_not_know);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
