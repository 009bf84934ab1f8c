/* Reference-based metrics against the figures that sacrebleu gives for the same texts, to the last bit: every line of
 * tests/data/metrics/golden.tsv (recorded by record.py beside it); and what the interface promises. */
#include "test.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/table.h"

#include <math.h>
#include <mtqc/metric.h>
#include <stdio.h>
#include <string.h>

enum { MOST_SEGMENTS = 400, MOST_REFERENCES = 3 };

typedef struct segment {
  mq_str group;
  mtqc_text hypothesis, references[MOST_REFERENCES];
  size_t reference_count;
} segment;

static mq_arena *arena;
static segment segments[MOST_SEGMENTS];
static size_t segment_count;
static mq_str golden;

static mq_str read_file(const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/metrics/%s", getenv("MTQC_TEST_DATA"), name);
  mq_str out = {0};
  mtqc_error error = {0};
  ck_assert_msg(mq_file_map(arena, path, &out, &error) == 0, "%s", error.text);
  return out;
}

/* Cuts `rest` at the next `mark`. */
static mq_str cut(mq_str *rest, char mark) {
  const char *end = rest->size ? memchr(rest->at, mark, rest->size) : NULL;
  const mq_str piece = {rest->at, end ? (size_t)(end - rest->at) : rest->size};
  rest->at += piece.size + (end != NULL);
  rest->size -= piece.size + (end != NULL);
  return piece;
}

static mtqc_text unescape(mq_str field) {
  char *out = mq_arena_copy(arena, field.at, field.size);
  size_t size = 0;
  for (size_t i = 0; i < field.size; i++) {
    const bool escaped = field.at[i] == '\\' && i + 1 < field.size;
    const char c = field.at[escaped ? ++i : i];
    out[size++] = escaped && c == 'n' ? '\n' : escaped && c == 't' ? '\t' : c;
  }
  return (mtqc_text){out, size};
}

static void load(void) {
  arena = mq_arena_new();
  ck_assert(!mq_arena_try(arena));
  golden = read_file("golden.tsv");
  mq_str rest = read_file("segments.tsv");
  for (segment_count = 0; rest.size && segment_count < MOST_SEGMENTS; segment_count++) {
    mq_str line = cut(&rest, '\n');
    segment *s = &segments[segment_count];
    *s = (segment){.group = cut(&line, '\t')};
    s->hypothesis = unescape(cut(&line, '\t'));
    for (bool more = true; more;) {
      more = memchr(line.at, '\t', line.size) != NULL;
      const mq_str field = cut(&line, '\t');
      if (!mq_str_equal(field, mq_str_of("\\0"))) s->references[s->reference_count++] = unescape(field);
    }
  }
}

static void unload(void) { mq_arena_free(arena); }

static double number(mq_str field) {
  char digits[64];
  snprintf(digits, sizeof digits, "%.*s", MQ_FMT(field));
  return strtod(digits, NULL);
}

static void expect(double got, double wanted, const char *settings, mq_str group, size_t i) {
  ck_assert_msg(got <= wanted && got >= wanted, "%s, group %.*s, segment %zu: %.17g, recorded %.17g", settings,
                MQ_FMT(group), i, got, wanted);
}

/* Scores of one golden line. */
static void compare_line(mq_str line) {
  const mq_str named = cut(&line, '\t');
  char settings[64];
  snprintf(settings, sizeof settings, "%.*s", MQ_FMT(named));
  const mq_str group = cut(&line, '\t'), signature = cut(&line, '\t'), corpus = cut(&line, '\t');
  mtqc_error error = {0};
  mtqc_metric *metric = mtqc_metric_new(settings, &error);
  ck_assert_msg(metric != NULL, "%s", error.text);
  size_t used = 0;
  for (size_t i = 0; i < segment_count; i++) {
    const segment *s = &segments[i];
    if (!mq_str_equal(s->group, group)) continue;
    double score;
    ck_assert_int_eq(mtqc_metric_add(metric, s->hypothesis, s->references, s->reference_count, &score, &error), 0);
    expect(score, number(cut(&line, ' ')), settings, group, used++);
  }
  ck_assert_uint_gt(used, 0);
  ck_assert_uint_eq(line.size, 0);
  expect(mtqc_metric_corpus(metric), number(corpus), settings, group, used);
  /* The same but for the version of the program. */
  const char *own = mtqc_metric_signature(metric);
  const size_t same = (size_t)(strstr(own, "|version:") - own);
  ck_assert_msg(same < signature.size && memcmp(own, signature.at, same) == 0, "%s: %s", settings, own);
  mtqc_metric_free(metric);
}

START_TEST(figures_are_those_of_sacrebleu) {
  size_t lines = 0;
  for (mq_str rest = golden; rest.size; lines++) compare_line(cut(&rest, '\n'));
  ck_assert_uint_ge(lines * segment_count, 200);
}
END_TEST

/* Metrics that saw half of the segments each, merged, are one that saw all. */
START_TEST(parts_merge_to_the_whole) {
  static const char *const names[] = {"bleu", "chrf++", "ter"};
  for (size_t k = 0; k < 3; k++) {
    mtqc_metric *whole = mtqc_metric_new(names[k], NULL), *parts[2];
    for (size_t p = 0; p < 2; p++) parts[p] = mtqc_metric_new(names[k], NULL);
    for (size_t i = 0; i < segment_count; i++) {
      const segment *s = &segments[i];
      ck_assert_int_eq(mtqc_metric_add(whole, s->hypothesis, s->references, s->reference_count, NULL, NULL), 0);
      ck_assert_int_eq(mtqc_metric_add(parts[i % 2], s->hypothesis, s->references, s->reference_count, NULL, NULL), 0);
    }
    ck_assert_int_eq(mtqc_metric_merge(parts[0], parts[1], NULL), 0);
    ck_assert_uint_eq(mtqc_metric_segment_count(parts[0]), segment_count);
    ck_assert_double_eq_tol(mtqc_metric_corpus(parts[0]), mtqc_metric_corpus(whole), 1e-9);
    mtqc_metric_reset(whole);
    ck_assert_uint_eq(mtqc_metric_segment_count(whole), 0);
    ck_assert(isnan(mtqc_metric_corpus(whole)));
    mtqc_metric_free(whole);
    for (size_t p = 0; p < 2; p++) mtqc_metric_free(parts[p]);
  }
}
END_TEST

START_TEST(misuse_is_refused_in_words) {
  static const char *const unfit[] = {"", "meteor", "bleu:tok=x", "bleu:nc=6", "chrf:beta=0", "chrf:nc=17", "ter:tok=13a",
                                      "bleu:smooth=floor[x]", "bleu:tok", "ter:asian=maybe", "bleu,,", "chrf:nc=-1"};
  for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
    mtqc_error error = {0};
    ck_assert_msg(!mtqc_metric_new(unfit[i], &error), "'%s' was accepted", unfit[i]);
    ck_assert_int_eq(error.code, MTQC_EARGUMENT);
    ck_assert(error.text[0]);
  }
  mtqc_metric *bleu = mtqc_metric_new("bleu", NULL), *chrf = mtqc_metric_new("chrf", NULL);
  mtqc_error error = {0};
  double score;
  ck_assert_int_eq(mtqc_metric_segment(bleu, (mtqc_text){"a", 1}, NULL, 0, &score, &error), MTQC_EARGUMENT);
  ck_assert_int_eq(mtqc_metric_merge(bleu, chrf, &error), MTQC_EARGUMENT);
  ck_assert_int_eq(mtqc_metric_add(bleu, (mtqc_text){"a", 1}, &(mtqc_text){"a", 1}, 1, NULL, NULL), 0);
  ck_assert_int_eq(mtqc_metric_keep(bleu, &error), MTQC_EARGUMENT);
  ck_assert_uint_eq(mtqc_metric_segment_count(bleu), 1);
  mtqc_metric_free(bleu);
  mtqc_metric_free(chrf);
  mtqc_metric_free(NULL);
}
END_TEST

/* Any bytes are a text. */
START_TEST(broken_text_is_scored) {
  static const char *const texts[] = {"\xff\xfe", "\xe4\xb8", "a\xc0\x80z", "\xed\xa0\x80", "\xf4\x90\x80\x80 b"};
  static const char *const names[] = {"bleu:tok=13a", "bleu:tok=intl", "bleu:tok=zh", "chrf++", "ter:norm=yes,asian=yes"};
  for (size_t k = 0; k < 5; k++) {
    mtqc_metric *metric = mtqc_metric_new(names[k], NULL);
    for (size_t i = 0; i < 5; i++) {
      const mtqc_text text = {texts[i], strlen(texts[i])}, with_nul = {"a\0b", 3};
      double score = -1;
      ck_assert_int_eq(mtqc_metric_add(metric, text, &with_nul, 1, &score, NULL), 0);
      ck_assert(score >= 0);
    }
    mtqc_metric_free(metric);
  }
}
END_TEST

/* Two systems over the generated segments: one keeps the reference, the other has the hypotheses. */
static mtqc_metric *kept(const char *settings, size_t every) {
  mtqc_metric *metric = mtqc_metric_new(settings, NULL);
  ck_assert_int_eq(mtqc_metric_keep(metric, NULL), 0);
  for (size_t i = 0; i < segment_count; i++) {
    const segment *s = &segments[i];
    if (!mq_str_equal(s->group, mq_str_of("generated"))) continue;
    const mtqc_text text = every && i % every == 0 ? s->references[0] : s->hypothesis;
    ck_assert_int_eq(mtqc_metric_add(metric, text, s->references, s->reference_count, NULL, NULL), 0);
  }
  return metric;
}

START_TEST(comparison_tells_better_from_equal) {
  static const char *const methods[] = {"bootstrap", "randomisation"};
  mtqc_metric *baseline = kept("chrf", 0), *better = kept("chrf", 2);
  for (size_t m = 0; m < 2; m++) {
    mtqc_comparison one = {0}, two = {0}, same = {0};
    ck_assert_int_eq(mtqc_metric_compare(baseline, better, methods[m], 1000, 7, 1, &one, NULL), 0);
    ck_assert_int_eq(mtqc_metric_compare(baseline, better, methods[m], 1000, 7, 3, &two, NULL), 0);
    ck_assert_int_eq(mtqc_metric_compare(baseline, baseline, methods[m], 1000, 7, 1, &same, NULL), 0);
    ck_assert_double_gt(one.system, one.baseline);
    ck_assert_double_lt(one.p_value, .01);
    ck_assert_double_gt(same.p_value, .9);
    ck_assert(one.p_value <= two.p_value && one.p_value >= two.p_value);
  }
  mtqc_comparison out;
  ck_assert_int_eq(mtqc_metric_compare(baseline, better, "t-test", 1000, 7, 1, &out, NULL), MTQC_EARGUMENT);
  ck_assert_int_eq(mtqc_metric_compare(baseline, better, "bootstrap", 0, 7, 1, &out, NULL), MTQC_EARGUMENT);
  mtqc_metric_free(baseline);
  mtqc_metric_free(better);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("metric");
  TCase *cases = tcase_create("metric");
  tcase_add_checked_fixture(cases, load, unload);
  tcase_set_timeout(cases, 120);
  tcase_add_test(cases, figures_are_those_of_sacrebleu);
  tcase_add_test(cases, parts_merge_to_the_whole);
  tcase_add_test(cases, misuse_is_refused_in_words);
  tcase_add_test(cases, broken_text_is_scored);
  tcase_add_test(cases, comparison_tells_better_from_equal);
  suite_add_tcase(suite, cases);
  return test_main(suite);
}
