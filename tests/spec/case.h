/* The cases of a spec file (README.md in this folder tells its form), and checkers for them. */
#ifndef SPEC_CASE_H
#define SPEC_CASE_H

#include <mtqc/mtqc.h>

#include <stdbool.h>
#include <stdio.h>

enum { MOST_MARKS = 32, MOST_CHECKERS = 160, TAG = 24, TITLE = 160, MOST_SETTINGS = 4, SETTING = 80 };

typedef struct mark {
  mtqc_side side;
  size_t start, end; /* bytes of the side's text */
} mark;

typedef struct spec_case {
  size_t line; /* in the file */
  char title[TITLE];
  char tags[2][TAG];                     /* by side; "" for no source */
  char settings[MOST_SETTINGS][SETTING]; /* "key value"; "" for no more */
  char *text[2];                         /* lines joined by line ends */
  size_t size[2], lines[2], last[2];     /* `last`: start of the last line */
  mark marks[MOST_MARKS];
  size_t mark_count;
  char fault[200]; /* why the case itself is wrong; "" if it is not */
} spec_case;

/* One checker for all cases of the same languages and settings. */
typedef struct spec_checkers {
  const char *check;          /* the only one that runs; NULL: all */
  const char *min_confidence; /* NULL: as the profile says */
  struct {
    char tags[2][TAG], settings[MOST_SETTINGS][SETTING];
    mtqc_checker *checker;
  } all[MOST_CHECKERS];
  size_t count;
} spec_checkers;

/* The check that a spec file is named after; NULL when there is none. */
const char *spec_check_of(const char *path);

/* Calls `each` for every case of the file; the case is freed behind it. */
void spec_read(FILE *file, void (*each)(void *payload, const spec_case *c), void *payload);

/* The checker of a case, or NULL and an error. Belongs to `checkers`. */
const mtqc_checker *spec_checker(spec_checkers *checkers, const spec_case *c, mtqc_error *error);

/* New report on a case, or NULL and an error. */
mtqc_report *spec_run(spec_checkers *checkers, const spec_case *c, mtqc_error *error);
void spec_checkers_free(spec_checkers *checkers);

#endif
