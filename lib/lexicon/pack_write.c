/* Writing packs: the encoders of the sections that pack.h draws, and the file around them. Everything is
 * sorted before it is written, so that the bytes depend on the content alone. */
#include "pack.h"

#include "base/array.h"
#include "lookup.h"

#include <assert.h>
#include <stdlib.h>

enum { HEADER = 64, ENTRY = 64, SECTION_NAME = 40, PACK_NAME = 24, BUCKET = 8 };

typedef struct section {
  const char *name;
  mq_str bytes;
} section;

struct mq_pack_writer {
  mq_arena *arena;
  uint32_t kind;
  const char *name;
  MQ_ARRAY(section) sections;
};

static void put32(char *at, uint32_t value) {
  for (int i = 0; i < 4; i++) at[i] = (char)(value >> (8 * i));
}

static void put64(char *at, uint64_t value) {
  put32(at, (uint32_t)value);
  put32(at + 4, (uint32_t)(value >> 32));
}

/* A section of `numbers` 32-bit numbers followed by `size` bytes. */
static char *new_section(mq_arena *arena, uint64_t numbers, uint64_t size, mq_str *out) {
  char *bytes = mq_arena_array(arena, (size_t)(4 * numbers + size), 1);
  *out = (mq_str){bytes, (size_t)(4 * numbers + size)};
  return bytes;
}

mq_pack_writer *mq_pack_writer_new(mq_arena *arena, uint32_t kind, const char *name) {
  assert(strlen(name) < PACK_NAME);
  mq_pack_writer *writer = mq_arena_alloc(arena, sizeof *writer);
  *writer = (mq_pack_writer){.arena = arena, .kind = kind, .name = name};
  return writer;
}

void mq_pack_writer_add(mq_pack_writer *writer, const char *name, mq_str bytes) {
  assert(strlen(name) < SECTION_NAME);
  *mq_push(writer->arena, &writer->sections) = (section){name, bytes};
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const section *)a)->name, ((const section *)b)->name);
}

static size_t aligned(size_t size) {
  return (size + 7) / 8 * 8;
}

mq_str mq_pack_writer_finish(mq_pack_writer *writer) {
  const size_t count = writer->sections.count;
  section *sections = writer->sections.at;
  if (count) qsort(sections, count, sizeof *sections, by_name);
  size_t size = HEADER + ENTRY * count;
  for (size_t i = 0; i < count; i++) size += aligned(sections[i].bytes.size);
  char *file = mq_arena_alloc(writer->arena, size);
  memcpy(file, "mtqcpack", 8);
  put64(file + 16, size);
  put32(file + 24, MQ_PACK_VERSION);
  put32(file + 28, writer->kind);
  memcpy(file + 32, writer->name, strlen(writer->name));
  put32(file + 56, (uint32_t)count);
  size_t offset = HEADER + ENTRY * count;
  for (size_t i = 0; i < count; i++) {
    char *entry = file + HEADER + ENTRY * i;
    memcpy(entry, sections[i].name, strlen(sections[i].name));
    put64(entry + SECTION_NAME + 8, offset);
    put64(entry + SECTION_NAME + 16, sections[i].bytes.size);
    if (sections[i].bytes.size) memcpy(file + offset, sections[i].bytes.at, sections[i].bytes.size);
    offset += aligned(sections[i].bytes.size);
  }
  mq_pack_seal((mq_str){file, size});
  return (mq_str){file, size};
}

static uint64_t get(const char *at, int bytes) {
  uint64_t value = 0;
  for (int i = bytes; i-- > 0;) value = value << 8 | (unsigned char)at[i];
  return value;
}

void mq_pack_seal(mq_str bytes) {
  char *file = (char *)bytes.at;
  const uint64_t count = bytes.size < HEADER ? 0 : get(file + 56, 4);
  if (bytes.size < HEADER || count > (bytes.size - HEADER) / ENTRY) return;
  for (char *entry = file + HEADER; entry < file + HEADER + ENTRY * count; entry += ENTRY) {
    const uint64_t offset = get(entry + SECTION_NAME + 8, 8), size = get(entry + SECTION_NAME + 16, 8);
    if (offset > bytes.size || size > bytes.size - offset) continue;
    const uint64_t left = bytes.size - offset, filled = aligned((size_t)size);
    put64(entry + SECTION_NAME, mq_pack_checksum((mq_str){file + offset, (size_t)(filled < left ? filled : left)}));
  }
  put64(file + 8, mq_pack_checksum((mq_str){file + 16, (size_t)(HEADER - 16 + ENTRY * count)}));
}

static int by_hash(const void *a, const void *b) {
  const mq_pack_form_entry *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->frequency < y->frequency) - (x->frequency > y->frequency);
}

static uint8_t frequency_code(int16_t frequency) {
  if (frequency == MQ_FREQUENCY_UNKNOWN) return 0;
  const int steps = frequency >= 0 ? 0 : (-frequency + 2) / 4;
  return (uint8_t)(steps > 254 ? 255 : steps + 1);
}

/* Sorting by the whole hash sorts by bucket and, inside a bucket, by fingerprint. Forms whose fingerprints
 * collide stay as one entry with the higher frequency. */
static size_t drop_doubles(mq_pack_form_entry *entries, size_t count, uint32_t bits) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    mq_pack_form_entry *last = kept ? &entries[kept - 1] : NULL;
    if (last && last->hash >> (40 - bits) == entries[i].hash >> (40 - bits)) {
      if (entries[i].frequency > last->frequency) last->frequency = entries[i].frequency;
    } else {
      entries[kept++] = entries[i];
    }
  }
  return kept;
}

mq_str mq_pack_encode_forms(mq_arena *arena, mq_pack_form_entry *entries, size_t count) {
  if (count) qsort(entries, count, sizeof *entries, by_hash);
  uint32_t bits = 0;
  while (count >> bits > BUCKET && bits < 28) bits++;
  count = drop_doubles(entries, count, bits);
  const size_t buckets = (size_t)1 << bits;
  mq_str section_bytes;
  char *at = new_section(arena, 2 + buckets + 1 + count, 0, &section_bytes);
  put32(at, bits);
  put32(at + 4, (uint32_t)count);
  char *starts = at + 8, *out = starts + 4 * (buckets + 1);
  size_t i = 0;
  for (size_t bucket = 0; bucket < buckets; bucket++) {
    put32(starts + 4 * bucket, (uint32_t)i);
    for (; i < count && (bits ? entries[i].hash >> (64 - bits) : 0) == bucket; i++) {
      const uint32_t fingerprint = (uint32_t)(entries[i].hash << bits >> 40);
      put32(out + 4 * i, fingerprint << 8 | frequency_code(entries[i].frequency));
    }
  }
  put32(starts + 4 * buckets, (uint32_t)count);
  return section_bytes;
}

mq_str mq_pack_encode_words(mq_arena *arena, const mq_pack_stem_entry *stems, size_t count) {
  size_t size = 0;
  for (size_t i = 0; i < count; i++) size += 1 + stems[i].stem.size + stems[i].forms.size;
  mq_str section_bytes;
  char *at = new_section(arena, 2 + count + 1, size, &section_bytes);
  put32(at, (uint32_t)count);
  put32(at + 4, (uint32_t)size);
  char *starts = at + 8, *records = starts + 4 * (count + 1);
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    const mq_pack_stem_entry *stem = &stems[i];
    assert(stem->stem.size > 0 && stem->stem.size < 256);
    put32(starts + 4 * i, (uint32_t)used);
    records[used++] = (char)stem->stem.size;
    memcpy(records + used, stem->stem.at, stem->stem.size);
    used += stem->stem.size;
    if (stem->forms.size) memcpy(records + used, stem->forms.at, stem->forms.size);
    used += stem->forms.size;
  }
  put32(starts + 4 * count, (uint32_t)used);
  return section_bytes;
}

/* Fills the slots; false if a stem would lie farther from its home than readers look. */
static bool fill_slots(char *slots, size_t slot_count, const mq_pack_stem_entry *stems, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const uint64_t home = mq_hash(stems[i].stem);
    size_t probe = 0;
    for (; probe < MQ_PACK_PROBES; probe++) {
      char *slot = slots + 4 * ((home + probe) & (slot_count - 1));
      if (slot[0] | slot[1] | slot[2] | slot[3]) continue;
      put32(slot, (uint32_t)i + 1);
      break;
    }
    if (probe == MQ_PACK_PROBES) return false;
  }
  return true;
}

mq_str mq_pack_encode_index(mq_arena *arena, const mq_pack_stem_entry *stems, size_t count) {
  uint32_t bits = 1;
  while ((size_t)1 << bits < count + count / 2) bits++;
  for (;; bits++) {
    mq_str section_bytes;
    char *at = new_section(arena, 2 + ((uint64_t)1 << bits), 0, &section_bytes);
    put32(at, bits);
    if (fill_slots(at + 8, (size_t)1 << bits, stems, count)) return section_bytes;
  }
}

mq_str mq_pack_encode_links(mq_arena *arena, const mq_pack_link_entry *links, size_t count,
                            size_t stem_count) {
  mq_str section_bytes;
  char *at = new_section(arena, 2 + stem_count + 1 + count, count, &section_bytes);
  put32(at, (uint32_t)stem_count);
  put32(at + 4, (uint32_t)count);
  char *starts = at + 8, *words = starts + 4 * (stem_count + 1), *notes = words + 4 * count;
  size_t i = 0;
  for (size_t stem = 0; stem < stem_count; stem++) {
    put32(starts + 4 * stem, (uint32_t)i);
    for (; i < count && links[i].from == stem; i++) {
      const mq_pack_link *link = &links[i].link;
      put32(words + 4 * i, link->other << 8 | link->strength);
      notes[i] = (char)(link->layer << 4 | (link->form & 15));
    }
  }
  put32(starts + 4 * stem_count, (uint32_t)i);
  return section_bytes;
}
