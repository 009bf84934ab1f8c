/* The table of WMT's MQM annotations (github.com/google/wmt-mqm-human-evaluation): a row a finding, with the span between <v>
 * and </v>, and a row "no-error" for every bead without one, so that scores can be computed from the table alone. The rater
 * is mtqc. Ignored findings are no errors. As every row of a bead repeats its text, texts of more than MOST_TEXT bytes
 * are cut, with "…" where something is left out, so that the table stays linear in the text. */
#include "writer.h"

#include <inttypes.h>

/* "accuracy/mistranslation" as "Accuracy/Mistranslation". */
static void put_capitals(mq_buf *buf, const char *text) {
  for (bool start = true; *text; start = *text++ == '/')
    mq_buf_char(buf, start && *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text);
}

/* Marks of the table itself, if the text holds any, lose their meaning. */
static void put_piece(mq_buf *buf, mq_str text) {
  size_t from = 0;
  for (size_t i = 0; i < text.size; i++) {
    const mq_str rest = {text.at + i, text.size - i};
    if (!mq_str_starts(rest, MQ_STR("<v>")) && !mq_str_starts(rest, MQ_STR("</v>"))) continue;
    mq_put_field(buf, (mq_str){text.at + from, i - from});
    mq_buf_text(buf, "&lt;");
    from = i + 1;
  }
  mq_put_field(buf, (mq_str){text.at + from, text.size - from});
}

enum { MOST_TEXT = 4096 };

/* The last MOST_TEXT bytes, at the start of a character. */
static void put_last(mq_buf *buf, mq_str text) {
  size_t from = text.size > MOST_TEXT ? text.size - MOST_TEXT : 0;
  if (from) mq_buf_text(buf, "\u2026");
  while (from && from < text.size && ((unsigned char)text.at[from] & 0xc0) == 0x80) from++;
  put_piece(buf, (mq_str){text.at + from, text.size - from});
}

static void put_first(mq_buf *buf, mq_str text) {
  size_t size = text.size > MOST_TEXT ? MOST_TEXT : text.size;
  const bool cut = size < text.size;
  while (cut && size && ((unsigned char)text.at[size] & 0xc0) == 0x80) size--;
  put_piece(buf, (mq_str){text.at, size});
  if (cut) mq_buf_text(buf, "\u2026");
}

/* A span reaches beyond its bead only where it joins lines; then it is cut. */
static void put_marked(mq_buf *buf, mq_str text, mq_str span) {
  const uintptr_t start = (uintptr_t)text.at, place = (uintptr_t)span.at;
  if (!span.at || place < start || place - start > text.size) {
    put_first(buf, text);
    return;
  }
  const size_t before = place - start, size = span.size < text.size - before ? span.size : text.size - before;
  put_last(buf, (mq_str){text.at, before});
  mq_buf_text(buf, "<v>");
  put_first(buf, (mq_str){span.at, size});
  mq_buf_text(buf, "</v>");
  put_first(buf, (mq_str){span.at + size, text.size - before - size});
}

static void put_row(mq_buf *buf, const mq_entry *entry, size_t bead, const mtqc_finding *finding) {
  mq_buf_text(buf, "mtqc\t");
  mq_put_field(buf, mq_str_of(entry->name[MTQC_TARGET]));
  mq_buf_format(buf, "\t%zu\t%" PRIu64 "\tmtqc\t", entry->number + 1,
                mtqc_report_segment(entry->report, bead));
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    const mq_str text = mq_bead_text(entry->report, bead, (mtqc_side)side);
    put_marked(buf, text,
               finding ? mq_str_from(mtqc_finding_text(finding, (mtqc_side)side)) : (mq_str){NULL, 0});
    mq_buf_char(buf, '\t');
  }
  if (finding) {
    put_capitals(buf, mtqc_finding_category(finding));
    mq_buf_char(buf, '\t');
    put_capitals(buf, mtqc_severity_name(mtqc_finding_severity(finding)));
    mq_buf_char(buf, '\n');
  } else mq_buf_text(buf, "no-error\tno-error\n");
}

static void begin(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n");
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  const size_t count = mtqc_report_finding_count(entry->report);
  const size_t beads = mtqc_alignment_bead_count(mtqc_report_alignment(entry->report));
  for (size_t bead = 0, next = 0; bead < beads && mq_writer_flush(&writer->out); bead++) {
    bool any = false;
    for (const mtqc_finding *finding; next < count && mq_writer_flush(&writer->out); next++) {
      finding = mtqc_report_finding(entry->report, next);
      if (mtqc_finding_bead(finding) != bead) break;
      if (mtqc_finding_state(finding) == MTQC_IGNORED) continue;
      any = true;
      put_row(&writer->out.buf, entry, bead, finding);
    }
    if (!any) put_row(&writer->out.buf, entry, bead, NULL);
  }
}

const mq_form mq_form_mqm = {"mqm", "table of MQM annotations in the form of WMT", begin, add, NULL, NULL};
