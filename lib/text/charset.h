/* Conversion from UTF-8 to the 8-bit encodings that spelling dictionaries are still written in. */
#ifndef MQ_CHARSET_H
#define MQ_CHARSET_H

#include "base/str.h"

typedef struct mq_charset mq_charset;

/* A converter to the encoding `name` as hunspell names it ("ISO8859-1", "KOI8-R", "microsoft-cp1251"); NULL
 * if it is not known. Closed with the arena; for one thread. */
mq_charset *mq_charset_open(mq_arena *arena, const char *name);

/* Writes `text` NUL-terminated to `out` (room bytes, the NUL included) and returns true; false if a character
 * has no place in the encoding, the text is not UTF-8, holds a NUL, or does not fit. */
bool mq_charset_convert(mq_charset *charset, mq_str text, char *out, size_t room);

#endif
