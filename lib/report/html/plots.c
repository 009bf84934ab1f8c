/* The pictures of the HTML report, as SVG in the page. Sizes are in the units of each picture's own view box; colours and lines
 * come from the style sheet. However long the text is, a picture has a bounded number of parts. */
#include "html.h"

#include <math.h>

enum {
  SIDE = 150,       /* of the square in which the alignment is drawn */
  MOST_STEPS = 500, /* points of its path */
  BINS = 60,
  BIN = 6,
  HEIGHT = 120
};

/* A ring that is full at 100. */
void mq_html_plot_score(mq_buf *buf, double raw) {
  const double radius = 44, round = 2 * 3.14159265 * radius, share = isnan(raw) || raw < 0 ? 0 : raw / 100;
  mq_buf_text(buf, "<svg viewBox=\"0 0 110 110\" role=\"img\" aria-label=\"MQM score, raw: ");
  if (isnan(raw)) mq_buf_text(buf, "not rated");
  else mq_put_number(buf, raw, 1);
  mq_buf_text(buf, "\"><circle class=\"ring\" cx=\"55\" cy=\"55\" r=\"44\"/>");
  if (share > 0) {
    mq_buf_format(buf, "<circle class=\"ring value%s\" cx=\"55\" cy=\"55\" r=\"44\" stroke-dasharray=\"",
                  share >= 0.9   ? ""
                  : share >= 0.7 ? " low"
                                 : " bad");
    mq_put_number(buf, share * round, 1);
    mq_buf_char(buf, ' ');
    mq_put_number(buf, round, 1);
    mq_buf_text(buf, "\"/>");
  }
  mq_buf_text(buf, "<text class=\"figure\" x=\"55\" y=\"60\">");
  if (isnan(raw)) mq_buf_text(buf, "\u2013");
  else mq_put_number(buf, raw, 1);
  mq_buf_text(buf, "</text><text class=\"unit\" x=\"55\" y=\"76\">of 100, raw</text></svg>");
}

/* --- the path of the alignment --- */

typedef struct square {
  mq_buf *buf;
  const mtqc_alignment *alignment;
  double segments[2];
} square;

/* The middle of a side of a bead, 0 to SIDE. */
static double middle(const square *s, size_t bead, mtqc_side side) {
  size_t first, last;
  mtqc_alignment_bead(s->alignment, bead, side, &first, &last);
  return s->segments[side] > 0 ? SIDE * (double)(first + last) / 2 / s->segments[side] : 0;
}

static void put_point(const square *s, size_t bead, const char *format) {
  mq_buf_text(s->buf, format);
  mq_put_number(s->buf, middle(s, bead, MTQC_SOURCE), 1);
}

static void put_path(const square *s, size_t beads, size_t step) {
  mq_buf_text(s->buf, "<polyline class=\"path\" points=\"");
  for (size_t i = 0; i < beads; i += step) {
    put_point(s, i, i ? " " : "");
    mq_buf_char(s->buf, ',');
    mq_put_number(s->buf, middle(s, i, MTQC_TARGET), 1);
  }
  mq_buf_text(s->buf, "\"/>");
}

static bool is_null(const square *s, size_t bead) {
  size_t first, last, other_first, other_last;
  mtqc_alignment_bead(s->alignment, bead, MTQC_SOURCE, &first, &last);
  mtqc_alignment_bead(s->alignment, bead, MTQC_TARGET, &other_first, &other_last);
  return first == last || other_first == other_last;
}

static void put_dot(const square *s, size_t bead, const char *style) {
  mq_buf_format(s->buf, "<circle class=\"%s\" r=\"2.6\" cx=\"", style);
  put_point(s, bead, "");
  mq_buf_text(s->buf, "\" cy=\"");
  mq_put_number(s->buf, middle(s, bead, MTQC_TARGET), 1);
  mq_buf_text(s->buf, "\"/>");
}

/* Beads without a counterpart, and those that the aligner doubts. */
static void put_dots(const square *s, size_t beads) {
  const double doubtful = 0.5;
  for (size_t i = 0, dots = 0; i < beads && dots < MOST_STEPS; i++) {
    const bool null = is_null(s, i);
    if (!null && mtqc_alignment_confidence(s->alignment, i) >= doubtful) continue;
    put_dot(s, i, null ? "null" : "unsure");
    dots++;
  }
}

void mq_html_plot_alignment(mq_buf *buf, const mtqc_report *report) {
  square s = {.buf = buf, .alignment = mtqc_report_alignment(report)};
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
    s.segments[side] = (double)mtqc_alignment_segment_count(s.alignment, (mtqc_side)side);
  const size_t beads = mtqc_alignment_bead_count(s.alignment);
  mq_buf_format(buf,
                "<svg class=\"alignment\" viewBox=\"-14 -2 %d %d\" role=\"img\" aria-label=\"Path of the "
                "alignment: %.0f source and %.0f target"
                " segments in %zu beads\">",
                SIDE + 18, SIDE + 18, s.segments[0], s.segments[1], beads);
  mq_buf_format(buf,
                "<rect class=\"frame\" width=\"%d\" height=\"%d\" rx=\"3\"/><line class=\"guide\" x2=\"%d\" "
                "y2=\"%d\"/>",
                SIDE, SIDE, SIDE, SIDE);
  put_path(&s, beads, beads / MOST_STEPS + 1);
  put_dots(&s, beads);
  mq_buf_format(
      buf,
      "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">source</text>"
      "<text transform=\"translate(-5 %d) rotate(-90)\" text-anchor=\"middle\">translation</text></svg>",
      SIDE / 2, SIDE + 12, SIDE / 2);
}

/* --- findings along the text --- */

static size_t count_bins(const mtqc_report *report, size_t bins[BINS][4]) {
  const size_t beads = mtqc_alignment_bead_count(mtqc_report_alignment(report));
  size_t most = 1;
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++) {
    const mtqc_finding *finding = mtqc_report_finding(report, i);
    if (mtqc_finding_state(finding) == MTQC_IGNORED) continue;
    size_t *bin = bins[mtqc_finding_bead(finding) * BINS / beads];
    bin[mtqc_finding_severity(finding) & 3]++;
    const size_t sum = bin[0] + bin[1] + bin[2] + bin[3];
    if (sum > most) most = sum;
  }
  return most;
}

/* The gravest at the bottom. */
static void put_bin(mq_buf *buf, size_t number, const size_t bin[4], size_t most) {
  double y = HEIGHT;
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--) {
    if (!bin[severity]) continue;
    const double height = (double)HEIGHT * (double)bin[severity] / (double)most;
    mq_buf_format(buf, "<rect class=\"%s\" x=\"%zu\" width=\"%d\" y=\"", mtqc_severity_name(severity),
                  number * BIN, BIN - 1);
    mq_put_number(buf, y -= height, 1);
    mq_buf_text(buf, "\" height=\"");
    mq_put_number(buf, height, 1);
    mq_buf_text(buf, "\"/>");
  }
}

void mq_html_plot_findings(mq_buf *buf, const mtqc_report *report) {
  size_t bins[BINS][4] = {{0}};
  const size_t most = count_bins(report, bins);
  mq_buf_format(buf,
                "<svg viewBox=\"0 -2 %d %d\" role=\"img\" aria-label=\"Findings from the beginning of the "
                "text to its end, at most"
                " %zu in one place\">",
                BINS * BIN, HEIGHT + 16, most);
  mq_buf_format(buf, "<rect class=\"ground\" y=\"%d\" width=\"%d\" height=\"1\"/>", HEIGHT, BINS * BIN);
  for (size_t i = 0; i < BINS; i++) put_bin(buf, i, bins[i], most);
  mq_buf_format(buf,
                "<text y=\"%d\">beginning</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">end</text></svg>",
                HEIGHT + 13, BINS * BIN, HEIGHT + 13);
}

/* --- bars --- */

static void put_bar(mq_buf *buf, double from, double width, const char *style) {
  mq_buf_format(buf, "<rect class=\"%s\" height=\"8\" x=\"", style);
  mq_put_number(buf, from, 1);
  mq_buf_text(buf, "\" width=\"");
  mq_put_number(buf, width, 1);
  mq_buf_text(buf, "\"/>");
}

static void start_bars(mq_buf *buf) {
  mq_buf_text(buf, "<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" height=\"8\" "
                   "aria-hidden=\"true\"><rect class=\"ground\" width=\"100\" height=\"8\"/>");
}

void mq_html_plot_bar(mq_buf *buf, double value, double most, const char *style) {
  start_bars(buf);
  if (most > 0 && value > 0) put_bar(buf, 0, 100 * fmin(value / most, 1), style);
  mq_buf_text(buf, "</svg>");
}

void mq_html_plot_severities(mq_buf *buf, const size_t counts[4], double most) {
  double from = 0;
  start_bars(buf);
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL && most > 0; severity--) {
    const double width = 100 * (double)counts[severity] / most;
    if (counts[severity]) put_bar(buf, from, width, mtqc_severity_name(severity));
    from += width;
  }
  mq_buf_text(buf, "</svg>");
}
