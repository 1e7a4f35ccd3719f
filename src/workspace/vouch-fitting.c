/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-fitting"

#include "config.h"
#include "vouch-fitting.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-fit.h"
#include "vouch-store-issuers.h"
#include "vouch-store-load.h"
#include "vouch-store-scratch.h"

#include "vouch-fitting-private.h"
#include "vouch-items.h"
#include "vouch-prepare.h"
#include "vouch-render.h"
#include "vouch-workspace-private.h"

/*
 * Recordings that are larger than what is taken, or of another kind, are made to fit. It is the teacher
 * who asks for it; what she asked for is kept, so that it goes on after a restart, and so that whoever
 * prepares a submission makes the copy when it is not there. The original never changes, and all can be
 * undone.
 */

/**
 * vouch_fitting_free:
 * @self: (nullable): what can be done.
 *
 * Frees it.
 */
void
vouch_fitting_free (VouchFitting *self)
{
  if (self != NULL)
    g_free (self->sentence);
  g_free (self);
}

/**
 * _vouch_fitting_find_limit:
 * @workspace: a workspace.
 * @issuer: (nullable): the earner's name for who takes it.
 * @max_bytes: (out): the most it takes for a file; 0 without a limit.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Finds the most that an issuer takes. Where none is named and there is only one, it is that.
 *
 * Returns: whether it is known.
 */
gboolean
_vouch_fitting_find_limit (VouchWorkspace *workspace,
                           const char *issuer,
                           gint64 *max_bytes,
                           GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (VouchIssuerAccount) account = NULL;

  *max_bytes = 0;
  if (issuer != NULL) {
    account = vouch_store_load_issuer (store, issuer, error);
  } else {
    all = vouch_store_list_issuers (store, error);
    if (all != NULL && all->len != 1)
      return TRUE;
    account = all != NULL ? g_object_ref (all->pdata[0]) : NULL;
  }
  if (account == NULL)
    return FALSE;
  *max_bytes = vouch_issuer_account_get_max_file_bytes (account);
  return TRUE;
}

static char *
describe_kind (const VouchFit *fit, const VouchEncoding *encoding)
{
  g_autofree char *kind = g_ascii_strup (fit->format, -1);

  if (encoding->width > 0)
    /* Translators: a kind of file such as "MP4", and a picture's width and height. */
    return g_strdup_printf (_ ("%s, %d × %d"), kind, encoding->width, encoding->height);
  return g_steal_pointer (&kind);
}

static char *
describe_offer (const VouchFit *fit, const VouchFitPart *part, const VouchEncoding *encoding)
{
  g_autofree char *kind = describe_kind (fit, encoding);
  g_autofree char *upper = g_ascii_strup (fit->format, -1);
  g_autofree char *limit = g_format_size ((guint64) fit->max_bytes);

  if (vouch_fit_plan_may_keep_coding (fit, part))
    /* Translators: a kind of file such as "MP4". */
    return g_strdup_printf (
        _ ("Vouch can make an %s copy of it that is sent instead. Your original "
           "stays as it is."),
        upper);
  /* Translators: "MP4, 1280 × 720" or "MP3", and a size such as "200 MB". */
  return g_strdup_printf (_ ("Vouch can make a copy that fits (%s, at most %s), which is sent "
                             "instead. Your original stays as it is."),
                          kind, limit);
}

static char *
describe_refusal (const VouchFit *fit, gint64 smallest_bytes)
{
  g_autofree char *limit = g_format_size ((guint64) fit->max_bytes);
  g_autofree char *least = g_format_size ((guint64) MAX (0, smallest_bytes));

  if (smallest_bytes > 0)
    /* Translators: two sizes such as "25 MB". */
    return g_strdup_printf (_ ("It cannot be made to fit into %s: the smallest copy has about %s. "
                               "Choose a shorter range."),
                            limit, least);
  return g_strdup (_ ("Its picture is smaller than what is asked for, so no copy would fit."));
}

static char *
describe_copy (VouchFacts *sent)
{
  g_autofree char *size = g_format_size ((guint64) MAX (0, vouch_facts_get_size (sent)));

  /* Translators: a size such as "200 MB". */
  return g_strdup_printf (_ ("A copy of %s is sent instead, which fits. Your original stays as it "
                             "is."),
                          size);
}

static void
judge (VouchFitting *self, VouchItem *item, const VouchFitPart *part)
{
  VouchFacts *sent = vouch_item_get_sent_facts (item);
  VouchEncoding encoding;
  gint64 smallest_bytes = 0;
  gboolean possible;

  if (vouch_item_get_fit (item) != NULL && sent != NULL &&
      vouch_facts_fits_extension (sent, self->fit.format) &&
      (self->fit.max_bytes == 0 || vouch_facts_get_size (sent) <= self->fit.max_bytes)) {
    self->state = VOUCH_FITTING_MADE;
    self->sentence = describe_copy (sent);
    return;
  }
  /* Cleaning alone may have been enough. */
  if (!vouch_fit_plan_is_needed (&self->fit, part) ||
      (sent != NULL && vouch_item_get_fit (item) == NULL && self->fit.max_bytes > 0 &&
       vouch_facts_get_size (sent) <= self->fit.max_bytes &&
       vouch_facts_fits_extension (sent, self->fit.format)))
    return;
  possible = vouch_fit_plan_may_keep_coding (&self->fit, part) ||
             vouch_fit_plan_encode (&self->fit, part, &encoding, &smallest_bytes);
  if (!possible)
    self->state = VOUCH_FITTING_NOT_POSSIBLE;
  else
    self->state = vouch_item_get_fit (item) != NULL ? VOUCH_FITTING_WANTED : VOUCH_FITTING_OFFERED;
  if (vouch_fit_plan_may_keep_coding (&self->fit, part))
    encoding = (VouchEncoding){ 0 };
  self->sentence = possible ? describe_offer (&self->fit, part, &encoding)
                            : describe_refusal (&self->fit, smallest_bytes);
}

/**
 * _vouch_fitting_look_at:
 * @workspace: a workspace.
 * @portfolio: a portfolio.
 * @item: one of its items.
 * @max_bytes: the most the issuer takes for a file; 0 without a limit.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE.
 *
 * Does as vouch_fitting_look() for an item that is loaded.
 *
 * Returns: (transfer full) (nullable): where it stands.
 */
VouchFitting *
_vouch_fitting_look_at (VouchWorkspace *workspace,
                        VouchPortfolio *portfolio,
                        VouchItem *item,
                        gint64 max_bytes,
                        GCancellable *cancellable,
                        GError **error)
{
  static const char *const any[] = { "mp4",  "m4v", "mov", "mkv",  "webm", "m4a",
                                     "opus", "ogg", "mp3", "flac", "wav",  NULL };
  g_autoptr (VouchFitting) self = g_new0 (VouchFitting, 1);
  g_auto (GStrv) formats = NULL;
  VouchFitPart part;

  /* Most recordings fit, and no helper has to be asked about those. */
  if (!vouch_fit_plan_part (item, &part) ||
      (vouch_item_get_fit (item) == NULL &&
       vouch_fit_plan_limits (portfolio, item, max_bytes, any, &self->fit) &&
       !vouch_fit_plan_is_needed (&self->fit, &part)))
    return g_steal_pointer (&self);
  formats = vouch_inspector_list_formats (vouch_workspace_get_inspector (workspace),
                                          vouch_facts_get_video_tracks (part.facts) > 0,
                                          cancellable, error);
  if (formats == NULL)
    return NULL;
  if (vouch_fit_plan_limits (portfolio, item, max_bytes, (const char *const *) formats, &self->fit))
    judge (self, item, &part);
  return g_steal_pointer (&self);
}

/**
 * vouch_fitting_look:
 * @workspace: a workspace.
 * @item: id of an item.
 * @issuer: (nullable): the earner's name for who takes it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_DEVICE.
 *
 * Looks whether a recording fits what its requirement and the issuer ask of the file, and what can be done.
 *
 * Returns: (transfer full) (nullable): where it stands.
 */
VouchFitting *
vouch_fitting_look (VouchWorkspace *workspace,
                    const char *item,
                    const char *issuer,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;
  gint64 max_bytes;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && item != NULL, NULL);

  found = vouch_items_find (workspace, item, &portfolio, error);
  if (found == NULL || !_vouch_fitting_find_limit (workspace, issuer, &max_bytes, error))
    return NULL;
  return _vouch_fitting_look_at (workspace, portfolio, found, max_bytes, cancellable, error);
}

/**
 * _vouch_fitting_keep:
 * @workspace: a workspace.
 * @item: id of an item.
 * @fitting: what can be done about it.
 * @error: %VOUCH_ERROR_INVALID when it cannot be made to fit.
 *
 * Keeps that a copy is to be made where one is needed.
 *
 * Returns: whether it is kept, or was not needed.
 */
gboolean
_vouch_fitting_keep (VouchWorkspace *workspace,
                     const char *item,
                     const VouchFitting *fitting,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  if (store == NULL)
    return FALSE;
  if (fitting->state == VOUCH_FITTING_NOT_POSSIBLE) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, fitting->sentence);
    return FALSE;
  }
  if (fitting->state != VOUCH_FITTING_OFFERED && fitting->state != VOUCH_FITTING_WANTED)
    return TRUE;
  return vouch_store_set_fit (store, item, &fitting->fit, error);
}

/**
 * vouch_fitting_ask:
 * @workspace: a workspace.
 * @item: id of an item.
 * @issuer: (nullable): the earner's name for who takes it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when it cannot be made to fit, with what is possible instead.
 *
 * Keeps that a copy is sent that fits; it is made by vouch_fitting_make(), or when everything is prepared.
 *
 * Returns: whether it is kept, or was not needed.
 */
gboolean
vouch_fitting_ask (VouchWorkspace *workspace,
                   const char *item,
                   const char *issuer,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (VouchFitting) fitting = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && item != NULL, FALSE);

  fitting = vouch_fitting_look (workspace, item, issuer, cancellable, error);
  if (fitting == NULL || !_vouch_fitting_keep (workspace, item, fitting, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_fitting_undo:
 * @workspace: a workspace.
 * @item: id of an item.
 * @error: %VOUCH_ERROR_NOT_FOUND, or what the store says.
 *
 * Lets the item be sent as it was before it was made to fit.
 *
 * Returns: whether that is kept.
 */
gboolean
vouch_fitting_undo (VouchWorkspace *workspace, const char *item, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;

  g_return_val_if_fail (item != NULL, FALSE);

  if (store == NULL || vouch_items_find (workspace, item, &portfolio, error) == NULL ||
      !vouch_store_set_fit (store, item, NULL, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
  return TRUE;
}

/**
 * vouch_fitting_make:
 * @workspace: a workspace.
 * @item: id of an item for which it was asked.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it; what is done so far is gone on with the next time.
 * @error: %VOUCH_ERROR_INVALID when no copy fits; it is not asked for any more then.
 *
 * Makes the copy, unless it is made already.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_fitting_make (VouchWorkspace *workspace,
                    const char *item,
                    VouchJob *job,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found = vouch_items_find (workspace, item, &portfolio, error);
  GError *local = NULL;

  if (found == NULL)
    return FALSE;
  if (vouch_prepare_item (workspace, found, job, cancellable, &local)) {
    vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
    return TRUE;
  }
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_INVALID))
    vouch_fitting_undo (workspace, item, NULL);
  g_propagate_error (error, local);
  return FALSE;
}

typedef struct {
  VouchWorkspace *workspace;
  char *item;
  char *issuer;
  gboolean asked; /* it was kept before that a copy is to be made */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->workspace);
  g_free (making->item);
  g_free (making->issuer);
  g_free (making);
}

static char *
run_making (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  if ((!making->asked &&
       !vouch_fitting_ask (making->workspace, making->item, making->issuer, cancellable, error)) ||
      !vouch_fitting_make (making->workspace, making->item, job, cancellable, error))
    return NULL;
  return g_strdup (making->item);
}

static VouchJob *
make_job (VouchWorkspace *workspace,
          const char *portfolio,
          const char *item,
          const char *issuer,
          gboolean asked)
{
  Making *making = g_new0 (Making, 1);

  making->workspace = g_object_ref (workspace);
  making->item = g_strdup (item);
  making->issuer = g_strdup (issuer);
  making->asked = asked;
  return vouch_job_new (_ ("Making a recording fit"), portfolio, run_making, making, making_free);
}

/**
 * vouch_fitting_job_new:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @item: id of an item in it.
 * @issuer: (nullable): the earner's name for who takes it.
 *
 * Returns: (transfer full): a job that makes a copy that fits; its result is the item's id. Broken off, it
 *   goes on at the next start.
 */
VouchJob *
vouch_fitting_job_new (VouchWorkspace *workspace,
                       const char *portfolio,
                       const char *item,
                       const char *issuer)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && item != NULL, NULL);

  return make_job (workspace, portfolio, item, issuer, FALSE);
}

/* Under which name work on an item's copy is kept in between. */
static char *
key_for (VouchWorkspace *workspace, const char *item)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found = vouch_items_find (workspace, item, &portfolio, NULL);
  VouchRender what = { 0 };

  if (found == NULL || !vouch_fit_from_text (vouch_item_get_fit (found), &what.fit) ||
      !vouch_fit_plan_part (found, &what.part))
    return NULL;
  what.artifact = vouch_item_get_artifact (found);
  return vouch_render_key (&what);
}

/**
 * vouch_fitting_resume_all:
 * @workspace: a workspace that was just opened.
 * @error: what the store says.
 *
 * Puts a job into the queue for every copy that was asked for and is not made, and clears away what was
 * begun for others.
 *
 * Returns: whether the library could be looked through.
 */
gboolean
vouch_fitting_resume_all (VouchWorkspace *workspace, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) fittings = store != NULL ? vouch_store_list_fittings (store, error) : NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_auto (GStrv) keep_keys = NULL;

  if (fittings == NULL)
    return FALSE;
  for (guint i = 0; i < fittings->len; i++) {
    VouchStoreFitting *fitting = g_ptr_array_index (fittings, i);
    g_autofree char *key = key_for (workspace, fitting->item);
    g_autoptr (VouchJob) job = make_job (workspace, fitting->portfolio, fitting->item, NULL, TRUE);

    if (key != NULL)
      g_strv_builder_add (keys, key);
    vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
  }
  keep_keys = g_strv_builder_end (keys);
  vouch_store_sweep_scratch (store, (const char *const *) keep_keys);
  return TRUE;
}
