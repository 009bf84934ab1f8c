/* Suppressions: rules found by what they speak of, in one map. Keys of baseline entries are fingerprints, those of ignore rules
 * are texts, fingerprints or "*"; entries with one key form a chain, the last one first, and a line of a
 * baseline leaves its chain when it is used. So applying costs a few look-ups a
 * finding, however long the lists are. */
#include "report.h"

#include "base/file.h"
#include "base/table.h"

#include <mtqc/suppress.h>

#include <inttypes.h>
#include <stdio.h>

typedef struct entry {
  mq_str check;       /* "*": any */
  const char *reason; /* of an ignore rule; NULL: of a baseline, for one finding */
  const char *shown;  /* see mtqc_suppressions_unused */
  bool used;
  uint32_t next; /* another entry with the same key + 1, or 0 */
} entry;

struct mtqc_suppressions {
  mq_arena *arena;
  mq_map keys; /* -> first entry + 1 */
  MQ_ARRAY(entry) entries;
  bool has_baseline;
};

mtqc_suppressions *mtqc_suppressions_new(mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_suppressions *suppressions = mq_arena_alloc(arena, sizeof *suppressions);
  *suppressions = (mtqc_suppressions){.arena = arena, .keys = {.arena = arena}};
  return suppressions;
}

void mtqc_suppressions_free(mtqc_suppressions *suppressions) {
  if (suppressions) mq_arena_free(suppressions->arena);
}

/* --- reading --- */

static void add(mtqc_suppressions *s, mq_str key, entry made) {
  *mq_push(s->arena, &s->entries) = made;
  uint32_t *first = mq_map_add(&s->keys, key, NULL);
  s->entries.at[s->entries.count - 1].next = *first;
  *first = (uint32_t)s->entries.count;
}

static bool is_fingerprint(mq_str text) {
  if (text.size != 16) return false;
  for (size_t i = 0; i < text.size; i++)
    if (!strchr("0123456789abcdef", text.at[i]) || !text.at[i]) return false;
  return true;
}

static bool is_check(mq_str name) {
  for (size_t i = 0; i < mq_checks_count; i++)
    if (mq_str_equal(name, mq_str_of(mq_checks[i].name))) return true;
  return false;
}

static int bad_line(mtqc_error *error, const char *path, const mq_table *table, size_t row,
                    const char *text) {
  return mq_error_at(error, MTQC_EINPUT, path, (uint32_t)table->lines[row], 0, "%s", text);
}

/* A baseline may name checks that are gone: such lines are unused. */
static int take_known(mtqc_suppressions *s, const char *path, const mq_table *table, size_t row,
                      mtqc_error *error) {
  const mq_str key = mq_table_field(table, row, 0), check = mq_table_field(table, row, 1),
               text = mq_table_field(table, row, 3);
  if (!is_fingerprint(key) || !check.size)
    return bad_line(error, path, table, row, "not a line of a baseline: FINGERPRINT, CHECK, ...");
  s->has_baseline = true;
  add(s, key,
      (entry){.check = check,
              .shown = mq_format(s->arena, "%s:%zu: %.*s: %.*s", path, table->lines[row], MQ_FMT(check),
                                 MQ_FMT(text))});
  return MTQC_OK;
}

static int take_ignored(mtqc_suppressions *s, const char *path, const mq_table *table, size_t row,
                        mtqc_error *error) {
  const mq_str check = mq_table_field(table, row, 0), key = mq_table_field(table, row, 1),
               reason = mq_table_field(table, row, 2);
  if (!key.size || !reason.size)
    return bad_line(error, path, table, row, "not a line of an ignore list: CHECK, TEXT, REASON");
  if (!mq_str_equal(check, MQ_STR("*")) && !is_check(check))
    return bad_line(error, path, table, row, mq_format(s->arena, "there is no check '%.*s'", MQ_FMT(check)));
  add(s, key,
      (entry){.check = check,
              .reason = mq_str_copy(s->arena, reason).at,
              .shown = mq_format(s->arena, "%s:%zu: %.*s: %.*s", path, table->lines[row], MQ_FMT(check),
                                 MQ_FMT(key))});
  return MTQC_OK;
}

typedef int (*taker)(mtqc_suppressions *s, const char *path, const mq_table *table, size_t row,
                     mtqc_error *error);

static int read_rows(mtqc_suppressions *s, const char *path, taker take, mtqc_error *error) {
  if (mq_arena_try(s->arena)) return mq_error_memory(error);
  mq_str text;
  int status = mq_file_read(s->arena, path, MTQC_TEXT_MAX, &text, error);
  if (status) return status;
  const mq_table table = mq_table_parse(s->arena, text);
  for (size_t row = 0; row < table.rows && !status; row++) status = take(s, path, &table, row, error);
  return status;
}

int mtqc_suppressions_read_baseline(mtqc_suppressions *suppressions, const char *path, mtqc_error *error) {
  suppressions->has_baseline = true;
  return read_rows(suppressions, path, take_known, error);
}

int mtqc_suppressions_read_ignored(mtqc_suppressions *suppressions, const char *path, mtqc_error *error) {
  return read_rows(suppressions, path, take_ignored, error);
}

/* --- applying --- */

static bool fits(const entry *e, const mq_finding *finding) {
  return mq_str_equal(e->check, MQ_STR("*")) ||
         mq_str_equal(e->check, mq_str_of(mq_checks[finding->check].name));
}

/* The first entry under `key` that fits: a rule, or a line of a baseline, which is taken out of the chain. */
static entry *look_up(const mtqc_suppressions *s, mq_str key, const mq_finding *finding, bool rule) {
  for (uint32_t *link = mq_map_find(&s->keys, key); link && *link;) {
    entry *e = &s->entries.at[*link - 1];
    if ((e->reason != NULL) == rule && fits(e, finding)) {
      if (!rule) *link = e->next;
      return e;
    }
    link = &e->next;
  }
  return NULL;
}

static void apply(mtqc_suppressions *s, mq_arena *arena, mq_finding *finding) {
  char hex[17];
  snprintf(hex, sizeof hex, "%016" PRIx64, finding->fingerprint);
  const mq_str keys[] = {{hex, 16}, finding->text[MTQC_TARGET], finding->text[MTQC_SOURCE], MQ_STR("*")};
  entry *found = NULL;
  for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !found; i++)
    if (keys[i].size) found = look_up(s, keys[i], finding, true);
  if (found) finding->reason = mq_arena_copy(arena, found->reason, strlen(found->reason));
  else found = look_up(s, keys[0], finding, false);
  if (!found) return;
  found->used = true;
  finding->state = found->reason ? MTQC_IGNORED : MTQC_KNOWN;
}

int mtqc_suppressions_apply(mtqc_suppressions *suppressions, mtqc_report *report, mtqc_error *error) {
  mq_arena *arena = report->arenas[0];
  if (mq_arena_try(arena)) return mq_error_memory(error);
  for (size_t i = 0; i < report->finding_count; i++)
    if (report->findings[i].state == MTQC_NEW) apply(suppressions, arena, &report->findings[i]);
  report->has_baseline = report->has_baseline || suppressions->has_baseline;
  mq_tally_report(report);
  return MTQC_OK;
}

const char *mtqc_suppressions_unused(const mtqc_suppressions *suppressions, size_t index) {
  for (size_t i = 0; i < suppressions->entries.count; i++)
    if (!suppressions->entries.at[i].used && index-- == 0) return suppressions->entries.at[i].shown;
  return NULL;
}
