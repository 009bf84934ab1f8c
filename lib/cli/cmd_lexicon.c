/* mtqc lexicon: builds language packs, tells what is in them, looks words up. */
#include "cli.h"

#include <getopt.h>
#include <string.h>

static const char usage[] =
    "usage: mtqc lexicon build NAME [-o FILE] [--tables DIR] [--system-root DIR]\n"
    "       mtqc lexicon info PACK\n"
    "       mtqc lexicon lookup PACK WORD...\n\n"
    "NAME is a language (de) or a pair (ru-de). PACK is such a name, looked for where\n"
    "'mtqc check' looks, or a file. A pack is built from own tables and from those of\n"
    "the dictionaries named in DIR/sources.tsv that are installed.\n\n"
    "  -o, --output FILE         write the pack to FILE (default NAME.mtqcpack)\n"
    "      --tables DIR          folder of own tables (default dicts)\n"
    "      --system-root DIR     put before the paths of system dictionaries\n"
    "  -h, --help                this text";

typedef struct lexicon_options {
  const char *output, *tables, *root;
} lexicon_options;

/* Reads the options; true to go on, false with the exit code in *code. */
static bool read_options(lexicon_options *options, int argc, char **argv, int *code) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"tables", required_argument, NULL, 't'},
                                        {"system-root", required_argument, NULL, 'r'},
                                        {"help", no_argument, NULL, 'h'},
                                        {0}};
  *options = (lexicon_options){NULL, "dicts", ""};
  *code = CLI_FAILED;
  opterr = 0;
  for (int got; (got = getopt_long(argc, argv, ":o:h", longs, NULL)) != -1;) {
    switch (got) {
    case 'o': options->output = optarg; break;
    case 't': options->tables = optarg; break;
    case 'r': options->root = optarg; break;
    case 'h': *code = puts(usage) >= 0 && fflush(stdout) == 0 ? CLI_GOOD : CLI_FAILED; return false;
    case ':': cli_fail("lexicon: option %s needs a value", argv[optind - 1]); return false;
    default: cli_fail("lexicon: there is no option %s; see mtqc lexicon --help", argv[optind - 1]); return false;
    }
  }
  return true;
}

static int build(const lexicon_options *options, int count, char **names) {
  char path[64];
  mtqc_error error = {0};
  if (count != 1) return cli_fail("lexicon build: one name is needed, %d were given", count);
  snprintf(path, sizeof path, "%.40s.mtqcpack", names[0]);
  const char *file = options->output ? options->output : path;
  return mtqc_lexicon_build(names[0], options->tables, options->root, file, &error) == MTQC_OK ? CLI_GOOD
                                                                                              : cli_error(&error);
}

static int info(const lexicon_options *options, int count, char **names) {
  cli_output output;
  mtqc_error error = {0};
  if (count != 1) return cli_fail("lexicon info: one pack is needed, %d were given", count);
  if (!cli_output_open(&output, options->output)) return CLI_FAILED;
  const int status = mtqc_lexicon_info(names[0], cli_output_sink, &output, &error);
  const bool written = cli_output_close(&output, status == MTQC_OK);
  if (status == MTQC_OK) return written ? CLI_GOOD : CLI_FAILED;
  return cli_error(&error);
}

static int lookup(const lexicon_options *options, int count, char **names) {
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

int cmd_lexicon(int argc, char **argv) {
  static const struct {
    const char *name;
    int (*run)(const lexicon_options *options, int count, char **names);
  } actions[] = {{"build", build}, {"info", info}, {"lookup", lookup}};
  lexicon_options options;
  int code;
  if (!read_options(&options, argc, argv, &code)) return code;
  if (optind == argc) return cli_fail("lexicon: build, info or lookup is needed; see mtqc lexicon --help");
  for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
    if (strcmp(argv[optind], actions[i].name) == 0) return actions[i].run(&options, argc - optind - 1, argv + optind + 1);
  return cli_fail("lexicon: there is no action '%s'; build, info and lookup are known", argv[optind]);
}
