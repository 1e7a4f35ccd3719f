/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The real names of a library: the file `ledger`, and in memory what it says while it is unlocked.
 *
 * Without a passphrase the ledger opens by itself at first need, by the key of the identity, unless
 * somebody locked it; that is remembered over a restart. With a passphrase it is locked at every
 * start. A ledger that was handed out stays as it is: a change makes another one.
 *
 * The mutex is never held while the database is written: whoever adds a class holds the database
 * first and then the ledger.
 */
#define G_LOG_DOMAIN "vouch-ledger-keeper"

#include "config.h"
#include "vouch-ledger-keeper.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-identity-keeper.h"
#include "vouch-ledger-box.h"
#include "vouch-ledger-bytes.h"
#include "vouch-scan-box.h"
#include "vouch-scans.h"
#include "vouch-settings.h"
#include "vouch-sodium.h"

#include "vouch-workspace-private.h"

#define LOCKED_SETTING "ledger/locked"
#define MAX_LEDGER_BYTES (16 * 1024 * 1024)
#define MAX_PASSPHRASE_BYTES 4096

/* A file with the passphrase, for who works without a window. */
#define PASSPHRASE_VARIABLE "VOUCH_LEDGER_PASSPHRASE_FILE"

struct _VouchLedgerKeeper {
  GMutex mutex;
  VouchLedgerBox *box;
  VouchLedger *ledger; /* (nullable): while it is unlocked */
  gboolean tried;      /* to open by itself */
};

/**
 * _vouch_ledger_keeper_new:
 *
 * Returns: (transfer full): a keeper that has not looked yet.
 */
VouchLedgerKeeper *
_vouch_ledger_keeper_new (void)
{
  VouchLedgerKeeper *self = g_new0 (VouchLedgerKeeper, 1);

  g_mutex_init (&self->mutex);
  return self;
}

static void
forget (VouchLedgerKeeper *self)
{
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->box, vouch_ledger_box_free);
}

/**
 * _vouch_ledger_keeper_free:
 * @self: (transfer full): a keeper.
 *
 * Forgets the names and frees it.
 */
void
_vouch_ledger_keeper_free (VouchLedgerKeeper *self)
{
  forget (self);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static char *
ledger_path (VouchWorkspace *workspace)
{
  return vouch_store_get_path (vouch_workspace_get_store (workspace), "ledger");
}

/* Beside the snapshots of the database a second one like it. */
static char *
spare_path (VouchWorkspace *workspace)
{
  return vouch_store_get_path (vouch_workspace_get_store (workspace), "backups/ledger");
}

static gboolean
has_file (VouchWorkspace *workspace)
{
  g_autofree char *path = ledger_path (workspace);
  g_autofree char *spare = spare_path (workspace);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (spare, G_FILE_TEST_EXISTS);
}

static VouchLedgerBox *
load_from (const char *path, GError **error)
{
  gsize length;
  char *data = vouch_file_load_small (path, MAX_LEDGER_BYTES, &length, error);
  g_autoptr (GBytes) bytes = data != NULL ? g_bytes_new_take (data, length) : NULL;

  return bytes != NULL ? vouch_ledger_box_load (bytes, error) : NULL;
}

/* The file, or where it is gone or damaged the one beside the snapshots, which is as new. */
static gboolean
load_box (VouchLedgerKeeper *self, VouchWorkspace *workspace, GError **error)
{
  g_autofree char *path = ledger_path (workspace);
  g_autofree char *spare = spare_path (workspace);
  g_autoptr (GError) local = NULL;

  if (self->box != NULL)
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    self->box = load_from (path, &local);
    if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT))
      self->box = load_from (spare, NULL);
  } else
    self->box = load_from (spare, &local);
  if (self->box == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return self->box != NULL;
}

static gboolean
read_names (VouchLedgerKeeper *self, GError **error)
{
  g_autoptr (GBytes) plain = vouch_ledger_box_open (self->box, error);

  g_clear_object (&self->ledger);
  self->ledger = plain != NULL ? vouch_ledger_from_bytes (plain, error) : NULL;
  return self->ledger != NULL;
}

static VouchIdentity *
open_identity (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  char *recovery_code = NULL;
  VouchIdentity *identity;

  if (!vouch_identity_keeper_exists (workspace)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("The class lists are opened by the key of your identity, and its file "
                            "is not in this library. Put the file “identity” back from a backup."));
    return NULL;
  }
  identity = vouch_identity_keeper_open (workspace, &recovery_code, cancellable, error);
  vouch_keyring_secret_free (recovery_code);
  return identity;
}

static gboolean
open_with_identity (VouchLedgerKeeper *self,
                    VouchWorkspace *workspace,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VouchIdentity) identity = open_identity (workspace, cancellable, error);

  return identity != NULL && vouch_ledger_box_unlock_with_identity (self->box, identity, error) &&
         read_names (self, error);
}

static gboolean
open_with_file (VouchLedgerKeeper *self)
{
  const char *path = g_getenv (PASSPHRASE_VARIABLE);
  g_autoptr (GError) error = NULL;
  char *words = NULL;
  gboolean opened;

  if (path != NULL)
    words = vouch_file_load_small (path, MAX_PASSPHRASE_BYTES, NULL, &error);
  opened = words != NULL &&
           vouch_ledger_box_unlock_with_words (self->box, g_strchomp (words), &error) &&
           read_names (self, &error);
  vouch_keyring_secret_free (words);
  if (error != NULL)
    g_message ("The class lists stay locked: %s", error->message);
  return opened;
}

static gboolean
was_locked (VouchWorkspace *workspace)
{
  g_autofree char *locked = vouch_settings_get (workspace, LOCKED_SETTING);

  return g_strcmp0 (locked, "1") == 0;
}

/* Once; a keyring that does not answer must not be asked at every check. */
static void
open_by_itself (VouchLedgerKeeper *self, VouchWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;

  if (self->tried || was_locked (workspace))
    return;
  self->tried = TRUE;
  if (!load_box (self, workspace, &error))
    g_message ("The class lists stay locked: %s", error->message);
  else if (vouch_ledger_box_has_passphrase (self->box))
    open_with_file (self);
  else if (!open_with_identity (self, workspace, NULL, &error))
    g_message ("The class lists stay locked: %s", error->message);
}

/**
 * vouch_ledger_keeper_peek:
 * @workspace: a workspace.
 * @state: (out) (optional): how things stand.
 *
 * Gives the real names, opening them at first need where nothing has to be typed.
 *
 * Returns: (transfer full) (nullable): the ledger, not to be changed; %NULL unless it is open.
 */
VouchLedger *
vouch_ledger_keeper_peek (VouchWorkspace *workspace, VouchLedgerState *state)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  VouchLedgerState now = VOUCH_LEDGER_STATE_NONE;

  if (self->ledger == NULL && has_file (workspace)) {
    open_by_itself (self, workspace);
    now = VOUCH_LEDGER_STATE_LOCKED;
  }
  if (self->ledger != NULL)
    now = VOUCH_LEDGER_STATE_OPEN;
  if (state != NULL)
    *state = now;
  return self->ledger != NULL ? g_object_ref (self->ledger) : NULL;
}

/**
 * vouch_ledger_keeper_get_state:
 * @workspace: a workspace.
 *
 * Returns: how things stand with the real names.
 */
VouchLedgerState
vouch_ledger_keeper_get_state (VouchWorkspace *workspace)
{
  VouchLedgerState state;
  g_autoptr (VouchLedger) ledger G_GNUC_UNUSED = vouch_ledger_keeper_peek (workspace, &state);

  return state;
}

/**
 * vouch_ledger_keeper_asks_passphrase:
 * @workspace: a workspace.
 *
 * Returns: whether a passphrase was chosen for the class lists.
 */
gboolean
vouch_ledger_keeper_asks_passphrase (VouchWorkspace *workspace)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return has_file (workspace) && load_box (self, workspace, NULL) &&
         vouch_ledger_box_has_passphrase (self->box);
}

static gboolean
save (VouchLedgerKeeper *self, VouchWorkspace *workspace, VouchLedger *ledger, GError **error)
{
  g_autofree char *path = ledger_path (workspace);
  g_autofree char *spare = spare_path (workspace);
  g_autoptr (GBytes) plain = vouch_ledger_to_bytes (ledger);
  g_autoptr (GBytes) sealed = vouch_ledger_box_seal (self->box, plain);
  gsize length;
  const void *data = g_bytes_get_data (sealed, &length);

  return vouch_file_replace (path, data, length, 0600, error) &&
         vouch_file_replace (spare, data, length, 0600, error);
}

static gboolean
begin_ledger (VouchLedgerKeeper *self,
              VouchWorkspace *workspace,
              char **recovery_code,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (VouchIdentity) identity =
      vouch_identity_keeper_open (workspace, recovery_code, cancellable, error);

  if (identity == NULL)
    return FALSE;
  self->box = vouch_ledger_box_create (identity);
  self->ledger = vouch_ledger_new ();
  if (save (self, workspace, self->ledger, error))
    return TRUE;
  forget (self);
  return FALSE;
}

/**
 * vouch_ledger_keeper_start:
 * @workspace: a workspace.
 * @recovery_code: (out) (nullable) (transfer full): the code to print, when the identity that opens
 *   the ledger was made just now.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_identity_keeper_open(), or what the disk says.
 *
 * Makes sure that there is a ledger. Private words that the library kept so far move into it.
 *
 * Returns: whether there is one.
 */
gboolean
vouch_ledger_keeper_start (VouchWorkspace *workspace,
                           char **recovery_code,
                           GCancellable *cancellable,
                           GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  gboolean begun;

  g_return_val_if_fail (recovery_code != NULL, FALSE);

  *recovery_code = NULL;
  if (vouch_workspace_get_writable_store (workspace, error) == NULL)
    return FALSE;
  if (has_file (workspace))
    return TRUE;
  g_mutex_lock (&self->mutex);
  begun = begin_ledger (self, workspace, recovery_code, cancellable, error);
  g_mutex_unlock (&self->mutex);
  return begun && vouch_settings_move_private_words (workspace, error);
}

static gboolean
open_now (VouchLedgerKeeper *self,
          VouchWorkspace *workspace,
          const char *words,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  if (self->ledger != NULL)
    return TRUE;
  if (!has_file (workspace)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("There are no class lists yet."));
    return FALSE;
  }
  if (!load_box (self, workspace, error))
    return FALSE;
  if (!vouch_ledger_box_has_passphrase (self->box))
    return open_with_identity (self, workspace, cancellable, error);
  if (words == NULL || *words == '\0') {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         _ ("Type the passphrase of the class lists to unlock them."));
    return FALSE;
  }
  return vouch_ledger_box_unlock_with_words (self->box, words, error) && read_names (self, error);
}

/* Remembers that they were locked, where nothing else would keep them so. */
static gboolean
remember_lock (VouchWorkspace *workspace, gboolean locked, GError **error)
{
  if (vouch_workspace_get_read_only (workspace) || was_locked (workspace) == locked)
    return TRUE;
  return vouch_settings_set (workspace, LOCKED_SETTING, locked ? "1" : NULL, error);
}

/**
 * vouch_ledger_keeper_unlock:
 * @workspace: a workspace.
 * @words: (nullable): the passphrase, or the recovery code; nothing where none was chosen.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_REJECTED when the words are not it, %VOUCH_ERROR_NOT_FOUND when there are no
 *   class lists, %VOUCH_ERROR_CORRUPT when they are damaged.
 *
 * Opens the class lists. Blocks for about a second where a passphrase was chosen.
 *
 * Returns: whether they are open.
 */
gboolean
vouch_ledger_keeper_unlock (VouchWorkspace *workspace,
                            const char *words,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);

  if (!open_now (self, workspace, words, cancellable, error) ||
      !remember_lock (workspace, FALSE, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_ledger_keeper_lock:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Forgets the real names until somebody unlocks them.
 *
 * Returns: whether they are locked, and that is remembered.
 */
gboolean
vouch_ledger_keeper_lock (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  gboolean asks = vouch_ledger_keeper_asks_passphrase (workspace);

  g_mutex_lock (&self->mutex);
  forget (self);
  self->tried = TRUE;
  g_mutex_unlock (&self->mutex);
  vouch_scans_sweep ();
  if (!asks && has_file (workspace) && !remember_lock (workspace, TRUE, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

static gboolean
refuse_locked (GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                       _ ("The class lists are locked. Nothing was changed. Unlock them first."));
  return FALSE;
}

static gboolean
ensure_open (VouchLedgerKeeper *self, VouchWorkspace *workspace, GError **error)
{
  if (self->ledger == NULL && has_file (workspace))
    open_by_itself (self, workspace);
  return self->ledger != NULL || refuse_locked (error);
}

/**
 * vouch_ledger_keeper_change:
 * @workspace: a workspace.
 * @change: (scope call): what is to be changed.
 * @data: its data.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY when they are locked, what @change says, or the disk.
 *
 * Changes the class lists and puts them on the disk.
 *
 * Returns: whether they are changed; if not, they are as before.
 */
gboolean
vouch_ledger_keeper_change (VouchWorkspace *workspace,
                            VouchLedgerChange change,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  g_autoptr (VouchLedger) next = NULL;
  gboolean saved;

  if (vouch_workspace_get_writable_store (workspace, error) == NULL)
    return FALSE;
  g_mutex_lock (&self->mutex);
  if (ensure_open (self, workspace, error))
    next = vouch_ledger_copy (self->ledger);
  saved = next != NULL && change (next, data, error) && save (self, workspace, next, error);
  if (saved)
    g_set_object (&self->ledger, next);
  g_mutex_unlock (&self->mutex);
  if (saved)
    vouch_workspace_tell_changed (workspace, NULL);
  return saved;
}

static gboolean
change_passphrase (VouchLedgerKeeper *self,
                   VouchWorkspace *workspace,
                   const char *passphrase,
                   const char *recovery_code,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  g_autoptr (VouchIdentity) identity = NULL;

  if (!ensure_open (self, workspace, error))
    return FALSE;
  if (passphrase != NULL)
    return vouch_ledger_box_set_passphrase (self->box, passphrase, recovery_code,
                                            vouch_identity_keeper_choose_cost (), error) &&
           save (self, workspace, self->ledger, error);
  identity = open_identity (workspace, cancellable, error);
  if (identity == NULL)
    return FALSE;
  vouch_ledger_box_remove_passphrase (self->box, identity);
  return save (self, workspace, self->ledger, error);
}

/**
 * vouch_ledger_keeper_set_passphrase:
 * @workspace: a workspace whose class lists are open.
 * @passphrase: (nullable): what is to be typed from now on; %NULL for nothing.
 * @recovery_code: (nullable): the person's recovery code, so that it opens them too.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when the passphrase is too short or the code is not one,
 *   %VOUCH_ERROR_REJECTED when the code is not this person's, %VOUCH_ERROR_NOT_READY when they are
 *   locked.
 *
 * Has a passphrase asked for, another one, or none. Blocks for a second or two.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_ledger_keeper_set_passphrase (VouchWorkspace *workspace,
                                    const char *passphrase,
                                    const char *recovery_code,
                                    GCancellable *cancellable,
                                    GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);

  if (vouch_workspace_get_writable_store (workspace, error) == NULL ||
      (recovery_code != NULL && passphrase != NULL &&
       !vouch_identity_keeper_check_code (workspace, recovery_code, error)) ||
      !change_passphrase (self, workspace, passphrase, recovery_code, cancellable, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_ledger_keeper_seal_scan:
 * @workspace: a workspace whose class lists are open.
 * @plain: the bytes of a scanned form.
 * @error: %VOUCH_ERROR_NOT_READY when they are locked.
 *
 * Returns: (transfer full) (nullable): the same, encrypted: a form bears real names.
 */
GBytes *
vouch_ledger_keeper_seal_scan (VouchWorkspace *workspace, GBytes *plain, GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GBytes *sealed;
  guint8 *key;

  if (!ensure_open (self, workspace, error))
    return NULL;
  key = vouch_ledger_box_make_scan_key (self->box);
  sealed = vouch_scan_box_seal (key, plain);
  vouch_secret_free (key);
  return sealed;
}

/**
 * vouch_ledger_keeper_open_scan:
 * @workspace: a workspace whose class lists are open.
 * @sealed: what vouch_ledger_keeper_seal_scan() gave.
 * @error: %VOUCH_ERROR_NOT_READY when they are locked, %VOUCH_ERROR_CORRUPT.
 *
 * Returns: (transfer full) (nullable): the bytes of the form.
 */
GBytes *
vouch_ledger_keeper_open_scan (VouchWorkspace *workspace, GBytes *sealed, GError **error)
{
  VouchLedgerKeeper *self = vouch_workspace_get_ledger_keeper (workspace);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  GBytes *plain;
  guint8 *key;

  if (!ensure_open (self, workspace, error))
    return NULL;
  key = vouch_ledger_box_make_scan_key (self->box);
  plain = vouch_scan_box_open (key, sealed, error);
  vouch_secret_free (key);
  return plain;
}
