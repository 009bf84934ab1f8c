/* Taking the text out of a document: paragraphs with a blank line between, one line each, and the places of their bytes.
 *
 * White space that means nothing (line ends inside a paragraph, indentation) becomes one space. Comments `mtqc:off CHECK...`
 * and `mtqc:on` switch checks off for what stands between them. Readers of documents have the whole file in the window. */
#ifndef MQ_EXTRACT_H
#define MQ_EXTRACT_H

#include "checker/pairs.h"
#include "reader.h"

/* What could not be read and was left out. */
typedef struct mq_fault {
  mq_place place;
  const char *what;
} mq_fault;

struct mtqc_file {
  mq_arena *arena;
  const char *name;
  mq_input input;
  mq_passage passage; /* what was taken out, unless the text is the file */
  mq_str text;
  mq_off_list off;
  MQ_ARRAY(mq_fault) faults;
  /* while reading: */
  mq_passage aside;        /* paragraphs that stand behind the one that is being read */
  bool wants_break;        /* a paragraph ends before what comes next */
  const char *space, *space_end; /* white space before what comes next, or NULL */
  bool held_break;         /* wants_break and space of the paragraph, while an aside is open */
  const char *held_space, *held_space_end;
  mq_str off_checks;       /* of the open `mtqc:off` */
  size_t off_start;        /* where it began in the text, or SIZE_MAX */
  mtqc_error *error;
};

typedef struct mq_document_reader {
  const char *name;
  const char *endings[4]; /* of file names, without ".gz" */
  mq_encoding encoding;
  int (*read)(mtqc_file *file); /* 0 or an error, in file->error */
} mq_document_reader;

extern const mq_document_reader mq_reader_html, mq_reader_markdown, mq_reader_srt, mq_reader_vtt;

/* Ends the paragraph, if there is one. */
void mq_extract_break(mtqc_file *file);

/* Adds text of the window, white space folded. */
void mq_extract_text(mtqc_file *file, mq_str piece);

/* Adds `text` for the bytes [from, to) of the window. */
void mq_extract_put(mtqc_file *file, const char *from, const char *to, mq_str text);

/* What is added between these is a paragraph behind the present one: text that stands inside a sentence and is none of it. */
void mq_extract_open_aside(mtqc_file *file);
void mq_extract_close_aside(mtqc_file *file);

/* Looks for a marker in the inside of a comment. */
void mq_extract_comment(mtqc_file *file, mq_str comment);

/* Ends the last paragraph, and a marker that is still open. */
void mq_extract_end(mtqc_file *file);

#endif
