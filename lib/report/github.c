/* GitHub workflow commands (docs.github.com: workflow commands for GitHub Actions). A step shows ten annotations of each
 * level, so the ten best are kept over all documents, by severity and confidence, and what is left out is told in a notice.
 * Texts of a document cannot start a command: commands are lines, and line ends in texts are escaped. */
#include "writer.h"

enum { MOST = 10, LEVELS = 3 };

typedef struct annotation {
  double rank;
  mq_buf text;
} annotation;

typedef struct level {
  const char *name;
  size_t count, seen;
  annotation best[MOST]; /* in falling rank */
} level;

static level *level_of(level *levels, int severity) {
  return &levels[severity >= MTQC_MAJOR ? 0 : severity == MTQC_MINOR ? 1 : 2];
}

static void begin(mtqc_writer *writer) {
  level *levels = writer->state = mq_arena_array(writer->out.buf.arena, LEVELS, sizeof *levels);
  static const char *const names[LEVELS] = {"error", "warning", "notice"};
  for (size_t i = 0; i < LEVELS; i++) {
    levels[i].name = names[i];
    for (size_t j = 0; j < MOST; j++) levels[i].best[j].text.arena = writer->out.buf.arena;
  }
}

/* The columns of a command lie in one line: an end in another line is left out. */
static void put_annotation(mq_buf *buf, const char *name, const mq_entry *entry,
                           const mtqc_finding *finding) {
  const mq_spot spot = mq_spot_of(finding);
  mq_buf_format(buf, "::%s file=", name);
  mq_put_command(buf, mq_str_of(entry->name[spot.side]), true);
  mq_buf_format(buf, ",line=%zu", spot.line);
  if (spot.end_line == spot.line) mq_buf_format(buf, ",col=%zu,endColumn=%zu", spot.column, spot.end_column);
  else mq_buf_format(buf, ",endLine=%zu", spot.end_line);
  mq_buf_format(buf, ",title=%s (%s)::", mtqc_finding_check(finding),
                mtqc_severity_name(mtqc_finding_severity(finding)));
  mq_put_command(buf, mq_str_of(mtqc_finding_message(finding)), false);
  for (size_t i = 0; i < mtqc_finding_suggestion_count(finding); i++) {
    mq_buf_text(buf, i ? ", " : "%0Asuggestion: ");
    mq_put_command(buf, mq_str_of(mtqc_finding_suggestion(finding, i)), false);
  }
  mq_buf_char(buf, '\n');
}

/* Keeps a finding if it is among the best; the slot of the worst is used anew, so memory stays bounded. */
static void keep(level *l, const mq_entry *entry, const mtqc_finding *finding) {
  const double rank = mtqc_finding_severity(finding) + mtqc_finding_confidence(finding);
  l->seen++;
  if (l->count == MOST && l->best[MOST - 1].rank >= rank) return;
  if (l->count < MOST) l->count++;
  annotation slot = l->best[l->count - 1];
  slot.rank = rank;
  mq_buf_clear(&slot.text);
  put_annotation(&slot.text, l->name, entry, finding);
  size_t at = l->count - 1;
  for (; at > 0 && l->best[at - 1].rank < rank; at--) l->best[at] = l->best[at - 1];
  l->best[at] = slot;
}

static void add(mtqc_writer *writer, const mq_entry *entry) {
  for (size_t i = 0; i < mtqc_report_finding_count(entry->report); i++) {
    const mtqc_finding *finding = mtqc_report_finding(entry->report, i);
    if (mq_is_new(finding)) keep(level_of(writer->state, mtqc_finding_severity(finding)), entry, finding);
  }
}

static void end(mtqc_writer *writer) {
  level *levels = writer->state;
  mq_buf *buf = &writer->out.buf;
  bool all = levels[0].seen <= MOST && levels[1].seen <= MOST && levels[2].seen <= MOST;
  if (!all && levels[2].count == MOST) levels[2].count--; /* the summary is a notice too */
  for (size_t i = 0; i < LEVELS; i++)
    for (size_t j = 0; j < levels[i].count; j++) mq_buf_str(buf, mq_buf_view(&levels[i].best[j].text));
  if (all) return;
  mq_buf_format(buf, "::notice title=mtqc::%zu findings: ", writer->counts.fresh);
  mq_put_severities(buf, writer->counts.severity);
  mq_buf_text(buf, "; the surest of each level are shown\n");
}

const mq_form mq_form_github = {"github", "annotations of GitHub Actions, and a summary of the step", begin, add, end,
                                NULL};
