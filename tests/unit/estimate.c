/* The estimate: the fit finds what is there, points add up, words are named, threads and order change nothing. */
#include "checker/checker.h"
#include "score/fit.h"
#include "test.h"

#include <mtqc/mtqc.h>

#include <math.h>
#include <unistd.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

/* --- the fit ------------------------------------------------------------------------------------------------------ */

enum { ROWS = 600 };

static size_t feature(const char *name) {
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++)
    if (strcmp(mq_features[f].name, name) == 0) return f;
  ck_abort_msg("no feature %s", name);
}

static double random_between(uint32_t *state, double low, double high) {
  *state = *state * 1664525u + 1013904223u;
  return low + (high - low) * (*state >> 8) / 16777216.0;
}

typedef struct made_up {
  double features[ROWS][MQ_FEATURE_COUNT], judgements[ROWS];
  uint64_t groups[ROWS];
} made_up;

/* Judgements that follow lm-mean upwards and, wrongly, misspelt words. */
static mq_judged make_up(uint32_t seed) {
  made_up *m = mq_arena_alloc(arena, sizeof *m);
  uint32_t state = seed;
  for (size_t i = 0; i < ROWS; i++) {
    for (size_t f = 0; f < MQ_FEATURE_COUNT; f++) m->features[i][f] = random_between(&state, 0, 1);
    m->judgements[i] = exp(3 * m->features[i][feature("lm-mean")] + m->features[i][feature("misspelt")] +
                           random_between(&state, -.5, .5));
    m->groups[i] = i / 3;
  }
  return (mq_judged){&m->features[0][0], m->judgements, NULL, m->groups, ROWS};
}

START_TEST(fit_finds_what_is_there) {
  const mq_judged judged = make_up(5);
  mq_weights weights;
  ck_assert(mq_fit(arena, &judged, &weights));
  const size_t mean = feature("lm-mean");
  ck_assert_double_gt(weights.of[mean].points, 20);
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++)
    if (f != mean) ck_assert_double_lt(fabs(weights.of[f].points), 3);
  ck_assert_double_eq_tol(weights.base, 50, .5);
  ck_assert_double_gt(weights.correlation, .85);
  ck_assert_double_lt(weights.deviation, 15);
}
END_TEST

START_TEST(features_that_may_only_cost_never_pay) {
  const mq_judged judged = make_up(6);
  mq_weights weights;
  ck_assert(mq_fit(arena, &judged, &weights));
  for (size_t f = 0; f < MQ_FEATURE_COUNT; f++)
    if (mq_features[f].sign < 0) ck_assert_double_le(weights.of[f].points, 0);
  ck_assert(weights.of[feature("misspelt")].points >= 0);
}
END_TEST

START_TEST(unknown_features_and_weights_count_as_they_should) {
  mq_judged judged = make_up(7);
  made_up *m = (made_up *)(void *)judged.features;
  double *weights = mq_arena_array(arena, ROWS, sizeof *weights);
  for (size_t i = 0; i < ROWS; i++) {
    weights[i] = i % 2 ? 1e-6 : 1;
    if (i % 2) m->judgements[i] = -m->judgements[i]; /* hardly counted */
    m->features[i][feature("lm-unknown")] = (double)NAN;
  }
  judged.weights = weights;
  mq_weights fitted;
  ck_assert(mq_fit(arena, &judged, &fitted));
  ck_assert_double_gt(fitted.of[feature("lm-mean")].points, 10);
  ck_assert_double_eq(fitted.of[feature("lm-unknown")].points, 0);
}
END_TEST

START_TEST(too_little_is_refused) {
  mq_judged judged = make_up(8);
  mq_weights weights;
  judged.count = MQ_FIT_LEAST - 1;
  ck_assert(!mq_fit(arena, &judged, &weights));
}
END_TEST

/* --- scoring ------------------------------------------------------------------------------------------------------ */

#define TEXT(s) {s, sizeof(s) - 1}
static const mtqc_text sources[] = {
    TEXT("The police arrested the suspect on Tuesday."), TEXT("The police arrested the suspect on Tuesday."),
    TEXT("The police arrested the suspect on Tuesday."), TEXT("Anna paid 16 euros for the ticket to Berlin."),
    {NULL, 0},                                            TEXT("\xff\xfe broken \x80"),
};
static const mtqc_text targets[] = {
    TEXT("Die Polizei nahm den Verdächtigen am Dienstag fest."), TEXT("Die police arrested den suspect on Dienstag."),
    TEXT("Dienstag Verdächtigen fest den nahm Polizei am die."), TEXT("Anna zahlte 16 Euro für die Fahrkarte nach Berlin."),
    TEXT("Etwas ohne Quelle."),                                   {NULL, 0},
};
enum { PAIRS = sizeof sources / sizeof *sources };

static mtqc_checker *checker_for(const char *source, const char *target, const char *jobs) {
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, "jobs", jobs, NULL), MTQC_OK);
  mtqc_checker *checker = mtqc_checker_new(source, target, options, NULL);
  ck_assert_ptr_nonnull(checker);
  mtqc_options_free(options);
  return checker;
}

static mtqc_scores *score(const mtqc_checker *checker, size_t count) {
  mtqc_scores *scores;
  ck_assert_int_eq(mtqc_score_segments(checker, sources, targets, count, &scores, NULL), MTQC_OK);
  ck_assert_uint_eq(mtqc_scores_count(scores), count);
  return scores;
}

START_TEST(better_translations_score_higher) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scores *scores = score(checker, PAIRS);
  const double good = mtqc_scores_estimate(scores, 0);
  ck_assert_double_gt(good, mtqc_scores_estimate(scores, 1) + 5);
  ck_assert_double_gt(good, mtqc_scores_estimate(scores, 2) + 2);
  for (size_t i = 0; i < PAIRS; i++) {
    double low, high;
    mtqc_scores_interval(scores, i, &low, &high);
    ck_assert(0 <= low && low <= mtqc_scores_estimate(scores, i) && mtqc_scores_estimate(scores, i) <= high && high <= 100);
  }
  mtqc_scores_free(scores);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(points_add_up) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scores *scores = score(checker, PAIRS);
  for (size_t i = 0; i < PAIRS; i++) {
    double sum = checker->weights.base, difficulty = 0;
    for (size_t f = 0; f < mtqc_feature_count(); f++) {
      sum += mtqc_scores_points(scores, i, f);
      if (strcmp(mtqc_feature_group(f), "difficulty") == 0) difficulty += mtqc_scores_points(scores, i, f);
    }
    ck_assert_double_eq_tol(fmin(fmax(sum, 0), 100), mtqc_scores_estimate(scores, i), 1e-9);
    ck_assert_double_eq_tol(difficulty, mtqc_scores_difficulty(scores, i), 1e-9);
  }
  ck_assert_ptr_null(mtqc_feature_name(mtqc_feature_count()));
  ck_assert_ptr_null(mtqc_feature_group(mtqc_feature_count()));
  ck_assert_ptr_null(mtqc_feature_meaning(mtqc_feature_count()));
  mtqc_scores_free(scores);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(words_behind_features_are_named) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scores *scores = score(checker, PAIRS);
  static const char *const copied[] = {"police", "arrested", "suspect", "on"};
  size_t word = 0, start, end;
  int side;
  for (; mtqc_scores_word(scores, 1, feature("copied"), word, &side, &start, &end); word++) {
    ck_assert_int_eq(side, MTQC_TARGET);
    ck_assert_uint_lt(word, 4);
    ck_assert_str_is(((mq_str){targets[1].bytes + start, end - start}), copied[word]);
  }
  ck_assert_uint_ge(word, 2);
  ck_assert_double_eq(mtqc_scores_feature(scores, 1, feature("copied")), (double)word);
  ck_assert_int_eq(mtqc_scores_word(scores, 0, feature("copied"), 0, NULL, NULL, NULL), 0);
  ck_assert_int_eq(mtqc_scores_word(scores, 0, feature("lm-mean"), 0, NULL, NULL, NULL), 0);
  mtqc_scores_free(scores);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(tokens_have_odds) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scores *scores = score(checker, PAIRS);
  size_t start, end;
  static const char *const words[] = {"Die", "police", "arrested", "den", "suspect", "on", "Dienstag", "."};
  ck_assert_uint_eq(mtqc_scores_token_count(scores, 1), 8);
  for (size_t t = 0; t < 8; t++) {
    const double wrong = mtqc_scores_token(scores, 1, t, &start, &end);
    ck_assert_str_is(((mq_str){targets[1].bytes + start, end - start}), words[t]);
    ck_assert(wrong > 0 && wrong < 1);
  }
  ck_assert_double_gt(mtqc_scores_token(scores, 1, 2, NULL, NULL), .3);
  const double foreign = mtqc_scores_token(scores, 1, 2, NULL, NULL), translated = mtqc_scores_token(scores, 1, 6, NULL, NULL);
  ck_assert_double_gt(foreign / (1 - foreign), 2 * translated / (1 - translated)); /* the pair is bad as a whole */
  ck_assert_double_lt(mtqc_scores_token(scores, 0, 1, NULL, NULL), .1);
  ck_assert_uint_eq(mtqc_scores_token_count(scores, 5), 0);
  ck_assert_uint_eq(mtqc_scores_source_token_count(scores, 1), 8);
  ck_assert_uint_eq(mtqc_scores_source_token_count(scores, 4), 0);
  for (size_t t = 0; t < 8; t++) {
    const double missing = mtqc_scores_source_token(scores, 1, t, &start, &end);
    ck_assert(missing > 0 && missing < 1 && start < end && end <= sources[1].size);
  }
  mtqc_scores_free(scores);
  mtqc_checker_free(checker);
}
END_TEST

/* A report of the pairs, with estimates unless `estimate` is "no". */
static mtqc_report *report_of(const char *estimate, const char *where, const mtqc_checker **made) {
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, "estimate", estimate, NULL), MTQC_OK);
  ck_assert_int_eq(mtqc_options_set(options, "where", where, NULL), MTQC_OK);
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, NULL);
  mtqc_report *report;
  ck_assert_int_eq(mtqc_check_segments(checker, sources, targets, PAIRS, &report, NULL), MTQC_OK);
  mtqc_options_free(options);
  *made = checker;
  return report;
}

START_TEST(a_check_gives_the_same_estimates) {
  const mtqc_checker *checker;
  mtqc_report *report = report_of("yes", "", &checker);
  mtqc_scores *scores = score(checker, PAIRS);
  mtqc_scorer *scorer = mtqc_scorer_new(checker, NULL);
  ck_assert_str_eq(mtqc_report_estimate_signature(report), mtqc_scorer_signature(scorer));
  double sum = 0;
  for (size_t i = 0; i < 4; i++) {
    sum += mtqc_report_bead_score(report, i, "estimate");
    ck_assert_double_eq_tol(mtqc_report_bead_score(report, i, "estimate"), mtqc_scores_estimate(scores, i), 1e-9);
  }
  ck_assert_double_nan(mtqc_report_bead_score(report, 4, "estimate"));
  ck_assert_double_nan(mtqc_report_bead_score(report, 5, "estimate"));
  ck_assert_double_eq_tol(mtqc_report_score(report, "estimate"), sum / 4, 1e-9);
  mtqc_tally *tally = mtqc_tally_new(checker, NULL);
  mtqc_tally_add(tally, report);
  mtqc_tally_add(tally, report);
  ck_assert_double_eq_tol(mtqc_tally_score(tally, "estimate"), sum / 4, 1e-9);
  mtqc_tally_free(tally);
  mtqc_scorer_free(scorer);
  mtqc_scores_free(scores);
  mtqc_report_free(report);
  mtqc_checker_free((mtqc_checker *)checker);
}
END_TEST

START_TEST(reports_name_words_that_are_probably_wrong) {
  const mtqc_checker *checker;
  mtqc_report *report = report_of("yes", "", &checker);
  mtqc_scores *scores = score(checker, PAIRS);
  const char *text = mtqc_report_text(report, MTQC_TARGET).bytes;
  size_t found = 0, start, end, token_start, token_end;
  for (size_t t = 0; t < mtqc_scores_token_count(scores, 1); t++) {
    const double wrong = mtqc_scores_token(scores, 1, t, &token_start, &token_end);
    if (wrong < .3) continue;
    ck_assert_uint_lt(found, mtqc_report_suspect_count(report, 1));
    ck_assert_double_eq_tol(mtqc_report_suspect(report, 1, found++, &start, &end), wrong, 1e-6);
    ck_assert_str_is(((mq_str){text + start, end - start}), mq_format(arena, "%.*s", (int)(token_end - token_start),
                                                                      targets[1].bytes + token_start));
  }
  ck_assert_uint_gt(found, 0);
  ck_assert_uint_eq(mtqc_report_suspect_count(report, 1), found);
  ck_assert_uint_eq(mtqc_report_suspect_count(report, PAIRS), 0);
  mtqc_scores_free(scores);
  mtqc_report_free(report);
  mtqc_checker_free((mtqc_checker *)checker);
}
END_TEST

START_TEST(estimates_are_made_when_they_are_wanted) {
  static const struct {
    const char *estimate, *where;
    bool made;
  } cases[] = {{"no", "", false}, {"yes", "", true}, {"no", "mqm > 3", false}, {"no", "not (estimate < 40)", true}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const mtqc_checker *checker;
    mtqc_report *report = report_of(cases[i].estimate, cases[i].where, &checker);
    ck_assert(cases[i].made == (mtqc_report_estimate_signature(report) != NULL));
    ck_assert(cases[i].made == !isnan(mtqc_report_score(report, "estimate")));
    ck_assert(cases[i].made == !isnan(mtqc_report_bead_score(report, 1, "estimate")));
    ck_assert(cases[i].made == (mtqc_report_suspect_count(report, 1) > 0));
    mtqc_report_free(report);
    mtqc_checker_free((mtqc_checker *)checker);
  }
}
END_TEST

START_TEST(tokens_only_if_wanted) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scorer *scorer = mtqc_scorer_new(checker, NULL);
  mtqc_scores *with, *without;
  ck_assert_int_eq(mtqc_scorer_score(scorer, sources, targets, 1, &with, NULL), MTQC_OK);
  mtqc_scorer_want_tokens(scorer, 0);
  ck_assert_int_eq(mtqc_scorer_score(scorer, sources, targets, 1, &without, NULL), MTQC_OK);
  ck_assert_double_eq(mtqc_scores_estimate(with, 0), mtqc_scores_estimate(without, 0));
  ck_assert_uint_gt(mtqc_scores_token_count(with, 0), 0);
  ck_assert_uint_eq(mtqc_scores_token_count(with, 0), mtqc_scores_token_count(without, 0));
  for (size_t t = 0; t < mtqc_scores_token_count(with, 0); t++) {
    size_t ends[2];
    ck_assert(!isnan(mtqc_scores_token(with, 0, t, NULL, &ends[0])));
    ck_assert(isnan(mtqc_scores_token(without, 0, t, NULL, &ends[1])));
    ck_assert_uint_eq(ends[0], ends[1]);
  }
  ck_assert(isnan(mtqc_scores_source_token(without, 0, 0, NULL, NULL)));
  mtqc_scores_free(with);
  mtqc_scores_free(without);
  mtqc_scorer_free(scorer);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(threads_and_order_change_nothing) {
  enum { MANY = 500 };
  mtqc_text s[MANY], t[MANY];
  for (size_t i = 0; i < MANY; i++) s[i] = sources[i * 7 % PAIRS], t[i] = targets[i * 7 % PAIRS];
  mtqc_checker *one = checker_for("en", "de", "1"), *four = checker_for("en", "de", "4");
  mtqc_scorer *scorer = mtqc_scorer_new(one, NULL);
  mtqc_scores *alone, *together, *again;
  ck_assert_int_eq(mtqc_score_segments(four, s, t, MANY, &together, NULL), MTQC_OK);
  ck_assert_int_eq(mtqc_scorer_score(scorer, s, t, MANY, &alone, NULL), MTQC_OK);
  ck_assert_int_eq(mtqc_scorer_score(scorer, s + 9, t + 9, MANY - 9, &again, NULL), MTQC_OK);
  for (size_t i = 0; i < MANY; i++) {
    ck_assert_double_eq(mtqc_scores_estimate(alone, i), mtqc_scores_estimate(together, i));
    if (i >= 9) ck_assert_double_eq(mtqc_scores_estimate(alone, i), mtqc_scores_estimate(again, i - 9));
  }
  mtqc_scores_free(alone);
  mtqc_scores_free(together);
  mtqc_scores_free(again);
  mtqc_scorer_free(scorer);
  mtqc_checker_free(one);
  mtqc_checker_free(four);
}
END_TEST

START_TEST(a_pair_without_data_gets_default_weights) {
  mtqc_checker *checker = checker_for("pl", "tr", "1");
  mtqc_scorer *scorer = mtqc_scorer_new(checker, NULL);
  mtqc_scores *scores = score(checker, PAIRS);
  ck_assert_ptr_nonnull(strstr(mtqc_scorer_signature(scorer), "|pair:pl-tr|weights:default-"));
  ck_assert(isnan(mtqc_scores_feature(scores, 0, feature("lm-mean"))));
  ck_assert(isnan(mtqc_scores_feature(scores, 0, feature("support-weighted"))));
  ck_assert_double_eq(mtqc_scores_points(scores, 0, feature("lm-mean")), 0);
  ck_assert(isnan(mtqc_scores_token(scores, 0, 0, NULL, NULL)));
  mtqc_scores_free(scores);
  mtqc_scorer_free(scorer);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(means_and_nothing) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scores *none = score(checker, 0), *two = score(checker, 2);
  double low, high, first_low, first_high;
  ck_assert(isnan(mtqc_scores_mean(none)));
  ck_assert_double_eq_tol(mtqc_scores_mean(two), (mtqc_scores_estimate(two, 0) + mtqc_scores_estimate(two, 1)) / 2, 1e-9);
  mtqc_scores_mean_interval(two, &low, &high);
  mtqc_scores_interval(two, 1, &first_low, &first_high);
  ck_assert_double_lt(high - low, first_high - first_low);
  mtqc_scores_free(none);
  mtqc_scores_free(two);
  mtqc_scores_free(NULL);
  mtqc_scorer_free(NULL);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(wrong_arguments_are_refused) {
  mtqc_error error = {0};
  mtqc_scores *scores;
  mtqc_checker *blind = mtqc_checker_new(NULL, "de", NULL, NULL), *checker = checker_for("en", "de", "1");
  ck_assert_ptr_null(mtqc_scorer_new(blind, &error));
  ck_assert_int_eq(error.code, MTQC_EARGUMENT);
  ck_assert_int_eq(mtqc_score_segments(blind, sources, targets, 1, &scores, NULL), MTQC_EARGUMENT);
  ck_assert_ptr_null(scores);
  const mtqc_text huge = {sources[0].bytes, MTQC_TEXT_MAX + 1};
  ck_assert_int_eq(mtqc_score_segments(checker, sources, &huge, 1, &scores, NULL), MTQC_ELIMIT);
  const double judgements[PAIRS] = {1, 2, 3, 4, 5, 6}, weights[PAIRS] = {1, 1, 0, 1, 1, 1};
  ck_assert_int_eq(mtqc_score_train(checker, sources, targets, judgements, weights, PAIRS, NULL, NULL, NULL), MTQC_EARGUMENT);
  ck_assert_int_eq(mtqc_score_train(checker, sources, targets, judgements, NULL, PAIRS, NULL, NULL, NULL), MTQC_EINPUT);
  mtqc_checker_free(blind);
  mtqc_checker_free(checker);
}
END_TEST

static int collect(void *payload, const char *bytes, size_t size) {
  mq_buf_add(payload, bytes, size);
  return 0;
}

START_TEST(training_gives_weights_that_can_be_read) {
  enum { MANY = 60 };
  mtqc_text s[MANY], t[MANY];
  double judgements[MANY];
  for (size_t i = 0; i < MANY; i++) s[i] = sources[i % 4], t[i] = targets[i % 4], judgements[i] = i % 4 == 0 || i % 4 == 3;
  mtqc_checker *checker = checker_for("en", "de", "1");
  mq_buf out = {.arena = arena};
  ck_assert_int_eq(mtqc_score_train(checker, s, t, judgements, NULL, MANY, collect, &out, NULL), MTQC_OK);
  mtqc_checker_free(checker);
  char path[] = "/tmp/mtqc-weights-XXXXXX";
  const int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, out.at, out.size), (ssize_t)out.size);
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "estimate-weights", path, NULL);
  checker = mtqc_checker_new("en", "de", options, NULL);
  ck_assert_ptr_nonnull(checker);
  mtqc_scores *scores = score(checker, 4);
  ck_assert_double_gt(mtqc_scores_estimate(scores, 0), mtqc_scores_estimate(scores, 2));
  mtqc_scores_free(scores);
  mtqc_checker_free(checker);
  ck_assert_int_eq(ftruncate(file, (off_t)out.size / 2 + 3), 0);
  mtqc_error error = {0};
  ck_assert_int_eq(write(file, "\nbase\tx\n", 8), 8);
  ck_assert_ptr_null(mtqc_checker_new("en", "de", options, &error));
  ck_assert_int_eq(error.code, MTQC_EINPUT);
  mtqc_options_free(options);
  close(file);
  unlink(path);
}
END_TEST

/* Every allocation fails once; nothing leaks (sanitizers see to that), and scoring works afterwards. */
START_TEST(running_out_of_memory_is_told) {
  mtqc_checker *checker = checker_for("en", "de", "1");
  mtqc_scorer *scorer = mtqc_scorer_new(checker, NULL);
  mtqc_scores *scores = NULL;
  int status = MTQC_ENOMEM;
  for (size_t n = 1; status == MTQC_ENOMEM && n < 200; n++) {
    mq_malloc_fail_at(n);
    status = mtqc_scorer_score(scorer, sources, targets, PAIRS, &scores, NULL);
    mq_malloc_fail_at(0);
  }
  ck_assert_int_eq(status, MTQC_OK);
  mtqc_scores *fresh = score(checker, PAIRS);
  for (size_t i = 0; i < PAIRS; i++)
    ck_assert_double_eq(mtqc_scores_estimate(scores, i), mtqc_scores_estimate(fresh, i));
  mtqc_scores_free(scores);
  mtqc_scores_free(fresh);
  mtqc_scorer_free(scorer);
  mtqc_checker_free(checker);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("estimate");
  TCase *tests = tcase_create("estimate");
  tcase_set_timeout(tests, 120);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, fit_finds_what_is_there);
  tcase_add_test(tests, features_that_may_only_cost_never_pay);
  tcase_add_test(tests, unknown_features_and_weights_count_as_they_should);
  tcase_add_test(tests, too_little_is_refused);
  tcase_add_test(tests, better_translations_score_higher);
  tcase_add_test(tests, points_add_up);
  tcase_add_test(tests, words_behind_features_are_named);
  tcase_add_test(tests, tokens_have_odds);
  tcase_add_test(tests, a_check_gives_the_same_estimates);
  tcase_add_test(tests, reports_name_words_that_are_probably_wrong);
  tcase_add_test(tests, estimates_are_made_when_they_are_wanted);
  tcase_add_test(tests, tokens_only_if_wanted);
  tcase_add_test(tests, threads_and_order_change_nothing);
  tcase_add_test(tests, a_pair_without_data_gets_default_weights);
  tcase_add_test(tests, means_and_nothing);
  tcase_add_test(tests, wrong_arguments_are_refused);
  tcase_add_test(tests, training_gives_weights_that_can_be_read);
  tcase_add_test(tests, running_out_of_memory_is_told);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
