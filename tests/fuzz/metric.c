/* The metrics: any settings, any texts; a score or one clear error, and the same again from a merged metric.
 * Input: settings, a line feed, the translation, and references behind 0xff bytes. */
#include "fuzz.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_SETTINGS = 200, MOST_REFERENCES = 4 };

static void judge(double score, bool is_ter) {
  if (!(score >= 0) || (!is_ter && score > 100.0001)) abort();
}

static void compare_with_merged(mtqc_metric *metric, const char *settings) {
  mtqc_metric *merged = mtqc_metric_new(settings, NULL);
  if (!merged || mtqc_metric_merge(merged, metric, NULL)) abort();
  if (mtqc_metric_corpus(merged) != mtqc_metric_corpus(metric)) abort();
  if (strcmp(mtqc_metric_signature(merged), mtqc_metric_signature(metric)) != 0) abort();
  mtqc_metric_free(merged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *at = (const char *)data, *const end = at + size, *line = size ? memchr(at, '\n', size) : NULL;
  char settings[MOST_SETTINGS] = "";
  if (!line || (size_t)(line - at) >= sizeof settings) return 0;
  memcpy(settings, at, (size_t)(line - at));
  mtqc_error error = {0};
  mtqc_metric *metric = mtqc_metric_new(settings, &error);
  if (!metric && (error.code != MTQC_EARGUMENT || !error.text[0])) abort();
  if (!metric) return 0;
  mtqc_text texts[1 + MOST_REFERENCES];
  size_t count = 0;
  for (at = line + 1; count <= MOST_REFERENCES && at <= end; count++) {
    const char *cut = at < end ? memchr(at, 0xff, (size_t)(end - at)) : NULL;
    texts[count] = (mtqc_text){at, (size_t)((cut ? cut : end) - at)};
    at = (cut ? cut : end) + 1;
  }
  double score = 0;
  const int status = mtqc_metric_add(metric, texts[0], texts + 1, count - 1, &score, NULL);
  if (status && !(status == MTQC_EARGUMENT && count == 1)) abort();
  if (!status) {
    judge(score, strcmp(mtqc_metric_name(metric), "TER") == 0);
    judge(mtqc_metric_corpus(metric), strcmp(mtqc_metric_name(metric), "TER") == 0);
    compare_with_merged(metric, settings);
  }
  mtqc_metric_free(metric);
  return 0;
}
