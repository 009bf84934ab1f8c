/* Prints what the aligner makes of the documents of spec files, every line a segment, and of made-up ones: beads with their
 * confidence and evidence, doubts, words learnt; digests of what it makes of variants of the last file's documents, and of made-up
 * ones that are longer. Compared with a record (compare.sh); `--show` prints in full what digests are of.
 * usage: beads [--show] FILE... */
#include "variants.h"

#include <stdlib.h>
#include <string.h>

static void print_side(FILE *out, const mtqc_alignment *alignment, size_t bead, mtqc_side side) {
  size_t first, last;
  mtqc_alignment_bead(alignment, bead, side, &first, &last);
  putc('[', out);
  for (size_t i = first; i < last; i++) fprintf(out, i > first ? " %zu" : "%zu", i);
  putc(']', out);
}

static void print_matches(FILE *out, const mtqc_alignment *alignment, size_t bead, const mtqc_text *texts) {
  for (size_t i = 0; i < mtqc_alignment_match_count(alignment, bead); i++) {
    size_t s[2], t[2];
    const double strength = mtqc_alignment_match(alignment, bead, i, &s[0], &s[1], &t[0], &t[1]);
    fprintf(out, " %.*s=%.*s %.2f", (int)(s[1] - s[0]), texts[0].bytes + s[0], (int)(t[1] - t[0]), texts[1].bytes + t[0], strength);
  }
}

enum { MOST_LEARNT = 60 };

static void print_alignment(FILE *out, const mtqc_alignment *alignment, const mtqc_text *texts) {
  for (size_t i = 0; i < mtqc_alignment_bead_count(alignment); i++) {
    print_side(out, alignment, i, MTQC_SOURCE);
    print_side(out, alignment, i, MTQC_TARGET);
    fprintf(out, " %.2f %u", mtqc_alignment_confidence(alignment, i), mtqc_alignment_flags(alignment, i));
    print_matches(out, alignment, i, texts);
    putc('\n', out);
  }
  for (size_t i = 0; mtqc_alignment_doubt(alignment, i); i++) fprintf(out, "doubt: %s\n", mtqc_alignment_doubt(alignment, i));
  for (size_t i = 0; i < mtqc_alignment_learnt_count(alignment) && i < MOST_LEARNT; i++) {
    mtqc_text source, target;
    const double strength = mtqc_alignment_learnt(alignment, i, &source, &target);
    fprintf(out, "learnt: %.*s=%.*s %.2f\n", (int)source.size, source.bytes, (int)target.size, target.bytes, strength);
  }
}

/* Returns the number of beads. */
static size_t align_and_print(FILE *out, spec_checkers *checkers, const spec_case *c) {
  mtqc_error error = {0};
  mtqc_alignment *alignment = NULL;
  const mtqc_checker *checker = spec_checker(checkers, c, &error);
  const mtqc_text texts[2] = {{c->text[0], c->size[0]}, {c->text[1], c->size[1]}};
  if (!checker || mtqc_align_lines(checker, texts[0].bytes, texts[0].size, texts[1].bytes, texts[1].size, &alignment, &error))
    fprintf(out, "error: %s\n", error.text);
  else print_alignment(out, alignment, texts);
  const size_t beads = alignment ? mtqc_alignment_bead_count(alignment) : 0;
  mtqc_alignment_free(alignment);
  return beads;
}

typedef struct asked {
  spec_checkers checkers;
  bool show;
} asked;

static void print_case(void *payload, const spec_case *c) {
  if (c->lines[MTQC_SOURCE] < 2) return;
  printf("@ %s-%s %s\n", c->tags[MTQC_SOURCE], c->tags[MTQC_TARGET], c->title);
  align_and_print(stdout, &((asked *)payload)->checkers, c);
}

static size_t say_beads(FILE *out, void *payload, const spec_case *variant) { return align_and_print(out, payload, variant); }

static void print_variants(void *payload, const spec_case *c) {
  asked *a = payload;
  if (c->lines[MTQC_SOURCE] >= 2) variants_print(c, true, a->show, say_beads, &a->checkers);
}

/* --- documents that are made up: two languages of one grammar without a word in common, and what translators do --- */

typedef struct maker {
  char *at[2];
  uint32_t random;
} maker;

static uint32_t draw(maker *m, uint32_t below) {
  m->random = m->random * 1664525 + 1013904223;
  return (m->random >> 8) % below;
}

/* Word `number`: syllables of its digits; the languages have other ones. */
static void add_word(maker *m, int side, uint32_t number) {
  static const char *const syllables[2][8] = {{"ba", "de", "fi", "go", "lu", "mar", "nes", "pol"},
                                              {"ki", "sun", "tra", "vo", "wem", "zel", "cho", "hey"}};
  for (number += 8; number; number /= 8) m->at[side] += sprintf(m->at[side], "%s", syllables[side][number % 8]);
  *m->at[side]++ = ' ';
}

/* Few words are frequent, many are rare; one in nine is rendered by another, and one in twelve sentences has a number. */
static void add_sentence(maker *m, unsigned sides) {
  const uint32_t words = 4 + draw(m, 14);
  for (uint32_t i = 0; i < words; i++) {
    const uint32_t range = draw(m, 3) ? 30 : 900, word = draw(m, range), other = draw(m, 9) ? word : draw(m, range);
    if (sides & 1) add_word(m, 0, word);
    if (sides & 2) add_word(m, 1, other);
  }
  const uint32_t number = draw(m, 12) ? 0 : 10 + draw(m, 5000);
  for (int side = 0; side < 2 && number; side++)
    if (sides & 1u << side) m->at[side] += sprintf(m->at[side], "%u", number);
}

static void end_line(maker *m, int side) {
  m->at[side] += sprintf(m->at[side], ".\n");
}

/* A sentence on both sides; or one that is left out, added, or joined with the next one. */
static void add_segment(maker *m) {
  const uint32_t what = draw(m, 16);
  add_sentence(m, what == 0 ? 1 : what == 1 ? 2 : 3);
  if (what != 1) end_line(m, 0);
  if (what == 2) add_sentence(m, 3), end_line(m, 0);
  if (what == 3) end_line(m, 1), add_sentence(m, 3), m->at[0][-2] = ';', m->at[0][-1] = ' ', end_line(m, 0);
  if (what != 0) end_line(m, 1);
}

/* In the middle so many sentences of the source have no translation. */
static void make_up(size_t segments, size_t lost, const char *title, void (*each)(void *payload, const spec_case *c), void *payload) {
  char *texts[2] = {malloc((segments + lost) * 600), malloc((segments + lost) * 600)};
  if (!texts[0] || !texts[1]) exit(EXIT_FAILURE);
  maker m = {{texts[0], texts[1]}, 20251128};
  for (size_t i = 0; i < segments; i++) {
    for (size_t k = 0; i == segments / 2 && k < lost; k++) add_sentence(&m, 1), end_line(&m, 0);
    add_segment(&m);
  }
  spec_case c = {.tags = {"tlh", "eo"}, .text = {texts[0], texts[1]}, .size = {(size_t)(m.at[0] - texts[0]), (size_t)(m.at[1] - texts[1])},
                 .lines = {segments, segments}};
  snprintf(c.title, sizeof c.title, "made up, %zu segments, %zu lost, %s", segments, lost, title);
  each(payload, &c);
  free(texts[0]);
  free(texts[1]);
}

static void print_file(const char *path, void (*each)(void *payload, const spec_case *c), asked *a) {
  FILE *file = fopen(path, "r");
  if (!file) exit(EXIT_FAILURE);
  spec_read(file, each, a);
  fclose(file);
}

int main(int argc, char **argv) {
  asked a = {.show = argc > 1 && strcmp(argv[1], "--show") == 0};
  if (argc < 2 + a.show) return EXIT_FAILURE;
  for (int i = 1 + a.show; i < argc; i++) print_file(argv[i], print_case, &a);
  make_up(60, 0, "searched whole", print_case, &a);
  make_up(330, 40, "by anchors", print_case, &a);
  print_file(argv[argc - 1], print_variants, &a);
  make_up(9, 1, "searched whole", print_variants, &a);
  make_up(20, 3, "searched whole", print_variants, &a);
  spec_checkers_free(&a.checkers);
  return EXIT_SUCCESS;
}
