/* Arena, text, arrays, maps, tables, errors, files. */
#include "test.h"

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/table.h"

#include <stdio.h>
#include <unistd.h>

static mq_arena *arena;
static void setup(void) { arena = mq_arena_new(); }
static void teardown(void) { mq_arena_free(arena); }

START_TEST(arena_memory_is_zeroed_and_aligned) {
  for (size_t size = 0; size < 3000; size += 37) {
    unsigned char *p = mq_arena_alloc(arena, size);
    ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++) ck_assert_int_eq(p[i], 0);
    memset(p, 0xff, size);
  }
}
END_TEST

START_TEST(arena_is_used_again_after_clear) {
  for (int i = 0; i < 100; i++) mq_arena_alloc(arena, 10000);
  const size_t most = mq_arena_size(arena);
  mq_arena_clear(arena);
  ck_assert_uint_lt(mq_arena_size(arena), most);
  unsigned char *p = mq_arena_alloc(arena, 10000);
  for (size_t i = 0; i < 10000; i++) ck_assert_int_eq(p[i], 0);
}
END_TEST

static int released;
static void release(void *object) { released = released * 10 + *(int *)object; }

START_TEST(arena_releases_last_deferred_first) {
  int one = 1, two = 2;
  mq_arena *other = mq_arena_new();
  mq_arena_defer(other, release, &one);
  mq_arena_defer(other, release, &two);
  released = 0;
  mq_arena_free(other);
  ck_assert_int_eq(released, 21);
}
END_TEST

START_TEST(arena_escapes_when_memory_is_out) {
  if (mq_arena_try(arena)) {
    mq_malloc_fail_at(0);
    return;
  }
  mq_malloc_fail_at(1);
  mq_arena_alloc(arena, (size_t)1 << 24);
  mq_malloc_fail_at(0);
  ck_abort_msg("no escape");
}
END_TEST

START_TEST(arena_escapes_on_overflow) {
  if (mq_arena_try(arena)) return;
  mq_arena_array(arena, SIZE_MAX / 2, 4);
  ck_abort_msg("no escape");
}
END_TEST

START_TEST(arena_releases_object_when_deferring_fails) {
  static int three = 3;
  mq_arena *volatile other = mq_arena_new();
  released = 0;
  if (!mq_arena_try(other)) {
    mq_malloc_fail_at(1);
    mq_arena_defer(other, release, &three);
    ck_abort_msg("no escape");
  }
  mq_malloc_fail_at(0);
  ck_assert_int_eq(released, 3);
  mq_arena_free(other);
}
END_TEST

START_TEST(array_keeps_what_was_pushed) {
  MQ_ARRAY(size_t) list = {0};
  for (size_t i = 0; i < 1000; i++) *mq_push(arena, &list) = i * i;
  ck_assert_uint_eq(list.count, 1000);
  for (size_t i = 0; i < 1000; i++) ck_assert_uint_eq(list.at[i], i * i);
}
END_TEST

START_TEST(map_behaves_like_an_array_of_pairs) {
  /* Randomised against a plain array; the seed is printed so that a failure can be run again. */
  const unsigned seed = (unsigned)getpid();
  printf("# seed %u\n", seed);
  srand(seed);
  mq_map map = {.arena = arena};
  char names[500][12];
  uint32_t values[500] = {0};
  for (size_t i = 0; i < 500; i++) snprintf(names[i], sizeof names[i], "k%zu", i);
  for (int step = 0; step < 5000; step++) {
    const size_t i = (size_t)rand() % 500;
    bool added;
    uint32_t *value = mq_map_add(&map, mq_str_of(names[i]), &added);
    ck_assert_int_eq(added, values[i] == 0);
    ck_assert_uint_eq(*value, values[i]);
    *value = ++values[i];
  }
  for (size_t i = 0; i < 500; i++) {
    const uint32_t *value = mq_map_find(&map, mq_str_of(names[i]));
    ck_assert_uint_eq(value ? *value : 0, values[i]);
  }
  ck_assert_ptr_null(mq_map_find(&map, MQ_STR("absent")));
}
END_TEST

START_TEST(empty_map_finds_nothing) {
  const mq_map map = {.arena = arena};
  ck_assert_ptr_null(mq_map_find(&map, MQ_STR("")));
}
END_TEST

START_TEST(strings_split_trim_compare) {
  mq_str rest = MQ_STR("a;;b"), piece;
  ck_assert(mq_str_split(&rest, ';', &piece));
  ck_assert_str_is(piece, "a");
  ck_assert(mq_str_split(&rest, ';', &piece));
  ck_assert_str_is(piece, "");
  ck_assert(mq_str_split(&rest, ';', &piece));
  ck_assert_str_is(piece, "b");
  ck_assert(!mq_str_split(&rest, ';', &piece));
  ck_assert_str_is(mq_str_trim(MQ_STR(" \t x y \r\n")), "x y");
  ck_assert_int_lt(mq_str_compare(MQ_STR("ab"), MQ_STR("abc")), 0);
  ck_assert_int_gt(mq_str_compare(MQ_STR("b"), MQ_STR("abc")), 0);
  ck_assert_int_eq(mq_str_compare(MQ_STR("x"), MQ_STR("x")), 0);
}
END_TEST

START_TEST(hash_is_the_same_forever) {
  /* Packs on disk depend on these values. */
  ck_assert_uint_eq(mq_hash(MQ_STR("")), 0);
  ck_assert_uint_eq(mq_hash(MQ_STR("word")), 0x83c3f7d7ba9721daull);
  ck_assert_uint_eq(mq_hash(MQ_STR("a longer text of several words")), 0xda10aaab93b95b1full);
  ck_assert_uint_ne(mq_hash(MQ_STR("a")), mq_hash(MQ_STR("b")));
  ck_assert_uint_ne(mq_hash(MQ_STR("abcdefgh")), mq_hash(MQ_STR("abcdefgh\0")));
}
END_TEST

START_TEST(buffer_grows_and_formats) {
  mq_buf buf = {.arena = arena};
  for (int i = 0; i < 1000; i++) mq_buf_format(&buf, "%d,", i);
  ck_assert_uint_eq(buf.size, 10 * 2 + 90 * 3 + 900 * 4);
  ck_assert_str_eq(buf.at + buf.size - 4, "999,");
  ck_assert_str_eq(mq_format(arena, "%s-%d", "x", 7), "x-7");
}
END_TEST

START_TEST(table_leaves_comments_and_empty_lines_out) {
  const mq_table table = mq_table_parse(arena, MQ_STR("# head\na\tb\n\n  \nc\t\td \n"));
  ck_assert_uint_eq(table.rows, 2);
  ck_assert_str_is(mq_table_field(&table, 0, 1), "b");
  ck_assert_str_is(mq_table_field(&table, 1, 1), "");
  ck_assert_str_is(mq_table_field(&table, 1, 2), "d");
  ck_assert_str_is(mq_table_field(&table, 1, 9), "");
  ck_assert_str_is(mq_table_field(&table, 9, 0), "");
  ck_assert_uint_eq(table.lines[1], 5);
}
END_TEST

START_TEST(first_error_wins) {
  mtqc_error error = {0};
  ck_assert_int_eq(mq_error_at(&error, MTQC_EIO, "a/b", 3, 9, "cannot %s", "read"), MTQC_EIO);
  ck_assert_int_eq(mq_error_set(&error, MTQC_EDATA, "other"), MTQC_EDATA);
  ck_assert_int_eq(error.code, MTQC_EIO);
  ck_assert_str_eq(error.text, "cannot read");
  ck_assert_str_eq(error.file, "a/b");
  ck_assert_uint_eq(error.line, 3);
  mtqc_error_clear(&error);
  ck_assert_int_eq(error.code, 0);
  ck_assert_int_eq(mq_error_memory(NULL), MTQC_ENOMEM);
  ck_assert_str_eq(mtqc_status_name(MTQC_ELIMIT), "MTQC_ELIMIT");
}
END_TEST

START_TEST(long_file_name_keeps_its_end) {
  char path[600];
  memset(path, 'd', sizeof path);
  strcpy(path + sizeof path - 7, "/x.txt");
  mtqc_error error = {0};
  mq_error_at(&error, MTQC_EIO, path, 0, 0, "x");
  ck_assert_uint_eq(strlen(error.file), sizeof error.file - 1);
  ck_assert(mq_str_ends(mq_str_of(error.file), MQ_STR("/x.txt")));
  ck_assert(mq_str_starts(mq_str_of(error.file), MQ_STR("...d")));
}
END_TEST

START_TEST(files_are_read_mapped_and_written) {
  char path[] = "/tmp/mtqc-base-XXXXXX";
  close(mkstemp(path));
  mq_str got;
  mtqc_error error = {0};
  ck_assert_int_eq(mq_file_map(arena, path, &got, &error), 0);
  ck_assert_uint_eq(got.size, 0);
  ck_assert_int_eq(mq_file_write(path, MQ_STR("two\nlines\n"), &error), 0);
  ck_assert_int_eq(mq_file_read(arena, path, 100, &got, &error), 0);
  ck_assert_str_is(got, "two\nlines\n");
  ck_assert_int_eq(mq_file_map(arena, path, &got, &error), 0);
  ck_assert_str_is(got, "two\nlines\n");
  ck_assert_int_eq(mq_file_read(arena, path, 5, &got, &error), MTQC_ELIMIT);
  ck_assert(mq_file_exists(path));
  unlink(path);
  ck_assert(!mq_file_exists(path));
  mtqc_error_clear(&error);
  ck_assert_int_eq(mq_file_read(arena, path, 5, &got, &error), MTQC_EIO);
  ck_assert_str_eq(error.file, path);
  mtqc_error_clear(&error);
  ck_assert_int_eq(mq_file_read(arena, "/", 5, &got, &error), MTQC_EIO);
  ck_assert_str_eq(error.text, "cannot read: is a directory");
  ck_assert_int_eq(mq_file_write("/nonexistent/x", MQ_STR("x"), NULL), MTQC_EIO);
  ck_assert_int_eq(mq_file_write("/dev/full", MQ_STR("x"), NULL), MTQC_EIO);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("base");
  TCase *tests = tcase_create("base");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, arena_memory_is_zeroed_and_aligned);
  tcase_add_test(tests, arena_is_used_again_after_clear);
  tcase_add_test(tests, arena_releases_last_deferred_first);
  tcase_add_test(tests, arena_escapes_when_memory_is_out);
  tcase_add_test(tests, arena_escapes_on_overflow);
  tcase_add_test(tests, arena_releases_object_when_deferring_fails);
  tcase_add_test(tests, array_keeps_what_was_pushed);
  tcase_add_test(tests, map_behaves_like_an_array_of_pairs);
  tcase_add_test(tests, empty_map_finds_nothing);
  tcase_add_test(tests, strings_split_trim_compare);
  tcase_add_test(tests, hash_is_the_same_forever);
  tcase_add_test(tests, buffer_grows_and_formats);
  tcase_add_test(tests, table_leaves_comments_and_empty_lines_out);
  tcase_add_test(tests, first_error_wins);
  tcase_add_test(tests, long_file_name_keeps_its_end);
  tcase_add_test(tests, files_are_read_mapped_and_written);
  suite_add_tcase(suite, tests);
  return test_main(suite);
}
