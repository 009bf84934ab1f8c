/* XML 1.0 as a stream of tokens, each with its place in the file.
 *
 * General parsers do not tell where a byte of text came from once entities are resolved, and findings must point into the
 * file; so this is a tokenizer of our own, strict about everything that decides what a text is: tags that match, attributes,
 * references, characters. It reads no other file and expands no entity of a DTD: a reference to one is an error, so nothing
 * can grow. Depth, attributes and the size of a token are bounded. Invariant: each byte is looked at a bounded number of
 * times, and a token is valid until the next one is read. */
#ifndef MQ_XML_H
#define MQ_XML_H

#include "input.h"

typedef enum mq_xml_kind {
  MQ_XML_END = 0,   /* of the document */
  MQ_XML_OPEN,      /* <a b="c">, and <a/> before its MQ_XML_CLOSE */
  MQ_XML_CLOSE,     /* </a>; empty at the end of <a/> */
  MQ_XML_TEXT,      /* bytes that are text as they stand; long text comes in several */
  MQ_XML_REFERENCE, /* &amp; &#x26;: stands for one character */
} mq_xml_kind;

enum { MQ_XML_DEPTH = 256, MQ_XML_ATTRIBUTES = 256 };

typedef struct mq_xml_attribute {
  mq_str name, value; /* value as it stands, without its quotation marks */
} mq_xml_attribute;

typedef struct mq_xml {
  mq_input *input;
  mtqc_error *error;
  mq_xml_kind kind;
  mq_str raw;   /* bytes of the token in the window */
  mq_str name;  /* of an element, with its prefix; in a CLOSE, of the one that is closed */
  mq_str value; /* of a reference, UTF-8 */
  bool empty;   /* OPEN: <a/> */
  size_t depth; /* open elements, counting that of an OPEN and not that of a CLOSE */
  mq_xml_attribute attributes[MQ_XML_ATTRIBUTES];
  size_t attribute_count;
  mq_buf names;                     /* of open elements, one behind the other */
  uint32_t starts[MQ_XML_DEPTH + 1]; /* in `names` */
  bool had_root;
  char character[4];
} mq_xml;

void mq_xml_start(mq_xml *xml, mq_arena *arena, mq_input *input);

/* Reads the next token: its kind, or an error. */
int mq_xml_next(mq_xml *xml, mtqc_error *error);

/* Whether the element's name is `name`, whatever its prefix. */
bool mq_xml_is(const mq_xml *xml, const char *name);

/* Adds the value of an attribute to `value`, references resolved; false if the element lacks it. */
bool mq_xml_attribute_value(const mq_xml *xml, const char *name, mq_buf *value);

/* The byte of the file at which the current token begins, and that behind it. */
uint64_t mq_xml_start_byte(const mq_xml *xml);
uint64_t mq_xml_end_byte(const mq_xml *xml);

/* An error at the current token. */
int mq_xml_error(mq_xml *xml, mtqc_error *error, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
