/* A termbase: what the terms of the source are to be called in the translation, and what they are not.
 *
 * A concept is a source term in one sense; its renderings are preferred, admitted, deprecated or forbidden. A sense is told
 * by its context: words of which one must stand in the source segment. Immutable once read. */
#ifndef MQ_TERMBASE_H
#define MQ_TERMBASE_H

#include "check.h"
#include "text/phrase.h"

typedef enum mq_term_status {
  MQ_TERM_PREFERRED,
  MQ_TERM_ADMITTED,
  MQ_TERM_DEPRECATED,
  MQ_TERM_FORBIDDEN
} mq_term_status;

typedef struct mq_term_rendering {
  uint32_t concept;
  mq_term_status status;
  mq_str text, stem; /* stem: of a rendering of one word, for compounds; else empty */
} mq_term_rendering;

typedef struct mq_term_concept {
  mq_str source; /* empty: its renderings are forbidden whatever the source says */
  bool has_context;
  uint32_t first_rendering, last_rendering; /* of a chain through `next` by rendering; MQ_NO_ID: none */
} mq_term_concept;

typedef struct mq_termbase {
  MQ_ARRAY(mq_term_concept) concepts;
  MQ_ARRAY(mq_term_rendering) renderings;
  MQ_ARRAY(uint32_t) next;             /* by rendering */
  mq_phrases *source, *contexts;       /* numbered by concept; NULL without a source language */
  mq_phrases *target;                  /* numbered by rendering */
  mq_map parts;                        /* stem of a source term of one word -> concept + 1 */
} mq_termbase;

/* An empty one. */
mq_termbase *mq_termbase_new(const mq_setup *setup);

/* Adds a file: columns source, target, status, context, in this order or as the first row names them; TAB-separated, or CSV or
 * TBX if its name says so (.csv, .tbx, .xml). A row without a target is a term that stays as it is. False, and setup->error set, if it cannot be read. */
bool mq_termbase_add_file(mq_termbase *base, const mq_setup *setup, const char *path);

/* Adds a file of terms that stay as they are, one a line. */
bool mq_termbase_add_list(mq_termbase *base, const mq_setup *setup, const char *path);

#endif
