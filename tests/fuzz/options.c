/* Options: any keys and values; each is refused with one clear error or taken, and what is taken makes a checker that runs.
 * Input: lines KEY=VALUE; their bytes' number says which writer is tried. Values that could name files are left to the target "tables". */
#include "fuzz.h"
#include "write.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>
#include <string.h>

static const char source[] = "The train leaves at 9 with 12 wagons.\n\n# Heading 2\nHe did not come to Berlin.\n";
static const char target[] = "Der Zug fährt um 9 mit 21 Wagen ab.\n\n# Titel 2\nEr kam nach nach Berlin.\n";

static void set(mtqc_options *options, char *line) {
  char *value = strchr(line, '=');
  if (!value || strchr(value, '/') || strcmp(value, "=-") == 0) return;
  *value++ = '\0';
  mtqc_error error = {0};
  const int status = mtqc_options_set(options, line, value, &error);
  if (status && (status != MTQC_EARGUMENT || !error.text[0])) abort();
  if (!status && !mtqc_options_get(options, line)) abort();
}

static void run(const mtqc_options *options, size_t form) {
  mtqc_error error = {0};
  mtqc_checker *checker = mtqc_checker_new("tlh", "qya", options, &error); /* without dictionaries to load each time */
  if (!checker && !error.text[0]) abort();
  if (!checker) return;
  mtqc_report *report = NULL;
  const int status = mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, &error);
  if (status && !error.text[0]) abort();
  if (!status) fuzz_write(report, form, options);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = malloc(size + 1);
  if (size) memcpy(text, data, size);
  text[size] = '\0';
  mtqc_options *options = mtqc_options_new();
  if (mtqc_options_set(options, "lexicon", "no", NULL)) abort();
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) set(options, line);
  run(options, size);
  mtqc_options_free(options);
  free(text);
  return 0;
}
