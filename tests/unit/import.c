/* Importers, on small made-up dictionaries; and packs built from them. */
#include "test.h"

#include "lexicon/import.h"
#include "lexicon/lookup.h"
#include "lexicon/pack.h"

#include <mtqc/lexicon.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static mq_arena *arena;
static void setup(void) {
  arena = mq_arena_new();
}
static void teardown(void) {
  mq_arena_free(arena);
}

/* Pairs as lines "first=second", with "*" behind those that are no head words. */
static void list_pair(void *payload, const mq_import_pair *pair) {
  mq_buf_format(payload, "%.*s=%.*s%s\n", MQ_FMT(pair->first), MQ_FMT(pair->second),
                pair->headword ? "" : "*");
}

static void list_word(void *payload, mq_str word, int16_t frequency) {
  if (frequency == MQ_FREQUENCY_UNKNOWN) mq_buf_format(payload, "%.*s\n", MQ_FMT(word));
  else mq_buf_format(payload, "%.*s %d\n", MQ_FMT(word), frequency);
}

static mq_buf new_list(void) {
  mq_buf list = {.arena = arena};
  mq_buf_add(&list, "", 0);
  return list;
}

static const char *ding(const char *text) {
  mq_buf list = new_list();
  mq_import_ding(arena, mq_str_of(text), (mq_import_sink){list_pair, &list});
  return list.at;
}

START_TEST(ding_variants_go_with_variants_and_synonyms_with_synonyms) {
  ck_assert_str_eq(ding("# comment\nKahn {m}; Boot {n} [naut.] | Kähne {pl} :: boat; barge [Am.] | boats\n"),
                   "Kahn=boat\nKahn=barge\nBoot=boat\nBoot=barge\nKähne=boats*\n");
}
END_TEST

START_TEST(ding_marks_are_taken_off) {
  ck_assert_str_eq(ding("etw. rudern {vt} (auf See) :: to row sth.\n"), "rudern=row\n");
  ck_assert_str_eq(ding("Ruderer/Steuermann {m} /RS/ :: oarsman\n"), "Ruderer=oarsman\nSteuermann=oarsman\n");
  ck_assert_str_eq(ding("grüner/blauer Kahn :: green/blue boat\n"), "grüner/blauer Kahn=green/blue boat\n");
}
END_TEST

START_TEST(ding_lines_that_are_none_are_left_out) {
  ck_assert_str_eq(ding(""), "");
  ck_assert_str_eq(ding("Kahn boat\n :: \nKahn {m} :: \n"), "");
  ck_assert_str_eq(ding("Kahn | Kähne :: boat"), "Kahn=boat\n");
  ck_assert_str_eq(ding("Kahn (offen :: boat"), "Kahn offen=boat\n");
}
END_TEST

START_TEST(notes_may_nest_and_stay_open) {
  mq_buf clean = {.arena = arena};
  mq_import_clean(&clean, MQ_STR("  a (b (c) d)  e [f"));
  ck_assert_str_eq(clean.at, "a e f");
  mq_import_clean(&clean, MQ_STR("фотоэле\xcc\x81мент caf\x65\xcc\x81"));
  ck_assert_str_eq(clean.at, "фотоэлемент caf\x65\xcc\x81");
  mq_import_clean(&clean, MQ_STR("(all of it)"));
  ck_assert_uint_eq(clean.size, 0);
  mq_buf many = {.arena = arena};
  for (int i = 0; i < 100000; i++) mq_buf_char(&many, '(');
  mq_import_clean(&clean, mq_buf_view(&many));
  ck_assert_uint_eq(clean.size, 0);
}
END_TEST

/* A dictd database of entries that end with an empty line. */
static void make_dictd(const char *text, mq_str *index, mq_str *dict) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  mq_buf out = new_list();
  *dict = mq_str_of(text);
  for (const char *at = text, *end; (end = strstr(at, "\n\n")); at = end + 2) {
    const size_t offset = (size_t)(at - text), size = (size_t)(end - at) + 1;
    mq_buf_format(&out, "head\t%c%c\t%c%c\n", digits[offset / 64], digits[offset % 64], digits[size / 64],
                  digits[size % 64]);
  }
  *index = mq_buf_view(&out);
}

static const char *freedict(const char *text) {
  mq_buf list = new_list();
  mq_str index, dict;
  make_dictd(text, &index, &dict);
  mq_import_freedict(arena, index, dict, (mq_import_sink){list_pair, &list});
  return list.at;
}

static const char *mueller(const char *text) {
  mq_buf list = new_list();
  mq_str index, dict;
  make_dictd(text, &index, &dict);
  mq_import_mueller(arena, index, dict, (mq_import_sink){list_pair, &list});
  return list.at;
}

START_TEST(freedict_glosses_are_left_out) {
  ck_assert_str_eq(freedict("Kahn /kaːn/ <n, masc>\nлодка, чёлн\nein kleines, offenes Boot\n\n"),
                   "Kahn=лодка\nKahn=чёлн\n");
  ck_assert_str_eq(
      freedict("Kahn /kaːn/ <n>\n1. лодка; чёлн 2.\nBoot\n 3.\nKahn, klein\n4. баржа\nLastkahn\n\n"),
      "Kahn=лодка\nKahn=чёлн\nKahn=баржа\n");
  ck_assert_str_eq(freedict("Kahn fahren <v>\nкататься (на лодке)\n\nLeer\n\n"), "Kahn fahren=кататься\n");
}
END_TEST

START_TEST(mueller_senses_labels_and_examples) {
  ck_assert_str_eq(
      mueller("row\n   [r?] _n.\n   1) ряд; in a row\n   подряд\n   2) _разг. шум,\n   гам {см. row}\n\n"),
      "row=ряд\nin a row=подряд*\nrow=шум\nrow=гам\n");
  ck_assert_str_eq(mueller("rower\n   [x] = oarsman\n\n"), "");
  ck_assert_str_eq(mueller("oar\n   1. _n.\n      а) весло\n      б) гребец 2. _v. грести\n\n"),
                   "oar=весло\noar=гребец\noar=грести\n");
}
END_TEST

START_TEST(dictd_places_outside_the_text_are_left_out) {
  mq_buf list = new_list();
  const mq_import_sink sink = {list_pair, &list};
  const mq_str dict = MQ_STR("Kahn\nboat\n");
  static const char *const bad[] = {
      "Kahn\tA\t+", "Kahn\tL\tA", "Kahn\tP\tB", "Kahn\t//////////\tK",     "Kahn\tA",
      "Kahn",       "\t\t",       "Kahn\t?\tK", "Kahn\tA\t//////////////", "00-database-info\tA\tK"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    mq_import_freedict(arena, mq_str_of(bad[i]), dict, sink);
  ck_assert_str_eq(list.at, "");
  mq_import_freedict(arena, MQ_STR("kahn\tA\tK\nKahn\tA\tK\n"), dict, sink);
  ck_assert_str_eq(list.at, "Kahn=boat\n");
}
END_TEST

START_TEST(lists_of_words) {
  mq_buf list = new_list();
  const mq_word_sink sink = {list_word, &list};
  mq_import_words(MQ_STR("# comment\nHaus\t-412\nBaum\n\nWal\tviel\nGras\t-99999\n"), sink);
  ck_assert_str_eq(list.at, "Haus -412\nBaum\nWal\nGras\n");
  mq_buf_clear(&list);
  mq_import_thesaurus(arena, MQ_STR("# (c)\nKahn;Boot (ugs.);...zeug;Schiff...\n"), sink);
  ck_assert_str_eq(list.at, "Kahn\nBoot\n...zeug\n");
}
END_TEST

START_TEST(hunspell_entries_that_are_no_words_are_left_out) {
  mq_buf list = new_list();
  const mq_word_sink sink = {list_word, &list};
  ck_assert(mq_import_hunspell(arena, MQ_STR("SET UTF-8\nONLYINCOMPOUND o\nFORBIDDENWORD d\n"),
                               MQ_STR("4\nKahn/Sm\nruder/o\nRudder/Sd\nBoot\nLeck po:noun\n"), sink));
  ck_assert_str_eq(list.at, "Kahn\nBoot\nLeck\n");
  mq_buf_clear(&list);
  ck_assert(mq_import_hunspell(arena, MQ_STR("SET UTF-8\nFLAG long\nNEEDAFFIX ()\n"),
                               MQ_STR("2\nun/a()b\nêta/a.()\n"), sink));
  ck_assert_str_eq(list.at, "un\n");
  ck_assert(!mq_import_hunspell(arena, MQ_STR("SET ISO8859-1\n"), MQ_STR("1\nKahn\n"), sink));
}
END_TEST

/* A folder of its own for each test, with tables and dictionaries in it. */
static const char *folder;

static void put(const char *name, mq_str text) {
  ck_assert_int_eq(mq_file_write(mq_format(arena, "%s/%s", folder, name), text, NULL), MTQC_OK);
}

static void put_packed(const char *name, const char *text) {
  gzFile file = gzopen(mq_format(arena, "%s/%s", folder, name), "wb");
  ck_assert_int_gt(gzwrite(file, text, (unsigned)strlen(text)), 0);
  gzclose(file);
}

static void new_folder(void) {
  char *name = mq_arena_copy(arena, "mtqc-import-XXXXXX", 18);
  folder = mkdtemp(name);
  ck_assert_ptr_nonnull(folder);
  static const char *const inner[] = {"de", "ru-de", "sys"};
  for (size_t i = 0; i < 3; i++) mkdir(mq_format(arena, "%s/%s", folder, inner[i]), 0777);
}

static void remove_folder(void) {
  ck_assert_int_eq(system(mq_format(arena, "rm -r %s", folder)), 0);
}

static const char *in_folder(const char *name) {
  return mq_format(arena, "%s/%s", folder, name);
}

static void make_inputs(void) {
  mq_str index, dict;
  new_folder();
  put("sources.tsv",
      MQ_STR("# kind\nfreedict\tde\tru\t/sys/deu-rus\tmade-up\tnone\nwords\tde\t-\t/sys/list\tlist\tnone\n"
             "words\tde\t-\t/sys/missing\tabsent\tnone\n"));
  make_dictd("Kahn /k/ <n>\nлодка\n\nFluss <n>\nрека\n\nKahn fahren <v>\nкататься на лодке\n\n", &index,
             &dict);
  put("sys/deu-rus.index", index);
  put_packed("sys/deu-rus.dict.dz", dict.at);
  put("sys/list", MQ_STR("Kahn\nKähne\nDampfkahn\n"));
  put("de/negation.txt", MQ_STR("# comment\nnicht\tstrong\r\n"));
  put_packed("de/frequency.tsv.gz", "fluss\t-452\nkahn\t-600\n");
  put("ru-de/agent-act.tsv", MQ_STR("гребец\tгребля\tRuderer;erster Ruderer\tRudern\n"));
  put_packed("ru-de/words.tsv.gz", "рек\tstrom\t200\t300\n");
}

static const mq_pack *build(const char *name) {
  mtqc_error error = {0};
  const char *path = in_folder("x.mtqcpack");
  ck_assert_msg(mtqc_lexicon_build(name, folder, folder, path, &error) == MTQC_OK, "%s", error.text);
  return mq_pack_open(arena, path, 0, NULL);
}

static bool attested(const mq_pack *pack, const char *fold, int16_t *frequency) {
  return mq_pack_form(pack, mq_hash(mq_str_of(fold)), frequency);
}

START_TEST(the_pack_of_a_language) {
  make_inputs();
  const mq_pack *pack = build("de");
  int16_t frequency;
  mq_str text;
  ck_assert(attested(pack, "fluss", &frequency));
  ck_assert_int_eq(frequency, -452);
  ck_assert(attested(pack, "dampfkahn", &frequency));
  ck_assert_int_eq(frequency, MQ_FREQUENCY_UNKNOWN);
  ck_assert(attested(pack, "fahren", &frequency));
  ck_assert(!attested(pack, "лодка", &frequency));
  ck_assert(!attested(pack, "flusskahn", &frequency));
  ck_assert(mq_pack_section(pack, MQ_STR("table/negation"), &text));
  ck_assert_str_is(text, "nicht\tstrong\n");
  ck_assert(mq_pack_section(pack, MQ_STR("about"), &text));
  ck_assert_ptr_nonnull(strstr(mq_str_copy(arena, text).at, "missing\tabsent\tmissing"));
  remove_folder();
}
END_TEST

static mq_pack_link link_between(const mq_pack *pack, const char *a, const char *b) {
  mq_pack_link link = {0};
  const uint32_t x = mq_pack_stem_id(pack, 0, mq_str_of(a), mq_hash(mq_str_of(a)));
  const uint32_t y = mq_pack_stem_id(pack, 1, mq_str_of(b), mq_hash(mq_str_of(b)));
  if (x != UINT32_MAX && y != UINT32_MAX) mq_pack_link_find(pack, 0, x, y, &link);
  return link;
}

START_TEST(the_pack_of_a_pair) {
  make_inputs();
  const mq_pack *pack = build("ru-de");
  const mq_pack_link dictionary = link_between(pack, "лодк", "kahn");
  ck_assert_uint_eq(dictionary.layer, MQ_LAYER_DICTIONARY);
  ck_assert_str_is(mq_pack_stem_form(pack, 1, dictionary.other, dictionary.form), "Kahn");
  ck_assert_uint_eq(link_between(pack, "гребец", "rud").layer, MQ_LAYER_OWN);
  ck_assert_uint_eq(link_between(pack, "рек", "strom").layer, MQ_LAYER_TRAINED);
  ck_assert_uint_eq(link_between(pack, "ката", "fahr").layer, MQ_LAYER_PHRASE);
  ck_assert_uint_lt(link_between(pack, "ката", "fahr").strength, dictionary.strength);
  ck_assert_uint_eq(link_between(pack, "лодк", "fluss").layer, MQ_LAYER_NONE);
  /* A country and a city, from CLDR. */
  ck_assert_uint_eq(link_between(pack, "габон", "gabun").layer, MQ_LAYER_NAME);
  ck_assert_uint_eq(link_between(pack, "каир", "kairo").layer, MQ_LAYER_NAME);
  remove_folder();
}
END_TEST

START_TEST(two_builds_give_the_same_bytes) {
  make_inputs();
  const mq_str first = mq_pack_bytes(build("ru-de")), second = mq_pack_bytes(build("ru-de"));
  ck_assert(mq_str_equal(first, second));
  ck_assert(!mq_str_equal(first, mq_pack_bytes(build("de"))));
  remove_folder();
}
END_TEST

static int refusal(const char *name, mtqc_error *error) {
  *error = (mtqc_error){0};
  return mtqc_lexicon_build(name, folder, folder, in_folder("x.mtqcpack"), error);
}

START_TEST(malformed_tables_are_errors_with_their_place) {
  mtqc_error error;
  make_inputs();
  put("de/negation.txt", MQ_STR("# comment\nnicht\tstrong\nke\xffin\tstrong\n"));
  ck_assert_int_eq(refusal("de", &error), MTQC_EINPUT);
  ck_assert_uint_eq(error.line, 3);
  put("ru-de/agent-act.tsv", MQ_STR("# comment\nгребец\tгребля\n"));
  ck_assert_int_eq(refusal("ru-de", &error), MTQC_EINPUT);
  ck_assert_uint_eq(error.line, 2);
  ck_assert_ptr_nonnull(strstr(error.file, "agent-act.tsv"));
  put("de/negation.txt", MQ_STR("nicht\tstrong\n"));
  put("de/frequency.tsv.gz", MQ_STR("not gzip"));
  ck_assert_int_eq(refusal("de", &error), MTQC_EINPUT);
  put("sources.tsv", MQ_STR("parchment\tde\tru\t/x\ty\tz\n"));
  ck_assert_int_eq(refusal("de", &error), MTQC_EINPUT);
  static const char *const names[] = {
      "", "d", "DE", "de-", "-de", "de-de", "de-en-ru", "../x", "deutschsprachig"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    ck_assert_int_eq(refusal(names[i], &error), MTQC_EARGUMENT);
  remove_folder();
}
END_TEST

START_TEST(memory_may_run_out_anywhere) {
  static const char *const names[] = {"de", "ru-de"};
  make_inputs();
  const char *path = in_folder("x.mtqcpack");
  for (size_t i = 0; i < 2; i++) {
    int status = MTQC_ENOMEM;
    for (size_t n = 1; status != MTQC_OK; n++) {
      ck_assert_uint_lt(n, 10000);
      mtqc_error error = {0};
      mq_malloc_fail_at(n);
      status = mtqc_lexicon_build(names[i], folder, folder, path, &error);
      mq_malloc_fail_at(0);
      ck_assert_msg(status == MTQC_OK || status == MTQC_ENOMEM, "%d at %zu: %s", status, n, error.text);
    }
  }
  remove_folder();
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("import");
  TCase *cases = tcase_create("import");
  tcase_set_timeout(cases, 60);
  tcase_add_checked_fixture(cases, setup, teardown);
  tcase_add_test(cases, ding_variants_go_with_variants_and_synonyms_with_synonyms);
  tcase_add_test(cases, ding_marks_are_taken_off);
  tcase_add_test(cases, ding_lines_that_are_none_are_left_out);
  tcase_add_test(cases, notes_may_nest_and_stay_open);
  tcase_add_test(cases, freedict_glosses_are_left_out);
  tcase_add_test(cases, mueller_senses_labels_and_examples);
  tcase_add_test(cases, dictd_places_outside_the_text_are_left_out);
  tcase_add_test(cases, lists_of_words);
  tcase_add_test(cases, hunspell_entries_that_are_no_words_are_left_out);
  tcase_add_test(cases, the_pack_of_a_language);
  tcase_add_test(cases, the_pack_of_a_pair);
  tcase_add_test(cases, two_builds_give_the_same_bytes);
  tcase_add_test(cases, malformed_tables_are_errors_with_their_place);
  tcase_add_test(cases, memory_may_run_out_anywhere);
  suite_add_tcase(s, cases);
  return s;
}

int main(void) {
  return test_main(suite());
}
