/* mtqc_alignment_write: an alignment as bare beads, as a table, or as JSON; the table of formats. */
#include "alignment_form.h"

#include "base/error.h"

static void put_numbers(mq_buf *buf, const mtqc_alignment *alignment, size_t bead, mtqc_side side) {
  size_t first, last;
  mtqc_alignment_bead(alignment, bead, side, &first, &last);
  mq_buf_char(buf, '[');
  for (size_t i = first; i < last; i++) mq_buf_format(buf, i > first ? ", %zu" : "%zu", i);
  mq_buf_char(buf, ']');
}

mq_str mq_alignment_bead_text(const mq_alignment_job *job, size_t bead, mtqc_side side) {
  size_t first, last, start, end;
  mtqc_alignment_bead(job->alignment, bead, side, &first, &last);
  if (first == last) return (mq_str){"", 0};
  mtqc_alignment_segment(job->alignment, side, first, &start, NULL);
  mtqc_alignment_segment(job->alignment, side, last - 1, NULL, &end);
  return (mq_str){job->text[side].at + start, end - start};
}

void mq_alignment_match_texts(const mq_alignment_job *job, size_t bead, size_t match, mq_str pair[2]) {
  size_t start[2], end[2];
  mtqc_alignment_match(job->alignment, bead, match, &start[MTQC_SOURCE], &end[MTQC_SOURCE], &start[MTQC_TARGET],
                       &end[MTQC_TARGET]);
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
    pair[side] = (mq_str){job->text[side].at + start[side], end[side] - start[side]};
}

void mq_alignment_put_flags(mq_buf *buf, unsigned flags, const char *between, const char *quote) {
  static const char *const names[] = {"null", "merged", "low"};
  bool any = false;
  for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (!(flags & 1u << i)) continue;
    mq_buf_format(buf, "%s%s%s%s", any ? between : "", quote, names[i], quote);
    any = true;
  }
}

static void put_confidence(mq_buf *buf, const mtqc_alignment *alignment, size_t bead) {
  mq_put_number(buf, mtqc_alignment_confidence(alignment, bead), 2);
}

static void write_beads(mq_writer *writer, const void *what) {
  const mtqc_alignment *alignment = ((const mq_alignment_job *)what)->alignment;
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
  const mq_alignment_job *job = what;
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++) {
    mq_put_field(&writer->buf, mq_alignment_bead_text(job, i, MTQC_SOURCE));
    mq_buf_char(&writer->buf, '\t');
    mq_put_field(&writer->buf, mq_alignment_bead_text(job, i, MTQC_TARGET));
    mq_buf_char(&writer->buf, '\t');
    put_confidence(&writer->buf, job->alignment, i);
    mq_buf_char(&writer->buf, '\n');
  }
}

static void put_evidence(mq_buf *buf, const mq_alignment_job *job, size_t bead) {
  mq_buf_text(buf, ",\"evidence\":[");
  for (size_t i = 0; i < mtqc_alignment_match_count(job->alignment, bead); i++) {
    mq_str pair[2];
    mq_alignment_match_texts(job, bead, i, pair);
    mq_buf_text(buf, i ? ",[" : "[");
    mq_put_json(buf, pair[MTQC_SOURCE]);
    mq_buf_char(buf, ',');
    mq_put_json(buf, pair[MTQC_TARGET]);
    mq_buf_char(buf, ']');
  }
  mq_buf_char(buf, ']');
}

static void put_bead(mq_buf *buf, const mq_alignment_job *job, size_t bead) {
  static const char *const keys[2][2] = {{"{\"source\":", ",\"source_text\":"}, {",\"target\":", ",\"target_text\":"}};
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    mq_buf_text(buf, keys[side][0]);
    put_numbers(buf, job->alignment, bead, (mtqc_side)side);
    mq_buf_text(buf, keys[side][1]);
    mq_put_json(buf, mq_alignment_bead_text(job, bead, (mtqc_side)side));
  }
  mq_buf_text(buf, ",\"confidence\":");
  put_confidence(buf, job->alignment, bead);
  mq_buf_text(buf, ",\"flags\":[");
  mq_alignment_put_flags(buf, mtqc_alignment_flags(job->alignment, bead), ",", "\"");
  mq_buf_char(buf, ']');
  put_evidence(buf, job, bead);
  mq_buf_char(buf, '}');
}

static void write_jsonl(mq_writer *writer, const void *what) {
  const mq_alignment_job *job = what;
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++) {
    put_bead(&writer->buf, job, i);
    mq_buf_char(&writer->buf, '\n');
  }
}

static void write_json(mq_writer *writer, const void *what) {
  const mq_alignment_job *job = what;
  mq_buf *buf = &writer->buf;
  mq_buf_text(buf, "{\"source_language\":");
  mq_put_json(buf, mq_str_of(mtqc_alignment_language(job->alignment, MTQC_SOURCE)));
  mq_buf_text(buf, ",\"target_language\":");
  mq_put_json(buf, mq_str_of(mtqc_alignment_language(job->alignment, MTQC_TARGET)));
  mq_buf_text(buf, ",\"doubts\":[");
  for (size_t i = 0; mtqc_alignment_doubt(job->alignment, i); i++) {
    if (i) mq_buf_char(buf, ',');
    mq_put_json(buf, mq_str_of(mtqc_alignment_doubt(job->alignment, i)));
  }
  mq_buf_text(buf, "],\"beads\":[\n");
  for (size_t i = 0; i < mtqc_alignment_bead_count(job->alignment) && mq_writer_flush(writer); i++) {
    if (i) mq_buf_text(buf, ",\n");
    put_bead(buf, job, i);
  }
  mq_buf_text(buf, "\n]}\n");
}

/* The table of learnt pairs, to be read again by the option "learnt". */
static void write_learnt(mq_writer *writer, const void *what) {
  const mtqc_alignment *alignment = ((const mq_alignment_job *)what)->alignment;
  for (size_t i = 0; i < mtqc_alignment_learnt_count(alignment) && mq_writer_flush(writer); i++) {
    mtqc_text source, target;
    const double strength = mtqc_alignment_learnt(alignment, i, &source, &target);
    mq_put_field(&writer->buf, mq_str_from(source));
    mq_buf_char(&writer->buf, '\t');
    mq_put_field(&writer->buf, mq_str_from(target));
    mq_buf_char(&writer->buf, '\t');
    mq_put_number(&writer->buf, strength, 3);
    mq_buf_char(&writer->buf, '\n');
  }
}

static const struct {
  const char *name;
  void (*write)(mq_writer *writer, const void *what);
} formats[] = {
    {"beads", write_beads},
    {"tsv", write_tsv},
    {"jsonl", write_jsonl},
    {"json", write_json},
    {"tmx", mq_write_alignment_tmx},
    {"html", mq_write_alignment_html},
    {"learnt", write_learnt},
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

const char *mtqc_alignment_format_name(size_t index) { return index < FORMATS ? formats[index].name : NULL; }

int mtqc_alignment_write(const mtqc_alignment *alignment, const char *format, mtqc_text source, mtqc_text target,
                         mtqc_sink sink, void *payload, mtqc_error *error) {
  const mq_alignment_job job = {alignment, {mq_str_from(source), mq_str_from(target)}};
  for (size_t i = 0; i < FORMATS; i++)
    if (strcmp(formats[i].name, format) == 0) return mq_writer_run(formats[i].write, &job, sink, payload, error);
  return mq_error_set(error, MTQC_EARGUMENT, "there is no alignment format '%s'", format);
}
