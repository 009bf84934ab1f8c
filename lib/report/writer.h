/* What all formats share: a buffer that is handed to the sink in pieces, and the front end's table of
 * formats. */
#ifndef MQ_WRITER_H
#define MQ_WRITER_H

#include "escape.h"

#include <mtqc/report.h>
#include <mtqc/score.h>

typedef struct mq_writer {
  mq_buf buf;
  mtqc_sink sink;
  void *payload;
  bool stopped; /* the sink said stop: nothing more is handed to it */
} mq_writer;

/* Calls write(writer, what) with a buffer, hands what is left to the sink and cleans up. 0, MTQC_EIO or
 * MTQC_ENOMEM. */
int mq_writer_run(void (*write)(mq_writer *writer, const void *what), const void *what, mtqc_sink sink,
                  void *payload, mtqc_error *error);

/* Hands the buffer to the sink once it holds a good piece. Called between findings; false when the sink said
 * stop. */
bool mq_writer_flush(mq_writer *writer);

/* The formats. Each writes everything up to the last piece. */
void mq_write_text(mq_writer *writer, const mtqc_report *report, const mtqc_options *options);
void mq_write_json(mq_writer *writer, const mtqc_report *report, const mtqc_options *options);
void mq_write_jsonl(mq_writer *writer, const mtqc_report *report, const mtqc_options *options);

/* One finding as a JSON object (json.c); the contract of the JSON formats. */
void mq_put_finding(mq_buf *buf, const mtqc_report *report, const mtqc_finding *finding);

static inline mq_str mq_str_from(mtqc_text text) {
  return (mq_str){text.bytes, text.size};
}

#endif
