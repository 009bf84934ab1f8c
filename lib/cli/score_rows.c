/* Files of lines side by side: line i of each belongs to line i of the others. Some hundred lines are held at a time, so that memory
 * depends on the longest line and not on their number. */
#include "score.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a file after which no further line joins those that are held. */
enum { ENOUGH = 1 << 20 };

bool cli_rows_open(cli_rows *rows) {
  int standard = 0;
  for (size_t c = 0; c < rows->columns; c++) {
    cli_column *column = &rows->column[c];
    if (!column->path) continue;
    const bool from_standard = strcmp(column->path, "-") == 0;
    if (from_standard && standard++) return cli_fail("score: only one of the files can be standard input"), false;
    column->file = from_standard ? stdin : fopen(column->path, "re");
    if (!column->file) return cli_fail("%s: %s", column->path, strerror(errno)), false;
  }
  return true;
}

void cli_rows_close(cli_rows *rows) {
  for (size_t c = 0; c < rows->columns; c++) {
    cli_column *column = &rows->column[c];
    if (column->file && column->file != stdin) fclose(column->file);
    free(column->line);
    free(column->bytes);
  }
}

static bool hold(cli_column *column, size_t row, const char *bytes, size_t size) {
  const size_t needed = column->size + size;
  if (needed > column->room) {
    char *more = realloc(column->bytes, needed * 2);
    if (!more) return cli_fail("out of memory"), false;
    column->bytes = more;
    column->room = needed * 2;
  }
  if (size) memcpy(column->bytes + column->size, bytes, size);
  column->size = needed;
  column->end[row] = needed;
  return true;
}

/* 1: a line; 0: the end; -1: a failure, told. */
static int read_line(cli_column *column, size_t row) {
  errno = 0;
  const ssize_t got = getline(&column->line, &column->line_room, column->file);
  if (got < 0) {
    if (feof(column->file) && !ferror(column->file)) return 0;
    cli_fail("%s: cannot read: %s", cli_input_name(column->path), strerror(errno));
    return -1;
  }
  const char *line = column->line;
  size_t size = (size_t)got;
  if (size && line[size - 1] == '\n') size--;
  if (size && line[size - 1] == '\r') size--;
  if (column->lines++ == 0 && size >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) line += 3, size -= 3;
  return hold(column, row, line, size) ? 1 : -1;
}

/* The next line of a file that belongs to the first, of which `got` lines were read: the same number, or a failure, told. */
static int follow(cli_rows *rows, cli_column *other, size_t row, int got) {
  const cli_column *first = &rows->column[0];
  const int status = read_line(other, row);
  if (status == got || status < 0) return status;
  cli_fail(got ? "%s: it has only %zu lines, fewer than %s" : "%s: it has more than the %zu lines of %s",
           cli_input_name(other->path), got ? other->lines : first->lines, cli_input_name(first->path));
  return -1;
}

static int read_row(cli_rows *rows, size_t row) {
  const int got = read_line(&rows->column[0], row);
  for (size_t c = 1; c < rows->columns && got >= 0; c++)
    if (rows->column[c].path && follow(rows, &rows->column[c], row, got) < 0) return -1;
  return got;
}

static bool is_enough(const cli_rows *rows) {
  for (size_t c = 0; c < rows->columns; c++)
    if (rows->column[c].size >= ENOUGH) return true;
  return rows->count == CLI_ROWS;
}

int cli_rows_read(cli_rows *rows) {
  int got = 1;
  rows->first += rows->count;
  rows->count = 0;
  for (size_t c = 0; c < rows->columns; c++) rows->column[c].size = 0;
  while (!is_enough(rows) && (got = read_row(rows, rows->count)) > 0) rows->count++;
  for (size_t c = 0; c < rows->columns; c++)
    for (size_t row = 0, start = 0; row < rows->count && rows->column[c].path; start = rows->column[c].end[row++])
      rows->column[c].text[row] = (mtqc_text){rows->column[c].bytes + start, rows->column[c].end[row] - start};
  return got < 0 ? -1 : rows->count > 0;
}

void cli_rows_fail(const cli_rows *rows, size_t row, const mtqc_error *error) {
  cli_fail("%s: line %zu: %s", cli_input_name(rows->column[CLI_TARGET].path), rows->first + row + 1, error->text);
}
