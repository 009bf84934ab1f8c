#include "decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

enum { PIVOT = 4096, LEAST_CONFIDENCE = 20 };

struct mq_decoder {
  UConverter *from, *to;
  UChar pivot[PIVOT], *source, *target;
  bool started;
  size_t owed; /* bytes taken that no character was given yet */
};

/* --- guessing --- */

static const char *mark_of(mq_str start) {
  static const struct {
    mq_str mark;
    const char *name;
  } marks[] = {{{"\xff\xfe\0\0", 4}, "UTF-32LE"}, {{"\0\0\xfe\xff", 4}, "UTF-32BE"}, {{"\xff\xfe", 2}, "UTF-16LE"},
               {{"\xfe\xff", 2}, "UTF-16BE"},     {{"\xef\xbb\xbf", 3}, "UTF-8"}};
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (mq_str_starts(start, marks[i].mark)) return marks[i].name;
  return NULL;
}

/* UTF-16 without a mark: most characters of most texts there, and all of its markup, have one byte that is NUL. */
static const char *by_nuls(mq_str start) {
  size_t nuls[2] = {0, 0};
  const size_t size = start.size < 512 ? start.size & ~(size_t)1 : 512;
  for (size_t i = 0; i < size; i++) nuls[i & 1] += start.at[i] == '\0';
  if (size >= 4 && nuls[1] * 4 >= size && nuls[0] == 0) return "UTF-16LE";
  if (size >= 4 && nuls[0] * 4 >= size && nuls[1] == 0) return "UTF-16BE";
  return NULL;
}

/* Characters of several bytes that are well-formed show that a text is UTF-8, though a few of its bytes are damaged: in other
 * encodings they hardly occur. A character that is cut off at the end is no fault. */
static bool is_utf8(mq_str start) {
  enum { FEW = 4 };
  const uint8_t *bytes = (const uint8_t *)start.at;
  size_t good = 0, bad = 0;
  for (int32_t i = 0, size = (int32_t)start.size; i < size;) {
    const int32_t at = i;
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    good += c >= 0x80;
    bad += c < 0 && (i < size || size - at >= U8_MAX_LENGTH);
  }
  return bad * FEW <= good;
}

static void close_detector(void *detector) { ucsdet_close(detector); }

static const char *by_statistics(mq_arena *arena, mq_str start) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  if (U_FAILURE(status)) mq_arena_fail(arena);
  mq_arena_defer(arena, close_detector, detector);
  ucsdet_setText(detector, start.at, (int32_t)start.size, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  const char *name =
      match && ucsdet_getConfidence(match, &status) >= LEAST_CONFIDENCE ? ucsdet_getName(match, &status) : NULL;
  return U_SUCCESS(status) && name ? mq_arena_copy(arena, name, strlen(name)) : "UTF-8";
}

const char *mq_encoding_guess(mq_arena *arena, mq_str start, bool statistics) {
  if (start.size > 64 * 1024) start.size = 64 * 1024;
  const char *name = mark_of(start);
  if (!name) name = by_nuls(start);
  if (name) return name;
  /* NULs are no text in any other encoding: nothing to guess from. */
  return !statistics || is_utf8(start) || memchr(start.at, '\0', start.size) ? "UTF-8" : by_statistics(arena, start);
}

bool mq_encoding_is_utf8(const char *name) {
  return ucnv_compareNames(name, "UTF-8") == 0 || ucnv_compareNames(name, "US-ASCII") == 0 ||
         ucnv_compareNames(name, "ASCII") == 0;
}

/* --- decoding --- */

static void close_converter(void *converter) { ucnv_close(converter); }

static UConverter *open_converter(mq_arena *arena, const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  if (U_FAILURE(status)) return NULL;
  mq_arena_defer(arena, close_converter, converter);
  return converter;
}

static mq_width width_of(const UConverter *converter) {
  switch (ucnv_getType(converter)) {
  case UCNV_UTF16:
  case UCNV_UTF16_BigEndian:
  case UCNV_UTF16_LittleEndian: return MQ_WIDTH_UTF16;
  case UCNV_UTF32:
  case UCNV_UTF32_BigEndian:
  case UCNV_UTF32_LittleEndian: return MQ_WIDTH_UTF32;
  default: return ucnv_getMaxCharSize(converter) == 1 ? MQ_WIDTH_1 : MQ_WIDTH_MIXED;
  }
}

/* ICU itself would put U+001A for a single byte. */
static void replace(const void *context, UConverterToUnicodeArgs *arguments, const char *bytes, int32_t size,
                    UConverterCallbackReason reason, UErrorCode *status) {
  static const UChar replacement = 0xfffd;
  (void)context, (void)bytes, (void)size;
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

mq_decoder *mq_decoder_open(mq_arena *arena, const char *name, mq_width *width) {
  mq_decoder *decoder = mq_arena_alloc(arena, sizeof *decoder);
  decoder->source = decoder->target = decoder->pivot;
  decoder->from = open_converter(arena, name);
  decoder->to = open_converter(arena, "UTF-8");
  UErrorCode status = U_ZERO_ERROR;
  if (!decoder->from || !decoder->to) return NULL;
  ucnv_setToUCallBack(decoder->from, replace, NULL, NULL, NULL, &status);
  *width = width_of(decoder->from);
  return decoder;
}

size_t mq_decoder_take(mq_decoder *decoder, mq_str *raw, bool last, char *out, size_t room) {
  UErrorCode status = U_ZERO_ERROR;
  char *target = out;
  const char *source = raw->at, *end = raw->at + raw->size;
  ucnv_convertEx(decoder->to, decoder->from, &target, out + room, &source, end, decoder->pivot, &decoder->source,
                 &decoder->target, decoder->pivot + PIVOT, !decoder->started, last, &status);
  decoder->started = true;
  *raw = (mq_str){source, (size_t)(end - source)};
  return (size_t)(target - out);
}

/* The size of a character is what the converter takes for it; so places are right where bytes are malformed or change a state. */
size_t mq_decoder_take_sized(mq_decoder *decoder, mq_str *raw, bool last, char *out, uint8_t *sizes, size_t room) {
  size_t written = 0;
  while ((raw->size > MQ_DECODER_REST || (last && raw->size)) && written + U8_MAX_LENGTH <= room) {
    UErrorCode status = U_ZERO_ERROR;
    const char *source = raw->at, *end = raw->at + raw->size;
    const UChar32 c = ucnv_getNextUChar(decoder->from, &source, end, &status);
    decoder->owed += (size_t)(source - raw->at);
    *raw = (mq_str){source, (size_t)(end - source)};
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    const size_t size = mq_utf8_put(out + written, U_SUCCESS(status) ? (uint32_t)c : 0xfffd);
    memset(sizes + written, 0, size);
    sizes[written] = decoder->owed < UINT8_MAX ? (uint8_t)decoder->owed : UINT8_MAX;
    decoder->owed -= sizes[written];
    written += size;
  }
  return written;
}
