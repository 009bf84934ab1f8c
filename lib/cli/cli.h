/* What the subcommands of mtqc share. The command uses the public headers only. */
#ifndef CLI_H
#define CLI_H

#include <mtqc/mtqc.h>

#include <stdbool.h>
#include <stdio.h>

/* Exit codes: part of the command's contract. */
enum {
  CLI_GOOD = 0,
  CLI_FOUND = 1, /* findings at or above the fail level, or a score under the minimum */
  CLI_FAILED = 2 /* usage, input or configuration error */
};

/* --- subcommands; argv[0] is the name of the subcommand --- */

int cmd_check(int argc, char **argv);
int cmd_align(int argc, char **argv);
int cmd_score(int argc, char **argv);
int cmd_segment(int argc, char **argv);
int cmd_checks(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_config(int argc, char **argv);
int cmd_lexicon(int argc, char **argv);

/* Options of mtqc lexicon. */
typedef struct cli_lexicon {
  const char *output, *tables, *root, *kind, *add_to;
  double diagonal;
  const char *source_language, *target_language;
  unsigned jobs;
  bool ngrams;         /* train: an n-gram model */
  unsigned cutoffs[3]; /* of words, bigrams, trigrams */
} cli_lexicon;
int cli_lexicon_train(const cli_lexicon *options, int count, char **names);
int cli_lexicon_train_ngrams(const cli_lexicon *options, int count, char **names);

/* The lines of a text, in one block to be freed; NULL when out of memory. */
mtqc_text *cli_cut_lines(mtqc_text text, size_t *count);

/* --- saying what went wrong (message.c) --- */

/* One line on standard error, "mtqc: ...". Returns CLI_FAILED. */
int cli_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same without being a failure. */
void cli_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for an error of the library. */
int cli_error(const mtqc_error *error);

/* The name nearest to a mistyped one in a list asked by index (NULL ends it); NULL if none is near. */
const char *cli_nearest(const char *name, const char *(*at)(size_t index));

/* --- options (options.c) --- */

/* Which subcommands an option belongs to. */
enum { CLI_CHECK = 1, CLI_ALIGN = 2, CLI_SEGMENT = 4, CLI_CHECKS = 8, CLI_EXPLAIN = 16, CLI_CONFIG = 32 };

enum { CLI_MOST_REPORTS = 8 };

typedef struct cli_config cli_config; /* config.h */

typedef struct cli_options {
  const char *source_language, *target_language; /* NULL: not given */
  const char *learn;                             /* NULL: nothing is kept */
  const char *format, *output;                   /* NULL: the default, standard output */
  bool aligned, target_only, segmented, strict, keys;
  const char *pair, *changed_since, *annotate;   /* NULL: not given */
  bool judges; /* --fail-on was given */
  const char *reports[CLI_MOST_REPORTS]; /* further ones: "FORMAT=FILE" */
  size_t report_count;
  const char *write_baseline; /* NULL: none */
  struct cli_given *given; /* what the command line says, in its order */
  size_t given_count;
  const char *command;
  cli_config *config;     /* NULL: none was read */
  mtqc_options *settings; /* for the library */
  char **files;
  int file_count;
} cli_options;

/* Reads the arguments of the subcommand argv[0], one of the CLI_... bits. True to go on. False when it is all
 * done, with the exit code in *code: after a usage error, which has been told, or after --help. Free the
 * options in either case. */
bool cli_options_read(cli_options *options, unsigned command, int argc, char **argv, const char *usage,
                      int *code);
void cli_options_free(cli_options *options);

/* The options for one translation of a run: what the configuration says of it, then the command line. Free `own->settings`.
 * False, and told, when memory is out. */
bool cli_options_for(const cli_options *run, const char *translation, cli_options *own);

/* --- output (output.c) --- */

typedef struct cli_output {
  FILE *file;
  const char *path;     /* NULL: standard output */
  char real[4096];      /* what is written in the end */
  char temporary[4200]; /* what is written first; "" if written in place */
  int problem;          /* errno of the first failure */
} cli_output;

/* Opens `path`, or standard output for NULL and "-". A regular file is written under another name and renamed
 * by cli_output_close, so that nobody sees half a report. False when it cannot be; that has been told. */
bool cli_output_open(cli_output *output, const char *path);
/* Opens a file to write behind what it holds. */
bool cli_output_append(cli_output *output, const char *path);
/* Whether what goes to `path` (NULL: standard output) is to be coloured: on a terminal, unless NO_COLOR forbids it. */
bool cli_wants_colour(const char *path);
/* An mtqc_sink; the payload is a cli_output. */
int cli_output_sink(void *output, const char *bytes, size_t size);
void cli_output_print(cli_output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends the output; `good` false throws a file away. False, and told, when something could not be written. A
 * reader that has gone away is no error. */
bool cli_output_close(cli_output *output, bool good);

/* --- reports (reports.c) --- */

typedef struct cli_reports cli_reports;

/* CLI_FAILED, and told, when an option asks for a format that does not exist. */
int cli_reports_refuse(const cli_options *options);
/* Opens all reports that the options ask for. NULL when that fails, which has been told. */
cli_reports *cli_reports_new(const cli_options *options);
/* Adds a document to each. False, and told, when memory is out. */
bool cli_reports_add(cli_reports *reports, const mtqc_report *report, const char *source_name, const char *target_name);
/* Completes the files and frees the reports; `good` false throws the files away. False, and told, when it fails. */
bool cli_reports_close(cli_reports *reports, bool good);

/* --- one run of mtqc check (job.c) --- */

typedef struct cli_job {
  const cli_options *options;
  const mtqc_checker *checker;
  cli_reports *reports; /* NULL before the first document */
  mtqc_suppressions *suppressions; /* NULL before the first document */
  mtqc_tally *tally;    /* of all documents; NULL before the first */
  mtqc_annotator *annotator; /* NULL: findings are not written back */
  size_t documents;
  bool failed;          /* told */
  bool found;           /* a finding that fails */
} cli_job;

/* Opens the reports and reads the lists of suppressions, once; the first document does it too. False, and told, when it fails. */
bool cli_job_start(cli_job *job);
/* Writes a report of a document to all reports, counts it and frees it. False, and told, when the run must end. */
bool cli_job_add(cli_job *job, mtqc_report *report, const char *source_name, const char *target_name);
/* Completes the reports; the exit code. */
int cli_job_end(cli_job *job);

/* --- tables of mtqc lexicon (table.c) --- */

typedef struct cli_table {
  const cli_lexicon *options;
  cli_output output;  /* unless it goes into a pack: */
  char *bytes;
  size_t size, room;
} cli_table;

/* Opens the output that the options name. False when it cannot be; that has been told. */
bool cli_table_open(cli_table *table, const cli_lexicon *options);
/* An mtqc_sink; the payload is a cli_table. */
int cli_table_sink(void *table, const char *bytes, size_t size);
/* Ends it, and tells what went wrong if `status` or the writing did. Returns the exit code. */
int cli_table_close(cli_table *table, int status, mtqc_error *error);

/* --- pairs for training (pairs.c) --- */

typedef struct cli_pair {
  size_t start[2], size[2]; /* in bytes, by mtqc_side */
} cli_pair;

typedef struct cli_pairs {
  mtqc_text *texts[2]; /* by mtqc_side */
  size_t count;
  cli_pair *places;
  size_t room;
  char *bytes;
  size_t byte_count, byte_room;
} cli_pairs;

/* Reads the pairs of all files named: files of pairs, told by their names, and twos of texts, line by line. False, and told,
 * when one cannot be read. Free the pairs in either case. */
bool cli_pairs_read(cli_pairs *pairs, const cli_lexicon *options, int count, char **names);
void cli_pairs_free(cli_pairs *pairs);

/* 'mtqc lexicon import' of a file of pairs: its units as rows of a table. Returns the exit code. */
int cli_import_pairs(const cli_lexicon *options, const char *path);

/* --- what is checked (documents.c, changed.c, batch.c) --- */

typedef struct cli_document {
  char *source; /* NULL: none, or a file that holds both sides */
  char *target;
  bool bitext;  /* `target` holds both sides */
  uint64_t group; /* cli_config_group */
} cli_document;

typedef struct cli_documents {
  cli_document *at;
  size_t count, room;
  size_t untranslated; /* sources that a rule found without their targets */
} cli_documents;

/* False, and told, when memory is out. */
bool cli_documents_add(cli_documents *list, const char *source, const char *target, bool bitext);
/* Adds what the rule `pair` (NULL: files that hold both sides) finds in files, folders and patterns; in the current folder if
 * none is named. False, and told, when that fails. */
bool cli_documents_find(cli_documents *list, const char *pair, char **arguments, int count);
/* Keeps only documents of which a file changed since a revision of git. False, and told, when that fails. */
bool cli_documents_changed(cli_documents *list, const char *revision);
void cli_documents_free(cli_documents *list);
/* Checks all. False, and told, when a document could not be checked; the others have been. */
bool cli_check_documents(cli_job *job, const cli_documents *list);

/* --- threads (threads.c) --- */

/* Calls `work` with every index below `count`, in order, from up to so many threads, this one among them. */
void cli_in_threads(size_t threads, size_t count, void (*work)(void *payload, size_t index), void *payload);

/* --- input (input.c) --- */

/* Reads a document; NULL after telling why not. `settings` may be NULL. */
mtqc_file *cli_read(const char *path, const mtqc_options *settings);
/* Whether all of it could be read; what could not is told. */
bool cli_is_whole(const mtqc_file *file);
/* Reads a document; NULL after telling why if not all of it can be read. */
mtqc_file *cli_read_whole(const char *path);
/* Name of an input for people. */
const char *cli_input_name(const char *path);

#endif
