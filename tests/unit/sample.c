/* A report made by hand, with text that attacks the format it is written in: markup, quotes, control characters, line ends,
 * broken UTF-8, directions. Two documents, every severity and state, null beads, spans that overlap, cross lines and are
 * missing. tests/cli/formats.py compares what each writer makes of it.
 * usage: report-sample FORMAT */
#include "base/array.h"
#include "checker/report.h"

#include <mtqc/writer.h>
#include <stdio.h>
#include <stdlib.h>

static mq_arena *arena;

/* Segments are the lines of the text. */
static mq_text lines(mq_str text) {
  mq_text out = {.bytes = text, .segments = mq_arena_array(arena, 16, sizeof *out.segments)};
  mq_str rest = text, line;
  while (mq_str_split(&rest, '\n', &line))
    if (line.size)
      out.segments[out.segment_count++] = (mq_segment){.start = (uint32_t)(line.at - text.at),
                                                       .end = (uint32_t)(line.at - text.at + line.size)};
  return out;
}

static mq_span span_of(mq_str text, const char *piece) {
  const char *at = strstr(text.at, piece);
  if (!at) abort();
  return (mq_span){(uint32_t)(at - text.at), (uint32_t)(at - text.at + strlen(piece))};
}

static void locate(mtqc_finding *finding, mtqc_side side, mq_str text, mq_span span) {
  finding->text[side] = (mq_str){text.at + span.start, span.end - span.start};
  finding->start_byte[side] = span.start;
  finding->end_byte[side] = span.end;
  finding->line[side] = finding->column[side] = 1;
  for (uint32_t i = 0; i < span.start; i++) {
    const bool end = text.at[i] == '\n', inside = ((unsigned char)text.at[i] & 0xc0) == 0x80;
    finding->line[side] += end;
    finding->column[side] = end ? 1 : finding->column[side] + !inside;
  }
}

typedef struct row {
  const char *check;
  int severity, state;
  float confidence;
  uint32_t bead;
  const char *source, *target; /* pieces of the texts, or NULL */
  const char *message, *evidence, *suggestion;
} row;

static uint16_t check_of(const char *name) {
  uint16_t check = 0;
  while (strcmp(mq_checks[check].name, name) != 0) check++;
  return check;
}

static mtqc_finding make(const mtqc_report *report, const row *r, size_t number) {
  mtqc_finding finding = {.check = check_of(r->check),
                          .severity = (uint8_t)r->severity,
                          .confidence = r->confidence,
                          .bead = r->bead,
                          .state = (uint8_t)r->state,
                          .message = r->message,
                          .fingerprint = 0x1234567890abcdefull + number};
  if (r->state == MTQC_IGNORED) finding.reason = "a quotation; <agreed>";
  if (r->source)
    locate(&finding, MTQC_SOURCE, report->text[0], finding.source = span_of(report->text[0], r->source));
  if (r->target)
    locate(&finding, MTQC_TARGET, report->text[1], finding.target = span_of(report->text[1], r->target));
  finding.has_source = r->source != NULL;
  finding.has_target = r->target != NULL;
  finding.evidence = mq_arena_array(arena, 1, sizeof *finding.evidence);
  finding.suggestions = mq_arena_array(arena, 1, sizeof *finding.suggestions);
  if (r->evidence) finding.evidence[finding.evidence_count++] = r->evidence;
  if (r->suggestion) finding.suggestions[finding.suggestion_count++] = r->suggestion;
  return finding;
}

static mtqc_report *report_of(mq_str source, mq_str target, const char *const languages[2],
                              const mq_bead *beads, size_t bead_count, const row *rows, size_t count) {
  mtqc_report *report = mq_arena_alloc(arena, sizeof *report);
  report->has_source = report->has_baseline = true;
  report->text[MTQC_SOURCE] = source;
  report->text[MTQC_TARGET] = target;
  for (int side = 0; side < 2; side++) strcpy(report->language[side], languages[side]);
  const mq_text texts[2] = {lines(source), lines(target)};
  report->alignment = mq_alignment_new(arena, &texts[0], &texts[1], beads, bead_count);
  report->findings = mq_arena_array(arena, count, sizeof *report->findings);
  for (size_t i = 0; i < count; i++) report->findings[report->finding_count++] = make(report, &rows[i], i);
  mq_mqm_model model;
  mq_mqm_model_make(&model, "mqm", 80, 25, 5, NULL);
  report->tally = mq_tally_make(arena, &model);
  report->bead_count = bead_count;
  report->words = mq_arena_array(arena, bead_count, sizeof *report->words);
  report->words[0] = 120;
  mq_tally_report(report);
  return report;
}

#define ATTACK "<script>bad()</script><img src=x onerror=bad()>\"'`&amp;%0A::error::x\x1b[2J\x07\xff]]>|*_"

static mtqc_report *hostile(void) {
  static const mq_bead beads[] = {
      {0, 1, 0, 1, 0.97f, 0}, {1, 1, 1, 0, 0.5f, 0}, {2, 2, 1, 1, 0.8f, 0}, {4, 0, 2, 1, 0.25f, 0}};
  static const row rows[] = {
      {"number-mismatch", MTQC_MAJOR, MTQC_NEW, 0.97f, 0, "16", "61", "16 in the source, 61 here",
       "both are days", "16"},
      {"calque", MTQC_CRITICAL, MTQC_NEW, 0.81f, 0, NULL, ATTACK, "message " ATTACK, "evidence " ATTACK,
       "suggestion " ATTACK},
      {"calque", MTQC_MINOR, MTQC_NEW, 0.6f, 0, NULL, "<script>bad()", "inside the other", NULL, NULL},
      {"omission", MTQC_MAJOR, MTQC_NEW, 0.7f, 1, "Second </v> line, <v>gone</v>.", NULL,
       "nothing renders it", NULL, NULL},
      {"broken-line", MTQC_NEUTRAL, MTQC_NEW, 0.5f, 2, NULL, "two\r\nlines", "crosses a line", NULL, NULL},
      {"name-variant", MTQC_MINOR, MTQC_KNOWN, 0.9f, 2, "\u0438\u043c\u044f", "Name", "known, with\ttab",
       NULL, NULL},
      {"addition", MTQC_MAJOR, MTQC_IGNORED, 0.9f, 3, NULL, "Added", "ignored", NULL, NULL},
  };
  static const char *const languages[] = {"ru", "de"};
  mtqc_report *report =
      report_of(MQ_STR("First 16 line.\nSecond </v> line, <v>gone</v>.\n\u0438\u043c\u044f one\nand two.\n"),
                MQ_STR("Erste 61 Zeile " ATTACK ".\n"
                       "Name in two\r\nlines \u202e\u2028.\nAdded.\n"),
                languages, beads, 4, rows, sizeof rows / sizeof *rows);
  /* The second target segment is two lines. */
  report->alignment->side[MTQC_TARGET].segments[1].end = report->alignment->side[MTQC_TARGET].segments[2].end;
  report->alignment->side[MTQC_TARGET].segments[2] = report->alignment->side[MTQC_TARGET].segments[3];
  static const char *skipped[] = {"unknown-word"}, *reasons[] = {"no hunspell dictionary for <de>"};
  report->skipped_checks = skipped;
  report->skipped_reasons = reasons;
  report->skipped_count = 1;
  return report;
}

static mtqc_report *right_to_left(void) {
  static const mq_bead beads[] = {{0, 1, 0, 1, 0.9f, 0}};
  static const row rows[] = {{"number-mismatch", MTQC_MAJOR, MTQC_NEW, 0.9f, 0, "7", "\u0668",
                              "7 in the source, 8 here", NULL, NULL}};
  static const char *const languages[] = {"en", "ar"};
  return report_of(MQ_STR("It is 7.\n"), MQ_STR("\u0625\u0646\u0647\u0627 \u0668.\n"), languages, beads, 1,
                   rows, 1);
}

static int print(void *payload, const char *bytes, size_t size) {
  return fwrite(bytes, 1, size, payload) == size ? 0 : 1;
}

int main(int argc, char **argv) {
  arena = mq_arena_new();
  if (argc != 2 || !arena || mq_arena_try(arena)) return 2;
  mtqc_writer *writer = mtqc_writer_new(argv[1], NULL, print, stdout, NULL);
  if (!writer) return 2;
  const int status =
      mtqc_writer_add(writer, hostile(), "./ru/a b.txt", "./de/<a>&\"%,:\x1b[1m\n\xc3\xa4.txt", NULL) ||
      mtqc_writer_add(writer, right_to_left(), "en.txt", "ar.txt", NULL) || mtqc_writer_end(writer, NULL);
  mtqc_writer_free(writer);
  mq_arena_free(arena);
  return status ? 1 : 0;
}
