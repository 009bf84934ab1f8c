/* The MQM scores against figures worked out by hand, and their borders. */
#include "test.h"

#include "score/mqm.h"
#include "score/weights.h"

#include <math.h>
#include <mtqc/score.h>

static bool near(double a, double b) { return fabs(a - b) < 1e-9; }

START_TEST(penalties_follow_severity) {
  ck_assert(near(mq_mqm_score((size_t[4]){7, 0, 0, 0}, 200).penalty, 0));
  ck_assert(near(mq_mqm_score((size_t[4]){0, 3, 0, 0}, 200).penalty, 3));
  ck_assert(near(mq_mqm_score((size_t[4]){0, 0, 3, 0}, 200).penalty, 15));
  ck_assert(near(mq_mqm_score((size_t[4]){9, 4, 2, 1}, 200).penalty, 4 + 10 + 25));
}
END_TEST

START_TEST(raw_score_is_penalty_per_word) {
  const mq_mqm score = mq_mqm_score((size_t[4]){0, 4, 2, 1}, 500);
  ck_assert(near(score.raw, 100 - 100 * 39 / 500.0));
  ck_assert_uint_eq(score.words, 500);
}
END_TEST

START_TEST(text_without_findings_scores_the_maximum) {
  const mq_mqm score = mq_mqm_score((size_t[4]){0}, 1000);
  ck_assert(near(score.raw, 100));
  ck_assert(near(score.calibrated, 100));
}
END_TEST

START_TEST(acceptable_penalty_meets_the_threshold) {
  ck_assert(near(mq_mqm_score((size_t[4]){0, 0, 0, 1}, 1000).calibrated, MQ_PASS_THRESHOLD));
  ck_assert(near(mq_mqm_score((size_t[4]){0, 0, 10, 0}, 2000).calibrated, MQ_PASS_THRESHOLD));
  ck_assert(mq_mqm_score((size_t[4]){0, 1, 5, 0}, 1000).calibrated < MQ_PASS_THRESHOLD);
  ck_assert(mq_mqm_score((size_t[4]){0, 4, 4, 0}, 1000).calibrated > MQ_PASS_THRESHOLD);
}
END_TEST

START_TEST(bad_texts_stay_distinguishable) {
  const mq_mqm bad = mq_mqm_score((size_t[4]){0, 0, 0, 10}, 100), worse = mq_mqm_score((size_t[4]){0, 0, 0, 11}, 100);
  ck_assert(bad.raw < 0 && worse.raw < bad.raw && worse.calibrated < bad.calibrated);
}
END_TEST

START_TEST(short_texts_are_not_rated) {
  ck_assert(isnan(mq_mqm_score((size_t[4]){0, 1, 0, 0}, 99).calibrated));
  ck_assert(!isnan(mq_mqm_score((size_t[4]){0, 1, 0, 0}, 99).raw));
  ck_assert(!isnan(mq_mqm_score((size_t[4]){0, 1, 0, 0}, 100).calibrated));
  const mq_mqm none = mq_mqm_score((size_t[4]){0, 1, 0, 0}, 0);
  ck_assert(isnan(none.raw) && isnan(none.calibrated) && near(none.penalty, 1));
}
END_TEST

START_TEST(score_names_are_listed) {
  static const char *const names[] = {"words", "penalty", "mqm", "mqm-calibrated"};
  for (size_t i = 0; i < 4; i++) ck_assert_str_eq(mtqc_score_name(i), names[i]);
  ck_assert_ptr_null(mtqc_score_name(4));
  ck_assert_ptr_null(mtqc_score_name(SIZE_MAX));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("score");
  TCase *tests = tcase_create("score");
  tcase_add_test(tests, penalties_follow_severity);
  tcase_add_test(tests, raw_score_is_penalty_per_word);
  tcase_add_test(tests, text_without_findings_scores_the_maximum);
  tcase_add_test(tests, acceptable_penalty_meets_the_threshold);
  tcase_add_test(tests, bad_texts_stay_distinguishable);
  tcase_add_test(tests, short_texts_are_not_rated);
  tcase_add_test(tests, score_names_are_listed);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
