/* Tables of text: tab-separated fields, one row a line, `#` comment lines and empty lines left out. This is the form of
 * every file under dicts/ and of the own tables inside a language pack. */
#ifndef MQ_TABLE_H
#define MQ_TABLE_H

#include "str.h"

typedef struct mq_table {
  const mq_str *fields;
  const size_t *starts; /* row i has fields[starts[i] .. starts[i + 1]) */
  const size_t *lines;  /* line of row i in the text, from 1 */
  size_t rows;
} mq_table;

/* Cuts `text` (which must outlive the table) into rows and trimmed fields. */
mq_table mq_table_parse(mq_arena *arena, mq_str text);

/* Field, or the empty text where a row is shorter. */
mq_str mq_table_field(const mq_table *table, size_t row, size_t column);

#endif
