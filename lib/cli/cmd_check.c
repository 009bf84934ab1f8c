/* mtqc check */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = "usage: mtqc check [OPTION]... SOURCE TARGET\n"
                            "       mtqc check [OPTION]... --aligned SOURCE TARGET\n"
                            "       mtqc check [OPTION]... --target-only TARGET\n\n"
                            "Formats: text (default), json, jsonl, sarif, github, markdown, gitlab, junit,\n"
                            "checkstyle, mqm.";

static bool ends_with(const char *text, size_t size, const char *end) {
  const size_t n = strlen(end);
  return size >= n && strncmp(text + size - n, end, n) == 0;
}

static bool is_bitext_name(const char *path) {
  static const char *const ends[] = {".tmx", ".xlf", ".xliff", ".po", ".tsv", ".jsonl"};
  size_t size = strlen(path);
  if (ends_with(path, size, ".gz")) size -= 3;
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
    if (ends_with(path, size, ends[i])) return true;
  return false;
}

static int wrong_files(const cli_options *options) {
  if (options->target_only)
    return cli_fail("check: --target-only takes one file, %d were given", options->file_count);
  if (options->file_count == 1 && is_bitext_name(options->files[0]))
    return cli_fail(
        "check: %s: files that hold both languages cannot be read yet; give SOURCE and TARGET as plain text",
        options->files[0]);
  if (options->file_count == 1)
    return cli_fail("check: one file was given; a source and a translation are needed, or --target-only");
  return cli_fail("check: a source and a translation are needed, %d files were given", options->file_count);
}

/* What can be refused before anything is read. */
static int refuse(const cli_options *options) {
  if (options->target_only && options->aligned)
    return cli_fail("check: --aligned and --target-only exclude each other");
  if (options->file_count != (options->target_only ? 1 : 2)) return wrong_files(options);
  if (!options->target_only && strcmp(options->files[0], "-") == 0 && strcmp(options->files[1], "-") == 0)
    return cli_fail("check: only one of the files can be standard input");
  if (!options->target_language)
    return cli_fail(
        "check: the language of the translation is not known; give it, for example --target-lang de");
  if (!options->target_only && !options->source_language)
    return cli_fail("check: the language of the source is not known; give it, for example --source-lang ru");
  return cli_reports_refuse(options);
}

static int write_report(const cli_options *options, const mtqc_report *report) {
  cli_reports *reports = cli_reports_new(options);
  if (!reports) return CLI_FAILED;
  const char *source = options->target_only ? NULL : cli_input_name(options->files[0]);
  const char *target = cli_input_name(options->files[options->file_count - 1]);
  const bool good = cli_reports_add(reports, report, source, target);
  return cli_reports_close(reports, good) ? CLI_GOOD : CLI_FAILED;
}

/* The text report says itself what was skipped; the others are read by machines, so people are told here. */
static int tell_skipped(const cli_options *options, const mtqc_report *report) {
  size_t count = 0;
  while (mtqc_report_skipped_check(report, count)) count++;
  if (count == 0) return CLI_GOOD;
  const char *first = mtqc_report_skipped_check(report, 0), *reason = mtqc_report_skipped_reason(report, 0);
  if (options->strict)
    return cli_fail("%zu check%s could not run (%s: %s%s), which --strict forbids", count,
                    count == 1 ? "" : "s", first, reason, count == 1 ? "" : ", ...");
  if (options->format && strcmp(options->format, "text") != 0)
    cli_note("note: %zu check%s could not run (%s: %s%s); --format text lists all", count,
             count == 1 ? "" : "s", first, reason, count == 1 ? "" : ", ...");
  return CLI_GOOD;
}

static int fail_level(const cli_options *options) {
  const char *name = mtqc_options_get(options->settings, "fail-on");
  for (int severity = MTQC_MINOR; severity <= MTQC_CRITICAL; severity++)
    if (strcmp(name, mtqc_severity_name(severity)) == 0) return severity;
  return MTQC_CRITICAL + 1;
}

static int verdict(const cli_options *options, const mtqc_report *report) {
  const size_t count = mtqc_report_finding_count(report);
  for (size_t i = 0; i < count; i++) {
    const mtqc_finding *finding = mtqc_report_finding(report, i);
    if (mtqc_finding_state(finding) == MTQC_NEW && mtqc_finding_severity(finding) >= fail_level(options)) return CLI_FOUND;
  }
  const char *least = mtqc_options_get(options->settings, "min-score");
  if (!*least) return CLI_GOOD;
  const double score = mtqc_report_score(report, "mqm-calibrated");
  if (isnan(score)) cli_note("note: the text is too short to be rated; --min-score does not apply");
  return score < strtod(least, NULL) ? CLI_FOUND : CLI_GOOD;
}

static int run_check(const cli_options *options, const mtqc_checker *checker, mtqc_text source,
                     mtqc_text target) {
  mtqc_error error = {0};
  mtqc_report *report = NULL;
  const int status = options->aligned ? mtqc_check_lines(checker, source.bytes, source.size, target.bytes,
                                                         target.size, &report, &error)
                                      : mtqc_check(checker, options->target_only ? NULL : source.bytes,
                                                   source.size, target.bytes, target.size, &report, &error);
  if (status != MTQC_OK) return cli_error(&error);
  int code = write_report(options, report);
  if (code == CLI_GOOD) code = tell_skipped(options, report);
  if (code == CLI_GOOD) code = verdict(options, report);
  mtqc_report_free(report);
  return code;
}

static int check_files(const cli_options *options) {
  mtqc_file *source = NULL;
  if (!options->target_only && !(source = cli_read(options->files[0]))) return CLI_FAILED;
  mtqc_file *target = cli_read(options->files[options->file_count - 1]);
  mtqc_error error = {0};
  mtqc_checker *checker = NULL;
  int code = CLI_FAILED;
  if (target) {
    checker = mtqc_checker_new(options->target_only ? NULL : options->source_language,
                               options->target_language, options->settings, &error);
    if (checker)
      code = run_check(options, checker, source ? mtqc_file_text(source) : (mtqc_text){0},
                       mtqc_file_text(target));
    else cli_error(&error);
  }
  mtqc_checker_free(checker);
  mtqc_file_free(target);
  mtqc_file_free(source);
  return code;
}

int cmd_check(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_CHECK, argc, argv, usage, &code)) {
    code = refuse(&options);
    if (code == CLI_GOOD) code = check_files(&options);
  }
  cli_options_free(&options);
  return code;
}
