/* mtqc lexicon train: word-translation probabilities from the user's own translations, line i of one file
 * belonging to line i of the other. The result is a table "words.tsv" for the folder of the pair, out of
 * which 'mtqc lexicon build' makes links. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, BAR = 40 };

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

typedef struct training {
  cli_table table;
  bool bar;
  time_t start;
} training;

/* On a terminal: "\r 45 % ##########          12 s left". */
static int show_progress(void *payload, double share) {
  const training *t = payload;
  const double passed = difftime(time(NULL), t->start);
  const int filled = (int)(share * BAR);
  if (!t->bar) return t->table.output.problem;
  fprintf(stderr, "\r%3.0f %% %.*s%*s", share * 100, filled, "########################################", BAR - filled, "");
  if (share >= 1) fprintf(stderr, " %.0f s   \n", passed);
  else if (share > 0 && passed > 0) fprintf(stderr, " %.0f s left ", passed * (1 - share) / share);
  return t->table.output.problem;
}

static int write_piece(void *payload, const char *bytes, size_t size) {
  training *t = payload;
  return cli_table_sink(&t->table, bytes, size);
}

static int train(const cli_lexicon *options, const mtqc_text *sources, const mtqc_text *targets,
                 size_t count) {
  mtqc_error error = {0};
  training t = {.bar = isatty(STDERR_FILENO), .start = time(NULL)};
  if (!cli_table_open(&t.table, options)) return CLI_FAILED;
  const int status = mtqc_lexicon_train(options->source_language, options->target_language, sources, targets,
                                        count, ROUNDS, options->diagonal, options->jobs, show_progress, write_piece, &t, &error);
  return cli_table_close(&t.table, status, &error);
}

int cli_lexicon_train(const cli_lexicon *options, int count, char **names) {
  mtqc_file *files[2] = {NULL, NULL};
  mtqc_text *lines[2] = {NULL, NULL};
  size_t counts[2] = {0, 0};
  int code = CLI_FAILED;
  if (count != 2) return cli_fail("lexicon train: a source and its translation are needed, line by line");
  if (!options->source_language || !options->target_language)
    return cli_fail("lexicon train: the languages are needed (-s and -t)");
  for (int i = 0; i < 2; i++) {
    if (!(files[i] = cli_read(names[i]))) break;
    if (!(lines[i] = cli_cut_lines(mtqc_file_text(files[i]), &counts[i]))) cli_fail("out of memory");
  }
  if (lines[0] && lines[1] && counts[0] != counts[1])
    cli_fail("lexicon train: %s has %zu lines, %s has %zu", cli_input_name(names[0]), counts[0],
             cli_input_name(names[1]), counts[1]);
  else if (lines[0] && lines[1]) code = train(options, lines[0], lines[1], counts[0]);
  for (int i = 0; i < 2; i++) {
    free(lines[i]);
    mtqc_file_free(files[i]);
  }
  return code;
}
