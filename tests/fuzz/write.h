/* Writes a report in one of the forms there are, chosen by a number: all of them would take most of a fuzzer's time. */
#ifndef FUZZ_WRITE_H
#define FUZZ_WRITE_H

#include <mtqc/mtqc.h>

#include <stdlib.h>

static int fuzz_swallow(void *payload, const char *bytes, size_t size) {
  (void)bytes;
  *(size_t *)payload += size;
  return 0;
}

static void fuzz_write(const mtqc_report *report, size_t choice, const mtqc_options *options) {
  size_t count = 0, written = 0;
  while (mtqc_report_format_name(count)) count++;
  if (mtqc_report_write(report, mtqc_report_format_name(choice % count), options, fuzz_swallow, &written, NULL)) abort();
}

#endif
