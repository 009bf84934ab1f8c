/* Quantities by value.
 *
 * Digits are read from clusters (cluster.c), on which dates, times and numbers are small pattern matches;
 * what stands around them is looked at in finder.c, numbers in words in words.c.
 *
 * Invariant: quantities come in order of token, and never more of them than tokens. Nothing is allocated. */
#include "finder.h"

enum { DIGITS_EXACT = 15 };

static bool separates(char c) { return c == '.' || c == ',' || c == '\'' || c == '_'; }
static bool letter(char c) { return c == 'a' || c == 'A'; }

/* --- numbers
 * ---------------------------------------------------------------------------------------------------- */

typedef struct group {
  size_t start, digits;
  char separator; /* before it; 0 for the first */
} group;

enum { GROUPS = 12 };

static size_t digit_run(const mq_cluster *cl, size_t p) {
  size_t n = 0;
  while (mq_is_digit(cl->class[p + n])) n++;
  return n;
}

static double run_value(const mq_cluster *cl, size_t p, size_t digits) {
  double value = 0;
  for (size_t i = 0; i < digits; i++) value = value * 10 + (cl->class[p + i] - '0');
  return value;
}

static size_t read_groups(const mq_cluster *cl, size_t p, group *groups, size_t *end) {
  size_t n = 0;
  char separator = 0;
  for (;;) {
    groups[n] = (group){p, digit_run(cl, p), separator};
    p += groups[n++].digits;
    if (n == GROUPS || !separates(cl->class[p]) || !mq_is_digit(cl->class[p + 1])) break;
    separator = cl->class[p++];
  }
  *end = p;
  return n;
}

/* Joins groups [from, to) to one integer. */
static double join(const mq_cluster *cl, const group *groups, size_t from, size_t to) {
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

static double with_fraction(const mq_cluster *cl, const group *groups, size_t last) {
  return join(cl, groups, 0, last) +
         run_value(cl, groups[last].start, groups[last].digits) / pow(10, (double)groups[last].digits);
}

static bool is_decimal(const mq_language *language, char separator) {
  return language->decimal.size ? language->decimal.at[0] == separator : separator == '.';
}

/* One separator, three digits behind it: both readings are possible, the locale's comes first. */
static void read_ambiguous(const mq_finder *f, const mq_cluster *cl, const group *groups, mq_quantity *q) {
  const double whole = join(cl, groups, 0, 2), fraction = with_fraction(cl, groups, 1);
  const bool decimal = is_decimal(f->language, groups[1].separator);
  q->value = decimal ? fraction : whole;
  /* Nobody writes a decimal fraction with a nought behind it, but thousands end so: 2.500 is not 2.5. */
  const bool round = cl->class[groups[1].start + 2] == '0';
  q->alternative = decimal ? whole : round ? NAN : fraction;
}

static void read_value(const mq_finder *f, const mq_cluster *cl, const group *groups, size_t n,
                       mq_quantity *q) {
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

/* A year with an ending is a decade or a century, which may stand as two digits ("90er") or be counted: the 1800s are the 19th
 * century. */
static void read_as_era(mq_quantity *q) {
  const double value = q->value;
  if (value >= 1000 && value < 2100 && fmod(value, 100) == 0) q->alternative = value / 100 + 1;
  else if (value >= 1000 && value < 2100 && fmod(value, 10) == 0) q->alternative = fmod(value, 100);
  else if (value == 0) q->alternative = 2000;
  else if (value < 100 && fmod(value, 10) == 0) q->alternative = 1900 + value;
}

/* What is joined to a number, by a hyphen, an apostrophe or without: "5-й", "1990's", "1990er", "2.8bn". */
static void read_suffix(mq_finder *f, const mq_cluster *cl, mq_quantity *q, size_t *p) {
  const size_t start = *p + (cl->class[*p] == '-' || cl->class[*p] == '\'');
  if (!letter(cl->class[start])) return;
  size_t end = start;
  while (letter(cl->class[end]) && cl->token[end] == cl->token[start]) end++;
  const uint32_t letters = (uint32_t)(end - start);
  const double factor = mq_finder_factor(f, cl->token[start]);
  *p = end;
  if (factor > 0) {
    mq_finder_scale(f, q, factor, letters);
    return;
  }
  q->ordinal = letters <= 3;
  read_as_era(q);
}

/* --- dates and times
 * -------------------------------------------------------------------------------------------- */

static int two_or_four(const mq_cluster *cl, size_t p, size_t n) {
  if (n != 2 && n != 4) return 0;
  return (int)run_value(cl, p, n);
}

/* 2022-01-16 */
static size_t iso_date(const mq_cluster *cl, size_t p, mq_quantity *q) {
  const char *c = cl->class + p;
  if (digit_run(cl, p) != 4 || c[4] != '-' || digit_run(cl, p + 5) != 2 || c[7] != '-' ||
      digit_run(cl, p + 8) != 2)
    return 0;
  return mq_finder_set_date(q, (int)run_value(cl, p, 4), (int)run_value(cl, p + 5, 2),
                            (int)run_value(cl, p + 8, 2))
             ? 10
             : 0;
}

/* 16.01.2022, 16.01., 1/16/2022, 16/1/22 */
static size_t parted_date(const mq_finder *f, const mq_cluster *cl, size_t p, mq_quantity *q) {
  const size_t a = digit_run(cl, p);
  const char separator = cl->class[p + a];
  if (a > 2 || (separator != '.' && separator != '/')) return 0;
  const size_t b = digit_run(cl, p + a + 1), after = p + a + 1 + b;
  if (!b || b > 2 || cl->class[after] != separator) return 0;
  const size_t c = digit_run(cl, after + 1);
  const int first = (int)run_value(cl, p, a), second = (int)run_value(cl, p + a + 1, b);
  if (!c) /* "16.01." */
    return separator == '.' && b == 2 && f->language->ordinal_dot && mq_finder_set_date(q, 0, second, first)
               ? after - p
               : 0;
  const int year = two_or_four(cl, after + 1, c);
  if ((c == 2 && b < 2 && separator == '.') || (c != 2 && c != 4)) return 0;
  if (cl->class[after + 1 + c] == separator && mq_is_digit(cl->class[after + 2 + c])) return 0;
  const bool american = separator == '/' && second > 12;
  if (!mq_finder_set_date(q, year, american ? first : second, american ? second : first)) return 0;
  if (separator == '/' && first <= 12 && second <= 12)
    q->alternative = 1; /* day and month may change places */
  return after + 1 + c - p;
}

/* "17h30": the letter of the language. */
static bool is_hour_mark(const mq_language *language, char c) {
  return language->hour_mark && (c | ('a' ^ 'A')) == language->hour_mark;
}

/* 10:30, 10:30:15, 17h30, 20h */
static size_t clock_time(const mq_finder *f, const mq_cluster *cl, size_t p, mq_quantity *q) {
  const size_t a = digit_run(cl, p);
  const bool marked = letter(cl->class[p + a]) && is_hour_mark(f->language, *cl->at[p + a]);
  if (a > 2 || (cl->class[p + a] != ':' && !marked)) return 0;
  const size_t b = digit_run(cl, p + a + 1);
  if (b != 2 && (b || !marked || letter(cl->class[p + a + 1]))) return 0;
  const double hour = run_value(cl, p, a), minute = run_value(cl, p + a + 1, b);
  if (hour > 24 || minute > 59) return 0;
  q->kind = MQ_QUANTITY_TIME;
  q->value = hour * 60 + minute;
  const size_t end = p + a + 1 + b;
  return (cl->class[end] == ':' && digit_run(cl, end + 1) == 2 ? end + 3 : end) - p;
}

/* --- digits
 * ----------------------------------------------------------------------------------------------------- */

static bool letters_before(const mq_finder *f, uint32_t i, uint32_t *first) {
  if (!mq_finder_glued(f, i)) return false;
  uint32_t k = i - 1;
  if (mq_finder_mark(f, k, '-') && mq_finder_glued(f, k)) k--;
  const mq_word *word = f->tokens[k].word;
  if (f->tokens[k].kind != MQ_WORD || f->language->spaceless) return false;
  *first = k;
  return word->letters > 0;
}

static bool is_code(const mq_finder *f, const mq_cluster *cl, size_t p, uint32_t *first) {
  *first = cl->token[p];
  if (p == 0) return letters_before(f, cl->first, first);
  if (letter(cl->class[p - 1])) return true;
  return p > 1 && cl->class[p - 1] == '-' && letter(cl->class[p - 2]);
}

/* The digits of a designation, separators and letters inside it left out: A320 is 320, H1N1 is 11. */
static size_t read_code(const mq_cluster *cl, size_t p, mq_quantity *q) {
  q->kind = MQ_QUANTITY_CODE;
  size_t end = p, digits = 0;
  for (; mq_is_digit(cl->class[end]) || letter(cl->class[end]) ||
         (cl->class[end] == '.' && mq_is_digit(cl->class[end + 1]) && digits);
       end++)
    if (mq_is_digit(cl->class[end]) && digits++ < DIGITS_EXACT)
      q->value = q->value * 10 + (cl->class[end] - '0');
  if (letter(cl->class[end - 1])) read_as_era(q); /* "mid-1800s" */
  return end;
}

static size_t read_number(mq_finder *f, const mq_cluster *cl, size_t p, mq_quantity *q) {
  group groups[GROUPS];
  size_t end;
  const size_t n = read_groups(cl, p, groups, &end);
  read_value(f, cl, groups, n, q);
  if (cl->class[end] >= '<' && cl->class[end] <= '>') q->value += (cl->class[end++] - '<' + 1) / 4.0;
  /* The second year of "2018–19". */
  if (p > 4 && n == 1 && groups[0].digits == 2 &&
      (cl->class[p - 1] == '~' || cl->class[p - 1] == '-' || cl->class[p - 1] == '/') &&
      mq_is_digit(cl->class[p - 5]) && mq_is_digit(cl->class[p - 2]) &&
      (cl->class[p - 5] == '1' || cl->class[p - 5] == '2'))
    q->alternative = run_value(cl, p - 5, 2) * 100 + q->value;
  return end;
}

static size_t read_quantity(mq_finder *f, const mq_cluster *cl, size_t p, mq_quantity *q) {
  uint32_t first;
  const bool code = is_code(f, cl, p, &first);
  *q = (mq_quantity){.first = first, .alternative = NAN};
  if (code) return read_code(cl, p, q);
  size_t size = iso_date(cl, p, q);
  if (!size) size = parted_date(f, cl, p, q);
  if (!size) size = clock_time(f, cl, p, q);
  if (size) return p + size;
  size_t end = read_number(f, cl, p, q);
  if (q->kind == MQ_QUANTITY_NUMBER) read_suffix(f, cl, q, &end);
  return end;
}

/* "17 h 30", "20 h" */
static uint32_t spaced_time(const mq_finder *f, mq_quantity *q, uint32_t end) {
  if (q->kind != MQ_QUANTITY_NUMBER || q->value > 24 || q->value != floor(q->value) || end >= f->count) return end;
  const mq_str mark = f->tokens[end].word->surface;
  if (mark.size != 1 || !is_hour_mark(f->language, mark.at[0])) return end;
  q->kind = MQ_QUANTITY_TIME;
  q->value *= 60;
  const mq_str minutes = end + 1 < f->count ? f->tokens[end + 1].word->surface : (mq_str){"", 0};
  if (minutes.size != 2 || !mq_is_digit(minutes.at[0]) || minutes.at[0] > '5' || !mq_is_digit(minutes.at[1]))
    return end + 1;
  q->value += (minutes.at[0] - '0') * 10 + (minutes.at[1] - '0');
  return end + 2;
}

/* What may follow the last number of a cluster: a percent sign, an ordinal's full stop, magnitudes, a month.
 */
static uint32_t read_behind(mq_finder *f, const mq_cluster *cl, size_t p, mq_quantity *q) {
  const uint32_t end = p < cl->size ? cl->token[p] : cl->last;
  const bool inside = p > 0 && p < cl->size && cl->token[p] == cl->token[p - 1];
  if (inside) return end + 1;
  if (mq_finder_mark(f, end, '%') && q->kind == MQ_QUANTITY_NUMBER) {
    q->kind = MQ_QUANTITY_PERCENT;
    return end + 1;
  }
  if (f->language->ordinal_dot && q->kind == MQ_QUANTITY_NUMBER && mq_finder_mark(f, end, '.') &&
      mq_finder_glued(f, end))
    q->ordinal = true;
  const uint32_t behind = spaced_time(f, q, end);
  if (behind > end) return behind;
  uint32_t from = end;
  if (mq_finder_mark(f, from, '-') && mq_finder_glued(f, from) && mq_finder_glued(f, from + 1)) from++;
  const uint32_t scaled = mq_finder_magnitudes(f, q, from);
  if (scaled > from) return scaled;
  return mq_finder_month(f, q, end);
}

/* Reads the cluster at token i; returns the token to go on with. */
static uint32_t read_digits(mq_finder *f, uint32_t i) {
  mq_cluster cl;
  mq_cluster_read(f, i, &cl);
  uint32_t end = i + 1;
  for (size_t p = 0; p < cl.size;) {
    if (!mq_is_digit(cl.class[p])) {
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
    mq_finder_emit(f, &q, end, factor_before);
    const bool inside = p < cl.size && cl.token[p] == cl.token[p - 1];
    while (!inside && p < cl.size && cl.token[p] < end) p++;
  }
  return end;
}

static bool has_digit(const mq_token *token) {
  return (token->kind == MQ_NUMBER || token->kind == MQ_WORD || token->kind == MQ_SYMBOL) &&
         (token->kind == MQ_NUMBER || (token->word->shape & MQ_HAS_DIGIT));
}

size_t mq_quantities_find(const mq_language *language, const mq_token *tokens, size_t count,
                          mq_quantity *out) {
  mq_finder f = {.language = language, .tokens = tokens, .count = (uint32_t)count, .out = out, .factor = 1};
  for (uint32_t i = 0; i < count;) {
    if (has_digit(&tokens[i])) i = read_digits(&f, i);
    else if (tokens[i].kind == MQ_WORD) i = mq_finder_words(&f, i);
    else i++;
  }
  return f.found;
}
