/* Doubts about the texts as a whole, so that nonsense is not aligned in silence. */
#include "inner.h"

/* Tokens of a text that look like its own language and like that of the other side: words that carry grammar, or
 * letters of the language's script where the two scripts differ. */
typedef struct looks {
  size_t own, other;
} looks;

static bool looks_like(const mq_word *word, const mq_language *language, const mq_language *against) {
  if (mq_find_fold(&language->stopwords, word)) return !mq_find_fold(&against->stopwords, word);
  return word->script && word->script == language->script && language->script != against->script;
}

static looks look_at(const mq_bags *bags, const mq_language *other) {
  looks seen = {0, 0};
  const mq_language *own = bags->text->language;
  for (size_t t = 0; t < bags->type_count; t++) {
    const mq_type *type = &bags->types[t];
    if (type->word->kind != MQ_WORD) continue;
    if (looks_like(type->word, own, other)) seen.own += type->count;
    if (looks_like(type->word, other, own)) seen.other += type->count;
  }
  return seen;
}

static bool swapped(const mq_bags *source, const mq_bags *target) {
  const looks s = look_at(source, target->text->language), t = look_at(target, source->text->language);
  return s.other >= MQ_DOUBT_WORDS && t.other >= MQ_DOUBT_WORDS && s.other > MQ_DOUBT_TIMES * s.own &&
         t.other > MQ_DOUBT_TIMES * t.own;
}

static bool unrelated(const mq_beads *beads) {
  double sum = 0;
  for (size_t b = 0; b < beads->count; b++) sum += (double)beads->at[b].confidence;
  return beads->count >= MQ_DOUBT_BEADS && sum < MQ_DOUBT_MEAN * (double)beads->count;
}

unsigned mq_doubts_find(const mq_bags *source, const mq_bags *target, const mq_beads *beads) {
  return (swapped(source, target) ? MQ_DOUBT_SWAPPED : 0u) | (unrelated(beads) ? MQ_DOUBT_UNRELATED : 0u);
}
