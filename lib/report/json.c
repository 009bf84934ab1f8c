/* The report as one JSON object, described by report.schema.json. Its shape is versioned: fields may be added under the same
 * number, never renamed or removed. A finding is the same object here and in JSON Lines. */
#include "writer.h"

#include <inttypes.h>
#include <math.h>

enum { SCHEMA = 2 };

static void put_key(mq_buf *buf, const char *key) {
  mq_put_json(buf, mq_str_of(key));
  mq_buf_char(buf, ':');
}

static void put_text(mq_buf *buf, const char *key, const char *text) {
  put_key(buf, key);
  if (text) mq_put_json(buf, mq_str_of(text));
  else mq_buf_text(buf, "null");
}

/* A score that is not rated is null. */
static void put_score(mq_buf *buf, const char *name, double score) {
  mq_buf_char(buf, ',');
  put_key(buf, name);
  if (isnan(score)) mq_buf_text(buf, "null");
  else mq_put_number(buf, score, score == floor(score) ? 0 : 4);
}

static void put_estimate(mq_buf *buf, const mtqc_report *report, size_t bead) {
  if (mtqc_report_estimate_signature(report))
    put_score(buf, "estimate", mtqc_report_bead_score(report, bead, "estimate"));
}

static void put_span(mq_buf *buf, const char *key, const mtqc_finding *finding, mtqc_side side) {
  size_t start, end, line, column;
  put_key(buf, key);
  if (!mtqc_finding_span(finding, side, &start, &end, &line, &column)) {
    mq_buf_text(buf, "null");
    return;
  }
  mq_buf_format(buf, "{\"start_byte\":%zu,\"end_byte\":%zu,\"line\":%zu,\"column\":%zu,\"text\":", start, end,
                line, column);
  mq_put_json(buf, mq_str_from(mtqc_finding_text(finding, side)));
  mq_buf_char(buf, '}');
}

static void put_list(mq_buf *buf, const char *key, const mtqc_finding *finding, size_t count,
                     const char *(*item)(const mtqc_finding *finding, size_t index)) {
  put_key(buf, key);
  mq_buf_char(buf, '[');
  for (size_t i = 0; i < count; i++) {
    if (i) mq_buf_char(buf, ',');
    mq_put_json(buf, mq_str_of(item(finding, i)));
  }
  mq_buf_char(buf, ']');
}

void mq_put_finding(mq_buf *buf, const mtqc_report *report, const mtqc_finding *finding,
                    const char *document) {
  mq_buf_char(buf, '{');
  if (document) {
    put_text(buf, "document", document);
    mq_buf_char(buf, ',');
  }
  put_text(buf, "check", mtqc_finding_check(finding));
  mq_buf_char(buf, ',');
  put_text(buf, "category", mtqc_finding_category(finding));
  mq_buf_char(buf, ',');
  put_text(buf, "severity", mtqc_severity_name(mtqc_finding_severity(finding)));
  mq_buf_text(buf, ",\"confidence\":");
  mq_put_number(buf, mtqc_finding_confidence(finding), 2);
  const size_t bead = mtqc_finding_bead(finding);
  const char *id = mtqc_report_segment_id(report, bead);
  mq_buf_format(buf, ",\"segment\":%" PRIu64, mtqc_report_segment(report, bead));
  if (document) put_estimate(buf, report, bead);
  mq_buf_char(buf, ',');
  if (*id) {
    put_text(buf, "id", id);
    mq_buf_char(buf, ',');
  }
  put_span(buf, "target", finding, MTQC_TARGET);
  mq_buf_char(buf, ',');
  put_span(buf, "source", finding, MTQC_SOURCE);
  mq_buf_char(buf, ',');
  put_text(buf, "message", mtqc_finding_message(finding));
  mq_buf_char(buf, ',');
  put_list(buf, "suggestions", finding, mtqc_finding_suggestion_count(finding), mtqc_finding_suggestion);
  mq_buf_char(buf, ',');
  put_list(buf, "evidence", finding, mtqc_finding_evidence_count(finding), mtqc_finding_evidence);
  mq_buf_format(buf, ",\"fingerprint\":\"%016" PRIx64 "\",", mtqc_finding_fingerprint(finding));
  put_text(buf, "state", mtqc_state_name(mtqc_finding_state(finding)));
  mq_buf_char(buf, ',');
  put_text(buf, "reason", mtqc_finding_reason(finding));
  mq_buf_char(buf, '}');
}

static void put_bead_side(mq_buf *buf, const char *key, const mtqc_report *report, size_t bead,
                          mtqc_side side) {
  const mtqc_alignment *alignment = mtqc_report_alignment(report);
  size_t first, last, start, end, unused;
  uint64_t start_byte, end_byte;
  put_key(buf, key);
  mtqc_alignment_bead(alignment, bead, side, &first, &last);
  if (first == last) {
    mq_buf_text(buf, "null");
    return;
  }
  mtqc_alignment_segment(alignment, side, first, &start, &unused);
  mtqc_alignment_segment(alignment, side, last - 1, &unused, &end);
  mtqc_report_place(report, side, start, end, &start_byte, &end_byte, NULL, NULL);
  mq_buf_format(buf, "{\"first\":%zu,\"count\":%zu,\"start_byte\":%" PRIu64 ",\"end_byte\":%" PRIu64 "}",
                first + 1, last - first, start_byte, end_byte);
}

static void put_beads(mq_writer *writer, const mtqc_report *report) {
  const mtqc_alignment *alignment = mtqc_report_alignment(report);
  const size_t count = mtqc_alignment_bead_count(alignment);
  mq_buf *buf = &writer->buf;
  mq_buf_text(buf, "\"beads\":[");
  for (size_t i = 0; i < count && mq_writer_flush(writer); i++) {
    mq_buf_format(buf, "%s\n{\"segment\":%" PRIu64 ",", i ? "," : "", mtqc_report_segment(report, i));
    put_bead_side(buf, "source", report, i, MTQC_SOURCE);
    mq_buf_char(buf, ',');
    put_bead_side(buf, "target", report, i, MTQC_TARGET);
    mq_buf_text(buf, ",\"confidence\":");
    mq_put_number(buf, mtqc_alignment_confidence(alignment, i), 2);
    put_estimate(buf, report, i);
    mq_buf_char(buf, '}');
  }
  mq_buf_text(buf, "],\n");
}

static void put_findings(mq_writer *writer, const mtqc_report *report) {
  const size_t count = mtqc_report_finding_count(report);
  mq_buf_text(&writer->buf, "\"findings\":[");
  for (size_t i = 0; i < count && mq_writer_flush(writer); i++) {
    mq_buf_text(&writer->buf, i ? ",\n" : "\n");
    mq_put_finding(&writer->buf, report, mtqc_report_finding(report, i), NULL);
  }
  mq_buf_text(&writer->buf, "],\n");
}

static void put_skipped(mq_buf *buf, const mtqc_report *report) {
  mq_buf_text(buf, "\"skipped\":[");
  const char *name;
  for (size_t i = 0; (name = mtqc_report_skipped_check(report, i)); i++) {
    mq_buf_text(buf, i ? ",\n{" : "\n{");
    put_text(buf, "check", name);
    mq_buf_char(buf, ',');
    put_text(buf, "reason", mtqc_report_skipped_reason(report, i));
    mq_buf_char(buf, '}');
  }
  mq_buf_text(buf, "],\n");
}

/* Where the penalty comes from: categories with findings. */
static void put_categories(mq_buf *buf, const mtqc_tally *tally) {
  mq_buf_text(buf, ",\"categories\":{");
  const char *category, *separator = "";
  for (size_t i = 0; (category = mtqc_tally_category(i)); i++) {
    const size_t findings = mtqc_tally_findings(tally, category, -1);
    if (!findings) continue;
    mq_buf_text(buf, separator);
    separator = ",";
    put_key(buf, category);
    mq_buf_format(buf, "{\"findings\":%zu,\"penalty\":", findings);
    mq_put_number(buf, mtqc_tally_penalty(tally, category, -1), 2);
    mq_buf_char(buf, '}');
  }
  mq_buf_char(buf, '}');
}

static void put_tally(mq_buf *buf, const mtqc_tally *tally) {
  const char *name;
  for (size_t i = 0; (name = mtqc_score_name(i)); i++) put_score(buf, name, mtqc_tally_score(tally, name));
  put_categories(buf, tally);
}

static void put_scores(mq_buf *buf, const mtqc_report *report) {
  mq_buf_text(buf, "\"scores\":{\"status\":\"unconfirmed\"");
  if (mtqc_report_estimate_signature(report)) {
    mq_buf_char(buf, ',');
    put_text(buf, "estimate-signature", mtqc_report_estimate_signature(report));
  }
  put_tally(buf, mtqc_report_tally(report));
  mq_buf_char(buf, '}');
}

static void put_side(mq_buf *buf, const mq_entry *entry, mtqc_side side) {
  const char *language = mtqc_report_language(entry->report, side);
  put_key(buf, side == MTQC_SOURCE ? "source" : "target");
  if (side == MTQC_SOURCE && !language) {
    mq_buf_text(buf, "null,\n");
    return;
  }
  mq_buf_char(buf, '{');
  put_text(buf, "language", language);
  mq_buf_char(buf, ',');
  put_text(buf, "name", entry->name[side]);
  mq_buf_text(buf, "},\n");
}

static void begin(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  mq_buf_format(buf, "{\"schema\":%d,", SCHEMA);
  put_text(buf, "mtqc", mtqc_version());
  mq_buf_text(buf, ",\n\"documents\":[");
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  mq_buf *buf = &writer->out.buf;
  mq_buf_text(buf, entry->number ? ",\n{" : "\n{");
  put_side(buf, entry, MTQC_SOURCE);
  put_side(buf, entry, MTQC_TARGET);
  put_beads(&writer->out, entry->report);
  put_findings(&writer->out, entry->report);
  put_skipped(buf, entry->report);
  put_scores(buf, entry->report);
  mq_buf_char(buf, '}');
}

static void end(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  mq_buf_format(buf, "],\n\"summary\":{\"status\":\"unconfirmed\",\"documents\":%zu", writer->documents);
  for (int severity = MTQC_NEUTRAL; severity <= MTQC_CRITICAL; severity++)
    mq_buf_format(buf, ",\"%s\":%zu", mtqc_severity_name(severity), writer->counts.severity[severity]);
  mq_buf_format(buf, ",\"known\":%zu,\"ignored\":%zu", writer->counts.known, writer->counts.ignored);
  put_tally(buf, writer->tally);
  mq_buf_text(buf, "}}\n");
}

const mq_form mq_form_json = {"json", "one JSON object (schema: report.schema.json)", begin, add, end, NULL};
