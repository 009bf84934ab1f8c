/* Negation that the translation lost or added.
 *
 * Words that negate by themselves (strong) are looked for on both sides. If one side has some and the other has none, the
 * other side may still say the same: with a word that excludes or restricts ("without", "fail"), with a negating affix
 * ("unlikely"), or in a phrase that either language likes to say with a negation ("not least"). Such answers count the
 * more the nearer they lie to where the negation is expected, which is seen from the links of the words around it. The
 * tables are data of the language: negation.txt, negation-phrases.txt, negation-affixes.txt. Words of a pair ("plus",
 * "personne") negate beside the particle of the pair only ("ne", "n'").
 *
 * Invariant: a linear score (log odds) decides; the weights were fitted on translations of news with one negation cut
 * out on one side (WMT 2008-2023, en-de, en-ru, ru-de, de-fr; both classes of each direction and side with equal weight)
 * against the same texts untouched. */
#include "odd.h"
#include "sides.h"

#include <math.h>

enum { MOST_WORDS = 32, MOST_PHRASES = 64, MOST_AFFIXES = 32, LEAST_REST = 4 };
enum { PAIR_REACH = 4, HEAD_REACH = 5, FAR = 12 };

/* Log odds that the negation is lost. Distances count as share of FAR; a language that negates more often than the other
 * is often rendered without, hence RATE times the logarithm of the rates' ratio. */
#define BASE      -4.5
#define WORD_AWAY  2.9
#define AFFIX_AWAY 1.8
#define HEAD       1.0  /* times the strength of the link of what is negated */
#define BEFORE     0.3  /* times the strength of the link of the word before */
#define NO_WORD    0.3  /* that strength where there is no such word */
#define WEAK_WORD -0.3  /* for each of the other side's, MOST_WEAK at most */
#define AGAIN     -1.2  /* more than one negation stands there */
#define LITERAL    1.3  /* times the mean strength of the links of the other side's content words */
#define LENGTH    -0.3  /* times the logarithm of the number of content words */
#define LONGER    -0.3  /* times the logarithm of how many times more of them the other side has */
#define RATE       3.5
/* As near an answer is certain. */
#define NEAR_PHRASE 0.5
#define NEAR_AFFIX 0.2
enum { MOST_WEAK = 3 };

/* From which score something is reported, by side, and from which it is major: an added negation is more often the free
 * wording of a translator. */
static const double reported[2] = {-.7, .3}, major[2] = {1.2, 1.5};

typedef struct affixes {
  mq_str at[MOST_AFFIXES];
  size_t count;
} affixes;

typedef struct side_data {
  mq_map weak;   /* stems */
  mq_map paired; /* folds of words that negate beside a particle */
  affixes particles; /* "ne", "n'": the latter begins a word */
  mq_phrases *usual;
  affixes prefixes, suffixes;
  double rate;
} side_data;

/* --- tables
 * ----------------------------------------------------------------------------------------------------- */

static void add_affix(affixes *list, mq_str affix) {
  if (affix.size && list->count < MOST_AFFIXES) list->at[list->count++] = affix;
}

static void load_affixes(side_data *data, mq_arena *arena, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str fold = mq_fold(arena, mq_table_field(table, row, 0));
    if (mq_str_ends(fold, MQ_STR("-"))) add_affix(&data->prefixes, (mq_str){fold.at, fold.size - 1});
    else if (mq_str_starts(fold, MQ_STR("-"))) add_affix(&data->suffixes, (mq_str){fold.at + 1, fold.size - 1});
  }
}

static void load_words(side_data *data, mq_arena *arena, const mq_language *language, const mq_table *table) {
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str fold = mq_fold(arena, mq_table_field(table, row, 0)), class = mq_table_field(table, row, 1);
    if (mq_str_equal(class, MQ_STR("weak"))) mq_map_add(&data->weak, mq_stem(arena, language, fold), NULL);
    if (mq_str_equal(class, MQ_STR("paired"))) mq_map_add(&data->paired, fold, NULL);
    if (mq_str_equal(class, MQ_STR("particle"))) add_affix(&data->particles, fold);
  }
}

/* Whether the language has a table of negations. */
static bool load_side(void *record, const mq_setup *setup, mtqc_side which) {
  side_data *data = record;
  const mq_language *language = mq_side_language(setup, which);
  const mq_pack_kind kind = mq_side_pack(which);
  mq_table table;
  data->weak.arena = data->paired.arena = setup->arena;
  data->usual = mq_phrases_new(setup->arena, language);
  data->rate = language->negation_rate;
  if (mq_lexicon_table(setup->arena, setup->lexicon, kind, "negation-phrases", &table, NULL))
    for (size_t row = 0; row < table.rows; row++) {
      const bool kept = mq_str_equal(mq_table_field(&table, row, 1), MQ_STR("kept"));
      if (!kept || which == MTQC_TARGET) mq_phrases_add(data->usual, mq_table_field(&table, row, 0), 0);
    }
  if (mq_lexicon_table(setup->arena, setup->lexicon, kind, "negation-affixes", &table, NULL))
    load_affixes(data, setup->arena, &table);
  if (!mq_lexicon_table(setup->arena, setup->lexicon, kind, "negation", &table, NULL)) return false;
  load_words(data, setup->arena, language, &table);
  return true;
}

static void *prepare(const mq_setup *setup) { return mq_prepare_sides(setup, sizeof(side_data), load_side); }

/* --- the negations of a side
 * ------------------------------------------------------------------------------------ */

typedef enum answer { BY_WORD, BY_AFFIX, BY_PHRASE } answer;

typedef struct negations {
  mq_side of;
  const side_data *data;
  uint32_t strong[MOST_WORDS], weak[MOST_WORDS]; /* tokens */
  uint8_t how[MOST_WORDS];                       /* an answer for each weak one */
  size_t strong_count, weak_count;
} negations;

/* Whether a word is known without its affix: "unmöglich" is "möglich" with un-, "unter" is nothing with it. */
static bool is_known(mq_lookup *lookup, mtqc_side side, mq_str rest) {
  if (rest.size < LEAST_REST) return false;
  const mq_entry entry = mq_lookup_text(lookup, side, rest);
  return entry.attested || entry.frequency != MQ_FREQUENCY_UNKNOWN;
}

static bool has_affix(mq_lookup *lookup, mtqc_side side, const side_data *data, mq_str fold) {
  for (size_t i = 0; i < data->suffixes.count; i++)
    if (mq_str_ends(fold, data->suffixes.at[i]) && fold.size >= data->suffixes.at[i].size + LEAST_REST) return true;
  for (size_t i = 0; i < data->prefixes.count; i++) {
    const size_t size = data->prefixes.at[i].size;
    if (mq_str_starts(fold, data->prefixes.at[i]) &&
        is_known(lookup, side, (mq_str){fold.at + size, fold.size - size}))
      return true;
  }
  return false;
}

/* "No. 5" is a number, and "no-deal" a name. */
static bool is_name(const negations *n, size_t i) {
  if (mq_token_glued(n->of.tokens, n->of.count, i)) return true;
  return i + 2 < n->of.count && n->of.tokens[i + 2].kind == MQ_NUMBER &&
         !(n->of.tokens[i + 1].flags & MQ_SPACE_BEFORE) && mq_str_equal(n->of.tokens[i + 1].word->surface, MQ_STR("."));
}

static bool is_particle(const side_data *data, const mq_token *token) {
  for (size_t i = 0; i < data->particles.count; i++) {
    const mq_str particle = data->particles.at[i], fold = token->word->fold;
    if (mq_str_equal(fold, particle)) return true;
    if (mq_str_ends(particle, MQ_STR("'")) && mq_str_starts(fold, particle)) return true;
  }
  return false;
}

/* Whether the particle stands near in the clause: "ne sait plus", "personne ne vient". */
static bool has_particle(const negations *n, size_t i) {
  const mq_token *tokens = n->of.tokens;
  for (size_t k = i + 1; k < n->of.count && k <= i + PAIR_REACH && tokens[k].kind != MQ_PUNCTUATION; k++)
    if (is_particle(n->data, &tokens[k])) return true;
  for (size_t k = i; k > 0 && k + PAIR_REACH > i && tokens[k - 1].kind != MQ_PUNCTUATION; k--)
    if (is_particle(n->data, &tokens[k - 1])) return true;
  return false;
}

static bool is_strong(const negations *n, size_t i) {
  const mq_word *word = n->of.tokens[i].word;
  return (word->shape & MQ_NEGATION_STRONG) || (mq_find_fold(&n->data->paired, word) && has_particle(n, i));
}

static void add_weak(negations *n, size_t token, answer how) {
  if (n->weak_count == MOST_WORDS) return;
  n->how[n->weak_count] = (uint8_t)how;
  n->weak[n->weak_count++] = (uint32_t)token;
}

static void read_word(mq_lookup *lookup, negations *n, size_t i, bool in_phrase) {
  const mq_word *word = n->of.tokens[i].word;
  if (is_strong(n, i)) {
    if (in_phrase) add_weak(n, i, BY_PHRASE);
    else if (!is_name(n, i) && n->strong_count < MOST_WORDS) n->strong[n->strong_count++] = (uint32_t)i;
  } else if (mq_find_stem(&n->data->weak, word)) {
    add_weak(n, i, BY_WORD);
  } else if (has_affix(lookup, n->of.which, n->data, word->fold)) {
    add_weak(n, i, BY_AFFIX);
  }
}

static negations read_side(const mq_context *context, const mq_view *view, mtqc_side which) {
  negations n = {.of = mq_side_of(view, which), .data = (const side_data *)context->prepared + which};
  mq_phrase_match usual[MOST_PHRASES];
  const size_t phrases = mq_phrases_find(n.data->usual, n.of.tokens, n.of.count, usual, MOST_PHRASES);
  for (size_t i = 0, p = 0; i < n.of.count; i++) {
    while (p < phrases && usual[p].first + usual[p].count <= i) p++;
    if (n.of.tokens[i].kind == MQ_WORD) read_word(view->lookup, &n, i, p < phrases && usual[p].first <= i);
  }
  return n;
}

/* A side may have a negation that the shape of its words does not show. */
static bool may_pair(const mq_context *context) {
  const side_data *sides = context->prepared;
  return sides[MTQC_SOURCE].paired.count || sides[MTQC_TARGET].paired.count;
}

static bool any_strong(const mq_token *tokens, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (tokens[i].word->shape & MQ_NEGATION_STRONG) return true;
  return false;
}

/* --- what answers a negation
 * ------------------------------------------------------------------------------------ */

/* A weak negation that renders a word of its own is no answer, unless an affix negates that: "not guilty", "невиновен". */
static bool is_taken(const negations *n, const negations *other, size_t weak, size_t i) {
  const mq_link *link = &other->of.links[other->weak[weak]];
  const bool negated = other->how[weak] == BY_AFFIX && link->other > i && link->other - i <= HEAD_REACH;
  return other->how[weak] != BY_PHRASE && mq_is_linked(link) && mq_is_content(&n->of.tokens[link->other]) && !negated;
}

static double distance_share(double a, double b) { return fmin(fabs(a - b), FAR) / FAR; }

/* Strength of the link of the next content word of the clause, forwards (what is negated) or backwards. */
static double neighbour_strength(const negations *n, size_t i, size_t step) {
  for (size_t k = i + step, d = 0; d < HEAD_REACH && k < n->of.count && n->of.tokens[k].kind != MQ_PUNCTUATION;
       k += step, d++)
    if (mq_is_content(&n->of.tokens[k])) return n->of.links[k].other == MQ_NO_ID ? 0 : (double)n->of.links[k].strength;
  return NO_WORD;
}

static double rate_shift(const negations *n, const negations *other) {
  if (n->data->rate <= 0 || other->data->rate <= 0) return 0;
  return -RATE * fmax(0, log(n->data->rate / other->data->rate));
}

static size_t content_words(const negations *n) {
  size_t words = 0;
  for (size_t k = 0; k < n->of.count; k++) words += mq_is_content(&n->of.tokens[k]);
  return words;
}

/* How literally the side follows the other: the mean strength of the links of its content words. */
static double literalness(const negations *n) {
  double sum = 0;
  for (size_t k = 0; k < n->of.count; k++)
    if (mq_is_content(&n->of.tokens[k]) && n->of.links[k].other != MQ_NO_ID) sum += (double)n->of.links[k].strength;
  const size_t words = content_words(n);
  return words ? sum / (double)words : NO_WORD;
}

/* What the two sides as such say. */
static double pair_score(const negations *n, const negations *other) {
  const double here = log(1 + (double)content_words(n)), there = log(1 + (double)content_words(other));
  return BASE + LITERAL * literalness(other) + LENGTH * here + LONGER * (there - here) +
         WEAK_WORD * fmin((double)other->weak_count, MOST_WEAK) + AGAIN * (n->strong_count > 1) + rate_shift(n, other);
}

static double score(const negations *n, const negations *other, size_t i) {
  const double place = mq_expected_place(&n->of, &other->of, i);
  double away[] = {1, 1, 1};
  for (size_t k = 0; k < other->weak_count; k++)
    if (!is_taken(n, other, k, i))
      away[other->how[k]] = fmin(away[other->how[k]], distance_share(other->weak[k], place));
  if (away[BY_PHRASE] < NEAR_PHRASE || away[BY_AFFIX] < NEAR_AFFIX) return -INFINITY;
  return WORD_AWAY * away[BY_WORD] + AFFIX_AWAY * away[BY_AFFIX] + HEAD * neighbour_strength(n, i, 1) +
         BEFORE * neighbour_strength(n, i, (size_t)-1);
}

/* --- the check
 * -------------------------------------------------------------------------------------------------- */

static void report(mq_context *context, const mq_view *view, const negations *n, const negations *other, size_t i,
                   double odds) {
  const bool lost = n->of.which == MTQC_SOURCE;
  const mq_span span = mq_tokens_span(n->of.tokens, i, 1);
  mq_finding *finding = lost ? mq_find_source(context, view, span) : mq_find_target(context, view, span);
  finding->severity = odds >= major[n->of.which] ? MTQC_MAJOR : MTQC_MINOR;
  finding->confidence = (float)(1 / (1 + exp(-.9 - .5 * odds)));
  mq_finding_message(context, finding,
                     lost ? "The negation \"%.*s\" of the source has no counterpart in the translation"
                          : "The negation \"%.*s\" of the translation has no counterpart in the source",
                     MQ_FMT(n->of.tokens[i].word->surface));
  mq_finding_evidence(context, finding, "no word there negates by itself");
  mq_finding_evidence(context, finding, "%zu words there that exclude, restrict or have a negating affix",
                      other->weak_count);
}

static void compare(mq_context *context, const mq_view *view, const negations *n, const negations *other) {
  const double base = pair_score(n, other);
  double most = reported[n->of.which];
  size_t found = n->strong_count;
  for (size_t u = 0; u < n->strong_count; u++) {
    const double odds = base + score(n, other, n->strong[u]);
    if (odds > most) most = odds, found = u;
  }
  if (found < n->strong_count) report(context, view, n, other, n->strong[found], most);
}

static void segment(mq_context *context, const mq_view *view) {
  if (view->no_source || !view->source_count || !view->target_count) return;
  const bool source = any_strong(view->source, view->source_count),
             target = any_strong(view->target, view->target_count);
  if (source == target && (source || !may_pair(context))) return;
  const negations s = read_side(context, view, MTQC_SOURCE), t = read_side(context, view, MTQC_TARGET);
  if (s.strong_count && !t.strong_count) compare(context, view, &s, &t);
  if (t.strong_count && !s.strong_count) compare(context, view, &t, &s);
}

const mq_check mq_check_negation = {
    .prepare = prepare,
    .segment = segment,
    .explanation =
        "One side negates (\"not\", \"kein\", \"никогда\") and the other does not: not by such a word, nor near the same "
        "place by one that excludes or restricts (\"without\", \"verweigern\"), by an affix (\"unlikely\", \"-los\"), or in "
        "a phrase that either language likes to negate (\"not least\").\n"
        "The finding is the surer the farther away such words are, the better the negated word is linked with a word of "
        "the other language, and the more literal the translation is. An added negation is reported with less severity "
        "than a lost one, for translators often say things by their opposites."};
