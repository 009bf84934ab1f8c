/* From the strength of findings to their confidence. */
#include "test.h"

#include "checker/reliability.h"

static uint16_t row_of(const char *name) {
  uint16_t row = 0;
  while (strcmp(mq_checks[row].name, name) != 0) row++;
  return row;
}

static float after_reading(const char *check, bool has_source, float strength) {
  mq_finding finding = {.check = row_of(check), .confidence = strength};
  ck_assert_uint_eq(mq_reliability_apply(&finding, 1, has_source, 0), 1);
  return finding.confidence;
}

static float after(const char *check, float strength) { return after_reading(check, true, strength); }

START_TEST(readers_raise_and_lower) {
  ck_assert(after("loop", .8f) > .95f);
  ck_assert(after("negation", .8f) < .7f);
}
END_TEST

START_TEST(a_translation_alone_has_rows_of_its_own) {
  ck_assert(after_reading("nonce-compound", true, .6f) > .75f);
  ck_assert(after_reading("nonce-compound", false, .6f) < .5f);
  ck_assert_float_eq(after_reading("omission", false, .6f), .6f);
}
END_TEST

START_TEST(order_within_a_check_is_kept) {
  for (size_t row = 0; row < mq_checks_count; row++)
    for (float strength = 0; strength < 1; strength += .125f)
      ck_assert(after(mq_checks[row].name, strength) <= after(mq_checks[row].name, strength + .125f));
}
END_TEST

START_TEST(it_stays_a_probability) {
  for (size_t row = 0; row < mq_checks_count; row++) {
    ck_assert_float_eq(after(mq_checks[row].name, 0), 0);
    ck_assert(after(mq_checks[row].name, 1) <= 1);
  }
}
END_TEST

START_TEST(a_check_without_a_row_is_taken_at_its_word) { ck_assert_float_eq(after("white-space", .7f), .7f); }
END_TEST

START_TEST(weak_findings_are_left_out) {
  mq_finding findings[] = {{.check = row_of("loop"), .confidence = .4f},
                           {.check = row_of("negation"), .confidence = .6f},
                           {.check = row_of("white-space"), .confidence = .5f}};
  ck_assert_uint_eq(mq_reliability_apply(findings, 3, true, .5), 2);
  ck_assert_uint_eq(findings[0].check, row_of("negation"));
  ck_assert_uint_eq(findings[1].check, row_of("white-space"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("reliability");
  TCase *tests = tcase_create("reliability");
  tcase_add_test(tests, readers_raise_and_lower);
  tcase_add_test(tests, a_translation_alone_has_rows_of_its_own);
  tcase_add_test(tests, order_within_a_check_is_kept);
  tcase_add_test(tests, it_stays_a_probability);
  tcase_add_test(tests, a_check_without_a_row_is_taken_at_its_word);
  tcase_add_test(tests, weak_findings_are_left_out);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
