/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-prepare"

#include "config.h"
#include "vouch-prepare.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "vouch-constraint-set.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-care.h"
#include "vouch-store-load.h"
#include "vouch-store-facts.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"

#include "vouch-check.h"
#include "vouch-render.h"
#include "vouch-workspace-private.h"

/*
 * What is sent is a copy without anything that could tell who made it, cut to the chosen range. It
 * is made once for each original and each way in which it differs, is read again before it counts,
 * and is recorded under both. The original stays as it is.
 */

static GMutex under_way_lock;
static GHashTable *under_way; /* (nullable) (element-type utf8), guarded by the lock */

static gboolean
needs_copy (VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);

  return vouch_item_get_artifact (item) != NULL &&
         (vouch_item_has_range (item) || vouch_item_get_fit (item) != NULL ||
          (facts != NULL && vouch_facts_get_cleanable (facts)));
}

static VouchDerivation
describe_copy (VouchItem *item)
{
  gint64 whole = vouch_facts_get_duration_ms (vouch_item_get_facts (item));
  gint64 end = vouch_item_get_end_ms (item);

  return (VouchDerivation){
    .clean = TRUE,
    .has_range = vouch_item_has_range (item),
    .start_ms = MAX (vouch_item_get_start_ms (item), 0),
    .end_ms = end >= 0 && (whole < 0 || end < whole) ? end : whole,
  };
}

/* The reader has looked at what it wrote; this is the last look before a copy may leave. */
static gboolean
check_copy (VouchItem *item, const VouchDerivation *what, VouchFacts *facts, GError **error)
{
  const char *title = vouch_item_get_title (item) != NULL ? vouch_item_get_title (item)
                                                          : vouch_item_get_file_name (item);
  gint64 length = facts != NULL ? vouch_facts_get_duration_ms (facts) : 0;

  if (facts == NULL || vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN ||
      !vouch_facts_get_readable_to_end (facts))
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("The copy of “%s” that would be sent cannot be read. The original is safe; "
                    "nothing was sent."),
                 title);
  else if (vouch_facts_get_n_identifiers (facts) > 0)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("The copy of “%s” that would be sent still says who made it. The original is "
                    "safe; nothing was sent. Save the file in another format and attach that."),
                 title);
  else if (what->has_range && what->end_ms > 0 && length > what->end_ms - what->start_ms + 1)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("The copy of “%s” is longer than the range you chose. Nothing was sent."),
                 title);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_copy (VouchWorkspace *workspace,
            VouchItem *item,
            const VouchDerivation *what,
            VouchNewFile *file,
            VouchFacts **facts,
            GCancellable *cancellable,
            GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  int fd = vouch_store_open_object (store, vouch_item_get_artifact (item), error);
  gboolean made;

  if (fd < 0)
    return FALSE;
  made = vouch_inspector_derive (vouch_workspace_get_inspector (workspace), fd,
                                 vouch_new_file_get_fd (file), what, facts, cancellable, error);
  close (fd);
  return made && check_copy (item, what, *facts, error);
}

/* A plain copy must never stand for one that fits, so without facts there is none. */
static gboolean
describe_fit (VouchItem *item, VouchRender *what, GError **error)
{
  what->artifact = vouch_item_get_artifact (item);
  what->title = vouch_item_get_title (item) != NULL ? vouch_item_get_title (item)
                                                    : vouch_item_get_file_name (item);
  if (vouch_fit_from_text (vouch_item_get_fit (item), &what->fit) &&
      vouch_fit_plan_part (item, &what->part))
    return TRUE;
  g_set_error (
      error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
      /* Translators: %s is a title. */
      _ ("No copy of “%s” that fits can be made as long as it is not known how long it is "
         "and what is in it. The original is safe. Wait until it is read, then try again."),
      what->title);
  return FALSE;
}

static gboolean
make_to_fit (VouchWorkspace *workspace,
             VouchItem *item,
             VouchNewFile *file,
             VouchFacts **facts,
             VouchJob *job,
             GCancellable *cancellable,
             GError **error)
{
  VouchRender what = { 0 };

  return describe_fit (item, &what, error) &&
         vouch_render_make (workspace, &what, vouch_new_file_get_fd (file), facts, job, cancellable,
                            error);
}

static gboolean
make_copy (VouchWorkspace *workspace,
           VouchItem *item,
           VouchJob *job,
           GCancellable *cancellable,
           GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  VouchDerivation what = describe_copy (item);
  g_autofree char *derivation = vouch_store_derivation_of (item);
  g_autoptr (VouchNewFile) file = NULL;
  g_autoptr (VouchFacts) facts = NULL;
  g_autofree char *sha256 = NULL;

  file = store != NULL ? vouch_store_new_object (store, error) : NULL;
  if (file == NULL)
    return FALSE;
  if (vouch_item_get_fit (item) != NULL
          ? !make_to_fit (workspace, item, file, &facts, job, cancellable, error)
          : !write_copy (workspace, item, &what, file, &facts, cancellable, error))
    return FALSE;
  sha256 = vouch_store_take_object (store, file, NULL, cancellable, error);
  if (sha256 == NULL)
    return FALSE;
  if (vouch_store_add_derived (store, vouch_item_get_artifact (item), derivation, sha256, facts,
                               error))
    return TRUE;
  vouch_store_abandon_object (store, sha256, NULL);
  return FALSE;
}

/**
 * vouch_prepare_find_copy:
 * @workspace: a workspace.
 * @item: an item with a file.
 * @bytes: (out): its size; -1 while the copy is not made.
 * @derived: (out): whether a copy goes out instead of the original.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): SHA-256 of what would be sent; %NULL without an error while
 *   the copy is not made.
 */
char *
vouch_prepare_find_copy (VouchWorkspace *workspace,
                         VouchItem *item,
                         gint64 *bytes,
                         gboolean *derived,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autofree char *derivation = NULL;
  g_autofree char *sha256 = NULL;

  g_return_val_if_fail (VOUCH_IS_ITEM (item) && bytes != NULL && derived != NULL, NULL);

  *bytes = -1;
  *derived = needs_copy (item);
  if (*derived) {
    derivation = vouch_store_derivation_of (item);
    sha256 = vouch_store_find_derived (store, vouch_item_get_artifact (item), derivation, error);
  } else {
    sha256 = g_strdup (vouch_item_get_artifact (item));
  }
  if (sha256 == NULL)
    return NULL;
  *bytes = vouch_store_get_object_size (store, sha256, error);
  return *bytes >= 0 ? g_steal_pointer (&sha256) : NULL;
}

/* Two threads may want the same copy, as when a submission begins while one is being made in the
 * background. The second waits, and finds it made. */
static gboolean
begin_alone (const char *artifact, GCancellable *cancellable, GError **error)
{
  gboolean begun = FALSE;

  while (!begun) {
    g_mutex_lock (&under_way_lock);
    if (under_way == NULL)
      under_way = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    begun = !g_hash_table_contains (under_way, artifact);
    if (begun)
      g_hash_table_add (under_way, g_strdup (artifact));
    g_mutex_unlock (&under_way_lock);
    if (!begun && vouch_workspace_is_stopped (cancellable, error))
      return FALSE;
    if (!begun)
      g_usleep (50000);
  }
  return TRUE;
}

static void
end_alone (const char *artifact)
{
  g_mutex_lock (&under_way_lock);
  g_hash_table_remove (under_way, artifact);
  g_mutex_unlock (&under_way_lock);
}

static gboolean
make_if_missing (VouchWorkspace *workspace,
                 VouchItem *item,
                 VouchJob *job,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found = NULL;
  gboolean derived;
  gint64 bytes;

  found = vouch_prepare_find_copy (workspace, item, &bytes, &derived, &local);
  if (found != NULL)
    return TRUE;
  /* A copy that was recorded and is gone is made again. */
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return make_copy (workspace, item, job, cancellable, error);
}

/**
 * vouch_prepare_item:
 * @workspace: a workspace.
 * @item: an item, as it was loaded.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: as vouch_prepare_portfolio().
 *
 * Makes the copy of one item that would be sent, where it is not made yet.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_prepare_item (VouchWorkspace *workspace,
                    VouchItem *item,
                    VouchJob *job,
                    GCancellable *cancellable,
                    GError **error)
{
  const char *artifact = vouch_item_get_artifact (item);
  gboolean made;

  if (!needs_copy (item))
    return TRUE;
  if (!begin_alone (artifact, cancellable, error))
    return FALSE;
  made = make_if_missing (workspace, item, job, cancellable, error);
  end_alone (artifact);
  return made;
}

static gboolean
renew_damaged_copy (VouchWorkspace *workspace,
                    VouchItem *item,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autofree char *renewed = NULL;
  g_autofree char *copy = NULL;
  gboolean derived, intact;
  gint64 bytes;

  copy = vouch_prepare_find_copy (workspace, item, &bytes, &derived, NULL);
  if (copy == NULL || !derived)
    return TRUE;
  if (!vouch_store_look_at_object (store, copy, &intact, cancellable, error))
    return FALSE;
  if (intact)
    return TRUE;
  if (!make_copy (workspace, item, NULL, cancellable, error))
    return FALSE;
  renewed = vouch_prepare_find_copy (workspace, item, &bytes, &derived, error);
  return renewed != NULL &&
         vouch_store_look_at_object (store, renewed, &intact, cancellable, error);
}

/* Disks forget. Before anything is sent every byte is read once more: a copy that was damaged is
 * made again; an original that was is left alone, and the check that follows names it. */
static gboolean
prepare_to_send (VouchWorkspace *workspace,
                 VouchItem *item,
                 VouchJob *job,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  const char *original = vouch_item_get_artifact (item);
  gboolean intact;

  if (original == NULL)
    return TRUE;
  if (!vouch_store_look_at_object (store, original, &intact, cancellable, error))
    return FALSE;
  return !intact || (renew_damaged_copy (workspace, item, cancellable, error) &&
                     vouch_prepare_item (workspace, item, job, cancellable, error));
}

/**
 * vouch_prepare_portfolio:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @job: (nullable): hears how far it has come, in files.
 * @cancellable: (nullable): to stop it; the copies that were made stay.
 * @error: %VOUCH_ERROR_DEVICE when a copy could not be made or did not pass its check,
 *   %VOUCH_ERROR_NO_SPACE; %VOUCH_ERROR_NOT_READY when one is to fit and its original is not read yet.
 *
 * Makes the copies that would be sent, where they are not made yet.
 *
 * Returns: whether all are there.
 */
gboolean
vouch_prepare_portfolio (VouchWorkspace *workspace,
                         const char *portfolio,
                         VouchJob *job,
                         GCancellable *cancellable,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  GPtrArray *items;

  g_return_val_if_fail (portfolio != NULL, FALSE);

  loaded = store != NULL ? vouch_store_load_portfolio (store, portfolio, error) : NULL;
  if (loaded == NULL)
    return FALSE;
  items = vouch_portfolio_get_items (loaded);
  for (guint i = 0; i < items->len; i++) {
    g_autofree char *step =
        /* Translators: a step of a longer work; the numbers are which one of how many. */
        g_strdup_printf (_ ("Making copies without names and places, %u of %u"), i + 1, items->len);

    vouch_job_report_step (job, step);
    if (vouch_workspace_is_stopped (cancellable, error) ||
        !prepare_to_send (workspace, g_ptr_array_index (items, i), job, cancellable, error))
      return FALSE;
  }
  vouch_workspace_tell_changed (workspace, portfolio);
  return TRUE;
}

static gboolean
limits_size (VouchPortfolio *portfolio, const char *requirement)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchRequirement *asked = vouch_definition_find_requirement (definition, requirement);
  g_autoptr (GPtrArray) constraints =
      asked != NULL ? vouch_constraint_set_for (definition, asked) : g_ptr_array_new ();

  for (guint i = 0; i < constraints->len; i++)
    if (vouch_constraint_get_kind (constraints->pdata[i]) == VOUCH_CONSTRAINT_KIND_FILE_SIZE)
      return TRUE;
  return FALSE;
}

static gboolean
is_beyond_size (VouchReport *report, const char *requirement)
{
  g_autoptr (GPtrArray) findings = vouch_report_list_findings (report, requirement);

  for (guint i = 0; i < findings->len; i++)
    if (vouch_finding_get_kind (findings->pdata[i]) == VOUCH_CONSTRAINT_KIND_FILE_SIZE &&
        vouch_finding_is_open (findings->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * vouch_prepare_if_size_decides:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of a requirement on which something was attached or cut.
 * @cancellable: (nullable): to stop it.
 *
 * Where a limit on the size as it will be sent (definition format, `fileSize`) is passed as far as
 * can be told without the copies, makes them, because only they tell. What does not work out is
 * told again when everything is prepared for sending; until then the check goes by the original.
 */
void
vouch_prepare_if_size_decides (VouchWorkspace *workspace,
                               const char *portfolio,
                               const char *requirement,
                               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (VouchReport) report = NULL;
  GPtrArray *items;

  g_return_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL && requirement != NULL);

  loaded = vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, &error);
  if (loaded != NULL && limits_size (loaded, requirement))
    report = vouch_check_loaded (workspace, loaded, VOUCH_DAY_NONE, cancellable, &error);
  if (report != NULL && is_beyond_size (report, requirement)) {
    items = vouch_portfolio_get_items (loaded);
    for (guint i = 0; i < items->len && error == NULL; i++)
      /* A copy that is made to fit takes long, and its size is known. */
      if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), requirement) == 0 &&
          vouch_item_get_fit (items->pdata[i]) == NULL)
        vouch_prepare_item (workspace, items->pdata[i], NULL, cancellable, &error);
  }
  if (error != NULL)
    g_message ("The size as sent is not known yet: %s", error->message);
}

typedef struct {
  VouchWorkspace *workspace;
  char *portfolio;
} Preparation;

static void
preparation_free (gpointer data)
{
  Preparation *preparation = data;

  g_object_unref (preparation->workspace);
  g_free (preparation->portfolio);
  g_free (preparation);
}

static char *
run_preparation (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Preparation *preparation = data;

  if (!vouch_prepare_portfolio (preparation->workspace, preparation->portfolio, job, cancellable,
                                error))
    return NULL;
  return g_strdup (preparation->portfolio);
}

/**
 * vouch_prepare_job_new:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 *
 * Returns: (transfer full): a job that makes the copies.
 */
VouchJob *
vouch_prepare_job_new (VouchWorkspace *workspace, const char *portfolio)
{
  Preparation *preparation;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, NULL);

  preparation = g_new0 (Preparation, 1);
  preparation->workspace = g_object_ref (workspace);
  preparation->portfolio = g_strdup (portfolio);
  return vouch_job_new (_ ("Preparing what will be sent"), portfolio, run_preparation, preparation,
                        preparation_free);
}
