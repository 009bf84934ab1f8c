/* Building the pack of a pair: evidence and links. For use inside lib/lexicon only. */
#ifndef MQ_BUILD_PAIR_H
#define MQ_BUILD_PAIR_H

#include "build.h"

/* Something that speaks for two stems translating each other. */
typedef struct mq_evidence {
  uint32_t stem[2]; /* stem ids of mq_words */
  uint32_t form[2]; /* dictionary forms, indices into forms, or UINT32_MAX */
  float strength;   /* of a phrase: share of the entry that this pair of words may claim */
  uint8_t layer;
} mq_evidence;

typedef struct mq_pair_link {
  uint32_t stem[2], form[2];
  uint8_t strength, layer;
} mq_pair_link;

/* A dictionary form as it is shown to people. */
typedef struct mq_pair_form_entry {
  mq_str text;
  uint32_t stem;
  uint32_t uses;
  uint32_t rank; /* among the forms of its stem, once written */
} mq_pair_form_entry;

typedef struct mq_pair_side {
  mq_words words;
  mq_map form_ids;
  MQ_ARRAY(mq_pair_form_entry) forms;
  MQ_ARRAY(uint32_t) occurrences; /* of stems in multi-word entries */
  uint32_t *fans;                 /* dictionary translations of stems */
} mq_pair_side;

typedef struct mq_pair_builder {
  mq_arena *arena;
  mq_str codes[2];
  mq_pair_side sides[2];
  bool swapped; /* the dictionary being read has the second language first */
  MQ_ARRAY(mq_evidence) evidence;
  MQ_ARRAY(mq_pair_link) links; /* in order of stem ids */
} mq_pair_builder;

/* A builder without evidence yet. 0, or MTQC_EARGUMENT for a code that names no language. */
int mq_pair_builder_new(mq_build *build, mq_str first, mq_str second, mq_pair_builder **out, mtqc_error *error);

/* Takes what a dictionary says of two words or phrases as evidence; the payload is the builder (a sink of
 * importers). */
void mq_pair_read(void *builder, const mq_import_pair *pair);

/* A row of a trained table: stems, and 1000 times the translation probabilities. False if they are no such figures. */
bool mq_pair_trained_add(mq_pair_builder *b, mq_str first, mq_str second, mq_str p, mq_str q);

/* Makes links of the evidence. */
void mq_pair_merge(mq_pair_builder *b);

/* The id of a form, one more use of it noted. */
uint32_t mq_pair_form(mq_pair_side *side, mq_str surface);

void mq_pair_evidence_add(mq_pair_builder *b, uint32_t first, uint32_t second, mq_layer layer,
                          double strength);
/* The same for two words in dictionary form. */
void mq_pair_words_add(mq_pair_builder *b, mq_str first, mq_str second, mq_layer layer, double strength);

/* Own tables of the folder "first-second", or of "second-first" if swapped: as sections, and as evidence. */
int mq_pair_tables(mq_build *build, mq_pair_builder *b, bool swapped, mtqc_error *error);

/* Links that two or more pivot languages agree on, as evidence. */
void mq_pair_pivots(mq_build *build, mq_pair_builder *b);

/* Writes the sections words, index and links. */
void mq_pair_write(mq_build *build, mq_pair_builder *b);

#endif
