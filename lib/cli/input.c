#include "cli.h"

#include <string.h>

mtqc_file *cli_read(const char *path, const mtqc_options *settings) {
  mtqc_error error = {0};
  mtqc_file *file = mtqc_file_open(path, settings, &error);
  if (!file) cli_error(&error);
  return file;
}

const char *cli_input_name(const char *path) {
  return strcmp(path, "-") == 0 ? "standard input" : path;
}
