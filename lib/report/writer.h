/* What all formats share: a buffer that is handed to the sink in pieces, the documents as they come, and the totals over
 * them. A format is one file with three functions; write.c holds the table. */
#ifndef MQ_WRITER_H
#define MQ_WRITER_H

#include "escape.h"

#include "checker/tally.h"

#include <mtqc/estimate.h>
#include <mtqc/score.h>
#include <mtqc/writer.h>

/* A buffer on its way to a sink. */
typedef struct mq_writer {
  mq_buf buf;
  mtqc_sink sink;
  void *payload;
  bool stopped; /* the sink said stop: nothing more is handed to it */
} mq_writer;

/* Calls write(writer, what) with a buffer, hands what is left to the sink and cleans up. 0, MTQC_EIO or MTQC_ENOMEM. */
int mq_writer_run(void (*write)(mq_writer *writer, const void *what), const void *what, mtqc_sink sink, void *payload,
                  mtqc_error *error);

/* Hands the buffer to the sink once it holds a good piece. Called between findings; false when the sink said stop. */
bool mq_writer_flush(mq_writer *writer);

/* Findings counted by severity and by state; ignored ones are counted nowhere else. */
typedef struct mq_counts {
  size_t severity[4]; /* new ones */
  size_t fresh, known, ignored;
} mq_counts;

/* One document to be written. */
typedef struct mq_entry {
  const mtqc_report *report;
  const char *name[2]; /* by mtqc_side */
  const char *title;   /* name of the target; of a further part of the document before, with its first segment */
  size_t number;       /* from 0, in the order of writing */
  mq_counts counts;
} mq_entry;

typedef struct mq_form {
  const char *name, *help;
  void (*begin)(mtqc_writer *writer); /* NULL: nothing to do */
  void (*add)(mtqc_writer *writer, const mq_entry *entry);
  void (*end)(mtqc_writer *writer);
  /* Takes the options that only this format has; NULL: there are none. 0 or MTQC_EARGUMENT. */
  int (*configure)(mtqc_writer *writer, const mtqc_options *options, mtqc_error *error);
} mq_form;

struct mtqc_writer {
  mq_writer out;
  const mq_form *format;
  const char *name[2]; /* when a document comes without names */
  bool colours;
  int fail_on;         /* least severity that fails */
  size_t documents;    /* so far */
  const char *latest;  /* name of the target of the last one */
  mq_counts counts;    /* of all documents */
  mtqc_tally *tally;   /* of all documents, with the weights of the first */
  bool ended, failed;
  void *state; /* the format's own, in the arena of `out` */
};

/* The formats. */
extern const mq_form mq_form_text, mq_form_json, mq_form_jsonl, mq_form_sarif, mq_form_github, mq_form_markdown,
    mq_form_gitlab, mq_form_junit, mq_form_checkstyle, mq_form_mqm, mq_form_pairs, mq_form_html, mq_form_baseline;

/* --- what several formats write alike ----------------------------------------------------------------------------- */

/* One finding as a JSON object (json.c); the contract of the JSON formats. `document` NULL: leave that field out. */
void mq_put_finding(mq_buf *buf, const mtqc_report *report, const mtqc_finding *finding, const char *document);

/* "2 critical, 1 minor"; "nothing" when all are 0. */
void mq_put_severities(mq_buf *buf, const size_t counts[4]);

/* Where a finding is shown: in the translation, or in the source for what the translation lacks. */
typedef struct mq_spot {
  mtqc_side side;
  size_t line, column, end_line, end_column; /* from 1, in code points; the end is behind the last one */
} mq_spot;

/* Place of the span on one side; false if the finding has none there. */
bool mq_spot_on(const mtqc_finding *finding, mtqc_side side, mq_spot *spot);

/* The side where the finding is shown, with its place. A finding without any span is at the start of the translation. */
mq_spot mq_spot_of(const mtqc_finding *finding);

/* The bytes of one side of a bead: from its first segment to its last. Empty for the empty side of a null bead. */
mq_str mq_bead_text(const mtqc_report *report, size_t bead, mtqc_side side);

/* A path as a relative URI: percent-encoded, no "./" in front. */
void mq_put_uri(mq_buf *buf, const char *path);

static inline mq_str mq_str_from(mtqc_text text) { return (mq_str){text.bytes, text.size}; }

static inline bool mq_is_new(const mtqc_finding *finding) { return mtqc_finding_state(finding) == MTQC_NEW; }

#endif
