/* Languages, folds, stems, tokens, lines. */
#include "test.h"

#include "text/text.h"
#include "text/traits.h"

#include <stdio.h>

static mq_arena *arena;
static mq_language de, en, ru, zh;

/* Tables of the tests: the formats of dicts/, a few rows each. */
static bool german_tables(void *payload, const char *name, mq_table *out) {
  static const char *const tables[][2] = {
      {"language", "ordinal-dot\tyes\ncompounding\tyes\nnoun-capitals\tyes\nlinking\ts;es;-e;n\n"},
      {"abbreviations", "z. B.\tnever\nDr.\tnever\nca.\tnever\nNr.\tnumber\nusw.\tmay-end\n"},
      {"negation", "nicht\tstrong\nkaum\tweak\n"},
      {"magnitudes", "Mio.;Million\t1e6\nTausend\t1000\n"},
      {"numbers", "1\tarticle\tein;eine\n3\tordinal\tdritte;dritter\n2\tcardinal\tzwei\n0.5\tcardinal\thalb\n"},
      {"stopwords", "der\ndie\nim\nam\n"}};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    if (strcmp(name, tables[i][0]) != 0) continue;
    *out = mq_table_parse(payload, mq_str_of(tables[i][1]));
    return true;
  }
  return false;
}

static void setup(void) {
  arena = mq_arena_new();
  mq_language_parse(&de, "de", NULL);
  mq_language_parse(&en, "en", NULL);
  mq_language_parse(&ru, "ru", NULL);
  mq_language_parse(&zh, "zh", NULL);
  mq_language_load(arena, &de, german_tables, arena);
  mq_language_load(arena, &en, NULL, NULL);
  mq_language_load(arena, &ru, NULL, NULL);
  mq_language_load(arena, &zh, NULL, NULL);
}
static void teardown(void) { mq_arena_free(arena); }

START_TEST(tags_are_made_canonical) {
  static const char *const cases[][4] = {
      {"de", "de", "de", ""},          {"DE-ch", "de-CH", "de", "CH"}, {"zh-hant-tw", "zh-Hant-TW", "zh", "TW"},
      {"iw", "he", "he", ""},          {"pt-BR", "pt-BR", "pt", "BR"}, {"kaa", "kaa", "kaa", ""},
      {"es-419", "es-419", "es", "419"}, {"und", "und", "und", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    mq_language language;
    ck_assert_int_eq(mq_language_parse(&language, cases[i][0], NULL), 0);
    ck_assert_str_eq(language.tag, cases[i][1]);
    ck_assert_str_eq(language.code, cases[i][2]);
    ck_assert_str_eq(language.region, cases[i][3]);
  }
}
END_TEST

START_TEST(rubbish_is_no_tag) {
  static const char *const cases[] = {"", "d", "de_", "de--CH", "deutsch", "german language", "de-", "\xff", "1234",
                                      "de-CH-x-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-a",
                                      "x-private"};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    mq_language language;
    mtqc_error error = {0};
    ck_assert_msg(mq_language_parse(&language, cases[i], &error) == MTQC_EARGUMENT, "'%s' was taken", cases[i]);
    ck_assert_ptr_nonnull(strstr(error.text, cases[i]));
  }
  ck_assert_int_eq(mq_language_parse(&(mq_language){0}, NULL, NULL), MTQC_EARGUMENT);
}
END_TEST

START_TEST(scripts_tell_who_writes_without_spaces) {
  static const char *const with[] = {"de", "ru", "ko", "ar", "hi", "vi", "kk"}, *const without[] = {"zh", "ja", "th", "lo", "km", "my"};
  mq_language language;
  for (size_t i = 0; i < 7; i++) {
    mq_language_parse(&language, with[i], NULL);
    ck_assert_msg(!language.spaceless, "%s", with[i]);
  }
  for (size_t i = 0; i < 6; i++) {
    mq_language_parse(&language, without[i], NULL);
    ck_assert_msg(language.spaceless, "%s", without[i]);
  }
}
END_TEST

START_TEST(cldr_gives_separators_quotes_and_names) {
  ck_assert_str_is(de.decimal, ",");
  ck_assert_str_is(de.group, ".");
  ck_assert_str_is(ru.group, "\u00a0");
  ck_assert_str_is(en.decimal, ".");
  ck_assert_str_is(de.quote_open, "„");
  ck_assert_str_is(ru.quote_close, "»");
  ck_assert_uint_eq(*mq_map_find(&de.months, MQ_STR("januar")), 1);
  ck_assert_uint_eq(*mq_map_find(&de.months, MQ_STR("sept")), 9);
  ck_assert_uint_eq(*mq_map_find(&ru.months, MQ_STR("января")), 1);
  ck_assert_uint_eq(*mq_map_find(&ru.months, MQ_STR("январь")), 1);
  ck_assert_uint_eq(*mq_map_find(&en.weekdays, MQ_STR("sunday")), 1);
  ck_assert_uint_eq(*mq_map_find(&de.weekdays, MQ_STR("samstag")), 7);
  ck_assert_ptr_null(mq_map_find(&de.months, MQ_STR("montag")));
}
END_TEST

START_TEST(tables_give_the_rules_of_a_language) {
  ck_assert(de.ordinal_dot && de.compounding && de.noun_capitals && !en.ordinal_dot);
  ck_assert_uint_eq(de.linking_count, 3);
  ck_assert_str_is(de.linking[1], "es");
  ck_assert_str_is(de.linking[2], "n");
  ck_assert_uint_eq(*mq_map_find(&de.abbreviations, MQ_STR("z.b.")), MQ_ABBREVIATION_NEVER);
  ck_assert_uint_eq(*mq_map_find(&de.abbreviations, MQ_STR("nr.")), MQ_ABBREVIATION_NUMBER);
  ck_assert_uint_eq(*mq_map_find(&de.negations, MQ_STR("nicht")), 2);
  ck_assert_uint_eq(*mq_map_find(&de.negations, MQ_STR("kaum")), 1);
  ck_assert_double_eq(de.factors[*mq_map_find(&de.magnitudes, MQ_STR("mio")) - 1], 1e6);
  ck_assert_double_eq(de.factors[*mq_map_find(&de.magnitudes, MQ_STR("tausend")) - 1], 1000);
  const mq_numeral *third = &de.numeral_values[*mq_map_find(&de.numerals, MQ_STR("dritter"))];
  ck_assert_double_eq(third->value, 3);
  ck_assert_int_eq(third->kind, MQ_NUMERAL_ORDINAL);
  ck_assert_int_eq(de.numeral_values[*mq_map_find(&de.numerals, MQ_STR("eine"))].kind, MQ_NUMERAL_ARTICLE);
  ck_assert_double_eq(de.numeral_values[*mq_map_find(&de.numerals, MQ_STR("halb"))].value, 0.5);
}
END_TEST

START_TEST(folds_level_what_does_not_matter) {
  static const char *const cases[][2] = {
      {"", ""},         {"ABC-9", "abc-9"},        {"Straße", "straße"},       {"ÄRGER", "ärger"},
      {"a\u0308", "ä"}, {"Ещё", "еще"},            {"don’t", "don't"},         {"Zusam\u00admen", "zusammen"},
      {"Й", "й"},       {"И\u0306", "й"},          {"за\u0301мок", "замок"},   {"İstanbul", "istanbul"},
      {"ΣΟΦΟΣ", "σοφος"}, {"é", "é"},              {"𐐀", "𐐨"},               {"漢字", "漢字"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    ck_assert_str_is(mq_fold(arena, mq_str_of(cases[i][0])), cases[i][1]);
}
END_TEST

START_TEST(folding_a_fold_changes_nothing) {
  const mq_str once = mq_fold(arena, MQ_STR("ÀÉÎ Ёлка DŽ ﬁ İI ’Σ"));
  ck_assert_str_is(mq_fold(arena, once), once.at);
}
END_TEST

START_TEST(stems_are_of_the_language) {
  ck_assert_str_is(mq_stem(arena, &de, MQ_STR("häusern")), "haus");
  ck_assert_str_is(mq_stem(arena, &en, MQ_STR("walking")), "walk");
  mq_language elides = en;
  elides.elisions = MQ_STR("l';qu'");
  ck_assert_str_is(mq_stem(arena, &elides, MQ_STR("l'walking")), "walk");
  ck_assert_str_is(mq_stem(arena, &elides, MQ_STR("qu'walking")), "walk");
  ck_assert_str_is(mq_stem(arena, &ru, MQ_STR("книгами")), "книг");
  ck_assert_str_is(mq_stem(arena, &zh, MQ_STR("walking")), "walking");
  mq_vocab *vocab = mq_vocab_new(arena, &de);
  ck_assert_str_is(mq_vocab_word(vocab, MQ_STR("Häusern"), MQ_WORD)->stem, "haus");
  ck_assert_str_is(mq_vocab_word(vocab, MQ_STR("www.haeusern.de"), MQ_URL)->stem, "www.haeusern.de");
}
END_TEST

START_TEST(words_know_their_shape) {
  static const struct {
    const char *form;
    uint16_t shape;
    uint32_t letters;
  } cases[] = {{"Haus", MQ_CAPITALISED, 4},
               {"USA", MQ_CAPITALISED | MQ_ALL_CAPS, 3},
               {"A", MQ_CAPITALISED, 1},
               {"eMail", MQ_MIXED_CASE, 5},
               {"McKay", MQ_CAPITALISED | MQ_MIXED_CASE, 5},
               {"A320", MQ_CAPITALISED | MQ_HAS_DIGIT, 4},
               {"nicht", MQ_NEGATION_STRONG, 5},
               {"Kaum", MQ_CAPITALISED | MQ_NEGATION_WEAK, 4},
               {"der", MQ_STOPWORD, 3},
               {"Кiev", MQ_CAPITALISED | MQ_MIXED_SCRIPT, 4},
               {"Ёж", MQ_CAPITALISED, 2},
               {"don’t", 0, 4},
               {"a\u0301b", 0, 2},
               {"a\xff", MQ_MALFORMED, 1}};
  mq_vocab *vocab = mq_vocab_new(arena, &de);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const mq_word *word = mq_vocab_word(vocab, mq_str_of(cases[i].form), MQ_WORD);
    ck_assert_msg(word->shape == cases[i].shape, "%s: %x", cases[i].form, word->shape);
    ck_assert_uint_eq(word->letters, cases[i].letters);
    ck_assert_uint_eq(word->id, i);
    ck_assert_ptr_eq(mq_vocab_at(vocab, i), word);
    ck_assert_ptr_eq(mq_vocab_word(vocab, mq_str_of(cases[i].form), MQ_WORD), word);
  }
  ck_assert_uint_eq(mq_vocab_count(vocab), sizeof cases / sizeof *cases);
  ck_assert_uint_eq(mq_vocab_word(vocab, MQ_STR("Haus"), MQ_WORD)->fold_hash, mq_hash(MQ_STR("haus")));
}
END_TEST

START_TEST(vocabulary_holds_many_words_that_never_move) {
  mq_vocab *vocab = mq_vocab_new(arena, &en);
  const mq_word *first = mq_vocab_word(vocab, MQ_STR("w0"), MQ_WORD);
  char form[16];
  for (int i = 0; i < 30000; i++) {
    snprintf(form, sizeof form, "w%d", i);
    mq_vocab_word(vocab, mq_str_of(form), MQ_WORD);
  }
  ck_assert_uint_eq(mq_vocab_count(vocab), 30000);
  ck_assert_ptr_eq(mq_vocab_word(vocab, MQ_STR("w0"), MQ_WORD), first);
  ck_assert_str_is(mq_vocab_word(vocab, MQ_STR("w29999"), MQ_WORD)->surface, "w29999");
}
END_TEST

/* The tokens of a text as "kind:surface" separated by spaces, `_` before those that follow white space. */
static const char *tokens_of(const mq_language *language, mq_str bytes) {
  static const char kinds[] = "wnpsuemh";
  mq_segment segment = {.start = 0, .end = (uint32_t)bytes.size};
  mq_text text = {.language = language, .bytes = bytes, .segments = &segment, .segment_count = 1};
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, language), 0, 1);
  mq_buf out = {.arena = arena};
  mq_buf_text(&out, "");
  for (size_t i = 0; i < segment.token_count; i++) {
    const mq_token *token = &segment.tokens[i];
    mq_buf_format(&out, "%s%c:%.*s", i ? " " : "", kinds[token->kind], (int)(token->end - token->start), bytes.at + token->start);
    ck_assert(token->start < token->end && token->end <= bytes.size);
    ck_assert(i == 0 || token->start >= segment.tokens[i - 1].end);
  }
  return out.at;
}

START_TEST(every_kind_of_token_is_cut) {
  static const char *const cases[][2] = {
      {"", ""},
      {" \t\n", ""},
      {"Der Hund, bellt.", "w:Der w:Hund p:, w:bellt p:."},
      {"Alma-Ata", "w:Alma p:- w:Ata"},
      {"l’homme d'or 'so'", "w:l’homme w:d'or p:' w:so p:'"},
      {"1.234,56 16. 5-й 1 234", "n:1.234,56 n:16 p:. n:5 p:- w:й n:1 n:234"},
      {"1'000 10:30 5% 3,5.", "n:1'000 n:10 p:: n:30 n:5 p:% n:3,5 p:."},
      {"A320 Il-76 H2O 10km", "w:A320 w:Il p:- n:76 w:H2O n:10 w:km"},
      {"Wer... Nun… ja..", "w:Wer p:... w:Nun p:… w:ja p:.."},
      {"siehe http://a.de/x?y=1. Und", "w:siehe u:http://a.de/x?y=1 p:. w:Und"},
      {"(https://a.b/c_(d)) www.x.org, HTTP://Q.COM", "p:( u:https://a.b/c_(d) p:) u:www.x.org p:, u:HTTP://Q.COM"},
      {"http:// www. ftp", "w:http p:: p:/ p:/ w:www p:. w:ftp"},
      {"an a.b@c-d.org, x@y und @z", "w:an e:a.b@c-d.org p:, w:x p:@ w:y w:und p:@ w:z"},
      {"<b>fett</b> <br/> a < b <a href=\"x>y\">", "m:<b> w:fett m:</b> m:<br/> w:a s:< w:b m:<a href=\"x>y\">"},
      {"<1>x</1> <!-- c --> &amp; &#160; AT&T;", "m:<1> w:x m:</1> m:<!-- c --> m:&amp; m:&#160; w:AT p:& w:T p:;"},
      {"<b and c> 1<2", "s:< w:b w:and w:c s:> n:1 s:< n:2"},
      {"%s %1$d %(name)s {0} {name} ${x} {{x}} %{x} {}", "h:%s h:%1$d h:%(name)s h:{0} h:{name} h:${x} h:{{x}} h:%{x} h:{}"},
      {"5 % der 100%d %sa {a b} $5", "n:5 p:% w:der n:100 p:% w:d h:%s w:a p:{ w:a w:b p:} s:$ n:5"},
      {"м² 5 € ½ ©", "w:м s:² n:5 s:€ s:½ s:©"},
      {"Zu\u00adsammen a\u200bb \ufeffx", "w:Zu\u00adsammen w:a w:b w:x"},
      {"e\u0301t\u00e9 ❤\ufe0f", "w:e\u0301t\u00e9 s:❤"},
      {"а́бв Казахстан", "w:а́бв w:Казахстан"},
      {"«Да» – „so“", "p:« w:Да p:» p:– p:„ w:so p:“"},
      {"한국어 문장", "w:한국어 w:문장"},
      {"a\xff\xfe\x80z \xc3", "w:a s:\xff\xfe\x80 w:z s:\xc3"},
      {"\xed\xa0\x80 \xf5\x80", "s:\xed\xa0\x80 s:\xf5\x80"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    ck_assert_str_eq(tokens_of(&de, mq_str_of(cases[i][0])), cases[i][1]);
}
END_TEST

START_TEST(scripts_without_spaces_are_cut_by_dictionary) {
  ck_assert_str_eq(tokens_of(&zh, MQ_STR("我们明天去北京。")), "w:我们 w:明天 w:去 w:北京 p:。");
  ck_assert_str_eq(tokens_of(&zh, MQ_STR("见http://a.cn/b的ABC公司")), "w:见 u:http://a.cn/b w:的 w:ABC w:公司");
  ck_assert_str_eq(tokens_of(&en, MQ_STR("コーヒーです")), "w:コーヒー w:です");
  ck_assert_str_eq(tokens_of(&en, MQ_STR("สวัสดีครับ")), "w:สวัสดี w:ครับ");
}
END_TEST

START_TEST(nul_and_controls_are_symbols) {
  ck_assert_str_eq(tokens_of(&en, MQ_STR("a\x01" "b")), "w:a s:\x01 w:b");
  const mq_str bytes = MQ_STR("a\0b");
  mq_segment segment = {.start = 0, .end = 3};
  mq_text text = {.language = &en, .bytes = bytes, .segments = &segment, .segment_count = 1};
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, &en), 0, 1);
  ck_assert_uint_eq(segment.token_count, 3);
  ck_assert_int_eq(segment.tokens[1].kind, MQ_SYMBOL);
}
END_TEST

START_TEST(malformed_bytes_are_marked) {
  const mq_str bytes = MQ_STR("gut \xc3\x28");
  mq_segment segment = {.start = 0, .end = 6};
  mq_text text = {.language = &en, .bytes = bytes, .segments = &segment, .segment_count = 1};
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, &en), 0, 1);
  ck_assert_uint_eq(segment.token_count, 3);
  ck_assert(!(segment.tokens[0].word->shape & MQ_MALFORMED));
  ck_assert(segment.tokens[1].word->shape & MQ_MALFORMED);
}
END_TEST

/* The surfaces of the tokens that have a flag. */
static const char *flagged(mq_str bytes, uint8_t flag) {
  mq_segment segment = {.start = 0, .end = (uint32_t)bytes.size};
  mq_text text = {.language = &en, .bytes = bytes, .segments = &segment, .segment_count = 1};
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, &en), 0, 1);
  mq_buf out = {.arena = arena};
  mq_buf_text(&out, "");
  for (size_t i = 0; i < segment.token_count; i++)
    if (segment.tokens[i].flags & flag) mq_buf_format(&out, "%.*s ", MQ_FMT(segment.tokens[i].word->surface));
  return out.at;
}

START_TEST(flags_tell_the_place) {
  ck_assert_str_eq(flagged(MQ_STR("One two. Three: \"Four\" five, \"Six\" (Seven) 8 Nine"), MQ_SENTENCE_START), "One Three Four Six ");
  ck_assert_str_eq(flagged(MQ_STR("„Ja“, sagt »Wer« – 'Du' und «Он»"), MQ_SENTENCE_START), "Ja Wer Du Он ");
  ck_assert_str_eq(flagged(MQ_STR("• Point 3. Next"), MQ_SENTENCE_START), "Point Next ");
  ck_assert_str_eq(flagged(MQ_STR("a-b c\nd\u00a0e"), MQ_SPACE_BEFORE), "a c d e ");
  ck_assert_str_eq(flagged(MQ_STR("a b\r\nc\rd \n e"), MQ_LINE_BREAK_BEFORE), "c d e ");
}
END_TEST

START_TEST(long_words_are_cut_and_time_is_linear) {
  const size_t size = 400000;
  static const char *const patterns[] = {"a", "a.", "<a ", "&a", "%", "{", "a@", "http://", "\xcc\x81", "'", "\xff", "1,", "日", "<a x='", "%("};
  for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
    char *bytes = mq_arena_alloc(arena, size + 1);
    const size_t step = strlen(patterns[p]);
    for (size_t i = 0; i < size; i++) bytes[i] = patterns[p][i % step];
    mq_segment segment = {.start = 0, .end = (uint32_t)size};
    mq_text text = {.language = &en, .bytes = {bytes, size}, .segments = &segment, .segment_count = 1};
    mq_text_tokenize(arena, &text, mq_vocab_new(arena, &en), 0, 1);
    ck_assert_uint_gt(segment.token_count, 0);
    for (size_t i = 0; i < segment.token_count; i++)
      if (segment.tokens[i].kind == MQ_WORD) ck_assert_uint_le(segment.tokens[i].end - segment.tokens[i].start, 520);
  }
}
END_TEST

START_TEST(lines_become_segments) {
  mq_text text = mq_text_lines(arena, &en, MQ_STR("\xef\xbb\xbfone \r\n\n  two\rthree\n"));
  ck_assert_uint_eq(text.segment_count, 4);
  ck_assert_uint_eq(text.paragraph_count, 4);
  ck_assert_uint_eq(text.segments[0].start, 3);
  ck_assert_uint_eq(text.segments[0].end, 6);
  ck_assert_uint_eq(text.segments[1].start, text.segments[1].end);
  ck_assert_uint_eq(text.segments[3].paragraph, 3);
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, &en), 0, 4);
  ck_assert_uint_eq(text.segments[0].token_count, 1);
  ck_assert_uint_eq(text.segments[1].token_count, 0);
  ck_assert_uint_eq(text.segments[2].length, 3);
  ck_assert_ptr_eq(text.segments[3].tokens, text.segments[0].tokens + 2);
  ck_assert_uint_eq(mq_text_lines(arena, &en, MQ_STR("")).segment_count, 0);
  ck_assert_uint_eq(mq_text_lines(arena, &en, MQ_STR("\n")).segment_count, 1);
  ck_assert_uint_eq(mq_text_lines(arena, &en, MQ_STR("a")).segment_count, 1);
}
END_TEST

static void assert_place(const mq_lines *lines, size_t byte, size_t line, size_t column) {
  size_t got_line, got_column;
  mq_lines_locate(lines, byte, &got_line, &got_column);
  ck_assert_uint_eq(got_line, line);
  ck_assert_uint_eq(got_column, column);
}

START_TEST(bytes_have_lines_and_columns) {
  const mq_lines lines = mq_lines_index(arena, MQ_STR("añb\r\nc\r\rd\n"));
  assert_place(&lines, 0, 1, 1);
  assert_place(&lines, 1, 1, 2);
  assert_place(&lines, 3, 1, 3);
  assert_place(&lines, 6, 2, 1);
  assert_place(&lines, 8, 3, 1);
  assert_place(&lines, 9, 4, 1);
  assert_place(&lines, 11, 5, 1);
  assert_place(&lines, 999, 5, 1);
  const mq_lines empty = mq_lines_index(arena, MQ_STR(""));
  assert_place(&empty, 0, 1, 1);
}
END_TEST

START_TEST(columns_of_long_lines_are_quick) {
  const size_t size = 3000000;
  char *bytes = mq_arena_alloc(arena, size);
  for (size_t i = 0; i < size; i++) bytes[i] = "\xc3\xa4"[i % 2];
  const mq_lines lines = mq_lines_index(arena, (mq_str){bytes, size});
  for (size_t i = 0; i < size; i += 2) assert_place(&lines, i, 1, i / 2 + 1);
}
END_TEST

START_TEST(traits_tell_what_occurs) {
  static const struct {
    const char *text;
    uint32_t traits;
  } cases[] = {{"", 0},
               {"plain words", 0},
               {"50 % more", MQ_T_DIGIT | MQ_T_PERCENT},
               {"two  spaces", MQ_T_WIDE_SPACE},
               {"a , b", MQ_T_SPACED_MARK},
               {"what?!", MQ_T_QUESTION | MQ_T_REPEATED_MARK},
               {"a -- b", MQ_T_SPACED_HYPHEN | MQ_T_HYPHENS},
               {"{x} <b>", MQ_T_BRACE | MQ_T_ANGLE},
               {"a\tb\n", MQ_T_TAB | MQ_T_WIDE_SPACE | MQ_T_BREAK},
               {"\x01", MQ_T_CONTROL},
               {"é", MQ_T_LATIN},
               {"слово", MQ_T_CYRILLIC},
               {"“", MQ_T_GENERAL},
               {"e\xcc\x81", MQ_T_COMPOSING},
               {"\xef\xbf\xbd", MQ_T_FORM | MQ_T_COMPOSING}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    ck_assert_uint_eq(mq_traits_of(mq_str_of(cases[i].text)), cases[i].traits);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("text");
  TCase *tests = tcase_create("text");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, tags_are_made_canonical);
  tcase_add_test(tests, rubbish_is_no_tag);
  tcase_add_test(tests, scripts_tell_who_writes_without_spaces);
  tcase_add_test(tests, cldr_gives_separators_quotes_and_names);
  tcase_add_test(tests, tables_give_the_rules_of_a_language);
  tcase_add_test(tests, folds_level_what_does_not_matter);
  tcase_add_test(tests, folding_a_fold_changes_nothing);
  tcase_add_test(tests, stems_are_of_the_language);
  tcase_add_test(tests, words_know_their_shape);
  tcase_add_test(tests, vocabulary_holds_many_words_that_never_move);
  tcase_add_test(tests, every_kind_of_token_is_cut);
  tcase_add_test(tests, scripts_without_spaces_are_cut_by_dictionary);
  tcase_add_test(tests, nul_and_controls_are_symbols);
  tcase_add_test(tests, malformed_bytes_are_marked);
  tcase_add_test(tests, flags_tell_the_place);
  tcase_add_test(tests, long_words_are_cut_and_time_is_linear);
  tcase_add_test(tests, lines_become_segments);
  tcase_add_test(tests, bytes_have_lines_and_columns);
  tcase_add_test(tests, columns_of_long_lines_are_quick);
  tcase_add_test(tests, traits_tell_what_occurs);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
