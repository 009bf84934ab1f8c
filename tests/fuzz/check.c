/* The front door: any bytes as source and target, every mode, several sets of options, every writer.
 * Input: one byte of choices (from the lowest bit on: two bits for the languages, two for the mode, two for the options, one more
 * for the languages), the source, a 0xff byte, the target. The number of bytes says which writer is tried. */
#include "fuzz.h"
#include "write.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>
#include <string.h>

static const char *const languages[][2] = {{"ru", "de"}, {"en", "de"}, {"zh", "en"}, {"tlh", "fr"},
                                             {"en", "ru"}, {"de", "fr"}, {"en", "es"}, {"ja", "ar"}};
static const char *const profiles[] = {"default", "strict", "strict", "subtitles"};
static mtqc_checker *checkers[8][4]; /* by languages and options */

/* Everything on, and nothing left out for want of confidence; the third set estimates the quality of pairs as well. */
static const mtqc_checker *checker_for(unsigned language, unsigned choice) {
  if (checkers[language][choice]) return checkers[language][choice];
  mtqc_options *options = mtqc_options_new();
  if (mtqc_options_set(options, "profile", profiles[choice], NULL)) abort();
  if (choice && mtqc_options_set(options, "min-confidence", "0", NULL)) abort();
  if (choice == 2 && mtqc_options_set(options, "estimate", "yes", NULL)) abort();
  checkers[language][choice] = mtqc_checker_new(languages[language][0], languages[language][1], options, NULL);
  mtqc_options_free(options);
  return checkers[language][choice];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const unsigned language = (data[0] & 3) | (data[0] >> 4 & 4), mode = data[0] >> 2 & 3;
  const char *source = (const char *)data + 1, *end = (const char *)data + size;
  const char *cut = memchr(source, 0xff, size - 1);
  const char *target = cut ? cut + 1 : end;
  const size_t source_size = (size_t)((cut ? cut : end) - source), target_size = (size_t)(end - target);
  const mtqc_checker *checker = checker_for(language, data[0] >> 4 & 3);
  const mtqc_text pair[2] = {{source, source_size}, {target, target_size}};
  mtqc_report *report = NULL;
  int status = 0;
  switch (mode) {
  case 0: status = mtqc_check(checker, source, source_size, target, target_size, &report, NULL); break;
  case 1: status = mtqc_check_lines(checker, source, source_size, target, target_size, &report, NULL); break;
  case 2: status = mtqc_check_segments(checker, &pair[0], &pair[1], 1, &report, NULL); break;
  default: status = mtqc_check(checker, NULL, 0, target, target_size, &report, NULL); break;
  }
  /* Only a different number of lines may be refused. */
  if (status && !(status == MTQC_EINPUT && mode == 1)) abort();
  if (report) fuzz_write(report, size, NULL);
  mtqc_report_free(report);
  return 0;
}
