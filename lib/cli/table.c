/* Where a table that 'mtqc lexicon' makes goes: to a file, or into a pack. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

bool cli_table_open(cli_table *table, const cli_lexicon *options) {
  *table = (cli_table){.options = options};
  return options->add_to || cli_output_open(&table->output, options->output);
}

int cli_table_sink(void *payload, const char *bytes, size_t size) {
  cli_table *table = payload;
  if (!table->options->add_to) return cli_output_sink(&table->output, bytes, size);
  if (size > table->room - table->size) {
    const size_t room = 2 * (table->size + size);
    char *bigger = realloc(table->bytes, room);
    if (!bigger) return 1;
    table->bytes = bigger;
    table->room = room;
  }
  memcpy(table->bytes + table->size, bytes, size);
  table->size += size;
  return 0;
}

int cli_table_close(cli_table *table, int status, mtqc_error *error) {
  const cli_lexicon *options = table->options;
  const bool good = status == MTQC_OK;
  if (!options->add_to) {
    const bool written = cli_output_close(&table->output, good);
    return good ? written ? CLI_GOOD : CLI_FAILED : table->output.problem ? CLI_FAILED : cli_error(error);
  }
  const mtqc_text text = {table->bytes, table->size};
  if (good) status = mtqc_lexicon_add(options->add_to, options->source_language, text, options->output, error);
  free(table->bytes);
  return status == MTQC_OK ? CLI_GOOD : cli_error(error);
}
