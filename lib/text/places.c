#include "places.h"

/* Most bytes of a run without a point. */
enum { STEP = 1024 };

/* Bytes in the file of the character that begins with `lead` in UTF-8, where the file is in another encoding. */
static unsigned width_of(unsigned char lead, mq_width width) {
  if (width == MQ_WIDTH_UTF16) return lead >= 0xf0 ? 4 : 2;
  return width == MQ_WIDTH_UTF32 ? 4 : 1;
}

static bool ends_line(mq_str text, size_t i) {
  return text.at[i] == '\n' || (text.at[i] == '\r' && !(i + 1 < text.size && text.at[i + 1] == '\n'));
}

void mq_place_move(mq_place *place, mq_str text, mq_width width) {
  uint32_t line = place->line, column = place->column;
  uint64_t byte = place->byte;
  for (size_t i = 0; i < text.size; i++) {
    const unsigned char c = (unsigned char)text.at[i];
    const bool begins = (c & 0xc0) != 0x80;
    column += begins;
    if (begins && width != MQ_WIDTH_UTF8) byte += width_of(c, width);
    if (c < 0x0e && ends_line(text, i)) line++, column = 1;
  }
  *place = (mq_place){width == MQ_WIDTH_UTF8 ? byte + text.size : byte, line, column};
}

static bool continues(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

void mq_place_move_sized(mq_place *place, mq_str text, const uint8_t *sizes) {
  for (size_t i = 0; i < text.size; i++) {
    place->byte += sizes[i];
    place->column += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    if (ends_line(text, i)) place->line++, place->column = 1;
  }
}

/* Start of the next piece of a run: not inside a character, nor between CR and LF. */
static size_t piece_end(mq_str text, size_t start) {
  size_t end = start + STEP;
  if (end >= text.size) return text.size;
  while (end < text.size && (continues(text.at[end]) || text.at[end] == '\n')) end++;
  return end;
}

void mq_places_copied(mq_arena *arena, mq_point_list *points, size_t at, mq_str text, mq_place place, mq_width width) {
  size_t start = 0;
  do {
    *mq_push(arena, points) = (mq_point){place, (uint32_t)(at + start), true, 0};
    const size_t end = piece_end(text, start);
    if (end < text.size) mq_place_move(&place, (mq_str){text.at + start, end - start}, width);
    start = end;
  } while (start < text.size);
}

/* End of the characters that take as many bytes as the first, or of what a run may hold. */
static size_t sized_end(mq_str text, const uint8_t *sizes, size_t start) {
  size_t end = start + 1;
  const size_t most = piece_end(text, start);
  while (end < most && (continues(text.at[end]) || sizes[end] == sizes[start])) end++;
  return end;
}

void mq_places_copied_sized(mq_arena *arena, mq_point_list *points, size_t at, mq_str text, mq_place place,
                            const uint8_t *sizes) {
  size_t start = 0;
  do {
    *mq_push(arena, points) = (mq_point){place, (uint32_t)(at + start), true, text.size ? sizes[start] : 0};
    const size_t end = text.size ? sized_end(text, sizes, start) : 0;
    mq_place_move_sized(&place, (mq_str){text.at + start, end - start}, sizes + start);
    start = end;
  } while (start < text.size);
}

/* The last point at or before `byte`. */
static const mq_point *point_at(const mq_places *places, size_t byte) {
  size_t low = 0, high = places->count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (places->points[middle].text <= byte) low = middle;
    else high = middle;
  }
  return &places->points[low];
}

static mq_place move_within(const mq_places *places, const mq_point *point, size_t byte) {
  mq_place place = point->place;
  if (byte <= point->text) return place;
  const bool mixed = places->width == MQ_WIDTH_MIXED;
  mq_place_move(&place, (mq_str){places->text.at + point->text, byte - point->text},
                mixed ? MQ_WIDTH_1 : places->width);
  if (mixed) place.byte = point->place.byte + (place.byte - point->place.byte) * point->size;
  return place;
}

mq_place mq_places_start(const mq_places *places, size_t byte) {
  const mq_point *point = point_at(places, byte);
  return point->copied ? move_within(places, point, byte) : point->place;
}

mq_place mq_places_end(const mq_places *places, size_t byte) {
  if (byte == 0) return mq_places_start(places, 0);
  const mq_point *point = point_at(places, byte - 1);
  if (point->copied) return move_within(places, point, byte);
  return point + 1 < places->points + places->count ? point[1].place : point->place;
}
