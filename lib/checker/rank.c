/* The order is total (bead, target, source, check, message), so the same findings come out in the same order whichever
 * thread made them. */
#include "rank.h"

#include "text/text.h"

#include <stdlib.h>

static int compare_numbers(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int by_place(const void *left, const void *right) {
  const mq_finding *a = left, *b = right;
  const uint64_t keys[][2] = {
      {a->bead, b->bead},
      {a->has_target ? a->target.start : UINT32_MAX, b->has_target ? b->target.start : UINT32_MAX},
      {a->target.end, b->target.end},
      {a->source.start, b->source.start},
      {a->source.end, b->source.end},
      {a->check, b->check},
  };
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (keys[i][0] != keys[i][1]) return compare_numbers(keys[i][0], keys[i][1]);
  return strcmp(a->message, b->message);
}

static bool covers(mq_span outer, mq_span inner) { return outer.start <= inner.start && inner.end <= outer.end; }

/* At least a third of the two spans' common length is shared ("June" and "June 2024"). */
static bool same_place(mq_span a, mq_span b) {
  const uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
  const uint32_t first = a.start < b.start ? a.start : b.start, last = a.end > b.end ? a.end : b.end;
  return end > start && 3 * (end - start) >= last - first;
}

/* Whether the finding is about content that is missing, added or left untranslated as a whole. */
static bool whole_content(const mq_finding *finding) {
  const char *category = mq_checks[finding->check].category;
  return finding->severity >= MTQC_MAJOR &&
         (strcmp(category, "accuracy/omission") == 0 || strcmp(category, "accuracy/addition") == 0 ||
          strcmp(category, "accuracy/untranslated") == 0);
}

/* Missing content explains what is missing in it (a name, a number); untranslated or added content explains its words, but
 * not a finding of its own kind. */
static bool explains(const mq_finding *cause, const mq_finding *effect) {
  if (cause->check == effect->check || !whole_content(cause) || whole_content(effect)) return false;
  if (!effect->has_target) return cause->has_source && covers(cause->source, effect->source);
  return cause->has_target && covers(cause->target, effect->target) && effect->severity <= cause->severity;
}

static bool stronger(const mq_finding *a, const mq_finding *b) {
  if (a->confidence != b->confidence) return a->confidence > b->confidence;
  if (a->severity != b->severity) return a->severity > b->severity;
  return by_place(a, b) < 0;
}

/* One place, one category, one finding. */
static bool repeats(const mq_finding *kept, const mq_finding *other) {
  return strcmp(mq_checks[kept->check].category, mq_checks[other->check].category) == 0 &&
         kept->has_target == other->has_target &&
         same_place(kept->has_target ? kept->target : kept->source,
                    other->has_target ? other->target : other->source) &&
         stronger(kept, other);
}

/* Findings of one bead are few, but hostile text could make them many: only so many neighbours are compared. */
enum { NEIGHBOURS = 200 };

static bool is_dropped(const mq_finding *findings, size_t count, size_t i) {
  const size_t first = i > NEIGHBOURS ? i - NEIGHBOURS : 0, last = i + NEIGHBOURS < count ? i + NEIGHBOURS : count;
  for (size_t j = first; j < last; j++)
    if (j != i && findings[j].bead == findings[i].bead &&
        (explains(&findings[j], &findings[i]) || repeats(&findings[j], &findings[i])))
      return true;
  return false;
}

size_t mq_rank_findings(mq_arena *arena, mq_finding *findings, size_t count, double min_confidence) {
  size_t confident = 0;
  for (size_t i = 0; i < count; i++)
    if ((double)findings[i].confidence >= min_confidence) findings[confident++] = findings[i];
  if (confident) qsort(findings, confident, sizeof *findings, by_place);
  bool *dropped = mq_arena_array(arena, confident, sizeof *dropped);
  for (size_t i = 0; i < confident; i++) dropped[i] = is_dropped(findings, confident, i);
  size_t kept = 0;
  for (size_t i = 0; i < confident; i++)
    if (!dropped[i]) findings[kept++] = findings[i];
  return kept;
}

/* --- a segment that is one fault over and over --- */

/* Of the findings of one bead; `kept` is where they go. */
static size_t bound_bead(mq_arena *arena, const mq_finding *findings, size_t count, mq_finding *kept) {
  size_t found[MQ_CHECKS_MOST] = {0}, last[MQ_CHECKS_MOST], remaining = 0;
  for (size_t i = 0; i < count; i++) {
    if (++found[findings[i].check] > MQ_FINDINGS_MOST) continue;
    last[findings[i].check] = remaining;
    kept[remaining++] = findings[i];
  }
  mq_context context = {.arena = arena};
  for (size_t check = 0; check < mq_checks_count; check++)
    if (found[check] > MQ_FINDINGS_MOST)
      mq_finding_evidence(&context, &kept[last[check]], "%zu more places of this kind follow in the segment",
                          found[check] - MQ_FINDINGS_MOST);
  return remaining;
}

size_t mq_rank_bound(mq_arena *arena, mq_finding *findings, size_t count) {
  size_t kept = 0;
  for (size_t first = 0, end; first < count; first = end) {
    for (end = first + 1; end < count && findings[end].bead == findings[first].bead;) end++;
    kept += bound_bead(arena, findings + first, end - first, findings + kept);
  }
  return kept;
}

/* --- fingerprints --- */

/* Hash of the source of a bead with white space made single; of nothing without a source. Translations are mended, sources
 * seldom: a finding is known again while the words around it change. */
static uint64_t context_hash(mq_arena *arena, const mq_text *source, const mq_bead *bead) {
  mq_buf buf = {.arena = arena};
  for (uint32_t i = 0; source && i < bead->source_count; i++) {
    const mq_segment *segment = &source->segments[bead->source_first + i];
    for (uint32_t at = segment->start; at < segment->end; at++) {
      const char c = source->bytes.at[at];
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!space || !buf.size || buf.at[buf.size - 1] != ' ') mq_buf_char(&buf, space ? ' ' : c);
    }
  }
  return mq_hash(mq_buf_view(&buf));
}

/* Check and texts, not places: the same fault keeps its fingerprint when the text around it changes. Equal ones are told
 * apart by their order: `seen` counts them. */
static uint64_t fingerprint(mq_map *seen, const mq_finding *finding, uint64_t context) {
  uint64_t parts[] = {mq_hash(mq_str_of(mq_checks[finding->check].name)), mq_hash(finding->text[MTQC_SOURCE]),
                      mq_hash(finding->text[MTQC_TARGET]), context, 0};
  const mq_str key = {(const char *)parts, sizeof parts};
  uint32_t *count = mq_map_find(seen, key);
  if (!count) count = mq_map_add(seen, mq_str_copy(seen->arena, key), NULL);
  parts[4] = (*count)++;
  return mq_hash(key);
}

static void locate_side(mq_finding *finding, mtqc_side side, mq_span span, const mq_places *places,
                        const mq_lines *lines) {
  finding->text[side] = (mq_str){places->text.at + span.start, span.end - span.start};
  size_t line, column;
  if (places->points) {
    const mq_place start = mq_places_start(places, span.start);
    finding->start_byte[side] = start.byte;
    finding->end_byte[side] = span.end > span.start ? mq_places_end(places, span.end).byte : start.byte;
    line = start.line;
    column = start.column;
  } else {
    finding->start_byte[side] = span.start;
    finding->end_byte[side] = span.end;
    mq_lines_locate(lines, span.start, &line, &column);
  }
  finding->line[side] = (uint32_t)line;
  finding->column[side] = (uint32_t)column;
}

void mq_rank_locate(mq_arena *arena, mq_finding *findings, size_t count, const mq_located *in) {
  if (count == 0) return;
  const mq_places *places = in->places;
  mq_lines lines[2];
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++)
    if (!places[side].points) lines[side] = mq_lines_index(arena, places[side].text);
  mq_map seen = {.arena = arena};
  uint64_t context = 0;
  for (size_t i = 0; i < count; i++) {
    mq_finding *finding = &findings[i];
    if (finding->has_source)
      locate_side(finding, MTQC_SOURCE, finding->source, &places[MTQC_SOURCE], &lines[MTQC_SOURCE]);
    if (finding->has_target)
      locate_side(finding, MTQC_TARGET, finding->target, &places[MTQC_TARGET], &lines[MTQC_TARGET]);
    if (i == 0 || finding->bead != finding[-1].bead)
      context = context_hash(arena, in->text[MTQC_SOURCE], &in->beads[finding->bead]);
    finding->fingerprint = fingerprint(&seen, finding, context);
  }
}
