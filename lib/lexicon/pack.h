/* Language packs: the file format, its checked reading and its writing.
 *
 * A pack is one file that is mapped read-only and used as it lies there; opening verifies the checksums and reads
 * no more than the header and the directory. All numbers are little-endian, every section starts at
 * a multiple of 8, and there are only offsets in it, no addresses. The same inputs give the same bytes.
 *
 *      0  char[8]   "mtqcpack"
 *      8  u64       checksum of the bytes from 16 to the end of the directory (mq_pack_checksum)
 *     16  u64       size of the file
 *     24  u32       version (MQ_PACK_VERSION)
 *     28  u32       1: pack of a language, 2: pack of a pair
 *     32  char[24]  name, filled up with NUL: "de", "ru-de"
 *     56  u32       number of sections, in byte order of their names
 *     60  u32       0
 *     64  sections * { char[40] name, u64 checksum, u64 offset, u64 size }; the checksum is that of
 *                the section and the zeros that fill it up to a multiple of 8
 *      …  the sections
 *
 * Sections (any may be missing; readers skip names they do not know, so a section can be added without a
 * new version):
 *
 *   about                text, one source a line: kind TAB name TAB file TAB rows used TAB licence
 *   table/abbreviations  an own table of a language: its rows without comments, for mq_table_parse
 *   table/ru-de/calques  an own table of a pair, with the direction of its folder
 *   forms                attested forms of a language, see below
 *   stems                snowball stems of the attested forms of five letters and more, laid out
 *                        as forms, all codes 0
 *   ngrams               n-gram model of a language
 *   words/0, words/1     stems of the first and the second language of a pair, with the forms they stand for
 *   index/0, index/1     hash table: stem -> id
 *   links/0, links/1     for every stem of that side its links to stems of the other side
 *
 * forms: which word forms (fold: lower case, NFC, ё as е) are attested, and how frequent they are.
 *
 *      u32 bits, u32 count
 *      u32 starts[2^bits + 1]      entries of bucket b are [starts[b], starts[b + 1])
 *      u32 entries[count]          fingerprint << 8 | code, ascending in each bucket
 *
 *   The top `bits` bits of mq_hash(fold) choose the bucket, the next 24 are the fingerprint. The builder
 *   keeps at most 8 entries a bucket on average, so a form that is not there is taken for attested with a
 *   probability of at most 8 / 2^24 = 5e-7. Code 0: attested without a frequency; 1..255: frequency of
 *   -4 * (code - 1) centibels, that is, to the nearest 10 %.
 *
 * words/S: n stems in ascending byte order; the rank is the id.
 *
 *      u32 n, u32 size of bytes
 *      u32 starts[n + 1]           record of stem i is bytes[starts[i] .. starts[i + 1])
 *      u8  bytes[]                 record: u8 size of the stem, the stem, then up to 16 forms, each ended
 *                                  by NUL, the usual dictionary form first
 *
 * index/S: open addressing with linear probing, at most MQ_PACK_PROBES probes.
 *
 *      u32 bits, u32 0
 *      u32 slots[2^bits]           id + 1, or 0; a stem starts at slot mq_hash(stem) mod 2^bits
 *
 * links/S: compressed rows; links of a stem ascend by the other stem's id, one link a pair of stems (the
 * strongest layer).
 *
 *      u32 n, u32 m
 *      u32 starts[n + 1]           links of stem i are [starts[i], starts[i + 1])
 *      u32 links[m]                id of the other stem << 8 | strength (0..255 for 0..1)
 *      u8  notes[m]                layer (an mq_layer) << 4 | which form of the other stem this link means
 *
 * ngrams: see ngram.h for what it means.
 *
 *      u64 events, u32 cut-offs[3], u32 0
 *      three times: u32 bits, u32 count, u32 starts[2^bits + 1], entries[count], by buckets as in forms
 *      u8 occurrences[count of the first], occurrences[count of the second]     8 * log2 of how often it was seen
 *
 *   Of the key of an n-gram the first 30 bits are used: the top `bits` of them choose the bucket, the last 16 are
 *   the fingerprint. entry: fingerprint << 16 | -32 log10 of its probability << 8 | -64 log10 of its back-off; those
 *   of three events have no back-off, and are u24: fingerprint << 8 | -32 log10 of the probability
 *
 * A damaged file is refused by its checksum. A hostile one whose checksum is right can give wrong answers,
 * but every access is bounded by the section it reads, so it cannot be read out of bounds nor looped in. A
 * pack must not be shortened in place while it is mapped; mq_file_write replaces files by renaming. */
#ifndef MQ_PACK_H
#define MQ_PACK_H

#include "base/file.h"
#include "lexicon.h"

enum { MQ_PACK_VERSION = 3, MQ_PACK_PROBES = 64, MQ_PACK_FORMS = 16 };
enum { MQ_PACK_OF_LANGUAGE = 1, MQ_PACK_OF_PAIR = 2 };

typedef struct mq_pack mq_pack;

/* Maps a pack; it lives in the arena. NULL with MTQC_EIO (no such file, unreadable) or MTQC_EDATA (damaged,
 * foreign, of another version, not of the kind asked for; `kind` 0 takes any). */
const mq_pack *mq_pack_open(mq_arena *arena, const char *path, uint32_t kind, mtqc_error *error);

/* The same for bytes in memory (aligned to 8), which must outlive the pack; `path` is only for messages. */
const mq_pack *mq_pack_view(mq_arena *arena, const char *path, mq_str bytes, uint32_t kind,
                            mtqc_error *error);

uint32_t mq_pack_kind_of(const mq_pack *pack);
mq_str mq_pack_name(const mq_pack *pack);  /* "ru-de" */
mq_str mq_pack_bytes(const mq_pack *pack); /* the whole file */
size_t mq_pack_section_count(const mq_pack *pack);
mq_str mq_pack_section_name(const mq_pack *pack, size_t i);
/* A section's bytes; false if there is none, or if it was not verified yet and is damaged. */
bool mq_pack_section(const mq_pack *pack, mq_str name, mq_str *out);

/* Whether the form with this hash (mq_hash of its fold) is attested; *frequency (centibels) is
 * MQ_FREQUENCY_UNKNOWN where only a word list has it. Works on any pack; a pack without the section knows
 * nothing. */
bool mq_pack_form(const mq_pack *pack, uint64_t fold_hash, int16_t *frequency);

/* Number of attested forms. */
size_t mq_pack_form_count(const mq_pack *pack);

/* Whether the stem with this hash is that of an attested form of at least five letters; false if the pack
 * does not say. */
bool mq_pack_stem_attested(const mq_pack *pack, uint64_t stem_hash);

/* Everything below speaks of a pair pack; `side` is 0 or 1 of the pack's own name, not of the translation. */
size_t mq_pack_stem_count(const mq_pack *pack, int side);
/* Id of a stem given with its mq_hash, or UINT32_MAX. */
uint32_t mq_pack_stem_id(const mq_pack *pack, int side, mq_str stem, uint64_t stem_hash);
/* Text of a stem; empty for an id that is not there. */
mq_str mq_pack_stem(const mq_pack *pack, int side, uint32_t id);
/* The i-th form of a stem ("Verletzung" of "verletz"); empty if there are not that many. Form 0 is the usual
 * one. */
mq_str mq_pack_stem_form(const mq_pack *pack, int side, uint32_t id, size_t i);

typedef struct mq_pack_link {
  uint32_t other;   /* id of a stem of the other side, always below its stem count */
  uint8_t strength; /* 0..255 for 0..1 */
  uint8_t layer;    /* an mq_layer, never above MQ_LAYER_COMPOUND */
  uint8_t form;     /* which form of the other stem: mq_pack_stem_form(pack, !side, other, form) */
} mq_pack_link;

/* Links of a stem: how many there are, and the i-th of them (i below the count). In ascending order of other,
 * so that a pair can be found by mq_pack_link_find. */
size_t mq_pack_link_count(const mq_pack *pack, int side, uint32_t id);
mq_pack_link mq_pack_link_at(const mq_pack *pack, int side, uint32_t id, size_t i);
/* The link between two stems (binary search); false if there is none. */
bool mq_pack_link_find(const mq_pack *pack, int side, uint32_t id, uint32_t other, mq_pack_link *out);

/* What look-ups need of an opened lexicon: the pack of a kind, or NULL; the language of a side, or NULL; and
 * which side of the pair pack a side of the translation is (0 or 1). */
const mq_pack *mq_lexicon_pack(const mq_lexicon *lexicon, mq_pack_kind kind);
const mq_language *mq_lexicon_language(const mq_lexicon *lexicon, mtqc_side side);
int mq_lexicon_pair_side(const mq_lexicon *lexicon, mtqc_side side);

/* Path of a pack given as a file or by its name ("ru-de", in either order), in the arena. */
const char *mq_lexicon_find(mq_arena *arena, const char *path);

/* Writing: sections are added in any order and laid out in the order of their names. */
typedef struct mq_pack_writer mq_pack_writer;
mq_pack_writer *mq_pack_writer_new(mq_arena *arena, uint32_t kind, const char *name);
/* `bytes` must outlive the writer; a name is at most 39 bytes and given once. */
void mq_pack_writer_add(mq_pack_writer *writer, const char *name, mq_str bytes);
/* The finished file, in the arena. */
mq_str mq_pack_writer_finish(mq_pack_writer *writer);

/* Puts the checksums of a file in memory right, as far as its directory and sections lie inside it. The bytes are
 * written to. */
void mq_pack_seal(mq_str bytes);

/* Eight interleaved lanes of mq_hash's mixing step, so that 10 MB take about a millisecond. */
uint64_t mq_pack_checksum(mq_str bytes);

/* Encoders of the sections that have a form of their own. */
typedef struct mq_pack_form_entry {
  uint64_t hash;     /* of the fold */
  int16_t frequency; /* centibels, or MQ_FREQUENCY_UNKNOWN */
} mq_pack_form_entry;
/* Sorts the entries; of equal hashes the highest frequency stays. */
mq_str mq_pack_encode_forms(mq_arena *arena, mq_pack_form_entry *entries, size_t count);

typedef struct mq_pack_stem_entry {
  mq_str stem;
  mq_str forms; /* at most 16, each ended by NUL */
} mq_pack_stem_entry;
/* Stems in ascending order, none twice, each of 1 to 255 bytes. */
mq_str mq_pack_encode_words(mq_arena *arena, const mq_pack_stem_entry *stems, size_t count);
mq_str mq_pack_encode_index(mq_arena *arena, const mq_pack_stem_entry *stems, size_t count);

typedef struct mq_pack_link_entry {
  uint32_t from;
  mq_pack_link link;
} mq_pack_link_entry;
/* Links in ascending order of from and other, none twice. */
mq_str mq_pack_encode_links(mq_arena *arena, const mq_pack_link_entry *links, size_t count,
                            size_t stem_count);

#endif
