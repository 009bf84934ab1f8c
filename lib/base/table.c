#include "table.h"

#include "array.h"

mq_table mq_table_parse(mq_arena *arena, mq_str text) {
  MQ_ARRAY(mq_str) fields = {0};
  MQ_ARRAY(size_t) starts = {0}, lines = {0};
  size_t line_number = 0;
  for (mq_str rest = text, line; mq_str_split(&rest, '\n', &line);) {
    line_number++;
    if (line.size == 0 || line.at[0] == '#' || mq_str_trim(line).size == 0) continue;
    *mq_push(arena, &starts) = fields.count;
    *mq_push(arena, &lines) = line_number;
    for (mq_str field; mq_str_split(&line, '\t', &field);) *mq_push(arena, &fields) = mq_str_trim(field);
  }
  *mq_push(arena, &starts) = fields.count;
  return (mq_table){fields.at, starts.at, lines.at, starts.count - 1};
}

mq_str mq_table_field(const mq_table *table, size_t row, size_t column) {
  if (row >= table->rows || column >= table->starts[row + 1] - table->starts[row]) return (mq_str){"", 0};
  return table->fields[table->starts[row] + column];
}
