/* mtqc check */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char usage[] = "usage: mtqc check [OPTION]... SOURCE TARGET\n"
                            "       mtqc check [OPTION]... --aligned SOURCE TARGET\n"
                            "       mtqc check [OPTION]... --target-only TARGET\n"
                            "       mtqc check [OPTION]... BITEXT...\n"
                            "       mtqc check [OPTION]... --pair SOURCE:TARGET [FOLDER]...\n\n"
                            "Formats: text (default), json, jsonl, sarif, github, markdown, gitlab, junit,\n"
                            "checkstyle, mqm, html, baseline.";

/* Folders, patterns, or several files that hold both sides: what is checked is to be found. */
static bool searches(const cli_options *options) {
  if (options->pair) return true;
  if (options->target_only || options->aligned || options->file_count == 0) return false;
  if (*mtqc_options_get(options->settings, "input-format")) return options->file_count == 1;
  for (int i = 0; i < options->file_count; i++) {
    struct stat info;
    const bool folder = stat(options->files[i], &info) == 0 && S_ISDIR(info.st_mode);
    if (!folder && !mtqc_bitext_format_of(options->files[i])) return false;
  }
  return true;
}

static int wrong_files(const cli_options *options) {
  if (options->target_only)
    return cli_fail("check: --target-only takes one file, %d were given", options->file_count);
  if (options->file_count == 1 && options->aligned && mtqc_bitext_format_of(options->files[0]))
    return cli_fail("check: --aligned is for two files; %s holds pairs", options->files[0]);
  if (options->file_count == 1)
    return cli_fail("check: one file was given; a source and a translation are needed, or --target-only, or a file "
                    "that holds both (--input-format)");
  return cli_fail("check: a source and a translation are needed, %d files were given", options->file_count);
}

/* What can be refused before anything is read. */
static int refuse(const cli_options *options) {
  if (options->target_only && options->aligned)
    return cli_fail("check: --aligned and --target-only exclude each other");
  if (options->pair && options->target_only) return cli_fail("check: --pair and --target-only exclude each other");
  const bool named = !searches(options);
  if (options->annotate && (named || options->pair || options->file_count != 1))
    return cli_fail("check: --annotate takes one file that holds both sides");
  if (named && options->file_count != (options->target_only ? 1 : 2)) return wrong_files(options);
  if (named && !options->target_only && strcmp(options->files[0], "-") == 0 && strcmp(options->files[1], "-") == 0)
    return cli_fail("check: only one of the files can be standard input");
  return cli_reports_refuse(options);
}

static bool know_languages(const cli_options *options) {
  if (!options->target_language)
    cli_fail("check: the language of the translation is not known; give it, for example --target-lang de");
  else if (!options->target_only && !options->source_language)
    cli_fail("check: the language of the source is not known; give it, for example --source-lang ru");
  else return true;
  return false;
}

/* The documents that the arguments mean. */
static bool list_documents(const cli_options *options, cli_documents *list) {
  char **files = options->files;
  if (options->target_only) return cli_documents_add(list, NULL, files[0], false);
  if (!options->pair && options->file_count == 1 && *mtqc_options_get(options->settings, "input-format"))
    return cli_documents_add(list, NULL, files[0], true);
  if (!searches(options)) return cli_documents_add(list, files[0], files[1], false);
  return cli_documents_find(list, options->pair, files, options->file_count);
}

/* --- documents of which the configuration says the same are checked together --- */

/* The page shows estimates. */
static bool writes_page(const cli_options *options) {
  bool page = options->format && strcmp(options->format, "html") == 0;
  for (size_t i = 0; i < options->report_count; i++) page |= strncmp(options->reports[i], "html=", 5) == 0;
  return page;
}

static mtqc_checker *new_checker(const cli_options *options) {
  mtqc_error error = {0};
  if (!know_languages(options)) return NULL;
  if (writes_page(options)) mtqc_options_set(options->settings, "estimate", "yes", NULL);
  mtqc_checker *checker = mtqc_checker_new(options->target_only ? NULL : options->source_language,
                                           options->target_language, options->settings, &error);
  if (!checker) cli_error(&error);
  return checker;
}

static bool check_group(cli_job *job, const cli_documents *group) {
  const cli_options *run = job->options;
  cli_options own = {.settings = NULL};
  mtqc_checker *checker = NULL;
  bool good = cli_options_for(run, group->count ? group->at[0].target : NULL, &own) && (checker = new_checker(&own));
  job->options = &own;
  job->checker = checker;
  good = good && cli_check_documents(job, group) && cli_job_start(job);
  job->options = run;
  job->checker = NULL;
  mtqc_checker_free(checker);
  mtqc_options_free(own.settings);
  return good;
}

/* The documents of the group of the first one move to the front, the others keep their order behind them, by way of `room`.
 * Returns how many there are. */
static size_t gather_group(cli_document *documents, cli_document *room, size_t count) {
  const uint64_t group = documents[0].group;
  size_t size = 0, others = 0;
  for (size_t i = 0; i < count; i++)
    if (documents[i].group == group) documents[size++] = documents[i];
    else room[others++] = documents[i];
  memcpy(&documents[size], room, others * sizeof *room);
  return size;
}

static bool check_groups(cli_job *job, cli_documents *list) {
  cli_document *room = malloc(list->count * sizeof *room);
  if (!room) return cli_fail("out of memory") == CLI_GOOD;
  for (size_t i = 0; i < list->count; i++)
    list->at[i].group = cli_config_group(job->options->config, list->at[i].target);
  bool good = true;
  for (size_t first = 0; first < list->count && !job->failed;) {
    const size_t size = gather_group(&list->at[first], room, list->count - first);
    good = check_group(job, &(cli_documents){.at = &list->at[first], .count = size}) && good;
    first += size;
  }
  free(room);
  return good;
}

static bool check_list(cli_job *job, cli_documents *list) {
  const cli_options *options = job->options;
  if (options->changed_since && !cli_documents_changed(list, options->changed_since)) return false;
  if (list->untranslated)
    cli_note("note: %zu source%s without a translation", list->untranslated, list->untranslated == 1 ? "" : "s");
  if (list->count == 0)
    return options->changed_since ? check_group(job, list) : cli_fail("check: no files were found") == CLI_GOOD;
  return check_groups(job, list);
}

static int check(const cli_options *options) {
  cli_documents list = {0};
  cli_job job = {.options = options};
  job.failed = !list_documents(options, &list) || !check_list(&job, &list) || job.failed;
  const int code = cli_job_end(&job);
  cli_documents_free(&list);
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
