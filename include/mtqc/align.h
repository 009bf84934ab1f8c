/* Alignment: which source segments belong to which target segments.
 *
 * The result is a monotone list of beads. A bead joins zero or more source segments with zero or more target segments; a
 * null bead has one side empty. Every segment is in exactly one bead. Method: dynamic programming over the log ratio of
 * lexical support to the document's own word frequencies and over the Gale-Church length term, inside a corridor around
 * a chain of rare shared words; linear in the length of the document. */
#ifndef MTQC_ALIGN_H
#define MTQC_ALIGN_H

#include <mtqc/segment.h>

MTQC_BEGIN

typedef struct mtqc_alignment mtqc_alignment;

/* Aligns two documents: segments each, then aligns. New through `out`. 0, MTQC_ELIMIT, MTQC_ENOMEM. */
int mtqc_align(const mtqc_checker *checker, const char *source, size_t source_size, const char *target, size_t target_size,
               mtqc_alignment **out, mtqc_error *error);

/* The same for texts that are segmented already: every line is one segment (a final line end starts no new line). */
int mtqc_align_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_alignment **out, mtqc_error *error);

void mtqc_alignment_free(mtqc_alignment *alignment);

size_t mtqc_alignment_segment_count(const mtqc_alignment *alignment, mtqc_side side);

/* Byte range of a segment in the text of its side. `index` < count. */
void mtqc_alignment_segment(const mtqc_alignment *alignment, mtqc_side side, size_t index, size_t *start_byte,
                            size_t *end_byte);

size_t mtqc_alignment_bead_count(const mtqc_alignment *alignment);

/* The segments [first, last) of one side of bead `index` < count; first == last on the empty side of a null bead. */
void mtqc_alignment_bead(const mtqc_alignment *alignment, size_t index, mtqc_side side, size_t *first, size_t *last);

/* How sure the aligner is of a bead, 0..1. */
double mtqc_alignment_confidence(const mtqc_alignment *alignment, size_t index);

/* Writes the alignment: format "beads" (`[0, 1]:[2]:0.97`, 0-based segments), "tsv" (both texts of each bead and the
 * confidence) or "jsonl". `source` and `target` are the texts that were aligned. 0, MTQC_EARGUMENT, MTQC_EIO, MTQC_ENOMEM. */
int mtqc_alignment_write(const mtqc_alignment *alignment, const char *format, mtqc_text source, mtqc_text target,
                         mtqc_sink sink, void *payload, mtqc_error *error);

MTQC_END

#endif
