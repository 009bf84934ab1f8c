/* Errors: a status, and optionally where and why.
 *
 * Fallible functions return 0 or a negative MTQC_E… code; constructors return NULL. Their last parameter is an
 * `mtqc_error *` owned by the caller, or NULL if only the code matters. The first error wins; nothing is global.
 * Passing NULL where a pointer is required is a programming mistake and is checked by assertions only. */
#ifndef MTQC_ERROR_H
#define MTQC_ERROR_H

#include <mtqc/common.h>

MTQC_BEGIN

/* Codes never change their meaning. */
typedef enum mtqc_status {
  MTQC_OK = 0,
  MTQC_ENOMEM = -1,     /* out of memory; the call had no effect */
  MTQC_EIO = -2,        /* a file cannot be read or written, or a sink or progress said stop */
  MTQC_EINPUT = -3,     /* an input file is malformed: not text, wrong encoding, broken syntax */
  MTQC_EARGUMENT = -4,  /* an unknown language tag, option, check, format, or a value out of range */
  MTQC_EDATA = -5,      /* a language pack is damaged, foreign or of another version */
  MTQC_ELIMIT = -6      /* a documented limit is exceeded */
} mtqc_status;

/* Where and why. Fill with zeros (or mtqc_error_clear) before the first use; then reuse freely. */
typedef struct mtqc_error {
  int32_t code;    /* an mtqc_status */
  uint32_t line;   /* from 1; 0 if no line is concerned */
  uint32_t column; /* code points from 1; 0 if not known */
  uint64_t byte;   /* offset in the file or text; 0 if none is concerned */
  char file[256];  /* path, shortened at the front if long; "" if none */
  char text[256];  /* one impersonal line, no full stop, NUL-terminated UTF-8 */
} mtqc_error;

/* Resets `error` to "no error". */
void mtqc_error_clear(mtqc_error *error);

/* Name of a code: "MTQC_EIO" and so on; "MTQC_E?" for an unknown number. Borrowed, lives forever. */
const char *mtqc_status_name(int32_t code);

MTQC_END

#endif
