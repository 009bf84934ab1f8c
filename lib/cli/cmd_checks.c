/* mtqc checks: the registry as a table. */
#include "cli.h"

#include <string.h>

int cmd_checks(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_CHECKS, argc, argv, "usage: mtqc checks [OPTION]...", &code)) {
    cli_output output;
    if (options.file_count)
      code = cli_fail("checks: takes no file; mtqc explain %s tells more about one check", options.files[0]);
    else if (cli_output_open(&output, options.output)) {
      size_t width = 0;
      for (size_t i = 0; i < mtqc_check_count(); i++)
        if (strlen(mtqc_check_name(i)) > width) width = strlen(mtqc_check_name(i));
      for (size_t i = 0; i < mtqc_check_count(); i++)
        cli_output_print(&output, "%u  %-*s  %-8s  %s\n", (unsigned)mtqc_check_number(i), (int)width,
                         mtqc_check_name(i), mtqc_severity_name(mtqc_check_severity(i)),
                         mtqc_check_meaning(i));
      code = cli_output_close(&output, true) ? CLI_GOOD : CLI_FAILED;
    }
  }
  cli_options_free(&options);
  return code;
}
