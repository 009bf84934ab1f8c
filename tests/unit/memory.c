/* Every allocation fails once: the n-th one, for n = 1, 2, 3 …, until a whole round succeeds. Each failing call must say
 * MTQC_ENOMEM, leave nothing behind (the sanitizer build counts) and give no half-made object. */
#include "test.h"

#include <mtqc/mtqc.h>

static const char source[] = "Иванов купил 12 машин. Об этом сообщил г. Петров. «Это хорошо», — сказал он.\n\nКонец.\n";
static const char target[] = "Ivanov hat 13 Autos gekauft. Das teilte Herr Petrow mit. „Das ist gut\", sagte er\n\nEnde.\n";

static int discard(void *payload, const char *bytes, size_t size) {
  (void)payload;
  (void)bytes;
  (void)size;
  return 0;
}

/* One round through the front door; 0 or the first error. */
static int round_trip(void) {
  mtqc_error error = {0};
  mtqc_report *report = NULL;
  mtqc_options *options = mtqc_options_new();
  if (!options) return MTQC_ENOMEM;
  int status = mtqc_options_set(options, "min-confidence", "0.1", &error);
  mtqc_checker *checker = status ? NULL : mtqc_checker_new("ru", "de", options, &error);
  if (!status && !checker) status = error.code;
  if (!status) status = mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, &error);
  for (size_t i = 0; !status && mtqc_report_format_name(i); i++)
    status = mtqc_report_write(report, mtqc_report_format_name(i), options, discard, NULL, &error);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  return status;
}

START_TEST(every_allocation_of_a_run_fails_once) {
  ck_assert_int_eq(round_trip(), MTQC_OK);
  size_t n = 1;
  for (;; n++) {
    mq_malloc_fail_at(n);
    const int status = round_trip();
    mq_malloc_fail_at(0);
    if (status == MTQC_OK) break;
    ck_assert_int_eq(status, MTQC_ENOMEM);
  }
  ck_assert_uint_gt(n, 5);
}
END_TEST

START_TEST(every_allocation_of_an_alignment_fails_once) {
  mtqc_checker *checker = mtqc_checker_new("ru", "de", NULL, NULL);
  for (size_t n = 1;; n++) {
    mtqc_alignment *alignment = NULL;
    mtqc_error error = {0};
    mq_malloc_fail_at(n);
    const int status = mtqc_align(checker, source, sizeof source - 1, target, sizeof target - 1, &alignment, &error);
    mq_malloc_fail_at(0);
    mtqc_alignment_free(alignment);
    if (status == MTQC_OK) break;
    ck_assert_int_eq(status, MTQC_ENOMEM);
    ck_assert_str_eq(error.text, "out of memory");
  }
  mtqc_checker_free(checker);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("memory");
  TCase *tests = tcase_create("memory");
  tcase_set_timeout(tests, 300);
  tcase_add_test(tests, every_allocation_of_a_run_fails_once);
  tcase_add_test(tests, every_allocation_of_an_alignment_fails_once);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
