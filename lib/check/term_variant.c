/* A name or term of the source that a text renders in several ways.
 *
 * No glossary is needed: names and rare words come again within a text, and their renderings are the words that they link to (both ways, so
 * that no other word claims them). The rendering of most places is the usual one; a place with another is reported, unless the usual one
 * stands in that segment too. Names are words that no dictionary translates, rendered by words that look like them: two forms of one name
 * are a fault, or else one of a term that is merely rare is a matter of taste, which is told with a confidence that strict reviewers ask for. */
#include "odd.h"
#include "sides.h"

enum {
  RARE = -480,  /* centibels of running text: about one word in 63 000 */
  SHORTEST = 5, /* letters of a term that is no name */
  SHORTEST_NAME = 4,
  LEAST_PLACES = 3, /* of a term that is no name */
  WINDOW = 40,  /* segments, where they need not belong to one text: those in which it is expected to be consistent */
  FAMILY = 4,   /* letters that words of one family have in common at the start */
  STEM = 3,     /* and two forms of one name, beside their endings */
  REPLACED = 2, /* letters of a name that an ending replaces */
  ENDING = 3,   /* letters, at most */
  MOST_PLACES = 48, /* of one term that are compared with each other at once */
};

static const double ALIKE = .5; /* of skeletons: forms of one name */
static const float NAME = .65f, NAME_ONCE = .55f, TERM = .4f;

typedef struct place {
  uint32_t source, target; /* tokens */
  bool name;
} place;

/* --- segments ------------------------------------------------------------------------------------------------------- */

/* Whether no dictionary translates a word; trained tables and lists of names know names. */
static bool is_untranslated(const mq_entry *entry) {
  for (size_t k = 0; k < entry->translation_count; k++)
    if (entry->translations[k].layer != MQ_LAYER_NAME && entry->translations[k].layer != MQ_LAYER_TRAINED) return false;
  return true;
}

static bool has_inside(mq_str text, mq_str piece) {
  for (size_t i = 0; i + piece.size <= text.size; i++)
    if (memcmp(text.at + i, piece.at, piece.size) == 0) return true;
  return false;
}

/* Whether a word of the translation is a form of the name, and no compound with it ("Südkorea"). */
static bool is_form_of(const mq_word *name, const mq_word *other) {
  char rooms[2][MQ_SKELETON_ROOM];
  const mq_str x = mq_word_skeleton(name, rooms[0]), y = mq_word_skeleton(other, rooms[1]);
  return mq_skeleton_similarity(x, y) >= ALIKE && (mq_str_starts(y, x) || !has_inside(y, x));
}

static bool is_plain_word(const mq_token *tokens, size_t count, size_t i) {
  return tokens[i].kind == MQ_WORD && !(tokens[i].word->shape & MQ_STRANGE) && !mq_token_glued(tokens, count, i);
}

static bool is_foreign(const mq_view *view, size_t i, uint8_t script) {
  return i < view->target_count && view->target[i].kind == MQ_WORD && view->target[i].word->script != script;
}

/* Whether a word of the translation belongs to words that stay in another script: "Washington Post" in Russian. */
static bool in_foreign_run(const mq_view *view, size_t i, uint8_t script) {
  return is_foreign(view, i, script) &&
         (is_foreign(view, i - 1, script) || is_foreign(view, i + 1, script)); /* -1 wraps round */
}

static bool is_name(const mq_view *view, const mq_entry *entry, uint32_t i, const mq_link *link) {
  const mq_word *word = view->source[i].word, *other = view->target[link->other].word;
  return word->shape & other->shape & MQ_CAPITALISED && word->letters >= SHORTEST_NAME && is_untranslated(entry) &&
         is_form_of(word, other);
}

static bool is_rare(const mq_entry *entry, const mq_word *word) {
  return word->letters >= SHORTEST && entry->frequency != MQ_FREQUENCY_UNKNOWN && entry->frequency <= RARE;
}

static void segment(mq_context *context, const mq_view *view) {
  if (view->no_source) return;
  for (uint32_t i = 0; i < view->source_count; i++) {
    const mq_link *link = &view->source_links[i];
    if (!mq_is_linked(link) || view->target_links[link->other].other != i) continue;
    if (!is_plain_word(view->source, view->source_count, i) ||
        !is_plain_word(view->target, view->target_count, link->other))
      continue;
    if (in_foreign_run(view, link->other, context->language[MTQC_TARGET]->script)) continue;
    const mq_entry *entry = mq_lookup_entry(view->lookup, MTQC_SOURCE, view->source[i].word);
    const place here = {i, link->other, is_name(view, entry, i, link)};
    if (here.name || is_rare(entry, view->source[i].word)) mq_note_add(context, view, i, &here, sizeof here);
  }
}

/* --- the document --------------------------------------------------------------------------------------------------- */

typedef MQ_ARRAY(const mq_note *) places;

static const place *place_of(const mq_note *note) {
  return note->data;
}
static const mq_word *rendering(const mq_note *note) {
  return note->view->target[place_of(note)->target].word;
}
static const mq_word *term_of(const mq_note *note) {
  return note->view->source[note->token].word;
}

/* Whether two forms come of one form of a name: they agree as far as the name goes, save two letters of an ending that others replace
 * ("Тула", "Тульской"), or differ in an ending, or one has a part before it ("Госдума"). */
static bool one_form(const mq_word *name, mq_str x, mq_str y) {
  char room[MQ_SKELETON_ROOM];
  const size_t common = mq_common_prefix(x, y), size = mq_word_skeleton(name, room).size;
  const bool endings = x.size - common <= ENDING && y.size - common <= ENDING;
  return (common >= STEM && (endings || common + REPLACED >= size)) || (x.size >= STEM && mq_str_ends(y, x)) ||
         (y.size >= STEM && mq_str_ends(x, y));
}

/* Whether two words are of one family: forms of one name, or a compound and its part, or a derivation. `name`: that of the source, or NULL. */
static bool one_family(const mq_word *a, const mq_word *b, const mq_word *name) {
  char rooms[2][MQ_SKELETON_ROOM];
  if (a->stem_hash == b->stem_hash) return true;
  if (name && a->script != b->script) return false; /* once transliterated, once left */
  const mq_str x = mq_word_skeleton(a, rooms[0]), y = mq_word_skeleton(b, rooms[1]);
  if (name) return one_form(name, x, y);
  return mq_common_prefix(x, y) >= FAMILY || has_inside(x, y) || has_inside(y, x);
}

static const mq_word *name_of(const mq_note *note) {
  return place_of(note)->name ? term_of(note) : NULL;
}

static bool has_it_too(const mq_view *view, const mq_word *usual, const mq_word *name) {
  for (size_t i = 0; i < view->target_count; i++)
    if (view->target[i].kind == MQ_WORD && one_family(view->target[i].word, usual, name)) return true;
  return false;
}

static void report(mq_context *context, const mq_note *here, const mq_note *usual, size_t times, size_t all) {
  const place *at = place_of(here);
  mq_finding *finding = mq_find_target(context, here->view, mq_tokens_span(here->view->target, at->target, 1));
  finding->has_source = true;
  finding->source = mq_tokens_span(here->view->source, at->source, 1);
  finding->confidence = !at->name ? TERM : times > 1 ? NAME : NAME_ONCE;
  mq_finding_message(context, finding, "\"%.*s\" is \"%.*s\" here, and \"%.*s\" elsewhere in this text",
                     MQ_FMT(term_of(here)->surface), MQ_FMT(rendering(here)->surface),
                     MQ_FMT(rendering(usual)->surface));
  mq_finding_evidence(context, finding, "%zu of %zu places near by have \"%.*s\", first segment %zu", times, all,
                      MQ_FMT(rendering(usual)->surface), usual->view->index + 1);
  mq_finding_suggest(context, finding, rendering(usual)->surface);
}

/* The rendering that most of `count` places have, the first of them if several do; *times becomes their number. */
static const mq_note *usual_rendering(const mq_note *const *at, size_t count, size_t *times) {
  const mq_note *best = at[0];
  *times = 0;
  for (size_t i = 0; i < count; i++) {
    size_t same = 0;
    for (size_t k = 0; k < count; k++) same += one_family(rendering(at[i]), rendering(at[k]), name_of(at[i]));
    if (same > *times) *times = same, best = at[i];
  }
  return best;
}

static void compare(mq_context *context, const mq_note *const *at, size_t count) {
  size_t times;
  if (count < (place_of(at[0])->name ? 2 : LEAST_PLACES)) return;
  const mq_note *usual = usual_rendering(at, count, &times);
  if (times == count || times * 3 < count) return;
  for (size_t i = 0; i < count; i++) {
    const mq_word *name = name_of(at[i]);
    if (one_family(rendering(at[i]), rendering(usual), name) || has_it_too(at[i]->view, rendering(usual), name))
      continue;
    report(context, at[i], usual, times, count);
  }
}

/* Number of places from the first that lie in one text, or in one window of pairs that need not. */
static size_t stretch(const mq_document *document, const places *of, size_t first) {
  const size_t reach = document->aligned_by_us ? document->view_count : WINDOW;
  size_t end = first;
  while (end < of->count && end - first < MOST_PLACES && of->at[end]->view->index - of->at[first]->view->index < reach)
    end++;
  return end - first;
}

/* Notes by term: names by stem, since their forms have one rendering; other words as they stand, apart from names of the same letters. */
static void document(mq_context *context, const mq_document *all) {
  mq_map maps[2] = {{.arena = context->scratch}, {.arena = context->scratch}};
  MQ_ARRAY(places) terms = {0};
  for (size_t i = 0; i < all->note_count; i++) {
    bool added;
    const bool name = place_of(&all->notes[i])->name;
    const mq_word *term = term_of(&all->notes[i]);
    uint32_t *number = mq_map_add(&maps[name], name ? term->stem : term->fold, &added);
    if (added) {
      *number = (uint32_t)terms.count;
      *mq_push(context->scratch, &terms) = (places){0};
    }
    *mq_push(context->scratch, &terms.at[*number]) = &all->notes[i];
  }
  for (size_t k = 0; k < terms.count; k++)
    for (size_t first = 0, count; first < terms.at[k].count; first += count) {
      count = stretch(all, &terms.at[k], first);
      compare(context, terms.at[k].at + first, count);
    }
}

const mq_check mq_check_term_variant = {
    .segment = segment,
    .document = document,
    .explanation =
        "A name of the source that has two forms in one text (\"Kudlow\" as \"Кадлоу\" and \"Кудлоу\", \"Rodgers\" once left as \"Rogers\"), beside\n"
        "endings. Names are words with a capital that no dictionary translates, and that the translation renders by words that look like them.\n"
        "The form of most places is taken for the right one. With a lower confidence, which the profile `strict` shows: a rare word that most\n"
        "places render in one way and a few in another; good translators do that for style as well, and on judged machine translation such\n"
        "findings are right less than three times as often as chance. Pairs that need not belong to one text are compared over 40 segments."};
