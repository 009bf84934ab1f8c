/* Transliteration by rule: order and contexts, the tables of the project, and names found by them. */
#include "test.h"

#include "base/file.h"
#include "text/translit.h"

#include <stdlib.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

static const mq_translit *rules_of(const char *text) {
  const mq_table table = mq_table_parse(arena, mq_str_of(text));
  return mq_translit_new(arena, &table);
}

static const char *spelled(const mq_translit *rules, const char *word) {
  char out[64];
  return mq_arena_copy(arena, out, mq_transliterate(rules, mq_str_of(word), out, sizeof out));
}

START_TEST(the_first_rule_that_fits_is_used) {
  const mq_translit *rules = rules_of("ий\ti\tend\nе\tje\tstart\nе\tje\tafter-vowel\nе\te\tany\nи\ti\tany\nй\tj\tany\nь\t∅\tany\n"
                                      "к\tk\nл\tl\tany\n");
  ck_assert_str_eq(spelled(rules, "елекий"), "jeleki");
  ck_assert_str_eq(spelled(rules, "кийе"), "kije");
  ck_assert_str_eq(spelled(rules, "кие"), "kije");
  ck_assert_str_eq(spelled(rules, "льек"), "ljek");
  ck_assert_str_eq(spelled(rules, "x-к"), "x-k");
  ck_assert_str_eq(spelled(rules, ""), "");
  ck_assert_str_eq(spelled(rules_of(""), "кий"), "кий");
}
END_TEST

START_TEST(a_word_that_does_not_fit_is_cut_between_letters) {
  const mq_translit *rules = rules_of("щ\tschtsch\tany\n");
  char out[9];
  ck_assert_uint_eq(mq_transliterate(rules, MQ_STR("щщ"), out, sizeof out), 7);
  ck_assert_uint_eq(mq_transliterate(rules, MQ_STR("\xd1"), out, sizeof out), 1);
  ck_assert_uint_eq(mq_transliterate(rules, MQ_STR("щ"), out, 0), 0);
}
END_TEST

static const struct {
  const char *table, *word, *latin;
} names[] = {
    {"ru-de", "щербаков", "schtscherbakow"}, {"ru-en", "щербаков", "shcherbakov"}, {"uk-en", "згурський", "zghurskyi"},
    {"uk-en", "юрій", "yurii"},              {"uk-en", "знам’янка", "znamianka"},  {"uk-de", "харків", "charkiw"},
    {"uk-de", "чернівці", "tscherniwzi"},    {"kk-en", "қызылорда", "kyzylorda"},  {"kk-latn", "шымкент", "şymkent"},
    {"kk-en", "ақтөбе", "aktobe"},           {"bg-en", "търново", "tarnovo"},      {"bg-en", "софия", "sofia"},
    {"bg-en", "щерев", "shterev"},           {"sr-latn", "ђоковић", "đoković"},    {"sr-latn", "џон", "džon"},
    {"mk-en", "охрид", "ohrid"},             {"el-en", "μπάμπης", "bampis"},       {"el-en", "εύβοια", "evvoia"},
    {"el-en", "ευτυχία", "eftychia"},        {"el-en", "πειραιάς", "peiraias"},    {"el-en", "ντίνος", "dinos"},
};

START_TEST(the_tables_spell_names_as_is_usual) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    mq_str text;
    mtqc_error error = {0};
    const char *path = mq_format(arena, "%s/translit/%s.tsv", getenv("MTQC_TABLES"), names[i].table);
    ck_assert_msg(mq_file_read(arena, path, 1 << 20, &text, &error) == MTQC_OK, "%s", error.text);
    const mq_table table = mq_table_parse(arena, text);
    ck_assert_str_eq(spelled(mq_translit_new(arena, &table), names[i].word), names[i].latin);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("translit");
  TCase *tests = tcase_create("translit");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, the_first_rule_that_fits_is_used);
  tcase_add_test(tests, a_word_that_does_not_fit_is_cut_between_letters);
  tcase_add_test(tests, the_tables_spell_names_as_is_usual);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
