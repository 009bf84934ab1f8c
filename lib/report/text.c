/* The report for people: one line a finding as compilers write it, the place in the text underlined, then the
 * facts that speak for the finding and the wordings offered instead, then a summary.
 *
 *   article.de.txt:12:34: major: message [check]
 *       ... hat den Vorschlag abgelehnt.
 *                   ^^^^^^^^^
 *     source article.ru.txt:10:5
 *       ...
 *     evidence: ...
 *     suggestion: ...
 *
 * However long a line or a span is, only a window around it is read: the cost of a finding does not depend on
 * the text. */
#include "writer.h"

#include <math.h>

enum {
  CONTEXT = 44, /* code points shown on either side of a span */
  CONTEXT_BYTES = 4 * CONTEXT,
  SPAN_BYTES = 400 /* a longer span is cut */
};

typedef enum colour { PLAIN, BOLD, RED, YELLOW, BLUE, GREEN } colour;

typedef struct printer {
  mq_buf *buf;
  const mtqc_report *report;
  const char *name[2]; /* of the texts, by side */
  bool colours;
} printer;

static void paint(printer *p, colour c) {
  static const char *const codes[] = {[PLAIN] = "\x1b[0m",   [BOLD] = "\x1b[1m",    [RED] = "\x1b[1;31m",
                                      [YELLOW] = "\x1b[33m", [BLUE] = "\x1b[1;34m", [GREEN] = "\x1b[1;32m"};
  if (p->colours) mq_buf_text(p->buf, codes[c]);
}

static colour severity_colour(int severity) {
  static const colour colours[] = {
      [MTQC_NEUTRAL] = BLUE, [MTQC_MINOR] = YELLOW, [MTQC_MAJOR] = RED, [MTQC_CRITICAL] = RED};
  return severity >= MTQC_NEUTRAL && severity <= MTQC_CRITICAL ? colours[severity] : PLAIN;
}

/* --- the place in the text --- */

static bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
static bool is_continuation(char c) {
  return ((unsigned char)c & 0xc0) == 0x80;
}

/* Start of the context before byte `at`: a line start, or CONTEXT code points back. */
static size_t context_start(mq_str text, size_t at, bool *cut) {
  const size_t least = at > CONTEXT_BYTES ? at - CONTEXT_BYTES : 0;
  size_t start = at;
  for (int left = CONTEXT; left > 0 && start > least && !is_line_end(text.at[start - 1]); left--) {
    start--;
    while (start > least && is_continuation(text.at[start]) && !is_line_end(text.at[start - 1])) start--;
  }
  *cut = start > 0 && !is_line_end(text.at[start - 1]);
  return start;
}

static size_t context_end(mq_str text, size_t at, bool *cut) {
  const size_t most = text.size - at > CONTEXT_BYTES ? at + CONTEXT_BYTES : text.size;
  size_t end = at;
  for (int left = CONTEXT; left > 0 && end < most && !is_line_end(text.at[end]); left--) {
    end++;
    while (end < most && is_continuation(text.at[end])) end++;
  }
  *cut = end < text.size && !is_line_end(text.at[end]);
  return end;
}

/* The whole text with the span's place in it; the span alone when it lies elsewhere. */
static mq_str surroundings(const printer *p, mtqc_side side, mq_str span, size_t *at) {
  const mq_str text = mq_str_from(mtqc_report_text(p->report, side));
  const uintptr_t start = (uintptr_t)text.at, place = (uintptr_t)span.at;
  *at = 0;
  if (!text.at || !span.at || place < start || place - start > text.size ||
      span.size > text.size - (place - start))
    return span;
  *at = place - start;
  return text;
}

static void put_excerpt(printer *p, const mtqc_finding *finding, mtqc_side side) {
  mq_buf *buf = p->buf;
  mq_str span = mq_str_from(mtqc_finding_text(finding, side));
  size_t at;
  const mq_str text = surroundings(p, side, span, &at);
  if (text.size == 0) return;
  bool cut_before, cut_after = false, cut_span = span.size > SPAN_BYTES;
  size_t span_end = at + span.size;
  if (cut_span)
    for (span_end = at + SPAN_BYTES; span_end > at && is_continuation(text.at[span_end]);) span_end--;
  const size_t start = context_start(text, at, &cut_before);
  const size_t end = cut_span ? span_end : context_end(text, span_end, &cut_after);
  size_t margin = cut_before, width = 0;
  mq_buf_text(buf, cut_before ? "    \u2026" : "    ");
  margin += mq_put_visible(buf, (mq_str){text.at + start, at - start});
  paint(p, severity_colour(mtqc_finding_severity(finding)));
  width = mq_put_visible(buf, (mq_str){text.at + at, span_end - at});
  paint(p, PLAIN);
  mq_put_visible(buf, (mq_str){text.at + span_end, end - span_end});
  mq_buf_text(buf, cut_span || cut_after ? "\u2026\n    " : "\n    ");
  for (size_t i = 0; i < margin; i++) mq_buf_char(buf, ' ');
  paint(p, GREEN);
  for (size_t i = 0; i < width + !width; i++) mq_buf_char(buf, '^');
  paint(p, PLAIN);
  mq_buf_char(buf, '\n');
}

static void put_place(printer *p, const mtqc_finding *finding, mtqc_side side) {
  size_t line, column;
  mq_put_visible(p->buf, mq_str_of(p->name[side]));
  if (mtqc_finding_span(finding, side, NULL, NULL, &line, &column))
    mq_buf_format(p->buf, ":%zu:%zu", line, column);
}

static void put_note(printer *p, const char *label, const char *text) {
  mq_buf_format(p->buf, "  %s: ", label);
  mq_put_visible(p->buf, mq_str_of(text));
  mq_buf_char(p->buf, '\n');
}

static void put_finding(printer *p, const mtqc_finding *finding) {
  const bool target = mtqc_finding_span(finding, MTQC_TARGET, NULL, NULL, NULL, NULL);
  const bool source = mtqc_finding_span(finding, MTQC_SOURCE, NULL, NULL, NULL, NULL);
  const int severity = mtqc_finding_severity(finding);
  paint(p, BOLD);
  put_place(p, finding, source && !target ? MTQC_SOURCE : MTQC_TARGET);
  mq_buf_text(p->buf, ": ");
  paint(p, severity_colour(severity));
  mq_buf_format(p->buf, "%s: ", mtqc_severity_name(severity));
  paint(p, PLAIN);
  mq_put_visible(p->buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_format(p->buf, " [%s]\n", mtqc_finding_check(finding));
  if (target) put_excerpt(p, finding, MTQC_TARGET);
  if (target && source) {
    mq_buf_text(p->buf, "  source ");
    put_place(p, finding, MTQC_SOURCE);
    mq_buf_char(p->buf, '\n');
  }
  if (source) put_excerpt(p, finding, MTQC_SOURCE);
  const char *text;
  for (size_t i = 0; (text = mtqc_finding_evidence(finding, i)); i++) put_note(p, "evidence", text);
  for (size_t i = 0; (text = mtqc_finding_suggestion(finding, i)); i++) put_note(p, "suggestion", text);
}

/* --- the summary --- */

static void put_states(mq_buf *buf, const mq_counts *counts) {
  if (counts->known) mq_buf_format(buf, "%zu known from the baseline\n", counts->known);
  if (counts->ignored) mq_buf_format(buf, "%zu ignored\n", counts->ignored);
}

static void put_counts(mq_buf *buf, const mq_counts *counts) {
  const char *news = counts->known || counts->ignored ? "new " : "";
  if (counts->fresh) {
    mq_buf_format(buf, "%zu %sfinding%s: ", counts->fresh, news, counts->fresh == 1 ? "" : "s");
    mq_put_severities(buf, counts->severity);
    mq_buf_char(buf, '\n');
  } else mq_buf_format(buf, "no %sfindings\n", news);
  put_states(buf, counts);
}

static void put_score(printer *p, const char *label, const char *name, const char *otherwise) {
  const double score = mtqc_report_score(p->report, name);
  mq_buf_text(p->buf, label);
  if (isnan(score)) mq_buf_text(p->buf, otherwise);
  else mq_put_number(p->buf, score, 1);
}

static void put_scores(printer *p) {
  const double words = mtqc_report_score(p->report, "words");
  if (isnan(words)) return;
  put_score(p, "MQM (unconfirmed): raw ", "mqm", "not rated");
  put_score(p, ", calibrated ", "mqm-calibrated", "not rated (text too short)");
  mq_buf_text(p->buf, "; penalty ");
  mq_put_number(p->buf, mtqc_report_score(p->report, "penalty"), 0);
  mq_buf_text(p->buf, " over ");
  mq_put_number(p->buf, words, 0);
  mq_buf_text(p->buf, words == 1 ? " word\n" : " words\n");
}

/* The mean over the pairs. */
static void put_estimate(mq_buf *buf, const mtqc_tally *tally, const char *signature) {
  const double estimate = mtqc_tally_score(tally, "estimate");
  if (isnan(estimate)) return;
  mq_buf_text(buf, "estimate without a reference: ");
  mq_put_number(buf, estimate, 1);
  mq_buf_format(buf, " of 100 (mean of %zu pair%s%s%s)\n", tally->estimated, tally->estimated == 1 ? "" : "s",
                signature ? ", " : "", signature ? signature : "");
}

/* One line a reason. */
static void put_skipped(printer *p) {
  const char *reason, *other;
  for (size_t i = 0; (reason = mtqc_report_skipped_reason(p->report, i)); i++) {
    bool told = false;
    for (size_t j = 0; j < i && !told; j++)
      told = strcmp(mtqc_report_skipped_reason(p->report, j), reason) == 0;
    if (told) continue;
    mq_buf_text(p->buf, "skipped (");
    mq_put_visible(p->buf, mq_str_of(reason));
    mq_buf_format(p->buf, "): %s", mtqc_report_skipped_check(p->report, i));
    for (size_t j = i + 1; (other = mtqc_report_skipped_reason(p->report, j)); j++)
      if (strcmp(other, reason) == 0) mq_buf_format(p->buf, ", %s", mtqc_report_skipped_check(p->report, j));
    mq_buf_char(p->buf, '\n');
  }
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  printer p = {
      .buf = &writer->out.buf,
      .report = entry->report,
      .name = {entry->name[MTQC_SOURCE], entry->name[MTQC_TARGET]},
      .colours = writer->colours,
  };
  const size_t count = mtqc_report_finding_count(entry->report);
  if (entry->number) mq_buf_char(p.buf, '\n');
  for (size_t i = 0; i < count && mq_writer_flush(&writer->out); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    if (mq_is_new(finding)) put_finding(&p, finding);
  }
  if (entry->counts.fresh) mq_buf_char(p.buf, '\n');
  put_counts(p.buf, &entry->counts);
  put_scores(&p);
  put_estimate(p.buf, mtqc_report_tally(p.report), mtqc_report_estimate_signature(p.report));
  put_skipped(&p);
}

/* What several documents come to. */
static void end(mtqc_writer *writer) {
  if (writer->documents < 2) return;
  mq_buf *buf = &writer->out.buf;
  mq_buf_format(buf, "\nall %zu documents: ", writer->documents);
  put_counts(buf, &writer->counts);
  if (writer->tally->words == 0) return;
  mq_buf_text(buf, "MQM (unconfirmed): raw ");
  mq_put_number(buf, mtqc_tally_score(writer->tally, "mqm"), 1);
  mq_buf_format(buf, "; penalty %.0f over %zu words\n", mtqc_tally_score(writer->tally, "penalty"),
                writer->tally->words);
  put_estimate(buf, writer->tally, NULL);
}

const mq_form mq_form_text = {
    "text", "for people: every finding with its place, evidence and suggestions", NULL, add, end, NULL};
