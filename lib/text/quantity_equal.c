/* Whether two quantities say the same. */
#include "quantity.h"

#include <math.h>

static bool near(double a, double b) {
  return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
} /* false for NaN */

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
  return near(value, hour + minute / 60) || near(value, hour + minute / 100) || near(value + 12, hour + minute / 100) ||
         near(value, hour + 12 + minute / 100);
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
