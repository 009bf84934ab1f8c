/* The segmenter: segments come in order, do not overlap, and hold every byte that is not white space.
 * Input: one byte that chooses the language, the text. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>

static const char *const languages[8] = {"de", "ru", "en", "ja", "zh", "ar", "th", "el"};
static mtqc_checker *checkers[8];

static bool is_visible(uint8_t byte) { return byte > ' ' && byte < 0x7f; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const unsigned language = data[0] & 7;
  if (!checkers[language]) checkers[language] = mtqc_checker_new(NULL, languages[language], NULL, NULL);
  mtqc_segments *segments = mtqc_segment(checkers[language], MTQC_TARGET, (const char *)data + 1, size - 1, NULL);
  if (!segments) abort();
  size_t done = 0, paragraph_before = 0;
  for (size_t i = 0; i <= mtqc_segments_count(segments); i++) {
    size_t start = size - 1, end = size - 1, paragraph = paragraph_before;
    if (i < mtqc_segments_count(segments)) mtqc_segments_get(segments, i, &start, &end, &paragraph);
    if (start < done || end < start || end > size - 1 || paragraph < paragraph_before) abort();
    for (; done < start; done++)
      if (is_visible(data[1 + done])) abort();
    done = end;
    paragraph_before = paragraph;
  }
  mtqc_segments_free(segments);
  return 0;
}
