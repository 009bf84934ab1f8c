/* Alignment: which source segments belong to which target segments.
 *
 * The result is a monotone list of beads. A bead joins zero or more source segments with zero or more target segments; a
 * null bead has one side empty. Every segment is in exactly one bead. Method: dynamic programming over the log ratio of
 * lexical support to the document's own word frequencies, over the order of the words that support each other, and over
 * the Gale-Church length term, inside a corridor around a chain of rare shared words; linear in the length of the
 * document. Passes learn the words of the document (IBM model 1) and measure its lengths; neighbouring beads are joined
 * where words of one find their counterparts only in the other.
 *
 * Threads: any number may align with one checker at a time; each call has its own memory. Options that count here are
 * max-bead, one-to-one, paragraphs, anchors, anchor-pattern, learnt and lexicon (mtqc/options.h). */
#ifndef MTQC_ALIGN_H
#define MTQC_ALIGN_H

#include <mtqc/segment.h>

MTQC_BEGIN

typedef struct mtqc_alignment mtqc_alignment;

/* Aligns two documents: segments each, then aligns. New through `out`. 0, MTQC_EINPUT (anchors that the
 * texts do not have or that cross), MTQC_ELIMIT, MTQC_EARGUMENT (no source language), MTQC_ENOMEM. */
int mtqc_align(const mtqc_checker *checker, const char *source, size_t source_size, const char *target, size_t target_size,
               mtqc_alignment **out, mtqc_error *error);

/* The same for texts that are segmented already: every line is one segment (a final line end starts no new line). */
int mtqc_align_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_alignment **out, mtqc_error *error);

/* As mtqc_align, or, with `lines` not 0, as mtqc_align_lines; tells `progress` (NULL: nobody) how far it is, at least three times,
 * and after every ten thousand segments or so. When that says stop there is no alignment: *out is NULL. MTQC_EIO (stopped), and as above. */
int mtqc_align_watched(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                       size_t target_size, int lines, mtqc_progress progress, void *payload, mtqc_alignment **out,
                       mtqc_error *error);

/* As mtqc_align for segments given one by one. Byte ranges are those in the text that the segments of a side make when each is
 * followed by a line feed. */
int mtqc_align_segments(const mtqc_checker *checker, const mtqc_text *sources, size_t source_count, const mtqc_text *targets,
                        size_t target_count, mtqc_alignment **out, mtqc_error *error);

void mtqc_alignment_free(mtqc_alignment *alignment);

size_t mtqc_alignment_segment_count(const mtqc_alignment *alignment, mtqc_side side);

/* Byte range of a segment in the text of its side. `index` < count. */
void mtqc_alignment_segment(const mtqc_alignment *alignment, mtqc_side side, size_t index, size_t *start_byte,
                            size_t *end_byte);

size_t mtqc_alignment_bead_count(const mtqc_alignment *alignment);

/* The segments [first, last) of one side of bead `index` < count; first == last on the empty side of a null bead. */
void mtqc_alignment_bead(const mtqc_alignment *alignment, size_t index, mtqc_side side, size_t *first, size_t *last);

/* How sure the aligner is of a bead, 0..1: of the beads with confidence x, the share x is right in hand-aligned texts. */
double mtqc_alignment_confidence(const mtqc_alignment *alignment, size_t index);

/* What is to be seen of a bead at a glance. */
typedef enum mtqc_bead_flag {
  MTQC_BEAD_NULL = 1,   /* one side is empty */
  MTQC_BEAD_MERGED = 2, /* several segments on a side */
  MTQC_BEAD_LOW = 4     /* more likely wrong than right: confidence under 0.5 */
} mtqc_bead_flag;

/* The set of mtqc_bead_flag of bead `index` < count. */
unsigned mtqc_alignment_flags(const mtqc_alignment *alignment, size_t index);

/* Evidence: pairs of tokens by which a bead holds together, the most telling ones (at most six). None in the alignment of
 * a report. */
size_t mtqc_alignment_match_count(const mtqc_alignment *alignment, size_t index);

/* Byte ranges of both tokens of match `match` < count in the texts of their sides. Returns the strength of the link, 0..1. */
double mtqc_alignment_match(const mtqc_alignment *alignment, size_t index, size_t match, size_t *source_start,
                            size_t *source_end, size_t *target_start, size_t *target_end);

/* Doubts about the texts as a whole ("the two texts do not seem to belong together", "the languages seem to be swapped"),
 * by index; NULL behind the last. Borrowed, lives forever. */
const char *mtqc_alignment_doubt(const mtqc_alignment *alignment, size_t index);

/* Pairs of stems that this alignment has learnt or was given to use, by stem; `index` < count. Returns the strength, 0..1.
 * Texts are borrowed, they live as long as the alignment. */
size_t mtqc_alignment_learnt_count(const mtqc_alignment *alignment);
double mtqc_alignment_learnt(const mtqc_alignment *alignment, size_t index, mtqc_text *source, mtqc_text *target);

/* Language tag of a side; "" in the alignment of a report. Borrowed, lives as long as the alignment. */
const char *mtqc_alignment_language(const mtqc_alignment *alignment, mtqc_side side);

/* Names of the formats of mtqc_alignment_write, by index; NULL behind the last. Borrowed, lives forever. */
const char *mtqc_alignment_format_name(size_t index);

/* Writes the alignment: format "beads" (`[0, 1]:[2]:0.97`, 0-based segments), "tsv" (both texts of each bead and the
 * confidence), "jsonl" and "json" (texts, flags and evidence), "tmx" (beads with both sides), "html" (side by side, with
 * a picture of the path), or "learnt": not the beads but the pairs of words that the texts have taught, a table that the
 * option "learnt" reads. A set of documents is aligned in two rounds: each with what those before it have taught, then
 * each anew with all of that. `source` and `target` are the texts that were aligned. 0, MTQC_EARGUMENT, MTQC_EIO, MTQC_ENOMEM. */
int mtqc_alignment_write(const mtqc_alignment *alignment, const char *format, mtqc_text source, mtqc_text target,
                         mtqc_sink sink, void *payload, mtqc_error *error);

MTQC_END

#endif
