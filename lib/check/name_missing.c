/* name-missing: a name of the source that the translation does not have in any accepted form.
 *
 * Names are the capitalised words in the middle of a sentence that no dictionary translates. Translators leave out names
 * freely (first names, the second mention), so a run of names is missed only when none of its words has a counterpart: no
 * link, and no target word of similar skeleton (a form levelled across scripts and transliteration systems) in the bead
 * or in the beads around it. Languages where nouns have capitals, and headings in title case, show no names this way. */
#include "odd.h"

enum {
  SHORTEST = 4,           /* letters; shorter names have too many likenesses to be missed */
  AROUND = 2,             /* beads on each side where the name may have gone */
  TITLE_CASE_PERCENT = 67 /* a segment with more capitalised words shows no names by capitals */
};

static const double SIMILAR = 0.6;

static bool may_be_name(mq_context *context, const mq_view *view, size_t i) {
  const mq_token *token = &view->source[i];
  const mq_word *word = token->word;
  if (token->kind != MQ_WORD || !(word->shape & MQ_CAPITALISED) || word->shape & MQ_STRANGE) return false;
  if (token->flags & MQ_SENTENCE_START || word->letters < SHORTEST) return false;
  const mq_entry *entry = mq_lookup_entry(context->lookup, MTQC_SOURCE, word);
  for (size_t k = 0; k < entry->translation_count; k++)
    if (entry->translations[k].layer != MQ_LAYER_NAME) return false; /* a word that dictionaries translate */
  /* A word that the speller knows and no dictionary translates may have a counterpart of quite another form. */
  return entry->translation_count > 0 ||
         mq_lookup_spelling(context->lookup, MTQC_SOURCE, word) != MQ_SPELLING_KNOWN;
}

static bool is_title_case(const mq_view *view) {
  size_t words = 0, capitals = 0;
  for (size_t i = 0; i < view->source_count; i++) {
    const mq_word *word = view->source[i].word;
    if (word->kind != MQ_WORD || word->shape & MQ_STOPWORD || view->source[i].flags & MQ_SENTENCE_START) continue;
    words++;
    capitals += (word->shape & MQ_CAPITALISED) != 0;
  }
  return 100 * capitals > TITLE_CASE_PERCENT * words;
}

/* Endings differ between languages: the beginning as long as the shorter form counts too, if it is long enough. */
static bool similar(mq_str a, mq_str b) {
  if (a.size < 3 || b.size < 3) return false;
  if (mq_skeleton_similarity(a, b) >= SIMILAR) return true;
  const size_t shorter = a.size < b.size ? a.size : b.size;
  return shorter >= 4 && mq_skeleton_similarity((mq_str){a.at, shorter}, (mq_str){b.at, shorter}) >= 0.75;
}

static bool found_in(const mq_view *view, mq_str skeleton) {
  char room[MQ_SKELETON_ROOM];
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_word *word = view->target[i].word;
    if (word->kind == MQ_URL || word->kind == MQ_EMAIL) return true; /* may hold it */
    if (word->kind == MQ_WORD && word->letters > 2 && similar(skeleton, mq_word_skeleton(word, room))) return true;
  }
  return false;
}

static bool found_around(const mq_document *document, size_t v, mq_str skeleton) {
  const size_t first = v < AROUND ? 0 : v - AROUND;
  for (size_t k = first; k < document->view_count && k <= v + AROUND; k++)
    if (found_in(&document->views[k], skeleton)) return true;
  return false;
}

/* One past the last word of the run of names that begins at `i`: names side by side, joined by nothing but spaces, hyphens
 * and full stops of initials. */
static size_t end_of_run(mq_context *context, const mq_view *view, size_t i) {
  size_t end = i + 1;
  for (size_t k = i + 1; k < view->source_count; k++) {
    const mq_word *word = view->source[k].word;
    if (may_be_name(context, view, k)) end = k + 1;
    else if (word->kind == MQ_WORD && !(word->shape & MQ_CAPITALISED)) break;
    else if (word->kind != MQ_WORD && !mq_str_equal(word->surface, MQ_STR("-")) &&
             !mq_str_equal(word->surface, MQ_STR(".")))
      break;
  }
  return end;
}

static bool is_linked(const mq_view *view, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (view->source[i].kind == MQ_WORD && view->source_links[i].layer != MQ_LAYER_NONE) return true;
  return false;
}

static bool resembles_something(const mq_document *document, const mq_view *view, size_t first, size_t end) {
  char room[MQ_SKELETON_ROOM];
  for (size_t i = first; i < end; i++) {
    if (view->source[i].kind != MQ_WORD) continue;
    const mq_str skeleton = mq_word_skeleton(view->source[i].word, room);
    if (skeleton.size < 3 || found_around(document, view->index, skeleton)) return true;
  }
  return false;
}

/* Names whose text of origin stands in more places are referred to, not introduced: one mention may be dropped. */
static bool is_mentioned_again(const mq_map *mentions, const mq_word *word) {
  const uint32_t *times = mq_find_stem(mentions, word);
  return times && *times > 1;
}

/* How often each of the names is mentioned, by stem. */
static mq_map count_mentions(mq_context *context, const mq_document *document, const mq_notes *missing) {
  mq_map mentions = {.arena = context->scratch};
  for (size_t i = 0; i < missing->count; i++)
    mq_map_add(&mentions, missing->at[i].view->source[missing->at[i].token].word->stem, NULL);
  for (size_t v = 0; v < document->view_count && missing->count; v++)
    for (size_t i = 0; i < document->views[v].source_count; i++) {
      const mq_word *word = document->views[v].source[i].word;
      uint32_t *times =
          word->shape & MQ_CAPITALISED ? mq_find_stem(&mentions, word) : NULL;
      if (times) ++*times;
    }
  return mentions;
}

static void report(mq_context *context, const mq_view *view, size_t first, size_t end, bool again) {
  const mq_span span = mq_tokens_span(view->source, first, end - first);
  mq_finding *finding = mq_find_source(context, view, span);
  finding->confidence = again ? 0.4f : 0.55f;
  mq_finding_message(context, finding, "the name \"%.*s\" is not in the translation",
                     MQ_FMT(mq_span_text(context->text[MTQC_SOURCE], span)));
  mq_finding_evidence(context, finding, "no word of the aligned segment, nor of the segments around it, resembles it");
  if (again) mq_finding_evidence(context, finding, "the source names it elsewhere too");
}

/* Notes runs of names without a link, with the token behind their last. */
static void check_segment(mq_context *context, const mq_view *view) {
  const mq_language *source = context->language[MTQC_SOURCE], *target = context->language[MTQC_TARGET];
  if (source->noun_capitals || source->spaceless || target->spaceless) return;
  if (!view->source_count || !view->target_count || is_title_case(view)) return;
  for (size_t i = 0; i < view->source_count; i++) {
    if (!may_be_name(context, view, i)) continue;
    const size_t end = end_of_run(context, view, i);
    if (!is_linked(view, i, end)) mq_note_add(context, view, i, &end, sizeof end);
    i = end - 1;
  }
}

static void check_document(mq_context *context, const mq_document *document) {
  mq_notes missing = {0};
  for (size_t i = 0; i < document->note_count; i++) {
    const mq_note *run = &document->notes[i];
    if (!resembles_something(document, run->view, run->token, *(const size_t *)run->data))
      *mq_push(context->scratch, &missing) = *run;
  }
  const mq_map mentions = count_mentions(context, document, &missing);
  for (size_t i = 0; i < missing.count; i++) {
    const mq_note *run = &missing.at[i];
    report(context, run->view, run->token, *(const size_t *)run->data,
           is_mentioned_again(&mentions, run->view->source[run->token].word));
  }
}

const mq_check mq_check_name_missing = {
  .segment = check_segment,
  .document = check_document,
  .explanation =
    "Flags a name of the source that the translation does not have: a capitalised word in the middle of a sentence that no\n"
    "dictionary translates, while neither the aligned segment nor its neighbours hold a word of similar spelling. Spelling\n"
    "is compared across scripts and transliteration systems (\"Щербаков\" is found in \"Schtscherbakow\" and \"Shcherbakov\").\n"
    "\n"
    "Limits: no names are seen in languages that capitalise nouns, in headings in title case and in scripts without case;\n"
    "abbreviations in capitals are left alone because they are often translated; of several names side by side one that is\n"
    "found is enough. A name that the source has more than once counts less."};
