/* The kinds of dictionaries by name: which files make one up, and who reads them. What dicts/sources.tsv and
 * 'mtqc lexicon import' call a kind is a row of this table. */
#include "import.h"

#include "base/file.h"
#include "lookup.h"

#include <mtqc/lexicon.h>

enum { LARGEST_INPUT = 1 << 30, FILES = 2, SPELLINGS = 2 };

struct mq_import_kind {
  const char *name;
  bool words;                               /* a list of words rather than pairs */
  const char *suffixes[FILES][SPELLINGS];   /* of each file, one of these */
  bool (*read)(mq_arena *arena, const mq_str *files, const mq_import_out *out);
};

static bool read_ding(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  mq_import_ding(arena, files[0], out->pairs);
  return true;
}

static bool read_freedict(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  mq_import_freedict(arena, files[0], files[1], out->pairs);
  return true;
}

static bool read_mueller(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  mq_import_mueller(arena, files[0], files[1], out->pairs);
  return true;
}

static bool read_tsv(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  mq_import_tsv(arena, files[0], out->pairs);
  return true;
}

static bool read_csv(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  mq_import_csv(arena, files[0], out->pairs);
  return true;
}

static bool read_mo(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  return mq_import_mo(arena, files[0], out->pairs);
}

static bool read_words(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  (void)arena;
  mq_import_words(files[0], out->words);
  return true;
}

static bool read_thesaurus(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  mq_import_thesaurus(arena, files[0], out->words);
  return true;
}

static bool read_hunspell(mq_arena *arena, const mq_str *files, const mq_import_out *out) {
  return mq_import_hunspell(arena, files[0], files[1], out->words);
}

static const mq_import_kind kinds[] = {
    {"dictd", false, {{".index"}, {".dict.dz", ".dict"}}, read_freedict},
    {"freedict", false, {{".index"}, {".dict.dz", ".dict"}}, read_freedict},
    {"mueller", false, {{".index"}, {".dict.dz", ".dict"}}, read_mueller},
    {"ding", false, {{""}}, read_ding},
    {"tsv", false, {{""}}, read_tsv},
    {"csv", false, {{""}}, read_csv},
    {"mo", false, {{""}}, read_mo},
    {"words", true, {{""}}, read_words},
    {"thesaurus", true, {{""}}, read_thesaurus},
    {"hunspell", true, {{".aff"}, {".dic"}}, read_hunspell},
};

const mq_import_kind *mq_import_kind_find(mq_str name) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (mq_str_equal(name, mq_str_of(kinds[i].name))) return &kinds[i];
  return NULL;
}

bool mq_import_kind_is_words(const mq_import_kind *kind) { return kind->words; }

static bool is_packed(const char *path) {
  const mq_str name = mq_str_of(path);
  return mq_str_ends(name, MQ_STR(".gz")) || mq_str_ends(name, MQ_STR(".dz"));
}

int mq_import_read(mq_arena *arena, const char *path, mq_str *out, mtqc_error *error) {
  const int status = mq_file_read(arena, path, LARGEST_INPUT, out, error);
  if (status != MTQC_OK || !is_packed(path)) return status;
  return mq_gunzip(arena, path, *out, LARGEST_INPUT, out, error);
}

static int read_file(mq_arena *arena, const mq_import_kind *kind, size_t file, mq_str path, mq_str *out,
                     mtqc_error *error) {
  const char *whole = NULL;
  for (size_t i = 0; i < SPELLINGS && kind->suffixes[file][i]; i++) {
    whole = mq_format(arena, "%.*s%s", MQ_FMT(path), kind->suffixes[file][i]);
    if (mq_file_exists(whole)) break;
  }
  return mq_import_read(arena, whole, out, error);
}

/* Users name any of the files of a dictionary, sources.tsv the part they share. */
static mq_str shared_part(const mq_import_kind *kind, mq_str path) {
  for (size_t file = 0; file < FILES; file++)
    for (size_t i = 0; i < SPELLINGS && kind->suffixes[file][i]; i++) {
      const mq_str suffix = mq_str_of(kind->suffixes[file][i]);
      if (suffix.size && mq_str_ends(path, suffix)) return (mq_str){path.at, path.size - suffix.size};
    }
  return path;
}

int mq_import_file(mq_arena *arena, const mq_import_kind *kind, mq_str path, const mq_import_out *out,
                   mtqc_error *error) {
  mq_str files[FILES] = {{"", 0}, {"", 0}};
  path = shared_part(kind, path);
  for (size_t file = 0; file < FILES && kind->suffixes[file][0]; file++) {
    const int status = read_file(arena, kind, file, path, &files[file], error);
    if (status != MTQC_OK) return status;
  }
  if (kind->read(arena, files, out)) return MTQC_OK;
  return mq_error_at(error, MTQC_EINPUT, mq_str_copy(arena, path).at, 0, 0, "cannot be read as %s", kind->name);
}

/* --- as a table ----------------------------------------------------------------------------------------- */

typedef struct writer {
  mq_buf line;
  mtqc_sink sink;
  void *payload;
  bool stopped;
} writer;

static void end_line(writer *w) {
  mq_buf_char(&w->line, '\n');
  w->stopped = w->stopped || w->sink(w->payload, w->line.at, w->line.size) != 0;
}

static void write_pair(void *payload, const mq_import_pair *pair) {
  writer *w = payload;
  mq_buf_clear(&w->line);
  mq_buf_format(&w->line, "%.*s\t%.*s%s", MQ_FMT(pair->first), MQ_FMT(pair->second), pair->headword ? "" : "\tform");
  end_line(w);
}

static void write_word(void *payload, mq_str word, int16_t frequency) {
  writer *w = payload;
  mq_buf_clear(&w->line);
  mq_buf_str(&w->line, word);
  if (frequency != MQ_FREQUENCY_UNKNOWN) mq_buf_format(&w->line, "\t%d", frequency);
  end_line(w);
}

static int write_table(mq_arena *arena, const char *name, const char *path, mtqc_sink sink, void *payload,
                       mtqc_error *error) {
  const mq_import_kind *kind = mq_import_kind_find(mq_str_of(name));
  if (!kind) return mq_error_set(error, MTQC_EARGUMENT, "there is no kind of dictionary '%.40s'", name);
  writer w = {{.arena = arena}, sink, payload, false};
  const mq_import_out out = {{write_pair, &w}, {write_word, &w}};
  const int status = mq_import_file(arena, kind, mq_str_of(path), &out, error);
  if (status == MTQC_OK && w.stopped) return mq_error_set(error, MTQC_EIO, "output stopped");
  return status;
}

int mtqc_lexicon_import(const char *kind, const char *path, mtqc_sink sink, void *payload, mtqc_error *error) {
  if (!kind || !path || !sink)
    return mq_error_set(error, MTQC_EARGUMENT, "kind, path and sink must be given");
  mq_arena *volatile arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  const int status = write_table(arena, kind, path, sink, payload, error);
  mq_arena_free(arena);
  return status;
}

const char *mtqc_lexicon_import_kind(size_t index) {
  return index < sizeof kinds / sizeof *kinds ? kinds[index].name : NULL;
}
