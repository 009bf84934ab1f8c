/* Markdown for the summary of a GitHub step or a comment on a merge request: the figures of each document and its gravest new
 * findings. GitHub takes 1 MiB a step, so the rows are limited. */
#include "writer.h"

#include <math.h>

enum { MOST_ROWS = 50, MOST_DOCUMENTS = 200 };

static void put_score(mq_buf *buf, double score) {
  if (isnan(score)) mq_buf_text(buf, "not rated");
  else mq_put_number(buf, score, 1);
}

static void put_row(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  const mq_spot spot = mq_spot_of(finding);
  mq_buf_format(buf, "| %s | ", mtqc_severity_name(mtqc_finding_severity(finding)));
  mq_put_markdown(buf, mq_str_of(entry->name[spot.side]));
  mq_buf_format(buf, ":%zu:%zu | ", spot.line, spot.column);
  mq_put_markdown(buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_text(buf, " | ");
  for (size_t i = 0; i < mtqc_finding_suggestion_count(finding); i++) {
    if (i) mq_buf_text(buf, ", ");
    mq_put_markdown(buf, mq_str_of(mtqc_finding_suggestion(finding, i)));
  }
  mq_buf_format(buf, " | `%s` |\n", mtqc_finding_check(finding));
}

/* New findings from the gravest down. */
static void put_findings(mq_buf *buf, const mq_entry *entry) {
  size_t rows = 0;
  mq_buf_text(buf, "| severity | place | message | suggestions | check |\n|---|---|---|---|---|\n");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--)
    for (size_t i = 0; i < mtqc_report_finding_count(entry->report) && rows < MOST_ROWS; i++) {
      const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
      if (!mq_is_new(finding) || mtqc_finding_severity(finding) != severity) continue;
      put_row(buf, entry, finding);
      rows++;
    }
  if (rows < entry->counts.fresh)
    mq_buf_format(buf, "\n%zu more are not shown.\n", entry->counts.fresh - rows);
}

static void put_counts(mq_buf *buf, const mq_counts *counts) {
  mq_put_severities(buf, counts->severity);
  if (counts->known) mq_buf_format(buf, "; %zu known", counts->known);
  if (counts->ignored) mq_buf_format(buf, "; %zu ignored", counts->ignored);
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  if (entry->number >= MOST_DOCUMENTS) return;
  mq_buf *buf = &writer->out.buf;
  mq_buf_text(buf, "### ");
  mq_put_markdown(buf, mq_str_of(entry->title));
  mq_buf_text(buf, "\n\nFound: ");
  put_counts(buf, &entry->counts);
  mq_buf_text(buf, ". MQM (unconfirmed): raw ");
  put_score(buf, mtqc_report_score(entry->report, "mqm"));
  mq_buf_text(buf, ", calibrated ");
  put_score(buf, mtqc_report_score(entry->report, "mqm-calibrated"));
  mq_buf_text(buf, ".\n\n");
  if (entry->counts.fresh) put_findings(buf, entry);
  mq_buf_char(buf, '\n');
}

static void end(mtqc_writer *writer) {
  if (writer->documents < 2) return;
  mq_buf *buf = &writer->out.buf;
  mq_buf_format(buf, "### All %zu documents\n\nFound: ", writer->documents);
  put_counts(buf, &writer->counts);
  mq_buf_text(buf, ". MQM (unconfirmed): raw ");
  put_score(buf, mtqc_tally_score(writer->tally, "mqm"));
  mq_buf_text(buf, ".\n");
}

const mq_form mq_form_markdown = {"markdown", "Markdown: summary and the gravest findings", NULL, add, end, NULL};
