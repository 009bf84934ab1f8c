/* Code points and their classes as the tokenizer and the segmenter see them. For use inside lib/text only. */
#ifndef MQ_UNICODE_H
#define MQ_UNICODE_H

#include "base/str.h"

#include <unicode/utf8.h>

typedef enum mq_class {
  MQ_C_SPACE,
  MQ_C_BREAK, /* ends a line */
  MQ_C_LETTER,
  MQ_C_MARK, /* combining: belongs to the letter before */
  MQ_C_DIGIT,
  MQ_C_PUNCTUATION,
  MQ_C_SYMBOL,
  MQ_C_IGNORED,   /* invisible: soft hyphen, joiners, direction marks, variation selectors */
  MQ_C_SPACELESS, /* a letter of a script written without spaces */
  MQ_C_BAD        /* not UTF-8 */
} mq_class;

extern const uint8_t mq_ascii_class[128];

/* Class of a code point; MQ_C_BAD if negative. */
mq_class mq_class_beyond_ascii(int32_t c);
static inline mq_class mq_class_of(int32_t c) {
  return c >= 0 && c < 128 ? (mq_class)mq_ascii_class[c] : mq_class_beyond_ascii(c);
}

/* The code point at *i < end, which moves behind it; negative for a malformed piece. */
static inline int32_t mq_next(const char *at, size_t *i, size_t end) {
  const uint8_t *bytes = (const uint8_t *)at;
  int32_t c;
  size_t k = *i;
  U8_NEXT(bytes, k, end, c);
  *i = k;
  return c;
}

/* The code point that ends at *i > start, which moves before it. */
static inline int32_t mq_previous(const char *at, size_t start, size_t *i) {
  const size_t base = *i - start > U8_MAX_LENGTH ? *i - U8_MAX_LENGTH : start;
  const uint8_t *bytes = (const uint8_t *)at + base;
  int32_t k = (int32_t)(*i - base), c;
  U8_PREV(bytes, 0, k, c);
  *i = base + (size_t)k;
  return c;
}

/* The code point at i, or -1 at the end. */
static inline int32_t mq_peek(const char *at, size_t i, size_t end) {
  return i < end ? mq_next(at, &i, end) : -1;
}

static inline bool mq_is_quote(int32_t c) {
  return c == '"' || c == '\'' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == 0x2039 ||
         c == 0x203a || (c >= 0x300c && c <= 0x300f) || (c >= 0x301d && c <= 0x301f);
}

#endif
