/* JSON Lines: one finding a line and nothing else, so that `wc -l` counts findings and every line parses
 * alike. */
#include "writer.h"

void mq_write_jsonl(mq_writer *writer, const mtqc_report *report, const mtqc_options *options) {
  (void)options;
  const size_t count = mtqc_report_finding_count(report);
  for (size_t i = 0; i < count && mq_writer_flush(writer); i++) {
    mq_put_finding(&writer->buf, report, mtqc_report_finding(report, i));
    mq_buf_char(&writer->buf, '\n');
  }
}
