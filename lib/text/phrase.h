/* Phrases: many word sequences from tables, found in tokens by stem, all at once.
 *
 * A phrase is words separated by spaces; `…` stands for up to four arbitrary words. Words match by stem, case aside.
 * Looking up costs one hash probe per token plus the phrases that begin with its stem. Immutable after mq_phrases_add. */
#ifndef MQ_PHRASE_H
#define MQ_PHRASE_H

#include "token.h"

typedef struct mq_phrases mq_phrases;

mq_phrases *mq_phrases_new(mq_arena *arena, const mq_language *language);

/* Adds one phrase under a caller's number. An empty phrase is left out. */
void mq_phrases_add(mq_phrases *phrases, mq_str phrase, uint32_t number);

typedef struct mq_phrase_match {
  uint32_t number;
  uint32_t first, count; /* tokens covered, gaps included */
} mq_phrase_match;

/* Matches in `tokens`, in order of first token, at most `room`; returns how many were found (never more than room).
 * Punctuation other than a hyphen between two words ends a match. */
size_t mq_phrases_find(const mq_phrases *phrases, const mq_token *tokens, size_t count, mq_phrase_match *out,
                       size_t room);

#endif
