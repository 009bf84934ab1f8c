#include "chars.h"

#include "unicode.h"

#include <unicode/uchar.h>

enum {
  CAPITAL_DOTTED_I = 0x130,
  CAPITAL_SIGMA = 0x3a3,
  SMALL_SIGMA = 0x3c3,
  FINAL_SIGMA = 0x3c2,
  DOT_ABOVE = 0x307
};

/* At least doubles, so that all old copies together are no larger than the buffer. */
static size_t grown(mq_arena *arena, size_t room, size_t count, size_t more) {
  if (more > SIZE_MAX / 4 - count) mq_arena_fail(arena);
  const size_t wanted = count + more;
  return wanted > room * 2 ? wanted + 64 : room * 2;
}

void mq_chars_reserve(mq_chars *chars, size_t more) {
  if (chars->room - chars->count >= more) return;
  const size_t room = grown(chars->arena, chars->room, chars->count, more);
  uint32_t *at = mq_arena_array(chars->arena, room, sizeof *at);
  if (chars->count) memcpy(at, chars->at, chars->count * sizeof *at);
  chars->at = at;
  chars->room = room;
}

void mq_ranges_reserve(mq_ranges *ranges, size_t more) {
  if (ranges->room - ranges->count >= more) return;
  const size_t room = grown(ranges->arena, ranges->room, ranges->count, more);
  mq_word_range *at = mq_arena_array(ranges->arena, room, sizeof *at);
  if (ranges->count) memcpy(at, ranges->at, ranges->count * sizeof *at);
  ranges->at = at;
  ranges->room = room;
}

void mq_chars_decode(mq_chars *chars, mq_str text) {
  mq_chars_reserve(chars, text.size);
  uint32_t *out = chars->at + chars->count;
  size_t i = 0;
  while (i < text.size) {
    const uint8_t byte = (uint8_t)text.at[i];
    if (byte < 0x80) {
      *out++ = byte;
      i++;
      for (uint64_t eight; i + 8 <= text.size; i += 8, out += 8) {
        memcpy(&eight, text.at + i, 8);
        if (eight & 0x8080808080808080u) break;
        for (size_t k = 0; k < 8; k++) out[k] = (uint8_t)text.at[i + k];
      }
      continue;
    }
    const int32_t c = mq_next(text.at, &i, text.size);
    *out++ = c < 0 ? 0xfffd : (uint32_t)c;
  }
  chars->count = (size_t)(out - chars->at);
}

/* --- lower case --- */

static bool is_ignorable(uint32_t c) {
  return u_hasBinaryProperty((UChar32)c, UCHAR_CASE_IGNORABLE);
}
static bool is_cased(uint32_t c) {
  return u_hasBinaryProperty((UChar32)c, UCHAR_CASED);
}

/* Unicode's Final_Sigma: a cased letter before and none behind, not counting what case ignores. Lowering
 * neighbours first changes neither property. */
static uint32_t lower_sigma(const mq_chars *chars, size_t from, size_t i) {
  size_t before = i;
  while (before > from && is_ignorable(chars->at[before - 1])) before--;
  if (before == from || !is_cased(chars->at[before - 1])) return SMALL_SIGMA;
  size_t behind = i + 1;
  while (behind < chars->count && is_ignorable(chars->at[behind])) behind++;
  return behind < chars->count && is_cased(chars->at[behind]) ? SMALL_SIGMA : FINAL_SIGMA;
}

/* Each dotted I grows by one code point; from the end, so that nothing is overwritten. */
static void spread_dotted(mq_chars *chars, size_t from, size_t dotted) {
  mq_chars_reserve(chars, dotted);
  size_t to = chars->count + dotted;
  for (size_t i = chars->count; i-- > from;) {
    if (chars->at[i] == CAPITAL_DOTTED_I) {
      chars->at[--to] = DOT_ABOVE;
      chars->at[--to] = 'i';
    } else {
      chars->at[--to] = chars->at[i];
    }
  }
  chars->count += dotted;
}

void mq_chars_lower(mq_chars *chars, size_t from) {
  size_t dotted = 0;
  for (size_t i = from; i < chars->count; i++) {
    const uint32_t c = chars->at[i];
    if (c < 0x80) {
      chars->at[i] = c - 'A' < 26u ? c + 32 : c;
    } else if (c == CAPITAL_DOTTED_I) {
      dotted++;
    } else {
      chars->at[i] = c == CAPITAL_SIGMA ? lower_sigma(chars, from, i) : (uint32_t)u_tolower((UChar32)c);
    }
  }
  if (dotted) spread_dotted(chars, from, dotted);
}

/* --- white space --- */

bool mq_char_is_space(uint32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x9 && c <= 0xd) || (c >= 0x1c && c <= 0x1f);
  if (c < 0x1680) return c == 0x85 || c == 0xa0;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
         c == 0x205f || c == 0x3000;
}

void mq_chars_strip_end(mq_chars *chars, size_t from) {
  while (chars->count > from && mq_char_is_space(chars->at[chars->count - 1])) chars->count--;
}

static bool matches(const mq_chars *chars, size_t i, const char *text, size_t size) {
  if (chars->count - i < size) return false;
  for (size_t k = 0; k < size; k++)
    if (chars->at[i + k] != (uint8_t)text[k]) return false;
  return true;
}

void mq_chars_replace(mq_chars *chars, size_t from, const char *old, const char *new) {
  const size_t old_size = strlen(old), new_size = strlen(new);
  size_t to = from;
  for (size_t i = from; i < chars->count;) {
    if (chars->at[i] != (uint8_t)old[0] || !matches(chars, i, old, old_size)) {
      chars->at[to++] = chars->at[i++];
      continue;
    }
    for (size_t k = 0; k < new_size; k++) chars->at[to++] = (uint8_t) new[k];
    i += old_size;
  }
  chars->count = to;
}

void mq_chars_squeeze(mq_chars *chars, size_t from) {
  size_t to = from;
  for (size_t i = from; i < chars->count; i++) {
    chars->at[to] = chars->at[i];
    to += !mq_char_is_space(chars->at[i]);
  }
  chars->count = to;
}

void mq_chars_split(const mq_chars *chars, size_t from, mq_ranges *words) {
  size_t start = from;
  for (size_t i = from; i < chars->count; i++) {
    if (!mq_char_is_space(chars->at[i])) continue;
    if (i > start) mq_ranges_add(words, start, i);
    start = i + 1;
  }
  if (chars->count > start) mq_ranges_add(words, start, chars->count);
}

void mq_chars_join(mq_chars *chars, size_t from, mq_ranges *words, size_t first) {
  size_t to = from;
  for (size_t i = first; i < words->count; i++) {
    const mq_word_range word = words->at[i];
    if (i > first) chars->at[to++] = ' '; /* there was at least one space before this word */
    memmove(chars->at + to, chars->at + word.start, (word.end - word.start) * sizeof *chars->at);
    to += word.end - word.start;
  }
  chars->count = to;
  words->count = first;
}
