/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submit-fit"

#include "config.h"
#include "vouch-submit-fit.h"

#include <glib/gi18n.h>

#include "vouch-job-row.h"
#include "vouch-page.h"
#include "vouch-rows.h"

/**
 * VouchSubmitFit:
 *
 * The recordings of a portfolio that are larger than what is taken, or of another kind: one press makes
 * copies of all of them that fit, with how far that is, a way to stop and a way back. Nothing is shown
 * where all do as they are.
 */
struct _VouchSubmitFit {
  AdwPreferencesGroup parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  char *issuer;
  VouchFittings *seen;
  gboolean preparing; /* copies are made by other work than this */
  VouchJob *job;      /* (nullable): what was begun here and is not over */
  GPtrArray *rows;    /* (element-type GtkWidget), made anew each time */
};

G_DEFINE_FINAL_TYPE (VouchSubmitFit, vouch_submit_fit, ADW_TYPE_PREFERENCES_GROUP)

static void
add (VouchSubmitFit *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* The one that stands there, when it is the only one. */
static const VouchFittingsEntry *
find_only (VouchSubmitFit *self, VouchFittingState state)
{
  for (guint i = 0; i < vouch_fittings_get_n (self->seen); i++)
    if (vouch_fittings_get (self->seen, i)->fitting->state == state &&
        vouch_fittings_count (self->seen, state) == 1)
      return vouch_fittings_get (self->seen, i);
  return NULL;
}

static void
show_offered (VouchSubmitFit *self)
{
  const VouchFittingsEntry *only = find_only (self, VOUCH_FITTING_OFFERED);
  guint n = vouch_fittings_count (self->seen, VOUCH_FITTING_OFFERED);
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("%u recording is too large, or of another kind",
                                     "%u recordings are too large, or of another kind", n),
                           n);
  row = only != NULL ? vouch_rows_text (only->title, only->fitting->sentence)
                     : vouch_rows_text (words, _ ("Vouch can make copies that fit, which are sent "
                                                  "instead. Your originals stay as they are."));
  vouch_rows_add_action (row, ngettext ("Make it fit", "Make them fit", n), "submit-fit.make",
                         words);
  add (self, row);
}

static GtkWidget *
make_progress (VouchJob *job)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *progress = vouch_job_row_new (job);

  gtk_widget_set_margin_start (progress, 12);
  gtk_widget_set_margin_end (progress, 12);
  gtk_widget_set_margin_top (progress, 9);
  gtk_widget_set_margin_bottom (progress, 9);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), progress);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_job_get_title (job), -1);
  return row;
}

static void
show_wanted (VouchSubmitFit *self)
{
  guint n = vouch_fittings_count (self->seen, VOUCH_FITTING_WANTED);
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (self->job != NULL)
    add (self, make_progress (self->job));
  if (n == 0)
    return;
  words = g_strdup_printf (
      ngettext ("%u copy that fits is not made yet", "%u copies that fit are not made yet", n), n);
  row = vouch_rows_text (words, self->job != NULL || self->preparing
                                    ? _ ("You can go on working; it goes on by itself after a "
                                         "restart.")
                                    : _ ("What was begun is kept."));
  if (self->job == NULL && !self->preparing)
    vouch_rows_add_action (row, _ ("Go on"), "submit-fit.make", words);
  vouch_rows_add_action (row, ngettext ("Send it as it was", "Send them as they were", n),
                         "submit-fit.undo-wanted", words);
  add (self, row);
}

static void
show_made (VouchSubmitFit *self)
{
  const VouchFittingsEntry *only = find_only (self, VOUCH_FITTING_MADE);
  guint n = vouch_fittings_count (self->seen, VOUCH_FITTING_MADE);
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("✓ %u recording is sent as a copy that fits",
                                     "✓ %u recordings are sent as copies that fit", n),
                           n);
  row = only != NULL ? vouch_rows_text (only->title, only->fitting->sentence)
                     : vouch_rows_text (words, _ ("Your originals stay as they are."));
  vouch_rows_add_action (row, ngettext ("Send it as it was", "Send them as they were", n),
                         "submit-fit.undo-made", words);
  add (self, row);
}

static void
show_refused (VouchSubmitFit *self)
{
  for (guint i = 0; i < vouch_fittings_get_n (self->seen); i++) {
    const VouchFittingsEntry *entry = vouch_fittings_get (self->seen, i);
    GtkWidget *row;

    if (entry->fitting->state != VOUCH_FITTING_NOT_POSSIBLE)
      continue;
    row = vouch_rows_link (entry->title, entry->fitting->sentence, "win.show-item", entry->item);
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    add (self, row);
  }
}

static void
update (VouchSubmitFit *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->seen != NULL &&
                              (self->job != NULL || vouch_fittings_get_n (self->seen) > 0));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (self->job == NULL)
    show_offered (self);
  show_wanted (self);
  show_made (self);
  show_refused (self);
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
job_cb (VouchSubmitFit *self, GParamSpec *pspec, VouchJob *job)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), VOUCH_TYPE_PAGE);

  if (!vouch_job_is_over (job) || self->job != job)
    return;
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && page != NULL)
    vouch_page_show_problem (VOUCH_PAGE (page), vouch_job_get_error (job));
  g_clear_object (&self->job);
  update (self);
}

/* What is taken back, and the work on it. */
typedef struct {
  char **items;
  VouchJob *job; /* (nullable) */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *what = data;

  g_strfreev (what->items);
  g_clear_object (&what->job);
  g_free (what);
}

static Undo *
undo_new (VouchSubmitFit *self, VouchFittingState state)
{
  Undo *what = g_new0 (Undo, 1);

  what->items = vouch_fittings_list (self->seen, state);
  g_set_object (&what->job, self->job);
  return what;
}

static gpointer
undo (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Undo *what = data;

  if (what->job != NULL)
    vouch_job_stop (what->job);
  return GINT_TO_POINTER (
      vouch_fittings_undo (workspace, (const char *const *) what->items, error));
}

static void
make_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchSubmitFit *self = VOUCH_SUBMIT_FIT (widget);

  if (self->job != NULL || self->seen == NULL)
    return;
  self->job = vouch_fittings_job_new (self->workspace, self->portfolio, self->issuer);
  g_signal_connect_object (self->job, "notify::state", G_CALLBACK (job_cb), self,
                           G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (self->workspace), self->job);
  update (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitFit) self = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), VOUCH_TYPE_PAGE);

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL && page != NULL)
    vouch_page_show_problem (VOUCH_PAGE (page), error);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchSubmitFit *self = VOUCH_SUBMIT_FIT (widget);
  VouchFittingState state =
      g_str_equal (action, "submit-fit.undo-made") ? VOUCH_FITTING_MADE : VOUCH_FITTING_WANTED;

  if (self->seen != NULL)
    vouch_workspace_run_async (self->workspace, undo, undo_new (self, state), undo_free, NULL, NULL,
                               undone_cb, g_object_ref (self));
}

static void
vouch_submit_fit_dispose (GObject *object)
{
  VouchSubmitFit *self = VOUCH_SUBMIT_FIT (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->job);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->seen, vouch_fittings_free);

  G_OBJECT_CLASS (vouch_submit_fit_parent_class)->dispose (object);
}

static void
vouch_submit_fit_finalize (GObject *object)
{
  VouchSubmitFit *self = VOUCH_SUBMIT_FIT (object);

  g_free (self->portfolio);
  g_free (self->issuer);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (vouch_submit_fit_parent_class)->finalize (object);
}

static void
vouch_submit_fit_class_init (VouchSubmitFitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_submit_fit_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_submit_fit_finalize;

  gtk_widget_class_install_action (widget_class, "submit-fit.make", NULL, make_cb);
  gtk_widget_class_install_action (widget_class, "submit-fit.undo-made", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "submit-fit.undo-wanted", NULL, undo_cb);
}

static void
vouch_submit_fit_init (VouchSubmitFit *self)
{
  const char *title = _ ("Size and kind of the recordings");

  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * vouch_submit_fit_set_about:
 * @self: the group.
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @issuer: the earner's name for who takes it.
 *
 * Says what is made to fit, and for whom.
 */
void
vouch_submit_fit_set_about (VouchSubmitFit *self,
                            VouchWorkspace *workspace,
                            const char *portfolio,
                            const char *issuer)
{
  g_return_if_fail (VOUCH_IS_SUBMIT_FIT (self));

  g_set_object (&self->workspace, workspace);
  g_free (self->portfolio);
  self->portfolio = g_strdup (portfolio);
  g_free (self->issuer);
  self->issuer = g_strdup (issuer);
}

/**
 * vouch_submit_fit_show:
 * @self: the group.
 * @seen: (transfer full): which recordings do not fit, or are made to.
 * @preparing: whether other work is making copies.
 *
 * Shows where they stand.
 */
void
vouch_submit_fit_show (VouchSubmitFit *self, VouchFittings *seen, gboolean preparing)
{
  g_return_if_fail (VOUCH_IS_SUBMIT_FIT (self));

  g_clear_pointer (&self->seen, vouch_fittings_free);
  self->seen = seen;
  self->preparing = preparing;
  update (self);
}
