/* TBX termbases (ISO 30042:2008 and 2019, core and basic dialects) as rows of text. */
#ifndef MQ_TBX_TERMS_H
#define MQ_TBX_TERMS_H

#include "base/error.h"
#include "base/str.h"

/* Adds to `out` a row "source TAB target TAB status" for every pair of terms that a concept has in the two languages (tags;
 * source may be NULL), and a row without a source for every deprecated term of a concept that has only the target language.
 * The file may be gzipped. 0, or an error of the reader (MTQC_EIO, MTQC_EINPUT, MTQC_ELIMIT). */
int mq_tbx_terms(mq_arena *arena, const char *path, const char *source, const char *target, mq_buf *out,
                 mtqc_error *error);

#endif
