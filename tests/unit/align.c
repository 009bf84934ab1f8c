/* The aligner through the front door: what holds for any input, fixed points, doubts, evidence. */
#include "test.h"

#include <mtqc/mtqc.h>

#include <stdio.h>

static mtqc_checker *checker_with(const char *source, const char *target, const char *key, const char *value) {
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, key, value, NULL), MTQC_OK);
  mtqc_checker *checker = mtqc_checker_new(source, target, options, NULL);
  ck_assert_ptr_nonnull(checker);
  mtqc_options_free(options);
  return checker;
}

/* Every segment is in exactly one bead, in order. */
static void check_whole(const mtqc_alignment *alignment) {
  size_t next[2] = {0, 0};
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment); i++) {
    const double confidence = mtqc_alignment_confidence(alignment, i);
    ck_assert(confidence >= 0 && confidence <= 1);
    size_t first[2], last[2];
    for (int side = 0; side < 2; side++) {
      mtqc_alignment_bead(alignment, i, (mtqc_side)side, &first[side], &last[side]);
      ck_assert_uint_eq(first[side], next[side]);
      next[side] = last[side];
    }
    const unsigned flags = mtqc_alignment_flags(alignment, i);
    ck_assert_int_eq((flags & MTQC_BEAD_NULL) != 0, first[0] == last[0] || first[1] == last[1]);
    ck_assert_int_eq((flags & MTQC_BEAD_MERGED) != 0, last[0] - first[0] > 1 || last[1] - first[1] > 1);
    ck_assert_int_eq((flags & MTQC_BEAD_LOW) != 0, confidence < .5);
  }
  for (int side = 0; side < 2; side++)
    ck_assert_uint_eq(next[side], mtqc_alignment_segment_count(alignment, (mtqc_side)side));
}

static mtqc_alignment *align_lines(const mtqc_checker *checker, const char *source, const char *target) {
  mtqc_alignment *alignment = NULL;
  ck_assert_int_eq(mtqc_align_lines(checker, source, strlen(source), target, strlen(target), &alignment, NULL), MTQC_OK);
  check_whole(alignment);
  return alignment;
}

/* The beads as text, confidences left out: "0:0 1:1,2 :3". */
static const char *beads(const mtqc_alignment *alignment) {
  static char text[512];
  size_t size = 0;
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment); i++)
    for (int side = 0; side < 2; side++) {
      size_t first, last;
      mtqc_alignment_bead(alignment, i, (mtqc_side)side, &first, &last);
      size += (size_t)snprintf(text + size, sizeof text - size, "%s", side ? ":" : i ? " " : "");
      for (size_t k = first; k < last; k++)
        size += (size_t)snprintf(text + size, sizeof text - size, k > first ? ",%zu" : "%zu", k);
    }
  return text;
}

static const char english[] = "The museum in Ashford opened in 1987.\n"
                              "Its founder, Margaret Whitlock, collected 340 clocks.\n"
                              "Rain is expected tonight over the northern half of the country, with storms along the coast and fog in the "
                              "valleys, while it will stay dry and rather warm for the season in the south and on the islands.\n"
                              "The oldest clock was built in Nuremberg in 1610.\n"
                              "Visitors pay 12 euros; on Mondays the house is closed.\n";
static const char german[] = "Das Museum in Ashford wurde 1987 eröffnet.\n"
                             "Seine Gründerin, Margaret Whitlock, sammelte 340 Uhren.\n"
                             "Die älteste Uhr wurde 1610 in Nürnberg gebaut.\n"
                             "Besucher zahlen 12 Euro.\n"
                             "Montags ist das Haus geschlossen.\n";

START_TEST(texts_without_lexicon) {
  mtqc_checker *checker = checker_with("en", "de", "lexicon", "no");
  mtqc_alignment *alignment = align_lines(checker, english, german);
  ck_assert_str_eq(beads(alignment), "0:0 1:1 2: 3:2 4:3,4");
  ck_assert_ptr_null(mtqc_alignment_doubt(alignment, 0));
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

/* Either source holds all names, and lengths speak neither way: only the order of the names tells which of the two has the
 * sentence in the middle. */
START_TEST(word_order) {
  static const char source[] = "Yolanda met Xavier at the old gate and then Zacharias waved to Quentin.\n"
                               "Xavier wrote to Yolanda from the bridge and later Zacharias phoned Quentin.\n";
  static const char *const targets[] = {"Yolanda traf den Xavier am alten Tor vor dem großen Museum.\n"
                                        "Zacharias winkte dem Quentin.\n"
                                        "Xavier schrieb der Yolanda, Zacharias rief den Quentin.\n",
                                        "Yolanda traf Xavier, dem Quentin winkte Zacharias.\n"
                                        "Xavier schrieb der Yolanda.\n"
                                        "Von der Brücke aus hat dann der Zacharias den Quentin angerufen.\n"};
  static const char *const expected[] = {"0:0,1 1:2", "0:0 1:1,2"};
  mtqc_checker *checker = checker_with("en", "de", "lexicon", "no");
  for (size_t k = 0; k < 2; k++) {
    mtqc_alignment *alignment = align_lines(checker, source, targets[k]);
    ck_assert_str_eq(beads(alignment), expected[k]);
    ck_assert(mtqc_alignment_confidence(alignment, 0) > .8);
    mtqc_alignment_free(alignment);
  }
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(evidence) {
  mtqc_checker *checker = checker_with("en", "de", "lexicon", "no");
  mtqc_alignment *alignment = align_lines(checker, english, german);
  bool ashford = false;
  for (size_t i = 0; i < mtqc_alignment_match_count(alignment, 0); i++) {
    size_t s[2], t[2];
    const double strength = mtqc_alignment_match(alignment, 0, i, &s[0], &s[1], &t[0], &t[1]);
    ck_assert(strength > 0 && strength <= 1);
    ashford |= s[1] - s[0] == 7 && !memcmp(english + s[0], "Ashford", 7) && !memcmp(german + t[0], "Ashford", 7);
  }
  ck_assert(ashford);
  ck_assert_uint_eq(mtqc_alignment_match_count(alignment, 2), 0);
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(segments_one_by_one) {
  const mtqc_text sources[] = {{"Chapter 7", 9}, {NULL, 0}, {"It was 1910 in Ashford.", 23}};
  const mtqc_text targets[] = {{"Kapitel 7", 9}, {"Es war 1910 in Ashford.", 23}};
  mtqc_checker *checker = checker_with("en", "de", "lexicon", "no");
  mtqc_alignment *alignment = NULL;
  ck_assert_int_eq(mtqc_align_segments(checker, sources, 3, targets, 2, &alignment, NULL), MTQC_OK);
  check_whole(alignment);
  ck_assert_str_eq(beads(alignment), "0:0 1: 2:1");
  size_t start, end;
  mtqc_alignment_segment(alignment, MTQC_SOURCE, 2, &start, &end);
  ck_assert_uint_eq(start, 11);
  ck_assert_uint_eq(end, 34);
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

/* What was not aligned by us has nothing to show for it. */
START_TEST(pairs_that_are_given) {
  mtqc_checker *checker = checker_with("en", "de", "lexicon", "no");
  mtqc_report *report = NULL;
  ck_assert_int_eq(mtqc_check_lines(checker, english, strlen(english), german, strlen(german), &report, NULL), MTQC_OK);
  const mtqc_alignment *alignment = mtqc_report_alignment(report);
  const size_t count = mtqc_alignment_bead_count(alignment);
  ck_assert_uint_gt(count, 1);
  for (size_t i = 0; i < count; i++) {
    ck_assert_uint_eq(mtqc_alignment_match_count(alignment, i), 0);
    ck_assert(mtqc_alignment_confidence(alignment, i) == 1);
  }
  ck_assert_ptr_null(mtqc_alignment_doubt(alignment, 0));
  ck_assert_uint_eq(mtqc_alignment_learnt_count(alignment), 0);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(one_to_one) {
  mtqc_checker *checker = checker_with("en", "de", "one-to-one", "yes");
  mtqc_alignment *alignment = align_lines(checker, english, german);
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment); i++)
    ck_assert(!(mtqc_alignment_flags(alignment, i) & MTQC_BEAD_MERGED));
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

/* No bead reaches over a heading, whatever the texts say. */
START_TEST(anchor_pattern) {
  mtqc_checker *checker = checker_with("en", "de", "anchor-pattern", "^(The oldest|Besucher)");
  mtqc_alignment *alignment = align_lines(checker, english, german);
  size_t first[2], last[2];
  bool together = false;
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment); i++) {
    for (int side = 0; side < 2; side++) mtqc_alignment_bead(alignment, i, (mtqc_side)side, &first[side], &last[side]);
    ck_assert(!(first[0] < 3 && last[0] > 3) && !(first[1] < 3 && last[1] > 3));
    together |= first[0] == 3 && first[1] == 3;
  }
  ck_assert(together);
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

/* The first heading stands at the beginning of one side only: what is before it on the other side has no counterpart, however much
 * it looks like one. */
START_TEST(heading_behind_a_preface) {
  static const char bare[] = "Chapter 1\nIt was dark.\n", prefaced[] = "Before Chapter 1\nIt was dark.\nChapter 1\nEs war dunkel.\n";
  mtqc_checker *checker = checker_with("en", "de", "anchor-pattern", "^Chapter");
  mtqc_alignment *alignment = align_lines(checker, bare, prefaced);
  check_whole(alignment);
  ck_assert_str_eq(beads(alignment), ":0 :1 0:2 1:3");
  mtqc_alignment_free(alignment);
  alignment = align_lines(checker, prefaced, bare);
  check_whole(alignment);
  ck_assert_str_eq(beads(alignment), "0: 1: 2:0 3:1");
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

START_TEST(paragraph_mode) {
  static const char source[] = "One day it rained. The river rose.\n\nThen came 1910. Anna left Ashford.\n";
  static const char target[] = "Eines Tages regnete es, der Fluss stieg.\n\nDann kam 1910, und Anna verließ Ashford.\n";
  mtqc_checker *checker = checker_with("en", "de", "paragraphs", "yes");
  mtqc_alignment *alignment = NULL;
  ck_assert_int_eq(mtqc_align(checker, source, strlen(source), target, strlen(target), &alignment, NULL), MTQC_OK);
  check_whole(alignment);
  ck_assert_str_eq(beads(alignment), "0,1:0 2,3:1");
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
}
END_TEST

/* `count` lines of the pieces in turn, numbered where a piece says so. */
static char *many(const char *const *pieces, size_t piece_count, size_t count) {
  char *text = malloc(count * 128 + 1), *end = text;
  *end = '\0';
  for (size_t i = 0; i < count; i++) end += sprintf(end, "%s\n", pieces[i * 7 % piece_count]);
  return text;
}

static const char *const kitchen[] = {"The dough must rest before it is rolled out.", "Add the eggs and a little of the milk.",
                                      "This is what they did with the butter.", "He was never in the kitchen."};
static const char *const harbour[] = {"Die Schiffe lagen an diesem Morgen nicht im Hafen von Hamburg.", "Er ging ohne sie.",
                                      "Niemand wusste, was der Kapitän mit der Ladung und den Seilen vorhatte, und keiner fragte.",
                                      "Es war kalt."};

static bool doubted(const mtqc_alignment *alignment, const char *what) {
  for (size_t i = 0; mtqc_alignment_doubt(alignment, i); i++)
    if (strstr(mtqc_alignment_doubt(alignment, i), what)) return true;
  return false;
}

START_TEST(doubts) {
  char *english_text = many(kitchen, 4, 40), *german_text = many(harbour, 4, 31);
  mtqc_checker *checker = checker_with("en", "de", "max-bead", "4");
  mtqc_alignment *right = align_lines(checker, english_text, german_text);
  mtqc_alignment *swapped = align_lines(checker, german_text, english_text);
  ck_assert(doubted(right, "belong together"));
  ck_assert(!doubted(right, "swapped"));
  ck_assert(doubted(swapped, "swapped"));
  mtqc_alignment_free(right);
  mtqc_alignment_free(swapped);
  mtqc_checker_free(checker);
  free(english_text);
  free(german_text);
}
END_TEST

/* Shapes that hurt: each must give a whole alignment. */
START_TEST(odd_shapes) {
  static const char *const equal[] = {"Ja."}, *const nothing[] = {""}, *const marks[] = {"...", "?!", "–"};
  static const struct {
    const char *const *pieces;
    size_t piece_count, count;
  } sides[] = {{equal, 1, 0}, {equal, 1, 1}, {equal, 1, 700}, {nothing, 1, 500}, {marks, 3, 900}, {kitchen, 4, 300}};
  enum { SIDES = sizeof sides / sizeof *sides };
  mtqc_checker *checker = checker_with("en", "de", "lexicon", "no");
  for (size_t s = 0; s < SIDES; s++)
    for (size_t t = 0; t < SIDES; t++) {
      char *source = many(sides[s].pieces, sides[s].piece_count, sides[s].count);
      char *target = many(sides[t].pieces, sides[t].piece_count, sides[t].count);
      mtqc_alignment_free(align_lines(checker, source, target));
      free(source);
      free(target);
    }
  mtqc_checker_free(checker);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("align");
  TCase *tests = tcase_create("align");
  tcase_add_test(tests, texts_without_lexicon);
  tcase_add_test(tests, word_order);
  tcase_add_test(tests, evidence);
  tcase_add_test(tests, segments_one_by_one);
  tcase_add_test(tests, pairs_that_are_given);
  tcase_add_test(tests, one_to_one);
  tcase_add_test(tests, anchor_pattern);
  tcase_add_test(tests, heading_behind_a_preface);
  tcase_add_test(tests, paragraph_mode);
  tcase_add_test(tests, doubts);
  tcase_add_test(tests, odd_shapes);
  tcase_set_timeout(tests, 60);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
