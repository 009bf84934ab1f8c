/* Prints all that a check says about spec files, however little it is sure: for every case the findings with their severity,
 * confidence, places, message, evidence and suggestions. Compared with a record (compare.sh), so that no change of a check goes
 * unseen; whether a change is good is for a person to say. usage: findings CHECK FILE... */
#include "../spec/case.h"

#include <stdlib.h>
#include <string.h>

/* On one line, whatever is in it. */
static void print_text(mtqc_text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (text.bytes[i] == '\n') fputs("\\n", stdout);
    else putchar(text.bytes[i]);
  }
}

static void print_finding(const mtqc_finding *finding) {
  printf("%s %.2f", mtqc_severity_name(mtqc_finding_severity(finding)), mtqc_finding_confidence(finding));
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    size_t start, end;
    if (!mtqc_finding_span(finding, (mtqc_side)side, &start, &end, NULL, NULL)) continue;
    printf(" %s %zu-%zu \"", side == MTQC_SOURCE ? "source" : "target", start, end);
    print_text(mtqc_finding_text(finding, (mtqc_side)side));
    putchar('"');
  }
  printf("\n  %s\n", mtqc_finding_message(finding));
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++) printf("  - %s\n", mtqc_finding_evidence(finding, i));
  for (size_t i = 0; i < mtqc_finding_suggestion_count(finding); i++)
    printf("  > %s\n", mtqc_finding_suggestion(finding, i));
}

static void print_case(void *payload, const spec_case *c) {
  mtqc_error error = {0};
  mtqc_report *report = spec_run(payload, c, &error);
  const size_t count = report ? mtqc_report_finding_count(report) : 0;
  const char *skipped = report ? mtqc_report_skipped_reason(report, 0) : NULL;
  if (count || skipped || !report)
    printf("@ %s-%s %s\n", c->tags[MTQC_SOURCE], c->tags[MTQC_TARGET], c->title);
  if (!report) printf("error: %s\n", error.text);
  if (skipped) printf("skipped: %s\n", skipped);
  for (size_t i = 0; i < count; i++) print_finding(mtqc_report_finding(report, i));
  mtqc_report_free(report);
}

int main(int argc, char **argv) {
  spec_checkers checkers = {.check = argc > 2 ? argv[1] : NULL, .min_confidence = "0"};
  for (int i = 2; i < argc; i++) {
    FILE *file = fopen(argv[i], "r");
    if (!file) return EXIT_FAILURE;
    spec_read(file, print_case, &checkers);
    fclose(file);
  }
  spec_checkers_free(&checkers);
  return argc > 2 ? EXIT_SUCCESS : EXIT_FAILURE;
}
