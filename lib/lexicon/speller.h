/* Spelling by hunspell, behind one interface: where its dictionaries lie, in which encoding they are, and
 * whether a word stands in one or is only accepted as a compound made on the spot. */
#ifndef MQ_SPELLER_H
#define MQ_SPELLER_H

#include "text/language.h"

/* Path of the dictionary of a language without its ending (".aff" and ".dic" are both readable), in the
 * arena, or NULL. Folders: those of $DICPATH, then the system's. Names: the whole tag ("de_CH"), the likely
 * region ("de_DE"), the bare language, any other region in order of name. */
const char *mq_speller_find(mq_arena *arena, const mq_language *language);

typedef struct mq_spellers mq_spellers;
typedef struct mq_speller mq_speller;

/* The spellers of one dictionary, for any number of threads. Belongs to the arena, which is to outlive those that
 * borrow. */
mq_spellers *mq_spellers_new(mq_arena *arena, const char *path);

/* A speller for one thread, given back with `arena`. It loads its dictionary when the first word comes (50-160 ms), and
 * has it loaded already if an earlier borrower asked it for one. */
mq_speller *mq_speller_borrow(mq_arena *arena, mq_spellers *pool);

/* Longer words are not given to hunspell; making up compounds costs it too much beyond the second limit. In
 * code points. */
enum { MQ_SPELLER_LETTERS = 100, MQ_SPELLER_COMPOUND_LETTERS = 60 };

/* Whether the dictionary accepts a word without joining others. */
bool mq_speller_knows(mq_speller *speller, mq_str word);

/* Whether it accepts the word in any way, compounds made on the spot included. */
bool mq_speller_accepts(mq_speller *speller, mq_str word);

#endif
