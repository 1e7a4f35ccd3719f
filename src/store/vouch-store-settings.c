/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-settings.h"

#include "vouch-store-access.h"

/**
 * vouch_store_get_setting:
 * @self: a library.
 * @key: the setting's name.
 *
 * Returns: (transfer full) (nullable): its value; %NULL when it was never set or cannot be read.
 */
char *
vouch_store_get_setting (VouchStore *self, const char *key)
{
  g_autoptr (GError) error = NULL;
  char *value;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL, NULL);

  value = vouch_store_read_text (self, &error, "SELECT value FROM setting WHERE key = ?", "t", key);
  if (error != NULL)
    g_message ("The setting %s cannot be read: %s", key, error->message);
  return value;
}

/**
 * vouch_store_set_setting:
 * @self: a library that may be written.
 * @key: the setting's name.
 * @value: (nullable): its value; %NULL forgets it.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_setting (VouchStore *self, const char *key, const char *value, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gboolean done;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL)
    return FALSE;
  done = value == NULL
             ? vouch_store_write (self, error, "DELETE FROM setting WHERE key = ?", "t", key)
             : vouch_store_write (self, error, "INSERT OR REPLACE INTO setting VALUES (?, ?)", "tt",
                                  key, value);
  return done && vouch_store_change_commit (change, error);
}
