/* What the formats of an alignment share. */
#ifndef MQ_ALIGNMENT_FORM_H
#define MQ_ALIGNMENT_FORM_H

#include "writer.h"

typedef struct mq_alignment_job {
  const mtqc_alignment *alignment;
  mq_str text[2]; /* by mtqc_side */
} mq_alignment_job;

/* From the first byte of the bead's first segment to the last byte of its last. */
mq_str mq_alignment_bead_text(const mq_alignment_job *job, size_t bead, mtqc_side side);

/* Both tokens of a match. */
void mq_alignment_match_texts(const mq_alignment_job *job, size_t bead, size_t match, mq_str pair[2]);

/* Names of the flags that are set, each in `quote`s. */
void mq_alignment_put_flags(mq_buf *buf, unsigned flags, const char *between, const char *quote);

/* Formats with files of their own; `what` is an mq_alignment_job. */
void mq_write_alignment_html(mq_writer *writer, const void *what);
void mq_write_alignment_tmx(mq_writer *writer, const void *what);

#endif
