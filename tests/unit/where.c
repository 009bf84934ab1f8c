/* Conditions on pairs: what they mean, and what is refused where. */
#include "test.h"

#include "report/where.h"

#include <mtqc/mtqc.h>
#include <stdio.h>

static mq_arena *arena;
static mtqc_checker *checker;
static mtqc_report *report;

/* Pair 0 is good, 1 has a wrong number (major), 2 lacks its stop (minor), 3 has both. */
static void setup(void) {
  static const char *const texts[][2] = {{"The cat sleeps.", "Die Katze schläft."},
                                         {"He has 12 dogs.", "Er hat 13 Hunde."},
                                         {"She sleeps at home.", "Sie schläft zu Hause"},
                                         {"It has 14 windows.", "Es hat 15 Fenster"}};
  mtqc_text source[4], target[4];
  for (size_t i = 0; i < 4; i++) {
    source[i] = (mtqc_text){texts[i][0], strlen(texts[i][0])};
    target[i] = (mtqc_text){texts[i][1], strlen(texts[i][1])};
  }
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "only", "number-mismatch", NULL);
  mtqc_options_set(options, "only", "end-punctuation", NULL);
  checker = mtqc_checker_new("en", "de", options, NULL);
  mtqc_options_free(options);
  ck_assert_int_eq(mtqc_check_segments(checker, source, target, 4, &report, NULL), 0);
  arena = mq_arena_new();
  ck_assert(!mq_arena_try(arena));
}

static void teardown(void) {
  mtqc_report_free(report);
  mtqc_checker_free(checker);
  mq_arena_free(arena);
}

/* "0110": of which pairs it holds. */
static const char *pairs_of(const char *condition) {
  static char out[5];
  mtqc_error error = {0};
  const mq_where *where = mq_where_read(arena, condition, &error);
  ck_assert_msg(where != NULL, "%s", error.text);
  const size_t count = mtqc_report_finding_count(report);
  for (size_t pair = 0, first = 0; pair < 4; pair++) {
    size_t end = first;
    while (end < count && mtqc_finding_bead(mtqc_report_finding(report, end)) == pair) end++;
    out[pair] = mq_where_holds(where, report, pair, first, end - first) ? '1' : '0';
    first = end;
  }
  return out;
}

START_TEST(conditions_choose_pairs) {
  static const char *const cases[][2] = {
      {"", "1111"},
      {"findings", "0111"},
      {"not findings", "1000"},
      {"major", "0101"},
      {"minor", "0111"},
      {"critical", "0000"},
      {"number-mismatch and end-punctuation", "0001"},
      {"number-mismatch or end-punctuation", "0111"},
      {"number-mismatch and not end-punctuation", "0100"},
      {"not (major or minor)", "1000"},
      {"not not major", "0101"},
      {"findings > 1", "0001"},
      {"findings>=1and findings<=1", "0110"},
      {"findings = 1", "0110"},
      {"findings != 1", "1001"},
      {"minor < 1", "1000"},
      {"words >= 4", "0111"},
      {"penalty < 5.5", "1110"},
      {"mqm > -1000 and penalty = 0", "1000"},
      {"mqm-calibrated > 0 or mqm-calibrated <= 0 or mqm-calibrated != 7", "0000"},
      {"major or minor and findings > 1", "0101"},
      {"(major or minor) and findings > 1", "0001"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    ck_assert_msg(strcmp(pairs_of(cases[i][0]), cases[i][1]) == 0, "'%s' gave %s", cases[i][0], pairs_of(cases[i][0]));
}
END_TEST

START_TEST(faults_are_placed) {
  static const struct {
    const char *text;
    int at;
  } cases[] = {{"and", 1},       {"elegance > 3", 1}, {"major and", 10}, {"mqm", 4},      {"mqm > ", 7},    {"(major", 7},
               {"major)", 6},    {"major minor", 7},  {"mqm >> 3", 6},   {"findings > x", 12}, {"Major", 1}, {"not", 4},
               {"mqm > 1.2.3", 10}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    mtqc_error error = {0};
    char place[32];
    ck_assert_msg(!mq_where_read(arena, cases[i].text, &error), "'%s' was read", cases[i].text);
    snprintf(place, sizeof place, "at character %d ", cases[i].at);
    ck_assert_int_eq(error.code, MTQC_EARGUMENT);
    ck_assert_msg(strstr(error.text, place) != NULL, "'%s': %s", cases[i].text, error.text);
  }
}
END_TEST

START_TEST(depth_and_length_are_bounded) {
  static char deep[200001];
  const char *const pieces[] = {"(", "not ", "major or ", "major and "};
  for (size_t i = 0; i < 4; i++) {
    const size_t size = strlen(pieces[i]);
    deep[0] = '\0';
    for (size_t k = 0; k < 20000; k++) memcpy(deep + k * size, pieces[i], size + 1);
    mtqc_error error = {0};
    ck_assert_ptr_null(mq_where_read(arena, deep, &error));
    ck_assert_int_eq(error.code, MTQC_EARGUMENT);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("where");
  TCase *tests = tcase_create("where");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, conditions_choose_pairs);
  tcase_add_test(tests, faults_are_placed);
  tcase_add_test(tests, depth_and_length_are_bounded);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
