/* Names spelled by two systems of transliteration in one text: "Peskow" and "Poroshenko" in German.
 *
 * The rules of dicts/translit tell how a name of the source is written in the target language, and how in others. A name that
 * looks as another system has it, and not as the target language's own one does, is reported if several names around it are
 * written by the latter, and fewer by the former. Which names are of the source language, and none of another that it has
 * transliterated itself ("Кевин"), is told by their endings (surname-ending in dicts/<lang>/language.txt); names that word
 * lists of the target language know are established, whatever their system. */
#include "odd.h"
#include "sides.h"

enum {
  REACH = 40,
  NEAREST = 64,
  LEAST_OWN = 2,
  MOST_NAMES = 8,
  MOST_LOST = 2,
  SHORTEST = 4,
  FORM_ROOM = 96,
  MOST_SYSTEMS = 16
};

typedef struct prepared {
  const mq_transliteration *all;
  size_t count, own; /* own: that of the target language */
  mq_str endings; /* of surnames of the source language, folded; separated by ; */
} prepared;

/* How a name is spelled. */
typedef struct spelling {
  enum { BY_NONE, BY_OWN, BY_OTHER } by;
  uint32_t systems; /* a bit for each that spells it so */
} spelling;

static void *prepare(const mq_setup *setup) {
  if (!setup->source) return NULL;
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  const mq_str name = mq_str_of(mq_format(setup->arena, "%s-%s", setup->source->code, setup->target->code));
  p->count = mq_lexicon_transliterations(setup->lexicon, MTQC_SOURCE, &p->all);
  if (p->count > MOST_SYSTEMS) p->count = MOST_SYSTEMS;
  while (p->own < p->count && !mq_str_equal(p->all[p->own].name, name)) p->own++;
  p->endings = mq_fold(setup->arena, mq_language_fact(setup->arena, setup->lexicon, MQ_PACK_SOURCE, "surname-ending"));
  return p->own < p->count ? p : NULL;
}

/* --- segments ---------------------------------------------------------------------------------------------------- */

static bool has_ending(const prepared *p, mq_str fold) {
  mq_str list = p->endings, ending;
  while (mq_str_split(&list, ';', &ending))
    if (ending.size && fold.size > ending.size && mq_str_ends(fold, ending)) return true;
  return false;
}

static mq_str without_last_letter(mq_str s) {
  while (s.size && ((unsigned char)s.at[s.size - 1] & 0xc0) == 0x80) s.size--;
  if (s.size) s.size--;
  return s;
}

/* Glides are written or not within one system too: "Makeev", "Makeyev". */
static bool is_glide(char c) {
  return c == 'y' || c == 'j';
}

static bool same_but_glides(mq_str a, mq_str b) {
  size_t i = 0, k = 0;
  for (;;) {
    while (i < a.size && is_glide(a.at[i])) i++;
    while (k < b.size && is_glide(b.at[k])) k++;
    if (i == a.size || k == b.size) return i == a.size && k == b.size;
    if (a.at[i++] != b.at[k++]) return false;
  }
}

/* Whether the name, or what is left of it without an ending, becomes this form. */
static bool becomes(const mq_translit *rules, const mq_word *name, mq_str form, bool (*same)(mq_str a, mq_str b)) {
  mq_str fold = name->fold;
  for (size_t lost = 0; lost <= MOST_LOST && lost + SHORTEST <= name->letters; lost++) {
    char latin[FORM_ROOM];
    if (same((mq_str){latin, mq_transliterate(rules, fold, latin, sizeof latin)}, form)) return true;
    fold = without_last_letter(fold);
  }
  return false;
}

static bool same(mq_str a, mq_str b) {
  return mq_str_equal(a, b);
}

/* Names that all systems spell alike say nothing. */
static spelling spelling_of(const prepared *p, const mq_word *name, mq_str form) {
  spelling s = {BY_NONE, 0};
  for (size_t i = 0; i < p->count; i++) s.systems |= (uint32_t)becomes(p->all[i].rules, name, form, same) << i;
  if (!s.systems || s.systems == (1u << p->count) - 1) return s;
  if (s.systems >> p->own & 1) s.by = BY_OWN;
  else if (!becomes(p->all[p->own].rules, name, form, same_but_glides)) s.by = BY_OTHER;
  return s;
}

static void segment(mq_context *context, const mq_view *view) {
  const prepared *p = context->prepared;
  if (!p || view->no_source) return;
  for (size_t i = 0; i < view->source_count; i++) {
    const mq_word *name = view->source[i].word;
    const mq_link *link = &view->source_links[i];
    if (name->kind != MQ_WORD || !(name->shape & MQ_CAPITALISED) || (name->shape & MQ_STRANGE)) continue;
    if (link->other == MQ_NO_ID || !has_ending(p, name->fold)) continue;
    const spelling s = spelling_of(p, name, view->target[link->other].word->fold);
    if (s.by != BY_NONE) mq_note_add(context, view, i, &s, sizeof s);
  }
}

/* --- the document ------------------------------------------------------------------------------------------------ */

static const spelling *spelling_at(const mq_note *note) {
  return note->data;
}
static const mq_link *link_of(const mq_note *note) {
  return &note->view->source_links[note->token];
}
static const mq_word *form_of(const mq_note *note) {
  return note->view->target[link_of(note)->other].word;
}

/* Different names by one system, up to MOST_NAMES. */
typedef struct names {
  const mq_note *at[MOST_NAMES];
  size_t count;
} names;

static void add_name(names *list, const mq_note *note) {
  for (size_t i = 0; i < list->count; i++)
    if (form_of(list->at[i])->stem_hash == form_of(note)->stem_hash) return;
  if (list->count < MOST_NAMES) list->at[list->count++] = note;
}

/* The names around note `k`: those of its system, and those that only the target language's own one spells so. */
static void names_around(const mq_document *all, size_t k, names *own, names *other) {
  const size_t first = k > NEAREST ? k - NEAREST : 0,
               end = k + NEAREST < all->note_count ? k + NEAREST : all->note_count;
  for (size_t i = first; i < end; i++) {
    const mq_note *note = &all->notes[i];
    const size_t here = note->view->index, there = all->notes[k].view->index;
    if ((here > there ? here - there : there - here) > REACH) continue;
    const bool shared = spelling_at(note)->systems & spelling_at(&all->notes[k])->systems;
    if (spelling_at(note)->by == BY_OTHER) add_name(other, note);
    else if (!shared) add_name(own, note);
  }
}

static void report(mq_context *context, const mq_note *note, const names *own, const mq_word *name) {
  const prepared *p = context->prepared;
  char latin[FORM_ROOM], capital[FORM_ROOM];
  const mq_str wanted = {latin, mq_transliterate(p->all[p->own].rules, name->fold, latin, sizeof latin)};
  const size_t size = mq_capitalise(wanted, capital, sizeof capital);
  mq_finding *finding =
      mq_find_target(context, note->view, mq_tokens_span(note->view->target, link_of(note)->other, 1));
  finding->has_source = true;
  finding->source = mq_tokens_span(note->view->source, note->token, 1);
  finding->confidence = .6f;
  mq_finding_message(context, finding,
                     "\"%.*s\" is spelled by another system of transliteration than other names of this text",
                     MQ_FMT(form_of(note)->surface));
  mq_finding_evidence(context, finding, "\"%.*s\" is \"%.*s\" by that of the target language", MQ_FMT(name->surface),
                      (int)size, capital);
  mq_finding_evidence(context, finding, "by it are spelled \"%.*s\" and \"%.*s\" near by",
                      MQ_FMT(form_of(own->at[0])->surface), MQ_FMT(form_of(own->at[1])->surface));
}

static void document(mq_context *context, const mq_document *all) {
  for (size_t k = 0; k < all->note_count; k++) {
    const mq_note *note = &all->notes[k];
    if (spelling_at(note)->by != BY_OTHER) continue;
    if (mq_lookup_entry(note->view->lookup, MTQC_TARGET, form_of(note))->attested) continue;
    names own = {{NULL}, 0}, other = {{NULL}, 0};
    names_around(all, k, &own, &other);
    if (own.count >= LEAST_OWN && own.count > other.count)
      report(context, note, &own, note->view->source[note->token].word);
  }
}

const mq_check mq_check_name_system = {
    .prepare = prepare,
    .segment = segment,
    .document = document,
    .explanation =
        "One text spells names of the source language by two systems of transliteration: \"Poroshenko\" (the English way) beside\n"
        "\"Peskow\" and \"Schoigu\" in German. Reported is a name that only another system than that of the target language spells so,\n"
        "if at least two other names within forty segments are spelled by the latter, and fewer by the former.\n"
        "Names are told by the endings of surnames of the source language; established names, which a word list of the target\n"
        "language has, are left alone. A text that spells all its names by another system is consistent, and not reported."};
