/* One side of a translation as the pipeline carries it: text, paragraphs, segments, tokens, quantities. */
#ifndef MQ_TEXT_H
#define MQ_TEXT_H

#include "base/array.h"
#include "quantity.h"
#include "token.h"

typedef struct mq_segment {
  uint32_t start, end; /* bytes; white space off both ends */
  uint32_t paragraph;  /* from 0 */
  uint32_t length;     /* letters and digits in code points: the length that alignment and omission compare; with tokens */
  const mq_token *tokens; /* the tokens of consecutive segments tokenized by one call lie behind one another */
  uint32_t token_count;
  uint32_t quantity_count;
  const mq_quantity *quantities; /* in order; token indices count from `tokens` */
} mq_segment;

typedef struct mq_text {
  const mq_language *language;
  mq_str bytes;
  mq_segment *segments;
  size_t segment_count;
  size_t paragraph_count;
  bool hard_wrapped; /* most paragraphs of several lines break inside sentences: line ends mean nothing in this text */
} mq_text;

/* Cuts a document into paragraphs and segments (see mtqc_segment). Tokens are not made yet. */
mq_text mq_text_segment(mq_arena *arena, const mq_language *language, mq_str bytes);

/* Every line is one segment and one paragraph; an empty line is an empty segment; a final line end starts no new line. */
mq_text mq_text_lines(mq_arena *arena, const mq_language *language, mq_str bytes);

/* Tokens and quantities of the segments [first, last). */
void mq_text_tokenize(mq_arena *arena, mq_text *text, mq_vocab *vocab, size_t first, size_t last);

/* Line and column (code points) of a byte, both from 1. An index made once makes each look-up logarithmic. */
typedef struct mq_lines {
  mq_str bytes;
  const uint32_t *starts;
  size_t count;
  const uint32_t *sums; /* code points before every so many bytes, for long lines */
} mq_lines;
mq_lines mq_lines_index(mq_arena *arena, mq_str bytes);
void mq_lines_locate(const mq_lines *lines, size_t byte, size_t *line, size_t *column);

#endif
