/* Transliteration by rule: how a language writes its names in another alphabet (dicts/translit). */
#ifndef MQ_TRANSLIT_H
#define MQ_TRANSLIT_H

#include "base/table.h"

typedef struct mq_translit mq_translit;

/* Rules from rows "string TAB replacement TAB context", in the order in which they are tried; "∅" replaces by nothing.
 * Context: start or end of the word, after-vowel, any. The texts of the table must outlive the rules. */
const mq_translit *mq_translit_new(mq_arena *arena, const mq_table *table);

/* Writes the word (a fold) to `out`, cut at `room` bytes; returns its size. What no rule names stays as it is. */
size_t mq_transliterate(const mq_translit *rules, mq_str fold, char *out, size_t room);

#endif
