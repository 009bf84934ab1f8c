#include "case.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

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

/* --- reading --- */

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

static void lint(spec_case *c) {
  if (!c->lines[MTQC_TARGET]) fault(c, "no target line");
  if (!c->tags[MTQC_TARGET][0]) fault(c, "no target language");
  if (c->tags[MTQC_SOURCE][0] && !c->lines[MTQC_SOURCE])
    fault(c, "no source line; write '@ -%s' for a target alone", c->tags[MTQC_TARGET]);
  if (!c->tags[MTQC_SOURCE][0] && c->lines[MTQC_SOURCE]) fault(c, "a source line but no source language");
}

static void finish(spec_case *c, void (*each)(void *payload, const spec_case *c), void *payload) {
  if (!c->line) return;
  lint(c);
  each(payload, c);
  free(c->text[MTQC_SOURCE]);
  free(c->text[MTQC_TARGET]);
}

/* Lines before the first case make one that is wrong. */
void spec_read(FILE *file, void (*each)(void *payload, const spec_case *c), void *payload) {
  spec_case c = {0};
  mtqc_side side = MTQC_TARGET;
  char *line = NULL;
  size_t room = 0, number = 0;
  for (ssize_t size; (size = getline(&line, &room, file)) >= 0;) {
    number++;
    if (size && line[size - 1] == '\n') line[size - 1] = '\0';
    if (line[0] == '@') {
      finish(&c, each, payload);
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
      c.line = number;
      fault(&c, "line %zu stands before the first case", number);
    }
  }
  finish(&c, each, payload);
  free(line);
}

/* --- checking --- */

const char *spec_check_of(const char *path) {
  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  const size_t size = strcspn(name, ".");
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strlen(mtqc_check_name(i)) == size && strncmp(mtqc_check_name(i), name, size) == 0)
      return mtqc_check_name(i);
  return NULL;
}

static bool set_options(mtqc_options *options, const spec_checkers *checkers, const spec_case *c, mtqc_error *error) {
  if (checkers->check && mtqc_options_set(options, "only", checkers->check, error) != MTQC_OK) return false;
  if (checkers->min_confidence && mtqc_options_set(options, "min-confidence", checkers->min_confidence, error) != MTQC_OK) return false;
  for (size_t i = 0; i < MOST_SETTINGS && c->settings[i][0]; i++) {
    char key[SETTING];
    const size_t size = strcspn(c->settings[i], " ");
    snprintf(key, sizeof key, "%.*s", (int)size, c->settings[i]);
    const char *value = c->settings[i] + size + (c->settings[i][size] != '\0');
    if (mtqc_options_set(options, key, value, error) != MTQC_OK) return false;
  }
  return true;
}

const mtqc_checker *spec_checker(spec_checkers *checkers, const spec_case *c, mtqc_error *error) {
  for (size_t i = 0; i < checkers->count; i++)
    if (memcmp(checkers->all[i].tags, c->tags, sizeof c->tags) == 0 &&
        memcmp(checkers->all[i].settings, c->settings, sizeof c->settings) == 0)
      return checkers->all[i].checker;
  mtqc_options *options = need(mtqc_options_new());
  mtqc_checker *checker = NULL;
  if (checkers->count < MOST_CHECKERS && set_options(options, checkers, c, error))
    checker = mtqc_checker_new(c->tags[MTQC_SOURCE][0] ? c->tags[MTQC_SOURCE] : NULL, c->tags[MTQC_TARGET],
                               options, error);
  mtqc_options_free(options);
  if (!checker) return NULL;
  memcpy(checkers->all[checkers->count].tags, c->tags, sizeof c->tags);
  memcpy(checkers->all[checkers->count].settings, c->settings, sizeof c->settings);
  checkers->all[checkers->count++].checker = checker;
  return checker;
}

void spec_checkers_free(spec_checkers *checkers) {
  for (size_t i = 0; i < checkers->count; i++) mtqc_checker_free(checkers->all[i].checker);
}

mtqc_report *spec_run(spec_checkers *checkers, const spec_case *c, mtqc_error *error) {
  mtqc_report *report = NULL;
  const mtqc_checker *checker = spec_checker(checkers, c, error);
  if (!checker) return NULL;
  const mtqc_text source = {c->text[MTQC_SOURCE], c->size[MTQC_SOURCE]};
  const mtqc_text target = {c->text[MTQC_TARGET], c->size[MTQC_TARGET]};
  const int status = c->lines[MTQC_SOURCE] == 1 && c->lines[MTQC_TARGET] == 1
                         ? mtqc_check_segments(checker, &source, &target, 1, &report, error)
                         : mtqc_check(checker, c->tags[MTQC_SOURCE][0] ? source.bytes : NULL, source.size,
                                      target.bytes, target.size, &report, error);
  return status == MTQC_OK ? report : NULL;
}
