/* What the lexicon knows of a word, found once a form. Records lie in chunks that never move, so pointers to
 * entries stay valid while the vocabulary grows. */
#include "lookup.h"

#include "known.h"

#include "text/latin.h"

mq_lookup *mq_lookup_new(mq_arena *arena, const mq_lexicon *lexicon, mq_vocab *source, mq_vocab *target) {
  mq_lookup *lookup = mq_arena_alloc(arena, sizeof *lookup);
  lookup->arena = arena;
  lookup->lexicon = lexicon;
  lookup->pair = mq_lexicon_pack(lexicon, MQ_PACK_PAIR);
  lookup->forms.arena = arena;
  mq_vocab *vocabs[2] = {source, target};
  for (int s = 0; s < 2; s++) {
    mq_lookup_side *side = &lookup->sides[s];
    side->vocab = vocabs[s];
    if (!side->vocab) continue;
    side->language = mq_vocab_language(side->vocab);
    side->pack = mq_lexicon_pack(lexicon, s == MTQC_SOURCE ? MQ_PACK_SOURCE : MQ_PACK_TARGET);
    side->pair_side = mq_lexicon_pair_side(lexicon, (mtqc_side)s);
    mq_spellers *spellers = mq_lexicon_spellers(lexicon, (mtqc_side)s);
    if (spellers) side->speller = mq_speller_borrow(arena, spellers);
    const size_t stems = lookup->pair ? mq_pack_stem_count(lookup->pair, side->pair_side) : 0;
    side->by_stem = mq_arena_array(arena, stems / MQ_STEM_PAGE + 1, sizeof *side->by_stem);
    side->present = mq_arena_array(arena, stems / MQ_STEM_PAGE + 1, sizeof *side->present);
  }
  return lookup;
}

/* --- records ------------------------------------------------------------------------------------------ */

static mq_known *record(mq_lookup *lookup, mtqc_side side, uint32_t id) {
  mq_lookup_side *s = &lookup->sides[side];
  const size_t chunk = id / MQ_KNOWN_CHUNK;
  while (chunk >= s->chunk_count) {
    const size_t count = s->chunk_count ? s->chunk_count * 2 : 64;
    mq_known **chunks = mq_arena_array(lookup->arena, count, sizeof *chunks);
    if (s->chunk_count) memcpy(chunks, s->chunks, s->chunk_count * sizeof *chunks);
    s->chunks = chunks;
    s->chunk_count = count;
  }
  if (!s->chunks[chunk]) s->chunks[chunk] = mq_arena_array(lookup->arena, MQ_KNOWN_CHUNK, sizeof(mq_known));
  return &s->chunks[chunk][id % MQ_KNOWN_CHUNK];
}

/* Words of the same key are the same form to link.c: the fold, or the digits alone of what begins with one,
 * for separators and ordinal endings differ between languages. */
static uint64_t form_key(const mq_word *word) {
  char digits[64];
  size_t count = 0;
  if (word->kind != MQ_NUMBER) return word->fold_hash;
  for (size_t i = 0; i < word->fold.size && count < sizeof digits; i++)
    if (word->fold.at[i] >= '0' && word->fold.at[i] <= '9') digits[count++] = word->fold.at[i];
  return count ? mq_hash((mq_str){digits, count}) : word->fold_hash;
}

static uint32_t form_id(mq_lookup *lookup, const mq_word *word) {
  const uint64_t key = form_key(word);
  const uint32_t *found = mq_map_find(&lookup->forms, (mq_str){(const char *)&key, sizeof key});
  if (found) return *found;
  const mq_str kept = mq_str_copy(lookup->arena, (mq_str){(const char *)&key, sizeof key});
  uint32_t *id = mq_map_add(&lookup->forms, kept, NULL);
  return *id = (uint32_t)lookup->forms.count - 1;
}

static void fill_translations(mq_lookup *lookup, const mq_lookup_side *side, mq_entry *entry) {
  const size_t count = mq_pack_link_count(lookup->pair, side->pair_side, entry->pair_id);
  mq_translation *translations = mq_arena_array(lookup->arena, count, sizeof *translations);
  for (size_t i = 0; i < count; i++) {
    const mq_pack_link link = mq_pack_link_at(lookup->pair, side->pair_side, entry->pair_id, i);
    translations[i] = (mq_translation){link.other, (float)link.strength / 255, link.layer};
  }
  entry->translations = translations;
  entry->translation_count = count;
}

static void fill_entry(mq_lookup *lookup, mtqc_side side, const mq_word *word, mq_known *known) {
  const mq_lookup_side *s = &lookup->sides[side];
  mq_entry *entry = &known->entry;
  entry->pair_id = MQ_NO_ID;
  entry->frequency = MQ_FREQUENCY_UNKNOWN;
  known->form_id = form_id(lookup, word);
  if (s->pack) {
    known->form_attested = mq_pack_form(s->pack, word->fold_hash, &entry->frequency);
    entry->attested = known->form_attested || (word->kind == MQ_WORD && word->letters >= 5 &&
                                               mq_pack_stem_attested(s->pack, word->stem_hash));
  }
  if (mq_lexicon_is_user_word(lookup->lexicon, side, word)) known->form_attested = entry->attested = true;
  if (lookup->pair && word->kind == MQ_WORD)
    entry->pair_id = mq_pack_stem_id(lookup->pair, s->pair_side, word->stem, word->stem_hash);
  if (entry->pair_id != MQ_NO_ID) fill_translations(lookup, s, entry);
}

static bool is_misspelt(const mq_lookup_side *side, const mq_word *word) {
  if (!side->speller || word->kind != MQ_WORD || word->letters > MQ_SPELLER_COMPOUND_LETTERS) return false;
  if (mq_speller_accepts(side->speller, word->surface)) return false;
  return !(word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS)) || !mq_speller_accepts(side->speller, word->fold);
}

static mq_spelling spelling_of(const mq_lookup_side *side, const mq_word *word, const mq_known *known) {
  if (word->kind != MQ_WORD || word->letters > MQ_SPELLER_LETTERS) return MQ_SPELLING_UNCHECKED;
  if (known->form_attested) return MQ_SPELLING_KNOWN; /* spares loading the dictionary */
  if (!side->speller) return MQ_SPELLING_UNCHECKED;
  const bool lower =
      (word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS)) != 0; /* hunspell tries "Title" for "TITLE" itself */
  if (mq_speller_knows(side->speller, word->surface)) return MQ_SPELLING_KNOWN;
  if (lower && mq_speller_knows(side->speller, word->fold)) return MQ_SPELLING_KNOWN;
  if (word->letters > MQ_SPELLER_COMPOUND_LETTERS) return MQ_SPELLING_UNCHECKED;
  if (mq_speller_accepts(side->speller, word->surface)) return MQ_SPELLING_COMPOUND;
  if (lower && mq_speller_accepts(side->speller, word->fold)) return MQ_SPELLING_COMPOUND;
  return MQ_SPELLING_UNKNOWN;
}

static bool is_noun(const mq_lookup_side *side, const mq_word *word) {
  char capital[128];
  const size_t size = side->speller && word->kind == MQ_WORD ? mq_capitalise(word->fold, capital, sizeof capital) : 0;
  return size && mq_speller_knows(side->speller, (mq_str){capital, size}) &&
         !mq_speller_knows(side->speller, word->fold);
}

/* The parts become words of the vocabulary, so that they are known the same way as words of the text. */
static void fill_compound(mq_lookup *lookup, mtqc_side side, const mq_word *word, mq_known *known) {
  static const mq_compound none = {0};
  const mq_compound *compound = mq_compound_cut(lookup, side, word);
  known->compound = compound ? compound : &none;
  for (size_t i = 0; i < known->compound->count; i++) {
    const mq_word *part = mq_vocab_word(lookup->sides[side].vocab, known->compound->parts[i].fold, MQ_WORD);
    known->parts[i] = mq_lookup_known(lookup, side, part, MQ_HAVE_ENTRY);
  }
}

static mq_str skeleton_of(mq_lookup *lookup, mq_str text) {
  char bytes[128];
  const size_t size = mq_skeleton(text, bytes, sizeof bytes);
  return mq_str_copy(lookup->arena, (mq_str){bytes, size});
}

/* Skeletons of the word and its stem as its language transliterates them, where they differ from those of the word
 * itself. */
static void fill_variants(mq_lookup *lookup, mtqc_side side, const mq_word *word, mq_known *known) {
  enum { MOST = 8 };
  const mq_str texts[2] = {word->fold, word->stem};
  const mq_transliteration *systems;
  mq_str variants[MOST];
  char latin[256];
  const size_t count = mq_lexicon_transliterations(lookup->lexicon, side, &systems);
  size_t kept = 0;
  for (size_t i = 0; i < 2 * count && kept < MOST; i++) {
    const size_t size = mq_transliterate(systems[i / 2].rules, texts[i % 2], latin, sizeof latin);
    const mq_str skeleton = skeleton_of(lookup, (mq_str){latin, size});
    bool again = mq_str_equal(skeleton, known->skeleton) || mq_str_equal(skeleton, known->stem_skeleton);
    for (size_t k = 0; k < kept; k++) again |= mq_str_equal(skeleton, variants[k]);
    if (!again) variants[kept++] = skeleton;
  }
  known->variant_count = kept;
  if (!kept) return;
  mq_str *list = mq_arena_array(lookup->arena, kept, sizeof *list);
  memcpy(list, variants, kept * sizeof *list);
  known->variants = list;
}

static void fill_skeletons(mq_lookup *lookup, mtqc_side side, const mq_word *word, mq_known *known) {
  known->skeleton = skeleton_of(lookup, word->fold);
  known->stem_skeleton =
      mq_str_equal(word->fold, word->stem) ? known->skeleton : skeleton_of(lookup, word->stem);
  fill_variants(lookup, side, word, known);
}

mq_known *mq_lookup_known(mq_lookup *lookup, mtqc_side side, const mq_word *word, unsigned have) {
  mq_known *known = record(lookup, side, word->id);
  const unsigned missing = (have | MQ_HAVE_ENTRY) & ~(unsigned)known->have;
  if (!missing) return known;
  known->have |= (uint8_t)missing;
  if (missing & MQ_HAVE_ENTRY) fill_entry(lookup, side, word, known);
  if (missing & MQ_HAVE_SPELLING) known->spelling = (uint8_t)spelling_of(&lookup->sides[side], word, known);
  if (missing & MQ_HAVE_COMPOUND) fill_compound(lookup, side, word, known);
  if (missing & MQ_HAVE_SKELETONS) fill_skeletons(lookup, side, word, known);
  if (missing & MQ_HAVE_NOUN) known->noun = is_noun(&lookup->sides[side], word);
  if (missing & MQ_HAVE_DICTIONARY) known->misspelt = is_misspelt(&lookup->sides[side], word);
  if (missing & MQ_HAVE_NGRAM) {
    const mq_ngrams *ngrams = mq_lookup_ngrams(lookup, side);
    if (ngrams) known->ngram = mq_ngram_find(ngrams, mq_ngram_event(word));
  }
  return known;
}

/* --- questions ---------------------------------------------------------------------------------------- */

const mq_entry *mq_lookup_entry(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  return &mq_lookup_known(lookup, side, word, MQ_HAVE_ENTRY)->entry;
}

const mq_word *mq_lookup_word(mq_lookup *lookup, mtqc_side side, mq_str fold) {
  return mq_vocab_word(lookup->sides[side].vocab, fold, MQ_WORD);
}

mq_entry mq_lookup_text(mq_lookup *lookup, mtqc_side side, mq_str fold) {
  return *mq_lookup_entry(lookup, side, mq_lookup_word(lookup, side, fold));
}

bool mq_lookup_has_pair(const mq_lookup *lookup) { return lookup->pair != NULL; }

bool mq_lookup_misspelt(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  return mq_lookup_known(lookup, side, word, MQ_HAVE_DICTIONARY)->misspelt;
}

const mq_ngrams *mq_lookup_ngrams(mq_lookup *lookup, mtqc_side side) {
  return mq_lexicon_ngrams(lookup->lexicon, side);
}

const mq_ngram_word *mq_lookup_ngram(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  return &mq_lookup_known(lookup, side, word, MQ_HAVE_NGRAM)->ngram;
}

mq_spelling mq_lookup_spelling(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  return (mq_spelling)mq_lookup_known(lookup, side, word, MQ_HAVE_SPELLING)->spelling;
}

bool mq_lookup_is_noun(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  return mq_lookup_known(lookup, side, word, MQ_HAVE_NOUN)->noun;
}

const mq_compound *mq_lookup_compound(mq_lookup *lookup, mtqc_side side, const mq_word *word) {
  return mq_lookup_known(lookup, side, word, MQ_HAVE_COMPOUND)->compound;
}

/* Selection of the strongest `room` links, in order; links of equal strength stay in the order of the pack.
 */
size_t mq_lookup_renderings(mq_lookup *lookup, mtqc_side side, const mq_word *word, mq_str *out,
                            size_t room) {
  enum { MOST = 32 };
  mq_pack_link best[MOST];
  const mq_entry *entry = mq_lookup_entry(lookup, side, word);
  const int pair_side = lookup->sides[side].pair_side;
  size_t count = 0;
  if (room > MOST) room = MOST;
  for (size_t i = 0; i < entry->translation_count && room; i++) {
    const mq_pack_link link = mq_pack_link_at(lookup->pair, pair_side, entry->pair_id, i);
    /* A stem that only a trained table has is no word to show. */
    if (!mq_pack_stem_form(lookup->pair, !pair_side, link.other, link.form).size) continue;
    size_t at = count < room ? count++ : room;
    if (at == room && best[--at].strength >= link.strength) continue;
    for (; at > 0 && best[at - 1].strength < link.strength; at--) best[at] = best[at - 1];
    best[at] = link;
  }
  for (size_t i = 0; i < count; i++)
    out[i] = mq_pack_stem_form(lookup->pair, !pair_side, best[i].other, best[i].form);
  return count;
}

/* The link of two compounds' or words' entries in the pack; strength 0 if there is none. */
static mq_link pack_link(const mq_lookup *lookup, const mq_entry *source, const mq_entry *target) {
  mq_pack_link link;
  if (source->pair_id == MQ_NO_ID || target->pair_id == MQ_NO_ID ||
      !mq_pack_link_find(lookup->pair, lookup->sides[MTQC_SOURCE].pair_side, source->pair_id, target->pair_id,
                         &link))
    return (mq_link){MQ_NO_ID, 0, MQ_LAYER_NONE};
  return (mq_link){MQ_NO_ID, (float)link.strength / 255, link.layer};
}

mq_link mq_lookup_pair(mq_lookup *lookup, const mq_word *source, const mq_word *target) {
  const unsigned have = MQ_HAVE_ENTRY | MQ_HAVE_SKELETONS;
  const mq_known *a = mq_lookup_known(lookup, MTQC_SOURCE, source, have);
  const mq_known *b = mq_lookup_known(lookup, MTQC_TARGET, target, have);
  if (a->form_id == b->form_id) return (mq_link){MQ_NO_ID, 1, MQ_LAYER_EQUAL};
  const mq_link link = pack_link(lookup, &a->entry, &b->entry);
  if (link.layer != MQ_LAYER_NONE) return link;
  const double alike = mq_cognate(source, a, target, b);
  return (mq_link){MQ_NO_ID, (float)alike, alike > 0 ? MQ_LAYER_COGNATE : MQ_LAYER_NONE};
}
