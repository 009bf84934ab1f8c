#include "pattern.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

/* Steps of ICU's engine on one segment, each of about ten thousand operations: a tenth of a second. An expression that
 * backtracks without end is told of instead of being waited for. */
enum { MOST_STEPS = 100 };

struct mq_pattern {
  URegularExpression *regex;
};

static void release(void *regex) { uregex_close(regex); }
static void release_text(void *text) { utext_close(text); }

int mq_pattern_new(mq_arena *arena, const char *expression, mq_pattern **out, mtqc_error *error) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place = {0};
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, expression, -1, &status);
  URegularExpression *regex = uregex_openUText(&text, 0, &place, &status);
  utext_close(&text);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  if (U_FAILURE(status))
    return mq_error_set(error, MTQC_EARGUMENT, "'%s' is no regular expression: %s at character %d", expression,
                        u_errorName(status), place.offset);
  mq_arena_defer(arena, release, regex);
  *out = mq_arena_alloc(arena, sizeof **out);
  (*out)->regex = regex;
  return MTQC_OK;
}

int mq_pattern_find(mq_arena *arena, const mq_pattern *pattern, const mq_text *text, uint32_t **segments, size_t *count,
                    mtqc_error *error) {
  UErrorCode status = U_ZERO_ERROR;
  URegularExpression *regex = uregex_clone(pattern->regex, &status);
  if (U_FAILURE(status)) mq_arena_fail(arena);
  mq_arena_defer(arena, release, regex);
  UText *at = mq_arena_alloc(arena, sizeof *at);
  *at = (UText)UTEXT_INITIALIZER;
  mq_arena_defer(arena, release_text, at);
  uregex_setTimeLimit(regex, MOST_STEPS, &status);
  *segments = mq_arena_array(arena, text->segment_count, sizeof **segments);
  *count = 0;
  for (size_t i = 0; i < text->segment_count; i++) {
    const mq_segment *segment = &text->segments[i];
    utext_openUTF8(at, text->bytes.at + segment->start, segment->end - segment->start, &status);
    uregex_setUText(regex, at, &status);
    if (uregex_find(regex, 0, &status)) (*segments)[(*count)++] = (uint32_t)i;
    if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
    if (U_FAILURE(status))
      return mq_error_set(error, MTQC_ELIMIT, "the anchor pattern takes too long on segment %zu", i);
  }
  return MTQC_OK;
}
