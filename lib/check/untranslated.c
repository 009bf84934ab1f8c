/* Source text that was left as it was.
 *
 * Three forms: the whole segment is a copy of its source; a run of three or more words stands in the target
 * as it stands in the source; words in the script of the source language stand in a target of another script.
 * Names, codes, addresses and quoted titles are rightly the same, so what counts is small-letter words, best
 * such as the target language does not know. */
#include "marks.h"
#include "odd.h"

enum { SHORTEST_RUN = 3, HEADLINE = 5, SURE_RUN = 6, MOST_ASKED = 16, MOST_SEARCHED = 2000, TEN_TIMES = 100 };

/* --- words
 * -------------------------------------------------------------------------------------------------------- */

static bool is_small_word(const mq_token *token) {
  return token->kind == MQ_WORD && token->word->letters > 1 &&
         !(token->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS | MQ_MIXED_CASE | MQ_HAS_DIGIT));
}

static bool is_joint(const mq_token *token) {
  const mq_mark mark = mq_mark_of(token);
  return !(token->flags & MQ_SPACE_BEFORE) && (mark == MQ_MARK_STOP || mark == MQ_MARK_OTHER);
}

/* A part of an address that the tokenizer does not take for one: "travel.example.org", "a/b". */
static bool is_address_part(const mq_token *tokens, size_t count, size_t i) {
  const bool before = i > 1 && is_joint(&tokens[i - 1]) && !(tokens[i].flags & MQ_SPACE_BEFORE);
  const bool after = i + 2 < count && is_joint(&tokens[i + 1]) && !(tokens[i + 2].flags & MQ_SPACE_BEFORE);
  return (before && tokens[i - 2].kind == MQ_WORD) || (after && tokens[i + 2].kind == MQ_WORD);
}

/* The words of a side without anything else, as indices of tokens. */
typedef struct word_list {
  const mq_token *tokens;
  uint32_t *at;
  size_t count;
} word_list;

static word_list words_of(mq_arena *arena, const mq_token *tokens, size_t count) {
  word_list list = {.tokens = tokens, .at = mq_arena_array(arena, count, sizeof *list.at)};
  for (size_t i = 0; i < count; i++)
    if (tokens[i].kind == MQ_WORD && !is_address_part(tokens, count, i)) list.at[list.count++] = (uint32_t)i;
  return list;
}

static const mq_token *word_at(const word_list *list, size_t i) { return &list->tokens[list->at[i]]; }
static uint64_t hash_at(const word_list *list, size_t i) { return word_at(list, i)->word->fold_hash; }

/* Whether a word belongs to the language of the source rather than to that of the target: it is at least ten
 * times as frequent there, or the target language does not know it. `source` and `target` are the same form
 * on both sides. */
static bool is_foreign(mq_context *context, const mq_token *source, const mq_token *target) {
  const mq_entry *there = mq_lookup_entry(context->lookup, MTQC_SOURCE, source->word);
  const mq_entry *here = mq_lookup_entry(context->lookup, MTQC_TARGET, target->word);
  if (there->frequency != MQ_FREQUENCY_UNKNOWN && here->frequency != MQ_FREQUENCY_UNKNOWN)
    return there->frequency >= here->frequency + TEN_TIMES;
  if (here->frequency != MQ_FREQUENCY_UNKNOWN || here->attested || (target->word->shape & MQ_STOPWORD))
    return false;
  return mq_lookup_spelling(context->lookup, MTQC_TARGET, target->word) != MQ_SPELLING_KNOWN;
}

/* An opening bracket a few tokens before, not closed since: "(engl. Member of Parliament)". */
static bool is_bracketed(const mq_view *view, size_t first) {
  for (size_t i = first; i-- > 0 && i + 5 >= first;) {
    const mq_mark mark = mq_mark_of(&view->target[i]);
    if (mark == MQ_MARK_OPEN) return true;
    if (mark == MQ_MARK_CLOSE) return false;
  }
  return false;
}

/* Capitals at both ends and only very short words in small letters between: "State of the Union". */
static bool is_long_name(const mq_view *view, size_t first, size_t last) {
  if (is_small_word(&view->target[first]) || is_small_word(&view->target[last - 1])) return false;
  for (size_t i = first; i < last; i++)
    if (is_small_word(&view->target[i]) && view->target[i].word->letters > 3) return false;
  return true;
}

/* Particles and a family name, which texts of the target language have too: "von der Leyen". */
static bool is_family_name(mq_context *context, const mq_view *view, size_t first, size_t last) {
  for (size_t i = first; i + 1 < last; i++)
    if (!is_small_word(&view->target[i]) || view->target[i].word->letters > 3) return false;
  const mq_entry *name = mq_lookup_entry(context->lookup, MTQC_TARGET, view->target[last - 1].word);
  return !is_small_word(&view->target[last - 1]) && (name->attested || name->frequency != MQ_FREQUENCY_UNKNOWN);
}

/* Tokens [first, last) fill quotation marks or begin a bracket, or look like a name: a title, or the name in
 * the original. */
static bool is_title(const mq_view *view, size_t first, size_t last) {
  if (is_long_name(view, first, last) && view->target[first].word->script == MQ_SCRIPT_LATIN) return true;
  if (!first) return false;
  const mq_mark before = mq_mark_of(&view->target[first - 1]);
  const mq_mark after = last < view->target_count ? mq_mark_of(&view->target[last]) : MQ_MARK_NONE;
  if (is_bracketed(view, first)) return true;
  return (before == MQ_MARK_QUOTE || before == MQ_MARK_SINGLE) &&
         (after == MQ_MARK_QUOTE || after == MQ_MARK_SINGLE);
}

/* --- the whole segment
 * -------------------------------------------------------------------------------------------- */

static bool is_copy(const word_list *source, const word_list *target) {
  if (source->count != target->count) return false;
  for (size_t i = 0; i < source->count; i++)
    if (hash_at(source, i) != hash_at(target, i)) return false;
  return true;
}

static size_t small_words(const word_list *list, size_t first, size_t count) {
  size_t small = 0;
  for (size_t i = first; i < first + count; i++) small += is_small_word(word_at(list, i));
  return small;
}

static void report_copy(mq_context *context, const mq_view *view, const word_list *words) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){view->target_start, view->target_end});
  finding->has_source = true;
  finding->source = (mq_span){view->source_start, view->source_end};
  finding->confidence = .95f;
  mq_finding_message(context, finding, "The segment was not translated: it is the same as its source");
  mq_finding_evidence(context, finding, "%zu words, all of them equal", words->count);
}

/* --- runs
 * ---------------------------------------------------------------------------------------------------------
 */

/* Places in the source by the hash of three words in a row: open addressing, 0 is free. */
typedef struct run_table {
  uint32_t *slots;
  size_t size; /* a power of two */
} run_table;

static uint64_t hash_of_run(const word_list *list, size_t i) {
  return (hash_at(list, i) * 3 + hash_at(list, i + 1)) * 5 + hash_at(list, i + 2);
}

static size_t slot_of(uint64_t hash, size_t size) { return (size_t)(hash ^ (hash >> 32)) & (size - 1); }

static run_table index_runs(mq_arena *arena, const word_list *source) {
  run_table table = {.size = 16};
  while (table.size < source->count * 2) table.size *= 2;
  table.slots = mq_arena_array(arena, table.size, sizeof *table.slots);
  for (size_t i = 0; i + SHORTEST_RUN <= source->count; i++) {
    size_t slot = slot_of(hash_of_run(source, i), table.size);
    /* Of equal runs the first is enough; a bounded probe keeps repetitive text linear. */
    for (int probe = 0; probe < 8 && table.slots[slot]; probe++) slot = (slot + 1) & (table.size - 1);
    if (!table.slots[slot]) table.slots[slot] = (uint32_t)i + 1;
  }
  return table;
}

static size_t common_run(const word_list *a, size_t i, const word_list *b, size_t j) {
  size_t n = 0;
  while (i + n < a->count && j + n < b->count && hash_at(a, i + n) == hash_at(b, j + n)) n++;
  return n;
}

/* Longest run of the source that stands at word j of the target, among the places the table has; 0 if shorter
 * than three. */
static size_t find_run(const run_table *table, const word_list *source, const word_list *target, size_t j,
                       size_t *place) {
  size_t best = 0, slot = slot_of(hash_of_run(target, j), table->size);
  for (int probe = 0; probe < 8 && table->slots[slot]; probe++, slot = (slot + 1) & (table->size - 1)) {
    const size_t i = table->slots[slot] - 1, n = common_run(source, i, target, j);
    if (n > best) best = n, *place = i;
  }
  return best >= SHORTEST_RUN ? best : 0;
}

static size_t foreign_words(mq_context *context, const word_list *source, size_t i, const word_list *target,
                            size_t j, size_t n) {
  size_t foreign = 0;
  for (size_t k = 0; k < n && k < MOST_ASKED; k++)
    foreign += is_small_word(word_at(target, j + k)) &&
               is_foreign(context, word_at(source, i + k), word_at(target, j + k));
  return foreign;
}

/* Whether the run holds a function word that only the source language has, and that is no part of a name ("Jae-in"). */
static bool has_foreign_function_word(const mq_context *context, const mq_view *view, const word_list *target, size_t j,
                                      size_t n) {
  for (size_t k = j; k < j + n && k < j + MOST_ASKED; k++) {
    const mq_token *token = word_at(target, k);
    if (is_small_word(token) && !(token->word->shape & MQ_STOPWORD) &&
        !mq_token_glued(view->target, view->target_count, target->at[k]) &&
        mq_find_fold(&context->language[MTQC_SOURCE]->stopwords, token->word))
      return true;
  }
  return false;
}

/* Whether the run is reported. */
static bool judge_run(mq_context *context, const mq_view *view, const word_list *source, size_t i,
                      const word_list *target, size_t j, size_t n) {
  const size_t small = small_words(target, j, n), foreign = foreign_words(context, source, i, target, j, n);
  const bool many = (small >= 2 && foreign >= 2) || (small >= 4 && n >= SURE_RUN);
  if (!many && (!foreign || !has_foreign_function_word(context, view, target, j, n))) return false;
  const size_t start = target->at[j], end = target->at[j + n - 1] + 1;
  if (is_title(view, start, end) || is_family_name(context, view, start, end)) return false;
  const float confidence = .35f + .05f * (float)(n < 10 ? n : 10) + .12f * (float)(foreign < 4 ? foreign : 4);
  const mq_token *first = word_at(target, j), *last = word_at(target, j + n - 1);
  mq_finding *finding = mq_find_target(context, view, (mq_span){first->start, last->end});
  finding->has_source = true;
  finding->source = (mq_span){word_at(source, i)->start, word_at(source, i + n - 1)->end};
  finding->confidence = confidence < .95f ? confidence : .95f;
  if (!many) finding->severity = MTQC_MINOR;
  mq_finding_message(context, finding, "%zu words of the source stand untranslated in the translation", n);
  mq_finding_evidence(context, finding, "%zu of them belong to the language of the source", foreign);
  return true;
}

static void look_for_runs(mq_context *context, const mq_view *view, const word_list *source,
                          const word_list *target, bool *reported) {
  if (source->count < SHORTEST_RUN || target->count < SHORTEST_RUN) return;
  const run_table table = index_runs(context->scratch, source);
  for (size_t j = 0; j + SHORTEST_RUN <= target->count;) {
    size_t place = 0;
    const size_t n = find_run(&table, source, target, j, &place);
    if (n && judge_run(context, view, source, place, target, j, n))
      for (size_t k = j; k < j + n; k++) reported[target->at[k]] = true;
    j += n ? n : 1;
  }
}

/* --- residue of the source's script
 * --------------------------------------------------------------------------------- */

static bool is_residue(const mq_token *token, uint8_t script) {
  return token->kind == MQ_WORD && token->word->letters > 1 && token->word->script == script &&
         !(token->word->shape & (MQ_HAS_DIGIT | MQ_MIXED_SCRIPT));
}

/* The language of the target may use words of the other script as they are (brands in Latin letters), so in a
 * run of these only small-letter words count, two of them at least. A name in brackets behind its translation
 * is rightly there. */
static bool counts(const mq_token *tokens, size_t first, size_t last, bool brands) {
  size_t small = 0, words = 0;
  for (size_t i = first; i < last; i++) {
    words += tokens[i].kind == MQ_WORD;
    small += is_small_word(&tokens[i]);
  }
  return brands ? small >= 2 : words > 0;
}

static bool stands_in_source(const mq_view *view, const mq_token *token) {
  for (size_t i = 0; i < view->source_count && i < MOST_SEARCHED; i++)
    if (view->source[i].word->fold_hash == token->word->fold_hash) return true;
  return false;
}

static void report_residue(mq_context *context, const mq_view *view, size_t first, size_t last) {
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, first, last - first));
  finding->confidence = stands_in_source(view, &view->target[first]) ? .9f : .75f;
  mq_finding_message(
      context, finding, "%.*s is written in the script of the source language",
      MQ_FMT(mq_span_text(context->text[MTQC_TARGET], mq_tokens_span(view->target, first, last - first))));
}

static void look_for_residue(mq_context *context, const mq_view *view, const bool *reported) {
  const uint8_t script = context->language[MTQC_SOURCE]->script, own = context->language[MTQC_TARGET]->script;
  if (!script || !own || script == own) return;
  for (size_t i = 0; i < view->target_count;) {
    size_t last = i;
    while (last < view->target_count && !reported[last] && is_residue(&view->target[last], script) &&
           !is_address_part(view->target, view->target_count, last))
      last++;
    if (last > i && counts(view->target, i, last, script == MQ_SCRIPT_LATIN) && !is_title(view, i, last))
      report_residue(context, view, i, last);
    i = last > i ? last : i + 1;
  }
}

/* Small-letter words, or a headline in capitals most of whose words the target language does not have, or some of them
 * and a function word. */
static bool is_prose(mq_context *context, const word_list *source, const word_list *target) {
  if (small_words(target, 0, target->count) >= SHORTEST_RUN) return true;
  size_t foreign = 0, function = 0;
  for (size_t i = 0; i < target->count && i < MOST_ASKED; i++) {
    const mq_token *token = word_at(target, i);
    if (!is_foreign(context, word_at(source, i), token)) continue;
    foreign += token->word->letters > 3;
    function += mq_find_fold(&context->language[MTQC_SOURCE]->stopwords, token->word) != NULL;
  }
  if (foreign >= SHORTEST_RUN && foreign * 2 > target->count) return true;
  return foreign >= 2 && function && target->count >= HEADLINE;
}

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count) return;
  const word_list source = words_of(context->scratch, view->source, view->source_count);
  const word_list target = words_of(context->scratch, view->target, view->target_count);
  if (target.count >= SHORTEST_RUN && is_copy(&source, &target) && is_prose(context, &source, &target)) {
    report_copy(context, view, &target);
    return;
  }
  bool *reported = mq_arena_array(context->scratch, view->target_count, sizeof *reported);
  look_for_runs(context, view, &source, &target, reported);
  look_for_residue(context, view, reported);
}

const mq_check mq_check_untranslated = {
    .segment = segment,
    .explanation = "A segment that is a copy of its source; three or more words in a row that stand in the "
                   "translation as they stand in "
                   "the source; words in the script of the source language (Cyrillic in a German text).\n"
                   "Names, codes, addresses, and titles in quotation marks or brackets are rightly the same. "
                   "The more of the words the "
                   "target language does not know, the surer is the finding."};
