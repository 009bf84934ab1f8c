/* The frame of the page, one article a document, one section a bead. Everything can be read without the script. What is known
 * only at the end (the corpus) stands at the end; the style sheet and the script put it first. */
#include "html.h"

#include "text/language.h"

#include <inttypes.h>
#include <math.h>

typedef struct row {
  const char *name;
  size_t counts[4];
  double words, raw;
} row;

typedef struct state {
  MQ_ARRAY(row) rows;   /* by document */
  size_t *checks;       /* new findings by check, over all documents */
  size_t *own;          /* the same of one document */
  mq_html_edges edges;
} state;

static void put_lines(mq_buf *buf, const char *const *lines) {
  while (*lines) mq_buf_text(buf, *lines++);
}

static void put(mq_buf *buf, const char *text) { mq_put_xml(buf, mq_str_of(text)); }

/* --- the frame --- */

static void put_filters(mq_buf *buf) {
  mq_buf_text(buf, "<form class=\"filters\" role=\"search\" aria-label=\"Filter findings\"><fieldset><legend>Severity</legend>");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--) {
    const char *name = mtqc_severity_name(severity);
    mq_buf_format(buf, "<label class=\"chip %s\"><input type=\"checkbox\" name=\"%s\" checked>%s <b></b></label>", name, name, name);
  }
  mq_buf_text(buf,
              "</fieldset>\n<label><select name=\"check\" aria-label=\"Check\"><option value=\"\">all checks</option></select></label>\n"
              "<label><select name=\"state\" aria-label=\"State\"><option value=\"\">new and old</option></select></label>\n"
              "<input type=\"search\" name=\"search\" placeholder=\"search\" aria-label=\"Search in texts and findings\">\n"
              "<label class=\"only\"><input type=\"checkbox\" name=\"only\">findings only</label>\n"
              "<span class=\"walk\"><output class=\"tally\" role=\"status\"></output>"
              "<button type=\"button\" class=\"previous\" aria-label=\"Previous finding\">\u2191</button>"
              "<button type=\"button\" class=\"next\" aria-label=\"Next finding\">\u2193</button>"
              "<button type=\"button\" class=\"help\" aria-label=\"Keys\">?</button></span></form>\n");
}

static void put_help(mq_buf *buf) {
  mq_buf_text(buf, "<dialog aria-label=\"Keys\"><h2>Keys</h2><dl>"
                   "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous finding</dd>"
                   "<dt><kbd>Enter</kbd></dt><dd>open or close it; on underlined text, go to its finding</dd>"
                   "<dt><kbd>Esc</kbd></dt><dd>back to the text</dd>"
                   "<dt><kbd>/</kbd></dt><dd>search</dd>"
                   "<dt><kbd>1</kbd> \u2026 <kbd>4</kbd></dt><dd>critical, major, minor, neutral on and off</dd>"
                   "</dl><button type=\"button\">Close</button></dialog>\n");
}

static void begin(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  state *kept = writer->state = mq_arena_alloc(buf->arena, sizeof *kept);
  kept->checks = mq_arena_array(buf->arena, mtqc_check_count(), sizeof *kept->checks);
  kept->own = mq_arena_array(buf->arena, mtqc_check_count(), sizeof *kept->own);
  mq_buf_format(buf,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; "
                "style-src '%s'; script-src '%s'\">\n<title>mtqc report</title>\n<style>",
                mq_html_style_hash, mq_html_script_hash);
  put_lines(buf, mq_html_style);
  mq_buf_text(buf, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#d1\">Skip to the text</a>\n"
                   "<header class=\"bar\"><div><h1>mtqc<small>unconfirmed findings</small></h1>\n");
  put_filters(buf);
  mq_buf_text(buf, "</div></header>\n<main>\n");
}

/* --- figures --- */

static void put_number(mq_buf *buf, double value, int decimals) {
  if (isnan(value)) mq_buf_text(buf, "not rated");
  else mq_put_number(buf, value, decimals);
}

static void put_score_card(mq_buf *buf, const mtqc_tally *tally) {
  mq_buf_text(buf, "<section class=\"card\"><h3>MQM score (unconfirmed)</h3><div class=\"score\">");
  mq_html_plot_score(buf, mtqc_tally_score(tally, "mqm"));
  mq_buf_text(buf, "<dl><dt>calibrated</dt><dd>");
  put_number(buf, mtqc_tally_score(tally, "mqm-calibrated"), 1);
  mq_buf_text(buf, "</dd><dt>penalty</dt><dd>");
  put_number(buf, mtqc_tally_score(tally, "penalty"), 0);
  mq_buf_text(buf, "</dd><dt>words</dt><dd>");
  put_number(buf, mtqc_tally_score(tally, "words"), 0);
  mq_buf_text(buf, "</dd></dl></div></section>\n");
}

/* New findings by check, the most frequent first. `own` is emptied. */
static void put_checks_card(mq_buf *buf, size_t *own) {
  size_t most = 0, best = 0, rows = 0;
  enum { MOST_ROWS = 8 };
  mq_buf_text(buf, "<section class=\"card\"><h3>New findings by check</h3><table><tbody>");
  for (; rows < MOST_ROWS; rows++) {
    for (size_t i = best = 0; i < mtqc_check_count(); i++)
      if (own[i] > own[best]) best = i;
    if (own[best] == 0) break;
    if (own[best] > most) most = own[best];
    mq_buf_format(buf, "<tr><th scope=\"row\">%s</th><td class=\"plot\">", mtqc_check_name(best));
    mq_html_plot_bar(buf, (double)own[best], (double)most, mtqc_severity_name(mtqc_check_severity(best)));
    mq_buf_format(buf, "</td><td class=\"number\">%zu</td></tr>", own[best]);
    own[best] = 0;
  }
  mq_buf_text(buf, "</tbody></table>");
  if (rows == 0) mq_buf_text(buf, "<p>Nothing was found.</p>");
  mq_buf_text(buf, "</section>\n");
}

static void put_key(mq_buf *buf, const mq_counts *counts) {
  mq_buf_text(buf, "<p class=\"key\">");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--)
    if (counts->severity[severity])
      mq_buf_format(buf, "<span><i class=\"%s\"></i>%zu %s</span> ", mtqc_severity_name(severity), counts->severity[severity],
                    mtqc_severity_name(severity));
  if (counts->known) mq_buf_format(buf, "<span>%zu known</span> ", counts->known);
  if (counts->ignored) mq_buf_format(buf, "<span>%zu ignored</span>", counts->ignored);
  mq_buf_text(buf, "</p>");
}

static void put_cards(mq_buf *buf, const mq_entry *entry, size_t *own) {
  const mtqc_report *report = entry->report;
  mq_buf_text(buf, "<div class=\"cards\">\n");
  put_score_card(buf, mtqc_report_tally(report));
  put_checks_card(buf, own);
  mq_buf_text(buf, "<section class=\"card\"><h3>Along the text</h3>");
  mq_html_plot_findings(buf, report);
  put_key(buf, &entry->counts);
  mq_buf_text(buf, "</section>\n");
  if (mtqc_report_language(report, MTQC_SOURCE)) {
    mq_buf_text(buf, "<section class=\"card\"><h3>Alignment</h3>");
    mq_html_plot_alignment(buf, report);
    mq_buf_text(buf, "<p class=\"key\"><span><i class=\"critical\"></i>no counterpart</span> <span><i class=\"minor\"></i>unsure</span></p></section>\n");
  }
  mq_buf_text(buf, "</div>\n");
}

/* --- findings --- */

void mq_html_put_id(mq_buf *buf, const mq_entry *entry, size_t finding) {
  mq_buf_format(buf, "d%zuf%zu", entry->number + 1, finding + 1);
}

void mq_html_put_class(mq_buf *buf, const mtqc_finding *finding) {
  mq_buf_text(buf, mtqc_severity_name(mtqc_finding_severity(finding)));
  if (!mq_is_new(finding)) mq_buf_text(buf, " settled");
}

static void put_list(mq_buf *buf, const char *title, const char *style, const char *language, const mtqc_finding *finding,
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
  put_list(buf, "better", "better", mtqc_report_language(entry->report, MTQC_TARGET), finding, mtqc_finding_suggestion);
  put_list(buf, "evidence", "evidence", NULL, finding, mtqc_finding_evidence);
  if (mtqc_finding_reason(finding)) {
    mq_buf_text(buf, "<dt>ignored</dt><dd><bdi>");
    put(buf, mtqc_finding_reason(finding));
    mq_buf_text(buf, "</bdi></dd>");
  }
  put_where(buf, entry, finding);
  mq_buf_format(buf, "<dt>category</dt><dd>%s</dd><dt>fingerprint</dt><dd><code>%016" PRIx64 "</code></dd></dl>",
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
  mq_buf_format(buf, "\" data-severity=\"%s\" data-check=\"%s\" data-state=\"%s\"><summary><span class=\"level %s\">%s</span> "
                     "<span class=\"message\"><bdi>", severity, mtqc_finding_check(finding), news, severity, severity);
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
  const char *language = mtqc_report_language(report, side), *name = side == MTQC_SOURCE ? "source" : "target";
  size_t first, last;
  mtqc_alignment_bead(mtqc_report_alignment(report), bead->number, side, &first, &last);
  if (first == last) {
    mq_buf_format(buf, "<p class=\"none %s\">%s</p>\n", name, side == MTQC_SOURCE ? "not in the source" : "not translated");
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
  mq_buf_format(buf, "<a class=\"number\" href=\"#d%zus%zu\" title=\"segment", bead->entry->number + 1, bead->number + 1);
  if (*id) {
    mq_buf_char(buf, ' ');
    put(buf, id);
  }
  if (!alone) {
    mq_buf_text(buf, ", alignment ");
    mq_put_number(buf, confidence, 2);
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
  for (size_t i = bead->first; i < bead->last && mq_writer_flush(&writer->out); i++) put_finding(buf, bead->entry, i);
  mq_buf_text(buf, bead->last > bead->first ? "</div></section>\n" : "</section>\n");
}

static void put_beads(mtqc_writer *writer, const mq_entry *entry, bool alone) {
  const mtqc_report *report = entry->report;
  const size_t beads = mtqc_alignment_bead_count(mtqc_report_alignment(report)), count = mtqc_report_finding_count(report);
  mq_html_bead bead = {.entry = entry, .edges = &((state *)writer->state)->edges};
  mq_buf_text(&writer->out.buf, "<div class=\"beads\">\n");
  for (; bead.number < beads && mq_writer_flush(&writer->out); bead.number++) {
    bead.first = bead.last;
    while (bead.last < count && mtqc_finding_bead(mtqc_report_finding(report, bead.last)) == bead.number) bead.last++;
    put_bead(writer, &bead, alone);
  }
  mq_buf_format(&writer->out.buf, "<p class=\"empty\"%s>No segment to show.</p></div>\n", beads ? " hidden" : "");
}

/* --- documents --- */

static size_t check_index(const mtqc_finding *finding) {
  size_t index = 0;
  while (strcmp(mtqc_check_name(index), mtqc_finding_check(finding)) != 0) index++;
  return index;
}

static void keep_row(mq_arena *arena, state *kept, const mq_entry *entry) {
  row *r = mq_push(arena, &kept->rows);
  r->name = mq_arena_copy(arena, entry->name[MTQC_TARGET], strlen(entry->name[MTQC_TARGET]));
  memcpy(r->counts, entry->counts.severity, sizeof r->counts);
  r->words = mtqc_report_score(entry->report, "words");
  r->raw = mtqc_report_score(entry->report, "mqm");
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    if (!mq_is_new(finding)) continue;
    kept->own[check_index(finding)]++;
    kept->checks[check_index(finding)]++;
  }
}

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
  state *kept = writer->state;
  const char *source = mtqc_report_language(entry->report, MTQC_SOURCE);
  keep_row(buf->arena, kept, entry);
  mq_buf_format(buf, "<article class=\"document%s\" id=\"d%zu\">\n<div class=\"head\"><h2><bdi>", source ? "" : " alone", entry->number + 1);
  put(buf, entry->name[MTQC_TARGET]);
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
  put_cards(buf, entry, kept->own);
  memset(kept->own, 0, mtqc_check_count() * sizeof *kept->own);
  put_skipped(buf, entry->report);
  put_beads(writer, entry, !source);
  mq_buf_text(buf, "</article>\n");
}

/* --- the corpus --- */

static size_t sum(const size_t counts[4]) { return counts[0] + counts[1] + counts[2] + counts[3]; }

static void put_row(mq_buf *buf, const row *r, size_t number, double most) {
  mq_buf_format(buf, "<tr><td><a href=\"#d%zu\"><bdi>", number + 1);
  put(buf, r->name);
  mq_buf_text(buf, "</bdi></a></td><td class=\"plot\">");
  mq_html_plot_severities(buf, r->counts, most);
  mq_buf_text(buf, "</td>");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--)
    mq_buf_format(buf, "<td class=\"number\">%zu</td>", r->counts[severity]);
  mq_buf_text(buf, "<td class=\"number\">");
  put_number(buf, r->words, 0);
  mq_buf_text(buf, "</td><td class=\"number\">");
  put_number(buf, r->raw, 1);
  mq_buf_text(buf, "</td></tr>\n");
}

static void put_table(mtqc_writer *writer, const state *kept) {
  mq_buf *buf = &writer->out.buf;
  size_t most = 0;
  for (size_t i = 0; i < kept->rows.count; i++)
    if (sum(kept->rows.at[i].counts) > most) most = sum(kept->rows.at[i].counts);
  mq_buf_text(buf, "<section class=\"card\"><h3>Documents</h3><table><thead><tr><th>document</th><th>new findings</th>");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--)
    mq_buf_format(buf, "<th class=\"number\">%s</th>", mtqc_severity_name(severity));
  mq_buf_text(buf, "<th class=\"number\">words</th><th class=\"number\">MQM, raw</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < kept->rows.count && mq_writer_flush(&writer->out); i++) put_row(buf, &kept->rows.at[i], i, (double)most);
  mq_buf_text(buf, "</tbody></table></section>\n");
}

static void put_corpus(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  state *kept = writer->state;
  mq_buf_format(buf, "<section class=\"corpus\" aria-label=\"All documents\"><div class=\"head\"><h2>All %zu documents</h2></div><div class=\"cards\">\n",
                writer->documents);
  put_score_card(buf, writer->tally);
  put_checks_card(buf, kept->checks);
  mq_buf_text(buf, "</div>");
  put_table(writer, kept);
  mq_buf_text(buf, "</section>\n");
}

static void end(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  if (writer->documents > 1) put_corpus(writer);
  mq_buf_format(buf, "<footer>Made by mtqc %s. Nobody has confirmed these findings; confidence is the probability that a reader "
                     "would agree.</footer>\n</main>\n", mtqc_version());
  put_help(buf);
  mq_buf_text(buf, "<script>");
  put_lines(buf, mq_html_script);
  mq_buf_text(buf, "</script>\n</body>\n</html>\n");
}

const mq_form mq_form_html = {"html", "one page for the browser, with everything in it", begin, add, end, NULL};
