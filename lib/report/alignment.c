/* mtqc_alignment_write: an alignment as bare beads, as a table, or as JSON Lines. */
#include "writer.h"

#include "base/error.h"

typedef struct alignment_job {
  const mtqc_alignment *alignment;
  mq_str text[2]; /* by mtqc_side */
} alignment_job;

static void put_numbers(mq_buf *buf, const mtqc_alignment *alignment, size_t bead, mtqc_side side) {
  size_t first, last;
  mtqc_alignment_bead(alignment, bead, side, &first, &last);
  mq_buf_char(buf, '[');
  for (size_t i = first; i < last; i++) mq_buf_format(buf, i > first ? ", %zu" : "%zu", i);
  mq_buf_char(buf, ']');
}

/* From the first byte of the bead's first segment to the last byte of its last. */
static mq_str bead_text(const alignment_job *job, size_t bead, mtqc_side side) {
  size_t first, last, start, end;
  mtqc_alignment_bead(job->alignment, bead, side, &first, &last);
  if (first == last) return (mq_str){"", 0};
  mtqc_alignment_segment(job->alignment, side, first, &start, NULL);
  mtqc_alignment_segment(job->alignment, side, last - 1, NULL, &end);
  return (mq_str){job->text[side].at + start, end - start};
}

static void put_confidence(mq_buf *buf, const mtqc_alignment *alignment, size_t bead) {
  mq_put_number(buf, mtqc_alignment_confidence(alignment, bead), 2);
}

static void write_beads(mq_writer *writer, const void *what) {
  const mtqc_alignment *alignment = ((const alignment_job *)what)->alignment;
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment) && mq_writer_flush(writer); i++) {
    put_numbers(&writer->buf, alignment, i, MTQC_SOURCE);
    mq_buf_char(&writer->buf, ':');
    put_numbers(&writer->buf, alignment, i, MTQC_TARGET);
    mq_buf_char(&writer->buf, ':');
    put_confidence(&writer->buf, alignment, i);
    mq_buf_char(&writer->buf, '\n');
  }
}

static void write_tsv(mq_writer *writer, const void *what) {
  const alignment_job *job = what;
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++) {
    mq_put_field(&writer->buf, bead_text(job, i, MTQC_SOURCE));
    mq_buf_char(&writer->buf, '\t');
    mq_put_field(&writer->buf, bead_text(job, i, MTQC_TARGET));
    mq_buf_char(&writer->buf, '\t');
    put_confidence(&writer->buf, job->alignment, i);
    mq_buf_char(&writer->buf, '\n');
  }
}

static void write_jsonl(mq_writer *writer, const void *what) {
  static const char *const keys[2][2] = {{"{\"source\":", ",\"source_text\":"}, {",\"target\":", ",\"target_text\":"}};
  const alignment_job *job = what;
  mq_buf *buf = &writer->buf;
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++) {
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
      mq_buf_text(buf, keys[side][0]);
      put_numbers(buf, job->alignment, i, (mtqc_side)side);
      mq_buf_text(buf, keys[side][1]);
      mq_put_json(buf, bead_text(job, i, (mtqc_side)side));
    }
    mq_buf_text(buf, ",\"confidence\":");
    put_confidence(buf, job->alignment, i);
    mq_buf_text(buf, "}\n");
  }
}

static const struct {
  const char *name;
  void (*write)(mq_writer *writer, const void *what);
} formats[] = {{"beads", write_beads}, {"tsv", write_tsv}, {"jsonl", write_jsonl}};

int mtqc_alignment_write(const mtqc_alignment *alignment, const char *format, mtqc_text source, mtqc_text target,
                         mtqc_sink sink, void *payload, mtqc_error *error) {
  const alignment_job job = {alignment, {mq_str_from(source), mq_str_from(target)}};
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
    if (strcmp(formats[i].name, format) == 0) return mq_writer_run(formats[i].write, &job, sink, payload, error);
  return mq_error_set(error, MTQC_EARGUMENT, "there is no alignment format '%s'", format);
}
