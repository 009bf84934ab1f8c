#include "input.h"

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
  *input = (mq_input){.arena = arena, .name = mq_arena_copy(arena, name, strlen(name)), .at = (char *)text.at,
                      .size = text.size, .ended = true, .place = {0, 1, 1}};
}

/* --- the window --- */

/* Forgets what was taken. */
static void drop_taken(mq_input *input) {
  if (input->next == 0) return;
  mq_input_place(input, input->at + input->next);
  memmove(input->at, input->at + input->next, input->size - input->next);
  input->size -= input->next;
  input->next = input->placed = 0;
}

static void make_room(mq_input *input) {
  if (input->room - input->size >= BLOCK) return;
  const size_t room = input->room ? 2 * input->room : (size_t)4 * BLOCK;
  char *at = mq_arena_alloc(input->arena, room);
  if (input->size) memcpy(at, input->at, input->size);
  input->at = at;
  input->room = room;
}

static int read_failed(mq_input *input, mtqc_error *error) {
  int number;
  const char *reason = gzerror(input->packed, &number);
  if (number == Z_MEM_ERROR) mq_arena_fail(input->arena);
  if (number == Z_ERRNO) return cannot_read(input->name, strerror(errno), error);
  return mq_error_at(error, MTQC_EINPUT, input->name, 0, 0, "damaged gzip data: %s", reason);
}

int mq_input_more(mq_input *input, mtqc_error *error) {
  if (input->ended) return 0;
  if (input->size - input->next >= MQ_RECORD_MAX)
    return mq_error_at(error, MTQC_ELIMIT, input->name, input->place.line, input->place.byte,
                       "a line or element of more than %zu bytes", MQ_RECORD_MAX);
  drop_taken(input);
  make_room(input);
  const int got = gzread(input->packed, input->at + input->size, BLOCK);
  if (got < 0) return read_failed(input, error);
  input->size += (size_t)got;
  if (got > 0) return 1;
  int number;
  gzerror(input->packed, &number);
  if (number != Z_OK && number != Z_STREAM_END) return read_failed(input, error);
  input->ended = true;
  return 0;
}

/* --- places --- */

mq_place mq_input_place(mq_input *input, const char *at) {
  const size_t target = (size_t)(at - input->at);
  if (target > input->placed) {
    mq_place_move(&input->place, (mq_str){input->at + input->placed, target - input->placed}, input->width);
    input->placed = target;
  }
  return input->place;
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
