/* Placeholders of software strings: one scanner for all dialects.
 *
 * A dialect is a family of notations that programs of one kind use: conversions of printf, names in braces, ... Most are
 * not found in running text by accident; those that are ("@name", ":name", "%1") count only where the caller asks. */
#ifndef MQ_PLACEHOLDER_H
#define MQ_PLACEHOLDER_H

#include "base/str.h"

enum {
  MQ_PH_PRINTF = 1 << 0,        /* %s %1$d %-10.2f %@ %lld: C, PHP, Perl, Lua, Objective-C, Java, JavaScript, Pascal, Python */
  MQ_PH_PERCENT_NAME = 1 << 1,  /* %(name)s: Python; %{name} and %<name>s: Ruby; %name%: Symfony, Windows */
  MQ_PH_BRACE = 1 << 2,         /* {} {0} {name} {0:N2} {n,number} {x!r:>9}: Python, C#, Java, Perl, Vue, Rust */
  MQ_PH_DOUBLE_BRACE = 1 << 3,  /* {{name}} {{/name}} {{x | filter}}: i18next, AngularJS, Automattic, Mustache */
  MQ_PH_DOLLAR_BRACE = 1 << 4,  /* ${name}: ECMAScript templates, shells, Java; #{name}: Ruby */
  MQ_PH_FLUENT = 1 << 5,        /* { $name } { -term }: Fluent */
  MQ_PH_NESTED = 1 << 6,        /* $t(key): i18next; @:key and @:(key): Vue */
  MQ_PH_UNDERSCORES = 1 << 7,   /* __name__ */
  MQ_PH_QT = 1 << 8,            /* %1 %L1 %n */
  MQ_PH_DOLLAR = 1 << 9,        /* $name $name$: PHP, shells, templates */
  MQ_PH_COLON = 1 << 10,        /* :name: Laravel */
  MQ_PH_AT = 1 << 11,           /* @name !name: Drupal */
  MQ_PH_TILDE = 1 << 12,        /* ~a ~s ~d ~%: Scheme, Lisp */

  MQ_PH_SURE = (1 << 8) - 1,    /* dialects that running text does not show */
  MQ_PH_ALL = (1 << 13) - 1
};

/* The placeholder of one of `dialects` that begins at byte `at` of `text`: its size and (if not NULL) its dialect; 0 if
 * there is none. Looks at a bounded number of bytes. */
size_t mq_placeholder_at(mq_str text, size_t at, unsigned dialects, unsigned *dialect);

/* Whether a byte can begin a placeholder. */
bool mq_placeholder_begins(char c);

#endif
