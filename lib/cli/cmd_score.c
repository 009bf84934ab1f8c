/* mtqc score: scores of a translation against references, and estimates without any. Files are read line by line, so that memory depends
 * on the longest line and not on their number. */
#include "score.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_REFERENCES = 16, MOST_METRICS = 16, SETTING_SIZE = 160 };
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
    "  -o, --output FILE         write to FILE once all is done\n"
    "  -h, --help                this text";

/* A text that is read line by line. */
typedef struct lines {
  const char *path;
  FILE *file;
  char *line;
  size_t room;
  mtqc_text text; /* the line, without its end */
  size_t count;   /* lines so far */
} lines;

typedef struct score_run {
  const char *metric_list, *output;
  int format;
  bool aligned, explain, tokens, train;
  cli_score_languages languages;
  bool estimating; /* there are estimates to make */
  cli_estimates estimates;
  lines target, source, references[MOST_REFERENCES];
  size_t reference_count;
  char settings[MOST_METRICS][SETTING_SIZE];
  mtqc_metric *metrics[MOST_METRICS];
  size_t metric_count;
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
  default:
    break;
  }
  if (run->reference_count < MOST_REFERENCES) {
    run->references[run->reference_count++].path = optarg;
    return true;
  }
  cli_fail("score: there are more than %d references", MOST_REFERENCES);
  return false;
}

static bool take_files(score_run *run, int count, char **files) {
  if (count == 1 && !run->aligned) {
    run->target.path = files[0];
  } else if (count == 2 && run->aligned) {
    run->source.path = files[0];
    run->target.path = files[1];
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
  if (run->estimating || (run->reference_count && !run->explain && !run->tokens)) return true;
  cli_fail(run->aligned ? "score: the languages are needed for an estimate (-s and -t)"
                        : "score: a reference is needed (--reference FILE), or a source (--aligned SOURCE TARGET)");
  return false;
}

static bool take_judgements(score_run *run, int count, char **files) {
  if (count == 1 && run->languages.source && run->languages.target) {
    run->target.path = files[0];
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
  for (int got; (got = getopt_long(argc, argv, ":r:m:o:s:t:h", longs, NULL)) != -1;) {
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

/* --- metrics --- */

/* A piece such as "case=lc" goes on with the settings of the metric before it. */
static bool is_setting(const char *piece, size_t size) {
  const size_t plain = strcspn(piece, "=:|,");
  return plain < size && piece[plain] == '=';
}

static bool make_metric(score_run *run, const char *settings, size_t size) {
  if (run->metric_count == MOST_METRICS || size >= SETTING_SIZE) {
    cli_fail("score: the list of metrics is too long");
    return false;
  }
  char *copy = run->settings[run->metric_count];
  memcpy(copy, settings, size);
  copy[size] = '\0';
  mtqc_error error = {0};
  mtqc_metric *metric = mtqc_metric_new(copy, &error);
  if (!metric) {
    cli_error(&error);
    return false;
  }
  run->metrics[run->metric_count++] = metric;
  return true;
}

static bool make_metrics(score_run *run) {
  for (const char *at = run->metric_list;;) {
    size_t size = strcspn(at, ",");
    while (at[size] && is_setting(at + size + 1, strcspn(at + size + 1, ",")))
      size += 1 + strcspn(at + size + 1, ",");
    if (!make_metric(run, at, size)) return false;
    if (!at[size]) return true;
    at += size + 1;
  }
}

/* --- lines --- */

static bool open_lines(lines *l) {
  if (!l->path) return true;
  l->file = strcmp(l->path, "-") == 0 ? stdin : fopen(l->path, "re");
  if (l->file) return true;
  cli_fail("%s: %s", l->path, strerror(errno));
  return false;
}

static bool open_all(score_run *run) {
  int standard = 0;
  lines *all[MOST_REFERENCES + 2] = {&run->target, &run->source};
  for (size_t r = 0; r < run->reference_count; r++) all[r + 2] = &run->references[r];
  for (size_t i = 0; i < run->reference_count + 2; i++)
    standard += all[i]->path && strcmp(all[i]->path, "-") == 0;
  if (standard > 1) {
    cli_fail("score: only one of the files can be standard input");
    return false;
  }
  for (size_t i = 0; i < run->reference_count + 2; i++)
    if (!open_lines(all[i])) return false;
  return true;
}

static void close_lines(lines *l) {
  if (l->file && l->file != stdin) fclose(l->file);
  free(l->line);
}

/* 1: a line; 0: the end; -1: a failure, told. */
static int next_line(lines *l) {
  errno = 0;
  const ssize_t got = getline(&l->line, &l->room, l->file);
  if (got < 0) {
    if (feof(l->file) && !ferror(l->file)) return 0;
    cli_fail("%s: cannot read: %s", cli_input_name(l->path), strerror(errno));
    return -1;
  }
  l->text = (mtqc_text){l->line, (size_t)got};
  if (l->text.size && l->line[l->text.size - 1] == '\n') l->text.size--;
  if (l->text.size && l->line[l->text.size - 1] == '\r') l->text.size--;
  if (l->count++ == 0 && l->text.size >= 3 && memcmp(l->line, "\xef\xbb\xbf", 3) == 0)
    l->text = (mtqc_text){l->line + 3, l->text.size - 3};
  return 1;
}

/* The next line of a text that belongs to the target: 1 if both have one, 0 if both have none. */
static int follow(lines *other, const lines *target, int got) {
  const int status = next_line(other);
  if (status == got || status < 0) return status;
  cli_fail(got ? "%s: it has only %zu lines, fewer than %s" : "%s: it has more than the %zu lines of %s",
           cli_input_name(other->path), got ? other->count : target->count, cli_input_name(target->path));
  return -1;
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
  for (size_t m = 0; m < run->metric_count; m++) cli_output_print(output, "\t%s", run->settings[m]);
  cli_output_print(output, "\n");
}

static void print_segment(const score_run *run, cli_output *output, const double *scores) {
  const size_t number = run->target.count;
  if (run->tokens) {
    cli_estimates_tokens(&run->estimates, output, number);
    return;
  }
  if (run->format == TEXT) {
    if (run->explain) cli_estimates_explain(&run->estimates, output, number);
    return;
  }
  cli_output_print(output, run->format == TSV ? "%s%zu" : "%s\n{\"segment\": %zu",
                   run->format == JSON && number > 1 ? "," : "", number);
  if (run->estimating && run->format == TSV)
    cli_output_print(output, "\t%.3f", mtqc_scores_estimate(run->estimates.scores, 0));
  if (run->estimating && run->format == JSON) {
    cli_output_print(output, ", ");
    cli_estimates_json(&run->estimates, output, run->explain);
  }
  for (size_t m = 0; m < run->metric_count; m++) {
    cli_output_print(output, run->format == TSV ? "\t" : ", ");
    if (run->format == JSON) print_string(output, run->settings[m]);
    if (run->format == JSON) cli_output_print(output, ": ");
    print_number(output, scores[m]);
  }
  cli_output_print(output, run->format == TSV ? "\n" : "}");
}

static void print_json_corpus(const score_run *run, cli_output *output) {
  cli_output_print(output, "\n],\n\"segment_count\": %zu,\n\"corpus\": {", run->target.count);
  if (run->estimating) {
    cli_output_print(output, "\n");
    cli_estimates_end(&run->estimates, output, true);
  }
  for (size_t m = 0; m < run->metric_count; m++) {
    cli_output_print(output, m || run->estimating ? ",\n" : "\n");
    print_string(output, run->settings[m]);
    cli_output_print(output, ": {\"name\": \"%s\", \"score\": ", mtqc_metric_name(run->metrics[m]));
    print_number(output, mtqc_metric_corpus(run->metrics[m]));
    cli_output_print(output, ", \"signature\": \"%s\", \"segment_signature\": \"%s\"}",
                     mtqc_metric_signature(run->metrics[m]), mtqc_metric_segment_signature(run->metrics[m]));
  }
  cli_output_print(output, "\n}}\n");
}

static void print_end(const score_run *run, cli_output *output) {
  if (run->tokens) return;
  if (run->format == JSON) print_json_corpus(run, output);
  if (run->format == TEXT && run->estimating) cli_estimates_end(&run->estimates, output, false);
  for (size_t m = 0; run->format == TEXT && m < run->metric_count; m++)
    cli_output_print(output, "%s|%s = %.2f\n", mtqc_metric_name(run->metrics[m]),
                     mtqc_metric_signature(run->metrics[m]), mtqc_metric_corpus(run->metrics[m]));
}

/* --- scoring --- */

/* 1: a segment was scored; 0: the end; -1: a failure, told. */
static int score_segment(score_run *run, cli_output *output) {
  mtqc_text references[MOST_REFERENCES];
  double scores[MOST_METRICS];
  mtqc_error error = {0};
  const int got = next_line(&run->target);
  if (got < 0 || (run->source.path && follow(&run->source, &run->target, got) < 0)) return -1;
  for (size_t r = 0; r < run->reference_count; r++) {
    if (follow(&run->references[r], &run->target, got) < 0) return -1;
    references[r] = run->references[r].text;
  }
  if (got == 0) return 0;
  for (size_t m = 0; m < run->metric_count; m++)
    if (mtqc_metric_add(run->metrics[m], run->target.text, references, run->reference_count, &scores[m],
                        &error)) {
      cli_fail("%s: line %zu: %s", cli_input_name(run->target.path), run->target.count, error.text);
      return -1;
    }
  if (run->estimating && cli_estimates_add(&run->estimates, run->source.text, run->target.text, &error)) {
    cli_fail("%s: line %zu: %s", cli_input_name(run->target.path), run->target.count, error.text);
    return -1;
  }
  print_segment(run, output, scores);
  return 1;
}

static int score_all(score_run *run) {
  cli_output output;
  if (!cli_output_open(&output, run->output)) return CLI_FAILED;
  print_head(run, &output);
  int status = 1;
  while (status == 1 && !output.problem) status = score_segment(run, &output);
  if (status == 0 && run->target.count == 0)
    status = cli_fail("%s: there is nothing to score", run->target.path);
  if (status == 0) print_end(run, &output);
  const bool written = cli_output_close(&output, status == 0);
  return status >= 0 && status < CLI_FAILED && written ? CLI_GOOD : CLI_FAILED;
}

static int score(score_run *run) {
  if (run->reference_count && !make_metrics(run)) return CLI_FAILED;
  if (run->estimating && !cli_estimates_open(&run->estimates, &run->languages)) return CLI_FAILED;
  return open_all(run) ? score_all(run) : CLI_FAILED;
}

static int train(score_run *run) {
  return cli_score_train(&run->languages, run->tokens, run->output, run->target.path);
}

int cmd_score(int argc, char **argv) {
  score_run *run = calloc(1, sizeof *run);
  if (!run) return cli_fail("out of memory");
  run->metric_list = "bleu,chrf,chrf++,ter";
  int code;
  if (read_options(run, argc, argv, &code)) code = run->train ? train(run) : score(run);
  if (run->estimating) cli_estimates_close(&run->estimates);
  for (size_t m = 0; m < run->metric_count; m++) mtqc_metric_free(run->metrics[m]);
  for (size_t r = 0; r < run->reference_count; r++) close_lines(&run->references[r]);
  close_lines(&run->source);
  close_lines(&run->target);
  free(run);
  return code;
}
