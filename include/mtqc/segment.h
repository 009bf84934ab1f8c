/* Segmentation: a document becomes paragraphs and sentence-sized segments. */
#ifndef MTQC_SEGMENT_H
#define MTQC_SEGMENT_H

#include <mtqc/checker.h>

MTQC_BEGIN

typedef struct mtqc_segments mtqc_segments;

/* Cuts a document of the checker's `side` language into segments. Paragraphs end at blank lines (or at every line end, in
 * a document that has no blank line). A single line break inside a paragraph does not end a segment. Segments do not
 * overlap, come in order, and hold every byte that is not white space. New; NULL with MTQC_ELIMIT, MTQC_EARGUMENT (no
 * source language) or MTQC_ENOMEM. */
mtqc_segments *mtqc_segment(const mtqc_checker *checker, mtqc_side side, const char *text, size_t size, mtqc_error *error);
void mtqc_segments_free(mtqc_segments *segments);

size_t mtqc_segments_count(const mtqc_segments *segments);

/* Byte range and paragraph (from 0) of segment `index` < count. Output pointers may be NULL. */
void mtqc_segments_get(const mtqc_segments *segments, size_t index, size_t *start_byte, size_t *end_byte, size_t *paragraph);

MTQC_END

#endif
