/* The lexicon of a checker: up to two language packs and one pair pack, mapped read-only and shared by threads. */
#ifndef MQ_LEXICON_H
#define MQ_LEXICON_H

#include "base/error.h"
#include "ngram.h"
#include "speller.h"
#include "text/token.h"
#include "text/translit.h"

/* Where a link between two words comes from, strongest evidence first. Numbers are part of the pack format. */
typedef enum mq_layer {
  MQ_LAYER_NONE = 0,
  MQ_LAYER_EQUAL = 1,      /* the same form on both sides, or the same number */
  MQ_LAYER_OWN = 2,        /* own tables */
  MQ_LAYER_DICTIONARY = 3, /* one word to one word in a dictionary */
  MQ_LAYER_TRAINED = 4,    /* word-translation table (IBM-1, both directions) */
  MQ_LAYER_NAME = 5,       /* place and person names, exonyms */
  MQ_LAYER_PHRASE = 6,     /* part of a multi-word dictionary entry */
  MQ_LAYER_PIVOT = 7,      /* two or more pivot languages agree */
  MQ_LAYER_COGNATE = 8,    /* similar form, after transliteration */
  MQ_LAYER_COMPOUND = 9    /* a part of a compound is linked */
} mq_layer;

const char *mq_layer_name(mq_layer layer); /* "dictionary", ... */

typedef enum mq_pack_kind { MQ_PACK_SOURCE, MQ_PACK_TARGET, MQ_PACK_PAIR } mq_pack_kind;

typedef struct mq_lexicon mq_lexicon;

/* Opens what is there for two languages (source may be NULL): `folder`/<code>.mtqcpack and <a>-<b>.mtqcpack in either
 * order. `folder` NULL: $MTQC_DATA, else the build folder's packs beside a command that was not installed, else the
 * installed data folder. A missing pack is no error. NULL with MTQC_EDATA (damaged, foreign). Lives in the arena. */
mq_lexicon *mq_lexicon_open(mq_arena *arena, const mq_language *source, const mq_language *target, const char *folder,
                            mtqc_error *error);

bool mq_lexicon_has(const mq_lexicon *lexicon, mq_pack_kind kind);
/* File name of the pack that was wanted, e.g. "ru-de.mtqcpack". */
const char *mq_lexicon_wanted(const mq_lexicon *lexicon, mq_pack_kind kind);
/* Spellers of the hunspell dictionary of a side, or NULL. Shared by all that use the lexicon. */
mq_spellers *mq_lexicon_spellers(const mq_lexicon *lexicon, mtqc_side side);

/* The n-gram model of a side, or NULL. */
const mq_ngrams *mq_lexicon_ngrams(const mq_lexicon *lexicon, mtqc_side side);

/* How many forms the pack of a side attests: with few, "attested nowhere" means little. 0 without a pack. */
size_t mq_lexicon_form_count(const mq_lexicon *lexicon, mtqc_side side);

/* Words of the target language that count as attested: the first column of a table, one a line. Inflected forms whose
 * stem is that of such a word count too. `list` must live as long as the lexicon. */
void mq_lexicon_add_words(mq_arena *arena, mq_lexicon *lexicon, mq_str list);
bool mq_lexicon_is_user_word(const mq_lexicon *lexicon, mtqc_side side, const mq_word *word);

/* A way to transliterate a language. */
typedef struct mq_transliteration {
  mq_str name; /* of its table: "ru-de" is Russian as German writes it */
  const mq_translit *rules;
} mq_transliteration;

/* How the language of a side is transliterated, in all the ways its pack knows; borrowed from the lexicon. */
size_t mq_lexicon_transliterations(const mq_lexicon *lexicon, mtqc_side side, const mq_transliteration **out);

/* An own table by name; false if the pack or the table is not there. Directional tables of a pair ("calques") are given
 * only when they are of the lexicon's direction; symmetric ones ("agent-act") come with *swapped telling whether the
 * file's first language is the target (swapped may be NULL). */
bool mq_lexicon_table(mq_arena *arena, const mq_lexicon *lexicon, mq_pack_kind kind, const char *name, mq_table *out,
                      bool *swapped);

#endif
