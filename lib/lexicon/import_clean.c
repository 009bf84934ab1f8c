/* What all dictionary formats share: notes in brackets and marks that are no part of a word. */
#include "import.h"

static void free_arena(void *object) {
  mq_arena_free(object);
}

mq_arena *mq_import_scratch(mq_arena *arena) {
  mq_arena *scratch = mq_arena_new();
  if (!scratch) mq_arena_fail(arena);
  mq_arena_defer(arena, free_arena, scratch);
  memcpy(mq_arena_escape(scratch), mq_arena_escape(arena), sizeof(jmp_buf));
  return scratch;
}

/* Closing bracket of an opening one, or 0. */
static char closing(char c) {
  switch (c) {
  case '(':
    return ')';
  case '[':
    return ']';
  case '{':
    return '}';
  case '<':
    return '>';
  default:
    return 0;
  }
}

/* Bytes of a bracketed note at the start of `text`, nested brackets included; 0 if it is never closed. */
static size_t note_size(mq_str text) {
  size_t depth = 0;
  const char open = text.at[0], close = closing(open);
  for (size_t i = 0; i < text.size; i++) {
    if (text.at[i] == open) depth++;
    if (text.at[i] == close && --depth == 0) return i + 1;
  }
  return 0;
}

/* U+0301 behind a Cyrillic letter, as dictionaries mark the stress. */
static bool is_stress_mark(mq_str text, size_t i) {
  const unsigned char *p = (const unsigned char *)text.at;
  return i >= 2 && i + 1 < text.size && p[i] == 0xcc && p[i + 1] == 0x81 && (p[i - 2] & 0xfc) == 0xd0;
}

static bool is_space(mq_str text, size_t i, size_t *size) {
  const char c = text.at[i];
  *size = 1;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return true;
  *size = 2;
  return i + 1 < text.size && memcmp(text.at + i, "\xc2\xa0", 2) == 0;
}

void mq_import_clean(mq_buf *out, mq_str text) {
  mq_buf_clear(out);
  mq_buf_add(out, "", 0);
  /* One unclosed bracket means that all later ones of the same text may be unclosed: looked for once only. */
  bool whole = true;
  for (size_t i = 0; i < text.size;) {
    size_t size = closing(text.at[i]) && whole ? note_size((mq_str){text.at + i, text.size - i}) : 0;
    if (size == 0 && closing(text.at[i])) {
      whole = false;
      size = 1;
    }
    if (size) {
      i += size;
    } else if (is_stress_mark(text, i)) {
      i += 2;
    } else if (is_space(text, i, &size)) {
      if (out->size && out->at[out->size - 1] != ' ') mq_buf_char(out, ' ');
      i += size;
    } else {
      mq_buf_char(out, text.at[i++]);
    }
  }
  while (out->size && out->at[out->size - 1] == ' ') out->at[--out->size] = '\0';
}
