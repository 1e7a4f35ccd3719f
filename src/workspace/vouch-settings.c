/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-settings"

#include "config.h"
#include "vouch-settings.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-settings.h"
#include "vouch-text.h"

#include "vouch-workspace-private.h"

static const char *const masks[] = VOUCH_SETTINGS_PRIVATE;

/**
 * vouch_settings_get:
 * @workspace: a workspace.
 * @key: a name.
 *
 * Returns: (transfer full) (nullable): what the library keeps under it.
 */
char *
vouch_settings_get (VouchWorkspace *workspace, const char *key)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && key != NULL, NULL);

  return vouch_store_get_setting (vouch_workspace_get_store (workspace), key);
}

/**
 * vouch_settings_set:
 * @workspace: a workspace.
 * @key: a name.
 * @value: (nullable): what to keep under it; %NULL forgets it.
 * @error: what the store says.
 *
 * Keeps a setting with the library.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_settings_set (VouchWorkspace *workspace, const char *key, const char *value, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (key != NULL, FALSE);

  if (store == NULL || !vouch_store_set_setting (store, key, value, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_settings_get_private_words:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): the names and places that must not be found in what is sent.
 */
VouchPrivateWords *
vouch_settings_get_private_words (VouchWorkspace *workspace)
{
  VouchPrivateWords *words = vouch_private_words_new ();

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), words);

  for (guint i = 0; masks[i] != NULL; i++) {
    g_autofree char *key = g_strconcat ("private/", masks[i], NULL);
    g_autofree char *value = vouch_settings_get (workspace, key);
    g_auto (GStrv) list = g_strsplit (value != NULL ? value : "", "\n", -1);

    for (guint n = 0; list[n] != NULL; n++)
      if (!vouch_text_is_blank (list[n]))
        vouch_private_words_add (words, masks[i], list[n]);
  }
  return words;
}

/**
 * vouch_settings_set_private_words:
 * @workspace: a workspace.
 * @mask: `earnerName`, `school`, `district` or `state`.
 * @words: the words, instead of those before.
 * @error: %VOUCH_ERROR_INVALID when there is no such mask.
 *
 * Keeps the words that the check looks for in what is sent. They stay in this library.
 *
 * Returns: whether they are kept.
 */
gboolean
vouch_settings_set_private_words (VouchWorkspace *workspace,
                                  const char *mask,
                                  const char *const *words,
                                  GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  g_return_val_if_fail (mask != NULL && words != NULL, FALSE);

  if (!g_strv_contains (masks, mask)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” is none of earnerName, school, district and state."), mask);
    return FALSE;
  }
  key = g_strconcat ("private/", mask, NULL);
  value = g_strjoinv ("\n", (char **) words);
  return vouch_settings_set (workspace, key, value, error);
}
