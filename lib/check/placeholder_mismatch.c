/* Placeholders that differ from the source.
 *
 * What a program puts in must stand in the translation, in any order if it is named or numbered, in the same order if it is
 * not. The source decides the dialects: a notation that running text shows too ("@name", "%1") is looked for in the target
 * only if the source has it. */
#include "pieces.h"
#include "text/message.h"
#include "text/placeholder.h"

enum { KEY_ROOM = 80 };

static const uint32_t begin_traits =
    MQ_T_PERCENT | MQ_T_BRACE | MQ_T_DOLLAR | MQ_T_HASH | MQ_T_AT | MQ_T_UNDERSCORE | MQ_T_COLON | MQ_T_TILDE;

/* Names are compared without the format behind them ("{0:N2}", "{n, number}") and without spaces; conversions of printf by
 * the number of their argument and their kind. */
static mq_str key_of(mq_context *context, mq_str text, unsigned dialect, unsigned *unnumbered) {
  char *key = mq_arena_alloc(context->scratch, KEY_ROOM);
  size_t size = 0;
  if (dialect == MQ_PH_PRINTF) {
    size_t digits = 1;
    while (digits < text.size && text.at[digits] >= '0' && text.at[digits] <= '9') digits++;
    const bool numbered = digits > 1 && digits < text.size && (text.at[digits] == '$' || text.at[digits] == ':');
    const char kind = text.at[text.size - 1];
    const mq_str number = numbered ? (mq_str){text.at + 1, digits - 1}
                                   : mq_str_of(mq_format(context->scratch, "%u", ++*unnumbered));
    return mq_str_of(mq_format(context->scratch, "%%%.*s%c", MQ_FMT(number), kind == 'i' || kind == 'u' ? 'd' : kind));
  }
  const bool format = dialect == MQ_PH_BRACE || dialect == MQ_PH_DOUBLE_BRACE;
  for (size_t i = 0; i < text.size && size < KEY_ROOM; i++) {
    if (format && size > 1 && strchr(",:!|", text.at[i])) break;
    if (text.at[i] != ' ' && !(format && text.at[i] == '}')) key[size++] = text.at[i];
  }
  return (mq_str){key, size};
}

/* Placeholders of one side. Addresses are full of per cent signs. */
static unsigned collect(mq_context *context, const mq_text *text, uint32_t start, uint32_t end, const mq_token *tokens,
                        size_t count, unsigned dialects, mq_pieces *list) {
  unsigned found = 0, unnumbered = 0;
  size_t token = 0;
  const mq_str bytes = {text->bytes.at, end};
  for (size_t i = start; i < end; i++) {
    if (!mq_placeholder_begins(bytes.at[i])) continue;
    while (token < count && tokens[token].end <= i) token++;
    if (token < count && tokens[token].start <= i && (tokens[token].kind == MQ_URL || tokens[token].kind == MQ_EMAIL)) {
      i = tokens[token].end - 1;
      continue;
    }
    unsigned dialect;
    const size_t size = mq_placeholder_at((mq_str){bytes.at + start, end - start}, i - start, dialects, &dialect);
    if (!size) continue;
    const mq_str key = key_of(context, (mq_str){bytes.at + i, size}, dialect, &unnumbered);
    const bool free = dialect != MQ_PH_PRINTF && key.size > 1;
    mq_pieces_add(list, (mq_span){(uint32_t)i, (uint32_t)(i + size)}, key, 1, free);
    found |= dialect;
    i += size - 1;
  }
  return found;
}

/* What may be looked for: not Qt's "%1" where a language writes "%50" for 50 per cent; no braces inside a message whose
 * arguments another check reads. */
static unsigned dialects_for(const mq_context *context, const mq_view *view) {
  unsigned dialects = MQ_PH_ALL;
  if (context->language[MTQC_SOURCE]->percent_first || context->language[MTQC_TARGET]->percent_first)
    dialects &= ~MQ_PH_QT;
  if (view->source_traits & MQ_T_BRACE && mq_message_is_complex(mq_view_source(context->text[MTQC_SOURCE], view)))
    dialects &= ~(MQ_PH_BRACE | MQ_PH_FLUENT | MQ_PH_DOUBLE_BRACE);
  return dialects;
}

static void segment(mq_context *context, const mq_view *view) {
  if (!((view->source_traits | view->target_traits) & begin_traits) || !view->source_count || !view->target_count)
    return;
  const unsigned dialects = dialects_for(context, view);
  mq_pieces *source = mq_pieces_new(context), *target = mq_pieces_new(context);
  const unsigned found = collect(context, context->text[MTQC_SOURCE], view->source_start, view->source_end,
                                 view->source, view->source_count, dialects, source);
  collect(context, context->text[MTQC_TARGET], view->target_start, view->target_end, view->target, view->target_count,
          dialects & (MQ_PH_SURE | found), target);
  if (mq_pieces_match(source, target)) return;
  mq_pieces_report(context, view, source, target, "placeholder", found & MQ_PH_SURE || !found ? .9f : .75f);
}

const mq_check mq_check_placeholder_mismatch = {
    .segment = segment,
    .explanation =
        "Placeholders of software strings must be the same on both sides: conversions of printf in the forms of C, PHP, Python, Perl,\n"
        "Java, Objective-C, Lua and Pascal; names in braces of Python, C#, Java, Vue, i18next, AngularJS, Fluent, ECMAScript, Ruby\n"
        "and shells; Qt, Laravel, Drupal, Scheme. The source decides which notations count, and \"50 % der\" is none.\n"
        "Named and numbered ones may change places and be repeated; conversions without numbers must keep their order.\n"
        "Messages with plurals and selections are read by message-format."};
