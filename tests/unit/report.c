/* Report writers on reports made by hand: exact text, underlining, hostile text, pieces, a sink that stops.
 */
#include "test.h"

#include "base/array.h"
#include "checker/report.h"

#include <mtqc/options.h>
#include <mtqc/writer.h>
#include <stdio.h>

static mq_arena *arena;
static mtqc_report report;
static MQ_ARRAY(mq_finding) findings;

/* Both texts are one bead. */
static void set_text(mtqc_side side, mq_str text) {
  report.text[side] = text;
  mq_segment segments[2] = {{.end = (uint32_t)report.text[0].size}, {.end = (uint32_t)report.text[1].size}};
  const mq_text texts[2] = {{.segments = &segments[0], .segment_count = 1}, {.segments = &segments[1], .segment_count = 1}};
  report.alignment = mq_alignment_new(arena, &texts[0], &texts[1], &(mq_bead){0, 1, 0, 1, 0.5f, 0}, 1);
}

/* What the scores are computed from. */
static void set_tally(size_t minor, size_t major, size_t critical, size_t words) {
  mq_mqm_model model;
  ck_assert_int_eq(mq_mqm_model_make(&model, "mqm", 80, 25, 5, NULL), 0);
  report.tally = mq_tally_make(arena, &model);
  report.tally->words = words;
  report.tally->findings[0][MTQC_MINOR] = minor;
  report.tally->findings[0][MTQC_MAJOR] = major;
  report.tally->findings[0][MTQC_CRITICAL] = critical;
}

static void setup(void) {
  arena = mq_arena_new();
  ck_assert(!mq_arena_try(arena));
  memset(&report, 0, sizeof report);
  memset(&findings, 0, sizeof findings);
  strcpy(report.language[MTQC_TARGET], "de");
  set_tally(0, 0, 0, 0);
  set_text(MTQC_SOURCE, (mq_str){"", 0});
}

static void teardown(void) {
  mq_arena_free(arena);
}

/* A finding on bytes of the target (and of the source if source_end > 0). */
static mq_finding *add(uint32_t start, uint32_t end, uint32_t source_start, uint32_t source_end) {
  mq_finding *finding = mq_push(arena, &findings);
  *finding = (mq_finding){.severity = MTQC_MAJOR,
                          .confidence = 0.75f,
                          .has_target = true,
                          .target = {start, end},
                          .has_source = source_end > 0,
                          .source = {source_start, source_end},
                          .message = "wrong",
                          .fingerprint = 0xfeedull,
                          .start_byte = {source_start, start},
                          .end_byte = {source_end, end},
                          .line = {7, 3},
                          .column = {2, 9}};
  finding->text[MTQC_TARGET] = (mq_str){report.text[MTQC_TARGET].at + start, end - start};
  if (source_end)
    finding->text[MTQC_SOURCE] =
        (mq_str){report.text[MTQC_SOURCE].at + source_start, source_end - source_start};
  report.findings = findings.at;
  report.finding_count = findings.count;
  return finding;
}

static int collect(void *payload, const char *bytes, size_t size) {
  mq_buf_add(payload, bytes, size);
  return 0;
}

static mq_str write_as(const char *format, const mtqc_options *options) {
  mq_buf *buf = mq_arena_alloc(arena, sizeof *buf);
  buf->arena = arena;
  mtqc_error error = {0};
  ck_assert_int_eq(mtqc_report_write(&report, format, options, collect, buf, &error), MTQC_OK);
  return mq_buf_view(buf);
}

/* Lines `first` to `last` (from 1) of the text report. */
static mq_str text_lines(size_t first, size_t last) {
  mq_str rest = write_as("text", NULL), line;
  mq_buf out = {.arena = arena};
  for (size_t i = 1; i <= last && mq_str_split(&rest, '\n', &line); i++)
    if (i >= first) mq_buf_format(&out, "%.*s\n", MQ_FMT(line));
  return mq_buf_view(&out);
}

START_TEST(a_finding_is_shown_with_its_place) {
  set_text(MTQC_SOURCE, MQ_STR("one two\nthree"));
  set_text(MTQC_TARGET, MQ_STR("gr\u00fcn rot\nblau gelb braun\n"));
  mq_finding *finding = add(15, 19, 4, 7);
  static const char *evidence[] = {"first fact", "second fact"}, *suggestions[] = {"gold"};
  finding->evidence = evidence;
  finding->evidence_count = 2;
  finding->suggestions = suggestions;
  finding->suggestion_count = 1;
  ck_assert_str_is(text_lines(1, 9), mq_format(arena,
                                               "target:3:9: major: wrong [%s]\n"
                                               "    blau gelb braun\n"
                                               "         ^^^^\n"
                                               "  source source:7:2\n"
                                               "    one two\n"
                                               "        ^^^\n"
                                               "  evidence: first fact\n"
                                               "  evidence: second fact\n"
                                               "  suggestion: gold\n",
                                               mq_checks[0].name));
}
END_TEST

START_TEST(carets_stand_under_wide_and_combining_text) {
  set_text(MTQC_TARGET, MQ_STR("\u6f22e\u0301\tab\u5b57 x"));
  add(7, 12, 0, 0);
  ck_assert_str_is(text_lines(2, 3), "    \u6f22e\u0301 ab\u5b57 x\n"
                                     "        ^^^^\n");
}
END_TEST

START_TEST(empty_span_has_one_caret) {
  set_text(MTQC_TARGET, MQ_STR("ab"));
  add(2, 2, 0, 0);
  ck_assert_str_is(text_lines(2, 3), "    ab\n      ^\n");
}
END_TEST

START_TEST(span_over_a_line_end_stays_on_one_line) {
  set_text(MTQC_TARGET, MQ_STR("first\nab\r\ncd ef\nlast"));
  add(6, 12, 0, 0);
  ck_assert_str_is(text_lines(2, 3), "    ab\u21b5cd ef\n    ^^^^^\n");
}
END_TEST

START_TEST(text_cannot_command_the_terminal) {
  set_text(MTQC_TARGET, MQ_STR("a\x1b[2Jb \u202ec\x07 d\xff"));
  mq_finding *finding = add(7, 11, 0, 0);
  finding->message = "says \x1b]0;title\x07";
  const mq_str text = write_as("text", NULL);
  for (size_t i = 0; i < text.size; i++) ck_assert(text.at[i] == '\n' || (unsigned char)text.at[i] >= 0x20);
  ck_assert_str_is(text_lines(2, 3), "    a\\x1b[2Jb \\u{202e}c\\x07 d\ufffd\n"
                                     "              ^^^^^^^^^\n");
}
END_TEST

START_TEST(file_names_are_hostile_too) {
  set_text(MTQC_TARGET, MQ_STR("ab"));
  add(0, 1, 0, 0);
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "target-name", "a\n\x1b[1m.txt", NULL);
  const mq_str text = write_as("text", options);
  mtqc_options_free(options);
  ck_assert(mq_str_starts(text, MQ_STR("a\u21b5\\x1b[1m.txt:3:9: major")));
}
END_TEST

static size_t count_of(mq_str text, char c) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) count += text.at[i] == c;
  return count;
}

START_TEST(long_lines_and_spans_are_cut) {
  const size_t size = 1000;
  char *bytes = mq_arena_alloc(arena, size + 1);
  memset(bytes, 'x', size);
  set_text(MTQC_TARGET, (mq_str){bytes, size});
  add(500, 503, 0, 0);
  mq_str line = text_lines(2, 2);
  ck_assert_uint_lt(line.size, 120);
  ck_assert_uint_eq(count_of(line, '\xa6'), 2); /* the last byte of an ellipsis, before and after */
  ck_assert_str_is(text_lines(3, 3), "                                                 ^^^\n");
  findings.count = 0;
  add(10, 990, 0, 0);
  line = text_lines(2, 2);
  ck_assert_uint_lt(line.size, 450);
  ck_assert_uint_eq(count_of(line, '\xa6'), 1);
}
END_TEST

START_TEST(windows_end_at_code_points) {
  /* Two-byte letters at every offset: no cut may make a U+FFFD. */
  mq_buf text = {.arena = arena};
  for (int i = 0; i < 400; i++) mq_buf_text(&text, i % 7 ? "\u0436" : "\u6f22");
  set_text(MTQC_TARGET, mq_buf_view(&text));
  for (uint32_t at = 0; at < text.size; at++) {
    if (((unsigned char)text.at[at] & 0xc0) == 0x80) continue;
    findings.count = 0;
    uint32_t end = at + 420 < text.size ? at + 420 : (uint32_t)text.size;
    while (end < text.size && ((unsigned char)text.at[end] & 0xc0) == 0x80) end++;
    add(at, end, 0, 0);
    const mq_str out = text_lines(2, 2);
    ck_assert_ptr_null(strstr(out.at, "\ufffd"));
  }
}
END_TEST

START_TEST(one_long_line_with_many_findings_is_quick) {
  const size_t size = 20 * 1000 * 1000;
  char *bytes = mq_arena_alloc(arena, size);
  memset(bytes, 0x80, size); /* malformed, and never a start of a code point */
  set_text(MTQC_TARGET, (mq_str){bytes, size});
  for (uint32_t i = 0; i < 5000; i++) add(i * 4000, i * 4000 + 5, 0, 0);
  ck_assert_uint_gt(write_as("text", NULL).size, 5000);
}
END_TEST

START_TEST(summary_counts_and_names_what_was_skipped) {
  set_text(MTQC_TARGET, MQ_STR("abc"));
  add(0, 1, 0, 0)->severity = MTQC_CRITICAL;
  add(1, 2, 0, 0)->severity = MTQC_MINOR;
  add(1, 2, 0, 0)->severity = MTQC_MINOR;
  static const char *checks[] = {"a", "b", "c"}, *reasons[] = {"no pack", "no list", "no pack"};
  report.skipped_checks = checks;
  report.skipped_reasons = reasons;
  report.skipped_count = 3;
  set_tally(2, 0, 1, 200);
  ck_assert(mq_str_ends(write_as("text", NULL),
                        MQ_STR("\n3 findings: 1 critical, 2 minor\n"
                               "MQM (unconfirmed): raw 86.5, calibrated -8.0; penalty 27 over 200 words\n"
                               "skipped (no pack): a, c\n"
                               "skipped (no list): b\n")));
}
END_TEST

START_TEST(nothing_found_is_said) {
  set_tally(0, 0, 0, 12);
  ck_assert_str_is(
      write_as("text", NULL),
      "no findings\n"
      "MQM (unconfirmed): raw 100.0, calibrated not rated (text too short); penalty 0 over 12 words\n");
  ck_assert_str_is(write_as("jsonl", NULL), "");
}
END_TEST

START_TEST(colour_only_when_asked_for) {
  set_text(MTQC_TARGET, MQ_STR("abc"));
  add(0, 1, 0, 0);
  ck_assert_uint_eq(count_of(write_as("text", NULL), '\x1b'), 0);
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "colour", "yes", NULL);
  ck_assert_uint_gt(count_of(write_as("text", options), '\x1b'), 3);
  ck_assert_uint_eq(count_of(write_as("jsonl", options), '\x1b'), 0);
  mtqc_options_free(options);
}
END_TEST

START_TEST(a_finding_as_a_line_of_json) {
  set_text(MTQC_SOURCE, MQ_STR("one \"two\"\n"));
  set_text(MTQC_TARGET, MQ_STR("gr\u00fcn\xff"));
  mq_finding *finding = add(2, 6, 4, 9);
  finding->bead = 4;
  finding->message = "two\nlines";
  static const char *evidence[] = {"e1", "e2"}, *suggestions[] = {"s"};
  finding->evidence = evidence;
  finding->evidence_count = 2;
  finding->suggestions = suggestions;
  finding->suggestion_count = 1;
  add(0, 1, 0, 0);
  ck_assert_str_is(
      write_as("jsonl", NULL),
      mq_format(
          arena,
          "{\"document\":\"target\",\"check\":\"%s\",\"category\":\"%s\",\"severity\":\"major\",\"confidence\":0.75,\"segment\":5,"
          "\"target\":{\"start_byte\":2,\"end_byte\":6,\"line\":3,\"column\":9,\"text\":\"\u00fcn\ufffd\"},"
          "\"source\":{\"start_byte\":4,\"end_byte\":9,\"line\":7,\"column\":2,\"text\":\"\\\"two\\\"\"},"
          "\"message\":\"two\\nlines\",\"suggestions\":[\"s\"],\"evidence\":[\"e1\",\"e2\"],"
          "\"fingerprint\":\"000000000000feed\",\"state\":\"new\",\"reason\":null}\n"
          "{\"document\":\"target\",\"check\":\"%s\",\"category\":\"%s\",\"severity\":\"major\",\"confidence\":0.75,\"segment\":1,"
          "\"target\":{\"start_byte\":0,\"end_byte\":1,\"line\":3,\"column\":9,\"text\":\"g\"},\"source\":"
          "null,"
          "\"message\":\"wrong\",\"suggestions\":[],\"evidence\":[],\"fingerprint\":\"000000000000feed\",\"state\":\"new\",\"reason\":null}\n",
          mq_checks[0].name, mq_checks[0].category, mq_checks[0].name, mq_checks[0].category));
}
END_TEST

START_TEST(json_holds_what_a_reader_needs) {
  set_text(MTQC_TARGET, MQ_STR("abc"));
  add(0, 1, 0, 0);
  set_tally(0, 1, 0, 30);
  const mq_str json = write_as("json", NULL);
  static const char *const parts[] = {"{\"schema\":2,\"mtqc\":\"",
                                      "\"source\":null,",
                                      "\"target\":{\"language\":\"de\"",
                                      "\"beads\":[",
                                      "\"findings\":[\n{\"check\":",
                                      "\"skipped\":[]",
                                      "\"scores\":{\"status\":\"unconfirmed\",\"words\":30,\"penalty\":5,",
                                      "\"mqm\":83.3333,\"mqm-calibrated\":null,\"mqm-nonlinear\":39.9222,",
                                      "\"categories\":{\"accuracy/omission\":{\"findings\":1,\"penalty\":5.00}}}}]"};
  const char *at = json.at;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    at = strstr(at, parts[i]);
    ck_assert_msg(at != NULL, "no %s in %.*s", parts[i], MQ_FMT(json));
  }
}
END_TEST

static size_t pieces, largest;
static int measure(void *payload, const char *bytes, size_t size) {
  pieces++;
  if (size > largest) largest = size;
  return collect(payload, bytes, size);
}

/* Formats that show the gravest findings only, or none. */
static bool is_summary(const char *format) {
  return strcmp(format, "github") == 0 || strcmp(format, "markdown") == 0 || strcmp(format, "pairs") == 0;
}

START_TEST(long_reports_go_out_in_pieces) {
  set_text(MTQC_TARGET, MQ_STR("some text"));
  for (int i = 0; i < 5000; i++) add(0, 4, 0, 0);
  for (size_t i = 0; mtqc_report_format_name(i); i++) {
    mq_buf got = {.arena = arena};
    pieces = largest = 0;
    ck_assert_int_eq(mtqc_report_write(&report, mtqc_report_format_name(i), NULL, measure, &got, NULL),
                     MTQC_OK);
    if (!is_summary(mtqc_report_format_name(i))) ck_assert_uint_gt(pieces, 2);
    ck_assert_uint_lt(largest, 80 * 1024);
    ck_assert(mq_str_equal(mq_buf_view(&got), write_as(mtqc_report_format_name(i), NULL)));
  }
}
END_TEST

static int stop(void *payload, const char *bytes, size_t size) {
  (void)bytes;
  (void)size;
  ++*(int *)payload;
  return 1;
}

START_TEST(sink_can_stop) {
  set_text(MTQC_TARGET, MQ_STR("some text"));
  for (int i = 0; i < 5000; i++) add(0, 4, 0, 0);
  for (size_t i = 0; mtqc_report_format_name(i); i++) {
    int calls = 0;
    mtqc_error error = {0};
    ck_assert_int_eq(mtqc_report_write(&report, mtqc_report_format_name(i), NULL, stop, &calls, &error),
                     MTQC_EIO);
    ck_assert_int_eq(error.code, MTQC_EIO);
    ck_assert_int_eq(calls, 1);
  }
}
END_TEST

START_TEST(unknown_format_is_refused) {
  mtqc_error error = {0};
  ck_assert_int_eq(mtqc_report_write(&report, "xml", NULL, stop, NULL, &error), MTQC_EARGUMENT);
  ck_assert_ptr_nonnull(strstr(error.text, "'xml'"));
  ck_assert_ptr_null(mtqc_report_format_name(SIZE_MAX));
}
END_TEST

START_TEST(out_of_memory_is_reported) {
  set_text(MTQC_TARGET, MQ_STR("some text"));
  add(0, 4, 0, 0);
  for (size_t i = 0; mtqc_report_format_name(i); i++) {
    int calls = 0;
    mq_malloc_fail_at(1);
    const int status = mtqc_report_write(&report, mtqc_report_format_name(i), NULL, stop, &calls, NULL);
    mq_malloc_fail_at(0);
    ck_assert_int_eq(status, MTQC_ENOMEM);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("report");
  TCase *tests = tcase_create("report");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_set_timeout(tests, 30);
  tcase_add_test(tests, a_finding_is_shown_with_its_place);
  tcase_add_test(tests, carets_stand_under_wide_and_combining_text);
  tcase_add_test(tests, empty_span_has_one_caret);
  tcase_add_test(tests, span_over_a_line_end_stays_on_one_line);
  tcase_add_test(tests, text_cannot_command_the_terminal);
  tcase_add_test(tests, file_names_are_hostile_too);
  tcase_add_test(tests, long_lines_and_spans_are_cut);
  tcase_add_test(tests, windows_end_at_code_points);
  tcase_add_test(tests, one_long_line_with_many_findings_is_quick);
  tcase_add_test(tests, summary_counts_and_names_what_was_skipped);
  tcase_add_test(tests, nothing_found_is_said);
  tcase_add_test(tests, colour_only_when_asked_for);
  tcase_add_test(tests, a_finding_as_a_line_of_json);
  tcase_add_test(tests, json_holds_what_a_reader_needs);
  tcase_add_test(tests, long_reports_go_out_in_pieces);
  tcase_add_test(tests, sink_can_stop);
  tcase_add_test(tests, unknown_format_is_refused);
  tcase_add_test(tests, out_of_memory_is_reported);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
