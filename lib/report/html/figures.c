/* The figures of the page: cards at the head of each document, and the table of all documents. The latter is known only at the
 * end and stands there; the style sheet and the script put it first. */
#include "html.h"

#include <math.h>

static size_t check_index(const mtqc_finding *finding) {
  size_t index = 0;
  while (strcmp(mtqc_check_name(index), mtqc_finding_check(finding)) != 0) index++;
  return index;
}

void mq_html_keep(mq_arena *arena, mq_html_state *kept, const mq_entry *entry) {
  mq_html_row *r = mq_push(arena, &kept->rows);
  r->name = mq_arena_copy(arena, entry->title, strlen(entry->title));
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

/* --- cards --- */

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
  if (!isnan(mtqc_tally_score(tally, "estimate"))) {
    mq_buf_text(buf, "</dd><dt title=\"of 100, without a reference: mean of all pairs\">estimate</dt><dd>");
    put_number(buf, mtqc_tally_score(tally, "estimate"), 1);
  }
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
      mq_buf_format(buf, "<span><i class=\"%s\"></i>%zu %s</span> ", mtqc_severity_name(severity),
                    counts->severity[severity], mtqc_severity_name(severity));
  if (counts->known) mq_buf_format(buf, "<span>%zu known</span> ", counts->known);
  if (counts->ignored) mq_buf_format(buf, "<span>%zu ignored</span>", counts->ignored);
  mq_buf_text(buf, "</p>");
}

void mq_html_put_cards(mq_buf *buf, mq_html_state *kept, const mq_entry *entry) {
  const mtqc_report *report = entry->report;
  mq_buf_text(buf, "<div class=\"cards\">\n");
  put_score_card(buf, mtqc_report_tally(report));
  put_checks_card(buf, kept->own);
  mq_buf_text(buf, "<section class=\"card\"><h3>Along the text</h3>");
  mq_html_plot_findings(buf, report);
  put_key(buf, &entry->counts);
  mq_buf_text(buf, "</section>\n");
  if (mtqc_report_language(report, MTQC_SOURCE)) {
    mq_buf_text(buf, "<section class=\"card\"><h3>Alignment</h3>");
    mq_html_plot_alignment(buf, report);
    mq_buf_text(buf, "<p class=\"key\"><span><i class=\"critical\"></i>no counterpart</span> <span><i "
                     "class=\"minor\"></i>unsure</span></p></section>\n");
  }
  mq_buf_text(buf, "</div>\n");
  memset(kept->own, 0, mtqc_check_count() * sizeof *kept->own);
}

/* --- the corpus --- */

static size_t sum(const size_t counts[4]) {
  return counts[0] + counts[1] + counts[2] + counts[3];
}

static void put_row(mq_buf *buf, const mq_html_row *r, size_t number, double most) {
  mq_buf_format(buf, "<tr><td><a href=\"#d%zu\"><bdi>", number + 1);
  mq_put_xml(buf, mq_str_of(r->name));
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

static void put_table(mtqc_writer *writer, const mq_html_state *kept) {
  mq_buf *buf = &writer->out.buf;
  size_t most = 0;
  for (size_t i = 0; i < kept->rows.count; i++)
    if (sum(kept->rows.at[i].counts) > most) most = sum(kept->rows.at[i].counts);
  mq_buf_text(
      buf,
      "<section class=\"card\"><h3>Documents</h3><table><thead><tr><th>document</th><th>new findings</th>");
  for (int severity = MTQC_CRITICAL; severity >= MTQC_NEUTRAL; severity--)
    mq_buf_format(buf, "<th class=\"number\">%s</th>", mtqc_severity_name(severity));
  mq_buf_text(buf, "<th class=\"number\">words</th><th class=\"number\">MQM, raw</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < kept->rows.count && mq_writer_flush(&writer->out); i++)
    put_row(buf, &kept->rows.at[i], i, (double)most);
  mq_buf_text(buf, "</tbody></table></section>\n");
}

void mq_html_put_corpus(mtqc_writer *writer) {
  mq_buf *buf = &writer->out.buf;
  mq_html_state *kept = writer->state;
  mq_buf_format(buf,
                "<section class=\"corpus\" aria-label=\"All documents\"><div class=\"head\"><h2>All %zu "
                "documents</h2></div><div class=\"cards\">\n",
                writer->documents);
  put_score_card(buf, writer->tally);
  put_checks_card(buf, kept->checks);
  mq_buf_text(buf, "</div>");
  put_table(writer, kept);
  mq_buf_text(buf, "</section>\n");
}
