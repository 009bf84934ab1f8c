/* Letters of one script that look like those of another (Unicode Technical Standard 39, through ICU). */
#ifndef MQ_CONFUSABLE_H
#define MQ_CONFUSABLE_H

#include "language.h"

typedef struct mq_confusables mq_confusables;

/* Look-alikes of the letters that a language is written with (CLDR's exemplars) among Latin, Greek and Cyrillic; NULL if the script is none of these.
 * Immutable; lives in the arena. */
const mq_confusables *mq_confusables_new(mq_arena *arena, const mq_language *language);

/* Writes the word with every letter of another script replaced by its look-alike in the script of the language. False if
 * the word has no letter of another script, or one without a look-alike, or does not fit. */
bool mq_confusables_level(const mq_confusables *confusables, mq_str word, char *out, size_t room, size_t *size);

#endif
