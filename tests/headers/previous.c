/* A program as users of the last release wrote it: it sees the previous header only, and runs with the library of today. */
#include "previous.h"

#include <stdio.h>
#include <string.h>

static int count_bytes(void *payload, const char *bytes, size_t size) {
  (void)bytes;
  *(size_t *)payload += size;
  return 0;
}

static int check(const mtqc_checker *checker, const mtqc_options *options) {
  static const char source[] = "The train has 12 wagons.\n", target[] = "Der Zug hat 21 Wagen.\n";
  mtqc_error error;
  mtqc_report *report = NULL;
  size_t written = 0, start = 0, end = 0;
  mtqc_error_clear(&error);
  if (mtqc_check(checker, source, sizeof source - 1, target, sizeof target - 1, &report, &error) != MTQC_OK) return 1;
  const mtqc_finding *finding = mtqc_report_finding(report, 0);
  const int good = mtqc_report_finding_count(report) == 1 && strcmp(mtqc_finding_check(finding), "number-mismatch") == 0 &&
                   mtqc_finding_severity(finding) >= MTQC_MINOR && mtqc_finding_state(finding) == MTQC_NEW &&
                   mtqc_finding_span(finding, MTQC_TARGET, &start, &end, NULL, NULL) && start == 12 && end == 14 &&
                   mtqc_report_write(report, "json", options, count_bytes, &written, &error) == MTQC_OK && written > 0;
  mtqc_report_free(report);
  return !good;
}

/* An error is the caller's memory: the library may not write behind it. */
static int refuse(mtqc_options *options) {
  struct {
    mtqc_error error;
    char behind[64];
  } guarded;
  memset(&guarded, 0x5a, sizeof guarded);
  mtqc_error_clear(&guarded.error);
  if (mtqc_options_set(options, "no-such-key", "", &guarded.error) != MTQC_EARGUMENT) return 1;
  for (size_t i = 0; i < sizeof guarded.behind; i++)
    if (guarded.behind[i] != 0x5a) return 1;
  return guarded.error.code != MTQC_EARGUMENT || !guarded.error.text[0];
}

int main(void) {
  mtqc_options *options = mtqc_options_new();
  int status = refuse(options) || mtqc_options_set(options, "only", "number-mismatch", NULL);
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, NULL);
  status = status || check(checker, options);
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  puts(mtqc_version());
  return status;
}
