/* Runs a spec file: small texts with marks under what one check must find in them. See README.md in this
 * folder for the form. Prints TAP, one test a case. Public API only. usage: run CHECK.txt */
#include "case.h"

#include <stdlib.h>

typedef struct runner {
  spec_checkers checkers;
  size_t tests, failures;
} runner;

/* Whether a finding lies on a mark: what they share is at least half of what they cover together. */
static bool on_mark(const mtqc_finding *finding, const mark *m) {
  size_t start, end;
  if (!mtqc_finding_span(finding, m->side, &start, &end, NULL, NULL)) return false;
  const size_t first = start > m->start ? start : m->start, last = end < m->end ? end : m->end;
  const size_t low = start < m->start ? start : m->start, high = end > m->end ? end : m->end;
  return first < last && 2 * (last - first) >= high - low;
}

static bool finding_is_marked(const mtqc_finding *finding, const spec_case *c) {
  for (size_t i = 0; i < c->mark_count; i++)
    if (on_mark(finding, &c->marks[i])) return true;
  return false;
}

static bool mark_is_found(const mtqc_report *report, const mark *m) {
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    if (on_mark(mtqc_report_finding(report, i), m)) return true;
  return false;
}

static bool is_good(const mtqc_report *report, const spec_case *c) {
  for (size_t i = 0; i < c->mark_count; i++)
    if (!mark_is_found(report, &c->marks[i])) return false;
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    if (!finding_is_marked(mtqc_report_finding(report, i), c)) return false;
  return true;
}

/* --- telling --- */

static const char *const side_names[] = {[MTQC_SOURCE] = "source", [MTQC_TARGET] = "target"};

/* Text in a TAP comment stays on its line. */
static void print_quoted(const char *bytes, size_t size) {
  putchar('"');
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] == '\n') fputs("\\n", stdout);
    else putchar(bytes[i]);
  }
  putchar('"');
}

static void print_finding(const mtqc_finding *finding, const spec_case *c) {
  printf("# %s (confidence %.2f):", finding_is_marked(finding, c) ? "found" : "NOT WANTED",
         mtqc_finding_confidence(finding));
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    size_t start, end;
    if (!mtqc_finding_span(finding, (mtqc_side)side, &start, &end, NULL, NULL)) continue;
    const mtqc_text text = mtqc_finding_text(finding, (mtqc_side)side);
    printf(" %s %zu-%zu ", side_names[side], start, end);
    print_quoted(text.bytes, text.size);
  }
  printf(": %s\n", mtqc_finding_message(finding));
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++)
    printf("#   %s\n", mtqc_finding_evidence(finding, i));
}

static void print_details(const mtqc_report *report, const spec_case *c) {
  for (size_t i = 0; i < c->mark_count; i++) {
    const mark *m = &c->marks[i];
    if (mark_is_found(report, m)) continue;
    const size_t end = m->end < c->size[m->side] ? m->end : c->size[m->side];
    printf("# MISSED: %s %zu-%zu ", side_names[m->side], m->start, m->end);
    print_quoted(c->text[m->side] + m->start, m->start < end ? end - m->start : 0);
    putchar('\n');
  }
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    print_finding(mtqc_report_finding(report, i), c);
}

static void judge(void *payload, const spec_case *c) {
  runner *r = payload;
  mtqc_error error = {0};
  mtqc_report *report = c->fault[0] ? NULL : spec_run(&r->checkers, c, &error);
  const char *skipped = report ? mtqc_report_skipped_reason(report, 0) : NULL;
  const bool good = report && (skipped || is_good(report, c));
  r->failures += !good;
  printf("%s %zu - line %zu: %s%s%s\n", good ? "ok" : "not ok", ++r->tests, c->line, c->title,
         skipped ? " # SKIP " : "", skipped ? skipped : "");
  if (c->fault[0]) printf("# %s\n", c->fault);
  if (error.code) printf("# %s: %s\n", mtqc_status_name(error.code), error.text);
  if (report && !good) print_details(report, c);
  mtqc_report_free(report);
}

int main(int argc, char **argv) {
  runner r = {.checkers.check = argc == 2 ? spec_check_of(argv[1]) : NULL};
  FILE *file = r.checkers.check ? fopen(argv[1], "r") : NULL;
  if (!file) {
    printf("Bail out! usage: run CHECK.txt, a readable file named after a check\n");
    return EXIT_FAILURE;
  }
  spec_read(file, judge, &r);
  fclose(file);
  printf("1..%zu\n", r.tests);
  spec_checkers_free(&r.checkers);
  return r.failures || !r.tests ? EXIT_FAILURE : EXIT_SUCCESS;
}
