/* CSV: see csv.h. One pass, a field at a time. */
#include "csv.h"

char mq_csv_separator(mq_str text) {
  size_t commas = 0, semicolons = 0;
  for (size_t i = 0; i < text.size && text.at[i] != '\n'; i++) {
    commas += text.at[i] == ',';
    semicolons += text.at[i] == ';';
  }
  return semicolons > commas ? ';' : ',';
}

void mq_csv_field(mq_str *rest, char separator, mq_buf *field, bool *ends) {
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
