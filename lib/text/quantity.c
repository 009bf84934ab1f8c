/* Quantities by value.
 *
 * Digits: the tokens that stand together without a space become one class string (a byte a code point: digits as they are,
 * letters as `a`/`A`, the separators by name), on which dates, times and numbers are small pattern matches. So it does not
 * matter how the tokenizer cut "16.01.2022" or "5-й". Words: a table look-up each, composed by value in the order of
 * positional numerals (a smaller unit after a greater one adds, a greater after a smaller one multiplies).
 *
 * Invariant: quantities come in order of token, and never more of them than tokens. Nothing is allocated. */
#include "quantity.h"

#include <math.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { CLASS_ROOM = 96, DIGITS_EXACT = 15, NUMERAL_TOKENS = 7, KEY_ROOM = 96 };

/* --- reading one run of tokens as classes ----------------------------------------------------------------------- */

typedef struct cluster {
  char class[CLASS_ROOM + 4]; /* NUL-terminated */
  const char *at[CLASS_ROOM + 4];
  uint32_t token[CLASS_ROOM + 4];
  size_t size;
  uint32_t first, last; /* tokens [first, last) */
} cluster;

typedef struct finder {
  const mq_language *language;
  const mq_token *tokens;
  uint32_t count;
  mq_quantity *out;
  size_t found;
  uint32_t month_used; /* token after the last month that belongs to a date already */
  double factor;       /* magnitude of the last quantity, 1 if none */
} finder;

static bool glued(const finder *f, uint32_t i) { return i < f->count && i > 0 && !(f->tokens[i].flags & MQ_SPACE_BEFORE); }

static bool has_digit(const mq_token *token) {
  return (token->kind == MQ_NUMBER || token->kind == MQ_WORD || token->kind == MQ_SYMBOL) &&
         (token->kind == MQ_NUMBER || (token->word->shape & MQ_HAS_DIGIT));
}

static bool separates(char c) { return c == '.' || c == ',' || c == '\'' || c == '_'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }
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
    case '.': case ',': case ':': case '/': case '%': case '-': return (char)c;
    case '\'': case 0x2019: case 0x2bc: return '\'';
    case 0x2010: case 0x2011: return '-';
    case 0x2212: case 0x2012: case 0x2013: case 0x2014: return '~';
    case 0x66b: return '.';
    case 0x66c: return '\'';
    case 0x66a: return '%';
    case 0xbc: return '<';
    case 0xbd: return '=';
    case 0xbe: return '>';
    default: break;
  }
  const int32_t value = c < 0x80 ? -1 : u_charDigitValue(c);
  if (value >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER) return (char)('0' + value);
  return c >= 0x80 && u_isalpha(c) ? letter_class(c) : '?';
}

static bool add_token(cluster *cl, const finder *f, uint32_t i) {
  const mq_str text = f->tokens[i].word->surface;
  const size_t before = cl->size;
  for (size_t p = 0; p < text.size;) {
    const char *at = text.at + p;
    UChar32 c;
    U8_NEXT(text.at, p, text.size, c);
    if (cl->size == CLASS_ROOM) {
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
static bool open_group(const cluster *cl) {
  size_t p = cl->size, digits = 0;
  while (p && digit(cl->class[p - 1])) p--, digits++;
  if (!digits || digits > 3 || cl->class[p] == '0') return false;
  if (!p) return true;
  if (cl->class[p - 1] == '_') return digits == 3;
  return !letter(cl->class[p - 1]) && !(p > 1 && digit(cl->class[p - 2])) && cl->class[p - 1] != '-';
}

static bool three_digits(const mq_token *token) {
  const mq_str s = token->word->surface;
  return token->kind == MQ_NUMBER && s.size >= 3 && digit(s.at[0]) && digit(s.at[1]) && digit(s.at[2]) &&
         (s.size == 3 || !digit(s.at[3]));
}

static void read_cluster(finder *f, uint32_t i, cluster *cl) {
  cl->size = 0;
  cl->first = i;
  cl->last = i;
  for (; cl->last < f->count; cl->last++) {
    const mq_token *token = &f->tokens[cl->last];
    if (cl->last > i && (token->flags & MQ_SPACE_BEFORE)) {
      if (!open_group(cl) || !three_digits(token) || cl->size + 1 >= CLASS_ROOM) break;
      cl->at[cl->size] = token->word->surface.at;
      cl->token[cl->size] = cl->last;
      cl->class[cl->size++] = '_';
    }
    if (token->kind >= MQ_URL || !add_token(cl, f, cl->last)) break;
  }
  if (cl->last == i) cl->last++;
  memset(cl->class + cl->size, 0, 4);
}

/* --- numbers ---------------------------------------------------------------------------------------------------- */

typedef struct group {
  size_t start, digits;
  char separator; /* before it; 0 for the first */
} group;

enum { GROUPS = 12 };

static size_t digit_run(const cluster *cl, size_t p) {
  size_t n = 0;
  while (digit(cl->class[p + n])) n++;
  return n;
}

static double run_value(const cluster *cl, size_t p, size_t digits) {
  double value = 0;
  for (size_t i = 0; i < digits; i++) value = value * 10 + (cl->class[p + i] - '0');
  return value;
}

static size_t read_groups(const cluster *cl, size_t p, group *groups, size_t *end) {
  size_t n = 0;
  char separator = 0;
  for (;;) {
    groups[n] = (group){p, digit_run(cl, p), separator};
    p += groups[n++].digits;
    if (n == GROUPS || !separates(cl->class[p]) || !digit(cl->class[p + 1])) break;
    separator = cl->class[p++];
  }
  *end = p;
  return n;
}

/* Joins groups [from, to) to one integer. */
static double join(const cluster *cl, const group *groups, size_t from, size_t to) {
  double value = 0;
  for (size_t i = from; i < to; i++)
    value = value * pow(10, (double)groups[i].digits) + run_value(cl, groups[i].start, groups[i].digits);
  return value;
}

static bool grouped(const group *groups, size_t count) {
  if (groups[0].digits > 3 || !groups[0].digits) return false;
  for (size_t i = 1; i < count; i++)
    if (groups[i].digits != 3 || groups[i].separator != groups[1].separator) return false;
  return true;
}

static double with_fraction(const cluster *cl, const group *groups, size_t last) {
  return join(cl, groups, 0, last) +
         run_value(cl, groups[last].start, groups[last].digits) / pow(10, (double)groups[last].digits);
}

static bool is_decimal(const mq_language *language, char separator) {
  return language->decimal.size ? language->decimal.at[0] == separator : separator == '.';
}

/* One separator, three digits behind it: both readings are possible, the locale's comes first. */
static void read_ambiguous(const finder *f, const cluster *cl, const group *groups, mq_quantity *q) {
  const double whole = join(cl, groups, 0, 2), fraction = with_fraction(cl, groups, 1);
  const bool decimal = is_decimal(f->language, groups[1].separator);
  q->value = decimal ? fraction : whole;
  /* Nobody writes a decimal fraction with a nought behind it, but thousands end so: 2.500 is not 2.5. */
  const bool round = cl->class[groups[1].start + 2] == '0';
  q->alternative = decimal ? whole : round ? NAN : fraction;
}

static void read_value(const finder *f, const cluster *cl, const group *groups, size_t n, mq_quantity *q) {
  const group *last = &groups[n - 1];
  const bool plain = n == 2 && (last->separator == '.' || last->separator == ',');
  if (n == 1) {
    q->value = join(cl, groups, 0, 1);
  } else if (plain && grouped(groups, n) && cl->class[groups[0].start] != '0') {
    read_ambiguous(f, cl, groups, q);
  } else if (grouped(groups, n) && cl->class[groups[0].start] != '0') {
    q->value = join(cl, groups, 0, n);
  } else if (plain || ((last->separator == '.' || last->separator == ',') && grouped(groups, n - 1) &&
                       groups[1].separator != last->separator)) {
    q->value = with_fraction(cl, groups, n - 1);
  } else {
    q->kind = MQ_QUANTITY_CODE; /* a version, an address */
    q->value = join(cl, groups, 0, n);
  }
}

static double word_factor(const finder *f, uint32_t i) {
  if (i >= f->count || f->tokens[i].kind != MQ_WORD) return 0;
  const mq_word *word = f->tokens[i].word;
  const uint32_t *found = mq_map_find(&f->language->magnitudes, word->fold);
  if (!found && word->letters > 3) found = mq_map_find(&f->language->magnitudes, word->stem);
  return found && *found ? f->language->factors[*found - 1] : 0;
}

/* Multiplies by a magnitude. Small ones ("2 dozen", "the 2-1 score") and single letters ("5m") leave the plain value as the
 * other reading; factors below one are per cent and per mille. */
static void scale(finder *f, mq_quantity *q, double factor, uint32_t letters) {
  if (factor < 1) {
    q->kind = MQ_QUANTITY_PERCENT;
    q->value *= factor * 100;
    return;
  }
  if ((letters == 1 || factor < 1000) && isnan(q->alternative)) q->alternative = q->value / factor;
  q->value *= factor;
  q->alternative *= factor;
  f->factor = factor;
}

/* What is joined to a number, by a hyphen or without: "5-й", "1990er", "2.8bn". The decade may stand as two digits. */
static void read_suffix(finder *f, const cluster *cl, mq_quantity *q, size_t *p) {
  const size_t start = *p + (cl->class[*p] == '-');
  if (!letter(cl->class[start])) return;
  size_t end = start;
  while (letter(cl->class[end]) && cl->token[end] == cl->token[start]) end++;
  const uint32_t letters = (uint32_t)(end - start);
  const double factor = word_factor(f, cl->token[start]), value = q->value;
  *p = end;
  if (factor > 0) {
    scale(f, q, factor, letters);
    return;
  }
  q->ordinal = letters <= 3;
  if (fmod(value, 10) == 0 && value >= 1000 && value < 2100) q->alternative = fmod(value, 100);
  if (fmod(value, 10) == 0 && value >= 10 && value < 100) q->alternative = 1900 + value;
}

/* --- dates and times -------------------------------------------------------------------------------------------- */

static int two_or_four(const cluster *cl, size_t p, size_t n) {
  if (n != 2 && n != 4) return 0;
  return (int)run_value(cl, p, n);
}

static bool set_date(mq_quantity *q, int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  q->kind = MQ_QUANTITY_DATE;
  q->value = 0;
  q->year = (int16_t)year;
  q->month = (int8_t)month;
  q->day = (int8_t)day;
  return true;
}

/* 2022-01-16 */
static size_t iso_date(const cluster *cl, size_t p, mq_quantity *q) {
  const char *c = cl->class + p;
  if (digit_run(cl, p) != 4 || c[4] != '-' || digit_run(cl, p + 5) != 2 || c[7] != '-' || digit_run(cl, p + 8) != 2)
    return 0;
  return set_date(q, (int)run_value(cl, p, 4), (int)run_value(cl, p + 5, 2), (int)run_value(cl, p + 8, 2)) ? 10 : 0;
}

/* 16.01.2022, 16.01., 1/16/2022, 16/1/22 */
static size_t parted_date(const finder *f, const cluster *cl, size_t p, mq_quantity *q) {
  const size_t a = digit_run(cl, p);
  const char separator = cl->class[p + a];
  if (a > 2 || (separator != '.' && separator != '/')) return 0;
  const size_t b = digit_run(cl, p + a + 1), after = p + a + 1 + b;
  if (!b || b > 2 || cl->class[after] != separator) return 0;
  const size_t c = digit_run(cl, after + 1);
  const int first = (int)run_value(cl, p, a), second = (int)run_value(cl, p + a + 1, b);
  if (!c) /* "16.01." */
    return separator == '.' && b == 2 && f->language->ordinal_dot && set_date(q, 0, second, first) ? after - p : 0;
  const int year = two_or_four(cl, after + 1, c);
  if ((c == 2 && b < 2 && separator == '.') || (c != 2 && c != 4)) return 0;
  if (cl->class[after + 1 + c] == separator && digit(cl->class[after + 2 + c])) return 0;
  const bool american = separator == '/' && second > 12;
  if (!set_date(q, year, american ? first : second, american ? second : first)) return 0;
  if (separator == '/' && first <= 12 && second <= 12) q->alternative = 1; /* day and month may change places */
  return after + 1 + c - p;
}

/* 10:30, 10:30:15 */
static size_t clock_time(const cluster *cl, size_t p, mq_quantity *q) {
  const size_t a = digit_run(cl, p);
  if (a > 2 || cl->class[p + a] != ':' || digit_run(cl, p + a + 1) != 2) return 0;
  const double hour = run_value(cl, p, a), minute = run_value(cl, p + a + 1, 2);
  if (hour > 24 || minute > 59) return 0;
  q->kind = MQ_QUANTITY_TIME;
  q->value = hour * 60 + minute;
  const size_t end = p + a + 3;
  return (cl->class[end] == ':' && digit_run(cl, end + 1) == 2 ? end + 3 : end) - p;
}

/* --- looking around in the tokens ------------------------------------------------------------------------------- */

static bool is_mark(const finder *f, uint32_t i, char mark) {
  return i < f->count && f->tokens[i].word->surface.size == 1 && f->tokens[i].word->surface.at[0] == mark;
}

static bool is_stopword(const finder *f, uint32_t i) {
  return i < f->count && f->tokens[i].kind == MQ_WORD && (f->tokens[i].word->shape & MQ_STOPWORD);
}

static int month_at(const finder *f, uint32_t i) {
  if (i >= f->count || f->tokens[i].kind != MQ_WORD) return 0;
  const uint32_t *month = mq_map_find(&f->language->months, f->tokens[i].word->fold);
  return month ? (int)*month : 0;
}

/* A year at token i: four digits that no letter, separator and digit follow. */
static int year_at(const finder *f, uint32_t i) {
  if (i >= f->count || f->tokens[i].kind != MQ_NUMBER) return 0;
  const mq_str s = f->tokens[i].word->surface;
  if (s.size != 4) return 0;
  int year = 0;
  for (size_t k = 0; k < 4; k++) {
    if (!digit(s.at[k])) return 0;
    year = year * 10 + (s.at[k] - '0');
  }
  if (glued(f, i + 1) && (f->tokens[i + 1].kind == MQ_WORD || is_mark(f, i + 1, ':'))) return 0;
  return year >= 1000 && year < 3000 ? year : 0;
}

/* Takes the year behind a day and month: "Januar 2022", "de enero de 2022", "January 16, 2022". */
static uint32_t take_year(const finder *f, uint32_t i, mq_quantity *q) {
  uint32_t k = i;
  if (is_mark(f, k, '.') && glued(f, k)) k++;
  if (is_mark(f, k, ',') || is_stopword(f, k)) k++;
  const int year = year_at(f, k);
  if (!year) return i;
  q->year = (int16_t)year;
  return k + 1;
}

static bool whole_day(const mq_quantity *q) {
  return q->kind == MQ_QUANTITY_NUMBER && q->value >= 1 && q->value <= 31 && q->value == floor(q->value);
}

/* Makes a date of the number q that ends before token `end`, if a month stands behind or before it. Returns the new end. */
static uint32_t join_month(finder *f, mq_quantity *q, uint32_t end) {
  uint32_t k = end;
  if (is_mark(f, k, '.') && glued(f, k)) k++;
  if (!month_at(f, k) && is_stopword(f, k)) k++;
  const bool adjoining = q->first > f->month_used && month_at(f, q->first - 1);
  const int behind = whole_day(q) && !adjoining ? month_at(f, k) : 0;
  if (behind) {
    set_date(q, 0, behind, (int)q->value);
    f->month_used = k + 1;
    return take_year(f, k + 1, q);
  }
  uint32_t before = q->first;
  if (before > f->month_used && (is_mark(f, before - 1, '.') || is_stopword(f, before - 1))) before--;
  const int month = before > f->month_used ? month_at(f, before - 1) : 0;
  if (!month || q->kind != MQ_QUANTITY_NUMBER) return end;
  const int year = end == q->first + 1 ? year_at(f, q->first) : 0;
  if (!year && !whole_day(q)) return end;
  q->count += q->first - (before - 1);
  q->first = before - 1;
  set_date(q, year, month, year ? 1 : (int)q->value);
  if (year) q->day = 0;
  f->month_used = before;
  return year ? end : take_year(f, end, q);
}

/* Magnitude words behind a number, with their full stops: "10 тыс.", "2 hundred thousand". */
static uint32_t take_magnitudes(finder *f, mq_quantity *q, uint32_t end) {
  while (q->kind == MQ_QUANTITY_NUMBER) {
    const double factor = word_factor(f, end);
    if (factor <= 0) break;
    scale(f, q, factor, f->tokens[end].word->letters);
    end++;
    if (is_mark(f, end, '.') && glued(f, end) && end + 1 < f->count) end++;
  }
  return end;
}

/* "5 млн 300 тыс." is one number. */
static bool adds_to_last(const finder *f, const mq_quantity *q, double factor_before) {
  if (!f->found) return false;
  const mq_quantity *last = &f->out[f->found - 1];
  return factor_before > 1 && f->factor > 1 && last->kind == MQ_QUANTITY_NUMBER && q->kind == MQ_QUANTITY_NUMBER &&
         last->first + last->count == q->first && q->value < factor_before;
}

static void emit(finder *f, mq_quantity *q, uint32_t end, double factor_before) {
  q->count = end - q->first;
  if (adds_to_last(f, q, factor_before)) {
    mq_quantity *last = &f->out[f->found - 1];
    last->value += q->value;
    last->count += q->count;
    return;
  }
  if (f->found < f->count) f->out[f->found++] = *q;
}

/* --- digits ----------------------------------------------------------------------------------------------------- */

static bool letters_before(const finder *f, uint32_t i, uint32_t *first) {
  if (!glued(f, i)) return false;
  uint32_t k = i - 1;
  if (is_mark(f, k, '-') && glued(f, k)) k--;
  const mq_word *word = f->tokens[k].word;
  if (f->tokens[k].kind != MQ_WORD || f->language->spaceless) return false;
  *first = k;
  return word->letters > 0;
}

static bool is_code(const finder *f, const cluster *cl, size_t p, uint32_t *first) {
  *first = cl->token[p];
  if (p == 0) return letters_before(f, cl->first, first);
  if (letter(cl->class[p - 1])) return true;
  return p > 1 && cl->class[p - 1] == '-' && letter(cl->class[p - 2]);
}

/* The digits of a designation, separators and letters inside it left out: A320 is 320, H1N1 is 11. */
static size_t read_code(const cluster *cl, size_t p, mq_quantity *q) {
  q->kind = MQ_QUANTITY_CODE;
  size_t end = p, digits = 0;
  for (; digit(cl->class[end]) || letter(cl->class[end]) ||
         (cl->class[end] == '.' && digit(cl->class[end + 1]) && digits); end++)
    if (digit(cl->class[end]) && digits++ < DIGITS_EXACT) q->value = q->value * 10 + (cl->class[end] - '0');
  return end;
}

static size_t read_number(finder *f, const cluster *cl, size_t p, mq_quantity *q) {
  group groups[GROUPS];
  size_t end;
  const size_t n = read_groups(cl, p, groups, &end);
  read_value(f, cl, groups, n, q);
  if (cl->class[end] >= '<' && cl->class[end] <= '>') q->value += (cl->class[end++] - '<' + 1) / 4.0;
  /* The second year of "2018–19". */
  if (p > 4 && n == 1 && groups[0].digits == 2 && (cl->class[p - 1] == '~' || cl->class[p - 1] == '-' || cl->class[p - 1] == '/') &&
      digit(cl->class[p - 5]) && digit(cl->class[p - 2]) && (cl->class[p - 5] == '1' || cl->class[p - 5] == '2'))
    q->alternative = run_value(cl, p - 5, 2) * 100 + q->value;
  return end;
}

static size_t read_quantity(finder *f, const cluster *cl, size_t p, mq_quantity *q) {
  uint32_t first;
  const bool code = is_code(f, cl, p, &first);
  *q = (mq_quantity){.first = first, .alternative = NAN};
  if (code) return read_code(cl, p, q);
  size_t size = iso_date(cl, p, q);
  if (!size) size = parted_date(f, cl, p, q);
  if (!size) size = clock_time(cl, p, q);
  if (size) return p + size;
  size_t end = read_number(f, cl, p, q);
  if (q->kind == MQ_QUANTITY_NUMBER) read_suffix(f, cl, q, &end);
  return end;
}

/* What may follow the last number of a cluster: a percent sign, an ordinal's full stop, magnitudes, a month. */
static uint32_t read_behind(finder *f, const cluster *cl, size_t p, mq_quantity *q) {
  const uint32_t end = p < cl->size ? cl->token[p] : cl->last;
  const bool inside = p > 0 && p < cl->size && cl->token[p] == cl->token[p - 1];
  if (inside) return end + 1;
  if (is_mark(f, end, '%') && q->kind == MQ_QUANTITY_NUMBER) {
    q->kind = MQ_QUANTITY_PERCENT;
    return end + 1;
  }
  if (f->language->ordinal_dot && q->kind == MQ_QUANTITY_NUMBER && is_mark(f, end, '.') && glued(f, end)) q->ordinal = true;
  uint32_t from = end;
  if (is_mark(f, from, '-') && glued(f, from) && glued(f, from + 1)) from++;
  const uint32_t scaled = take_magnitudes(f, q, from);
  if (scaled > from) return scaled;
  return join_month(f, q, end);
}

/* Reads the cluster at token i; returns the token to go on with. */
static uint32_t read_digits(finder *f, uint32_t i) {
  cluster cl;
  read_cluster(f, i, &cl);
  uint32_t end = i + 1;
  for (size_t p = 0; p < cl.size;) {
    if (!digit(cl.class[p])) {
      p++;
      continue;
    }
    mq_quantity q;
    const double factor_before = f->factor;
    f->factor = 1;
    p = read_quantity(f, &cl, p, &q);
    end = cl.token[p - 1] + 1;
    const uint32_t behind = read_behind(f, &cl, p, &q);
    if (behind > end) end = behind;
    emit(f, &q, end, factor_before);
    const bool inside = p < cl.size && cl.token[p] == cl.token[p - 1];
    while (!inside && p < cl.size && cl.token[p] < end) p++;
  }
  return end;
}

/* --- words ------------------------------------------------------------------------------------------------------ */

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

static const mq_numeral *numeral_of(const mq_language *language, mq_str fold) {
  const uint32_t *found = mq_map_find(&language->numerals, fold);
  return found ? &language->numeral_values[*found] : NULL;
}

/* The longest numeral of the table that begins at token i ("quatre-vingt-dix"); *end is the token behind it. */
static const mq_numeral *longest_numeral(const finder *f, uint32_t i, uint32_t *end) {
  if (i >= f->count || f->tokens[i].kind != MQ_WORD) return NULL;
  const mq_numeral *best = numeral_of(f->language, f->tokens[i].word->fold);
  *end = i + 1;
  if (!best) return NULL;
  char key[KEY_ROOM];
  size_t size = 0;
  for (uint32_t k = i; k < f->count && k < i + NUMERAL_TOKENS; k++) {
    const mq_token *token = &f->tokens[k];
    const mq_str fold = token->word->fold;
    const bool space = k > i && (token->flags & MQ_SPACE_BEFORE);
    if ((token->kind != MQ_WORD && !is_mark(f, k, '-')) || size + fold.size + 1 > sizeof key) break;
    if (space) key[size++] = ' ';
    memcpy(key + size, fold.at, fold.size);
    size += fold.size;
    const mq_numeral *found = k > i && token->kind == MQ_WORD ? numeral_of(f->language, (mq_str){key, size}) : NULL;
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
static uint32_t add_word(const finder *f, spelled *s, uint32_t i) {
  uint32_t end;
  const mq_numeral *numeral = longest_numeral(f, i, &end);
  const double factor = word_factor(f, i);
  if (factor > 1 && (s->any || f->tokens[i].word->letters > 3)) {
    if (!add_factor(s, factor)) return i;
    s->article = !s->any; /* "millions of": no number by itself */
    s->any = true;
    return is_mark(f, i + 1, '.') && glued(f, i + 1) && i + 2 < f->count ? i + 2 : i + 1;
  }
  return numeral && add_numeral(s, numeral) ? end : i;
}

/* The token where a numeral may go on: the next word, the one behind a hyphen, or behind an "and" after a hundred. */
static uint32_t next_part(const finder *f, const spelled *s, uint32_t end) {
  if (is_mark(f, end, '-') && glued(f, end) && glued(f, end + 1)) return end + 1;
  if (is_stopword(f, end) && s->low >= 100 && !numeral_of(f->language, f->tokens[end].word->fold)) return end + 1;
  return end;
}

/* Reads a number in words at token i; returns the token to go on with. */
static uint32_t read_words(finder *f, uint32_t i) {
  spelled s = {0};
  uint32_t end = add_word(f, &s, i);
  if (end == i) return i + 1;
  while (!s.ordinal) {
    const uint32_t part = next_part(f, &s, end), behind = add_word(f, &s, part);
    if (behind == part) break;
    end = behind;
  }
  mq_quantity q = {.first = i, .spelled = true, .ordinal = s.ordinal, .article = s.article, .value = s.total + s.current,
                   .alternative = NAN};
  if (s.ordinal) end = join_month(f, &q, end);
  else if (word_factor(f, end) > 0 && word_factor(f, end) < 1) end = take_magnitudes(f, &q, end);
  f->factor = 1;
  emit(f, &q, end, 1);
  return end;
}

size_t mq_quantities_find(const mq_language *language, const mq_token *tokens, size_t count, mq_quantity *out) {
  finder f = {.language = language, .tokens = tokens, .count = (uint32_t)count, .out = out, .factor = 1};
  for (uint32_t i = 0; i < count;) {
    if (has_digit(&tokens[i])) i = read_digits(&f, i);
    else if (tokens[i].kind == MQ_WORD) i = read_words(&f, i);
    else i++;
  }
  return f.found;
}

/* --- comparing -------------------------------------------------------------------------------------------------- */

static bool near(double a, double b) { return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)); } /* false for NaN */

static bool values_meet(const mq_quantity *a, const mq_quantity *b) {
  return near(a->value, b->value) || near(a->value, b->alternative) || near(a->alternative, b->value) ||
         near(a->alternative, b->alternative);
}

static bool years_meet(int a, int b) {
  return !a || !b || a == b || ((a < 100 || b < 100) && a % 100 == b % 100);
}

static bool days_meet(int month_a, int day_a, int month_b, int day_b) {
  return (!month_a || !month_b || month_a == month_b) && (!day_a || !day_b || day_a == day_b);
}

static bool dates_meet(const mq_quantity *a, const mq_quantity *b) {
  if (!years_meet(a->year, b->year)) return false;
  if (days_meet(a->month, a->day, b->month, b->day)) return true;
  return (!isnan(a->alternative) || !isnan(b->alternative)) && days_meet(a->day, a->month, b->month, b->day);
}

/* A part of a date that stands alone on the other side. */
static bool date_meets_number(const mq_quantity *date, const mq_quantity *number) {
  if (number->kind == MQ_QUANTITY_TIME) return false;
  return near(number->value, date->day ? date->day : date->year);
}

static bool time_meets_number(const mq_quantity *time, const mq_quantity *number) {
  const double hour = floor(time->value / 60), minute = time->value - hour * 60, value = number->value;
  if (near(value, hour * 100 + minute)) return true; /* 0200 hours */
  if (minute == 0) return near(value, hour) || near(value + 12, hour) || near(value, hour + 12);
  return near(value, hour + minute / 100) || near(value + 12, hour + minute / 100) || near(value, hour + 12 + minute / 100);
}

bool mq_quantity_equal(const mq_quantity *a, const mq_quantity *b) {
  if (a->kind == MQ_QUANTITY_DATE && b->kind == MQ_QUANTITY_DATE) return dates_meet(a, b);
  if (a->kind == MQ_QUANTITY_DATE) return date_meets_number(a, b);
  if (b->kind == MQ_QUANTITY_DATE) return date_meets_number(b, a);
  if (a->kind == MQ_QUANTITY_TIME && b->kind == MQ_QUANTITY_TIME)
    return near(a->value, b->value) || near(fabs(a->value - b->value), 720);
  if (a->kind == MQ_QUANTITY_TIME) return time_meets_number(a, b);
  if (b->kind == MQ_QUANTITY_TIME) return time_meets_number(b, a);
  return values_meet(a, b);
}
