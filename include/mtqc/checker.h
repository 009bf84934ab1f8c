/* The checker: languages, language packs and options, loaded once, immutable, shared by threads; and the table of checks. */
#ifndef MTQC_CHECKER_H
#define MTQC_CHECKER_H

#include <mtqc/options.h>

MTQC_BEGIN

typedef struct mtqc_checker mtqc_checker;

/* New checker for texts translated from `source_language` to `target_language` (BCP 47: "ru", "de-CH", "zh-Hant").
 * `source_language` may be NULL when translations will be checked without a source. `options` may be NULL (defaults).
 * Missing language packs and dictionaries are no error: checks that need them are listed as skipped in each report
 * (see mtqc_checker_missing). Returns NULL with MTQC_EARGUMENT (malformed tag), MTQC_EDATA (damaged pack), MTQC_ENOMEM. */
mtqc_checker *mtqc_checker_new(const char *source_language, const char *target_language, const mtqc_options *options,
                               mtqc_error *error);
void mtqc_checker_free(mtqc_checker *checker);

/* What the checker wanted and did not find, e.g. "language pack kk.mtqcpack". Borrowed; NULL beyond the last. */
const char *mtqc_checker_missing(const mtqc_checker *checker, size_t index);

/* Severity of a finding (MQM). */
typedef enum mtqc_severity {
  MTQC_NEUTRAL = 0,
  MTQC_MINOR = 1,
  MTQC_MAJOR = 2,
  MTQC_CRITICAL = 3
} mtqc_severity;

/* "neutral", "minor", "major", "critical"; NULL for another number. */
const char *mtqc_severity_name(int severity);

/* The registry of checks, asked at run time: index < mtqc_check_count(), NULL or 0 beyond. Borrowed, live forever. */
size_t mtqc_check_count(void);
uint32_t mtqc_check_number(size_t index);        /* fixed forever */
const char *mtqc_check_name(size_t index);       /* id, e.g. "number-mismatch" */
const char *mtqc_check_category(size_t index);   /* MQM category, e.g. "accuracy/mistranslation" */
int mtqc_check_severity(size_t index);           /* default severity */
const char *mtqc_check_meaning(size_t index);    /* one line */
const char *mtqc_check_explanation(size_t index);/* a few paragraphs: what is flagged, on what evidence, examples, limits */

/* Name of option `option` (from 0) of a check, for mtqc_options_set and mtqc_options_help; NULL beyond. */
const char *mtqc_check_option(size_t index, size_t option);

/* Profiles: which checks run for one kind of text (option `profile`), index < mtqc_profile_count(); NULL beyond. */
size_t mtqc_profile_count(void);
const char *mtqc_profile_name(size_t index);    /* "default" is the first */
const char *mtqc_profile_meaning(size_t index); /* one line */

/* 1 if the check runs in the profile without being enabled by name, else 0. Indices as above. */
int mtqc_check_in_profile(size_t index, size_t profile);

MTQC_END

#endif
