/* Sixteen threads at once: what they get from one shared checker is, byte for byte, what one thread gets from it, and
 * checkers may be made and freed while others work. tests/run.sh builds this program a second time with the thread
 * sanitizer, for which the number of rounds is kept small. */
#include "test.h"

#include <mtqc/mtqc.h>

#include <pthread.h>
#include <stdio.h>

enum { THREADS = 16, ROUNDS = 2, PAIRS = 4 };

static const char source[] =
    "Иванов купил 12 машин. Об этом сообщил г. Петров. «Это хорошо», — сказал он.\n\nОн не приехал 5 мая 2021 года.\n";
static const char target[] =
    "Ivanov hat 13 Autos gekauft. Das teilte Herr Petrow mit. „Das ist gut\", sagte er\n\nEr kam am 5. Mai 2021 an an.\n";

static const char *const pairs[PAIRS][2] = {{"Он купил 12 машин.", "Er kaufte 13 Autos."},
                                            {"Это не так.", "Das ist so."},
                                            {"Адрес: https://example.org/a", "Adresse: https://example.org/b"},
                                            {"Конец.", "Конец."}};

static mtqc_checker *shared;

static int collect(void *payload, const char *bytes, size_t size) {
  return fwrite(bytes, 1, size, payload) != size;
}

static void put_report(FILE *out, mtqc_report *report) {
  ck_assert_int_eq(mtqc_report_write(report, "json", NULL, collect, out, NULL), MTQC_OK);
  mtqc_report_free(report);
}

static void put_documents(FILE *out, const mtqc_checker *checker) {
  mtqc_report *report;
  ck_assert_int_eq(mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, NULL), MTQC_OK);
  put_report(out, report);
}

static void put_segments(FILE *out, const mtqc_checker *checker) {
  mtqc_text sides[2][PAIRS];
  for (size_t i = 0; i < PAIRS; i++)
    for (size_t side = 0; side < 2; side++) sides[side][i] = (mtqc_text){pairs[i][side], strlen(pairs[i][side])};
  mtqc_report *report;
  ck_assert_int_eq(mtqc_check_segments(checker, sides[0], sides[1], PAIRS, &report, NULL), MTQC_OK);
  put_report(out, report);
}

static void put_alignment(FILE *out, const mtqc_checker *checker) {
  mtqc_alignment *alignment;
  const mtqc_text texts[2] = {{source, sizeof source - 1}, {target, sizeof target - 1}};
  ck_assert_int_eq(mtqc_align(checker, source, sizeof source - 1, target, sizeof target - 1, &alignment, NULL), MTQC_OK);
  ck_assert_int_eq(mtqc_alignment_write(alignment, "json", texts[0], texts[1], collect, out, NULL), MTQC_OK);
  mtqc_alignment_free(alignment);
}

static void put_bitext(FILE *out, const mtqc_checker *checker) {
  static const char tmx[] = "<tmx version=\"1.4\"><header srclang=\"ru\"/><body><tu><tuv xml:lang=\"ru\"><seg>12 машин</seg></tuv>"
                            "<tuv xml:lang=\"de\"><seg>13 Autos</seg></tuv></tu></body></tmx>";
  mtqc_bitext *bitext = mtqc_bitext_open_bytes("a.tmx", tmx, sizeof tmx - 1, "ru", "de", NULL, NULL);
  mtqc_report *report;
  ck_assert_int_eq(mtqc_check_bitext(checker, bitext, 0, &report, NULL), MTQC_OK);
  ck_assert_uint_gt(mtqc_report_finding_count(report), 0);
  put_report(out, report);
  mtqc_bitext_free(bitext);
}

static void put_metrics(FILE *out) {
  static const char *const names[] = {"bleu", "chrf++", "ter:asian=yes,norm=yes"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    mtqc_metric *metric = mtqc_metric_new(names[i], NULL);
    const mtqc_text reference = {target, sizeof target - 1};
    double score;
    const mtqc_text hypothesis = {target, sizeof target / 2};
    ck_assert_int_eq(mtqc_metric_add(metric, hypothesis, &reference, 1, &score, NULL), MTQC_OK);
    fprintf(out, "%a %a\n", score, mtqc_metric_corpus(metric));
    mtqc_metric_free(metric);
  }
}

static char *work_with(const mtqc_checker *checker) {
  char *bytes;
  size_t size;
  FILE *out = open_memstream(&bytes, &size);
  put_documents(out, checker);
  put_segments(out, checker);
  put_alignment(out, checker);
  put_bitext(out, checker);
  put_metrics(out);
  fclose(out);
  return bytes;
}

static void *use_the_shared_one(void *results) {
  for (size_t round = 0; round < ROUNDS; round++) ((char **)results)[round] = work_with(shared);
  return NULL;
}

/* Packs are mapped, dictionaries loaded and let go by all of them at once. */
static void *make_its_own(void *results) {
  mtqc_checker *own = mtqc_checker_new("ru", "de", NULL, NULL);
  for (size_t round = 0; round < ROUNDS; round++) ((char **)results)[round] = work_with(own);
  mtqc_checker_free(own);
  return NULL;
}

/* What the threads find is compared with what one finds only afterwards: they are to be the first that use the checker. */
static void compare_with_one_thread(void *(*work)(void *results)) {
  char *results[THREADS][ROUNDS];
  pthread_t threads[THREADS];
  shared = mtqc_checker_new("ru", "de", NULL, NULL);
  for (size_t i = 0; i < THREADS; i++) ck_assert_int_eq(pthread_create(&threads[i], NULL, work, results[i]), 0);
  for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  char *expected = work_with(shared);
  for (size_t i = 0; i < THREADS * ROUNDS; i++) {
    ck_assert_str_eq(results[i / ROUNDS][i % ROUNDS], expected);
    free(results[i / ROUNDS][i % ROUNDS]);
  }
  free(expected);
  mtqc_checker_free(shared);
}

START_TEST(one_checker_is_shared) { compare_with_one_thread(use_the_shared_one); }
END_TEST

START_TEST(checkers_are_made_at_once) { compare_with_one_thread(make_its_own); }
END_TEST

/* Threads that the library starts itself. */
static char *train(unsigned jobs) {
  mtqc_text sides[2][PAIRS];
  for (size_t i = 0; i < PAIRS; i++)
    for (size_t side = 0; side < 2; side++) sides[side][i] = (mtqc_text){pairs[i][side], strlen(pairs[i][side])};
  char *bytes;
  size_t size;
  FILE *out = open_memstream(&bytes, &size);
  ck_assert_int_eq(mtqc_lexicon_train("ru", "de", sides[0], sides[1], PAIRS, 2, 0, jobs, NULL, collect, out, NULL), MTQC_OK);
  fclose(out);
  return bytes;
}

static mtqc_comparison compare(unsigned jobs) {
  mtqc_metric *metrics[2];
  for (size_t side = 0; side < 2; side++) {
    metrics[side] = mtqc_metric_new("chrf", NULL);
    ck_assert_int_eq(mtqc_metric_keep(metrics[side], NULL), MTQC_OK);
    for (size_t i = 0; i < PAIRS; i++) {
      const mtqc_text reference = {pairs[i][1], strlen(pairs[i][1])};
      const mtqc_text hypothesis = {pairs[i][1], reference.size - side};
      ck_assert_int_eq(mtqc_metric_add(metrics[side], hypothesis, &reference, 1, NULL, NULL), MTQC_OK);
    }
  }
  mtqc_comparison out;
  ck_assert_int_eq(mtqc_metric_compare(metrics[0], metrics[1], "bootstrap", 500, 7, jobs, &out, NULL), MTQC_OK);
  for (size_t side = 0; side < 2; side++) mtqc_metric_free(metrics[side]);
  return out;
}

START_TEST(jobs_change_nothing) {
  char *one = train(1), *many = train(THREADS);
  ck_assert_str_eq(one, many);
  free(one);
  free(many);
  const mtqc_comparison a = compare(1), b = compare(THREADS);
  ck_assert_mem_eq(&a, &b, sizeof a);
}
END_TEST

/* --- progress --- */

enum { MANY = 20000 };

typedef struct observer {
  double share, stop_at;
  size_t calls;
  pthread_t thread;
} observer;

static int observe(void *payload, double share) {
  observer *o = payload;
  ck_assert(pthread_equal(pthread_self(), o->thread));
  ck_assert(share > o->share && share <= 1);
  o->share = share;
  o->calls++;
  return share >= o->stop_at;
}

static mtqc_text sides[2][MANY];
static const bool several[] = {false, true}; /* threads */

static mtqc_checker *checker_of_many(const char *jobs) {
  for (size_t i = 0; i < MANY; i++)
    for (size_t side = 0; side < 2; side++) sides[side][i] = (mtqc_text){pairs[i % PAIRS][side], strlen(pairs[i % PAIRS][side])};
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "jobs", jobs, NULL);
  mtqc_options_set(options, "only", "number-mismatch", NULL);
  mtqc_checker *checker = mtqc_checker_new("ru", "de", options, NULL);
  mtqc_options_free(options);
  return checker;
}

static int check_many(const char *jobs, observer *o, mtqc_report **report, mtqc_error *error) {
  mtqc_checker *checker = checker_of_many(jobs);
  o->thread = pthread_self();
  const int status = mtqc_check_segments_watched(checker, sides[0], sides[1], MANY, observe, o, report, error);
  mtqc_checker_free(checker);
  return status;
}

static int score_many(const char *jobs, observer *o, mtqc_scores **scores, mtqc_error *error) {
  mtqc_checker *checker = checker_of_many(jobs);
  mtqc_scorer *scorer = mtqc_scorer_new(checker, NULL);
  o->thread = pthread_self();
  const int status = mtqc_scorer_score_watched(scorer, sides[0], sides[1], MANY, observe, o, scores, error);
  if (status) { /* it still works */
    mtqc_scores *one;
    ck_assert_int_eq(mtqc_scorer_score(scorer, sides[0], sides[1], 1, &one, NULL), MTQC_OK);
    mtqc_scores_free(one);
  }
  mtqc_scorer_free(scorer);
  mtqc_checker_free(checker);
  return status;
}

START_TEST(progress_is_told_and_may_stop) {
  mtqc_report *report;
  observer o = {.stop_at = 2};
  ck_assert_int_eq(check_many(several[_i] ? "3" : "1", &o, &report, NULL), MTQC_OK);
  ck_assert_uint_eq(mtqc_report_finding_count(report), MANY / PAIRS);
  ck_assert_uint_gt(o.calls, several[_i] ? 0 : 10); /* only the calling thread tells, and others may do its share */
  mtqc_report_free(report);
  mtqc_error error = {0};
  o = (observer){.stop_at = .1};
  ck_assert_int_eq(check_many(several[_i] ? "3" : "1", &o, &report, &error), MTQC_EIO);
  ck_assert_ptr_null(report);
  ck_assert_str_eq(error.text, "stopped");
  ck_assert(several[_i] || o.share < .5);
}
END_TEST

START_TEST(scores_tell_progress_and_may_be_stopped) {
  mtqc_scores *scores;
  observer o = {.stop_at = 2};
  ck_assert_int_eq(score_many(several[_i] ? "3" : "1", &o, &scores, NULL), MTQC_OK);
  ck_assert_uint_eq(mtqc_scores_count(scores), MANY);
  ck_assert_uint_gt(o.calls, several[_i] ? 0 : 10);
  mtqc_scores_free(scores);
  mtqc_error error = {0};
  o = (observer){.stop_at = .1};
  ck_assert_int_eq(score_many(several[_i] ? "3" : "1", &o, &scores, &error), MTQC_EIO);
  ck_assert_ptr_null(scores);
  ck_assert_str_eq(error.text, "stopped");
  ck_assert(several[_i] || o.share < .5);
}
END_TEST

START_TEST(an_alignment_tells_progress_and_may_be_stopped) {
  enum { LINES = 12000 };
  char *text = malloc(LINES * 40), *at = text;
  for (int i = 0; i < LINES; i++) at += sprintf(at, "The bridge %d of Kiel has %d gates.\n", i, i % 97);
  const size_t size = (size_t)(at - text);
  mtqc_checker *checker = mtqc_checker_new("en", "de", NULL, NULL);
  mtqc_alignment *alignment;
  observer o = {.stop_at = 2, .thread = pthread_self()};
  ck_assert_int_eq(mtqc_align_watched(checker, text, size, text, size, 1, observe, &o, &alignment, NULL), MTQC_OK);
  ck_assert_uint_eq(mtqc_alignment_bead_count(alignment), LINES);
  ck_assert_uint_ge(o.calls, 3);
  ck_assert_double_eq(o.share, 1);
  mtqc_alignment_free(alignment);
  mtqc_error error = {0};
  o = (observer){.stop_at = .1, .thread = pthread_self()};
  ck_assert_int_eq(mtqc_align_watched(checker, text, size, text, size, 1, observe, &o, &alignment, &error), MTQC_EIO);
  ck_assert_ptr_null(alignment);
  ck_assert_str_eq(error.text, "stopped");
  ck_assert(o.share < .9);
  mtqc_checker_free(checker);
  free(text);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("threads");
  TCase *tests = tcase_create("threads");
  tcase_add_loop_test(tests, progress_is_told_and_may_stop, 0, 2);
  tcase_add_test(tests, an_alignment_tells_progress_and_may_be_stopped);
  tcase_add_loop_test(tests, scores_tell_progress_and_may_be_stopped, 0, 2);
  tcase_set_timeout(tests, 300);
  tcase_add_test(tests, one_checker_is_shared);
  tcase_add_test(tests, checkers_are_made_at_once);
  tcase_add_test(tests, jobs_change_nothing);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
