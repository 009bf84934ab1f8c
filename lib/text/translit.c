/* At every place the rules of its first letter are tried in the order of the table; the first one that fits is used. So the
 * table decides (longest string first, narrower context first), and the time is bounded by rules of one letter. */
#include "translit.h"

#include "base/array.h"
#include "base/map.h"

#define NONE UINT32_MAX

typedef enum context { ANYWHERE, AT_START, AT_END, AFTER_VOWEL } context;

typedef struct rule {
  mq_str from, to;
  context context;
  uint32_t next; /* rule of the same first letter, or NONE */
} rule;

struct mq_translit {
  MQ_ARRAY(rule) rules;
  mq_map first; /* first letter -> its first rule */
};

/* Letters after which "after-vowel" holds: vowels of the Cyrillic and Greek alphabets, and the two signs. */
static const char vowels[] = "аеёиоуыэюяіїєўүұөәъьαάεέηήιίοόυύωώ";

static size_t letter_size(mq_str text) {
  size_t size = 1;
  while (size < text.size && ((unsigned char)text.at[size] & 0xc0) == 0x80) size++;
  return size;
}

static bool is_vowel(mq_str letter) {
  for (mq_str rest = mq_str_of(vowels); rest.size;) {
    const mq_str one = {rest.at, letter_size(rest)};
    if (mq_str_equal(one, letter)) return true;
    rest = (mq_str){rest.at + one.size, rest.size - one.size};
  }
  return false;
}

static context context_of(mq_str name) {
  if (mq_str_equal(name, MQ_STR("start"))) return AT_START;
  if (mq_str_equal(name, MQ_STR("end"))) return AT_END;
  return mq_str_equal(name, MQ_STR("after-vowel")) ? AFTER_VOWEL : ANYWHERE;
}

const mq_translit *mq_translit_new(mq_arena *arena, const mq_table *table) {
  mq_translit *t = mq_arena_alloc(arena, sizeof *t);
  t->first.arena = arena;
  for (size_t row = 0; row < table->rows; row++) {
    const mq_str from = mq_table_field(table, row, 0), to = mq_table_field(table, row, 1);
    if (!from.size) continue;
    *mq_push(arena, &t->rules) = (rule){from, mq_str_equal(to, MQ_STR("∅")) ? (mq_str){"", 0} : to,
                                        context_of(mq_table_field(table, row, 2)), NONE};
  }
  for (uint32_t i = (uint32_t)t->rules.count; i-- > 0;) { /* from the back, so that chains keep the order of the table */
    rule *r = &t->rules.at[i];
    bool added;
    uint32_t *first = mq_map_add(&t->first, (mq_str){r->from.at, letter_size(r->from)}, &added);
    r->next = added ? NONE : *first;
    *first = i;
  }
  return t;
}

/* Whether a rule's context holds at `at`, behind the letter `before` (empty at the start). */
static bool fits(const rule *r, mq_str fold, size_t at, mq_str before) {
  const mq_str rest = {fold.at + at, fold.size - at};
  if (!mq_str_starts(rest, r->from)) return false;
  switch (r->context) {
  case AT_START: return at == 0;
  case AT_END: return rest.size == r->from.size;
  case AFTER_VOWEL: return is_vowel(before);
  default: return true;
  }
}

static const rule *find_rule(const mq_translit *t, mq_str fold, size_t at, mq_str letter, mq_str before) {
  const uint32_t *first = mq_map_find(&t->first, letter);
  for (uint32_t i = first ? *first : NONE; i != NONE; i = t->rules.at[i].next)
    if (fits(&t->rules.at[i], fold, at, before)) return &t->rules.at[i];
  return NULL;
}

/* The last letter of the text. */
static mq_str last_letter(mq_str text) {
  size_t start = text.size;
  while (start && ((unsigned char)text.at[--start] & 0xc0) == 0x80) continue;
  return (mq_str){text.at + start, text.size - start};
}

size_t mq_transliterate(const mq_translit *rules, mq_str fold, char *out, size_t room) {
  size_t size = 0;
  mq_str before = {"", 0};
  for (size_t at = 0; at < fold.size;) {
    const mq_str letter = {fold.at + at, letter_size((mq_str){fold.at + at, fold.size - at})};
    const rule *r = find_rule(rules, fold, at, letter, before);
    const mq_str text = r ? r->to : letter;
    if (text.size > room - size) break;
    if (text.size) memcpy(out + size, text.at, text.size);
    size += text.size;
    before = r ? last_letter(r->from) : letter;
    at += r ? r->from.size : letter.size;
  }
  return size;
}
