/* Runs a spec file: small texts with marks under what one check must find in them. See README.md in this
 * folder for the form. Prints TAP, one test a case. Public API only. usage: run CHECK.txt */
#include <mtqc/mtqc.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MARKS = 32, MOST_CHECKERS = 64, TAG = 24, TITLE = 160, MOST_SETTINGS = 4, SETTING = 80 };

typedef struct mark {
  mtqc_side side;
  size_t start, end; /* bytes of the side's text */
} mark;

typedef struct spec_case {
  size_t line; /* in the file */
  char title[TITLE];
  char tags[2][TAG];                 /* by side; "" for no source */
  char settings[MOST_SETTINGS][SETTING]; /* "key value"; "" for no more */
  char *text[2];                     /* lines joined by line ends */
  size_t size[2], lines[2], last[2]; /* `last`: start of the last line */
  mark marks[MOST_MARKS];
  size_t mark_count;
  char fault[200]; /* why the case itself is wrong; "" if it is not */
} spec_case;

typedef struct runner {
  const char *check;
  struct {
    char tags[2][TAG], settings[MOST_SETTINGS][SETTING];
    mtqc_checker *checker;
  } checkers[MOST_CHECKERS];
  size_t checker_count, tests, failures;
} runner;

static void *need(void *memory) {
  if (memory) return memory;
  puts("Bail out! out of memory");
  exit(EXIT_FAILURE);
}

static void fault(spec_case *c, const char *format, ...) {
  if (c->fault[0]) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(c->fault, sizeof c->fault, format, arguments);
  va_end(arguments);
}

/* --- reading
 * ------------------------------------------------------------------------------------------------------ */

/* "@ ru-de title", "@ -de title". Subtags are kept on their side by writing pairs with one hyphen: "de_CH"
 * for de-CH. */
static void read_head(spec_case *c, const char *line) {
  char pair[2 * TAG];
  int used = 0;
  if (sscanf(line, "@ %47s %n", pair, &used) != 1 || !strchr(pair, '-')) {
    fault(c, "the case does not begin with '@ source-target title'");
    return;
  }
  snprintf(c->title, sizeof c->title, "%s", line + used);
  for (char *p = c->title; *p; p++)
    if (*p == '#') *p = ' '; /* TAP reads directives there */
  const size_t source = (size_t)(strchr(pair, '-') - pair);
  snprintf(c->tags[MTQC_SOURCE], TAG, "%.*s", (int)source, pair);
  snprintf(c->tags[MTQC_TARGET], TAG, "%.*s", TAG - 1, pair + source + 1);
  for (int side = 0; side < 2; side++)
    for (char *p = c->tags[side]; *p; p++)
      if (*p == '_') *p = '-';
}

/* "= key value" */
static void add_setting(spec_case *c, const char *line) {
  size_t i = 0;
  while (i < MOST_SETTINGS && c->settings[i][0]) i++;
  if (i == MOST_SETTINGS || line[1] != ' ' || strlen(line + 2) >= SETTING)
    fault(c, "more than %d settings, or one that is too long", MOST_SETTINGS);
  else strcpy(c->settings[i], line + 2);
}

static void add_line(spec_case *c, mtqc_side side, const char *line) {
  const bool goes_on = line[1] == '+'; /* the segment of the line above */
  const char *text = line[1] == ' ' || goes_on ? line + 2 : line + 1;
  const size_t size = strlen(text), old = c->size[side];
  c->text[side] = need(realloc(c->text[side], old + size + 2));
  char *at = c->text[side] + old;
  if (c->lines[side] || goes_on) *at++ = '\n';
  c->lines[side] += !goes_on;
  memcpy(at, text, size + 1);
  c->last[side] = (size_t)(at - c->text[side]);
  c->size[side] = c->last[side] + size;
}

static bool is_caret_line(const char *line) {
  return strncmp(line, "  ", 2) == 0 && strchr(line, '^') && line[strspn(line, " ^")] == '\0';
}

/* Byte of a column (code points from 0) of the last line; one column past its end stands for the line end. */
static size_t byte_of_column(const spec_case *c, mtqc_side side, size_t column) {
  const char *text = c->text[side];
  size_t at = c->last[side];
  for (; column && at < c->size[side]; column--) do
      at++;
    while (at < c->size[side] && ((unsigned char)text[at] & 0xc0) == 0x80);
  return at + (column > 0);
}

static void add_marks(spec_case *c, mtqc_side side, const char *line) {
  if (!c->lines[side]) {
    fault(c, "carets without a line above them");
    return;
  }
  const char *carets = line + 2;
  for (size_t i = strcspn(carets, "^"); carets[i];) {
    const size_t run = strspn(carets + i, "^");
    const mark m = {side, byte_of_column(c, side, i), byte_of_column(c, side, i + run)};
    mark *before = c->mark_count ? &c->marks[c->mark_count - 1] : NULL;
    if (m.start >= m.end) fault(c, "carets beyond the end of their line");
    else if (before && before->side == side && before->end == m.start && m.start == c->last[side])
      before->end = m.end; /* the mark of the line above took in its line end and goes on here */
    else if (c->mark_count == MOST_MARKS) fault(c, "more than %d marks", MOST_MARKS);
    else c->marks[c->mark_count++] = m;
    i += run;
    i += strcspn(carets + i, "^");
  }
}

/* --- checking
 * ----------------------------------------------------------------------------------------------------- */

static bool set_options(mtqc_options *options, const char *check, const spec_case *c, mtqc_error *error) {
  if (mtqc_options_set(options, "only", check, error) != MTQC_OK) return false;
  for (size_t i = 0; i < MOST_SETTINGS && c->settings[i][0]; i++) {
    char key[SETTING];
    const size_t size = strcspn(c->settings[i], " ");
    snprintf(key, sizeof key, "%.*s", (int)size, c->settings[i]);
    const char *value = c->settings[i] + size + (c->settings[i][size] != '\0');
    if (mtqc_options_set(options, key, value, error) != MTQC_OK) return false;
  }
  return true;
}

/* One checker for all cases of the same languages and settings. */
static mtqc_checker *checker_for(runner *r, const spec_case *c, mtqc_error *error) {
  for (size_t i = 0; i < r->checker_count; i++)
    if (memcmp(r->checkers[i].tags, c->tags, sizeof c->tags) == 0 &&
        memcmp(r->checkers[i].settings, c->settings, sizeof c->settings) == 0)
      return r->checkers[i].checker;
  mtqc_options *options = need(mtqc_options_new());
  mtqc_checker *checker = NULL;
  if (r->checker_count < MOST_CHECKERS && set_options(options, r->check, c, error))
    checker = mtqc_checker_new(c->tags[MTQC_SOURCE][0] ? c->tags[MTQC_SOURCE] : NULL, c->tags[MTQC_TARGET],
                               options, error);
  mtqc_options_free(options);
  if (!checker) return NULL;
  memcpy(r->checkers[r->checker_count].tags, c->tags, sizeof c->tags);
  memcpy(r->checkers[r->checker_count].settings, c->settings, sizeof c->settings);
  r->checkers[r->checker_count++].checker = checker;
  return checker;
}

static mtqc_report *run_case(runner *r, const spec_case *c, mtqc_error *error) {
  mtqc_report *report = NULL;
  mtqc_checker *checker = checker_for(r, c, error);
  if (!checker) return NULL;
  const mtqc_text source = {c->text[MTQC_SOURCE], c->size[MTQC_SOURCE]};
  const mtqc_text target = {c->text[MTQC_TARGET], c->size[MTQC_TARGET]};
  const int status = c->lines[MTQC_SOURCE] == 1 && c->lines[MTQC_TARGET] == 1
                         ? mtqc_check_segments(checker, &source, &target, 1, &report, error)
                         : mtqc_check(checker, c->tags[MTQC_SOURCE][0] ? source.bytes : NULL, source.size,
                                      target.bytes, target.size, &report, error);
  return status == MTQC_OK ? report : NULL;
}

/* Whether a finding lies on a mark: what they share is at least half of what they cover together. */
static bool on_mark(const mtqc_finding *finding, const mark *m) {
  size_t start, end;
  if (!mtqc_finding_span(finding, m->side, &start, &end, NULL, NULL)) return false;
  const size_t first = start > m->start ? start : m->start, last = end < m->end ? end : m->end;
  const size_t low = start < m->start ? start : m->start, high = end > m->end ? end : m->end;
  return first < last && 2 * (last - first) >= high - low;
}

static bool finding_is_marked(const mtqc_finding *finding, const spec_case *c) {
  for (size_t i = 0; i < c->mark_count; i++)
    if (on_mark(finding, &c->marks[i])) return true;
  return false;
}

static bool mark_is_found(const mtqc_report *report, const mark *m) {
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    if (on_mark(mtqc_report_finding(report, i), m)) return true;
  return false;
}

static bool is_good(const mtqc_report *report, const spec_case *c) {
  for (size_t i = 0; i < c->mark_count; i++)
    if (!mark_is_found(report, &c->marks[i])) return false;
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    if (!finding_is_marked(mtqc_report_finding(report, i), c)) return false;
  return true;
}

/* --- telling
 * ------------------------------------------------------------------------------------------------------ */

static const char *const side_names[] = {[MTQC_SOURCE] = "source", [MTQC_TARGET] = "target"};

/* Text in a TAP comment stays on its line. */
static void print_quoted(const char *bytes, size_t size) {
  putchar('"');
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] == '\n') fputs("\\n", stdout);
    else putchar(bytes[i]);
  }
  putchar('"');
}

static void print_finding(const mtqc_finding *finding, const spec_case *c) {
  printf("# %s (confidence %.2f):", finding_is_marked(finding, c) ? "found" : "NOT WANTED",
         mtqc_finding_confidence(finding));
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    size_t start, end;
    if (!mtqc_finding_span(finding, (mtqc_side)side, &start, &end, NULL, NULL)) continue;
    const mtqc_text text = mtqc_finding_text(finding, (mtqc_side)side);
    printf(" %s %zu-%zu ", side_names[side], start, end);
    print_quoted(text.bytes, text.size);
  }
  printf(": %s\n", mtqc_finding_message(finding));
  for (size_t i = 0; i < mtqc_finding_evidence_count(finding); i++)
    printf("#   %s\n", mtqc_finding_evidence(finding, i));
}

static void print_details(const mtqc_report *report, const spec_case *c) {
  for (size_t i = 0; i < c->mark_count; i++) {
    const mark *m = &c->marks[i];
    if (mark_is_found(report, m)) continue;
    const size_t end = m->end < c->size[m->side] ? m->end : c->size[m->side];
    printf("# MISSED: %s %zu-%zu ", side_names[m->side], m->start, m->end);
    print_quoted(c->text[m->side] + m->start, m->start < end ? end - m->start : 0);
    putchar('\n');
  }
  for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
    print_finding(mtqc_report_finding(report, i), c);
}

static void lint(spec_case *c) {
  if (!c->lines[MTQC_TARGET]) fault(c, "no target line");
  if (!c->tags[MTQC_TARGET][0]) fault(c, "no target language");
  if (c->tags[MTQC_SOURCE][0] && !c->lines[MTQC_SOURCE])
    fault(c, "no source line; write '@ -%s' for a target alone", c->tags[MTQC_TARGET]);
  if (!c->tags[MTQC_SOURCE][0] && c->lines[MTQC_SOURCE]) fault(c, "a source line but no source language");
}

static void finish_case(runner *r, spec_case *c) {
  lint(c);
  mtqc_error error = {0};
  mtqc_report *report = c->fault[0] ? NULL : run_case(r, c, &error);
  const char *skipped = report ? mtqc_report_skipped_reason(report, 0) : NULL;
  const bool good = report && (skipped || is_good(report, c));
  r->failures += !good;
  printf("%s %zu - line %zu: %s%s%s\n", good ? "ok" : "not ok", ++r->tests, c->line, c->title,
         skipped ? " # SKIP " : "", skipped ? skipped : "");
  if (c->fault[0]) printf("# %s\n", c->fault);
  if (error.code) printf("# %s: %s\n", mtqc_status_name(error.code), error.text);
  if (report && !good) print_details(report, c);
  mtqc_report_free(report);
  free(c->text[MTQC_SOURCE]);
  free(c->text[MTQC_TARGET]);
}

static void run_file(runner *r, FILE *file) {
  spec_case c = {0};
  mtqc_side side = MTQC_TARGET;
  char *line = NULL;
  size_t room = 0, number = 0;
  for (ssize_t size; (size = getline(&line, &room, file)) >= 0;) {
    number++;
    if (size && line[size - 1] == '\n') line[size - 1] = '\0';
    if (line[0] == '@') {
      if (c.line) finish_case(r, &c);
      c = (spec_case){.line = number};
      read_head(&c, line);
    } else if (line[0] == '<' || line[0] == '>') {
      side = line[0] == '<' ? MTQC_SOURCE : MTQC_TARGET;
      add_line(&c, side, line);
    } else if (line[0] == '=') {
      add_setting(&c, line);
    } else if (is_caret_line(line)) {
      add_marks(&c, side, line);
    } else if (line[0] != '#' && line[strspn(line, " ")] != '\0') {
      fault(&c, "line %zu is neither a comment, a case, a setting, a text nor carets", number);
    }
    if (!c.line && line[0] != '#' && line[0]) {
      printf("Bail out! line %zu stands before the first case\n", number);
      break;
    }
  }
  if (c.line) finish_case(r, &c);
  free(line);
}

/* The check is named by the file. */
static const char *check_of(const char *path) {
  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  const size_t size = strcspn(name, ".");
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strlen(mtqc_check_name(i)) == size && strncmp(mtqc_check_name(i), name, size) == 0)
      return mtqc_check_name(i);
  return NULL;
}

int main(int argc, char **argv) {
  runner r = {.check = argc == 2 ? check_of(argv[1]) : NULL};
  FILE *file = r.check ? fopen(argv[1], "r") : NULL;
  if (!file) {
    printf("Bail out! usage: run CHECK.txt, a readable file named after a check\n");
    return EXIT_FAILURE;
  }
  run_file(&r, file);
  fclose(file);
  printf("1..%zu\n", r.tests);
  for (size_t i = 0; i < r.checker_count; i++) mtqc_checker_free(r.checkers[i].checker);
  return r.failures || !r.tests ? EXIT_FAILURE : EXIT_SUCCESS;
}
