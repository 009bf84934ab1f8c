/* Look-ups: spelling by hunspell, compounds, entries, links; on small packs and dictionaries that the test
 * writes itself. */
#include "test.h"

#include "base/file.h"
#include "lexicon/lookup.h"
#include "lexicon/pack.h"
#include "lexicon/speller.h"
#include "text/text.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static mq_arena *arena;
static char folder[64];
static mq_language english, german;
static mq_str linking[] = {{"s", 1}, {"es", 2}, {"n", 1}};

/* --- writing the data --------------------------------------------------------------------------------- */

static const char *in_folder(const char *name) {
  return mq_format(arena, "%s/%s", folder, name);
}

static void write_file(const char *name, mq_str bytes) {
  ck_assert_int_eq(mq_file_write(in_folder(name), bytes, NULL), 0);
}

static void write_text(const char *name, const char *text) {
  write_file(name, mq_str_of(text));
}

typedef struct form {
  const char *fold;
  int16_t frequency;
} form;

static void write_language(const char *name, const mq_language *language, const form *forms, size_t count) {
  mq_pack_form_entry *entries = mq_arena_array(arena, count, sizeof *entries);
  mq_pack_form_entry *stems = mq_arena_array(arena, count, sizeof *stems);
  size_t stem_count = 0;
  for (size_t i = 0; i < count; i++) {
    const mq_str fold = mq_str_of(forms[i].fold);
    entries[i] = (mq_pack_form_entry){mq_hash(fold), forms[i].frequency};
    if (fold.size < 5) continue;
    stems[stem_count++] = (mq_pack_form_entry){mq_hash(mq_stem(arena, language, fold)), MQ_FREQUENCY_UNKNOWN};
  }
  mq_pack_writer *writer = mq_pack_writer_new(arena, MQ_PACK_OF_LANGUAGE, name);
  mq_pack_writer_add(writer, "forms", mq_pack_encode_forms(arena, entries, count));
  mq_pack_writer_add(writer, "stems", mq_pack_encode_forms(arena, stems, stem_count));
  write_file(mq_format(arena, "%s.mqtmp", name), mq_pack_writer_finish(writer));
  ck_assert_int_eq(
      rename(in_folder(mq_format(arena, "%s.mqtmp", name)), in_folder(mq_format(arena, "%s.mtqcpack", name))),
      0);
}

typedef struct row {
  const char *words[2];
  double strength;
  mq_layer layer;
} row;

static int by_stem(const void *a, const void *b) {
  return mq_str_compare(((const mq_pack_stem_entry *)a)->stem, ((const mq_pack_stem_entry *)b)->stem);
}

/* Stems of one column, sorted, none twice. */
static size_t stem_column(const mq_language *language, const row *rows, size_t count, int column,
                          mq_pack_stem_entry *out) {
  for (size_t i = 0; i < count; i++) {
    const mq_str word = mq_str_of(rows[i].words[column]);
    const char *forms = mq_arena_copy(arena, word.at, word.size);
    out[i] = (mq_pack_stem_entry){mq_stem(arena, language, mq_fold(arena, word)), {forms, word.size + 1}};
  }
  qsort(out, count, sizeof *out, by_stem);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (!kept || !mq_str_equal(out[i].stem, out[kept - 1].stem)) out[kept++] = out[i];
  return kept;
}

static uint32_t rank(const mq_language *language, const mq_pack_stem_entry *stems, size_t count,
                     const char *word) {
  const mq_pack_stem_entry wanted = {mq_stem(arena, language, mq_fold(arena, mq_str_of(word))), {NULL, 0}};
  const mq_pack_stem_entry *found = bsearch(&wanted, stems, count, sizeof *stems, by_stem);
  ck_assert_ptr_nonnull(found);
  return (uint32_t)(found - stems);
}

static int by_from(const void *a, const void *b) {
  const mq_pack_link_entry *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return (x->link.other > y->link.other) - (x->link.other < y->link.other);
}

static void write_pair(const char *name, const mq_language *first, const mq_language *second, const row *rows,
                       size_t count) {
  const mq_language *languages[2] = {first, second};
  mq_pack_writer *writer = mq_pack_writer_new(arena, MQ_PACK_OF_PAIR, name);
  mq_pack_stem_entry *stems[2];
  size_t counts[2];
  for (int s = 0; s < 2; s++) {
    stems[s] = mq_arena_array(arena, count, sizeof **stems);
    counts[s] = stem_column(languages[s], rows, count, s, stems[s]);
    mq_pack_writer_add(writer, mq_format(arena, "words/%d", s),
                       mq_pack_encode_words(arena, stems[s], counts[s]));
    mq_pack_writer_add(writer, mq_format(arena, "index/%d", s),
                       mq_pack_encode_index(arena, stems[s], counts[s]));
  }
  for (int s = 0; s < 2; s++) {
    mq_pack_link_entry *links = mq_arena_array(arena, count, sizeof *links);
    for (size_t i = 0; i < count; i++)
      links[i] = (mq_pack_link_entry){rank(languages[s], stems[s], counts[s], rows[i].words[s]),
                                      {rank(languages[!s], stems[!s], counts[!s], rows[i].words[!s]),
                                       (uint8_t)(rows[i].strength * 255), rows[i].layer, 0}};
    qsort(links, count, sizeof *links, by_from);
    mq_pack_writer_add(writer, mq_format(arena, "links/%d", s),
                       mq_pack_encode_links(arena, links, count, counts[s]));
  }
  write_file(mq_format(arena, "%s.mtqcpack", name), mq_pack_writer_finish(writer));
}

static const form german_forms[] = {{"garten", -450},   {"tisch", -460},
                                    {"tische", -520},   {"land", -350},
                                    {"landes", -420},   {"haus", -340},
                                    {"küche", -440},    {"zange", -600},
                                    {"tür", -430},      {"griff", -480},
                                    {"ei", -500},       {"strahl", -500},
                                    {"sprache", -420},  {"unterricht", MQ_FREQUENCY_UNKNOWN},
                                    {"sprecher", -440}, {"ung", -800},
                                    {"wiese", -480},    {"und", -150}};

static const form english_forms[] = {{"garden", -430}, {"table", -420}, {"house", -350}, {"river", -440}};

static const row rows[] = {
    {{"garden", "Garten"}, .9, MQ_LAYER_DICTIONARY}, {{"table", "Tisch"}, .8, MQ_LAYER_DICTIONARY},
    {{"table", "Tabelle"}, .6, MQ_LAYER_TRAINED},    {{"house", "Haus"}, .9, MQ_LAYER_DICTIONARY},
    {{"door", "Tür"}, .9, MQ_LAYER_DICTIONARY},      {{"meadow", "Wiese"}, .8, MQ_LAYER_DICTIONARY},
    {{"board", "Tisch"}, .2, MQ_LAYER_PHRASE},
                           {{"board", "Gartentisch"}, .15, MQ_LAYER_PHRASE}};

static void write_data(void) {
  write_language("de", &german, german_forms, sizeof german_forms / sizeof *german_forms);
  write_language("en", &english, english_forms, sizeof english_forms / sizeof *english_forms);
  write_pair("de-en", &german, &english, (row[]){{{"Garten", "garden"}, .9, MQ_LAYER_DICTIONARY}},
             1); /* another order: must not be taken */
  unlink(in_folder("de-en.mtqcpack"));
  write_pair("en-de", &english, &german, rows, sizeof rows / sizeof *rows);
}

/* A dictionary in ISO-8859-1 with compounds: "Apfel", "Tür" and "Rahmen" join freely, "Regal" stands alone.
 */
static void write_dictionary(const char *tag) {
  write_text(mq_format(arena, "%s.aff", tag), "SET ISO8859-1\n"
                                              "COMPOUNDFLAG J\nCOMPOUNDMIN 3\nONLYINCOMPOUND O\n"
                                              "SFX N Y 1\nSFX N 0 n .\n");
  write_text(mq_format(arena, "%s.dic", tag),
             "8\nApfel/J\napfel/JO\nT\xfcr/J\nt\xfcr/JO\nRahmen/J\nrahmen/JO\nRegal\nrot/N\n");
}

static void parse(mq_language *language, const char *tag) {
  memset(language, 0, sizeof *language);
  ck_assert_int_eq(mq_language_parse(language, tag, NULL), 0);
}

static void setup(void) {
  arena = mq_arena_new();
  strcpy(folder, "lookup-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  setenv("DICPATH", folder, 1);
  parse(&english, "en");
  parse(&german, "de");
  german.compounding = true;
  german.stopwords.arena = arena;
  *mq_map_add(&german.stopwords, MQ_STR("und"), NULL) = 1;
  german.linking = linking;
  german.linking_count = sizeof linking / sizeof *linking;
  write_data();
}

static void teardown(void) {
  static const char *names[] = {"de.mtqcpack", "en.mtqcpack", "en-de.mtqcpack", "de_DE.aff", "de_DE.dic",
                                "xh_ZA.aff",   "xh_ZA.dic",   "xh_AA.aff",      "xh_AA.dic", "xh_BB.aff",
                                "xh_BB.dic",   "xh.aff",      "xh.dic"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) unlink(in_folder(names[i]));
  ck_assert_int_eq(rmdir(folder), 0);
  mq_arena_free(arena);
}

/* --- asking ------------------------------------------------------------------------------------------- */

typedef struct desk {
  mq_lexicon *lexicon;
  mq_vocab *vocabs[2];
  mq_lookup *lookup;
} desk;

static desk open_desk(mq_arena *owner) {
  desk d;
  d.lexicon = mq_lexicon_open(owner, &english, &german, folder, NULL);
  ck_assert_ptr_nonnull(d.lexicon);
  d.vocabs[0] = mq_vocab_new(owner, &english);
  d.vocabs[1] = mq_vocab_new(owner, &german);
  d.lookup = mq_lookup_new(owner, d.lexicon, d.vocabs[0], d.vocabs[1]);
  return d;
}

static const mq_word *german_word(const desk *d, const char *text) {
  return mq_vocab_word(d->vocabs[1], mq_str_of(text), MQ_WORD);
}

static mq_spelling spelling(const desk *d, const char *text) {
  return mq_lookup_spelling(d->lookup, MTQC_TARGET, german_word(d, text));
}

/* The parts of a compound joined by "|", linking elements left in. */
static const char *cut(const desk *d, const char *text) {
  const mq_compound *compound = mq_lookup_compound(d->lookup, MTQC_TARGET, german_word(d, text));
  mq_buf out = {.arena = arena};
  mq_buf_text(&out, "");
  for (size_t i = 0; i < compound->count; i++)
    mq_buf_format(&out, "%s%.*s", i ? "|" : "", (int)(compound->parts[i].end - compound->parts[i].start),
                  text + compound->parts[i].start);
  return out.size ? out.at : "";
}

static size_t tokenize(const desk *d, int side, const char *text, const mq_token **out) {
  mq_text cut_text = mq_text_lines(arena, side ? &german : &english, mq_str_of(text));
  mq_text_tokenize(arena, &cut_text, d->vocabs[side], 0, cut_text.segment_count);
  *out = cut_text.segments[0].tokens;
  return cut_text.segments[0].token_count;
}

/* --- dictionaries ------------------------------------------------------------------------------------- */

static const char *found(const char *tag) {
  mq_language language;
  parse(&language, tag);
  const char *path = mq_speller_find(arena, &language);
  return path && strncmp(path, folder, strlen(folder)) == 0 ? path + strlen(folder) + 1 : path;
}

START_TEST(dictionary_is_found_by_tag) {
  ck_assert_ptr_null(found("xh"));
  write_dictionary("xh_BB");
  write_dictionary("xh_AA");
  ck_assert_str_eq(found("xh"), "xh_AA"); /* any region, in order */
  write_dictionary("xh");
  ck_assert_str_eq(found("xh"), "xh");
  write_dictionary("xh_ZA");
  ck_assert_str_eq(found("xh"), "xh_ZA"); /* the likely region */
  ck_assert_str_eq(found("xh-BB"), "xh_BB");
  ck_assert_str_eq(found("xh-CC"), "xh_ZA");
  ck_assert_ptr_null(found("qaa"));
}
END_TEST

START_TEST(half_a_dictionary_is_none) {
  write_dictionary("xh_AA");
  unlink(in_folder("xh_AA.aff"));
  ck_assert_ptr_null(found("xh"));
  ck_assert_ptr_null(found("xh-AA"));
}
END_TEST

START_TEST(speller_tells_words_from_compounds) {
  write_dictionary("de_DE");
  mq_speller *speller = mq_speller_borrow(arena, mq_spellers_new(arena, in_folder("de_DE")));
  ck_assert(mq_speller_knows(speller, MQ_STR("Apfel")));
  ck_assert(mq_speller_knows(speller, MQ_STR("Tür"))); /* ISO-8859-1 inside */
  ck_assert(mq_speller_knows(speller, MQ_STR("roten")) == false);
  ck_assert(mq_speller_knows(speller, MQ_STR("rotn")));
  ck_assert(!mq_speller_knows(speller, MQ_STR("apfel"))); /* in compounds only */
  ck_assert(!mq_speller_knows(speller, MQ_STR("Türrahmen")));
  ck_assert(mq_speller_accepts(speller, MQ_STR("Türrahmen")));
  ck_assert(mq_speller_accepts(speller, MQ_STR("Apfel")));
  ck_assert(!mq_speller_accepts(speller, MQ_STR("Türregal")));
  ck_assert(!mq_speller_accepts(speller, MQ_STR("Türrahmenx")));
}
END_TEST

/* A loaded dictionary waits for the next borrower, who needs the files no more. */
START_TEST(speller_is_shared) {
  write_dictionary("de_DE");
  mq_spellers *pool = mq_spellers_new(arena, in_folder("de_DE"));
  mq_arena *run = mq_arena_new();
  ck_assert(run && !mq_arena_try(run));
  mq_speller *first = mq_speller_borrow(run, pool), *second = mq_speller_borrow(run, pool);
  ck_assert_ptr_ne(first, second);
  ck_assert(mq_speller_accepts(first, MQ_STR("Türrahmen")));
  mq_arena_clear(run);
  unlink(in_folder("de_DE.dic"));
  mq_speller *third = mq_speller_borrow(run, pool), *fourth = mq_speller_borrow(run, pool);
  ck_assert_ptr_eq(third, first);
  ck_assert(mq_speller_accepts(third, MQ_STR("Türrahmen")));
  ck_assert(!mq_speller_knows(fourth, MQ_STR("Apfel")));
  mq_arena_free(run);
}
END_TEST

START_TEST(speller_refuses_what_hunspell_should_not_see) {
  write_dictionary("de_DE");
  mq_speller *speller = mq_speller_borrow(arena, mq_spellers_new(arena, in_folder("de_DE")));
  char *longest = mq_arena_alloc(arena, 100000);
  memset(longest, 'a', 100000);
  ck_assert(!mq_speller_accepts(speller, (mq_str){longest, 100000}));
  ck_assert(!mq_speller_accepts(speller, (mq_str){"Apfel\0", 6}));
  ck_assert(!mq_speller_accepts(speller, (mq_str){"", 0}));
  ck_assert(!mq_speller_accepts(speller, (mq_str){"T\xfcr", 3})); /* no UTF-8 */
  ck_assert(!mq_speller_accepts(speller, MQ_STR("дверь")));       /* not in the encoding */
  for (size_t size = 90; size < 110; size++) ck_assert(!mq_speller_accepts(speller, (mq_str){longest, size}));
}
END_TEST

START_TEST(missing_dictionary_knows_nothing) {
  mq_speller *speller = mq_speller_borrow(arena, mq_spellers_new(arena, in_folder("xx_XX")));
  ck_assert(!mq_speller_accepts(speller, MQ_STR("Apfel")));
  ck_assert(!mq_speller_knows(speller, MQ_STR("Apfel")));
}
END_TEST

/* --- spelling ----------------------------------------------------------------------------------------- */

START_TEST(spelling_of_words) {
  write_dictionary("de_DE");
  const desk d = open_desk(arena);
  static const struct {
    const char *word;
    mq_spelling spelling;
  } cases[] = {{"Apfel", MQ_SPELLING_KNOWN},        {"APFEL", MQ_SPELLING_KNOWN},
               {"Rot", MQ_SPELLING_KNOWN},          {"Garten", MQ_SPELLING_KNOWN},
               {"Türrahmen", MQ_SPELLING_COMPOUND}, {"Apfeltür", MQ_SPELLING_COMPOUND},
               {"Apfelregal", MQ_SPELLING_UNKNOWN}, {"Apfl", MQ_SPELLING_UNKNOWN},
               {"дверь", MQ_SPELLING_UNKNOWN}};
  for (int again = 0; again < 2; again++) /* the second time from memory */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
      ck_assert_msg(spelling(&d, cases[i].word) == cases[i].spelling, "%s", cases[i].word);
  const mq_word *number = mq_vocab_word(d.vocabs[1], MQ_STR("1234"), MQ_NUMBER);
  ck_assert_int_eq(mq_lookup_spelling(d.lookup, MTQC_TARGET, number), MQ_SPELLING_UNCHECKED);
}
END_TEST

START_TEST(endless_word_is_left_alone) {
  write_dictionary("de_DE");
  const desk d = open_desk(arena);
  char *text = mq_arena_alloc(arena, 100001);
  memset(text, 'a', 100000);
  ck_assert_int_eq(spelling(&d, text), MQ_SPELLING_UNCHECKED);
  ck_assert_str_eq(cut(&d, text), "");
  text[61] = '\0';
  ck_assert_int_eq(spelling(&d, text), MQ_SPELLING_UNCHECKED);
}
END_TEST

/* --- compounds ---------------------------------------------------------------------------------------- */

START_TEST(compounds_are_cut) {
  const desk d = open_desk(arena);
  static const char *cases[][2] = {{"Gartentisch", "Garten|tisch"},
                                   {"Gartentische", "Garten|tische"},
                                   {"Gartentischen", "Garten|tischen"}, /* inflected: by its stem */
                                   {"Landeshaus", "Landes|haus"},
                                   {"Küchenzange", "Küchen|zange"},
                                   {"KÜCHENZANGE", "KÜCHEN|ZANGE"},
                                   {"Haustürgriff", "Haus|tür|griff"},
                                   {"Sprachunterricht", "Sprach|unterricht"}, /* a bare stem in front */
                                   {"Gartenhaustürgriff", "Garten|haus|tür|griff"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    ck_assert_str_eq(cut(&d, cases[i][0]), cases[i][1]);
  const mq_compound *compound = mq_lookup_compound(d.lookup, MTQC_TARGET, german_word(&d, "Küchenzange"));
  ck_assert_str_is(compound->parts[0].fold, "küche");
  ck_assert_int_eq(compound->parts[0].frequency, -440);
  ck_assert_str_is(compound->parts[1].fold, "zange");
}
END_TEST

START_TEST(other_words_are_not_cut) {
  const desk d = open_desk(arena);
  static const char *cases[] = {"Garten",      "Haustür" /* too short */,
                                "Gartenxyz",   "Gartenung" /* no part */,
                                "Eierhausung", "Gartengartengartengartengarten" /* five parts */,
                                "Ei",          "Gartenund"};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) ck_assert_str_eq(cut(&d, cases[i]), "");
  const mq_word *english_word = mq_vocab_word(d.vocabs[0], MQ_STR("gardentable"), MQ_WORD);
  ck_assert_uint_eq(mq_lookup_compound(d.lookup, MTQC_SOURCE, english_word)->count,
                    0); /* no compounding language */
}
END_TEST

START_TEST(without_a_pack_the_dictionary_cuts) {
  write_dictionary("de_DE");
  unlink(in_folder("de.mtqcpack"));
  const desk d = open_desk(arena);
  ck_assert_str_eq(cut(&d, "Apfelrahmen"), "Apfel|rahmen");
  ck_assert_str_eq(cut(&d, "Rahmenregal"), "Rahmen|regal");
  ck_assert_str_eq(cut(&d, "Rahmenregel"), "");
  ck_assert_int_eq(spelling(&d, "Garten"), MQ_SPELLING_UNKNOWN);
}
END_TEST

/* --- entries ------------------------------------------------------------------------------------------ */

START_TEST(entries_say_what_the_packs_have) {
  const desk d = open_desk(arena);
  const mq_entry *garden = mq_lookup_entry(d.lookup, MTQC_TARGET, german_word(&d, "Garten"));
  ck_assert(garden->attested);
  ck_assert_int_eq(garden->frequency, -452); /* to the nearest step */
  ck_assert_uint_eq(garden->translation_count, 1);
  ck_assert_int_eq(garden->translations[0].layer, MQ_LAYER_DICTIONARY);
  ck_assert_float_eq_tol(garden->translations[0].strength, .9, .01);
  const mq_entry *inflected = mq_lookup_entry(d.lookup, MTQC_TARGET, german_word(&d, "Tischen"));
  ck_assert(inflected->attested);
  ck_assert_int_eq(inflected->frequency, MQ_FREQUENCY_UNKNOWN);
  ck_assert_uint_eq(inflected->translation_count, 2);
  const mq_entry *nothing = mq_lookup_entry(d.lookup, MTQC_TARGET, german_word(&d, "Quastenflosser"));
  ck_assert(!nothing->attested && nothing->pair_id == MQ_NO_ID && !nothing->translation_count);
  ck_assert_int_eq(nothing->frequency, MQ_FREQUENCY_UNKNOWN);
  ck_assert_uint_eq(mq_lookup_text(d.lookup, MTQC_TARGET, MQ_STR("haus")).translation_count, 1);
}
END_TEST

START_TEST(entries_stay_where_they_are) {
  const desk d = open_desk(arena);
  const mq_entry *before = mq_lookup_entry(d.lookup, MTQC_TARGET, german_word(&d, "Garten"));
  for (int i = 0; i < 20000; i++)
    mq_lookup_entry(d.lookup, MTQC_TARGET, german_word(&d, mq_format(arena, "wort%d", i)));
  ck_assert_ptr_eq(before, mq_lookup_entry(d.lookup, MTQC_TARGET, german_word(&d, "Garten")));
  ck_assert_uint_eq(before->translation_count, 1);
}
END_TEST

START_TEST(renderings_come_strongest_first) {
  const desk d = open_desk(arena);
  const mq_word *table = mq_vocab_word(d.vocabs[0], MQ_STR("tables"), MQ_WORD);
  mq_str out[4];
  ck_assert_uint_eq(mq_lookup_renderings(d.lookup, MTQC_SOURCE, table, out, 4), 2);
  ck_assert_str_is(out[0], "Tisch");
  ck_assert_str_is(out[1], "Tabelle");
  ck_assert_uint_eq(mq_lookup_renderings(d.lookup, MTQC_SOURCE, table, out, 1), 1);
  ck_assert_str_is(out[0], "Tisch");
  ck_assert_uint_eq(mq_lookup_renderings(d.lookup, MTQC_SOURCE, table, out, 0), 0);
}
END_TEST

/* --- links -------------------------------------------------------------------------------------------- */

static size_t link_texts(const desk *d, const char *source, const char *target, mq_link *source_links,
                         mq_link *target_links) {
  const mq_token *tokens[2];
  const size_t sources = tokenize(d, 0, source, &tokens[0]), targets = tokenize(d, 1, target, &tokens[1]);
  mq_lookup_link(d->lookup, tokens[0], sources, tokens[1], targets, source_links, target_links);
  return targets;
}

START_TEST(links_by_dictionary_form_and_name) {
  const desk d = open_desk(arena);
  mq_link s[16], t[16];
  link_texts(&d, "Tables 1,234 Philadelphia gardens nothing", "Gärten Philadelphias 1.234 Tische garnichts",
             s, t);
  ck_assert_uint_eq(s[0].other, 3);
  ck_assert_int_eq(s[0].layer, MQ_LAYER_DICTIONARY);
  ck_assert_uint_eq(s[1].other, 2);
  ck_assert_int_eq(s[1].layer, MQ_LAYER_EQUAL);
  ck_assert_uint_eq(s[2].other, 1);
  ck_assert_int_eq(s[2].layer, MQ_LAYER_COGNATE);
  ck_assert_uint_eq(t[1].other, 2);
  ck_assert_uint_eq(t[2].other, 1);
  ck_assert_uint_eq(t[3].other, 0);
  ck_assert_uint_eq(s[4].other, MQ_NO_ID);
  ck_assert_uint_eq(t[4].other, MQ_NO_ID);
  ck_assert_float_eq(t[4].strength, 0);
}
END_TEST

START_TEST(stronger_link_wins_then_the_nearer) {
  const desk d = open_desk(arena);
  mq_link s[16], t[16];
  link_texts(&d, "board table house house", "Tisch Haus und Haus", s, t);
  ck_assert_uint_eq(t[0].other, 1); /* "table" is a stronger link than "board" */
  ck_assert_uint_eq(s[0].other, 0); /* links need not be mutual */
  ck_assert_uint_eq(s[2].other, 1);
  ck_assert_uint_eq(s[3].other, 3);
  ck_assert_uint_eq(t[1].other, 2);
  ck_assert_uint_eq(t[3].other, 3);
}
END_TEST

START_TEST(compound_is_linked_by_its_parts) {
  const desk d = open_desk(arena);
  mq_link s[16], t[16];
  link_texts(&d, "garden house qqq", "Gartenhaus", s, t);
  ck_assert_int_eq(t[0].layer, MQ_LAYER_COMPOUND);
  ck_assert_uint_eq(s[0].other, 0);
  ck_assert_uint_eq(s[1].other, 0);
  ck_assert_int_eq(s[1].layer, MQ_LAYER_COMPOUND);
  ck_assert_uint_eq(s[2].other, MQ_NO_ID);
  const float both = t[0].strength;
  link_texts(&d, "house", "Gartenhaus", s, t);
  ck_assert(t[0].strength > 0 && t[0].strength < both && both < .9f);
}
END_TEST

START_TEST(weak_link_gives_way_to_parts) {
  const desk d = open_desk(arena);
  mq_link s[16], t[16];
  link_texts(&d, "board", "Gartentisch", s, t);
  ck_assert_int_eq(t[0].layer, MQ_LAYER_PHRASE);
  link_texts(&d, "board garden table", "Gartentisch", s, t);
  ck_assert_int_eq(t[0].layer, MQ_LAYER_COMPOUND);
  ck_assert_uint_eq(t[0].other, 1); /* the stronger part */
  ck_assert_int_eq(s[0].layer, MQ_LAYER_PHRASE);
  ck_assert_int_eq(s[2].layer, MQ_LAYER_COMPOUND);
}
END_TEST

START_TEST(links_of_nothing) {
  const desk d = open_desk(arena);
  mq_link s[4] = {0}, t[4] = {0};
  const mq_token *tokens;
  const size_t count = tokenize(&d, 1, "Haus Tür", &tokens);
  mq_lookup_link(d.lookup, NULL, 0, tokens, count, s, t);
  ck_assert_uint_eq(t[0].other, MQ_NO_ID);
  ck_assert_uint_eq(t[1].other, MQ_NO_ID);
  mq_lookup_link(d.lookup, NULL, 0, NULL, 0, s, t);
}
END_TEST

/* Would take minutes if every token met every other. */
START_TEST(long_beads_take_linear_time) {
  const desk d = open_desk(arena);
  mq_buf source = {.arena = arena}, target = {.arena = arena};
  enum { WORDS = 60000 };
  for (int i = 0; i < WORDS; i++) {
    mq_buf_format(
        &source, "%s ",
        i % 2 ? "house"
              : mq_format(arena, "Lumbaru%c%c%c", 'a' + i % 23, 'a' + i / 23 % 23, 'b' + i / 529 % 19));
    mq_buf_format(
        &target, "%s ",
        i % 2 ? "Haus"
              : mq_format(arena, "Zankolo%c%c%c", 'a' + i % 23, 'a' + i / 23 % 23, 'b' + i / 529 % 19));
  }
  mq_link *s = mq_arena_array(arena, WORDS + 1, sizeof *s), *t = mq_arena_array(arena, WORDS + 1, sizeof *t);
  link_texts(&d, source.at, target.at, s, t);
  for (uint32_t i = 1; i < WORDS; i += 2) ck_assert_uint_eq(s[i].other, i);
}
END_TEST

START_TEST(pairs_are_linked_without_a_place) {
  const desk d = open_desk(arena);
  const mq_word *house = mq_vocab_word(d.vocabs[0], MQ_STR("Houses"), MQ_WORD);
  ck_assert_int_eq(mq_lookup_pair(d.lookup, house, german_word(&d, "Haus")).layer, MQ_LAYER_DICTIONARY);
  ck_assert_int_eq(mq_lookup_pair(d.lookup, house, german_word(&d, "Tisch")).layer, MQ_LAYER_NONE);
  ck_assert_int_eq(mq_lookup_pair(d.lookup, house, german_word(&d, "houses")).layer, MQ_LAYER_EQUAL);
  const mq_word *name = mq_vocab_word(d.vocabs[0], MQ_STR("Philadelphia"), MQ_WORD);
  ck_assert_int_eq(mq_lookup_pair(d.lookup, name, german_word(&d, "Filadelfia")).layer, MQ_LAYER_COGNATE);
}
END_TEST

/* --- threads ------------------------------------------------------------------------------------------ */

static const char *words[] = {"Apfel",       "Türrahmen",    "Apfeltür", "Apfl",
                              "Gartentisch", "Haustürgriff", "Regal",    "Tischen"};

static void *ask_all(void *out) {
  mq_arena *own = mq_arena_new();
  uint64_t *sum = out;
  if (!own || mq_arena_try(own)) return NULL;
  const desk d = open_desk(own);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const mq_word *word = german_word(&d, words[i]);
    const mq_compound *compound = mq_lookup_compound(d.lookup, MTQC_TARGET, word);
    *sum = *sum * 31 + (uint64_t)mq_lookup_spelling(d.lookup, MTQC_TARGET, word);
    *sum = *sum * 31 + compound->count;
    *sum = *sum * 31 + (compound->count ? compound->parts[0].end : 0);
    *sum = *sum * 31 + mq_lookup_entry(d.lookup, MTQC_TARGET, word)->translation_count;
  }
  mq_arena_free(own);
  return out;
}

START_TEST(threads_agree) {
  write_dictionary("de_DE");
  enum { THREADS = 4 };
  pthread_t threads[THREADS];
  uint64_t sums[THREADS] = {0}, alone = 0;
  ck_assert_ptr_nonnull(ask_all(&alone));
  for (int i = 0; i < THREADS; i++) ck_assert_int_eq(pthread_create(&threads[i], NULL, ask_all, &sums[i]), 0);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < THREADS; i++) ck_assert_uint_eq(sums[i], alone);
}
END_TEST

/* --- memory ------------------------------------------------------------------------------------------- */

/* Everything once; every allocation of the library fails in turn, and the arena must take all handles along.
 */
START_TEST(memory_may_run_out_anywhere) {
  write_dictionary("de_DE");
  for (volatile size_t n = 1;; n++) {
    mq_arena *own = mq_arena_new();
    if (mq_arena_try(own)) {
      mq_malloc_fail_at(0);
      mq_arena_free(own);
      ck_assert_uint_lt(n, 500);
      continue;
    }
    mq_malloc_fail_at(n);
    const desk d = open_desk(own);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
      const mq_word *word = german_word(&d, words[i]);
      mq_lookup_spelling(d.lookup, MTQC_TARGET, word);
      mq_lookup_compound(d.lookup, MTQC_TARGET, word);
    }
    mq_link s[4], t[4];
    const mq_token source = {.word = mq_vocab_word(d.vocabs[0], MQ_STR("Philadelphia"), MQ_WORD),
                             .kind = MQ_WORD};
    const mq_token target = {.word = german_word(&d, "Filadelfia"), .kind = MQ_WORD};
    mq_lookup_link(d.lookup, &source, 1, &target, 1, s, t);
    mq_malloc_fail_at(0);
    ck_assert_int_eq(t[0].layer, MQ_LAYER_COGNATE);
    mq_arena_free(own);
    break;
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("lookup");
  TCase *tests = tcase_create("lookup");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_set_timeout(tests, 30);
  tcase_add_test(tests, dictionary_is_found_by_tag);
  tcase_add_test(tests, half_a_dictionary_is_none);
  tcase_add_test(tests, speller_tells_words_from_compounds);
  tcase_add_test(tests, speller_is_shared);
  tcase_add_test(tests, speller_refuses_what_hunspell_should_not_see);
  tcase_add_test(tests, missing_dictionary_knows_nothing);
  tcase_add_test(tests, spelling_of_words);
  tcase_add_test(tests, endless_word_is_left_alone);
  tcase_add_test(tests, compounds_are_cut);
  tcase_add_test(tests, other_words_are_not_cut);
  tcase_add_test(tests, without_a_pack_the_dictionary_cuts);
  tcase_add_test(tests, entries_say_what_the_packs_have);
  tcase_add_test(tests, entries_stay_where_they_are);
  tcase_add_test(tests, renderings_come_strongest_first);
  tcase_add_test(tests, links_by_dictionary_form_and_name);
  tcase_add_test(tests, stronger_link_wins_then_the_nearer);
  tcase_add_test(tests, compound_is_linked_by_its_parts);
  tcase_add_test(tests, weak_link_gives_way_to_parts);
  tcase_add_test(tests, links_of_nothing);
  tcase_add_test(tests, long_beads_take_linear_time);
  tcase_add_test(tests, pairs_are_linked_without_a_place);
  tcase_add_test(tests, threads_agree);
  tcase_add_test(tests, memory_may_run_out_anywhere);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
