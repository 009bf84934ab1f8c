/* The project's configuration (.mtqc.ini). */
#ifndef CONFIG_H
#define CONFIG_H

#include "cli.h"

#include <limits.h>

typedef struct cli_setting {
  char *glob;       /* translations that it is for; "": all */
  char *key, *value; /* "source-lang", "target-lang", or an option of the library */
  unsigned line;
} cli_setting;

struct cli_config {
  char path[PATH_MAX];   /* "": there is none */
  char folder[PATH_MAX]; /* absolute; paths in the file count from it */
  cli_setting *settings; /* in the order of the file */
  size_t count;
};

/* Reads the configuration `path`, or (NULL) the first .mtqc.ini in the folder of the file `near` and those above it. Having
 * none is no error. False, and told, when it cannot be read or says what cannot be. Free it in either case. */
bool cli_config_read(cli_config *config, const char *path, const char *near);
void cli_config_free(cli_config *config);

/* Whether a setting is for a translation (a path; NULL: none in particular). */
bool cli_config_fits(const cli_config *config, const cli_setting *setting, const char *translation);

/* Sets the options for a translation. Strings stay the configuration's. False, and told, when memory is out. */
bool cli_config_apply(const cli_config *config, const char *translation, cli_options *options);

/* Translations with the same number have the same settings; 0: those that no section is for. `config` may be NULL. */
uint64_t cli_config_group(const cli_config *config, const char *translation);

/* The keys of a configuration by index; NULL beyond the last. And whether one key may stand for several values. */
const char *cli_config_key(size_t index);
bool cli_config_adds_up(const char *key);

#endif
