#include "cli.h"

#include <string.h>

mtqc_file *cli_read(const char *path, const mtqc_options *settings) {
  mtqc_error error = {0};
  mtqc_file *file = mtqc_file_open(path, settings, &error);
  if (!file) cli_error(&error);
  return file;
}

bool cli_is_whole(const mtqc_file *file) {
  enum { SHOWN = 5 };
  size_t faults = 0;
  for (;; faults++) {
    mtqc_error error = {0};
    if (mtqc_file_fault(file, faults, &error) == MTQC_OK) break;
    if (faults < SHOWN) cli_error(&error);
  }
  if (faults > SHOWN) cli_note("and %zu more places that cannot be read", faults - SHOWN);
  return faults == 0;
}

mtqc_file *cli_read_whole(const char *path) {
  mtqc_file *file = cli_read(path, NULL);
  if (!file || cli_is_whole(file)) return file;
  mtqc_file_free(file);
  return NULL;
}

const char *cli_input_name(const char *path) {
  return strcmp(path, "-") == 0 ? "standard input" : path;
}
