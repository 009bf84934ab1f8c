/* A language as the text stages see it: its tag, and the rules that its tables and ICU give for it. Immutable. */
#ifndef MQ_LANGUAGE_H
#define MQ_LANGUAGE_H

#include "base/error.h"
#include "base/map.h"
#include "base/table.h"

/* Classes of an abbreviation whose full stop does not end a sentence (dicts/<lang>/abbreviations.txt); one may have several. */
typedef enum mq_abbreviation {
  MQ_ABBREVIATION_NEVER = 1,       /* "z. B.", "Dr." */
  MQ_ABBREVIATION_MAY_END = 2,     /* "usw.": ends one if a capital follows */
  MQ_ABBREVIATION_NUMBER = 4,      /* "Nr.": before a number only */
  MQ_ABBREVIATION_AFTER_NUMBER = 8 /* "г.", "тыс.": after a number only */
} mq_abbreviation;

typedef struct mq_language {
  char tag[64];     /* canonical BCP 47 tag, e.g. "de-CH" */
  char code[12];    /* language subtag, e.g. "de"; names the packs */
  char region[8];   /* "" if none */
  char locale[64];  /* ICU locale id */
  uint8_t script;   /* of its letters, as mq_word.script; 0 if unknown */
  bool spaceless;   /* written without spaces between words (zh, ja, th, lo, km, my) */
  bool ordinal_dot; /* a number with a full stop may be an ordinal ("5. Januar") */
  bool compounding; /* words are joined freely (de) */
  bool noun_capitals;
  bool percent_first; /* "%50" for 50 per cent (tr, eu) */
  char hour_mark; /* small letter that divides hours from minutes ("17h30"); 0 if none */
  double negation_rate; /* share of sentences that negate, in per cent; 0 if unknown */
  mq_str decimal, group;            /* number separators */
  mq_str quote_open, quote_close, quote_open_alt, quote_close_alt;
  mq_str quote_marks; /* all that the language uses; separated by ; */
  mq_str spaced_before, spaced_after; /* marks with a space before, behind them; separated by spaces */
  mq_str elisions;                    /* folded beginnings that belong to the word before: "l';d'"; separated by ; */
  mq_str conjunction;                 /* folded: "and" */
  mq_str dashes;                      /* what stands for a dash between words, the usual one first; separated by spaces */
  const mq_str *linking;            /* linking elements of compounds: "s", "es", ... without the deletions */
  size_t linking_count;
  const struct mq_derivation *derivations; /* endings by which the language makes nouns of other words */
  size_t derivation_count;
  mq_map abbreviations; /* folded, without spaces and with full stops ("z.b.") -> set of mq_abbreviation */
  mq_map negations;     /* fold -> 1 weak, 2 strong */
  mq_map stopwords;     /* fold -> 1 */
  mq_map magnitudes;    /* fold, full stop off -> index into factors + 1 */
  mq_map magnitude_stems; /* stem -> the same, of words that are inflected */
  const double *factors;
  mq_map numerals;      /* fold of a spelled-out number -> index into numeral_values */
  const struct mq_numeral *numeral_values;
  mq_map months;        /* fold of a month name or its abbreviation (ICU, all contexts) -> 1..12 */
  mq_map weekdays;      /* the same -> 1 (Sunday) .. 7 */
} mq_language;

/* "ung" for "en": "Bleibung" of "bleiben". */
typedef struct mq_derivation {
  mq_str suffix, base; /* folded */
} mq_derivation;

typedef struct mq_numeral {
  double value;
  enum { MQ_NUMERAL_CARDINAL, MQ_NUMERAL_ORDINAL, MQ_NUMERAL_ARTICLE } kind;
} mq_numeral;

/* Gives the table `name` ("abbreviations", ...) of a language; false if there is none. */
typedef bool (*mq_table_source)(void *payload, const char *name, mq_table *out);

/* Parses only the tag: fills tag, code, region, locale and spaceless. 0 or MTQC_EARGUMENT. */
int mq_language_parse(mq_language *language, const char *tag, mtqc_error *error);

/* Whether the language of a BCP 47 tag is written from right to left. */
bool mq_language_right_to_left(const char *tag);

/* The region that a parsed language is most used in, whatever its tag says ("DE" for "de-AT"), or "" if CLDR knows none. The `region`
 * buffer has `room` bytes, at least 4. */
void mq_language_likely_region(const mq_language *language, char *region, size_t room);

/* A parsed language gets its rules: CLDR defaults from ICU first, then whatever `tables` has. */
void mq_language_load(mq_arena *arena, mq_language *language, mq_table_source tables, void *payload);

#endif
