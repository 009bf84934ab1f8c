/* Text inside the library: a borrowed slice (mq_str) and a growing buffer in an arena (mq_buf). */
#ifndef MQ_STR_H
#define MQ_STR_H

#include "arena.h"

#include <locale.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

/* A borrowed piece of text, not NUL-terminated. `at` is never NULL when size > 0. */
typedef struct mq_str {
  const char *at;
  size_t size;
} mq_str;

/* mq_str of a string literal. */
#define MQ_STR(literal) ((mq_str){"" literal, sizeof(literal) - 1})

/* For printf: "%.*s", MQ_FMT(str). */
#define MQ_FMT(s) (int)(s).size, (s).at

static inline mq_str mq_str_of(const char *text) { return (mq_str){text, text ? strlen(text) : 0}; }

static inline bool mq_str_equal(mq_str a, mq_str b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

static inline bool mq_str_starts(mq_str s, mq_str prefix) {
  return s.size >= prefix.size && memcmp(s.at, prefix.at, prefix.size) == 0;
}

static inline bool mq_str_ends(mq_str s, mq_str suffix) {
  return s.size >= suffix.size && memcmp(s.at + s.size - suffix.size, suffix.at, suffix.size) == 0;
}

/* Byte order, a prefix before the longer text: negative, 0 or positive. */
int mq_str_compare(mq_str a, mq_str b);

/* ASCII white space off both ends. */
mq_str mq_str_trim(mq_str s);

/* Cuts the piece before the next `separator` off the front of *rest. False when *rest is used up (rest->at == NULL). */
bool mq_str_split(mq_str *rest, char separator, mq_str *piece);

/* Writes a code point as UTF-8 (at most four bytes); its size. What is no code point is written as U+FFFD. */
size_t mq_utf8_put(char *out, uint32_t c);

/* A copy in the arena, NUL-terminated for C's sake. */
static inline mq_str mq_str_copy(mq_arena *arena, mq_str s) {
  return (mq_str){mq_arena_copy(arena, s.at, s.size), s.size};
}

static inline bool mq_is_digit(char c) { return c >= '0' && c <= '9'; }

/* 64-bit hash of bytes (wyhash's mixing step; good spread, no defence against an attacker who knows the seed: tables are
 * therefore bounded by what they hold, never by a probe limit). The same on every machine; packs depend on it. */
uint64_t mq_hash(mq_str s);

/* Growing text. Start from {0} with the arena set; always NUL-terminated once something was added. */
typedef struct mq_buf {
  mq_arena *arena;
  char *at;
  size_t size, room;
} mq_buf;

void mq_buf_add(mq_buf *buf, const char *bytes, size_t size);
static inline void mq_buf_str(mq_buf *buf, mq_str s) { mq_buf_add(buf, s.at, s.size); }
static inline void mq_buf_text(mq_buf *buf, const char *text) { mq_buf_add(buf, text, strlen(text)); }
static inline void mq_buf_char(mq_buf *buf, char c) { mq_buf_add(buf, &c, 1); }
/* printf and the locale in which numbers have a full stop, whatever locale the process has set. */
locale_t mq_plain_locale(void);
int mq_vprint(char *out, size_t room, const char *format, va_list arguments);
int mq_print(char *out, size_t room, const char *format, ...) __attribute__((format(printf, 3, 4)));

void mq_buf_format(mq_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void mq_buf_vformat(mq_buf *buf, const char *format, va_list arguments);
static inline mq_str mq_buf_view(const mq_buf *buf) { return (mq_str){buf->at, buf->size}; }
static inline void mq_buf_clear(mq_buf *buf) { buf->size = 0; }

/* Formatted text in the arena. */
const char *mq_format(mq_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
