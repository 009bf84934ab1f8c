/* Suppressions through the library: states, reasons that outlive the list, scores, one line for one finding, and memory
 * running out anywhere. */
#include "test.h"

#include <mtqc/mtqc.h>
#include <stdio.h>
#include <unistd.h>

static mtqc_checker *checker;
static char path[64];

static void setup(void) {
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "only", "number-mismatch", NULL);
  checker = mtqc_checker_new("en", "de", options, NULL);
  mtqc_options_free(options);
  strcpy(path, "/tmp/mtqc-suppress-XXXXXX");
  close(mkstemp(path));
}

static void teardown(void) {
  unlink(path);
  mtqc_checker_free(checker);
}

static void write_list(const char *text) {
  FILE *file = fopen(path, "w");
  fputs(text, file);
  fclose(file);
}

/* Two pairs with the same fault, and one that is right. */
static mtqc_report *check(void) {
  static const mtqc_text sources[] = {{"It has 12 doors.", 16}, {"It has 12 doors.", 16}, {"It has 3.", 9}};
  static const mtqc_text targets[] = {{"Es hat 21.", 10}, {"Es hat 21.", 10}, {"Es hat 3.", 9}};
  mtqc_report *report = NULL;
  ck_assert_int_eq(mtqc_check_segments(checker, sources, targets, 3, &report, NULL), MTQC_OK);
  ck_assert_uint_eq(mtqc_report_finding_count(report), 2);
  return report;
}

typedef int (*reader)(mtqc_suppressions *suppressions, const char *path, mtqc_error *error);

static mtqc_report *check_with(reader read, const char *list) {
  mtqc_error error = {0};
  write_list(list);
  mtqc_suppressions *suppressions = mtqc_suppressions_new(&error);
  ck_assert_int_eq(read(suppressions, path, &error), MTQC_OK);
  mtqc_report *report = check();
  ck_assert_int_eq(mtqc_suppressions_apply(suppressions, report, &error), MTQC_OK);
  mtqc_suppressions_free(suppressions);
  return report;
}

static int state(const mtqc_report *report, size_t index) {
  return mtqc_finding_state(mtqc_report_finding(report, index));
}

START_TEST(equal_faults_have_fingerprints_of_their_own) {
  mtqc_report *report = check();
  ck_assert_uint_ne(mtqc_finding_fingerprint(mtqc_report_finding(report, 0)),
                    mtqc_finding_fingerprint(mtqc_report_finding(report, 1)));
  ck_assert_int_eq(mtqc_report_has_baseline(report), 0);
  mtqc_report_free(report);
}
END_TEST

START_TEST(reasons_outlive_the_list_and_points_go) {
  mtqc_report *report = check_with(mtqc_suppressions_read_ignored, "*\t21\tagreed\n");
  for (size_t i = 0; i < 2; i++) {
    ck_assert_int_eq(state(report, i), MTQC_IGNORED);
    ck_assert_str_eq(mtqc_finding_reason(mtqc_report_finding(report, i)), "agreed");
  }
  ck_assert_double_eq(mtqc_report_score(report, "penalty"), 0);
  ck_assert_int_eq(mtqc_report_has_baseline(report), 0);
  mtqc_report_free(report);
}
END_TEST

START_TEST(a_line_of_a_baseline_is_for_one_finding) {
  mtqc_report *report = check();
  char list[200];
  snprintf(list, sizeof list, "%016llx\tnumber-mismatch\ta\tb\n",
           (unsigned long long)mtqc_finding_fingerprint(mtqc_report_finding(report, 1)));
  const double penalty = mtqc_report_score(report, "penalty");
  mtqc_report_free(report);
  report = check_with(mtqc_suppressions_read_baseline, list);
  ck_assert_int_eq(state(report, 0), MTQC_NEW);
  ck_assert_int_eq(state(report, 1), MTQC_KNOWN);
  ck_assert_ptr_null(mtqc_finding_reason(mtqc_report_finding(report, 1)));
  ck_assert_double_eq(mtqc_report_score(report, "penalty"), penalty);
  ck_assert_int_eq(mtqc_report_has_baseline(report), 1);
  mtqc_report_free(report);
}
END_TEST

START_TEST(an_empty_baseline_is_one) {
  mtqc_report *report = check_with(mtqc_suppressions_read_baseline, "# nothing\n");
  ck_assert_int_eq(mtqc_report_has_baseline(report), 1);
  ck_assert_int_eq(state(report, 0), MTQC_NEW);
  mtqc_report_free(report);
}
END_TEST

START_TEST(bad_lines_are_told) {
  static const struct {
    reader read;
    const char *list;
    uint32_t line;
  } cases[] = {
      {mtqc_suppressions_read_baseline, "12\tcalque\n", 1},
      {mtqc_suppressions_read_baseline, "0123456789abcdef\n", 1},
      {mtqc_suppressions_read_baseline, "#\n\n0123456789ABCDEF\tcalque\n", 3},
      {mtqc_suppressions_read_ignored, "calque\ttext\n", 1},
      {mtqc_suppressions_read_ignored, "calque\t\treason\n", 1},
      {mtqc_suppressions_read_ignored, "#\nnothing\ttext\treason\n", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    mtqc_error error = {0};
    write_list(cases[i].list);
    mtqc_suppressions *suppressions = mtqc_suppressions_new(&error);
    ck_assert_int_eq(cases[i].read(suppressions, path, &error), MTQC_EINPUT);
    ck_assert_uint_eq(error.line, cases[i].line);
    mtqc_suppressions_free(suppressions);
  }
}
END_TEST

START_TEST(many_equal_lines_are_quick) {
  const size_t lines = 200000;
  FILE *file = fopen(path, "w");
  for (size_t i = 0; i < lines; i++) fputs("0123456789abcdef\tnumber-mismatch\n", file);
  fclose(file);
  mtqc_suppressions *suppressions = mtqc_suppressions_new(NULL);
  ck_assert_int_eq(mtqc_suppressions_read_baseline(suppressions, path, NULL), MTQC_OK);
  ck_assert_ptr_nonnull(mtqc_suppressions_unused(suppressions, lines - 1));
  ck_assert_ptr_null(mtqc_suppressions_unused(suppressions, lines));
  mtqc_suppressions_free(suppressions);
}
END_TEST

static int round_trip(mtqc_report *report) {
  mtqc_error error = {0};
  mtqc_suppressions *suppressions = mtqc_suppressions_new(&error);
  int status = suppressions ? mtqc_suppressions_read_ignored(suppressions, path, &error) : MTQC_ENOMEM;
  if (!status) status = mtqc_suppressions_apply(suppressions, report, &error);
  mtqc_suppressions_free(suppressions);
  return status;
}

START_TEST(every_allocation_fails_once) {
  write_list("calque\tx\ty\nnumber-mismatch\t21\tagreed\n");
  mtqc_report *report = check();
  for (size_t n = 1;; n++) {
    mq_malloc_fail_at(n);
    const int status = round_trip(report);
    mq_malloc_fail_at(0);
    if (status == MTQC_OK) break;
    ck_assert_int_eq(status, MTQC_ENOMEM);
  }
  ck_assert_int_eq(state(report, 0), MTQC_IGNORED);
  mtqc_report_free(report);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("suppress");
  TCase *tests = tcase_create("suppress");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, equal_faults_have_fingerprints_of_their_own);
  tcase_add_test(tests, reasons_outlive_the_list_and_points_go);
  tcase_add_test(tests, a_line_of_a_baseline_is_for_one_finding);
  tcase_add_test(tests, an_empty_baseline_is_one);
  tcase_add_test(tests, bad_lines_are_told);
  tcase_add_test(tests, many_equal_lines_are_quick);
  tcase_add_test(tests, every_allocation_fails_once);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
