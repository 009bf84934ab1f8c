/* One run of mtqc check: documents come one by one, are written to all reports, counted towards the exit code and freed. The
 * reports are opened with the first document, so that a run that reads nothing leaves no file behind. */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int fail_level(const cli_options *options) {
  const char *name = mtqc_options_get(options->settings, "fail-on");
  for (int severity = MTQC_MINOR; severity <= MTQC_CRITICAL; severity++)
    if (strcmp(name, mtqc_severity_name(severity)) == 0) return severity;
  return MTQC_CRITICAL + 1;
}

static void count(cli_job *job, const mtqc_report *report) {
  const int least = fail_level(job->options);
  for (size_t i = 0; i < mtqc_report_finding_count(report) && !job->found; i++) {
    const mtqc_finding *finding = mtqc_report_finding(report, i);
    job->found = mtqc_finding_state(finding) == MTQC_NEW && mtqc_finding_severity(finding) >= least;
  }
  mtqc_tally_add(job->tally, report);
}

/* The lists of what is known and what is accepted. */
static bool read_suppressions(cli_job *job, mtqc_error *error) {
  const char *baseline = mtqc_options_get(job->options->settings, "baseline");
  const char *ignored = mtqc_options_get(job->options->settings, "ignore-list");
  job->suppressions = mtqc_suppressions_new(error);
  return job->suppressions &&
         (!*baseline || mtqc_suppressions_read_baseline(job->suppressions, baseline, error) == MTQC_OK) &&
         (!*ignored || mtqc_suppressions_read_ignored(job->suppressions, ignored, error) == MTQC_OK);
}

static void tell_unused(const cli_job *job) {
  size_t unused = 0;
  while (mtqc_suppressions_unused(job->suppressions, unused)) unused++;
  enum { SHOWN = 5 };
  for (size_t i = 0; i < unused && i < SHOWN; i++)
    cli_note("note: not needed: %s", mtqc_suppressions_unused(job->suppressions, i));
  if (unused > SHOWN)
    cli_note("note: and %zu more lines of the baseline or the ignore list are not needed", unused - SHOWN);
}

bool cli_job_start(cli_job *job) {
  mtqc_error error = {0};
  if (!job->suppressions && !read_suppressions(job, &error)) return cli_error(&error) == CLI_GOOD;
  if (!job->tally) job->tally = mtqc_tally_new(job->checker, &error);
  if (!job->tally) return cli_error(&error) == CLI_GOOD;
  if (!job->reports) job->reports = cli_reports_new(job->options);
  return job->reports != NULL;
}

/* The text report says itself what was skipped; the others are read by machines, so people are told here, once. */
static bool tell_skipped(cli_job *job, const mtqc_report *report) {
  size_t skipped = 0;
  while (mtqc_report_skipped_check(report, skipped)) skipped++;
  if (skipped == 0 || job->documents > 1) return true;
  const char *first = mtqc_report_skipped_check(report, 0), *reason = mtqc_report_skipped_reason(report, 0);
  const char *s = skipped == 1 ? "" : "s", *more = skipped == 1 ? "" : ", ...";
  if (job->options->strict) {
    cli_fail("%zu check%s could not run (%s: %s%s), which --strict forbids", skipped, s, first, reason, more);
    return false;
  }
  if (job->options->format && strcmp(job->options->format, "text") != 0)
    cli_note("note: %zu check%s could not run (%s: %s%s); --format text lists all", skipped, s, first, reason, more);
  return true;
}

bool cli_job_add(cli_job *job, mtqc_report *report, const char *source_name, const char *target_name) {
  job->documents++;
  mtqc_error error = {0};
  bool good = cli_job_start(job);
  if (good && mtqc_suppressions_apply(job->suppressions, report, &error) != MTQC_OK)
    good = cli_error(&error) == CLI_GOOD;
  if (good && job->annotator && mtqc_annotator_add(job->annotator, report, &error) != MTQC_OK)
    good = cli_error(&error) == CLI_GOOD;
  good = good && cli_reports_add(job->reports, report, source_name, target_name);
  if (good) count(job, report);
  job->failed = !good || !tell_skipped(job, report) || job->failed;
  mtqc_report_free(report);
  return !job->failed;
}

static bool scores_too_low(const cli_job *job) {
  const char *least = mtqc_options_get(job->options->settings, "min-score");
  if (!*least) return false;
  const double score = mtqc_tally_score(job->tally, "mqm-calibrated");
  if (isnan(score)) cli_note("note: the text is too short to be rated; --min-score does not apply");
  return score < strtod(least, NULL);
}

int cli_job_end(cli_job *job) {
  if (job->reports && !cli_reports_close(job->reports, true)) job->failed = true;
  if (!job->failed && job->suppressions) tell_unused(job);
  if (job->options->write_baseline) job->found = false; /* all of it is known from now on */
  const int code = job->failed ? CLI_FAILED : job->found || scores_too_low(job) ? CLI_FOUND : CLI_GOOD;
  mtqc_tally_free(job->tally);
  mtqc_suppressions_free(job->suppressions);
  return code;
}
