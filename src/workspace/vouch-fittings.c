/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-fittings"

#include "config.h"
#include "vouch-fittings.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-load.h"

#include "vouch-fitting-private.h"
#include "vouch-workspace-private.h"

/*
 * What vouch-fitting.c does for one recording, done for all of a portfolio at once.
 */
struct _VouchFittings {
  GPtrArray *entries; /* (element-type VouchFittingsEntry) */
};

static void
entry_free (gpointer data)
{
  VouchFittingsEntry *entry = data;

  g_free (entry->item);
  g_free (entry->title);
  vouch_fitting_free (entry->fitting);
  g_free (entry);
}

/**
 * vouch_fittings_free:
 * @self: (nullable): what was seen.
 *
 * Frees it.
 */
void
vouch_fittings_free (VouchFittings *self)
{
  if (self != NULL)
    g_ptr_array_unref (self->entries);
  g_free (self);
}

static void
add (VouchFittings *self, VouchItem *item, VouchFitting *fitting)
{
  VouchFittingsEntry *entry = g_new0 (VouchFittingsEntry, 1);
  const char *title = vouch_item_get_title (item);

  entry->item = g_strdup (vouch_item_get_id (item));
  entry->title = g_strdup (title != NULL ? title : vouch_item_get_file_name (item));
  entry->fitting = fitting;
  g_ptr_array_add (self->entries, entry);
}

/**
 * vouch_fittings_look:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @issuer: (nullable): the earner's name for who takes it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_DEVICE.
 *
 * Looks which recordings do not fit what their requirement and the issuer ask of a file, and which are
 * made to fit. Those that do as they are do not count.
 *
 * Returns: (transfer full) (nullable): what was seen.
 */
VouchFittings *
vouch_fittings_look (VouchWorkspace *workspace,
                     const char *portfolio,
                     const char *issuer,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (VouchFittings) self = g_new0 (VouchFittings, 1);
  g_autoptr (VouchPortfolio) loaded = NULL;
  GPtrArray *items;
  gint64 max_bytes;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, NULL);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  loaded = vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, error);
  if (loaded == NULL || !_vouch_fitting_find_limit (workspace, issuer, &max_bytes, error))
    return NULL;
  items = vouch_portfolio_get_items (loaded);
  for (guint i = 0; i < items->len; i++) {
    g_autoptr (VouchFitting) fitting =
        _vouch_fitting_look_at (workspace, loaded, items->pdata[i], max_bytes, cancellable, error);

    if (fitting == NULL)
      return NULL;
    if (fitting->state != VOUCH_FITTING_NOT_NEEDED)
      add (self, items->pdata[i], g_steal_pointer (&fitting));
  }
  return g_steal_pointer (&self);
}

/**
 * vouch_fittings_get_n:
 * @self: what was seen.
 *
 * Returns: how many recordings it names.
 */
guint
vouch_fittings_get_n (const VouchFittings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * vouch_fittings_get:
 * @self: what was seen.
 * @index: which, below vouch_fittings_get_n().
 *
 * Returns: (transfer none): one of the recordings.
 */
const VouchFittingsEntry *
vouch_fittings_get (const VouchFittings *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->entries->len, NULL);

  return g_ptr_array_index (self->entries, index);
}

/**
 * vouch_fittings_count:
 * @self: what was seen.
 * @state: where a recording stands.
 *
 * Returns: how many stand there.
 */
guint
vouch_fittings_count (const VouchFittings *self, VouchFittingState state)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += vouch_fittings_get (self, i)->fitting->state == state;
  return n;
}

/**
 * vouch_fittings_list:
 * @self: what was seen.
 * @state: where a recording stands.
 *
 * Returns: (transfer full): ids of those that stand there.
 */
char **
vouch_fittings_list (const VouchFittings *self, VouchFittingState state)
{
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    if (vouch_fittings_get (self, i)->fitting->state == state)
      g_strv_builder_add (items, vouch_fittings_get (self, i)->item);
  return g_strv_builder_end (items);
}

/**
 * vouch_fittings_ask:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @issuer: (nullable): the earner's name for who takes it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when one cannot be made to fit, with what is possible instead; it is kept
 *   for the others.
 *
 * Does as vouch_fitting_ask() for every recording of a portfolio that does not fit.
 *
 * Returns: whether it is kept for all of them.
 */
gboolean
vouch_fittings_ask (VouchWorkspace *workspace,
                    const char *portfolio,
                    const char *issuer,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VouchFittings) seen =
      vouch_fittings_look (workspace, portfolio, issuer, cancellable, error);
  const VouchFittingsEntry *refused = NULL;

  if (seen == NULL)
    return FALSE;
  for (guint i = 0; i < vouch_fittings_get_n (seen); i++) {
    const VouchFittingsEntry *entry = vouch_fittings_get (seen, i);

    if (entry->fitting->state == VOUCH_FITTING_NOT_POSSIBLE)
      refused = entry;
    else if (!_vouch_fitting_keep (workspace, entry->item, entry->fitting, error))
      return FALSE;
  }
  vouch_workspace_tell_changed (workspace, portfolio);
  return refused == NULL || _vouch_fitting_keep (workspace, refused->item, refused->fitting, error);
}

/* What is wrong with one recording says nothing about the others. */
static gboolean
is_of_one (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_INVALID) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
}

/**
 * vouch_fittings_make:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: as vouch_fitting_make(), for the first that could not be made; the others are tried all the same
 *   where that says nothing about them.
 *
 * Makes every copy of a portfolio that was asked for and is not there.
 *
 * Returns: whether all are there.
 */
gboolean
vouch_fittings_make (VouchWorkspace *workspace,
                     const char *portfolio,
                     VouchJob *job,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchPortfolio) loaded = vouch_store_load_portfolio (store, portfolio, error);
  GPtrArray *items = loaded != NULL ? vouch_portfolio_get_items (loaded) : NULL;
  g_autoptr (GError) reason = NULL;
  gboolean goes_on = items != NULL;

  for (guint i = 0; goes_on && i < items->len; i++) {
    g_autoptr (GError) local = NULL;

    if (vouch_item_get_fit (items->pdata[i]) == NULL ||
        (!vouch_workspace_is_stopped (cancellable, &local) &&
         vouch_fitting_make (workspace, vouch_item_get_id (items->pdata[i]), job, cancellable,
                             &local)))
      continue;
    goes_on = is_of_one (local);
    if (reason == NULL || !goes_on) {
      g_clear_error (&reason);
      reason = g_steal_pointer (&local);
    }
  }
  if (items != NULL && reason == NULL)
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * vouch_fittings_undo:
 * @workspace: a workspace.
 * @items: ids of items.
 * @error: as vouch_fitting_undo().
 *
 * Lets the items be sent as they were before they were made to fit.
 *
 * Returns: whether that is kept for all of them.
 */
gboolean
vouch_fittings_undo (VouchWorkspace *workspace, const char *const *items, GError **error)
{
  g_return_val_if_fail (items != NULL, FALSE);

  for (guint i = 0; items[i] != NULL; i++)
    if (!vouch_fitting_undo (workspace, items[i], error))
      return FALSE;
  return TRUE;
}

typedef struct {
  VouchWorkspace *workspace;
  char *portfolio;
  char *issuer;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->workspace);
  g_free (making->portfolio);
  g_free (making->issuer);
  g_free (making);
}

/* One that cannot be made to fit keeps the others from nothing; whoever looks again sees why. */
static char *
run_making (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;
  GError *local = NULL;

  if (!vouch_fittings_ask (making->workspace, making->portfolio, making->issuer, cancellable,
                           &local) &&
      !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_INVALID)) {
    g_propagate_error (error, local);
    return NULL;
  }
  g_clear_error (&local);
  if (!vouch_fittings_make (making->workspace, making->portfolio, job, cancellable, error))
    return NULL;
  return g_strdup (making->portfolio);
}

/**
 * vouch_fittings_job_new:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @issuer: (nullable): the earner's name for who takes it.
 *
 * Returns: (transfer full): a job that makes a copy that fits of every recording that needs one. Broken
 *   off, it goes on at the next start.
 */
VouchJob *
vouch_fittings_job_new (VouchWorkspace *workspace, const char *portfolio, const char *issuer)
{
  Making *making;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, NULL);

  making = g_new0 (Making, 1);
  making->workspace = g_object_ref (workspace);
  making->portfolio = g_strdup (portfolio);
  making->issuer = g_strdup (issuer);
  return vouch_job_new (_ ("Making recordings fit"), portfolio, run_making, making, making_free);
}
