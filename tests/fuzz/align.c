/* The segmenter and the aligner: every segment must be in exactly one bead, in order.
 * Input: one byte of choices, the source, a 0xff byte, the target. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>
#include <string.h>

static mtqc_checker *checkers[2];

static void check_beads(const mtqc_alignment *alignment) {
  size_t next[2] = {0, 0};
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment); i++) {
    const double confidence = mtqc_alignment_confidence(alignment, i);
    if (!(confidence >= 0 && confidence <= 1)) abort();
    for (int side = 0; side < 2; side++) {
      size_t first, last;
      mtqc_alignment_bead(alignment, i, (mtqc_side)side, &first, &last);
      if (first != next[side] || last < first) abort();
      next[side] = last;
    }
  }
  for (int side = 0; side < 2; side++)
    if (next[side] != mtqc_alignment_segment_count(alignment, (mtqc_side)side)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const char *source = (const char *)data + 1, *end = (const char *)data + size;
  const char *cut = memchr(source, 0xff, size - 1);
  const char *target = cut ? cut + 1 : end;
  mtqc_checker **checker = &checkers[data[0] & 1];
  if (!*checker) *checker = mtqc_checker_new("de", data[0] & 1 ? "fr" : "ja", NULL, NULL);
  mtqc_alignment *alignment = NULL;
  int (*const align)(const mtqc_checker *, const char *, size_t, const char *, size_t, mtqc_alignment **, mtqc_error *) =
      data[0] & 2 ? mtqc_align : mtqc_align_lines;
  if (align(*checker, source, (size_t)((cut ? cut : end) - source), target, (size_t)(end - target), &alignment, NULL)) abort();
  check_beads(alignment);
  mtqc_alignment_free(alignment);
  return 0;
}
