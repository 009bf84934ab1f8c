/* Characters that nobody sees and that break search, layout or trust: controls, zero-width spaces, direction controls.
 *
 * What the source has too is kept on purpose. Joiners belong to some scripts and to emoji, direction marks to languages
 * written from right to left, and a direction control that is closed again does its work. */
#include "check.h"
#include "text/invisible.h"

enum { MOST_MET = 64 }; /* characters of a segment; each may mean a search in the source */

static const char *name_of(mq_invisible class) {
  switch (class) {
  case MQ_INVISIBLE_CONTROL: return "a control character";
  case MQ_INVISIBLE_BIDI: return "a direction control";
  case MQ_INVISIBLE_MARK: return "a direction mark";
  case MQ_INVISIBLE_SPACE: return "a space without width";
  case MQ_INVISIBLE_JOINER: return "a joiner";
  case MQ_INVISIBLE_HYPHEN: return "a soft hyphen";
  case MQ_INVISIBLE_SEPARATOR: return "a line separator";
  case MQ_INVISIBLE_UNASSIGNED: return "a character without meaning";
  case MQ_VISIBLE: break;
  }
  return "";
}

static float confidence_of(const mq_language *language, mq_invisible class, bool among_emoji) {
  switch (class) {
  case MQ_INVISIBLE_CONTROL:
  case MQ_INVISIBLE_UNASSIGNED: return .95f;
  case MQ_INVISIBLE_SPACE: return language->spaceless ? 0 : .85f;
  case MQ_INVISIBLE_SEPARATOR: return .8f;
  case MQ_INVISIBLE_BIDI: return .8f;
  case MQ_INVISIBLE_MARK: return mq_script_is_right_to_left(language) ? 0 : .7f;
  case MQ_INVISIBLE_JOINER: return mq_script_needs_joiners(language) || among_emoji ? 0 : .8f;
  case MQ_INVISIBLE_HYPHEN: return .55f;
  case MQ_VISIBLE: break;
  }
  return 0;
}

/* Direction controls of a text: opened and closed in equal number is no fault where the language needs them. */
static bool bidi_is_balanced(mq_str text) {
  int32_t code;
  size_t depth = 0;
  for (size_t i = 0; i < text.size;) {
    if (mq_invisible_next(text, &i, &code) != MQ_INVISIBLE_BIDI) continue;
    const bool closes = code == 0x202c || code == 0x2069;
    if (closes && !depth) return false;
    depth = closes ? depth - 1 : depth + 1;
  }
  return !depth;
}

static bool has(mq_str text, int32_t wanted) {
  int32_t code;
  for (size_t i = 0; i < text.size;)
    if (mq_invisible_next(text, &i, &code) != MQ_VISIBLE && code == wanted) return true;
  return false;
}

static void report(mq_context *context, const mq_view *view, mq_span span, mq_invisible class, int32_t code,
                   float confidence) {
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = confidence;
  mq_finding_message(context, finding, "The text holds %s, U+%04X", name_of(class), (unsigned)code);
}

static void segment(mq_context *context, const mq_view *view) {
  if (!(view->target_traits & (MQ_T_CONTROL | MQ_T_GENERAL | MQ_T_FORM | MQ_T_DOUBTFUL | MQ_T_COMPOSING))) return;
  const mq_language *language = context->language[MTQC_TARGET];
  const mq_str text = mq_view_target(context->text[MTQC_TARGET], view),
               source = view->no_source ? (mq_str){"", 0} : mq_view_source(context->text[MTQC_SOURCE], view);
  const bool ordered = mq_script_is_right_to_left(language) && bidi_is_balanced(text);
  int32_t code, before = 0;
  size_t met = 0;
  for (size_t i = 0; i < text.size && met < MOST_MET; before = code) {
    const size_t start = i;
    const mq_invisible class = mq_invisible_next(text, &i, &code);
    if (class == MQ_VISIBLE || (class == MQ_INVISIBLE_BIDI && ordered)) continue;
    const float confidence = confidence_of(language, class, before >= 0x2190);
    met++;
    for (size_t next = i; next < text.size && mq_invisible_next(text, &next, &before) == class && before == code;)
      i = next;
    if (confidence <= 0 || has(source, code)) continue;
    report(context, view, (mq_span){view->target_start + (uint32_t)start, view->target_start + (uint32_t)i}, class,
           code, confidence);
  }
}

const mq_check mq_check_invisible_character = {
    .segment = segment,
    .explanation = "Controls, zero-width spaces, joiners, soft hyphens, direction marks and overrides, line separators, private-use and other\n"
                   "meaningless code points that the source does not have. Joiners are right in the scripts that need them and in emoji;\n"
                   "direction marks, and controls that are closed again, in languages written from right to left."};
