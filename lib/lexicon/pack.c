/* Opening and reading packs.
 *
 * Opening verifies the checksums and that each known section is as long as its own header says; all arrays are
 * then known to lie inside the file. What the arrays hold (offsets, ids) is verified at each access instead,
 * because that costs a comparison where a sweep over everything would cost milliseconds. Invariant: no value
 * read from the file is used as an offset, an index or a loop bound before it was compared with the size of
 * what it points into. */
#include "pack.h"

#include "lookup.h"

#include <sys/mman.h>

enum { HEADER = 64, ENTRY = 64, SECTION_NAME = 40, PACK_NAME = 24 };

/* An array of little-endian numbers in the file. */
typedef struct numbers {
  const unsigned char *at;
  size_t count;
} numbers;

typedef struct side {
  numbers stem_starts; /* one more than there are stems; empty if the side has none */
  mq_str records;
  numbers slots;
  numbers link_starts;
  numbers links;
  mq_str notes;
  uint32_t stems;
} side;

/* A set of hashes, laid out as the section "forms". */
typedef struct form_set {
  uint32_t bits;
  numbers starts, entries;
} form_set;

struct mq_pack {
  mq_str bytes;
  uint32_t kind;
  size_t sections;
  form_set forms, form_stems;
  side sides[2];
};

const char *mq_layer_name(mq_layer layer) {
  static const char *const names[] = {"none", "equal",  "own",   "dictionary", "trained",
                                      "name", "phrase", "pivot", "cognate",    "compound"};
  return (size_t)layer < sizeof names / sizeof *names ? names[layer] : "none";
}

static uint32_t read32(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t read64(const unsigned char *p) {
  return read32(p) | (uint64_t)read32(p + 4) << 32;
}

static uint32_t number(numbers array, size_t i) {
  return read32(array.at + 4 * i);
}

enum { LANES = 8 /* of the checksum: as many products at a time as a processor has on the way */ };

static uint64_t mix(uint64_t a, uint64_t b) {
  const __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t mq_pack_checksum(mq_str bytes) {
  const uint64_t key = 0xe7037ed1a0b428db;
  uint64_t lanes[LANES] = {0xa0761d6478bd642f, 0x8ebc6af09c88c6e3, 0x589965cc75374cc3, 0x1d8e4e27c47d124f,
                           0xeb44accab455d165, 0x9c8e6b1d5a2f4c37, 0xc3a5c85c97cb3127, 0x5851f42d4c957f2d};
  const unsigned char *p = (const unsigned char *)bytes.at;
  const size_t stride = LANES * sizeof *lanes, whole = bytes.size / stride, left = bytes.size % stride;
  for (size_t i = 0; i < whole; i++, p += stride)
    for (size_t lane = 0; lane < LANES; lane++) lanes[lane] = mix(read64(p + 8 * lane) ^ key, lanes[lane]);
  uint64_t sum = (left ? mq_hash((mq_str){(const char *)p, left}) : 0) ^ bytes.size;
  for (size_t lane = 0; lane < LANES; lane++) sum = mix(sum ^ key, lanes[lane]);
  return sum;
}

/* Takes `count` numbers off the front of a section. */
static bool take_numbers(mq_str *rest, uint64_t count, numbers *out) {
  if (count > rest->size / 4) return false;
  *out = (numbers){(const unsigned char *)rest->at, (size_t)count};
  rest->at += 4 * count;
  rest->size -= (size_t)(4 * count);
  return true;
}

static bool take_pair(mq_str *rest, uint32_t *a, uint32_t *b) {
  numbers pair;
  if (!take_numbers(rest, 2, &pair)) return false;
  *a = number(pair, 0);
  *b = number(pair, 1);
  return true;
}

static bool read_forms(const mq_pack *pack, const char *name, form_set *set) {
  mq_str section;
  uint32_t count;
  return !mq_pack_section(pack, mq_str_of(name), &section) ||
         (take_pair(&section, &set->bits, &count) && set->bits <= 28 &&
          take_numbers(&section, ((uint64_t)1 << set->bits) + 1, &set->starts) &&
          take_numbers(&section, count, &set->entries) && section.size == 0);
}

static bool read_words(side *s, mq_str section) {
  uint32_t count, size;
  if (!take_pair(&section, &count, &size) || count > UINT32_MAX >> 8 ||
      !take_numbers(&section, (uint64_t)count + 1, &s->stem_starts) || section.size != size)
    return false;
  s->records = section;
  s->stems = count;
  return true;
}

static bool read_index(side *s, mq_str section) {
  uint32_t bits, zero;
  return take_pair(&section, &bits, &zero) && bits <= 28 &&
         take_numbers(&section, (uint64_t)1 << bits, &s->slots) && section.size == 0;
}

static bool read_links(side *s, mq_str section) {
  uint32_t stems, count;
  if (!take_pair(&section, &stems, &count) || stems != s->stems ||
      !take_numbers(&section, (uint64_t)stems + 1, &s->link_starts) ||
      !take_numbers(&section, count, &s->links) || section.size != count)
    return false;
  s->notes = section;
  return true;
}

static bool read_section(mq_pack *pack, const char *name, int number_of_side,
                         bool (*reader)(side *s, mq_str section)) {
  mq_str section;
  return !mq_pack_section(pack, mq_str_of(name), &section) || reader(&pack->sides[number_of_side], section);
}

static bool read_known_sections(mq_pack *pack) {
  return read_forms(pack, "forms", &pack->forms) && read_forms(pack, "stems", &pack->form_stems) &&
         read_section(pack, "words/0", 0, read_words) && read_section(pack, "words/1", 1, read_words) &&
         read_section(pack, "index/0", 0, read_index) && read_section(pack, "index/1", 1, read_index) &&
         read_section(pack, "links/0", 0, read_links) && read_section(pack, "links/1", 1, read_links);
}

static const unsigned char *entry_at(const mq_pack *pack, size_t i) {
  return (const unsigned char *)pack->bytes.at + HEADER + ENTRY * i;
}

/* Every section inside the file, at its alignment, behind the directory, in order of names. */
static bool directory_is_sound(const mq_pack *pack) {
  for (size_t i = 0; i < pack->sections; i++) {
    const unsigned char *entry = entry_at(pack, i);
    const uint64_t offset = read64(entry + SECTION_NAME + 8), size = read64(entry + SECTION_NAME + 16);
    if (offset < HEADER + ENTRY * pack->sections || offset % 8 || offset > pack->bytes.size ||
        size > pack->bytes.size - offset)
      return false;
    if (i && mq_str_compare(mq_pack_section_name(pack, i - 1), mq_pack_section_name(pack, i)) >= 0)
      return false;
  }
  return true;
}

static int complain(mtqc_error *error, const char *path, const char *what) {
  return mq_error_at(error, MTQC_EDATA, path, 0, 0, "%s", what);
}

static int check_header(const char *path, mq_str bytes, uint32_t kind, mtqc_error *error) {
  const unsigned char *header = (const unsigned char *)bytes.at;
  if (bytes.size < HEADER || memcmp(header, "mtqcpack", 8) != 0)
    return complain(error, path, "not a language pack");
  if (read64(header + 16) != bytes.size)
    return mq_error_at(error, MTQC_EDATA, path, 0, 0, "language pack cut off or damaged: %zu bytes, not %llu",
                       bytes.size, (unsigned long long)read64(header + 16));
  if (read32(header + 24) != MQ_PACK_VERSION)
    return mq_error_at(error, MTQC_EDATA, path, 0, 0, "language pack of version %u, not %d; build it anew",
                       read32(header + 24), MQ_PACK_VERSION);
  if (read32(header + 56) > (bytes.size - HEADER) / ENTRY)
    return complain(error, path, "damaged language pack: directory out of bounds");
  if (read64(header + 8) !=
      mq_pack_checksum((mq_str){bytes.at + 16, HEADER - 16 + (size_t)ENTRY * read32(header + 56)}))
    return complain(error, path, "damaged language pack: wrong checksum");
  const uint32_t found = read32(header + 28);
  if (found != MQ_PACK_OF_LANGUAGE && found != MQ_PACK_OF_PAIR)
    return complain(error, path, "damaged language pack");
  if (kind && found != kind)
    return complain(error, path,
                    found == MQ_PACK_OF_PAIR ? "pack of a pair, not of a language"
                                             : "pack of a language, not of a pair");
  return MTQC_OK;
}

/* The bytes of section i; the directory is sound. */
static mq_str section_bytes(const mq_pack *pack, size_t i) {
  const unsigned char *entry = entry_at(pack, i);
  return (mq_str){pack->bytes.at + read64(entry + SECTION_NAME + 8), (size_t)read64(entry + SECTION_NAME + 16)};
}

/* Whether the bytes of section i, and those that fill it up to a multiple of 8, are what they were. */
static bool is_whole(const mq_pack *pack, size_t i) {
  const mq_str section = section_bytes(pack, i);
  const size_t left = pack->bytes.size - (size_t)(section.at - pack->bytes.at), filled = (section.size + 7) / 8 * 8;
  const mq_str checked = {section.at, filled < left ? filled : left};
  return read64(entry_at(pack, i) + SECTION_NAME) == mq_pack_checksum(checked);
}

static bool sections_are_whole(const mq_pack *pack) {
  for (size_t i = 0; i < pack->sections; i++)
    if (!is_whole(pack, i)) return false;
  return true;
}

const mq_pack *mq_pack_view(mq_arena *arena, const char *path, mq_str bytes, uint32_t kind, mtqc_error *error) {
  if (check_header(path, bytes, kind, error) != MTQC_OK) return NULL;
  mq_pack *pack = mq_arena_alloc(arena, sizeof *pack);
  const unsigned char *header = (const unsigned char *)bytes.at;
  pack->bytes = bytes;
  pack->kind = read32(header + 28);
  pack->sections = read32(header + 56);
  const char *problem = !directory_is_sound(pack)    ? "damaged language pack: section out of bounds"
                        : !sections_are_whole(pack)  ? "damaged language pack: wrong checksum"
                        : !read_known_sections(pack) ? "damaged language pack: section out of bounds"
                                                     : NULL;
  if (!problem) return pack;
  complain(error, path, problem);
  return NULL;
}

/* Verifying has brought all of the file into the process; what a run has need of comes again, and the rest may go. */
static void release_pages(mq_str bytes) {
  if (bytes.size) madvise((void *)bytes.at, bytes.size, MADV_DONTNEED);
}

const mq_pack *mq_pack_open(mq_arena *arena, const char *path, uint32_t kind, mtqc_error *error) {
  mq_str bytes;
  if (mq_file_map(arena, path, &bytes, error) != MTQC_OK) return NULL;
  const mq_pack *pack = mq_pack_view(arena, path, bytes, kind, error);
  release_pages(bytes);
  return pack;
}

uint32_t mq_pack_kind_of(const mq_pack *pack) {
  return pack->kind;
}

static mq_str fixed_text(const unsigned char *at, size_t room) {
  const unsigned char *end = memchr(at, 0, room);
  return (mq_str){(const char *)at, end ? (size_t)(end - at) : room};
}

mq_str mq_pack_name(const mq_pack *pack) {
  return fixed_text((const unsigned char *)pack->bytes.at + 32, PACK_NAME);
}

mq_str mq_pack_bytes(const mq_pack *pack) {
  return pack->bytes;
}

size_t mq_pack_section_count(const mq_pack *pack) {
  return pack->sections;
}

mq_str mq_pack_section_name(const mq_pack *pack, size_t i) {
  return i < pack->sections ? fixed_text(entry_at(pack, i), SECTION_NAME) : (mq_str){"", 0};
}

bool mq_pack_section(const mq_pack *pack, mq_str name, mq_str *out) {
  for (size_t low = 0, high = pack->sections; low < high;) {
    const size_t middle = low + (high - low) / 2;
    const int order = mq_str_compare(mq_pack_section_name(pack, middle), name);
    if (order == 0) {
      *out = section_bytes(pack, middle);
      return true;
    }
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

/* The entry of a hash; false if it is not in the set. */
static bool form_entry(const form_set *set, uint64_t hash, uint32_t *entry) {
  if (!set->starts.count) return false;
  const size_t bucket = set->bits ? (size_t)(hash >> (64 - set->bits)) : 0;
  const uint32_t fingerprint = (uint32_t)(hash << set->bits >> 40);
  const uint32_t end = number(set->starts, bucket + 1);
  if (end > set->entries.count) return false;
  for (uint32_t i = number(set->starts, bucket); i < end; i++) {
    *entry = number(set->entries, i);
    if (*entry >> 8 == fingerprint) return true;
  }
  return false;
}

size_t mq_pack_form_count(const mq_pack *pack) { return pack->forms.entries.count; }

bool mq_pack_form(const mq_pack *pack, uint64_t fold_hash, int16_t *frequency) {
  uint32_t entry;
  *frequency = MQ_FREQUENCY_UNKNOWN;
  if (!form_entry(&pack->forms, fold_hash, &entry)) return false;
  if (entry & 255) *frequency = (int16_t)(-4 * (int)((entry & 255) - 1));
  return true;
}

bool mq_pack_stem_attested(const mq_pack *pack, uint64_t stem_hash) {
  uint32_t entry;
  return form_entry(&pack->form_stems, stem_hash, &entry);
}

size_t mq_pack_stem_count(const mq_pack *pack, int side_number) {
  return pack->sides[side_number].stems;
}

/* The record of a stem, cut at its stem; false for an id or a record that is not sound. */
static bool record_of(const mq_pack *pack, int side_number, uint32_t id, mq_str *stem, mq_str *forms) {
  const side *s = &pack->sides[side_number];
  if (id >= s->stems) return false;
  const uint32_t start = number(s->stem_starts, id), end = number(s->stem_starts, (size_t)id + 1);
  if (start >= end || end > s->records.size) return false;
  const size_t size = (unsigned char)s->records.at[start];
  if (size >= end - start) return false;
  *stem = (mq_str){s->records.at + start + 1, size};
  *forms = (mq_str){stem->at + size, end - start - 1 - size};
  return true;
}

mq_str mq_pack_stem(const mq_pack *pack, int side_number, uint32_t id) {
  mq_str stem, forms;
  return record_of(pack, side_number, id, &stem, &forms) ? stem : (mq_str){"", 0};
}

mq_str mq_pack_stem_form(const mq_pack *pack, int side_number, uint32_t id, size_t i) {
  mq_str stem, rest, form;
  if (!record_of(pack, side_number, id, &stem, &rest)) return (mq_str){"", 0};
  for (size_t k = 0; rest.size && mq_str_split(&rest, '\0', &form); k++)
    if (k == i) return form;
  return (mq_str){"", 0};
}

uint32_t mq_pack_stem_id(const mq_pack *pack, int side_number, mq_str stem, uint64_t stem_hash) {
  const numbers slots = pack->sides[side_number].slots;
  for (size_t probe = 0; slots.count && probe < MQ_PACK_PROBES; probe++) {
    const uint32_t value = number(slots, (stem_hash + probe) & (slots.count - 1));
    if (value == 0) break;
    mq_str found, forms;
    if (record_of(pack, side_number, value - 1, &found, &forms) && mq_str_equal(found, stem))
      return value - 1;
  }
  return UINT32_MAX;
}

/* Bounds of a stem's links; an empty range if anything is unsound. */
static uint32_t link_start(const mq_pack *pack, int side_number, uint32_t id, size_t *count) {
  const side *s = &pack->sides[side_number];
  *count = 0;
  if (!s->link_starts.count || id >= s->stems || !pack->sides[!side_number].stems) return 0;
  const uint32_t start = number(s->link_starts, id), end = number(s->link_starts, (size_t)id + 1);
  if (start > end || end > s->links.count) return 0;
  *count = end - start;
  return start;
}

static mq_pack_link link_of(const mq_pack *pack, int side_number, size_t i) {
  const side *s = &pack->sides[side_number];
  const uint32_t word = number(s->links, i);
  const uint8_t note = (uint8_t)s->notes.at[i];
  if (word >> 8 >= pack->sides[!side_number].stems || note >> 4 > MQ_LAYER_COMPOUND)
    return (mq_pack_link){0, 0, 0, 0};
  return (mq_pack_link){word >> 8, (uint8_t)word, note >> 4, note & 15};
}

size_t mq_pack_link_count(const mq_pack *pack, int side_number, uint32_t id) {
  size_t count;
  link_start(pack, side_number, id, &count);
  return count;
}

mq_pack_link mq_pack_link_at(const mq_pack *pack, int side_number, uint32_t id, size_t i) {
  size_t count;
  const uint32_t start = link_start(pack, side_number, id, &count);
  return i < count ? link_of(pack, side_number, start + i) : (mq_pack_link){0, 0, 0, 0};
}

bool mq_pack_link_find(const mq_pack *pack, int side_number, uint32_t id, uint32_t other, mq_pack_link *out) {
  size_t count;
  const uint32_t start = link_start(pack, side_number, id, &count);
  for (size_t low = 0, high = count; low < high;) {
    const size_t middle = low + (high - low) / 2;
    const uint32_t found = number(pack->sides[side_number].links, start + middle) >> 8;
    if (found == other) {
      *out = link_of(pack, side_number, start + middle);
      return out->layer != MQ_LAYER_NONE;
    }
    if (found < other) low = middle + 1;
    else high = middle;
  }
  return false;
}
