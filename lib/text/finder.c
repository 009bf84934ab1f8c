/* What stands around a number: magnitudes, months, years. */
#include "finder.h"

bool mq_finder_glued(const mq_finder *f, uint32_t i) {
  return i < f->count && i > 0 && !(f->tokens[i].flags & MQ_SPACE_BEFORE);
}

double mq_finder_factor(const mq_finder *f, uint32_t i) {
  if (i >= f->count || f->tokens[i].kind != MQ_WORD) return 0;
  const mq_word *word = f->tokens[i].word;
  const uint32_t *found = mq_find_fold(&f->language->magnitudes, word);
  if (!found && word->letters > 3) found = mq_find_stem(&f->language->magnitude_stems, word);
  return found && *found ? f->language->factors[*found - 1] : 0;
}

void mq_finder_scale(mq_finder *f, mq_quantity *q, double factor, uint32_t letters) {
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

bool mq_finder_set_date(mq_quantity *q, int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  q->kind = MQ_QUANTITY_DATE;
  q->value = 0;
  q->year = (int16_t)year;
  q->month = (int8_t)month;
  q->day = (int8_t)day;
  return true;
}

bool mq_finder_mark(const mq_finder *f, uint32_t i, char mark) {
  return i < f->count && f->tokens[i].word->surface.size == 1 && f->tokens[i].word->surface.at[0] == mark;
}

bool mq_finder_stopword(const mq_finder *f, uint32_t i) {
  return i < f->count && f->tokens[i].kind == MQ_WORD && (f->tokens[i].word->shape & MQ_STOPWORD);
}

static int month_at(const mq_finder *f, uint32_t i) {
  if (i >= f->count || f->tokens[i].kind != MQ_WORD) return 0;
  const uint32_t *month = mq_find_fold(&f->language->months, f->tokens[i].word);
  return month ? (int)*month : 0;
}

/* A year at token i: four digits that no letter, separator and digit follow. */
static int year_at(const mq_finder *f, uint32_t i) {
  if (i >= f->count || f->tokens[i].kind != MQ_NUMBER) return 0;
  const mq_str s = f->tokens[i].word->surface;
  if (s.size != 4) return 0;
  int year = 0;
  for (size_t k = 0; k < 4; k++) {
    if (!mq_is_digit(s.at[k])) return 0;
    year = year * 10 + (s.at[k] - '0');
  }
  if (mq_finder_glued(f, i + 1) && (f->tokens[i + 1].kind == MQ_WORD || mq_finder_mark(f, i + 1, ':')))
    return 0;
  return year >= 1000 && year < 3000 ? year : 0;
}

/* Takes the year behind a day and month: "Januar 2022", "de enero de 2022", "January 16, 2022". */
static uint32_t take_year(const mq_finder *f, uint32_t i, mq_quantity *q) {
  uint32_t k = i;
  if (mq_finder_mark(f, k, '.') && mq_finder_glued(f, k)) k++;
  if (mq_finder_mark(f, k, ',') || mq_finder_stopword(f, k)) k++;
  const int year = year_at(f, k);
  if (!year) return i;
  q->year = (int16_t)year;
  return k + 1;
}

static bool whole_day(const mq_quantity *q) {
  return q->kind == MQ_QUANTITY_NUMBER && q->value >= 1 && q->value <= 31 && q->value == floor(q->value);
}

uint32_t mq_finder_month(mq_finder *f, mq_quantity *q, uint32_t end) {
  uint32_t k = end;
  if (mq_finder_mark(f, k, '.') && mq_finder_glued(f, k)) k++;
  if (!month_at(f, k) && mq_finder_stopword(f, k)) k++;
  const bool adjoining = q->first > f->month_used && month_at(f, q->first - 1);
  const int behind = whole_day(q) && !adjoining ? month_at(f, k) : 0;
  if (behind) {
    mq_finder_set_date(q, 0, behind, (int)q->value);
    f->month_used = k + 1;
    return take_year(f, k + 1, q);
  }
  uint32_t before = q->first;
  if (before > f->month_used && (mq_finder_mark(f, before - 1, '.') || mq_finder_stopword(f, before - 1)))
    before--;
  const int month = before > f->month_used ? month_at(f, before - 1) : 0;
  if (!month || q->kind != MQ_QUANTITY_NUMBER) return end;
  const int year = end == q->first + 1 ? year_at(f, q->first) : 0;
  if (!year && !whole_day(q)) return end;
  q->count += q->first - (before - 1);
  q->first = before - 1;
  mq_finder_set_date(q, year, month, year ? 1 : (int)q->value);
  if (year) q->day = 0;
  f->month_used = before;
  return year ? end : take_year(f, end, q);
}

uint32_t mq_finder_magnitudes(mq_finder *f, mq_quantity *q, uint32_t end) {
  while (q->kind == MQ_QUANTITY_NUMBER) {
    const double factor = mq_finder_factor(f, end);
    if (factor <= 0) break;
    mq_finder_scale(f, q, factor, f->tokens[end].word->letters);
    end++;
    if (mq_finder_mark(f, end, '.') && mq_finder_glued(f, end) && end + 1 < f->count) end++;
  }
  return end;
}

/* "5 млн 300 тыс." is one number. */
static bool adds_to_last(const mq_finder *f, const mq_quantity *q, double factor_before) {
  if (!f->found) return false;
  const mq_quantity *last = &f->out[f->found - 1];
  return factor_before > 1 && f->factor > 1 && last->kind == MQ_QUANTITY_NUMBER &&
         q->kind == MQ_QUANTITY_NUMBER && last->first + last->count == q->first && q->value < factor_before;
}

static bool joins_range(const mq_finder *f, uint32_t i) {
  static const char *const dashes[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94", "~"};
  if (mq_finder_stopword(f, i)) return true;
  for (size_t k = 0; i < f->count && k < sizeof dashes / sizeof *dashes; k++)
    if (mq_str_equal(f->tokens[i].word->surface, mq_str_of(dashes[k]))) return true;
  return false;
}

/* "3 to 8 million", "3–8 million": the magnitude may belong to the first number too. */
static void scale_beginning(const mq_finder *f, const mq_quantity *q) {
  mq_quantity *first = f->found ? &f->out[f->found - 1] : NULL;
  if (!first || f->factor < 1000 || q->kind != MQ_QUANTITY_NUMBER || first->kind != MQ_QUANTITY_NUMBER) return;
  const uint32_t between = first->first + first->count;
  const bool near = q->first == between ||
                    (q->first == between + 1 && joins_range(f, between));
  if (near && isnan(first->alternative) && first->value < 1000) first->alternative = first->value * f->factor;
}

void mq_finder_emit(mq_finder *f, mq_quantity *q, uint32_t end, double factor_before) {
  q->count = end - q->first;
  if (adds_to_last(f, q, factor_before)) {
    mq_quantity *last = &f->out[f->found - 1];
    last->value += q->value;
    last->count += q->count;
    return;
  }
  scale_beginning(f, q);
  if (f->found < f->count) f->out[f->found++] = *q;
}
