/* Tables of the user's own: what is wrong with them is told with its place, and no checker is made without them. What the checks
 * do with good ones is in tests/spec. */
#include "test.h"

#include <mtqc/mtqc.h>

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static char folder[] = "/tmp/mtqc-tables-XXXXXX", path[96];

static void setup(void) { ck_assert_ptr_nonnull(mkdtemp(folder)); }

static void teardown(void) {
  unlink(path);
  rmdir(folder);
}

static mtqc_error error;

/* The text of the error of a checker with one option, behind the folder if that is named; "" when the checker could be made. */
static const char *error_of(const char *key, const char *value, int code) {
  error = (mtqc_error){0};
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, key, value, NULL), MTQC_OK);
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, &error);
  ck_assert_int_eq(checker == NULL, code != MTQC_OK);
  ck_assert_int_eq(error.code, code);
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  const char *place = strstr(error.text, folder);
  return place ? place + sizeof folder : error.text;
}

static const char *file_with(const char *name, const char *text) {
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  ck_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
  return path;
}

static const struct {
  const char *name, *text, *error;
  int code;
} bases[] = {
    {"a.tsv", "boat\tKahn\n\nship\tSchiff\tgood\n", "a.tsv:3: the status is none of preferred, admitted, deprecated, forbidden", MTQC_EDATA},
    {"a.tsv", "# terms\n\tRechner\tadmitted\n", "a.tsv:2: a target without a source that is neither deprecated nor forbidden", MTQC_EDATA},
    {"a.tsv", "\tRechner\tdeprecated\n\tRechner\tforbidden\nboat\n\n", "", MTQC_OK},
    {"a.tsv", "target\tsource\nKahn\tboat\tgood\n", "", MTQC_OK},
    {"a.tsv", "Status\tSource\tTarget\ngood\tboat\tKahn\n", "a.tsv:2: the status is none of preferred, admitted, deprecated, forbidden", MTQC_EDATA},
    {"a.csv", "boat,Kahn,ADMITTED\nship,\"Schiff, das\",good\n", "a.csv:2: the status is none of preferred, admitted, deprecated, forbidden", MTQC_EDATA},
    {"a.csv", "source;target;status\nboat;Kahn;superseded\n", "", MTQC_OK},
    {"a.tbx", "<martif><text><body><termEntry></text>", "", MTQC_EINPUT},
    {"a.tbx", "", "", MTQC_EINPUT},
    {"a.tsv", "", "", MTQC_OK},
};

START_TEST(rows_that_are_wrong_are_told) {
  const char *said = error_of("term.base", file_with(bases[_i].name, bases[_i].text), bases[_i].code);
  if (bases[_i].code == MTQC_EINPUT) ck_assert_str_ne(said, "");
  else ck_assert_str_eq(said, bases[_i].error);
}
END_TEST

static const char *const strengths[][2] = {{"1.000", ""}, {"0.999", ""}, {"0.000", ""}, {"1.001", "no"}, {"0.99", "no"}, {"0.9999", "no"}, {"1", "no"},
                                           {"900", "no"}, {"0.9 9", "no"}, {"0.-99", "no"}, {"0,999", "no"}, {"", "no"}, {"much", "no"}, {".9999", "no"}};

START_TEST(strengths_have_three_decimals) {
  char text[64];
  snprintf(text, sizeof text, "# pairs\nmill\tmühl\t%s\n", strengths[_i][0]);
  const bool good = !strengths[_i][1][0];
  ck_assert_str_eq(error_of("learnt", file_with("l.tsv", text), good ? MTQC_OK : MTQC_EINPUT),
                   good ? "" : "a learnt pair is a source stem, a target stem and a strength with three decimals");
  ck_assert_uint_eq(error.line, good ? 0 : 2);
}
END_TEST

START_TEST(learnt_pairs_have_two_stems) {
  error_of("learnt", file_with("l.tsv", "mill\t\t0.900\n"), MTQC_EINPUT);
  error_of("learnt", file_with("l.tsv", "\tmühl\t0.900\n"), MTQC_EINPUT);
  error_of("learnt", file_with("l.tsv", "mill\n"), MTQC_EINPUT);
}
END_TEST

static const char *const tables[][2] = {{"term.base", "none.tsv"}, {"term.base", "none.csv"}, {"term.base", "none.tbx"},
                                        {"term.keep", "none.txt"}, {"user-words", "none.txt"}, {"learnt", "none.tsv"}, {"anchors", "none.tsv"}};

START_TEST(tables_that_are_not_there_are_told) {
  snprintf(path, sizeof path, "%s/%s", folder, tables[_i][1]);
  error_of(tables[_i][0], path, MTQC_EIO);
  error_of(tables[_i][0], folder, MTQC_EIO);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tables");
  TCase *tests = tcase_create("tables");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_loop_test(tests, rows_that_are_wrong_are_told, 0, sizeof bases / sizeof *bases);
  tcase_add_loop_test(tests, strengths_have_three_decimals, 0, sizeof strengths / sizeof *strengths);
  tcase_add_test(tests, learnt_pairs_have_two_stems);
  tcase_add_loop_test(tests, tables_that_are_not_there_are_told, 0, sizeof tables / sizeof *tables);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
