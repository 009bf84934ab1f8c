/* Glossaries in tables: a word or phrase and its translation in the first two columns, alternatives separated by ";". The
 * columns are separated by TAB (one row a line, "#" comments), or written as CSV (RFC 4180; "," or, if the first line has
 * more of them, ";"): there a field may stand in double quotes, inside which separators and line ends are text and a
 * doubled quote is one. A third column "form" says that a row is no pair of dictionary forms. */
#include "import.h"

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

static char separator_of(mq_str text) {
  size_t commas = 0, semicolons = 0;
  for (size_t i = 0; i < text.size && text.at[i] != '\n'; i++) {
    commas += text.at[i] == ',';
    semicolons += text.at[i] == ';';
  }
  return semicolons > commas ? ';' : ',';
}

/* Cuts a field off the front; *ends tells that it is the last one of its record. */
static void take_field(mq_str *rest, char separator, mq_buf *field, bool *ends) {
  bool quoted = false;
  size_t i = 0;
  mq_buf_clear(field);
  mq_buf_add(field, "", 0);
  for (; i < rest->size; i++) {
    const char c = rest->at[i];
    if (c == '"' && quoted && i + 1 < rest->size && rest->at[i + 1] == '"') mq_buf_char(field, rest->at[++i]);
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == separator || c == '\n')) break;
    else mq_buf_char(field, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
  }
  *ends = i == rest->size || rest->at[i] == '\n';
  i += i < rest->size;
  *rest = (mq_str){rest->at + i, rest->size - i};
}

void mq_import_csv(mq_arena *arena, mq_str text, mq_import_sink sink) {
  enum { COLUMNS = 3 };
  const char separator = separator_of(text);
  mq_buf fields[COLUMNS] = {{.arena = arena}, {.arena = arena}, {.arena = arena}}, other = {.arena = arena};
  if (mq_str_starts(text, MQ_STR("\xef\xbb\xbf"))) text.at += 3, text.size -= 3;
  while (text.size) {
    bool ends = false;
    for (size_t i = 0; i < COLUMNS; i++) mq_buf_clear(&fields[i]);
    for (size_t column = 0; !ends; column++)
      take_field(&text, separator, column < COLUMNS ? &fields[column] : &other, &ends);
    send_alternatives(sink, mq_buf_view(&fields[0]), mq_buf_view(&fields[1]),
                      !mq_str_equal(mq_str_trim(mq_buf_view(&fields[2])), MQ_STR("form")));
  }
}
