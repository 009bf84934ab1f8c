#include "str.h"

#include <pthread.h>
#include <stdio.h>

int mq_str_compare(mq_str a, mq_str b) {
  const size_t shorter = a.size < b.size ? a.size : b.size;
  const int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
  return order ? order : (a.size > b.size) - (a.size < b.size);
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

mq_str mq_str_trim(mq_str s) {
  while (s.size && is_space(s.at[0])) s.at++, s.size--;
  while (s.size && is_space(s.at[s.size - 1])) s.size--;
  return s;
}

bool mq_str_split(mq_str *rest, char separator, mq_str *piece) {
  if (!rest->at) return false;
  const char *end = rest->size ? memchr(rest->at, separator, rest->size) : NULL;
  if (!end) {
    *piece = *rest;
    *rest = (mq_str){NULL, 0};
    return true;
  }
  *piece = (mq_str){rest->at, (size_t)(end - rest->at)};
  *rest = (mq_str){end + 1, rest->size - piece->size - 1};
  return true;
}

size_t mq_utf8_put(char *out, uint32_t c) {
  if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = 0xfffd;
  if (c < 0x80) return out[0] = (char)c, 1;
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
  out[0] = (char)(lead[more] | c >> 6 * more);
  for (int i = 1; i <= more; i++) out[i] = (char)(0x80 | (c >> 6 * (more - i) & 0x3f));
  return (size_t)more + 1;
}

static uint64_t mix(uint64_t a, uint64_t b) {
  const __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Little-endian read of 1..8 bytes, the same value on every machine. */
static uint64_t read_word(const unsigned char *p, size_t size) {
  uint64_t word = 0;
  for (size_t i = 0; i < size; i++) word |= (uint64_t)p[i] << (8 * i);
  return word;
}

uint64_t mq_hash(mq_str s) {
  const uint64_t k0 = 0xa0761d6478bd642full, k1 = 0xe7037ed1a0b428dbull;
  const unsigned char *p = (const unsigned char *)s.at;
  uint64_t state = k0 ^ s.size;
  size_t left = s.size;
  for (; left >= 8; p += 8, left -= 8) state = mix(read_word(p, 8) ^ k1, state ^ k0);
  return mix(mix((left ? read_word(p, left) : 0) ^ k1, state ^ k0), k1 ^ s.size);
}

static void reserve(mq_buf *buf, size_t more) {
  if (more < buf->room - buf->size) return;
  if (more > SIZE_MAX / 2 - buf->size) mq_arena_fail(buf->arena);
  size_t room = buf->room ? buf->room * 2 : 64;
  while (room <= buf->size + more) room *= 2;
  char *bigger = mq_arena_alloc(buf->arena, room);
  if (buf->size) memcpy(bigger, buf->at, buf->size);
  buf->at = bigger;
  buf->room = room;
}

void mq_buf_add(mq_buf *buf, const char *bytes, size_t size) {
  reserve(buf, size);
  if (size) memcpy(buf->at + buf->size, bytes, size);
  buf->size += size;
  buf->at[buf->size] = '\0';
}

static locale_t plain_locale;

static void make_plain_locale(void) { plain_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0); }

locale_t mq_plain_locale(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_plain_locale);
  return plain_locale;
}

int mq_vprint(char *out, size_t room, const char *format, va_list arguments) {
  const locale_t before = uselocale(mq_plain_locale());
  const int size = vsnprintf(out, room, format, arguments);
  uselocale(before);
  return size;
}

int mq_print(char *out, size_t room, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int size = mq_vprint(out, room, format, arguments);
  va_end(arguments);
  return size;
}

void mq_buf_vformat(mq_buf *buf, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  const int size = mq_vprint(NULL, 0, format, arguments);
  if (size > 0) {
    reserve(buf, (size_t)size);
    mq_vprint(buf->at + buf->size, (size_t)size + 1, format, again);
    buf->size += (size_t)size;
  }
  va_end(again);
}

void mq_buf_format(mq_buf *buf, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  mq_buf_vformat(buf, format, arguments);
  va_end(arguments);
}

const char *mq_format(mq_arena *arena, const char *format, ...) {
  mq_buf buf = {.arena = arena};
  va_list arguments;
  va_start(arguments, format);
  mq_buf_vformat(&buf, format, arguments);
  va_end(arguments);
  return buf.at ? buf.at : "";
}
