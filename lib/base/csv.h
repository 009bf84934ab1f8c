/* CSV (RFC 4180): records of fields. A field may stand in double quotes, inside which separators and line ends are text and
 * a doubled quote is one. */
#ifndef MQ_CSV_H
#define MQ_CSV_H

#include "str.h"

/* "," or, if the first line has more of them, ";". */
char mq_csv_separator(mq_str text);

/* Cuts a field off the front of *rest; line ends and tabs in it become spaces. *ends tells that it is the last one of its
 * record. */
void mq_csv_field(mq_str *rest, char separator, mq_buf *field, bool *ends);

#endif
