#include "paragraph.h"

mq_paragraph mq_paragraph_at(const mq_document *document, size_t i) {
  mq_paragraph p = {.first = i, .last = i};
  uint32_t number = 0;
  for (bool begun = false; p.last < document->view_count; p.last++) {
    const mq_view *view = &document->views[p.last];
    if (!view->bead->target_count) continue;
    const mq_segment *segments = document->target->segments + view->bead->target_first;
    const bool joined = !p.count || !view->target_count || view->target == p.tokens + p.count;
    if (begun && (segments[0].paragraph != number || !joined)) break;
    number = segments[view->bead->target_count - 1].paragraph;
    begun = true;
    if (!p.count) p.tokens = view->target;
    p.count += view->target_count;
  }
  if (p.last == i) p.last = i + 1;
  return p;
}

const mq_view *mq_paragraph_view(const mq_document *document, const mq_paragraph *paragraph,
                                 const mq_token *token) {
  size_t i = paragraph->first;
  while (i + 1 < paragraph->last &&
         (!document->views[i].target_count || document->views[i].target_end <= token->start))
    i++;
  return &document->views[i];
}
