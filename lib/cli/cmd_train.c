/* mtqc lexicon train: word-translation probabilities from the user's own translations. The result is a table "words.tsv" for
 * the folder of the pair, out of which 'mtqc lexicon build' makes links, or goes straight into a pack. */
#include "cli.h"

#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, BAR = 40 };

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
  fprintf(stderr, "\r%3.0f %% %.*s%*s", share * 100, filled, "########################################", BAR - filled,
          "");
  if (share >= 1) fprintf(stderr, " %.0f s   \n", passed);
  else if (share > 0 && passed > 0) fprintf(stderr, " %.0f s left ", passed * (1 - share) / share);
  return t->table.output.problem;
}

static int write_piece(void *payload, const char *bytes, size_t size) {
  training *t = payload;
  return cli_table_sink(&t->table, bytes, size);
}

static int train(const cli_lexicon *options, const cli_pairs *pairs) {
  mtqc_error error = {0};
  training t = {.bar = isatty(STDERR_FILENO), .start = time(NULL)};
  if (!cli_table_open(&t.table, options)) return CLI_FAILED;
  const int status = mtqc_lexicon_train(options->source_language, options->target_language, pairs->texts[MTQC_SOURCE],
                                        pairs->texts[MTQC_TARGET], pairs->count, ROUNDS, options->diagonal,
                                        options->jobs, show_progress, write_piece, &t, &error);
  return cli_table_close(&t.table, status, &error);
}

int cli_lexicon_train(const cli_lexicon *options, int count, char **names) {
  cli_pairs pairs = {0};
  if (!options->source_language || !options->target_language)
    return cli_fail("lexicon train: the languages are needed (-s and -t)");
  const int code = cli_pairs_read(&pairs, options, count, names) ? train(options, &pairs) : CLI_FAILED;
  cli_pairs_free(&pairs);
  return code;
}
