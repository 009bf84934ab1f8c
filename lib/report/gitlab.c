/* GitLab Code Quality (docs.gitlab.com/ci/testing/code_quality): an array of new findings. Fingerprints must differ within
 * a file, so the path is part of them; paths are relative, without "./". */
#include "writer.h"

#include <inttypes.h>

static const char *severity_name(int severity) {
  return severity == MTQC_NEUTRAL ? "info" : mtqc_severity_name(severity);
}

static const char *plain_path(const char *path) {
  while (path[0] == '.' && path[1] == '/') path += 2;
  return path;
}

static void put_issue(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  const mq_spot spot = mq_spot_of(finding);
  const char *path = plain_path(entry->name[spot.side]);
  mq_buf_text(buf, "\n{\"description\":");
  mq_put_json(buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_format(buf,
                ",\"check_name\":\"%s\",\"fingerprint\":\"%016" PRIx64 "%016" PRIx64 "\",\"severity\":\"%s\"",
                mtqc_finding_check(finding), mtqc_finding_fingerprint(finding), mq_hash(mq_str_of(path)),
                severity_name(mtqc_finding_severity(finding)));
  mq_buf_text(buf, ",\"location\":{\"path\":");
  mq_put_json(buf, mq_str_of(path));
  mq_buf_format(buf, ",\"lines\":{\"begin\":%zu,\"end\":%zu}}}", spot.line, spot.end_line);
}

static void begin(mtqc_writer *writer) {
  writer->state = mq_arena_alloc(writer->out.buf.arena, sizeof(bool)); /* whether an issue was written */
  mq_buf_char(&writer->out.buf, '[');
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  bool *any = writer->state;
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report) && mq_writer_flush(&writer->out); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    if (!mq_is_new(finding)) continue;
    if (*any) mq_buf_char(&writer->out.buf, ',');
    *any = true;
    put_issue(&writer->out.buf, entry, finding);
  }
}

static void end(mtqc_writer *writer) {
  mq_buf_text(&writer->out.buf, "]\n");
}

const mq_form mq_form_gitlab = {"gitlab", "GitLab Code Quality", begin, add, end, NULL};
