/* How fast a translation is checked, and what each check costs.
 *
 *   checks SOURCE-LANGUAGE TARGET-LANGUAGE SOURCE TARGET [COPIES]      (default 9)
 *
 * Line i of SOURCE and line i of TARGET are a pair. The text is checked once, and then followed by COPIES of itself: the
 * difference of the CPU times is what a segment costs once dictionaries are loaded and words are known (warm); the first
 * pass alone is the cold figure. A check's cost is the warm time with it alone, less that with a check that does nothing
 * without a setting (length-limit), which stands for reading, tokens, links and the report. */
#include <mtqc/mtqc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct text {
  char *bytes;
  size_t size, lines;
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
  for (size_t i = 0; i < t.size; i++) t.lines += t.bytes[i] == '\n';
  return t;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static text copies_of(const text *once, size_t copies) {
  text t = {malloc(once->size * copies + 1), once->size * copies, once->lines * copies};
  if (!t.bytes) exit(2);
  for (size_t i = 0; i < copies; i++) memcpy(t.bytes + i * once->size, once->bytes, once->size);
  return t;
}

/* Seconds of one check of a text; the least of three. */
static double time_of(const mtqc_checker *checker, const text *source, const text *target, size_t *findings) {
  mtqc_error error = {0};
  double least = 1e9;
  for (int i = 0; i < 3; i++) {
    mtqc_report *report = NULL;
    const double start = now();
    if (mtqc_check_lines(checker, source->bytes, source->size, target->bytes, target->size, &report, &error)) exit(2);
    const double seconds = now() - start;
    if (seconds < least) least = seconds;
    *findings = mtqc_report_finding_count(report);
    mtqc_report_free(report);
  }
  return least;
}

typedef struct cost {
  double cold, warm; /* microseconds a segment */
  size_t findings;
} cost;

/* With the given check alone, or with the default profile. `many` is `once` and copies of it. */
static cost measure(char **arguments, const text once[2], const text many[2], const char *only) {
  mtqc_error error = {0};
  mtqc_options *options = mtqc_options_new();
  if (!options || (only && mtqc_options_set(options, "only", only, &error))) exit(2);
  mtqc_checker *checker = mtqc_checker_new(arguments[1], arguments[2], options, &error);
  mtqc_options_free(options);
  if (!checker) exit(2);
  cost c;
  size_t ignored;
  const double first = time_of(checker, &once[0], &once[1], &c.findings), all = time_of(checker, &many[0], &many[1], &ignored);
  c.cold = first * 1e6 / (double)once[1].lines;
  c.warm = (all - first) * 1e6 / (double)(many[1].lines - once[1].lines);
  mtqc_checker_free(checker);
  return c;
}

int main(int argc, char **argv) {
  if (argc < 5) {
    fprintf(stderr, "usage: checks SOURCE-LANGUAGE TARGET-LANGUAGE SOURCE TARGET [COPIES]\n");
    return 2;
  }
  const size_t copies = 1 + (argc > 5 ? strtoul(argv[5], NULL, 10) : 9);
  const text once[2] = {read_file(argv[3]), read_file(argv[4])};
  const text many[2] = {copies_of(&once[0], copies), copies_of(&once[1], copies)};
  const cost all = measure(argv, once, many, NULL), base = measure(argv, once, many, "length-limit");
  printf("%-22s %8.2f us a segment (cold %.2f), %.0f segments a second, %zu findings\n", "default profile", all.warm, all.cold,
         1e6 / all.warm, all.findings);
  printf("%-22s %8.2f us a segment (cold %.2f)\n", "no check", base.warm, base.cold);
  for (size_t i = 0; i < mtqc_check_count(); i++) {
    const cost c = measure(argv, once, many, mtqc_check_name(i));
    printf("%-22s %8.2f us a segment, %zu findings\n", mtqc_check_name(i), c.warm - base.warm, c.findings);
  }
  for (size_t i = 0; i < 2; i++) {
    free(once[i].bytes);
    free(many[i].bytes);
  }
  return 0;
}
