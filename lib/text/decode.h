/* Encodings of files: which one a text is in, and its conversion to UTF-8 piece by piece. */
#ifndef MQ_DECODE_H
#define MQ_DECODE_H

#include "places.h"

typedef struct mq_decoder mq_decoder;

/* The encoding of a text by its first bytes: its byte order mark, the NULs of UTF-16 and UTF-32, well-formed UTF-8, else
 * what statistics of ICU say. A name that ICU knows; "UTF-8" when nothing speaks against it. In the arena or lives forever. */
const char *mq_encoding_guess(mq_arena *arena, mq_str start, bool statistics);

/* Whether a name means UTF-8 or a part of it. */
bool mq_encoding_is_utf8(const char *name);

/* A decoder, closed with the arena; NULL if ICU does not know the encoding. */
mq_decoder *mq_decoder_open(mq_arena *arena, const char *name, mq_width *width);

/* Decodes bytes off the front of *raw into `out` and returns how many were written; 0 if more of *raw is needed. `last`: nothing
 * follows *raw. Malformed pieces become U+FFFD. Everything is done when *raw is empty and less than `room` was written. */
size_t mq_decoder_take(mq_decoder *decoder, mq_str *raw, bool last, char *out, size_t room);

/* The same for an encoding of MQ_WIDTH_MIXED, with the sizes of mq_place_move_sized. Unless it is the last, up to
 * MQ_DECODER_REST bytes of *raw remain, and must stand before those that follow. */
enum { MQ_DECODER_REST = 32 };
size_t mq_decoder_take_sized(mq_decoder *decoder, mq_str *raw, bool last, char *out, uint8_t *sizes, size_t room);

#endif
