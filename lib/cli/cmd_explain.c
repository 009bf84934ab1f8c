/* mtqc explain: what a check looks for, and on what evidence. */
#include "cli.h"

#include <string.h>

static int explain(size_t check) {
  cli_output output;
  if (!cli_output_open(&output, NULL)) return CLI_FAILED;
  cli_output_print(&output, "%s (%u): %s\n%s, %s by default\n", mtqc_check_name(check),
                   (unsigned)mtqc_check_number(check), mtqc_check_meaning(check), mtqc_check_category(check),
                   mtqc_severity_name(mtqc_check_severity(check)));
  const char *explanation = mtqc_check_explanation(check);
  if (explanation && *explanation) cli_output_print(&output, "\n%s\n", explanation);
  return cli_output_close(&output, true) ? CLI_GOOD : CLI_FAILED;
}

static int explain_name(const char *name) {
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strcmp(mtqc_check_name(i), name) == 0) return explain(i);
  const char *near = cli_nearest(name, mtqc_check_name);
  return near ? cli_fail("explain: there is no check '%s'; did you mean %s?", name, near)
              : cli_fail("explain: there is no check '%s'; see mtqc checks", name);
}

int cmd_explain(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_EXPLAIN, argc, argv, "usage: mtqc explain CHECK", &code))
    code = options.file_count == 1 ? explain_name(options.files[0])
                                   : cli_fail("explain: the name of one check is needed; see mtqc checks");
  cli_options_free(&options);
  return code;
}
