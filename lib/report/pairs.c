/* The pairs for which a condition holds, one a line: source, tab, translation. What would break the line (tabs, line ends)
 * becomes a space. With it mtqc filters a corpus in place of a script. */
#include "where.h"
#include "writer.h"

static void put_text(mq_buf *buf, mq_str text) {
  for (size_t i = 0; i < text.size; i++) {
    const char c = text.at[i];
    mq_buf_char(buf, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
  }
}

static int configure(mtqc_writer *writer, const mtqc_options *options, mtqc_error *error) {
  writer->state = mq_where_read(writer->out.buf.arena, options ? mtqc_options_get(options, "where") : "", error);
  return writer->state ? MTQC_OK : MTQC_EARGUMENT;
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  const mtqc_report *report = entry->report;
  const size_t findings = mtqc_report_finding_count(report);
  const size_t beads = mtqc_alignment_bead_count(mtqc_report_alignment(report));
  for (size_t bead = 0, first = 0, end = 0; bead < beads && mq_writer_flush(&writer->out); bead++, first = end) {
    while (end < findings && mtqc_finding_bead(mtqc_report_finding(report, end)) == bead) end++;
    if (!mq_where_holds(writer->state, report, bead, first, end - first)) continue;
    put_text(&writer->out.buf, mq_bead_text(report, bead, MTQC_SOURCE));
    mq_buf_char(&writer->out.buf, '\t');
    put_text(&writer->out.buf, mq_bead_text(report, bead, MTQC_TARGET));
    mq_buf_char(&writer->out.buf, '\n');
  }
}

const mq_form mq_form_pairs = {"pairs", "TSV of the pairs for which --where holds", NULL, add, NULL, configure};
