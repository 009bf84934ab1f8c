/* Names of countries, languages, currencies and cities from ICU's copy of CLDR. The cities are those after
 * which the time zones of the world are named: some four hundred, among them nearly all capitals. */
#include "names.h"

#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { ROOM = 200 };

typedef struct names {
  mq_arena *arena;
  const char *codes[2];
  mq_name_sink *sink;
  void *payload;
} names;

static void send_names(const names *n, UChar text[2][ROOM], const int32_t size[2]) {
  char utf8[2][ROOM * 3];
  int32_t bytes[2];
  for (int i = 0; i < 2; i++) {
    UErrorCode status = U_ZERO_ERROR;
    if (size[i] <= 0 || size[i] >= ROOM) return;
    u_strToUTF8(utf8[i], sizeof utf8[i], &bytes[i], text[i], size[i], &status);
    if (U_FAILURE(status)) return;
  }
  n->sink(n->payload, (mq_str){utf8[0], (size_t)bytes[0]}, (mq_str){utf8[1], (size_t)bytes[1]});
}

/* A name as ICU gives it; 0 if it has none in this language itself. */
typedef int32_t display_name(const char *key, const char *code, UChar *out, UErrorCode *status);

static int32_t country_name(const char *key, const char *code, UChar *out, UErrorCode *status) {
  char locale[16] = "und_";
  strncat(locale, key, 8);
  return uloc_getDisplayCountry(locale, code, out, ROOM, status);
}

static int32_t language_name(const char *key, const char *code, UChar *out, UErrorCode *status) {
  return uloc_getDisplayLanguage(key, code, out, ROOM, status);
}

static void send_keys(const names *n, const char *const *keys, display_name *display) {
  for (; *keys; keys++) {
    UChar text[2][ROOM];
    int32_t size[2];
    for (int i = 0; i < 2; i++) {
      UErrorCode status = U_ZERO_ERROR;
      size[i] = display(*keys, n->codes[i], text[i], &status);
      /* A warning says that the name is that of the root or of the key itself. */
      if (status != U_ZERO_ERROR) size[i] = 0;
    }
    send_names(n, text, size);
  }
}

static void close_enumeration(void *object) {
  uenum_close(object);
}

static void send_currencies(const names *n) {
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
  if (U_FAILURE(status)) return;
  mq_arena_defer(n->arena, close_enumeration, codes);
  for (const UChar *code; (code = uenum_unext(codes, NULL, &status));) {
    UChar text[2][ROOM];
    int32_t size[2];
    for (int i = 0; i < 2; i++) {
      UBool choice;
      UErrorCode problem = U_ZERO_ERROR;
      const UChar *name = ucurr_getName(code, n->codes[i], UCURR_LONG_NAME, &choice, &size[i], &problem);
      if (problem != U_ZERO_ERROR || size[i] >= ROOM) size[i] = 0;
      else u_memcpy(text[i], name, size[i]);
    }
    send_names(n, text, size);
  }
}

static void close_format(void *object) {
  udat_close(object);
}

/* A format that writes nothing but the city of its time zone. */
static UDateFormat *city_format(const names *n, int i) {
  static const UChar pattern[] = {'V', 'V', 'V', 0};
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, n->codes[i], NULL, 0, pattern, 3, &status);
  if (U_FAILURE(status)) return NULL;
  mq_arena_defer(n->arena, close_format, format);
  return format;
}

static int32_t city_name(UDateFormat *format, const UChar *zone, int32_t zone_size, UChar *out) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar = ucal_clone(udat_getCalendar(format), &status);
  ucal_setTimeZone(calendar, zone, zone_size, &status);
  if (U_SUCCESS(status)) udat_setCalendar(format, calendar);
  ucal_close(calendar);
  const int32_t size = udat_format(format, 0, out, ROOM, NULL, &status);
  return status == U_ZERO_ERROR ? size : 0;
}

static void send_cities(const names *n) {
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *zones =
      ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
  if (U_FAILURE(status)) return;
  mq_arena_defer(n->arena, close_enumeration, zones);
  UDateFormat *const formats[2] = {city_format(n, 0), city_format(n, 1)};
  if (!formats[0] || !formats[1]) return;
  int32_t zone_size;
  for (const UChar *zone; (zone = uenum_unext(zones, &zone_size, &status));) {
    UChar text[2][ROOM];
    int32_t size[2];
    for (int i = 0; i < 2; i++) size[i] = city_name(formats[i], zone, zone_size, text[i]);
    send_names(n, text, size);
  }
}

void mq_names_send(mq_arena *arena, const char *first, const char *second, mq_name_sink *sink,
                   void *payload) {
  const names n = {arena, {first, second}, sink, payload};
  send_keys(&n, uloc_getISOCountries(), country_name);
  send_keys(&n, uloc_getISOLanguages(), language_name);
  send_currencies(&n);
  send_cities(&n);
}
