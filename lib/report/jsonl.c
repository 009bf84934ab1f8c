/* JSON Lines: one finding a line and nothing else, so that `wc -l` counts findings and every line parses alike. */
#include "writer.h"

static void add(mtqc_writer *writer, const mq_entry *entry) {
  const size_t count = mtqc_report_finding_count(entry->report);
  for (size_t i = 0; i < count && mq_writer_flush(&writer->out); i++) {
    mq_put_finding(&writer->out.buf, entry->report, mtqc_report_finding(entry->report, i),
                   entry->name[MTQC_TARGET]);
    mq_buf_char(&writer->out.buf, '\n');
  }
}

const mq_form mq_form_jsonl = {"jsonl", "JSON Lines: one finding a line", NULL, add, NULL, NULL};
