/* Text as code points, for measures that are defined on characters. Buffers are kept and used again, so that
 * a stream of segments allocates nothing once they are large enough. */
#ifndef MQ_CHARS_H
#define MQ_CHARS_H

#include "base/str.h"

typedef struct mq_chars {
  mq_arena *arena;
  uint32_t *at;
  size_t count, room;
} mq_chars;

/* Words as ranges [start, end) of an mq_chars. */
typedef struct mq_word_range {
  uint32_t start, end;
} mq_word_range;

typedef struct mq_ranges {
  mq_arena *arena;
  mq_word_range *at;
  size_t count, room;
} mq_ranges;

/* Makes room for `more` elements. */
void mq_chars_reserve(mq_chars *chars, size_t more);
void mq_ranges_reserve(mq_ranges *ranges, size_t more);

static inline void mq_ranges_add(mq_ranges *ranges, size_t start, size_t end) {
  if (ranges->count == ranges->room) mq_ranges_reserve(ranges, 1);
  ranges->at[ranges->count++] = (mq_word_range){(uint32_t)start, (uint32_t)end};
}

/* Appends the code points of UTF-8; a malformed piece becomes U+FFFD. */
void mq_chars_decode(mq_chars *chars, mq_str text);

/* Lower case of everything from `from` on, by the full mappings of Unicode without language: the final sigma
 * is told from the inner one, and a capital I with a dot becomes an i and a combining dot. */
void mq_chars_lower(mq_chars *chars, size_t from);

/* White space in the sense of Python's str.split: White_Space and the four ASCII separators. */
bool mq_char_is_space(uint32_t c);

/* White space off the end of what begins at `from`. */
void mq_chars_strip_end(mq_chars *chars, size_t from);

/* Replaces each ASCII text `old` by at most as long a text `new`, from `from` on, left to right. */
void mq_chars_replace(mq_chars *chars, size_t from, const char *old, const char *new);

/* Takes all white space out from `from` on. */
void mq_chars_squeeze(mq_chars *chars, size_t from);

/* Appends the words between white space from `from` on. */
void mq_chars_split(const mq_chars *chars, size_t from, mq_ranges *words);

/* Undoes it: what begins at `from` becomes its words, those from number `first` on, with one space between
 * them; they leave the list. */
void mq_chars_join(mq_chars *chars, size_t from, mq_ranges *words, size_t first);

#endif
