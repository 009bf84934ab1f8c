/* Where the bytes of a text stand in the file that it was read from.
 *
 * A reader takes text out of a file: it leaves out markup, resolves escapes, decodes. What it took is a list of runs: a
 * *copied* run stands in the file as it is, character by character; any other run stands for a piece of the file as a
 * whole ("&amp;" for "&"). Each run begins at a point; a point may also mark the end of the run before it, so that what
 * was left out between two runs belongs to neither. */
#ifndef MQ_PLACES_H
#define MQ_PLACES_H

#include "base/array.h"
#include "base/str.h"

/* A place in a file: byte from 0, line and column (code points) from 1. */
typedef struct mq_place {
  uint64_t byte;
  uint32_t line, column;
} mq_place;

typedef struct mq_point {
  mq_place place;
  uint32_t text; /* byte of the text at which the run begins */
  bool copied;
  uint8_t size;  /* MQ_WIDTH_MIXED: bytes that each character of the run takes in the file */
} mq_point;

typedef MQ_ARRAY(mq_point) mq_point_list;

/* Bytes that a character takes in the file. */
typedef enum mq_width {
  MQ_WIDTH_UTF8,
  MQ_WIDTH_1,    /* one byte each */
  MQ_WIDTH_UTF16,
  MQ_WIDTH_UTF32,
  MQ_WIDTH_MIXED /* not to be told from the character (Shift-JIS, GB18030): a copied run has characters of one size */
} mq_width;

typedef struct mq_places {
  mq_str text;
  const mq_point *points; /* in order of `text`; NULL: the text is the file */
  size_t count;
  mq_width width;
} mq_places;

/* Moves a place in the file over text that stands there as it is, in an encoding of any width but MQ_WIDTH_MIXED. A line
 * ends at LF, CRLF or CR. */
void mq_place_move(mq_place *place, mq_str text, mq_width width);

/* The same for MQ_WIDTH_MIXED: `sizes` holds, for each byte of `text`, the bytes in the file of the character that begins
 * there, and 0 inside a character. */
void mq_place_move_sized(mq_place *place, mq_str text, const uint8_t *sizes);

/* Adds a copied run; long ones get points in between, so that finding a place costs little however long a run is. */
void mq_places_copied(mq_arena *arena, mq_point_list *points, size_t at, mq_str text, mq_place place, mq_width width);

/* The same for MQ_WIDTH_MIXED, with the sizes of mq_place_move_sized. */
void mq_places_copied_sized(mq_arena *arena, mq_point_list *points, size_t at, mq_str text, mq_place place,
                            const uint8_t *sizes);

/* Where the character at `byte` of the text begins, and where that before `byte` ends. */
mq_place mq_places_start(const mq_places *places, size_t byte);
mq_place mq_places_end(const mq_places *places, size_t byte);

#endif
