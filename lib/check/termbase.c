/* Reading a termbase: rows into concepts. Rows with the same source term and context are one concept. */
#include "termbase.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/table.h"

enum { COLUMN_SOURCE, COLUMN_TARGET, COLUMN_STATUS, COLUMN_CONTEXT, COLUMN_COUNT };
enum { MOST_COLUMNS = 64 };

typedef struct reader {
  mq_termbase *base;
  const mq_setup *setup;
  const char *path;
  mq_map concepts; /* source TAB context -> concept + 1 */
  size_t column[COLUMN_COUNT]; /* in the file */
  size_t line;
} reader;

mq_termbase *mq_termbase_new(const mq_setup *setup) {
  mq_termbase *base = mq_arena_alloc(setup->arena, sizeof *base);
  base->parts.arena = setup->arena;
  base->target = mq_phrases_new(setup->arena, setup->target);
  if (!setup->source) return base;
  base->source = mq_phrases_new(setup->arena, setup->source);
  base->contexts = mq_phrases_new(setup->arena, setup->source);
  return base;
}

static bool is_one_word(mq_str text) {
  return text.size && !memchr(text.at, ' ', text.size) && !memchr(text.at, '-', text.size);
}

static mq_str stem_of(const mq_setup *setup, const mq_language *language, mq_str text) {
  if (!is_one_word(text)) return (mq_str){0};
  return mq_stem(setup->arena, language, mq_fold(setup->arena, text));
}

static uint32_t add_concept(reader *r, mq_str source, mq_str context) {
  const mq_setup *setup = r->setup;
  const mq_str key =
      mq_str_of(mq_format(setup->arena, "%.*s\t%.*s", MQ_FMT(mq_fold(setup->arena, source)), MQ_FMT(context)));
  uint32_t *known = mq_map_add(&r->concepts, key, NULL);
  if (*known) return *known - 1;
  const uint32_t concept = (uint32_t)r->base->concepts.count;
  *known = concept + 1;
  *mq_push(setup->arena, &r->base->concepts) = (mq_term_concept){source, context.size > 0, MQ_NO_ID, MQ_NO_ID};
  if (!setup->source) return concept;
  mq_phrases_add(r->base->source, source, concept);
  const mq_str stem = stem_of(setup, setup->source, source);
  if (stem.size) *mq_map_add(&r->base->parts, stem, NULL) = concept + 1;
  for (mq_str piece; mq_str_split(&context, ';', &piece);)
    mq_phrases_add(r->base->contexts, mq_str_trim(piece), concept);
  return concept;
}

static void add_rendering(reader *r, uint32_t concept, mq_str text, mq_term_status status) {
  const uint32_t rendering = (uint32_t)r->base->renderings.count;
  mq_term_concept *of = &r->base->concepts.at[concept];
  *mq_push(r->setup->arena, &r->base->renderings) =
      (mq_term_rendering){concept, status, text, stem_of(r->setup, r->setup->target, text)};
  *mq_push(r->setup->arena, &r->base->next) = MQ_NO_ID;
  mq_phrases_add(r->base->target, text, rendering);
  if (of->first_rendering == MQ_NO_ID) of->first_rendering = rendering;
  else r->base->next.at[of->last_rendering] = rendering;
  of->last_rendering = rendering;
}

/* What is wrong with a row; its text is not repeated, since the file may hold anything. */
static bool refuse(reader *r, const char *what) {
  mq_error_set(r->setup->error, MTQC_EDATA, "%s:%zu: %s", r->path, r->line, what);
  return false;
}

static bool read_status(mq_str field, mq_term_status *out) {
  static const struct {
    const char *name;
    mq_term_status status;
  } names[] = {{"", MQ_TERM_PREFERRED},          {"preferred", MQ_TERM_PREFERRED}, {"approved", MQ_TERM_PREFERRED},
               {"admitted", MQ_TERM_ADMITTED},   {"allowed", MQ_TERM_ADMITTED},    {"deprecated", MQ_TERM_DEPRECATED},
               {"obsolete", MQ_TERM_DEPRECATED}, {"superseded", MQ_TERM_DEPRECATED}, {"forbidden", MQ_TERM_FORBIDDEN}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (mq_str_equal(field, mq_str_of(names[i].name))) return *out = names[i].status, true;
  return false;
}

/* Whether the first row names columns; then they are where it says. */
static bool read_header(reader *r, const mq_str *fields, size_t count) {
  static const char *const names[COLUMN_COUNT] = {"source", "target", "status", "context"};
  size_t column[COLUMN_COUNT] = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX};
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < COLUMN_COUNT; k++)
      if (mq_str_equal(mq_fold(r->setup->arena, fields[i]), mq_str_of(names[k]))) column[k] = i;
  if (column[COLUMN_TARGET] == SIZE_MAX || column[COLUMN_SOURCE] == SIZE_MAX) return false;
  memcpy(r->column, column, sizeof column);
  return true;
}

static bool read_row(reader *r, const mq_str *fields, size_t count, bool first) {
  if (first && read_header(r, fields, count)) return true;
  mq_str cell[COLUMN_COUNT] = {{0}};
  for (size_t k = 0; k < COLUMN_COUNT; k++)
    if (r->column[k] < count) cell[k] = mq_str_trim(fields[r->column[k]]);
  mq_term_status status;
  if (!read_status(mq_fold(r->setup->arena, cell[COLUMN_STATUS]), &status))
    return refuse(r, "the status is none of preferred, admitted, deprecated, forbidden");
  if (!cell[COLUMN_SOURCE].size && !cell[COLUMN_TARGET].size) return true;
  if (!cell[COLUMN_SOURCE].size && status < MQ_TERM_DEPRECATED)
    return refuse(r, "a target without a source that is neither deprecated nor forbidden");
  const uint32_t concept = add_concept(r, cell[COLUMN_SOURCE], cell[COLUMN_CONTEXT]);
  add_rendering(r, concept, cell[COLUMN_TARGET].size ? cell[COLUMN_TARGET] : cell[COLUMN_SOURCE], status);
  return true;
}

static bool read_tsv(reader *r, mq_str text) {
  const mq_table table = mq_table_parse(r->setup->arena, text);
  for (size_t row = 0; row < table.rows; row++) {
    r->line = table.lines[row];
    if (!read_row(r, table.fields + table.starts[row], table.starts[row + 1] - table.starts[row], row == 0))
      return false;
  }
  return true;
}

static bool read_csv(reader *r, mq_str text) {
  const char separator = mq_csv_separator(text);
  mq_buf field = {.arena = r->setup->arena};
  for (bool first = true; text.size; first = false) {
    mq_str fields[MOST_COLUMNS];
    size_t count = 0;
    r->line++;
    for (bool ends = false; !ends;) {
      mq_csv_field(&text, separator, &field, &ends);
      if (count < MOST_COLUMNS) fields[count++] = mq_str_copy(r->setup->arena, mq_buf_view(&field));
    }
    if (!read_row(r, fields, count, first)) return false;
  }
  return true;
}

static reader reader_of(mq_termbase *base, const mq_setup *setup, const char *path) {
  reader r = {.base = base, .setup = setup, .path = path, .concepts = {.arena = setup->arena}};
  for (size_t k = 0; k < COLUMN_COUNT; k++) r.column[k] = k;
  return r;
}

static bool read_tbx(reader *r) {
  const mq_setup *setup = r->setup;
  mq_buf rows = {.arena = setup->arena};
  if (setup->read_terms(setup->arena, r->path, setup->source ? setup->source->tag : NULL, setup->target->tag, &rows,
                        setup->error))
    return false;
  return read_tsv(r, mq_buf_view(&rows));
}

static bool read_text(const mq_setup *setup, const char *path, mq_str *text) {
  if (mq_file_read(setup->arena, path, MTQC_TEXT_MAX, text, setup->error)) return false;
  if (mq_str_starts(*text, MQ_STR("\xef\xbb\xbf"))) *text = (mq_str){text->at + 3, text->size - 3};
  return true;
}

bool mq_termbase_add_file(mq_termbase *base, const mq_setup *setup, const char *path) {
  reader r = reader_of(base, setup, path);
  const mq_str name = mq_str_of(path);
  if (mq_str_ends(name, MQ_STR(".tbx")) || mq_str_ends(name, MQ_STR(".tbx.gz")) || mq_str_ends(name, MQ_STR(".xml")))
    return read_tbx(&r);
  mq_str text;
  if (!read_text(setup, path, &text)) return false;
  return mq_str_ends(name, MQ_STR(".csv")) ? read_csv(&r, text) : read_tsv(&r, text);
}

bool mq_termbase_add_list(mq_termbase *base, const mq_setup *setup, const char *path) {
  reader r = reader_of(base, setup, path);
  mq_str text, line;
  if (!read_text(setup, path, &text)) return false;
  while (mq_str_split(&text, '\n', &line)) {
    line = mq_str_trim(line);
    if (line.size && line.at[0] != '#') add_rendering(&r, add_concept(&r, line, (mq_str){0}), line, MQ_TERM_PREFERRED);
  }
  return true;
}
