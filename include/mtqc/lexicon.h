/* Language packs: built once from text tables and system dictionaries, memory-mapped by every checker afterwards. */
#ifndef MTQC_LEXICON_H
#define MTQC_LEXICON_H

#include <mtqc/error.h>

MTQC_BEGIN

/* Builds the pack `name` ("de": a language; "ru-de": a pair, serves both directions) and writes it to `path`.
 * `tables` is the folder of own tables (dicts/); `system_root` is put before the paths of system dictionaries ("" for
 * none). A source that is not installed is left out and named by mtqc_lexicon_info. The same inputs give the same bytes.
 * 0, MTQC_EIO, MTQC_EINPUT (a table is malformed: file and line), MTQC_EARGUMENT, MTQC_ENOMEM. */
int mtqc_lexicon_build(const char *name, const char *tables, const char *system_root, const char *path, mtqc_error *error);

/* Kinds of dictionaries that can be imported: "freedict", "hunspell", "csv", ... NULL ends. Borrowed, lives forever. */
const char *mtqc_lexicon_import_kind(size_t index);

/* Writes what a dictionary says as a table. `path` is one of its files, or the part of the path that they share; files that
 * end in .gz or .dz are unpacked. A dictionary of two languages gives rows "word or phrase TAB translation", with a third
 * column "form" where they are no dictionary forms: the kind "tsv" of dicts/sources.tsv. A list of words gives rows "word"
 * or "word TAB frequency" (100 * log10 of the share of running text): the kind "words".
 * 0, MTQC_EARGUMENT (no such kind), MTQC_EIO, MTQC_EINPUT (not of this kind), MTQC_ELIMIT, MTQC_ENOMEM. */
int mtqc_lexicon_import(const char *kind, const char *path, mtqc_sink sink, void *payload, mtqc_error *error);

/* `path` is a file or, without slash and ending, the name of a pack in the folder where mtqc_checker_new looks ("ru-de").
 * Describes a pack in lines of text: version, layers with counts, sources, sizes. 0, MTQC_EIO, MTQC_EDATA, MTQC_ENOMEM. */
int mtqc_lexicon_info(const char *path, mtqc_sink sink, void *payload, mtqc_error *error);

/* Looks a word up in a pack. In a pair pack: its links in both directions, one a line (word, layer, weight); in a language
 * pack: attestation, frequency, spelling, split into parts. 0 (also when nothing is known), or as mtqc_lexicon_info. */
int mtqc_lexicon_lookup(const char *path, const char *word, mtqc_sink sink, void *payload, mtqc_error *error);

/* Adds to a pack and writes the result to `path`, or in place if `path` is NULL (checkers that have the pack open keep the old
 * one). `pack` as in mtqc_lexicon_info. To the pack of a pair: rows as mtqc_lexicon_train or mtqc_lexicon_import write them,
 * their first column in `first_language` (NULL: the first of the pack's name); others are left out. Links that are in the pack
 * already become stronger, never weaker. To the pack of a language: an n-gram model, in place of the one it has.
 * 0, MTQC_EARGUMENT (the pack has no such language), MTQC_EIO, MTQC_EDATA, MTQC_ENOMEM. */
int mtqc_lexicon_add(const char *pack, const char *first_language, mtqc_text added, const char *path, mtqc_error *error);

/* Trains word-translation probabilities on `count` pairs of segments: IBM Model 1 in both directions on stems, `rounds`
 * (usually 5) of expectation maximisation, `jobs` threads; the result does not depend on their number. `diagonal` 0: every
 * place of a word is as likely; up to 1000: the prior of fast_align, which takes 4 (translations in about the same order).
 * Writes rows "stem TAB stem TAB 1000 p(target | source) TAB 1000 p(source | target)" in byte order: the form of
 * dicts/<pair>/words.tsv. Of a segment the first 100 words count. Memory is linear in the sum of the products of both
 * sides' words: some 5 KB a pair of 11 words. `progress` may be NULL; it and `sink` get `payload`.
 * 0, MTQC_EARGUMENT (language tag, diagonal), MTQC_EIO (stopped by sink or progress), MTQC_ELIMIT, MTQC_ENOMEM. */
int mtqc_lexicon_train(const char *source_language, const char *target_language, const mtqc_text *sources,
                       const mtqc_text *targets, size_t count, unsigned rounds, double diagonal, unsigned jobs,
                       mtqc_progress progress, mtqc_sink sink, void *payload, mtqc_error *error);

/* Trains an n-gram model of a language on `count` segments: trigrams with interpolated modified Kneser-Ney smoothing.
 * `cutoffs`: how often words, bigrams and trigrams must have been seen to be kept (at least 1; trigrams not fewer than
 * bigrams). Writes the form of dicts/<language>/ngrams.bin, which holds fingerprints and quantised probabilities, and no
 * text. The same input gives the same bytes. Memory: about 60 bytes for each different trigram. `progress` may be NULL;
 * it and `sink` get `payload`. 0, MTQC_EARGUMENT (language tag, cut-offs), MTQC_EIO (stopped), MTQC_ENOMEM. */
int mtqc_lexicon_train_ngrams(const char *language, const mtqc_text *segments, size_t count, const unsigned cutoffs[3],
                              mtqc_progress progress, mtqc_sink sink, void *payload, mtqc_error *error);

MTQC_END

#endif
