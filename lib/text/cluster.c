/* Clusters: tokens that stand together without a space, as class strings. So it does not matter how the
 * tokenizer cut "16.01.2022" or "5-й", and a date is a small pattern. A space before a group of three digits
 * is a class of its own. */
#include "finder.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

static bool letter(char c) { return c == 'a' || c == 'A'; }

static char letter_class(UChar32 c) {
  if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return 'z';
  return u_isUUppercase(c) ? 'A' : 'a';
}

/* Quarters stand as themselves: '<' a quarter, '=' a half, '>' three. */
static char class_of(UChar32 c) {
  if (c >= '0' && c <= '9') return (char)c;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return c >= 'a' ? 'a' : 'A';
  switch (c) {
  case '.':
  case ',':
  case ':':
  case '/':
  case '%':
  case '-':
    return (char)c;
  case '\'':
  case 0x2019:
  case 0x2bc:
    return '\'';
  case 0x2010:
  case 0x2011:
    return '-';
  case 0x2212:
  case 0x2012:
  case 0x2013:
  case 0x2014:
    return '~';
  case 0x66b:
    return '.';
  case 0x66c:
    return '\'';
  case 0x66a:
    return '%';
  case 0xbc:
    return '<';
  case 0xbd:
    return '=';
  case 0xbe:
    return '>';
  default:
    break;
  }
  const int32_t value = c < 0x80 ? -1 : u_charDigitValue(c);
  if (value >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER) return (char)('0' + value);
  return c >= 0x80 && u_isalpha(c) ? letter_class(c) : '?';
}

static bool add_token(mq_cluster *cl, const mq_finder *f, uint32_t i) {
  const mq_str text = f->tokens[i].word->surface;
  const size_t before = cl->size;
  for (size_t p = 0; p < text.size;) {
    const char *at = text.at + p;
    UChar32 c;
    U8_NEXT(text.at, p, text.size, c);
    if (cl->size == MQ_CLUSTER_ROOM) {
      cl->size = before;
      return before == 0;
    }
    cl->at[cl->size] = at;
    cl->token[cl->size] = i;
    cl->class[cl->size++] = class_of(c);
  }
  return true;
}

/* Whether the cluster ends in a group of digits that a space may divide from the next: "1", "12 345". */
static bool open_group(const mq_cluster *cl) {
  size_t p = cl->size, digits = 0;
  while (p && mq_is_digit(cl->class[p - 1])) p--, digits++;
  if (!digits || digits > 3 || cl->class[p] == '0') return false;
  if (!p) return true;
  if (cl->class[p - 1] == '_') return digits == 3;
  return !letter(cl->class[p - 1]) && !(p > 1 && mq_is_digit(cl->class[p - 2])) && cl->class[p - 1] != '-';
}

static bool three_digits(const mq_token *token) {
  const mq_str s = token->word->surface;
  return token->kind == MQ_NUMBER && s.size >= 3 && mq_is_digit(s.at[0]) && mq_is_digit(s.at[1]) &&
         mq_is_digit(s.at[2]) && (s.size == 3 || !mq_is_digit(s.at[3]));
}

void mq_cluster_read(const mq_finder *f, uint32_t i, mq_cluster *cl) {
  cl->size = 0;
  cl->first = i;
  cl->last = i;
  for (; cl->last < f->count; cl->last++) {
    const mq_token *token = &f->tokens[cl->last];
    if (cl->last > i && (token->flags & MQ_SPACE_BEFORE)) {
      if (!open_group(cl) || !three_digits(token) || cl->size + 1 >= MQ_CLUSTER_ROOM) break;
      cl->at[cl->size] = token->word->surface.at;
      cl->token[cl->size] = cl->last;
      cl->class[cl->size++] = '_';
    }
    if (token->kind >= MQ_URL || !add_token(cl, f, cl->last)) break;
  }
  if (cl->last == i) cl->last++;
  memset(cl->class + cl->size, 0, 4);
}
