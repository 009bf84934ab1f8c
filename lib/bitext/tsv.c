/* TSV: a row a line, cells between tabs, nothing quoted or escaped.
 *
 * Columns are given by name or by number. Without that they are found by their names in the first line ("source", "target"
 * or the languages of the texts), and where it names none, the first two are read. A first line whose cells are names is a
 * header and no row. */
#include "reader.h"

#include <ctype.h>
#include <stdlib.h>

enum { NO_COLUMN = -1, LONGEST_NUMBER = 6 };

typedef struct columns {
  long side[2]; /* by mtqc_side, from 0 */
  long id;      /* column of ids, or NO_COLUMN */
} columns;

static bool same_word(mq_str cell, const char *word) {
  size_t i = 0;
  for (; i < cell.size && word[i]; i++)
    if (tolower((unsigned char)cell.at[i]) != tolower((unsigned char)word[i])) return false;
  return i == cell.size && !word[i];
}

static bool is_number(const char *text) {
  return *text > '0' && *text <= '9' && text[strspn(text, "0123456789")] == '\0' && strlen(text) <= LONGEST_NUMBER;
}

static bool usual_name(const mtqc_bitext *bitext, int side, mq_str cell) {
  static const char *const names[2][4] = {{"source", "src", "original"}, {"target", "tgt", "translation", "mt"}};
  for (size_t i = 0; i < 4 && names[side][i]; i++)
    if (same_word(cell, names[side][i])) return true;
  return bitext->wanted[side] && same_word(cell, bitext->wanted[side]);
}

/* Whether a cell of the first line is the name of the side's column. */
static bool names_column(const mtqc_bitext *bitext, int side, mq_str cell) {
  const char *given = bitext->column[side];
  return *given && !is_number(given) ? same_word(cell, given) : usual_name(bitext, side, cell);
}

/* The first cell that names the column of a side, or that of ids for side 2. */
static long find_name(const mtqc_bitext *bitext, int side, mq_str line) {
  mq_str cell;
  for (long i = 0; mq_str_split(&line, '\t', &cell); i++) {
    cell = mq_str_trim(cell);
    if (side == 2 ? same_word(cell, "id") || same_word(cell, "seg_id") : names_column(bitext, side, cell)) return i;
  }
  return NO_COLUMN;
}

/* Reads the columns off the first line; 1 if it is a header, 0 if it is a row, or an error. */
static int read_first_line(mtqc_bitext *bitext, mq_str line, columns *table, mtqc_error *error) {
  bool all_named = true, by_name = false;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    const char *given = bitext->column[side];
    const long named = find_name(bitext, side, line);
    if (named == NO_COLUMN && *given && !is_number(given))
      return mq_input_error(&bitext->input, bitext->input.place, error, "no column is called '%s'", given);
    table->side[side] = is_number(given) ? atol(given) - 1 : named != NO_COLUMN ? named : side;
    all_named = all_named && named == table->side[side];
    by_name = by_name || (*given && !is_number(given));
  }
  const bool header = all_named || by_name;
  table->id = header ? find_name(bitext, 2, line) : NO_COLUMN;
  return header;
}

/* Byte order mark and blank lines are no rows. */
static int next_line(mtqc_bitext *bitext, mq_str *line, mtqc_error *error) {
  int status;
  do {
    status = mq_input_line(&bitext->input, line, error);
    if (status == 1 && bitext->input.place.byte == 0 && mq_str_starts(*line, MQ_STR("\xef\xbb\xbf")))
      *line = (mq_str){line->at + 3, line->size - 3};
  } while (status == 1 && line->size == 0);
  return status;
}

static int fill_unit(mtqc_bitext *bitext, const columns *table, mq_str line, mtqc_error *error) {
  const char *end = line.at + line.size;
  const long most = table->side[0] > table->side[1] ? table->side[0] : table->side[1];
  mq_str cell;
  long i = 0;
  mq_unit_new(bitext);
  for (; mq_str_split(&line, '\t', &cell); i++) {
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
      if (table->side[side] == i) mq_unit_copy(bitext, (mtqc_side)side, cell);
    if (table->id == i) mq_buf_str(&bitext->unit.id, cell);
  }
  if (i > most) return 1;
  return mq_input_error(&bitext->input, mq_input_place(&bitext->input, end), error,
                        "%ld column%s, column %ld is needed", i, i == 1 ? "" : "s", most + 1);
}

static int next(mtqc_bitext *bitext, mtqc_error *error) {
  columns *table = bitext->own;
  mq_str line;
  int status = next_line(bitext, &line, error);
  if (status == 1 && !table) {
    table = bitext->own = mq_arena_alloc(bitext->arena, sizeof *table);
    const int header = read_first_line(bitext, line, table, error);
    if (header < 0) return header;
    if (header) status = next_line(bitext, &line, error);
  }
  return status == 1 ? fill_unit(bitext, table, line, error) : status;
}

const mq_reader mq_reader_tsv = {.name = "tsv", .endings = {".tsv", ".tab"}, .next = next};
