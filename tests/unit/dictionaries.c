/* Glossaries and message catalogues, dictionaries written as tables, and what packs make of catalogues of names and of
 * pivot languages. */
#include "test.h"

#include "lexicon/import.h"
#include "lexicon/pack.h"

#include <mtqc/lexicon.h>

#include <stdio.h>
#include <sys/stat.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

static void list_pair(void *payload, const mq_import_pair *pair) {
  mq_buf_format(payload, "%.*s=%.*s%s\n", MQ_FMT(pair->first), MQ_FMT(pair->second), pair->headword ? "" : "*");
}

typedef void importer(mq_arena *arena, mq_str text, mq_import_sink sink);

static const char *read_with(importer *import, const char *text) {
  mq_buf *list = mq_arena_alloc(arena, sizeof *list);
  list->arena = arena;
  mq_buf_add(list, "", 0);
  import(arena, mq_str_of(text), (mq_import_sink){list_pair, list});
  return list->at;
}

START_TEST(tab_separated_glossaries) {
  ck_assert_str_eq(read_with(mq_import_tsv, "# glossary\nKahn; Boot\tboat\nFluss\triver;stream\tnoun\nKähne\tboats\tform\n"),
                   "Kahn=boat\nBoot=boat\nFluss=river\nFluss=stream\nKähne=boats*\n");
  ck_assert_str_eq(read_with(mq_import_tsv, "Kahn\n\t\n \tboat\nKahn\t;\n"), "");
}
END_TEST

START_TEST(csv_with_quotes) {
  ck_assert_str_eq(read_with(mq_import_csv, "\xef\xbb\xbfKahn,boat\r\n\"ja, gut\",\"he said \"\"yes\"\"\",note\n"),
                   "Kahn=boat\nja, gut=he said \"yes\"\n");
  ck_assert_str_eq(read_with(mq_import_csv, "Kahn;boat, barge;form\nFluss;\"a\nriver\"\n"), "Kahn=boat, barge*\nFluss=a river\n");
  ck_assert_str_eq(read_with(mq_import_csv, "only\n\n,\n\"never closed,boat"), "");
}
END_TEST

/* A catalogue of messages, NUL-separated forms included by their sizes; texts stand behind the tables. */
typedef struct message {
  mq_str original, translation;
} message;

static void put32(mq_buf *out, uint32_t value, bool big_endian) {
  for (int i = 0; i < 4; i++) mq_buf_char(out, (char)(value >> (big_endian ? 24 - 8 * i : 8 * i)));
}

static mq_str make_mo(const message *messages, uint32_t count, bool big_endian) {
  mq_buf out = {.arena = arena}, texts = {.arena = arena};
  const uint32_t head[] = {0x950412de, 0, count, 28, 28 + 8 * count, 0, 0};
  for (size_t i = 0; i < 7; i++) put32(&out, head[i], big_endian);
  for (int side = 0; side < 2; side++)
    for (uint32_t i = 0; i < count; i++) {
      const mq_str text = side ? messages[i].translation : messages[i].original;
      put32(&out, (uint32_t)text.size, big_endian);
      put32(&out, 28 + 16 * count + (uint32_t)texts.size, big_endian);
      mq_buf_str(&texts, text);
      mq_buf_char(&texts, '\0');
    }
  mq_buf_str(&out, mq_buf_view(&texts));
  return mq_buf_view(&out);
}

static const message messages[] = {
    {{"", 0}, {"Language: de\n", 13}},
    {{"_Open", 5}, {"Ö_ffnen", 8}},
    {{"menu\x04Quit &all", 14}, {"Alles &beenden", 14}},
    {{"%d boat\0%d boats", 16}, {"%d Kahn\0%d Kähne", 17}},
    {{"a_b_c", 5}, {"two\n lines", 10}},
};

START_TEST(catalogues_of_messages) {
  for (int big_endian = 0; big_endian < 2; big_endian++) {
    mq_buf list = {.arena = arena};
    ck_assert(mq_import_mo(arena, make_mo(messages, 5, big_endian), (mq_import_sink){list_pair, &list}));
    ck_assert_str_eq(list.at, "Open=Öffnen\nQuit all=Alles beenden\n%d boat=%d Kahn\n%d boats=%d Kähne\na_b_c=two lines\n");
  }
}
END_TEST

static void forget_pair(void *payload, const mq_import_pair *pair) { *(size_t *)payload += pair->first.size; }

/* Cut anywhere and with every byte turned, it stays inside its bytes (the sanitizers look on). */
START_TEST(damaged_catalogues) {
  const mq_str whole = make_mo(messages, 5, false);
  size_t read = 0;
  const mq_import_sink sink = {forget_pair, &read};
  for (size_t size = 0; size < whole.size; size++) {
    char *copy = malloc(size + 1);
    memcpy(copy, whole.at, size);
    mq_import_mo(arena, (mq_str){copy, size}, sink);
    free(copy);
  }
  for (size_t i = 0; i < whole.size; i++) {
    char *copy = malloc(whole.size);
    memcpy(copy, whole.at, whole.size);
    copy[i] = (char)~copy[i];
    mq_import_mo(arena, (mq_str){copy, whole.size}, sink);
    free(copy);
  }
  ck_assert(!mq_import_mo(arena, MQ_STR("not a catalogue of messages"), sink));
  ck_assert_uint_gt(read, 0);
}
END_TEST

static const char *folder;

static const char *in_folder(const char *name) { return mq_format(arena, "%s/%s", folder, name); }

static void put(const char *name, mq_str text) {
  ck_assert_int_eq(mq_file_write(in_folder(name), text, NULL), MTQC_OK);
}

static void new_folder(void) {
  folder = mkdtemp(mq_arena_copy(arena, "mtqc-dictionaries-XXXXXX", 24));
  ck_assert_ptr_nonnull(folder);
  static const char *const inner[] = {"de", "ru"};
  for (size_t i = 0; i < 2; i++) mkdir(in_folder(inner[i]), 0777);
}

static void remove_folder(void) { ck_assert_int_eq(system(mq_format(arena, "rm -r %s", folder)), 0); }

static int collect(void *payload, const char *bytes, size_t size) {
  mq_buf_add(payload, bytes, size);
  return 0;
}

static int refuse(void *payload, const char *bytes, size_t size) { return payload == NULL && bytes && size; }

START_TEST(dictionaries_become_tables) {
  mq_buf out = {.arena = arena};
  mtqc_error error = {0};
  new_folder();
  put("a.ding", MQ_STR("Kahn {m} | Kähne {pl} :: boat | boats\n"));
  put("b.aff", MQ_STR("SET UTF-8\n"));
  put("b.dic", MQ_STR("2\nKahn/S\nBoot\n"));
  put("c.txt", MQ_STR("Kahn\t-600\n"));
  ck_assert_int_eq(mtqc_lexicon_import("ding", in_folder("a.ding"), collect, &out, &error), MTQC_OK);
  ck_assert_int_eq(mtqc_lexicon_import("hunspell", in_folder("b.dic"), collect, &out, &error), MTQC_OK);
  ck_assert_int_eq(mtqc_lexicon_import("hunspell", in_folder("b"), collect, &out, &error), MTQC_OK);
  ck_assert_int_eq(mtqc_lexicon_import("words", in_folder("c.txt"), collect, &out, &error), MTQC_OK);
  ck_assert_str_eq(out.at, "Kahn\tboat\nKähne\tboats\tform\nKahn\nBoot\nKahn\nBoot\nKahn\t-600\n");
  ck_assert_int_eq(mtqc_lexicon_import("ding", in_folder("a.ding"), refuse, NULL, &error), MTQC_EIO);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_import("parchment", in_folder("a.ding"), collect, &out, &error), MTQC_EARGUMENT);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_import("mo", in_folder("a.ding"), collect, &out, &error), MTQC_EINPUT);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_import("dictd", in_folder("a.ding"), collect, &out, &error), MTQC_EIO);
  for (size_t i = 0; mtqc_lexicon_import_kind(i); i++)
    ck_assert_ptr_nonnull(mq_import_kind_find(mq_str_of(mtqc_lexicon_import_kind(i))));
  remove_folder();
}
END_TEST

static const mq_pack *build(const char *name) {
  mtqc_error error = {0};
  ck_assert_msg(mtqc_lexicon_build(name, folder, folder, in_folder("x.mtqcpack"), &error) == MTQC_OK, "%s", error.text);
  return mq_pack_open(arena, in_folder("x.mtqcpack"), 0, NULL);
}

static mq_pack_link link_between(const mq_pack *pack, const char *a, const char *b) {
  mq_pack_link link = {0};
  const uint32_t x = mq_pack_stem_id(pack, 0, mq_str_of(a), mq_hash(mq_str_of(a)));
  const uint32_t y = mq_pack_stem_id(pack, 1, mq_str_of(b), mq_hash(mq_str_of(b)));
  if (x != UINT32_MAX && y != UINT32_MAX) mq_pack_link_find(pack, 0, x, y, &link);
  return link;
}

START_TEST(catalogues_of_names_are_joined_by_their_originals) {
  new_folder();
  const message de[] = {{MQ_STR("Fogport"), MQ_STR("Nebelhafen")}, {MQ_STR("Owlbridge"), MQ_STR("Eulenbrück")}};
  const message ru[] = {{MQ_STR("Fogport"), MQ_STR("Фогпорт")}, {MQ_STR("Hill"), MQ_STR("Хилл")}};
  put("de/names.mo", make_mo(de, 2, false));
  put("ru/names.mo", make_mo(ru, 2, false));
  put("sources.tsv", MQ_STR("mo\t*\t*\t/%/names.mo\tmade-up\tnone\nmo\t*\t*\t/%/none.mo\tabsent\tnone\n"));
  const mq_pack *pair = build("ru-de");
  ck_assert_uint_eq(link_between(pair, "фогпорт", "nebelhaf").layer, MQ_LAYER_NAME);
  ck_assert_uint_eq(link_between(pair, "хилл", "nebelhaf").layer, MQ_LAYER_NONE);
  ck_assert_uint_eq(link_between(build("en-de"), "owlbridg", "eulenbruck").layer, MQ_LAYER_NAME);
  ck_assert_uint_eq(link_between(build("de-en"), "eulenbruck", "owlbridg").layer, MQ_LAYER_NAME);
  int16_t frequency;
  const mq_pack *german = build("de");
  ck_assert(mq_pack_form(german, mq_hash(MQ_STR("eulenbrück")), &frequency));
  ck_assert(!mq_pack_form(german, mq_hash(MQ_STR("owlbridge")), &frequency));
  remove_folder();
}
END_TEST

/* Two pivots agree on лодка and Kahn; only one says лодка and Boot, корабль and Schiff; forms that are no head words do not
 * count, nor a language that has a dictionary with one side only. */
START_TEST(pivots_count_where_two_agree) {
  new_folder();
  put("de-en", MQ_STR("Kahn\tboat\nBoot\tboat\nSchiff\tship\n"));
  put("en-ru", MQ_STR("boat\tлодка\nship\tкорабль\n"));
  put("de-fr", MQ_STR("Kahn\tbarque\nRuder\trame\n"));
  put("ru-fr", MQ_STR("лодка\tbarque\nвесло\trame\tform\n"));
  put("de-it", MQ_STR("Boot\tbarca\n"));
  put("sources.tsv", MQ_STR("tsv\tde\ten\t/de-en\ta\tnone\ntsv\ten\tru\t/en-ru\tb\tnone\ntsv\tde\tfr\t/de-fr\tc\tnone\n"
                            "tsv\tru\tfr\t/ru-fr\td\tnone\ntsv\tde\tit\t/de-it\te\tnone\n"));
  const mq_pack *pack = build("ru-de");
  ck_assert_uint_eq(link_between(pack, "лодк", "kahn").layer, MQ_LAYER_PIVOT);
  ck_assert_uint_eq(link_between(pack, "лодк", "boot").layer, MQ_LAYER_NONE);
  ck_assert_uint_eq(link_between(pack, "корабл", "schiff").layer, MQ_LAYER_NONE);
  ck_assert_uint_eq(link_between(pack, "весл", "rud").layer, MQ_LAYER_NONE);
  remove_folder();
}
END_TEST

static mtqc_text text_of(const char *text) { return (mtqc_text){text, strlen(text)}; }

static void make_pair(void) {
  new_folder();
  put("words", MQ_STR("Kahn\tboat\nBoot\tboat\nKahn\tbarge\n"));
  put("sources.tsv", MQ_STR("tsv\tde\ten\t/words\tmade-up\tnone\n"));
  build("de-en");
}

static const mq_pack *added(const char *first_language, const char *table) {
  mtqc_error error = {0};
  ck_assert_msg(mtqc_lexicon_add(in_folder("x.mtqcpack"), first_language, text_of(table), in_folder("y.mtqcpack"), &error) ==
                    MTQC_OK, "%s", error.text);
  return mq_pack_open(arena, in_folder("y.mtqcpack"), 0, NULL);
}

START_TEST(tables_are_added_to_packs) {
  make_pair();
  const mq_pack_link before = link_between(mq_pack_open(arena, in_folder("x.mtqcpack"), 0, NULL), "kahn", "boat");
  const mq_pack *pack = added("en", "boat\tkahn\t500\t400\nfog\tnebel\t900\t800\nonly one column\nriver\tFluss\n");
  const mq_pack_link after = link_between(pack, "kahn", "boat");
  ck_assert_uint_eq(after.layer, MQ_LAYER_DICTIONARY);
  ck_assert_uint_gt(after.strength, before.strength);
  ck_assert_str_is(mq_pack_stem_form(pack, 1, after.other, after.form), "boat");
  ck_assert_uint_eq(link_between(pack, "kahn", "barg").strength, before.strength);
  ck_assert_uint_eq(link_between(pack, "nebel", "fog").layer, MQ_LAYER_TRAINED);
  const mq_pack_link river = link_between(pack, "fluss", "river");
  ck_assert_uint_eq(river.layer, MQ_LAYER_DICTIONARY);
  ck_assert_str_is(mq_pack_stem_form(pack, 1, river.other, river.form), "river");
  /* Nothing added: the same links. The same added in place twice: no change by the second time. */
  ck_assert_uint_eq(link_between(added(NULL, ""), "boot", "boat").strength, before.strength);
  for (int i = 0; i < 2; i++)
    ck_assert_int_eq(mtqc_lexicon_add(in_folder("x.mtqcpack"), "de", text_of("Kahn\tboat\n"), NULL, NULL), MTQC_OK);
  ck_assert_uint_eq(link_between(mq_pack_open(arena, in_folder("x.mtqcpack"), 0, NULL), "kahn", "boat").strength,
                    before.strength);
  remove_folder();
}
END_TEST

START_TEST(tables_are_not_added_to_anything_else) {
  mtqc_error error = {0};
  make_pair();
  const char *path = in_folder("x.mtqcpack");
  ck_assert_int_eq(mtqc_lexicon_add(path, "fr", text_of(""), NULL, &error), MTQC_EARGUMENT);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_add(path, "?", text_of(""), NULL, &error), MTQC_EARGUMENT);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_add(in_folder("words"), NULL, text_of(""), NULL, &error), MTQC_EDATA);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_add(in_folder("none"), NULL, text_of(""), NULL, &error), MTQC_EIO);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mtqc_lexicon_add(path, NULL, text_of(""), in_folder("no/such"), &error), MTQC_EIO);
  int status = MTQC_ENOMEM;
  for (size_t n = 1; status != MTQC_OK; n++) {
    ck_assert_uint_lt(n, 10000);
    mq_malloc_fail_at(n);
    status = mtqc_lexicon_add(path, "de", text_of("Nebel\tfog\n"), NULL, NULL);
    mq_malloc_fail_at(0);
    ck_assert(status == MTQC_OK || status == MTQC_ENOMEM);
  }
  remove_folder();
}
END_TEST

int main(void) {
  Suite *suite = suite_create("dictionaries");
  TCase *tests = tcase_create("dictionaries");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, tab_separated_glossaries);
  tcase_add_test(tests, csv_with_quotes);
  tcase_add_test(tests, catalogues_of_messages);
  tcase_add_test(tests, damaged_catalogues);
  tcase_add_test(tests, dictionaries_become_tables);
  tcase_add_test(tests, catalogues_of_names_are_joined_by_their_originals);
  tcase_add_test(tests, pivots_count_where_two_agree);
  tcase_add_test(tests, tables_are_added_to_packs);
  tcase_add_test(tests, tables_are_not_added_to_anything_else);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
