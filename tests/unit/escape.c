/* Text made safe: JSON strings, terminals, markup, commands, numbers. */
#include "test.h"

#include "report/escape.h"
#include "text/display.h"

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

#define BYTES(literal) {"" literal, sizeof(literal) - 1}

static const struct {
  mq_str in;
  const char *json, *visible;
  size_t columns;
} table[] = {
  {BYTES(""), "\"\"", "", 0},
  {BYTES("plain"), "\"plain\"", "plain", 5},
  {BYTES("a\"b\\c/"), "\"a\\\"b\\\\c/\"", "a\"b\\c/", 6},
  {BYTES("a\nb\tc"), "\"a\\nb\\tc\"", "a\u21b5b c", 5},
  {BYTES("a\r\nb\rc"), "\"a\\r\\nb\\rc\"", "a\u21b5b\u21b5c", 5},
  {BYTES("\0x"), "\"\\u0000x\"", "\\x00x", 5},
  {BYTES("\x1b[2Jx\x07"), "\"\\u001b[2Jx\\u0007\"", "\\x1b[2Jx\\x07", 12},
  {BYTES("\x7f"), "\"\\u007f\"", "\\x7f", 4},
  {BYTES("\xc2\x9b" "31m"), "\"\\u009b31m\"", "\\x9b31m", 7},                  /* CSI as one C1 control */
  {BYTES("\xe2\x80\xa8"), "\"\\u2028\"", "\\u{2028}", 8},                       /* line separator */
  {BYTES("a\u202eb"), "\"a\u202eb\"", "a\\u{202e}b", 10},                       /* right-to-left override */
  {BYTES("x\u00ady"), "\"x\u00ady\"", "x\\xady", 6},                            /* soft hyphen */
  {BYTES("\ufeffx"), "\"\ufeffx\"", "\\u{feff}x", 9},
  {BYTES("gr\u00fc\u00df"), "\"gr\u00fc\u00df\"", "gr\u00fc\u00df", 4},
  {BYTES("e\u0301"), "\"e\u0301\"", "e\u0301", 1},                              /* combining */
  {BYTES("\u6f22\u5b57"), "\"\u6f22\u5b57\"", "\u6f22\u5b57", 4},               /* wide */
  {BYTES("\u1112\u1161\u11ab"), "\"\u1112\u1161\u11ab\"", "\u1112\u1161\u11ab", 2}, /* Hangul in parts */
  {BYTES("\U0001f600"), "\"\U0001f600\"", "\U0001f600", 2},
  {BYTES("a\u200db"), "\"a\u200db\"", "a\u200db", 2},                           /* joiner stays */
  {BYTES("\xff"), "\"\ufffd\"", "\ufffd", 1},
  {BYTES("a\xc3"), "\"a\ufffd\"", "a\ufffd", 2},                                /* cut off */
  {BYTES("\xe2\x82z"), "\"\ufffdz\"", "\ufffdz", 2},                            /* one subpart, one U+FFFD */
  {BYTES("\xed\xa0\x80"), "\"\ufffd\ufffd\ufffd\"", "\ufffd\ufffd\ufffd", 3},   /* surrogate */
  {BYTES("\xc0\x80"), "\"\ufffd\ufffd\"", "\ufffd\ufffd", 2},                   /* overlong NUL */
  {BYTES("\xf4\x90\x80\x80"), "\"\ufffd\ufffd\ufffd\ufffd\"", "\ufffd\ufffd\ufffd\ufffd", 4}, /* beyond Unicode */
  {BYTES("\x80\x80"), "\"\ufffd\ufffd\"", "\ufffd\ufffd", 2},
};
enum { ROWS = sizeof table / sizeof table[0] };

START_TEST(json_strings) {
  mq_buf buf = {.arena = arena};
  mq_put_json(&buf, table[_i].in);
  ck_assert_str_is(mq_buf_view(&buf), table[_i].json);
}
END_TEST

START_TEST(visible_text) {
  mq_buf buf = {.arena = arena};
  ck_assert_uint_eq(mq_put_visible(&buf, table[_i].in), table[_i].columns);
  ck_assert_str_is(mq_buf_view(&buf), table[_i].visible);
}
END_TEST

START_TEST(every_byte_pair_is_taken) {
  /* Nothing but printable text leaves, whatever comes in, and every byte is passed over. */
  for (unsigned pair = 0; pair < 0x10000; pair++) {
    const char bytes[2] = {(char)(pair >> 8), (char)pair};
    mq_buf buf = {.arena = arena};
    mq_put_visible(&buf, (mq_str){bytes, 2});
    for (size_t i = 0; i < buf.size; i++) ck_assert_uint_ge((unsigned char)buf.at[i], 0x20);
    size_t at = 0;
    while (at < 2) mq_utf8_next((mq_str){bytes, 2}, &at);
    ck_assert_uint_eq(at, 2);
  }
}
END_TEST

/* What is hostile to each format, and what it becomes. */
START_TEST(markup_and_commands) {
  mq_buf buf = {.arena = arena};
  const mq_str in = BYTES("<a href=\"x\">&'\t\n\x01\xff\xef\xbf\xbf" "100%,:|`*\u2028");
  mq_put_xml(&buf, in);
  ck_assert_str_is(mq_buf_view(&buf), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&#9;&#10;\ufffd\ufffd\ufffd" "100%,:|`*\u2028");
  mq_buf_clear(&buf);
  mq_put_field(&buf, in);
  ck_assert_str_is(mq_buf_view(&buf), "<a href=\"x\">&'  \ufffd\ufffd\ufffd" "100%,:|`* ");
  mq_buf_clear(&buf);
  mq_put_markdown(&buf, in);
  ck_assert_str_is(mq_buf_view(&buf), "&lt;a href=\"x\"&gt;&amp;'  \ufffd\ufffd\ufffd" "100%,\\:\\|\\`\\* ");
  mq_buf_clear(&buf);
  mq_put_command(&buf, in, false);
  ck_assert_str_is(mq_buf_view(&buf), "<a href=\"x\">&' %0A\ufffd\ufffd\ufffd" "100%25,:|`*\u2028");
  mq_buf_clear(&buf);
  mq_put_command(&buf, in, true);
  ck_assert_str_is(mq_buf_view(&buf), "<a href=\"x\">&' %0A\ufffd\ufffd\ufffd" "100%25%2C%3A|`*\u2028");
}
END_TEST

START_TEST(no_byte_pair_breaks_out) {
  for (unsigned pair = 0; pair < 0x10000; pair++) {
    const char bytes[2] = {(char)(pair >> 8), (char)pair};
    const mq_str in = {bytes, 2};
    mq_buf buf = {.arena = arena};
    mq_put_xml(&buf, in);
    for (size_t i = 0; i < buf.size; i++) ck_assert(!strchr("<>\"'\n\r\t", buf.at[i]) && (unsigned char)buf.at[i] >= 0x20);
    mq_buf_clear(&buf);
    mq_put_command(&buf, in, true);
    for (size_t i = 0; i < buf.size; i++) ck_assert(!strchr(":,\n\r", buf.at[i]));
    mq_buf_clear(&buf);
    mq_put_field(&buf, in);
    for (size_t i = 0; i < buf.size; i++) ck_assert(!strchr("\t\n\r", buf.at[i]));
    mq_buf_clear(&buf);
    mq_put_markdown(&buf, in);
    for (size_t i = 0; i < buf.size; i++) ck_assert(!strchr("<>\n\r", buf.at[i]));
  }
}
END_TEST

static const struct {
  double value;
  int decimals;
  const char *text;
} numbers[] = {
  {0, 0, "0"},        {0.5, 2, "0.50"},   {0.999, 2, "1.00"}, {0.994, 2, "0.99"},    {100, 0, "100"},
  {-3.25, 1, "-3.3"}, {-0.001, 2, "0.00"}, {-12.5, 4, "-12.5000"}, {1e12, 0, "1000000000000"}, {7.05, 2, "7.05"},
};

START_TEST(numbers_with_fixed_decimals) {
  mq_buf buf = {.arena = arena};
  mq_put_number(&buf, numbers[_i].value, numbers[_i].decimals);
  ck_assert_str_is(mq_buf_view(&buf), numbers[_i].text);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("escape");
  TCase *tests = tcase_create("escape");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_loop_test(tests, json_strings, 0, ROWS);
  tcase_add_loop_test(tests, visible_text, 0, ROWS);
  tcase_add_test(tests, every_byte_pair_is_taken);
  tcase_add_test(tests, markup_and_commands);
  tcase_add_test(tests, no_byte_pair_breaks_out);
  tcase_add_loop_test(tests, numbers_with_fixed_decimals, 0, sizeof numbers / sizeof numbers[0]);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
