/* What a text as a whole does to the confidence of its findings. */
#include "test.h"

#include "checker/prior.h"

#include <stdio.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

static uint16_t row_of(const char *name) {
  uint16_t row = 0;
  while (strcmp(mq_checks[row].name, name) != 0) row++;
  return row;
}

enum { MOST = 40 };
static char messages[MOST][8];

/* One finding of `check` at .55, then `sure` ones of calque at .9 with a message each. */
static float after(const char *check, size_t sure, size_t words) {
  mq_finding findings[MOST] = {{.check = row_of(check), .confidence = 0.55f, .message = "unsure"}};
  for (size_t i = 1; i <= sure; i++) {
    snprintf(messages[i], sizeof messages[i], "m%zu", i);
    findings[i] = (mq_finding){.check = row_of("calque"), .confidence = 0.9f, .message = messages[i]};
  }
  mq_prior_apply(arena, findings, sure + 1, words);
  return findings[0].confidence;
}

START_TEST(odd_texts_raise_and_clean_ones_lower) {
  ck_assert(after("calque", 12, 500) > 0.55f);
  ck_assert(after("calque", 0, 1000) < 0.55f);
  ck_assert(after("calque", 12, 500) > after("calque", 2, 500));
}
END_TEST

START_TEST(the_shift_is_bounded) {
  ck_assert_float_eq_tol(after("calque", 30, 500), 0.668f, 0.01f);
  ck_assert_float_eq_tol(after("calque", 0, 100000), 0.426f, 0.01f);
}
END_TEST

START_TEST(form_and_numbers_are_left_alone) {
  ck_assert_float_eq(after("unbalanced-quotes", 12, 500), 0.55f);
  ck_assert_float_eq(after("number-mismatch", 0, 1000), 0.55f);
  ck_assert_float_eq(after("nonce-compound", 12, 500), 0.55f);
}
END_TEST

START_TEST(short_texts_have_no_prior) { ck_assert_float_eq(after("calque", 12, 100), 0.55f); }
END_TEST

START_TEST(one_cause_counts_once) {
  mq_finding findings[MOST] = {{.check = row_of("calque"), .confidence = 0.55f, .message = "unsure"}};
  for (size_t i = 1; i < MOST; i++)
    findings[i] = (mq_finding){.check = row_of("calque"), .confidence = 0.9f, .message = "the same again"};
  mq_prior_apply(arena, findings, MOST, 500);
  ck_assert(findings[0].confidence < 0.55f);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("prior");
  TCase *tests = tcase_create("prior");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, odd_texts_raise_and_clean_ones_lower);
  tcase_add_test(tests, the_shift_is_bounded);
  tcase_add_test(tests, form_and_numbers_are_left_alone);
  tcase_add_test(tests, short_texts_have_no_prior);
  tcase_add_test(tests, one_cause_counts_once);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
