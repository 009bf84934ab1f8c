/* The tokenizers of BLEU, as sacrebleu names them. */
#ifndef MQ_MTEVAL_H
#define MQ_MTEVAL_H

#include "chars.h"

typedef enum mq_mteval {
  MQ_MTEVAL_NONE, /* white space only */
  MQ_MTEVAL_13A,  /* NIST's mteval-v13a: ASCII punctuation */
  MQ_MTEVAL_INTL, /* NIST's mteval-v14 with --international-tokenization: Unicode punctuation and symbols */
  MQ_MTEVAL_CHAR, /* every character */
  MQ_MTEVAL_ZH    /* every Chinese character, and as 13a otherwise */
} mq_mteval;

/* Name of a tokenizer; NULL beyond the last. */
const char *mq_mteval_name(mq_mteval tokenizer);

/* Appends the words of the text that begins at `from` and ends with `chars`; the text may become shorter. */
void mq_mteval_words(mq_mteval tokenizer, mq_chars *chars, size_t from, mq_ranges *words);

/* --- rules shared with TER's tokenizer (tercom.h) --- */

/* Space, and ASCII punctuation other than ' , - . */
bool mq_mteval_is_separated(uint32_t c);

/* Whether 13a separates character `i` of the text from its neighbours; to be asked for every character in
 * order. `edge` is what stands beyond either end of the text, or MQ_NO_CHAR. `matched` is SIZE_MAX at first:
 * the last stop that was separated because of what stands before it. */
bool mq_mteval_separates(const mq_chars *chars, size_t from, size_t i, uint32_t edge, size_t *matched);
#define MQ_NO_CHAR UINT32_MAX

#endif
