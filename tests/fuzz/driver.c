/* Runs a fuzz target once over every file of the folders named, and over every beginning of the short ones. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_BYTES = 1 << 20, CUT_EVERYWHERE = 400 };

static void run_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return;
  uint8_t *bytes = malloc(MOST_BYTES);
  const size_t size = fread(bytes, 1, MOST_BYTES, file);
  fclose(file);
  for (size_t part = size < CUT_EVERYWHERE ? 0 : size; part <= size; part++) {
    /* An exact copy, so that reading one byte too far is seen. */
    uint8_t *exact = malloc(part ? part : 1);
    for (size_t i = 0; i < part; i++) exact[i] = bytes[i];
    LLVMFuzzerTestOneInput(exact, part);
    free(exact);
  }
  free(bytes);
}

int main(int argc, char **argv) {
  size_t files = 0;
  for (int i = 1; i < argc; i++) {
    DIR *folder = opendir(argv[i]);
    if (!folder) continue;
    for (struct dirent *entry; (entry = readdir(folder));) {
      char path[4096];
      if (entry->d_name[0] == '.') continue;
      snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
      run_file(path);
      files++;
    }
    closedir(folder);
  }
  printf("%zu files\n", files);
  return files == 0;
}
