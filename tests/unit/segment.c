/* Paragraphs and sentences. */
#include "test.h"

#include "text/text.h"

static mq_arena *arena;

/* Small tables in the form of dicts/, so that the tests hold whatever the real tables become. */
static const char *const german[][2] = {
    {"language", "ordinal-dot\tyes\nnoun-capitals\tyes\nquote-open\t„\nquote-close\t“\nquote-open-alt\t‚;"
                 "»\nquote-close-alt\t‘;«\n"},
    {"abbreviations", "z. "
                      "B.\tnever\nDr.\tnever\nca.\tnever\nNr.\tnumber\nKap.\tnumber\nusw.\tmay-end\nMio."
                      "\tafter-number\nc.\tnever\n"},
    {"stopwords", "der\ndie\ndas\nein\nim\nam\nzum\ner\nsie\ndann\nnun\nund\n"},
    {NULL, NULL}};
static const char *const russian[][2] = {
    {"language", "quote-open\t«\nquote-close\t»\n"},
    {"abbreviations", "г.\tafter-number\nг.\tnever\nт. "
                      "д.\tmay-end\nтыс.\tafter-number\nдолл.\tafter-number\nул.\tnever\nпроф.\tnever\n"},
    {"magnitudes", "млрд\t1e9\n"},
    {"stopwords", "он\nв\nэто\nпотом\n"},
    {NULL, NULL}};
static const char *const english[][2] = {
    {"abbreviations", "Mr.\tnever\nU.S.\tmay-end\np.m.\tmay-end\nFig.\tnumber\n"},
    {"stopwords", "the\nhe\nthen\na\n"},
    {NULL, NULL}};
static const char *const french[][2] = {{"language", "quote-open\t«\nquote-close\t»\n"},
                                        {"abbreviations", "M.\tnever\nart.\tnumber\np.\tnumber\n"},
                                        {NULL, NULL}};

static bool tables(void *payload, const char *name, mq_table *out) {
  for (const char *const(*rows)[2] = payload; (*rows)[0]; rows++) {
    if (strcmp((*rows)[0], name) != 0) continue;
    *out = mq_table_parse(arena, mq_str_of((*rows)[1]));
    return true;
  }
  return false;
}

static mq_language de, ru, en, fr, zh, ja;

static void load(mq_language *language, const char *tag, const char *const (*rows)[2]) {
  mq_language_parse(language, tag, NULL);
  mq_language_load(arena, language, rows ? tables : NULL, (void *)rows);
}

static void setup(void) {
  arena = mq_arena_new();
  load(&de, "de", german);
  load(&ru, "ru", russian);
  load(&en, "en", english);
  load(&fr, "fr", french);
  load(&zh, "zh", NULL);
  load(&ja, "ja", NULL);
}
static void teardown(void) { mq_arena_free(arena); }

/* Segments divided by "|", paragraphs by "¶"; checks what holds for every segmentation. */
static const char *cut(const mq_language *language, mq_str bytes) {
  const mq_text text = mq_text_segment(arena, language, bytes);
  mq_buf out = {.arena = arena};
  mq_buf_text(&out, "");
  for (size_t i = 0; i < text.segment_count; i++) {
    const mq_segment *s = &text.segments[i], *last = s - 1;
    if (i) mq_buf_text(&out, s->paragraph == last->paragraph ? "|" : "¶");
    mq_buf_add(&out, bytes.at + s->start, s->end - s->start);
    ck_assert(s->start < s->end && s->end <= bytes.size && s->paragraph < text.paragraph_count);
    ck_assert(i == 0 || (s->start >= last->end && s->paragraph >= last->paragraph &&
                         s->paragraph <= last->paragraph + 1));
  }
  return out.at;
}

typedef struct example {
  const mq_language *language;
  const char *text, *segments; /* NULL: one segment, the text itself */
} example;

static void check_all(const example *examples, size_t count) {
  for (size_t i = 0; i < count; i++)
    ck_assert_str_eq(cut(examples[i].language, mq_str_of(examples[i].text)),
                     examples[i].segments ? examples[i].segments : examples[i].text);
}
#define CHECK_ALL(examples) check_all((examples), sizeof(examples) / sizeof *(examples))

START_TEST(plain_sentences_are_cut) {
  static const example examples[] = {
      {&de, "", ""},
      {&de, " \n\t\n ", ""},
      {&de, "Ein Satz", NULL},
      {&de, "Es regnet. Es schneit! Wirklich? Ja.", "Es regnet.|Es schneit!|Wirklich?|Ja."},
      {&en, "One. Two.  Three.", "One.|Two.|Three."},
      {&ru, "Идёт дождь. Потом снег.", "Идёт дождь.|Потом снег."},
      {&zh, "今天很冷。我们回家吧！好吗？", "今天很冷。|我们回家吧！|好吗？"},
      {&ja, "寒いですね。帰りましょう！", "寒いですね。|帰りましょう！"},
      {&en, "He left... and came back.", NULL},
      {&en, "It grew by 3.5 percent. Good.", "It grew by 3.5 percent.|Good."},
      {&en, "see www.a.org/x?B=C&D=E. or not", NULL}};
  CHECK_ALL(examples);
}
END_TEST

START_TEST(abbreviations_do_not_end_sentences) {
  static const example examples[] = {
      {&de, "Er mag z. B. Hunde. Sie nicht.", "Er mag z. B. Hunde.|Sie nicht."},
      {&de, "Er mag (z. B. Hunde) Tiere.", NULL},
      {&de, "Das sagt Dr. Maier.", NULL},
      {&de, "Äpfel, Birnen usw. Dann kam er.", "Äpfel, Birnen usw.|Dann kam er."},
      {&de, "Äpfel, Birnen usw. kaufte er.", NULL},
      {&de, "Wir haben Nr. 5 gezogen.", NULL},
      {&de, "Er zog die Nr. Dann ging er.", "Er zog die Nr.|Dann ging er."},
      {&de, "Es kostet 3 Mio. Euro.", NULL},
      {&de, "Es kostet 3 Mio. Das ist viel.", "Es kostet 3 Mio.|Das ist viel."},
      {&ru, "Это было в 1990 г. Потом он уехал.", "Это было в 1990 г.|Потом он уехал."},
      {&ru, "Он живёт в г. Омске на ул. Мира.", NULL},
      {&ru, "Яблоки, груши и т. д. Потом он ушёл.", "Яблоки, груши и т. д.|Потом он ушёл."},
      {&ru, "Яблоки, груши и т. д. купил он.", NULL},
      {&ru, "Пришло 10 тыс. человек.", NULL},
      {&ru, "Цена 5 млрд долл. США.", NULL},
      {&en, "The U.S. Army left. He stayed.", "The U.S. Army left.|He stayed."},
      {&en, "He left the U.S. The rest stayed.", "He left the U.S.|The rest stayed."},
      {&en, "See Fig. 3 there.", NULL},
      {&en, "Here comes Mr. Jones.", NULL},
      {&de, "Ein Film mit Mr. Jones.", NULL}, /* no table has it: a capital and consonants */
      {&de, "Er sah fern auf BBC. Dann schlief er.", "Er sah fern auf BBC.|Dann schlief er."},
      {&fr, "Voir l’art. 5 de la loi.", NULL},
      {&fr, "M. Petit est là. Il mange.", "M. Petit est là.|Il mange."}};
  CHECK_ALL(examples);
}
END_TEST

START_TEST(ordinals_and_initials_do_not_end_sentences) {
  static const example examples[] = {
      {&de, "Am 5. Januar kam er.", NULL},
      {&de, "Am 31. Dezember 2001. Dann nicht mehr.", "Am 31. Dezember 2001.|Dann nicht mehr."},
      {&de, "Bis 31. 12. 2022 gilt es.", NULL},
      {&de, "Sie wurde im Ziel der 3. Platz zugesprochen.", NULL},
      {&de, "Zum 100. Geburtstag kamen alle.", NULL},
      {&de, "Er ist 16. Das ist jung.", "Er ist 16.|Das ist jung."},
      {&de, "Seit 1990. Deutschland feiert.", "Seit 1990.|Deutschland feiert."},
      {&de, "Ludwig XIV. Frankreichs König.", NULL},
      {&en, "It was 16. Boys left.", "It was 16.|Boys left."},
      {&en, "It is over now. 18 men left.", "It is over now.|18 men left."},
      {&ru, "Выступил К. К. Иванов. Он ушёл.", "Выступил К. К. Иванов.|Он ушёл."},
      {&ru, "Приехал Дж. Смит.", NULL},
      {&en, "J. R. R. Smith wrote it.", NULL},
      {&en, "They took plan B. The rest failed.", "They took plan B.|The rest failed."},
      {&de, "Das ist Vitamin C. Das hilft.", "Das ist Vitamin C.|Das hilft."},
      {&de, "1. Anfang und Ende. 2. Mitte.", "1. Anfang und Ende.|2. Mitte."},
      {&de, "II. Anfang.", NULL}};
  CHECK_ALL(examples);
}
END_TEST

START_TEST(quotes_stay_with_their_sentence) {
  static const example examples[] = {
      {&de, "„Es regnet.“ Er ging. „Ja!“, rief sie.", "„Es regnet.“|Er ging.|„Ja!“, rief sie."},
      {&de, "„Wirklich?“ fragte er.", NULL},
      {&en, "\"Go!\" he said. \"No.\" She left.", "\"Go!\" he said.|\"No.\"|She left."},
      {&en, "(It rained.) He left.", "(It rained.)|He left."},
      {&ru, "«Да!» — сказал он. «Нет».", "«Да!» — сказал он.|«Нет»."},
      {&fr, "« Oui\u00a0! » Puis il part.", "« Oui\u00a0! »|Puis il part."},
      {&fr, "« Oui\u00a0! » dit-il.", NULL},
      {&zh, "好吗？“好的。”他走了。", "好吗？|“好的。”|他走了。"},
      {&ja, "元気？「はい。」（注）", "元気？|「はい。」|（注）"}};
  CHECK_ALL(examples);
}
END_TEST

START_TEST(addresses_and_scraps_join_what_stands_before) {
  static const example examples[] = {{&en, "Read this. https://a.org/b", NULL},
                                     {&en, "Read this.\n\nhttps://a.org/b", "Read this.¶https://a.org/b"},
                                     {&en, "Done. *** Next one.", "Done.|*** Next one."},
                                     {&ru, "Да. — Он ушёл.", NULL},
                                     {&en, "Done. ***", NULL}};
  CHECK_ALL(examples);
}
END_TEST

START_TEST(blank_lines_end_paragraphs) {
  static const example examples[] = {
      {&en, "Title\n\nOne. Two\nlines.\n\n\nThree.", "Title¶One.|Two\nlines.¶Three."},
      {&en, "A\r\n\r\nB\r\nc", "A¶B\r\nc"},
      {&en, "A\r\rB\rc", "A¶B\rc"},
      {&en, "A\n \u00a0\t\ufeff\nB", "A¶B"},
      {&en, "\ufeffA\nB\nC\n\n", "A¶B¶C"},
      {&en, "\n\nOne. Two\nthree\n", "One.|Two¶three"},
      {&en, "Shop\nPrices are low\nNew. Old", "Shop¶Prices are low¶New.|Old"}};
  CHECK_ALL(examples);
}
END_TEST

START_TEST(bytes_of_any_kind_are_kept) {
  ck_assert_str_eq(cut(&en, MQ_STR("Bad \xff\xfe. Next \xc3")), "Bad \xff\xfe.|Next \xc3");
  const mq_text text = mq_text_segment(arena, &en, MQ_STR("One\0two. Three."));
  ck_assert_uint_eq(text.segment_count, 2);
  ck_assert_uint_eq(text.segments[1].start, 9);
}
END_TEST

static const char wrapped[] = "It was late in the evening when the last of the travellers came down\n"
                              "the road from the hills, and the keeper of the inn had already put the\n"
                              "chairs on the tables. He looked up, wiped his hands, and said that the\n"
                              "kitchen was cold but that there was bread. Nobody complained about it\n"
                              "then.\n";

START_TEST(hard_wrapped_text_is_joined) {
  mq_text text = mq_text_segment(arena, &en, mq_str_of(wrapped));
  ck_assert(text.hard_wrapped);
  ck_assert_uint_eq(text.paragraph_count, 1);
  ck_assert_uint_eq(text.segment_count, 3);
  text = mq_text_segment(arena, &en, mq_str_of(mq_format(arena, "Title\n\n%s\n%s", wrapped, wrapped)));
  ck_assert(text.hard_wrapped);
  ck_assert_uint_eq(text.paragraph_count, 3);
}
END_TEST

START_TEST(other_lines_are_not_taken_for_wrapped) {
  static const char *const cases[] = {
      "Save the file\nOpen a new window and close the old one right now\nCancel\nPreferences for all of the "
      "users of the system\nQuit\n",
      "The first paragraph is a sentence of about the same length as others.\n"
      "The second paragraph is a sentence of about the same length as well.\n"
      "The third paragraph is a sentence that is not much longer than them.\n"
      "The fourth paragraph is a sentence that nobody would call very long.\n",
      "Roses are red\nand violets are blue\nsugar is sweet\nand so are you\n"};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const mq_text text = mq_text_segment(arena, &en, mq_str_of(cases[i]));
    ck_assert_msg(!text.hard_wrapped, "%s", cases[i]);
    ck_assert_uint_ge(text.paragraph_count, 4);
  }
}
END_TEST

/* Megabytes on one line. Quadratic work on any of these would not end within the time limit. */
START_TEST(long_lines_are_cut_in_linear_time) {
  static const char *const patterns[] = {"a. B", "z. B. ", ". ",  " »",  "x", "\xff",  "好。",
                                         "! » ", "1. 5 ",  "\n ", "J. ", "(", "Am 3. "};
  const size_t size = 1500000;
  for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
    mq_arena *own = mq_arena_new();
    char *bytes = mq_arena_alloc(own, size);
    const size_t step = strlen(patterns[p]);
    for (size_t i = 0; i < size; i++) bytes[i] = patterns[p][i % step];
    const mq_text text = mq_text_segment(own, &de, (mq_str){bytes, size});
    for (size_t i = 0; i < text.segment_count; i++)
      ck_assert_uint_le(text.segments[i].end - text.segments[i].start, 3u << 20);
    mq_arena_free(own);
  }
}
END_TEST

START_TEST(windows_leave_no_trace) {
  /* Sentences of many lengths over several windows come out as they would one by one. */
  mq_buf buf = {.arena = arena};
  size_t sentences = 0;
  for (unsigned seed = 1; buf.size < 1500000; sentences++) {
    if (sentences) mq_buf_char(&buf, ' ');
    seed = seed * 1103515245 + 12345;
    mq_buf_text(&buf, "Wörter");
    for (unsigned i = 0; i < (seed >> 16) % 60; i++) mq_buf_text(&buf, " z. B. wörter");
    mq_buf_char(&buf, '.');
  }
  const mq_text text = mq_text_segment(arena, &de, mq_buf_view(&buf));
  ck_assert_uint_eq(text.segment_count, sentences);
  ck_assert_uint_eq(text.paragraph_count, 1);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("segment");
  TCase *tests = tcase_create("segment");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, plain_sentences_are_cut);
  tcase_add_test(tests, abbreviations_do_not_end_sentences);
  tcase_add_test(tests, ordinals_and_initials_do_not_end_sentences);
  tcase_add_test(tests, quotes_stay_with_their_sentence);
  tcase_add_test(tests, addresses_and_scraps_join_what_stands_before);
  tcase_add_test(tests, blank_lines_end_paragraphs);
  tcase_add_test(tests, bytes_of_any_kind_are_kept);
  tcase_add_test(tests, hard_wrapped_text_is_joined);
  tcase_add_test(tests, other_lines_are_not_taken_for_wrapped);
  tcase_add_test(tests, long_lines_are_cut_in_linear_time);
  tcase_add_test(tests, windows_leave_no_trace);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
