/* mtqc lexicon train --ngrams: the n-gram model of a language from the user's own text, a segment a line. The result
 * is the file "ngrams.bin" for the folder of the language, from which 'mtqc lexicon build' makes a pack. */
#include "cli.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct training {
  cli_table table;
  bool bar;
} training;

static int show_progress(void *payload, double share) {
  const training *t = payload;
  if (t->bar) fprintf(stderr, "\r%3.0f %%%s", share * 100, share >= 1 ? "\n" : "");
  return t->table.output.problem;
}

static int write_piece(void *payload, const char *bytes, size_t size) {
  training *t = payload;
  return cli_table_sink(&t->table, bytes, size);
}

static int train(const cli_lexicon *options, const mtqc_text *lines, size_t count) {
  mtqc_error error = {0};
  training t = {.bar = isatty(STDERR_FILENO)};
  if (!cli_table_open(&t.table, options)) return CLI_FAILED;
  const int status = mtqc_lexicon_train_ngrams(options->target_language, lines, count, options->cutoffs,
                                               show_progress, write_piece, &t, &error);
  return cli_table_close(&t.table, status, &error);
}

int cli_lexicon_train_ngrams(const cli_lexicon *options, int count, char **names) {
  size_t line_count = 0;
  if (count != 1) return cli_fail("lexicon train: one text is needed for n-grams, %d were given", count);
  if (!options->target_language) return cli_fail("lexicon train: the language of the text is needed (-t)");
  mtqc_file *file = cli_read_whole(names[0]);
  if (!file) return CLI_FAILED;
  mtqc_text *lines = cli_cut_lines(mtqc_file_text(file), &line_count);
  const int code = lines ? train(options, lines, line_count) : cli_fail("out of memory");
  free(lines);
  mtqc_file_free(file);
  return code;
}
