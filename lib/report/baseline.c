/* A baseline: what is known from now on, one finding a line (see mtqc/suppress.h). What is ignored is in another list. */
#include "writer.h"

#include <inttypes.h>

static void begin(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "# Known findings of mtqc: fingerprint, check, document, message\n");
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  mq_buf *buf = &writer->out.buf;
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report) && mq_writer_flush(&writer->out); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    if (mtqc_finding_state(finding) == MTQC_IGNORED) continue;
    mq_buf_format(buf, "%016" PRIx64 "\t%s\t", mtqc_finding_fingerprint(finding),
                  mtqc_finding_check(finding));
    mq_put_field(buf, mq_str_of(entry->name[mq_spot_of(finding).side]));
    mq_buf_char(buf, '\t');
    mq_put_field(buf, mq_str_of(mtqc_finding_message(finding)));
    mq_buf_char(buf, '\n');
  }
}

const mq_form mq_form_baseline = {"baseline", "findings to be known from now on (--baseline)", begin, add, NULL, NULL};
