/* A text is taken for pieces: words, numbers, single marks. Each of the edits is done to each piece of each side; of a long text, to
 * pieces at even distances with the first and the last among them, for borders are what most conditions are about. */
#include "variants.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIECES = 2000, MOST_EDITED = 24 };

typedef struct piece {
  const char *at;
  size_t size, space; /* bytes of white space before it */
} piece;

typedef struct pieces {
  piece all[MOST_PIECES];
  size_t count;
  const char *end;             /* of the text */
  const struct pieces *other; /* those of the other side */
} pieces;

static size_t size_of_character(const char *at) {
  size_t size = 1;
  while (((unsigned char)at[size] & 0xc0) == 0x80) size++;
  return size;
}

/* Letters and digits, as far as their first byte tells: not the marks of Latin-1 and of the blocks U+2000 and U+3000. */
static bool in_word(const char *at) {
  const unsigned char c = (unsigned char)*at;
  return c < 0x80 ? isalnum(c) : c != 0xc2 && c != 0xe2 && !(c == 0xe3 && (unsigned char)at[1] == 0x80);
}

static void cut(pieces *p, const char *text, size_t size, bool of_lines) {
  p->count = 0;
  p->end = text + size;
  for (const char *at = text; at < p->end && p->count < MOST_PIECES;) {
    const char *before = at;
    while (at < p->end && isspace((unsigned char)*at)) at++;
    if (at == p->end) return;
    piece *new = &p->all[p->count++];
    *new = (piece){at, 0, (size_t)(at - before)};
    if (of_lines) while (at < p->end && *at != '\n') at++;
    else if (in_word(at)) while (at < p->end && in_word(at)) at += size_of_character(at);
    else at += size_of_character(at);
    new->size = (size_t)(at - new->at);
  }
}

/* --- edits: what is written instead of piece i; what stands before and behind it stays as it is --- */

typedef struct edited {
  char *at;
  size_t size;
} edited;

static void put(edited *e, const char *bytes, size_t size) {
  memcpy(e->at + e->size, bytes, size);
  e->size += size;
}

static void put_piece(edited *e, const piece *p) { put(e, p->at, p->size); }
static void put_space(edited *e, const piece *p) { put(e, p->at - p->space, p->space); }

static void put_from(edited *e, const pieces *p, size_t i) {
  if (i >= p->count) return;
  const char *from = p->all[i].at - p->all[i].space;
  put(e, from, (size_t)(p->end - from));
}

static void leave_out(edited *e, const pieces *p, size_t i) { put_from(e, p, i + 1); }

static void double_it(edited *e, const pieces *p, size_t i) {
  put_space(e, &p->all[i]);
  put_piece(e, &p->all[i]);
  if (p->all[i].space) put_space(e, &p->all[i]);
  else put(e, " ", in_word(p->all[i].at));
  put_piece(e, &p->all[i]);
  put_from(e, p, i + 1);
}

static void exchange(edited *e, const pieces *p, size_t i) {
  if (i + 1 == p->count) return;
  put_space(e, &p->all[i]);
  put_piece(e, &p->all[i + 1]);
  put_space(e, &p->all[i + 1]);
  put_piece(e, &p->all[i]);
  put_from(e, p, i + 2);
}

static void end_behind(edited *e, const pieces *p, size_t i) {
  put_space(e, &p->all[i]);
  put_piece(e, &p->all[i]);
}

static void space_out(edited *e, const pieces *p, size_t i) {
  put(e, " ", !p->all[i].space);
  put_piece(e, &p->all[i]);
  put_from(e, p, i + 1);
}

/* A first letter of ASCII in its other case; of another piece the last bytes are left out. */
static void change_first(edited *e, const pieces *p, size_t i) {
  put_space(e, &p->all[i]);
  put_piece(e, &p->all[i]);
  char *first = e->at + e->size - p->all[i].size;
  if (isalpha((unsigned char)*first)) *first ^= 0x20;
  else e->size -= size_of_character(p->all[i].at);
  put_from(e, p, i + 1);
}

/* Another last letter or digit; a mark becomes the next of a row. */
static void change_last(edited *e, const pieces *p, size_t i) {
  static const char row[] = ".,;:!?.-)(-\"'\"%/%";
  put_space(e, &p->all[i]);
  put_piece(e, &p->all[i]);
  char *last = e->at + e->size - 1;
  const char *mark_of_row = *last ? strchr(row, *last) : NULL;
  if (isdigit((unsigned char)*last)) *last = (char)('0' + (*last - '0' + 1) % 10);
  else if (isalpha((unsigned char)*last)) *last = *last == 'n' ? 's' : 'n';
  else if (mark_of_row) *last = mark_of_row[1];
  put_from(e, p, i + 1);
}

static void break_line(edited *e, const pieces *p, size_t i) {
  put(e, "\n", 1);
  put_piece(e, &p->all[i]);
  put_from(e, p, i + 1);
}

/* As if it had been left untranslated. */
static void borrow(edited *e, const pieces *p, size_t i) {
  put_space(e, &p->all[i]);
  if (i < p->other->count) put_piece(e, &p->other->all[i]);
  put_from(e, p, i + 1);
}

static const struct {
  const char *name;
  void (*write)(edited *e, const pieces *p, size_t i);
  bool from_start; /* what stands before the piece stays */
} edits[] = {{"without piece", leave_out, true}, {"twice piece", double_it, true},       {"exchanged with the next: piece", exchange, true},
             {"ends behind piece", end_behind, true}, {"begins behind piece", leave_out, false}, {"a space more or less before piece", space_out, true},
             {"a line begins with piece", break_line, true},  {"from the other side: piece", borrow, true},
             {"another first letter of piece", change_first, true}, {"another last letter of piece", change_last, true}};

/* --- variants of a case --- */

typedef struct maker {
  const spec_case *c;
  variants_say *say;
  void *payload;
  FILE *out; /* what is said of all variants */
  bool show;
  size_t variants, found;
} maker;

/* Texts are passed on in stores of just their size, so that sanitizers see who reads on behind them. */
static void pass_on(maker *m, const char *texts[2], const size_t sizes[2], const char *what) {
  spec_case variant = *m->c;
  for (int side = 0; side < 2; side++) {
    variant.size[side] = sizes[side];
    variant.text[side] = malloc(sizes[side] + 1);
    if (!variant.text[side]) exit(EXIT_FAILURE);
    memcpy(variant.text[side], texts[side] ? texts[side] : "", sizes[side]);
    variant.text[side][sizes[side]] = '\0';
  }
  fprintf(m->out, "%s\n", what);
  if (m->show) fprintf(m->out, "< %s\n> %s\n", variant.text[MTQC_SOURCE], variant.text[MTQC_TARGET]);
  m->found += m->say(m->out, m->payload, &variant);
  m->variants++;
  free(variant.text[0]);
  free(variant.text[1]);
}

static void edit_piece(maker *m, mtqc_side side, const pieces *p, size_t edit, size_t i) {
  const spec_case *c = m->c;
  edited e = {malloc(2 * c->size[side] + c->size[!side] + 2), 0};
  if (!e.at) exit(EXIT_FAILURE);
  if (edits[edit].from_start) put(&e, c->text[side], (size_t)(p->all[i].at - p->all[i].space - c->text[side]));
  edits[edit].write(&e, p, i);
  const char *texts[2] = {c->text[0], c->text[1]};
  size_t sizes[2] = {c->size[0], c->size[1]};
  texts[side] = e.at;
  sizes[side] = e.size;
  char what[80];
  snprintf(what, sizeof what, "%s: %s %zu", side == MTQC_SOURCE ? "source" : "target", edits[edit].name, i);
  if (e.size) pass_on(m, texts, sizes, what);
  free(e.at);
}

static void edit_side(maker *m, mtqc_side side, const pieces *p) {
  const size_t count = p->count < MOST_EDITED ? p->count : MOST_EDITED;
  for (size_t edit = 0; edit < sizeof edits / sizeof *edits; edit++)
    for (size_t k = 0; k < count; k++) edit_piece(m, side, p, edit, count < 2 ? k : k * (p->count - 1) / (count - 1));
}

/* Both sides end early, so that lengths go through all borders and what they say still belongs together. */
static void shorten_both(maker *m, const pieces *p) {
  for (size_t k = 1; k < p[MTQC_TARGET].count && k < MOST_EDITED; k++) {
    const char *texts[2] = {m->c->text[0], m->c->text[1]};
    size_t sizes[2] = {0, 0};
    for (int side = 0; side < 2; side++) {
      const size_t last = k * p[side].count / p[MTQC_TARGET].count;
      if (p[side].count) sizes[side] = (size_t)(p[side].all[last].at - texts[side]) + p[side].all[last].size;
    }
    char what[80];
    snprintf(what, sizeof what, "both sides: end behind piece %zu", k);
    pass_on(m, texts, sizes, what);
  }
}

static char *repeated(const char *text, size_t size, const char *between, size_t times, size_t *total) {
  edited e = {malloc(times * (size + strlen(between)) + 1), 0};
  if (!e.at) exit(EXIT_FAILURE);
  for (size_t i = 0; i < times; i++) {
    if (i) put(&e, between, strlen(between));
    put(&e, text, size);
  }
  *total = e.size;
  return e.at;
}

static void repeat_target(maker *m, size_t times) {
  const spec_case *c = m->c;
  size_t sizes[2] = {c->size[0], 0};
  char what[80], *text = repeated(c->text[MTQC_TARGET], c->size[MTQC_TARGET], " ", times, &sizes[1]);
  snprintf(what, sizeof what, "target: %zu times", times);
  pass_on(m, (const char *[]){c->text[0], text}, sizes, what);
  free(text);
}

/* --- what may stand in any text, put into this one --- */

static const char *const things[] = {"?", "!", ":", ";", "–", "…", "\"", "“", "(", ")", "«", "%", "&", "*", "12", "3.5", "1,000", "-7 °C", "XIV", "UNO",
                                     "%s", "{0}", "https://x.org{0}", "x.org/a", "a@b.org", "&amp;", "<b>", "</b>", "`a`", "\\n",
                                     "\u00ad", "\ufffd", "Ã¼", "а́", "[…]"};
enum { THINGS = sizeof things / sizeof *things };

enum { IN_FRONT, IN_THE_WORD, BEHIND_THE_WORD, IN_THE_MIDDLE, INSTEAD_OF_THE_END, AT_THE_END, PLACES };
static const char *const places[] = {"in front", "in the word", "behind the word", "in the middle", "instead of the end", "at the end"};

/* The text of a side with the thing at the place, the word being the piece in the middle. */
static edited put_thing(const pieces *p, size_t size, const char *thing, size_t place) {
  edited e = {malloc(size + strlen(thing) + 3), 0};
  if (!e.at) exit(EXIT_FAILURE);
  const char *start = p->end - size;
  const piece *word = &p->all[p->count / 2], *last = &p->all[p->count - 1];
  const size_t half = word->size > 1 ? size_of_character(word->at) : word->size;
  const char *const from[PLACES] = {start, word->at + half, word->at + word->size, word->at, last->at, p->end};
  put(&e, start, (size_t)(from[place] - start));
  put(&e, " ", place == AT_THE_END);
  put(&e, thing, strlen(thing));
  put(&e, " ", place == IN_FRONT || place == IN_THE_MIDDLE);
  if (place != INSTEAD_OF_THE_END) put(&e, from[place], (size_t)(p->end - from[place]));
  return e;
}

/* Each thing once into one of the sides, once into both, where it may meet another one; where, is another place for every case. */
static void put_things(maker *m, const pieces *p) {
  const spec_case *c = m->c;
  if (!p[MTQC_TARGET].count) return;
  for (size_t k = 0; k < 2 * THINGS; k++) {
    const size_t thing = k / 2, turn = thing + c->size[MTQC_TARGET] + c->size[MTQC_SOURCE], place = turn % PLACES;
    const bool alone = k % 2, same = turn / PLACES % 2;
    char what[120];
    snprintf(what, sizeof what, "%s, %s: %s", alone ? same ? "target" : "source" : same ? "both sides" : "both sides, others", places[place], things[thing]);
    edited e[2] = {{NULL, 0}, {NULL, 0}};
    const char *texts[2] = {c->text[0], c->text[1]};
    size_t sizes[2] = {c->size[0], c->size[1]};
    for (int side = 0; side < 2; side++) {
      if (!p[side].count || (alone && side == !same)) continue;
      e[side] = put_thing(&p[side], c->size[side], things[same || side == MTQC_SOURCE ? thing : (thing + turn) % THINGS], place);
      texts[side] = e[side].at;
      sizes[side] = e[side].size;
    }
    pass_on(m, texts, sizes, what);
    free(e[0].at);
    free(e[1].at);
  }
}

static const char new_paragraph[] = "\n\n";

/* Each side is there twice. */
static void repeat_both(maker *m) {
  const spec_case *c = m->c;
  char *texts[2];
  size_t sizes[2];
  for (int side = 0; side < 2; side++)
    texts[side] = repeated(c->text[side] ? c->text[side] : "", c->size[side], new_paragraph, c->size[side] ? 2 : 0, &sizes[side]);
  pass_on(m, (const char *[]){texts[0], texts[1]}, sizes, "both sides: twice, in two paragraphs");
  free(texts[0]);
  free(texts[1]);
}

/* A new paragraph begins in the middle of each side. */
static void break_both(maker *m, const pieces *p) {
  edited e[2];
  for (int side = 0; side < 2; side++) {
    const char *start = p[side].end - m->c->size[side], *middle = p[side].count ? p[side].all[p[side].count / 2].at : p[side].end;
    e[side] = (edited){malloc(m->c->size[side] + sizeof new_paragraph), 0};
    if (!e[side].at) exit(EXIT_FAILURE);
    put(&e[side], start, (size_t)(middle - start));
    if (middle < p[side].end) put(&e[side], new_paragraph, strlen(new_paragraph));
    put(&e[side], middle, (size_t)(p[side].end - middle));
  }
  pass_on(m, (const char *[]){e[0].at, e[1].at}, (size_t[]){e[0].size, e[1].size}, "both sides: in two paragraphs");
  free(e[0].at);
  free(e[1].at);
}

/* As documents, which are cut into segments and aligned by us, and the target without its source. */
static void change_form(maker *m, const pieces *p) {
  const spec_case *c = m->c;
  spec_case documents = *c, alone = *c;
  documents.lines[MTQC_SOURCE] = c->size[MTQC_SOURCE] ? 2 : 0;
  documents.lines[MTQC_TARGET] = 2;
  memset(alone.tags[MTQC_SOURCE], 0, TAG);
  alone.size[MTQC_SOURCE] = alone.lines[MTQC_SOURCE] = 0;
  const spec_case *const forms[] = {&documents, &alone};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    m->c = forms[i];
    fprintf(m->out, "%s:\n", forms[i] == &alone ? "target alone" : "documents");
    pass_on(m, (const char *[]){c->text[0], c->text[1]}, forms[i]->size, "as it is");
    repeat_both(m);
    if (forms[i] == &documents) break_both(m, p);
  }
  m->c = c;
}

static void make_all(maker *m, bool of_lines) {
  static pieces p[2];
  const spec_case *c = m->c;
  for (int side = 0; side < 2; side++) {
    cut(&p[side], c->text[side] ? c->text[side] : "", c->size[side], of_lines);
    p[side].other = &p[!side];
  }
  for (int side = 0; side < 2; side++) edit_side(m, (mtqc_side)side, &p[side]);
  shorten_both(m, p);
  repeat_target(m, 2);
  repeat_target(m, 5);
  if (!of_lines) {
    repeat_target(m, 70);
    put_things(m, p);
    change_form(m, p);
  }
  if (c->size[MTQC_SOURCE])
    pass_on(m, (const char *[]){c->text[0], c->text[0]}, (size_t[]){c->size[0], c->size[0]}, "target: the source");
}

/* FNV-1a (Fowler, Noll, Vo). */
static uint32_t digest(const char *bytes, size_t size) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
  return hash;
}

void variants_print(const spec_case *c, bool of_lines, bool show, variants_say *say, void *payload) {
  char *said = NULL;
  size_t size = 0;
  maker m = {.c = c, .say = say, .payload = payload, .show = show, .out = open_memstream(&said, &size)};
  if (!m.out) exit(EXIT_FAILURE);
  make_all(&m, of_lines);
  fclose(m.out);
  printf("%zu variants, %zu found, %08x: %s-%s %s\n", m.variants, m.found, digest(said, size), c->tags[MTQC_SOURCE],
         c->tags[MTQC_TARGET], c->title);
  if (show) fputs(said, stdout);
  free(said);
}
