/* Phrases found in tokens. */
#include "test.h"

#include "text/phrase.h"
#include "text/text.h"

#include <stdio.h>

static mq_arena *arena;
static mq_language languages[5];
static void setup(void) {
  static const char *const tags[] = {"de", "en", "ru", "fr", "es"};
  arena = mq_arena_new();
  for (size_t i = 0; i < 5; i++) {
    languages[i] = (mq_language){0};
    mq_language_parse(&languages[i], tags[i], NULL);
    mq_language_load(arena, &languages[i], NULL, NULL);
  }
}
static void teardown(void) { mq_arena_free(arena); }

enum { DE, EN, RU, FR, ES };

static const mq_token *cut(int language, const char *sentence, size_t *count) {
  mq_segment segment = {.end = (uint32_t)strlen(sentence)};
  mq_text text = {.language = &languages[language],
                  .bytes = mq_str_of(sentence),
                  .segments = &segment,
                  .segment_count = 1};
  mq_text_tokenize(arena, &text, mq_vocab_new(arena, &languages[language]), 0, 1);
  *count = segment.token_count;
  return segment.tokens;
}

/* The matches of one phrase as "first+count first+count". */
static const char *find(int language, const char *phrase, const char *sentence) {
  mq_phrases *phrases = mq_phrases_new(arena, &languages[language]);
  mq_phrases_add(phrases, mq_str_of(phrase), 7);
  size_t count;
  const mq_token *tokens = cut(language, sentence, &count);
  mq_phrase_match matches[8];
  const size_t found = mq_phrases_find(phrases, tokens, count, matches, 8);
  mq_buf buf = {.arena = arena};
  mq_buf_text(&buf, "");
  for (size_t i = 0; i < found; i++) {
    ck_assert_uint_eq(matches[i].number, 7);
    mq_buf_format(&buf, "%s%u+%u", i ? " " : "", matches[i].first, matches[i].count);
  }
  return buf.at;
}

START_TEST(words_match_by_stem) {
  ck_assert_str_eq(find(DE, "rote Karte", "Er sah zwei rote Karten und rote Karten."), "3+2 6+2");
  ck_assert_str_eq(find(EN, "human right", "Human rights matter."), "0+2");
  ck_assert_str_eq(find(RU, "железная дорога", "На железной дороге шли работы."), "1+2");
  ck_assert_str_eq(find(FR, "droit humain", "Les droits humains."), "1+2");
  ck_assert_str_eq(find(ES, "casa blanca", "Las casas blancas."), "1+2");
  ck_assert_str_eq(find(EN, "stop", "Stop it, stop!"), "0+1 3+1");
}
END_TEST

START_TEST(other_words_do_not_match) {
  ck_assert_str_eq(find(DE, "rote Karte", "Die rote große Karte."), "");
  ck_assert_str_eq(find(EN, "human right", "Human, right?"), "");
  ck_assert_str_eq(find(EN, "human right", "A human"), "");
  ck_assert_str_eq(find(EN, "human right", ""), "");
  ck_assert_str_eq(find(RU, "железная дорога", "дорога железная"), "");
  ck_assert_str_eq(find(EN, "", "any words"), "");
  ck_assert_str_eq(find(EN, "…", "any words"), "");
  ck_assert_str_eq(find(EN, "  ", "any words"), "");
}
END_TEST

START_TEST(gaps) {
  ck_assert_str_eq(find(DE, "nimmt … Platz", "Er nimmt Platz."), "1+2");
  ck_assert_str_eq(find(DE, "nimmt … Platz", "Er nimmt am Tisch Platz."), "1+4");
  ck_assert_str_eq(find(DE, "nimmt … Platz", "Er nimmt eins zwei drei vier Platz."), "1+6");
  ck_assert_str_eq(find(DE, "nimmt … Platz", "Er nimmt eins zwei drei vier fünf Platz."), "");
  ck_assert_str_eq(find(DE, "nimmt … Platz", "Er nimmt alles. Platz da."), "");
  ck_assert_str_eq(find(EN, "take … into … account", "They take this into full account."), "1+5");
  ck_assert_str_eq(find(EN, "a … b c", "a b x b c"), "0+5");
  ck_assert_str_eq(find(EN, "… into account …", "take into account"), "1+2");
}
END_TEST

START_TEST(hyphens) {
  ck_assert_str_eq(find(EN, "human right", "human-right matters"), "0+3");
  ck_assert_str_eq(find(DE, "Alma-Ata", "In Alma-Ata lebt er."), "1+3");
  ck_assert_str_eq(find(DE, "Alma-Ata", "In Alma Ata lebt er."), "");
}
END_TEST

START_TEST(many_phrases) {
  mq_phrases *phrases = mq_phrases_new(arena, &languages[EN]);
  char text[64];
  for (uint32_t i = 0; i < 100000; i++) {
    snprintf(text, sizeof text, "q%u z%u", i / 3, i);
    mq_phrases_add(phrases, mq_str_of(text), i);
  }
  size_t count;
  const mq_token *tokens = cut(EN, "q5 z15 q33333 z99999 q5 z18 q5 z17", &count);
  mq_phrase_match out[8];
  ck_assert_uint_eq(mq_phrases_find(phrases, tokens, count, out, 8), 3);
  ck_assert_uint_eq(out[0].number, 15);
  ck_assert_uint_eq(out[1].number, 99999);
  ck_assert_uint_eq(out[2].number, 17);
  ck_assert_uint_eq(mq_phrases_find(phrases, tokens, count, out, 2), 2);
  ck_assert_uint_eq(mq_phrases_find(phrases, tokens, count, out, 0), 0);
}
END_TEST

START_TEST(phrases_with_one_beginning_come_in_order) {
  mq_phrases *phrases = mq_phrases_new(arena, &languages[EN]);
  mq_phrases_add(phrases, MQ_STR("red"), 1);
  mq_phrases_add(phrases, MQ_STR("red house"), 2);
  mq_phrases_add(phrases, MQ_STR("house"), 3);
  size_t count;
  const mq_token *tokens = cut(EN, "Red house", &count);
  mq_phrase_match out[4];
  ck_assert_uint_eq(mq_phrases_find(phrases, tokens, count, out, 4), 3);
  for (uint32_t i = 0; i < 3; i++) ck_assert_uint_eq(out[i].number, i + 1);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("phrase");
  TCase *tests = tcase_create("phrase");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, words_match_by_stem);
  tcase_add_test(tests, other_words_do_not_match);
  tcase_add_test(tests, gaps);
  tcase_add_test(tests, hyphens);
  tcase_add_test(tests, many_phrases);
  tcase_add_test(tests, phrases_with_one_beginning_come_in_order);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
