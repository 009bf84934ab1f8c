/* Periodic runs by comparing every word with the one `period` places before it, for each period in turn. A word that
 * belongs to a run of a shorter period is passed over in longer ones, since "a a a a" is periodic in 1, 2 and 3. */
#include "repeats.h"

#include "odd.h"

typedef struct word_list {
  const mq_token *tokens;
  size_t token_count;
  uint32_t *at; /* tokens that are words or numbers */
  bool *taken;  /* by word: in a run already */
  size_t count;
} word_list;

static word_list words_of(mq_arena *arena, const mq_token *tokens, size_t count) {
  word_list list = {.tokens = tokens, .token_count = count};
  list.at = mq_arena_array(arena, count, sizeof *list.at);
  list.taken = mq_arena_array(arena, count, sizeof *list.taken);
  for (size_t i = 0; i < count; i++)
    if (tokens[i].kind == MQ_WORD || tokens[i].kind == MQ_NUMBER) list.at[list.count++] = (uint32_t)i;
  return list;
}

/* Right behind itself, and neither is a part of a longer word ("Jae-in in"). */
static bool adjacent(const word_list *list, uint32_t before, uint32_t here) {
  return here == before + 1 && (list->tokens[here].flags & MQ_SPACE_BEFORE) &&
         !mq_token_glued(list->tokens, list->token_count, before) &&
         !mq_token_glued(list->tokens, list->token_count, here);
}

static bool again(const word_list *list, size_t i, size_t period) {
  const uint32_t here = list->at[i], before = list->at[i - period];
  if (list->taken[i] || list->taken[i - period]) return false;
  if (list->tokens[here].word->fold_hash != list->tokens[before].word->fold_hash) return false;
  return period > 1 || adjacent(list, before, here);
}

static void take(mq_arena *arena, mq_repeat_list *out, word_list *list, size_t first, size_t end, size_t period) {
  for (size_t i = first; i < end; i++) list->taken[i] = true;
  *mq_push(arena, &out->runs) =
      (mq_repeat){list->at[first], list->at[end - 1], (uint32_t)period, (uint32_t)(end - first)};
}

mq_repeat_list mq_repeats_find(mq_arena *arena, const mq_token *tokens, size_t count) {
  mq_repeat_list out = {0};
  word_list list = words_of(arena, tokens, count);
  for (size_t period = 1; period <= MQ_LONGEST_PERIOD && period * 2 <= list.count; period++)
    for (size_t i = period, run = 0; i <= list.count; i++) {
      if (i < list.count && again(&list, i, period)) {
        run++;
        continue;
      }
      if (run >= period) take(arena, &out, &list, i - run - period, i, period);
      run = 0;
    }
  return out;
}
