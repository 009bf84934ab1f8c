/* Walking over lines. For use inside lib/text only. */
#ifndef MQ_LINE_H
#define MQ_LINE_H

#include "text.h"

/* The line that starts at `start`: gives its end without the line break (LF, CRLF or CR), returns where the next starts. */
size_t mq_line_next(mq_str bytes, size_t start, size_t *end);

/* A segment without the white space and the invisible code points at both ends of [start, end). */
mq_segment mq_segment_trimmed(mq_str bytes, size_t start, size_t end);

#endif
