/* The trainer: a made-up language is learnt back, and the number of threads changes nothing. */
#include "test.h"

#include <mtqc/lexicon.h>

#include <math.h>
#include <stdio.h>

enum { WORDS = 40, PAIRS = 600, LENGTH = 6 };

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

static mtqc_text sources[PAIRS], targets[PAIRS];

/* Word k of the source language is always word k of the target language, in reverse order; letters only, no stemmer touches
 * them ("und" is no language: Klingon has no stemmer). */
static void make_corpus(void) {
  uint32_t state = 7;
  for (size_t i = 0; i < PAIRS; i++) {
    mq_buf s = {.arena = arena}, t = {.arena = arena};
    unsigned chosen[LENGTH];
    for (size_t j = 0; j < LENGTH; j++) {
      state = state * 1664525u + 1013904223u;
      chosen[j] = (state >> 16) % WORDS;
      mq_buf_format(&s, "so%c%c ", 'a' + chosen[j] / 10, 'a' + chosen[j] % 10);
    }
    for (size_t j = LENGTH; j-- > 0;) mq_buf_format(&t, "ta%c%c ", 'a' + chosen[j] / 10, 'a' + chosen[j] % 10);
    sources[i] = (mtqc_text){s.at, s.size};
    targets[i] = (mtqc_text){t.at, t.size};
  }
}

static int collect(void *payload, const char *bytes, size_t size) {
  mq_buf_add(payload, bytes, size);
  return 0;
}

static mq_str train_with(double diagonal, unsigned jobs) {
  mq_buf *out = mq_arena_alloc(arena, sizeof *out);
  out->arena = arena;
  mtqc_error error = {0};
  ck_assert_int_eq(mtqc_lexicon_train("tlh", "tlh", sources, targets, PAIRS, 5, diagonal, jobs, NULL, collect, out, &error), MTQC_OK);
  return mq_buf_view(out);
}

START_TEST(every_word_finds_its_partner) {
  make_corpus();
  mq_str table = train_with(0, 1), line;
  size_t partners = 0;
  while (mq_str_split(&table, '\n', &line)) {
    char s[8], t[8];
    int p = 0, q = 0;
    if (sscanf(line.at, "%7s\t%7s\t%d\t%d", s, t, &p, &q) != 4) continue;
    if (strcmp(s + 2, t + 2) == 0 && p > 500 && q > 500) partners++;
    else ck_assert_int_lt(p < q ? p : q, 500);
  }
  ck_assert_uint_eq(partners, WORDS);
}
END_TEST

START_TEST(threads_change_nothing) {
  make_corpus();
  const double diagonal = _i * 4.0;
  const mq_str one = train_with(diagonal, 1), four = train_with(diagonal, 4);
  ck_assert_uint_gt(one.size, 0);
  ck_assert(mq_str_equal(one, four));
}
END_TEST

/* Two words that always stand together, in the same order on both sides: only their places can tell them apart. */
START_TEST(a_diagonal_tells_apart_what_always_stands_together) {
  for (size_t i = 0; i < PAIRS; i++) {
    sources[i] = (mtqc_text){"soaa soab soac soad", 19};
    targets[i] = (mtqc_text){"taaa taab taac taad", 19};
  }
  const mq_str plain = train_with(0, 1), diagonal = train_with(8, 1);
  int p = 0;
  ck_assert_int_eq(sscanf(plain.at, "soaa\ttaaa\t%d", &p), 1);
  ck_assert_int_lt(p, 300);
  ck_assert_int_eq(sscanf(diagonal.at, "soaa\ttaaa\t%d", &p), 1);
  ck_assert_int_gt(p, 900);
}
END_TEST

START_TEST(a_diagonal_must_be_a_strength) {
  mq_buf out = {.arena = arena};
  mtqc_error error = {0};
  ck_assert_int_eq(mtqc_lexicon_train("de", "en", NULL, NULL, 0, 5, -1, 1, NULL, collect, &out, &error), MTQC_EARGUMENT);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_train("de", "en", NULL, NULL, 0, 5, NAN, 1, NULL, collect, &out, &error), MTQC_EARGUMENT);
}
END_TEST

static int refuse(void *payload, const char *bytes, size_t size) {
  (void)payload;
  (void)bytes;
  (void)size;
  return 1;
}

static int stop_at_half(void *payload, double share) {
  (void)payload;
  return share >= 0.5;
}

START_TEST(it_can_be_stopped) {
  make_corpus();
  mtqc_error error = {0};
  ck_assert_int_eq(mtqc_lexicon_train("tlh", "tlh", sources, targets, PAIRS, 5, 0, 1, NULL, refuse, NULL, &error), MTQC_EIO);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_train("tlh", "tlh", sources, targets, PAIRS, 5, 0, 1, stop_at_half, collect, NULL, &error),
                   MTQC_EIO);
  ck_assert_str_eq(error.text, "stopped");
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_train("?", "tlh", sources, targets, PAIRS, 5, 0, 1, NULL, collect, NULL, &error),
                   MTQC_EARGUMENT);
}
END_TEST

START_TEST(nothing_gives_an_empty_table) {
  mq_buf out = {.arena = arena};
  ck_assert_int_eq(mtqc_lexicon_train("de", "en", NULL, NULL, 0, 5, 0, 2, NULL, collect, &out, NULL), MTQC_OK);
  const mtqc_text empty[2] = {{NULL, 0}, {" , ", 3}};
  ck_assert_int_eq(mtqc_lexicon_train("de", "en", empty, empty, 2, 5, 4, 2, NULL, collect, &out, NULL), MTQC_OK);
  ck_assert_uint_eq(out.size, 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("train");
  TCase *tests = tcase_create("train");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, every_word_finds_its_partner);
  tcase_add_loop_test(tests, threads_change_nothing, 0, 2);
  tcase_add_test(tests, a_diagonal_tells_apart_what_always_stands_together);
  tcase_add_test(tests, a_diagonal_must_be_a_strength);
  tcase_add_test(tests, it_can_be_stopped);
  tcase_add_test(tests, nothing_gives_an_empty_table);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
