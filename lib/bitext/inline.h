/* The content of a segment in TMX and XLIFF: text with inline codes.
 *
 * Codes are kept as tags, so that checks see whether the translation has them too. A code that carries what it stands for
 * (<ph>%s</ph>, <bpt>&lt;b&gt;</bpt>) is kept as that; any other as its own tag. Marks that only annotate are left out. */
#ifndef MQ_INLINE_H
#define MQ_INLINE_H

#include "reader.h"
#include "xml.h"

typedef struct mq_inline {
  mtqc_bitext *bitext;
  mq_passage *passage; /* NULL: the content is read and dropped */
  size_t code_depth;   /* of the element whose content is a code; 0: none */
  size_t code_text, code_points; /* size of the passage before that code */
  bool code_filled;    /* it has content */
} mq_inline;

/* Takes the current token, which lies inside the segment. */
void mq_inline_take(mq_inline *in, const mq_xml *xml);

/* Whether a language tag is the one wanted: 2 the same, 1 the same language, 0 another. Case and _ for - do not count. */
int mq_language_match(const char *tag, const char *wanted);

#endif
