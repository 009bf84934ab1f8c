/* mtqc score train: the weights of the estimate for a pair of languages, from the user's own judgements. A line of the
 * input is source TAB translation TAB judgement, and, if it counts more or less than others, TAB weight. */
#include "score.h"

#include <stdlib.h>
#include <string.h>

typedef struct judgements {
  mtqc_text *sources, *targets;
  double *scores, *weights;
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

/* Cuts a line at its tabs; false if it is not as it must be. */
static bool read_line(judgements *j, mtqc_text line) {
  const char *fields[5] = {line.bytes}, *end = line.bytes + line.size;
  size_t count = 1;
  if (line.size && end[-1] == '\r') end--;
  for (const char *at = line.bytes; count < 5 && (at = memchr(at, '\t', (size_t)(end - at))); at++)
    fields[count++] = at + 1;
  if (count < 3 || count > 4) return false;
  j->sources[j->count] = (mtqc_text){fields[0], (size_t)(fields[1] - 1 - fields[0])};
  j->targets[j->count] = (mtqc_text){fields[1], (size_t)(fields[2] - 1 - fields[1])};
  j->weights[j->count] = 1;
  if (!read_number(fields[2], count == 4 ? fields[3] - 1 : end, &j->scores[j->count])) return false;
  if (count == 4 && !read_number(fields[3], end, &j->weights[j->count])) return false;
  j->count++;
  return true;
}

static int train(const cli_score_languages *languages, const char *path, const judgements *j) {
  cli_estimates e = {0};
  cli_output output;
  mtqc_error error = {0};
  if (!cli_estimates_open(&e, languages) || !cli_output_open(&output, path)) {
    cli_estimates_close(&e);
    return CLI_FAILED;
  }
  const int status = mtqc_score_train(e.checker, j->sources, j->targets, j->scores, j->weights, j->count,
                                      cli_output_sink, &output, &error);
  const bool written = cli_output_close(&output, status == MTQC_OK);
  cli_estimates_close(&e);
  if (status == MTQC_OK) return written ? CLI_GOOD : CLI_FAILED;
  return output.problem ? CLI_FAILED : cli_error(&error);
}

static int read_and_train(const cli_score_languages *languages, const char *output, const char *path,
                          const mtqc_text *lines, size_t count) {
  judgements j = {calloc(count + 1, sizeof(mtqc_text)), calloc(count + 1, sizeof(mtqc_text)),
                  calloc(count + 1, sizeof(double)), calloc(count + 1, sizeof(double)), 0};
  int code = CLI_GOOD;
  if (!j.sources || !j.targets || !j.scores || !j.weights) code = cli_fail("out of memory");
  for (size_t i = 0; i < count && code == CLI_GOOD; i++)
    if (!read_line(&j, lines[i]))
      code = cli_fail("%s:%zu: not source, translation, judgement and perhaps weight, separated by tabs",
                      cli_input_name(path), i + 1);
  if (code == CLI_GOOD) code = train(languages, output, &j);
  free(j.sources);
  free(j.targets);
  free(j.scores);
  free(j.weights);
  return code;
}

int cli_score_train(const cli_score_languages *languages, const char *output, const char *path) {
  size_t count = 0;
  mtqc_file *file = cli_read_whole(path);
  if (!file) return CLI_FAILED;
  mtqc_text *lines = cli_cut_lines(mtqc_file_text(file), &count);
  const int code = lines ? read_and_train(languages, output, path, lines, count) : cli_fail("out of memory");
  free(lines);
  mtqc_file_free(file);
  return code;
}
