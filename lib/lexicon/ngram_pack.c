/* How a trained model is kept, and how it lies in a pack.
 *
 * The file under dicts/ (ngrams.bin, packed by gzip) is as small as can be: of each n-gram the first 30 bits of its
 * key, ascending, as differences, in planes, so that gzip finds what is alike:
 *
 *   char[8] "mtqcgram", u64 events, u32 cutoffs[3], u32 counts[3], then for each order
 *   u8  low[count]        difference to the key before, lowest byte
 *   u8  high[]            the rest of each difference, 7 bits a byte, the lowest first, 128 added if more follow
 *   u8  p[count]
 *   u8  back_off[count]   orders 1 and 2
 *   u8  occurrences[count]   orders 1 and 2
 *
 * All numbers are little-endian. */
#include "base/array.h"
#include "ngram.h"

#include <stdlib.h>

enum { BUCKET = 8, HEAD = 40 };

static const char magic[8] = "mtqcgram";

static void put(char *at, uint64_t value, size_t size) {
  for (size_t i = 0; i < size; i++) at[i] = (char)(value >> (8 * i));
}

static uint64_t get(const char *at, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; i++) value |= (uint64_t)(unsigned char)at[i] << (8 * i);
  return value;
}

static uint32_t short_key(const mq_ngram_entry *entry) {
  return (uint32_t)(entry->key >> (64 - MQ_NGRAM_KEY_BITS));
}

static int by_key(const void *a, const void *b) {
  const mq_ngram_entry *x = a, *y = b;
  if (short_key(x) != short_key(y)) return short_key(x) < short_key(y) ? -1 : 1;
  if (x->p != y->p) return x->p < y->p ? -1 : 1;
  return (x->back_off > y->back_off) - (x->back_off < y->back_off);
}

static void sort(mq_ngram_model *model) {
  for (size_t order = 0; order < 3; order++) {
    mq_ngram_entry *entries = model->entries[order];
    size_t kept = 0;
    if (model->counts[order]) qsort(entries, model->counts[order], sizeof *entries, by_key);
    for (size_t i = 0; i < model->counts[order]; i++)
      if (kept == 0 || short_key(&entries[kept - 1]) != short_key(&entries[i])) entries[kept++] = entries[i];
    model->counts[order] = kept;
  }
}

/* --- the file ------------------------------------------------------------------------------------------- */

static void add_keys(mq_buf *out, const mq_ngram_entry *entries, size_t count) {
  for (size_t i = 0; i < count; i++)
    mq_buf_char(out, (char)(short_key(&entries[i]) - (i ? short_key(&entries[i - 1]) : 0)));
  for (size_t i = 0; i < count; i++) {
    uint32_t rest = (short_key(&entries[i]) - (i ? short_key(&entries[i - 1]) : 0)) >> 8;
    for (; rest >= 128; rest >>= 7) mq_buf_char(out, (char)(rest | 128));
    mq_buf_char(out, (char)rest);
  }
}

mq_str mq_ngram_encode(mq_arena *arena, mq_ngram_model *model) {
  mq_buf out = {.arena = arena};
  char head[HEAD];
  sort(model);
  memcpy(head, magic, sizeof magic);
  put(head + 8, model->events, 8);
  for (size_t i = 0; i < 3; i++) {
    put(head + 16 + 4 * i, model->cutoffs[i], 4);
    put(head + 28 + 4 * i, model->counts[i], 4);
  }
  mq_buf_add(&out, head, HEAD);
  for (size_t order = 0; order < 3; order++) {
    const mq_ngram_entry *entries = model->entries[order];
    const size_t count = model->counts[order];
    add_keys(&out, entries, count);
    for (size_t i = 0; i < count; i++) mq_buf_char(&out, (char)entries[i].p);
    for (size_t i = 0; order < 2 && i < count; i++) mq_buf_char(&out, (char)entries[i].back_off);
    for (size_t i = 0; order < 2 && i < count; i++) mq_buf_char(&out, (char)entries[i].count);
  }
  return mq_buf_view(&out);
}

static bool take(mq_str *rest, size_t size, const unsigned char **out) {
  if (rest->size < size) return false;
  *out = (const unsigned char *)rest->at;
  rest->at += size;
  rest->size -= size;
  return true;
}

static bool take_high(mq_str *rest, uint64_t *value) {
  const unsigned char *byte;
  for (unsigned shift = 8; shift < 8 + 28; shift += 7) {
    if (!take(rest, 1, &byte)) return false;
    *value += (uint64_t)(*byte & 127) << shift;
    if (*byte < 128) return true;
  }
  return false;
}

static bool take_keys(mq_str *rest, mq_ngram_entry *entries, size_t count) {
  const unsigned char *low;
  uint64_t key = 0;
  if (!take(rest, count, &low)) return false;
  for (size_t i = 0; i < count; i++) {
    key += low[i];
    if (!take_high(rest, &key) || key >> MQ_NGRAM_KEY_BITS) return false;
    entries[i].key = key << (64 - MQ_NGRAM_KEY_BITS);
  }
  return true;
}

static bool take_order(mq_arena *arena, mq_str *rest, mq_ngram_model *out, size_t order) {
  const size_t count = out->counts[order];
  const unsigned char *p, *back_off = NULL, *occurrences = NULL;
  if (count > rest->size) return false;
  mq_ngram_entry *entries = out->entries[order] = mq_arena_array(arena, count, sizeof *entries);
  if (!take_keys(rest, entries, count) || !take(rest, count, &p) || (order < 2 && !take(rest, count, &back_off)) ||
      (order < 2 && !take(rest, count, &occurrences)))
    return false;
  for (size_t i = 0; i < count; i++) {
    entries[i].p = p[i];
    if (order == 2) continue;
    entries[i].back_off = back_off[i];
    entries[i].count = occurrences[i];
  }
  return true;
}

bool mq_ngram_decode(mq_arena *arena, mq_str file, mq_ngram_model *out) {
  const unsigned char *head;
  *out = (mq_ngram_model){0};
  if (!take(&file, HEAD, &head) || memcmp(head, magic, sizeof magic) != 0) return false;
  out->events = get((const char *)head + 8, 8);
  for (size_t i = 0; i < 3; i++) {
    out->cutoffs[i] = (uint32_t)get((const char *)head + 16 + 4 * i, 4);
    out->counts[i] = (size_t)get((const char *)head + 28 + 4 * i, 4);
  }
  for (size_t order = 0; order < 3; order++)
    if (!take_order(arena, &file, out, order)) return false;
  return file.size == 0;
}

/* --- the section ---------------------------------------------------------------------------------------- */

static void add(mq_buf *out, uint64_t value, size_t size) {
  char bytes[4];
  put(bytes, value, size);
  mq_buf_add(out, bytes, size);
}

static void add32(mq_buf *out, uint64_t value) { add(out, value, 4); }

/* Buckets by the first bits of the key; inside, fingerprints of its last sixteen. */
static void add_order(mq_buf *out, const mq_ngram_entry *entries, size_t count, bool last) {
  uint32_t bits = 0;
  while (count >> bits > BUCKET && bits < 28) bits++;
  add32(out, bits);
  add32(out, count);
  size_t i = 0;
  for (size_t bucket = 0; bucket < (size_t)1 << bits; bucket++) {
    add32(out, i);
    while (i < count && short_key(&entries[i]) >> (MQ_NGRAM_KEY_BITS - bits) == bucket) i++;
  }
  add32(out, count);
  for (i = 0; i < count; i++) {
    const uint64_t known = (uint64_t)(short_key(&entries[i]) & 0xffff) << 8 | entries[i].p;
    if (last) add(out, known, MQ_NGRAM_LAST_ENTRY);
    else add(out, known << 8 | entries[i].back_off, MQ_NGRAM_ENTRY);
  }
}

mq_str mq_ngram_section(mq_arena *arena, mq_ngram_model *model) {
  mq_buf out = {.arena = arena};
  sort(model);
  add32(&out, model->events);
  add32(&out, model->events >> 32);
  for (size_t i = 0; i < 3; i++) add32(&out, model->cutoffs[i]);
  add32(&out, 0);
  for (size_t order = 0; order < 3; order++) add_order(&out, model->entries[order], model->counts[order], order == 2);
  for (size_t order = 0; order < 2; order++)
    for (size_t i = 0; i < model->counts[order]; i++) mq_buf_char(&out, (char)model->entries[order][i].count);
  return mq_buf_view(&out);
}
