/* The tokenizer of TER (tercom's, as in sacrebleu). */
#ifndef MQ_TERCOM_H
#define MQ_TERCOM_H

#include "chars.h"

typedef struct mq_tercom {
  bool case_sensitive;
  bool normalized; /* line ends, XML escapes, punctuation apart */
  bool no_punct;   /* punctuation left out */
  bool asian;      /* with the other two: Chinese and Japanese characters apart, their punctuation left out */
} mq_tercom;

/* Appends the words of the text that begins at `from` and ends with `chars`. The text is rewritten in place
 * of the old; its words are ranges in it. `spare` is room to work in. */
void mq_tercom_words(const mq_tercom *settings, mq_chars *chars, size_t from, mq_chars *spare,
                     mq_ranges *words);

#endif
