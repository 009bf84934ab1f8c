/* Nouns of doers and deeds ("burglar", "burglary"): tables of either, found in tokens.
 *
 * Stemmers level doer and deed ("Räuber", "Raub"), so forms whose stems agree are told apart by the table entry that they
 * begin with. */
#ifndef MQ_ROLE_NOUNS_H
#define MQ_ROLE_NOUNS_H

#include "odd.h"

typedef enum mq_role { MQ_AGENT, MQ_ACT } mq_role;

typedef struct mq_role_noun {
  uint32_t row; /* of its table */
  mq_role role;
  mq_str text, last, stem; /* as written; fold of its last word, and its stem */
} mq_role_noun;

/* The nouns of one language: phrases numbered by their index in the list. */
typedef struct mq_role_nouns {
  const mq_language *language;
  mq_phrases *phrases;
  mq_map endings; /* that nouns may take; empty: any */
  MQ_ARRAY(mq_role_noun) list;
} mq_role_nouns;

enum { MQ_MOST_ROLES = 128 };
typedef struct mq_role_matches {
  size_t count;
  mq_phrase_match at[MQ_MOST_ROLES];
} mq_role_matches;

/* An empty list. */
mq_role_nouns mq_role_nouns_new(mq_arena *arena, const mq_language *language);

/* Adds the nouns of a field of a table, which are separated by ";". */
void mq_role_nouns_add(mq_arena *arena, mq_role_nouns *nouns, mq_str field, uint32_t row, mq_role role);

/* The nouns in tokens; with a look-up also those that are heads of compounds, which are words of the translation. Of nouns that
 * end in the same token, only those that show most of themselves in it are kept; two roles that show as much leave it open, and
 * both are kept. In the arena. */
mq_role_matches *mq_role_nouns_find(mq_arena *scratch, const mq_role_nouns *nouns, mq_lookup *lookup, const mq_token *tokens,
                                    size_t count);

/* Whether a row has a noun of a role among the matches. */
bool mq_role_nouns_have(const mq_role_nouns *nouns, const mq_role_matches *list, uint32_t row, mq_role role);

/* Whether the same token may be read in the other role as well. */
bool mq_role_is_ambiguous(const mq_role_nouns *nouns, const mq_role_matches *list, const mq_phrase_match *place, mq_role role);

#endif
