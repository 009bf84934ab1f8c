/* Building packs: what the two kinds of pack share. For use inside lib/lexicon only. */
#ifndef MQ_BUILD_H
#define MQ_BUILD_H

#include "base/array.h"
#include "import.h"
#include "pack.h"
#include "text/names.h"

/* A row of dicts/sources.tsv: a system dictionary or word list, and how to read it. */
typedef struct mq_dictionary {
  const mq_import_kind *kind;
  /* Language codes; second is "-" for a list of words. First "*": a catalogue of names, one file for each language. */
  mq_str first, second;
  mq_str
      path; /* without the system root; of several files the part they share; "%" stands for the code of a language */
  mq_str name, licence;
} mq_dictionary;

typedef struct mq_build {
  mq_arena *arena;
  const char *tables, *root;
  const mq_dictionary *dictionaries;
  size_t dictionary_count;
  mq_pack_writer *writer;
  mq_buf about;
} mq_build;

/* One line of the section "about". */
void mq_build_about(mq_build *build, const char *kind, mq_str name, mq_str file, size_t rows, mq_str licence);

/* Reads a file of the tables, "de/frequency.tsv", or the same packed, "de/frequency.tsv.gz"; false if
 * it is not there, MTQC_E… in *status if unreadable. */
bool mq_build_read_table(mq_build *build, const char *name, mq_str *out, int *status, mtqc_error *error);

/* Sends what a dictionary says, and notes it in "about" under its role ("dictionary", "pivot"); the number of entries,
 * 0 if it is not there. */
size_t mq_build_dictionary(mq_build *build, const char *role, const mq_dictionary *dictionary,
                           const mq_import_out *out);

/* Sends the names of places, countries, languages and currencies that both languages have: CLDR's, and those of the
 * catalogues in the sources. `second` may equal `first`. */
void mq_build_names(mq_build *build, const char *first, const char *second, mq_name_sink *sink, void *payload);

/* Adds the own tables of the folder `name` ("de", "ru-de") whose file names begin with `start`, as "table/…" sections;
 * `prefix` "" or "ru-de/". */
int mq_build_tables(mq_build *build, const char *name, const char *start, const char *prefix, mtqc_error *error);

/* Words of one language as a builder meets them: fold and stem found once a surface. */
typedef struct mq_built_word {
  mq_str fold, stem;
  uint32_t stem_id; /* in order of first sight */
  bool function_word;
} mq_built_word;

typedef struct mq_words {
  mq_arena *arena, *scratch;
  mq_language language;
  mq_map surfaces; /* -> index into list */
  MQ_ARRAY(mq_built_word) list;
  mq_map stems;          /* -> stem_id, in order */
  mq_map function_words; /* fold -> 1 */
} mq_words;

int mq_words_init(mq_build *build, mq_words *words, mq_str code, mtqc_error *error);
/* Index of a surface in words->list. */
uint32_t mq_words_add(mq_words *words, mq_str surface);
/* The word itself; good until the next is added. */
const mq_built_word *mq_words_get(mq_words *words, mq_str surface);
/* Stem id of a stem that is given as such. */
uint32_t mq_words_stem(mq_words *words, mq_str stem);

/* Cuts a phrase into words as the tokenizer does, roughly: letters and digits with inner apostrophes. Returns
 * their number, which may be more than `room`. */
size_t mq_cut_words(mq_str phrase, mq_str *out, size_t room);

int mq_build_language(mq_build *build, mq_str code, mtqc_error *error);
int mq_build_pair(mq_build *build, mq_str first, mq_str second, mtqc_error *error);

/* Adds the table "calques" of a language's pack from the tables of all pairs into it. */
int mq_build_calques(mq_build *build, mq_str code, mtqc_error *error);

#endif
