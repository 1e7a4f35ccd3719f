/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-recovery.h"

#include "vouch-file.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"

static gboolean
sweep (VouchStore *self, GError **error)
{
  static const char *const names[] = { ".", "objects", "backups", "outbox" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *folder = vouch_store_get_path (self, names[i]);
    g_autoptr (GError) local = NULL;

    vouch_new_file_sweep (folder, &local);
    if (local != NULL)
      return vouch_store_rows_ended (g_steal_pointer (&local), error);
  }
  return TRUE;
}

static gboolean
is_needed (VouchStore *self, gboolean *needed, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found =
      vouch_store_read_text (self, &local, "SELECT 1 WHERE EXISTS (SELECT 1 FROM arriving)", "");

  *needed = found != NULL;
  return vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_recover:
 * @self: a library that was just opened to write.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Clears away what a program that ended in the middle left half made. Every step may itself be
 * interrupted and done again.
 *
 * Returns: whether nothing half made is left.
 */
gboolean
vouch_store_recover (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gboolean needed;

  if (!sweep (self, error) || !is_needed (self, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;
  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_remove_arrivals (self, G_MAXINT, NULL, error) &&
         vouch_store_change_commit (change, error);
}
