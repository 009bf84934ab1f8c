/* ICU says whether a message is well-formed and which plurals a language has; the arguments are read by a scanner of our
 * own, since ICU gives them in C++ only. The scanner keeps a stack of what each open brace is. */
#include "message.h"

#include "ascii.h"

#include <unicode/umsg.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>
#include <unicode/uenum.h>

enum { DEEPEST = 32 };

static size_t skip_space(mq_str s, size_t i) {
  while (mq_is_one_of(mq_byte_at(s, i), " \t\r\n")) i++;
  return i;
}

static size_t skip_name(mq_str s, size_t i) {
  while (mq_is_alnum(mq_byte_at(s, i)) || mq_is_one_of(mq_byte_at(s, i), "_-.=:") || (mq_byte_at(s, i) & 0x80)) i++;
  return i;
}

/* Reads "name, type" after an opening brace at i - 1; *next is behind them. */
static mq_argument read_head(mq_str s, size_t i, size_t *next) {
  mq_argument argument = {0};
  i = skip_space(s, i);
  argument.start = (uint32_t)i;
  argument.end = (uint32_t)skip_name(s, i);
  argument.name = (mq_str){s.at + i, argument.end - i};
  argument.type = (mq_str){s.at + i, 0};
  i = skip_space(s, argument.end);
  if (mq_byte_at(s, i) == ',') {
    i = skip_space(s, i + 1);
    const size_t end = skip_name(s, i);
    argument.type = (mq_str){s.at + i, end - i};
    i = skip_space(s, end);
  }
  *next = i;
  return argument;
}

static bool is_choice(mq_str type) {
  return mq_str_equal(type, MQ_STR("plural")) || mq_str_equal(type, MQ_STR("selectordinal")) ||
         mq_str_equal(type, MQ_STR("select"));
}

bool mq_message_is_complex(mq_str text) {
  for (size_t i = 0; i < text.size; i++) {
    if (text.at[i] != '{') continue;
    size_t next;
    const mq_argument argument = read_head(text, i + 1, &next);
    if (argument.name.size && is_choice(argument.type) && mq_byte_at(text, next) == ',') return true;
  }
  return false;
}

bool mq_message_is_valid(mq_arena *arena, const mq_language *language, mq_str text) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  UChar *pattern = mq_arena_array(arena, text.size + 1, sizeof *pattern);
  u_strFromUTF8WithSub(pattern, (int32_t)text.size, &size, text.at, (int32_t)text.size, 0xfffd, NULL, &status);
  UMessageFormat *format = U_SUCCESS(status) ? umsg_open(pattern, size, language->locale, NULL, &status) : NULL;
  if (format) umsg_close(format);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  return U_SUCCESS(status);
}

static const char *const plural_names[] = {"zero", "one", "two", "few", "many", "other"};
enum { PLURALS = sizeof plural_names / sizeof *plural_names };

const char *mq_plural_name(unsigned category) {
  for (unsigned i = 0; i < PLURALS; i++)
    if (category == 1u << i) return plural_names[i];
  return "";
}

static unsigned category_of(mq_str name) {
  for (unsigned i = 0; i < PLURALS; i++)
    if (mq_str_equal(name, mq_str_of(plural_names[i]))) return 1u << i;
  return 0;
}

unsigned mq_plural_categories(mq_arena *arena, const mq_language *language, bool ordinal) {
  UErrorCode status = U_ZERO_ERROR;
  unsigned categories = 0;
  UPluralRules *rules =
      uplrules_openForType(language->locale, ordinal ? UPLURAL_TYPE_ORDINAL : UPLURAL_TYPE_CARDINAL, &status);
  UEnumeration *names = uplrules_getKeywords(rules, &status);
  for (const char *name; U_SUCCESS(status) && (name = uenum_next(names, NULL, &status));)
    categories |= category_of(mq_str_of(name));
  if (names) uenum_close(names);
  if (rules) uplrules_close(rules);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  return categories;
}

/* An open brace: one around a text, or one of an argument with a choice, whose texts follow their keywords. */
typedef struct level {
  bool choice;
  size_t argument; /* index of a choice; SIZE_MAX if it did not fit */
} level;

/* The place behind a text in apostrophes that begins at i, as MessageFormat quotes: '{', '}' and '#' only. */
static size_t skip_quoted(mq_str s, size_t i) {
  if (!mq_is_one_of(mq_byte_at(s, i + 1), "{}#|")) return i + 1 + (mq_byte_at(s, i + 1) == '\'');
  for (i += 2; i < s.size; i++)
    if (s.at[i] == '\'' && mq_byte_at(s, ++i) != '\'') return i;
  return s.size;
}

static void add_keyword(mq_message *out, mq_str text, size_t start, size_t end, size_t argument) {
  if (argument >= out->argument_count || end == start) return;
  const mq_str name = {text.at + start, end - start};
  out->arguments[argument].categories |= category_of(name);
  if (out->keyword_count < MQ_MOST_KEYWORDS)
    out->keywords[out->keyword_count++] = (mq_keyword){name, (uint32_t)start, (uint32_t)end, argument};
}

/* Reads what an open brace at i - 1 begins, other than the text of a keyword; returns the place behind it. */
static size_t read_argument(mq_message *out, mq_str text, size_t i, level *opened) {
  size_t next;
  const mq_argument argument = read_head(text, i, &next);
  opened->choice = is_choice(argument.type);
  if (out->argument_count < MQ_MOST_ARGUMENTS && argument.name.size) {
    opened->argument = out->argument_count;
    out->arguments[out->argument_count++] = argument;
  }
  return next;
}

void mq_message_read(mq_str text, mq_message *out) {
  level stack[DEEPEST];
  size_t depth = 0;
  out->argument_count = out->keyword_count = 0;
  for (size_t i = 0; i < text.size;) {
    const level *inside = depth ? &stack[depth - 1] : NULL;
    const bool in_choice = inside && inside->choice;
    const char c = text.at[i];
    if (c == '\'' && !in_choice) {
      i = skip_quoted(text, i);
    } else if (c == '}') {
      if (depth) depth--;
      i++;
    } else if (in_choice && c != '{') {
      const size_t end = skip_name(text, i);
      add_keyword(out, text, i, end, inside->argument);
      i = end > i ? end : i + 1;
    } else if (c == '{' && depth < DEEPEST) {
      stack[depth++] = (level){false, SIZE_MAX};
      i = in_choice ? i + 1 : read_argument(out, text, i + 1, &stack[depth - 1]);
    } else {
      i++;
    }
  }
}
