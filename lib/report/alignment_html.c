/* An alignment to look at: both texts side by side, bead by bead, and the path of the alignment as a picture (SVG). One
 * file without scripts and without anything from elsewhere. */
#include "alignment_form.h"

enum {
  PICTURE = 320,     /* longer side, in pixels */
  MOST_POINTS = 2000 /* of the path; long alignments leave beads out of the picture, never out of the table */
};

static const char head[] =
    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>Alignment</title>\n<style>\n"
    "body{font:15px/1.45 sans-serif;margin:1.5em auto;max-width:75em;padding:0 1em}\n"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}\n"
    "th,td{border-top:1px solid #ccc;padding:.35em .6em;text-align:start;vertical-align:top;overflow-wrap:anywhere}\n"
    "th:first-child,td:first-child{width:7em;color:#555}\n"
    ".null{background:#fdf0d5}.merged{background:#eef4fb}.low td:first-child{color:#a40000;font-weight:bold}\n"
    "td small{display:block;color:#555}td p{margin:0 0 .3em}\n"
    "svg{background:#f7f7f7;border:1px solid #ccc}polyline{fill:none;stroke:#1f5fa8;stroke-width:1.5}\n"
    "</style>\n</head>\n<body>\n<h1>Alignment</h1>\n";

/* The path from the first to the last segment: source to the right, target down. A straight line is 1:1, a level or an
 * upright piece is a hole. */
static void put_picture(mq_buf *buf, const mtqc_alignment *alignment) {
  const size_t count = mtqc_alignment_bead_count(alignment), step = count / MOST_POINTS + 1;
  const double columns = (double)mtqc_alignment_segment_count(alignment, MTQC_SOURCE);
  const double rows = (double)mtqc_alignment_segment_count(alignment, MTQC_TARGET);
  const double scale = PICTURE / (columns > rows ? columns : rows > 0 ? rows : 1);
  mq_buf_format(
      buf, "<svg role=\"img\" width=\"%d\" height=\"%d\"><title>Path of the alignment</title><polyline points=\"0,0",
      (int)(columns * scale) + 1, (int)(rows * scale) + 1);
  for (size_t i = 0; i < count; i++) {
    if (i % step && i + 1 < count) continue;
    size_t first, source, target;
    mtqc_alignment_bead(alignment, i, MTQC_SOURCE, &first, &source);
    mtqc_alignment_bead(alignment, i, MTQC_TARGET, &first, &target);
    mq_buf_char(buf, ' ');
    mq_put_number(buf, (double)source * scale, 1);
    mq_buf_char(buf, ',');
    mq_put_number(buf, (double)target * scale, 1);
  }
  mq_buf_text(buf, "\"/></svg>\n");
}

static void put_side(mq_buf *buf, const mq_alignment_job *job, size_t bead, mtqc_side side) {
  size_t first, last, start, end;
  mtqc_alignment_bead(job->alignment, bead, side, &first, &last);
  mq_buf_text(buf, "<td dir=\"auto\">");
  for (size_t i = first; i < last; i++) {
    mtqc_alignment_segment(job->alignment, side, i, &start, &end);
    mq_buf_text(buf, "<p>");
    mq_put_xml(buf, (mq_str){job->text[side].at + start, end - start});
    mq_buf_text(buf, "</p>");
  }
  mq_buf_text(buf, "</td>");
}

static void put_matches(mq_buf *buf, const mq_alignment_job *job, size_t bead) {
  for (size_t i = 0; i < mtqc_alignment_match_count(job->alignment, bead); i++) {
    mq_str pair[2];
    mq_alignment_match_texts(job, bead, i, pair);
    mq_buf_text(buf, i ? ", " : "<small>");
    mq_put_xml(buf, pair[MTQC_SOURCE]);
    mq_buf_text(buf, " = ");
    mq_put_xml(buf, pair[MTQC_TARGET]);
  }
  if (mtqc_alignment_match_count(job->alignment, bead)) mq_buf_text(buf, "</small>");
}

static void put_bead(mq_buf *buf, const mq_alignment_job *job, size_t bead) {
  mq_buf_text(buf, "<tr class=\"");
  mq_alignment_put_flags(buf, mtqc_alignment_flags(job->alignment, bead), " ", "");
  mq_buf_text(buf, "\"><td>");
  mq_put_number(buf, mtqc_alignment_confidence(job->alignment, bead), 2);
  mq_buf_text(buf, "<small>");
  mq_alignment_put_flags(buf, mtqc_alignment_flags(job->alignment, bead), " ", "");
  mq_buf_text(buf, "</small>");
  put_matches(buf, job, bead);
  mq_buf_text(buf, "</td>");
  put_side(buf, job, bead, MTQC_SOURCE);
  put_side(buf, job, bead, MTQC_TARGET);
  mq_buf_text(buf, "</tr>\n");
}

void mq_write_alignment_html(mq_writer *writer, const void *what) {
  const mq_alignment_job *job = what;
  mq_buf *buf = &writer->buf;
  mq_buf_text(buf, head);
  for (size_t i = 0; mtqc_alignment_doubt(job->alignment, i); i++)
    mq_buf_format(buf, "<p><strong>%s</strong></p>\n", mtqc_alignment_doubt(job->alignment, i));
  put_picture(buf, job->alignment);
  mq_buf_text(buf, "<table>\n<tr><th>Confidence</th><th>");
  mq_put_xml(buf, mq_str_of(mtqc_alignment_language(job->alignment, MTQC_SOURCE)));
  mq_buf_text(buf, "</th><th>");
  mq_put_xml(buf, mq_str_of(mtqc_alignment_language(job->alignment, MTQC_TARGET)));
  mq_buf_text(buf, "</th></tr>\n");
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++)
    put_bead(buf, job, i);
  mq_buf_text(buf, "</table>\n</body>\n</html>\n");
}
