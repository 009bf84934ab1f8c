/* Which findings of a segment stand for others, and in which order they come. */
#include "test.h"

#include "checker/rank.h"

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

/* A finding in bytes `start` to `end` of the target. */
static mq_finding in_target(const char *check, float confidence, uint32_t start, uint32_t end) {
  uint16_t row = 0;
  while (strcmp(mq_checks[row].name, check) != 0) row++;
  return (mq_finding){.check = row, .severity = MTQC_MAJOR, .confidence = confidence, .message = check,
                      .has_target = true, .target = {start, end}};
}

/* The same of the source. */
static mq_finding in_source(const char *check, float confidence, uint32_t start, uint32_t end) {
  mq_finding finding = in_target(check, confidence, 0, 0);
  finding.has_target = false;
  finding.has_source = true;
  finding.source = (mq_span){start, end};
  return finding;
}

/* What is left of two findings: their names in order. */
static const char *left_of(mq_finding a, mq_finding b) {
  mq_finding findings[] = {a, b};
  const size_t left = mq_rank_findings(arena, findings, 2, 0.5);
  mq_buf names = {.arena = arena};
  for (size_t i = 0; i < left; i++) mq_buf_format(&names, "%s%s", i ? " " : "", findings[i].message);
  mq_buf_char(&names, '\0');
  return names.at;
}

START_TEST(one_place_and_category_is_one_finding) {
  ck_assert_str_eq(left_of(in_target("calque", .8f, 5, 9), in_target("agent-act", .9f, 5, 9)), "agent-act");
  ck_assert_str_eq(left_of(in_target("calque", .9f, 5, 9), in_target("agent-act", .8f, 5, 9)), "calque");
  /* "Juni" and "Juni 2024" */
  ck_assert_str_eq(left_of(in_target("opposite", .8f, 5, 9), in_target("number-mismatch", .9f, 5, 14)), "number-mismatch");
}
END_TEST

START_TEST(other_places_and_categories_stay) {
  ck_assert_str_eq(left_of(in_target("calque", .8f, 5, 9), in_target("agent-act", .9f, 9, 12)), "calque agent-act");
  ck_assert_str_eq(left_of(in_target("calque", .8f, 5, 9), in_target("unknown-word", .9f, 5, 9)), "calque unknown-word");
  ck_assert_str_eq(left_of(in_target("calque", .8f, 0, 4), in_target("agent-act", .9f, 0, 40)), "calque agent-act");
  mq_finding next = in_target("agent-act", .9f, 5, 9);
  next.bead = 1;
  ck_assert_str_eq(left_of(in_target("calque", .8f, 5, 9), next), "calque agent-act");
}
END_TEST

START_TEST(missing_content_explains_what_is_missing_in_it) {
  ck_assert_str_eq(left_of(in_source("omission", .6f, 0, 40), in_source("number-mismatch", .9f, 5, 9)), "omission");
  ck_assert_str_eq(left_of(in_source("omission", .6f, 0, 40), in_source("number-mismatch", .9f, 45, 49)),
                   "omission number-mismatch");
  ck_assert_str_eq(left_of(in_target("addition", .6f, 0, 40), in_target("unknown-word", .9f, 5, 9)), "addition");
  ck_assert_str_eq(left_of(in_target("addition", .6f, 0, 40), in_target("untranslated", .9f, 5, 9)), "addition untranslated");
}
END_TEST

START_TEST(a_graver_finding_is_not_explained) {
  mq_finding grave = in_target("unknown-word", .9f, 5, 9);
  grave.severity = MTQC_CRITICAL;
  ck_assert_str_eq(left_of(in_target("addition", .6f, 0, 40), grave), "addition unknown-word");
}
END_TEST

START_TEST(unsure_ones_go_and_the_rest_is_in_order) {
  ck_assert_str_eq(left_of(in_target("calque", .49f, 5, 9), in_target("agent-act", .5f, 20, 25)), "agent-act");
  ck_assert_str_eq(left_of(in_target("calque", .9f, 20, 25), in_target("agent-act", .9f, 5, 9)), "agent-act calque");
  ck_assert_str_eq(left_of(in_source("omission", .9f, 0, 9), in_target("calque", .9f, 20, 25)), "calque omission");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("rank");
  TCase *all = tcase_create("rank");
  tcase_add_checked_fixture(all, setup, teardown);
  tcase_add_test(all, one_place_and_category_is_one_finding);
  tcase_add_test(all, other_places_and_categories_stay);
  tcase_add_test(all, missing_content_explains_what_is_missing_in_it);
  tcase_add_test(all, a_graver_finding_is_not_explained);
  tcase_add_test(all, unsure_ones_go_and_the_rest_is_in_order);
  suite_add_tcase(suite, all);
  return test_main(suite);
}
