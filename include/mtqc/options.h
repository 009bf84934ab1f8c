/* Options: named settings for a checker or a writer, all of them strings, so that a command line, a configuration file
 * and a binding use one mechanism. Keys and values are checked when set; mtqc_option_* lists what exists. */
#ifndef MTQC_OPTIONS_H
#define MTQC_OPTIONS_H

#include <mtqc/error.h>

MTQC_BEGIN

typedef struct mtqc_options mtqc_options;

/* New, with every option at its default; NULL when out of memory. */
mtqc_options *mtqc_options_new(void);
void mtqc_options_free(mtqc_options *options);

/* Sets `key` to `value`. `only`, `enable` and `disable` (value: a check id) and `severity` (value: a check id, `=`, and
 * neutral, minor, major or critical) add up; every other key replaces its value. Of a check that is enabled and disabled the
 * latter holds. Options of single checks begin with the id of the check: "name-missing.keep".
 * Returns 0, MTQC_EARGUMENT (unknown key or unfit value; the text says what would fit) or MTQC_ENOMEM. */
int mtqc_options_set(mtqc_options *options, const char *key, const char *value, mtqc_error *error);

/* Value in force, or the default; NULL for an unknown key. Borrowed until the next set. */
const char *mtqc_options_get(const mtqc_options *options, const char *key);

/* One line about an option by its name; NULL for an unknown key. */
const char *mtqc_options_help(const char *key);

/* The table of options, asked at run time: index < mtqc_option_count(). NULL beyond. */
size_t mtqc_option_count(void);
const char *mtqc_option_name(size_t index);
const char *mtqc_option_help(size_t index);    /* one line */
const char *mtqc_option_default(size_t index); /* "" if the default is empty */

int mtqc_option_is_path(size_t index);         /* 1 if the value names a file or a folder, else 0 */

MTQC_END

#endif
