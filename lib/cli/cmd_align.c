/* mtqc align */
#include "cli.h"

#include <string.h>

static const char usage[] = "usage: mtqc align [OPTION]... SOURCE TARGET\n"
                            "       mtqc align [OPTION]... --segmented SOURCE TARGET\n\n"
                            "Formats: beads (default), '[0, 1]:[2]:0.97', numbers of segments from 0; tsv;\n"
                            "jsonl and json, with evidence; tmx; html, with a picture of the path; learnt,\n"
                            "the word pairs that the texts have taught.";

static int refuse(const cli_options *options) {
  if (options->file_count != 2)
    return cli_fail("align: a source and a translation are needed, %d file%s given", options->file_count,
                    options->file_count == 1 ? " was" : "s were");
  if (strcmp(options->files[0], "-") == 0 && strcmp(options->files[1], "-") == 0)
    return cli_fail("align: only one of the files can be standard input");
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

/* Doubts are told, and all that was asked for is written. */
static int give_out(const cli_options *options, const mtqc_alignment *alignment, mtqc_text source,
                    mtqc_text target) {
  for (size_t i = 0; mtqc_alignment_doubt(alignment, i); i++)
    cli_note("align: %s", mtqc_alignment_doubt(alignment, i));
  const int code = write_alignment(alignment, options->format ? options->format : "beads", options->output,
                                   source, target);
  if (code != CLI_GOOD || !options->learn) return code;
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

static int align_texts(const cli_options *options, mtqc_text source, mtqc_text target) {
  mtqc_error error = {0};
  mtqc_checker *checker =
      mtqc_checker_new(options->source_language, options->target_language, options->settings, &error);
  if (!checker) return cli_error(&error);
  mtqc_alignment *alignment = NULL;
  const int status = (options->segmented ? mtqc_align_lines : mtqc_align)(
      checker, source.bytes, source.size, target.bytes, target.size, &alignment, &error);
  const int code =
      status == MTQC_OK ? give_out(options, alignment, source, target) : cli_error(&error);
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
  return code;
}

static int align_files(const cli_options *options) {
  mtqc_file *source = cli_read(options->files[0], options->settings);
  mtqc_file *target = source ? cli_read(options->files[1], options->settings) : NULL;
  int code = target ? align_texts(options, mtqc_file_text(source), mtqc_file_text(target)) : CLI_FAILED;
  if (target && !cli_is_whole(source)) code = CLI_FAILED;
  if (target && !cli_is_whole(target)) code = CLI_FAILED;
  mtqc_file_free(target);
  mtqc_file_free(source);
  return code;
}

int cmd_align(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_ALIGN, argc, argv, usage, &code)) {
    code = refuse(&options);
    if (code == CLI_GOOD) code = use_learnt(&options);
    if (code == CLI_GOOD) code = align_files(&options);
  }
  cli_options_free(&options);
  return code;
}
