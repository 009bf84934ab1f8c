/* Words that no list knows: what the word checks share.
 *
 * "Is it a made-up compound or an unknown word?" is one question, asked of a form once: a form that cuts into known parts
 * is for nonce-compound, any other for unknown-word, so that no word is ever flagged by both. */
#ifndef MQ_ODD_H
#define MQ_ODD_H

#include "check.h"
#include "text/latin.h"
#include "text/phrase.h"

typedef enum mq_oddity {
  MQ_ODD_NOT,
  MQ_ODD_COMPOUND, /* attested nowhere, but made of known parts */
  MQ_ODD_UNKNOWN   /* neither attested, nor spelled by the dictionary, nor made of known parts */
} mq_oddity;

/* Shapes of words that are judged neither as words of the language nor as names. */
enum { MQ_STRANGE = MQ_ALL_CAPS | MQ_MIXED_CASE | MQ_HAS_DIGIT | MQ_STOPWORD | MQ_MALFORMED | MQ_MIXED_SCRIPT };

enum { MQ_SKELETON_ROOM = 96 };

/* The skeleton of a word, written into `room`; what does not fit is left out. */
mq_str mq_word_skeleton(const mq_word *word, char room[MQ_SKELETON_ROOM]);

/* The look-up that knows the words of a view, for document checks. */
mq_lookup *mq_lookup_of(const mq_context *context, const mq_view *view);

/* Of a form of the target language. */
mq_oddity mq_oddity_of_form(mq_lookup *lookup, const mq_language *language, const mq_word *word);

/* Of token `i` of the target: its form, and whether the source silences it (a name, a loan: the same or nearly the same
 * form stands there). */
mq_oddity mq_oddity_of(mq_context *context, const mq_view *view, size_t i);

/* Ten times as often, in centibels of frequency. */
enum { MQ_FAR_OFTENER = 100 };

/* Whether the target language has the form, and does not have what it is like (a fold) far oftener. */
bool mq_is_established(mq_lookup *lookup, const mq_word *form, mq_str like);

/* Whether the token stands between quotation marks that are at most a few words apart, or touches one. */
bool mq_token_quoted(const mq_token *tokens, size_t count, size_t i);

/* Whether a hyphen, slash or apostrophe joins the token to a neighbour without a space. */
bool mq_token_glued(const mq_token *tokens, size_t count, size_t i);

/* Whether the word of the token before (no punctuation between) is capitalised in its own right: "Herr X", "Maria X". */
bool mq_token_after_capital(const mq_token *tokens, size_t i);

/* "1 in 30 million words" for a frequency in centibels; "in no corpus" when unknown. In the report's arena. */
const char *mq_rarity_text(mq_arena *arena, int16_t frequency);

/* Length of the common beginning in bytes. */
size_t mq_common_prefix(mq_str a, mq_str b);

/* How well a form (fold) reads as an inflected form of a table entry (fold), for forms whose stems agree: a stemmer
 * levels "Verbrecher" and "Verbrechen". Larger is better; comparable between entries for one form. */
size_t mq_form_fit(mq_str form, mq_str entry);

/* The same for entries of different length, without regard to accents (plurals with umlaut) and to a last vowel of the entry:
 * grows with the letters of the entry that the form shows, more so if it shows all of them; 0 if the form goes on for more
 * than an ending or lacks more of the entry than one. */
size_t mq_form_reads(mq_str form, mq_str entry);

#endif
