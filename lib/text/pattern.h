/* Regular expressions of the user, in ICU's syntax, over segments. */
#ifndef MQ_PATTERN_H
#define MQ_PATTERN_H

#include "text.h"

/* Compiled, immutable, for many threads. */
typedef struct mq_pattern mq_pattern;

/* Released with the arena. 0 or MTQC_EARGUMENT (the expression is malformed; the text says where). */
int mq_pattern_new(mq_arena *arena, const char *expression, mq_pattern **out, mtqc_error *error);

/* The segments in which the pattern is found somewhere, in order. 0 or MTQC_ELIMIT: the expression backtracks too long
 * on a segment. */
int mq_pattern_find(mq_arena *arena, const mq_pattern *pattern, const mq_text *text, uint32_t **segments, size_t *count,
                    mtqc_error *error);

#endif
