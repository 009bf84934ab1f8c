/* Prints all that a check says about spec files, however little it is sure: for every case the findings with their severity,
 * confidence, places, message, evidence and suggestions; for the cases of its own file also how many findings there are on their
 * variants (variants.h), with a digest of all that is said. Compared with a record (compare.sh), so that no change of a check
 * goes unseen; whether a change is good is for a person to say: `--show` prints in full what the digests are of.
 * usage: findings [--show] CHECK OWN_FILE [FILE...] */
#include "variants.h"

#include <stdlib.h>
#include <string.h>

/* On one line, whatever is in it. */
static void print_text(FILE *out, mtqc_text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (text.bytes[i] == '\n') fputs("\\n", out);
    else putc(text.bytes[i], out);
  }
}

static void print_finding(FILE *out, const mtqc_finding *finding) {
  fprintf(out, "%s %.2f", mtqc_severity_name(mtqc_finding_severity(finding)), mtqc_finding_confidence(finding));
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    size_t start, end;
    if (!mtqc_finding_span(finding, (mtqc_side)side, &start, &end, NULL, NULL)) continue;
    fprintf(out, " %s %zu-%zu \"", side == MTQC_SOURCE ? "source" : "target", start, end);
    print_text(out, mtqc_finding_text(finding, (mtqc_side)side));
    putc('"', out);
  }
  fprintf(out, "\n  %s\n", mtqc_finding_message(finding));
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++) fprintf(out, "  - %s\n", mtqc_finding_evidence(finding, i));
  for (size_t i = 0; i < mtqc_finding_suggestion_count(finding); i++)
    fprintf(out, "  > %s\n", mtqc_finding_suggestion(finding, i));
}

static void print_findings(FILE *out, const mtqc_report *report) {
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++) print_finding(out, mtqc_report_finding(report, i));
}

static void print_case(void *payload, const spec_case *c) {
  mtqc_error error = {0};
  mtqc_report *report = spec_run(payload, c, &error);
  const char *skipped = report ? mtqc_report_skipped_reason(report, 0) : NULL;
  if (!report || mtqc_report_finding_count(report) || skipped)
    printf("@ %s-%s %s\n", c->tags[MTQC_SOURCE], c->tags[MTQC_TARGET], c->title);
  if (!report) printf("error: %s\n", error.text);
  if (skipped) printf("skipped: %s\n", skipped);
  if (report) print_findings(stdout, report);
  mtqc_report_free(report);
}

typedef struct asked {
  spec_checkers checkers;
  bool show;
} asked;

static size_t say_findings(FILE *out, void *payload, const spec_case *variant) {
  mtqc_error error = {0};
  mtqc_report *report = spec_run(payload, variant, &error);
  const size_t count = report ? mtqc_report_finding_count(report) : 0;
  if (report) print_findings(out, report);
  else fprintf(out, "error: %s\n", error.text);
  mtqc_report_free(report);
  return count;
}

static void print_variants(void *payload, const spec_case *c) {
  asked *a = payload;
  variants_print(c, false, a->show, say_findings, &a->checkers);
}

static bool read_file(const char *path, void (*each)(void *payload, const spec_case *c), void *payload) {
  FILE *file = fopen(path, "r");
  if (!file) return false;
  spec_read(file, each, payload);
  fclose(file);
  return true;
}

int main(int argc, char **argv) {
  const bool show = argc > 1 && strcmp(argv[1], "--show") == 0;
  if (argc < 3 + show) return EXIT_FAILURE;
  asked a = {{.check = argv[1 + show], .min_confidence = "0"}, show};
  bool good = true;
  for (int i = 2 + show; i < argc; i++) good = read_file(argv[i], print_case, &a.checkers) && good;
  good = read_file(argv[2 + show], print_variants, &a) && good;
  spec_checkers_free(&a.checkers);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
