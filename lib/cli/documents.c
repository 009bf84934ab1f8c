/* Which documents a run checks: the files named, or all that a rule finds.
 *
 * A rule "SOURCE:TARGET" names both files of a pair by what they have in common, {name}: "{name}.ru.md:{name}.de.md",
 * "en/{name}.md:de/{name}.md". Folders are searched for files that fit the left side; {name} may run over folders. Without a
 * rule, folders are searched for files that hold both sides. Order: by path, so that a run can be repeated. */
#include "cli.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct rule {
  const char *prefix[2], *suffix[2]; /* of source and target, around {name} */
  size_t prefix_size[2];
  char *text;
} rule;

static bool out_of_memory(void) {
  cli_fail("out of memory");
  return false;
}

bool cli_documents_add(cli_documents *list, const char *source, const char *target, bool bitext) {
  if (list->count == list->room) {
    const size_t room = list->room ? 2 * list->room : 16;
    cli_document *more = realloc(list->at, room * sizeof *more);
    if (!more) return out_of_memory();
    list->at = more;
    list->room = room;
  }
  cli_document document = {source ? strdup(source) : NULL, strdup(target), bitext, 0};
  if (!document.target || (source && !document.source)) {
    free(document.source);
    free(document.target);
    return out_of_memory();
  }
  list->at[list->count++] = document;
  return true;
}

void cli_documents_free(cli_documents *list) {
  for (size_t i = 0; i < list->count; i++) {
    free(list->at[i].source);
    free(list->at[i].target);
  }
  free(list->at);
}

/* --- rules --- */

static bool cut_side(rule *r, int side, char *text) {
  char *name = strstr(text, "{name}");
  if (!name) return false;
  *name = '\0';
  r->prefix[side] = text;
  r->prefix_size[side] = strlen(text);
  r->suffix[side] = name + strlen("{name}");
  return true;
}

static bool read_rule(rule *r, const char *text) {
  r->text = strdup(text);
  if (!r->text) return out_of_memory();
  char *colon = strchr(r->text, ':');
  if (colon) *colon = '\0';
  if (colon && cut_side(r, 0, r->text) && cut_side(r, 1, colon + 1)) return true;
  cli_fail("check: option --pair: '%s' is not SOURCE:TARGET with {name} on both sides", text);
  free(r->text);
  return false;
}

/* The name in a path that fits one side of a rule; its size, or 0 if the path does not fit. */
static size_t match(const rule *r, int side, const char *path, const char **name) {
  const size_t size = strlen(path), prefix = r->prefix_size[side], suffix = strlen(r->suffix[side]);
  if (size <= prefix + suffix || strncmp(path, r->prefix[side], prefix) != 0) return 0;
  if (strcmp(path + size - suffix, r->suffix[side]) != 0) return 0;
  *name = path + prefix;
  return size - prefix - suffix;
}

enum { LONGEST_PATH = 4096 };

/* "folder/path", either of which may be empty. False, and told, when it is too long. */
static bool join(char out[LONGEST_PATH], const char *folder, const char *path) {
  const int size = snprintf(out, LONGEST_PATH, "%s%s%s", folder, *folder && *path ? "/" : "", path);
  return (size >= 0 && size < LONGEST_PATH) || cli_fail("%s: the path is too long", folder) == CLI_GOOD;
}

static bool is_file(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}

/* The path of one side of a pair. */
static bool put_path(char out[LONGEST_PATH], const char *folder, const rule *r, int side, const char *name,
                     size_t size) {
  char inside[LONGEST_PATH];
  const int length = snprintf(inside, sizeof inside, "%s%.*s%s", r->prefix[side], (int)size, name, r->suffix[side]);
  if (length < 0 || length >= LONGEST_PATH) return cli_fail("%s: the path is too long", folder) == CLI_GOOD;
  return join(out, folder, inside);
}

/* Adds the pair of a file, given by its path inside a folder, if it fits the rule and both files are there. */
static bool add_pair(cli_documents *list, const rule *r, const char *folder, const char *path) {
  const char *name;
  char source[LONGEST_PATH], target[LONGEST_PATH];
  const size_t size = match(r, 0, path, &name);
  if (size == 0) return true;
  if (!put_path(source, folder, r, 0, name, size) || !put_path(target, folder, r, 1, name, size)) return false;
  if (is_file(target)) return cli_documents_add(list, source, target, false);
  list->untranslated++;
  return true;
}

/* --- folders --- */

typedef struct search {
  cli_documents *list;
  const rule *rule;   /* NULL: files that hold both sides */
  const char *folder; /* where the search began */
} search;

static bool take_file(const search *s, const char *path) {
  char full[LONGEST_PATH];
  if (s->rule) return add_pair(s->list, s->rule, s->folder, path);
  if (!mtqc_bitext_format_of(path)) return true;
  return join(full, s->folder, path) && cli_documents_add(s->list, NULL, full, true);
}

enum { MOST_DEPTH = 64 };

static bool search_folder(const search *s, const char *inside, int depth);

/* An entry of the folder `inside`. Hidden ones are left out; links to folders are not followed. */
static bool take_entry(const search *s, const char *inside, const char *name, int depth) {
  char path[LONGEST_PATH], full[LONGEST_PATH];
  struct stat info;
  if (name[0] == '.') return true;
  if (!join(path, inside, name) || !join(full, s->folder, path)) return false;
  if (lstat(full, &info) != 0) return true;
  if (!S_ISDIR(info.st_mode)) return take_file(s, path);
  return depth == MOST_DEPTH || search_folder(s, path, depth + 1);
}

/* All files below `inside` (a path in s->folder, "" for itself). */
static bool search_folder(const search *s, const char *inside, int depth) {
  char full[LONGEST_PATH];
  struct dirent **entries;
  if (!join(full, s->folder, inside)) return false;
  const int count = scandir(*full ? full : ".", &entries, NULL, alphasort);
  if (count < 0) return cli_fail("%s: cannot read: %s", full, strerror(errno)) == CLI_GOOD;
  bool good = true;
  for (int i = 0; i < count; i++) {
    good = good && take_entry(s, inside, entries[i]->d_name, depth);
    free(entries[i]);
  }
  free(entries);
  return good;
}

static bool take_argument(cli_documents *list, const rule *r, const char *path) {
  struct stat info;
  if (stat(path, &info) != 0) return cli_fail("%s: cannot read: %s", path, strerror(errno)) == CLI_GOOD;
  const search s = {list, r, strcmp(path, ".") == 0 ? "" : path};
  if (S_ISDIR(info.st_mode)) return search_folder(&s, "", 0);
  if (r) return add_pair(list, r, "", path);
  return cli_documents_add(list, NULL, path, true);
}

/* An argument may be a pattern that no shell has seen. */
static bool take_pattern(cli_documents *list, const rule *r, const char *pattern) {
  struct stat info;
  if (stat(pattern, &info) == 0 || !strpbrk(pattern, "*?[")) return take_argument(list, r, pattern);
  glob_t found;
  const int status = glob(pattern, 0, NULL, &found);
  if (status == GLOB_NOSPACE) return out_of_memory();
  if (status != 0) return cli_fail("%s: no file fits the pattern", pattern) == CLI_GOOD;
  bool good = true;
  for (size_t i = 0; i < found.gl_pathc && good; i++) good = take_argument(list, r, found.gl_pathv[i]);
  globfree(&found);
  return good;
}

bool cli_documents_find(cli_documents *list, const char *pair, char **arguments, int count) {
  rule r;
  if (pair && !read_rule(&r, pair)) return false;
  bool good = count > 0 || take_argument(list, pair ? &r : NULL, ".");
  for (int i = 0; i < count && good; i++) good = take_pattern(list, pair ? &r : NULL, arguments[i]);
  if (pair) free(r.text);
  return good;
}
