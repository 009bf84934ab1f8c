/* calque: a false friend or a word-for-word rendering, by tables of the language pair (dicts/<s>-<t>/calques.tsv).
 *
 * A row names what stands in the source, the wrong renderings, the better ones, and how sure the error is with the source
 * seen and without. With a source a row speaks when its source side and a wrong rendering stand in one bead and none of the
 * better ones does; of several places, the ones that link to the source phrase, or lie nearest, are taken, no more of them
 * than the source has. Without a source only rows that are sure enough alone speak. Words of the column `unless` (the
 * contexts in which the rendering is right) silence a row. */
#include "odd.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMN_SOURCE, COLUMN_WRONG, COLUMN_BETTER, COLUMN_KIND, COLUMN_SEVERITY, COLUMN_WITH, COLUMN_ALONE, COLUMN_UNLESS };
enum { MOST_MATCHES = 256, MOST_SUGGESTIONS = 4, LONGEST_ACRONYM = 4 };

static const float REPORTED = 0.5f, LINKED_ELSEWHERE = 0.3f;

typedef struct calque {
  mq_str source, better, kind;
  float with, alone; /* 0..1 */
  uint8_t severity;
} calque;

/* One expression of a table cell. */
typedef struct expression {
  uint32_t row;
  mq_str text, fold;
} expression;

/* All expressions of a column, found in text by their index. */
typedef struct expressions {
  mq_phrases *phrases; /* NULL: the language is unknown */
  MQ_ARRAY(expression) list;
} expressions;

typedef struct calques {
  size_t count;
  calque *rows;
  expressions source, wrong;
  mq_phrases *better, *unless; /* of the target, numbered by row */
} calques;

static void add_phrases(mq_phrases *phrases, mq_str list, uint32_t row) {
  mq_str phrase;
  while (mq_str_split(&list, ';', &phrase)) mq_phrases_add(phrases, mq_str_trim(phrase), row);
}

static void add_expressions(mq_arena *arena, expressions *side, mq_str list, uint32_t row) {
  mq_str piece;
  while (side->phrases && mq_str_split(&list, ';', &piece)) {
    piece = mq_str_trim(piece);
    if (!piece.size) continue;
    mq_phrases_add(side->phrases, piece, (uint32_t)side->list.count);
    *mq_push(arena, &side->list) = (expression){row, piece, mq_fold(arena, piece)};
  }
}

static float hundredths(mq_str field) {
  float value = 0;
  for (size_t i = 0; i < field.size && field.at[i] >= '0' && field.at[i] <= '9'; i++)
    value = value * 10 + (float)(field.at[i] - '0');
  return value > 100 ? 1 : value / 100;
}

static uint8_t severity_of(mq_str name) {
  for (int severity = MTQC_NEUTRAL; severity <= MTQC_CRITICAL; severity++)
    if (mq_str_equal(name, mq_str_of(mtqc_severity_name(severity)))) return (uint8_t)severity;
  return MTQC_MAJOR;
}

static void *prepare(const mq_setup *setup) {
  mq_arena *arena = setup->arena;
  const mq_language *source = setup->source, *target = setup->target;
  mq_table table = {0};
  if (!mq_lexicon_table(arena, setup->lexicon, source ? MQ_PACK_PAIR : MQ_PACK_TARGET, "calques", &table, NULL))
    return NULL;
  if (table.rows == 0) return NULL;
  calques *all = mq_arena_alloc(arena, sizeof *all);
  all->rows = mq_arena_array(arena, table.rows, sizeof *all->rows);
  all->wrong.phrases = mq_phrases_new(arena, target);
  all->better = mq_phrases_new(arena, target);
  all->unless = mq_phrases_new(arena, target);
  all->source.phrases = source ? mq_phrases_new(arena, source) : NULL;
  for (size_t i = 0; i < table.rows; i++) {
    const uint32_t row = (uint32_t)all->count++;
    all->rows[row] = (calque){.source = mq_table_field(&table, i, COLUMN_SOURCE),
                              .better = mq_table_field(&table, i, COLUMN_BETTER),
                              .kind = mq_table_field(&table, i, COLUMN_KIND),
                              .with = hundredths(mq_table_field(&table, i, COLUMN_WITH)),
                              .alone = hundredths(mq_table_field(&table, i, COLUMN_ALONE)),
                              .severity = severity_of(mq_table_field(&table, i, COLUMN_SEVERITY))};
    add_expressions(arena, &all->source, all->rows[row].source, row);
    add_expressions(arena, &all->wrong, mq_table_field(&table, i, COLUMN_WRONG), row);
    add_phrases(all->better, all->rows[row].better, row);
    add_phrases(all->unless, mq_table_field(&table, i, COLUMN_UNLESS), row);
  }
  return all;
}

typedef struct matches {
  size_t count;
  mq_phrase_match at[MOST_MATCHES];
} matches;

static matches *find(mq_arena *scratch, const mq_phrases *phrases, const mq_token *tokens, size_t count) {
  matches *found = mq_arena_alloc(scratch, sizeof *found);
  if (phrases && count) found->count = mq_phrases_find(phrases, tokens, count, found->at, MOST_MATCHES);
  return found;
}

/* Whether the case of a token tells it from a listed word: an acronym ("DOS" for "dose"); a name in the middle of a sentence
 * ("Baton Rouge"); or, where nouns have capitals, a verb or adjective for a listed noun and the reverse ("die Kosten" for
 * "kosten"). */
static bool is_other_by_case(const mq_language *language, const mq_token *token, const expression *listed) {
  const size_t same = mq_common_prefix(listed->text, listed->fold);
  const bool capital = token->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS);
  const bool noun = same <= ((unsigned char)listed->text.at[0] >= 0x80); /* the first letter differs: a capital */
  if (noun && language->noun_capitals && !capital) return true;
  const bool acronym = token->word->shape & MQ_ALL_CAPS && token->word->letters <= LONGEST_ACRONYM;
  if (acronym) return !mq_str_equal(token->word->surface, listed->text);
  return same == listed->fold.size && capital && !(token->flags & MQ_SENTENCE_START);
}

static size_t count_letters(mq_str text) {
  size_t letters = 0;
  for (size_t i = 0; i < text.size; i++) letters += ((unsigned char)text.at[i] & 0xc0) != 0x80;
  return letters;
}

/* Whether a form with the stem of a listed word is none of its forms, since stemmers go far: it lacks more than a letter of
 * the word, inflected vowels at the end aside ("object" for "objective", "defended" for "defendant"), or is the shorter word
 * that the listed one is made from ("virtual" for "virtually"). */
static bool is_other_by_form(mq_str form, mq_str word) {
  if (count_letters(form) + 2 <= count_letters(word) && mq_str_starts(word, form)) return true;
  char form_room[128], word_room[128];
  const mq_str have = {form_room, mq_skeleton(form, form_room, sizeof form_room)};
  mq_str want = {word_room, mq_skeleton(word, word_room, sizeof word_room)};
  for (int i = 0; i < 2 && want.size > 3 && strchr("aeiouy", want.at[want.size - 1]); i++) want.size--;
  return mq_common_prefix(have, want) + 1 < want.size;
}

static bool is_other_word(const mq_language *language, const mq_token *tokens, const mq_phrase_match *match,
                          const expression *listed) {
  if (is_other_by_case(language, &tokens[match->first], listed)) return true;
  return match->count == 1 && is_other_by_form(tokens[match->first].word->fold, listed->fold);
}

/* Matches of a column, numbered by row. */
static matches *find_listed(mq_arena *scratch, const mq_language *language, const expressions *side,
                            const mq_token *tokens, size_t count) {
  matches *found = find(scratch, side->phrases, tokens, count);
  const size_t raw = found->count;
  found->count = 0;
  for (size_t i = 0; i < raw; i++) {
    const expression *listed = &side->list.at[found->at[i].number];
    if (is_other_word(language, tokens, &found->at[i], listed)) continue;
    found->at[found->count] = found->at[i];
    found->at[found->count++].number = listed->row;
  }
  return found;
}

static size_t count_of(const matches *list, uint32_t row) {
  size_t n = 0;
  for (size_t i = 0; i < list->count; i++) n += list->at[i].number == row;
  return n;
}

/* One wrong rendering in its place, with the source phrase it seems to render (count 0: none). */
typedef struct suspect {
  mq_phrase_match wrong, source;
  float confidence;
  bool linked;
} suspect;

/* Links from the tokens of a match: into the source phrase, and strong ones to other words of the source. */
static void count_links(const mq_view *view, const mq_phrase_match *wrong, const mq_phrase_match *source, size_t *into,
                        size_t *elsewhere) {
  *into = *elsewhere = 0;
  for (size_t i = wrong->first; i < wrong->first + wrong->count; i++) {
    const mq_link *link = &view->target_links[i];
    if (link->layer == MQ_LAYER_NONE || link->other == MQ_NO_ID) continue;
    if (view->target[i].kind != MQ_WORD || view->target[i].word->shape & MQ_STOPWORD) continue;
    const bool inside = link->other >= source->first && link->other < source->first + source->count;
    *into += inside;
    *elsewhere += !inside && link->strength >= LINKED_ELSEWHERE && link->layer <= MQ_LAYER_NAME;
  }
}

/* How well a place in the target answers to a place in the source: links, then nearness. */
static double answers(const mq_view *view, const mq_phrase_match *wrong, const mq_phrase_match *source) {
  size_t into, elsewhere;
  count_links(view, wrong, source, &into, &elsewhere);
  const double there = (wrong->first + wrong->count / 2.0) / (double)view->target_count;
  const double here = (source->first + source->count / 2.0) / (double)view->source_count;
  return (double)into - 0.5 * (double)elsewhere - fabs(there - here);
}

static void pair_with_source(const mq_view *view, suspect *suspects, size_t count, const matches *source) {
  for (size_t s = 0; s < source->count; s++) {
    suspect *best = NULL;
    double most = -1e9;
    for (size_t i = 0; i < count; i++) {
      if (suspects[i].wrong.number != source->at[s].number || suspects[i].source.count) continue;
      const double score = answers(view, &suspects[i].wrong, &source->at[s]);
      if (score > most) most = score, best = &suspects[i];
    }
    if (best) best->source = source->at[s];
  }
}

/* With a source phrase: the row's `with`, less if the words strongly link to other words of the source. Without one (or
 * with no source at all): `alone`. */
static void rate(const calques *all, const mq_view *view, suspect *found) {
  const calque *row = &all->rows[found->wrong.number];
  if (found->source.count == 0) {
    found->confidence = view->no_source ? row->alone : 0;
    return;
  }
  size_t into, elsewhere;
  count_links(view, &found->wrong, &found->source, &into, &elsewhere);
  found->linked = into > 0;
  found->confidence = row->with - (into == 0 && elsewhere ? 0.25f : 0);
}

static int by_confidence(const void *left, const void *right) {
  const suspect *a = left, *b = right;
  if (a->confidence != b->confidence) return a->confidence < b->confidence ? 1 : -1;
  if (a->wrong.count != b->wrong.count) return a->wrong.count < b->wrong.count ? 1 : -1;
  if (a->wrong.first != b->wrong.first) return a->wrong.first > b->wrong.first ? 1 : -1;
  return (a->wrong.number > b->wrong.number) - (a->wrong.number < b->wrong.number);
}

static void report(mq_context *context, const calques *all, const mq_view *view, const suspect *found) {
  const calque *row = &all->rows[found->wrong.number];
  const mq_span span = mq_tokens_span(view->target, found->wrong.first, found->wrong.count);
  mq_finding *finding = mq_find_target(context, view, span);
  finding->severity = row->severity;
  finding->confidence = found->confidence;
  const mq_str text = mq_span_text(context->text[MTQC_TARGET], span);
  mq_buf better = {.arena = context->scratch};
  mq_str list = row->better, piece;
  for (unsigned n = 0; n < MOST_SUGGESTIONS && mq_str_split(&list, ';', &piece); n++) {
    piece = mq_str_trim(piece);
    mq_buf_format(&better, "%s%.*s", n ? ", " : "", MQ_FMT(piece));
    mq_finding_suggest(context, finding, piece);
  }
  const char *usual = better.size ? better.at : "another wording";
  if (found->source.count) {
    const mq_span origin = mq_tokens_span(view->source, found->source.first, found->source.count);
    finding->has_source = true;
    finding->source = origin;
    const mq_str said = mq_span_text(context->text[MTQC_SOURCE], origin);
    mq_finding_message(context, finding, "\"%.*s\" is a wrong rendering of \"%.*s\"; usual: %s", MQ_FMT(text),
                       MQ_FMT(said), usual);
    if (found->linked) mq_finding_evidence(context, finding, "the lexicon links the two");
  } else {
    mq_finding_message(context, finding, "\"%.*s\" looks like a literal translation; usual: %s", MQ_FMT(text), usual);
  }
  mq_finding_evidence(context, finding, "the table of calques lists it for \"%.*s\" (%.*s)", MQ_FMT(row->source),
                      MQ_FMT(row->kind));
  if (found->source.count) mq_finding_evidence(context, finding, "none of the usual renderings stands in the segment");
}

static bool overlaps(const mq_phrase_match *a, const mq_phrase_match *b) {
  return a->first < b->first + b->count && b->first < a->first + a->count;
}

/* The surest suspects that do not overlap. */
static void report_best(mq_context *context, const calques *all, const mq_view *view, suspect *suspects, size_t count) {
  qsort(suspects, count, sizeof *suspects, by_confidence);
  for (size_t i = 0; i < count && suspects[i].confidence >= REPORTED; i++) {
    bool taken = false;
    for (size_t k = 0; k < i && !taken; k++) taken = overlaps(&suspects[k].wrong, &suspects[i].wrong);
    if (!taken) report(context, all, view, &suspects[i]);
  }
}

static void check_segment(mq_context *context, const mq_view *view) {
  const calques *all = context->prepared;
  if (view->target_count == 0) return;
  const matches *wrong =
      find_listed(context->scratch, context->language[MTQC_TARGET], &all->wrong, view->target, view->target_count);
  if (wrong->count == 0) return;
  const matches *source =
      find_listed(context->scratch, context->language[MTQC_SOURCE], &all->source, view->source, view->source_count);
  if (!view->no_source && source->count == 0) return;
  const matches *better = find(context->scratch, all->better, view->target, view->target_count);
  const matches *unless = find(context->scratch, all->unless, view->target, view->target_count);
  suspect *suspects = mq_arena_array(context->scratch, wrong->count, sizeof *suspects);
  size_t count = 0;
  for (size_t i = 0; i < wrong->count; i++)
    if (!count_of(better, wrong->at[i].number) && !count_of(unless, wrong->at[i].number))
      suspects[count++] = (suspect){.wrong = wrong->at[i]};
  pair_with_source(view, suspects, count, source);
  for (size_t i = 0; i < count; i++) rate(all, view, &suspects[i]);
  report_best(context, all, view, suspects, count);
}

const mq_check mq_check_calque = {
  .prepare = prepare,
  .segment = check_segment,
  .explanation =
    "Flags false friends (ru \"фабрика\" - \"Fabrik\" is right, but \"магазин\" - \"Magazin\" is not), calques and idioms\n"
    "translated word by word, from the reviewed tables of the language pair (dicts/<source>-<target>/calques.tsv). Words\n"
    "match in every inflected form, on both sides.\n"
    "\n"
    "With a source, both the expression and its wrong rendering must stand in the aligned segment, and none of the usual\n"
    "renderings. Without a source only renderings that are hardly ever right by themselves are flagged. Rows carry their own\n"
    "confidence and severity, and the contexts in which the word is right after all."};
