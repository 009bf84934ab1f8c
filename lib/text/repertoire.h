/* Sets of characters as users describe them: by a pattern of Unicode ("[\p{Cyrillic}\p{P} ]") or by a charset. */
#ifndef MQ_REPERTOIRE_H
#define MQ_REPERTOIRE_H

#include "base/error.h"
#include "base/str.h"

typedef struct mq_repertoire mq_repertoire;

/* The characters of an ICU UnicodeSet pattern. NULL with MTQC_EARGUMENT if it is none. Immutable; lives in the arena. */
const mq_repertoire *mq_repertoire_of_pattern(mq_arena *arena, const char *option, const char *pattern,
                                              mtqc_error *error);

/* The characters that a charset can encode ("iso-8859-1", "windows-1251", "gb18030"). The same results. */
const mq_repertoire *mq_repertoire_of_charset(mq_arena *arena, const char *option, const char *name, mtqc_error *error);

bool mq_repertoire_has(const mq_repertoire *repertoire, int32_t c);

/* The next character of `text` at or after *i that is in the set (or, if `outside`, that is not); its span is [*i, *end).
 * False if there is none. Malformed bytes are passed over. */
bool mq_repertoire_next(const mq_repertoire *repertoire, bool outside, mq_str text, size_t *i, size_t *end);

#endif
