/* A file as a stream of UTF-8 text: a window that moves over it.
 *
 * Memory is bounded by the longest record, not by the file. Gzipped files are unpacked on the way; places then count in
 * what was packed. Readers take bytes off the front of the window and ask for the places of what they took, in order. */
#ifndef MQ_INPUT_H
#define MQ_INPUT_H

#include "base/error.h"
#include "text/decode.h"

typedef struct mq_input {
  mq_arena *arena;
  const char *name; /* of the file, for messages */
  void *packed;     /* gzFile; NULL: the text lies in memory */
  mq_decoder *decoder; /* NULL: the text is UTF-8 */
  mq_str raw;       /* read and not decoded yet */
  uint64_t total;   /* bytes read that were to be decoded */
  char *block;      /* where `raw` lies, unless in memory */
  char *at;         /* the window: text not yet taken starts at `next` */
  uint8_t *sizes;   /* of its characters, if `width` is MQ_WIDTH_MIXED */
  size_t next, size, room;
  size_t most;      /* bytes of the longest record */
  bool ended;       /* nothing follows the window */
  mq_width width;   /* of characters in the file */
  mq_place place;   /* of the byte `placed` of the window */
  size_t placed;    /* at most `next` */
} mq_input;

/* Longest record (line, tag, text between two tags) in bytes. */
#define MQ_RECORD_MAX ((size_t)64 << 20)

/* Opens a file ("-": standard input), gzipped or not, closed with the arena. 0, MTQC_EIO. */
int mq_input_open(mq_input *input, mq_arena *arena, const char *path, mtqc_error *error);

/* The same for text in memory, which must outlive the input. */
void mq_input_view(mq_input *input, mq_arena *arena, const char *name, mq_str text);

/* How a format tells its encoding. Byte order marks, and the NULs of UTF-16, count in all. */
typedef enum mq_encoding {
  MQ_ENCODING_GUESSED, /* not at all: by statistics where it is not UTF-8 */
  MQ_ENCODING_CHARSET, /* as "charset=..." among the first bytes, else as above (PO, HTML) */
  MQ_ENCODING_DECLARED /* by an XML declaration, else it is UTF-8 (XML, JSON) */
} mq_encoding;

/* Decodes from now on, from the encoding `named`, or, if that is "", from what the first bytes tell; to be called before
 * anything is taken. 0, an error of mq_input_more, or an encoding that is not known: MTQC_EARGUMENT or MTQC_EINPUT. */
int mq_input_detect(mq_input *input, mq_encoding encoding, const char *named, mtqc_error *error);

/* Reads more behind the window, which moves: pointers into it are void. 1, 0 at the end of the file, MTQC_EIO,
 * MTQC_EINPUT (damaged gzip data) or MTQC_ELIMIT (record too long). */
int mq_input_more(mq_input *input, mtqc_error *error);

/* Takes the next line, without its line end (LF or CRLF). 1, 0 at the end, or an error: as above, and MTQC_EINPUT for NUL
 * bytes. The line is borrowed until the next call. */
int mq_input_line(mq_input *input, mq_str *line, mtqc_error *error);

/* The place of a byte in the window; bytes are asked for in rising order. */
mq_place mq_input_place(mq_input *input, const char *at);

/* Adds the places of a piece of the window that becomes byte `at` of a text. */
void mq_input_copied(mq_input *input, mq_arena *arena, mq_point_list *points, size_t at, mq_str piece);

/* Fills an error with a place; returns MTQC_EINPUT. */
int mq_input_error(const mq_input *input, mq_place place, mtqc_error *error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
