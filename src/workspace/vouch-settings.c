/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-settings"

#include "config.h"
#include "vouch-settings.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-settings.h"
#include "vouch-text.h"

#include "vouch-ledger-keeper.h"
#include "vouch-workspace-private.h"

#define YOUR_NAME "you/name"
#define LONGEST_NAME 120

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
 * vouch_settings_get_your_name:
 * @workspace: a workspace.
 *
 * Returns: (transfer full) (nullable): the name that stands on what the teacher prints or exports. It is
 *   in nothing that is submitted.
 */
char *
vouch_settings_get_your_name (VouchWorkspace *workspace)
{
  return vouch_settings_get (workspace, YOUR_NAME);
}

/**
 * vouch_settings_set_your_name:
 * @workspace: a workspace.
 * @name: the name; a blank one takes it away.
 * @error: %VOUCH_ERROR_INVALID when it is too long for a line on paper.
 *
 * Keeps the name that stands on what the teacher prints or exports.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_settings_set_your_name (VouchWorkspace *workspace, const char *name, GError **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  clean = g_strstrip (g_strdelimit (g_strdup (name), "\n\r\t", ' '));
  if (g_utf8_strlen (clean, -1) > LONGEST_NAME) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is too long for a name on paper. Nothing was changed."));
    return FALSE;
  }
  return vouch_settings_set (workspace, YOUR_NAME, *clean != '\0' ? clean : NULL, error);
}

static char **
get_kept_words (VouchWorkspace *workspace, const char *mask)
{
  g_autofree char *key = g_strconcat ("private/", mask, NULL);
  g_autofree char *value = vouch_settings_get (workspace, key);

  return g_strsplit (value != NULL ? value : "", "\n", -1);
}

/**
 * vouch_settings_get_private_words:
 * @workspace: a workspace.
 *
 * Gives what is kept outside the ledger: in a library that has none, and what an older Vouch kept.
 *
 * Returns: (transfer full): the names and places that must not be found in what is sent.
 */
VouchPrivateWords *
vouch_settings_get_private_words (VouchWorkspace *workspace)
{
  VouchPrivateWords *words = vouch_private_words_new ();

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), words);

  for (guint i = 0; masks[i] != NULL; i++) {
    g_auto (GStrv) list = get_kept_words (workspace, masks[i]);

    for (guint n = 0; list[n] != NULL; n++)
      if (!vouch_text_is_blank (list[n]))
        vouch_private_words_add (words, masks[i], list[n]);
  }
  return words;
}

typedef struct {
  const char *kind;
  const char *const *words;
} NewWords;

static gboolean
put_words (VouchLedger *ledger, gpointer data, GError **error)
{
  NewWords *words = data;

  vouch_ledger_set_words (ledger, words->kind, words->words);
  return TRUE;
}

/**
 * vouch_settings_move_private_words:
 * @workspace: a workspace whose class lists are open.
 * @error: what the store or the ledger says.
 *
 * Moves the words that the database keeps into the ledger, where they are encrypted.
 *
 * Returns: whether the database keeps none any more.
 */
gboolean
vouch_settings_move_private_words (VouchWorkspace *workspace, GError **error)
{
  for (guint i = 0; masks[i] != NULL; i++) {
    g_autofree char *key = g_strconcat ("private/", masks[i], NULL);
    g_auto (GStrv) list = get_kept_words (workspace, masks[i]);
    NewWords words = { masks[i], (const char *const *) list };

    if (list[0] == NULL)
      continue;
    if (!vouch_ledger_keeper_change (workspace, put_words, &words, NULL, error) ||
        !vouch_settings_set (workspace, key, NULL, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_settings_set_private_words:
 * @workspace: a workspace.
 * @mask: `earnerName`, `school`, `district`, `state` or, with a ledger, `colleague`.
 * @words: the words, instead of those before.
 * @error: %VOUCH_ERROR_INVALID when there is no such mask; %VOUCH_ERROR_NOT_READY when they are kept
 *   with the class lists and those are locked.
 *
 * Keeps the words that the check looks for in what is sent. They stay in this library: encrypted
 * with the class lists where there are some.
 *
 * Returns: whether they are kept.
 */
gboolean
vouch_settings_set_private_words (VouchWorkspace *workspace,
                                  const char *mask,
                                  const char *const *words,
                                  GError **error)
{
  static const char *const kinds[] = VOUCH_LEDGER_WORDS;
  gboolean encrypted = vouch_ledger_keeper_get_state (workspace) != VOUCH_LEDGER_STATE_NONE;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  g_return_val_if_fail (mask != NULL && words != NULL, FALSE);

  if (!g_strv_contains (encrypted ? kinds : masks, mask)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” is none of earnerName, school, district and state."), mask);
    return FALSE;
  }
  key = g_strconcat ("private/", mask, NULL);
  if (encrypted) {
    NewWords put = { mask, words };

    return vouch_ledger_keeper_change (workspace, put_words, &put, NULL, error) &&
           vouch_settings_set (workspace, key, NULL, error);
  }
  value = g_strjoinv ("\n", (char **) words);
  return vouch_settings_set (workspace, key, value, error);
}
