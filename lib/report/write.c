/* mtqc_report_write: the table of formats. */
#include "writer.h"

#include "base/error.h"

enum { PIECE = 64 * 1024 };

typedef void (*write_function)(mq_writer *writer, const mtqc_report *report, const mtqc_options *options);

static const struct {
  const char *name;
  write_function write;
} formats[] = {
    {"text", mq_write_text},
    {"json", mq_write_json},
    {"jsonl", mq_write_jsonl},
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static void hand_over(mq_writer *writer) {
  if (!writer->stopped && writer->buf.size)
    writer->stopped = writer->sink(writer->payload, writer->buf.at, writer->buf.size) != 0;
  mq_buf_clear(&writer->buf);
}

bool mq_writer_flush(mq_writer *writer) {
  if (writer->buf.size >= PIECE) hand_over(writer);
  return !writer->stopped;
}

static write_function find_format(const char *name) {
  for (size_t i = 0; i < FORMATS; i++)
    if (strcmp(formats[i].name, name) == 0) return formats[i].write;
  return NULL;
}

int mq_writer_run(void (*write)(mq_writer *writer, const void *what), const void *what, mtqc_sink sink,
                  void *payload, mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (!arena || mq_arena_try(arena)) {
    mq_arena_free(arena);
    return mq_error_memory(error);
  }
  mq_writer writer = {.buf = {.arena = arena}, .sink = sink, .payload = payload};
  write(&writer, what);
  hand_over(&writer);
  const bool stopped = writer.stopped;
  mq_arena_free(arena);
  return stopped ? mq_error_set(error, MTQC_EIO, "cannot write: the receiver stopped") : MTQC_OK;
}

typedef struct report_job {
  write_function write;
  const mtqc_report *report;
  const mtqc_options *options;
} report_job;

static void write_report(mq_writer *writer, const void *what) {
  const report_job *job = what;
  job->write(writer, job->report, job->options);
}

int mtqc_report_write(const mtqc_report *report, const char *format, const mtqc_options *options,
                      mtqc_sink sink, void *payload, mtqc_error *error) {
  const report_job job = {find_format(format), report, options};
  if (!job.write) return mq_error_set(error, MTQC_EARGUMENT, "there is no report format '%s'", format);
  return mq_writer_run(write_report, &job, sink, payload, error);
}

const char *mtqc_report_format_name(size_t index) {
  return index < FORMATS ? formats[index].name : NULL;
}
