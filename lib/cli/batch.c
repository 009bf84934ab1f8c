/* Checking documents, one or many. Pairs of documents are checked by several threads, a batch at a time; their reports are
 * added in the order of the list, so that the output does not depend on the threads. Files of pairs are read by one thread,
 * since the library spreads their units over threads itself. */
#include "cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- files of pairs: a report for as many units as one report takes, then the next --- */

static void tell_left_out(const mtqc_bitext *bitext) {
  static const char *const names[] = {
      [MTQC_UNIT_UNTRANSLATED] = "untranslated", [MTQC_UNIT_OBSOLETE] = "obsolete", [MTQC_UNIT_LOCKED] = "not to be translated"};
  for (int state = MTQC_UNIT_TRANSLATED; state <= MTQC_UNIT_LOCKED; state++) {
    const uint64_t units = mtqc_bitext_count(bitext, state);
    if (names[state] && units)
      cli_note("note: %" PRIu64 " unit%s left out: %s", units, units == 1 ? "" : "s", names[state]);
  }
}

static bool check_units(cli_job *job, mtqc_bitext *bitext, const char *name) {
  mtqc_error error = {0};
  mtqc_report *report;
  int status;
  while ((status = mtqc_check_bitext(job->checker, bitext, 0, &report, &error)) == MTQC_OK && report)
    if (!cli_job_add(job, report, name, name)) return false;
  tell_left_out(bitext);
  return status == MTQC_OK || cli_error(&error) == CLI_GOOD;
}

/* The file again, with what was found in it. */
static bool write_back(const cli_job *job) {
  cli_output output;
  mtqc_error error = {0};
  if (!cli_output_open(&output, job->options->annotate)) return false;
  const int status = mtqc_annotator_write(job->annotator, cli_output_sink, &output, &error);
  const bool good = status == MTQC_OK || (output.problem == 0 && cli_error(&error) == CLI_GOOD);
  return cli_output_close(&output, good) && good;
}

static bool check_bitext(cli_job *job, const char *path) {
  const cli_options *options = job->options;
  mtqc_error error = {0};
  mtqc_bitext *bitext =
      mtqc_bitext_open(path, options->source_language, options->target_language, options->settings, &error);
  if (!bitext) return cli_error(&error) == CLI_GOOD;
  if (options->annotate) job->annotator = mtqc_annotator_new(path, &error);
  bool good = !options->annotate || job->annotator || cli_error(&error) == CLI_GOOD;
  good = good && check_units(job, bitext, cli_input_name(path));
  if (good && job->annotator) good = write_back(job);
  mtqc_annotator_free(job->annotator);
  job->annotator = NULL;
  mtqc_bitext_free(bitext);
  return good;
}

/* --- documents --- */

typedef struct result {
  const cli_document *document;
  mtqc_file *files[2]; /* by mtqc_side; the report points into them */
  mtqc_report *report;
  mtqc_error error;
} result;

static void check_document(const cli_job *job, result *r) {
  const cli_options *options = job->options;
  if (r->document->source &&
      !(r->files[MTQC_SOURCE] = mtqc_file_open(r->document->source, options->settings, &r->error)))
    return;
  r->files[MTQC_TARGET] = mtqc_file_open(r->document->target, options->settings, &r->error);
  if (r->files[MTQC_TARGET])
    mtqc_check_files(job->checker, r->files[MTQC_SOURCE], r->files[MTQC_TARGET], options->aligned, &r->report,
                     &r->error);
}

/* Adds what was found to the reports. False when the run must end; a document that cannot be read ends nothing. */
static bool add_result(cli_job *job, result *r, bool *all_read) {
  bool good = true;
  if (r->report)
    good = cli_job_add(job, r->report, r->document->source ? cli_input_name(r->document->source) : NULL,
                       cli_input_name(r->document->target));
  else {
    cli_error(&r->error);
    *all_read = false;
  }
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
    if (r->files[side] && !cli_is_whole(r->files[side])) *all_read = false;
  mtqc_file_free(r->files[MTQC_SOURCE]);
  mtqc_file_free(r->files[MTQC_TARGET]);
  return good;
}

typedef struct batch {
  const cli_job *job;
  result *results;
} batch;

static void check_one(void *payload, size_t index) {
  const batch *b = payload;
  check_document(b->job, &b->results[index]);
}

/* --- all of them --- */

enum { BATCH = 32 }; /* documents whose reports wait for each other */

static void show_progress(size_t done, size_t all) {
  enum { WIDTH = 30 };
  if (all < 2 || !isatty(STDERR_FILENO)) return;
  char bar[WIDTH + 1];
  memset(bar, '.', WIDTH);
  memset(bar, '#', done * WIDTH / all);
  bar[WIDTH] = '\0';
  if (done < all) fprintf(stderr, "\r[%s] %zu of %zu", bar, done, all);
  else fprintf(stderr, "\r%70s\r", "");
}

/* The next documents that are no files of pairs, as many as make a batch. */
static size_t batch_size(const cli_documents *list, size_t first) {
  size_t count = 0;
  while (count < BATCH && first + count < list->count && !list->at[first + count].bitext) count++;
  return count;
}

static bool check_batch(cli_job *job, const cli_document *documents, size_t count, bool *all_read) {
  result results[BATCH];
  memset(results, 0, sizeof results);
  for (size_t i = 0; i < count; i++) results[i].document = &documents[i];
  batch b = {job, results};
  cli_in_threads(strtoul(mtqc_options_get(job->options->settings, "jobs"), NULL, 10), count, check_one, &b);
  bool good = true;
  for (size_t i = 0; i < count; i++) good = add_result(job, &results[i], all_read) && good;
  return good;
}

bool cli_check_documents(cli_job *job, const cli_documents *list) {
  bool all_read = true, good = true;
  for (size_t i = 0; i < list->count && good;) {
    show_progress(i, list->count);
    const size_t count = batch_size(list, i);
    if (count) good = check_batch(job, &list->at[i], count, &all_read);
    else if (!check_bitext(job, list->at[i].target)) all_read = false, good = !job->failed;
    i += count ? count : 1;
  }
  if (list->count) show_progress(list->count, list->count);
  return good && all_read;
}
