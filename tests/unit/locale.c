/* The process around the library may live in any locale: one that writes 0,5 (German) or whose lower case of I is no i
 * (Turkish) changes nothing in what the library reads and writes. Locales are made here, since few systems have them all. */
#include "test.h"

#include <mtqc/mtqc.h>

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

static const char source[] = "THE LIST WITH 0.5 KG AND 12 ITEMS.\n", target[] = "DIE LISTE MIT 0,75 KG UND 21 TITELN.\n";

static int collect(void *payload, const char *bytes, size_t size) { return fwrite(bytes, 1, size, payload) != size; }

static void put_metric(FILE *out, const char *settings) {
  mtqc_error error = {0};
  mtqc_metric *metric = mtqc_metric_new(settings, &error);
  ck_assert_msg(metric != NULL, "%s", error.text);
  const mtqc_text hypothesis = {source, sizeof source - 1}, reference = {target, sizeof target - 1};
  double score;
  ck_assert_int_eq(mtqc_metric_add(metric, hypothesis, &reference, 1, &score, NULL), MTQC_OK);
  fprintf(out, "%s %lld\n", mtqc_metric_signature(metric), (long long)(score * 1e9));
  mtqc_metric_free(metric);
}

/* Everything that has numbers or letter case in it. */
static char *work(void) {
  char *bytes;
  size_t size;
  FILE *out = open_memstream(&bytes, &size);
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, "min-confidence", "0.25", NULL), MTQC_OK);
  ck_assert_int_eq(mtqc_options_set(options, "mqm-weights", "wmt,minor=0.5", NULL), MTQC_OK);
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, NULL);
  mtqc_report *report;
  ck_assert_int_eq(mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, NULL), MTQC_OK);
  ck_assert_uint_gt(mtqc_report_finding_count(report), 0);
  for (size_t i = 0; mtqc_report_format_name(i); i++)
    ck_assert_int_eq(mtqc_report_write(report, mtqc_report_format_name(i), NULL, collect, out, NULL), MTQC_OK);
  put_metric(out, "bleu:smooth=floor[0.25],case=lc");
  put_metric(out, "TER");
  mtqc_error error = {0};
  mtqc_options_set(options, "mqm-tolerated", "0", &error);
  fprintf(out, "%s\n", error.text);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  fclose(out);
  return bytes;
}

static void enter(const char *name, const char *folder) {
  char command[256];
  snprintf(command, sizeof command, "localedef -i %s -f UTF-8 %s/%s.UTF-8", name, folder, name);
  ck_assert_int_eq(system(command), 0);
  snprintf(command, sizeof command, "%s.UTF-8", name);
  ck_assert_ptr_nonnull(setlocale(LC_ALL, command));
}

START_TEST(the_locale_of_the_process_changes_nothing) {
  static const char *const names[] = {"de_DE", "tr_TR"};
  char folder[] = "/tmp/mtqc-locale-XXXXXX", command[64];
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(setenv("LOCPATH", folder, 1), 0);
  char *expected = work();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    enter(names[i], folder);
    ck_assert_str_eq(localeconv()->decimal_point, ",");
    char *found = work();
    ck_assert_str_eq(found, expected);
    free(found);
  }
  free(expected);
  snprintf(command, sizeof command, "rm -r %s", folder);
  ck_assert_int_eq(system(command), 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("locale");
  TCase *tests = tcase_create("locale");
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, the_locale_of_the_process_changes_nothing);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
