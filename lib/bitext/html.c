/* HTML documents: text between tags, as a reader of the page sees it.
 *
 * A tokenizer that refuses nothing, as browsers do: what is no tag is text. Elements that begin a block end the paragraph;
 * what is not language is left out (scripts, styles, code, comments); inline elements that a translation should keep stay as
 * tags without attributes; attributes that are shown (alt, title) are paragraphs behind the one that they stand in. libxml2 knows the names of characters; its parser does not tell where a byte came from. */
#include "extract.h"

#include <libxml/HTMLparser.h>

#include <ctype.h>

typedef enum part {
  INLINE,  /* neither ends a paragraph nor says anything */
  KEPT,    /* stays as a tag */
  BLOCK,   /* ends the paragraph */
  LEFT_OUT /* nothing up to its end tag is text */
} part;

static const struct {
  const char *name;
  part part;
} elements[] = {
    {"a", KEPT},        {"address", BLOCK},    {"article", BLOCK}, {"aside", BLOCK},    {"b", KEPT},      {"blockquote", BLOCK},
    {"body", BLOCK},    {"br", BLOCK},         {"button", BLOCK},  {"caption", BLOCK},  {"code", LEFT_OUT}, {"dd", BLOCK},
    {"details", BLOCK}, {"dialog", BLOCK},     {"div", BLOCK},     {"dl", BLOCK},       {"dt", BLOCK},    {"em", KEPT},
    {"fieldset", BLOCK}, {"figcaption", BLOCK}, {"figure", BLOCK}, {"footer", BLOCK},   {"form", BLOCK},  {"h1", BLOCK},
    {"h2", BLOCK},      {"h3", BLOCK},         {"h4", BLOCK},      {"h5", BLOCK},       {"h6", BLOCK},    {"head", BLOCK},
    {"header", BLOCK},  {"hr", BLOCK},         {"html", BLOCK},    {"i", KEPT},         {"img", KEPT},    {"legend", BLOCK},
    {"li", BLOCK},      {"main", BLOCK},       {"math", LEFT_OUT}, {"nav", BLOCK},      {"noscript", LEFT_OUT}, {"ol", BLOCK},
    {"option", BLOCK},  {"p", BLOCK},          {"pre", LEFT_OUT},  {"samp", LEFT_OUT},  {"script", LEFT_OUT}, {"section", BLOCK},
    {"select", BLOCK},  {"strong", KEPT},      {"style", LEFT_OUT}, {"sub", KEPT},      {"summary", BLOCK}, {"sup", KEPT},
    {"svg", LEFT_OUT},  {"table", BLOCK},      {"tbody", BLOCK},   {"td", BLOCK},       {"template", LEFT_OUT}, {"textarea", LEFT_OUT},
    {"tfoot", BLOCK},   {"th", BLOCK},         {"thead", BLOCK},   {"title", BLOCK},    {"tr", BLOCK},    {"u", KEPT},
    {"ul", BLOCK},      {"var", LEFT_OUT},
};

enum { LONGEST_NAME = 12 };

static part part_of(const char *name) {
  for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
    if (strcmp(elements[i].name, name) == 0) return elements[i].part;
  return INLINE;
}

/* The name of a tag in lower case; "" if it is longer than any known. Gives the place behind the name. */
static const char *read_name(const char *at, const char *end, char *name) {
  size_t size = 0;
  while (at < end && (isalnum((unsigned char)*at) || *at == '-' || *at == ':')) {
    if (size < LONGEST_NAME) name[size] = (char)tolower((unsigned char)*at);
    size++;
    at++;
  }
  name[size < LONGEST_NAME ? size : 0] = '\0';
  return at;
}

/* Behind the '>' of a tag; quoted attributes may hold one. */
static const char *tag_end(const char *at, const char *end) {
  char quote = 0;
  for (; at < end; at++) {
    if (quote) quote = *at == quote ? 0 : quote;
    else if ((*at == '"' || *at == '\'') && at[-1] == '=') quote = *at;
    else if (*at == '>') return at + 1;
  }
  return end;
}

/* Behind the end tag of `name`, or the end of the file. What is inside is not looked at: it may be a script. */
static const char *element_end(const char *at, const char *end, const char *name) {
  char other[LONGEST_NAME + 1];
  while ((at = memchr(at, '<', (size_t)(end - at)))) {
    if (at + 1 == end || at[1] != '/') {
      at++;
      continue;
    }
    const char *behind = read_name(at + 2, end, other);
    if (strcmp(other, name) == 0) return tag_end(behind, end);
    at = behind;
  }
  return end;
}

static const char *find(const char *at, const char *end, const char *mark) {
  const size_t size = strlen(mark);
  for (; (size_t)(end - at) >= size; at++) {
    at = memchr(at, mark[0], (size_t)(end - at) - size + 1);
    if (!at) return NULL;
    if (memcmp(at, mark, size) == 0) return at;
  }
  return NULL;
}

/* "<!--", "<!", "<?": behind it. */
static const char *skip_declaration(mtqc_file *file, const char *at, const char *end) {
  if (end - at < 4 || memcmp(at, "<!--", 4) != 0) {
    const char *close = memchr(at, '>', (size_t)(end - at));
    return close ? close + 1 : end;
  }
  const char *close = find(at + 4, end, "-->");
  if (!close) return end;
  mq_extract_comment(file, (mq_str){at + 4, (size_t)(close - at - 4)});
  return close + 3;
}

/* Code is left out, but a sentence keeps a tag in its place, which tells one piece of code from another. */
static void put_code(mtqc_file *file, const char *from, const char *inside, const char *to) {
  mq_buf tag = {.arena = file->arena};
  const mq_str code = {inside, (size_t)(to - inside)};
  mq_buf_format(&tag, "<code id=\"%08x\"/>", (unsigned)(mq_hash(code) & 0xffffffffu));
  mq_extract_put(file, from, to, mq_buf_view(&tag));
}

static void keep_tag(mtqc_file *file, const char *from, const char *to, const char *name, bool closes) {
  char tag[LONGEST_NAME + 8];
  const int size = snprintf(tag, sizeof tag, "<%s%s>", closes ? "/" : "", name);
  mq_extract_put(file, from, to, (mq_str){tag, (size_t)size});
}

/* --- references and text --- */

static uint32_t numbered(const char *at, const char *end, const char **behind) {
  const bool hex = at < end && (*at | 32) == 'x';
  uint32_t c = 0;
  for (at += hex; at < end && (hex ? isxdigit((unsigned char)*at) : isdigit((unsigned char)*at)); at++)
    if (c < 0x110000) c = c * (hex ? 16 : 10) + (uint32_t)(*at <= '9' ? *at - '0' : (*at | 32) - 'a' + 10);
  *behind = at;
  return c;
}

/* The character that the reference at `at` stands for, or 0. */
static uint32_t resolve(const char *at, const char *end, const char **behind) {
  char name[LONGEST_NAME + 1];
  size_t size = 0;
  if (at + 1 < end && at[1] == '#') {
    const uint32_t c = numbered(at + 2, end, behind);
    if (*behind == at + 2) return 0;
    if (*behind < end && **behind == ';') ++*behind;
    return c ? c : 0xfffd;
  }
  const char *from = at + 1;
  for (at = from; at < end && isalnum((unsigned char)*at) && size < LONGEST_NAME; at++) name[size++] = *at;
  name[size] = '\0';
  if (at == end || *at != ';' || size == 0) return 0;
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
  *behind = at + 1;
  return entity ? entity->value : 0;
}

static const char *take_reference(mtqc_file *file, const char *at, const char *end) {
  const char *behind;
  char text[4];
  const uint32_t c = resolve(at, end, &behind);
  if (c == 0) return mq_extract_text(file, (mq_str){at, 1}), at + 1;
  mq_extract_put(file, at, behind, (mq_str){text, mq_utf8_put(text, c)});
  return behind;
}

static const char *take_text(mtqc_file *file, const char *at, const char *end) {
  const char *stop = at + 1;
  while (stop < end && *stop != '<' && *stop != '&') stop++;
  mq_extract_text(file, (mq_str){at, (size_t)(stop - at)});
  return stop;
}

/* --- tags --- */

/* Attributes that a reader of the page meets as text. */
static bool is_shown(const char *name) {
  static const char *const shown[] = {"alt", "title", "placeholder", "aria-label"};
  for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
    if (strcmp(shown[i], name) == 0) return true;
  return false;
}

static void take_value(mtqc_file *file, const char *at, const char *end) {
  mq_extract_open_aside(file);
  while (at < end) at = *at == '&' ? take_reference(file, at, end) : take_text(file, at, end);
  mq_extract_close_aside(file);
}

/* The quoted attributes between the name of a tag and its end; others hold no text of several words. Places then go on from the
 * start of the tag, which comes before its attributes in the text. */
static void take_attributes(mtqc_file *file, const char *tag, const char *at, const char *end) {
  const mq_place place = mq_input_place(&file->input, tag);
  const size_t placed = file->input.placed;
  char name[LONGEST_NAME + 1];
  while (at < end) {
    const char *from = at;
    at = read_name(at, end, name);
    const char quote = end - at > 1 && *at == '=' ? at[1] : '\0';
    if (quote == '"' || quote == '\'') {
      const char *value = at + 2, *close = memchr(value, quote, (size_t)(end - value));
      if (!close) break;
      if (is_shown(name)) take_value(file, value, close);
      at = close + 1;
    } else at += at == from;
  }
  file->input.place = place;
  file->input.placed = placed;
}

/* The tag at `at`; gives the place behind it, or behind the element if that is left out. */
static const char *take_tag(mtqc_file *file, const char *at, const char *end) {
  char name[LONGEST_NAME + 1];
  const bool closes = at[1] == '/';
  const char *attributes = read_name(at + 1 + closes, end, name), *behind = tag_end(attributes, end);
  switch (part_of(name)) {
  case BLOCK:
    mq_extract_break(file);
    take_attributes(file, at, attributes, behind);
    break;
  case KEPT:
    take_attributes(file, at, attributes, behind);
    keep_tag(file, at, behind, name, closes);
    break;
  case LEFT_OUT: {
    if (closes) break;
    const char *element = behind[-1] == '>' && behind[-2] == '/' ? behind : element_end(behind, end, name);
    if (strcmp(name, "code") == 0) put_code(file, at, behind, element);
    else if (strcmp(name, "pre") == 0) mq_extract_break(file);
    return element;
  }
  case INLINE: take_attributes(file, at, attributes, behind); break;
  }
  return behind;
}

static int read(mtqc_file *file) {
  const char *at = file->input.at + file->input.next, *end = file->input.at + file->input.size;
  while (at < end) {
    const char next = at + 1 < end ? at[1] : '\0';
    const char after = at + 2 < end ? at[2] : '\0';
    if (*at == '&') at = take_reference(file, at, end);
    else if (*at == '<' && (next == '!' || next == '?')) at = skip_declaration(file, at, end);
    else if (*at == '<' && (isalpha((unsigned char)next) || (next == '/' && isalpha((unsigned char)after))))
      at = take_tag(file, at, end);
    else at = take_text(file, at, end);
  }
  return MTQC_OK;
}

const mq_document_reader mq_reader_html = {
    .name = "html", .endings = {".html", ".htm", ".xhtml"}, .encoding = MQ_ENCODING_CHARSET, .read = read};
