/* Files of pairs: the table of formats, opening, and units one by one. */
#include "reader.h"

static const mq_reader *const formats[] = {&mq_reader_tsv,   &mq_reader_jsonl, &mq_reader_tmx,
                                           &mq_reader_xliff, &mq_reader_po,    &mq_reader_tbx};
enum { FORMATS = sizeof formats / sizeof formats[0] };

const char *mtqc_bitext_format_name(size_t index) {
  return index < FORMATS ? formats[index]->name : NULL;
}

static const mq_reader *format_named(const char *name) {
  for (size_t i = 0; i < FORMATS; i++)
    if (strcmp(formats[i]->name, name) == 0) return formats[i];
  return NULL;
}

static const mq_reader *format_of(const char *path) {
  mq_str name = mq_str_of(path);
  if (mq_str_ends(name, MQ_STR(".gz"))) name.size -= 3;
  for (size_t i = 0; i < FORMATS; i++)
    for (const char *const *ending = formats[i]->endings; *ending; ending++)
      if (mq_str_ends(name, mq_str_of(*ending))) return formats[i];
  return NULL;
}

const char *mtqc_bitext_format_of(const char *path) {
  const mq_reader *format = format_of(path);
  return format ? format->name : NULL;
}

/* --- opening --- */

static int choose_format(mtqc_bitext *bitext, const char *path, const mtqc_options *options, mtqc_error *error) {
  const char *name = mq_option(options, MQ_OPTION_INPUT_FORMAT);
  bitext->format = *name ? format_named(name) : format_of(path);
  if (bitext->format) return MTQC_OK;
  if (*name) return mq_error_set(error, MTQC_EARGUMENT, "there is no input format '%s'", name);
  return mq_error_at(error, MTQC_EARGUMENT, path, 0, 0, "the name does not tell the format of the file");
}

static const char *kept(mq_arena *arena, const char *text) {
  return text ? mq_arena_copy(arena, text, strlen(text)) : NULL;
}

typedef struct opening {
  const char *path;
  const mq_str *bytes; /* NULL: read the file */
  const char *languages[2];
  const mtqc_options *options;
} opening;

static int start(mtqc_bitext *bitext, const opening *how, mtqc_error *error) {
  mq_arena *arena = bitext->arena;
  int status = choose_format(bitext, how->path, how->options, error);
  if (status) return status;
  bitext->unit = (mtqc_unit){.state_word = {.arena = arena}, .id = {.arena = arena}, .note = {.arena = arena}};
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    bitext->unit.side[side].text.arena = arena;
    bitext->wanted[side] = kept(arena, how->languages[side]);
    bitext->column[side] = kept(arena, mq_option(how->options, MQ_OPTION_SOURCE_COLUMN + side));
  }
  if (how->bytes) mq_input_view(&bitext->input, arena, how->path, *how->bytes);
  else status = mq_input_open(&bitext->input, arena, how->path, error);
  if (!status)
    status =
        mq_input_detect(&bitext->input, bitext->format->encoding, mq_option(how->options, MQ_OPTION_ENCODING), error);
  return status || !bitext->format->start ? status : bitext->format->start(bitext, error);
}

static mtqc_bitext *open_bitext(const opening *how, mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_bitext *bitext = mq_arena_alloc(arena, sizeof *bitext);
  bitext->arena = arena;
  if (start(bitext, how, error) == MTQC_OK) return bitext;
  mq_arena_free(arena);
  return NULL;
}

mtqc_bitext *mtqc_bitext_open(const char *path, const char *source_language, const char *target_language,
                              const mtqc_options *options, mtqc_error *error) {
  return open_bitext(&(opening){path, NULL, {source_language, target_language}, options}, error);
}

mtqc_bitext *mtqc_bitext_open_bytes(const char *name, const char *bytes, size_t size, const char *source_language,
                                    const char *target_language, const mtqc_options *options, mtqc_error *error) {
  const mq_str text = {bytes, size};
  return open_bitext(&(opening){name, &text, {source_language, target_language}, options}, error);
}

void mtqc_bitext_free(mtqc_bitext *bitext) {
  if (bitext) mq_arena_free(bitext->arena);
}

/* --- reading --- */

static int read_next(mtqc_bitext *bitext) {
  if (mq_arena_try(bitext->arena)) return mq_error_memory(&bitext->error);
  return bitext->format->next(bitext, &bitext->error);
}

int mtqc_bitext_next(mtqc_bitext *bitext, const mtqc_unit **unit, mtqc_error *error) {
  if (bitext->ended) return 0;
  const int status = bitext->error.code ? bitext->error.code : read_next(bitext);
  if (status == 1) {
    bitext->counts[bitext->unit.state]++;
    *unit = &bitext->unit;
  }
  if (status == 0) bitext->ended = true;
  if (status < 0 && error && !error->code) *error = bitext->error;
  return status;
}

const char *mtqc_bitext_format(const mtqc_bitext *bitext) { return bitext->format->name; }
const char *mtqc_bitext_language(const mtqc_bitext *bitext, mtqc_side side) { return bitext->language[side]; }

uint64_t mtqc_bitext_count(const mtqc_bitext *bitext, int state) {
  return state >= MTQC_UNIT_TRANSLATED && state <= MTQC_UNIT_LOCKED ? bitext->counts[state] : 0;
}
