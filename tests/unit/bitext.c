/* Readers of files of pairs. Each case is a file, and what must come out of it: units, or a fault with its line and column.
 * Whatever is read must also know where it came from: every place lies inside the file, places never go back, and a copied
 * byte is the same byte in the file. */
#include "test.h"

#include "bitext/reader.h"

#include <stdio.h>

static mq_arena *arena;

static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

/* --- places --- */

static void check_places(const mtqc_unit *unit, mtqc_side side, mq_str file) {
  const mtqc_text text = mtqc_unit_text(unit, side);
  uint64_t before = 0;
  for (size_t i = 0; i < text.size; i++) {
    uint64_t start, end;
    size_t line, column;
    mtqc_unit_place(unit, side, i, i + 1, &start, &end, &line, &column);
    ck_assert_uint_le(start, end);
    ck_assert_uint_le(end, file.size);
    ck_assert_uint_ge(start, before);
    ck_assert_uint_ge(line, 1);
    ck_assert_uint_ge(column, 1);
    if (end == start + 1 && unit->width == MQ_WIDTH_UTF8) ck_assert_int_eq(file.at[start], text.bytes[i]);
    before = start;
  }
}

/* Line and column of a byte, counted anew from the start of the file. */
static void check_line(const mtqc_unit *unit, mtqc_side side, mq_str file) {
  uint64_t start;
  size_t line, column;
  mtqc_unit_place(unit, side, 0, 0, &start, NULL, &line, &column);
  mq_place place = {0, 1, 1};
  if (unit->width != MQ_WIDTH_UTF8) return;
  mq_place_move(&place, (mq_str){file.at, (size_t)start}, MQ_WIDTH_UTF8);
  ck_assert_uint_eq(line, place.line);
  ck_assert_uint_eq(column, place.column);
}

/* --- reading a text as a file --- */

typedef struct given {
  const char *name; /* of the file; tells the format */
  const char *source_column, *target_column;
  const char *source_language, *target_language;
} given;

static void put_unit(mq_buf *out, const mtqc_unit *unit) {
  static const char *const states[] = {"", " untranslated", " unsure", " obsolete"};
  const mtqc_text source = mtqc_unit_text(unit, MTQC_SOURCE), target = mtqc_unit_text(unit, MTQC_TARGET);
  mq_buf_format(out, "%s|%.*s|%.*s%s\n", mtqc_unit_id(unit), (int)source.size, source.bytes ? source.bytes : "",
                (int)target.size, target.bytes ? target.bytes : "", states[mtqc_unit_state_of(unit)]);
}

/* All units, one a line, and the fault that ended them. */
static mq_str read_all(const given *how, mq_str file) {
  mtqc_error error = {0};
  mq_buf out = {.arena = arena};
  mtqc_options *options = mtqc_options_new();
  if (how->source_column) mtqc_options_set(options, "source-column", how->source_column, NULL);
  if (how->target_column) mtqc_options_set(options, "target-column", how->target_column, NULL);
  mtqc_bitext *bitext = mtqc_bitext_open_bytes(how->name, file.at, file.size, how->source_language, how->target_language,
                                               options, &error);
  const mtqc_unit *unit;
  int status = bitext ? 1 : error.code;
  while (status == 1 && (status = mtqc_bitext_next(bitext, &unit, &error)) == 1) {
    put_unit(&out, unit);
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
      check_places(unit, (mtqc_side)side, file);
      check_line(unit, (mtqc_side)side, file);
    }
  }
  if (status < 0) {
    ck_assert_int_eq(status, error.code);
    mq_buf_format(&out, "%u:%u: %s\n", (unsigned)error.line, (unsigned)error.column, error.text);
    mtqc_error again = {0};
    if (bitext) ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, &again), status);
    if (bitext) ck_assert_str_eq(again.text, error.text);
  }
  mtqc_bitext_free(bitext);
  mtqc_options_free(options);
  return mq_buf_view(&out);
}

static void expect(const given *how, const char *file, const char *expected) {
  const mq_str got = read_all(how, mq_str_of(file));
  ck_assert_msg(mq_str_equal(got, mq_str_of(expected)), "%s\n%s\ngave:\n%.*s\nnot:\n%s", how->name, file, MQ_FMT(got),
                expected);
}

/* --- TSV --- */

static const given tsv = {.name = "a.tsv", .source_language = "en", .target_language = "de"};

START_TEST(tsv_takes_the_first_two_columns) {
  expect(&tsv, "one\teins\ntwo\tzwei\tmore\r\n\nthree\tdrei", "|one|eins\n|two|zwei\n|three|drei\n");
  expect(&tsv, "", "");
  expect(&tsv, "\xef\xbb\xbfone\teins\n", "|one|eins\n");
  expect(&tsv, "\t\n", "||\n");
}
END_TEST

START_TEST(tsv_finds_columns_by_name) {
  expect(&tsv, "id\tTarget\tSource\n1\teins\tone\n", "1|one|eins\n");
  expect(&tsv, "de\ten\neins\tone\n", "|one|eins\n");
  expect(&tsv, "source\tsystem\nx\ty\n", "|source|system\n|x|y\n");
  expect(&(given){"a.tsv", "mine", "3", "en", "de"}, "mine\tx\tyours\none\t.\teins\n", "|one|eins\n");
  expect(&(given){"a.tsv", "2", "1", NULL, NULL}, "eins\tone\n", "|one|eins\n");
  expect(&(given){"a.tsv", "2", "1", NULL, NULL}, "mt\tsrc\neins\tone\n", "|one|eins\n");
}
END_TEST

START_TEST(tsv_faults) {
  expect(&tsv, "one\teins\ntwo", "|one|eins\n2:4: 1 column, column 2 is needed\n");
  expect(&(given){"a.tsv", "4", NULL, NULL, NULL}, "a\tb\tc\n", "1:6: 3 columns, column 4 is needed\n");
  expect(&(given){"a.tsv", "nobody", NULL, NULL, NULL}, "a\tb\n", "1:1: no column is called 'nobody'\n");
  const mq_str nul = MQ_STR("one\teins\nt\xc3\xa4o\tz\0ei\n");
  ck_assert_str_is(read_all(&tsv, nul), "|one|eins\n2:6: NUL byte: this is no text\n");
}
END_TEST

/* --- JSON Lines --- */

static const given jsonl = {.name = "a.jsonl", .source_language = "en", .target_language = "de"};

START_TEST(jsonl_finds_keys) {
  expect(&jsonl, "{\"source\": \"one\", \"target\": \"eins\"}\n\n{\"tgt\":\"zwei\",\"id\":2,\"src\":\"two\"}\r\n",
         "|one|eins\n2|two|zwei\n");
  expect(&jsonl, "{\"translation\": {\"de\": \"eins\", \"fr\": [1, {\"a\": null}], \"en\": \"one\"}, \"x\": -1.5e+3}", "|one|eins\n");
  expect(&jsonl, "{\"source\":\"one\",\"target\":null}", "|one| untranslated\n");
  expect(&jsonl, "{\"source\":\"one\",\"src\":\"en\",\"tgt\":\"de\",\"target\":\"eins\",\"id\":\"x\\u0041\"}", "xA|one|de\n");
  expect(&(given){"a.jsonl", "a.b", "c", NULL, NULL}, "{\"source\":\"no\",\"c\":\"eins\",\"a\":{\"c\":\"no\",\"b\":\"one\"}}",
         "|one|eins\n");
}
END_TEST

START_TEST(jsonl_resolves_escapes) {
  expect(&jsonl, "{\"source\":\"a\\u00e9\\ud83d\\ude00\\n\\/\\\\\",\"target\":\"\\\"\\u20AC\\\"\\t\"}",
         "|a\xc3\xa9\xf0\x9f\x98\x80\n/\\|\"\xe2\x82\xac\"\t\n");
}
END_TEST

/* What is wrong, behind a good line; line and column of the fault. */
static const struct {
  const char *line, *fault;
} json_faults[] = {
    {"[]", "2:1: an object is needed here"},
    {"\"source\"", "2:1: an object is needed here"},
    {"{", "2:2: a key is needed here"},
    {"{}", "2:3: no source text"},
    {"{\"source\":\"a\"}", "2:15: no target text"},
    {"{\"target\":\"a\"}", "2:15: no source text"},
    {"{\"source\":\"a\",}", "2:15: a key is needed here"},
    {"{\"source\" \"a\"}", "2:11: ':' is needed here"},
    {"{\"source\":}", "2:11: a value is needed here"},
    {"{\"source\":1}", "2:11: a string is needed here"},
    {"{\"source\":true}", "2:11: a string is needed here"},
    {"{\"source\":[]}", "2:11: a string is needed here"},
    {"{\"source\":{}}", "2:11: a string is needed here"},
    {"{\"source\":\"a\" \"target\":\"b\"}", "2:15: ',' or '}' is needed here"},
    {"{\"source\":\"a\",\"target\":\"b\"", "2:27: ',' or '}' is needed here"},
    {"{\"source\":\"a\",\"target\":\"b\"}}", "2:28: text behind the object"},
    {"{\"source\":\"a\",\"target\":\"b\"} x", "2:29: text behind the object"},
    {"{\"source\":\"a\",\"source\":\"b\"}", "2:24: second value of one key"},
    {"{\"source\":\"a", "2:13: string without end"},
    {"{\"source\":\"a\\", "2:13: string without end"},
    {"{\"source\":\"a\\\"", "2:15: string without end"},
    {"{\"source\":\"\\x\"}", "2:12: unknown escape in a string"},
    {"{\"source\":\"\\u12\"}", "2:12: \\u needs four hexadecimal digits"},
    {"{\"source\":\"\\u12g4\"}", "2:12: \\u needs four hexadecimal digits"},
    {"{\"source\":\"\\ud800\"}", "2:12: half of a surrogate pair"},
    {"{\"source\":\"\\udc00\"}", "2:12: half of a surrogate pair"},
    {"{\"source\":\"\\ud800\\u0041\"}", "2:12: half of a surrogate pair"},
    {"{\"source\":\"\\ud800\\ud800\"}", "2:12: half of a surrogate pair"},
    {"{\"source\":\"\\udfff\\ud800\"}", "2:12: half of a surrogate pair"},
    {"{\"source\":\"\xc3\xa4\\ud800", "2:13: half of a surrogate pair"},
    {"{\"source\":\"a\tb\"}", "2:13: control character in a string"},
    {"{\"source\":\"a\x01\"}", "2:13: control character in a string"},
    {"{\"x\":\"\\q\"}", "2:7: unknown escape in a string"},
    {"{x:1}", "2:2: a key is needed here"},
    {"{'x':1}", "2:2: a key is needed here"},
    {"{\"x\":'a'}", "2:6: a value is needed here"},
    {"{\"x\":tru}", "2:6: a value is needed here"},
    {"{\"x\":nul", "2:6: a value is needed here"},
    {"{\"x\":NaN}", "2:6: a value is needed here"},
    {"{\"x\":+1}", "2:6: a value is needed here"},
    {"{\"x\":-}", "2:7: a value is needed here"},
    {"{\"x\":.5}", "2:6: a value is needed here"},
    {"{\"x\":1.}", "2:8: digits are missing in a number"},
    {"{\"x\":1e}", "2:8: digits are missing in a number"},
    {"{\"x\":1e+}", "2:9: digits are missing in a number"},
    {"{\"x\":01}", "2:7: ',' or '}' is needed here"},
    {"{\"x\":[1,]}", "2:9: a value is needed here"},
    {"{\"x\":[1 2]}", "2:9: ',' or ']' is needed here"},
    {"{\"x\":[", "2:7: a value is needed here"},
    {"{\"x\":[}", "2:7: a value is needed here"},
    {"{\"x\":{\"y\":1]}", "2:12: ',' or '}' is needed here"},
    {"{\"x\":1 /* no */}", "2:8: ',' or '}' is needed here"},
};

START_TEST(jsonl_faults) {
  const char *file = mq_format(arena, "{\"source\":\"one\",\"target\":\"eins\"}\n%s\n{}\n", json_faults[_i].line);
  const mq_str got = read_all(&jsonl, mq_str_of(file));
  ck_assert_str_is(got, mq_format(arena, "|one|eins\n%s\n", json_faults[_i].fault));
}
END_TEST

START_TEST(jsonl_depth_is_bounded) {
  mq_buf file = {.arena = arena};
  mq_buf_text(&file, "{\"x\":");
  for (int i = 0; i < 1000000; i++) mq_buf_char(&file, '[');
  ck_assert_str_is(read_all(&jsonl, mq_buf_view(&file)), "1:69: nested deeper than 64 levels\n");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("bitext");
  TCase *tests = tcase_create("bitext");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, tsv_takes_the_first_two_columns);
  tcase_add_test(tests, tsv_finds_columns_by_name);
  tcase_add_test(tests, tsv_faults);
  tcase_add_test(tests, jsonl_finds_keys);
  tcase_add_test(tests, jsonl_resolves_escapes);
  tcase_add_loop_test(tests, jsonl_faults, 0, sizeof json_faults / sizeof json_faults[0]);
  tcase_add_test(tests, jsonl_depth_is_bounded);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
