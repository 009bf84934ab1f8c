/* The project's configuration, .mtqc.ini: read whole, kept as a list of settings with the line each stands in, applied to the
 * options of a translation. Every setting is checked when it is read, so that a mistake is told whether or not it applies.
 *
 *   source-lang = en              settings of the option table, by name; languages
 *   enable = loop, negation       several values behind commas
 *   [calque]                      a check: its severity, enabled = yes|no, its own options
 *   severity = minor
 *   [files *.de.md]               settings for translations whose path below this folder fits, or whose name does */
#include "config.h"

#include <errno.h>
#include <fnmatch.h>
#include <ini.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LONGEST_LINE = 190 /* inih reads lines into 200 bytes */ };

static const char file_name[] = ".mtqc.ini";

/* A file that is being read. inih tells no line numbers; its reader counts them. */
typedef struct reading {
  cli_config *config;
  FILE *file;
  unsigned line;
  bool too_long;
  char problem[512]; /* "" while all is well */
} reading;

/* --- names --- */

/* The options that no configuration sets: the run does. */
static bool is_for_runs(const char *key) {
  return strcmp(key, "source-name") == 0 || strcmp(key, "target-name") == 0 || strcmp(key, "colour") == 0;
}

const char *cli_config_key(size_t index) {
  static const char *const languages[] = {"source-lang", "target-lang"};
  if (index < 2) return languages[index];
  for (size_t row = 0, at = 2; row < mtqc_option_count(); row++)
    if (!is_for_runs(mtqc_option_name(row)) && at++ == index) return mtqc_option_name(row);
  return NULL;
}

/* These add up; the others replace. */
bool cli_config_adds_up(const char *key) {
  static const char *const keys[] = {"only", "enable", "disable", "severity"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (strcmp(key, keys[i]) == 0) return true;
  return false;
}

static bool is_path(const char *key) {
  for (size_t row = 0; row < mtqc_option_count(); row++)
    if (strcmp(mtqc_option_name(row), key) == 0) return mtqc_option_is_path(row) != 0;
  return false;
}

static bool is_check(const char *name) {
  for (size_t i = 0; i < mtqc_check_count(); i++)
    if (strcmp(mtqc_check_name(i), name) == 0) return true;
  return false;
}

static bool is_key(const char *key) {
  const char *known;
  for (size_t i = 0; (known = cli_config_key(i)); i++)
    if (strcmp(known, key) == 0) return true;
  return false;
}

/* --- reading --- */

static bool wrong(reading *r, const char *what, const char *name, const char *near) {
  snprintf(r->problem, sizeof r->problem, near ? "%s '%s'; did you mean %s?" : "%s '%s'", what, name, near);
  return false;
}

/* Checks a value by setting it, in options that are thrown away. */
static bool is_fit(reading *r, const char *key, const char *value) {
  if (strcmp(key, "source-lang") == 0 || strcmp(key, "target-lang") == 0) return true;
  mtqc_options *options = mtqc_options_new();
  mtqc_error error = {0};
  const bool good = options && mtqc_options_set(options, key, value, &error) == MTQC_OK;
  mtqc_options_free(options);
  if (good) return true;
  const char *near = cli_config_adds_up(key) ? cli_nearest(value, mtqc_check_name) : NULL;
  snprintf(r->problem, sizeof r->problem, near ? "%s; did you mean %s?" : "%s",
           options ? error.text : "out of memory", near);
  return false;
}

/* A path in the file counts from the file's folder. */
static char *value_of(const cli_config *config, const char *key, const char *value) {
  if (!is_path(key) || value[0] == '/' || value[0] == '\0') return strdup(value);
  const size_t size = strlen(config->folder) + strlen(value) + 2;
  char *path = malloc(size);
  if (path) snprintf(path, size, "%s/%s", config->folder, value);
  return path;
}

static bool keep(reading *r, const char *glob, const char *key, const char *value) {
  cli_config *config = r->config;
  cli_setting *grown = realloc(config->settings, (config->count + 1) * sizeof *grown);
  if (!grown) return wrong(r, "out of memory at", key, NULL);
  config->settings = grown;
  grown[config->count] = (cli_setting){
      .glob = strdup(glob), .key = strdup(key), .value = value_of(config, key, value), .line = r->line};
  const cli_setting *kept = &grown[config->count++];
  if (!kept->glob || !kept->key || !kept->value) return wrong(r, "out of memory at", key, NULL);
  return is_fit(r, key, kept->value);
}

/* One setting for every value of a list. */
static bool keep_all(reading *r, const char *glob, const char *key, const char *value) {
  if (!cli_config_adds_up(key)) return keep(r, glob, key, value);
  char piece[LONGEST_LINE + 1];
  for (value += strspn(value, ", \t"); *value; value += strspn(value, ", \t")) {
    const size_t size = strcspn(value, ", \t");
    snprintf(piece, sizeof piece, "%.*s", (int)size, value);
    if (!keep(r, glob, key, piece)) return false;
    value += size;
  }
  return true;
}

static const char *nearest_check; /* whose options check_key lists; the command has one thread */

static const char *check_key(size_t index) {
  static const char *const common[] = {"severity", "enabled"};
  if (index < 2) return common[index];
  const size_t size = strlen(nearest_check);
  for (size_t row = 0, at = 2; row < mtqc_option_count(); row++) {
    const char *name = mtqc_option_name(row);
    if (strncmp(name, nearest_check, size) == 0 && name[size] == '.' && at++ == index) return name + size + 1;
  }
  return NULL;
}

static bool take_check(reading *r, const char *check, const char *key, const char *value) {
  char full[2 * LONGEST_LINE + 2];
  if (strcmp(key, "severity") == 0) {
    snprintf(full, sizeof full, "%s=%s", check, value);
    return keep(r, "", "severity", full);
  }
  if (strcmp(key, "enabled") == 0) {
    const bool yes = strcmp(value, "yes") == 0;
    return yes || strcmp(value, "no") == 0 ? keep(r, "", yes ? "enable" : "disable", check)
                                           : wrong(r, "enabled is yes or no, not", value, NULL);
  }
  snprintf(full, sizeof full, "%s.%s", check, key);
  if (is_key(full)) return keep(r, "", full, value);
  nearest_check = check;
  return wrong(r, "this check has no option", key, cli_nearest(key, check_key));
}

static bool take(reading *r, const char *section, const char *key, const char *value) {
  static const char files[] = "files ";
  if (is_check(section)) return take_check(r, section, key, value);
  const char *glob = strncmp(section, files, sizeof files - 1) == 0 ? section + sizeof files - 1 : "";
  if (*section && !*glob) {
    const char *near = cli_nearest(section, mtqc_check_name);
    return near ? wrong(r, "there is no section", section, near)
                : wrong(r, "a section is [files PATTERN] or the name of a check, not", section, NULL);
  }
  return is_key(key) ? keep_all(r, glob, key, value)
                     : wrong(r, "there is no key", key, cli_nearest(key, cli_config_key));
}

/* inih's handler: 1 to go on. The first problem counts. */
static int handle(void *user, const char *section, const char *key, const char *value) {
  reading *r = user;
  return r->problem[0] == '\0' && take(r, section, key, value);
}

/* inih's reader of lines. */
static char *next_line(char *line, int room, void *stream) {
  reading *r = stream;
  if (r->problem[0] || !fgets(line, room, r->file)) return NULL;
  r->line++;
  if (strlen(line) > LONGEST_LINE) {
    snprintf(r->problem, sizeof r->problem, "a line of more than %d bytes", LONGEST_LINE);
    return NULL;
  }
  return line;
}

static bool read_file(cli_config *config) {
  reading r = {.config = config, .file = fopen(config->path, "re")};
  if (!r.file) return cli_fail("%s: cannot read: %s", config->path, strerror(errno)) == CLI_GOOD;
  const int bad_line = ini_parse_stream(next_line, &r, handle, &r);
  if (ferror(r.file)) snprintf(r.problem, sizeof r.problem, "cannot read: %s", strerror(errno));
  fclose(r.file);
  if (r.problem[0]) cli_fail("%s:%u: %s", config->path, r.line, r.problem);
  else if (bad_line) cli_fail("%s:%d: neither a section nor KEY = VALUE", config->path, bad_line);
  return !r.problem[0] && !bad_line;
}

/* --- finding --- */

/* The folder of a file (a folder: itself) as an absolute path; that of the run for none and for standard input. */
static bool folder_of(const char *file, char folder[PATH_MAX]) {
  struct stat info;
  if (!file || strcmp(file, "-") == 0) return realpath(".", folder) != NULL;
  if (stat(file, &info) == 0 && S_ISDIR(info.st_mode)) return realpath(file, folder) != NULL;
  char path[PATH_MAX];
  const char *slash = strrchr(file, '/');
  const int size = slash ? snprintf(path, sizeof path, "%.*s", slash == file ? 1 : (int)(slash - file), file)
                         : snprintf(path, sizeof path, ".");
  return size > 0 && size < PATH_MAX && realpath(path, folder);
}

static bool exists(const char *path) {
  FILE *file = fopen(path, "re");
  if (file) fclose(file);
  return file || errno != ENOENT;
}

/* Looks in the folder and all above it. */
static void find(cli_config *config, const char *near) {
  if (!folder_of(near, config->folder)) return;
  for (;;) {
    const char *slash = strcmp(config->folder, "/") == 0 ? "" : "/";
    const int size = snprintf(config->path, sizeof config->path, "%s%s%s", config->folder, slash, file_name);
    if (size < PATH_MAX && exists(config->path)) return;
    config->path[0] = '\0';
    if (!*slash) return;
    char *last = strrchr(config->folder, '/');
    last[last == config->folder] = '\0';
  }
}

bool cli_config_read(cli_config *config, const char *path, const char *near) {
  *config = (cli_config){.count = 0};
  if (!path) find(config, near);
  else if (strlen(path) >= PATH_MAX || !folder_of(path, config->folder))
    return cli_fail("%s: cannot read: no such folder", path) == CLI_GOOD;
  else strcpy(config->path, path);
  return !config->path[0] || read_file(config);
}

void cli_config_free(cli_config *config) {
  for (size_t i = 0; i < config->count; i++) {
    free(config->settings[i].glob);
    free(config->settings[i].key);
    free(config->settings[i].value);
  }
  free(config->settings);
}

/* --- applying --- */

/* Patterns with a slash speak of the path below the configuration's folder, others of the name. */
bool cli_config_fits(const cli_config *config, const cli_setting *setting, const char *translation) {
  if (!*setting->glob) return true;
  char folder[PATH_MAX], path[2 * PATH_MAX];
  if (!translation || !folder_of(translation, folder)) return false;
  const char *slash = strrchr(translation, '/'), *name = slash ? slash + 1 : translation;
  if (!strchr(setting->glob, '/')) return fnmatch(setting->glob, name, 0) == 0;
  const size_t size = strlen(config->folder);
  if (strncmp(folder, config->folder, size) != 0) return false;
  const char *below = folder + size + (folder[size] == '/');
  snprintf(path, sizeof path, "%s%s%s", below, *below ? "/" : "", name);
  return fnmatch(setting->glob, path, 0) == 0;
}

bool cli_config_apply(const cli_config *config, const char *translation, cli_options *options) {
  for (size_t i = 0; i < config->count; i++) {
    const cli_setting *setting = &config->settings[i];
    mtqc_error error = {0};
    if (!cli_config_fits(config, setting, translation)) continue;
    if (strcmp(setting->key, "source-lang") == 0) options->source_language = setting->value;
    else if (strcmp(setting->key, "target-lang") == 0) options->target_language = setting->value;
    else if (mtqc_options_set(options->settings, setting->key, setting->value, &error) != MTQC_OK)
      return cli_fail("%s:%u: %s", config->path, setting->line, error.text) == CLI_GOOD;
  }
  return true;
}

uint64_t cli_config_group(const cli_config *config, const char *translation) {
  uint64_t group = 0;
  for (size_t i = 0; config && i < config->count; i++)
    if (*config->settings[i].glob && cli_config_fits(config, &config->settings[i], translation))
      group = (group ^ (i + 1)) * 0x100000001b3u;
  return group;
}
