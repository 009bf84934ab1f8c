/* Nouns of doers and deeds in tokens (see role_nouns.h). */
#include "role_nouns.h"

mq_role_nouns mq_role_nouns_new(mq_arena *arena, const mq_language *language) {
  return (mq_role_nouns){.language = language, .phrases = mq_phrases_new(arena, language), .endings = {.arena = arena}};
}

void mq_role_nouns_add(mq_arena *arena, mq_role_nouns *nouns, mq_str field, uint32_t row, mq_role role) {
  mq_str piece;
  while (mq_str_split(&field, ';', &piece)) {
    piece = mq_str_trim(piece);
    if (!piece.size) continue;
    size_t last = piece.size;
    while (last && piece.at[last - 1] != ' ') last--;
    mq_phrases_add(nouns->phrases, piece, (uint32_t)nouns->list.count);
    const mq_str fold = mq_fold(arena, (mq_str){piece.at + last, piece.size - last});
    *mq_push(arena, &nouns->list) = (mq_role_noun){row, role, piece, fold, mq_stem(arena, nouns->language, fold)};
  }
}

/* Whether a form may be one of a noun: it shows the entry and, where the language has a table of them, goes on with an
 * ending of nouns. Returns how much of the entry it shows. */
static size_t noun_fit(const mq_role_nouns *nouns, mq_str form, mq_str noun) {
  const size_t fit = mq_form_reads(form, noun);
  if (!fit || !nouns->endings.count) return fit;
  const size_t common = mq_common_prefix(form, noun);
  const mq_str ending = {form.at + common, form.size - common};
  if (noun.size - common > (ending.size > 0)) return 0; /* "cities" of "city", but not "produce" of "producer" */
  return !ending.size || mq_map_find(&nouns->endings, ending) ? fit : 0;
}

/* Whether a token may be a noun: it has a capital where nouns have one. */
static bool may_be_noun(const mq_role_nouns *nouns, const mq_token *token) {
  return token->kind == MQ_WORD &&
         (!nouns->language->noun_capitals || token->word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS));
}

/* Entries found in tokens, and how much of its last word each shows. */
typedef struct readings {
  size_t count;
  size_t fit[MQ_MOST_ROLES];
  mq_phrase_match at[MQ_MOST_ROLES];
} readings;

static void read_words(readings *read, const mq_role_nouns *nouns, const mq_token *tokens, size_t count) {
  read->count = mq_phrases_find(nouns->phrases, tokens, count, read->at, MQ_MOST_ROLES);
  for (size_t i = 0; i < read->count; i++) {
    const mq_token *last = &tokens[read->at[i].first + read->at[i].count - 1];
    read->fit[i] =
        may_be_noun(nouns, last) ? noun_fit(nouns, last->word->fold, nouns->list.at[read->at[i].number].last) : 0;
  }
}

/* The last part of a compound says what the whole is: "Grenz|verletzung". */
static void read_heads(readings *read, const mq_role_nouns *nouns, mq_lookup *lookup, const mq_token *tokens, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!may_be_noun(nouns, &tokens[i])) continue;
    const mq_compound *compound = mq_lookup_compound(lookup, MTQC_TARGET, tokens[i].word);
    if (!compound->count) continue;
    mq_token head = tokens[i];
    head.word = mq_lookup_word(lookup, MTQC_TARGET, compound->parts[compound->count - 1].fold);
    size_t k = read->count;
    read->count += mq_phrases_find(nouns->phrases, &head, 1, &read->at[k], MQ_MOST_ROLES - k);
    for (; k < read->count; k++) {
      read->at[k].first = (uint32_t)i;
      read->fit[k] = noun_fit(nouns, head.word->fold, nouns->list.at[read->at[k].number].last);
    }
  }
}

mq_role_matches *mq_role_nouns_find(mq_arena *scratch, const mq_role_nouns *nouns, mq_lookup *lookup, const mq_token *tokens,
                                    size_t count) {
  mq_role_matches *found = mq_arena_alloc(scratch, sizeof *found);
  if (!count) return found;
  readings *read = mq_arena_alloc(scratch, sizeof *read);
  read_words(read, nouns, tokens, count);
  if (lookup && nouns->language->compounding) read_heads(read, nouns, lookup, tokens, count);
  for (size_t i = 0; i < read->count; i++) {
    const mq_phrase_match *at = &read->at[i];
    bool best = read->fit[i] > 0;
    for (size_t k = 0; k < read->count && best; k++)
      best = read->at[k].first + read->at[k].count != at->first + at->count || read->fit[k] <= read->fit[i];
    if (best) found->at[found->count++] = *at;
  }
  return found;
}

bool mq_role_nouns_have(const mq_role_nouns *nouns, const mq_role_matches *list, uint32_t row, mq_role role) {
  for (size_t i = 0; i < list->count; i++) {
    const mq_role_noun *found = &nouns->list.at[list->at[i].number];
    if (found->row == row && found->role == role) return true;
  }
  return false;
}

bool mq_role_is_ambiguous(const mq_role_nouns *nouns, const mq_role_matches *list, const mq_phrase_match *place, mq_role role) {
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].first + list->at[i].count == place->first + place->count &&
        nouns->list.at[list->at[i].number].role != role)
      return true;
  return false;
}
