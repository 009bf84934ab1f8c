/* Documents: plain text as it is given, and what formats hold of text.
 *
 * Plain UTF-8 is kept byte for byte, so that the text is the file; any other text is decoded or taken out of its format, and
 * keeps the places of its bytes. */
#include "extract.h"

#include "base/file.h"

static const mq_document_reader *const readers[] = {&mq_reader_html, &mq_reader_markdown, &mq_reader_srt,
                                                    &mq_reader_vtt};
static const mq_document_reader plain = {.name = "text"};
enum { READERS = sizeof readers / sizeof readers[0] };

static const mq_document_reader *reader_named(const char *name) {
  for (size_t i = 0; i < READERS; i++)
    if (strcmp(readers[i]->name, name) == 0) return readers[i];
  return strcmp(name, plain.name) == 0 ? &plain : NULL;
}

static const mq_document_reader *reader_of(const char *path) {
  mq_str name = mq_str_of(path);
  if (mq_str_ends(name, MQ_STR(".gz"))) name.size -= 3;
  for (size_t i = 0; i < READERS; i++)
    for (const char *const *ending = readers[i]->endings; *ending; ending++)
      if (mq_str_ends(name, mq_str_of(*ending))) return readers[i];
  return &plain;
}

/* Makes the window hold the whole file. */
static int load(mtqc_file *file, const char *path, const mq_str *bytes, mq_encoding encoding, const char *named,
                mtqc_error *error) {
  int status = MTQC_OK;
  if (bytes) mq_input_view(&file->input, file->arena, path, *bytes);
  else status = mq_input_open(&file->input, file->arena, path, error);
  file->input.most = MTQC_TEXT_MAX;
  if (!status) status = mq_input_detect(&file->input, encoding, named, error);
  if (!status)
    do status = mq_input_more(&file->input, error);
    while (status == 1);
  return status;
}

static void note_fault(mtqc_file *file, mq_place place, const char *what) {
  *mq_push(file->arena, &file->faults) = (mq_fault){place, mq_arena_copy(file->arena, what, strlen(what))};
}

/* The place of a byte of the window, without going there. */
static mq_place place_ahead(const mtqc_file *file, const char *at) {
  mq_input ahead = file->input;
  return mq_input_place(&ahead, at);
}

/* A file that is damaged further on is read up to there; half a character is not. */
static int load_most(mtqc_file *file, const char *path, const mq_str *bytes, mq_encoding encoding, const char *named) {
  mtqc_error error = {0};
  mq_input *input = &file->input;
  const int status = load(file, path, bytes, encoding, named, &error);
  if (status && input->decoder && mq_str_ends((mq_str){input->at, input->size}, MQ_STR("\ufffd"))) input->size -= 3;
  if (status == MTQC_EINPUT && input->size) {
    note_fault(file, place_ahead(file, input->at + input->size), error.text);
    input->ended = true;
    return MTQC_OK;
  }
  if (status && file->error) *file->error = error;
  return status;
}

/* A NUL among so many first bytes tells a binary file, as in git. */
enum { BINARY_WITHIN = 8000 };

static int end_at_nul(mtqc_file *file) {
  mq_input *input = &file->input;
  const char *nul = input->size ? memchr(input->at, '\0', input->size) : NULL;
  if (!nul) return MTQC_OK;
  const mq_place place = place_ahead(file, nul);
  if (nul - input->at < BINARY_WITHIN)
    return mq_input_error(input, place, file->error, "binary file (NUL byte); text is needed");
  note_fault(file, place, "NUL byte: what follows is not read");
  input->size = (size_t)(nul - input->at);
  return MTQC_OK;
}

static void keep_plain(mtqc_file *file) {
  const mq_str whole = {file->input.at, file->input.size};
  file->text = whole;
  if (!file->input.decoder) return;
  mq_input_copied(&file->input, file->arena, &file->passage.points, 0, whole);
}

static int read(mtqc_file *file, const char *path, const mq_str *bytes, const mtqc_options *options) {
  const char *name = mq_option(options, MQ_OPTION_INPUT_FORMAT);
  const mq_document_reader *reader = *name ? reader_named(name) : reader_of(path);
  if (!reader) return mq_error_set(file->error, MTQC_EARGUMENT, "there is no input format '%s' for documents", name);
  int status = load_most(file, path, bytes, reader->encoding, mq_option(options, MQ_OPTION_ENCODING));
  if (!status) status = end_at_nul(file);
  if (status || reader == &plain) return status ? status : (keep_plain(file), MTQC_OK);
  status = reader->read(file);
  mq_extract_end(file);
  file->text = mq_buf_view(&file->passage.text);
  return status || file->text.size ? status : mtqc_file_fault(file, 0, file->error);
}

static mtqc_file *open_file(const char *path, const mq_str *bytes, const mtqc_options *options, mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_file *file = mq_arena_alloc(arena, sizeof *file);
  *file = (mtqc_file){.arena = arena, .passage = {.text = {.arena = arena}}, .aside = {.text = {.arena = arena}}, .off_start = SIZE_MAX, .error = error};
  const int status = read(file, path, bytes, options);
  file->error = NULL;
  if (status == MTQC_OK) return file;
  mq_arena_free(arena);
  return NULL;
}

mtqc_file *mtqc_file_open(const char *path, const mtqc_options *options, mtqc_error *error) {
  return open_file(path, NULL, options, error);
}

mtqc_file *mtqc_file_open_bytes(const char *name, const char *bytes, size_t size, const mtqc_options *options,
                                mtqc_error *error) {
  const mq_str text = {bytes, size};
  return open_file(name, &text, options, error);
}

void mtqc_file_free(mtqc_file *file) {
  if (file) mq_arena_free(file->arena);
}

mtqc_text mtqc_file_text(const mtqc_file *file) { return (mtqc_text){file->text.at, file->text.size}; }

int mtqc_file_fault(const mtqc_file *file, size_t index, mtqc_error *error) {
  if (index >= file->faults.count) return MTQC_OK;
  return mq_input_error(&file->input, file->faults.at[index].place, error, "%s", file->faults.at[index].what);
}

const char *mtqc_file_format_name(size_t index) {
  return index < READERS ? readers[index]->name : index == READERS ? plain.name : NULL;
}

void mtqc_file_place(const mtqc_file *file, size_t start, size_t end, uint64_t *start_byte, uint64_t *end_byte) {
  const mq_places places = {file->text, file->passage.points.at, file->passage.points.count, file->input.width};
  const bool taken = places.count > 0;
  if (start_byte) *start_byte = taken ? mq_places_start(&places, start).byte : start;
  if (end_byte)
    *end_byte = !taken ? end : end > start ? mq_places_end(&places, end).byte : mq_places_start(&places, start).byte;
}
