/* How fast, and in how much memory, a big file of pairs is read. Makes a TMX file of so many megabytes, with text of several
 * scripts, entities and inline codes, reads it unit by unit, and prints megabytes a second of processor
 * time, and the peak of memory.
 * usage: bitext [MEGABYTES] [FILE]     default: 1024 megabytes in a temporary file */
#include <mtqc/mtqc.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static const char *const sentences[][2] = {
    {"The committee met on Monday &amp; adopted twelve resolutions.",
     "Der Ausschuss trat am Montag zusammen und nahm zwölf Entschließungen an."},
    {"Press <bpt i=\"1\" type=\"bold\">&lt;b&gt;</bpt>Save<ept i=\"1\">&lt;/b&gt;</ept> before you leave the page.",
     "Drücken Sie <bpt i=\"1\" type=\"bold\">&lt;b&gt;</bpt>Sichern<ept i=\"1\">&lt;/b&gt;</ept>, bevor Sie die Seite verlassen."},
    {"Rain is expected in the north of the country.", "На севере страны ожидаются дожди, местами со снегом и сильным ветром."},
    {"He paid 1,250.50 dollars for it.", "Er hat 1.250,50 Dollar dafür bezahlt &#8211; zu viel."},
};

static int make(const char *path, uint64_t bytes) {
  FILE *file = fopen(path, "w");
  if (!file) return 0;
  uint64_t written = (uint64_t)fprintf(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
                                             "<header srclang=\"en\" segtype=\"sentence\" datatype=\"xml\"/>\n<body>\n");
  for (uint64_t i = 0; written < bytes; i++)
    written += (uint64_t)fprintf(file,
                                 "<tu tuid=\"%" PRIu64 "\">\n  <tuv xml:lang=\"en\"><seg>%s</seg></tuv>\n"
                                 "  <tuv xml:lang=\"de\"><seg>%s</seg></tuv>\n</tu>\n",
                                 i, sentences[i % 4][0], sentences[i % 4][1]);
  fprintf(file, "</body>\n</tmx>\n");
  return fclose(file) == 0;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  const uint64_t bytes = (argc > 1 ? strtoull(argv[1], NULL, 10) : 1024) << 20;
  char path[] = "/tmp/mtqc-bench-XXXXXX";
  const int fd = argc > 2 ? -1 : mkstemp(path);
  const char *name = argc > 2 ? argv[2] : path;
  if (fd >= 0) close(fd);
  if (!make(name, bytes)) return fprintf(stderr, "cannot write %s\n", name), 1;
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "input-format", "tmx", NULL);
  mtqc_error error = {0};
  const double start = now();
  mtqc_bitext *bitext = mtqc_bitext_open(name, "en", "de", options, &error);
  const mtqc_unit *unit;
  uint64_t units = 0, text = 0;
  int status = bitext ? 1 : error.code;
  for (; bitext && (status = mtqc_bitext_next(bitext, &unit, &error)) == 1; units++)
    text += mtqc_unit_text(unit, MTQC_SOURCE).size + mtqc_unit_text(unit, MTQC_TARGET).size;
  const double seconds = now() - start;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  mtqc_bitext_free(bitext);
  mtqc_options_free(options);
  unlink(name);
  if (status < 0) return fprintf(stderr, "%s:%u: %s\n", error.file, (unsigned)error.line, error.text), 1;
  printf("%" PRIu64 " units, %" PRIu64 " bytes of text: %.2f s, %.0f MB/s, peak memory %.0f MB\n", units, text, seconds,
         (double)(bytes >> 20) / seconds, (double)usage.ru_maxrss / 1024);
  return 0;
}
