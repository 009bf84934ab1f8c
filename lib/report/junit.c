/* JUnit XML as Jenkins and GitLab read it: a suite a document, a test case a bead. A bead with a new finding at or above the
 * fail level has failed; lesser findings are its output. */
#include "writer.h"

#include <inttypes.h>

typedef struct bead {
  size_t number, first, last; /* its findings: [first, last) */
  const mtqc_finding *worst;  /* of the new ones at or above the fail level, else NULL */
  bool any;                   /* new findings below the fail level */
} bead;

/* Findings come in the order of beads. `first` is where those of bead `number` begin. */
static bead look_at(const mtqc_report *report, size_t number, size_t first, int fail_on) {
  bead b = {.number = number, .first = first, .last = first};
  for (; b.last < mtqc_report_finding_count(report); b.last++) {
    const mtqc_finding *finding = mtqc_report_finding(report, b.last);
    if (mtqc_finding_bead(finding) != number) break;
    if (!mq_is_new(finding)) continue;
    if (mtqc_finding_severity(finding) < fail_on) b.any = true;
    else if (!b.worst || mtqc_finding_severity(finding) > mtqc_finding_severity(b.worst)) b.worst = finding;
  }
  return b;
}

static size_t count_failures(const mtqc_report *report, int fail_on) {
  size_t failures = 0, first = 0;
  for (size_t i = 0; i < mtqc_alignment_bead_count(mtqc_report_alignment(report)); i++) {
    const bead b = look_at(report, i, first, fail_on);
    failures += b.worst != NULL;
    first = b.last;
  }
  return failures;
}

static void put_line(mq_buf *buf, const char *label, const char *text) {
  mq_buf_text(buf, label);
  mq_put_xml(buf, mq_str_of(text));
  mq_buf_char(buf, '\n');
}

static void put_finding(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  const mq_spot spot = mq_spot_of(finding);
  mq_put_xml(buf, mq_str_of(entry->name[spot.side]));
  mq_buf_format(buf, ":%zu:%zu: %s: ", spot.line, spot.column,
                mtqc_severity_name(mtqc_finding_severity(finding)));
  mq_put_xml(buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_format(buf, " [%s]\n", mtqc_finding_check(finding));
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++)
    put_line(buf, "  evidence: ", mtqc_finding_evidence(finding, i));
  for (size_t i = 0; i < mtqc_finding_suggestion_count(finding); i++)
    put_line(buf, "  suggestion: ", mtqc_finding_suggestion(finding, i));
}

/* The new findings of a bead that do (or do not) reach the fail level. */
static void put_findings(mtqc_writer *writer, const mq_entry *entry, const bead *b, bool failing) {
  for (size_t i = b->first; i < b->last && mq_writer_flush(&writer->out); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    if (mq_is_new(finding) && (mtqc_finding_severity(finding) >= writer->fail_on) == failing)
      put_finding(&writer->out.buf, entry, finding);
  }
}

static void put_side(mq_buf *buf, const mq_entry *entry, size_t number, mtqc_side side) {
  mq_buf_text(buf, side == MTQC_SOURCE ? "source: " : "target: ");
  mq_put_xml(buf, mq_bead_text(entry->report, number, side));
  mq_buf_char(buf, '\n');
}

static void put_failure(mtqc_writer *writer, const mq_entry *entry, const bead *b) {
  mq_buf *buf = &writer->out.buf;
  mq_buf_format(buf, "<failure type=\"%s\" message=\"", mtqc_finding_check(b->worst));
  mq_put_xml(buf, mq_str_of(mtqc_finding_message(b->worst)));
  mq_buf_text(buf, "\">");
  put_findings(writer, entry, b, true);
  if (mtqc_report_language(entry->report, MTQC_SOURCE)) put_side(buf, entry, b->number, MTQC_SOURCE);
  put_side(buf, entry, b->number, MTQC_TARGET);
  mq_buf_text(buf, "</failure>");
}

static void put_case(mtqc_writer *writer, const mq_entry *entry, const bead *b) {
  mq_buf *buf = &writer->out.buf;
  mq_buf_text(buf, "<testcase classname=\"");
  mq_put_xml(buf, mq_str_of(entry->name[MTQC_TARGET]));
  mq_buf_format(buf, "\" name=\"segment %" PRIu64 "\" time=\"0\"",
                mtqc_report_segment(entry->report, b->number));
  mq_buf_text(buf, b->worst || b->any ? ">" : "/>\n");
  if (b->worst) put_failure(writer, entry, b);
  if (b->any) {
    mq_buf_text(buf, "<system-out>");
    put_findings(writer, entry, b, false);
    mq_buf_text(buf, "</system-out>");
  }
  if (b->worst || b->any) mq_buf_text(buf, "</testcase>\n");
}

static void begin(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mtqc\">\n");
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  mq_buf *buf = &writer->out.buf;
  const size_t beads = mtqc_alignment_bead_count(mtqc_report_alignment(entry->report));
  mq_buf_text(buf, "<testsuite name=\"");
  mq_put_xml(buf, mq_str_of(entry->title));
  mq_buf_format(buf, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\" time=\"0\">\n", beads,
                count_failures(entry->report, writer->fail_on));
  for (size_t i = 0, first = 0; i < beads && mq_writer_flush(&writer->out); i++) {
    const bead b = look_at(entry->report, i, first, writer->fail_on);
    put_case(writer, entry, &b);
    first = b.last;
  }
  mq_buf_text(buf, "</testsuite>\n");
}

static void end(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "</testsuites>\n");
}

const mq_form mq_form_junit = {"junit", "JUnit XML: a test case a segment", begin, add, end, NULL};
