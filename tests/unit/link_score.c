/* The score of a pair by its links, and its margin against the neighbours, with a small dictionary. */
#include "test.h"

#include "base/file.h"
#include "lexicon/link_score.h"

#include <mtqc/lexicon.h>

#include <stdlib.h>

static mq_arena *arena;
static mq_language languages[2];
static mq_lookup *lookup;
static mq_vocab *vocabs[2];
static const char *folder;

static void put(const char *name, const char *text) {
  ck_assert_int_eq(mq_file_write(mq_format(arena, "%s/%s", folder, name), mq_str_of(text), NULL), MTQC_OK);
}

static void setup(void) {
  static const char *const tags[] = {"en", "de"};
  mtqc_error error = {0};
  arena = mq_arena_new();
  folder = mkdtemp(mq_arena_copy(arena, "mtqc-score-XXXXXX", 17));
  ck_assert_ptr_nonnull(folder);
  put("sources.tsv", "tsv\ten\tde\t/words\tmade-up\tnone\nwords\ten\t-\t/list\tmade-up\tnone\n");
  put("words", "boat\tKahn\nriver\tFluss\nfisherman\tFischer\nfog\tNebel\nlighthouse\tLeuchtturm\nshore\tUfer\nbridge\tBrücke\n");
  put("list", "boat\t-400\nriver\t-200\n");
  const char *pair = mq_format(arena, "%s/en-de.mtqcpack", folder), *english = mq_format(arena, "%s/en.mtqcpack", folder);
  ck_assert_int_eq(mtqc_lexicon_build("en-de", folder, folder, pair, &error), MTQC_OK);
  ck_assert_int_eq(mtqc_lexicon_build("en", folder, folder, english, &error), MTQC_OK);
  for (int s = 0; s < 2; s++) {
    ck_assert_int_eq(mq_language_parse(&languages[s], tags[s], NULL), 0);
    mq_language_load(arena, &languages[s], NULL, NULL);
    vocabs[s] = mq_vocab_new(arena, &languages[s]);
  }
  lookup = mq_lookup_new(arena, mq_lexicon_open(arena, &languages[0], &languages[1], folder, &error), vocabs[0], vocabs[1]);
}

static void teardown(void) {
  ck_assert_int_eq(system(mq_format(arena, "rm -r %s", folder)), 0);
  mq_arena_free(arena);
}

static mq_pair_tokens pair_of(const char *source, const char *target) {
  const char *const texts[2] = {source, target};
  mq_pair_tokens pair = {{NULL, NULL}, {0, 0}};
  for (int s = 0; s < 2; s++) {
    mq_text text = mq_text_lines(arena, &languages[s], mq_str_of(texts[s]));
    if (!text.segment_count) continue;
    mq_text_tokenize(arena, &text, vocabs[s], 0, text.segment_count);
    pair.tokens[s] = text.segments[0].tokens;
    pair.counts[s] = text.segments[0].token_count;
  }
  return pair;
}

static double score(const char *source, const char *target) {
  const mq_pair_tokens pair = pair_of(source, target);
  return mq_link_score_of(lookup, &pair);
}

START_TEST(what_is_covered_scores) {
  ck_assert_double_gt(score("fog bridge", "Nebel Brücke"), .85);
  ck_assert_double_eq(score("fog bridge", "Kahn Ufer"), 0);
  ck_assert_double_eq(score("", "Kahn"), 0);
  ck_assert_double_eq(score("", ""), 0);
  const double half = score("fog bridge", "Nebel"), whole = score("fog", "Nebel");
  ck_assert_double_lt(half, whole);
  /* One side is covered as in `whole`, the other by half. */
  ck_assert_double_eq_tol(half, whole * 2 / 3, 1e-6);
}
END_TEST

START_TEST(rare_words_weigh_more) {
  /* The boat is twice as rare as the river, in decades. */
  ck_assert_double_gt(score("boat river", "Kahn Tisch"), score("boat river", "Fluss Tisch"));
  const mq_pair_tokens pair = pair_of("boat river", "Kahn Tisch");
  mq_link links[2][2];
  mq_lookup_link(lookup, pair.tokens[0], 2, pair.tokens[1], 2, links[0], links[1]);
  ck_assert_double_eq_tol(mq_link_cover(lookup, MTQC_SOURCE, pair.tokens[0], links[0], 2), (double)links[0][0].strength * 2 / 3,
                          1e-6);
}
END_TEST

START_TEST(margins_are_high_in_place_and_low_beside_it) {
  const mq_pair_tokens pairs[] = {pair_of("boat", "Kahn"), pair_of("river, fog", "Fluss Nebel"),
                                  pair_of("lighthouse", "Leuchtturm"), pair_of("fisherman, shore", "Fischer Ufer"),
                                  pair_of("bridge", "Brücke")};
  for (size_t i = 0; i < 5; i++) {
    ck_assert_double_gt(mq_link_margin(lookup, pairs, 5, i, i), .7);
    ck_assert_double_lt(mq_link_margin(lookup, pairs, 5, i, i ? i - 1 : 1), 0);
  }
  ck_assert_double_eq(mq_link_margin(lookup, pairs, 1, 0, 0), mq_link_score_of(lookup, &pairs[0]));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("link_score");
  TCase *tests = tcase_create("link_score");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, what_is_covered_scores);
  tcase_add_test(tests, rare_words_weigh_more);
  tcase_add_test(tests, margins_are_high_in_place_and_low_beside_it);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
