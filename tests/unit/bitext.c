/* Readers of files of pairs. Each case is a file, and what must come out of it: units, or a fault with its line and column.
 * Whatever is read must also know where it came from: every place lies inside the file, places never go back, and a copied
 * byte is the same byte in the file. */
#include "test.h"

#include "base/file.h"
#include "bitext/reader.h"

#include <stdio.h>
#include <unistd.h>

static mq_arena *arena;

static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

/* --- places --- */

static void check_places(const mtqc_unit *unit, mtqc_side side, mq_str file) {
  const mtqc_text text = mtqc_unit_text(unit, side);
  uint64_t before = 0;
  for (size_t i = 0; i < text.size; i++) {
    uint64_t start, end;
    size_t line, column;
    mtqc_unit_place(unit, side, i, i + 1, &start, &end, &line, &column);
    ck_assert_uint_le(start, end);
    ck_assert_uint_le(end, file.size);
    ck_assert_uint_ge(start, before);
    ck_assert_uint_ge(line, 1);
    ck_assert_uint_ge(column, 1);
    if (end == start + 1 && unit->width == MQ_WIDTH_UTF8) ck_assert_int_eq(file.at[start], text.bytes[i]);
    before = start;
  }
}

/* Line and column of a byte, counted anew from the start of the file. */
static void check_line(const mtqc_unit *unit, mtqc_side side, mq_str file) {
  uint64_t start;
  size_t line, column;
  mtqc_unit_place(unit, side, 0, 0, &start, NULL, &line, &column);
  mq_place place = {0, 1, 1};
  if (unit->width != MQ_WIDTH_UTF8) return;
  mq_place_move(&place, (mq_str){file.at, (size_t)start}, MQ_WIDTH_UTF8);
  ck_assert_uint_eq(line, place.line);
  ck_assert_uint_eq(column, place.column);
}

/* --- reading a text as a file --- */

typedef struct given {
  const char *name; /* of the file; tells the format */
  const char *source_column, *target_column;
  const char *source_language, *target_language;
} given;

static void put_unit(mq_buf *out, const mtqc_unit *unit) {
  static const char *const states[] = {"", " untranslated", " unsure", " obsolete"};
  const mtqc_text source = mtqc_unit_text(unit, MTQC_SOURCE), target = mtqc_unit_text(unit, MTQC_TARGET);
  mq_buf_format(out, "%s|%.*s|%.*s%s\n", mtqc_unit_id(unit), (int)source.size, source.bytes ? source.bytes : "",
                (int)target.size, target.bytes ? target.bytes : "", states[mtqc_unit_state_of(unit)]);
}

/* All units, one a line, and the fault that ended them. */
static mq_str read_all(const given *how, mq_str file) {
  mtqc_error error = {0};
  mq_buf out = {.arena = arena};
  mtqc_options *options = mtqc_options_new();
  if (how->source_column) mtqc_options_set(options, "source-column", how->source_column, NULL);
  if (how->target_column) mtqc_options_set(options, "target-column", how->target_column, NULL);
  mtqc_bitext *bitext = mtqc_bitext_open_bytes(how->name, file.at, file.size, how->source_language, how->target_language,
                                               options, &error);
  const mtqc_unit *unit;
  int status = bitext ? 1 : error.code;
  while (status == 1 && (status = mtqc_bitext_next(bitext, &unit, &error)) == 1) {
    put_unit(&out, unit);
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
      check_places(unit, (mtqc_side)side, file);
      check_line(unit, (mtqc_side)side, file);
    }
  }
  if (status < 0) {
    ck_assert_int_eq(status, error.code);
    mq_buf_format(&out, "%u:%u: %s\n", (unsigned)error.line, (unsigned)error.column, error.text);
    mtqc_error again = {0};
    if (bitext) ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, &again), status);
    if (bitext) ck_assert_str_eq(again.text, error.text);
  }
  mtqc_bitext_free(bitext);
  mtqc_options_free(options);
  return mq_buf_view(&out);
}

static void expect(const given *how, const char *file, const char *expected) {
  const mq_str got = read_all(how, mq_str_of(file));
  ck_assert_msg(mq_str_equal(got, mq_str_of(expected)), "%s\n%s\ngave:\n%.*s\nnot:\n%s", how->name, file, MQ_FMT(got),
                expected);
}

/* --- TSV --- */

static const given tsv = {.name = "a.tsv", .source_language = "en", .target_language = "de"};

START_TEST(tsv_takes_the_first_two_columns) {
  expect(&tsv, "one\teins\ntwo\tzwei\tmore\r\n\nthree\tdrei", "|one|eins\n|two|zwei\n|three|drei\n");
  expect(&tsv, "", "");
  expect(&tsv, "\xef\xbb\xbfone\teins\n", "|one|eins\n");
  expect(&tsv, "\t\n", "||\n");
}
END_TEST

START_TEST(tsv_finds_columns_by_name) {
  expect(&tsv, "id\tTarget\tSource\n1\teins\tone\n", "1|one|eins\n");
  expect(&tsv, "de\ten\neins\tone\n", "|one|eins\n");
  expect(&tsv, "source\tsystem\nx\ty\n", "|source|system\n|x|y\n");
  expect(&(given){"a.tsv", "mine", "3", "en", "de"}, "mine\tx\tyours\none\t.\teins\n", "|one|eins\n");
  expect(&(given){"a.tsv", "2", "1", NULL, NULL}, "eins\tone\n", "|one|eins\n");
  expect(&(given){"a.tsv", "2", "1", NULL, NULL}, "mt\tsrc\neins\tone\n", "|one|eins\n");
}
END_TEST

START_TEST(tsv_faults) {
  expect(&tsv, "one\teins\ntwo", "|one|eins\n2:4: 1 column, column 2 is needed\n");
  expect(&(given){"a.tsv", "4", NULL, NULL, NULL}, "a\tb\tc\n", "1:6: 3 columns, column 4 is needed\n");
  expect(&(given){"a.tsv", "nobody", NULL, NULL, NULL}, "a\tb\n", "1:1: no column is called 'nobody'\n");
  const mq_str nul = MQ_STR("one\teins\nt\xc3\xa4o\tz\0ei\n");
  ck_assert_str_is(read_all(&tsv, nul), "|one|eins\n2:6: NUL byte: this is no text\n");
}
END_TEST

/* --- JSON Lines --- */

static const given jsonl = {.name = "a.jsonl", .source_language = "en", .target_language = "de"};

START_TEST(jsonl_finds_keys) {
  expect(&jsonl, "{\"source\": \"one\", \"target\": \"eins\"}\n\n{\"tgt\":\"zwei\",\"id\":2,\"src\":\"two\"}\r\n",
         "|one|eins\n2|two|zwei\n");
  expect(&jsonl, "{\"translation\": {\"de\": \"eins\", \"fr\": [1, {\"a\": null}], \"en\": \"one\"}, \"x\": -1.5e+3}", "|one|eins\n");
  expect(&jsonl, "{\"source\":\"one\",\"target\":null}", "|one| untranslated\n");
  expect(&jsonl, "{\"source\":\"one\",\"src\":\"en\",\"tgt\":\"de\",\"target\":\"eins\",\"id\":\"x\\u0041\"}", "xA|one|de\n");
  expect(&(given){"a.jsonl", "a.b", "c", NULL, NULL}, "{\"source\":\"no\",\"c\":\"eins\",\"a\":{\"c\":\"no\",\"b\":\"one\"}}",
         "|one|eins\n");
}
END_TEST

START_TEST(jsonl_resolves_escapes) {
  expect(&jsonl, "{\"source\":\"a\\u00e9\\ud83d\\ude00\\n\\/\\\\\",\"target\":\"\\\"\\u20AC\\\"\\t\"}",
         "|a\xc3\xa9\xf0\x9f\x98\x80\n/\\|\"\xe2\x82\xac\"\t\n");
}
END_TEST

START_TEST(jsonl_depth_is_bounded) {
  mq_buf file = {.arena = arena};
  mq_buf_text(&file, "{\"x\":");
  for (int i = 0; i < 1000000; i++) mq_buf_char(&file, '[');
  ck_assert_str_is(read_all(&jsonl, mq_buf_view(&file)), "1:69: nested deeper than 64 levels\n");
}
END_TEST

/* --- PO, TMX, XLIFF --- */

static const given po = {.name = "a.po"}, tmx = {.name = "a.tmx", .source_language = "en", .target_language = "de"},
                   xliff = {.name = "a.xlf"}, tbx = {.name = "a.tbx", .source_language = "en", .target_language = "de"};

START_TEST(po_reads_entries) {
  expect(&po, "# A comment\nmsgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\n#, c-format, fuzzy\n#| msgid \"Won\"\nmsgid \"One \"\n\"%d\\n\"\n"
              "msgstr \"\"\n\"Eins %d\\n\"\n\nmsgctxt \"menu\"\nmsgid \"none\"\nmsgstr \"\"\n",
         "|One %d\n|Eins %d\n unsure\nmenu|none| untranslated\n");
  expect(&po, "msgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"Datei\"\nmsgstr[1] \"Dateien\"\nmsgstr[2] \"X\"\n",
         "|file|Datei\n|files|Dateien\n|files|X\n");
  expect(&po, "msgid \"new\"\nmsgstr \"neu\"\n#~ msgid \"old\"\n#~ msgstr \"alt\"\n#~ \"er\"\n\nmsgid \"a\"\nmsgstr \"b\"",
         "|new|neu\n|old|alter obsolete\n|a|b\n");
  expect(&po, "msgid \"\\\"a\\\"\\t\\\\\\x41\\101\"\r\nmsgstr \"b\"\r\n", "|\"a\"\t\\AA|b\n");
}
END_TEST

START_TEST(tmx_reads_units) {
  expect(&tmx,
         "\xef\xbb\xbf<?xml version=\"1.0\"?><!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx version=\"1.4\"><header srclang=\"en\"/><body>\n"
         "<tu tuid=\"7\"><note>n</note><tuv xml:lang='EN-us'><seg>a &amp; <bpt i=\"1\">&lt;b></bpt>c<ept i=\"1\"/> <hi>x</hi></seg></tuv>"
         "<tuv xml:lang=\"fr\"><seg>non</seg></tuv><tuv xml:lang=\"de-AT\"><seg>nah</seg></tuv><tuv lang=\"de\"><seg>"
         "<![CDATA[<&>]]>&#228;\r\n<ph>%s</ph></seg></tuv></tu><tu><tuv xml:lang=\"fr\"><seg>x</seg></tuv></tu></body></tmx>",
         "7|a & <b>c<ept i=\"1\"/> <hi>x</hi>|<&>\xc3\xa4\r\n%s\n|| untranslated\n");
  expect(&(given){.name = "a.tmx"},
         "<tmx><header srclang=\"de\"/><tu><tuv xml:lang=\"fr\"><seg>un</seg></tuv><tuv xml:lang=\"de\"><seg>eins</seg></tuv></tu></tmx>",
         "|eins|un\n");
}
END_TEST

START_TEST(xliff_reads_units) {
  expect(&xliff,
         "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"de\"><body><group>\n"
         "<trans-unit id=\"a\"><source>Hi <g id=\"1\">you</g><x id=\"2\"/></source><seg-source>no</seg-source>"
         "<target state=\"needs-l10n\">Du, <g id=\"1\"><mrk mtype=\"seg\">hi</mrk></g><x id=\"2\"/></target>"
         "<alt-trans><source>no</source><target>nein</target></alt-trans></trans-unit></group>"
         "<trans-unit id=\"b\"><source>One</source></trans-unit><trans-unit id=\"c\"><source>One</source><target/></trans-unit>"
         "<trans-unit id=\"d\"><source>One</source><target state=\"new\">One</target></trans-unit></body></file></xliff>",
         "a|Hi <g id=\"1\">you</g><x id=\"2\"/>|Du, <g id=\"1\">hi</g><x id=\"2\"/> unsure\nb|One| untranslated\n"
         "c|One| untranslated\nd|One|One untranslated\n");
  expect(&xliff,
         "<x:xliff xmlns:x='u' version=\"2.0\" srcLang=\"en\" trgLang=\"de\"><file id=\"f\"><unit id=\"u\"><originalData>"
         "<data id=\"d\">no</data></originalData><segment id=\"1\" state=\"final\"><source>a <ph id=\"1\"/></source>"
         "<target><mrk id=\"m\">b</mrk> <ph id=\"1\"/></target></segment><ignorable><source> </source></ignorable>"
         "<segment><source>c</source></segment></unit></file></x:xliff>",
         "u/1|a <ph id=\"1\"/>|b <ph id=\"1\"/>\nu|c| untranslated\n");
}
END_TEST

START_TEST(xliff_segments_are_units) {
  expect(&xliff,
         "<xliff version=\"1.2\"><file><trans-unit id=\"a\"><source>One. Two.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">One.</mrk> "
         "<g id=\"1\"><mrk mtype=\"seg\" mid=\"2\">T<x id=\"2\"/>wo<mrk mtype=\"x\">.</mrk></mrk></g></seg-source><target state=\"needs-l10n\">"
         "<mrk mtype=\"seg\" mid=\"1\">Eins.</mrk> <mrk mtype=\"seg\" mid=\"2\">Z<x id=\"2\"/>wei.</mrk></target></trans-unit>"
         "<trans-unit id=\"b\"><source>One. Two.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">One.</mrk> <mrk mtype=\"seg\" mid=\"2\">Two.</mrk></seg-source>"
         "<target><mrk mtype=\"seg\" mid=\"1\">Eins. Zwei.</mrk></target></trans-unit>"
         "<trans-unit id=\"c\"><source><mrk mtype=\"seg\" mid=\"x\">A</mrk><mrk mtype=\"seg\" mid=\"y\">B</mrk></source><target><mrk mtype=\"seg\" mid=\"x\"/>"
         "<mrk mtype=\"seg\" mid=\"y\">C</mrk></target></trans-unit><trans-unit id=\"d\"><source>E</source><target>F</target></trans-unit></file></xliff>",
         "a/1|One.|Eins. unsure\na/2|T<x id=\"2\"/>wo.|Z<x id=\"2\"/>wei. unsure\nb|One. Two.|Eins. Zwei.\nc/x|A| untranslated\nc/y|B|C\nd|E|F\n");
}
END_TEST

/* Every beginning of a good file is read or refused, and never more than the whole file is. */
static void cut_everywhere(const given *how, const char *file) {
  const size_t size = strlen(file);
  for (size_t cut = 0; cut <= size; cut++) read_all(how, (mq_str){mq_arena_copy(arena, file, cut), cut});
}

START_TEST(tbx_reads_concepts) {
  expect(&tbx,
         "<tbx><text><body><conceptEntry id=\"c1\"><langSec xml:lang=\"de-AT\"><termSec><term>nah</term></termSec></langSec>"
         "<langSec xml:lang=\"en\"><termSec><term>fog &amp; rain</term></termSec></langSec><langSec xml:lang=\"de\"><termSec>"
         "<term>Nebel</term><note>x</note></termSec><termSec><term>Dunst</term></termSec></langSec></conceptEntry></body></text></tbx>",
         "c1|fog & rain|Nebel; Dunst\n");
  expect(&(given){.name = "a.tbx"},
         "<martif><termEntry><langSet xml:lang=\"fr\"><tig><term>un</term></tig></langSet><langSet xml:lang=\"de\"><tig><term>"
         "ei<hi>ns</hi></term></tig></langSet></termEntry><termEntry><langSet xml:lang=\"fr\"><term>x</term></langSet></termEntry></martif>",
         "|un|eins\n|x| untranslated\n");
  cut_everywhere(&tbx, "<tbx><conceptEntry><langSec xml:lang=\"en\"><term>a&lt;</term></langSec></conceptEntry></tbx>");
}
END_TEST

/* --- faults: tests/data/faults, a file a format --- */

static const given srt = {.name = "a.srt"}, vtt = {.name = "a.vtt"};
static const struct {
  const char *name;
  const given *how;
} fault_files[] = {{"jsonl", &jsonl}, {"po", &po}, {"srt", &srt}, {"tbx", &tbx}, {"tmx", &tmx}, {"tsv", &tsv}, {"vtt", &vtt}, {"xliff", &xliff}};

static bool is_document(const given *how) { return how == &srt || how == &vtt; }

static mq_str read_document(const char *name, mq_str bytes);

/* \n, \t, \\ and \xHH. */
static mq_str unescape(mq_str text) {
  mq_buf out = {.arena = arena};
  for (size_t i = 0; i < text.size; i++) {
    const char next = i + 1 < text.size ? text.at[i + 1] : '\0';
    if (text.at[i] != '\\') mq_buf_char(&out, text.at[i]);
    else if (next == 'x') {
      char digits[3] = {text.at[i + 2], text.at[i + 3], '\0'};
      mq_buf_char(&out, (char)strtol(digits, NULL, 16));
      i += 3;
    } else mq_buf_char(&out, next == 'n' ? '\n' : next == 't' ? '\t' : next), i++;
  }
  return out.at ? mq_buf_view(&out) : (mq_str){"", 0};
}

static void check_fault(const given *how, mq_str row) {
  mq_str file, units, fault, rest = row;
  mq_str_split(&rest, '\t', &file);
  mq_str_split(&rest, '\t', &units);
  mq_str_split(&rest, '\t', &fault);
  mq_str got = read_all(how, unescape(file)), line;
  size_t count = 0;
  mq_str left = mq_str_trim(got), last = {0};
  while (mq_str_split(&left, '\n', &line)) last = line, count++;
  ck_assert_msg(mq_str_equal(last, fault), "%.*s\ngave %.*s", MQ_FMT(row), MQ_FMT(got));
  ck_assert_msg(count == strtoul(units.at, NULL, 10) + 1, "%.*s\ngave %zu units", MQ_FMT(row), count - 1);
}

/* Of a document: the file, what is read of it and its faults, a line each. */
static void check_faults_of_document(const given *how, mq_str row) {
  mq_str file, rest = row;
  mq_str_split(&rest, '\t', &file);
  const mq_str got = read_document(how->name, unescape(file));
  ck_assert_msg(mq_str_equal(got, unescape(rest)), "%.*s\ngave %.*s", MQ_FMT(row), MQ_FMT(got));
}

START_TEST(faults_are_told_with_their_place) {
  const char *path = mq_format(arena, "%s/faults/%s.txt", getenv("MTQC_TEST_DATA"), fault_files[_i].name);
  mq_str text, row;
  ck_assert_int_eq(mq_file_read(arena, path, 1 << 20, &text, NULL), MTQC_OK);
  size_t count = 0;
  for (mq_str rest = mq_str_trim(text); mq_str_split(&rest, '\n', &row); count++)
    if (*row.at != '#') (is_document(fault_files[_i].how) ? check_faults_of_document : check_fault)(fault_files[_i].how, row);
  ck_assert_uint_gt(count, 50);
}
END_TEST

START_TEST(files_may_be_cut_anywhere) {
  cut_everywhere(&tmx, "<tmx><header srclang=\"en\"/><!-- c --><tu><tuv xml:lang=\"en\"><seg>a &amp; <ph x='1'>b</ph></seg></tuv></tu></tmx>");
  cut_everywhere(&xliff, "<xliff version=\"1.2\"><file><trans-unit id=\"a\"><source><![CDATA[x]]></source><target>\xc3\xa4</target></trans-unit></file></xliff>");
  cut_everywhere(&xliff, "<xliff version=\"1.2\"><file><trans-unit id=\"a\"><source>x</source><seg-source><mrk mtype=\"seg\" mid=\"1\">a</mrk><mrk mtype=\"seg\" mid=\"2\">b"
                         "</mrk></seg-source><target><mrk mtype=\"seg\" mid=\"1\">c</mrk><mrk mtype=\"seg\" mid=\"2\">d</mrk></target></trans-unit></file></xliff>");
  cut_everywhere(&po, "msgid \"a\\n\"\nmsgid_plural \"b\"\n#~ x\nmsgstr[0] \"c\"\n");
  cut_everywhere(&jsonl, "{\"source\":\"\\ud83d\\ude00\",\"target\":\"\",\"x\":[1,{\"y\":-1.5e3}]}\n");
}
END_TEST

START_TEST(deep_nesting_is_refused) {
  mq_buf file = {.arena = arena};
  mq_buf_text(&file, "<tmx>");
  for (int i = 0; i < 1000000; i++) mq_buf_text(&file, "<a>");
  ck_assert_str_is(read_all(&tmx, mq_buf_view(&file)), "1:771: nested deeper than 256 elements\n");
}
END_TEST

/* --- encodings --- */

/* A text in another encoding is read as the same text, and every place in it is twice as far in UTF-16. */
static mq_str widen(const char *text) {
  mq_buf out = {.arena = arena};
  mq_buf_add(&out, "\xff\xfe", 2);
  for (; *text; text++) {
    mq_buf_char(&out, *text);
    mq_buf_char(&out, '\0');
  }
  return mq_buf_view(&out);
}

START_TEST(utf16_is_decoded_and_places_count_its_bytes) {
  const mq_str file = widen("one\teins\ntwo\tzwei\n");
  ck_assert_str_is(read_all(&tsv, file), "|one|eins\n|two|zwei\n");
  mtqc_bitext *bitext = mtqc_bitext_open_bytes("a.tsv", file.at, file.size, NULL, NULL, NULL, NULL);
  const mtqc_unit *unit;
  ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, NULL), 1);
  ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, NULL), 1);
  uint64_t start, end;
  size_t line, column;
  mtqc_unit_place(unit, MTQC_TARGET, 1, 3, &start, &end, &line, &column);
  ck_assert_uint_eq(start, 2 + 2 * 14);
  ck_assert_uint_eq(end, 2 + 2 * 16);
  ck_assert_uint_eq(line, 2);
  ck_assert_uint_eq(column, 6);
  mtqc_bitext_free(bitext);
}
END_TEST

START_TEST(declared_encodings_are_read) {
  expect(&po, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\nmsgid \"a\"\nmsgstr \"\xe4\"\n", "|a|\xc3\xa4\n");
  expect(&tmx, "<?xml version='1.0' encoding='KOI8-R'?><tmx><header srclang=\"en\"/><tu><tuv xml:lang=\"en\"><seg>a</seg></tuv>"
               "<tuv xml:lang=\"de\"><seg>\xc1</seg></tuv></tu></tmx>", "|a|\xd0\xb0\n");
  expect(&tsv, "The wagon\tDie Stra\xdf" "e nach K\xf6ln f\xfchrt \xfc" "ber die Br\xfc" "cke, sch\xf6ne Gr\xfc\xdf" "e\n",
         "|The wagon|Die Stra\xc3\x9f" "e nach K\xc3\xb6ln f\xc3\xbchrt \xc3\xbc" "ber die Br\xc3\xbc" "cke, sch\xc3\xb6ne Gr\xc3\xbc\xc3\x9f" "e\n");
}
END_TEST

static const struct {
  const char *name, *bytes, *text;
} encoded[] = {
    {"Shift_JIS", "The train\t\x97\xf1\x8e\xd4\x82\xcd" "12\x97\xbc\xb1\x82\xc5\x82\xb7\x81" "B\nTwo cars\t\x8e\xd4\x97\xbc\x82\xcd\x93\xf1\x82\xc2\n", "The train\t\xe5\x88\x97\xe8\xbb\x8a\xe3\x81\xaf" "12\xe4\xb8\xa1\xef\xbd\xb1\xe3\x81\xa7\xe3\x81\x99\xe3\x80\x82\nTwo cars\t\xe8\xbb\x8a\xe4\xb8\xa1\xe3\x81\xaf\xe4\xba\x8c\xe3\x81\xa4\n"},
    {"EUC-JP", "The train\t\xce\xf3\xbc\xd6\xa4\xcf" "12\xce\xbe\x8e\xb1\xa4\xc7\xa4\xb9\xa1\xa3\nTwo cars\t\xbc\xd6\xce\xbe\xa4\xcf\xc6\xf3\xa4\xc4\n", "The train\t\xe5\x88\x97\xe8\xbb\x8a\xe3\x81\xaf" "12\xe4\xb8\xa1\xef\xbd\xb1\xe3\x81\xa7\xe3\x81\x99\xe3\x80\x82\nTwo cars\t\xe8\xbb\x8a\xe4\xb8\xa1\xe3\x81\xaf\xe4\xba\x8c\xe3\x81\xa4\n"},
    {"ISO-2022-JP", "The train\t\x1b$BNs<V$O\x1b(B12\x1b$BN>$G$9!#\x1b(B\nTwo cars\t\x1b$B<VN>$OFs$D\x1b(B\n", "The train\t\xe5\x88\x97\xe8\xbb\x8a\xe3\x81\xaf" "12\xe4\xb8\xa1\xe3\x81\xa7\xe3\x81\x99\xe3\x80\x82\nTwo cars\t\xe8\xbb\x8a\xe4\xb8\xa1\xe3\x81\xaf\xe4\xba\x8c\xe3\x81\xa4\n"},
    {"GB18030", "The train\t\xbb\xf0\xb3\xb5\xd3\xd0" "12\xbd\xda\xa2\xe3\x94" "9\xfc" "6\xb3\xb5\xcf\xe1\xa1\xa3\nTwo\t\xc1\xbd\xbd\xda\n", "The train\t\xe7\x81\xab\xe8\xbd\xa6\xe6\x9c\x89" "12\xe8\x8a\x82\xe2\x82\xac\xf0\x9f\x98\x80\xe8\xbd\xa6\xe5\x8e\xa2\xe3\x80\x82\nTwo\t\xe4\xb8\xa4\xe8\x8a\x82\n"},
    {"Big5", "The train\t\xa4\xf5\xa8\xae\xa6\xb3" "12\xb8`\xa8\xae\xb4[\xa1" "C\nTwo\t\xa8\xe2\xb8`\n", "The train\t\xe7\x81\xab\xe8\xbb\x8a\xe6\x9c\x89" "12\xe7\xaf\x80\xe8\xbb\x8a\xe5\xbb\x82\xe3\x80\x82\nTwo\t\xe5\x85\xa9\xe7\xaf\x80\n"},
    {"EUC-KR", "The train\t\xb1\xe2\xc2\xf7\xb4\xc2 12\xb7\xae\xc0\xcc\xb4\xd9.\nTwo\t\xb5\xce \xb7\xae\n", "The train\t\xea\xb8\xb0\xec\xb0\xa8\xeb\x8a\x94 12\xeb\x9f\x89\xec\x9d\xb4\xeb\x8b\xa4.\nTwo\t\xeb\x91\x90 \xeb\x9f\x89\n"},
    {"KOI8-R", "The train\t\xf7 \xd0\xcf\xc5\xda\xc4\xc5 12 \xd7\xc1\xc7\xcf\xce\xcf\xd7.\nTwo\t\xe4\xd7\xc1\n", "The train\t\xd0\x92 \xd0\xbf\xd0\xbe\xd0\xb5\xd0\xb7\xd0\xb4\xd0\xb5 12 \xd0\xb2\xd0\xb0\xd0\xb3\xd0\xbe\xd0\xbd\xd0\xbe\xd0\xb2.\nTwo\t\xd0\x94\xd0\xb2\xd0\xb0\n"},
    {"windows-1251", "The train\t\xc2 \xef\xee\xe5\xe7\xe4\xe5 12 \xe2\xe0\xe3\xee\xed\xee\xe2.\nTwo\t\xc4\xe2\xe0\n", "The train\t\xd0\x92 \xd0\xbf\xd0\xbe\xd0\xb5\xd0\xb7\xd0\xb4\xd0\xb5 12 \xd0\xb2\xd0\xb0\xd0\xb3\xd0\xbe\xd0\xbd\xd0\xbe\xd0\xb2.\nTwo\t\xd0\x94\xd0\xb2\xd0\xb0\n"},
};

static mq_str decoded(const char *name, mq_str bytes) {
  mq_width width;
  mq_decoder *decoder = mq_decoder_open(arena, name, &width);
  char *out = mq_arena_alloc(arena, 256);
  return (mq_str){out, mq_decoder_take(decoder, &bytes, true, out, 256)};
}

/* Every character knows the bytes that stand for it: what is before its place in the file is, decoded, what is before it in the
 * text. Readers meet the bytes in one piece or in blocks. */
START_TEST(named_encodings_are_read_and_places_count_their_bytes) {
  const mq_str file = mq_str_of(encoded[_i].bytes), text = mq_str_of(encoded[_i].text);
  mtqc_options *options = mtqc_options_new();
  ck_assert_int_eq(mtqc_options_set(options, "encoding", encoded[_i].name, NULL), MTQC_OK);
  mtqc_bitext *bitext = mtqc_bitext_open_bytes("a.tsv", file.at, file.size, NULL, NULL, options, NULL);
  const mtqc_unit *unit;
  const char *expected = text.at;
  for (size_t line = 1; mtqc_bitext_next(bitext, &unit, NULL) == 1; line++) {
    const mtqc_text target = mtqc_unit_text(unit, MTQC_TARGET);
    expected = strchr(expected, '\t') + 1;
    ck_assert_mem_eq(expected, target.bytes, target.size);
    for (size_t i = 0; i <= target.size; i++) {
      if (i < target.size && ((unsigned char)target.bytes[i] & 0xc0) == 0x80) continue;
      uint64_t start;
      size_t in_line;
      mtqc_unit_place(unit, MTQC_TARGET, i, i, &start, NULL, &in_line, NULL);
      ck_assert_uint_eq(in_line, line);
      const mq_str before = decoded(encoded[_i].name, (mq_str){file.at, (size_t)start});
      ck_assert_msg(mq_str_equal(before, (mq_str){text.at, (size_t)(expected - text.at) + i}), "%s, line %zu, byte %zu: %d", encoded[_i].name,
                    line, i, (int)start);
    }
  }
  ck_assert_uint_eq(mtqc_bitext_count(bitext, MTQC_UNIT_TRANSLATED), 2);
  mtqc_bitext_free(bitext);
  mtqc_options_free(options);
}
END_TEST

/* A file that is longer than what is read at once, with characters and escapes over the edges of blocks; and one cut in a character. */
START_TEST(mixed_widths_survive_the_edges_of_blocks) {
  mq_buf file = {.arena = arena};
  enum { UNITS = 60000 };
  for (int i = 0; i < UNITS; i++) mq_buf_text(&file, i % 7 ? "ab\t\x93\xfa\x96{\xb1\n" : "a\tb\n");
  mq_buf_text(&file, "a\t\x93");
  const char *path = mq_format(arena, "%s/mtqc-sized-%d.tsv", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (int)getpid());
  FILE *out = fopen(path, "wb");
  ck_assert_uint_eq(fwrite(file.at, 1, file.size, out), file.size);
  fclose(out);
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "encoding", "Shift_JIS", NULL);
  mtqc_bitext *bitext = mtqc_bitext_open(path, NULL, NULL, options, NULL);
  const mtqc_unit *unit;
  uint64_t at = 0, start, end;
  for (int i = 0; i < UNITS; i++) {
    ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, NULL), 1);
    mtqc_unit_place(unit, MTQC_TARGET, 0, mtqc_unit_text(unit, MTQC_TARGET).size, &start, &end, NULL, NULL);
    ck_assert_uint_eq(start, at + (i % 7 ? 3 : 2));
    ck_assert_uint_eq(end, at + (i % 7 ? 8 : 3));
    at += i % 7 ? 9 : 4;
  }
  ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, NULL), 1);
  ck_assert_str_is(((mq_str){mtqc_unit_text(unit, MTQC_TARGET).bytes, mtqc_unit_text(unit, MTQC_TARGET).size}), "\ufffd");
  ck_assert_int_eq(mtqc_bitext_next(bitext, &unit, NULL), 0);
  mtqc_bitext_free(bitext);
  mtqc_options_free(options);
  remove(path);
}
END_TEST

/* --- documents --- */

/* The text of a document and its faults, a "line:column: fault" a line. Every place lies in the file, and places never go back. */
static mq_str read_document(const char *name, mq_str bytes) {
  mtqc_error error = {0};
  mtqc_file *file = mtqc_file_open_bytes(name, bytes.at, bytes.size, NULL, &error);
  if (!file) return mq_str_of(mq_format(arena, "%u:%u: %s", (unsigned)error.line, (unsigned)error.column, error.text));
  const mtqc_text text = mtqc_file_text(file);
  uint64_t before = 0;
  for (size_t i = 0; i < text.size; i++) {
    uint64_t start, end;
    mtqc_file_place(file, i, i + 1, &start, &end);
    if (text.bytes[i] == '\n') before = 0; /* an attribute comes behind the paragraph that it stands in */
    ck_assert_uint_le(before, start);
    ck_assert_uint_le(start, end);
    ck_assert_uint_le(end, bytes.size);
    if (end == start + 1 && text.bytes[i] > ' ') ck_assert_int_eq(bytes.at[start], text.bytes[i]);
    before = start;
  }
  mq_buf out = {.arena = arena};
  mq_buf_add(&out, text.bytes, text.size);
  for (size_t i = 0; mtqc_file_fault(file, i, &error); i++, error = (mtqc_error){0})
    mq_buf_format(&out, "\n%u:%u: %s", (unsigned)error.line, (unsigned)error.column, error.text);
  mtqc_file_free(file);
  return out.size ? mq_buf_view(&out) : (mq_str){"", 0};
}

static void expect_document(const char *name, const char *bytes, const char *text) {
  const mq_str got = read_document(name, mq_str_of(bytes));
  ck_assert_msg(mq_str_equal(got, mq_str_of(text)), "%s\ngave:\n%.*s", bytes, MQ_FMT(got));
}

START_TEST(html_is_read_as_a_reader_sees_it) {
  expect_document("a.html", "<h1>A &amp; B</h1>\n<p>one\n  two<p>three", "A & B\n\none two\n\nthree");
  expect_document("a.html", "a <b class=\"x>y\">c</b> <span>d</span><br>e", "a <b>c</b> d\n\ne");
  expect_document("a.htm", "<script>if (a < b) x = \"</p>\";</script><style>p{}</style><pre>x</pre>a<!-- b -->c", "ac");
  expect_document("a.html", "&eacute;&#xe9;&#233;&nbsp;&bogus;&amp", "\xc3\xa9\xc3\xa9\xc3\xa9\xc2\xa0&bogus;&amp");
  expect_document("a.html", "1 < 2 & 3 <4> </ x>", "1 < 2 & 3 <4> </ x>");
  expect_document("a.html", "<p", "");
  expect_document("a.html", "x<!-- never closed", "x");
  expect_document("a.html", "a<script>never closed", "a");
  expect_document("a.html", "<meta charset=\"iso-8859-1\"><p>\xe4", "\xc3\xa4");
  expect_document("a.html", "", "");
}
END_TEST

START_TEST(attributes_that_are_shown_are_paragraphs) {
  expect_document("a.html", "<p>See <img src=\"x.png\" alt=\"The &amp; train\" title='It  leaves'> here.</p><p>End</p>",
                  "See <img> here.\n\nThe & train\n\nIt leaves\n\nEnd");
  expect_document("a.html", "<img alt=\"a\"><input placeholder=\"b c\"><p title=\"\">d", "<img>\n\na\n\nb c\n\nd");
  expect_document("a.html", "x <a href=\"alt\" data-alt=\"no\" title=no>y</a> <img alt=\"never closed", "x <a>y</a> <img>");
  expect_document("a.html", "<code title=\"no\">x</code>", read_document("a.html", MQ_STR("<code>x</code>")).at);
  expect_document("a.html", "a <b title=\"t\">b</b><!-- mtqc:off --> c", "a <b>b</b>\n\nt\n\nc");
}
END_TEST

START_TEST(code_in_a_sentence_leaves_a_tag) {
  const mq_str one = read_document("a.html", MQ_STR("Run <code>ls</code> now")), two = read_document("a.html", MQ_STR("Run <code>cat</code> now"));
  ck_assert(mq_str_starts(one, MQ_STR("Run <code id=\"")) && mq_str_ends(one, MQ_STR("\"/> now")));
  ck_assert(!mq_str_equal(one, two));
}
END_TEST

START_TEST(markdown_keeps_text_and_leaves_code_out) {
  expect_document("a.md", "# One #\n\ntwo\nthree **x** `y`\n\n```\ncode\n```\n\n    code\n", "One\n\ntwo three **x** `y`");
  expect_document("a.md", "> a\n> b\n\n- c\n  d\n- e\n\n1. f\n", "a b\n\nc d\n\ne\n\nf");
  expect_document("a.md", "Title\n=====\n\nSub\n---\ntext\n", "Title\n\nSub\n\ntext");
  expect_document("a.md", "---\ntitle: x\n---\ntext\n", "text");
  expect_document("a.md", "a <!-- b --> c\n\n<div>\nhtml\n</div>\n", "a c");
  expect_document("a.md", "\xef\xbb\xbf# A\r\n\r\nb\r\nc\r\n", "A\n\nb c");
  expect_document("a.markdown", "", "");
}
END_TEST

START_TEST(subtitles_run_over_cues) {
  expect_document("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe <i>train</i>\nis\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}late.\n\n3\n"
                           "00:00:05,000 --> 00:00:06,000\n- Yes.\n- No.\n", "The <i>train</i> is late.\n\n- Yes.\n\n- No.");
  expect_document("a.vtt", "WEBVTT - x\nKind: y\n\nNOTE z\n\nSTYLE\n::cue {}\n\nid\n00:01.000 --> 00:02.000 align:left\na\n\n"
                           "00:00:03.000 --> 00:00:04.000\nb.\n", "a b.");
  expect_document("a.srt", "", "");
}
END_TEST

START_TEST(encodings_of_mixed_width_are_declared_or_detected) {
  expect(&tmx, "<?xml version='1.0' encoding='Shift_JIS'?><tmx><header srclang=\"en\"/><tu><tuv xml:lang=\"en\"><seg>a</seg></tuv>"
               "<tuv xml:lang=\"de\"><seg>\x93\xfa\x96\x7b &amp; \xb1</seg></tuv></tu></tmx>", "|a|\u65e5\u672c & \uff71\n");
  expect(&po, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=EUC-KR\\n\"\n\nmsgid \"a\"\nmsgstr \"\xb1\xe2\"\n", "|a|\uae30\n");
  expect_document("a.html", "<meta charset=gb2312><p>\xbb\xf0\xb3\xb5</p>", "\u706b\u8f66");
  expect_document("a.txt", "\x97\xf1\x8e\xd4\x82\xcd\x82\xb1\x82\xb1\x82\xc5\x82\xb7\x82\xa9\x81\x42\x82\xbb\x82\xea\x82\xcd\x97\xf1\x8e\xd4\x82\xc5\x82\xb7\x81\x42",
                  "\u5217\u8eca\u306f\u3053\u3053\u3067\u3059\u304b\u3002\u305d\u308c\u306f\u5217\u8eca\u3067\u3059\u3002");
  expect(&tmx, "<?xml version='1.0' encoding='klingon-1'?><tmx/>", "1:1: the encoding 'klingon-1' is not known; the option 'encoding' can name another\n");
}
END_TEST

START_TEST(damaged_utf8_stays_utf8) {
  expect_document("a.txt", "Gr\xc3\xbc\xc3\x9f" "e, sch\xc3\xb6n\xff f\xc3\xbcr", "Gr\xc3\xbc\xc3\x9f" "e, sch\xc3\xb6n\xff f\xc3\xbcr");
  expect_document("a.txt", "Sch\xf6ne Gr\xfc\xdf" "e aus K\xf6ln, wir fahren \xfc" "ber die Br\xfc" "cke",
                  "Sch\xc3\xb6ne Gr\xc3\xbc\xc3\x9f" "e aus K\xc3\xb6ln, wir fahren \xc3\xbc" "ber die Br\xc3\xbc" "cke");
}
END_TEST

START_TEST(documents_may_be_cut_anywhere) {
  static const char *const files[][2] = {
      {"a.html", "<p a='b>c'>x &eacute; <code>y</code><pre>z</pre><!-- mtqc:off q --><b>w</b></p>"},
      {"a.md", "---\na: b\n---\n# x #\n\n> - y <!-- mtqc:off -->\n>   z\n\n```\nc\n"},
      {"a.vtt", "WEBVTT\n\nNOTE a\n\n1\n00:01.000 --> 00:02.000\n<i>x</i> {\\an8}\n"},
      {"a.srt", "1\n00:00:01,000 --> 00:00:02,000\n<i>x</i> {\\an8}\n"},
  };
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    for (size_t cut = 0; cut <= strlen(files[i][1]); cut++)
      read_document(files[i][0], (mq_str){mq_arena_copy(arena, files[i][1], cut), cut});
}
END_TEST

/* --- memory --- */

/* Reads and checks a file of pairs and a document; 0 or the first error. */
static int read_and_check(void) {
  static const char pairs[] = "<tmx><header srclang=\"en\"/><tu><note>mtqc:off number-mismatch</note><tuv xml:lang=\"en\"><seg>12 &amp; <b>x</b></seg></tuv>"
                              "<tuv xml:lang=\"de\"><seg>21 <ph>y</ph></seg></tuv></tu></tmx>";
  static const char page[] = "<p>Der Zug &amp; <b>er</b><!-- mtqc:off --> hat 21 <code>x</code> Wagen.</p>";
  mtqc_error error = {0};
  mtqc_report *report = NULL;
  mtqc_checker *checker = mtqc_checker_new("en", "de", NULL, &error);
  mtqc_bitext *bitext = checker ? mtqc_bitext_open_bytes("a.tmx", pairs, sizeof pairs - 1, "en", "de", NULL, &error) : NULL;
  if (bitext) mtqc_check_bitext(checker, bitext, 0, &report, &error);
  mtqc_report_free(report);
  mtqc_bitext_free(bitext);
  report = NULL;
  mtqc_file *file = checker && !error.code ? mtqc_file_open_bytes("a.html", page, sizeof page - 1, NULL, &error) : NULL;
  if (file) mtqc_check_files(checker, NULL, file, 0, &report, &error);
  mtqc_report_free(report);
  mtqc_file_free(file);
  mtqc_checker_free(checker);
  return error.code;
}

START_TEST(every_allocation_fails_once) {
  ck_assert_int_eq(read_and_check(), MTQC_OK);
  for (size_t n = 1;; n++) {
    mq_malloc_fail_at(n);
    const int status = read_and_check();
    mq_malloc_fail_at(0);
    if (status == MTQC_OK) break;
    ck_assert_int_eq(status, MTQC_ENOMEM);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("bitext");
  TCase *tests = tcase_create("bitext");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, tsv_takes_the_first_two_columns);
  tcase_add_test(tests, tsv_finds_columns_by_name);
  tcase_add_test(tests, tsv_faults);
  tcase_add_test(tests, jsonl_finds_keys);
  tcase_add_test(tests, jsonl_resolves_escapes);
  tcase_add_test(tests, jsonl_depth_is_bounded);
  tcase_add_test(tests, po_reads_entries);
  tcase_add_test(tests, tmx_reads_units);
  tcase_add_test(tests, xliff_reads_units);
  tcase_add_test(tests, xliff_segments_are_units);
  tcase_add_test(tests, tbx_reads_concepts);
  tcase_add_loop_test(tests, faults_are_told_with_their_place, 0, sizeof fault_files / sizeof fault_files[0]);
  tcase_add_test(tests, files_may_be_cut_anywhere);
  tcase_add_test(tests, deep_nesting_is_refused);
  tcase_add_test(tests, utf16_is_decoded_and_places_count_its_bytes);
  tcase_add_test(tests, declared_encodings_are_read);
  tcase_add_loop_test(tests, named_encodings_are_read_and_places_count_their_bytes, 0, sizeof encoded / sizeof encoded[0]);
  tcase_add_test(tests, encodings_of_mixed_width_are_declared_or_detected);
  tcase_add_test(tests, mixed_widths_survive_the_edges_of_blocks);
  tcase_add_test(tests, html_is_read_as_a_reader_sees_it);
  tcase_add_test(tests, attributes_that_are_shown_are_paragraphs);
  tcase_add_test(tests, code_in_a_sentence_leaves_a_tag);
  tcase_add_test(tests, markdown_keeps_text_and_leaves_code_out);
  tcase_add_test(tests, subtitles_run_over_cues);
  tcase_add_test(tests, damaged_utf8_stays_utf8);
  tcase_add_test(tests, documents_may_be_cut_anywhere);
  tcase_add_test(tests, every_allocation_fails_once);
  tcase_set_timeout(tests, 120);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
