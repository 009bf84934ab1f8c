/* Builds one language pack during the build of mtqc itself: packer NAME TABLES FILE. */
#include <mtqc/lexicon.h>

#include <stdio.h>

int main(int argc, char **argv) {
  mtqc_error error = {0};
  if (argc != 4) return 2;
  if (mtqc_lexicon_build(argv[1], argv[2], "", argv[3], &error) == MTQC_OK) return 0;
  fprintf(stderr, "%s:%u: %s\n", error.file, error.line, error.text);
  return 1;
}
