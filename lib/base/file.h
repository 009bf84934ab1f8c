/* Files: read whole, or mapped read-only. */
#ifndef MQ_FILE_H
#define MQ_FILE_H

#include "error.h"
#include "str.h"

/* Reads a regular file, a pipe or, for "-", standard input, into the arena. At most `limit` bytes (MTQC_ELIMIT beyond).
 * 0, MTQC_EIO (missing, a directory, unreadable) or MTQC_ELIMIT. */
int mq_file_read(mq_arena *arena, const char *path, size_t limit, mq_str *out, mtqc_error *error);

/* Maps a regular file; it is unmapped with the arena. Same results; an empty file gives an empty text. */
int mq_file_map(mq_arena *arena, const char *path, mq_str *out, mtqc_error *error);

/* Writes a file by way of a temporary one in the same folder and a rename, so that a half-written file is never seen. */
int mq_file_write(const char *path, mq_str bytes, mtqc_error *error);

bool mq_file_exists(const char *path);

#endif
