/* Importers: each reads one kind of dictionary and hands out what it says, cleaned of labels and notes. They
 * know the layout of a format and nothing about languages; stems, weights and merging are the builder's.
 * Input that does not follow its format is left out, never an error: a dictionary is somebody else's text. */
#ifndef MQ_IMPORT_H
#define MQ_IMPORT_H

#include "base/error.h"
#include "base/str.h"

/* A translation as the dictionary has it; the texts are only good during the call. */
typedef struct mq_import_pair {
  mq_str first, second; /* of one or more words, separated by single spaces */
  bool headword;        /* both are dictionary forms, not inflected forms or examples */
} mq_import_pair;

typedef struct mq_import_sink {
  void (*pair)(void *payload, const mq_import_pair *pair);
  void *payload;
} mq_import_sink;

/* A word of a list; `frequency` in centibels or MQ_FREQUENCY_UNKNOWN. */
typedef struct mq_word_sink {
  void (*word)(void *payload, mq_str word, int16_t frequency);
  void *payload;
} mq_word_sink;

/* A dictionary gives pairs or words. */
typedef struct mq_import_out {
  mq_import_sink pairs;
  mq_word_sink words;
} mq_import_out;

/* Kinds of dictionaries by name: "freedict", "hunspell", ... (import.c). NULL if there is none of this name. */
typedef struct mq_import_kind mq_import_kind;
const mq_import_kind *mq_import_kind_find(mq_str name);
bool mq_import_kind_is_words(const mq_import_kind *kind);

/* Reads the dictionary at `path` (one of its files, or the part of the path that they share). 0, MTQC_EIO, MTQC_ELIMIT,
 * or MTQC_EINPUT if it is not of this kind at all. */
int mq_import_file(mq_arena *arena, const mq_import_kind *kind, mq_str path, const mq_import_out *out,
                   mtqc_error *error);

/* Reads a file, unpacked if its name ends in .gz or .dz. */
int mq_import_read(mq_arena *arena, const char *path, mq_str *out, mtqc_error *error);

/* Ding ("trans-de-en"): `first :: second`, "|" parallel variants, ";" synonyms, "/" alternatives. */
void mq_import_ding(mq_arena *arena, mq_str text, mq_import_sink sink);

/* A dictd database: `index` is head TAB offset TAB length in base 64, `dict` the unpacked text. Calls for
 * every entry inside the text, once for entries that several heads share and that lie next to each other. */
typedef void mq_dictd_entry(void *payload, mq_str body);
void mq_import_dictd(mq_str index, mq_str dict, mq_dictd_entry *entry, void *payload);

/* Bodies of FreeDict databases, WikDict among them, and of Mueller's dictionary. */
void mq_import_freedict(mq_arena *arena, mq_str index, mq_str dict, mq_import_sink sink);
void mq_import_mueller(mq_arena *arena, mq_str index, mq_str dict, mq_import_sink sink);

/* Word or phrase and translation in the first two columns, alternatives separated by ";"; third column "form": no head
 * words. TAB-separated, or CSV with "," or ";". */
void mq_import_tsv(mq_arena *arena, mq_str text, mq_import_sink sink);
void mq_import_csv(mq_arena *arena, mq_str text, mq_import_sink sink);

/* Messages of a compiled catalogue and their translations. False if it is none. */
bool mq_import_mo(mq_arena *arena, mq_str bytes, mq_import_sink sink);

/* One word or phrase a line, in the first of its TAB-separated fields; a second field is a frequency in
 * centibels. */
void mq_import_words(mq_str text, mq_word_sink sink);
/* OpenThesaurus: synonyms separated by ";", notes in brackets. */
void mq_import_thesaurus(mq_arena *arena, mq_str text, mq_word_sink sink);
/* Base forms of a hunspell dictionary; entries that are only parts of compounds, need an affix or are
 * forbidden are left out. False if its encoding is not UTF-8. */
bool mq_import_hunspell(mq_arena *arena, mq_str affix, mq_str dictionary, mq_word_sink sink);

/* Copies `text` into `out` (which is cleared first) without bracketed notes and stress marks on Cyrillic
 * letters, white space levelled. */
void mq_import_clean(mq_buf *out, mq_str text);

/* An arena of its own for what one entry needs, freed with `arena` and escaping to where that one escapes. */
mq_arena *mq_import_scratch(mq_arena *arena);

/* Unpacks gzip, at most `limit` bytes; `path` is for messages. 0, MTQC_EINPUT (not gzip, damaged) or
 * MTQC_ELIMIT. */
int mq_gunzip(mq_arena *arena, const char *path, mq_str packed, size_t limit, mq_str *out, mtqc_error *error);

#endif
