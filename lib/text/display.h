/* Code points as a terminal shows them: how wide they are, and which must not reach it as they are. */
#ifndef MQ_DISPLAY_H
#define MQ_DISPLAY_H

#include "base/str.h"

/* Decodes the code point at byte *at < text.size and moves *at behind it; -1 for malformed bytes, which are
 * passed over as one maximal subpart (the practice that Unicode recommends, one U+FFFD each). */
int32_t mq_utf8_next(mq_str text, size_t *at);

/* Columns of a terminal: 0 (combining), 1 or 2 (East Asian wide); -1 for what a terminal obeys or hides
 * instead of showing: control characters, line separators, direction overrides and other invisible format
 * characters, non-characters. */
int mq_display_width(int32_t code);

#endif
