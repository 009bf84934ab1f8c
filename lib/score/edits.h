/* The edits of TER: insertions, deletions, substitutions and shifts of words. */
#ifndef MQ_EDITS_H
#define MQ_EDITS_H

#include "grams.h"

#include <stdbool.h>

/* One row of the table of edit distances: the columns [first, last) are known. */
typedef struct mq_edit_row {
  size_t first, last;
  size_t at; /* of column `first` among all cells */
} mq_edit_row;

/* The state of the bit-parallel distance after a prefix of the hypothesis. */
typedef struct mq_edit_state {
  uint64_t up,
      down; /* bit j: the distance of j + 1 words of the reference is one more, or less, than that of j */
  int32_t distance; /* of the whole reference */
} mq_edit_state;

/* Room for the work; start from {0} with the arena set. */
typedef struct mq_edits {
  mq_arena *arena;
  mq_edit_row *rows;
  int32_t *cells;
  uint8_t *operations;
  mq_edit_state *states;
  uint64_t *places;        /* of each word: its positions in a short reference */
  uint32_t *words, *trial; /* the hypothesis with all shifts so far; with one more */
  uint32_t *wrong_words;   /* of the hypothesis: how many before each position are in error */
  uint32_t *wrong_reference;
  int32_t *aligned; /* of each word of the reference: the last word of the hypothesis up to it, or -1 */
  int32_t *buffer;  /* two rows */
  size_t row_room, cell_room, state_room, place_room, word_room, reference_room, buffer_room;
} mq_edits;

/* The number of edits that turn the hypothesis into the reference. Words are numbers below `word_count`. */
size_t mq_edits_count(mq_edits *edits, mq_sequence hypothesis, mq_sequence reference, size_t word_count);

#endif
