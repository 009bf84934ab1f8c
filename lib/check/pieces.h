/* Pieces that both sides of a bead must hold alike: placeholders, tags, paths. Collected from each side with a key, paired
 * by key, and what is left over is reported in pairs: one of the source with one of the target of the same group. */
#ifndef MQ_PIECES_H
#define MQ_PIECES_H

#include "check.h"

enum { MQ_MOST_PIECES = 256 };

typedef struct mq_piece {
  mq_span span; /* bytes in the text of its side */
  mq_str key;   /* pieces with equal keys correspond */
  unsigned group; /* pieces of one group may have been mistaken for one another */
  bool free;    /* may stand more or less often than on the other side, as long as it stands there */
  bool used;
} mq_piece;

typedef struct mq_pieces {
  size_t count;
  mq_piece at[MQ_MOST_PIECES];
} mq_pieces;

/* An empty list in the scratch arena. */
mq_pieces *mq_pieces_new(mq_context *context);

/* Nothing is added to a full list. */
void mq_pieces_add(mq_pieces *list, mq_span span, mq_str key, unsigned group, bool free);

/* Pairs equal keys, in order; true if nothing is left over. */
bool mq_pieces_match(mq_pieces *source, mq_pieces *target);

/* Reports what is left over, as a `noun` ("placeholder") that differs, is missing, is not in the source. */
void mq_pieces_report(mq_context *context, const mq_view *view, mq_pieces *source, mq_pieces *target, const char *noun,
                      float confidence);

#endif
