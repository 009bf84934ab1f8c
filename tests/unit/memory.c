/* Every allocation fails once: the n-th one and all behind it, for n = 1, 2, 3 …, until a whole round succeeds. Each failing
 * call must say MTQC_ENOMEM, leave nothing behind (the sanitizer build counts) and give no half-made object. A deed below is
 * one way through a part of the interface; together they call every function that can run out of memory. */
#include "test.h"

#include <mtqc/mtqc.h>

#include <stdio.h>
#include <unistd.h>

static const char source[] = "Иванов купил 12 машин. Об этом сообщил г. Петров. «Это хорошо», — сказал он.\n\nКонец.\n";
static const char target[] = "Ivanov hat 13 Autos gekauft. Das teilte Herr Petrow mit. „Das ist gut\", sagte er\n\nEnde.\n";

static const mtqc_text sources[] = {{source, 30}, {source, sizeof source - 1}};
static const mtqc_text targets[] = {{target, 28}, {target, sizeof target - 1}};

static char folder[] = "/tmp/mtqc-memory-XXXXXX";

static int discard(void *payload, const char *bytes, size_t size) {
  (void)payload;
  (void)bytes;
  (void)size;
  return 0;
}

static int code_of(const void *object, const mtqc_error *error) { return object ? MTQC_OK : error->code; }

/* A file for the deeds; its path lives until the next one. */
static const char *file_with(const char *name, const char *text) {
  static char path[64];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  ck_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
  return path;
}

/* Options set one by one as KEY, VALUE; NULL ends. */
static int set_all(mtqc_options *options, const char *const *pairs, mtqc_error *error) {
  int status = options ? MTQC_OK : MTQC_ENOMEM;
  for (size_t i = 0; !status && pairs[i]; i += 2) status = mtqc_options_set(options, pairs[i], pairs[i + 1], error);
  return status;
}

static int check_and_write(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  mtqc_report *report = NULL;
  int status = mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, error);
  for (size_t i = 0; !status && mtqc_report_format_name(i); i++)
    status = mtqc_report_write(report, mtqc_report_format_name(i), options, discard, NULL, error);
  mtqc_report_free(report);
  return status;
}

static int with_checker(const char *const *pairs, int (*deed)(const mtqc_checker *, const mtqc_options *, mtqc_error *),
                        mtqc_error *error) {
  mtqc_options *options = mtqc_options_new();
  int status = set_all(options, pairs, error);
  mtqc_checker *checker = status ? NULL : mtqc_checker_new("ru", "de", options, error);
  if (!status) status = code_of(checker, error);
  if (!status) status = deed(checker, options, error);
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  return status;
}

static int documents(mtqc_error *error) {
  const char *const pairs[] = {"min-confidence", "0.1", "severity", "loop=critical", "mqm-weights", "wmt,critical=25", NULL};
  return with_checker(pairs, check_and_write, error);
}

static int tables_of_users(mtqc_error *error) {
  char termbase[64], words[64];
  strcpy(termbase, file_with("t.tsv", "машина\tWagen\tpreferred\nмашина\tAuto\tforbidden\tкупить; ехать\n"));
  strcpy(words, file_with("w.txt", "Petrow\nIvanov\n"));
  const char *const pairs[] = {"term.base", termbase, "user-words", words, "jobs", "1", NULL};
  return with_checker(pairs, check_and_write, error);
}

static int check_segments(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_report *report = NULL;
  mtqc_tally *tally = NULL;
  int status = mtqc_check_segments(checker, sources, targets, 2, &report, error);
  if (!status) status = code_of(tally = mtqc_tally_new(checker, error), error);
  if (!status) mtqc_tally_add(tally, report);
  mtqc_report_free(report);
  mtqc_tally_free(tally);
  return status;
}

static int segments(mtqc_error *error) { return with_checker((const char *const[]){NULL}, check_segments, error); }

static int check_lines(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_report *report = NULL;
  const int status = mtqc_check_lines(checker, source, sizeof source - 1, target, sizeof target - 1, &report, error);
  mtqc_report_free(report);
  return status;
}

static int lines(mtqc_error *error) { return with_checker((const char *const[]){NULL}, check_lines, error); }

static int cut(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_segments *cuts = mtqc_segment(checker, MTQC_SOURCE, source, sizeof source - 1, error);
  mtqc_segments_free(cuts);
  return code_of(cuts, error);
}

static int segmentation(mtqc_error *error) { return with_checker((const char *const[]){NULL}, cut, error); }

static int align_and_write(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_alignment *alignment = NULL;
  const mtqc_text texts[2] = {{source, sizeof source - 1}, {target, sizeof target - 1}};
  int status = mtqc_align(checker, texts[0].bytes, texts[0].size, texts[1].bytes, texts[1].size, &alignment, error);
  for (size_t i = 0; !status && mtqc_alignment_format_name(i); i++)
    status = mtqc_alignment_write(alignment, mtqc_alignment_format_name(i), texts[0], texts[1], discard, NULL, error);
  mtqc_alignment_free(alignment);
  return status;
}

static int alignment(mtqc_error *error) { return with_checker((const char *const[]){NULL}, align_and_write, error); }

static int guided_alignment(mtqc_error *error) {
  char anchors[64], learnt[64];
  strcpy(anchors, file_with("a.tsv", "1\t1\n"));
  strcpy(learnt, file_with("l.tsv", "машин\tauto\t0.900\n"));
  const char *const pairs[] = {"anchors", anchors, "learnt", learnt, "anchor-pattern", "^(Конец|Ende)", "paragraphs", "yes", NULL};
  return with_checker(pairs, align_and_write, error);
}

static int align_given_segments(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_alignment *aligned = NULL;
  const int status = mtqc_align_segments(checker, sources, 2, targets, 2, &aligned, error);
  mtqc_alignment_free(aligned);
  return status;
}

static int alignment_of_segments(mtqc_error *error) {
  return with_checker((const char *const[]){NULL}, align_given_segments, error);
}

static int known_findings(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_suppressions *known = mtqc_suppressions_new(error);
  mtqc_report *report = NULL;
  int status = code_of(known, error);
  if (!status) status = mtqc_suppressions_read_baseline(known, file_with("b.tsv", "4e419ab9f8f7633c\tloop\ta\tb\n"), error);
  if (!status) status = mtqc_suppressions_read_ignored(known, file_with("i.tsv", "number-mismatch\t13\tas agreed\n"), error);
  if (!status) status = mtqc_check_segments(checker, sources, targets, 2, &report, error);
  if (!status) status = mtqc_suppressions_apply(known, report, error);
  for (size_t i = 0; !status && mtqc_suppressions_unused(known, i); i++) continue;
  mtqc_report_free(report);
  mtqc_suppressions_free(known);
  return status;
}

static int suppressions(mtqc_error *error) { return with_checker((const char *const[]){NULL}, known_findings, error); }

static int score_and_explain(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  mtqc_scorer *scorer = mtqc_scorer_new(checker, error);
  mtqc_scores *scores = NULL, *again = NULL;
  int status = code_of(scorer, error);
  if (!status) status = mtqc_scorer_score(scorer, sources, targets, 2, &scores, error);
  if (!status) status = mtqc_score_segments(checker, sources, targets, 2, &again, error);
  mtqc_scores_free(scores);
  mtqc_scores_free(again);
  mtqc_scorer_free(scorer);
  return status;
}

static int scores(mtqc_error *error) { return with_checker((const char *const[]){NULL}, score_and_explain, error); }

/* Twenty judgements are the fewest that weights are fitted to. */
static int fit_weights(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  enum { JUDGED = 20 };
  mtqc_text judged[2][JUDGED];
  double judgements[JUDGED];
  for (size_t i = 0; i < JUDGED; i++)
    judged[0][i] = sources[i % 2], judged[1][i] = targets[i / 2 % 2], judgements[i] = i % 2 == i / 2 % 2;
  return mtqc_score_train(checker, judged[0], judged[1], judgements, NULL, JUDGED, discard, NULL, error);
}

static int fit_odds(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  (void)options;
  enum { MARKED = 60 };
  mtqc_text pairs[2][MARKED], marks[MARKED];
  for (size_t i = 0; i < MARKED; i++)
    pairs[0][i] = sources[1], pairs[1][i] = targets[1], marks[i] = (mtqc_text){"0-3", i % 2 ? 3 : 0};
  return mtqc_score_train_tokens(checker, pairs[0], pairs[1], marks, marks, MARKED, discard, NULL, error);
}

static int odds(mtqc_error *error) { return with_checker((const char *const[]){NULL}, fit_odds, error); }

static int weights(mtqc_error *error) { return with_checker((const char *const[]){NULL}, fit_weights, error); }

static const char memory_of_translations[] =
    "<tmx><header srclang=\"ru\"/><body><tu><tuv xml:lang=\"ru\"><seg>Иванов купил 12 машин.</seg></tuv>"
    "<tuv xml:lang=\"de\"><seg>Iwanow hat 13 Autos gekauft.</seg></tuv></tu></body></tmx>\n";

static int check_and_annotate(const mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  const char *path = file_with("m.tmx", memory_of_translations);
  mtqc_annotator *annotator = mtqc_annotator_new(path, error);
  mtqc_bitext *bitext = annotator ? mtqc_bitext_open(path, "ru", "de", options, error) : NULL;
  mtqc_report *report = NULL;
  int status = code_of(bitext, error);
  if (!status) status = mtqc_check_bitext(checker, bitext, 0, &report, error);
  if (!status) status = mtqc_annotator_add(annotator, report, error);
  if (!status) status = mtqc_annotator_write(annotator, discard, NULL, error);
  mtqc_report_free(report);
  mtqc_bitext_free(bitext);
  mtqc_annotator_free(annotator);
  return status;
}

static int annotations(mtqc_error *error) {
  return with_checker((const char *const[]){"only", "number-mismatch", NULL}, check_and_annotate, error);
}

/* Documents of each format, faults and all. */
static int files(mtqc_error *error) {
  const struct {
    const char *name;
    mq_str text;
  } given[] = {
      {"a.html", MQ_STR("<p>One &amp; <img alt=\"two\">three<!-- mtqc:off --></p>")},
      {"a.md", MQ_STR("# One\n\nTwo *three* [four](five).\n")},
      {"a.srt", MQ_STR("1\n00:00:01,000 --> 00:00:02,000\nOne\n\ntwo\n")},
      {"a.vtt", MQ_STR("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\ntwo\nthree\n")},
      {"a.txt", MQ_STR("\xff\xfeO\0n\0e")}, /* and half a character */
  };
  int status = MTQC_OK;
  for (size_t i = 0; !status && i < sizeof given / sizeof given[0]; i++) {
    mtqc_file *file = mtqc_file_open_bytes(given[i].name, given[i].text.at, given[i].text.size, NULL, error);
    status = code_of(file, error);
    mtqc_file_free(file);
  }
  return status;
}

static int metrics(mtqc_error *error) {
  static const char *const names[] = {"bleu:tok=intl", "chrf++", "ter:norm=yes,asian=yes"};
  int status = MTQC_OK;
  for (size_t i = 0; !status && i < sizeof names / sizeof *names; i++) {
    mtqc_metric *one = mtqc_metric_new(names[i], error), *other = one ? mtqc_metric_new(names[i], error) : NULL;
    mtqc_comparison comparison;
    status = code_of(other, error);
    if (!status) status = mtqc_metric_keep(one, error);
    if (!status) status = mtqc_metric_keep(other, error);
    if (!status) status = mtqc_metric_add(one, targets[0], &targets[1], 1, NULL, error);
    if (!status) status = mtqc_metric_add(other, targets[1], targets, 2, NULL, error);
    if (!status) status = mtqc_metric_compare(one, other, "randomisation", 10, 1, 1, &comparison, error);
    if (!status) status = mtqc_metric_merge(one, other, error);
    mtqc_metric_free(one);
    mtqc_metric_free(other);
  }
  return status;
}

static int training(mtqc_error *error) {
  const unsigned cutoffs[3] = {1, 1, 1};
  const int status = mtqc_lexicon_train("ru", "de", sources, targets, 2, 2, 4, 1, NULL, discard, NULL, error);
  return status ? status : mtqc_lexicon_train_ngrams("de", targets, 2, cutoffs, NULL, discard, NULL, error);
}

static int packs(mtqc_error *error) {
  int status = mtqc_lexicon_info("ru-de", discard, NULL, error);
  if (!status) status = mtqc_lexicon_lookup("ru-de", "машина", discard, NULL, error);
  if (!status) status = mtqc_lexicon_lookup("de", "Donaudampfschiff", discard, NULL, error);
  const mtqc_text row = {"машина\tKarre\n", sizeof "машина\tKarre\n" - 1};
  char path[64];
  snprintf(path, sizeof path, "%s/added.mtqcpack", folder);
  return status ? status : mtqc_lexicon_add("ru-de", "ru", row, path, error);
}

static int (*const deeds[])(mtqc_error *error) = {documents, files, tables_of_users, segments, lines, segmentation, alignment,
                                                  guided_alignment, alignment_of_segments, suppressions, scores, weights, odds,
                                                  annotations, metrics, training, packs};

START_TEST(every_allocation_fails_once) {
  mtqc_error error = {0};
  ck_assert_int_eq(deeds[_i](&error), MTQC_OK);
  size_t n = 1;
  for (;; n++) {
    mtqc_error_clear(&error);
    mq_malloc_fail_at(n);
    const int status = deeds[_i](&error);
    mq_malloc_fail_at(0);
    if (status == MTQC_OK) break;
    ck_assert_int_eq(status, MTQC_ENOMEM);
    ck_assert_msg(!error.code || strcmp(error.text, "out of memory") == 0, "'%s'", error.text);
  }
  ck_assert_uint_gt(n, 5);
}
END_TEST

static void make_folder(void) { ck_assert_ptr_nonnull(mkdtemp(folder)); }

static void remove_folder(void) {
  static const char *const names[] = {"t.tsv", "w.txt", "a.tsv", "l.tsv", "b.tsv", "i.tsv", "m.tmx", "added.mtqcpack"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  ck_assert_int_eq(rmdir(folder), 0);
}

int main(void) {
  Suite *suite = suite_create("memory");
  TCase *tests = tcase_create("memory");
  tcase_set_timeout(tests, 300);
  tcase_add_checked_fixture(tests, make_folder, remove_folder);
  tcase_add_loop_test(tests, every_allocation_fails_once, 0, sizeof deeds / sizeof *deeds);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
