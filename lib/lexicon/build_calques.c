/* The calques of all pairs into a language, in the pack of that language: for texts that are checked alone and whose
 * source language nobody names. Only rows that are sure enough without a source are taken. */
#include "build.h"

#include <dirent.h>
#include <stdlib.h>

enum { ALONE = 6, LEAST_CONFIDENCE = 50, LONGEST_CODE = 8 };

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void close_folder(void *folder) { closedir(folder); }

/* Whole number at the start of a field. */
static unsigned number(mq_str field) {
  unsigned value = 0;
  for (size_t i = 0; i < field.size && i < 3 && field.at[i] >= '0' && field.at[i] <= '9'; i++)
    value = value * 10 + (unsigned)(field.at[i] - '0');
  return value;
}

/* Rows of one pair's table that speak alone. */
static int add_rows(mq_build *build, const char *folder, mq_buf *out, size_t *rows, mtqc_error *error) {
  mq_str text;
  int status;
  if (!mq_build_read_table(build, mq_format(build->arena, "%s/calques.tsv", folder), &text, &status, error))
    return status;
  const mq_table table = mq_table_parse(build->arena, text);
  for (size_t row = 0; row < table.rows; row++) {
    if (number(mq_table_field(&table, row, ALONE)) < LEAST_CONFIDENCE) continue;
    const size_t fields = table.starts[row + 1] - table.starts[row];
    for (size_t column = 0; column < fields; column++) {
      if (column) mq_buf_char(out, '\t');
      mq_buf_str(out, mq_table_field(&table, row, column));
    }
    mq_buf_char(out, '\n');
    ++*rows;
  }
  return MTQC_OK;
}

int mq_build_calques(mq_build *build, mq_str code, mtqc_error *error) {
  DIR *folder = opendir(build->tables);
  if (!folder) return MTQC_OK;
  mq_arena_defer(build->arena, close_folder, folder);
  const mq_str ending = mq_str_of(mq_format(build->arena, "-%.*s", MQ_FMT(code)));
  MQ_ARRAY(char *) pairs = {0};
  for (const struct dirent *entry; (entry = readdir(folder));)
    if (mq_str_ends(mq_str_of(entry->d_name), ending) && strlen(entry->d_name) <= ending.size + LONGEST_CODE)
      *mq_push(build->arena, &pairs) = mq_arena_copy(build->arena, entry->d_name, strlen(entry->d_name));
  if (pairs.count) qsort(pairs.at, pairs.count, sizeof *pairs.at, by_text);
  mq_buf rows = {.arena = build->arena};
  size_t count = 0;
  for (size_t i = 0; i < pairs.count; i++) {
    const int status = add_rows(build, pairs.at[i], &rows, &count, error);
    if (status != MTQC_OK) return status;
  }
  if (count == 0) return MTQC_OK;
  mq_pack_writer_add(build->writer, "table/calques", mq_buf_view(&rows));
  mq_build_about(build, "table", MQ_STR("calques"),
                 mq_str_of(mq_format(build->arena, "*%.*s/calques.tsv", MQ_FMT(ending))), count, MQ_STR("MIT"));
  return MTQC_OK;
}
