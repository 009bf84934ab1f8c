/* Tokens and words.
 *
 * A text is cut into tokens once. Every distinct surface form is one mq_word in the vocabulary of its side, so whatever
 * depends on the form alone (fold, stem, script, what the lexicon knows) is found once a form and not once a token.
 * Pointers to words are equal if and only if the forms are, within one vocabulary; across vocabularies compare fold_hash
 * or stem_hash. */
#ifndef MQ_TOKEN_H
#define MQ_TOKEN_H

#include "language.h"

typedef enum mq_token_kind {
  MQ_WORD,        /* letters, with inner apostrophes; hyphens cut: "Alma-Ata" is three tokens without space between */
  MQ_NUMBER,      /* starts with a digit: "16", "3,5", "1274761", "5-й" is number, hyphen, word */
  MQ_PUNCTUATION, /* one code point of general category P, or a run of full stops ("...") */
  MQ_SYMBOL,      /* one code point of category S, or anything that is nothing else */
  MQ_URL,         /* http://, https://, ftp://, www. up to white space, closing punctuation left out */
  MQ_EMAIL,
  MQ_MARKUP,      /* <tag>, </tag>, <tag/>, &entity; */
  MQ_PLACEHOLDER  /* one of the sure dialects of placeholder.h: %s %1$d %(name)s {0} {name} ${x} {{x}} %{x} */
} mq_token_kind;

/* Facts about a surface form (mq_word.shape). */
enum {
  MQ_CAPITALISED = 1 << 0, /* first letter upper case */
  MQ_ALL_CAPS = 1 << 1,    /* at least two letters, all upper case */
  MQ_MIXED_CASE = 1 << 2,  /* an upper-case letter after a lower-case one: "McKay", "eMail" */
  MQ_HAS_DIGIT = 1 << 3,
  MQ_STOPWORD = 1 << 4,
  MQ_NEGATION_WEAK = 1 << 5,
  MQ_NEGATION_STRONG = 1 << 6,
  MQ_MIXED_SCRIPT = 1 << 7, /* letters of two scripts (Latin, Greek, Cyrillic, ...) */
  MQ_MALFORMED = 1 << 8     /* held bytes that are not UTF-8 */
};

typedef struct mq_word {
  uint32_t id;        /* dense, from 0, in order of first sight */
  uint32_t letters;   /* code points */
  uint16_t shape;
  uint8_t kind;       /* an mq_token_kind */
  uint8_t script;     /* UScriptCode of its first letter, capped to 255; 0 (common) if none */
  mq_str surface;
  mq_str fold;        /* NFC, lower case; ё as е */
  mq_str stem;        /* snowball stem of fold; fold where there is no stemmer or the kind is not MQ_WORD */
  uint64_t fold_hash; /* mq_hash of fold and of stem */
  uint64_t stem_hash;
} mq_word;

/* Facts about a token in its place (mq_token.flags). */
enum {
  MQ_SPACE_BEFORE = 1 << 0, /* white space, or the start of the segment, before it */
  MQ_LINE_BREAK_BEFORE = 1 << 1,
  MQ_SENTENCE_START = 1 << 2 /* first word of its segment, or after . ! ? : or an opening quote: a capital says nothing */
};

typedef struct mq_token {
  uint32_t start, end; /* bytes in the text of its side */
  const mq_word *word;
  uint8_t kind;        /* as word->kind */
  uint8_t flags;
} mq_token;

typedef struct mq_vocab mq_vocab;

/* A vocabulary for one side and one thread. */
mq_vocab *mq_vocab_new(mq_arena *arena, const mq_language *language);
const mq_language *mq_vocab_language(const mq_vocab *vocab);
size_t mq_vocab_count(const mq_vocab *vocab);
const mq_word *mq_vocab_at(const mq_vocab *vocab, size_t id);

/* The word of a surface form; `kind` counts only when the form is new. */
const mq_word *mq_vocab_word(mq_vocab *vocab, mq_str surface, mq_token_kind kind);

/* Value of a word's fold, or stem, in a map; NULL if it is not there. Its hash is known already. */
static inline uint32_t *mq_find_fold(const mq_map *map, const mq_word *word) {
  return mq_map_find_hashed(map, word->fold, word->fold_hash);
}
static inline uint32_t *mq_find_stem(const mq_map *map, const mq_word *word) {
  return mq_map_find_hashed(map, word->stem, word->stem_hash);
}

/* Writes `word` to `out` with its first letter upper case; returns the size, or 0 if there is no room or no letter. */
size_t mq_capitalise(mq_str word, char *out, size_t room);

/* Fold and stem of one word outside any vocabulary (for tables). In the arena. */
mq_str mq_fold(mq_arena *arena, mq_str surface);
mq_str mq_stem(mq_arena *arena, const mq_language *language, mq_str fold);

/* A fold without the elided word at its beginning ("l'eau": "eau"). Borrows it. */
mq_str mq_unelided(const mq_language *language, mq_str fold);

#endif
