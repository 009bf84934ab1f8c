#define _GNU_SOURCE
/* Findings written back into TMX and XLIFF files: a list of texts and the bytes before which they are put in; then the file is
 * copied with them. Nothing else of the file changes, so whoever wrote it finds everything as it was. */
#include "escape.h"

#include "bitext/input.h"
#include "checker/report.h"

#include <mtqc/bitext.h>
#include <stdlib.h>

typedef struct edit {
  uint64_t byte;
  size_t order; /* of adding: edits at one byte keep it */
  mq_str text;
} edit;

struct mtqc_annotator {
  mq_arena *arena;
  const char *path;
  bool tmx;
  uint64_t issues; /* lists of issues so far, for their ids */
  MQ_ARRAY(edit) edits;
};

mtqc_annotator *mtqc_annotator_new(const char *path, mtqc_error *error) {
  const char *format = mtqc_bitext_format_of(path);
  const bool tmx = format && strcmp(format, "tmx") == 0;
  if (!tmx && !(format && strcmp(format, "xliff") == 0)) {
    mq_error_at(error, MTQC_EARGUMENT, path, 0, 0, "findings can be written back into TMX and XLIFF files only");
    return NULL;
  }
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_annotator *annotator = mq_arena_alloc(arena, sizeof *annotator);
  *annotator = (mtqc_annotator){.arena = arena, .path = mq_arena_copy(arena, path, strlen(path)), .tmx = tmx};
  return annotator;
}

void mtqc_annotator_free(mtqc_annotator *annotator) {
  if (annotator) mq_arena_free(annotator->arena);
}

static void put(mtqc_annotator *a, uint64_t byte, mq_str text) {
  *mq_push(a->arena, &a->edits) = (edit){byte, a->edits.count, text};
}

/* --- TMX --- */

#define PROPERTY "<prop type=\"x-mtqc-"

static void put_property(mq_buf *buf, const mtqc_finding *finding) {
  mq_buf_format(buf, PROPERTY "%s\">%s ", mtqc_finding_check(finding),
                mtqc_severity_name(mtqc_finding_severity(finding)));
  mq_put_number(buf, mtqc_finding_confidence(finding), 2);
  mq_buf_text(buf, ": ");
  mq_put_xml(buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_text(buf, "</prop>");
}

/* --- ITS 2.0 --- */

#define ITS "http://www.w3.org/2005/11/its"
#define XML_ID "xml:id=\"mtqc-"

/* The type of an issue, by the category of MQM that it begins with, or by the check. */
static const struct {
  const char *prefix, *type;
} types[] = {
    {"number-mismatch", "numbers"},
    {"accuracy/omission", "omission"},
    {"accuracy/addition", "addition"},
    {"accuracy/untranslated", "untranslated"},
    {"accuracy", "mistranslation"},
    {"terminology/inconsistent", "inconsistency"},
    {"terminology", "terminology"},
    {"linguistic-conventions/spelling", "misspelling"},
    {"linguistic-conventions/punctuation", "typographical"},
    {"linguistic-conventions/duplication", "duplication"},
    {"linguistic-conventions/character-encoding", "characters"},
    {"linguistic-conventions", "grammar"},
    {"design-and-markup/truncation-or-expansion", "length"},
    {"design-and-markup/layout", "formatting"},
    {"design-and-markup", "markup"},
    {"locale-conventions", "locale-violation"},
    {"style/register", "register"},
    {"style", "style"},
};

static const char *type_of(const mtqc_finding *finding) {
  const mq_str check = mq_str_of(mtqc_finding_check(finding)), category = mq_str_of(mtqc_finding_category(finding));
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    const mq_str prefix = mq_str_of(types[i].prefix);
    if (mq_str_equal(check, prefix) || mq_str_starts(category, prefix)) return types[i].type;
  }
  return "other";
}

static void put_issue(mq_buf *buf, const mtqc_finding *finding) {
  static const int severities[] = {[MTQC_NEUTRAL] = 0, [MTQC_MINOR] = 33, [MTQC_MAJOR] = 67, [MTQC_CRITICAL] = 100};
  mq_buf_format(
      buf,
      "<its:locQualityIssue locQualityIssueType=\"%s\" locQualityIssueSeverity=\"%d\" locQualityIssueComment=\"[%s] ",
      type_of(finding), severities[mtqc_finding_severity(finding) & 3], mtqc_finding_check(finding));
  mq_put_xml(buf, mq_str_of(mtqc_finding_message(finding)));
  mq_buf_text(buf, "\"/>");
}

/* What ITS demands where its attributes are used (section 5.1). */
#define LOCAL " xmlns:its=\"" ITS "\" its:version=\"2.0\""

/* The list of issues stands at the end of a unit in 1.2, at its start in 2.x, as their schemas want. */
static void put_issues(mtqc_annotator *a, const mq_anchors *at, mq_str issues) {
  const unsigned long number = (unsigned long)++a->issues;
  mq_buf list = {.arena = a->arena};
  mq_buf_format(&list, "<its:locQualityIssues xmlns:its=\"" ITS "\" version=\"2.0\" " XML_ID "%lu\">", number);
  mq_buf_str(&list, issues);
  mq_buf_text(&list, "</its:locQualityIssues>");
  put(a, at->close ? at->close : at->open, mq_buf_view(&list));
  if (!at->name) return;
  if (at->close) {
    put(a, at->name,
        mq_str_of(mq_format(a->arena, LOCAL " its:locQualityIssuesRef=\"#mtqc-%lu\"", number)));
    return;
  }
  if (at->target_close <= at->target_open) return;
  put(a, at->target_open, mq_str_of(mq_format(a->arena, "<mrk id=\"mtqc-m%lu\" type=\"its:generic\"" LOCAL
                                              " its:locQualityIssuesRef=\"#its=mtqc-%lu\">", number, number)));
  put(a, at->target_close, MQ_STR("</mrk>"));
}

/* --- reports --- */

/* The findings of one bead, from `i` on; gives the index behind them. */
static size_t add_bead(mtqc_annotator *a, const mtqc_report *report, size_t i) {
  const size_t bead = mtqc_finding_bead(mtqc_report_finding(report, i));
  mq_buf text = {.arena = a->arena};
  for (; i < mtqc_report_finding_count(report); i++) {
    const mtqc_finding *finding = mtqc_report_finding(report, i);
    if (mtqc_finding_bead(finding) != bead) break;
    if (mtqc_finding_state(finding) == MTQC_IGNORED) continue;
    if (a->tmx) put_property(&text, finding);
    else put_issue(&text, finding);
  }
  const mq_anchors *at = &report->names[bead].anchors;
  if (text.size && a->tmx) put(a, at->open, mq_buf_view(&text));
  else if (text.size) put_issues(a, at, mq_buf_view(&text));
  return i;
}

int mtqc_annotator_add(mtqc_annotator *annotator, const mtqc_report *report, mtqc_error *error) {
  if (mq_arena_try(annotator->arena)) return mq_error_memory(error);
  for (size_t i = 0; report->names && i < mtqc_report_finding_count(report);) i = add_bead(annotator, report, i);
  return MTQC_OK;
}

/* --- the file --- */

static int by_byte(const void *left, const void *right) {
  const edit *a = left, *b = right;
  if (a->byte != b->byte) return a->byte < b->byte ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

typedef struct copy {
  const mtqc_annotator *annotator;
  mq_input input;
  uint64_t done; /* bytes of the file that are written */
  size_t next;   /* edit */
  mtqc_sink sink;
  void *payload;
} copy;

static bool hand(copy *c, const char *bytes, size_t size) { return size == 0 || c->sink(c->payload, bytes, size) == 0; }

/* Writes what the window holds, with the edits that fall into it; false when the sink said stop. */
static bool write_window(copy *c) {
  const mtqc_annotator *a = c->annotator;
  const char *at = c->input.at + c->input.next;
  size_t left = c->input.size - c->input.next;
  for (; c->next < a->edits.count && a->edits.at[c->next].byte <= c->done + left; c->next++) {
    const edit *e = &a->edits.at[c->next];
    const size_t before = (size_t)(e->byte - c->done);
    if (!hand(c, at, before) || !hand(c, e->text.at, e->text.size)) return false;
    at += before;
    left -= before;
    c->done += before;
  }
  if (!hand(c, at, left)) return false;
  c->done += left;
  c->input.next = c->input.size;
  return true;
}

static int open_file(const mtqc_annotator *a, mq_input *input, mtqc_error *error) {
  *input = (mq_input){0};
  int status = mq_input_open(input, a->arena, a->path, error);
  if (!status) status = mq_input_detect(input, MQ_ENCODING_DECLARED, "", error);
  if (!status && input->decoder)
    status = mq_error_at(error, MTQC_EINPUT, a->path, 0, 0, "findings can be written back into files in UTF-8 only");
  return status;
}

/* A file that holds findings already would get them twice, under the same ids. */
static int refuse_annotated(const mtqc_annotator *a, mq_input *input, mtqc_error *error) {
  const mq_str mark = a->tmx ? MQ_STR(PROPERTY) : MQ_STR(XML_ID);
  int status;
  do {
    if (memmem(input->at + input->next, input->size - input->next, mark.at, mark.size))
      return mq_error_at(error, MTQC_EINPUT, a->path, 0, 0,
                         "the file holds findings of mtqc already; they can be written into the file as it was before");
    if (input->size - input->next > mark.size) input->next = input->size - mark.size; /* a mark may go on in the next window */
  } while ((status = mq_input_more(input, error)) == 1);
  return status;
}

static int write_file(copy *c, mtqc_error *error) {
  int status = open_file(c->annotator, &c->input, error);
  if (!status) status = refuse_annotated(c->annotator, &c->input, error);
  if (!status) status = open_file(c->annotator, &c->input, error);
  if (status) return status;
  do
    if (!write_window(c)) return mq_error_set(error, MTQC_EIO, "cannot write: the receiver stopped");
  while ((status = mq_input_more(&c->input, error)) == 1);
  return status;
}

int mtqc_annotator_write(mtqc_annotator *annotator, mtqc_sink sink, void *payload, mtqc_error *error) {
  if (mq_arena_try(annotator->arena)) return mq_error_memory(error);
  if (annotator->edits.count) qsort(annotator->edits.at, annotator->edits.count, sizeof *annotator->edits.at, by_byte);
  copy *c = mq_arena_alloc(annotator->arena, sizeof *c);
  *c = (copy){.annotator = annotator, .sink = sink, .payload = payload};
  return write_file(c, error);
}
