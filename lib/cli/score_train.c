/* mtqc score train: the weights of the estimate for a pair of languages, from the user's own judgements. A line of the
 * input is source TAB translation TAB judgement, and, if it counts more or less than others, TAB weight. With --tokens the
 * weights of the odds of tokens: source TAB translation TAB stretches that are wrong, and perhaps TAB stretches of the source
 * that are missing. */
#include "score.h"

#include <stdlib.h>
#include <string.h>

typedef struct judgements {
  mtqc_text *sources, *targets;
  double *scores, *weights;
  mtqc_text *wrong, *missing;
  bool tokens, has_missing; /* of tokens; the first line has a fourth field */
  size_t count;
} judgements;

static bool read_number(const char *start, const char *end, double *out) {
  char digits[64], *stop;
  const size_t size = (size_t)(end - start);
  if (size == 0 || size >= sizeof digits) return false;
  memcpy(digits, start, size);
  digits[size] = '\0';
  *out = strtod(digits, &stop);
  return *stop == '\0' && *out - *out == 0;
}

/* Field `index` of those that begin at `fields`; each but the last ends before a tab. */
static mtqc_text field_at(const char *const *fields, size_t index, size_t count, const char *end) {
  return (mtqc_text){fields[index], (size_t)((index + 1 < count ? fields[index + 1] - 1 : end) - fields[index])};
}

static bool read_judgement(judgements *j, const char *const *fields, size_t count, const char *end) {
  const mtqc_text score = field_at(fields, 2, count, end);
  j->weights[j->count] = 1;
  if (!read_number(score.bytes, score.bytes + score.size, &j->scores[j->count])) return false;
  return count == 3 || read_number(fields[3], end, &j->weights[j->count]);
}

static bool read_marks(judgements *j, const char *const *fields, size_t count, const char *end) {
  if (j->count == 0) j->has_missing = count == 4;
  j->wrong[j->count] = field_at(fields, 2, count, end);
  if (count == 4) j->missing[j->count] = field_at(fields, 3, count, end);
  return j->has_missing == (count == 4);
}

/* Cuts a line at its tabs; false if it is not as it must be. */
static bool read_line(judgements *j, mtqc_text line) {
  const char *fields[5] = {line.bytes}, *end = line.bytes + line.size;
  size_t count = 1;
  if (line.size && end[-1] == '\r') end--;
  for (const char *at = line.bytes; count < 5 && (at = memchr(at, '\t', (size_t)(end - at))); at++)
    fields[count++] = at + 1;
  if (count < 3 || count > 4) return false;
  j->sources[j->count] = field_at(fields, 0, count, end);
  j->targets[j->count] = field_at(fields, 1, count, end);
  const bool good = j->tokens ? read_marks(j, fields, count, end) : read_judgement(j, fields, count, end);
  j->count++;
  return good;
}

static int train(const cli_score_languages *languages, const char *path, const judgements *j) {
  cli_estimates e = {0};
  cli_output output;
  mtqc_error error = {0};
  if (!cli_estimates_open(&e, languages, false) || !cli_output_open(&output, path)) {
    cli_estimates_close(&e);
    return CLI_FAILED;
  }
  const int status =
      j->tokens ? mtqc_score_train_tokens(e.checker, j->sources, j->targets, j->wrong, j->has_missing ? j->missing : NULL,
                                          j->count, cli_output_sink, &output, &error)
                : mtqc_score_train(e.checker, j->sources, j->targets, j->scores, j->weights, j->count, cli_output_sink,
                                   &output, &error);
  const bool written = cli_output_close(&output, status == MTQC_OK);
  cli_estimates_close(&e);
  if (status == MTQC_OK) return written ? CLI_GOOD : CLI_FAILED;
  return output.problem ? CLI_FAILED : cli_error(&error);
}

static int read_and_train(const cli_score_languages *languages, bool tokens, const char *output, const char *path,
                          const mtqc_text *lines, size_t count) {
  judgements j = {.sources = calloc(count + 1, sizeof(mtqc_text)),
                  .targets = calloc(count + 1, sizeof(mtqc_text)),
                  .scores = calloc(count + 1, sizeof(double)),
                  .weights = calloc(count + 1, sizeof(double)),
                  .wrong = calloc(count + 1, sizeof(mtqc_text)),
                  .missing = calloc(count + 1, sizeof(mtqc_text)),
                  .tokens = tokens};
  const char *form = tokens ? "stretches that are wrong and perhaps stretches that are missing" : "judgement and perhaps weight";
  int code = CLI_GOOD;
  if (!j.sources || !j.targets || !j.scores || !j.weights || !j.wrong || !j.missing) code = cli_fail("out of memory");
  for (size_t i = 0; i < count && code == CLI_GOOD; i++)
    if (!read_line(&j, lines[i]))
      code = cli_fail("%s:%zu: not source, translation, %s, separated by tabs", cli_input_name(path), i + 1, form);
  if (code == CLI_GOOD) code = train(languages, output, &j);
  free(j.sources);
  free(j.targets);
  free(j.scores);
  free(j.weights);
  free(j.wrong);
  free(j.missing);
  return code;
}

int cli_score_train(const cli_score_languages *languages, bool tokens, const char *output, const char *path) {
  size_t count = 0;
  mtqc_file *file = cli_read(path, NULL);
  if (!file) return CLI_FAILED;
  mtqc_text *lines = cli_cut_lines(mtqc_file_text(file), &count);
  const int code = lines ? read_and_train(languages, tokens, output, path, lines, count) : cli_fail("out of memory");
  free(lines);
  mtqc_file_free(file);
  return code;
}
