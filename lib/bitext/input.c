#include "input.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { BLOCK = 256 * 1024 };

static void close_packed(void *file) {
  gzclose(file);
}

static int cannot_read(const char *path, const char *reason, mtqc_error *error) {
  return mq_error_at(error, MTQC_EIO, path, 0, 0, "cannot read: %s", reason);
}

int mq_input_open(mq_input *input, mq_arena *arena, const char *path, mtqc_error *error) {
  mq_input_view(input, arena, path, (mq_str){0});
  struct stat info;
  const int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_read(path, strerror(errno), error);
  if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
    close(fd);
    return cannot_read(path, "is a directory", error);
  }
  /* zlib hands what is not gzipped through as it is. */
  input->packed = gzdopen(fd, "rb");
  if (!input->packed) {
    close(fd);
    mq_arena_fail(arena);
  }
  mq_arena_defer(arena, close_packed, input->packed);
  gzbuffer(input->packed, BLOCK);
  input->ended = false;
  return MTQC_OK;
}

void mq_input_view(mq_input *input, mq_arena *arena, const char *name, mq_str text) {
  *input = (mq_input){.arena = arena, .name = mq_arena_copy(arena, name, strlen(name)), .at = (char *)(text.at ? text.at : ""),
                      .size = text.size, .most = MQ_RECORD_MAX, .ended = true, .place = {0, 1, 1}};
}

/* --- the window --- */

/* Forgets what was taken. */
static void drop_taken(mq_input *input) {
  if (input->next == 0) return;
  mq_input_place(input, input->at + input->next);
  memmove(input->at, input->at + input->next, input->size - input->next);
  if (input->sizes) memmove(input->sizes, input->sizes + input->next, input->size - input->next);
  input->size -= input->next;
  input->next = input->placed = 0;
}

static void make_room(mq_input *input) {
  if (input->room - input->size >= BLOCK) return;
  const size_t room = input->room ? 2 * input->room : (size_t)4 * BLOCK;
  char *at = mq_arena_alloc(input->arena, room);
  if (input->size) memcpy(at, input->at, input->size);
  input->at = at;
  if (input->width == MQ_WIDTH_MIXED) {
    uint8_t *sizes = mq_arena_alloc(input->arena, room);
    if (input->size) memcpy(sizes, input->sizes, input->size);
    input->sizes = sizes;
  }
  input->room = room;
}

static int read_failed(mq_input *input, mtqc_error *error) {
  int number;
  const char *reason = gzerror(input->packed, &number);
  if (number == Z_MEM_ERROR) mq_arena_fail(input->arena);
  if (number == Z_ERRNO) return cannot_read(input->name, strerror(errno), error);
  return mq_error_at(error, MTQC_EINPUT, input->name, 0, 0, "damaged gzip data: %s", reason);
}

/* Bytes of the file into `out`: how many, 0 at the end, or an error. */
static int read_bytes(mq_input *input, char *out, mtqc_error *error) {
  const int got = gzread(input->packed, out, BLOCK);
  if (got < 0) return read_failed(input, error);
  int number = Z_OK;
  if (got == 0) gzerror(input->packed, &number);
  return number == Z_OK || number == Z_STREAM_END ? got : read_failed(input, error);
}

/* Whether the file ends inside a character of two or four bytes. */
static bool is_cut(const mq_input *input) {
  const size_t unit = input->width == MQ_WIDTH_UTF16 ? 2 : input->width == MQ_WIDTH_UTF32 ? 4 : 1;
  return input->total % unit != 0;
}

static size_t take_decoded(mq_input *input, bool last, char *out) {
  if (input->width == MQ_WIDTH_MIXED)
    return mq_decoder_take_sized(input->decoder, &input->raw, last, out, input->sizes + input->size, BLOCK);
  return mq_decoder_take(input->decoder, &input->raw, last, out, BLOCK);
}

/* As read_bytes, decoded. */
static int read_decoded(mq_input *input, char *out, mtqc_error *error) {
  for (bool last = !input->packed;;) {
    const size_t size = take_decoded(input, last, out);
    if (size) return (int)size;
    if (last) return is_cut(input) ? mq_input_error(input, input->place, error, "the file ends inside a character") : 0;
    const size_t rest = input->raw.size;
    memmove(input->block, input->raw.at, rest);
    const int got = read_bytes(input, input->block + rest, error);
    if (got < 0) return got;
    input->raw = (mq_str){input->block, rest + (size_t)got};
    input->total += (size_t)got;
    last = got == 0;
  }
}

int mq_input_more(mq_input *input, mtqc_error *error) {
  if (input->ended) return 0;
  if (input->size - input->next > input->most)
    return mq_error_at(error, MTQC_ELIMIT, input->name, input->place.line, input->place.byte,
                       "a line or element of more than %zu bytes", input->most);
  drop_taken(input);
  make_room(input);
  char *out = input->at + input->size;
  const int got = input->decoder ? read_decoded(input, out, error) : read_bytes(input, out, error);
  if (got < 0) return got;
  input->size += (size_t)got;
  input->ended = got == 0;
  return got > 0;
}

/* --- encoding --- */

/* The word behind `key` in the first bytes, up to a quotation mark, a space or the like; "" if there is none. */
static const char *word_behind(const mq_input *input, mq_str start, mq_str key) {
  for (size_t i = 0; i + key.size < start.size; i++) {
    if (memcmp(start.at + i, key.at, key.size) != 0) continue;
    const char *at = start.at + i + key.size, *end = start.at + start.size;
    if (at < end && (*at == '"' || *at == '\'')) at++;
    const char *from = at;
    while (at < end && at - from < 40 && (isalnum((unsigned char)*at) || strchr("-_:.", *at))) at++;
    return mq_arena_copy(input->arena, from, (size_t)(at - from));
  }
  return "";
}

static const char *declared(const mq_input *input, mq_str start, mq_encoding encoding) {
  if (start.size > 4096) start.size = 4096;
  if (encoding == MQ_ENCODING_DECLARED && mq_str_starts(start, MQ_STR("<?xml"))) {
    const char *end = memchr(start.at, '>', start.size);
    if (end) start.size = (size_t)(end - start.at);
    return word_behind(input, start, MQ_STR("encoding="));
  }
  return encoding == MQ_ENCODING_CHARSET ? word_behind(input, start, MQ_STR("charset=")) : "";
}

/* From now on what was read is raw, and a new window is filled. */
static void decode(mq_input *input) {
  input->total = input->size;
  input->raw = (mq_str){input->at, input->size};
  if (input->packed) input->block = mq_arena_alloc(input->arena, BLOCK + MQ_DECODER_REST);
  input->at = mq_arena_alloc(input->arena, 1);
  input->size = input->room = 0;
  input->ended = false;
}

/* What the first bytes say, or what they look like. */
static const char *told(const mq_input *input, mq_encoding encoding) {
  const mq_str start = {input->at, input->size};
  const char *said = declared(input, start, encoding);
  const bool says = *said && strcmp(said, "CHARSET") != 0; /* the placeholder in templates of gettext */
  return says ? said : mq_encoding_guess(input->arena, start, encoding != MQ_ENCODING_DECLARED);
}

int mq_input_detect(mq_input *input, mq_encoding encoding, const char *named, mtqc_error *error) {
  const int more = mq_input_more(input, error);
  if (more < 0) return more;
  const char *name = *named ? named : told(input, encoding);
  if (mq_encoding_is_utf8(name)) return MTQC_OK;
  input->decoder = mq_decoder_open(input->arena, name, &input->width);
  if (!input->decoder && *named) return mq_error_set(error, MTQC_EARGUMENT, "there is no encoding '%s'", named);
  if (!input->decoder)
    return mq_input_error(input, input->place, error,
                          "the encoding '%s' is not known; the option 'encoding' can name another", name);
  decode(input);
  return MTQC_OK;
}

/* --- places --- */

mq_place mq_input_place(mq_input *input, const char *at) {
  const size_t target = (size_t)(at - input->at);
  if (target > input->placed) {
    const mq_str passed = {input->at + input->placed, target - input->placed};
    if (input->width == MQ_WIDTH_MIXED) mq_place_move_sized(&input->place, passed, input->sizes + input->placed);
    else mq_place_move(&input->place, passed, input->width);
    input->placed = target;
  }
  return input->place;
}

void mq_input_copied(mq_input *input, mq_arena *arena, mq_point_list *points, size_t at, mq_str piece) {
  const mq_place place = mq_input_place(input, piece.at);
  if (input->width == MQ_WIDTH_MIXED)
    mq_places_copied_sized(arena, points, at, piece, place, input->sizes + (piece.at - input->at));
  else mq_places_copied(arena, points, at, piece, place, input->width);
}

int mq_input_error(const mq_input *input, mq_place place, mtqc_error *error, const char *format, ...) {
  char text[sizeof error->text];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  const bool first = error && !error->code;
  mq_error_at(error, MTQC_EINPUT, input->name, place.line, place.byte, "%s", text);
  if (first) error->column = place.column;
  return MTQC_EINPUT;
}

/* --- lines --- */

/* Makes the window hold the next line whole; its size with the line feed, 0 at the end, or an error. */
static int64_t find_line(mq_input *input, mtqc_error *error) {
  for (size_t seen = 0;;) {
    const char *start = input->at + input->next;
    const size_t left = input->size - input->next;
    const char *end = left > seen ? memchr(start + seen, '\n', left - seen) : NULL;
    if (end) return end + 1 - start;
    seen = left;
    const int more = mq_input_more(input, error);
    if (more < 0) return more;
    if (more == 0) return (int64_t)left;
  }
}

int mq_input_line(mq_input *input, mq_str *line, mtqc_error *error) {
  const int64_t size = find_line(input, error);
  if (size <= 0) return (int)size;
  const char *start = input->at + input->next;
  mq_input_place(input, start);
  const char *nul = memchr(start, '\0', (size_t)size);
  if (nul) return mq_input_error(input, mq_input_place(input, nul), error, "NUL byte: this is no text");
  *line = (mq_str){start, (size_t)size};
  if (line->at[line->size - 1] == '\n') line->size--;
  if (line->size && line->at[line->size - 1] == '\r') line->size--;
  input->next += (size_t)size;
  return 1;
}
