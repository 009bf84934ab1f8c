/* An alignment as a translation memory, TMX 1.4b: one unit a bead with both sides, null beads left out. */
#include "alignment_form.h"

#include <mtqc/common.h>

static void put_variant(mq_buf *buf, const mq_alignment_job *job, size_t bead, mtqc_side side) {
  mq_buf_text(buf, "<tuv xml:lang=\"");
  mq_put_xml(buf, mq_str_of(mtqc_alignment_language(job->alignment, side)));
  mq_buf_text(buf, "\"><seg>");
  mq_put_xml(buf, mq_alignment_bead_text(job, bead, side));
  mq_buf_text(buf, "</seg></tuv>\n");
}

void mq_write_alignment_tmx(mq_writer *writer, const void *what) {
  const mq_alignment_job *job = what;
  mq_buf *buf = &writer->buf;
  mq_buf_text(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n<header creationtool=\"mtqc\" "
                   "creationtoolversion=\"");
  mq_buf_text(buf, mtqc_version());
  mq_buf_text(buf, "\" segtype=\"block\" o-tmf=\"plain text\" adminlang=\"en\" datatype=\"plaintext\" srclang=\"");
  mq_put_xml(buf, mq_str_of(mtqc_alignment_language(job->alignment, MTQC_SOURCE)));
  mq_buf_text(buf, "\"/>\n<body>\n");
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++) {
    if (mtqc_alignment_flags(job->alignment, i) & MTQC_BEAD_NULL) continue;
    mq_buf_text(buf, "<tu><prop type=\"x-confidence\">");
    mq_put_number(buf, mtqc_alignment_confidence(job->alignment, i), 2);
    mq_buf_text(buf, "</prop>\n");
    put_variant(buf, job, i, MTQC_SOURCE);
    put_variant(buf, job, i, MTQC_TARGET);
    mq_buf_text(buf, "</tu>\n");
  }
  mq_buf_text(buf, "</body>\n</tmx>\n");
}
