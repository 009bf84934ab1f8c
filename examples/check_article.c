/* Checks a translated article against its source and prints what is wrong with it.
 *
 *   check_article SOURCE_LANGUAGE TARGET_LANGUAGE SOURCE TARGET
 *
 * Build: cc check_article.c $(pkg-config --cflags --libs mtqc) */
#include <mtqc/mtqc.h>

#include <stdio.h>

static int fail(const mtqc_error *error) {
  fprintf(stderr, "check_article: %s%s%s\n", error->file, *error->file ? ": " : "", error->text);
  return 2;
}

static void print_finding(const mtqc_finding *finding) {
  size_t line = 0, column = 0;
  mtqc_side side = MTQC_TARGET;
  if (!mtqc_finding_span(finding, side, NULL, NULL, &line, &column)) {
    side = MTQC_SOURCE;
    mtqc_finding_span(finding, side, NULL, NULL, &line, &column);
  }
  const mtqc_text text = mtqc_finding_text(finding, side);
  printf("%s %zu:%zu  %s, confidence %.2f: %s\n    \"%.*s\"\n", side == MTQC_TARGET ? "target" : "source", line, column,
         mtqc_severity_name(mtqc_finding_severity(finding)), mtqc_finding_confidence(finding), mtqc_finding_message(finding),
         (int)text.size, text.bytes);
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++)
    printf("    because: %s\n", mtqc_finding_evidence(finding, i));
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: check_article SOURCE_LANGUAGE TARGET_LANGUAGE SOURCE TARGET\n");
    return 2;
  }
  mtqc_error error = {0};
  mtqc_file *source = mtqc_file_open(argv[3], NULL, &error);
  mtqc_file *target = mtqc_file_open(argv[4], NULL, &error);
  mtqc_checker *checker = mtqc_checker_new(argv[1], argv[2], NULL, &error);
  mtqc_report *report = NULL;
  int status = 2;
  if (source && target && checker) {
    const mtqc_text s = mtqc_file_text(source), t = mtqc_file_text(target);
    if (mtqc_check(checker, s.bytes, s.size, t.bytes, t.size, &report, &error) == MTQC_OK) {
      for (size_t i = 0; i < mtqc_report_finding_count(report); i++) print_finding(mtqc_report_finding(report, i));
      printf("%zu findings, unconfirmed; MQM score %.1f\n", mtqc_report_finding_count(report),
             mtqc_report_score(report, "mqm"));
      status = mtqc_report_finding_count(report) > 0;
    }
  }
  if (error.code) status = fail(&error);
  mtqc_report_free(report);
  mtqc_checker_free(checker);
  mtqc_file_free(target);
  mtqc_file_free(source);
  return status;
}
