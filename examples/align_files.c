/* Aligns two documents and prints the text of each bead, source and translation side by side.
 *
 *   align_files SOURCE_LANGUAGE TARGET_LANGUAGE SOURCE TARGET
 *
 * Build: cc align_files.c $(pkg-config --cflags --libs mtqc) */
#include <mtqc/mtqc.h>

#include <stdio.h>

/* The text from the first to the last segment of one side of a bead; line breaks inside it become spaces. */
static void print_side(const mtqc_alignment *alignment, size_t bead, mtqc_side side, mtqc_text text) {
  size_t first, last, start, end;
  mtqc_alignment_bead(alignment, bead, side, &first, &last);
  if (first == last) {
    printf("(nothing)");
    return;
  }
  mtqc_alignment_segment(alignment, side, first, &start, NULL);
  mtqc_alignment_segment(alignment, side, last - 1, NULL, &end);
  for (size_t i = start; i < end; i++) putchar(text.bytes[i] == '\n' ? ' ' : text.bytes[i]);
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: align_files SOURCE_LANGUAGE TARGET_LANGUAGE SOURCE TARGET\n");
    return 2;
  }
  mtqc_error error = {0};
  mtqc_file *source = mtqc_file_open(argv[3], NULL, &error);
  mtqc_file *target = mtqc_file_open(argv[4], NULL, &error);
  mtqc_checker *checker = mtqc_checker_new(argv[1], argv[2], NULL, &error);
  mtqc_alignment *alignment = NULL;
  if (source && target && checker) {
    const mtqc_text s = mtqc_file_text(source), t = mtqc_file_text(target);
    mtqc_align(checker, s.bytes, s.size, t.bytes, t.size, &alignment, &error);
    for (size_t i = 0; alignment && i < mtqc_alignment_bead_count(alignment); i++) {
      printf("%3zu  %.2f  ", i + 1, mtqc_alignment_confidence(alignment, i));
      print_side(alignment, i, MTQC_SOURCE, s);
      printf("\n           ");
      print_side(alignment, i, MTQC_TARGET, t);
      printf("\n");
    }
  }
  if (error.code) fprintf(stderr, "align_files: %s%s%s\n", error.file, *error.file ? ": " : "", error.text);
  mtqc_alignment_free(alignment);
  mtqc_checker_free(checker);
  mtqc_file_free(target);
  mtqc_file_free(source);
  return error.code ? 2 : 0;
}
