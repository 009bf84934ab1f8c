/* Conditions are read by recursive descent into steps for a stack machine, so that a condition is parsed once and each pair
 * costs a walk over a short array. Depth is bounded: nesting by DEEPEST, steps by MOST_STEPS. */
#include "where.h"

#include "base/error.h"
#include "base/str.h"

#include <mtqc/check.h>
#include <stdio.h>

enum { DEEPEST = 50, MOST_STEPS = 200, LONGEST_NAME = 48 };

typedef enum step_kind {
  SCORE,
  SEVERITY,
  CHECK,
  FINDINGS,
  LESS,
  AT_MOST,
  MORE,
  AT_LEAST,
  EQUAL,
  UNEQUAL,
  NOT,
  AND,
  OR
} step_kind;

typedef struct step {
  step_kind kind;
  const char *name; /* of the score or check */
  double number;    /* of the relation; severity */
} step;

struct mq_where {
  step steps[MOST_STEPS];
  size_t count;
};

typedef struct reader {
  mq_where *where;
  const char *text, *at;
  mtqc_error *error;
  int depth;
} reader;

/* --- reading ---------------------------------------------------------------------------------------------------- */

static bool fault(reader *r, const char *what) {
  mq_error_set(r->error, MTQC_EARGUMENT, "where: %s at character %zu of '%s'", what, (size_t)(r->at - r->text) + 1,
               r->text);
  return false;
}

static bool add(reader *r, step next) {
  if (r->where->count == MOST_STEPS) return fault(r, "the condition is too long");
  r->where->steps[r->where->count++] = next;
  return true;
}

static void skip_blanks(reader *r) { r->at += strspn(r->at, " \t\r\n"); }

static size_t name_size(const char *at) {
  const bool letter = (*at >= 'a' && *at <= 'z');
  return letter ? strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-") : 0;
}

static bool take_word(reader *r, const char *word) {
  skip_blanks(r);
  const size_t size = strlen(word);
  if (name_size(r->at) != size || memcmp(r->at, word, size) != 0) return false;
  r->at += size;
  return true;
}

static bool take_mark(reader *r, const char *mark) {
  skip_blanks(r);
  const size_t size = strlen(mark);
  if (strncmp(r->at, mark, size) != 0) return false;
  r->at += size;
  return true;
}

static bool find_name(const char *name, step *out) {
  for (size_t i = 0; mtqc_score_name(i); i++)
    if (strcmp(mtqc_score_name(i), name) == 0) *out = (step){.kind = SCORE, .name = mtqc_score_name(i)};
  for (int severity = MTQC_NEUTRAL; severity <= MTQC_CRITICAL; severity++)
    if (strcmp(mtqc_severity_name(severity), name) == 0) *out = (step){.kind = SEVERITY, .number = severity};
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strcmp(mtqc_check_name(i), name) == 0) *out = (step){.kind = CHECK, .name = mtqc_check_name(i)};
  if (strcmp(name, "findings") == 0) *out = (step){.kind = FINDINGS};
  return out->name || out->kind != SCORE;
}

static bool read_name(reader *r, step *out) {
  skip_blanks(r);
  char name[LONGEST_NAME];
  const size_t size = name_size(r->at);
  if (size == 0) return fault(r, "a name is missing");
  snprintf(name, sizeof name, "%.*s", (int)size, r->at);
  *out = (step){.kind = SCORE};
  if (size >= sizeof name || !find_name(name, out)) return fault(r, "there is no score, severity or check of the name");
  r->at += size;
  return true;
}

static bool read_number(reader *r, double *out) {
  skip_blanks(r);
  const char *start = r->at;
  const bool minus = *r->at == '-';
  double value = 0, unit = 1;
  for (r->at += minus; *r->at >= '0' && *r->at <= '9'; r->at++) value = value * 10 + (*r->at - '0');
  if (r->at == start + minus) return fault(r, "a number is missing");
  if (*r->at == '.')
    for (r->at++; *r->at >= '0' && *r->at <= '9'; r->at++) value += (*r->at - '0') * (unit /= 10);
  *out = minus ? -value : value;
  return true;
}

/* A name with or without a relation; without one it means "more than none". */
static bool read_comparison(reader *r) {
  static const struct {
    const char *mark;
    step_kind kind;
  } relations[] = {{"<=", AT_MOST}, {"<", LESS}, {">=", AT_LEAST}, {">", MORE}, {"!=", UNEQUAL}, {"=", EQUAL}};
  step name;
  if (!read_name(r, &name) || !add(r, name)) return false;
  for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
    if (!take_mark(r, relations[i].mark)) continue;
    step relation = {.kind = relations[i].kind};
    return read_number(r, &relation.number) && add(r, relation);
  }
  if (name.kind == SCORE) return fault(r, "a score needs a relation and a number");
  return add(r, (step){.kind = MORE});
}

static bool read_condition(reader *r);

static bool read_factor(reader *r) {
  if (++r->depth > DEEPEST) return fault(r, "the condition is nested too deep");
  bool good;
  if (take_word(r, "not")) good = read_factor(r) && add(r, (step){.kind = NOT});
  else if (take_mark(r, "("))
    good = read_condition(r) && (take_mark(r, ")") || fault(r, "a closing bracket is missing"));
  else good = read_comparison(r);
  r->depth--;
  return good;
}

static bool read_term(reader *r) {
  if (!read_factor(r)) return false;
  while (take_word(r, "and"))
    if (!read_factor(r) || !add(r, (step){.kind = AND})) return false;
  return true;
}

static bool read_condition(reader *r) {
  if (!read_term(r)) return false;
  while (take_word(r, "or"))
    if (!read_term(r) || !add(r, (step){.kind = OR})) return false;
  return true;
}

mq_where *mq_where_read(mq_arena *arena, const char *text, mtqc_error *error) {
  reader r = {.where = mq_arena_alloc(arena, sizeof *r.where), .text = text, .at = text, .error = error};
  skip_blanks(&r);
  if (*r.at == '\0') return r.where;
  if (!read_condition(&r)) return NULL;
  skip_blanks(&r);
  if (*r.at == '\0') return r.where;
  fault(&r, "something else than the end");
  return NULL;
}

/* --- asking ----------------------------------------------------------------------------------------------------- */

static double count_findings(const step *s, const mtqc_report *report, size_t first, size_t count) {
  size_t fitting = 0;
  for (size_t i = first; i < first + count; i++) {
    const mtqc_finding *finding = mtqc_report_finding(report, i);
    if (mtqc_finding_state(finding) == MTQC_IGNORED) continue;
    fitting += s->kind == FINDINGS || (s->kind == SEVERITY && mtqc_finding_severity(finding) >= s->number) ||
               (s->kind == CHECK && strcmp(mtqc_finding_check(finding), s->name) == 0);
  }
  return (double)fitting;
}

/* NaN is in no relation, not even "unequal". */
static bool relate(step_kind kind, double a, double b) {
  switch (kind) {
  case LESS: return a < b;
  case AT_MOST: return a <= b;
  case MORE: return a > b;
  case AT_LEAST: return a >= b;
  case EQUAL: return a >= b && a <= b;
  default: return a < b || a > b;
  }
}

bool mq_where_holds(const mq_where *where, const mtqc_report *report, size_t bead, size_t first, size_t count) {
  double stack[MOST_STEPS];
  size_t top = 0;
  for (size_t i = 0; i < where->count; i++) {
    const step *s = &where->steps[i];
    switch (s->kind) {
    case SCORE: stack[top++] = mtqc_report_bead_score(report, bead, s->name); break;
    case SEVERITY:
    case CHECK:
    case FINDINGS: stack[top++] = count_findings(s, report, first, count); break;
    case NOT: stack[top - 1] = stack[top - 1] < .5; break;
    case AND: top--; stack[top - 1] = stack[top - 1] > .5 && stack[top] > .5; break;
    case OR: top--; stack[top - 1] = stack[top - 1] > .5 || stack[top] > .5; break;
    default: stack[top - 1] = relate(s->kind, stack[top - 1], s->number); break;
    }
  }
  return top == 0 || stack[0] > .5;
}
