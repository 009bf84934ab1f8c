/* Markdown documents (CommonMark): cmark tells the blocks, their text stays as it is written.
 *
 * Paragraphs and headings are text, with their inline markup, which checks compare; code blocks, HTML blocks and front matter
 * are left out. Marks of block quotes and lists at the start of lines are no text. */
#include "extract.h"

#include <cmark.h>

typedef struct line_index {
  const size_t *starts; /* of each line, in the window */
  size_t count;
} line_index;

static line_index index_lines(mtqc_file *file, mq_str text) {
  MQ_ARRAY(size_t) starts = {0};
  *mq_push(file->arena, &starts) = 0;
  for (size_t i = 0; i < text.size; i++)
    if (text.at[i] == '\n' || (text.at[i] == '\r' && !(i + 1 < text.size && text.at[i + 1] == '\n')))
      *mq_push(file->arena, &starts) = i + 1;
  *mq_push(file->arena, &starts) = text.size;
  return (line_index){starts.at, starts.count - 1};
}

static mq_str line_at(mq_str text, const line_index *lines, int number) {
  if (number < 1 || (size_t)number > lines->count) return (mq_str){text.at + text.size, 0};
  const size_t start = lines->starts[number - 1];
  return (mq_str){text.at + start, lines->starts[number] - start};
}

/* Text of a line of a block; comments in it are taken out. */
static void take_line(mtqc_file *file, mq_str line) {
  for (;;) {
    size_t open = 0;
    while (open + 4 <= line.size && memcmp(line.at + open, "<!--", 4) != 0) open++;
    if (open + 4 > line.size) break;
    size_t close = open + 4;
    while (close + 3 <= line.size && memcmp(line.at + close, "-->", 3) != 0) close++;
    if (close + 3 > line.size) break;
    mq_extract_text(file, (mq_str){line.at, open});
    mq_extract_comment(file, (mq_str){line.at + open + 4, close - open - 4});
    line = (mq_str){line.at + close + 3, line.size - close - 3};
  }
  mq_extract_text(file, line);
}

static mq_str skip_marks(mq_str line) {
  while (line.size && (*line.at == ' ' || *line.at == '\t' || *line.at == '>'))
    line = (mq_str){line.at + 1, line.size - 1};
  return line;
}

/* "# Heading #": the hashes go; an underline of a heading is no text. */
static mq_str trim_heading(mq_str line) {
  line = mq_str_trim(line);
  while (line.size && *line.at == '#') line = (mq_str){line.at + 1, line.size - 1};
  while (line.size && line.at[line.size - 1] == '#') line.size--;
  return line;
}

static bool is_underline(mq_str line) {
  line = mq_str_trim(line);
  const char mark = line.size ? *line.at : '\0';
  if (mark != '=' && mark != '-') return false;
  for (size_t i = 0; i < line.size; i++)
    if (line.at[i] != mark) return false;
  return true;
}

/* Blocks have lines of their own; `*taken` is the last line that was read. */
static void take_block(mtqc_file *file, mq_str text, const line_index *lines, cmark_node *node, int *taken) {
  const bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
  const int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
  const size_t column = (size_t)(cmark_node_get_start_column(node) > 0 ? cmark_node_get_start_column(node) - 1 : 0);
  mq_extract_break(file);
  for (int number = first > *taken ? first : *taken + 1; number <= last; number++) {
    *taken = number;
    mq_str line = line_at(text, lines, number);
    if (number == first && column <= line.size) line = (mq_str){line.at + column, line.size - column};
    line = skip_marks(line);
    /* cmark lets such a heading end a line too late. */
    if (heading && number > first && is_underline(line)) break;
    take_line(file, heading ? trim_heading(line) : line);
  }
  mq_extract_break(file);
}

static void take_html_block(mtqc_file *file, cmark_node *node) {
  const char *literal = cmark_node_get_literal(node);
  const char *open = literal ? strstr(literal, "<!--") : NULL, *close = open ? strstr(open + 4, "-->") : NULL;
  if (close) mq_extract_comment(file, (mq_str){open + 4, (size_t)(close - open - 4)});
}

/* Size of front matter: between lines of three hyphens, at the very start. */
static size_t front_matter(mq_str text) {
  if (!mq_str_starts(text, MQ_STR("---\n")) && !mq_str_starts(text, MQ_STR("---\r\n"))) return 0;
  for (size_t i = 4; i + 4 <= text.size; i++)
    if (text.at[i - 1] == '\n' && memcmp(text.at + i, "---", 3) == 0 &&
        (text.at[i + 3] == '\n' || text.at[i + 3] == '\r'))
      return i + 4;
  return 0;
}

static void free_node(void *node) { cmark_node_free(node); }
static void free_iter(void *iter) { cmark_iter_free(iter); }

static int read(mtqc_file *file) {
  mq_str text = {file->input.at + file->input.next, file->input.size - file->input.next};
  if (mq_str_starts(text, MQ_STR("\xef\xbb\xbf"))) text = (mq_str){text.at + 3, text.size - 3};
  const size_t skipped = front_matter(text);
  text = (mq_str){text.at + skipped, text.size - skipped};
  const line_index lines = index_lines(file, text);
  cmark_node *document = cmark_parse_document(text.at, text.size, CMARK_OPT_DEFAULT);
  mq_arena_defer(file->arena, free_node, document);
  cmark_iter *iter = cmark_iter_new(document);
  mq_arena_defer(file->arena, free_iter, iter);
  int taken = 0;
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(iter);
    const cmark_node_type type = cmark_node_get_type(node);
    if (event != CMARK_EVENT_ENTER) continue;
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) take_block(file, text, &lines, node, &taken);
    if (type == CMARK_NODE_HTML_BLOCK) take_html_block(file, node);
  }
  return MTQC_OK;
}

const mq_document_reader mq_reader_markdown = {.name = "markdown", .endings = {".md", ".markdown"}, .read = read};
