#include "off.h"

#include <mtqc/report.h>

bool mq_off_marker(mq_str text, mq_str *checks) {
  const mq_str marker = MQ_STR("mtqc:off");
  if (!mq_str_starts(text, marker)) return false;
  *checks = mq_str_trim((mq_str){text.at + marker.size, text.size - marker.size});
  return text.size == marker.size || text.at[marker.size] == ' ' || text.at[marker.size] == '\t';
}

static bool names(const mq_off *off, const char *check) {
  mq_str rest = off->checks, name;
  if (rest.size == 0) return true;
  while (mq_str_split(&rest, ' ', &name))
    if (mq_str_equal(mq_str_trim(name), mq_str_of(check))) return true;
  return false;
}

static bool is_off(const mq_off_list *list, mq_span span, const char *check) {
  size_t low = 0, high = list->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (list->at[middle].start <= span.start) low = middle + 1;
    else high = middle;
  }
  /* Several markers of one unit begin at one byte. */
  for (size_t i = low; i-- > 0 && list->at[i].start == list->at[low - 1].start;)
    if (span.end <= list->at[i].end && names(&list->at[i], check)) return true;
  return false;
}

void mq_off_apply(mq_finding *findings, size_t count, const mq_off_list lists[2]) {
  for (size_t i = 0; i < count; i++) {
    mq_finding *finding = &findings[i];
    const char *check = mq_checks[finding->check].name;
    if ((finding->has_target && is_off(&lists[MTQC_TARGET], finding->target, check)) ||
        (!finding->has_target && finding->has_source && is_off(&lists[MTQC_SOURCE], finding->source, check))) {
      finding->state = MTQC_IGNORED;
      finding->reason = "mtqc:off in the text";
    }
  }
}
