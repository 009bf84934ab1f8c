/* mtqc explain: what a check looks for, and on what evidence. */
#include "cli.h"

#include <string.h>

static void print_profiles(cli_output *output, size_t check) {
  cli_output_print(output, "Profiles:");
  for (size_t i = 0; i < mtqc_profile_count(); i++)
    if (mtqc_check_in_profile(check, i)) cli_output_print(output, " %s", mtqc_profile_name(i));
  cli_output_print(output, "\n");
}

static void print_options(cli_output *output, const mtqc_options *options, size_t check) {
  cli_output_print(output, "\nOptions (--set KEY=VALUE):%s\n", mtqc_check_option(check, 0) ? "" : " none of its own");
  const char *name;
  for (size_t i = 0; (name = mtqc_check_option(check, i)); i++)
    cli_output_print(output, "  %s=%s\n      %s\n", name, mtqc_options_get(options, name), mtqc_options_help(name));
}

static int explain(const cli_options *options, size_t check) {
  cli_output output;
  if (!cli_output_open(&output, NULL)) return CLI_FAILED;
  cli_output_print(&output, "%s (%u): %s\n%s, %s by default\n", mtqc_check_name(check),
                   (unsigned)mtqc_check_number(check), mtqc_check_meaning(check), mtqc_check_category(check),
                   mtqc_severity_name(mtqc_check_severity(check)));
  print_profiles(&output, check);
  const char *explanation = mtqc_check_explanation(check);
  if (explanation && *explanation) cli_output_print(&output, "\n%s\n", explanation);
  print_options(&output, options->settings, check);
  return cli_output_close(&output, true) ? CLI_GOOD : CLI_FAILED;
}

static int explain_name(const cli_options *options, const char *name) {
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strcmp(mtqc_check_name(i), name) == 0) return explain(options, i);
  const char *near = cli_nearest(name, mtqc_check_name);
  return near ? cli_fail("explain: there is no check '%s'; did you mean %s?", name, near)
              : cli_fail("explain: there is no check '%s'; see mtqc checks", name);
}

int cmd_explain(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_EXPLAIN, argc, argv, "usage: mtqc explain CHECK", &code))
    code = options.file_count == 1 ? explain_name(&options, options.files[0])
                                   : cli_fail("explain: the name of one check is needed; see mtqc checks");
  cli_options_free(&options);
  return code;
}
