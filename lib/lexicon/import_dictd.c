#define _GNU_SOURCE
/* dictd databases: an index of heads with places in a text, and the text, in the layout of FreeDict.
 *
 *   Damm /dam/ <n, masc>                   head, pronunciation, grammar
 *   1. насыпь, вал                         a sense: number (only if there are several) and translations
 *   durch Anhäufung von Erdmassen ...      gloss in the language of the head: left out
 *   3. плотина 2.                          a number behind it announces the gloss of another sense
 *   Anlage zum Stauen von Wasser
 *    3.                                    (the same on a line of its own)
 *
 * With numbered senses, the lines that begin with a number are translations; without, only the first line
 * below the head. */
#include "import.h"

#include "base/array.h"

static int digit_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool read_base64(mq_str digits, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < digits.size; i++) {
    const int value = digit_value(digits.at[i]);
    if (value < 0 || *out >> 40) return false;
    *out = *out << 6 | (uint64_t)value;
  }
  return digits.size > 0;
}

void mq_import_dictd(mq_str index, mq_str dict, mq_dictd_entry *entry, void *payload) {
  uint64_t last = UINT64_MAX;
  for (mq_str line; mq_str_split(&index, '\n', &line);) {
    mq_str head, offset_digits, size_digits;
    uint64_t offset, size;
    if (!mq_str_split(&line, '\t', &head) || mq_str_starts(head, MQ_STR("00-database")) ||
        mq_str_starts(head, MQ_STR("00database")) || !mq_str_split(&line, '\t', &offset_digits) ||
        !mq_str_split(&line, '\t', &size_digits) || !read_base64(offset_digits, &offset) ||
        !read_base64(mq_str_trim(size_digits), &size) || offset > dict.size || size > dict.size - offset ||
        offset == last)
      continue;
    last = offset;
    entry(payload, (mq_str){dict.at + offset, (size_t)size});
  }
}

typedef struct reader {
  mq_arena *scratch;
  mq_import_sink sink;
} reader;

/* "12. text": cuts the number off. */
static bool take_sense_number(mq_str *line) {
  size_t digits = 0;
  while (digits < line->size && line->at[digits] >= '0' && line->at[digits] <= '9') digits++;
  if (digits == 0 || digits >= line->size || line->at[digits] != '.') return false;
  *line = mq_str_trim((mq_str){line->at + digits + 1, line->size - digits - 1});
  return true;
}

/* "text 2.": cuts the number of the next sense off the end. */
static mq_str without_trailing_number(mq_str line) {
  size_t end = line.size;
  if (end == 0 || line.at[end - 1] != '.') return line;
  size_t digits = end - 1;
  while (digits && line.at[digits - 1] >= '0' && line.at[digits - 1] <= '9') digits--;
  if (digits == end - 1 || (digits && line.at[digits - 1] != ' ')) return line;
  return mq_str_trim((mq_str){line.at, digits});
}

/* The head: up to the pronunciation or the grammar. */
static mq_str head_of(mq_str line) {
  const char *slash = memmem(line.at, line.size, " /", 2), *angle = memmem(line.at, line.size, " <", 2);
  const char *end = slash && (!angle || slash < angle) ? slash : angle;
  return mq_str_trim(end ? (mq_str){line.at, (size_t)(end - line.at)} : line);
}

static void read_translations(const reader *r, mq_str head, mq_str line) {
  mq_buf clean = {.arena = r->scratch}, piece_text = {.arena = r->scratch};
  mq_import_clean(&clean, without_trailing_number(line));
  for (mq_str rest = mq_buf_view(&clean), part; mq_str_split(&rest, ';', &part);)
    for (mq_str piece; mq_str_split(&part, ',', &piece);) {
      piece = mq_str_trim(piece);
      if (piece.size == 0) continue;
      mq_buf_clear(&piece_text);
      mq_buf_str(&piece_text, piece);
      r->sink.pair(r->sink.payload, &(mq_import_pair){head, mq_buf_view(&piece_text), true});
    }
}

static void read_freedict(void *payload, mq_str body) {
  const reader *r = payload;
  mq_arena_clear(r->scratch);
  MQ_ARRAY(mq_str) lines = {0};
  bool numbered = false;
  mq_str first;
  if (!mq_str_split(&body, '\n', &first)) return;
  mq_buf head = {.arena = r->scratch};
  mq_import_clean(&head, head_of(first));
  for (mq_str line; mq_str_split(&body, '\n', &line);) {
    mq_str rest = line;
    if (mq_str_trim(line).size == 0) continue;
    *mq_push(r->scratch, &lines) = line;
    numbered |= take_sense_number(&rest) && rest.size > 0;
  }
  if (head.size == 0) return;
  for (size_t i = 0; i < lines.count; i++) {
    mq_str line = lines.at[i];
    const bool has_number = take_sense_number(&line);
    if (numbered ? has_number && line.size > 0 : i == 0) read_translations(r, mq_buf_view(&head), line);
  }
}

void mq_import_freedict(mq_arena *arena, mq_str index, mq_str dict, mq_import_sink sink) {
  reader r = {mq_import_scratch(arena), sink};
  mq_import_dictd(index, dict, read_freedict, &r);
}
