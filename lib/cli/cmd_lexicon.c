/* mtqc lexicon: builds language packs, tells what is in them, looks words up. */
#include "cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: mtqc lexicon build NAME [-o FILE] [--tables DIR] [--system-root DIR]\n"
    "       mtqc lexicon import --from KIND [-o FILE] DICTIONARY\n"
    "       mtqc lexicon train -s TAG -t TAG [-o FILE] BITEXT... | SOURCE TARGET\n"
    "       mtqc lexicon info PACK\n"
    "       mtqc lexicon lookup PACK WORD...\n"
    "       mtqc lexicon train --ngrams -t TAG [-o FILE] [--cut-offs N,N,N] TEXT\n\n"
    "NAME is a language (de) or a pair (ru-de), PACK such a name or a file. 'build'\n"
    "makes a pack from own tables and the dictionaries named in DIR/sources.tsv,\n"
    "'import' writes a dictionary as a table, 'train' learns word translations from\n"
    "files of pairs, or where line i of TARGET translates line i of SOURCE. See\n"
    "mtqc-lexicon(1).\n\n"
    "  -o, --output FILE         write to FILE (a pack: NAME.mtqcpack)\n"
    "      --tables DIR          folder of own tables (default dicts)\n"
    "      --system-root DIR     put before the paths of system dictionaries\n"
    "      --from KIND           dictd, ding, csv, tbx, tmx, mo, words, hunspell...\n"
    "      --add-to PACK         add the table to a pack, in place unless -o is given\n"
    "  -s, --source-lang TAG     language of SOURCE, or of a table's first column\n"
    "  -t, --target-lang TAG     language of TARGET\n"
    "  -j, --jobs N              threads for training (default 1)\n"
    "      --diagonal            words keep their order in translation, more or less\n"
    "      --ngrams              train an n-gram model of the target language\n"
    "      --cut-offs N,N,N      words, pairs, triples must be seen so often (2,2,3)\n"
    "  -h, --help                this text";

static bool read_jobs(const char *text, unsigned *jobs) {
  char *end;
  const long value = strtol(text, &end, 10);
  if (end == text || *end || value < 1 || value > 1024) {
    cli_fail("lexicon: option --jobs: '%s' is not a number from 1 to 1024", text);
    return false;
  }
  *jobs = (unsigned)value;
  return true;
}

/* Three numbers from 1 to 1000000. */
static bool read_cutoffs(const char *text, unsigned cutoffs[3]) {
  const char *at = text;
  for (size_t i = 0; i < 3; i++) {
    char *end;
    const long value = strtol(at, &end, 10);
    if (end == at || value < 1 || value > 1000000 || *end != (i < 2 ? ',' : '\0')) {
      cli_fail("lexicon: option --cut-offs: '%s' is not three numbers such as 2,2,3", text);
      return false;
    }
    cutoffs[i] = (unsigned)value;
    at = end + 1;
  }
  return true;
}

static int train(const cli_lexicon *options, int count, char **names) {
  return options->ngrams ? cli_lexicon_train_ngrams(options, count, names) : cli_lexicon_train(options, count, names);
}

/* Reads the options; true to go on, false with the exit code in *code. */
static bool read_options(cli_lexicon *options, int argc, char **argv, int *code) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"tables", required_argument, NULL, 'd'},
                                        {"system-root", required_argument, NULL, 'r'},
                                        {"from", required_argument, NULL, 'f'},
                                        {"diagonal", no_argument, NULL, 'g'},
                                        {"add-to", required_argument, NULL, 'a'},
                                        {"source-lang", required_argument, NULL, 's'},
                                        {"target-lang", required_argument, NULL, 't'},
                                        {"jobs", required_argument, NULL, 'j'},
                                        {"ngrams", no_argument, NULL, 'n'},
                                        {"cut-offs", required_argument, NULL, 'c'},
                                        {"help", no_argument, NULL, 'h'},
                                        {0}};
  *options = (cli_lexicon){.tables = "dicts", .root = "", .jobs = 1, .cutoffs = {2, 2, 3}};
  *code = CLI_FAILED;
  opterr = 0;
  for (int got; (got = getopt_long(argc, argv, ":o:s:t:j:h", longs, NULL)) != -1;) {
    switch (got) {
    case 'o':
      options->output = optarg;
      break;
    case 'd':
      options->tables = optarg;
      break;
    case 'r':
      options->root = optarg;
      break;
    case 'a':
      options->add_to = optarg;
      break;
    case 'f':
      options->kind = optarg;
      break;
    case 's':
      options->source_language = optarg;
      break;
    case 't':
      options->target_language = optarg;
      break;
    case 'j':
      if (!read_jobs(optarg, &options->jobs)) return false;
      break;
    case 'g':
      options->diagonal = 4; /* as fast_align has it */
      break;
    case 'n':
      options->ngrams = true;
      break;
    case 'c':
      if (!read_cutoffs(optarg, options->cutoffs)) return false;
      break;
    case 'h':
      *code = puts(usage) >= 0 && fflush(stdout) == 0 ? CLI_GOOD : CLI_FAILED;
      return false;
    case ':':
      cli_fail("lexicon: option %s needs a value", argv[optind - 1]);
      return false;
    default:
      cli_fail("lexicon: there is no option %s; see mtqc lexicon --help", argv[optind - 1]);
      return false;
    }
  }
  return true;
}

static int build(const cli_lexicon *options, int count, char **names) {
  char path[64];
  mtqc_error error = {0};
  if (count != 1) return cli_fail("lexicon build: one name is needed, %d were given", count);
  snprintf(path, sizeof path, "%.40s.mtqcpack", names[0]);
  const char *file = options->output ? options->output : path;
  return mtqc_lexicon_build(names[0], options->tables, options->root, file, &error) == MTQC_OK
             ? CLI_GOOD
             : cli_error(&error);
}

static int info(const cli_lexicon *options, int count, char **names) {
  cli_output output;
  mtqc_error error = {0};
  if (count != 1) return cli_fail("lexicon info: one pack is needed, %d were given", count);
  if (!cli_output_open(&output, options->output)) return CLI_FAILED;
  const int status = mtqc_lexicon_info(names[0], cli_output_sink, &output, &error);
  const bool written = cli_output_close(&output, status == MTQC_OK);
  if (status == MTQC_OK) return written ? CLI_GOOD : CLI_FAILED;
  return cli_error(&error);
}

static int lookup(const cli_lexicon *options, int count, char **names) {
  cli_output output;
  mtqc_error error = {0};
  int status = MTQC_OK;
  if (count < 2) return cli_fail("lexicon lookup: a pack and a word are needed");
  if (!cli_output_open(&output, options->output)) return CLI_FAILED;
  for (int i = 1; i < count && status == MTQC_OK; i++)
    status = mtqc_lexicon_lookup(names[0], names[i], cli_output_sink, &output, &error);
  const bool written = cli_output_close(&output, status == MTQC_OK);
  if (status == MTQC_OK) return written ? CLI_GOOD : CLI_FAILED;
  return cli_error(&error);
}

static bool is_listed(const char *name, const char *(*at)(size_t index)) {
  for (size_t i = 0; at(i); i++)
    if (strcmp(name, at(i)) == 0) return true;
  return false;
}

static int import(const cli_lexicon *options, int count, char **names) {
  cli_table table;
  mtqc_error error = {0};
  if (count != 1) return cli_fail("lexicon import: one dictionary is needed, %d were given", count);
  if (!options->kind) return cli_fail("lexicon import: the kind of the dictionary is needed (--from)");
  if (!is_listed(options->kind, mtqc_lexicon_import_kind) && is_listed(options->kind, mtqc_bitext_format_name))
    return cli_import_pairs(options, names[0]);
  const char *near = cli_nearest(options->kind, mtqc_lexicon_import_kind);
  if (!cli_table_open(&table, options)) return CLI_FAILED;
  const int status = mtqc_lexicon_import(options->kind, names[0], cli_table_sink, &table, &error);
  if (status == MTQC_EARGUMENT && near)
    snprintf(error.text + strlen(error.text), sizeof error.text - strlen(error.text), "; did you mean %s?", near);
  return cli_table_close(&table, status, &error);
}

int cmd_lexicon(int argc, char **argv) {
  static const struct {
    const char *name;
    int (*run)(const cli_lexicon *options, int count, char **names);
  } actions[] = {
      {"build", build}, {"import", import}, {"info", info}, {"lookup", lookup}, {"train", train}};
  cli_lexicon options;
  int code;
  if (!read_options(&options, argc, argv, &code)) return code;
  if (optind == argc)
    return cli_fail("lexicon: build, import, info, lookup or train is needed; see mtqc lexicon --help");
  for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
    if (strcmp(argv[optind], actions[i].name) == 0)
      return actions[i].run(&options, argc - optind - 1, argv + optind + 1);
  return cli_fail("lexicon: there is no action '%s'; build, import, info, lookup and train are known", argv[optind]);
}
