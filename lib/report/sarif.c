/* SARIF 2.1.0 (OASIS; docs.oasis-open.org/sarif/sarif/v2.1.0): one run, the registry as its rules, a result for every
 * finding, with both sides as locations. Known and ignored findings stay in the file and are marked as suppressed: a viewer
 * would take a result that vanishes for a fault that was mended. Fingerprints hold no positions. */
#include "writer.h"

#include "base/array.h"

#include <inttypes.h>

typedef struct notice {
  const char *check, *reason;
} notice;

/* Checks that could not run, each with each reason once. */
typedef struct state {
  bool any_result;
  mq_buf message; /* of the result that is being written */
  MQ_ARRAY(notice) skipped;
} state;

static const char *level_of(int severity) {
  return severity >= MTQC_MAJOR ? "error" : severity == MTQC_MINOR ? "warning" : "note";
}

/* "key":"text" */
static void put(mq_buf *buf, const char *key, mq_str text) {
  mq_buf_format(buf, "\"%s\":", key);
  mq_put_json(buf, text);
}

static void put_text(mq_buf *buf, const char *key, const char *text) {
  mq_buf_format(buf, "\"%s\":{", key);
  put(buf, "text", mq_str_of(text));
  mq_buf_char(buf, '}');
}

static void put_rule(mq_buf *buf, size_t check) {
  mq_buf_text(buf, check ? ",\n{" : "\n{");
  put(buf, "id", mq_str_of(mtqc_check_name(check)));
  mq_buf_char(buf, ',');
  put_text(buf, "shortDescription", mtqc_check_meaning(check));
  const char *explanation = mtqc_check_explanation(check);
  if (explanation && *explanation) {
    mq_buf_char(buf, ',');
    put_text(buf, "fullDescription", mtqc_check_meaning(check));
    mq_buf_char(buf, ',');
    put_text(buf, "help", explanation);
  }
  mq_buf_format(buf, ",\"defaultConfiguration\":{\"level\":\"%s\"},\"properties\":{\"tags\":[\"mqm/%s\"]}}",
                level_of(mtqc_check_severity(check)), mtqc_check_category(check));
}

static void begin(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  state *kept = writer->state = mq_arena_alloc(buf->arena, sizeof *kept);
  kept->message.arena = buf->arena;
  mq_buf_text(buf, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\n"
                   "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"mtqc\",");
  put(buf, "version", mq_str_of(mtqc_version()));
  mq_buf_text(buf, ",\n\"rules\":[");
  for (size_t i = 0; i < mtqc_check_count(); i++) put_rule(buf, i);
  mq_buf_text(buf, "]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[");
}

static size_t rule_index(const mtqc_finding *finding) {
  size_t index = 0;
  while (strcmp(mtqc_check_name(index), mtqc_finding_check(finding)) != 0) index++;
  return index;
}

/* The message with the facts behind it: viewers show nothing else. */
static void put_message(mq_buf *buf, mq_buf *text, const mtqc_finding *finding) {
  mq_buf_clear(text);
  mq_buf_text(text, mtqc_finding_message(finding));
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++)
    mq_buf_format(text, "\nevidence: %s", mtqc_finding_evidence(finding, i));
  for (size_t i = 0; i < mtqc_finding_suggestion_count(finding); i++)
    mq_buf_format(text, "\nsuggestion: %s", mtqc_finding_suggestion(finding, i));
  mq_buf_text(buf, ",\"message\":{");
  put(buf, "text", mq_buf_view(text));
  mq_buf_char(buf, '}');
}

static void put_artifact(mq_buf *buf, const char *name) {
  mq_buf_text(buf, "\"artifactLocation\":{\"uri\":\"");
  if (name[0] == '/') mq_buf_text(buf, "file://");
  mq_put_uri(buf, name);
  mq_buf_text(buf, name[0] == '/' ? "\"}" : "\",\"uriBaseId\":\"%SRCROOT%\"}");
}

static void put_location(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding, mq_spot spot) {
  mq_buf_text(buf, "\"physicalLocation\":{");
  put_artifact(buf, entry->name[spot.side]);
  mq_buf_format(
      buf,
      ",\"region\":{\"startLine\":%zu,\"startColumn\":%zu,\"endLine\":%zu,\"endColumn\":%zu,\"snippet\":{",
      spot.line, spot.column, spot.end_line, spot.end_column);
  put(buf, "text", mq_str_from(mtqc_finding_text(finding, spot.side)));
  mq_buf_text(buf, "}}}");
}

static void put_locations(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  const mq_spot spot = mq_spot_of(finding);
  mq_spot other;
  mq_buf_text(buf, ",\n\"locations\":[{");
  put_location(buf, entry, finding, spot);
  mq_buf_text(buf, "}]");
  if (spot.side == MTQC_SOURCE || !mq_spot_on(finding, MTQC_SOURCE, &other)) return;
  mq_buf_text(buf, ",\"relatedLocations\":[{\"id\":1,\"message\":{\"text\":\"source\"},");
  put_location(buf, entry, finding, other);
  mq_buf_text(buf, "}]");
}

static void put_state(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  const int found = mtqc_finding_state(finding);
  if (mtqc_report_has_baseline(entry->report))
    mq_buf_format(buf, ",\"baselineState\":\"%s\"", found == MTQC_KNOWN ? "unchanged" : "new");
  mq_buf_text(buf, ",\"suppressions\":[");
  if (found != MTQC_NEW) {
    mq_buf_text(buf, "{\"kind\":\"external\",\"status\":\"accepted\",");
    put(buf, "justification",
        mq_str_of(found == MTQC_KNOWN ? "in the baseline" : mtqc_finding_reason(finding)));
    mq_buf_char(buf, '}');
  }
  mq_buf_char(buf, ']');
}

static void put_result(mtqc_writer *writer, const mq_entry *entry, const mtqc_finding *finding) {
  mq_buf *buf = &writer->out.buf;
  const int severity = mtqc_finding_severity(finding);
  mq_buf_format(buf, "\n{\"ruleId\":\"%s\",\"ruleIndex\":%zu,\"level\":\"%s\"", mtqc_finding_check(finding),
                rule_index(finding), level_of(severity));
  put_message(buf, &((state *)writer->state)->message, finding);
  put_locations(buf, entry, finding);
  mq_buf_format(buf, ",\n\"partialFingerprints\":{\"mtqc/v1\":\"%016" PRIx64 "\"}",
                mtqc_finding_fingerprint(finding));
  put_state(buf, entry, finding);
  mq_buf_text(buf, ",\"rank\":");
  mq_put_number(buf, 100 * mtqc_finding_confidence(finding), 0);
  mq_buf_format(buf, ",\"properties\":{\"category\":\"%s\",\"severity\":\"%s\",\"segment\":%" PRIu64 "}}",
                mtqc_finding_category(finding), mtqc_severity_name(severity),
                mtqc_report_segment(entry->report, mtqc_finding_bead(finding)));
}

static bool is_told(const state *kept, const char *check, const char *reason) {
  for (size_t i = 0; i < kept->skipped.count; i++)
    if (strcmp(kept->skipped.at[i].check, check) == 0 && strcmp(kept->skipped.at[i].reason, reason) == 0)
      return true;
  return false;
}

static void keep_skipped(mq_arena *arena, state *kept, const mtqc_report *report) {
  const char *check;
  for (size_t i = 0; (check = mtqc_report_skipped_check(report, i)); i++) {
    const char *reason = mtqc_report_skipped_reason(report, i);
    if (is_told(kept, check, reason)) continue;
    *mq_push(arena, &kept->skipped) =
        (notice){mq_arena_copy(arena, check, strlen(check)), mq_arena_copy(arena, reason, strlen(reason))};
  }
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  state *kept = writer->state;
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report) && mq_writer_flush(&writer->out); i++) {
    if (kept->any_result) mq_buf_char(&writer->out.buf, ',');
    kept->any_result = true;
    put_result(writer, entry, mtqc_report_finding(entry->report, i));
  }
  keep_skipped(writer->out.buf.arena, kept, entry->report);
}

static void end(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  const state *kept = writer->state;
  mq_buf_text(buf, "],\n\"invocations\":[{\"executionSuccessful\":true,\"toolExecutionNotifications\":[");
  for (size_t i = 0; i < kept->skipped.count; i++) {
    mq_buf_text(buf, i ? ",\n{\"level\":\"warning\",\"associatedRule\":{"
                       : "\n{\"level\":\"warning\",\"associatedRule\":{");
    put(buf, "id", mq_str_of(kept->skipped.at[i].check));
    mq_buf_text(buf, "},");
    put_text(buf, "message", mq_format(buf->arena, "skipped: %s", kept->skipped.at[i].reason));
    mq_buf_char(buf, '}');
  }
  mq_buf_text(buf, "]}]}]}\n");
}

const mq_form mq_form_sarif = {"sarif", "SARIF 2.1.0, for GitHub code scanning and editors", begin, add, end, NULL};
