/* Writers: the table of formats, and what happens around each document. */
#include "writer.h"

#include "base/error.h"
#include "score/weights.h"

#include <inttypes.h>

enum { PIECE = 64 * 1024 };

static const mq_form *const formats[] = {
    &mq_form_text,   &mq_form_json,   &mq_form_jsonl, &mq_form_sarif,      &mq_form_github,
    &mq_form_markdown, &mq_form_gitlab, &mq_form_junit, &mq_form_checkstyle, &mq_form_mqm, &mq_form_pairs,
    &mq_form_html,     &mq_form_baseline,
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

/* --- from the buffer to the sink --- */

static void hand_over(mq_writer *writer) {
  if (!writer->stopped && writer->buf.size)
    writer->stopped = writer->sink(writer->payload, writer->buf.at, writer->buf.size) != 0;
  mq_buf_clear(&writer->buf);
}

bool mq_writer_flush(mq_writer *writer) {
  if (writer->buf.size >= PIECE) hand_over(writer);
  return !writer->stopped;
}

static int stopped(mtqc_error *error) {
  return mq_error_set(error, MTQC_EIO, "cannot write: the receiver stopped");
}

int mq_writer_run(void (*write)(mq_writer *writer, const void *what), const void *what, mtqc_sink sink,
                  void *payload, mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  mq_writer writer = {.buf = {.arena = arena}, .sink = sink, .payload = payload};
  write(&writer, what);
  hand_over(&writer);
  const bool refused = writer.stopped;
  mq_arena_free(arena);
  return refused ? stopped(error) : MTQC_OK;
}

/* --- the writer --- */

static const mq_form *find_format(const char *name) {
  for (size_t i = 0; i < FORMATS; i++)
    if (strcmp(formats[i]->name, name) == 0) return formats[i];
  return NULL;
}

static const char *option(const mtqc_options *options, const char *key, const char *otherwise) {
  const char *value = options ? mtqc_options_get(options, key) : NULL;
  return value && *value ? value : otherwise;
}

static int fail_level(const char *name) {
  for (int severity = MTQC_MINOR; severity <= MTQC_CRITICAL; severity++)
    if (strcmp(name, mtqc_severity_name(severity)) == 0) return severity;
  return MTQC_CRITICAL + 1;
}

static const char *copy(mq_arena *arena, const char *text) {
  return mq_arena_copy(arena, text, strlen(text));
}

static mtqc_writer *make(mq_arena *arena, const mq_form *format, const mtqc_options *options, mtqc_sink sink,
                         void *payload, mtqc_error *error) {
  mtqc_writer *writer = mq_arena_alloc(arena, sizeof *writer);
  *writer = (mtqc_writer){
      .out = {.buf = {.arena = arena}, .sink = sink, .payload = payload},
      .format = format,
      .name = {copy(arena, option(options, "source-name", "source")),
               copy(arena, option(options, "target-name", "target"))},
      .colours = strcmp(option(options, "colour", "no"), "yes") == 0,
      .fail_on = fail_level(option(options, "fail-on", "major")),
  };
  writer->tally = mq_tally_make(arena, &(mq_mqm_model){.pass = MQ_PASS_THRESHOLD, .tolerated = MQ_ACCEPTABLE_PENALTY});
  if (format->configure && format->configure(writer, options, error) != MTQC_OK) {
    mq_arena_free(arena);
    return NULL;
  }
  if (format->begin) format->begin(writer);
  return writer;
}

mtqc_writer *mtqc_writer_new(const char *format, const mtqc_options *options, mtqc_sink sink, void *payload,
                             mtqc_error *error) {
  const mq_form *found = find_format(format);
  if (!found) {
    mq_error_set(error, MTQC_EARGUMENT, "there is no report format '%s'", format);
    return NULL;
  }
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  return make(arena, found, options, sink, payload, error);
}

void mtqc_writer_free(mtqc_writer *writer) {
  if (writer) mq_arena_free(writer->out.buf.arena);
}

static void count(mtqc_writer *writer, mq_entry *entry) {
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    const int severity = mtqc_finding_severity(finding) & 3, state = mtqc_finding_state(finding);
    if (state == MTQC_NEW) entry->counts.severity[severity]++;
    (*(state == MTQC_NEW     ? &entry->counts.fresh
       : state == MTQC_KNOWN ? &entry->counts.known
                             : &entry->counts.ignored))++;
  }
  for (size_t severity = 0; severity < 4; severity++)
    writer->counts.severity[severity] += entry->counts.severity[severity];
  writer->counts.fresh += entry->counts.fresh;
  writer->counts.known += entry->counts.known;
  writer->counts.ignored += entry->counts.ignored;
  const mtqc_tally *tally = mtqc_report_tally(entry->report);
  if (entry->number == 0) writer->tally->model = tally->model;
  mq_tally_join(writer->tally, tally);
}

/* A big file of pairs comes in several reports, whose titles must differ where they stand in one list. */
static void entitle(mtqc_writer *writer, mq_entry *entry) {
  mq_arena *arena = writer->out.buf.arena;
  const char *name = entry->name[MTQC_TARGET];
  const bool beads = mtqc_alignment_bead_count(mtqc_report_alignment(entry->report)) > 0;
  const uint64_t first = beads ? mtqc_report_segment(entry->report, 0) : 1;
  const bool goes_on = writer->latest && first > 1 && strcmp(writer->latest, name) == 0;
  entry->title = goes_on ? mq_format(arena, "%s, from segment %" PRIu64, name, first) : name;
  if (!goes_on) writer->latest = copy(arena, name);
}

/* Runs one stage of the format. A writer that has failed once does nothing more. */
static int run(mtqc_writer *writer, mq_entry *entry, mtqc_error *error) {
  if (writer->failed) return writer->out.stopped ? stopped(error) : mq_error_memory(error);
  writer->failed = true;
  if (mq_arena_try(writer->out.buf.arena)) return mq_error_memory(error);
  if (entry) {
    entitle(writer, entry);
    writer->format->add(writer, entry);
    mq_writer_flush(&writer->out);
  } else {
    if (writer->format->end) writer->format->end(writer);
    hand_over(&writer->out);
  }
  writer->failed = writer->out.stopped;
  return writer->failed ? stopped(error) : MTQC_OK;
}

int mtqc_writer_add(mtqc_writer *writer, const mtqc_report *report, const char *source_name,
                    const char *target_name, mtqc_error *error) {
  mq_entry entry = {.report = report,
                    .name = {source_name ? source_name : writer->name[MTQC_SOURCE],
                             target_name ? target_name : writer->name[MTQC_TARGET]},
                    .number = writer->documents++};
  count(writer, &entry);
  return run(writer, &entry, error);
}

int mtqc_writer_end(mtqc_writer *writer, mtqc_error *error) {
  if (writer->ended) return MTQC_OK;
  writer->ended = true;
  return run(writer, NULL, error);
}

int mtqc_report_write(const mtqc_report *report, const char *format, const mtqc_options *options,
                      mtqc_sink sink, void *payload, mtqc_error *error) {
  mtqc_error own = {0};
  mtqc_writer *writer = mtqc_writer_new(format, options, sink, payload, &own);
  int status = writer ? mtqc_writer_add(writer, report, NULL, NULL, &own) : own.code;
  if (status == MTQC_OK) status = mtqc_writer_end(writer, &own);
  mtqc_writer_free(writer);
  return status == MTQC_OK ? MTQC_OK : mq_error_set(error, status, "%s", own.text);
}

const char *mtqc_report_format_name(size_t index) {
  return index < FORMATS ? formats[index]->name : NULL;
}
const char *mtqc_report_format_help(size_t index) {
  return index < FORMATS ? formats[index]->help : NULL;
}
