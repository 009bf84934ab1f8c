/* Texts that differ a little from those of a case, so that a check is asked not only about its examples but about what lies around
 * them: a word less, a space more, one end earlier. What is said of them all is compared with a record by its digest. */
#ifndef RECORDED_VARIANTS_H
#define RECORDED_VARIANTS_H

#include "../spec/case.h"

/* Writes what is to be said of a variant; returns how many things it has found. */
typedef size_t variants_say(FILE *out, void *payload, const spec_case *variant);

/* Prints a line on the variants of a case, always the same ones: how many things were found on how many, and a digest of all that
 * was said; with `show`, all of it too. What is edited is words and marks, or whole lines. */
void variants_print(const spec_case *c, bool of_lines, bool show, variants_say *say, void *payload);

#endif
