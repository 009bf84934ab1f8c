/* mtqc segment: one segment a line, as `mtqc align --segmented` reads them. */
#include "cli.h"

#include <string.h>

static const char usage[] =
    "usage: mtqc segment [OPTION]... FILE\n\n"
    "Formats: text (default), one segment a line; tsv, with start byte, end byte and\n"
    "paragraph before it.";

/* Line ends and tabs inside a segment become spaces, "\r\n" one of them, so that a segment is a line and a
 * field. */
static void put_segment(cli_output *output, mtqc_text text) {
  size_t done = 0;
  for (size_t i = 0; i < text.size; i++) {
    const char c = text.bytes[i];
    if (c != '\n' && c != '\r' && c != '\t') continue;
    cli_output_sink(output, text.bytes + done, i - done);
    if (c != '\r' || i + 1 == text.size || text.bytes[i + 1] != '\n') cli_output_sink(output, " ", 1);
    done = i + 1;
  }
  cli_output_sink(output, text.bytes + done, text.size - done);
  cli_output_sink(output, "\n", 1);
}

static bool write_segments(const cli_options *options, const mtqc_segments *segments, mtqc_text text) {
  const bool places = options->format && strcmp(options->format, "tsv") == 0;
  cli_output output;
  if (!cli_output_open(&output, options->output)) return false;
  for (size_t i = 0; i < mtqc_segments_count(segments) && !output.problem; i++) {
    size_t start, end, paragraph;
    mtqc_segments_get(segments, i, &start, &end, &paragraph);
    if (places) cli_output_print(&output, "%zu\t%zu\t%zu\t", start, end, paragraph + 1);
    put_segment(&output, (mtqc_text){text.bytes + start, end - start});
  }
  return cli_output_close(&output, true);
}

static int segment_text(const cli_options *options, mtqc_text text) {
  mtqc_error error = {0};
  /* "und" is BCP 47's undetermined language: Unicode's own rules without those of any language. */
  const char *language = options->target_language ? options->target_language : "und";
  mtqc_checker *checker = mtqc_checker_new(NULL, language, options->settings, &error);
  if (!checker) return cli_error(&error);
  mtqc_segments *segments = mtqc_segment(checker, MTQC_TARGET, text.bytes, text.size, &error);
  int code = CLI_FAILED;
  if (!segments) cli_error(&error);
  else if (write_segments(options, segments, text)) code = CLI_GOOD;
  mtqc_segments_free(segments);
  mtqc_checker_free(checker);
  return code;
}

static int refuse(const cli_options *options) {
  if (options->file_count != 1)
    return cli_fail("segment: one file is needed, %d were given", options->file_count);
  if (options->format && strcmp(options->format, "text") != 0 && strcmp(options->format, "tsv") != 0)
    return cli_fail("segment: there is no format '%s'; text and tsv are known", options->format);
  return CLI_GOOD;
}

int cmd_segment(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_SEGMENT, argc, argv, usage, &code)) {
    code = refuse(&options);
    mtqc_file *file = code == CLI_GOOD ? cli_read(options.files[0], options.settings) : NULL;
    code = file ? segment_text(&options, mtqc_file_text(file)) : CLI_FAILED;
    if (file && !cli_is_whole(file)) code = CLI_FAILED;
    mtqc_file_free(file);
  }
  cli_options_free(&options);
  return code;
}
