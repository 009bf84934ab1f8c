/* The n-gram model: trained on made-up text it is a probability distribution, survives its two forms, and reads
 * nothing that is not there. */
#include "lexicon/ngram.h"
#include "lexicon/lookup.h"
#include "test.h"

#include <mtqc/lexicon.h>

#include <math.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

static int collect(void *payload, const char *bytes, size_t size) {
  mq_buf_add(payload, bytes, size);
  return 0;
}

static int refuse(void *payload, const char *bytes, size_t size) {
  (void)payload;
  (void)bytes;
  (void)size;
  return 1;
}

static const char *const text[] = {"der Hund sieht die Katze .",  "die Katze sieht den Hund .", "der Hund schläft .",
                                   "die Katze schläft nicht .",   "der Hund bellt 12 mal .",    "der Hund bellt 3 mal .",
                                   "„der Hund“ sieht die Maus .", "die Maus sieht die Katze ."};

static mq_str train(unsigned one, unsigned two, unsigned three) {
  enum { COUNT = sizeof text / sizeof *text };
  mtqc_text lines[COUNT];
  const unsigned cutoffs[3] = {one, two, three};
  mq_buf *out = mq_arena_alloc(arena, sizeof *out);
  out->arena = arena;
  for (size_t i = 0; i < COUNT; i++) lines[i] = (mtqc_text){text[i], strlen(text[i])};
  ck_assert_int_eq(mtqc_lexicon_train_ngrams("de", lines, COUNT, cutoffs, NULL, collect, out, NULL), MTQC_OK);
  return mq_buf_view(out);
}

static mq_ngrams model_of(mq_str file) {
  mq_ngram_model model;
  mq_ngrams ngrams;
  ck_assert(mq_ngram_decode(arena, file, &model));
  ck_assert(mq_ngrams_view(mq_ngram_section(arena, &model), &ngrams));
  return ngrams;
}

static mq_ngram_word word(const mq_ngrams *model, const char *fold) {
  return mq_ngram_find(model, mq_hash(mq_str_of(fold)));
}

static const char *const vocabulary[] = {"der",   "hund",  "sieht", "die", "katze", ".", "den", "schläft",
                                         "nicht", "bellt", "mal",   "maus"};

START_TEST(probabilities_after_a_context_sum_to_one) {
  const mq_ngrams model = model_of(train(1, 1, 1));
  static const char *const contexts[][2] = {{"der", "hund"}, {"die", "katze"}, {"katze", "hund"}, {"nichts", "da"}};
  for (size_t c = 0; c < 4; c++) {
    const mq_ngram_word u = word(&model, contexts[c][0]), v = word(&model, contexts[c][1]);
    double sum = 0;
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++) {
      const mq_ngram_word w = word(&model, vocabulary[i]);
      sum += pow(10, (double)mq_ngram_log(&model, &u, &v, &w));
    }
    const uint64_t others[] = {MQ_EVENT_END, MQ_EVENT_UNKNOWN, MQ_EVENT_KIND + MQ_NUMBER};
    for (size_t i = 0; i < 3; i++) {
      const mq_ngram_word w = mq_ngram_find(&model, others[i]);
      sum += pow(10, (double)mq_ngram_log(&model, &u, &v, &w));
    }
    ck_assert_double_eq_tol(sum, 1, .06); /* two codes of a quantised model, each to 4 % */
  }
}
END_TEST

START_TEST(what_was_seen_is_more_probable) {
  const mq_ngrams model = model_of(train(1, 1, 1));
  const mq_ngram_word the = word(&model, "der"), dog = word(&model, "hund"), barks = word(&model, "bellt"),
                      mouse = word(&model, "maus"), cat = word(&model, "katze"), die = word(&model, "die");
  ck_assert_float_gt(mq_ngram_log(&model, &the, &dog, &barks), mq_ngram_log(&model, &the, &dog, &mouse));
  ck_assert_float_gt(mq_ngram_log(&model, NULL, &die, &cat), mq_ngram_log(&model, NULL, &the, &cat));
  ck_assert_double_eq_tol(mq_ngram_pair_count(&model, &the, &dog), 5, .25);
  ck_assert_double_eq(mq_ngram_pair_count(&model, &the, &cat), 0);
  ck_assert_float_eq_tol(the.log_count, log10f(5), .05f);
}
END_TEST

START_TEST(walking_tells_the_longest_ngram) {
  const mq_ngrams model = model_of(train(1, 1, 1));
  static const struct {
    const char *fold;
    int order;
  } steps[] = {{"der", 2}, {"hund", 3}, {"sieht", 3}, {"der", 1}, {"zebra", 0}, {"hund", 1}};
  mq_ngram_state state = mq_ngram_start(&model);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    const mq_ngram_word next = word(&model, steps[i].fold);
    int order = -1;
    ck_assert_float_lt(mq_ngram_step(&model, &state, &next, &order), 0);
    ck_assert_int_eq(order, steps[i].order);
  }
}
END_TEST

START_TEST(rare_ngrams_are_cut_off) {
  const mq_ngrams all = model_of(train(1, 1, 1)), cut = model_of(train(2, 2, 3));
  const mq_ngram_word not = word(&all, "nicht"), cut_not = word(&cut, "nicht");
  ck_assert_uint_ne(not.event, MQ_EVENT_UNKNOWN);
  ck_assert_uint_eq(cut_not.event, MQ_EVENT_UNKNOWN);
  ck_assert_uint_eq(cut.cutoffs[2], 3);
  for (size_t order = 0; order < 3; order++) ck_assert_uint_lt(cut.orders[order].count, all.orders[order].count);
  /* The share of what was left out goes to the back-off. */
  const mq_ngram_word die = word(&cut, "die"), cat = word(&cut, "katze");
  ck_assert_float_lt(die.back_off, 0);
  ck_assert_float_gt(mq_ngram_log(&cut, NULL, &die, &cat), mq_ngram_log(&cut, NULL, NULL, &cat));
}
END_TEST

START_TEST(quotation_marks_are_skipped) {
  mq_language language;
  ck_assert_int_eq(mq_language_parse(&language, "de", NULL), MTQC_OK);
  mq_vocab *vocab = mq_vocab_new(arena, &language);
  ck_assert_uint_eq(mq_ngram_event(mq_vocab_word(vocab, MQ_STR("„"), MQ_PUNCTUATION)), MQ_EVENT_NONE);
  ck_assert_uint_ne(mq_ngram_event(mq_vocab_word(vocab, MQ_STR(","), MQ_PUNCTUATION)), MQ_EVENT_NONE);
  ck_assert_uint_eq(mq_ngram_event(mq_vocab_word(vocab, MQ_STR("12"), MQ_NUMBER)),
                    mq_ngram_event(mq_vocab_word(vocab, MQ_STR("3"), MQ_NUMBER)));
  ck_assert_uint_eq(mq_ngram_event(mq_vocab_word(vocab, MQ_STR("Hund"), MQ_WORD)), mq_hash(MQ_STR("hund")));
}
END_TEST

START_TEST(the_same_text_gives_the_same_bytes) {
  ck_assert(mq_str_equal(train(1, 1, 1), train(1, 1, 1)));
}
END_TEST

START_TEST(wrong_arguments_are_refused) {
  static const unsigned cutoffs[][3] = {{0, 1, 1}, {1, 0, 1}, {1, 3, 2}};
  const mtqc_text line = {"a b", 3};
  mtqc_error error = {0};
  for (size_t i = 0; i < 3; i++)
    ck_assert_int_eq(mtqc_lexicon_train_ngrams("de", &line, 1, cutoffs[i], NULL, refuse, NULL, NULL), MTQC_EARGUMENT);
  static const unsigned one[3] = {1, 1, 1};
  ck_assert_int_eq(mtqc_lexicon_train_ngrams("?", &line, 1, one, NULL, refuse, NULL, &error), MTQC_EARGUMENT);
  ck_assert_int_eq(mtqc_lexicon_train_ngrams("de", &line, 1, one, NULL, refuse, NULL, NULL), MTQC_EIO);
  ck_assert_int_eq(mtqc_lexicon_train_ngrams("de", NULL, 0, one, NULL, refuse, NULL, NULL), MTQC_EIO);
}
END_TEST

static uint32_t next_random(uint32_t *state) { return *state = *state * 1664525u + 1013904223u; }

/* Damaged files are refused or decoded to something; damaged sections are refused or read within their bounds. */
START_TEST(damage_does_no_harm) {
  const mq_str file = train(1, 1, 1);
  mq_ngram_model model;
  ck_assert(mq_ngram_decode(arena, file, &model));
  const mq_str section = mq_ngram_section(arena, &model);
  uint32_t state = 20;
  size_t refused = 0;
  for (size_t i = 0; i < 4000; i++) {
    const mq_str whole = i % 2 ? file : section;
    const size_t size = i % 5 ? whole.size : next_random(&state) % whole.size;
    char *bytes = malloc(size + 1);
    memcpy(bytes, whole.at, size);
    for (size_t k = 0; size && k < 3; k++) {
      const size_t reach = k || size < 64 ? size : 64; /* the head is hit every time */
      bytes[next_random(&state) % reach] = (char)(next_random(&state) >> 16);
    }
    mq_ngrams ngrams;
    mq_ngram_model other;
    mq_arena *work = mq_arena_new();
    if (i % 2) {
      refused += !mq_ngram_decode(work, (mq_str){bytes, size}, &other);
    } else if (mq_ngrams_view((mq_str){bytes, size}, &ngrams)) {
      mq_ngram_state walk = mq_ngram_start(&ngrams);
      for (size_t w = 0; w < sizeof vocabulary / sizeof *vocabulary; w++) {
        const mq_ngram_word next = word(&ngrams, vocabulary[w]);
        mq_ngram_step(&ngrams, &walk, &next, NULL);
      }
    } else {
      refused++;
    }
    mq_arena_free(work);
    free(bytes);
  }
  ck_assert_uint_gt(refused, 500);
}
END_TEST

START_TEST(running_out_of_memory_is_told) {
  static const unsigned one[3] = {1, 1, 1};
  const mtqc_text line = {"a b c d", 7};
  mq_buf out = {.arena = arena};
  for (size_t n = 1; n < 4; n++) {
    mq_malloc_fail_at(n);
    const int status = mtqc_lexicon_train_ngrams("de", &line, 1, one, NULL, collect, &out, NULL);
    mq_malloc_fail_at(0);
    ck_assert_int_eq(status, MTQC_ENOMEM);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("ngram");
  TCase *tests = tcase_create("ngram");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, probabilities_after_a_context_sum_to_one);
  tcase_add_test(tests, what_was_seen_is_more_probable);
  tcase_add_test(tests, walking_tells_the_longest_ngram);
  tcase_add_test(tests, rare_ngrams_are_cut_off);
  tcase_add_test(tests, quotation_marks_are_skipped);
  tcase_add_test(tests, the_same_text_gives_the_same_bytes);
  tcase_add_test(tests, wrong_arguments_are_refused);
  tcase_add_test(tests, damage_does_no_harm);
  tcase_add_test(tests, running_out_of_memory_is_told);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
