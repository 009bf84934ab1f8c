/* Punctuation marks by what they do, for the checks of form. */
#ifndef MQ_MARKS_H
#define MQ_MARKS_H

#include "check.h"

/* Scripts that the checks of form tell apart: values of mq_word.script (UScriptCode). */
enum { MQ_SCRIPT_ARMENIAN = 3, MQ_SCRIPT_CYRILLIC = 8, MQ_SCRIPT_GREEK = 14, MQ_SCRIPT_LATIN = 25 };

/* Whether a script has capital letters. */
static inline bool mq_script_has_case(uint8_t script) {
  return script == MQ_SCRIPT_LATIN || script == MQ_SCRIPT_CYRILLIC || script == MQ_SCRIPT_GREEK ||
         script == MQ_SCRIPT_ARMENIAN;
}

typedef enum mq_mark {
  MQ_MARK_NONE, /* no mark: a word, a number, ... */
  MQ_MARK_OTHER,
  MQ_MARK_STOP,
  MQ_MARK_QUESTION,
  MQ_MARK_EXCLAMATION,
  MQ_MARK_ELLIPSIS,
  MQ_MARK_COLON,
  MQ_MARK_SEMICOLON,
  MQ_MARK_COMMA,
  MQ_MARK_DASH,
  MQ_MARK_HYPHEN,
  MQ_MARK_QUOTE,  /* double quotation marks and guillemets: which of a pair it is depends on the language */
  MQ_MARK_SINGLE, /* single quotation marks, which may be apostrophes */
  MQ_MARK_OPEN,   /* brackets and quotation marks that have a direction */
  MQ_MARK_CLOSE
} mq_mark;

mq_mark mq_mark_of(const mq_token *token);

/* For OPEN and CLOSE: a number that both marks of a pair share; else 0. */
unsigned mq_mark_pair(const mq_token *token);

/* The mark that a run of tokens ends with, quotation marks and brackets passed over; among "?!.." the
 * question first, then the exclamation. *at (may be NULL) is the index of the last token that is not passed
 * over. */
mq_mark mq_end_mark(const mq_token *tokens, size_t count, size_t *at);

/* Whether a list of marks, separated by spaces, has the token. */
bool mq_mark_is_listed(mq_str list, const mq_token *token);

/* STOP, QUESTION, EXCLAMATION or ELLIPSIS. */
static inline bool mq_ends_sentence(mq_mark mark) { return mark >= MQ_MARK_STOP && mark <= MQ_MARK_ELLIPSIS; }

static inline size_t mq_count_words(const mq_token *tokens, size_t count) {
  size_t words = 0;
  for (size_t i = 0; i < count; i++) words += tokens[i].kind == MQ_WORD;
  return words;
}

#endif
