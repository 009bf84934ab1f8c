/* Numbers in words, composed by value in the order of positional numerals: a smaller unit after a greater one
 * adds, a greater after a smaller one multiplies. What is a numeral is in the language's table, whole
 * compounds ("quatre-vingt-dix") too. */
#include "finder.h"

enum { NUMERAL_TOKENS = 7, KEY_ROOM = 96, MILLION = 1000000 };

/* A number in words so far: `total` holds the closed magnitudes, `current` what stands since the last one. */
typedef struct spelled {
  double total, current, low, last_factor;
  bool any, ordinal, article;
} spelled;

/* The unit of the last digit that is not zero: what is added to a number must be smaller. */
static double unit_of(double value) {
  if (value < 1 || value > 1e12) return 0;
  double unit = 1;
  while (fmod(value, unit * 10) == 0) unit *= 10;
  return unit;
}

static const mq_numeral *numeral_of(const mq_language *language, mq_str fold, uint64_t hash) {
  const uint32_t *found = mq_map_find_hashed(&language->numerals, fold, hash);
  return found ? &language->numeral_values[*found] : NULL;
}

/* The longest numeral of the table that begins at token i ("quatre-vingt-dix"); *end is the token behind it.
 */
static const mq_numeral *longest_numeral(const mq_finder *f, uint32_t i, uint32_t *end) {
  if (i >= f->count || f->tokens[i].kind != MQ_WORD) return NULL;
  const mq_numeral *best = numeral_of(f->language, f->tokens[i].word->fold, f->tokens[i].word->fold_hash);
  *end = i + 1;
  if (!best) return NULL;
  char key[KEY_ROOM];
  size_t size = 0;
  for (uint32_t k = i; k < f->count && k < i + NUMERAL_TOKENS; k++) {
    const mq_token *token = &f->tokens[k];
    const mq_str fold = token->word->fold;
    const bool space = k > i && (token->flags & MQ_SPACE_BEFORE);
    if ((token->kind != MQ_WORD && !mq_finder_mark(f, k, '-')) || size + fold.size + 1 > sizeof key) break;
    if (space) key[size++] = ' ';
    memcpy(key + size, fold.at, fold.size);
    size += fold.size;
    const mq_numeral *found =
        k > i && token->kind == MQ_WORD ? numeral_of(f->language, (mq_str){key, size}, mq_hash((mq_str){key, size})) : NULL;
    if (!found) continue;
    best = found;
    *end = k + 1;
  }
  return best;
}

static bool add_factor(spelled *s, double factor) {
  if (factor <= 100) {
    s->current = (s->current > 0 ? s->current : 1) * factor;
    s->low = factor;
    return true;
  }
  if (s->total > 0 && factor >= s->last_factor) {
    if (s->current > 0) return false;
    s->total *= factor; /* "hundert Millionen" after a closed magnitude: "тысяча миллионов" */
  } else {
    s->total += (s->current > 0 ? s->current : 1) * factor;
  }
  s->last_factor = factor;
  s->current = 0;
  s->low = factor;
  return true;
}

static bool add_numeral(spelled *s, const mq_numeral *numeral) {
  const double value = numeral->value;
  if (!s->any) {
    s->current = value;
    s->low = unit_of(value);
  } else if (value == 100 && s->current >= 1 && s->current < 100) {
    s->current *= 100;
    s->low = 100;
  } else if (value >= 1000) {
    if (!add_factor(s, value)) return false;
  } else if (value >= 1 && value < s->low) {
    s->current += value;
    s->low = unit_of(value);
  } else {
    return false;
  }
  s->ordinal = numeral->kind == MQ_NUMERAL_ORDINAL;
  s->article = !s->any && numeral->kind == MQ_NUMERAL_ARTICLE;
  s->any = true;
  return true;
}

/* Adds the numeral or magnitude at token i; returns the token behind it, or i if there is none that fits. */
static uint32_t add_word(const mq_finder *f, spelled *s, uint32_t i) {
  uint32_t end;
  const mq_numeral *numeral = longest_numeral(f, i, &end);
  const double factor = mq_finder_factor(f, i);
  if (factor > 1 && (s->any || f->tokens[i].word->letters > 3)) {
    if (!add_factor(s, factor)) return i;
    s->article = !s->any || (s->article && factor < MILLION); /* "millions of": no number by itself; but "a million" is one */
    s->any = true;
    return mq_finder_mark(f, i + 1, '.') && mq_finder_glued(f, i + 1) && i + 2 < f->count ? i + 2 : i + 1;
  }
  return numeral && add_numeral(s, numeral) ? end : i;
}

/* The token where a numeral may go on: the next word, the one behind a hyphen; of a hundred and more also that behind an "and", and
 * a magnitude behind another function word ("centaine de milliards"). */
static uint32_t next_part(const mq_finder *f, const spelled *s, uint32_t end) {
  if (mq_finder_mark(f, end, '-') && mq_finder_glued(f, end) && mq_finder_glued(f, end + 1)) return end + 1;
  if (s->low < 100 || end >= f->count) return end;
  const bool joined = mq_str_equal(f->tokens[end].word->fold, f->language->conjunction);
  return joined || (mq_finder_stopword(f, end) && mq_finder_factor(f, end + 1) >= 100) ? end + 1 : end;
}

uint32_t mq_finder_words(mq_finder *f, uint32_t i) {
  spelled s = {0};
  uint32_t end = add_word(f, &s, i);
  if (end == i) return i + 1;
  while (!s.ordinal) {
    const uint32_t part = next_part(f, &s, end), behind = add_word(f, &s, part);
    if (behind == part) break;
    end = behind;
  }
  mq_quantity q = {.first = i,
                   .spelled = true,
                   .ordinal = s.ordinal,
                   .article = s.article,
                   .value = s.total + s.current,
                   .alternative = NAN};
  if (s.ordinal) end = mq_finder_month(f, &q, end);
  else if (mq_finder_factor(f, end) > 0 && mq_finder_factor(f, end) < 1)
    end = mq_finder_magnitudes(f, &q, end);
  f->factor = 1;
  mq_finder_emit(f, &q, end, 1);
  return end;
}
