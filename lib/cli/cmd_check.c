/* mtqc check */
#include "cli.h"

#include <inttypes.h>
#include <string.h>

static const char usage[] = "usage: mtqc check [OPTION]... SOURCE TARGET\n"
                            "       mtqc check [OPTION]... --aligned SOURCE TARGET\n"
                            "       mtqc check [OPTION]... --target-only TARGET\n"
                            "       mtqc check [OPTION]... BITEXT\n\n"
                            "Formats: text (default), json, jsonl, sarif, github, markdown, gitlab, junit,\n"
                            "checkstyle, mqm, html, baseline.";

/* Whether the files named are one that holds both sides. */
static bool is_bitext(const cli_options *options) {
  if (options->target_only || options->file_count != 1) return false;
  const char *given = mtqc_options_get(options->settings, "input-format");
  return *given || mtqc_bitext_format_of(options->files[0]);
}

static int wrong_files(const cli_options *options) {
  if (options->target_only)
    return cli_fail("check: --target-only takes one file, %d were given", options->file_count);
  if (options->file_count == 1)
    return cli_fail("check: one file was given; a source and a translation are needed, or --target-only, or a file "
                    "that holds both (--input-format)");
  return cli_fail("check: a source and a translation are needed, %d files were given", options->file_count);
}

/* What can be refused before anything is read. */
static int refuse(const cli_options *options) {
  if (options->target_only && options->aligned)
    return cli_fail("check: --aligned and --target-only exclude each other");
  const bool bitext = is_bitext(options);
  if (bitext && options->aligned) return cli_fail("check: --aligned is for two files; %s holds pairs", options->files[0]);
  if (!bitext && options->file_count != (options->target_only ? 1 : 2)) return wrong_files(options);
  if (!bitext && !options->target_only && strcmp(options->files[0], "-") == 0 && strcmp(options->files[1], "-") == 0)
    return cli_fail("check: only one of the files can be standard input");
  if (!options->target_language)
    return cli_fail(
        "check: the language of the translation is not known; give it, for example --target-lang de");
  if (!options->target_only && !options->source_language)
    return cli_fail("check: the language of the source is not known; give it, for example --source-lang ru");
  return cli_reports_refuse(options);
}

/* --- two documents, or one alone --- */

static bool check_pair(cli_job *job, const mtqc_file *source, const mtqc_file *target) {
  const cli_options *options = job->options;
  mtqc_error error = {0};
  mtqc_report *report = NULL;
  const int status = mtqc_check_files(job->checker, source, target, options->aligned, &report, &error);
  if (status != MTQC_OK) return cli_error(&error) == CLI_GOOD;
  return cli_job_add(job, report, source ? cli_input_name(options->files[0]) : NULL,
                     cli_input_name(options->files[options->file_count - 1]));
}

static bool check_files(cli_job *job) {
  const cli_options *options = job->options;
  mtqc_file *source = NULL;
  if (!options->target_only && !(source = cli_read(options->files[0], options->settings))) return false;
  mtqc_file *target = cli_read(options->files[options->file_count - 1], options->settings);
  const bool good = target && check_pair(job, source, target);
  mtqc_file_free(target);
  mtqc_file_free(source);
  return good;
}

/* --- files of pairs: a report for as many units as one report takes, then the next --- */

static void tell_left_out(const mtqc_bitext *bitext) {
  static const char *const names[] = {
      [MTQC_UNIT_UNTRANSLATED] = "untranslated", [MTQC_UNIT_OBSOLETE] = "obsolete", [MTQC_UNIT_LOCKED] = "not to be translated"};
  for (int state = MTQC_UNIT_TRANSLATED; state <= MTQC_UNIT_LOCKED; state++) {
    const uint64_t units = mtqc_bitext_count(bitext, state);
    if (names[state] && units) cli_note("note: %" PRIu64 " unit%s left out: %s", units, units == 1 ? "" : "s", names[state]);
  }
}

static bool check_units(cli_job *job, mtqc_bitext *bitext) {
  const char *name = cli_input_name(job->options->files[0]);
  mtqc_error error = {0};
  mtqc_report *report;
  int status;
  while ((status = mtqc_check_bitext(job->checker, bitext, 0, &report, &error)) == MTQC_OK && report)
    if (!cli_job_add(job, report, name, name)) return false;
  tell_left_out(bitext);
  return status == MTQC_OK || cli_error(&error) == CLI_GOOD;
}

static bool check_bitext(cli_job *job) {
  const cli_options *options = job->options;
  mtqc_error error = {0};
  mtqc_bitext *bitext = mtqc_bitext_open(options->files[0], options->source_language, options->target_language,
                                         options->settings, &error);
  if (!bitext) return cli_error(&error) == CLI_GOOD;
  const bool good = check_units(job, bitext);
  mtqc_bitext_free(bitext);
  return good;
}

static int check(const cli_options *options) {
  mtqc_error error = {0};
  mtqc_checker *checker = mtqc_checker_new(options->target_only ? NULL : options->source_language,
                                           options->target_language, options->settings, &error);
  if (!checker) return cli_error(&error);
  cli_job job = {.options = options, .checker = checker};
  job.failed = !(is_bitext(options) ? check_bitext(&job) : check_files(&job));
  const int code = cli_job_end(&job);
  mtqc_checker_free(checker);
  return code;
}

int cmd_check(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_CHECK, argc, argv, usage, &code)) {
    code = refuse(&options);
    if (code == CLI_GOOD) code = check(&options);
  }
  cli_options_free(&options);
  return code;
}
