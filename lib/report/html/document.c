/* The frame of the page, one article a document, one section a bead. Everything can be read without the script. */
#include "html.h"

#include "text/language.h"

#include <inttypes.h>
#include <math.h>

static void put_lines(mq_buf *buf, const char *const *lines) {
  while (*lines) mq_buf_text(buf, *lines++);
}

static void put(mq_buf *buf, const char *text) {
  mq_put_xml(buf, mq_str_of(text));
}

/* --- the frame --- */

static void put_filters(mq_buf *buf) {
  mq_buf_text(buf, "<form class=\"filters\" role=\"search\" aria-label=\"Filter "
                   "findings\"><fieldset><legend>Severity</legend>");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--) {
    const char *name = mtqc_severity_name(severity);
    mq_buf_format(buf,
                  "<label class=\"chip %s\"><input type=\"checkbox\" name=\"%s\" checked>%s <b></b></label>",
                  name, name, name);
  }
  mq_buf_text(buf,
              "</fieldset>\n<label><select name=\"check\" aria-label=\"Check\"><option value=\"\">all "
              "checks</option></select></label>\n"
              "<label><select name=\"state\" aria-label=\"State\"><option value=\"\">new and "
              "old</option></select></label>\n"
              "<input type=\"search\" name=\"search\" placeholder=\"search\" aria-label=\"Search in texts "
              "and findings\">\n"
              "<label class=\"only\"><input type=\"checkbox\" name=\"only\">findings only</label>\n"
              "<label class=\"shading\" title=\"Words that a judge would mark as wrong with a probability of 30 % or "
              "more\"><input type=\"checkbox\" name=\"shading\" checked>doubtful words</label>\n"
              "<span class=\"walk\"><output class=\"tally\" role=\"status\"></output>"
              "<button type=\"button\" class=\"previous\" aria-label=\"Previous finding\">\u2191</button>"
              "<button type=\"button\" class=\"next\" aria-label=\"Next finding\">\u2193</button>"
              "<button type=\"button\" class=\"help\" aria-label=\"Keys\">?</button></span></form>\n");
}

static void put_help(mq_buf *buf) {
  mq_buf_text(buf,
              "<dialog aria-label=\"Keys\"><h2>Keys</h2><dl>"
              "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous finding</dd>"
              "<dt><kbd>Enter</kbd></dt><dd>open or close it; on underlined text, go to its finding</dd>"
              "<dt><kbd>Esc</kbd></dt><dd>back to the text</dd>"
              "<dt><kbd>/</kbd></dt><dd>search</dd>"
              "<dt><kbd>1</kbd> \u2026 <kbd>4</kbd></dt><dd>critical, major, minor, neutral on and off</dd>"
              "</dl><button type=\"button\">Close</button></dialog>\n");
}

static void begin(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  mq_html_state *kept = writer->state = mq_arena_alloc(buf->arena, sizeof *kept);
  kept->checks = mq_arena_array(buf->arena, mtqc_check_count(), sizeof *kept->checks);
  kept->own = mq_arena_array(buf->arena, mtqc_check_count(), sizeof *kept->own);
  mq_buf_format(buf,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
                "form-action 'none'; "
                "style-src '%s'; script-src '%s'\">\n<title>mtqc report</title>\n<style>",
                mq_html_style_hash, mq_html_script_hash);
  put_lines(buf, mq_html_style);
  mq_buf_text(buf, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#d1\">Skip to the text</a>\n"
                   "<header class=\"bar\"><div><h1>mtqc<small>unconfirmed findings</small></h1>\n");
  put_filters(buf);
  mq_buf_text(buf, "</div></header>\n<main>\n");
}

/* --- findings --- */

void mq_html_put_id(mq_buf *buf, const mq_entry *entry, size_t finding) {
  mq_buf_format(buf, "d%zuf%zu", entry->number + 1, finding + 1);
}

void mq_html_put_class(mq_buf *buf, const mtqc_finding *finding) {
  mq_buf_text(buf, mtqc_severity_name(mtqc_finding_severity(finding)));
  if (!mq_is_new(finding)) mq_buf_text(buf, " settled");
}

static void put_list(mq_buf *buf, const char *title, const char *style, const char *language,
                     const mtqc_finding *finding,
                     const char *(*at)(const mtqc_finding *finding, size_t index)) {
  const char *text = at(finding, 0);
  if (!text) return;
  mq_buf_format(buf, "<dt>%s</dt><dd><ul class=\"%s\">", title, style);
  for (size_t i = 0; (text = at(finding, i)); i++) {
    mq_buf_text(buf, "<li");
    if (language) {
      mq_buf_text(buf, " lang=\"");
      put(buf, language);
      mq_buf_char(buf, '"');
    }
    mq_buf_text(buf, "><bdi>");
    put(buf, text);
    mq_buf_text(buf, "</bdi></li>");
  }
  mq_buf_text(buf, "</ul></dd>");
}

static void put_where(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  mq_spot spot;
  const char *separator = "";
  mq_buf_text(buf, "<dt>where</dt><dd>");
  for (int side = MTQC_TARGET; side >= MTQC_SOURCE; side--) {
    if (!mq_spot_on(finding, (mtqc_side)side, &spot)) continue;
    mq_buf_format(buf, "%s<bdi>", separator);
    put(buf, entry->name[side]);
    mq_buf_format(buf, "</bdi>:%zu:%zu", spot.line, spot.column);
    separator = ", ";
  }
  mq_buf_text(buf, "</dd>");
}

static void put_details(mq_buf *buf, const mq_entry *entry, const mtqc_finding *finding) {
  mq_buf_text(buf, "<dl>");
  put_list(buf, "better", "better", mtqc_report_language(entry->report, MTQC_TARGET), finding,
           mtqc_finding_suggestion);
  put_list(buf, "evidence", "evidence", NULL, finding, mtqc_finding_evidence);
  if (mtqc_finding_reason(finding)) {
    mq_buf_text(buf, "<dt>ignored</dt><dd><bdi>");
    put(buf, mtqc_finding_reason(finding));
    mq_buf_text(buf, "</bdi></dd>");
  }
  put_where(buf, entry, finding);
  mq_buf_format(buf,
                "<dt>category</dt><dd>%s</dd><dt>fingerprint</dt><dd><code>%016" PRIx64 "</code></dd></dl>",
                mtqc_finding_category(finding), mtqc_finding_fingerprint(finding));
}

static void put_finding(mq_buf *buf, const mq_entry *entry, size_t number) {
  const mtqc_finding *finding = mtqc_report_finding(entry->report, number);
  const char *severity = mtqc_severity_name(mtqc_finding_severity(finding));
  const char *news = mtqc_state_name(mtqc_finding_state(finding));
  mq_buf_text(buf, "<details class=\"finding ");
  mq_html_put_class(buf, finding);
  mq_buf_text(buf, "\" id=\"");
  mq_html_put_id(buf, entry, number);
  mq_buf_format(buf,
                "\" data-severity=\"%s\" data-check=\"%s\" data-state=\"%s\"><summary><span class=\"level "
                "%s\">%s</span> "
                "<span class=\"message\"><bdi>",
                severity, mtqc_finding_check(finding), news, severity, severity);
  put(buf, mtqc_finding_message(finding));
  mq_buf_format(buf, "</bdi></span> <code>%s</code> ", mtqc_finding_check(finding));
  if (!mq_is_new(finding)) mq_buf_format(buf, "<span class=\"state\">%s</span> ", news);
  mq_buf_text(buf, "<span class=\"sure\" title=\"confidence\">");
  mq_put_number(buf, 100 * mtqc_finding_confidence(finding), 0);
  mq_buf_text(buf, "\u202f%</span></summary>");
  put_details(buf, entry, finding);
  mq_buf_text(buf, "</details>\n");
}

/* --- beads --- */

static void put_side(mq_buf *buf, const mq_html_bead *bead, mtqc_side side) {
  const mtqc_report *report = bead->entry->report;
  const char *language = mtqc_report_language(report, side),
             *name = side == MTQC_SOURCE ? "source" : "target";
  size_t first, last;
  mtqc_alignment_bead(mtqc_report_alignment(report), bead->number, side, &first, &last);
  if (first == last) {
    mq_buf_format(buf, "<p class=\"none %s\">%s</p>\n", name,
                  side == MTQC_SOURCE ? "not in the source" : "not translated");
    return;
  }
  mq_buf_format(buf, "<p class=\"text %s\" lang=\"", name);
  put(buf, language);
  mq_buf_text(buf, mq_language_right_to_left(language) ? "\" dir=\"rtl\">" : "\" dir=\"ltr\">");
  mq_html_put_marked(buf, bead, side);
  mq_buf_text(buf, "</p>\n");
}

static void put_bead_number(mq_buf *buf, const mq_html_bead *bead, bool alone) {
  const mtqc_report *report = bead->entry->report;
  const char *id = mtqc_report_segment_id(report, bead->number);
  const double confidence = mtqc_alignment_confidence(mtqc_report_alignment(report), bead->number);
  const double estimate = mtqc_report_bead_score(report, bead->number, "estimate");
  mq_buf_format(buf, "<a class=\"number\" href=\"#d%zus%zu\" title=\"segment", bead->entry->number + 1,
                bead->number + 1);
  if (*id) {
    mq_buf_char(buf, ' ');
    put(buf, id);
  }
  if (!alone) {
    mq_buf_text(buf, ", alignment ");
    mq_put_number(buf, confidence, 2);
  }
  if (!isnan(estimate)) {
    mq_buf_text(buf, ", estimate ");
    mq_put_number(buf, estimate, 0);
    mq_buf_text(buf, " of 100");
  }
  mq_buf_format(buf, "\">%" PRIu64, mtqc_report_segment(report, bead->number));
  if (!alone) mq_html_plot_bar(buf, confidence, 1, confidence >= 0.5 ? "good" : "minor");
  mq_buf_text(buf, "</a>\n");
}

static void put_bead(mtqc_writer *writer, const mq_html_bead *bead, bool alone) {
  mq_buf *buf = &writer->out.buf;
  mq_buf_format(buf, "<section class=\"bead\" id=\"d%zus%zu\">\n", bead->entry->number + 1, bead->number + 1);
  put_bead_number(buf, bead, alone);
  if (!alone) put_side(buf, bead, MTQC_SOURCE);
  put_side(buf, bead, MTQC_TARGET);
  if (bead->last > bead->first) mq_buf_text(buf, "<div class=\"notes\">\n");
  for (size_t i = bead->first; i < bead->last && mq_writer_flush(&writer->out); i++)
    put_finding(buf, bead->entry, i);
  mq_buf_text(buf, bead->last > bead->first ? "</div></section>\n" : "</section>\n");
}

static void put_beads(mtqc_writer *writer, const mq_entry *entry, bool alone) {
  const mtqc_report *report = entry->report;
  const size_t beads = mtqc_alignment_bead_count(mtqc_report_alignment(report)),
               count = mtqc_report_finding_count(report);
  mq_html_bead bead = {.entry = entry, .edges = &((mq_html_state *)writer->state)->edges};
  mq_buf_text(&writer->out.buf, "<div class=\"beads\">\n");
  for (; bead.number < beads && mq_writer_flush(&writer->out); bead.number++) {
    bead.first = bead.last;
    while (bead.last < count && mtqc_finding_bead(mtqc_report_finding(report, bead.last)) == bead.number)
      bead.last++;
    put_bead(writer, &bead, alone);
  }
  mq_buf_format(&writer->out.buf, "<p class=\"empty\"%s>No segment to show.</p></div>\n",
                beads ? " hidden" : "");
}

/* --- documents --- */

static void put_skipped(mq_buf *buf, const mtqc_report *report) {
  const char *check;
  for (size_t i = 0; (check = mtqc_report_skipped_check(report, i)); i++) {
    mq_buf_text(buf, i ? "; " : "<p class=\"skipped\">Not checked: ");
    mq_buf_format(buf, "%s (", check);
    put(buf, mtqc_report_skipped_reason(report, i));
    mq_buf_char(buf, ')');
  }
  if (mtqc_report_skipped_check(report, 0)) mq_buf_text(buf, "</p>\n");
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  mq_buf *buf = &writer->out.buf;
  mq_html_state *kept = writer->state;
  const char *source = mtqc_report_language(entry->report, MTQC_SOURCE);
  mq_html_keep(buf->arena, kept, entry);
  mq_buf_format(buf, "<article class=\"document%s\" id=\"d%zu\">\n<div class=\"head\"><h2><bdi>",
                source ? "" : " alone", entry->number + 1);
  put(buf, entry->title);
  mq_buf_text(buf, "</bdi></h2><p>");
  if (source) {
    put(buf, source);
    mq_buf_text(buf, " \u2192 ");
  }
  put(buf, mtqc_report_language(entry->report, MTQC_TARGET));
  if (source) {
    mq_buf_text(buf, ", source: <bdi>");
    put(buf, entry->name[MTQC_SOURCE]);
    mq_buf_text(buf, "</bdi>");
  }
  mq_buf_text(buf, "</p></div>\n");
  mq_html_put_cards(buf, kept, entry);
  put_skipped(buf, entry->report);
  put_beads(writer, entry, !source);
  mq_buf_text(buf, "</article>\n");
}

static void end(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  if (writer->documents > 1) mq_html_put_corpus(writer);
  mq_buf_format(buf,
                "<footer>Made by mtqc %s. Nobody has confirmed these findings; confidence is the probability "
                "that a reader "
                "would agree.</footer>\n</main>\n",
                mtqc_version());
  put_help(buf);
  mq_buf_text(buf, "<script>");
  put_lines(buf, mq_html_script);
  mq_buf_text(buf, "</script>\n</body>\n</html>\n");
}

const mq_form mq_form_html = {"html", "one page for the browser, with everything in it", begin, add, end, NULL};
