/* A text with its findings underlined. Spans may overlap and nest, elements may not cross: the text is cut at every start and
 * end of a span, and each piece is one link that knows all findings over it and looks like the gravest. */
#include "html.h"

#include <stdlib.h>

enum { MOST_AT_ONCE = 16 }; /* findings over one piece; more are listed below the text only */

typedef struct active {
  size_t finding[MOST_AT_ONCE], count;
} active;

/* What happens at an edge, in this order, so that neighbours do not overlap. */
enum { ENDS, STANDS /* an empty span */, STARTS };

static int by_place(const void *left, const void *right) {
  const mq_html_edge *a = left, *b = right;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  if (a->kind != b->kind) return a->kind - b->kind;
  return (a->finding > b->finding) - (a->finding < b->finding);
}

/* The span in the text of the bead, cut to it. False if it lies elsewhere. */
static bool span_in(mq_str text, mq_str span, size_t *start, size_t *end) {
  const uintptr_t first = (uintptr_t)text.at, place = (uintptr_t)span.at;
  if (!span.at || place + span.size < first || place > first + text.size) return false;
  *start = place > first ? place - first : 0;
  *end = place + span.size < first + text.size ? place + span.size - first : text.size;
  return true;
}

static const mtqc_finding *finding_at(const mq_html_bead *bead, size_t index) {
  return mtqc_report_finding(bead->entry->report, index);
}

/* Which of the findings over a piece it looks like: a new one first, then the gravest. */
static size_t leader(const mq_html_bead *bead, const active *over) {
  size_t best = over->finding[0];
  for (size_t i = 1; i < over->count; i++) {
    const mtqc_finding *a = finding_at(bead, over->finding[i]), *b = finding_at(bead, best);
    const int rank_a = mtqc_finding_severity(a) + 4 * mq_is_new(a),
              rank_b = mtqc_finding_severity(b) + 4 * mq_is_new(b);
    if (rank_a > rank_b) best = over->finding[i];
  }
  return best;
}

/* Bytes [from, until) of the translation that no finding is over: probably wrong words are shaded. `next` is the first of them
 * that may lie there. */
static void put_shaded(mq_buf *buf, const mq_html_bead *bead, mq_str text, size_t from, size_t until, size_t *next) {
  const mtqc_report *report = bead->entry->report;
  const size_t offset = (size_t)(text.at - mtqc_report_text(report, MTQC_TARGET).bytes);
  for (size_t start, end; *next < mtqc_report_suspect_count(report, bead->number); ++*next) {
    const double wrong = mtqc_report_suspect(report, bead->number, *next, &start, &end);
    if (end <= offset + from) continue;
    if (start >= offset + until) break;
    start = start > offset + from ? start - offset : from;
    const size_t last = end < offset + until ? end - offset : until;
    mq_put_xml(buf, (mq_str){text.at + from, start - from});
    mq_buf_text(buf, "<span class=\"suspect\" title=\"probability of being wrong: ");
    mq_put_number(buf, 100 * wrong, 0);
    mq_buf_text(buf, "\u202f%\">");
    mq_put_xml(buf, (mq_str){text.at + start, last - start});
    mq_buf_text(buf, "</span>");
    from = last;
    if (end > offset + until) break;
  }
  mq_put_xml(buf, (mq_str){text.at + from, until - from});
}

/* Only the first piece of a finding is a stop for the keyboard. */
static void put_link(mq_buf *buf, const mq_html_bead *bead, const active *over, bool stop, mq_str piece) {
  const size_t first = leader(bead, over);
  mq_buf_text(buf, "<a class=\"mark ");
  mq_html_put_class(buf, finding_at(bead, first));
  if (!piece.size) mq_buf_text(buf, " point");
  mq_buf_text(buf, stop ? "\" href=\"#" : "\" tabindex=\"-1\" href=\"#");
  mq_html_put_id(buf, bead->entry, first);
  mq_buf_text(buf, "\" data-findings=\"");
  for (size_t i = 0; i < over->count; i++) {
    if (i) mq_buf_char(buf, ' ');
    mq_html_put_id(buf, bead->entry, over->finding[i]);
  }
  mq_buf_text(buf, "\" title=\"");
  mq_put_xml(buf, mq_str_of(mtqc_finding_message(finding_at(bead, first))));
  mq_buf_text(buf, "\">");
  if (piece.size) mq_put_xml(buf, piece);
  else mq_buf_text(buf, "\u2038");
  mq_buf_text(buf, "</a>");
}

static bool open_finding(active *over, size_t finding) {
  if (over->count == MOST_AT_ONCE) return false;
  over->finding[over->count++] = finding;
  return true;
}

static void close_finding(active *over, size_t finding) {
  for (size_t i = 0; i < over->count; i++)
    if (over->finding[i] == finding) over->finding[i] = over->finding[--over->count];
}

static void find_edges(mq_arena *arena, const mq_html_bead *bead, mtqc_side side, mq_str text) {
  mq_html_edges *edges = bead->edges;
  size_t start, end;
  edges->count = 0;
  for (size_t i = bead->first; i < bead->last; i++) {
    const mtqc_finding *finding = finding_at(bead, i);
    if (!mtqc_finding_span(finding, side, NULL, NULL, NULL, NULL)) continue;
    if (!span_in(text, mq_str_from(mtqc_finding_text(finding, side)), &start, &end)) continue;
    *mq_push(arena, edges) = (mq_html_edge){start, end > start ? STARTS : STANDS, i};
    if (end > start) *mq_push(arena, edges) = (mq_html_edge){end, ENDS, i};
  }
  if (edges->count) qsort(edges->at, edges->count, sizeof *edges->at, by_place);
}

void mq_html_put_marked(mq_buf *buf, const mq_html_bead *bead, mtqc_side side) {
  const mq_str text = mq_bead_text(bead->entry->report, bead->number, side);
  active over = {.count = 0};
  bool stop = false; /* a finding starts at `at` */
  size_t at = 0, suspect = 0;
  find_edges(buf->arena, bead, side, text);
  for (size_t i = 0; i <= bead->edges->count; i++) {
    const mq_html_edge *next = i < bead->edges->count ? &bead->edges->at[i] : NULL;
    const size_t until = next ? next->at : text.size;
    if (until > at) {
      const mq_str piece = {text.at + at, until - at};
      if (over.count) put_link(buf, bead, &over, stop, piece);
      else if (side == MTQC_TARGET) put_shaded(buf, bead, text, at, until, &suspect);
      else mq_put_xml(buf, piece);
      stop = false;
    }
    at = until;
    if (!next) continue;
    if (next->kind == STANDS) put_link(buf, bead, &(active){{next->finding}, 1}, true, (mq_str){NULL, 0});
    else if (next->kind == STARTS) stop = open_finding(&over, next->finding) || stop;
    else close_finding(&over, next->finding);
  }
}
