/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-bundle-json.h"

/* A list that is read without a fault is written again, and then is what was written. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (VouchBundle) bundle = vouch_bundle_json_read (bytes, NULL);
  g_autofree char *text = bundle != NULL ? vouch_bundle_json_write (bundle) : NULL;

  if (text != NULL) {
    g_autoptr (GBytes) again = g_bytes_new_static (text, strlen (text));
    g_autoptr (VouchBundle) same = vouch_bundle_json_read (again, NULL);
    g_autofree char *twice = same != NULL ? vouch_bundle_json_write (same) : NULL;

    g_assert_cmpstr (text, ==, twice);
  }
  return 0;
}
