/* The paragraphs of a document as runs of views, for document checks. */
#ifndef MQ_PARAGRAPH_H
#define MQ_PARAGRAPH_H

#include "check.h"

typedef struct mq_paragraph {
  size_t first, last;     /* views [first, last): at least one */
  const mq_token *tokens; /* of the target; NULL if it has none */
  size_t count;
} mq_paragraph;

/* The paragraph of the target that begins with view i < view_count. A bead that joins paragraphs makes them
 * one; null beads without a target belong to the paragraph before them. */
mq_paragraph mq_paragraph_at(const mq_document *document, size_t i);

/* The view of a token of the paragraph. */
const mq_view *mq_paragraph_view(const mq_document *document, const mq_paragraph *paragraph,
                                 const mq_token *token);

#endif
