/* Compiled message catalogues of gettext (.mo): what a program says, and how a translator said it.
 *
 *      0  u32  0x950412de in the byte order of the machine that made it
 *      8  u32  number of messages, then u32 offset of the table of originals, u32 offset of that of translations;
 *              an entry of a table is u32 length, u32 offset of a text
 *
 * An original may be "context EOT text" and "singular NUL plural"; a translation has as many texts as its language has
 * plural forms. The first of them belongs to the singular, the last to the plural. One mark of a key ("_Open", "&Open")
 * is no part of a text. The empty original is the header of the catalogue. (GNU gettext manual, "The Format of GNU MO
 * Files".) */
#include "import.h"

enum { HEADER = 20 };
static const uint32_t magic = 0x950412de;

typedef struct catalogue {
  mq_str bytes;
  bool swapped; /* made by a machine of big-endian byte order */
} catalogue;

static uint32_t number(const catalogue *c, size_t at) {
  const unsigned char *p = (const unsigned char *)c->bytes.at + at;
  return c->swapped ? (uint32_t)p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24
                    : (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Text i of the table at `table`; false if either lies outside the file. */
static bool text_at(const catalogue *c, uint32_t table, uint32_t i, mq_str *out) {
  const uint64_t entry = (uint64_t)table + 8 * (uint64_t)i;
  if (entry + 8 > c->bytes.size) return false;
  const uint32_t size = number(c, (size_t)entry), at = number(c, (size_t)entry + 4);
  if (at > c->bytes.size || size > c->bytes.size - at) return false;
  *out = (mq_str){c->bytes.at + at, size};
  return true;
}

/* The only one of its kind in the text, before a letter: the mark of a key. Its place, or the size of the text. */
static size_t key_mark(mq_str text, char mark) {
  const char *at = memchr(text.at, mark, text.size);
  if (!at || at + 1 == text.at + text.size || at[1] == ' ') return text.size;
  const size_t place = (size_t)(at - text.at);
  return memchr(at + 1, mark, text.size - place - 1) ? text.size : place;
}

/* One line, without the mark of a key. */
static void clean(mq_buf *out, mq_str text) {
  size_t mark = key_mark(text, '_');
  if (mark == text.size) mark = key_mark(text, '&');
  mq_buf_clear(out);
  mq_buf_add(out, "", 0);
  for (size_t i = 0; i < text.size; i++) {
    if (i == mark) continue;
    const bool space = text.at[i] == ' ' || (text.at[i] >= '\t' && text.at[i] <= '\r');
    if (!space) mq_buf_char(out, text.at[i]);
    else if (out->size && out->at[out->size - 1] != ' ') mq_buf_char(out, ' ');
  }
  while (out->size && out->at[out->size - 1] == ' ') out->size--;
}

static mq_str without_context(mq_str text) {
  const char *end = text.size ? memchr(text.at, '\x04', text.size) : NULL;
  return end ? (mq_str){end + 1, (size_t)(text.at + text.size - end - 1)} : text;
}

typedef struct reader {
  mq_buf original, translation;
  mq_import_sink sink;
} reader;

static void send(reader *r, mq_str original, mq_str translation) {
  clean(&r->original, original);
  clean(&r->translation, translation);
  const mq_import_pair pair = {mq_buf_view(&r->original), mq_buf_view(&r->translation), true};
  if (pair.first.size && pair.second.size) r->sink.pair(r->sink.payload, &pair);
}

static void read_message(reader *r, mq_str original, mq_str translation) {
  mq_str rest = without_context(original), singular, first, last;
  if (rest.size == 0 || translation.size == 0) return;
  mq_str_split(&rest, '\0', &singular);
  mq_str_split(&translation, '\0', &first);
  send(r, singular, first);
  if (rest.size == 0) return;
  for (last = first; translation.at && mq_str_split(&translation, '\0', &last);) continue;
  send(r, rest, last);
}

bool mq_import_mo(mq_arena *arena, mq_str bytes, mq_import_sink sink) {
  catalogue c = {bytes, false};
  if (bytes.size < HEADER) return false;
  c.swapped = number(&c, 0) != magic;
  if (number(&c, 0) != magic) return false;
  reader r = {{.arena = arena}, {.arena = arena}, sink};
  const uint32_t count = number(&c, 8), originals = number(&c, 12), translations = number(&c, 16);
  for (uint32_t i = 0; i < count; i++) {
    mq_str original, translation;
    if (!text_at(&c, originals, i, &original) || !text_at(&c, translations, i, &translation)) return i > 0;
    read_message(&r, original, translation);
  }
  return true;
}
