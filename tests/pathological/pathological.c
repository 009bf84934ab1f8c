/* Inputs built to hurt: each is checked in every mode within a generous time, and gives a report or one clear error.
 * A quadratic algorithm anywhere in the pipeline fails here: it would take half an hour for the lines and minutes for the bytes.
 * Most cases take a second; the dearest ones, segments in which the aligner finds little to go by, eight. */
#include <mtqc/mtqc.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Under sanitizers, which find other faults than slowness, the inputs are smaller. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { SMALLER = 10 };
#else
enum { SMALLER = 1 };
#endif
enum { SECONDS_ALLOWED = 90, SIZE = 200000 / SMALLER, LINES = 20000 / SMALLER };

typedef struct text {
  char *bytes;
  size_t size;
} text;

/* `piece` again and again, at least `size` bytes in all, or LINES times if it ends a line. */
static text repeat(const char *piece, size_t piece_size, size_t size) {
  size_t times = piece_size ? (size + piece_size - 1) / piece_size : 0;
  if (times > LINES && piece[piece_size - 1] == '\n') times = LINES;
  text t = {malloc(times * piece_size + 1), times * piece_size};
  for (size_t i = 0; i < times; i++) memcpy(t.bytes + i * piece_size, piece, piece_size);
  return t;
}

/* Bytes that look like anything, always the same. */
static text noise(size_t size) {
  text t = {malloc(size + 1), size};
  uint32_t state = 12345;
  for (size_t i = 0; i < size; i++) {
    state = state * 1664525u + 1013904223u;
    t.bytes[i] = (char)(state >> 24);
  }
  return t;
}

/* Lines that are all different. */
static text different_lines(size_t count) {
  text t = {malloc(count * 48), 0};
  for (size_t i = 0; i < count; i++) t.size += (size_t)sprintf(t.bytes + t.size, "Line %zu says %zu.\n", i, i * i % 1009);
  return t;
}

#define PIECE(literal) literal, sizeof(literal) - 1

static const struct {
  const char *name, *source;
  size_t source_size;
  const char *target;
  size_t target_size;
} cases[] = {
    {"one letter without spaces", PIECE("a"), PIECE("b")},
    {"one long word a line", PIECE("слово"), PIECE("wort")},
    {"capital letters", PIECE("А"), PIECE("A")},
    {"quotation marks", PIECE("\""), PIECE("\xe2\x80\x9e")},
    {"opening brackets", PIECE("("), PIECE("[")},
    {"nested brackets of all kinds", PIECE("([{<"), PIECE(">}])")},
    {"full stops", PIECE("."), PIECE(".")},
    {"full stops and spaces", PIECE(". "), PIECE("! ")},
    {"abbreviations", PIECE("т. д. "), PIECE("z. B. ")},
    {"single letters with stops", PIECE("К. "), PIECE("A. ")},
    {"combining marks", PIECE("\xcc\x81"), PIECE("a\xcc\x88")},
    {"zero-width joiners", PIECE("\xe2\x80\x8d"), PIECE("\xe2\x80\x8b")},
    {"right-to-left marks", PIECE("\xe2\x80\xae"), PIECE("\xe2\x80\xaf")},
    {"NUL bytes", PIECE("\0"), PIECE("a\0b")},
    {"bytes that are no UTF-8", PIECE("\xff"), PIECE("\xc3")},
    {"lone surrogates", PIECE("\xed\xa0\x80"), PIECE("\xed\xbf\xbf")},
    {"digits", PIECE("1"), PIECE("9")},
    {"digits with separators", PIECE("1.234,"), PIECE("1 234.")},
    {"numbers", PIECE("12 "), PIECE("12 ")},
    {"spelled numbers", PIECE("сто двадцать три "), PIECE("hundertdreiundzwanzig ")},
    {"hyphens", PIECE("a-"), PIECE("b-")},
    {"open tags", PIECE("<b>"), PIECE("<i>")},
    {"unfinished tags", PIECE("<a "), PIECE("<")},
    {"entities", PIECE("&amp;"), PIECE("&")},
    {"placeholders", PIECE("%s {0} "), PIECE("{ {{ %")},
    {"messages with plurals", PIECE("{n, plural, one {"), PIECE("{n, plural, one {} ")},
    {"paths and options", PIECE("/a/b --cc 1.2.3.4"), PIECE("/a/b --cd 1.2.3.5")},
    {"backslashes", PIECE("\\n"), PIECE("\\\\t")},
    {"backticks and stars", PIECE("`a``b**"), PIECE("```a` **")},
    {"tags in square brackets", PIECE("[a=[/a]"), PIECE("[/a][a=")},
    {"mojibake", PIECE("Ã¼ РїСЂ "), PIECE("Ã¼ \xef\xbf\xbd")},
    {"words of two scripts", PIECE("Kasаchstan "), PIECE("Kasаchstan ")},
    {"clauses without an auxiliary", PIECE("что Дом "), PIECE("dass Haus ")},
    {"web addresses", PIECE("https://example.org/a "), PIECE("https://example.org/a ")},
    {"one endless web address", PIECE("https://a/"), PIECE("http://b?")},
    {"mail addresses", PIECE("a@b.c "), PIECE("a@@b..c ")},
    {"line breaks", PIECE("\n"), PIECE("\r\n")},
    {"lone carriage returns", PIECE("\r"), PIECE("a\r")},
    {"short lines", PIECE("да\n"), PIECE("ja\n")},
    {"empty paragraphs", PIECE("\n\n"), PIECE(" \n\n")},
    {"one sentence over and over", PIECE("Это одно предложение. "), PIECE("Das ist ein Satz. ")},
    {"one name over and over", PIECE("Иванов "), PIECE("Iwanow Ivanov ")},
    {"one compound over and over", PIECE("бульдозер "), PIECE("Donaudampfschifffahrtsgesellschaft")},
    {"negations", PIECE("не "), PIECE("nicht ")},
    {"segments of punctuation", PIECE("!\n"), PIECE("?\n")},
    {"segments of quotation marks", PIECE("«»\n"), PIECE("„“\n")},
    {"weekdays and dates", PIECE("понедельник, 5 мая 2021 года, "), PIECE("Montag, den 6. Mai 2021, ")},
    {"hours and units", PIECE("17:30 5 км/ч "), PIECE("17.30 Uhr 5 mph ")},
    {"Roman numerals", PIECE("XIX век MCMXC "), PIECE("XX. Jahrhundert IV ")},
    {"pronouns of address", PIECE("Вы вас ты "), PIECE("Sie Ihnen du dein ")},
    {"Markdown", PIECE("**a** `b` [c](d) "), PIECE("*a _b [c](")},
    {"plural forms, nested", PIECE("{n, plural, one {a} other {"), PIECE("{n, plural, other {# ")},
    {"letters of two scripts", PIECE("аaоo"), PIECE("aаoо ")},
    {"broken encoding", PIECE("Ã¤Ð¶ "), PIECE("Ã¤Ã¶Ã¼ ")},
    {"letters that could be composed", PIECE("и\xcc\x86"), PIECE("u\xcc\x88 ")},
    {"headings", PIECE("# Раздел\n\n"), PIECE("# Teil\n\n")},
    {"source only", PIECE("Предложение. "), PIECE("")},
    {"target only", PIECE(""), PIECE("Ein Satz. ")},
    {"nothing at all", PIECE(""), PIECE("")},
};

static int failures, tests;

static void judge(const char *name, const char *mode, int status, const mtqc_error *error, double seconds) {
  const bool good = (status == 0 || (status < 0 && error->text[0])) && seconds < SECONDS_ALLOWED;
  tests++;
  failures += !good;
  printf("%sok %d - %s, %s (%.2f s)%s%s\n", good ? "" : "not ", tests, name, mode, seconds, status ? ": " : "",
         status ? error->text : "");
  fflush(stdout);
}

static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

typedef int (*mode)(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                    size_t target_size, mtqc_report **out, mtqc_error *error);

/* Reads every byte, as a file would, and keeps none. */
static int swallow(void *payload, const char *bytes, size_t size) {
  unsigned *sum = payload;
  for (size_t i = 0; i < size; i++) *sum += (unsigned char)bytes[i];
  return 0;
}

static void run(const mtqc_checker *checker, const char *name, const char *mode_name, mode check, text source, text target) {
  mtqc_report *report = NULL;
  mtqc_error error = {0};
  unsigned sum = 0;
  const double start = now();
  int status = check(checker, source.bytes, source.size, target.bytes, target.size, &report, &error);
  for (size_t i = 0; report && status == 0 && mtqc_report_format_name(i); i++)
    status = mtqc_report_write(report, mtqc_report_format_name(i), NULL, swallow, &sum, &error);
  judge(name, mode_name, status, &error, now() - start);
  mtqc_report_free(report);
}

static void run_all(const mtqc_checker *checker, const char *name, text source, text target) {
  run(checker, name, "documents", mtqc_check, source, target);
  run(checker, name, "lines", mtqc_check_lines, source, target);
  const text none = {NULL, 0};
  run(checker, name, "target alone", mtqc_check, none, target);
  free(source.bytes);
  free(target.bytes);
}

int main(void) {
  mtqc_error error = {0};
  mtqc_checker *checker = mtqc_checker_new("ru", "de", NULL, &error);
  if (!checker) {
    printf("Bail out! %s\n", error.text);
    return 1;
  }
  const size_t count = sizeof cases / sizeof cases[0];
  printf("1..%zu\n", 3 * (count + 4));
  for (size_t i = 0; i < count; i++)
    run_all(checker, cases[i].name, repeat(cases[i].source, cases[i].source_size, SIZE),
            repeat(cases[i].target, cases[i].target_size, SIZE));
  run_all(checker, "noise", noise(SIZE), noise(SIZE));
  run_all(checker, "many lines against one", different_lines(LINES), repeat(PIECE("Ein Satz."), 9));
  run_all(checker, "one line against many", repeat(PIECE("Предложение."), 23), different_lines(LINES));
  run_all(checker, "many lines against many", different_lines(LINES), different_lines(LINES));
  mtqc_checker_free(checker);
  return failures > 0;
}
