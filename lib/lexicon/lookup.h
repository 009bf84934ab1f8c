/* Look-ups of one thread: what the lexicon knows of each word of two vocabularies, asked once a form and remembered by
 * word id; and the links between the tokens of a bead. */
#ifndef MQ_LOOKUP_H
#define MQ_LOOKUP_H

#include "lexicon.h"
#include "ngram.h"
#include "text/text.h"

typedef struct mq_lookup mq_lookup;

/* `source` may be NULL. Hunspell handles (not thread-safe) are opened when first needed and belong to the arena. */
mq_lookup *mq_lookup_new(mq_arena *arena, const mq_lexicon *lexicon, mq_vocab *source, mq_vocab *target);

/* Whether there is a pack of the pair. */
bool mq_lookup_has_pair(const mq_lookup *lookup);

/* One translation of a word as the pair pack has it. */
typedef struct mq_translation {
  uint32_t other;  /* id of a stem of the other side in the pair pack */
  float strength;  /* 0..1 */
  uint8_t layer;   /* an mq_layer */
} mq_translation;

#define MQ_NO_ID UINT32_MAX
enum { MQ_FREQUENCY_UNKNOWN = INT16_MIN };

typedef struct mq_entry {
  uint32_t pair_id;      /* id of its stem in the pair pack, or MQ_NO_ID */
  int16_t frequency;     /* centibels: 100 * log10 of the share of running text; MQ_FREQUENCY_UNKNOWN */
  bool attested;         /* the form, or the form without a regular ending, stands in a word list or a corpus */
  const mq_translation *translations; /* in order of other */
  size_t translation_count;
} mq_entry;

/* Borrowed until the arena dies; stable. */
const mq_entry *mq_lookup_entry(mq_lookup *lookup, mtqc_side side, const mq_word *word);

/* The same for a text that is no token (a part of a compound, a table entry). It becomes a word of the
 * vocabulary of its side. */
mq_entry mq_lookup_text(mq_lookup *lookup, mtqc_side side, mq_str fold);

/* The n-gram model of a side, or NULL; and a word as it knows it. Borrowed until the arena dies. */
const mq_ngrams *mq_lookup_ngrams(mq_lookup *lookup, mtqc_side side);
const mq_ngram_word *mq_lookup_ngram(mq_lookup *lookup, mtqc_side side, const mq_word *word);

typedef enum mq_spelling {
  MQ_SPELLING_UNCHECKED, /* no dictionary, not a word, or longer than hunspell takes safely (100 characters) */
  MQ_SPELLING_KNOWN,
  MQ_SPELLING_COMPOUND,  /* accepted only as a compound made on the spot */
  MQ_SPELLING_UNKNOWN
} mq_spelling;
mq_spelling mq_lookup_spelling(mq_lookup *lookup, mtqc_side side, const mq_word *word);

/* Whether the spelling dictionary of a side knows a word in small letters only with a capital; false without a
 * dictionary. */
bool mq_lookup_is_noun(mq_lookup *lookup, mtqc_side side, const mq_word *word);

/* Whether the spelling dictionary of a side refuses the word, attested or not: frequency lists of a language hold words
 * of others, dictionaries do not. False without a dictionary, and for what is not checked. */
bool mq_lookup_misspelt(mq_lookup *lookup, mtqc_side side, const mq_word *word);

/* A compound cut into known parts. Bytes count in word->surface; a linking element belongs to the part before it but
 * not to the text of `fold`. */
enum { MQ_COMPOUND_PARTS = 4 };
typedef struct mq_compound {
  size_t count; /* 2 .. MQ_COMPOUND_PARTS; 0 if it cannot be cut */
  struct {
    uint32_t start, end;
    mq_str fold;       /* in the look-up's arena */
    int16_t frequency; /* of the part as a word of its own, centibels */
  } parts[MQ_COMPOUND_PARTS];
} mq_compound;
const mq_compound *mq_lookup_compound(mq_lookup *lookup, mtqc_side side, const mq_word *word);

/* The best link of each token. */
typedef struct mq_link {
  uint32_t other;  /* index of a token of the other side, or MQ_NO_ID */
  float strength;  /* 0..1, comparable between layers */
  uint8_t layer;   /* an mq_layer */
} mq_link;

/* Links the tokens of a bead; source_links and target_links have room for the counts given. Each link is the best one
 * of its token, so links need not be mutual. */
void mq_lookup_link(mq_lookup *lookup, const mq_token *source, size_t source_count, const mq_token *target,
                    size_t target_count, mq_link *source_links, mq_link *target_links);

/* Renderings the lexicon offers for a word, in dictionary form, the strongest first; at most `room`. Borrowed from the
 * pack. */
size_t mq_lookup_renderings(mq_lookup *lookup, mtqc_side side, const mq_word *word, mq_str *out, size_t room);

/* Whether a word of the source, or the word that it is derived from, means the target word; or both look like words of one
 * international root. Wider than links: for words that have no counterpart otherwise. */
bool mq_lookup_akin(mq_lookup *lookup, const mq_word *source, const mq_word *target);

/* A text that is no token, as a word of the vocabulary of its side. */
const mq_word *mq_lookup_word(mq_lookup *lookup, mtqc_side side, mq_str fold);

/* How strongly two forms are linked regardless of place (dictionary, table, name, cognate); 0 if not at all. */
mq_link mq_lookup_pair(mq_lookup *lookup, const mq_word *source, const mq_word *target);

#endif
