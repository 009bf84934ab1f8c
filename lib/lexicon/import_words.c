/* Lists of words: plain lists, frequency lists, a thesaurus, the base forms of a spelling dictionary. */
#include "import.h"

#include "lookup.h"

/* A whole number between -32000 and 0; MQ_FREQUENCY_UNKNOWN for anything else. */
static int16_t read_frequency(mq_str text) {
  int value = 0;
  if (text.size < 2 || text.size > 6 || text.at[0] != '-') return MQ_FREQUENCY_UNKNOWN;
  for (size_t i = 1; i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '9') return MQ_FREQUENCY_UNKNOWN;
    value = value * 10 + (text.at[i] - '0');
  }
  return value <= 32000 ? (int16_t)-value : MQ_FREQUENCY_UNKNOWN;
}

void mq_import_words(mq_str text, mq_word_sink sink) {
  for (mq_str line, word, figure; mq_str_split(&text, '\n', &line);) {
    if (line.size == 0 || line.at[0] == '#' || !mq_str_split(&line, '\t', &word)) continue;
    word = mq_str_trim(word);
    if (word.size == 0) continue;
    const bool has_figure = mq_str_split(&line, '\t', &figure);
    sink.word(sink.payload, word, has_figure ? read_frequency(mq_str_trim(figure)) : MQ_FREQUENCY_UNKNOWN);
  }
}

void mq_import_thesaurus(mq_arena *arena, mq_str text, mq_word_sink sink) {
  mq_buf clean = {.arena = arena};
  for (mq_str line; mq_str_split(&text, '\n', &line);) {
    if (line.size == 0 || line.at[0] == '#') continue;
    mq_import_clean(&clean, line);
    for (mq_str rest = mq_buf_view(&clean), word; mq_str_split(&rest, ';', &word);) {
      word = mq_str_trim(word);
      if (word.size && !mq_str_ends(word, MQ_STR("..."))) sink.word(sink.payload, word, MQ_FREQUENCY_UNKNOWN);
    }
  }
}

/* What the affix file says about flags: bytes of one flag, and the flags of entries that are no words by
 * themselves. */
typedef struct affix_rules {
  bool utf8, numeric, aliased;
  size_t flag_size; /* 1: one character (possibly of several bytes), 2: two bytes */
  mq_str not_words[3];
  size_t count;
} affix_rules;

static affix_rules read_affix(mq_str affix) {
  affix_rules rules = {.flag_size = 1};
  for (mq_str line; mq_str_split(&affix, '\n', &line);) {
    mq_str key, value;
    line = mq_str_trim(line);
    if (!mq_str_split(&line, ' ', &key) || !line.at) continue;
    value = mq_str_trim(line);
    if (mq_str_equal(key, MQ_STR("SET"))) rules.utf8 = mq_str_equal(value, MQ_STR("UTF-8"));
    if (mq_str_equal(key, MQ_STR("AF"))) rules.aliased = true;
    if (mq_str_equal(key, MQ_STR("FLAG"))) {
      rules.numeric = mq_str_equal(value, MQ_STR("num"));
      if (mq_str_equal(value, MQ_STR("long"))) rules.flag_size = 2;
    }
    const bool no_word = mq_str_equal(key, MQ_STR("ONLYINCOMPOUND")) ||
                         mq_str_equal(key, MQ_STR("NEEDAFFIX")) || mq_str_equal(key, MQ_STR("FORBIDDENWORD"));
    if (no_word && rules.count < 3) rules.not_words[rules.count++] = value;
  }
  return rules;
}

/* Whether the flags hold one that makes the entry no word. Aliased flags are not resolved: such entries count
 * as words. */
static bool is_no_word(const affix_rules *rules, mq_str flags) {
  for (size_t k = 0; k < rules->count && !rules->aliased; k++) {
    const mq_str flag = rules->not_words[k];
    if (rules->numeric) {
      for (mq_str rest = flags, one; mq_str_split(&rest, ',', &one);)
        if (mq_str_equal(one, flag)) return true;
      continue;
    }
    for (size_t i = 0; flag.size && i + flag.size <= flags.size; i += rules->flag_size)
      if (memcmp(flags.at + i, flag.at, flag.size) == 0) return true;
  }
  return false;
}

bool mq_import_hunspell(mq_arena *arena, mq_str affix, mq_str dictionary, mq_word_sink sink) {
  const affix_rules rules = read_affix(affix);
  if (!rules.utf8) return false;
  for (mq_str line; mq_str_split(&dictionary, '\n', &line);) {
    mq_str entry, word, flags;
    line = mq_str_trim(line);
    /* The first line is the number of entries; comments begin with # or a TAB. */
    if (line.size == 0 || line.at[0] == '#' || (line.at[0] >= '0' && line.at[0] <= '9')) continue;
    if (!mq_str_split(&line, '\t', &entry)) continue;
    const char *blank = memchr(entry.at, ' ', entry.size);
    if (blank) entry.size = (size_t)(blank - entry.at);
    if (!mq_str_split(&entry, '/', &word) || word.size == 0) continue;
    flags = entry.at ? entry : (mq_str){"", 0};
    if (!is_no_word(&rules, flags)) sink.word(sink.payload, word, MQ_FREQUENCY_UNKNOWN);
  }
  return true;
}
