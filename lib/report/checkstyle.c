/* Checkstyle XML, which most CI servers and review bots read: new findings by file, those that the translation lacks in the
 * file of the source. */
#include "writer.h"

static const char *severity_name(int severity) {
  return severity >= MTQC_MAJOR ? "error" : severity == MTQC_MINOR ? "warning" : "info";
}

static void put_error(mq_buf *buf, const mtqc_finding *finding, mq_spot spot) {
  mq_buf_format(buf, "<error line=\"%zu\" column=\"%zu\" severity=\"%s\" message=\"", spot.line, spot.column,
                severity_name(mtqc_finding_severity(finding)));
  mq_put_xml(buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_format(buf, "\" source=\"mtqc.%s\"/>\n", mtqc_finding_check(finding));
}

static void put_file(mtqc_writer *writer, const mq_entry *entry, mtqc_side side) {
  mq_buf *buf = &writer->out.buf;
  bool open = false;
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report) && mq_writer_flush(&writer->out); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    const mq_spot spot = mq_spot_of(finding);
    if (spot.side != side || !mq_is_new(finding)) continue;
    if (!open) {
      mq_buf_text(buf, "<file name=\"");
      mq_put_xml(buf, mq_str_of(entry->name[side]));
      mq_buf_text(buf, "\">\n");
    }
    open = true;
    put_error(buf, finding, spot);
  }
  if (open) mq_buf_text(buf, "</file>\n");
}

static void begin(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  put_file(writer, entry, MTQC_SOURCE);
  put_file(writer, entry, MTQC_TARGET);
}

static void end(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "</checkstyle>\n");
}

const mq_form mq_form_checkstyle = {"checkstyle", "Checkstyle XML, for Jenkins and review bots", begin, add, end, NULL};
