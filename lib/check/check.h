/* What a check is, what it sees, and what it says.
 *
 * A check is one file with one mq_check, one row in checks.def, one spec file in tests/spec. It reads the view of a bead
 * (made once, shared by all checks) or, for questions that a single bead cannot answer, the whole document; it adds
 * findings. It never changes what it reads and keeps no state but what `prepare` made. */
#ifndef MQ_CHECK_H
#define MQ_CHECK_H

#include "align/align.h"
#include "text/traits.h"

#include <mtqc/checker.h>

/* How far the two sides of a bead cover each other. By mtqc_side. */
typedef struct mq_coverage {
  size_t words[2]; /* tokens that are words */
  double letters[2];
  size_t content[2], unlinked[2]; /* content words, and those of them without a link */
  /* The stretch of each side in which unlinked content words are densest. */
  struct {
    size_t first, last; /* tokens, half-open */
    size_t content, unlinked;
    double sum;
  } gap[2];
} mq_coverage;

/* A bead as every check sees it. */
typedef struct mq_view {
  size_t index; /* of the bead */
  const mq_bead *bead;
  uint32_t source_start, source_end, target_start, target_end; /* bytes; start == end on an empty side */
  const mq_token *source, *target; /* tokens */
  size_t source_count, target_count;
  const mq_link *source_links, *target_links;   /* one a token */
  mq_coverage coverage;
  mq_lookup *lookup; /* that knows the words of these tokens: each worker has vocabularies of its own */
  const mq_quantity *source_quantities, *target_quantities; /* token indices count from `source` and `target` */
  size_t source_quantity_count, target_quantity_count;
  uint32_t source_traits, target_traits; /* which kinds of bytes the sides hold (text/traits.h) */
  bool no_source; /* the target is checked alone */
} mq_view;

/* The bytes of a side of a bead. */
static inline mq_str mq_view_source(const mq_text *text, const mq_view *view) {
  return view->source_start < view->source_end
             ? (mq_str){text->bytes.at + view->source_start, view->source_end - view->source_start}
             : (mq_str){"", 0};
}
static inline mq_str mq_view_target(const mq_text *text, const mq_view *view) {
  return (mq_str){text->bytes.at + view->target_start, view->target_end - view->target_start};
}

typedef struct mtqc_finding mq_finding;

/* What the `segment` of a check leaves for its own `document`: a place, and what it has found out about it. */
typedef struct mq_note {
  const mq_view *view;
  size_t token;
  const void *data; /* or NULL */
} mq_note;

/* The whole document, for document checks. */
typedef struct mq_document {
  const mq_text *source; /* NULL when the target is checked alone */
  const mq_text *target;
  const mq_view *views;
  size_t view_count;
  bool aligned_by_us; /* false for pairs given as such: then neighbouring beads need not belong together */
  const mq_finding *findings; /* of the checks that read single beads, in no particular order */
  size_t finding_count;
  const mq_note *notes; /* of the running check, in order of the text */
  size_t note_count;
} mq_document;

typedef struct mq_span {
  uint32_t start, end;
} mq_span;

struct mtqc_finding {
  uint16_t check;    /* row in the registry */
  uint8_t severity;  /* an mtqc_severity */
  float confidence;  /* 0..1: from the check how sure it is by its own measure; in reports see checker/reliability.h */
  uint32_t bead;
  bool has_source, has_target;
  mq_span source, target; /* bytes in the texts of the run */
  const char *message;
  const char **evidence;
  const char **suggestions;
  uint8_t evidence_count, suggestion_count;
  /* Filled by the run, by side where there are two: */
  uint64_t fingerprint;
  uint32_t line[2], column[2];
  mq_str text[2];   /* bytes of the span */
  uint64_t start_byte[2], end_byte[2]; /* of the span in the file */
  uint8_t state;      /* an mtqc_state */
  const char *reason; /* of one that is ignored, else NULL */
};

typedef MQ_ARRAY(mq_note) mq_notes;

/* What a check may use besides the view. One per thread. */
typedef struct mq_context {
  mq_arena *arena; /* of the report: findings and their texts */
  mq_arena *work;    /* of the run: notes */
  mq_arena *scratch; /* emptied by the run now and then: nothing in it survives the call */
  const mtqc_checker *checker;
  const mq_language *language[2]; /* by mtqc_side; source may be NULL */
  const mq_text *text[2];
  mq_lookup *lookup; /* of the view's tokens; document checks ask view->lookup */
  const void *prepared; /* what the running check's `prepare` returned */
  uint16_t check;       /* row of the running check */
  MQ_ARRAY(mq_finding) findings;
  mq_notes *notes; /* by check */
} mq_context;

/* A row of a table of options: how it is called, its default, what it does in one line, what values it takes. */
typedef struct mq_option_row {
  const char *name, *standard, *help;
  enum { MQ_ANY_TEXT, MQ_YES_NO, MQ_WHOLE, MQ_SHARE, MQ_PROFILE_NAME, MQ_CHECK_NAME, MQ_CHECK_LEVEL, MQ_LEVEL, MQ_SCORE, MQ_PATH } kind;
  double least, most; /* of a number (MQ_WHOLE, MQ_SHARE, MQ_SCORE) */
} mq_option_row;

/* What `prepare` has to work with. */
typedef struct mq_setup {
  mq_arena *arena;                     /* lives as long as the checker */
  const mq_lexicon *lexicon;           /* may lack packs */
  const mq_language *source, *target;  /* source: NULL without one */
  const char *const *settings;         /* values of the check's own options, in the order of its table */
  /* Reads a termbase in XML as rows of text; see mq_tbx_terms. The readers of files stand above the checks. */
  int (*read_terms)(mq_arena *arena, const char *path, const char *source, const char *target, mq_buf *out, mtqc_error *error);
  mtqc_error *error;                   /* set it to refuse a setting (a file that cannot be read): no checker is made */
} mq_setup;

typedef struct mq_check {
  /* Builds what the check needs from tables and settings, once per checker; NULL if there is nothing to build. For a check
   * that MQ_NEEDS_TABLE, returning NULL means "no data": it is reported as skipped. */
  void *(*prepare)(const mq_setup *setup);
  /* Reads one bead. Null beads are given too. Runs on many threads. */
  void (*segment)(mq_context *context, const mq_view *view);
  /* Reads the document after all beads. Runs on one thread: what can be said of a bead alone is better noted by `segment`. */
  void (*document)(mq_context *context, const mq_document *document);
  const char *explanation; /* see mtqc_check_explanation */
  /* The check's own options, ended by a row without a name; NULL: none. Names begin with that of the check:
   * {"name-missing.keep", "", "names that ...", MQ_ANY_TEXT}. */
  const mq_option_row *options;
  bool apart; /* the rest of the text says nothing of its findings, or they count it in already (checker/prior.h) */
} mq_check;

/* What a check needs to run at all (checks.def). */
enum {
  MQ_NEEDS_NOTHING = 0,
  MQ_NEEDS_SOURCE = 1 << 0,
  MQ_NEEDS_PAIR_PACK = 1 << 1,
  MQ_NEEDS_TARGET_PACK = 1 << 2,
  MQ_NEEDS_SPELLER = 1 << 3, /* a hunspell dictionary of the target language */
  MQ_NEEDS_TABLE = 1 << 4    /* `prepare` must find its table */
};

/* Profiles (profiles.def) that run a check, as bits; the first columns of a row in checks.def. */
enum {
#define PROFILE(symbol, name, least_strength, meaning) MQ_PROFILE_##symbol,
#include "profiles.def"
#undef PROFILE
  MQ_PROFILE_COUNT,
#define PROFILE(symbol, name, least_strength, meaning) MQ_IN_##symbol = 1 << MQ_PROFILE_##symbol,
#include "profiles.def"
#undef PROFILE
  MQ_IN_ALL = (1 << MQ_PROFILE_COUNT) - 1
};

typedef struct mq_profile {
  const char *name, *meaning;
  double least_strength; /* of a finding that is reported, unless an option says what confidence it must have */
} mq_profile;

extern const mq_profile mq_profiles[]; /* MQ_PROFILE_COUNT */

typedef struct mq_check_row {
  uint16_t number;
  const char *name;
  const char *category;
  uint8_t severity;
  uint8_t needs;
  uint8_t profiles;
  const char *meaning;
  const mq_check *check;
} mq_check_row;

/* The registry, in the order of checks.def. */
extern const mq_check_row mq_checks[];
extern const size_t mq_checks_count;
enum { MQ_CHECKS_MOST = 256 };

/* Findings of one check in one segment; the last one says how many more there are. */
enum { MQ_FINDINGS_MOST = 64 };

/* --- saying something ------------------------------------------------------------------------------------------- */

/* A new finding of the running check on a span of the target (or the source, for what is missing in the target), with the
 * row's severity and confidence 0.5. Borrowed until the next one is made. */
mq_finding *mq_find_target(mq_context *context, const mq_view *view, mq_span span);
mq_finding *mq_find_source(mq_context *context, const mq_view *view, mq_span span);

void mq_finding_message(mq_context *context, mq_finding *finding, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* At most eight of each are kept. */
void mq_finding_evidence(mq_context *context, mq_finding *finding, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void mq_finding_suggest(mq_context *context, mq_finding *finding, mq_str suggestion);

/* Notes a place for the `document` of the running check; `size` bytes of `data` are copied (0: none). */
void mq_note_add(mq_context *context, const mq_view *view, size_t token, const void *data, size_t size);

/* Span from the first to the last of `count` tokens. */
static inline mq_span mq_tokens_span(const mq_token *tokens, size_t first, size_t count) {
  return (mq_span){tokens[first].start, tokens[first + count - 1].end};
}

/* The bytes of a token or a span. */
static inline mq_str mq_span_text(const mq_text *text, mq_span span) {
  return (mq_str){text->bytes.at + span.start, span.end - span.start};
}

#endif
