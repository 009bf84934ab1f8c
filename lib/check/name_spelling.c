/* A name that both texts write in one script, and the translation with a slip: "Kowalski" as "Kowalksi".
 *
 * A name of the source that does not stand in the translation, and there a word with a capital that is one slip away and does not stand in
 * the source: a letter changed, lost, added, or two exchanged, never the first. That alone would report "Katharina" for "Katharine" too, so
 * word lists are asked: the form is left alone if the target language has it, and does not have that of the source far oftener, or if
 * the source language has it far oftener itself (then the slip is in the source). Where word lists do not decide, ways of
 * transliterating ("Sergei", "Sergej") and endings are left alone, and so is all that comes again and again: that is a decision. */
#include "marks.h"
#include "odd.h"
#include "sides.h"
#include "text/slip.h"

enum {
  SHORTEST = 6,      /* letters; shorter names have too many neighbours */
  ENDING = 2,        /* letters that inflection may change */
  MOST_SEARCHED = 512, /* tokens of a side: names are compared with names */
  MANY_TIMES = 3
};

static const float SLIP = .6f, DECISION = .4f;

typedef struct prepared {
  bool attests;      /* the target language has a word list */
  bool keeps_letters; /* names of both languages take endings without losing letters ("Kowalskis") */
} prepared;

static bool keeps_letters(const mq_setup *setup, mtqc_side side) {
  return mq_str_equal(mq_language_fact(setup->arena, setup->lexicon, mq_side_pack(side), "name-endings"), MQ_STR("added"));
}

static void *prepare(const mq_setup *setup) {
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  p->attests = mq_lexicon_form_count(setup->lexicon, MTQC_TARGET) > 0;
  p->keeps_letters = setup->source && keeps_letters(setup, MTQC_SOURCE) && keeps_letters(setup, MTQC_TARGET);
  return p;
}

static bool is_name(const mq_side *side, size_t i) {
  const mq_word *word = side->tokens[i].word;
  return word->kind == MQ_WORD && word->shape & MQ_CAPITALISED && !(word->shape & MQ_STRANGE) && word->letters >= SHORTEST &&
         !mq_token_glued(side->tokens, side->count, i);
}

/* Whether a side has the word, or one that begins with it. */
static bool has_form(const mq_side *side, mq_str fold) {
  for (size_t i = 0; i < side->count; i++)
    if (mq_str_starts(side->tokens[i].word->fold, fold)) return true;
  return false;
}

/* --- what is no slip ------------------------------------------------------------------------------------------------ */

static size_t count_marks(mq_str fold) {
  size_t marks = 0;
  for (size_t i = 0; i < fold.size; i++) marks += fold.at[i] < 'a' || fold.at[i] > 'z';
  return marks;
}

/* Latin letters with and without an accent, or an apostrophe: names lose and gain them in many texts. */
static bool differ_in_marks(const mq_word *name, const mq_word *form) {
  return name->script == MQ_SCRIPT_LATIN && count_marks(name->fold) != count_marks(form->fold);
}

static bool sound_alike(const mq_word *name, const mq_word *form) {
  char rooms[2][MQ_SKELETON_ROOM];
  return mq_str_equal(mq_word_skeleton(name, rooms[0]), mq_word_skeleton(form, rooms[1]));
}

/* Whether a language has one spelling (a fold) and the other far less often, or not at all. */
static bool prefers(mq_lookup *lookup, mtqc_side side, mq_str one, mq_str other) {
  const mq_entry here = mq_lookup_text(lookup, side, one), there = mq_lookup_text(lookup, side, other);
  if (here.frequency == MQ_FREQUENCY_UNKNOWN) return false;
  return there.frequency == MQ_FREQUENCY_UNKNOWN ? !there.attested : here.frequency >= there.frequency + MQ_FAR_OFTENER;
}

/* Whether nothing tells that the form is a word, where no word list of the target language prefers the name: the spelling dictionary,
 * or, for a language without any knowledge, that of the source, which has the words that languages share ("Parliament"). */
static bool is_unheard_of(const prepared *p, mq_lookup *lookup, const mq_word *name, const mq_word *form) {
  const mq_spelling speller = mq_lookup_spelling(lookup, MTQC_TARGET, form);
  if (p->attests || speller != MQ_SPELLING_UNCHECKED) return speller != MQ_SPELLING_KNOWN;
  return mq_lookup_misspelt(lookup, MTQC_SOURCE, name);
}

static bool is_misspelt(const prepared *p, mq_lookup *lookup, const mq_word *name, const mq_word *form, bool *preferred) {
  mq_slip slip;
  if (form->script != name->script || !mq_one_slip(name->fold, form->fold, &slip) || !slip.before) return false;
  if ((!slip.behind && form->letters > name->letters) || differ_in_marks(name, form)) return false;
  if (mq_is_established(lookup, form, name->fold) || prefers(lookup, MTQC_SOURCE, form->fold, name->fold)) return false;
  *preferred = prefers(lookup, MTQC_TARGET, name->fold, form->fold);
  if (*preferred) return true;
  return name->script == MQ_SCRIPT_LATIN && (slip.behind >= ENDING || p->keeps_letters) && !sound_alike(name, form) &&
         is_unheard_of(p, lookup, name, form);
}

/* --- segments ------------------------------------------------------------------------------------------------------- */

/* What is noted beside a name of the source. */
typedef struct slip_note {
  size_t form; /* token of the target */
  bool preferred;
} slip_note;

static void check_name(mq_context *context, const mq_view *view, const mq_side *source, const mq_side *target, size_t i) {
  const mq_word *name = source->tokens[i].word;
  if (!is_name(source, i) || has_form(target, name->fold)) return;
  for (size_t j = 0; j < target->count; j++) {
    const mq_word *form = target->tokens[j].word;
    slip_note note = {j, false};
    if (!is_name(target, j) || !is_misspelt(context->prepared, view->lookup, name, form, &note.preferred)) continue;
    if (!has_form(source, form->fold)) mq_note_add(context, view, i, &note, sizeof note);
    return;
  }
}

static void segment(mq_context *context, const mq_view *view) {
  mq_side source = mq_side_of(view, MTQC_SOURCE), target = mq_side_of(view, MTQC_TARGET);
  if (view->no_source || source.count > MOST_SEARCHED || target.count > MOST_SEARCHED) return;
  for (size_t i = 0; i < source.count; i++) check_name(context, view, &source, &target, i);
}

/* --- the document --------------------------------------------------------------------------------------------------- */

static const slip_note *slip_of(const mq_note *note) {
  return note->data;
}
static const mq_word *form_of(const mq_note *note) {
  return note->view->target[slip_of(note)->form].word;
}

static void report(mq_context *context, const mq_note *note, uint32_t times) {
  const mq_word *name = note->view->source[note->token].word, *form = form_of(note);
  mq_finding *finding = mq_find_target(context, note->view, mq_tokens_span(note->view->target, slip_of(note)->form, 1));
  finding->has_source = true;
  finding->source = mq_tokens_span(note->view->source, note->token, 1);
  finding->confidence = times < MANY_TIMES ? SLIP : DECISION;
  mq_finding_message(context, finding, "The name \"%.*s\" of the source is spelled \"%.*s\"", MQ_FMT(name->surface),
                     MQ_FMT(form->surface));
  if (slip_of(note)->preferred)
    mq_finding_evidence(context, finding, "the target language has \"%.*s\" far oftener", MQ_FMT(name->surface));
  else mq_finding_evidence(context, finding, "they are one slip apart, and no word list has \"%.*s\"", MQ_FMT(form->surface));
  if (times >= MANY_TIMES) mq_finding_evidence(context, finding, "the translation spells it so %u times", (unsigned)times);
  mq_finding_suggest(context, finding, name->surface);
}

static void document(mq_context *context, const mq_document *all) {
  mq_map times = {.arena = context->scratch};
  for (size_t i = 0; i < all->note_count; i++) ++*mq_map_add(&times, form_of(&all->notes[i])->stem, NULL);
  for (size_t i = 0; i < all->note_count; i++)
    report(context, &all->notes[i], *mq_find_stem(&times, form_of(&all->notes[i])));
}

const mq_check mq_check_name_spelling = {
    .prepare = prepare,
    .segment = segment,
    .document = document,
    .explanation =
        "A name of six letters or more that the translation spells with a slip: \"Kowalski\" as \"Kowalksi\", where both texts are in one\n"
        "script. The form that the translation has is one letter, or an exchange of two neighbours, away from the name, and stands\n"
        "nowhere in the source. It is left alone if the target language has it (\"Katharina\" for \"Katharine\") and does not have the\n"
        "name of the source ten times as often, if the source language has it far oftener (then the source is misspelt), if only\n"
        "accents or an ending differ, and if it is another way to transliterate a name that no word list knows (\"Sergei\", \"Sergej\").\n"
        "A form that comes three times and more counts little: it was decided upon. Between languages in Cyrillic letters, which\n"
        "spell foreign names each in its own way, word lists must prefer the name. Segments of more than 512 tokens are not compared."};
