/* How fast the quality estimate is, on one core.
 *
 *   estimate SOURCE-LANGUAGE TARGET-LANGUAGE SOURCE TARGET
 *
 * Line i of SOURCE and line i of TARGET are a pair. First by itself: the first pass over the pairs looks every word up
 * (cold), later ones know them (warm, without and with the odds of tokens; the least of five). Then as a part of a check: the check is run with and without it in
 * turns, so that a busy machine slows both, and the least times of five are compared. */
#include <mtqc/mtqc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5 };

typedef struct text {
  char *bytes;
  size_t size;
  mtqc_text *lines;
  size_t count;
} text;

static text read_file(const char *path) {
  text t = {0};
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) exit(2);
  const long size = ftell(file);
  rewind(file);
  t.bytes = malloc((size_t)size + 1);
  if (!t.bytes || size < 0) exit(2);
  t.size = fread(t.bytes, 1, (size_t)size, file);
  fclose(file);
  for (size_t i = 0; i < t.size; i++) t.count += t.bytes[i] == '\n';
  t.lines = calloc(t.count + 1, sizeof *t.lines);
  if (!t.lines) exit(2);
  const char *at = t.bytes;
  for (size_t i = 0; i < t.count; i++) {
    const char *end = memchr(at, '\n', t.size - (size_t)(at - t.bytes));
    t.lines[i] = (mtqc_text){at, (size_t)(end - at)};
    at = end + 1;
  }
  return t;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static mtqc_checker *open_checker(char **arguments, const char *estimate) {
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  if (!options || mtqc_options_set(options, "estimate", estimate, &error)) exit(2);
  mtqc_checker *checker = mtqc_checker_new(arguments[1], arguments[2], options, &error);
  mtqc_options_free(options);
  if (!checker) exit(2);
  return checker;
}

static void print(const char *what, double seconds, size_t segments) {
  printf("%-24s %8.2f us a segment, %.0f segments a second\n", what, seconds * 1e6 / (double)segments,
         (double)segments / seconds);
}

static double time_of(mtqc_scorer *scorer, const text texts[2], double *mean) {
  mtqc_error error = {0};
  mtqc_scores *scores;
  const double start = now();
  if (mtqc_scorer_score(scorer, texts[0].lines, texts[1].lines, texts[1].count, &scores, &error)) exit(2);
  const double seconds = now() - start;
  *mean = mtqc_scores_mean(scores);
  mtqc_scores_free(scores);
  return seconds;
}

static void by_itself(char **arguments, const text texts[2]) {
  mtqc_error error = {0};
  mtqc_checker *checker = open_checker(arguments, "yes");
  mtqc_scorer *scorer = mtqc_scorer_new(checker, &error);
  if (!scorer) exit(2);
  double least[2] = {1e9, 1e9}, mean;
  print("estimate, cold", time_of(scorer, texts, &mean), texts[1].count);
  for (int round = 0; round < ROUNDS; round++)
    for (int tokens = 0; tokens < 2; tokens++) {
      mtqc_scorer_want_tokens(scorer, tokens);
      const double seconds = time_of(scorer, texts, &mean);
      if (seconds < least[tokens]) least[tokens] = seconds;
    }
  print("estimate, warm", least[0], texts[1].count);
  print("... with tokens, warm", least[1], texts[1].count);
  printf("%s = %.2f\n", mtqc_scorer_signature(scorer), mean);
  mtqc_scorer_free(scorer);
  mtqc_checker_free(checker);
}

static double check(const mtqc_checker *checker, const text texts[2]) {
  mtqc_error error = {0};
  mtqc_report *report = NULL;
  const double start = now();
  if (mtqc_check_segments(checker, texts[0].lines, texts[1].lines, texts[1].count, &report, &error)) exit(2);
  const double seconds = now() - start;
  mtqc_report_free(report);
  return seconds;
}

static void in_a_check(char **arguments, const text texts[2]) {
  mtqc_checker *checkers[2] = {open_checker(arguments, "no"), open_checker(arguments, "yes")};
  double least[2] = {1e9, 1e9};
  for (int round = 0; round < ROUNDS; round++)
    for (int with = 0; with < 2; with++) {
      const double seconds = check(checkers[with], texts);
      if (seconds < least[with]) least[with] = seconds;
    }
  print("check without estimate", least[0], texts[1].count);
  print("check with estimate", least[1], texts[1].count);
  printf("the estimate is %.1f %% of it\n", 100 * (least[1] - least[0]) / least[1]);
  for (int with = 0; with < 2; with++) mtqc_checker_free(checkers[with]);
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: estimate SOURCE-LANGUAGE TARGET-LANGUAGE SOURCE TARGET\n");
    return 2;
  }
  const text texts[2] = {read_file(argv[3]), read_file(argv[4])};
  if (texts[0].count != texts[1].count || texts[0].count == 0) {
    fprintf(stderr, "estimate: the files have not the same number of lines\n");
    return 2;
  }
  by_itself(argv, texts);
  in_a_check(argv, texts);
  for (size_t i = 0; i < 2; i++) {
    free(texts[i].bytes);
    free(texts[i].lines);
  }
  return 0;
}
