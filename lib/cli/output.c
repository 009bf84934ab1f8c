/* Where results go: standard output, or a file that appears only when it is complete. */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool told(const cli_output *output) {
  cli_fail("%s: cannot write: %s", output->path ? output->path : "standard output",
           strerror(output->problem));
  return false;
}

/* A link is followed, so that the file behind it is replaced and not the link. */
static bool name_files(cli_output *output) {
  char *real = realpath(output->path, NULL);
  int size = snprintf(output->real, sizeof output->real, "%s", real ? real : output->path);
  free(real);
  if (size < 0 || (size_t)size >= sizeof output->real) {
    output->problem = ENAMETOOLONG;
    return false;
  }
  struct stat info;
  /* A device or a pipe cannot be replaced by a rename. */
  if (stat(output->real, &info) == 0 && !S_ISREG(info.st_mode)) return true;
  snprintf(output->temporary, sizeof output->temporary, "%s.tmp-%ld", output->real, (long)getpid());
  return true;
}

bool cli_output_open(cli_output *output, const char *path) {
  memset(output, 0, sizeof *output);
  if (!path || strcmp(path, "-") == 0) {
    output->file = stdout;
    return true;
  }
  output->path = path;
  if (!name_files(output)) return told(output);
  output->file = fopen(output->temporary[0] ? output->temporary : output->real, "we");
  if (output->file) return true;
  output->problem = errno;
  return told(output);
}

bool cli_output_append(cli_output *output, const char *path) {
  memset(output, 0, sizeof *output);
  output->path = path;
  output->file = fopen(path, "ae");
  if (output->file) return true;
  output->problem = errno;
  return told(output);
}

/* https://no-color.org */
bool cli_wants_colour(const char *path) {
  const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return !path && !(refused && *refused) && isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

static void note_problem(cli_output *output) {
  if (!output->problem) output->problem = errno ? errno : EIO;
}

int cli_output_sink(void *payload, const char *bytes, size_t size) {
  cli_output *output = payload;
  errno = 0;
  if (size && fwrite(bytes, 1, size, output->file) != size) note_problem(output);
  return output->problem;
}

void cli_output_print(cli_output *output, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  errno = 0;
  if (vfprintf(output->file, format, arguments) < 0) note_problem(output);
  va_end(arguments);
}

bool cli_output_close(cli_output *output, bool good) {
  errno = 0;
  if ((output->path ? fclose(output->file) : fflush(output->file)) != 0) note_problem(output);
  if (good && !output->problem && output->temporary[0] && rename(output->temporary, output->real) != 0)
    note_problem(output);
  if (output->temporary[0] && (!good || output->problem)) unlink(output->temporary);
  if (!output->problem || (output->problem == EPIPE && !output->path)) return true;
  return told(output);
}
