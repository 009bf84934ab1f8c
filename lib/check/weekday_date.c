/* A date whose day of the week is wrong: "Montag, 16. Januar 2022" was a Sunday.
 *
 * The day is computed from the date (Sakamoto's method, Gregorian calendar) and compared with the name of a day that
 * stands right before or behind it. */
#include "check.h"

enum { FIRST_YEAR = 1600, LAST_YEAR = 2999, REACH = 3, LEAST_LETTERS = 4, LONGEST_ENDING = 6 };

/* 1 (Sunday) to 7. */
static int day_of_week(int year, int month, int day) {
  static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const int y = year - (month < 3);
  return (y + y / 4 - y / 100 + y / 400 + shift[month - 1] + day) % 7 + 1;
}

/* Day that a token names in any case, or 0. Short forms are left out: "so" and "do" are German words. */
static int named_day(const mq_language *language, const mq_token *token) {
  if (token->kind != MQ_WORD || token->word->letters < LEAST_LETTERS) return 0;
  const uint32_t *day = mq_find_fold(&language->weekdays, token->word);
  if (day) return (int)*day;
  for (size_t i = 0; i < language->weekdays.count; i++) {
    const mq_map_entry *name = &language->weekdays.entries[i];
    const mq_str stem = token->word->stem;
    if (stem.size > LEAST_LETTERS && mq_str_starts(name->key, stem) && name->key.size <= stem.size + LONGEST_ENDING)
      return (int)name->value;
  }
  return 0;
}

static bool is_whole(const mq_quantity *date) {
  return date->kind == MQ_QUANTITY_DATE && date->day && date->month && date->year >= FIRST_YEAR &&
         date->year <= LAST_YEAR;
}

/* The token that names the day of a date: the nearest within reach before it, else right behind it ("(Sunday)"). */
static const mq_token *day_token(const mq_language *language, const mq_token *tokens, size_t count,
                                 const mq_quantity *date) {
  for (size_t d = 1; d <= REACH && d <= date->first; d++)
    if (named_day(language, &tokens[date->first - d])) return &tokens[date->first - d];
  for (size_t k = date->first + date->count; k < count && k < date->first + date->count + REACH; k++)
    if (named_day(language, &tokens[k])) return &tokens[k];
  return NULL;
}

/* Whether the source already names a wrong day for the same date. */
static bool source_is_wrong(const mq_context *context, const mq_view *view, const mq_quantity *date) {
  for (size_t i = 0; i < view->source_quantity_count; i++) {
    const mq_quantity *q = &view->source_quantities[i];
    if (!is_whole(q) || !mq_quantity_equal(q, date)) continue;
    const mq_token *day = day_token(context->language[MTQC_SOURCE], view->source, view->source_count, q);
    if (day && named_day(context->language[MTQC_SOURCE], day) != day_of_week(q->year, q->month, q->day)) return true;
  }
  return false;
}

static void check_date(mq_context *context, const mq_view *view, const mq_quantity *date) {
  static const char *const names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  const mq_language *language = context->language[MTQC_TARGET];
  const mq_token *day = day_token(language, view->target, view->target_count, date);
  const int right = day_of_week(date->year, date->month, date->day);
  if (!day || named_day(language, day) == right) return;
  const bool old = source_is_wrong(context, view, date);
  mq_finding *finding = mq_find_target(context, view, (mq_span){day->start, day->end});
  finding->confidence = old ? .5f : .85f;
  mq_finding_message(context, finding, "%d-%02d-%02d is not a \"%.*s\"", date->year, date->month, date->day,
                     MQ_FMT(day->word->surface));
  mq_finding_evidence(context, finding, "it is a %s", names[right - 1]);
  if (old) mq_finding_evidence(context, finding, "the source names a wrong day too");
}

static void segment(mq_context *context, const mq_view *view) {
  for (size_t i = 0; i < view->target_quantity_count; i++)
    if (is_whole(&view->target_quantities[i])) check_date(context, view, &view->target_quantities[i]);
}

const mq_check mq_check_weekday_date = {
    .segment = segment,
    .explanation = "A day of the week stands beside a date with a year, and the date is another day. The day is computed "
                   "(Gregorian calendar, 1600 to 2999). Where the source has the same mistake, the confidence is low."};
