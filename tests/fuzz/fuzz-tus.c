/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "vouch-tus.h"

/* Metadata that is understood is written again and understood to be the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (VouchTusMetadata) metadata = vouch_tus_metadata_read (text, NULL);
  VouchTusChecksum checksum;
  gint64 offset = 0;

  if (metadata != NULL) {
    g_autofree char *again = vouch_tus_metadata_write (metadata);
    g_autoptr (VouchTusMetadata) same = vouch_tus_metadata_read (again, NULL);

    g_assert_cmpstr (vouch_tus_metadata_get_slot (same), ==,
                     vouch_tus_metadata_get_slot (metadata));
  }
  if (vouch_tus_checksum_read (text, &checksum) && checksum.algorithm != VOUCH_TUS_ALGORITHM_NONE) {
    g_autofree char *again = vouch_tus_checksum_write (&checksum);

    g_assert_cmpstr (again, ==, text);
  }
  if (vouch_tus_offset_read (text, &offset))
    g_assert_cmpint (offset, >=, 0);
  return 0;
}
