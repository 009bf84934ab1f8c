/* The inside of a look-up, shared by lookup.c, compound.c and link.c: one record for every word, filled bit
 * by bit as it is asked for and reached by the word's id. */
#ifndef MQ_KNOWN_H
#define MQ_KNOWN_H

#include "lookup.h"
#include "ngram.h"
#include "pack.h"
#include "speller.h"

/* What is filled in already (mq_known.have). */
enum {
  MQ_HAVE_ENTRY = 1 << 0,
  MQ_HAVE_SPELLING = 1 << 1,
  MQ_HAVE_COMPOUND = 1 << 2,
  MQ_HAVE_SKELETONS = 1 << 3,
  MQ_HAVE_NGRAM = 1 << 4,
  MQ_HAVE_NOUN = 1 << 5,
  MQ_HAVE_DICTIONARY = 1 << 6
};

typedef struct mq_known {
  mq_entry entry;
  uint8_t have;
  uint8_t spelling;   /* an mq_spelling */
  bool noun;          /* spelled with a capital only */
  bool misspelt;      /* see mq_lookup_misspelt */
  bool form_attested; /* the very form, not only its stem */
  uint32_t form_id; /* equal for equal folds on both sides of one look-up, and for numbers of equal digits */
  const mq_compound *compound;
  const struct mq_known *parts[MQ_COMPOUND_PARTS]; /* of the compound */
  mq_str skeleton, stem_skeleton;
  const mq_str *variants; /* skeletons that its transliterations have besides */
  size_t variant_count;
  mq_ngram_word ngram;
} mq_known;

enum { MQ_KNOWN_CHUNK = 256, MQ_STEM_PAGE = 64 /* stems of a page of by_stem, and bits of a word of present */ };

/* Tokens of one bead that have the same id: the first and last; the way between them is in the `next` of
 * their side. */
typedef struct mq_chain {
  uint32_t bead; /* in which bead this was filled; of another bead: empty */
  uint32_t first, last;
} mq_chain;

typedef struct mq_lookup_side {
  mq_vocab *vocab; /* NULL: there is no source */
  const mq_language *language;
  const mq_pack *pack; /* of the language, or NULL */
  int pair_side;
  mq_speller *speller; /* NULL: no dictionary */
  mq_known **chunks;   /* records of MQ_KNOWN_CHUNK words each; they never move */
  size_t chunk_count;
  mq_chain **by_stem; /* by pair id, MQ_STEM_PAGE a page; a page is made when one of its stems is met: a text of one line
                         meets few of the hundred thousand */
  uint64_t *present;  /* a bit for every pair id of the bead: asked first, as it stays in the nearest cache */
  mq_chain *by_form; /* by form id; room for lookup->form_room */
  uint32_t *next_stem, *next_form; /* token after this one in its chain */
  uint32_t *rest;                  /* tokens left without a link */
  size_t token_room;               /* of next_stem, next_form and rest */
  mq_link *links;                  /* of a pair that is only scored */
  size_t link_room;
} mq_lookup_side;

struct mq_lookup {
  mq_arena *arena;
  const mq_lexicon *lexicon;
  const mq_pack *pair; /* or NULL */
  mq_lookup_side sides[2];
  mq_map forms; /* hash of a form, as 8 bytes -> form id */
  size_t form_room;
  uint32_t bead; /* number of the present bead */
};

/* The record of a word with at least `have` filled in. */
mq_known *mq_lookup_known(mq_lookup *lookup, mtqc_side side, const mq_word *word, unsigned have);

/* The same for a word that has been asked for before. */
static inline mq_known *mq_known_at(const mq_lookup *lookup, int side, const mq_word *word) {
  return &lookup->sides[side].chunks[word->id / MQ_KNOWN_CHUNK][word->id % MQ_KNOWN_CHUNK];
}

/* compound.c: cuts a word; NULL if it cannot be cut. */
const mq_compound *mq_compound_cut(mq_lookup *lookup, mtqc_side side, const mq_word *word);

/* link.c: how like two words are in Latin letters, 0 (not alike, or too short to say) or .8 to 1. Both
 * records have their skeletons. */
double mq_cognate(const mq_word *a, const mq_known *known_a, const mq_word *b, const mq_known *known_b);

#endif
