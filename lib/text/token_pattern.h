/* Patterns over tokens, from tables: what a language does not put in a row.
 *
 * A pattern is elements separated by spaces:
 *   word  a|b*|!c   a form (case aside) that is one of a list; `*` stands for any letters, `!` excepts
 *   =word  =a|b     a form as it is written
 *   @class          a form that is of a class of the table; @Cap: begins with a capital inside a sentence, @low: is all small; capitals and single letters are of no class
 *   ^x              x at the start of a sentence
 *   ,               a punctuation mark; a hyphen joins what stands before it
 *   …  …4  …!@class up to eight tokens (or four) other than punctuation marks (hyphens count), none of a class
 *   [ ]             around what is reported; without them, all of it
 * A table has rows of classes (`@class`, list) before those that use them. Immutable once made. */
#ifndef MQ_TOKEN_PATTERN_H
#define MQ_TOKEN_PATTERN_H

#include "base/error.h"
#include "base/table.h"
#include "token.h"

typedef struct mq_patterns mq_patterns;

/* `table` has the columns name and pattern; row numbers name the patterns. A row that cannot be read is left out. */
const mq_patterns *mq_patterns_new(mq_arena *arena, const mq_table *table);

typedef struct mq_pattern_match {
  uint32_t row;          /* of the table */
  uint32_t first, count; /* tokens reported */
  uint32_t end;          /* token behind all that was matched */
} mq_pattern_match;

/* The next match that begins at token `from` or later; false if there is none. Of several at one token, the first row. */
bool mq_patterns_find(const mq_patterns *patterns, const mq_token *tokens, size_t count, size_t from,
                      mq_pattern_match *out);

/* Whether some token in [first, count) up to the end of the sentence is of a class ("@aux"); false for an unknown class. */
bool mq_patterns_sentence_has(const mq_patterns *patterns, const mq_token *tokens, size_t count, size_t first,
                              mq_str class);

#endif
