/* Anchors, rare pairs and links of documents that are put together type by type, so that it is known what must come out. */
#include "test.h"

#include "align/inner.h"

static mq_arena *arena;

static void setup(void) {
  arena = mq_arena_new();
  if (mq_arena_try(arena)) ck_abort_msg("out of memory");
}

static void teardown(void) { mq_arena_free(arena); }

enum { TYPES = 400, MOST_ITEMS = 4 };

/* A side of `count` segments; types[i * MOST_ITEMS + k] is the k-th type of segment i, plus one; 0: no more. */
static mq_bags side_of(mtqc_side side, const uint32_t *types, size_t count) {
  mq_bags bags = {.side = side, .segments = count, .type_count = TYPES};
  bags.items = mq_arena_array(arena, count * MOST_ITEMS, sizeof *bags.items);
  bags.starts = mq_arena_array(arena, count + 1, sizeof *bags.starts);
  bags.types = mq_arena_array(arena, TYPES, sizeof *bags.types);
  size_t items = 0;
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < MOST_ITEMS && types[i * MOST_ITEMS + k]; k++) {
      const uint32_t type = types[i * MOST_ITEMS + k] - 1;
      bags.items[items++] = (mq_bag_item){type, 1};
      bags.types[type].count++;
    }
    bags.starts[i + 1] = items;
  }
  return bags;
}

/* Type t of the source is linked with type t of the target. */
static mq_type_links equal_links(float strength) {
  mq_raw_links known = {0}, none = {0};
  for (uint32_t t = 0; t < TYPES; t++) *mq_push(arena, &known) = (mq_raw_link){t, t, strength};
  return mq_links_index(arena, TYPES, &known, &none);
}

static uint32_t *rows(size_t count) { return mq_arena_array(arena, count * MOST_ITEMS, sizeof(uint32_t)); }

START_TEST(links_of_no_strength_are_none) {
  mq_raw_links known = {0}, learnt = {0};
  *mq_push(arena, &known) = (mq_raw_link){1, 2, 0};
  *mq_push(arena, &known) = (mq_raw_link){1, 3, .5f};
  *mq_push(arena, &known) = (mq_raw_link){3, 0, .25f};
  *mq_push(arena, &learnt) = (mq_raw_link){1, 3, .5f};
  const mq_type_links links = mq_links_index(arena, 4, &known, &learnt);
  ck_assert_uint_eq(links.count, 2);
  ck_assert_uint_eq(links.starts[1], 0);
  ck_assert_uint_eq(links.starts[2], 1);
  ck_assert_uint_eq(links.starts[3], 1);
  ck_assert_uint_eq(links.starts[4], 2);
  ck_assert_uint_eq(links.links[0].target, 3);
  ck_assert_float_eq_tol(links.links[0].strength, .75f, 1e-6f); /* what both say together */
  ck_assert_uint_eq(links.links[1].target, 0);
}
END_TEST

/* One word a segment, once in the text: every segment is an anchor, where the target lacks five segments as well. */
START_TEST(rare_words_anchor) {
  enum { COUNT = 80, HOLE = 30, LOST = 5 };
  uint32_t *source = rows(COUNT), *target = rows(COUNT - LOST);
  for (uint32_t i = 0; i < COUNT; i++) source[i * MOST_ITEMS] = i + 1;
  for (uint32_t i = 0; i < COUNT - LOST; i++) target[i * MOST_ITEMS] = (i < HOLE ? i : i + LOST) + 1;
  const mq_bags s = side_of(MTQC_SOURCE, source, COUNT), t = side_of(MTQC_TARGET, target, COUNT - LOST);
  const mq_type_links links = equal_links(.9f);
  const mq_anchors anchors = mq_anchors_find(arena, &s, &t, &links);
  ck_assert_uint_eq(anchors.count, COUNT - LOST);
  for (uint32_t k = 0; k < anchors.count; k++) {
    ck_assert_uint_eq(anchors.at[k].target, k);
    ck_assert_uint_eq(anchors.at[k].source, k < HOLE ? k : k + LOST);
  }
}
END_TEST

/* A word that stands elsewhere crosses the chain and is left out of it. */
START_TEST(chance_does_not_anchor) {
  enum { COUNT = 40 };
  uint32_t *source = rows(COUNT), *target = rows(COUNT);
  for (uint32_t i = 0; i < COUNT; i++) source[i * MOST_ITEMS] = target[i * MOST_ITEMS] = i + 1;
  target[10 * MOST_ITEMS] = 36;
  target[35 * MOST_ITEMS] = 11;
  const mq_bags s = side_of(MTQC_SOURCE, source, COUNT), t = side_of(MTQC_TARGET, target, COUNT);
  const mq_type_links links = equal_links(.9f);
  const mq_anchors anchors = mq_anchors_find(arena, &s, &t, &links);
  ck_assert_uint_eq(anchors.count, COUNT - 2);
  for (size_t k = 0; k < anchors.count; k++) {
    ck_assert_uint_eq(anchors.at[k].source, anchors.at[k].target);
    ck_assert_uint_ne(anchors.at[k].source, 10);
    ck_assert_uint_ne(anchors.at[k].source, 35);
  }
}
END_TEST

/* Words that stand in four segments or more are not rare, and what is hardly linked is not trusted. */
START_TEST(frequent_words_do_not_anchor) {
  enum { COUNT = 40 };
  uint32_t *source = rows(COUNT), *target = rows(COUNT);
  for (uint32_t i = 0; i < COUNT; i++) source[i * MOST_ITEMS] = target[i * MOST_ITEMS] = i % 10 + 1;
  mq_bags s = side_of(MTQC_SOURCE, source, COUNT), t = side_of(MTQC_TARGET, target, COUNT);
  mq_type_links links = equal_links(.9f);
  ck_assert_uint_eq(mq_anchors_find(arena, &s, &t, &links).count, 0);
  for (uint32_t i = 0; i < COUNT; i++) source[i * MOST_ITEMS] = target[i * MOST_ITEMS] = i + 1;
  s = side_of(MTQC_SOURCE, source, COUNT), t = side_of(MTQC_TARGET, target, COUNT);
  links = equal_links(MQ_LEAST_ANCHOR / 2);
  ck_assert_uint_eq(mq_anchors_find(arena, &s, &t, &links).count, 0);
}
END_TEST

/* Twenty words, each in twenty segments and no two of them twice together: the pairs anchor, one in four of them. */
START_TEST(pairs_of_frequent_words_anchor) {
  enum { WORDS = 20, COUNT = WORDS * (WORDS - 1) / 2 };
  uint32_t *types = rows(COUNT);
  size_t i = 0;
  for (uint32_t a = 0; a < WORDS; a++)
    for (uint32_t b = a + 1; b < WORDS; b++, i++) {
      types[i * MOST_ITEMS] = a + 1;
      types[i * MOST_ITEMS + 1] = b + 1;
    }
  const mq_bags s = side_of(MTQC_SOURCE, types, COUNT), t = side_of(MTQC_TARGET, types, COUNT);
  const mq_type_links links = equal_links(.9f);
  const mq_concepts concepts = mq_concepts_find(arena, &s, &t, &links);
  ck_assert_uint_eq(concepts.occurrences[concepts.of_type[MTQC_SOURCE][3]], 2 * (WORDS - 1));
  const mq_places places = mq_rare_pairs_find(arena, &s, &concepts);
  ck_assert_uint_gt(places.count, COUNT / 8);
  ck_assert_uint_lt(places.count, COUNT / 2);
  for (size_t k = 1; k < places.count; k++) ck_assert(places.at[k - 1].key < places.at[k].key);
  const mq_anchors anchors = mq_anchors_find(arena, &s, &t, &links);
  ck_assert_uint_gt(anchors.count, places.count * 3 / 4);
  for (size_t k = 0; k < anchors.count; k++) ck_assert_uint_eq(anchors.at[k].source, anchors.at[k].target);
}
END_TEST

/* Of two links the stronger one makes the concept, and only if it is the strongest from the other side too. */
START_TEST(concepts_are_mutual) {
  uint32_t *types = rows(1);
  for (uint32_t k = 0; k < 3; k++) types[k] = k + 1;
  const mq_bags s = side_of(MTQC_SOURCE, types, 1), t = side_of(MTQC_TARGET, types, 1);
  mq_raw_links known = {0}, none = {0};
  *mq_push(arena, &known) = (mq_raw_link){0, 0, .4f};
  *mq_push(arena, &known) = (mq_raw_link){0, 1, .6f};
  *mq_push(arena, &known) = (mq_raw_link){1, 1, .8f};
  *mq_push(arena, &known) = (mq_raw_link){2, 0, .3f};
  const mq_type_links links = mq_links_index(arena, TYPES, &known, &none);
  const mq_concepts concepts = mq_concepts_find(arena, &s, &t, &links);
  ck_assert_uint_eq(concepts.of_type[MTQC_SOURCE][0], 0);
  ck_assert_uint_eq(concepts.of_type[MTQC_SOURCE][1], concepts.of_type[MTQC_TARGET][1]);
  ck_assert_uint_ne(concepts.of_type[MTQC_SOURCE][1], 0);
  ck_assert_uint_eq(concepts.of_type[MTQC_SOURCE][2], 0);
  ck_assert_uint_eq(concepts.of_type[MTQC_TARGET][0], 0);
}
END_TEST

/* --- cognates --- */

/* A side of made-up names that differ in one letter behind `begin` and in some at their end. */
static mq_bags names_of(mtqc_side side, const char *begin, size_t count) {
  static const char letters[] = "bdfglmnprstk";
  enum { LETTERS = sizeof letters - 1 };
  mq_bags bags = {.side = side, .type_count = count, .types = mq_arena_array(arena, count, sizeof *bags.types)};
  for (size_t i = 0; i < count; i++) {
    mq_word *word = mq_arena_alloc(arena, sizeof *word);
    const char *name = mq_format(arena, "%s%colin%ca%co%c", begin, letters[i % LETTERS], letters[i / LETTERS % LETTERS],
                           letters[i / LETTERS / LETTERS % LETTERS], letters[i / LETTERS / LETTERS / LETTERS % LETTERS]);
    *word = (mq_word){.kind = MQ_WORD, .letters = (uint32_t)strlen(name), .fold = mq_str_of(name), .surface = mq_str_of(name)};
    bags.types[i].word = word;
  }
  return bags;
}

/* How many names are linked with one that has the same letter behind the beginning, and with one that has another. */
static void count_cognates(const char *begin, size_t count, size_t *same, size_t *others) {
  const mq_bags s = names_of(MTQC_SOURCE, begin, count), t = names_of(MTQC_TARGET, begin, count);
  const size_t place = strlen(begin);
  mq_raw_links links = {0};
  *same = *others = 0;
  mq_links_cognates(arena, &s, &t, &links);
  for (size_t k = 0; k < links.count; k++) {
    const mq_str a = s.types[links.at[k].source].word->fold, b = t.types[links.at[k].target].word->fold;
    ++*(a.at[place] == b.at[place] ? same : others);
  }
}

START_TEST(cognates_are_compared_within_a_budget) {
  size_t same, others;
  count_cognates("ka", 900, &same, &others); /* under a million comparisons: all that have two letters in common */
  ck_assert_uint_ge(same, 900);
  ck_assert_uint_gt(others, 0);
  count_cognates("ka", 1100, &same, &others); /* more: three letters */
  ck_assert_uint_ge(same, 1100);
  ck_assert_uint_eq(others, 0);
  count_cognates("kasimiro", 3000, &same, &others); /* too many with as many letters in common as are ever looked at */
  ck_assert_uint_eq(same + others, 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("anchors");
  TCase *tests = tcase_create("anchors");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, links_of_no_strength_are_none);
  tcase_add_test(tests, rare_words_anchor);
  tcase_add_test(tests, chance_does_not_anchor);
  tcase_add_test(tests, frequent_words_do_not_anchor);
  tcase_add_test(tests, pairs_of_frequent_words_anchor);
  tcase_add_test(tests, concepts_are_mutual);
  tcase_add_test(tests, cognates_are_compared_within_a_budget);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
