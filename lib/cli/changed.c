/* Documents that changed: what git says is different from a revision in the working tree, and files that git does not know
 * yet. git is run as a program, with its arguments as they are; nothing passes through a shell. */
#include "cli.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* All of a file in memory, NUL-terminated; false when that was not possible. */
static bool read_all(FILE *file, char **text, size_t *size) {
  FILE *memory = open_memstream(text, size);
  if (!memory) return false;
  bool whole = true;
  char block[4096];
  for (size_t got; whole && (got = fread(block, 1, sizeof block, file)) > 0;) whole = fwrite(block, 1, got, memory) == got;
  return fclose(memory) == 0 && whole && !ferror(file);
}

/* The output of git, NUL-terminated; NULL after telling what is wrong. */
static char *run_git(const char *const arguments[], size_t *size) {
  int ends[2];
  if (pipe(ends) != 0) return cli_fail("git: %s", strerror(errno)), NULL;
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execvp("git", (char *const *)arguments);
    _exit(127);
  }
  close(ends[1]);
  FILE *file = child > 0 ? fdopen(ends[0], "r") : NULL;
  char *text = NULL;
  *size = 0;
  const bool whole = file && read_all(file, &text, size);
  if (file) fclose(file);
  else close(ends[0]);
  int status = -1;
  if (child > 0) waitpid(child, &status, 0);
  if (whole && WIFEXITED(status) && WEXITSTATUS(status) == 0) return text;
  cli_fail("--changed-since: git failed; is this a working tree, and is that a revision?");
  free(text);
  return NULL;
}

/* Whether a path is among names that end in NUL. Names count from the current folder, as --relative makes them. */
static bool is_listed(const char *path, const char *names, size_t size) {
  while (path[0] == '.' && path[1] == '/') path += 2;
  for (const char *name = names; name < names + size; name += strlen(name) + 1)
    if (strcmp(name, path) == 0) return true;
  return false;
}

/* A path as it is from the current folder; `room` is PATH_MAX. */
static const char *relative(const char *path, char *room) {
  char here[PATH_MAX];
  if (path[0] != '/' || !getcwd(here, sizeof here) || !realpath(path, room)) return path;
  const size_t size = strlen(here);
  return strncmp(room, here, size) == 0 && room[size] == '/' ? room + size + 1 : path;
}

bool cli_documents_changed(cli_documents *list, const char *revision) {
  const char *const changed[] = {"git",    "diff", "--name-only", "-z", "--relative", "--end-of-options",
                                 revision, "--",   NULL};
  const char *const unknown[] = {"git", "ls-files", "-z", "--others", "--exclude-standard", NULL};
  size_t sizes[2], kept = 0;
  char *names[2] = {run_git(changed, &sizes[0]), NULL};
  if (names[0]) names[1] = run_git(unknown, &sizes[1]);
  for (size_t i = 0; names[1] && i < list->count; i++) {
    char room[2][PATH_MAX];
    cli_document *document = &list->at[i];
    const char *paths[2] = {relative(document->target, room[0]),
                            document->source ? relative(document->source, room[1]) : NULL};
    bool is = false;
    for (int k = 0; k < 4 && !is; k++) is = paths[k & 1] && is_listed(paths[k & 1], names[k >> 1], sizes[k >> 1]);
    if (is) list->at[kept++] = *document;
    else {
      free(document->source);
      free(document->target);
    }
  }
  const bool good = names[1] != NULL;
  if (good) list->count = kept;
  free(names[0]);
  free(names[1]);
  return good;
}
