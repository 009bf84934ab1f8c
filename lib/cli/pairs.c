/* Pairs for training, out of files of pairs and out of two texts of which line i of one translates line i of the other. All
 * texts are copied behind one another; while that grows they are known by their places. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* Room for `more` elements; false, and told, when memory is out. */
static bool grow(void **at, size_t *room, size_t count, size_t more, size_t element) {
  if (more <= *room - count) return true;
  const size_t wanted = 2 * (count + more);
  void *bigger = wanted > SIZE_MAX / element ? NULL : realloc(*at, wanted * element);
  if (!bigger) {
    cli_fail("out of memory");
    return false;
  }
  *at = bigger;
  *room = wanted;
  return true;
}

static bool add_text(cli_pairs *pairs, mtqc_text text, size_t *start) {
  if (!grow((void **)&pairs->bytes, &pairs->byte_room, pairs->byte_count, text.size, 1)) return false;
  *start = pairs->byte_count;
  if (text.size) memcpy(pairs->bytes + pairs->byte_count, text.bytes, text.size);
  pairs->byte_count += text.size;
  return true;
}

static bool add_pair(cli_pairs *pairs, mtqc_text source, mtqc_text target) {
  cli_pair pair = {{0, 0}, {source.size, target.size}};
  if (!grow((void **)&pairs->places, &pairs->room, pairs->count, 1, sizeof *pairs->places) ||
      !add_text(pairs, source, &pair.start[0]) || !add_text(pairs, target, &pair.start[1]))
    return false;
  pairs->places[pairs->count++] = pair;
  return true;
}

/* The units of a file that have a translation, sure or not. `format` NULL: told by the name. */
static bool read_bitext(cli_pairs *pairs, const cli_lexicon *options, const char *format, const char *path) {
  mtqc_error error = {0};
  const mtqc_unit *unit;
  int status = MTQC_ENOMEM;
  bool good = true;
  mtqc_options *settings = mtqc_options_new();
  mtqc_bitext *bitext = NULL;
  if (!settings) return !cli_fail("out of memory");
  if (!format || mtqc_options_set(settings, "input-format", format, &error) == MTQC_OK)
    bitext = mtqc_bitext_open(path, options->source_language, options->target_language, settings, &error);
  while (bitext && good && (status = mtqc_bitext_next(bitext, &unit, &error)) == 1) {
    const int state = mtqc_unit_state_of(unit);
    if (state == MTQC_UNIT_TRANSLATED || state == MTQC_UNIT_UNSURE)
      good = add_pair(pairs, mtqc_unit_text(unit, MTQC_SOURCE), mtqc_unit_text(unit, MTQC_TARGET));
  }
  if (!bitext || (good && status < 0)) cli_error(&error);
  const bool whole = bitext && good && status == 0;
  mtqc_bitext_free(bitext);
  mtqc_options_free(settings);
  return whole;
}

mtqc_text *cli_cut_lines(mtqc_text text, size_t *count) {
  size_t lines = text.size && text.bytes[text.size - 1] != '\n';
  for (size_t i = 0; i < text.size; i++) lines += text.bytes[i] == '\n';
  mtqc_text *list = calloc(lines + 1, sizeof *list);
  *count = lines;
  size_t start = 0;
  for (size_t i = 0; list && i < lines; i++) {
    const char *end = memchr(text.bytes + start, '\n', text.size - start);
    const size_t size = end ? (size_t)(end - text.bytes) - start : text.size - start;
    list[i] = (mtqc_text){text.bytes + start, size};
    start += size + 1;
  }
  return list;
}

static bool read_lines(cli_pairs *pairs, char **names) {
  mtqc_file *files[2] = {NULL, NULL};
  mtqc_text *lines[2] = {NULL, NULL};
  size_t counts[2] = {0, 0};
  bool good = true;
  for (int i = 0; i < 2 && good; i++) {
    good = (files[i] = cli_read_whole(names[i])) != NULL;
    if (good && !(lines[i] = cli_cut_lines(mtqc_file_text(files[i]), &counts[i]))) good = !cli_fail("out of memory");
  }
  if (good && counts[0] != counts[1])
    good = !cli_fail("lexicon train: %s has %zu lines, %s has %zu", cli_input_name(names[0]), counts[0],
                     cli_input_name(names[1]), counts[1]);
  for (size_t i = 0; good && i < counts[0]; i++) good = add_pair(pairs, lines[0][i], lines[1][i]);
  for (int i = 0; i < 2; i++) {
    free(lines[i]);
    mtqc_file_free(files[i]);
  }
  return good;
}

/* Places become texts. */
static bool point(cli_pairs *pairs) {
  for (int side = 0; side < 2; side++) {
    pairs->texts[side] = calloc(pairs->count + 1, sizeof *pairs->texts[side]);
    if (!pairs->texts[side]) return !cli_fail("out of memory");
    for (size_t i = 0; i < pairs->count; i++)
      pairs->texts[side][i] = (mtqc_text){pairs->bytes + pairs->places[i].start[side], pairs->places[i].size[side]};
  }
  return true;
}

bool cli_pairs_read(cli_pairs *pairs, const cli_lexicon *options, int count, char **names) {
  bool good = count > 0;
  if (!good) cli_fail("lexicon train: files of pairs are needed, or a source and its translation, line by line");
  for (int i = 0; good && i < count; i++) {
    const bool lines = !mtqc_bitext_format_of(names[i]);
    if (lines && (i + 1 == count || mtqc_bitext_format_of(names[i + 1])))
      good = !cli_fail("lexicon train: %s is no file of pairs by its name; its translation is needed, line by line",
                       cli_input_name(names[i]));
    else good = lines ? read_lines(pairs, names + i) : read_bitext(pairs, options, NULL, names[i]);
    i += lines;
  }
  return good && point(pairs);
}

/* Writes a text as a field of a table. */
static int write_field(cli_table *table, mtqc_text text, char end) {
  int stopped = 0;
  for (size_t i = 0; i <= text.size && !stopped; i++) {
    const char c = i == text.size ? end : text.bytes[i];
    const char byte = i < text.size && (c == '\t' || c == '\n' || c == '\r') ? ' ' : c;
    stopped = cli_table_sink(table, &byte, 1);
  }
  return stopped;
}

int cli_import_pairs(const cli_lexicon *options, const char *path) {
  cli_pairs pairs = {0};
  cli_table table;
  mtqc_error error = {0};
  int code = CLI_FAILED;
  if (read_bitext(&pairs, options, options->kind, path) && point(&pairs) && cli_table_open(&table, options)) {
    int stopped = 0;
    for (size_t i = 0; i < pairs.count && !stopped; i++)
      stopped = write_field(&table, pairs.texts[MTQC_SOURCE][i], '\t') ||
                write_field(&table, pairs.texts[MTQC_TARGET][i], '\n');
    code = cli_table_close(&table, MTQC_OK, &error);
  }
  cli_pairs_free(&pairs);
  return code;
}

void cli_pairs_free(cli_pairs *pairs) {
  free(pairs->bytes);
  free(pairs->places);
  for (int side = 0; side < 2; side++) free(pairs->texts[side]);
}
