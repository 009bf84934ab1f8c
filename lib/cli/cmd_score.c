/* mtqc score: scores of a translation against references, and estimates without any: rows of lines -> metrics and estimates ->
 * a table, JSON or text. */
#include "score.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT, TSV, JSON, FORMATS };

static const char usage[] =
    "usage: mtqc score [OPTION]... -s TAG -t TAG --aligned SOURCE TARGET\n"
    "       mtqc score --reference FILE [OPTION]... TARGET\n"
    "       mtqc score train [--tokens] -s TAG -t TAG [-o FILE] JUDGEMENTS\n\n"
    "Estimates how good line i of TARGET is as a translation of line i of SOURCE, and\n"
    "compares it with line i of each reference. Formats: text (default), the whole\n"
    "with its signatures; tsv, the scores of each line; json, both. LIST is bleu,\n"
    "chrf,chrf++,ter or part of it, each with settings: bleu:tok=intl,case=lc,chrf.\n"
    "'train' fits the estimate to lines of source TAB target TAB judgement; with\n"
    "--tokens, the odds of tokens to source TAB target TAB wrong [TAB missing]: bytes\n"
    "of the target that are wrong, and of the source that it lacks, as 4-9 20-31.\n\n"
    "  -s, --source-lang TAG     language of SOURCE\n"
    "  -t, --target-lang TAG     language of TARGET\n"
    "      --explain             show what each estimate is made of\n"
    "      --tokens              JSON lines: how probably each token of TARGET is wrong,\n"
    "                            and each of SOURCE missing in TARGET\n"
    "      --weights FILE        weights that 'train' wrote, not those of the pack\n"
    "      --token-weights FILE  weights that 'train --tokens' wrote\n"
    "      --data DIR            folder of language packs\n"
    "  -r, --reference FILE      a reference translation; may be repeated\n"
    "  -m, --metrics LIST        metrics to compute (default bleu,chrf,chrf++,ter)\n"
    "      --aligned             line i of TARGET translates line i of SOURCE\n"
    "      --format NAME         text, tsv or json\n"
    "  -j, --jobs N              threads (default 1)\n"
    "  -o, --output FILE         write to FILE once all is done\n"
    "  -h, --help                this text";

typedef struct score_run {
  const char *metric_list, *output;
  const char *jobs;
  int format;
  bool aligned, explain, tokens, train;
  cli_score_languages languages;
  bool estimating, comparing; /* there are estimates to make; there are references */
  cli_estimates estimates;
  cli_metrics metrics;
  cli_rows rows;
} score_run;

/* --- options --- */

static bool read_format(const char *name, int *format) {
  static const char *const names[FORMATS] = {"text", "tsv", "json"};
  for (*format = 0; *format < FORMATS; ++*format)
    if (strcmp(names[*format], name) == 0) return true;
  cli_fail("score: there is no format '%s'; text, tsv and json are known", name);
  return false;
}

static bool take(score_run *run, int letter) {
  switch (letter) {
  case 'm':
    run->metric_list = optarg;
    return true;
  case 'o':
    run->output = optarg;
    return true;
  case 'a':
    return run->aligned = true;
  case 'f':
    return read_format(optarg, &run->format);
  case 'e':
    return run->explain = true;
  case 'k':
    return run->tokens = true;
  case 's':
    return (run->languages.source = optarg) != NULL;
  case 't':
    return (run->languages.target = optarg) != NULL;
  case 'w':
    return (run->languages.weights = optarg) != NULL;
  case 'q':
    return (run->languages.token_weights = optarg) != NULL;
  case 'd':
    return (run->languages.data = optarg) != NULL;
  case 'j':
    return (run->jobs = optarg) != NULL;
  default:
    break;
  }
  if (run->rows.columns < CLI_COLUMNS) {
    run->rows.column[run->rows.columns++].path = optarg;
    return run->comparing = true;
  }
  cli_fail("score: there are more than %d references", CLI_COLUMNS - CLI_REFERENCE);
  return false;
}

static bool take_files(score_run *run, int count, char **files) {
  if (count == 1 && !run->aligned) {
    run->rows.column[CLI_TARGET].path = files[0];
  } else if (count == 2 && run->aligned) {
    run->rows.column[CLI_SOURCE].path = files[0];
    run->rows.column[CLI_TARGET].path = files[1];
  } else if (count == 2) {
    cli_fail("score: line by line is the only way to score; say so with --aligned");
    return false;
  } else {
    cli_fail("score: %s needed, %d file%s given",
             run->aligned ? "a source and a translation are" : "a translation is", count,
             count == 1 ? " was" : "s were");
    return false;
  }
  run->estimating = run->aligned && run->languages.source && run->languages.target;
  if (run->estimating || (run->comparing && !run->explain && !run->tokens)) return true;
  cli_fail(run->aligned ? "score: the languages are needed for an estimate (-s and -t)"
                        : "score: a reference is needed (--reference FILE), or a source (--aligned SOURCE TARGET)");
  return false;
}

static bool take_judgements(score_run *run, int count, char **files) {
  if (count == 1 && run->languages.source && run->languages.target) {
    run->rows.column[CLI_TARGET].path = files[0];
    return true;
  }
  cli_fail(count == 1 ? "score train: the languages are needed (-s and -t)"
                      : "score train: one file of judgements is needed, %d were given",
           count);
  return false;
}

/* True to go on, false with the exit code in *code. */
static bool read_options(score_run *run, int argc, char **argv, int *code) {
  static const struct option longs[] = {{"reference", required_argument, NULL, 'r'},
                                        {"metrics", required_argument, NULL, 'm'},
                                        {"aligned", no_argument, NULL, 'a'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"jobs", required_argument, NULL, 'j'},
                                        {"source-lang", required_argument, NULL, 's'},
                                        {"target-lang", required_argument, NULL, 't'},
                                        {"explain", no_argument, NULL, 'e'},
                                        {"tokens", no_argument, NULL, 'k'},
                                        {"weights", required_argument, NULL, 'w'},
                                        {"token-weights", required_argument, NULL, 'q'},
                                        {"data", required_argument, NULL, 'd'},
                                        {"help", no_argument, NULL, 'h'},
                                        {0}};
  *code = CLI_FAILED;
  opterr = 0;
  for (int got; (got = getopt_long(argc, argv, ":r:m:o:j:s:t:h", longs, NULL)) != -1;) {
    if (got == 'h') {
      *code = puts(usage) >= 0 && fflush(stdout) == 0 ? CLI_GOOD : CLI_FAILED;
      return false;
    }
    if (got == ':' || got == '?') {
      cli_fail(got == ':' ? "score: option %s needs a value"
                          : "score: there is no option %s; see mtqc score --help",
               argv[optind - 1]);
      return false;
    }
    if (!take(run, got)) return false;
  }
  run->train = optind < argc && strcmp(argv[optind], "train") == 0;
  if (run->train) return take_judgements(run, argc - optind - 1, argv + optind + 1);
  return take_files(run, argc - optind, argv + optind);
}

/* --- output --- */

/* The fewest digits that give the same number again. */
static void print_number(cli_output *output, double value) {
  char digits[40];
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) >= value && strtod(digits, NULL) <= value) break;
  }
  cli_output_print(output, "%s", digits);
}

static void print_string(cli_output *output, const char *text) {
  cli_output_print(output, "\"");
  for (; *text; text++)
    if ((unsigned char)*text < 0x20) cli_output_print(output, "\\u%04x", (unsigned)*text);
    else cli_output_print(output, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
  cli_output_print(output, "\"");
}

static void print_head(const score_run *run, cli_output *output) {
  if (run->tokens) return;
  if (run->format == JSON) cli_output_print(output, "{\"segments\": [");
  if (run->format != TSV) return;
  cli_output_print(output, run->estimating ? "segment\testimate" : "segment");
  for (size_t m = 0; m < run->metrics.count; m++) cli_output_print(output, "\t%s", run->metrics.settings[m]);
  cli_output_print(output, "\n");
}

static void print_row(const score_run *run, cli_output *output, size_t row) {
  const size_t number = run->rows.first + row + 1;
  if (run->tokens) {
    cli_estimates_tokens(&run->estimates, output, row);
    return;
  }
  if (run->format == TEXT) {
    if (run->explain) cli_estimates_explain(&run->estimates, output, row);
    return;
  }
  cli_output_print(output, run->format == TSV ? "%s%zu" : "%s\n{\"segment\": %zu",
                   run->format == JSON && number > 1 ? "," : "", number);
  if (run->estimating && run->format == TSV)
    cli_output_print(output, "\t%.3f", mtqc_scores_estimate(run->estimates.scores, row));
  if (run->estimating && run->format == JSON) {
    cli_output_print(output, ", ");
    cli_estimates_json(&run->estimates, output, row, run->explain);
  }
  for (size_t m = 0; m < run->metrics.count; m++) {
    cli_output_print(output, run->format == TSV ? "\t" : ", ");
    if (run->format == JSON) print_string(output, run->metrics.settings[m]);
    if (run->format == JSON) cli_output_print(output, ": ");
    print_number(output, cli_metrics_score(&run->metrics, row, m));
  }
  cli_output_print(output, run->format == TSV ? "\n" : "}");
}

static void print_json_corpus(const score_run *run, cli_output *output) {
  cli_output_print(output, "\n],\n\"segment_count\": %zu,\n\"corpus\": {", run->rows.first);
  if (run->estimating) {
    cli_output_print(output, "\n");
    cli_estimates_end(&run->estimates, output, true);
  }
  for (size_t m = 0; m < run->metrics.count; m++) {
    mtqc_metric *metric = cli_metrics_whole(&run->metrics, m);
    cli_output_print(output, m || run->estimating ? ",\n" : "\n");
    print_string(output, run->metrics.settings[m]);
    cli_output_print(output, ": {\"name\": \"%s\", \"score\": ", mtqc_metric_name(metric));
    print_number(output, mtqc_metric_corpus(metric));
    cli_output_print(output, ", \"signature\": \"%s\", \"segment_signature\": \"%s\"}", mtqc_metric_signature(metric),
                     mtqc_metric_segment_signature(metric));
  }
  cli_output_print(output, "\n}}\n");
}

static void print_end(const score_run *run, cli_output *output) {
  if (run->tokens) return;
  if (run->format == JSON) print_json_corpus(run, output);
  if (run->format == TEXT && run->estimating) cli_estimates_end(&run->estimates, output, false);
  for (size_t m = 0; run->format == TEXT && m < run->metrics.count; m++) {
    mtqc_metric *metric = cli_metrics_whole(&run->metrics, m);
    cli_output_print(output, "%s|%s = %.2f\n", mtqc_metric_name(metric), mtqc_metric_signature(metric),
                     mtqc_metric_corpus(metric));
  }
}

/* --- scoring --- */

static bool score_rows(score_run *run, cli_output *output) {
  if (run->comparing && !cli_metrics_add(&run->metrics, &run->rows)) return false;
  if (run->estimating && !cli_estimates_add(&run->estimates, &run->rows)) return false;
  for (size_t row = 0; row < run->rows.count; row++) print_row(run, output, row);
  return true;
}

static int score_all(score_run *run) {
  cli_output output;
  if (!cli_output_open(&output, run->output)) return CLI_FAILED;
  print_head(run, &output);
  int got = 1;
  while (got > 0 && !output.problem) {
    got = cli_rows_read(&run->rows);
    if (run->rows.count && !score_rows(run, &output)) got = -1;
  }
  bool good = got >= 0;
  if (got == 0 && run->rows.first == 0)
    good = cli_fail("%s: there is nothing to score", run->rows.column[CLI_TARGET].path) == CLI_GOOD;
  if (got == 0 && good && (!run->comparing || (good = cli_metrics_end(&run->metrics)))) print_end(run, &output);
  return cli_output_close(&output, good) && good ? CLI_GOOD : CLI_FAILED;
}

static bool read_jobs(score_run *run) {
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  if (!options) return cli_fail("out of memory"), false;
  const bool good = !run->jobs || mtqc_options_set(options, "jobs", run->jobs, &error) == MTQC_OK;
  run->languages.jobs = (unsigned)strtoul(mtqc_options_get(options, "jobs"), NULL, 10);
  mtqc_options_free(options);
  return good || cli_error(&error) == CLI_GOOD;
}

static int score(score_run *run) {
  if (run->comparing && !cli_metrics_open(&run->metrics, run->metric_list, run->languages.jobs)) return CLI_FAILED;
  if (run->estimating && !cli_estimates_open(&run->estimates, &run->languages, run->tokens)) return CLI_FAILED;
  return cli_rows_open(&run->rows) ? score_all(run) : CLI_FAILED;
}

static int train(score_run *run) {
  return cli_score_train(&run->languages, run->tokens, run->output, run->rows.column[CLI_TARGET].path);
}

int cmd_score(int argc, char **argv) {
  score_run *run = calloc(1, sizeof *run);
  if (!run) return cli_fail("out of memory");
  run->metric_list = "bleu,chrf,chrf++,ter";
  run->rows.columns = CLI_REFERENCE;
  int code;
  if (read_options(run, argc, argv, &code)) code = !read_jobs(run) ? CLI_FAILED : run->train ? train(run) : score(run);
  cli_estimates_close(&run->estimates);
  cli_metrics_close(&run->metrics);
  cli_rows_close(&run->rows);
  free(run);
  return code;
}
