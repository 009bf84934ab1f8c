/* mtqc: checks machine-translated text. The table of subcommands. */
#include "cli.h"

#include <string.h>

static const struct {
  const char *name;
  int (*run)(int argc, char **argv);
  const char *help;
} commands[] = {
    {"check", cmd_check, "check a translation, with its source or alone"},
    {"align", cmd_align, "show which segments of two texts belong together"},
    {"score", cmd_score, "compare a translation with references: BLEU, chrF, TER"},
    {"segment", cmd_segment, "cut a text into sentences"},
    {"lexicon", cmd_lexicon, "build and train language packs, look words up"},
    {"checks", cmd_checks, "list the checks"},
    {"config", cmd_config, "show what the configuration says, and where"},
    {"explain", cmd_explain, "tell what a check looks for, and on what evidence"},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static const char *command_name(size_t index) {
  return index < COMMANDS ? commands[index].name : NULL;
}

static int finish(void) {
  return fflush(stdout) == 0 ? CLI_GOOD : cli_fail("standard output: cannot write");
}

static int print_help(void) {
  puts("usage: mtqc COMMAND [OPTION]... [FILE]...\n\n"
       "Checks machine-translated text against its source and tells what is wrong, why,\n"
       "and how sure that is. Needs no network and no neural model.\n");
  for (size_t i = 0; i < COMMANDS; i++) printf("  %-9s %s\n", commands[i].name, commands[i].help);
  puts("\n  mtqc check -s ru -t de source.txt translation.txt\n"
       "  mtqc check -t de --target-only translation.txt\n"
       "  mtqc align -s en -t de --format tsv source.txt translation.txt\n\n"
       "'mtqc COMMAND --help' lists the options of a command; 'mtqc --version' tells\n"
       "the version. A file named '-' is standard input.\n"
       "Exit code: 0 nothing serious found, 1 findings, 2 usage or input error.");
  return finish();
}

static int print_version(void) {
  printf("mtqc %s\n%s\n", mtqc_version(), mtqc_build_info());
  return finish();
}

int main(int argc, char **argv) {
  if (argc < 2) return cli_fail("a command is missing (check, align, segment, ...); see mtqc --help");
  const char *name = argv[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
    return print_help();
  if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) return print_version();
  for (size_t i = 0; i < COMMANDS; i++)
    if (strcmp(commands[i].name, name) == 0) return commands[i].run(argc - 1, argv + 1);
  const char *near = name[0] == '-' ? NULL : cli_nearest(name, command_name);
  return near ? cli_fail("there is no command '%s'; did you mean %s?", name, near)
              : cli_fail("there is no command '%s'; see mtqc --help", name);
}
