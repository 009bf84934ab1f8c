/* Glossaries in tables: a word or phrase and its translation in the first two columns, alternatives separated by ";".
 * The columns are separated by TAB (one row a line, "#" comments), or written as CSV. A third column "form" says that a
 * row is no pair of dictionary forms. */
#include "import.h"

#include "base/csv.h"
#include "base/table.h"

static void send_alternatives(mq_import_sink sink, mq_str first, mq_str second, bool headword) {
  for (mq_str one; mq_str_split(&first, ';', &one);) {
    one = mq_str_trim(one);
    mq_str rest = second;
    for (mq_str other; one.size && mq_str_split(&rest, ';', &other);) {
      other = mq_str_trim(other);
      if (other.size) sink.pair(sink.payload, &(mq_import_pair){one, other, headword});
    }
  }
}

void mq_import_tsv(mq_arena *arena, mq_str text, mq_import_sink sink) {
  const mq_table table = mq_table_parse(arena, text);
  for (size_t row = 0; row < table.rows; row++)
    send_alternatives(sink, mq_table_field(&table, row, 0), mq_table_field(&table, row, 1),
                      !mq_str_equal(mq_table_field(&table, row, 2), MQ_STR("form")));
}

void mq_import_csv(mq_arena *arena, mq_str text, mq_import_sink sink) {
  enum { COLUMNS = 3 };
  const char separator = mq_csv_separator(text);
  mq_buf fields[COLUMNS] = {{.arena = arena}, {.arena = arena}, {.arena = arena}}, other = {.arena = arena};
  if (mq_str_starts(text, MQ_STR("\xef\xbb\xbf"))) text.at += 3, text.size -= 3;
  while (text.size) {
    bool ends = false;
    for (size_t i = 0; i < COLUMNS; i++) mq_buf_clear(&fields[i]);
    for (size_t column = 0; !ends; column++)
      mq_csv_field(&text, separator, column < COLUMNS ? &fields[column] : &other, &ends);
    send_alternatives(sink, mq_buf_view(&fields[0]), mq_buf_view(&fields[1]),
                      !mq_str_equal(mq_str_trim(mq_buf_view(&fields[2])), MQ_STR("form")));
  }
}
