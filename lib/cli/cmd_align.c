/* mtqc align
 *
 * Several translations are a set: a first round over all of them learns, each from what those before it have taught; a second
 * one aligns them anew, each with all that the set has taught, and writes. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char usage[] = "usage: mtqc align [OPTION]... SOURCE TARGET\n"
                            "       mtqc align [OPTION]... --segmented SOURCE TARGET\n"
                            "       mtqc align [OPTION]... --learn FILE [-o FOLDER] SOURCE TARGET...\n\n"
                            "Formats: beads (default), '[0, 1]:[2]:0.97', numbers of segments from 0; tsv;\n"
                            "jsonl and json, with evidence; tmx; html, with a picture of the path; learnt,\n"
                            "the word pairs that the texts have taught. Of several translations, which are\n"
                            "aligned as a set, each alignment is written to FOLDER/TARGET.FORMAT.";

static int refuse_files(const cli_options *options) {
  int inputs = 0;
  for (int k = 0; k < options->file_count; k++) inputs += strcmp(options->files[k], "-") == 0;
  if (options->file_count < 2 || options->file_count % 2)
    return cli_fail("align: a source and a translation are needed, %d file%s given", options->file_count,
                    options->file_count == 1 ? " was" : "s were");
  if (options->file_count == 2)
    return inputs == 2 ? cli_fail("align: only one of the files can be standard input") : CLI_GOOD;
  if (inputs) return cli_fail("align: a set is read twice, so standard input cannot be in it");
  return options->learn ? CLI_GOOD : cli_fail("align: several translations are a set, which needs --learn FILE");
}

static int refuse(const cli_options *options) {
  if (refuse_files(options) != CLI_GOOD) return CLI_FAILED;
  if (!options->source_language || !options->target_language)
    return cli_fail(
        "align: the languages are not known; give them, for example --source-lang ru --target-lang de");
  if (!options->format) return CLI_GOOD;
  for (size_t i = 0; mtqc_alignment_format_name(i); i++)
    if (strcmp(mtqc_alignment_format_name(i), options->format) == 0) return CLI_GOOD;
  return cli_fail("align: there is no format '%s'; see mtqc align --help", options->format);
}

static int write_alignment(const mtqc_alignment *alignment, const char *format, const char *path,
                           mtqc_text source, mtqc_text target) {
  mtqc_error error = {0};
  cli_output output;
  if (!cli_output_open(&output, path)) return CLI_FAILED;
  const int status = mtqc_alignment_write(alignment, format, source, target, cli_output_sink, &output, &error);
  if (!cli_output_close(&output, status == MTQC_OK)) return CLI_FAILED;
  return status == MTQC_OK || status == MTQC_EIO ? CLI_GOOD : cli_error(&error);
}

/* What becomes of an alignment. */
typedef struct outcome {
  bool write;         /* in the format that was asked for */
  const char *output; /* NULL: standard output */
  bool learn;
} outcome;

/* Doubts are told, and all that was asked for is written. */
static int give_out(const cli_options *options, const char *name, const outcome *what,
                    const mtqc_alignment *alignment, mtqc_text source, mtqc_text target) {
  int code = CLI_GOOD;
  for (size_t i = 0; what->write && mtqc_alignment_doubt(alignment, i); i++) {
    if (options->file_count == 2) cli_note("align: %s", mtqc_alignment_doubt(alignment, i));
    else cli_note("align: %s: %s", name, mtqc_alignment_doubt(alignment, i));
  }
  if (what->write)
    code = write_alignment(alignment, options->format ? options->format : "beads", what->output, source, target);
  if (code != CLI_GOOD || !what->learn) return code;
  return write_alignment(alignment, "learnt", options->learn, source, target);
}

/* A table of learnt pairs is read if it is there; the first time it is not. */
static int use_learnt(const cli_options *options) {
  mtqc_error error = {0};
  FILE *file = options->learn ? fopen(options->learn, "re") : NULL;
  if (!file) return CLI_GOOD;
  fclose(file);
  return mtqc_options_set(options->settings, "learnt", options->learn, &error) ? cli_error(&error) : CLI_GOOD;
}

static int align_texts(const cli_options *options, const char *name, const outcome *what, mtqc_text source,
                       mtqc_text target) {
  mtqc_error error = {0};
  mtqc_checker *checker =
      mtqc_checker_new(options->source_language, options->target_language, options->settings, &error);
  if (!checker) return cli_error(&error);
  mtqc_alignment *alignment = NULL;
  const int status = (options->segmented ? mtqc_align_lines : mtqc_align)(
      checker, source.bytes, source.size, target.bytes, target.size, &alignment, &error);
  const int code = status == MTQC_OK ? give_out(options, name, what, alignment, source, target) : cli_error(&error);
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
  return code;
}

static int align_files(const cli_options *options, char *const *files, const outcome *what) {
  if (use_learnt(options) != CLI_GOOD) return CLI_FAILED;
  mtqc_file *source = cli_read(files[0], options->settings);
  mtqc_file *target = source ? cli_read(files[1], options->settings) : NULL;
  int code = target ? align_texts(options, files[1], what, mtqc_file_text(source), mtqc_file_text(target)) : CLI_FAILED;
  if (target && !cli_is_whole(source)) code = CLI_FAILED;
  if (target && !cli_is_whole(target)) code = CLI_FAILED;
  mtqc_file_free(target);
  mtqc_file_free(source);
  return code;
}

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static int by_name(const void *a, const void *b) {
  char *const *x = a, *const *y = b;
  return strcmp(name_of(*x), name_of(*y));
}

/* Two translations of one name would be written over each other. */
static int refuse_namesakes(const cli_options *options) {
  const size_t count = (size_t)options->file_count / 2;
  char **targets = malloc(count * sizeof *targets);
  if (!targets) return cli_fail("out of memory");
  for (size_t k = 0; k < count; k++) targets[k] = options->files[2 * k + 1];
  qsort(targets, count, sizeof *targets, by_name);
  int code = CLI_GOOD;
  for (size_t k = 1; k < count && code == CLI_GOOD; k++)
    if (by_name(&targets[k - 1], &targets[k]) == 0)
      code = cli_fail("align: %s and %s have one name; their alignments cannot stand in one folder", targets[k - 1],
                      targets[k]);
  free(targets);
  return code;
}

static int prepare_folder(const cli_options *options) {
  if (refuse_namesakes(options) != CLI_GOOD) return CLI_FAILED;
  if (mkdir(options->output, 0777) == 0 || errno == EEXIST) return CLI_GOOD;
  return cli_fail("%s: cannot make the folder: %s", options->output, strerror(errno));
}

static int write_in_folder(const cli_options *options, char *const *files) {
  char path[4096];
  const int size = snprintf(path, sizeof path, "%s/%s.%s", options->output, name_of(files[1]),
                            options->format ? options->format : "beads");
  if (size < 0 || (size_t)size >= sizeof path) return cli_fail("%s: name too long", files[1]);
  return align_files(options, files, &(outcome){.write = true, .output = path});
}

static int align_set(const cli_options *options) {
  int code = options->output ? prepare_folder(options) : CLI_GOOD;
  for (int k = 0; k < options->file_count && code == CLI_GOOD; k += 2)
    code = align_files(options, &options->files[k], &(outcome){.learn = true});
  for (int k = 0; k < options->file_count && options->output && code == CLI_GOOD; k += 2)
    code = write_in_folder(options, &options->files[k]);
  return code;
}

int cmd_align(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_ALIGN, argc, argv, usage, &code)) {
    code = refuse(&options);
    const outcome one = {.write = true, .output = options.output, .learn = options.learn};
    if (code == CLI_GOOD) code = options.file_count > 2 ? align_set(&options) : align_files(&options, options.files, &one);
  }
  cli_options_free(&options);
  return code;
}
