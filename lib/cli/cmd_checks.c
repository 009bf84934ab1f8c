/* mtqc checks: the registry as a table, and which checks a profile runs. */
#include "cli.h"

#include <string.h>

static size_t longest_name(void) {
  size_t width = 0;
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strlen(mtqc_check_name(i)) > width) width = strlen(mtqc_check_name(i));
  return width;
}

static size_t profile_of(const cli_options *options) {
  const char *wanted = mtqc_options_get(options->settings, "profile");
  size_t profile = 0;
  while (strcmp(mtqc_profile_name(profile), wanted) != 0) profile++;
  return profile;
}

static int print_checks(const cli_options *options) {
  cli_output output;
  if (!cli_output_open(&output, options->output)) return CLI_FAILED;
  const size_t width = longest_name(), profile = profile_of(options);
  for (size_t i = 0; i < mtqc_check_count(); i++)
    cli_output_print(&output, "%u  %-*s  %-8s  %-3s  %s\n", (unsigned)mtqc_check_number(i), (int)width,
                     mtqc_check_name(i), mtqc_severity_name(mtqc_check_severity(i)),
                     mtqc_check_in_profile(i, profile) ? "on" : "off", mtqc_check_meaning(i));
  return cli_output_close(&output, true) ? CLI_GOOD : CLI_FAILED;
}

int cmd_checks(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_CHECKS, argc, argv, "usage: mtqc checks [OPTION]...", &code))
    code = options.file_count
               ? cli_fail("checks: takes no file; mtqc explain %s tells more about one check", options.files[0])
               : print_checks(&options);
  cli_options_free(&options);
  return code;
}
