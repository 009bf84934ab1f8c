/* The front door: any bytes as source and target, every mode, every writer.
 * Input: one byte of choices, the source, a 0xff byte, the target. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>
#include <string.h>

static const char *const languages[][2] = {{"ru", "de"}, {"en", "de"}, {"zh", "en"}, {"tlh", "fr"}};
static mtqc_checker *checkers[4];

static int swallow(void *payload, const char *bytes, size_t size) {
  (void)bytes;
  *(size_t *)payload += size;
  return 0;
}

static void write_all(const mtqc_report *report) {
  size_t written = 0;
  for (size_t i = 0; mtqc_report_format_name(i); i++)
    if (mtqc_report_write(report, mtqc_report_format_name(i), NULL, swallow, &written, NULL)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const unsigned language = data[0] & 3, mode = data[0] >> 2 & 3;
  const char *source = (const char *)data + 1, *end = (const char *)data + size;
  const char *cut = memchr(source, 0xff, size - 1);
  const char *target = cut ? cut + 1 : end;
  const size_t source_size = (size_t)((cut ? cut : end) - source), target_size = (size_t)(end - target);
  if (!checkers[language]) checkers[language] = mtqc_checker_new(languages[language][0], languages[language][1], NULL, NULL);
  const mtqc_checker *checker = checkers[language];
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
  if (report) write_all(report);
  mtqc_report_free(report);
  return 0;
}
