/* Unpacking of gzip files of one or more members (dictzip is gzip with an index in a header field that
 * inflate skips). */
#include "import.h"

#include <zlib.h>

static void end_stream(void *object) {
  inflateEnd(object);
}

/* Unpacks what fits behind out->size; Z_STREAM_END, Z_OK (goes on) or an error of zlib. */
static int unpack_some(z_stream *stream, mq_buf *out) {
  unsigned char block[64 * 1024];
  stream->next_out = block;
  stream->avail_out = sizeof block;
  const int status = inflate(stream, Z_NO_FLUSH);
  mq_buf_add(out, (char *)block, sizeof block - stream->avail_out);
  return status;
}

int mq_gunzip(mq_arena *arena, const char *path, mq_str packed, size_t limit, mq_str *out,
              mtqc_error *error) {
  z_stream *stream = mq_arena_alloc(arena, sizeof *stream);
  if (packed.size > UINT32_MAX) return mq_error_at(error, MTQC_ELIMIT, path, 0, 0, "too large to unpack");
  if (inflateInit2(stream, 15 + 16) != Z_OK) mq_arena_fail(arena);
  mq_arena_defer(arena, end_stream, stream);
  mq_buf text = {.arena = arena};
  stream->next_in = (unsigned char *)packed.at;
  stream->avail_in = (unsigned)packed.size;
  for (;;) {
    const int status = unpack_some(stream, &text);
    if (text.size > limit)
      return mq_error_at(error, MTQC_ELIMIT, path, 0, 0, "unpacks to more than %zu bytes", limit);
    if (status == Z_MEM_ERROR) mq_arena_fail(arena);
    if (status == Z_STREAM_END && stream->avail_in == 0) break;
    if (status == Z_STREAM_END) inflateReset(stream);
    else if (status != Z_OK)
      return mq_error_at(error, MTQC_EINPUT, path, 0, (uint64_t)(packed.size - stream->avail_in),
                         "damaged gzip data");
  }
  *out = (mq_str){text.at ? text.at : "", text.size};
  return MTQC_OK;
}
