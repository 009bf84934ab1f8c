/* A candidate for the end of a sentence, and whether the text goes on over it. For use inside lib/text only.
 */
#ifndef MQ_CANDIDATE_H
#define MQ_CANDIDATE_H

#include "language.h"
#include "unicode.h"

#include <unicode/uchar.h>

/* Places are bytes of the whole text. The caller gives the first five members. */
typedef struct mq_candidate {
  const mq_language *language;
  const char *at;
  size_t start, end; /* of the segment so far and of the paragraph */
  size_t place;      /* the boundary: where the next segment would start */
  size_t stop;       /* the terminator's first byte */
  int32_t terminator;
  size_t chunk;   /* start of the run without spaces that ends at the terminator */
  size_t next;    /* the first letter or digit after the boundary; `end` if none near */
  int32_t letter; /* the code point there; -1 if none */
} mq_candidate;

/* Looks around the candidate. A look is bounded but for white space and closing marks, which are looked at
 * once. */
bool mq_goes_on(mq_candidate *candidate);

static inline bool mq_is_white(mq_class class) {
  return class == MQ_C_SPACE || class == MQ_C_BREAK || class == MQ_C_IGNORED;
}

static inline size_t mq_skip_white_back(const char *at, size_t least, size_t i) {
  while (i > least) {
    size_t before = i;
    if (!mq_is_white(mq_class_of(mq_previous(at, least, &before)))) break;
    i = before;
  }
  return i;
}

static inline size_t mq_skip_white(const char *at, size_t i, size_t end) {
  while (i < end) {
    size_t next = i;
    if (!mq_is_white(mq_class_of(mq_next(at, &next, end)))) break;
    i = next;
  }
  return i;
}

static inline bool mq_is_closer(int32_t c) {
  return u_charType(c) == U_END_PUNCTUATION || mq_is_quote(c) || c == '*' || c == '_';
}

#endif
