/* The reports of one run: the one that --format and --output ask for, one for every --report and --write-baseline, and
 * under GitHub Actions the summary of the step. All are written document by document. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

struct cli_reports {
  size_t count;
  struct written {
    mtqc_writer *writer;
    cli_output output;
    bool open;
  } all[CLI_MOST_REPORTS + 3];
};

static int refuse_format(const char *format, size_t size) {
  char name[32];
  snprintf(name, sizeof name, "%.*s", (int)(size < sizeof name ? size : sizeof name - 1), format);
  const char *known;
  for (size_t i = 0; (known = mtqc_report_format_name(i)); i++)
    if (strcmp(name, known) == 0) return CLI_GOOD;
  const char *near = cli_nearest(name, mtqc_report_format_name);
  return near ? cli_fail("check: there is no format '%s'; did you mean %s?", name, near)
              : cli_fail("check: there is no format '%s'; see mtqc check --help", name);
}

int cli_reports_refuse(const cli_options *options) {
  if (options->format && refuse_format(options->format, strlen(options->format)) != CLI_GOOD)
    return CLI_FAILED;
  for (size_t i = 0; i < options->report_count; i++) {
    const char *name = options->reports[i], *equals = strchr(name, '=');
    if (!equals || !equals[1]) return cli_fail("check: option --report: '%s' is not FORMAT=FILE", name);
    if (refuse_format(name, (size_t)(equals - name)) != CLI_GOOD) return CLI_FAILED;
  }
  return CLI_GOOD;
}

static bool start(cli_reports *reports, const char *format, const char *path, bool append,
                  const cli_options *options) {
  struct written *w = &reports->all[reports->count];
  w->open = append ? cli_output_append(&w->output, path) : cli_output_open(&w->output, path);
  if (!w->open) return false;
  reports->count++;
  mtqc_options_set(options->settings, "colour", cli_wants_colour(w->output.path) ? "yes" : "no", NULL);
  mtqc_error error = {0};
  w->writer = mtqc_writer_new(format, options->settings, cli_output_sink, &w->output, &error);
  return w->writer || cli_error(&error) == CLI_GOOD;
}

static bool start_all(cli_reports *reports, const cli_options *options) {
  const char *format = options->format ? options->format : "text", *summary = getenv("GITHUB_STEP_SUMMARY");
  if (!start(reports, format, options->output, false, options)) return false;
  for (size_t i = 0; i < options->report_count; i++) {
    char name[32];
    const char *path = strchr(options->reports[i], '=') + 1;
    snprintf(name, sizeof name, "%.*s", (int)(path - 1 - options->reports[i]), options->reports[i]);
    if (!start(reports, name, path, false, options)) return false;
  }
  if (options->write_baseline && !start(reports, "baseline", options->write_baseline, false, options))
    return false;
  return strcmp(format, "github") != 0 || !summary || !*summary ||
         start(reports, "markdown", summary, true, options);
}

cli_reports *cli_reports_new(const cli_options *options) {
  cli_reports *reports = calloc(1, sizeof *reports);
  if (!reports) {
    cli_fail("out of memory");
    return NULL;
  }
  if (start_all(reports, options)) return reports;
  cli_reports_close(reports, false);
  return NULL;
}

/* A sink that stopped has told why, or its reader has gone: no other report suffers. */
static bool told(int status, const mtqc_error *error) {
  return status == MTQC_OK || status == MTQC_EIO || cli_error(error) == CLI_GOOD;
}

bool cli_reports_add(cli_reports *reports, const mtqc_report *report, const char *source_name,
                     const char *target_name) {
  bool good = true;
  for (size_t i = 0; i < reports->count; i++) {
    mtqc_error error = {0};
    good &= told(mtqc_writer_add(reports->all[i].writer, report, source_name, target_name, &error), &error);
  }
  return good;
}

bool cli_reports_close(cli_reports *reports, bool good) {
  for (size_t i = 0; i < reports->count; i++) {
    struct written *w = &reports->all[i];
    mtqc_error error = {0};
    if (w->writer && good) good = told(mtqc_writer_end(w->writer, &error), &error);
    mtqc_writer_free(w->writer);
    if (w->open) good &= cli_output_close(&w->output, good);
  }
  free(reports);
  return good;
}
