/* Texts that no translator changes: file paths, options of commands, network addresses, calls of functions. */
#ifndef MQ_LITERAL_H
#define MQ_LITERAL_H

#include "base/str.h"

typedef enum mq_literal {
  MQ_LITERAL_PATH = 1, /* /usr/bin/env, ~/notes.txt, C:\Users */
  MQ_LITERAL_OPTION,   /* --verbose, --color=auto */
  MQ_LITERAL_ADDRESS,  /* 192.168.0.1, 10.0.0.0/8 */
  MQ_LITERAL_CALL      /* open(), std::sort() */
} mq_literal;

/* The literal that begins at byte `at` of `text`: its size and kind; 0 if there is none. Looks at a bounded number of bytes. */
size_t mq_literal_at(mq_str text, size_t at, mq_literal *kind);

#endif
