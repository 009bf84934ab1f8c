/* Reading files: plain text, and files that hold pairs of segments. What a reader takes out of a format keeps the places it
 * has in the file, so that reports point into the file as given. */
#ifndef MTQC_BITEXT_H
#define MTQC_BITEXT_H

#include <mtqc/check.h>

MTQC_BEGIN

/* A document: one side of a translation. */
typedef struct mtqc_file mtqc_file;

/* Reads a document ("-": standard input), gzipped or not. Its format comes from the option `input-format` or from its name:
 * "html", "markdown", "srt", "vtt", else "text" (mtqc_file_format_name). Plain UTF-8 is kept byte for byte; what is in another
 * encoding, by the option `encoding`, its byte order mark, its declaration or its letters, is decoded. Code, scripts and the like are left out of
 * HTML and Markdown; paragraphs of what remains end with a blank line. Malformed UTF-8 is no error. New; NULL with MTQC_EIO
 * (missing, a directory, unreadable), MTQC_EINPUT (binary: NUL among the first bytes; an unknown encoding; nothing in it can be
 * read; with line and column), MTQC_EARGUMENT (unknown format or option `encoding`), MTQC_ELIMIT or MTQC_ENOMEM. */
mtqc_file *mtqc_file_open(const char *path, const mtqc_options *options, mtqc_error *error);

/* The same for `size` bytes in memory, which must outlive the file; `name` stands for them. */
mtqc_file *mtqc_file_open_bytes(const char *name, const char *bytes, size_t size, const mtqc_options *options,
                                mtqc_error *error);
void mtqc_file_free(mtqc_file *file);

/* What could not be read and is not in the text: broken cues of subtitles, and what follows damaged gzip data, a NUL or half a
 * character. Fault `index` goes to the error: MTQC_EINPUT with line and column; 0 beyond the last. A caller that wants the
 * file whole asks for fault 0. */
int mtqc_file_fault(const mtqc_file *file, size_t index, mtqc_error *error);

/* The formats of documents; NULL beyond the last. Borrowed, lives forever. */
const char *mtqc_file_format_name(size_t index);

/* Its text. Borrowed. And where bytes [start, end) of that text stand in the file; outputs may be NULL. */
mtqc_text mtqc_file_text(const mtqc_file *file);
void mtqc_file_place(const mtqc_file *file, size_t start, size_t end, uint64_t *start_byte, uint64_t *end_byte);

/* Checks a document against its source, or alone if `source` is NULL, as mtqc_check does, or, with `lines` not 0, as
 * mtqc_check_lines. The report points into the files as given. What stands between comments `mtqc:off` (or `mtqc:off
 * CHECK...`) and `mtqc:on` of HTML and Markdown is not flagged: its findings are ignored. Files must outlive the report. */
int mtqc_check_files(const mtqc_checker *checker, const mtqc_file *source, const mtqc_file *target, int lines,
                     mtqc_report **out, mtqc_error *error);

/* A file of pairs that is open for reading: a stream of units, read once from front to back, in memory that depends on the
 * longest unit and not on the file. Files may be gzipped; bytes then count in what was packed. For one thread at a time. */
typedef struct mtqc_bitext mtqc_bitext;

/* A unit: one pair of segments and what the file says about it. Borrowed from the bitext until the next unit is read. */
typedef struct mtqc_unit mtqc_unit;

/* How far the translation of a unit is. Only translated and unsure ones are checked. */
typedef enum mtqc_unit_state {
  MTQC_UNIT_TRANSLATED = 0,
  MTQC_UNIT_UNTRANSLATED = 1, /* no translation yet */
  MTQC_UNIT_UNSURE = 2,       /* marked as in need of review: "fuzzy", "needs-review-translation" */
  MTQC_UNIT_OBSOLETE = 3,     /* no longer in the source */
  MTQC_UNIT_LOCKED = 4        /* marked as not to be translated */
} mtqc_unit_state;

/* The formats: mtqc_bitext_format_name(i), NULL beyond the last. mtqc_bitext_format_of tells the format of a file by its
 * name ("a.tsv.gz": "tsv"); NULL if the name says nothing. Borrowed, live forever. */
const char *mtqc_bitext_format_name(size_t index);
const char *mtqc_bitext_format_of(const char *path);

/* Opens a file ("-": standard input). `source_language` and `target_language` (BCP 47) choose from files that hold several
 * languages; NULL takes what the file declares first. Read from `options`, which may be NULL: `input-format` (default: by
 * the name of the file), `encoding` (any that ICU knows; default: declared or detected), `source-column` and `target-column` (name or number from 1 in TSV, key in JSON Lines; "a.b" is
 * key b of the object a). New; NULL with MTQC_EIO, MTQC_EARGUMENT (unknown format or encoding), MTQC_EINPUT (malformed from the
 * start) or MTQC_ENOMEM. */
mtqc_bitext *mtqc_bitext_open(const char *path, const char *source_language, const char *target_language,
                              const mtqc_options *options, mtqc_error *error);

/* The same for `size` bytes in memory, which must outlive the bitext; `name` stands for them in messages and, without
 * `input-format`, tells the format. */
mtqc_bitext *mtqc_bitext_open_bytes(const char *name, const char *bytes, size_t size, const char *source_language,
                                    const char *target_language, const mtqc_options *options, mtqc_error *error);
void mtqc_bitext_free(mtqc_bitext *bitext);

/* Reads the next unit: 1 and *unit, 0 at the end, or MTQC_EIO, MTQC_EINPUT (malformed: file, line, column, byte and reason
 * are in the error), MTQC_ELIMIT (a record of more than 64 MiB), MTQC_ENOMEM. After an error nothing more can be read, and
 * every further call gives the same error. */
int mtqc_bitext_next(mtqc_bitext *bitext, const mtqc_unit **unit, mtqc_error *error);

/* Format of an open file; and the language that it declares for a side, NULL if it has declared none so far. Borrowed. */
const char *mtqc_bitext_format(const mtqc_bitext *bitext);
const char *mtqc_bitext_language(const mtqc_bitext *bitext, mtqc_side side);

/* How many units of one state (an mtqc_unit_state) were read so far. */
uint64_t mtqc_bitext_count(const mtqc_bitext *bitext, int state);

/* What a unit holds: its number from 1, its texts (inline codes kept as tags), its state, the word the file has for that
 * state, its id and the notes to it; "" where the file has none. */
uint64_t mtqc_unit_number(const mtqc_unit *unit);
mtqc_text mtqc_unit_text(const mtqc_unit *unit, mtqc_side side);
int mtqc_unit_state_of(const mtqc_unit *unit);
const char *mtqc_unit_state_word(const mtqc_unit *unit);
const char *mtqc_unit_id(const mtqc_unit *unit);
const char *mtqc_unit_note(const mtqc_unit *unit);

/* Where bytes [start, end) of a text of the unit stand in the file. Outputs may be NULL. */
void mtqc_unit_place(const mtqc_unit *unit, mtqc_side side, size_t start, size_t end, uint64_t *start_byte,
                     uint64_t *end_byte, size_t *line, size_t *column);

/* Checks the next units, as many as make up a document that can be checked as one: at most `most` (0: what the library
 * thinks fit, at present 20 000 units or 4 MiB of text). New report through `out`, NULL at the end of the file. Checks that
 * look at a whole document (names, consistency) see the units of one report: all of a small file, a part of a big one.
 * Offsets, lines and columns of the report point into the file; mtqc_report_segment gives the numbers of units. A malformed
 * file gives a report of the units before the fault first, and the error with the next call. Notes to a unit that say `mtqc:off`
 * or `mtqc:off CHECK...` (in PO also flags: `mtqc-off`, `mtqc-off:CHECK`) have its findings ignored. Errors as
 * mtqc_bitext_next and mtqc_check. */
int mtqc_check_bitext(const mtqc_checker *checker, mtqc_bitext *bitext, size_t most, mtqc_report **out, mtqc_error *error);

/* Findings written back into the file of pairs that they were found in, which stays as it is but for what is added.
 *
 * TMX: a <prop type="x-mtqc-CHECK"> in each unit, "SEVERITY CONFIDENCE: MESSAGE". XLIFF: ITS 2.0 localization quality issues
 * (https://www.w3.org/TR/its20/#lqissue) that stand in the unit, with a reference from the target (1.2) or from a <mrk> around
 * its content (2.x). What is ignored is not written. */
typedef struct mtqc_annotator mtqc_annotator;

/* New annotator of the file at `path`, a TMX or XLIFF file in UTF-8, gzipped or not. NULL with MTQC_EARGUMENT (another
 * format) or MTQC_ENOMEM. One thread at a time. */
mtqc_annotator *mtqc_annotator_new(const char *path, mtqc_error *error);
void mtqc_annotator_free(mtqc_annotator *annotator);

/* Takes the findings of a report of mtqc_check_bitext on that file; reports in their order. 0 or MTQC_ENOMEM. */
int mtqc_annotator_add(mtqc_annotator *annotator, const mtqc_report *report, mtqc_error *error);

/* Writes the file, unpacked, with all findings. 0, MTQC_EIO (cannot be read, or the sink said stop), MTQC_EINPUT (an encoding
 * other than UTF-8; findings of mtqc are in it already) or MTQC_ENOMEM. */
int mtqc_annotator_write(mtqc_annotator *annotator, mtqc_sink sink, void *payload, mtqc_error *error);

MTQC_END

#endif
