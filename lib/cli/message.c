/* Messages: one line each on standard error, whatever bytes a file name holds. */
#include "cli.h"

#include <stdarg.h>
#include <string.h>

static void say(const char *format, va_list arguments) {
  char text[2048];
  vsnprintf(text, sizeof text, format, arguments);
  for (char *p = text; *p; p++)
    if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = '?';
  fprintf(stderr, "mtqc: %s\n", text);
}

int cli_fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  say(format, arguments);
  va_end(arguments);
  return CLI_FAILED;
}

void cli_note(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  say(format, arguments);
  va_end(arguments);
}

int cli_error(const mtqc_error *error) {
  if (!error->file[0]) return cli_fail("%s", error->text);
  const char *file = cli_input_name(error->file);
  if (error->column)
    return cli_fail("%s:%u:%u: %s", file, (unsigned)error->line, (unsigned)error->column, error->text);
  return error->line ? cli_fail("%s:%u: %s", file, (unsigned)error->line, error->text)
                     : cli_fail("%s: %s", file, error->text);
}

enum { LONGEST_NAME = 40 };

/* Levenshtein distance with one row. */
static size_t distance(const char *a, const char *b) {
  const size_t m = strlen(a), n = strlen(b);
  size_t row[LONGEST_NAME + 1];
  if (m > LONGEST_NAME || n > LONGEST_NAME) return LONGEST_NAME;
  for (size_t j = 0; j <= n; j++) row[j] = j;
  for (size_t i = 1; i <= m; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= n; j++) {
      size_t best = diagonal + (a[i - 1] != b[j - 1]);
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[n];
}

const char *cli_nearest(const char *name, const char *(*at)(size_t index)) {
  const char *best = NULL, *other;
  size_t least = strlen(name) / 3 + 2;
  for (size_t i = 0; (other = at(i)); i++) {
    const size_t d = distance(name, other);
    if (d < least) {
      least = d;
      best = other;
    }
  }
  return best;
}
