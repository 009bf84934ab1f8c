#include "error.h"

#include "str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void mtqc_error_clear(mtqc_error *error) {
  if (error) memset(error, 0, sizeof *error);
}

const char *mtqc_status_name(int32_t code) {
  switch (code) {
  case MTQC_OK: return "MTQC_OK";
  case MTQC_ENOMEM: return "MTQC_ENOMEM";
  case MTQC_EIO: return "MTQC_EIO";
  case MTQC_EINPUT: return "MTQC_EINPUT";
  case MTQC_EARGUMENT: return "MTQC_EARGUMENT";
  case MTQC_EDATA: return "MTQC_EDATA";
  case MTQC_ELIMIT: return "MTQC_ELIMIT";
  default: return "MTQC_E?";
  }
}

/* A path too long for the field keeps its end, which says more. */
static void set_file(mtqc_error *error, const char *file) {
  const size_t size = strlen(file), room = sizeof error->file - 1;
  if (size <= room)
    memcpy(error->file, file, size + 1);
  else
    snprintf(error->file, sizeof error->file, "...%s", file + size - (room - 3));
}

static int set(mtqc_error *error, int code, const char *file, uint32_t line, uint64_t byte, const char *format,
               va_list arguments) {
  if (!error || error->code) return code;
  error->code = code;
  error->line = line;
  error->column = 0;
  error->byte = byte;
  if (file) set_file(error, file);
  mq_vprint(error->text, sizeof error->text, format, arguments);
  return code;
}

int mq_error_set(mtqc_error *error, int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set(error, code, NULL, 0, 0, format, arguments);
  va_end(arguments);
  return code;
}

int mq_error_at(mtqc_error *error, int code, const char *file, uint32_t line, uint64_t byte, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set(error, code, file, line, byte, format, arguments);
  va_end(arguments);
  return code;
}

int mq_error_memory(mtqc_error *error) { return mq_error_set(error, MTQC_ENOMEM, "out of memory"); }
