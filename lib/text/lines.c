/* Lines: one segment each for aligned texts, and the line and column of a byte. A line ends at LF, CRLF or CR. */
#include "line.h"
#include "unicode.h"

size_t mq_line_next(mq_str bytes, size_t start, size_t *end) {
  size_t i = start;
  while (i < bytes.size && bytes.at[i] != '\n' && bytes.at[i] != '\r') i++;
  *end = i;
  if (i == bytes.size) return i;
  return bytes.at[i] == '\r' && i + 1 < bytes.size && bytes.at[i + 1] == '\n' ? i + 2 : i + 1;
}

mq_segment mq_segment_trimmed(mq_str bytes, size_t start, size_t end) {
  while (start < end) {
    size_t next = start;
    const mq_class class = mq_class_of(mq_next(bytes.at, &next, end));
    if (class != MQ_C_SPACE && class != MQ_C_BREAK && class != MQ_C_IGNORED) break;
    start = next;
  }
  while (end > start) {
    size_t before = end;
    const mq_class class = mq_class_of(mq_previous(bytes.at, start, &before));
    if (class != MQ_C_SPACE && class != MQ_C_BREAK && class != MQ_C_IGNORED) break;
    end = before;
  }
  return (mq_segment){.start = (uint32_t)start, .end = (uint32_t)end};
}

mq_text mq_text_lines(mq_arena *arena, const mq_language *language, mq_str bytes) {
  MQ_ARRAY(mq_segment) segments = {0};
  for (size_t start = 0, end; start < bytes.size;) {
    const size_t next = mq_line_next(bytes, start, &end);
    mq_segment segment = mq_segment_trimmed(bytes, start, end);
    segment.paragraph = (uint32_t)segments.count;
    *mq_push(arena, &segments) = segment;
    start = next;
  }
  return (mq_text){.language = language,
                   .bytes = bytes,
                   .segments = segments.at,
                   .segment_count = segments.count,
                   .paragraph_count = segments.count};
}

/* Bytes between two sums. */
enum { STEP = 1024 };

/* Bytes that begin a code point. Counting them is additive, whatever the bytes, so sums can be taken anywhere. */
static uint32_t count_points(const char *at, size_t size) {
  uint32_t count = 0;
  for (size_t i = 0; i < size; i++) count += ((unsigned char)at[i] & 0xc0) != 0x80;
  return count;
}

static const uint32_t *sum_points(mq_arena *arena, mq_str bytes) {
  uint32_t *sums = mq_arena_array(arena, bytes.size / STEP + 1, sizeof *sums);
  for (size_t i = 0; i < bytes.size / STEP; i++)
    sums[i + 1] = sums[i] + count_points(bytes.at + i * STEP, STEP);
  return sums;
}

static uint32_t points_before(const mq_lines *lines, size_t byte) {
  const size_t step = byte / STEP;
  return lines->sums[step] + count_points(lines->bytes.at + step * STEP, byte - step * STEP);
}

mq_lines mq_lines_index(mq_arena *arena, mq_str bytes) {
  MQ_ARRAY(uint32_t) starts = {0};
  *mq_push(arena, &starts) = 0;
  for (size_t start = 0, end; start < bytes.size;) {
    start = mq_line_next(bytes, start, &end);
    if (start > end) *mq_push(arena, &starts) = (uint32_t)start;
  }
  return (mq_lines){bytes, starts.at, starts.count, sum_points(arena, bytes)};
}

void mq_lines_locate(const mq_lines *lines, size_t byte, size_t *line, size_t *column) {
  if (byte > lines->bytes.size) byte = lines->bytes.size;
  size_t low = 0, high = lines->count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (lines->starts[middle] <= byte) low = middle;
    else high = middle;
  }
  *line = low + 1;
  *column = points_before(lines, byte) - points_before(lines, lines->starts[low]) + 1;
}
