#define _POSIX_C_SOURCE 200809L
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_file(const char *path, struct stat *info, mtqc_error *error) {
  const int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
  if (fd >= 0 && fstat(fd, info) == 0 && !S_ISDIR(info->st_mode)) return fd;
  const char *reason = fd >= 0 && S_ISDIR(info->st_mode) ? "is a directory" : strerror(errno);
  mq_error_at(error, MTQC_EIO, path, 0, 0, "cannot read: %s", reason);
  if (fd >= 0) close(fd);
  return -1;
}

static void close_fd(void *object) { close((int)(intptr_t)object - 1); }

int mq_file_read(mq_arena *arena, const char *path, size_t limit, mq_str *out, mtqc_error *error) {
  struct stat info;
  const int fd = open_file(path, &info, error);
  if (fd < 0) return MTQC_EIO;
  mq_arena_defer(arena, close_fd, (void *)((intptr_t)fd + 1));
  if (S_ISREG(info.st_mode) && (uint64_t)info.st_size > limit)
    return mq_error_at(error, MTQC_ELIMIT, path, 0, 0, "larger than %zu bytes", limit);
  size_t room = S_ISREG(info.st_mode) ? (size_t)info.st_size + 1 : 64 * 1024, size = 0;
  char *bytes = mq_arena_alloc(arena, room);
  for (;;) {
    if (size == room) {
      char *bigger = mq_arena_array(arena, room, 2);
      memcpy(bigger, bytes, size);
      bytes = bigger;
      room *= 2;
    }
    const ssize_t got = read(fd, bytes + size, room - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return mq_error_at(error, MTQC_EIO, path, 0, 0, "cannot read: %s", strerror(errno));
    if (got == 0) break;
    size += (size_t)got;
    if (size > limit) return mq_error_at(error, MTQC_ELIMIT, path, 0, 0, "larger than %zu bytes", limit);
  }
  *out = (mq_str){bytes, size};
  return MTQC_OK;
}

typedef struct mapping {
  void *at;
  size_t size;
} mapping;

static void unmap(void *object) {
  const mapping *map = object;
  if (map->at) munmap(map->at, map->size);
}

int mq_file_map(mq_arena *arena, const char *path, mq_str *out, mtqc_error *error) {
  mapping *map = mq_arena_alloc(arena, sizeof *map);
  mq_arena_defer(arena, unmap, map);
  struct stat info;
  const int fd = open_file(path, &info, error);
  if (fd < 0) return MTQC_EIO;
  void *at = info.st_size ? mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
  const int problem = errno;
  close(fd);
  if (at == MAP_FAILED) return mq_error_at(error, MTQC_EIO, path, 0, 0, "cannot map: %s", strerror(problem));
  *map = (mapping){at, (size_t)info.st_size};
  *out = (mq_str){at, map->size};
  return MTQC_OK;
}

static bool write_all(int fd, mq_str bytes) {
  while (bytes.size) {
    const ssize_t done = write(fd, bytes.at, bytes.size);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    bytes.at += done;
    bytes.size -= (size_t)done;
  }
  return true;
}

int mq_file_write(const char *path, mq_str bytes, mtqc_error *error) {
  char temporary[4096];
  const int size = snprintf(temporary, sizeof temporary, "%s.tmp-%ld", path, (long)getpid());
  if (size < 0 || (size_t)size >= sizeof temporary) return mq_error_at(error, MTQC_EIO, path, 0, 0, "path too long");
  struct stat info;
  /* A device or a pipe cannot be replaced by a rename. */
  const bool direct = stat(path, &info) == 0 && !S_ISREG(info.st_mode);
  const char *name = direct ? path : temporary;
  const int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return mq_error_at(error, MTQC_EIO, path, 0, 0, "cannot write: %s", strerror(errno));
  bool good = write_all(fd, bytes);
  int problem = errno;
  if (close(fd) != 0 && good) good = false, problem = errno;
  if (good && !direct && rename(temporary, path) != 0) good = false, problem = errno;
  if (good) return MTQC_OK;
  if (!direct) unlink(temporary);
  return mq_error_at(error, MTQC_EIO, path, 0, 0, "cannot write: %s", strerror(problem));
}

bool mq_file_exists(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}
