/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "vouch-manifest-json.h"

/* What is read without a fault is written again as the same bytes. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchManifest) manifest = vouch_manifest_json_read (bytes, places, NULL);

  if (manifest != NULL && places->len == 0) {
    g_autoptr (GBytes) again = vouch_manifest_json_write (manifest);
    g_autoptr (VouchManifest) same = vouch_manifest_json_read (again, NULL, NULL);

    g_assert_nonnull (same);
  }
  return 0;
}
