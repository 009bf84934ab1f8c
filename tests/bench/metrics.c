/* How fast the reference-based metrics are, and how much memory they take.
 *
 *   metrics [SEGMENTS [SHOWN]]      (default 100000)
 *
 * Segments of 21 words are generated from a vocabulary with Zipf's frequencies; hypotheses are references
 * with words changed, left out, put in and moved. With SHOWN, that many pairs are printed as tab-separated
 * lines instead, for measuring others. */
#include <mtqc/mtqc.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { VOCABULARY = 30000, WORDS = 21, LONGEST = 1024, BLOCK = 500 };

static char vocabulary[VOCABULARY][20];
static double cumulative[VOCABULARY];
static uint64_t state;

static double random_part(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (double)(state >> 11) / 9007199254740992.0;
}

static size_t random_below(size_t n) {
  return (size_t)(random_part() * (double)n);
}

static void make_vocabulary(void) {
  static const char *const syllables[] = {"ma",  "ter", "lo", "schei", "än",  "gro",
                                          "ver", "un",  "ge", "tik",   "sol", "ra"};
  double sum = 0;
  for (size_t i = 0; i < VOCABULARY; i++) {
    const size_t count = 1 + (i > 50) + (i > 1000 ? random_below(3) : 0);
    for (size_t k = 0; k < count; k++) strcat(vocabulary[i], syllables[random_below(12)]);
    cumulative[i] = sum += 1 / ((double)i + 2.7);
  }
  for (size_t i = 0; i < VOCABULARY; i++) cumulative[i] /= sum;
}

static const char *random_word(void) {
  const double x = random_part();
  size_t low = 0, high = VOCABULARY - 1;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (cumulative[middle] < x) low = middle + 1;
    else high = middle;
  }
  return vocabulary[low];
}

static size_t join(const char **words, size_t count, char *out) {
  size_t size = 0;
  for (size_t i = 0; i < count; i++)
    size += (size_t)snprintf(out + size, LONGEST - size, "%s%s", i ? " " : "", words[i]);
  return size + (size_t)snprintf(out + size, LONGEST - size, ".");
}

static size_t change(const char **words, size_t count) {
  for (size_t edits = random_below(10); edits > 0; edits--) {
    const size_t i = random_below(count), j = random_below(count);
    const char *word = words[i];
    switch (random_below(4)) {
    case 0:
      words[i] = random_word();
      break;
    case 1:
      if (count > 5) memmove(words + i, words + i + 1, (--count - i) * sizeof *words);
      break;
    case 2:
      if (count >= 2 * WORDS) break;
      memmove(words + i + 1, words + i, (count++ - i) * sizeof *words);
      words[i] = random_word();
      break;
    default:
      memmove(words + i, words + i + 1, (count - 1 - i) * sizeof *words);
      memmove(words + j + 1, words + j, (count - 1 - j) * sizeof *words);
      words[j] = word;
    }
  }
  return count;
}

static void make_pair(char *reference, char *hypothesis, mtqc_text *reference_text,
                      mtqc_text *hypothesis_text) {
  const char *words[2 * WORDS + 1];
  for (size_t i = 0; i < WORDS; i++) words[i] = random_word();
  *reference_text = (mtqc_text){reference, join(words, WORDS, reference)};
  *hypothesis_text = (mtqc_text){hypothesis, join(words, change(words, WORDS), hypothesis)};
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static long memory(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* Pairs come in blocks, so that making them is not measured. */
static struct {
  char reference[LONGEST], hypothesis[LONGEST];
  mtqc_text r, h;
} block[BLOCK];

static void fill_block(void) {
  for (size_t i = 0; i < BLOCK; i++)
    make_pair(block[i].reference, block[i].hypothesis, &block[i].r, &block[i].h);
}

static void run(const char *settings, size_t segments) {
  mtqc_error error = {0};
  mtqc_metric *metric = mtqc_metric_new(settings, &error);
  if (!metric) exit(2);
  double seconds = 0;
  size_t bytes = 0;
  state = 1;
  for (size_t i = 0; i < segments; i += BLOCK) {
    fill_block();
    const double start = now();
    for (size_t k = 0; k < BLOCK && i + k < segments; k++) {
      bytes += block[k].r.size;
      if (mtqc_metric_add(metric, block[k].h, &block[k].r, 1, NULL, &error)) exit(2);
    }
    seconds += now() - start;
  }
  printf("%-16s %9.4f  %7.3f s  %6ld KiB at most  (%.0f bytes a reference)\n", settings,
         mtqc_metric_corpus(metric), seconds, memory(), (double)bytes / (double)segments);
  mtqc_metric_free(metric);
}

static void run_test(size_t segments, const char *method, size_t samples, unsigned jobs) {
  char reference[LONGEST], hypothesis[LONGEST];
  mtqc_text r, h;
  mtqc_error error = {0};
  mtqc_metric *metrics[2] = {mtqc_metric_new("bleu", &error), mtqc_metric_new("bleu", &error)};
  for (int k = 0; k < 2; k++) {
    if (!metrics[k] || mtqc_metric_keep(metrics[k], &error)) exit(2);
    state = 1;
    for (size_t i = 0; i < segments; i++) {
      make_pair(reference, hypothesis, &r, &h);
      if (k && i % 50 == 0 && h.size > 20) h.size -= 8;
      if (mtqc_metric_add(metrics[k], h, &r, 1, NULL, &error)) exit(2);
    }
  }
  struct timespec from, to;
  mtqc_comparison result;
  clock_gettime(CLOCK_MONOTONIC, &from);
  if (mtqc_metric_compare(metrics[0], metrics[1], method, samples, 12345, jobs, &result, &error)) exit(2);
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("%s, %zu segments, %zu samples, %u threads: p %.4f, %.3f s\n", method, segments, samples, jobs,
         result.p_value, (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) * 1e-9);
  for (int k = 0; k < 2; k++) mtqc_metric_free(metrics[k]);
}

int main(int argc, char **argv) {
  const size_t segments = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000,
               shown = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
  state = 20221122;
  make_vocabulary();
  char reference[LONGEST], hypothesis[LONGEST];
  mtqc_text r, h;
  state = 1;
  for (size_t i = 0; i < shown; i++) {
    make_pair(reference, hypothesis, &r, &h);
    printf("%s\t%s\n", hypothesis, reference);
  }
  if (shown) return 0;
  static const char *const settings[] = {"bleu", "bleu:tok=intl", "chrf", "chrf++", "ter"};
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) run(settings[i], segments);
  run_test(2000, "bootstrap", 1000, 1);
  run_test(2000, "bootstrap", 1000, 2);
  run_test(2000, "randomisation", 10000, 1);
  run_test(2000, "randomisation", 10000, 2);
  return 0;
}
