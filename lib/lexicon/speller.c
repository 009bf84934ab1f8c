/* Two handles of one dictionary: as it is, and with compounding taken out, so that "accepted" can be told
 * from "accepted because its parts are". For the second one hunspell reads a copy of the .aff file without
 * its COMPOUND... lines; a dictionary that has none of them needs one handle only.
 *
 * Hunspell_create reports no missing file, so whatever it is given is tried for reading first; and it is not
 * safe to run twice at a time (1.7.1), so it runs under a lock of the process. A handle serves one thread at a
 * time; loading takes 50 to 160 ms, so handles outlive the run that loaded them and wait in a pool for the next. */
#define _GNU_SOURCE /* memfd_create */
#include "speller.h"

#include "base/array.h"
#include "base/file.h"
#include "text/charset.h"

#include <dirent.h>
#include <hunspell/hunspell.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* --- finding a dictionary ----------------------------------------------------------------------------- */

typedef MQ_ARRAY(const char *) names;

static const char *system_folders[] = {"/usr/share/hunspell", "/usr/share/myspell/dicts"};

static names search_folders(mq_arena *arena) {
  names folders = {0};
  mq_str rest = mq_str_of(getenv("DICPATH")), piece;
  while (mq_str_split(&rest, ':', &piece))
    if (piece.size) *mq_push(arena, &folders) = mq_str_copy(arena, piece).at;
  for (size_t i = 0; i < sizeof system_folders / sizeof *system_folders; i++)
    *mq_push(arena, &folders) = system_folders[i];
  return folders;
}

static const char *readable_pair(mq_arena *arena, const char *folder, const char *name) {
  const char *path = mq_format(arena, "%s/%s", folder, name);
  const bool both = access(mq_format(arena, "%s.aff", path), R_OK) == 0 &&
                    access(mq_format(arena, "%s.dic", path), R_OK) == 0;
  return both ? path : NULL;
}

/* The first name in byte order that is `language` and an underscore and has both files. */
static const char *first_region(mq_arena *arena, const char *folder, const char *code) {
  DIR *directory = opendir(folder);
  if (!directory) return NULL;
  const mq_str prefix = mq_str_of(mq_format(arena, "%s_", code));
  char best[256] = "";
  for (const struct dirent *entry; (entry = readdir(directory));) {
    const mq_str name = mq_str_of(entry->d_name);
    if (!mq_str_starts(name, prefix) || !mq_str_ends(name, MQ_STR(".dic")) || name.size >= sizeof best)
      continue;
    char stripped[sizeof best];
    snprintf(stripped, sizeof stripped, "%.*s", (int)(name.size - 4), name.at);
    if ((!best[0] || strcmp(stripped, best) < 0) && readable_pair(arena, folder, stripped))
      strcpy(best, stripped);
  }
  closedir(directory);
  return best[0] ? readable_pair(arena, folder, best) : NULL;
}

const char *mq_speller_find(mq_arena *arena, const mq_language *language) {
  const names folders = search_folders(arena);
  char likely[8];
  mq_language_likely_region(language, likely, sizeof likely);
  const bool bare = strcmp(language->locale, language->code) == 0;
  const char *wanted[] = {bare ? "" : language->locale,
                          mq_format(arena, "%s_%s", language->code, language->region),
                          mq_format(arena, "%s_%s", language->code, likely), language->code};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    for (size_t f = 0; f < folders.count; f++) {
      const char *path = wanted[i][0] ? readable_pair(arena, folders.at[f], wanted[i]) : NULL;
      if (path) return path;
    }
  for (size_t f = 0; f < folders.count; f++) {
    const char *path = first_region(arena, folders.at[f], language->code);
    if (path) return path;
  }
  return NULL;
}

/* --- the two handles ---------------------------------------------------------------------------------- */

struct mq_spellers {
  const char *aff, *dic;
  pthread_mutex_t lock; /* of idle */
  mq_speller *idle;
};

struct mq_speller {
  mq_spellers *pool;
  mq_speller *next;         /* idle one */
  mq_arena *arena;          /* its own, freed with it */
  mq_arena *borrower;       /* the arena that it escapes with */
  mq_charset *charset;
  bool tried_plain, tried_full; /* loading is tried once a run */
  bool joins;                   /* the .aff file has rules for compounds */
  Hunhandle *plain, *full;      /* without and with compounding */
};

static mq_speller *speller_new(mq_spellers *pool) {
  mq_speller *speller = mq_malloc(sizeof *speller);
  mq_arena *arena = mq_arena_new();
  if (!speller || !arena) {
    mq_free(speller);
    mq_arena_free(arena);
    return NULL;
  }
  *speller = (mq_speller){.pool = pool, .arena = arena};
  return speller;
}

static void speller_free(mq_speller *speller) {
  if (speller->full) Hunspell_destroy(speller->full);
  if (speller->plain) Hunspell_destroy(speller->plain);
  mq_arena_free(speller->arena);
  mq_free(speller);
}

static void free_pool(void *object) {
  mq_spellers *pool = object;
  for (mq_speller *next, *speller = pool->idle; speller; speller = next) {
    next = speller->next;
    speller_free(speller);
  }
  pthread_mutex_destroy(&pool->lock);
}

mq_spellers *mq_spellers_new(mq_arena *arena, const char *path) {
  mq_spellers *pool = mq_arena_alloc(arena, sizeof *pool);
  pool->aff = mq_format(arena, "%s.aff", path);
  pool->dic = mq_format(arena, "%s.dic", path);
  pthread_mutex_init(&pool->lock, NULL);
  mq_arena_defer(arena, free_pool, pool);
  return pool;
}

/* One that could not load all it tried, for want of memory perhaps, does not wait for the next run. */
static bool is_whole(const mq_speller *speller) {
  return speller->plain && speller->charset && (speller->full || !speller->tried_full);
}

static void give_back(void *object) {
  mq_speller *speller = object;
  if (!is_whole(speller)) {
    speller_free(speller);
    return;
  }
  pthread_mutex_lock(&speller->pool->lock);
  speller->next = speller->pool->idle;
  speller->pool->idle = speller;
  pthread_mutex_unlock(&speller->pool->lock);
}

mq_speller *mq_speller_borrow(mq_arena *arena, mq_spellers *pool) {
  pthread_mutex_lock(&pool->lock);
  mq_speller *speller = pool->idle;
  if (speller) pool->idle = speller->next;
  pthread_mutex_unlock(&pool->lock);
  if (!speller) speller = speller_new(pool);
  if (!speller) mq_arena_fail(arena);
  speller->borrower = arena;
  mq_arena_defer(arena, give_back, speller);
  return speller;
}

/* Allocates nothing in the arena, so that a file open meanwhile cannot be lost by an escape. */
static Hunhandle *create(const mq_speller *speller, const char *aff) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  if (access(aff, R_OK) != 0 || access(speller->pool->dic, R_OK) != 0) return NULL;
  pthread_mutex_lock(&lock);
  Hunhandle *handle = Hunspell_create(aff, speller->pool->dic);
  pthread_mutex_unlock(&lock);
  return handle;
}

static const mq_str joining = {"COMPOUND", 8};

static bool has_joining_rules(mq_str aff) {
  for (mq_str line; mq_str_split(&aff, '\n', &line);)
    if (mq_str_starts(line, joining)) return true;
  return false;
}

static bool write_without_joining_rules(FILE *file, mq_str aff) {
  for (mq_str line; mq_str_split(&aff, '\n', &line);)
    if (!mq_str_starts(line, joining)) fwrite(line.at, 1, line.size, file), putc('\n', file);
  return fflush(file) == 0 && !ferror(file);
}

/* A file that has a name for hunspell to open, and vanishes when closed: in memory, or else a temporary one.
 */
static FILE *nameless_file(char *path, size_t room, bool *remove_it) {
  *remove_it = false;
  int fd = memfd_create("mtqc", MFD_CLOEXEC);
  if (fd >= 0) {
    snprintf(path, room, "/proc/self/fd/%d", fd);
    if (access(path, R_OK) == 0) return fdopen(fd, "w");
    close(fd);
  }
  const char *folder = getenv("TMPDIR");
  if (snprintf(path, room, "%s/mtqc-XXXXXX", folder && folder[0] ? folder : "/tmp") >= (int)room) return NULL;
  fd = mkstemp(path);
  *remove_it = fd >= 0;
  return fd >= 0 ? fdopen(fd, "w") : NULL;
}

static Hunhandle *create_plain(mq_speller *speller) {
  mq_str aff;
  if (mq_file_map(speller->arena, speller->pool->aff, &aff, NULL) != MTQC_OK) return NULL;
  speller->joins = has_joining_rules(aff);
  if (!speller->joins) return create(speller, speller->pool->aff);
  char path[256];
  bool remove_it;
  FILE *file = nameless_file(path, sizeof path, &remove_it);
  Hunhandle *handle = file && write_without_joining_rules(file, aff) ? create(speller, path) : NULL;
  if (file) fclose(file);
  if (remove_it) unlink(path);
  return handle;
}

static Hunhandle *plain_handle(mq_speller *speller) {
  if (!speller->tried_plain) {
    speller->tried_plain = true;
    memcpy(mq_arena_escape(speller->arena), mq_arena_escape(speller->borrower), sizeof(jmp_buf));
    speller->plain = create_plain(speller);
    if (speller->plain)
      speller->charset = mq_charset_open(speller->arena, Hunspell_get_dic_encoding(speller->plain));
  }
  return speller->plain;
}

static Hunhandle *full_handle(mq_speller *speller) {
  Hunhandle *plain = plain_handle(speller); /* finds out whether the two differ */
  if (!speller->joins) return plain;
  if (!speller->tried_full) {
    speller->tried_full = true;
    speller->full = create(speller, speller->pool->aff);
  }
  return speller->full;
}

/* --- asking ------------------------------------------------------------------------------------------- */

/* Over `limit` code points? Counts no further than it must. */
static bool longer_than(mq_str word, size_t limit) {
  size_t letters = 0;
  for (size_t i = 0; i < word.size && letters <= limit; i++)
    letters += ((unsigned char)word.at[i] & 0xc0) != 0x80;
  return letters > limit;
}

static bool accepted_by(mq_speller *speller, Hunhandle *handle, mq_str word) {
  char bytes[MQ_SPELLER_LETTERS * 4 + 1];
  return handle && speller->charset && mq_charset_convert(speller->charset, word, bytes, sizeof bytes) &&
         Hunspell_spell(handle, bytes) != 0;
}

bool mq_speller_knows(mq_speller *speller, mq_str word) {
  return word.size && !longer_than(word, MQ_SPELLER_LETTERS) &&
         accepted_by(speller, plain_handle(speller), word);
}

bool mq_speller_accepts(mq_speller *speller, mq_str word) {
  return mq_speller_knows(speller, word) || (word.size && !longer_than(word, MQ_SPELLER_COMPOUND_LETTERS) &&
                                             accepted_by(speller, full_handle(speller), word));
}
