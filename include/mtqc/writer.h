/* Writers: the reports of any number of documents as one text, in a format that people or machines read. Each report is
 * written when it is added and may be freed then, so that a corpus takes no more memory than its largest document. */
#ifndef MTQC_WRITER_H
#define MTQC_WRITER_H

#include <mtqc/report.h>

MTQC_BEGIN

typedef struct mtqc_writer mtqc_writer;

/* The formats, asked at run time; NULL beyond the last. Borrowed, live forever. */
const char *mtqc_report_format_name(size_t index); /* "text", "json", "jsonl", "sarif", ... */
const char *mtqc_report_format_help(size_t index); /* one line */

/* New writer of a format; the first bytes go to `sink` at once or later. The option keys `source-name` and `target-name`
 * (of documents added without names), `colour` and `fail-on` are read from `options`, which may be NULL. NULL with
 * MTQC_EARGUMENT (unknown format) or MTQC_ENOMEM. One thread at a time. */
mtqc_writer *mtqc_writer_new(const char *format, const mtqc_options *options, mtqc_sink sink, void *payload,
                             mtqc_error *error);
void mtqc_writer_free(mtqc_writer *writer);

/* Writes a document. The names (paths to show) may be NULL. 0, MTQC_EIO (the sink said stop) or MTQC_ENOMEM; after an error
 * nothing more can be written. */
int mtqc_writer_add(mtqc_writer *writer, const mtqc_report *report, const char *source_name, const char *target_name,
                    mtqc_error *error);

/* Writes what stands behind the last document, once. As mtqc_writer_add. */
int mtqc_writer_end(mtqc_writer *writer, mtqc_error *error);

/* The same for one document: new, add, end. Also MTQC_EARGUMENT. */
int mtqc_report_write(const mtqc_report *report, const char *format, const mtqc_options *options, mtqc_sink sink,
                      void *payload, mtqc_error *error);

MTQC_END

#endif
