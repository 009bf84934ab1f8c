/* nonce-compound: a compound that somebody has just made up.
 *
 * German, Dutch or Swedish join nouns freely, spell checkers accept any pair, and machine translation makes use of it. No
 * list tells good inventions from bad ones: good German has three to eight unlisted compounds in a thousand words, bad
 * machine translation more than a dozen. So what an unlisted compound means depends on its neighbourhood: a text that is
 * odd in one place is odd in others. Beside that, the rarity of the parts (the sum of their log frequencies) ranks real
 * inventions of machines best, and a source none of whose words means any of the parts tells against one. All of these
 * are added up as log odds. Looks at the whole document because the neighbourhood does. */
#include "odd.h"

#include <math.h>
#include <stdlib.h>

enum {
  CONFIDENT_LETTERS = 12, /* shorter compounds are often names that happen to cut, and never major */
  WINDOW = 200,           /* words on each side that make the neighbourhood */
  RAREST_PART = -720,     /* centibels; a part that is rarer says no more: it may be a piece of a name */
  RARE = -600,            /* centibels of a part that a writer would not have at hand */
  USUAL_RARITY = -950,    /* centibels, sum over the parts of a usual unlisted compound */
  REACH = 60,             /* tokens of the source on either side of the same relative place that may mean a part */
  MOST_HINTS = 2,         /* source words whose renderings are named */
  MOST_RENDERINGS = 3
};

static const double REPORTED = 0.35, MAJOR = 0.8, MAJOR_ALONE = 0.86;
static const float MARKED = 0.5f; /* confidence from which another check's finding counts as oddity */

/* Distinct odd words in a thousand words: of machine translation full of inventions, and of good text; and how far (log
 * odds) the neighbourhood may go, since a good text on an unusual topic has its own words. */
static const double BAD_SHARE = 13, GOOD_SHARE = 5, MOST_PRIOR = 1.3;

/* Log odds. Machine translation that was judged word by word with its source shows: of unlisted compounds none of whose
 * parts the source means, three to ten times as many are wrong as of other words; if the source means them, hardly more
 * than of others, unless there are many parts; if it means the head, no more, and if only a modifier, as many as without
 * support where the head is rare or nothing links the whole. With a source rarity and neighbourhood tell less, most of all
 * that of pairs that need not belong together. */
static const double BASE = -1.2, BASE_ALONE = 0.1, PER_DECADE = 0.5, PER_DECADE_WITH_SOURCE = 0.3, SHORT = -0.3,
                    UNSPELLED = 0.4, MANY_PARTS = 0.4, MANY_PARTS_WITH_SOURCE = 0.8, AFTER_CAPITAL = -1.2, QUOTED = -0.7,
                    GLUED = -0.7, REPEATED = -0.3;
static const double UNSUPPORTED = 0.8, UNLINKED = 0.8, MODIFIER_SUPPORTED = -0.6, HEAD_SUPPORTED = -1, RARE_HEAD = 1.2,
                    LINKED_WHOLE = -2, PRIOR_WITH_SOURCE = 0.5, PRIOR_OF_PAIRS = 0.25;
static const double GOOD_COVERAGE = 0.8; /* share of a segment's content words that have a link */
static const double USUALLY_LINKED = 0.75, FEW_WORDS = 2; /* that share before a word was seen, worth so many words */

/* What the segment alone says of a compound; goes with its note. */
typedef struct weighed_parts {
  double rarity;      /* centibels, sum over the parts */
  unsigned supported; /* bit i: part i has a counterpart in the source */
} weighed_parts;

/* An oddity: a candidate, or (compound NULL) an unknown word or another check's finding, which only counts as neighbour. */
typedef struct candidate {
  const mq_view *view;
  size_t token;
  const mq_compound *compound;
  size_t position;     /* in words of the document */
  uint32_t key;        /* odd words with one first part are one oddity: a topic has its family of compounds */
  uint32_t neighbours; /* other keys within the window */
  uint32_t window;     /* words in the window */
  weighed_parts weighed; /* of a compound */
  uint32_t times;      /* the same stem in this document */
} candidate;

typedef MQ_ARRAY(candidate) candidates;

static const mq_word *word_of(const candidate *found) { return found->view->target[found->token].word; }

/* Whether some word of the source, about where token `i` of the target stands, means `part`. */
static bool part_supported(mq_lookup *lookup, const mq_view *view, size_t i, const mq_word *part) {
  const size_t middle = i * view->source_count / view->target_count;
  const size_t last = middle + REACH < view->source_count ? middle + REACH : view->source_count;
  for (size_t k = middle > REACH ? middle - REACH : 0; k < last; k++) {
    const mq_word *word = view->source[k].word;
    if (word->kind == MQ_WORD && !(word->shape & MQ_STOPWORD) && mq_lookup_akin(lookup, word, part)) return true;
  }
  return false;
}

/* The same for a part that may be a compound itself: "Hochgeschwindigkeits-". */
static bool supported(mq_lookup *lookup, const mq_view *view, size_t i, mq_str part) {
  const mq_word *whole = mq_lookup_word(lookup, MTQC_TARGET, part);
  if (part_supported(lookup, view, i, whole)) return true;
  const mq_compound *inner = mq_lookup_compound(lookup, MTQC_TARGET, whole);
  for (size_t k = 0; k < inner->count; k++)
    if (part_supported(lookup, view, i, mq_lookup_word(lookup, MTQC_TARGET, inner->parts[k].fold))) return true;
  return false;
}

static weighed_parts weigh_parts(mq_lookup *lookup, const mq_view *view, size_t token, const mq_compound *compound) {
  weighed_parts weighed = {0};
  for (size_t i = 0; i < compound->count; i++) {
    const int16_t frequency = compound->parts[i].frequency;
    weighed.rarity += frequency < RAREST_PART ? RAREST_PART : frequency;
    if (!view->no_source && supported(lookup, view, token, compound->parts[i].fold)) weighed.supported |= 1u << i;
  }
  return weighed;
}

/* Starts of what other checks say is mistranslated or written as nobody would, in order; of one text. */
typedef MQ_ARRAY(uint32_t) marks;

static int by_number(const void *left, const void *right) {
  const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static marks collect_marks(mq_arena *scratch, const mq_document *document) {
  marks list = {0};
  if (!document->aligned_by_us) return list; /* pairs need not be of one text */
  for (size_t i = 0; i < document->finding_count; i++) {
    const mq_finding *finding = &document->findings[i];
    const char *category = mq_checks[finding->check].category;
    if (!finding->has_target || finding->confidence < MARKED) continue;
    if (strcmp(category, "accuracy/mistranslation") == 0 || strncmp(category, "style/", 6) == 0)
      *mq_push(scratch, &list) = finding->target.start;
  }
  if (list.count) qsort(list.at, list.count, sizeof *list.at, by_number);
  return list;
}

static uint32_t key_of(mq_map *keys, mq_str text) {
  bool fresh;
  uint32_t *key = mq_map_add(keys, text, &fresh);
  if (fresh) *key = (uint32_t)keys->count - 1;
  return *key;
}

/* A word of the document that is odd in itself (with data if a compound) or by what another check says of it. */
static void add_candidate(mq_context *context, candidates *list, mq_map *keys, const mq_note *at, size_t position) {
  const mq_word *word = at->view->target[at->token].word;
  candidate *found = mq_push(context->scratch, list);
  found->view = at->view;
  found->token = at->token;
  found->position = position;
  if (at->data) {
    found->compound = mq_lookup_compound(mq_lookup_of(context, at->view), MTQC_TARGET, word);
    found->weighed = *(const weighed_parts *)at->data;
  }
  found->key = key_of(keys, found->compound ? found->compound->parts[0].fold : word->stem);
}

/* All oddities in order, and the number of words. */
static candidates collect(mq_context *context, const mq_document *document, size_t *words) {
  candidates list = {0};
  const marks others = collect_marks(context->scratch, document);
  const mq_note *note = document->notes, *last = note + document->note_count;
  size_t next = 0;
  mq_map keys = {.arena = context->scratch}, times = {.arena = context->scratch};
  for (size_t v = 0; v < document->view_count; v++) {
    const mq_view *view = &document->views[v];
    if ((note == last || note->view != view) && (next == others.count || others.at[next] >= view->target_end)) {
      *words += view->coverage.words[MTQC_TARGET];
      continue;
    }
    for (size_t i = 0; i < view->target_count; i++) {
      if (view->target[i].kind != MQ_WORD) continue;
      const bool noted = note < last && note->view == view && note->token == i;
      const bool marked = next < others.count && others.at[next] < view->target[i].end;
      while (next < others.count && others.at[next] < view->target[i].end) next++;
      if (noted) add_candidate(context, &list, &keys, note++, *words);
      else if (marked) add_candidate(context, &list, &keys, &(mq_note){view, i, NULL}, *words);
      ++*words;
    }
  }
  for (size_t i = 0; i < list.count; i++) ++*mq_map_add(&times, word_of(&list.at[i])->stem, NULL);
  for (size_t i = 0; i < list.count; i++) list.at[i].times = *mq_find_stem(&times, word_of(&list.at[i]));
  return list;
}

/* For each odd word the other keys within the window, by two pointers and a count per key. */
static void count_neighbours(mq_arena *scratch, candidates *list, size_t words) {
  uint32_t *inside = mq_arena_array(scratch, list->count, sizeof *inside), distinct = 0;
  size_t first = 0, end = 0;
  for (size_t i = 0; i < list->count; i++) {
    const size_t position = list->at[i].position;
    for (; end < list->count && list->at[end].position <= position + WINDOW; end++)
      distinct += inside[list->at[end].key]++ == 0;
    for (; list->at[first].position + WINDOW < position; first++) distinct -= --inside[list->at[first].key] == 0;
    const size_t from = position < WINDOW ? 0 : position - WINDOW;
    const size_t to = position + WINDOW < words ? position + WINDOW : words;
    list->at[i].neighbours = distinct - 1;
    list->at[i].window = (uint32_t)(to - from);
  }
}

/* Log odds of a bad text against a good one, by the odd words around, taken as rare independent events (Poisson). */
static double neighbourhood(const candidate *found) {
  const double odds =
      found->neighbours * log(BAD_SHARE / GOOD_SHARE) - found->window / 1000.0 * (BAD_SHARE - GOOD_SHARE);
  return odds > MOST_PRIOR ? MOST_PRIOR : odds < -MOST_PRIOR ? -MOST_PRIOR : odds;
}

/* How much the lexicon knows of the segment: 0 to 1, by the share of the other content words that have a link. Where it
 * knows little, missing support says little. */
static double coverage(const candidate *found) {
  const mq_view *view = found->view;
  size_t words = 0, linked = 0;
  for (size_t i = 0; i < view->target_count && view->target_links; i++) {
    const mq_word *word = view->target[i].word;
    if (i == found->token || word->kind != MQ_WORD || word->shape & MQ_STOPWORD) continue;
    words++;
    linked += view->target_links[i].layer != MQ_LAYER_NONE;
  }
  const double share = ((double)linked + USUALLY_LINKED * FEW_WORDS) / ((double)words + FEW_WORDS);
  return share >= GOOD_COVERAGE ? 1 : share / GOOD_COVERAGE;
}

/* How rare the last part is as a word of its own: 0 for one in a million words and what is more frequent, in decades. */
static double head_rarity(const mq_compound *compound) {
  const double decades = (RARE - compound->parts[compound->count - 1].frequency) / 100.0;
  return decades < 0 ? 0 : decades > RARE_HEAD ? RARE_HEAD : decades;
}

/* What the source says: whether the lexicon links the word as a whole, and which parts something means. */
static double source_odds(const candidate *found) {
  const mq_view *view = found->view;
  if (view->no_source) return 0;
  const unsigned head = 1u << (found->compound->count - 1);
  const uint8_t layer = view->target_links ? view->target_links[found->token].layer : MQ_LAYER_NONE;
  const double known = coverage(found), unlinked = layer == MQ_LAYER_NONE ? UNLINKED : 0;
  double odds = 0;
  if (found->weighed.supported & head) odds = HEAD_SUPPORTED;
  else if (found->weighed.supported) odds = MODIFIER_SUPPORTED + head_rarity(found->compound) + known * known * unlinked;
  else odds = known * known * (UNSUPPORTED + unlinked);
  if (layer != MQ_LAYER_NONE && layer != MQ_LAYER_COMPOUND) odds += LINKED_WHOLE;
  return odds;
}

static double confidence_of(mq_context *context, const candidate *found, bool one_text) {
  const mq_view *view = found->view;
  double odds = (view->no_source ? BASE_ALONE : BASE) + source_odds(found);
  odds += neighbourhood(found) * (view->no_source ? 1 : one_text ? PRIOR_WITH_SOURCE : PRIOR_OF_PAIRS);
  odds -= (view->no_source ? PER_DECADE : PER_DECADE_WITH_SOURCE) * (found->weighed.rarity - USUAL_RARITY) / 100;
  if (word_of(found)->letters < CONFIDENT_LETTERS) odds += SHORT;
  if (mq_lookup_spelling(mq_lookup_of(context, view), MTQC_TARGET, word_of(found)) == MQ_SPELLING_UNKNOWN)
    odds += UNSPELLED;
  if (found->compound->count > 2) odds += view->no_source ? MANY_PARTS : MANY_PARTS_WITH_SOURCE;
  if (found->times > 1) odds += REPEATED;
  if (mq_token_after_capital(view->target, found->token)) odds += AFTER_CAPITAL;
  if (mq_token_quoted(view->target, view->target_count, found->token)) odds += QUOTED;
  if (mq_token_glued(view->target, view->target_count, found->token)) odds += GLUED;
  return 1 / (1 + exp(-odds));
}

/* Words of the source that nothing in the target renders, nearest to the compound's place, with what the lexicon offers. */
static void offer_renderings(mq_context *context, mq_finding *finding, const candidate *found) {
  const mq_view *view = found->view;
  const double place = (double)found->token / (double)view->target_count;
  bool used[256] = {false};
  const size_t count = view->source_count < 256 ? view->source_count : 256;
  for (unsigned hint = 0; hint < MOST_HINTS; hint++) {
    size_t best = count;
    double nearest = 0.25;
    for (size_t i = 0; i < count; i++) {
      const mq_word *word = view->source[i].word;
      const mq_link *link = &view->source_links[i];
      const bool free = link->layer == MQ_LAYER_NONE || link->other == found->token;
      if (used[i] || !free || word->kind != MQ_WORD || word->shape & MQ_STOPWORD || word->letters < 4) continue;
      const double distance = link->other == found->token ? 0 : fabs((double)i / (double)view->source_count - place);
      if (distance < nearest) nearest = distance, best = i;
    }
    if (best == count) return;
    used[best] = true;
    mq_str renderings[MOST_RENDERINGS];
    const size_t n = mq_lookup_renderings(mq_lookup_of(context, view), MTQC_SOURCE, view->source[best].word, renderings,
                                          MOST_RENDERINGS);
    if (!n) continue;
    mq_buf list = {.arena = context->scratch};
    for (size_t k = 0; k < n; k++) {
      mq_buf_format(&list, "%s%.*s", k ? ", " : "", MQ_FMT(renderings[k]));
      mq_finding_suggest(context, finding, renderings[k]);
    }
    mq_finding_evidence(context, finding, "the source has \"%.*s\" near; the lexicon offers: %s",
                        MQ_FMT(view->source[best].word->surface), list.at);
  }
}

static void add_evidence(mq_context *context, mq_finding *finding, const candidate *found) {
  const mq_spelling spelling = mq_lookup_spelling(mq_lookup_of(context, found->view), MTQC_TARGET, word_of(found));
  const char *speller = spelling == MQ_SPELLING_COMPOUND
                            ? "; the spelling dictionary accepts it only as a compound made on the spot"
                        : spelling == MQ_SPELLING_UNKNOWN ? "; the spelling dictionary does not know it either"
                                                          : "";
  mq_finding_evidence(context, finding, "no word list and no corpus has it%s", speller);
  mq_buf parts = {.arena = context->scratch};
  for (size_t i = 0; i < found->compound->count; i++)
    mq_buf_format(&parts, "%s\"%.*s\" (%s)", i ? " + " : "", MQ_FMT(found->compound->parts[i].fold),
                  mq_rarity_text(context->scratch, found->compound->parts[i].frequency));
  mq_finding_evidence(context, finding, "its parts: %s", parts.at);
  const size_t head = found->compound->count - 1;
  if (!found->view->no_source && !found->weighed.supported)
    mq_finding_evidence(context, finding, "nothing in the source segment means any of the parts");
  else if (!found->view->no_source && !(found->weighed.supported >> head & 1))
    mq_finding_evidence(context, finding, "nothing in the source segment means \"%.*s\"",
                        MQ_FMT(found->compound->parts[head].fold));
  if (found->neighbours)
    mq_finding_evidence(context, finding, "%u other oddit%s among the %u words around", found->neighbours,
                        found->neighbours == 1 ? "y" : "ies", found->window);
}

static void report(mq_context *context, const candidate *found, double confidence) {
  const mq_view *view = found->view;
  const mq_word *word = word_of(found);
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, found->token, 1));
  finding->confidence = (float)confidence;
  const bool sure = confidence >= (view->no_source ? MAJOR_ALONE : MAJOR);
  finding->severity = sure && word->letters >= CONFIDENT_LETTERS ? MTQC_MAJOR : MTQC_MINOR;
  const bool unsupported = !view->no_source && !found->weighed.supported;
  mq_finding_message(context, finding,
                     unsupported
                         ? "\"%.*s\" looks made up: no list has this compound, and the source does not support it"
                         : "\"%.*s\" looks made up: no list has this compound",
                     MQ_FMT(word->surface));
  add_evidence(context, finding, found);
  if (!view->no_source) offer_renderings(context, finding, found);
}

/* Notes what no list knows; a capitalised word that is no compound may be a name. */
static void check_segment(mq_context *context, const mq_view *view) {
  if (!context->language[MTQC_TARGET]->compounding) return;
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_word *word = view->target[i].word;
    const mq_oddity oddity = mq_oddity_of(context, view, i);
    if (oddity == MQ_ODD_COMPOUND) {
      const weighed_parts weighed =
          weigh_parts(context->lookup, view, i, mq_lookup_compound(context->lookup, MTQC_TARGET, word));
      mq_note_add(context, view, i, &weighed, sizeof weighed);
    } else if (oddity == MQ_ODD_UNKNOWN && !(word->shape & MQ_CAPITALISED)) {
      mq_note_add(context, view, i, NULL, 0);
    }
  }
}

static void check_document(mq_context *context, const mq_document *document) {
  if (!context->language[MTQC_TARGET]->compounding) return;
  size_t words = 0;
  candidates list = collect(context, document, &words);
  count_neighbours(context->scratch, &list, words);
  for (size_t i = 0; i < list.count; i++) {
    if (!list.at[i].compound) continue;
    const double confidence = confidence_of(context, &list.at[i], document->aligned_by_us);
    if (confidence >= REPORTED) report(context, &list.at[i], confidence);
  }
}

const mq_check mq_check_nonce_compound = {
  .segment = check_segment,
  .document = check_document,
  .apart = true,
  .explanation =
    "Flags a long compound that no dictionary, word list or corpus of the language pack attests. Such words are how machine\n"
    "translation renders an expression that it does not know: part by part. A spelling dictionary accepts any of them.\n"
    "\n"
    "Evidence: how rare the parts are as words of their own, whether anything in the source means them, and how many other\n"
    "oddities stand around (a text that is odd in one place is odd in others). With a source the lexicon's renderings of\n"
    "the nearest untranslated source words are named. Major if the check is sure and the word has twelve letters, else minor.\n"
    "\n"
    "Example: de \"Notfallverursacher\" for an ambulance crew. Limits: good writers invent compounds too (three in a thousand\n"
    "words of news); a termbase or the list of user words silences them. Runs only for languages that join nouns freely."};
