/* Building a pack: finds the inputs, says in "about" where everything came from, writes the file. A source
 * that is not installed is left out and named there; a malformed own table is an error with its place. */
#include "build.h"

#include "lookup.h"

#include <mtqc/lexicon.h>

#include <dirent.h>
#include <stdlib.h>

enum { LARGEST_INPUT = 1 << 30 };

void mq_build_about(mq_build *build, const char *kind, mq_str name, mq_str file, size_t rows,
                    mq_str licence) {
  mq_buf_format(&build->about, "%s\t%.*s\t%.*s\t%zu\t%.*s\n", kind, MQ_FMT(name), MQ_FMT(file), rows,
                MQ_FMT(licence));
}

bool mq_build_read_table(mq_build *build, const char *name, mq_str *out, int *status, mtqc_error *error) {
  const char *path = mq_format(build->arena, "%s/%s", build->tables, name);
  *status = MTQC_OK;
  if (!mq_file_exists(path)) path = mq_format(build->arena, "%s.gz", path);
  if (!mq_file_exists(path)) return false;
  *status = mq_import_read(build->arena, path, out, error);
  return *status == MTQC_OK;
}

typedef struct counted {
  const mq_import_out *out;
  size_t count;
} counted;

static void count_pair(void *payload, const mq_import_pair *pair) {
  counted *c = payload;
  c->count++;
  c->out->pairs.pair(c->out->pairs.payload, pair);
}

static void count_word(void *payload, mq_str word, int16_t frequency) {
  counted *c = payload;
  c->count++;
  c->out->words.word(c->out->words.payload, word, frequency);
}

static mq_str base_name(mq_str path) {
  for (size_t i = path.size; i; i--)
    if (path.at[i - 1] == '/') return (mq_str){path.at + i, path.size - i};
  return path;
}

size_t mq_build_dictionary(mq_build *build, const char *role, const mq_dictionary *d, const mq_import_out *out) {
  counted c = {.out = out};
  const mq_import_out counting = {{count_pair, &c}, {count_word, &c}};
  const mq_str path = mq_str_of(mq_format(build->arena, "%s%.*s", build->root, MQ_FMT(d->path)));
  const bool found = mq_import_file(build->arena, d->kind, path, &counting, NULL) == MTQC_OK;
  mq_build_about(build, found ? role : "missing", d->name, base_name(d->path), c.count, d->licence);
  return c.count;
}

/* Bytes of the UTF-8 sequence at the start of `text`; 0 if it is none, or a NUL. */
static size_t sequence_size(mq_str text) {
  const unsigned char *p = (const unsigned char *)text.at;
  const size_t size = p[0] < 0x80 ? 1 : p[0] >= 0xc2 && p[0] < 0xe0 ? 2 : (p[0] & 0xf0) == 0xe0 ? 3 : 4;
  if (p[0] == 0 || (p[0] >= 0x80 && p[0] < 0xc2) || p[0] > 0xf4 || size > text.size) return 0;
  for (size_t i = 1; i < size; i++)
    if ((p[i] & 0xc0) != 0x80) return 0;
  const bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
  const bool surrogate = p[0] == 0xed && p[1] >= 0xa0, beyond = p[0] == 0xf4 && p[1] >= 0x90;
  return overlong || surrogate || beyond ? 0 : size;
}

/* Line of the first byte that is no UTF-8 or a NUL; 0 if there is none. */
static uint32_t bad_line(mq_str text) {
  uint32_t line = 1;
  for (size_t i = 0; i < text.size;) {
    const size_t size = sequence_size((mq_str){text.at + i, text.size - i});
    if (size == 0) return line;
    line += text.at[i] == '\n';
    i += size;
  }
  return 0;
}

/* The rows of a table without comments, empty lines and carriage returns. */
static mq_str strip_comments(mq_arena *arena, mq_str text, size_t *rows) {
  mq_buf out = {.arena = arena};
  mq_buf_add(&out, "", 0);
  *rows = 0;
  if (mq_str_starts(text, MQ_STR("\xef\xbb\xbf"))) text.at += 3, text.size -= 3;
  for (mq_str line; mq_str_split(&text, '\n', &line);) {
    if (line.size && line.at[line.size - 1] == '\r') line.size--;
    if (mq_str_trim(line).size == 0 || line.at[0] == '#') continue;
    mq_buf_str(&out, line);
    mq_buf_char(&out, '\n');
    ++*rows;
  }
  return mq_buf_view(&out);
}

/* Name without its ending if it is that of a table; empty if not. */
static mq_str table_name(mq_str file) {
  static const char *const endings[] = {".tsv", ".txt"};
  /* Input of the builder rather than something to look up. */
  if (mq_str_equal(file, MQ_STR("words.tsv")) || mq_str_equal(file, MQ_STR("frequency.tsv")))
    return (mq_str){"", 0};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (mq_str_ends(file, mq_str_of(endings[i])) && file.size > strlen(endings[i]) && file.at[0] != '.')
      return (mq_str){file.at, file.size - strlen(endings[i])};
  return (mq_str){"", 0};
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void close_folder(void *folder) {
  closedir(folder);
}

static int add_table(mq_build *build, const char *folder, const char *file, const char *prefix,
                     mtqc_error *error) {
  mq_str text;
  size_t rows;
  const char *path = mq_format(build->arena, "%s/%s/%s", build->tables, folder, file);
  const int status = mq_file_read(build->arena, path, LARGEST_INPUT, &text, error);
  if (status != MTQC_OK) return status;
  const uint32_t line = bad_line(text);
  if (line) return mq_error_at(error, MTQC_EINPUT, path, line, 0, "not UTF-8");
  const mq_str name = table_name(mq_str_of(file));
  const char *section = mq_format(build->arena, "table/%s%.*s", prefix, MQ_FMT(name));
  if (strlen(section) > 39) return mq_error_at(error, MTQC_EINPUT, path, 0, 0, "name of a table too long");
  text = strip_comments(build->arena, text, &rows);
  mq_pack_writer_add(build->writer, section, text);
  mq_build_about(build, "table", name, mq_str_of(mq_format(build->arena, "%s/%s", folder, file)), rows,
                 MQ_STR("MIT"));
  return MTQC_OK;
}

int mq_build_tables(mq_build *build, const char *name, const char *start, const char *prefix, mtqc_error *error) {
  DIR *folder = opendir(mq_format(build->arena, "%s/%s", build->tables, name));
  if (!folder) return MTQC_OK;
  mq_arena_defer(build->arena, close_folder, folder);
  MQ_ARRAY(char *) files = {0};
  for (const struct dirent *entry; (entry = readdir(folder));)
    if (mq_str_starts(mq_str_of(entry->d_name), mq_str_of(start)) && table_name(mq_str_of(entry->d_name)).size)
      *mq_push(build->arena, &files) = mq_arena_copy(build->arena, entry->d_name, strlen(entry->d_name));
  if (files.count) qsort(files.at, files.count, sizeof *files.at, by_text);
  for (size_t i = 0; i < files.count; i++) {
    const int status = add_table(build, name, files.at[i], prefix, error);
    if (status != MTQC_OK) return status;
  }
  return MTQC_OK;
}

static int read_sources(mq_build *build, mtqc_error *error) {
  mq_str text;
  int status;
  if (!mq_build_read_table(build, "sources.tsv", &text, &status, error)) return status;
  const mq_table table = mq_table_parse(build->arena, text);
  mq_dictionary *list = mq_arena_array(build->arena, table.rows, sizeof *list);
  for (size_t row = 0; row < table.rows; row++) {
    list[row] = (mq_dictionary){mq_import_kind_find(mq_table_field(&table, row, 0)), mq_table_field(&table, row, 1),
                                mq_table_field(&table, row, 2), mq_table_field(&table, row, 3),
                                mq_table_field(&table, row, 4), mq_table_field(&table, row, 5)};
    if (!list[row].kind || list[row].path.size == 0)
      return mq_error_at(error, MTQC_EINPUT, mq_format(build->arena, "%s/sources.tsv", build->tables),
                         (uint32_t)table.lines[row], 0, "unknown kind of dictionary or no path");
  }
  build->dictionaries = list;
  build->dictionary_count = table.rows;
  return MTQC_OK;
}

static bool is_code(mq_str code) {
  for (size_t i = 0; i < code.size; i++)
    if (code.at[i] < 'a' || code.at[i] > 'z') return false;
  return code.size >= 2 && code.size <= 8;
}

static int build_pack(mq_arena *arena, const char *name, const char *tables, const char *root,
                      const char *path, mtqc_error *error) {
  mq_str rest = mq_str_of(name), first, second = {"", 0};
  mq_str_split(&rest, '-', &first);
  const bool pair = rest.at != NULL;
  if (pair) second = rest;
  if (!is_code(first) || (pair && (!is_code(second) || mq_str_equal(first, second))))
    return mq_error_set(error, MTQC_EARGUMENT, "'%.40s' is neither a language (de) nor a pair (ru-de)", name);
  mq_build build = {.arena = arena, .tables = tables, .root = root ? root : "", .about = {.arena = arena}};
  build.writer = mq_pack_writer_new(arena, pair ? MQ_PACK_OF_PAIR : MQ_PACK_OF_LANGUAGE, name);
  int status = read_sources(&build, error);
  if (status != MTQC_OK) return status;
  status = pair ? mq_build_pair(&build, first, second, error) : mq_build_language(&build, first, error);
  if (status != MTQC_OK) return status;
  mq_pack_writer_add(build.writer, "about", mq_buf_view(&build.about));
  return mq_file_write(path, mq_pack_writer_finish(build.writer), error);
}

int mtqc_lexicon_build(const char *name, const char *tables, const char *system_root, const char *path,
                       mtqc_error *error) {
  if (!name || !tables || !path)
    return mq_error_set(error, MTQC_EARGUMENT, "name, tables and path must be given");
  mq_arena *volatile arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  const int status = build_pack(arena, name, tables, system_root, path, error);
  mq_arena_free(arena);
  return status;
}
