/* The reader of one format of documents (FORMAT): any bytes in, text and its faults or one error out; every place lies in the file, in order. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "input-format", FORMAT, NULL);
  mtqc_file *file = mtqc_file_open_bytes("fuzz", (const char *)data, size, options, &error);
  if (!file && error.code != MTQC_EINPUT) abort();
  const size_t text = file ? mtqc_file_text(file).size : 0;
  uint64_t before = 0;
  for (size_t i = 0; file && i < text; i++) {
    uint64_t start, end;
    mtqc_file_place(file, i, i + 1, &start, &end);
    if (start < before || end < start || end > size) abort();
    before = start;
  }
  for (size_t i = 0; file && mtqc_file_fault(file, i, &error); i++) {
    if (error.code != MTQC_EINPUT || !*error.text || error.byte > size) abort();
    error = (mtqc_error){0};
  }
  mtqc_file_free(file);
  mtqc_options_free(options);
  return 0;
}
