/* What every format reader is: two functions over an input, which fill one unit at a time.
 *
 * A reader calls mq_unit_new for each unit, adds text to its sides in the order of the file and returns 1. Text that stands
 * in the file as it is, is copied; what stands for it in other words (an escape, an entity) is put. Memory comes from the
 * arena of the bitext and is used again for the next unit. */
#ifndef MQ_READER_H
#define MQ_READER_H

#include "checker/options.h"
#include "checker/report.h"
#include "input.h"

#include <mtqc/bitext.h>

/* Text taken out of a file, with the places of its bytes. */
typedef struct mq_passage {
  mq_buf text;
  mq_point_list points;
} mq_passage;

struct mtqc_unit {
  mq_passage side[2]; /* by mtqc_side */
  mq_width width;
  uint64_t number;
  mtqc_unit_state state;
  mq_buf state_word, id, note;
  mq_anchors anchors;
};

typedef struct mq_reader mq_reader;

struct mtqc_bitext {
  mq_arena *arena;
  const mq_reader *format;
  mq_input input;
  mtqc_unit unit;
  const char *wanted[2];   /* languages asked for, by side; NULL: any */
  const char *language[2]; /* languages declared by the file, or NULL */
  const char *column[2];   /* options source-column and target-column; "" for the default */
  void *own;               /* of the format */
  uint64_t counts[5];      /* units by state */
  bool ended;
  mtqc_error error;        /* code 0: none so far */
};

struct mq_reader {
  const char *name;
  const char *endings[4]; /* of file names, without ".gz" */
  mq_encoding encoding;
  int (*start)(mtqc_bitext *bitext, mtqc_error *error); /* 0 or an error; may be NULL */
  int (*next)(mtqc_bitext *bitext, mtqc_error *error);  /* 1: the unit is filled; 0: end; or an error */
};

extern const mq_reader mq_reader_jsonl, mq_reader_po, mq_reader_tbx, mq_reader_tmx, mq_reader_tsv, mq_reader_xliff;

/* Empties the unit and gives it the next number. */
void mq_unit_new(mtqc_bitext *bitext);

void mq_passage_clear(mq_passage *passage);

/* Adds bytes of the window as they are; they come in the order of the file. */
void mq_passage_copy(mq_passage *passage, mq_input *input, mq_str piece);

/* Adds text that stands for the bytes [from, to) of the window. */
void mq_passage_put(mq_passage *passage, mq_input *input, const char *from, const char *to, mq_str text);

/* Adds another passage with its places. */
void mq_passage_add(mq_passage *passage, const mq_passage *other);

/* The same for a side of the unit. */
static inline void mq_unit_copy(mtqc_bitext *bitext, mtqc_side side, mq_str piece) {
  mq_passage_copy(&bitext->unit.side[side], &bitext->input, piece);
}

static inline void mq_unit_put(mtqc_bitext *bitext, mtqc_side side, const char *from, const char *to, mq_str text) {
  mq_passage_put(&bitext->unit.side[side], &bitext->input, from, to, text);
}

#endif
