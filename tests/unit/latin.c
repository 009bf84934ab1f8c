/* Skeletons of names, how near they are, and slips between two spellings. */
#include "test.h"

#include "text/latin.h"
#include "text/slip.h"

static char buffers[2][128];

static mq_str skeleton(const char *fold, int which) {
  const size_t size = mq_skeleton(mq_str_of(fold), buffers[which], sizeof buffers[which] - 1);
  buffers[which][size] = '\0';
  return (mq_str){buffers[which], size};
}

static double similarity(const char *a, const char *b) {
  return mq_skeleton_similarity(skeleton(a, 0), skeleton(b, 1));
}

START_TEST(systems_of_transliteration_fall_together) {
  static const char *const same[][3] = {
      {"токаев", "tokajew", "tokayev"},          {"шымкент", "schymkent", "shymkent"},
      {"шибутов", "schibutow", "shibutov"},      {"щербаков", "schtscherbakow", "shcherbakov"},
      {"жанаозен", "schanaosen", "zhanaozen"},   {"ельцин", "jelzin", "yeltsin"},
      {"назарбаев", "nasarbajew", "nazarbayev"}, {"достоевский", "dostojewski", "dostoevsky"},
      {"зеленський", "selenskyj", "zelensky"},   {"кызылорда", "qysylorda", "kyzylorda"},
      {"милошевић", "milošević", "milosevic"},   {"αθήνα", "athína", "athina"},
      {"варшава", "warschau", "varshava"},       {"пушкин", "puschkin", "pushkin"},
  };
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    for (size_t k = 1; k < 3; k++)
      ck_assert_msg(similarity(same[i][0], same[i][k]) >= .8, "%s %s %.2f", same[i][0], same[i][k],
                    similarity(same[i][0], same[i][k]));
  for (size_t i = 0; i < 10; i++) ck_assert_str_is(skeleton(same[i][0], 0), skeleton(same[i][1], 1).at);
}
END_TEST

START_TEST(ambiguous_letters_stay_near) {
  static const char *const near[][2] = {
      {"хрущев", "chruschtschow"}, {"хрущев", "khrushchev"}, {"chruschtschow", "khrushchev"},
      {"горбачев", "gorbatschow"}, {"чехов", "tschechow"},   {"tschechow", "chekhov"},
      {"михаил", "michail"},       {"джонсон", "johnson"},   {"чайковский", "tchaïkovski"},
      {"вильнюс", "vilnius"},      {"пётр", "petr"},         {"мюллер", "müller"},
  };
  for (size_t i = 0; i < sizeof near / sizeof *near; i++)
    ck_assert_msg(similarity(near[i][0], near[i][1]) >= .8, "%s %s %.2f", near[i][0], near[i][1],
                  similarity(near[i][0], near[i][1]));
}
END_TEST

START_TEST(other_names_are_far) {
  static const char *const far[][2] = {
      {"токаев", "nazarbayev"}, {"шымкент", "almaty"}, {"горбачев", "shcherbakov"}, {"хрущев", "gorbatschow"},
      {"ельцин", "putin"},      {"джонсон", "jensen"}, {"москва", "minsk"},         {"мария", "müller"},
      {"берлин", "warschau"},   {"иванов", "petrov"},  {"ташкент", "taschenbuch"},  {"алма", "olga"},
  };
  for (size_t i = 0; i < sizeof far / sizeof *far; i++)
    ck_assert_msg(similarity(far[i][0], far[i][1]) <= .75, "%s %s %.2f", far[i][0], far[i][1],
                  similarity(far[i][0], far[i][1]));
}
END_TEST

START_TEST(accents_and_marks_leave_nothing) {
  ck_assert_str_is(skeleton("são", 0), "sao");
  ck_assert_str_is(skeleton("nguyễn", 0), skeleton("nguyen", 1).at);
  ck_assert_str_is(skeleton("o'connor", 0), "okonor");
  ck_assert_str_is(skeleton("o’connor", 0), "okonor");
  ck_assert_str_is(skeleton("", 0), "");
  ck_assert_str_is(skeleton("漢字", 0), "漢字");
}
END_TEST

START_TEST(output_is_cut_and_any_bytes_are_read) {
  char out[4];
  ck_assert_uint_eq(mq_skeleton(MQ_STR("abcdefgh"), out, sizeof out), 4);
  ck_assert_uint_eq(mq_skeleton(MQ_STR("abcdefgh"), out, 0), 0);
  ck_assert_uint_eq(mq_skeleton(MQ_STR("\xff\xc3\xe2\x80"), out, sizeof out), 0);
  static char longer[100000];
  memset(longer, 'b', sizeof longer);
  for (size_t i = 0; i < sizeof longer; i += 2) longer[i] = 'a';
  ck_assert_uint_le(mq_skeleton((mq_str){longer, sizeof longer}, buffers[0], sizeof buffers[0]),
                    sizeof buffers[0]);
  ck_assert_double_eq(mq_skeleton_similarity(MQ_STR(""), MQ_STR("")), 0);
  ck_assert_double_eq(mq_skeleton_similarity((mq_str){longer, 5000}, (mq_str){longer, 5000}), 1);
}
END_TEST

START_TEST(slips_are_of_letters) {
  static const struct {
    const char *a, *b;
    bool one;
    size_t before, behind;
  } pairs[] = {
      {"WHO", "WGO", true, 1, 1},       {"WHO", "WOH", true, 1, 0},       {"kowalski", "kowalksi", true, 5, 1},
      {"steiner", "steier", true, 4, 2}, {"rask", "raski", true, 4, 0},   {"anna", "ana", true, 2, 1},
      {"юнеско", "юнекso", false, 0, 0}, {"юнеско", "юнексо", true, 3, 1}, {"müller", "møller", true, 1, 4},
      {"éa", "aé", true, 0, 0},         {"aéi", "aíe", false, 0, 0},      {"same", "same", false, 0, 0},
      {"", "a", true, 0, 0},            {"", "", false, 0, 0},            {"ab", "cd", false, 0, 0},
      {"abcd", "badc", false, 0, 0},    {"漢字", "字漢", true, 0, 0},        {"漢字", "漢", true, 1, 0},
      {"\xc3\xa9", "\xc4\xa9", true, 0, 0}, {"abc", "a", false, 0, 0},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    for (int turned = 0; turned < 2; turned++) {
      const mq_str a = mq_str_of(turned ? pairs[i].b : pairs[i].a), b = mq_str_of(turned ? pairs[i].a : pairs[i].b);
      mq_slip where = {0, 0};
      ck_assert_msg(mq_one_slip(a, b, &where) == pairs[i].one, "%s %s", a.at, b.at);
      ck_assert_msg(where.before == pairs[i].before && where.behind == pairs[i].behind, "%s %s: %zu %zu", a.at, b.at,
                    where.before, where.behind);
    }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("latin");
  TCase *tests = tcase_create("latin");
  tcase_add_test(tests, systems_of_transliteration_fall_together);
  tcase_add_test(tests, ambiguous_letters_stay_near);
  tcase_add_test(tests, other_names_are_far);
  tcase_add_test(tests, accents_and_marks_leave_nothing);
  tcase_add_test(tests, output_is_cut_and_any_bytes_are_read);
  tcase_add_test(tests, slips_are_of_letters);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
