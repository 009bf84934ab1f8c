/* The MQM scores and tallies against figures worked out by hand, and their borders. */
#include "test.h"

#include "score/mqm.h"
#include "score/weights.h"

#include <math.h>
#include <mtqc/mtqc.h>
#include <string.h>

static bool near(double a, double b) { return fabs(a - b) < 1e-9; }

static mq_mqm_model made(const char *weights) {
  mq_mqm_model model;
  mtqc_error error = {0};
  const int status = mq_mqm_model_make(&model, weights, MQ_PASS_THRESHOLD, MQ_ACCEPTABLE_PENALTY, MQ_BRIEF_ACCEPTABLE, &error);
  ck_assert_msg(status == 0, "%s", error.text);
  return model;
}

static mq_mqm scored(double penalty, size_t words) {
  const mq_mqm_model model = made("mqm");
  return mq_mqm_score(&model, penalty, words);
}

START_TEST(penalties_follow_severity) {
  const mq_mqm_model model = made("mqm");
  static const double points[] = {0, 1, 5, 25};
  for (int s = MTQC_NEUTRAL; s <= MTQC_CRITICAL; s++) ck_assert(near(mq_mqm_points(&model, "accuracy/omission", s), points[s]));
}
END_TEST

START_TEST(presets_and_rows_change_penalties) {
  const mq_mqm_model wmt = made("wmt"), own = made("wmt,critical=50,accuracy:minor=2.5,accuracy/omission:minor=3,neutral=0.25");
  ck_assert(near(mq_mqm_points(&wmt, "linguistic-conventions/punctuation", MTQC_MINOR), .1));
  ck_assert(near(mq_mqm_points(&wmt, "linguistic-conventions/punctuation", MTQC_MAJOR), 5));
  ck_assert(near(mq_mqm_points(&wmt, "accuracy/addition", MTQC_CRITICAL), 10));
  ck_assert(near(mq_mqm_points(&own, "accuracy/addition", MTQC_CRITICAL), 50));
  ck_assert(near(mq_mqm_points(&own, "accuracy/addition", MTQC_MINOR), 2.5));
  ck_assert(near(mq_mqm_points(&own, "accuracy/omission", MTQC_MINOR), 3));
  ck_assert(near(mq_mqm_points(&own, "accuracyless", MTQC_MINOR), 1));
  ck_assert(near(mq_mqm_points(&own, "style", MTQC_NEUTRAL), .25));
}
END_TEST

START_TEST(unfit_weights_are_refused) {
  static const char *const unfit[] = {"bleu", "mqm,", "mqm,minor", "mqm,minor=", "mqm,minor=x", "mqm,minor=-1", "mqm,heavy=1",
                                      "mqm,:minor=1", "mqm,a:heavy=1", "mqm,minor=1e3", "mqm,minor=1001", "mqm,=1", ""};
  for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
    mq_mqm_model model;
    mtqc_error error = {0};
    ck_assert_msg(mq_mqm_model_make(&model, unfit[i], 80, 25, 5, &error) == MTQC_EARGUMENT, "'%s' was accepted", unfit[i]);
    ck_assert(error.text[0]);
  }
  mq_mqm_model model;
  ck_assert_int_eq(mq_mqm_model_make(&model, "mqm", 80, 25, 2.5, NULL), MTQC_EARGUMENT);
  ck_assert_int_eq(mq_mqm_model_make(&model, "mqm", 80, 25, 25, NULL), MTQC_EARGUMENT);
}
END_TEST

START_TEST(raw_score_is_penalty_per_word) {
  const mq_mqm score = scored(39, 500);
  ck_assert(near(score.raw, 100 - 100 * 39 / 500.0));
  ck_assert_uint_eq(score.words, 500);
}
END_TEST

START_TEST(text_without_findings_scores_the_maximum) {
  const mq_mqm score = scored(0, 1000);
  ck_assert(near(score.raw, 100));
  ck_assert(near(score.calibrated, 100));
  ck_assert(near(score.nonlinear, 100));
}
END_TEST

START_TEST(acceptable_penalty_meets_the_threshold) {
  ck_assert(near(scored(25, 1000).calibrated, MQ_PASS_THRESHOLD));
  ck_assert(near(scored(50, 2000).calibrated, MQ_PASS_THRESHOLD));
  ck_assert(scored(26, 1000).calibrated < MQ_PASS_THRESHOLD);
  ck_assert(scored(24, 1000).calibrated > MQ_PASS_THRESHOLD);
}
END_TEST

START_TEST(nonlinear_score_meets_it_at_both_points) {
  ck_assert_double_eq_tol(scored(25, 1000).nonlinear, MQ_PASS_THRESHOLD, 1e-6);
  ck_assert_double_eq_tol(scored(5, 100).nonlinear, MQ_PASS_THRESHOLD, 1e-6);
  /* Milder than the line below the reference length, harder above it. */
  ck_assert(scored(10, 300).nonlinear > scored(10, 300).calibrated);
  ck_assert(scored(100, 5000).nonlinear < scored(100, 5000).calibrated);
  ck_assert(!isnan(scored(1, 1).nonlinear));
}
END_TEST

START_TEST(bad_texts_stay_distinguishable) {
  const mq_mqm bad = scored(250, 100), worse = scored(275, 100);
  ck_assert(bad.raw < 0 && worse.raw < bad.raw && worse.calibrated < bad.calibrated && worse.nonlinear < bad.nonlinear);
}
END_TEST

START_TEST(short_texts_are_not_rated) {
  ck_assert(isnan(scored(1, 99).calibrated));
  ck_assert(!isnan(scored(1, 99).raw));
  ck_assert(!isnan(scored(1, 100).calibrated));
  const mq_mqm none = scored(1, 0);
  ck_assert(isnan(none.raw) && isnan(none.calibrated) && isnan(none.nonlinear) && near(none.penalty, 1));
}
END_TEST

static mtqc_report *checked(const mtqc_checker *checker) {
  /* Two lost numbers (major) in the second pair, and a stop that is missing (minor) in the third. */
  static const char *const texts[][2] = {{"The cat sleeps.", "Die Katze schläft."},
                                         {"He has 12 dogs and 7 cats.", "Er hat 13 Hunde und 8 Katzen."},
                                         {"She sleeps at home.", "Sie schläft zu Hause"}};
  mtqc_text source[3], target[3];
  for (size_t i = 0; i < 3; i++) {
    source[i] = (mtqc_text){texts[i][0], strlen(texts[i][0])};
    target[i] = (mtqc_text){texts[i][1], strlen(texts[i][1])};
  }
  mtqc_report *report = NULL;
  mtqc_error error = {0};
  ck_assert_msg(mtqc_check_segments(checker, source, target, 3, &report, &error) == 0, "%s", error.text);
  return report;
}

START_TEST(tallies_add_up) {
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "only", "number-mismatch", NULL);
  mtqc_options_set(options, "only", "end-punctuation", NULL);
  mtqc_options_set(options, "mqm-weights", "mqm,linguistic-conventions:minor=2", NULL);
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, NULL);
  mtqc_report *report = checked(checker);
  const mtqc_tally *own = mtqc_report_tally(report);
  const size_t majors = mtqc_tally_findings(own, "accuracy", MTQC_MAJOR);
  ck_assert_uint_gt(majors, 0);
  ck_assert_uint_eq(mtqc_tally_findings(own, "linguistic-conventions/punctuation", -1), 1);
  ck_assert_uint_eq(mtqc_tally_findings(own, NULL, -1), mtqc_report_finding_count(report));
  ck_assert_uint_eq(mtqc_tally_findings(own, "accuracy/mis", -1), 0);
  ck_assert(near(mtqc_tally_penalty(own, NULL, -1), 5 * (double)majors + 2));
  ck_assert(near(mtqc_report_score(report, "penalty"), 5 * (double)majors + 2));
  ck_assert(near(mtqc_report_bead_score(report, 0, "penalty"), 0));
  ck_assert(near(mtqc_report_bead_score(report, 1, "penalty"), 5 * (double)majors));
  ck_assert(near(mtqc_report_bead_score(report, 2, "penalty"), 2));
  ck_assert(near(mtqc_report_bead_score(report, 2, "words"), 4));
  ck_assert(isnan(mtqc_report_bead_score(report, 3, "penalty")));
  mtqc_tally *corpus = mtqc_tally_new(checker, NULL);
  for (int i = 0; i < 3; i++) mtqc_tally_add(corpus, report);
  ck_assert(near(mtqc_tally_score(corpus, "penalty"), 3 * mtqc_report_score(report, "penalty")));
  ck_assert(near(mtqc_tally_score(corpus, "mqm"), mtqc_report_score(report, "mqm")));
  ck_assert(isnan(mtqc_tally_score(corpus, "elegance")));
  mtqc_tally_free(corpus);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
  mtqc_options_set(options, "mqm-weights", "none", NULL);
  mtqc_error error = {0};
  ck_assert_ptr_null(mtqc_checker_new("en", "de", options, &error));
  ck_assert_int_eq(error.code, MTQC_EARGUMENT);
  mtqc_options_free(options);
}
END_TEST

START_TEST(names_are_listed) {
  static const char *const names[] = {"words", "penalty", "mqm", "mqm-calibrated", "mqm-nonlinear"};
  for (size_t i = 0; i < 5; i++) ck_assert_str_eq(mtqc_score_name(i), names[i]);
  ck_assert_ptr_null(mtqc_score_name(SIZE_MAX));
  size_t categories = 0;
  while (mtqc_tally_category(categories)) categories++;
  ck_assert_uint_gt(categories, 5);
  ck_assert_str_ne(mtqc_tally_category(0), mtqc_tally_category(1));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("score");
  TCase *tests = tcase_create("score");
  tcase_add_test(tests, penalties_follow_severity);
  tcase_add_test(tests, presets_and_rows_change_penalties);
  tcase_add_test(tests, unfit_weights_are_refused);
  tcase_add_test(tests, raw_score_is_penalty_per_word);
  tcase_add_test(tests, text_without_findings_scores_the_maximum);
  tcase_add_test(tests, acceptable_penalty_meets_the_threshold);
  tcase_add_test(tests, nonlinear_score_meets_it_at_both_points);
  tcase_add_test(tests, bad_texts_stay_distinguishable);
  tcase_add_test(tests, short_texts_are_not_rated);
  tcase_add_test(tests, tallies_add_up);
  tcase_add_test(tests, names_are_listed);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
