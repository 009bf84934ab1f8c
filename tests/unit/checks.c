/* What checks share: forms against entries of tables, tokens beside quotation marks and joiners, how sentences end, places on the
 * other side. */
#include "test.h"

#include "check/marks.h"
#include "check/odd.h"
#include "check/sides.h"

static mq_arena *arena;
static mq_language language;
static mq_vocab *vocab;
static const mq_token *tokens;
static size_t count;

static void setup(void) {
  arena = mq_arena_new();
  ck_assert_int_eq(mq_language_parse(&language, "de", NULL), 0);
  mq_language_load(arena, &language, NULL, NULL);
  vocab = mq_vocab_new(arena, &language);
}

static void teardown(void) { mq_arena_free(arena); }

static void cut(const char *bytes) {
  mq_text text = mq_text_lines(arena, &language, mq_str_of(bytes));
  mq_text_tokenize(arena, &text, vocab, 0, text.segment_count);
  tokens = text.segments[0].tokens;
  count = text.segments[0].token_count;
}

/* Every word and number for which `holds` is true, with bars between. */
static const char *those(bool (*holds)(size_t i)) {
  mq_buf list = {.arena = arena};
  for (size_t i = 0; i < count; i++)
    if ((tokens[i].kind == MQ_WORD || tokens[i].kind == MQ_NUMBER) && holds(i)) mq_buf_format(&list, "%s%.*s", list.size ? "|" : "", MQ_FMT(tokens[i].word->surface));
  return list.size ? list.at : "";
}

static size_t reads(const char *form, const char *entry) { return mq_form_reads(mq_str_of(form), mq_str_of(entry)); }

START_TEST(forms_read_as_entries) {
  ck_assert_uint_eq(reads("haus", "haus"), 2 * 4 + 3);
  ck_assert_uint_eq(reads("hauses", "haus"), 2 * 4 + 3);
  ck_assert_uint_eq(reads("hausbaue", "haus"), 2 * 4 + 3); /* four letters more */
  ck_assert_uint_eq(reads("hausbauen", "haus"), 0);
  ck_assert_uint_eq(reads("arbeit", "arbeiter"), 2 * 6); /* two letters less */
  ck_assert_uint_eq(reads("arbei", "arbeiter"), 0);
  ck_assert_uint_eq(reads("hausen", "haute"), 2 * 3);
  ck_assert_uint_eq(reads("hai", "hai"), 2 * 3 + 3);
  ck_assert_uint_eq(reads("ha", "hai"), 0);
  ck_assert_uint_eq(reads("hausxy", "hautxyz"), 0);
  ck_assert_uint_eq(reads("häuser", "haus"), 2 * 4 + 3);
  ck_assert_uint_eq(reads("sudj", "sudia"), reads("sudj", "sudi")); /* vowels at the end are left out */
  ck_assert_uint_eq(reads("blumen", "blume"), 2 * 4 + 3);
  ck_assert_uint_gt(reads("kommissarin", "kommissarin"), reads("kommissarin", "kommissar"));
}
END_TEST

START_TEST(forms_fit_entries) {
  const mq_str form = MQ_STR("verbrechern");
  ck_assert_uint_eq(mq_common_prefix(form, MQ_STR("verbrechen")), 9);
  ck_assert_uint_eq(mq_common_prefix(form, MQ_STR("")), 0);
  ck_assert_uint_eq(mq_common_prefix(form, form), 11);
  ck_assert_uint_eq(mq_form_fit(form, MQ_STR("verbrechen")), 9);
  ck_assert_uint_eq(mq_form_fit(form, MQ_STR("verbrecher")), 1010);
  ck_assert_uint_eq(mq_form_fit(form, form), 1011);
}
END_TEST

START_TEST(rarity_is_said_in_round_numbers) {
  static const struct {
    int16_t frequency;
    const char *text;
  } rows[] = {{MQ_FREQUENCY_UNKNOWN, "in no corpus"}, {0, "1 in 1 words"}, {-100, "1 in 10 words"}, {-350, "1 in 3200 words"}, {-399, "1 in 9800 words"},
              {-400, "1 in 10 000 words"}, {-550, "1 in 320 000 words"}, {-600, "1 in 1.0 million words"}, {-650, "1 in 3.2 million words"},
              {-700, "1 in 10 million words"}, {-850, "1 in 320 million words"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) ck_assert_str_eq(mq_rarity_text(arena, rows[i].frequency), rows[i].text);
}
END_TEST

static bool quoted(size_t i) { return mq_token_quoted(tokens, count, i); }
static bool glued(size_t i) { return mq_token_glued(tokens, count, i); }
static bool after_capital(size_t i) { return mq_token_after_capital(tokens, i); }

START_TEST(quoted_words) {
  cut("Er sagte „nein“ und ging.");
  ck_assert_str_eq(those(quoted), "nein");
  cut("„eins zwei drei vier“");
  ck_assert_str_eq(those(quoted), "eins|zwei|drei|vier");
  cut("„eins zwei drei vier fünf“");
  ck_assert_str_eq(those(quoted), "");
  cut("„eins zwei drei");
  ck_assert_str_eq(those(quoted), "");
  cut("eins zwei “");
  ck_assert_str_eq(those(quoted), "");
}
END_TEST

START_TEST(glued_words) {
  cut("Er kam nach Alma-Ata und/oder Rom.");
  ck_assert_str_eq(those(glued), "Alma|Ata|und|oder");
  cut("eins - zwei (drei) vier.");
  ck_assert_str_eq(those(glued), "");
  cut("12km @name name@ 3-mal");
  ck_assert_str_eq(those(glued), "12|km|3|mal");
}
END_TEST

START_TEST(words_after_a_name) {
  cut("Gestern kam Anna Berg. Anna Berg kam, NATO Rat, Und Ende");
  ck_assert_str_eq(those(after_capital), "Berg|kam|Rat|Ende");
}
END_TEST

static const struct {
  const char *text;
  mq_mark mark;
  size_t at;
} ends[] = {{"Er kam", MQ_MARK_NONE, 1}, {"Er kam.", MQ_MARK_STOP, 2}, {"Er kam?!", MQ_MARK_QUESTION, 3}, {"Er kam!?", MQ_MARK_QUESTION, 3},
            {"Er kam!.", MQ_MARK_EXCLAMATION, 3}, {"Er kam …", MQ_MARK_ELLIPSIS, 2}, {"Er kam..", MQ_MARK_ELLIPSIS, 2}, {"Er kam:", MQ_MARK_COLON, 2},
            {"„Er kam?“", MQ_MARK_QUESTION, 3}, {"„Er kam?“.", MQ_MARK_QUESTION, 5}, {"(Er kam.)", MQ_MARK_STOP, 3}, {"Kam er? Ja,", MQ_MARK_COMMA, 4},
            {"Er kam.<br>", MQ_MARK_STOP, 2}, {"»", MQ_MARK_NONE, 0}, {"Er kam %", MQ_MARK_OTHER, 2}, {"Er kam /", MQ_MARK_OTHER, 2}};

START_TEST(sentences_end) {
  cut(ends[_i].text);
  size_t at;
  ck_assert_int_eq(mq_end_mark(tokens, count, &at), ends[_i].mark);
  ck_assert_uint_eq(at, ends[_i].at);
  ck_assert_int_eq(mq_end_mark(tokens, count, NULL), ends[_i].mark);
}
END_TEST

START_TEST(marks_and_lists) {
  cut("a ( ] ” 「");
  ck_assert_uint_eq(mq_mark_pair(&tokens[0]), 0);
  ck_assert_uint_eq(mq_mark_pair(&tokens[1]), 1);
  ck_assert_uint_eq(mq_mark_pair(&tokens[2]), 2);
  ck_assert_uint_eq(mq_mark_pair(&tokens[3]), 0);
  ck_assert_uint_eq(mq_mark_pair(&tokens[4]), 5);
  ck_assert(mq_mark_is_listed(MQ_STR(") ] ”"), &tokens[2]) && mq_mark_is_listed(MQ_STR("]"), &tokens[2]));
  ck_assert(!mq_mark_is_listed(MQ_STR("[ )"), &tokens[2]) && !mq_mark_is_listed(MQ_STR(""), &tokens[2]));
  ck_assert_uint_eq(mq_count_words(tokens, count), 1);
}
END_TEST

/* Links of content words to tokens of the other side; -1 for none. */
static double place_of(size_t i, const int *to, float strength) {
  mq_link links[40];
  for (size_t k = 0; k < count; k++) links[k] = (mq_link){.other = to[k] < 0 ? MQ_NO_ID : (uint32_t)to[k], .strength = strength};
  const mq_side side = {MTQC_SOURCE, tokens, links, count}, other = {MTQC_TARGET, tokens, links, 2 * count};
  return mq_expected_place(&side, &other, i);
}

START_TEST(places_are_asked_of_neighbours) {
  cut("Fluss Kahn Nebel Ufer Turm Brücke");
  ck_assert_double_eq(place_of(2, (const int[]){-1, -1, -1, -1, -1, -1}, 1), 5);           /* the same share of the way */
  ck_assert_double_eq(place_of(2, (const int[]){-1, 7, -1, -1, -1, -1}, 1), 7);
  ck_assert_double_eq(place_of(2, (const int[]){-1, 7, 9, -1, -1, -1}, 1), 7);             /* not of the word itself */
  ck_assert_double_eq(place_of(2, (const int[]){-1, 7, -1, 10, -1, -1}, 1), 8.5);          /* as near on either side */
  ck_assert_double_eq(place_of(2, (const int[]){1, 7, -1, -1, -1, -1}, 1), 7);             /* the nearer one */
  ck_assert_double_eq(place_of(2, (const int[]){1, 7, -1, 30, 8, -1}, 1), 7.5);            /* the weighted median of four */
  ck_assert_double_eq(place_of(2, (const int[]){1, 7, -1, 30, 8, 0}, 1), 7.5);             /* of four, not of five */
  ck_assert_double_eq(place_of(0, (const int[]){-1, -1, -1, -1, -1, 4}, 1), 4);
  ck_assert_double_eq(place_of(5, (const int[]){3, -1, -1, -1, -1, -1}, 1), 3);
  ck_assert_double_eq(place_of(2, (const int[]){-1, 7, -1, -1, -1, -1}, MQ_LINKED), 7);
  ck_assert_double_eq(place_of(2, (const int[]){-1, 7, -1, -1, -1, -1}, .39f), 5);
  cut("Fluss a b c d e f g h i j k Kahn Ufer");
  ck_assert_double_eq(place_of(0, (const int[]){-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 6, 9}, 1), 6); /* twelve tokens away */
  ck_assert_double_eq(place_of(0, (const int[]){-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 9}, 1), 1);
}
END_TEST

START_TEST(content_words) {
  cut("nicht und Haus 12 .");
  ck_assert(mq_is_content(&tokens[2]));
  ck_assert(!mq_is_content(&tokens[3]) && !mq_is_content(&tokens[4]));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("checks");
  TCase *tests = tcase_create("checks");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, forms_read_as_entries);
  tcase_add_test(tests, forms_fit_entries);
  tcase_add_test(tests, rarity_is_said_in_round_numbers);
  tcase_add_test(tests, quoted_words);
  tcase_add_test(tests, glued_words);
  tcase_add_test(tests, words_after_a_name);
  tcase_add_loop_test(tests, sentences_end, 0, sizeof ends / sizeof *ends);
  tcase_add_test(tests, marks_and_lists);
  tcase_add_test(tests, places_are_asked_of_neighbours);
  tcase_add_test(tests, content_words);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
