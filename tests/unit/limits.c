/* Every limit that common.h documents: at the limit is read, beyond it refused with MTQC_ELIMIT or passed over, as it says there.
 * Texts that are too large have a size only: they are refused before a byte of them is read. Nesting is in bitext.c, words for
 * hunspell in lookup.c. */
#include "test.h"

#include <mtqc/mtqc.h>

#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

static mq_arena *arena;
static mtqc_checker *checker;

static void setup(void) {
  arena = mq_arena_new();
  checker = mtqc_checker_new("en", "de", NULL, NULL);
  ck_assert_ptr_nonnull(checker);
}

static void teardown(void) {
  mtqc_checker_free(checker);
  mq_arena_free(arena);
}

static const mtqc_text small = {"One.", 4}, large = {"One.", MTQC_TEXT_MAX + 1};

static int collect(void *payload, const char *bytes, size_t size) {
  if (payload) mq_buf_add(payload, bytes, size);
  return 0;
}

static mtqc_text repeated(const char *piece, size_t times) {
  mq_buf text = {.arena = arena};
  for (size_t i = 0; i < times; i++) mq_buf_text(&text, piece);
  return (mtqc_text){text.at, text.size};
}

/* --- refused ---------------------------------------------------------------------------------------------------- */

START_TEST(large_texts_are_refused) {
  mtqc_report *report = NULL;
  mtqc_alignment *alignment = NULL;
  mtqc_scores *scores = NULL;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    const mtqc_text s = side == MTQC_SOURCE ? large : small, t = side == MTQC_SOURCE ? small : large;
    ck_assert_int_eq(mtqc_check(checker, s.bytes, s.size, t.bytes, t.size, &report, NULL), MTQC_ELIMIT);
    ck_assert_int_eq(mtqc_check_lines(checker, s.bytes, s.size, t.bytes, t.size, &report, NULL), MTQC_ELIMIT);
    ck_assert_int_eq(mtqc_check_segments(checker, &s, &t, 1, &report, NULL), MTQC_ELIMIT);
    ck_assert_int_eq(mtqc_align(checker, s.bytes, s.size, t.bytes, t.size, &alignment, NULL), MTQC_ELIMIT);
    ck_assert_int_eq(mtqc_align_lines(checker, s.bytes, s.size, t.bytes, t.size, &alignment, NULL), MTQC_ELIMIT);
    ck_assert_int_eq(mtqc_align_segments(checker, &s, 1, &t, 1, &alignment, NULL), MTQC_ELIMIT);
    ck_assert_int_eq(mtqc_score_segments(checker, &s, &t, 1, &scores, NULL), MTQC_ELIMIT);
    mtqc_error error = {0};
    ck_assert_ptr_null(mtqc_segment(checker, (mtqc_side)side, large.bytes, large.size, &error));
    ck_assert_int_eq(error.code, MTQC_ELIMIT);
  }
  ck_assert_ptr_null(report);
  ck_assert_ptr_null(alignment);
  ck_assert_ptr_null(scores);
}
END_TEST

START_TEST(segments_of_a_metric_are_bounded) {
  mtqc_metric *bleu = mtqc_metric_new("bleu", NULL), *ter = mtqc_metric_new("ter", NULL);
  const mtqc_text longest = {"One.", MTQC_METRIC_TEXT_MAX + 1};
  ck_assert_int_eq(mtqc_metric_add(bleu, longest, &small, 1, NULL, NULL), MTQC_ELIMIT);
  ck_assert_int_eq(mtqc_metric_add(bleu, small, &longest, 1, NULL, NULL), MTQC_ELIMIT);
  const mtqc_text words = repeated("a ", MTQC_METRIC_TER_WORDS_MAX), more = repeated("a ", MTQC_METRIC_TER_WORDS_MAX + 1);
  ck_assert_int_eq(mtqc_metric_add(ter, small, &words, 1, NULL, NULL), MTQC_OK);
  ck_assert_int_eq(mtqc_metric_add(ter, small, &more, 1, NULL, NULL), MTQC_ELIMIT);
  ck_assert_int_eq(mtqc_metric_add(ter, more, &small, 1, NULL, NULL), MTQC_ELIMIT);
  ck_assert_uint_eq(mtqc_metric_segment_count(ter), 1);
  mtqc_metric_free(bleu);
  mtqc_metric_free(ter);
}
END_TEST

/* A gzipped file whose only line has 66 MiB: small on the disk. */
static void write_long_line(int file) {
  enum { BLOCK = 1 << 20, BLOCKS = 66 };
  char *letters = memset(mq_arena_alloc(arena, BLOCK), 'a', BLOCK);
  gzFile packed = gzdopen(dup(file), "wb1");
  for (int i = 0; i < BLOCKS; i++) ck_assert_int_eq(gzwrite(packed, letters, BLOCK), BLOCK);
  ck_assert_int_eq(gzclose(packed), Z_OK);
}

START_TEST(records_of_files_are_bounded) {
  char path[] = "/tmp/mtqc-limits-XXXXXX.tsv";
  const int file = mkstemps(path, 4);
  ck_assert_int_ge(file, 0);
  write_long_line(file);
  mtqc_error error = {0};
  mtqc_bitext *bitext = mtqc_bitext_open(path, "en", "de", NULL, &error);
  ck_assert_msg(bitext != NULL, "%s", error.text);
  const mtqc_unit *unit;
  ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, &error), MTQC_ELIMIT);
  ck_assert_str_eq(error.text, "a line or element of more than 67108864 bytes");
  mtqc_bitext_free(bitext);
  close(file);
  unlink(path);
}
END_TEST

START_TEST(patterns_that_backtrack_without_end_are_stopped) {
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, "anchor-pattern", "^(a+)+$", NULL), MTQC_OK);
  mtqc_checker *guided = mtqc_checker_new("en", "de", options, NULL);
  mtqc_options_free(options);
  ck_assert_ptr_nonnull(guided);
  const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
  mtqc_alignment *alignment = NULL;
  mtqc_error error = {0};
  ck_assert_int_eq(mtqc_align(guided, text, sizeof text - 1, text, sizeof text - 1, &alignment, &error), MTQC_ELIMIT);
  ck_assert_str_eq(error.text, "the anchor pattern takes too long on segment 0");
  mtqc_checker_free(guided);
}
END_TEST

START_TEST(more_pairs_than_can_be_counted_are_refused) {
  ck_assert_int_eq(mtqc_lexicon_train("en", "de", &small, &small, UINT32_MAX, 1, 0, 1, NULL, collect, NULL, NULL), MTQC_ELIMIT);
}
END_TEST

/* --- read, but not all of it looked at --------------------------------------------------------------------------- */

START_TEST(the_first_hundred_words_of_a_pair_teach) {
  enum { PAIRS = 40, WORDS = 120 };
  mq_buf words = {.arena = arena}, out = {.arena = arena};
  for (int i = 0; i < WORDS; i++) mq_buf_format(&words, "w%c%cx ", 'a' + i / 20, 'a' + i % 20);
  mtqc_text pairs[PAIRS];
  for (size_t i = 0; i < PAIRS; i++) pairs[i] = (mtqc_text){words.at, words.size};
  ck_assert_int_eq(mtqc_lexicon_train("tlh", "tlh", pairs, pairs, PAIRS, 3, 4, 1, NULL, collect, &out, NULL), MTQC_OK);
  mq_buf_char(&out, '\0');
  ck_assert_ptr_nonnull(strstr(out.at, "wetx")); /* the hundredth */
  ck_assert_ptr_null(strstr(out.at, "wfax"));
}
END_TEST

/* One segment of thousands of faults: a check names the first ones, and time grows with the length only. */
static const char *const endless[][2] = {
    {"12 apples ", "13 Äpfel "},         {"He is here. ", "Er ist ist hier  . "}, {"\"a\" (b) ", "„a (b "},
    {"<b>x</b> %s ", "<b>x {0} "},       {"Anna Smith ", "Bert Schmidt "},          {"https://a.org/b ", "https://a.org/c "},
    {"not good, never ", "gut, immer "}, {"the colour ", "das haus Ã¼ber Kasаn "},  {"Monday, 5 May ", "Dienstag, den 6. Mai "},
    {"a\\n b ", "a\u200b b !! ,, \u00ad"},
};

START_TEST(findings_of_a_segment_are_bounded) {
  enum { TIMES = 5000, MOST = 64 };
  const mtqc_text source = repeated(endless[_i][0], TIMES), target = repeated(endless[_i][1], TIMES);
  mtqc_report *report = NULL;
  ck_assert_int_eq(mtqc_check_segments(checker, &source, &target, 1, &report, NULL), MTQC_OK);
  size_t counts[256] = {0};
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    for (size_t check = 0; check < mtqc_check_count(); check++)
      counts[check] += strcmp(mtqc_finding_check(mtqc_report_finding(report, i)), mtqc_check_name(check)) == 0;
  for (size_t check = 0; check < mtqc_check_count(); check++)
    ck_assert_msg(counts[check] <= MOST, "%s: %zu findings", mtqc_check_name(check), counts[check]);
  mtqc_report_free(report);
}
END_TEST

START_TEST(the_last_finding_says_how_many_follow) {
  const mtqc_text source = repeated("He is here. ", 100), target = repeated("Er ist ist hier. ", 100);
  mtqc_report *report = NULL;
  ck_assert_int_eq(mtqc_check_segments(checker, &source, &target, 1, &report, NULL), MTQC_OK);
  const mtqc_finding *last = NULL;
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    if (strcmp(mtqc_finding_check(mtqc_report_finding(report, i)), "repeated-word") == 0) last = mtqc_report_finding(report, i);
  ck_assert_ptr_nonnull(last);
  ck_assert_str_eq(mtqc_finding_evidence(last, mtqc_finding_evidence_count(last) - 1),
                   "36 more places of this kind follow in the segment");
  mtqc_report_free(report);
}
END_TEST

/* Letters of two bytes: none of them is cut in two, however the words between lie. */
START_TEST(the_table_of_mqm_shows_what_is_near) {
  enum { LETTERS = 5000, SHOWN = 4096 };
  const mtqc_text before = repeated("ä", LETTERS), behind = repeated("ö", LETTERS);
  for (int shift = 0; shift < 2; shift++) {
    mq_buf text = {.arena = arena}, table = {.arena = arena};
    mq_buf_format(&text, "%s %s ist ist hier%s %s.", before.bytes, shift ? "Er" : "Wer", shift ? "" : "n", behind.bytes);
    mtqc_report *report = NULL;
    ck_assert_int_eq(mtqc_check_segments(checker, &small, &(mtqc_text){text.at, text.size}, 1, &report, NULL), MTQC_OK);
    ck_assert_int_eq(mtqc_report_write(report, "mqm", NULL, collect, &table, NULL), MTQC_OK);
    static const char span[] = "<v>ist ist</v>";
    const char *place = strstr(table.at, span);
    ck_assert_ptr_nonnull(place);
    const char *first = place - SHOWN - strlen("…"), *last = place + strlen(span) + SHOWN - strlen("ö");
    ck_assert(strncmp(first, "…ä", 5) == 0 || strncmp(first + 1, "…ä", 5) == 0);
    ck_assert(strncmp(last, "ö…", 5) == 0 || strncmp(last - 1, "ö…", 5) == 0);
    mtqc_report_free(report);
  }
}
END_TEST

static double seconds(size_t times, const char *const pieces[2]) {
  const mtqc_text source = repeated(pieces[0], times), target = repeated(pieces[1], times);
  const clock_t began = clock();
  mtqc_report *report = NULL;
  ck_assert_int_eq(mtqc_check_segments(checker, &source, &target, 1, &report, NULL), MTQC_OK);
  mtqc_report_free(report);
  return (double)(clock() - began) / CLOCKS_PER_SEC;
}

START_TEST(time_grows_with_the_length_of_a_segment) {
  seconds(100, endless[_i]); /* loads what is needed */
  const double once = seconds(2000, endless[_i]), eight = seconds(16000, endless[_i]);
  ck_assert_msg(eight < 24 * once + .1, "%.3f s for 2000 pieces, %.3f s for 16000", once, eight);
}
END_TEST

int main(void) {
  enum { ENDLESS = sizeof endless / sizeof *endless };
  Suite *suite = suite_create("limits");
  TCase *tests = tcase_create("limits");
  tcase_set_timeout(tests, 120);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, large_texts_are_refused);
  tcase_add_test(tests, segments_of_a_metric_are_bounded);
  tcase_add_test(tests, records_of_files_are_bounded);
  tcase_add_test(tests, patterns_that_backtrack_without_end_are_stopped);
  tcase_add_test(tests, more_pairs_than_can_be_counted_are_refused);
  tcase_add_test(tests, the_first_hundred_words_of_a_pair_teach);
  tcase_add_loop_test(tests, findings_of_a_segment_are_bounded, 0, ENDLESS);
  tcase_add_test(tests, the_last_finding_says_how_many_follow);
  tcase_add_test(tests, the_table_of_mqm_shows_what_is_near);
  tcase_add_loop_test(tests, time_grows_with_the_length_of_a_segment, 0, ENDLESS);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
