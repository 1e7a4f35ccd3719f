/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "fuzz-target.h"
#include "vouch-zip-reader.h"

/* Whatever the directory of an archive says, each file that it lists lies within the archive. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FILE *file = tmpfile ();
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_nonnull (file);
  if (size > 0)
    g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  fflush (file);
  entries = vouch_zip_list (fileno (file), NULL);
  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const VouchZipEntry *entry = entries->pdata[i];
    gint64 at = vouch_zip_find_content (fileno (file), entry, NULL);

    g_assert_true (at < 0 || ((guint64) at <= size && entry->size <= size - (guint64) at));
  }
  fclose (file);
  return 0;
}
