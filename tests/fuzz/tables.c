/* The tables that users write: termbases, words that are right, anchors, learnt words, baselines, ignore lists. Any bytes
 * are read or refused with one clear error. Input: one byte that chooses the kind, the file. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char source[] = "The train has 12 brake shoes.\nHe left.\n", target[] = "Der Zug hat 12 Bremsschuhe.\nEr ging ging.\n";
static const struct {
  const char *key, *ending;
} kinds[] = {{"term.base", "tsv"}, {"term.base", "csv"}, {"term.base", "tbx"}, {"term.keep", "txt"},
             {"user-words", "txt"}, {"anchors", "tsv"}, {"learnt", "tsv"}, {"baseline", "tsv"}, {"ignore-list", "tsv"}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *folder(void) {
  static char path[] = "/tmp/mtqc-tables-XXXXXX";
  static bool made;
  if (!made && !mkdtemp(path)) abort();
  made = true;
  return path;
}

static void write_file(const char *path, const uint8_t *data, size_t size) {
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(data, 1, size, file) != size || fclose(file)) abort();
}

static void judge(int status, const mtqc_error *error) {
  if (status && (status == MTQC_ENOMEM || status == MTQC_EIO || !error->text[0])) abort();
}

static void suppress(mtqc_report *report, const char *path, bool baseline) {
  mtqc_error error = {0};
  mtqc_suppressions *suppressions = mtqc_suppressions_new(NULL);
  int status = baseline ? mtqc_suppressions_read_baseline(suppressions, path, &error)
                        : mtqc_suppressions_read_ignored(suppressions, path, &error);
  judge(status, &error);
  if (!status && mtqc_suppressions_apply(suppressions, report, NULL)) abort();
  for (size_t i = 0; !status && mtqc_suppressions_unused(suppressions, i); i++) continue;
  mtqc_suppressions_free(suppressions);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const unsigned kind = data[0] % KINDS;
  const bool is_option = kind < KINDS - 2;
  char path[64];
  snprintf(path, sizeof path, "%s/file.%s", folder(), kinds[kind].ending);
  write_file(path, data + 1, size - 1);
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  if (mtqc_options_set(options, "lexicon", "no", NULL)) abort();
  if (is_option && mtqc_options_set(options, kinds[kind].key, path, NULL)) abort();
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, &error);
  judge(checker ? 0 : error.code, &error);
  mtqc_report *report = NULL;
  if (checker) judge(mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, &error), &error);
  if (report && !is_option) suppress(report, path, kind == KINDS - 2);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  remove(path);
  return 0;
}
