/* A word with a capital at its start. */
#include "token.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

size_t mq_capitalise(mq_str word, char *out, size_t room) {
  int32_t start = 0, size = 0;
  UChar32 c;
  if (!word.size || word.size > INT32_MAX - 1) return 0;
  U8_NEXT(word.at, start, (int32_t)word.size, c);
  if (c < 0) return 0;
  char first[U8_MAX_LENGTH];
  U8_APPEND_UNSAFE(first, size, u_totitle(c));
  const size_t rest = word.size - (size_t)start;
  if ((size_t)size + rest > room) return 0;
  memcpy(out, first, (size_t)size);
  memcpy(out + size, word.at + start, rest);
  return (size_t)size + rest;
}
