/* Finds the packs from where the program and the library lie, so that a build tree, an installation that was moved and
 * a Python wheel work as they are. */
#define _GNU_SOURCE /* dladdr */
#include "folder.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* The nearest of the `most` folders above `path` that has `mark` in it: the mark's path, or NULL. `path` is cut. */
static const char *find_above(mq_arena *arena, char *path, int most, const char *mark) {
  for (int up = 0; up < most; up++) {
    char *slash = strrchr(path, '/');
    if (!slash) return NULL;
    *slash = '\0';
    const char *found = mq_format(arena, "%s/%s", path, mark);
    if (access(found, F_OK) == 0) return found;
  }
  return NULL;
}

/* Path of the running program. */
static bool program_path(char path[PATH_MAX]) {
  const ssize_t size = readlink("/proc/self/exe", path, PATH_MAX - 1);
  path[size > 0 ? size : 0] = '\0';
  return size > 0;
}

static const char *build_folder(mq_arena *arena) {
  char path[PATH_MAX];
  if (!program_path(path) || !find_above(arena, path, 4, "build.ninja")) return NULL;
  return mq_format(arena, "%s/dicts", path);
}

/* Path of the library, or of the program that holds it. */
static bool library_path(char path[PATH_MAX]) {
  static const char here;
  Dl_info library;
  return (dladdr(&here, &library) && realpath(library.dli_fname, path)) || program_path(path);
}

/* Beside bin/mtqc, lib/<system>/libmtqc.so, or the site-packages that hold the library. Wheels of meson-python 0.12
 * leave "share" out; the schema tells their folder from any other of that name. */
static const char *folder_nearby(mq_arena *arena) {
  char path[PATH_MAX];
  const char *found = library_path(path) ? find_above(arena, path, 6, "share/mtqc") : NULL;
  if (found || !library_path(path) || !find_above(arena, path, 6, "mtqc/report.schema.json")) return found;
  return mq_format(arena, "%s/mtqc", path);
}

const char *mq_data_folder(mq_arena *arena) {
  const char *set = getenv("MTQC_DATA");
  if (set && *set) return mq_arena_copy(arena, set, strlen(set));
  const char *folder = build_folder(arena);
  if (!folder) folder = folder_nearby(arena);
  return folder ? folder : MQ_DATA_FOLDER;
}
