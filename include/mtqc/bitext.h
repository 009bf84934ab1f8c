/* Reading texts from files. Readers keep every byte as given, so that offsets in a report point into the file. */
#ifndef MTQC_BITEXT_H
#define MTQC_BITEXT_H

#include <mtqc/error.h>

MTQC_BEGIN

typedef struct mtqc_file mtqc_file;

/* Reads a plain text file ("-": standard input). New; NULL with MTQC_EIO (missing, a directory, unreadable), MTQC_EINPUT
 * (UTF-16 or UTF-32 by its byte order mark, or binary: NUL bytes), MTQC_ELIMIT or MTQC_ENOMEM. A UTF-8 byte order mark is
 * kept; malformed UTF-8 is no error here. */
mtqc_file *mtqc_file_read(const char *path, mtqc_error *error);
void mtqc_file_free(mtqc_file *file);

/* Its content. Borrowed. */
mtqc_text mtqc_file_text(const mtqc_file *file);

MTQC_END

#endif
