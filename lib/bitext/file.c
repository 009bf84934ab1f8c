/* Plain text files as they are given: every byte is kept, so that offsets in a report point into the file.
 * Only what cannot be text for us is refused, with a word on what to do: UTF-16 and UTF-32, known by their
 * byte order marks, and anything with NUL bytes. */
#include "base/file.h"

#include <mtqc/bitext.h>

struct mtqc_file {
  mq_arena *arena;
  mq_str text;
};

/* UTF-32 comes first: its little-endian mark begins with that of UTF-16. */
static const char *wide_encoding(mq_str text) {
  if (mq_str_starts(text, MQ_STR("\xff\xfe\0\0")) || mq_str_starts(text, MQ_STR("\0\0\xfe\xff")))
    return "UTF-32";
  if (mq_str_starts(text, MQ_STR("\xff\xfe")) || mq_str_starts(text, MQ_STR("\xfe\xff"))) return "UTF-16";
  return NULL;
}

static int check_text(const char *path, mq_str text, mtqc_error *error) {
  const char *encoding = wide_encoding(text);
  if (encoding)
    return mq_error_at(error, MTQC_EINPUT, path, 0, 0,
                       "the text is %s; convert it to UTF-8, for example with iconv -f %s -t UTF-8", encoding,
                       encoding);
  const char *nul = text.size ? memchr(text.at, '\0', text.size) : NULL;
  if (nul)
    return mq_error_at(error, MTQC_EINPUT, path, 0, (uint64_t)(nul - text.at),
                       "binary file (NUL byte at offset %zu); plain text in UTF-8 is needed",
                       (size_t)(nul - text.at));
  return MTQC_OK;
}

mtqc_file *mtqc_file_read(const char *path, mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (!arena || mq_arena_try(arena)) {
    mq_arena_free(arena);
    mq_error_memory(error);
    return NULL;
  }
  mtqc_file *file = mq_arena_alloc(arena, sizeof *file);
  file->arena = arena;
  if (mq_file_read(arena, path, MTQC_TEXT_MAX, &file->text, error) == MTQC_OK &&
      check_text(path, file->text, error) == MTQC_OK)
    return file;
  mq_arena_free(arena);
  return NULL;
}

void mtqc_file_free(mtqc_file *file) {
  if (file) mq_arena_free(file->arena);
}

mtqc_text mtqc_file_text(const mtqc_file *file) {
  return (mtqc_text){file->text.at, file->text.size};
}
