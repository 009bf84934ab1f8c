/* Where findings and beads are, as lines, columns and bytes. */
#include "writer.h"

#include "text/display.h"

/* Moves a line and a column over text. LF, CRLF and CR end a line. */
static void pass_over(mq_str text, size_t *line, size_t *column) {
  for (size_t at = 0; at < text.size;) {
    const int32_t code = mq_utf8_next(text, &at);
    if (code == '\n' || (code == '\r' && !(at < text.size && text.at[at] == '\n'))) {
      ++*line;
      *column = 1;
    } else ++*column;
  }
}

bool mq_spot_on(const mtqc_finding *finding, mtqc_side side, mq_spot *spot) {
  *spot = (mq_spot){.side = side, .line = 1, .column = 1};
  const bool there = mtqc_finding_span(finding, side, NULL, NULL, &spot->line, &spot->column) != 0;
  spot->end_line = spot->line;
  spot->end_column = spot->column;
  pass_over(mq_str_from(mtqc_finding_text(finding, side)), &spot->end_line, &spot->end_column);
  return there;
}

mq_spot mq_spot_of(const mtqc_finding *finding) {
  mq_spot spot;
  if (!mq_spot_on(finding, MTQC_TARGET, &spot) && !mq_spot_on(finding, MTQC_SOURCE, &spot))
    mq_spot_on(finding, MTQC_TARGET, &spot);
  return spot;
}

mq_str mq_bead_text(const mtqc_report *report, size_t bead, mtqc_side side) {
  const mtqc_alignment *alignment = mtqc_report_alignment(report);
  size_t first, last, start, end, unused;
  mtqc_alignment_bead(alignment, bead, side, &first, &last);
  if (first == last) return (mq_str){"", 0};
  mtqc_alignment_segment(alignment, side, first, &start, &unused);
  mtqc_alignment_segment(alignment, side, last - 1, &unused, &end);
  return (mq_str){mtqc_report_text(report, side).bytes + start, end - start};
}

/* RFC 3986: what is unreserved, and the slash, stays. */
static bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c && strchr("-._~/", c));
}

void mq_put_uri(mq_buf *buf, const char *path) {
  while (path[0] == '.' && path[1] == '/') path += 2;
  for (; *path; path++)
    if (is_unreserved(*path)) mq_buf_char(buf, *path);
    else mq_buf_format(buf, "%%%02X", (unsigned char)*path);
}

void mq_put_severities(mq_buf *buf, const size_t counts[4]) {
  const char *separator = "";
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--) {
    if (!counts[severity]) continue;
    mq_buf_format(buf, "%s%zu %s", separator, counts[severity], mtqc_severity_name(severity));
    separator = ", ";
  }
  if (!*separator) mq_buf_text(buf, "nothing");
}
