/* The region a language is most probably meant for, from CLDR's likely subtags: "de" gives "DE", "en" gives
 * "US". */
#include "language.h"

#include <unicode/uloc.h>

void mq_language_likely_region(const mq_language *language, char *region, size_t room) {
  char full[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  region[0] = '\0';
  uloc_addLikelySubtags(language->code, full, sizeof full, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return;
  uloc_getCountry(full, region, (int32_t)room, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) region[0] = '\0';
}
