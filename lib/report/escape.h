/* Text made safe for where it goes. The texts of a report are hostile: they may hold any bytes. */
#ifndef MQ_ESCAPE_H
#define MQ_ESCAPE_H

#include "base/str.h"

/* Adds a JSON string with its quotes; malformed UTF-8 becomes U+FFFD. */
void mq_put_json(mq_buf *buf, mq_str text);

/* Adds text for a terminal and returns the columns it takes. What a terminal would obey or hide is written as an escape
 * ("\x1b", "\u{202e}"), a line end as "↵", a tab as a space, malformed UTF-8 as U+FFFD. */
size_t mq_put_visible(mq_buf *buf, mq_str text);

/* Adds text for the content or a quoted attribute of XML 1.0 and of HTML: the five characters of markup and white space but
 * the space as references, what XML forbids and malformed UTF-8 as U+FFFD. */
void mq_put_xml(mq_buf *buf, mq_str text);

/* Adds a field of a table: tabs and line ends become spaces. */
void mq_put_field(mq_buf *buf, mq_str text);

/* Adds text to a line of Markdown: its marks are escaped, line ends become spaces; no HTML gets through. */
void mq_put_markdown(mq_buf *buf, mq_str text);

/* Adds the message of a GitHub workflow command, or (`property`) the value of one of its properties. */
void mq_put_command(mq_buf *buf, mq_str text, bool property);

/* Adds a number with a fixed count of decimals and a full stop, whatever the locale of the process; |value| < 1e15. Not for
 * NaN. */
void mq_put_number(mq_buf *buf, double value, int decimals);

#endif
