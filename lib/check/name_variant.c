/* name-variant: one person or place written in two ways in one text.
 *
 * Two sources of evidence. A table of the language (dicts/<lang>/name-variants.tsv: preferred form, other forms, kind) knows
 * forms that share nothing ("Weißrussland", "Belarus"). Without any table, two capitalised words that no dictionary knows
 * and whose stems have one skeleton (a form levelled across transliteration systems) are the same name spelled twice. The
 * form flagged is the one that is not preferred, or the rarer one; a source that varies itself explains the variation. */
#include "odd.h"

enum { MOST_MATCHES = 128, SHORTEST = 5, ROOM = 96, MOST_REPORTS = 8 };

static const float LISTED = 0.75f, ALIKE = 0.6f, SOURCE_VARIES = 0.35f, REPORTED = 0.35f;

typedef struct form {
  uint32_t row;
  bool preferred, capital;
  mq_str text, fold, last; /* as written; fold without hyphens; fold of its last word */
} form;

typedef struct variants {
  mq_phrases *phrases; /* numbered by form */
  MQ_ARRAY(form) forms;
} variants;

/* Hyphens are tokens of their own that phrases skip. */
static mq_str without_hyphens(mq_arena *arena, mq_str text) {
  char *copy = mq_arena_copy(arena, text.at, text.size);
  for (size_t i = 0; i < text.size; i++)
    if (copy[i] == '-') copy[i] = ' ';
  return (mq_str){copy, text.size};
}

static void add_form(mq_arena *arena, variants *all, mq_str text, uint32_t row, bool preferred) {
  const mq_str words = without_hyphens(arena, text), fold = mq_fold(arena, words);
  for (size_t i = all->forms.count; i > 0 && all->forms.at[i - 1].row == row; i--)
    if (mq_str_equal(all->forms.at[i - 1].fold, fold)) return;
  size_t last = words.size;
  while (last && words.at[last - 1] != ' ') last--;
  mq_phrases_add(all->phrases, words, (uint32_t)all->forms.count);
  *mq_push(arena, &all->forms) = (form){.row = row, .preferred = preferred, .text = text, .fold = fold,
                                        .capital = mq_common_prefix(fold, words) < 2,
                                        .last = mq_fold(arena, (mq_str){words.at + last, words.size - last})};
}

static void *prepare(const mq_setup *setup) {
  mq_arena *arena = setup->arena;
  variants *all = mq_arena_alloc(arena, sizeof *all);
  mq_table table;
  if (!mq_lexicon_table(arena, setup->lexicon, MQ_PACK_TARGET, "name-variants", &table, NULL)) return all;
  all->phrases = mq_phrases_new(arena, setup->target);
  for (uint32_t row = 0; row < table.rows; row++)
    for (size_t column = 0; column < 2; column++) {
      mq_str list = mq_table_field(&table, row, column), piece;
      while (mq_str_split(&list, ';', &piece)) {
        piece = mq_str_trim(piece);
        if (piece.size) add_form(arena, all, piece, row, column == 0);
      }
    }
  return all;
}

/* A form in its place. */
typedef struct occurrence {
  const mq_view *view;
  uint32_t first, count;
  uint32_t form;        /* index of the form; of a table row or of a group of spellings */
  mq_str source_stem;   /* of the source word it links to, or empty */
} occurrence;

typedef MQ_ARRAY(occurrence) occurrences;

static mq_str linked_stem(const mq_view *view, size_t first, size_t count) {
  float strongest = 0;
  mq_str stem = {0};
  for (size_t i = first; i < first + count && view->target_links && view->source_count; i++) {
    const mq_link *link = &view->target_links[i];
    if (link->layer == MQ_LAYER_NONE || link->other >= view->source_count || link->strength <= strongest) continue;
    strongest = link->strength;
    stem = view->source[link->other].word->stem;
  }
  return stem;
}

/* Matches of the table in one bead; of forms that end in one token, the one that the token begins with. */
static void collect_listed(mq_context *context, const variants *all, const mq_view *view, occurrences *found) {
  mq_phrase_match at[MOST_MATCHES];
  const size_t count = mq_phrases_find(all->phrases, view->target, view->target_count, at, MOST_MATCHES);
  for (size_t i = 0; i < count; i++) {
    const form *own = &all->forms.at[at[i].number];
    const uint32_t end = at[i].first + at[i].count;
    const size_t fit = mq_form_fit(view->target[end - 1].word->fold, own->last);
    bool best = !own->capital || view->target[at[i].first].word->shape & MQ_CAPITALISED;
    for (size_t k = 0; k < count && best; k++)
      if (at[k].first + at[k].count == end)
        best = mq_form_fit(view->target[end - 1].word->fold, all->forms.at[at[k].number].last) <= fit &&
               at[k].count <= at[i].count;
    if (best)
      *mq_push(context->scratch, found) =
          (occurrence){view, at[i].first, at[i].count, at[i].number, linked_stem(view, at[i].first, at[i].count)};
  }
}

static mq_str text_of(const mq_context *context, const occurrence *place) {
  return mq_span_text(context->text[MTQC_TARGET], mq_tokens_span(place->view->target, place->first, place->count));
}

static void report(mq_context *context, const occurrence *place, const occurrence *kept, uint32_t here, uint32_t there,
                   float confidence, const char *basis) {
  const bool varies = place->source_stem.size && kept->source_stem.size &&
                      !mq_str_equal(place->source_stem, kept->source_stem);
  if (varies) confidence = SOURCE_VARIES;
  if (confidence < REPORTED) return;
  mq_finding *finding =
      mq_find_target(context, place->view, mq_tokens_span(place->view->target, place->first, place->count));
  finding->confidence = confidence;
  mq_finding_message(context, finding, "\"%.*s\" here, \"%.*s\" elsewhere in this text: one name, two forms",
                     MQ_FMT(text_of(context, place)), MQ_FMT(text_of(context, kept)));
  mq_finding_evidence(context, finding, "%s", basis);
  mq_finding_evidence(context, finding, "this form stands in %u place%s, the other in %u, first in segment %zu", here,
                      here == 1 ? "" : "s", there, kept->view->index + 1);
  if (varies) mq_finding_evidence(context, finding, "the source has two forms as well");
}

/* --- names of the table ----------------------------------------------------------------------------------------- */

/* The form to keep in a row: the preferred one if it stands in the text, else the most frequent, else the first. */
static uint32_t form_to_keep(const variants *all, const uint32_t *times, uint32_t first, uint32_t end) {
  uint32_t kept = first;
  for (uint32_t i = first; i < end; i++) {
    if (times[i] && all->forms.at[i].preferred) return i;
    if (times[i] > times[kept]) kept = i;
  }
  return kept;
}

static void report_listed(mq_context *context, const variants *all, const occurrences *found) {
  uint32_t *times = mq_arena_array(context->scratch, all->forms.count, sizeof *times);
  uint32_t *reports = mq_arena_array(context->scratch, all->forms.count, sizeof *reports);
  const occurrence **first_place = mq_arena_array(context->scratch, all->forms.count, sizeof *first_place);
  for (size_t i = 0; i < found->count; i++)
    if (!times[found->at[i].form]++) first_place[found->at[i].form] = &found->at[i];
  for (size_t i = 0; i < found->count; i++) {
    const uint32_t own = found->at[i].form, row = all->forms.at[own].row;
    uint32_t first = own, end = own;
    while (first > 0 && all->forms.at[first - 1].row == row) first--;
    while (end < all->forms.count && all->forms.at[end].row == row) end++;
    const uint32_t kept = form_to_keep(all, times, first, end);
    if (kept == own || reports[own]++ >= MOST_REPORTS) continue;
    report(context, &found->at[i], first_place[kept], times[own], times[kept], LISTED,
           all->forms.at[kept].preferred
               ? "the table of name variants lists the two for one name, and prefers the other"
               : "the table of name variants lists the two for one name");
  }
}

/* --- spellings of one skeleton ------------------------------------------------------------------------------------ */

typedef struct spelling {
  mq_str stem;
  uint32_t group, times, reports;
  bool attested;
  size_t first; /* index of its first occurrence */
} spelling;

typedef MQ_ARRAY(spelling) spellings;

static bool may_be_name(mq_lookup *lookup, const mq_token *token) {
  const mq_word *word = token->word;
  if (token->kind != MQ_WORD || !(word->shape & MQ_CAPITALISED) || word->shape & MQ_STRANGE) return false;
  if (word->letters < SHORTEST) return false;
  const mq_spelling speller = mq_lookup_spelling(lookup, MTQC_TARGET, word);
  return speller == MQ_SPELLING_UNKNOWN ||
         (speller == MQ_SPELLING_UNCHECKED && !mq_lookup_entry(lookup, MTQC_TARGET, word)->attested);
}

/* Adds an occurrence of a spelling; `stems` and `skeletons` number spellings and groups. */
static void add_spelling(mq_context *context, const mq_view *view, uint32_t i, mq_map *stems, mq_map *skeletons,
                         spellings *list, occurrences *found) {
  const mq_word *word = view->target[i].word;
  bool fresh;
  uint32_t *number = mq_map_add(stems, word->stem, &fresh);
  if (fresh) {
    char room[ROOM];
    const mq_str skeleton = {room, mq_skeleton(word->stem, room, sizeof room)};
    bool new_group;
    uint32_t *group = mq_map_add(skeletons, mq_str_copy(context->scratch, skeleton), &new_group);
    if (new_group) *group = (uint32_t)skeletons->count;
    *number = (uint32_t)list->count;
    *mq_push(context->scratch, list) = (spelling){
        .stem = word->stem, .group = skeleton.size < SHORTEST - 1 ? 0 : *group, .first = found->count,
        .attested = mq_lookup_entry(mq_lookup_of(context, view), MTQC_TARGET, word)->attested};
  }
  list->at[*number].times++;
  *mq_push(context->scratch, found) = (occurrence){view, i, 1, *number, linked_stem(view, i, 1)};
}

/* For each group (numbered from 1) the spelling to keep: attested before not, frequent before rare, earlier before later. */
static uint32_t *spellings_to_keep(mq_arena *scratch, const spellings *list, size_t groups) {
  uint32_t *kept = mq_arena_array(scratch, groups + 1, sizeof *kept);
  memset(kept, 0xff, (groups + 1) * sizeof *kept);
  for (uint32_t i = 0; i < list->count; i++) {
    const spelling *own = &list->at[i];
    uint32_t *best = &kept[own->group];
    if (*best == UINT32_MAX || own->attested > list->at[*best].attested ||
        (own->attested == list->at[*best].attested && own->times > list->at[*best].times))
      *best = i;
  }
  return kept;
}

static bool copied_from_source(const occurrence *place) {
  return place->view->target_links && place->view->target_links[place->first].layer == MQ_LAYER_EQUAL;
}

static void check_spellings(mq_context *context, const mq_document *document) {
  mq_map stems = {.arena = context->scratch}, skeletons = {.arena = context->scratch};
  spellings list = {0};
  occurrences found = {0};
  for (size_t v = 0; v < document->view_count; v++)
    for (uint32_t i = 0; i < document->views[v].target_count; i++)
      if (may_be_name(mq_lookup_of(context, &document->views[v]), &document->views[v].target[i]))
        add_spelling(context, &document->views[v], i, &stems, &skeletons, &list, &found);
  const uint32_t *kept = spellings_to_keep(context->scratch, &list, skeletons.count);
  for (size_t i = 0; i < found.count; i++) {
    spelling *own = &list.at[found.at[i].form];
    if (own->group == 0 || kept[own->group] == found.at[i].form || own->attested) continue;
    const spelling *other = &list.at[kept[own->group]];
    if (copied_from_source(&found.at[i]) && copied_from_source(&found.at[other->first])) continue;
    if (own->reports++ >= MOST_REPORTS) continue;
    report(context, &found.at[i], &found.at[other->first], own->times, other->times, ALIKE,
           "no dictionary knows either, and they differ only as ways of spelling one name do");
  }
}

static void check_document(mq_context *context, const mq_document *document) {
  const variants *all = context->prepared;
  if (all && all->phrases && all->forms.count) {
    occurrences found = {0};
    for (size_t v = 0; v < document->view_count; v++) collect_listed(context, all, &document->views[v], &found);
    report_listed(context, all, &found);
  }
  if (document->aligned_by_us || !document->source) check_spellings(context, document);
}

const mq_check mq_check_name_variant = {
  .prepare = prepare,
  .document = check_document,
  .explanation =
    "Flags a name that one text writes in two ways: by the table of the target language (\"Peking\" and \"Beijing\"), or,\n"
    "without any table, because two capitalised words that no dictionary knows differ only as transliteration systems do\n"
    "(\"Chruschtschow\" and \"Khrushchev\"). The form that the table does not prefer is flagged, else the rarer one. Where\n"
    "the source varies in the same places, the finding counts little. Names inside links are not compared. Pairs of\n"
    "segments that need not belong to one text are compared by the table only."};
