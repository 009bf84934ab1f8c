/* Cuts a compound into words that are known by themselves.
 *
 * Dynamic programming over the letters of the fold: best[k][i] is the best way to cut the first i letters
 * into k parts. A part is a known word, with a linking element after it unless it is the last one. The fewest
 * parts win, then the highest sum of the parts' log frequencies, which prefers "Land-es-haus" to whatever
 * rare word "Landesh" might be.
 *
 * Known is what the language pack attests often enough for its length, since short strings turn up
 * everywhere; a part but the last may also be a bare stem ("Sprach" of "Sprache"), and the last one may be
 * inflected, or derived by a rule of the language from a usual word ("Bleibung" of "bleiben"). Without a pack the
 * spelling dictionary is asked, which is slower but finds the same.
 *
 * Bounds: a word has at most MOST letters, so at most MOST * MOST / 2 strings are looked up. */
#include "known.h"

enum {
  LEAST = 8,
  MOST = 60, /* letters of a word that is cut */
  LEAST_PART = 3,
  LEAST_STEM = 4,      /* letters of a part that is known as a stem only */
  LEAST_INFLECTED = 5, /* letters of a last part known by its stem */
  LEAST_BASE = 4,      /* letters that a derived part has before its suffix */
  LISTED = -750,       /* centibels taken for a word that only a list has */
  STEM_ONLY = -900,    /* and for one whose stem only is attested */
  DERIVED = -1000,     /* and for one that is nowhere but made by rule from a word that is */
  LEAST_DERIVABLE = -650, /* centibels of that word */
  LINKED = -60         /* so that "Marken" is rather "marken" than "mark" with "en" */
};

/* Centibels that a part of so many letters must have: chance hits among short strings are common. */
static const int16_t least_frequency[] = {INT16_MAX, INT16_MAX, INT16_MAX, -480, -580, -700};

typedef struct step {
  bool valid;
  int32_t sum;       /* of the parts' frequencies, centibels */
  int16_t frequency; /* of the last part here; may be unknown */
  uint8_t from;      /* where the last part starts */
  uint8_t core;      /* letters of the last part without its linking element */
} step;

typedef struct cutter {
  mq_lookup *lookup;
  const mq_lookup_side *side;
  mq_str fold; /* of the whole word */
  size_t letters;
  uint16_t at[MOST + 1]; /* byte of each letter, and the end */
  step best[MQ_COMPOUND_PARTS + 1][MOST + 1];
} cutter;

/* Bytes at which the letters of a text start, and its end; returns the number of letters, or 0 if there are
 * over `room`. */
static size_t letter_starts(mq_str text, uint16_t *at, size_t room) {
  size_t letters = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (((unsigned char)text.at[i] & 0xc0) == 0x80) continue;
    if (letters == room) return 0;
    at[letters++] = (uint16_t)i;
  }
  at[letters] = (uint16_t)text.size;
  return letters;
}

static mq_str piece(const cutter *c, size_t from, size_t to) {
  return (mq_str){c->fold.at + c->at[from], (size_t)(c->at[to] - c->at[from])};
}

/* Whether the spelling dictionary has a part as it stands or with a capital, as nouns are listed in some
 * languages. */
static bool spelled(const cutter *c, mq_str part) {
  char capital[MOST * 4 + 1];
  if (mq_speller_knows(c->side->speller, part)) return true;
  const size_t size = mq_capitalise(part, capital, sizeof capital);
  return size && mq_speller_knows(c->side->speller, (mq_str){capital, size});
}

/* Short function words are in many words by chance ("den" in "dengeln"). */
static bool is_likely(const cutter *c, mq_str part, size_t letters, int16_t frequency) {
  const size_t kinds = sizeof least_frequency / sizeof *least_frequency;
  if (letters >= kinds) return true;
  if (letters == LEAST_PART && mq_map_find(&c->side->language->stopwords, part)) return false;
  return frequency != MQ_FREQUENCY_UNKNOWN && frequency >= least_frequency[letters];
}

/* Whether the last part, inflected, has the stem of an attested form. */
static bool known_inflected(const cutter *c, size_t from) {
  if (c->letters - from < LEAST_INFLECTED) return false;
  const mq_str stem = mq_stem(c->lookup->arena, c->side->language, piece(c, from, c->letters));
  return mq_pack_stem_attested(c->side->pack, mq_hash(stem));
}

/* Whether the last part is made by rule from a usual word: "Bleibung" of "bleiben". */
static bool derived(const cutter *c, size_t from) {
  const mq_str part = piece(c, from, c->letters);
  char room[MOST * 4 + 1];
  for (size_t i = 0; i < c->side->language->derivation_count; i++) {
    const mq_derivation *rule = &c->side->language->derivations[i];
    if (!mq_str_ends(part, rule->suffix) || part.size < LEAST_BASE + rule->suffix.size) continue;
    const size_t kept = part.size - rule->suffix.size;
    if (kept + rule->base.size > sizeof room) continue;
    memcpy(room, part.at, kept);
    if (rule->base.size) memcpy(room + kept, rule->base.at, rule->base.size);
    int16_t frequency;
    if (mq_pack_form(c->side->pack, mq_hash((mq_str){room, kept + rule->base.size}), &frequency) &&
        frequency >= LEAST_DERIVABLE)
      return true;
  }
  return false;
}

/* Whether [from, to) is a known word; gives its frequency and what that counts for in the sum. */
static bool known_part(const cutter *c, size_t from, size_t to, int16_t *frequency, int *worth) {
  const size_t letters = to - from;
  const mq_str part = piece(c, from, to);
  *frequency = MQ_FREQUENCY_UNKNOWN;
  *worth = LISTED;
  if (!c->side->pack) return letters > LEAST_PART && spelled(c, part);
  const uint64_t hash = mq_hash(part);
  if (mq_pack_form(c->side->pack, hash, frequency) && is_likely(c, part, letters, *frequency)) {
    if (*frequency != MQ_FREQUENCY_UNKNOWN) *worth = *frequency;
    return true;
  }
  *frequency = MQ_FREQUENCY_UNKNOWN;
  *worth = STEM_ONLY;
  if (letters < LEAST_STEM) return false;
  if (to < c->letters) return mq_pack_stem_attested(c->side->pack, hash);
  if (known_inflected(c, from)) return true;
  *worth = DERIVED;
  return derived(c, from);
}

static void reach(cutter *c, size_t parts, size_t from, size_t core, size_t to, int16_t frequency,
                  int worth) {
  const step *before = &c->best[parts - 1][from];
  step *here = &c->best[parts][to];
  const int32_t sum = before->sum + worth;
  if (!here->valid || sum > here->sum) *here = (step){true, sum, frequency, (uint8_t)from, (uint8_t)core};
}

/* All parts that can start at `from`, in all numbers of parts by which `from` is reached. */
static void extend(cutter *c, size_t from) {
  bool reached = false;
  for (size_t k = 0; k < MQ_COMPOUND_PARTS; k++) reached |= c->best[k][from].valid;
  for (size_t to = from + LEAST_PART; reached && to <= c->letters; to++) {
    int16_t frequency;
    int worth;
    if ((from == 0 && to == c->letters) || !known_part(c, from, to, &frequency, &worth)) continue;
    for (size_t k = 0; k < MQ_COMPOUND_PARTS; k++) {
      if (!c->best[k][from].valid) continue;
      reach(c, k + 1, from, to - from, to, frequency, worth);
      for (size_t l = 0; l < c->side->language->linking_count; l++) {
        const mq_str link = c->side->language->linking[l];
        const mq_str rest = piece(c, to, c->letters);
        if (!link.size || !mq_str_starts(rest, link)) continue;
        size_t end = to;
        while (end < c->letters && c->at[end] < c->at[to] + link.size) end++;
        if (end < c->letters) reach(c, k + 1, from, to - from, end, frequency, worth + LINKED);
      }
    }
  }
}

/* The parts of the cut into `parts`, read back from the end; bytes of the surface by way of the letters,
 * which correspond one to one. */
static mq_compound *read_back(const cutter *c, size_t parts, const uint16_t *surface_at) {
  mq_compound *compound = mq_arena_alloc(c->lookup->arena, sizeof *compound);
  compound->count = parts;
  size_t end = c->letters;
  for (size_t k = parts; k > 0; k--) {
    const step *s = &c->best[k][end];
    compound->parts[k - 1].start = surface_at[s->from];
    compound->parts[k - 1].end = surface_at[end];
    compound->parts[k - 1].fold = mq_str_copy(c->lookup->arena, piece(c, s->from, (size_t)s->from + s->core));
    compound->parts[k - 1].frequency = s->frequency;
    end = s->from;
  }
  return compound;
}

const mq_compound *mq_compound_cut(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  cutter c = {.lookup = lookup, .side = &lookup->sides[side], .fold = word->fold};
  uint16_t surface_at[MOST + 1];
  if (word->kind != MQ_WORD || !c.side->language->compounding || (!c.side->pack && !c.side->speller))
    return NULL;
  c.letters = letter_starts(c.fold, c.at, MOST);
  if (c.letters < LEAST || letter_starts(word->surface, surface_at, MOST) != c.letters) return NULL;
  c.best[0][0].valid = true;
  for (size_t from = 0; from + LEAST_PART <= c.letters; from++) extend(&c, from);
  for (size_t parts = 2; parts <= MQ_COMPOUND_PARTS; parts++)
    if (c.best[parts][c.letters].valid) return read_back(&c, parts, surface_at);
  return NULL;
}
