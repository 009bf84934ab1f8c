/* The opposite, or another of a closed set: "rises" rendered as "sinkt", Monday as Dienstag, import as Ausfuhr.
 *
 * A table by language (opposites.tsv) groups words in concepts and poles; concepts and poles have the same names in every
 * language, so two such tables are a table of the pair. A concept that stands in the source with one pole only, and in the
 * translation with another pole only, is reversed - unless the word of the translation renders another word of the source,
 * stands elsewhere than its counterpart is expected, or is turned round itself ("less expensive", a negation). */
#include "odd.h"
#include "sides.h"

#include <math.h>

enum {
  MOST_MATCHES = 64,
  AWAY = 6,         /* tokens that a word may stand from where its counterpart is expected */
  NEAR = 2,         /* the same by the share of the segment alone */
  REVERSED_REACH = 2 /* how many tokens before it a word is reversed: "less expensive" */
};

typedef struct pole {
  uint64_t concept, pole; /* hashes of their names */
  mq_str name;            /* of the concept */
  bool capital;           /* its words are written with one, as English days of the week */
  bool degree;            /* its words are of degree: "less", "more" */
  bool reverses;          /* its words turn another into its opposite: "less" */
} pole;

typedef struct side_table {
  mq_phrases *words; /* numbered by row */
  const pole *rows;
  mq_map forms; /* words of one token -> row + 1, for stems that two rows share */
} side_table;

/* --- tables
 * ----------------------------------------------------------------------------------------------------- */

static bool begins_capital(mq_arena *arena, mq_str words) { return mq_common_prefix(mq_fold(arena, words), words) < 2; }

static bool load_side(void *record, const mq_setup *setup, mtqc_side which) {
  side_table *side = record;
  mq_table table;
  if (!mq_lexicon_table(setup->arena, setup->lexicon, mq_side_pack(which), "opposites", &table, NULL)) return false;
  pole *rows = mq_arena_array(setup->arena, table.rows, sizeof *rows);
  side->words = mq_phrases_new(setup->arena, mq_side_language(setup, which));
  side->forms.arena = setup->arena;
  for (size_t row = 0; row < table.rows; row++) {
    const mq_str concept = mq_table_field(&table, row, 0), name = mq_table_field(&table, row, 1);
    const bool degree = mq_str_equal(concept, MQ_STR("degree"));
    rows[row] = (pole){.concept = mq_hash(concept), .pole = mq_hash(name), .name = concept, .degree = degree,
                       .capital = begins_capital(setup->arena, mq_table_field(&table, row, 2)),
                       .reverses = degree && mq_str_equal(name, MQ_STR("less"))};
    mq_str list = mq_table_field(&table, row, 2);
    for (mq_str word; mq_str_split(&list, ';', &word);) {
      word = mq_str_trim(word);
      mq_phrases_add(side->words, word, (uint32_t)row);
      if (word.size) *mq_map_add(&side->forms, mq_fold(setup->arena, word), NULL) = (uint32_t)row + 1;
    }
  }
  side->rows = rows;
  return true;
}

static void *prepare(const mq_setup *setup) { return mq_prepare_sides(setup, sizeof(side_table), load_side); }

/* --- one side
 * --------------------------------------------------------------------------------------------------- */

typedef struct occurrences {
  size_t count;
  struct {
    uint32_t first, last; /* tokens */
    const pole *pole;
    bool as_written; /* the table has this very form, not its stem alone */
  } at[MOST_MATCHES];
} occurrences;

/* A name with a capital ("West Bank") says nothing of a concept, where common nouns are small; nor does a small word that has a
 * capital in the table ("a big march"). */
static bool is_other_by_case(const mq_language *language, const pole *of, const mq_token *token) {
  const bool capital = token->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS);
  if (of->capital) return !capital && !language->noun_capitals;
  return !language->noun_capitals && (token->word->shape & MQ_CAPITALISED) && !(token->flags & MQ_SENTENCE_START);
}

static occurrences read_side(const mq_context *context, const mq_view *view, mtqc_side which) {
  const side_table *table = (const side_table *)context->prepared + which;
  const mq_token *tokens = which == MTQC_SOURCE ? view->source : view->target;
  const size_t count = which == MTQC_SOURCE ? view->source_count : view->target_count;
  mq_phrase_match found[MOST_MATCHES];
  const size_t matches = mq_phrases_find(table->words, tokens, count, found, MOST_MATCHES);
  occurrences out = {0};
  for (size_t i = 0; i < matches; i++) {
    const mq_token *first = &tokens[found[i].first];
    const uint32_t *exact = found[i].count == 1 ? mq_find_fold(&table->forms, first->word) : NULL;
    if (exact && *exact != found[i].number + 1) continue; /* the stem of one row is a word of another */
    const pole *here = &table->rows[found[i].number];
    const bool again = out.count && out.at[out.count - 1].first == found[i].first && out.at[out.count - 1].pole == here;
    if (again || mq_token_glued(tokens, count, found[i].first) || is_other_by_case(context->language[which], here, first))
      continue;
    out.at[out.count].first = found[i].first;
    out.at[out.count].last = found[i].first + found[i].count - 1;
    out.at[out.count].as_written = exact != NULL;
    out.at[out.count++].pole = here;
  }
  return out;
}

/* The only pole of a concept on a side, or NULL if there is none or several. */
static const pole *only_pole(const occurrences *side, uint64_t concept) {
  const pole *only = NULL;
  for (size_t i = 0; i < side->count; i++) {
    if (side->at[i].pole->concept != concept) continue;
    if (only && only->pole != side->at[i].pole->pole) return NULL;
    only = side->at[i].pole;
  }
  return only;
}

static size_t count_of(const occurrences *side, uint64_t concept) {
  size_t count = 0;
  for (size_t i = 0; i < side->count; i++) count += side->at[i].pole->concept == concept;
  return count;
}

/* --- the comparison
 * --------------------------------------------------------------------------------------------- */

/* Negations of a side, without those that are part of a phrase of the table ("no more than"). */
static size_t negations(const mq_token *tokens, size_t count, const occurrences *side) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    bool inside = false;
    for (size_t k = 0; k < side->count && !inside; k++)
      inside = i >= side->at[k].first && i <= side->at[k].last;
    found += !inside && (tokens[i].word->shape & MQ_NEGATION_STRONG);
  }
  return found;
}

/* Whether a token renders a word of the other side outside [first, last]: a content word that links to it, and to no other. */
static bool renders_another(const mq_side *side, uint32_t i, const mq_side *other, uint32_t first, uint32_t last) {
  const mq_link *link = &side->links[i];
  return mq_is_linked(link) && (link->other < first || link->other > last) && mq_is_content(&other->tokens[link->other]) &&
         other->links[link->other].other == i;
}

static void report(mq_context *context, const mq_view *view, const occurrences *s, size_t i, const occurrences *t,
                   size_t j) {
  const mq_span here = {view->target[t->at[j].first].start, view->target[t->at[j].last].end};
  const mq_span there = {view->source[s->at[i].first].start, view->source[s->at[i].last].end};
  mq_finding *finding = mq_find_target(context, view, here);
  finding->has_source = true;
  finding->source = there;
  finding->confidence = .75f;
  mq_finding_message(context, finding, "\"%.*s\" says something else than \"%.*s\" of the source",
                     MQ_FMT(mq_span_text(context->text[MTQC_TARGET], here)),
                     MQ_FMT(mq_span_text(context->text[MTQC_SOURCE], there)));
  mq_finding_evidence(context, finding, "they are opposites, or two of one set (%.*s)", MQ_FMT(s->at[i].pole->name));
  mq_finding_evidence(context, finding, "no other word of that set stands on either side");
}

/* Whether the word before turns it into its opposite: "less expensive", "не раньше". */
static bool is_reversed(const mq_token *tokens, const occurrences *side, size_t i) {
  const uint32_t first = side->at[i].first;
  if (first > 0 && tokens[first - 1].word->shape & MQ_NEGATION_STRONG) return true;
  for (size_t k = 0; k < side->count; k++)
    if (side->at[k].pole->reverses && side->at[k].last < first && first - side->at[k].last <= REVERSED_REACH) return true;
  return false;
}

/* Whether a word stands where its counterpart is expected: where the words around it have theirs, or as far from the beginning. */
static bool is_in_place(const mq_view *view, const occurrences *s, size_t i, const occurrences *t, size_t j) {
  const mq_side source = mq_side_of(view, MTQC_SOURCE), target = mq_side_of(view, MTQC_TARGET);
  const double place = t->at[j].first, alike = (s->at[i].first + .5) / (double)source.count * (double)target.count;
  return fabs(mq_expected_place(&source, &target, s->at[i].first) - place) <= AWAY || fabs(alike - place) <= NEAR;
}

/* The first token behind an occurrence that is no function word, or the count. */
static size_t word_behind(const mq_side *side, const occurrences *at, size_t i) {
  size_t k = at->at[i].last + 1u;
  while (k < side->count && side->tokens[k].kind == MQ_WORD && (side->tokens[k].word->shape & MQ_STOPWORD)) k++;
  return k;
}

/* Whether two words of degree ("less", "mehr") are of the same word: "less insane" may well be "mehr bei Sinnen". Their stems
 * say nothing ("wenig" is not "weniger"). */
static bool are_of_one_word(const mq_view *view, const occurrences *s, size_t i, const occurrences *t, size_t j) {
  if (!s->at[i].as_written || !t->at[j].as_written) return false;
  const mq_side source = mq_side_of(view, MTQC_SOURCE), target = mq_side_of(view, MTQC_TARGET);
  const size_t here = word_behind(&source, s, i), there = word_behind(&target, t, j);
  return here < source.count && there < target.count && mq_is_linked(&source.links[here]) && source.links[here].other == there;
}

static void compare(mq_context *context, const mq_view *view, const occurrences *s, size_t i, const occurrences *t) {
  const uint64_t concept = s->at[i].pole->concept;
  if (count_of(s, concept) != 1 || count_of(t, concept) != 1) return;
  const mq_side source = mq_side_of(view, MTQC_SOURCE), target = mq_side_of(view, MTQC_TARGET);
  const pole *other = only_pole(t, concept);
  if (!other || other->pole == s->at[i].pole->pole) return;
  const bool reversed = is_reversed(view->source, s, i);
  for (size_t j = 0; j < t->count; j++) {
    if (t->at[j].pole != other || is_reversed(view->target, t, j) != reversed || !is_in_place(view, s, i, t, j)) continue;
    if (s->at[i].pole->degree && !are_of_one_word(view, s, i, t, j)) continue;
    if (renders_another(&target, t->at[j].first, &source, s->at[i].first, s->at[i].last)) continue;
    if (renders_another(&source, s->at[i].first, &target, t->at[j].first, t->at[j].last)) continue;
    report(context, view, s, i, t, j);
    return;
  }
}

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count) return;
  const occurrences s = read_side(context, view, MTQC_SOURCE);
  if (!s.count) return;
  const occurrences t = read_side(context, view, MTQC_TARGET);
  if (!t.count || negations(view->source, view->source_count, &s) != negations(view->target, view->target_count, &t)) return;
  for (size_t i = 0; i < s.count; i++) compare(context, view, &s, i, &t);
}

const mq_check mq_check_opposite = {
    .prepare = prepare,
    .segment = segment,
    .explanation =
        "A word was rendered by its opposite, or by another of a closed set: \"rises\" as \"sinkt\", \"Monday\" as "
        "\"Dienstag\", \"import\" as \"Ausfuhr\", Iran as Irak, July as juin.\n"
        "Words are grouped in concepts by a table of either language (dicts/<lang>/opposites.tsv). Nothing is reported if "
        "the concept stands on a side more than once, if either word renders another word, if they do not stand at about "
        "the same place, if \"less\" or a negation before it turns one of them round, or if one side negates "
        "more than the other. \"More\" and \"less\" are compared where they stand before the same word."};
