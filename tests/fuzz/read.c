/* The reader of one format (FORMAT): any bytes in, units or one error out; every place lies in the file, in order. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>

static void check_side(const mtqc_unit *unit, mtqc_side side, size_t file_size) {
  const size_t size = mtqc_unit_text(unit, side).size;
  uint64_t before = 0, start, end;
  for (size_t i = 0; i <= size; i += 1 + size / 64) {
    size_t line, column;
    mtqc_unit_place(unit, side, i, size, &start, &end, &line, &column);
    if (start < before || end < start || end > file_size || !line || !column) abort();
    before = start;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "input-format", FORMAT, NULL);
  mtqc_bitext *bitext = mtqc_bitext_open_bytes("fuzz", (const char *)data, size, "en", "de", options, &error);
  const mtqc_unit *unit;
  int status = bitext ? 1 : error.code;
  while (status == 1 && (status = mtqc_bitext_next(bitext, &unit, &error)) == 1) {
    check_side(unit, MTQC_SOURCE, size);
    check_side(unit, MTQC_TARGET, size);
  }
  if (status < 0 && status != MTQC_EINPUT && status != MTQC_ELIMIT) abort();
  mtqc_bitext_free(bitext);
  mtqc_options_free(options);
  return 0;
}
