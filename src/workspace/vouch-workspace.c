/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-workspace"

#include "config.h"
#include "vouch-workspace.h"

#include <glib/gi18n-lib.h>

#include "vouch-definition-reader.h"
#include "vouch-error.h"
#include "vouch-facts-json.h"
#include "vouch-http-issuer.h"
#include "vouch-id.h"
#include "vouch-keyring-choose.h"
#include "vouch-paths.h"
#include "vouch-reader-inspector.h"
#include "vouch-store-backup.h"
#include "vouch-store-bin.h"
#include "vouch-store-sending.h"
#include "vouch-worker.h"

#include "vouch-run.h"
#include "vouch-workspace-private.h"

/**
 * VouchWorkspace:
 *
 * One open library with everything that is needed to work on it. Use cases may be called from any
 * thread: the store orders what is written, and the members below never change while it is open,
 * except for the keyring, which is looked for when it is first needed.
 */
struct _VouchWorkspace {
  GObject parent_instance;

  VouchStore *store;
  VouchClock *clock;
  VouchInspector *inspector;
  VouchIssuerMaker issuer_maker;
  gpointer issuer_maker_data;
  VouchJobQueue *jobs;
  VouchWorker *worker; /* (nullable): NULL once closed */
  VouchWorker *remote; /* waits for other computers, so that saving does not */
  GCancellable *closing;
  gboolean lends;
  GNetworkMonitor *network; /* (nullable): NULL for this computer's, looked for when needed */
  VouchOverviewCache *overview;
  GMainContext *context;
  VouchLedgerKeeper *ledger_keeper;

  GMutex mutex;
  VouchKeyring *keyring; /* (nullable) (mutex mutex) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef workspace;
  char *portfolio;
} Change;

G_DEFINE_FINAL_TYPE (VouchWorkspace, vouch_workspace, G_TYPE_OBJECT)

static void
vouch_workspace_dispose (GObject *object)
{
  vouch_workspace_close (VOUCH_WORKSPACE (object));

  G_OBJECT_CLASS (vouch_workspace_parent_class)->dispose (object);
}

static void
vouch_workspace_finalize (GObject *object)
{
  VouchWorkspace *self = VOUCH_WORKSPACE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->inspector);
  g_clear_object (&self->jobs);
  g_clear_object (&self->keyring);
  g_clear_object (&self->remote);
  g_clear_object (&self->network);
  g_object_unref (self->closing);
  vouch_overview_cache_free (self->overview);
  _vouch_ledger_keeper_free (self->ledger_keeper);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (vouch_workspace_parent_class)->finalize (object);
}

static void
vouch_workspace_class_init (VouchWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_workspace_dispose;
  object_class->finalize = vouch_workspace_finalize;

  /**
   * VouchWorkspace::changed:
   * @self: the workspace.
   * @portfolio: (nullable): id of the portfolio that changed; %NULL for what all share.
   *
   * Something was written. Emitted in the main context in which the workspace was opened.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VOUCH_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_workspace_init (VouchWorkspace *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->ledger_keeper = _vouch_ledger_keeper_new ();
  self->jobs = vouch_job_queue_new ();
  self->worker = vouch_worker_new ("workspace");
  self->remote = vouch_worker_new ("remote");
  self->closing = g_cancellable_new ();
  self->overview = vouch_overview_cache_new ();
}

static VouchStoreFlags
store_flags (VouchWorkspaceFlags flags)
{
  VouchStoreFlags result = VOUCH_STORE_DEFAULT;

  if ((flags & VOUCH_WORKSPACE_READ_ONLY) != 0)
    result |= VOUCH_STORE_READ_ONLY;
  if ((flags & VOUCH_WORKSPACE_CREATE) != 0)
    result |= VOUCH_STORE_CREATE;
  if ((flags & VOUCH_WORKSPACE_WAIT) != 0)
    result |= VOUCH_STORE_WAIT_FOR_LOCK;
  return result;
}

static VouchIssuer *
make_http_issuer (const char *url,
                  const char *token,
                  VouchIssuerAccount *pinned,
                  gpointer data,
                  GError **error)
{
  const char *key = pinned != NULL ? vouch_issuer_account_get_issuer_id (pinned) : NULL;

  return vouch_http_issuer_new (url, token, key, NULL, error);
}

/**
 * vouch_workspace_open:
 * @options: what it is made of.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no library, %VOUCH_ERROR_BUSY when somebody else
 *   writes, %VOUCH_ERROR_TOO_NEW when a newer version wrote it, %VOUCH_ERROR_CORRUPT when it is
 *   damaged.
 *
 * Returns: (transfer full): an open library, used from the calling thread's main context.
 */
VouchWorkspace *
vouch_workspace_open (const VouchWorkspaceOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  static const VouchStoreFormats formats = { vouch_definition_read_bytes, vouch_facts_from_json,
                                             vouch_facts_to_json };
  g_autoptr (VouchClock) clock = NULL;
  g_autoptr (VouchStore) store = NULL;
  g_autofree char *folder = NULL;
  VouchWorkspace *self;

  g_return_val_if_fail (options != NULL, NULL);

  folder = options->folder != NULL ? g_strdup (options->folder) : vouch_paths_default_library ();
  clock =
      options->clock != NULL ? g_object_ref (options->clock) : vouch_clock_new_from_environment ();
  store = vouch_store_open (folder, clock, &formats, store_flags (options->flags), error);
  if (store == NULL)
    return NULL;

  self = g_object_new (VOUCH_TYPE_WORKSPACE, NULL);
  self->store = g_steal_pointer (&store);
  self->clock = g_steal_pointer (&clock);
  g_set_object (&self->keyring, options->keyring);
  self->inspector = options->inspector != NULL ? g_object_ref (options->inspector)
                                               : VOUCH_INSPECTOR (vouch_reader_inspector_new ());
  self->issuer_maker = options->issuer_maker != NULL ? options->issuer_maker : make_http_issuer;
  self->issuer_maker_data = options->issuer_maker_data;
  self->lends = (options->flags & VOUCH_WORKSPACE_LEND) != 0;
  g_set_object (&self->network, options->network);
  return self;
}

/* Once nobody waits any more: a backup when one is due, and what has been in the bin long enough.
 * Neither stands in the way of closing. */
static void
tidy_up (VouchStore *store)
{
  g_autoptr (GError) backup_error = NULL;
  g_autoptr (GError) bin_error = NULL;
  guint n_files = 0;

  if (vouch_store_is_read_only (store) || vouch_store_is_lent (store))
    return;
  if (!vouch_store_backup_if_due (store, &backup_error))
    g_message ("No backup was made: %s", backup_error->message);
  if (!vouch_store_collect (store, &n_files, &bin_error) ||
      !_vouch_example_tidy_up (store, &bin_error))
    g_message ("The bin was not emptied: %s", bin_error->message);
}

/**
 * vouch_workspace_close:
 * @self: a workspace.
 *
 * Stops long work, waits for what was asked before, and gives the library free. May be called
 * again.
 */
void
vouch_workspace_close (VouchWorkspace *self)
{
  g_return_if_fail (VOUCH_IS_WORKSPACE (self));

  if (self->worker == NULL)
    return;
  vouch_job_queue_shut_down (self->jobs);
  g_cancellable_cancel (self->closing);
  vouch_worker_shut_down (self->remote);
  vouch_worker_shut_down (self->worker);
  g_clear_object (&self->worker);
  if (self->store == NULL)
    return;
  tidy_up (self->store);
  vouch_store_close (self->store);
}

/**
 * vouch_workspace_get_folder:
 * @self: a workspace.
 *
 * Returns: (transfer none) (type filename): the library folder.
 */
const char *
vouch_workspace_get_folder (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return vouch_store_get_folder (self->store);
}

/**
 * vouch_workspace_get_read_only:
 * @self: a workspace.
 *
 * Returns: whether nothing can be changed.
 */
gboolean
vouch_workspace_get_read_only (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), TRUE);

  return vouch_store_is_read_only (self->store);
}

/**
 * vouch_workspace_get_clock:
 * @self: a workspace.
 *
 * Returns: (transfer none): its clock.
 */
VouchClock *
vouch_workspace_get_clock (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return self->clock;
}

/**
 * vouch_workspace_get_jobs:
 * @self: a workspace.
 *
 * Returns: (transfer none): the long work, used from the main context of the workspace.
 */
VouchJobQueue *
vouch_workspace_get_jobs (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return self->jobs;
}

/**
 * vouch_workspace_get_network:
 * @self: a workspace.
 *
 * Returns: (transfer none): what is known about the network of this computer.
 */
GNetworkMonitor *
vouch_workspace_get_network (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return self->network != NULL ? self->network : g_network_monitor_get_default ();
}

/**
 * vouch_workspace_run_async:
 * @self: a workspace that is open.
 * @func: (scope notified): a use case with its arguments bound.
 * @data: (nullable) (transfer full): its data.
 * @free_data: (nullable): frees @data.
 * @free_result: (nullable): frees a result that nobody fetched.
 * @cancellable: (nullable): to stop it.
 * @callback: (nullable): called in the caller's main context.
 * @user_data: its data.
 *
 * Runs a use case on the ordered worker: calls are done one after another, as they were made.
 */
void
vouch_workspace_run_async (VouchWorkspace *self,
                           VouchWorkspaceFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const VouchRun run = { self, func, data, free_data, free_result };

  g_return_if_fail (VOUCH_IS_WORKSPACE (self) && func != NULL);
  g_return_if_fail (self->worker != NULL);

  vouch_run_on (self->worker, &run, NULL, cancellable, callback, user_data);
}

/**
 * vouch_workspace_run_remote_async:
 * @self: a workspace that is open.
 * @func: (scope notified): a use case that waits for another computer.
 * @data: (nullable) (transfer full): its data.
 * @free_data: (nullable): frees @data.
 * @free_result: (nullable): frees a result that nobody fetched.
 * @cancellable: (nullable): to stop it; closing the workspace stops it too.
 * @callback: (nullable): called in the caller's main context; vouch_workspace_run_finish() has the
 *   result.
 * @user_data: its data.
 *
 * Runs a use case on a worker of its own, so that what is typed is saved and pages are read while a
 * server is silent.
 */
void
vouch_workspace_run_remote_async (VouchWorkspace *self,
                                  VouchWorkspaceFunc func,
                                  gpointer data,
                                  GDestroyNotify free_data,
                                  GDestroyNotify free_result,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const VouchRun run = { self, func, data, free_data, free_result };

  g_return_if_fail (VOUCH_IS_WORKSPACE (self) && func != NULL);
  g_return_if_fail (self->worker != NULL);

  vouch_run_on (self->remote, &run, self->closing, cancellable, callback, user_data);
}

/**
 * vouch_workspace_run_finish:
 * @self: a workspace.
 * @result: what the callback was given.
 * @error: the use case's own error.
 *
 * Returns: (transfer full) (nullable): what the use case returned.
 */
gpointer
vouch_workspace_run_finish (VouchWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * vouch_workspace_get_context:
 * @self: a workspace.
 *
 * Returns: (transfer none): the main context in which it was opened, and in which it tells things.
 */
GMainContext *
vouch_workspace_get_context (VouchWorkspace *self)
{
  return self->context;
}

/**
 * vouch_workspace_get_store:
 * @self: a workspace.
 *
 * Returns: (transfer none): its store, to read from.
 */
VouchStore *
vouch_workspace_get_store (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return self->store;
}

/**
 * vouch_workspace_get_writable_store:
 * @self: a workspace.
 * @error: %VOUCH_ERROR_BUSY when it was opened to read only.
 *
 * Returns: (transfer none) (nullable): its store, to write to.
 */
VouchStore *
vouch_workspace_get_writable_store (VouchWorkspace *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  if (!vouch_store_is_read_only (self->store))
    return self->store;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_BUSY,
                       _ ("The library is open for reading only. Nothing was changed."));
  return NULL;
}

/**
 * vouch_workspace_get_inspector:
 * @self: a workspace.
 *
 * Returns: (transfer none): what reads files.
 */
VouchInspector *
vouch_workspace_get_inspector (VouchWorkspace *self)
{
  return self->inspector;
}

/**
 * vouch_workspace_get_keyring:
 * @self: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when secrets cannot be kept on this computer.
 *
 * Returns: (transfer none) (nullable): where secrets live.
 */
VouchKeyring *
vouch_workspace_get_keyring (VouchWorkspace *self, GCancellable *cancellable, GError **error)
{
  VouchKeyring *keyring;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  g_mutex_lock (&self->mutex);
  if (self->keyring == NULL)
    self->keyring = vouch_keyring_choose (cancellable, error);
  keyring = self->keyring;
  g_mutex_unlock (&self->mutex);
  return keyring;
}

/**
 * vouch_workspace_get_ledger_keeper:
 * @self: a workspace.
 *
 * Returns: (transfer none): what is known of its ledger.
 */
VouchLedgerKeeper *
vouch_workspace_get_ledger_keeper (VouchWorkspace *self)
{
  return self->ledger_keeper;
}

/**
 * vouch_workspace_make_issuer:
 * @self: a workspace.
 * @url: where the issuer is.
 * @token: (nullable): the person's token there.
 * @pinned: (nullable): what was pinned when it was added.
 * @error: %VOUCH_ERROR_INVALID when the address is none, or not a safe one.
 *
 * Returns: (transfer full) (nullable): the way to the issuer.
 */
VouchIssuer *
vouch_workspace_make_issuer (VouchWorkspace *self,
                             const char *url,
                             const char *token,
                             VouchIssuerAccount *pinned,
                             GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return self->issuer_maker (url, token, pinned, self->issuer_maker_data, error);
}

static gboolean
emit_changed (gpointer data)
{
  Change *change = data;
  g_autoptr (VouchWorkspace) self = g_weak_ref_get (&change->workspace);

  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change->portfolio);
  return G_SOURCE_REMOVE;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_weak_ref_clear (&change->workspace);
  g_free (change->portfolio);
  g_free (change);
}

/**
 * vouch_workspace_tell_changed:
 * @self: a workspace.
 * @portfolio: (nullable): id of the portfolio that changed; %NULL for what all share.
 *
 * Has the signal emitted in the main context of the workspace. From any thread.
 */
void
vouch_workspace_tell_changed (VouchWorkspace *self, const char *portfolio)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Change *change = g_new0 (Change, 1);

  vouch_overview_cache_forget (self->overview, portfolio);
  g_weak_ref_init (&change->workspace, self);
  change->portfolio = g_strdup (portfolio);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_changed, change, change_free);
  g_source_attach (source, self->context);
}

/**
 * vouch_workspace_lends:
 * @self: a workspace.
 *
 * Returns: whether others may write while it waits for another computer.
 */
gboolean
vouch_workspace_lends (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), FALSE);

  return self->lends;
}

/**
 * vouch_workspace_new_id:
 * @self: a workspace.
 *
 * Returns: (transfer full): a new id that sorts by time.
 */
char *
vouch_workspace_new_id (VouchWorkspace *self)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (self), NULL);

  return vouch_id_new (vouch_clock_now_ms (self->clock));
}

/**
 * vouch_workspace_is_stopped:
 * @cancellable: (nullable): to look at.
 * @error: %VOUCH_ERROR_CANCELLED when it was.
 *
 * Returns: whether the person stopped the work.
 */
gboolean
vouch_workspace_is_stopped (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                       _ ("This was stopped. What was done before is kept."));
  return TRUE;
}

/**
 * vouch_workspace_get_overview_cache:
 * @self: a workspace.
 *
 * Returns: (transfer none): how far all portfolios are, as it was last found out.
 */
VouchOverviewCache *
vouch_workspace_get_overview_cache (VouchWorkspace *self)
{
  return self->overview;
}
