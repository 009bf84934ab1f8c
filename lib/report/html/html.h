/* The HTML report: one file that needs no other. document.c writes documents and beads, figures.c what they come to, marks.c texts with
 * their findings underlined, plots.c the pictures; style.css and script.js are embedded by embed.py. Texts of a report reach the page through
 * mq_put_xml only, and the page's policy runs no script but its own, known by its hash. */
#ifndef MQ_HTML_H
#define MQ_HTML_H

#include "base/array.h"
#include "report/writer.h"

extern const char *const mq_html_style[], *const mq_html_script[]; /* lines, ended by NULL */
extern const char mq_html_style_hash[], mq_html_script_hash[];

/* A place in a text where the findings over it change. */
typedef struct mq_html_edge {
  size_t at; /* bytes */
  int kind;
  size_t finding;
} mq_html_edge;
typedef MQ_ARRAY(mq_html_edge) mq_html_edges;

/* Findings of one bead: [first, last). Those of a document come in the order of beads. */
typedef struct mq_html_bead {
  const mq_entry *entry;
  size_t number, first, last;
  mq_html_edges *edges; /* room for the work on one text */
} mq_html_bead;

/* What the page keeps of each document. */
typedef struct mq_html_row {
  const char *name;
  size_t counts[4]; /* new findings by severity */
  double words, raw;
} mq_html_row;

typedef struct mq_html_state {
  MQ_ARRAY(mq_html_row) rows; /* by document */
  size_t *checks;             /* new findings by check, over all documents */
  size_t *own;                /* the same of one document */
  mq_html_edges edges;
} mq_html_state;

/* Counts a document; its cards, which empty the counts of its own; and the table of all of them (figures.c). */
void mq_html_keep(mq_arena *arena, mq_html_state *kept, const mq_entry *entry);
void mq_html_put_cards(mq_buf *buf, mq_html_state *kept, const mq_entry *entry);
void mq_html_put_corpus(mtqc_writer *writer);

/* One side of a bead: its text, every finding's span a link to its details. */
void mq_html_put_marked(mq_buf *buf, const mq_html_bead *bead, mtqc_side side);

/* The id of a finding in the page: "d1f7". */
void mq_html_put_id(mq_buf *buf, const mq_entry *entry, size_t finding);

/* Class names: the severity, and "settled" if the finding is known or ignored. */
void mq_html_put_class(mq_buf *buf, const mtqc_finding *finding);

/* Pictures. */
void mq_html_plot_score(mq_buf *buf, double raw);
void mq_html_plot_alignment(mq_buf *buf, const mtqc_report *report);
void mq_html_plot_findings(mq_buf *buf, const mtqc_report *report);
/* A bar of `value` out of `most`; `style` is a class. */
void mq_html_plot_bar(mq_buf *buf, double value, double most, const char *style);
/* Findings by severity, a bar each on one line, out of `most`. */
void mq_html_plot_severities(mq_buf *buf, const size_t counts[4], double most);

#endif
