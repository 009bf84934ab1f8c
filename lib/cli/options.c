/* Options of all subcommands, in one table: what getopt_long parses and what --help prints come from the same
 * rows. */
#include "config.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

typedef enum option_id {
  SOURCE_LANG,
  TARGET_LANG,
  ALIGNED,
  TARGET_ONLY,
  SEGMENTED,
  ANNOTATE,
  PAIR,
  CHANGED_SINCE,
  INPUT_FORMAT,
  ENCODING,
  COLUMNS,
  FORMAT,
  OUTPUT,
  REPORT,
  PROFILE,
  ONLY,
  ENABLE,
  DISABLE,
  SEVERITY,
  SET,
  MIN_CONFIDENCE,
  BASELINE,
  WRITE_BASELINE,
  IGNORE_LIST,
  FAIL_ON,
  MIN_SCORE,
  ESTIMATE,
  WHERE,
  STRICT,
  USER_WORDS,
  TERMBASE,
  MAX_BEAD,
  ONE_TO_ONE,
  PARAGRAPHS,
  ANCHORS,
  ANCHOR_PATTERN,
  LEARN,
  NO_LEXICON,
  DATA,
  JOBS,
  CONFIG,
  NO_CONFIG,
  KEYS,
  HELP,
  OPTION_COUNT
} option_id;

static const struct {
  char letter;
  const char *name, *argument; /* argument NULL: a switch */
  unsigned commands;
  const char *help;
} table[OPTION_COUNT] = {
    [SOURCE_LANG] = {'s', "source-lang", "TAG", CLI_CHECK | CLI_ALIGN, "language of the source, e.g. ru"},
    [TARGET_LANG] = {'t', "target-lang", "TAG", CLI_CHECK | CLI_ALIGN | CLI_SEGMENT,
                     "language of the translation, e.g. de-CH"},
    [ALIGNED] = {0, "aligned", NULL, CLI_CHECK, "line i of TARGET translates line i of SOURCE"},
    [TARGET_ONLY] = {0, "target-only", NULL, CLI_CHECK, "check a translation without its source"},
    [SEGMENTED] = {0, "segmented", NULL, CLI_ALIGN, "every line is one segment"},
    [ANNOTATE] = {0, "annotate", "FILE", CLI_CHECK, "write BITEXT (TMX, XLIFF) with its findings to FILE"},
    [PAIR] = {0, "pair", "S:T", CLI_CHECK, "pairs in folders: '{name}.ru.md:{name}.de.md'"},
    [CHANGED_SINCE] = {0, "changed-since", "REV", CLI_CHECK, "only files that differ from a git revision"},
    [INPUT_FORMAT] = {0, "input-format", "NAME", CLI_CHECK, "form of BITEXT (default: by its name)"},
    [ENCODING] = {0, "encoding", "NAME", CLI_CHECK, "encoding of the files (default: what they tell)"},
    [COLUMNS] = {0, "columns", "S,T", CLI_CHECK, "columns or keys of both sides, names or numbers"},
    [FORMAT] = {0, "format", "NAME", CLI_CHECK | CLI_ALIGN | CLI_SEGMENT, "form of the output"},
    [OUTPUT] = {'o', "output", "FILE", CLI_CHECK | CLI_ALIGN | CLI_SEGMENT | CLI_CHECKS,
                "write to FILE once all is done"},
    [REPORT] = {0, "report", "FORMAT=FILE", CLI_CHECK, "write this report too; may be repeated"},
    [PROFILE] = {0, "profile", "NAME", CLI_CHECK | CLI_CHECKS,
                 "which checks run: default, strict, news, ..."},
    [ONLY] = {0, "only", "CHECK", CLI_CHECK, "run only this check; may be repeated"},
    [ENABLE] = {0, "enable", "CHECK", CLI_CHECK, "run a check that the profile leaves out"},
    [DISABLE] = {0, "disable", "CHECK", CLI_CHECK, "do not run this check; may be repeated"},
    [SEVERITY] = {0, "severity", "CHECK=LEVEL", CLI_CHECK, "call its findings neutral, minor, ..."},
    [SET] = {0, "set", "KEY=VALUE", CLI_CHECK, "set an option of a check (mtqc explain CHECK)"},
    [MIN_CONFIDENCE] = {0, "min-confidence", "X", CLI_CHECK,
                        "report findings as sure as X (0 to 1) only"},
    [BASELINE] = {0, "baseline", "FILE", CLI_CHECK, "findings in this list are known and do not fail"},
    [WRITE_BASELINE] = {0, "write-baseline", "FILE", CLI_CHECK, "make such a list of what is found now"},
    [IGNORE_LIST] = {0, "ignore-list", "FILE", CLI_CHECK, "accepted: lines of CHECK, TEXT, REASON"},
    [FAIL_ON] = {0, "fail-on", "LEVEL", CLI_CHECK, "exit 1 at none, minor, major (default), critical"},
    [MIN_SCORE] = {0, "min-score", "N", CLI_CHECK, "exit 1 when the calibrated MQM score is under N"},
    [ESTIMATE] = {0, "estimate", NULL, CLI_CHECK, "estimate the quality of every pair (html always)"},
    [WHERE] = {0, "where", "CONDITION", CLI_CHECK, "write pairs, such as: mqm >= 90 and not major"},
    [STRICT] = {0, "strict", NULL, CLI_CHECK, "exit 2 when a check could not run for want of data"},
    [TERMBASE] = {0, "termbase", "FILE", CLI_CHECK, "terms and their renderings: TBX, TSV or CSV"},
    [USER_WORDS] = {0, "user-words", "FILE", CLI_CHECK, "words that are right, one a line"},
    [MAX_BEAD] = {0, "max-bead", "N", CLI_CHECK | CLI_ALIGN, "most segments of one side in a bead (1 to 4)"},
    [ONE_TO_ONE] = {0, "one-to-one", NULL, CLI_CHECK | CLI_ALIGN,
                    "pair segments or leave them alone, join none"},
    [PARAGRAPHS] = {0, "paragraphs", NULL, CLI_CHECK | CLI_ALIGN, "join no segments of two paragraphs"},
    [ANCHORS] = {0, "anchors", "FILE", CLI_CHECK | CLI_ALIGN,
                 "pairs of segment numbers that begin together"},
    [ANCHOR_PATTERN] = {0, "anchor-pattern", "REGEX", CLI_CHECK | CLI_ALIGN,
                        "headings; the n-th ones begin together"},
    [LEARN] = {0, "learn", "FILE", CLI_ALIGN, "use the word pairs of FILE and add new ones"},
    [NO_LEXICON] = {0, "no-lexicon", NULL, CLI_CHECK | CLI_ALIGN, "use no language packs"},
    [DATA] = {0, "data", "DIR", CLI_CHECK | CLI_ALIGN | CLI_SEGMENT, "folder of language packs"},
    [JOBS] = {'j', "jobs", "N", CLI_CHECK, "threads (default 1)"},
    [CONFIG] = {0, "config", "FILE", CLI_CHECK | CLI_CONFIG, "configuration (default: .mtqc.ini, found upwards)"},
    [NO_CONFIG] = {0, "no-config", NULL, CLI_CHECK, "read no configuration"},
    [KEYS] = {0, "keys", NULL, CLI_CONFIG, "list what can be configured: key, default, meaning"},
    [HELP] = {'h', "help", NULL, ~0u, "this text"},
};

static bool belongs(size_t row, unsigned command) {
  return row < OPTION_COUNT && (table[row].commands & command);
}

static unsigned nearest_command; /* whose options option_name lists; the command has one thread */

static const char *option_name(size_t index) {
  for (size_t row = 0; row < OPTION_COUNT; row++)
    if (belongs(row, nearest_command) && index-- == 0) return table[row].name;
  return NULL;
}

static void print_help(unsigned command, const char *usage) {
  printf("%s\n\n", usage);
  for (size_t row = 0; row < OPTION_COUNT; row++) {
    if (!belongs(row, command)) continue;
    char left[40], letter[5] = "    ";
    if (table[row].letter) snprintf(letter, sizeof letter, "-%c, ", table[row].letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, table[row].name, table[row].argument ? " " : "",
             table[row].argument ? table[row].argument : "");
    printf("  %-26s %s\n", left, table[row].help);
  }
}

static int unknown_option(const char *command, const char *text, int letter) {
  if (letter && letter < OPTION_COUNT + 256 && text[0] == '-' && text[1] != '-')
    return cli_fail("%s: there is no option -%c; see mtqc %s --help", command, letter, command);
  char name[64];
  snprintf(name, sizeof name, "%.*s", (int)strcspn(text + strspn(text, "-"), "="), text + strspn(text, "-"));
  const char *near = cli_nearest(name, option_name);
  return near ? cli_fail("%s: there is no option --%s; did you mean --%s?", command, name, near)
              : cli_fail("%s: there is no option --%s; see mtqc %s --help", command, name, command);
}

/* The list that a refused value should be in, or NULL. */
static const char *(*names_listed(const char *key, const char *refusal))(size_t index) {
  if (strcmp(key, "profile") == 0) return mtqc_profile_name;
  return strstr(refusal, "there is no check") ? mtqc_check_name : NULL;
}

static bool set(cli_options *options, const char *command, const char *key, const char *value) {
  mtqc_error error = {0};
  if (mtqc_options_set(options->settings, key, value, &error) == MTQC_OK) return true;
  const char *(*list)(size_t index) = names_listed(key, error.text);
  const char *near = list ? cli_nearest(value, list) : NULL;
  if (near) cli_fail("%s: %s; did you mean %s?", command, error.text, near);
  else cli_fail("%s: %s%s", command, error.text, list ? "; see mtqc checks" : "");
  return false;
}

static bool set_any(cli_options *options, const char *command, const char *value) {
  const char *equals = strchr(value, '=');
  char key[64];
  if (equals && (size_t)(equals - value) < sizeof key) {
    snprintf(key, sizeof key, "%.*s", (int)(equals - value), value);
    return set(options, command, key, equals + 1);
  }
  cli_fail("%s: option --set: '%s' is not KEY=VALUE", command, value);
  return false;
}

/* "SOURCE,TARGET" */
static bool set_columns(cli_options *options, const char *command, const char *value) {
  const char *comma = strchr(value, ',');
  char source[256];
  const int size = comma ? snprintf(source, sizeof source, "%.*s", (int)(comma - value), value) : 0;
  if (size <= 0 || (size_t)size >= sizeof source || comma[1] == '\0') {
    cli_fail("%s: option --columns: '%s' is not two columns with a comma between", command, value);
    return false;
  }
  return set(options, command, "source-column", source) && set(options, command, "target-column", comma + 1);
}

/* --where makes a filter: it writes pairs, and what it leaves out is no failure unless --fail-on says so. */
static bool become_filter(cli_options *options, const char *command) {
  if (!options->format) options->format = "pairs";
  return options->judges || set(options, command, "fail-on", "none");
}

static bool take(cli_options *options, const char *command, option_id id, const char *value) {
  switch (id) {
  case SOURCE_LANG:
    options->source_language = value;
    return true;
  case TARGET_LANG:
    options->target_language = value;
    return true;
  case ALIGNED:
    return options->aligned = true;
  case TARGET_ONLY:
    return options->target_only = true;
  case SEGMENTED:
    return options->segmented = true;
  case ANNOTATE:
    options->annotate = value;
    return true;
  case PAIR:
    options->pair = value;
    return true;
  case CHANGED_SINCE:
    options->changed_since = value;
    return true;
  case COLUMNS:
    return set_columns(options, command, value);
  case FORMAT:
    options->format = value;
    return true;
  case OUTPUT:
    options->output = value;
    return true;
  case REPORT:
    if (options->report_count == CLI_MOST_REPORTS) {
      cli_fail("%s: option --report: at most %d reports", command, CLI_MOST_REPORTS);
      return false;
    }
    options->reports[options->report_count++] = value;
    return true;
  case WRITE_BASELINE:
    options->write_baseline = value;
    return true;
  case WHERE:
    return become_filter(options, command) && set(options, command, table[id].name, value);
  case FAIL_ON:
    return (options->judges = true) && set(options, command, table[id].name, value);
  case CONFIG:
  case NO_CONFIG:
    return true;
  case KEYS:
    return options->keys = true;
  case STRICT:
    return options->strict = true;
  case SET:
    return set_any(options, command, value);
  case TERMBASE:
    return set(options, command, "term.base", value);
  case LEARN:
    options->learn = value;
    return true;
  case ESTIMATE:
  case PARAGRAPHS:
  case ONE_TO_ONE:
    return set(options, command, table[id].name, "yes");
  case NO_LEXICON:
    return set(options, command, "lexicon", "no");
  default:
    return set(options, command, table[id].name, value);
  }
}

/* The forms in which getopt_long wants the rows of one command. */
static void getopt_tables(unsigned command, struct option *longs, char *shorts) {
  size_t count = 0;
  *shorts++ = ':';
  for (size_t row = 0; row < OPTION_COUNT; row++) {
    if (!belongs(row, command)) continue;
    longs[count++] = (struct option){table[row].name, table[row].argument ? required_argument : no_argument,
                                     NULL, 256 + (int)row};
    if (!table[row].letter) continue;
    *shorts++ = table[row].letter;
    if (table[row].argument) *shorts++ = ':';
  }
  longs[count] = (struct option){0};
  *shorts = '\0';
}

static size_t row_of(int got) {
  if (got >= 256) return (size_t)(got - 256);
  size_t row = 0;
  while (row < OPTION_COUNT && table[row].letter != got) row++;
  return row;
}

/* An option as it was given; it is taken once the configuration, which it goes before, has been read. */
struct cli_given {
  option_id id;
  const char *value;
};

/* The configuration for the translation, which is the last file. */
static bool configure(cli_options *options, unsigned command) {
  if (!(command & (CLI_CHECK | CLI_CONFIG))) return true;
  const char *path = NULL, *translation = options->file_count ? options->files[options->file_count - 1] : NULL;
  for (size_t i = 0; i < options->given_count; i++) {
    if (options->given[i].id == NO_CONFIG) return true;
    if (options->given[i].id == CONFIG) path = options->given[i].value;
  }
  options->config = malloc(sizeof *options->config);
  if (!options->config) return cli_fail("out of memory") == CLI_GOOD;
  return cli_config_read(options->config, path, translation) && cli_config_apply(options->config, translation, options);
}

static bool take_all(cli_options *options) {
  for (size_t i = 0; i < options->given_count; i++)
    if (!take(options, options->command, options->given[i].id, options->given[i].value)) return false;
  return true;
}

bool cli_options_for(const cli_options *run, const char *translation, cli_options *own) {
  *own = *run;
  own->source_language = own->target_language = NULL;
  own->report_count = 0;
  own->settings = mtqc_options_new();
  if (!own->settings) return cli_fail("out of memory") == CLI_GOOD;
  return (!own->config || cli_config_apply(own->config, translation, own)) && take_all(own);
}

static bool read_arguments(cli_options *options, unsigned command, int argc, char **argv, const char *usage,
                           int *code) {
  struct option longs[OPTION_COUNT + 1];
  char shorts[2 * OPTION_COUNT + 2];
  getopt_tables(command, longs, shorts);
  nearest_command = command;
  opterr = 0;
  for (int got; (got = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
    if (got == ':' || got == '?') {
      const char *text = argv[optind - 1];
      if (got == ':') cli_fail("%s: option %s needs a value", argv[0], text);
      else unknown_option(argv[0], text, optopt);
      return false;
    }
    const size_t row = row_of(got);
    if (row == HELP) {
      print_help(command, usage);
      *code = fflush(stdout) == 0 ? CLI_GOOD : cli_fail("standard output: cannot write");
      return false;
    }
    options->given[options->given_count++] = (struct cli_given){(option_id)row, optarg};
  }
  options->files = argv + optind;
  options->file_count = argc - optind;
  return configure(options, command) && take_all(options);
}

bool cli_options_read(cli_options *options, unsigned command, int argc, char **argv, const char *usage, int *code) {
  *options = (cli_options){.settings = mtqc_options_new(), .command = argv[0]};
  options->given = calloc((size_t)argc, sizeof *options->given);
  *code = CLI_FAILED;
  if (options->settings && options->given) return read_arguments(options, command, argc, argv, usage, code);
  return cli_fail("out of memory") == CLI_GOOD;
}

void cli_options_free(cli_options *options) {
  if (options->config) cli_config_free(options->config);
  free(options->config);
  free(options->given);
  mtqc_options_free(options->settings);
}
