/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submit-page"

#include "config.h"
#include "vouch-submit-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-fittings.h"
#include "vouch-history.h"
#include "vouch-identity-keeper.h"
#include "vouch-issuer-account.h"
#include "vouch-issuers.h"
#include "vouch-job-queue.h"
#include "vouch-job.h"
#include "vouch-preflight.h"
#include "vouch-prepare.h"
#include "vouch-sending.h"
#include "vouch-submissions.h"
#include "vouch-submit.h"

#include "vouch-issuer-dialog.h"
#include "vouch-job-row.h"
#include "vouch-receipt-rows.h"
#include "vouch-recovery-dialog.h"
#include "vouch-rows.h"
#include "vouch-submit-overview.h"

/**
 * VouchSubmitPage:
 *
 * The last look before anything leaves, then the sending, which goes on without the page, and the
 * receipt. Opened again it shows whichever of these is the case.
 */
struct _VouchSubmitPage {
  VouchPage parent_instance;

  GPtrArray *issuers;
  VouchPreflight *preflight;
  VouchJob *preparing;
  VouchJob *sending;
  gboolean asked; /* the preference was taken over once */

  GtkStack *stack;
  AdwComboRow *issuer;
  VouchSubmitOverview *overview;
  GtkBox *progress;
  GtkBox *receipt;
  GtkWidget *resume;
  GtkWidget *withdraw;
  GtkWidget *decision;
};

G_DEFINE_FINAL_TYPE (VouchSubmitPage, vouch_submit_page, VOUCH_TYPE_PAGE)

/* What the page is about, as it stands. */
typedef struct {
  VouchPreflight *preflight;
  VouchHistory *history;
  VouchFittings *fittings;
  gboolean unmetered;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_clear_object (&seen->preflight);
  g_clear_object (&seen->history);
  g_clear_pointer (&seen->fittings, vouch_fittings_free);
  g_free (seen);
}

static const char *
chosen_issuer (VouchSubmitPage *self)
{
  guint index = adw_combo_row_get_selected (self->issuer);

  return self->issuers != NULL && index < self->issuers->len
             ? vouch_issuer_account_get_name (g_ptr_array_index (self->issuers, index))
             : NULL;
}

static void
show_name (VouchSubmitPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
ready_cb (VouchSubmitPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "submit.send",
                                 self->sending == NULL &&
                                     vouch_submit_overview_get_ready (self->overview));
}

static void
show_receipt (VouchSubmitPage *self, VouchHistory *history)
{
  const VouchHistoryAttempt *last =
      vouch_history_get_attempt (history, vouch_history_get_n_attempts (history) - 1);

  if (last == NULL)
    return;
  vouch_receipt_rows_fill (self->receipt, history, last);
  gtk_widget_set_visible (self->withdraw, last->decision == NULL);
  gtk_widget_set_visible (self->decision, last->decision != NULL);
  show_name (self, "receipt");
}

static gpointer
look (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *names = data;
  Seen *seen = g_new0 (Seen, 1);

  seen->preflight = vouch_preflight_make (workspace, names[0], names[1], cancellable, error);
  if (seen->preflight != NULL)
    seen->history = vouch_history_load (workspace, names[0], cancellable, error);
  if (seen->history != NULL)
    seen->fittings = vouch_fittings_look (workspace, names[0], names[1], cancellable, error);
  if (seen->fittings == NULL)
    g_clear_pointer (&seen, seen_free);
  else
    seen->unmetered = vouch_sending_get_prefers_unmetered (workspace);
  return seen;
}

static void
show_fit (VouchSubmitPage *self, VouchFittings *fittings)
{
  VouchPage *page = VOUCH_PAGE (self);
  VouchSubmitFit *fit = vouch_submit_overview_get_fit (self->overview);

  vouch_submit_fit_set_about (fit, vouch_page_get_workspace (page), vouch_page_get_subject (page),
                              chosen_issuer (self));
  vouch_submit_fit_show (fit, fittings,
                         self->preparing != NULL && !vouch_job_is_over (self->preparing));
}

static void
looked (VouchPage *page, gpointer data)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (page);
  Seen *seen = data;
  g_autofree char *subtitle = NULL;

  if (self->sending != NULL)
    return;
  g_set_object (&self->preflight, seen->preflight);
  subtitle =
      g_strdup_printf (_ ("%s · attempt %u"),
                       vouch_portfolio_get_title (vouch_history_get_portfolio (seen->history)),
                       vouch_preflight_get_attempt (seen->preflight));
  vouch_page_set_subtitle (page, subtitle);
  switch (vouch_preflight_get_kind (seen->preflight)) {
  case VOUCH_ATTEMPT_SENT:
  case VOUCH_ATTEMPT_EARNED: show_receipt (self, seen->history); return;
  case VOUCH_ATTEMPT_UNDER_WAY: show_name (self, "under-way"); return;
  case VOUCH_ATTEMPT_NEW:
  default: break;
  }
  vouch_submit_overview_show (self->overview, seen->preflight, seen->history);
  show_fit (self, g_steal_pointer (&seen->fittings));
  if (!self->asked)
    vouch_submit_overview_set_unmetered (self->overview, seen->unmetered);
  self->asked = TRUE;
  ready_cb (self);
  show_name (self, "preflight");
}

static void
ask (VouchSubmitPage *self)
{
  VouchPage *page = VOUCH_PAGE (self);
  const char *names[] = { vouch_page_get_subject (page), chosen_issuer (self), NULL };

  if (names[1] != NULL && self->sending == NULL)
    vouch_page_run (page, look, g_strdupv ((char **) names), (GDestroyNotify) g_strfreev, seen_free,
                    looked);
}

/* Sending. */

static void
sending_cb (VouchSubmitPage *self, GParamSpec *pspec, VouchJob *job)
{
  if (!vouch_job_is_over (job)) {
    if (vouch_job_get_error (job) != NULL)
      vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
    else
      vouch_page_clear_problem (VOUCH_PAGE (self));
    return;
  }
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED)
    vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
  g_clear_object (&self->sending);
  ask (self);
}

static void
watch (VouchSubmitPage *self, VouchJob *job)
{
  g_set_object (&self->sending, job);
  vouch_rows_clear_box (self->progress);
  gtk_box_append (self->progress, vouch_job_row_new (job));
  g_signal_connect_object (job, "notify::state", G_CALLBACK (sending_cb), self, G_CONNECT_SWAPPED);
  ready_cb (self);
  show_name (self, "sending");
  sending_cb (self, NULL, job);
}

/* What is being sent already, since this page was last open or the program began. */
static gboolean
find_sending (VouchSubmitPage *self)
{
  VouchPage *page = VOUCH_PAGE (self);
  GListModel *jobs = G_LIST_MODEL (vouch_workspace_get_jobs (vouch_page_get_workspace (page)));

  for (guint i = 0; self->sending == NULL && i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (VouchJob) job = g_list_model_get_item (jobs, i);

    if (vouch_job_get_can_wait (job) && !vouch_job_is_over (job) &&
        g_strcmp0 (vouch_job_get_portfolio (job), vouch_page_get_subject (page)) == 0)
      watch (self, job);
  }
  return self->sending != NULL;
}

static void
send (VouchSubmitPage *self)
{
  VouchPage *page = VOUCH_PAGE (self);
  VouchWorkspace *workspace = vouch_page_get_workspace (page);
  g_auto (GStrv) confirmed = vouch_submit_overview_list_confirmed (self->overview);
  g_autofree char *note = vouch_submit_overview_get_note (self->overview);
  g_autoptr (VouchJob) job = NULL;

  if (workspace == NULL || chosen_issuer (self) == NULL)
    return;
  job = vouch_submit_job_new (workspace, vouch_page_get_subject (page), chosen_issuer (self),
                              (const char *const *) confirmed, note,
                              vouch_submit_overview_get_unmetered (self->overview));
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
  watch (self, job);
}

static gpointer
ensure_identity (VouchWorkspace *workspace,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  return vouch_identity_keeper_ensure (workspace, cancellable, error);
}

/* Whoever sends for the first time gets a key, and sees its recovery code before anything leaves. */
static void
identity_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentityInfo) info =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    ready_cb (self);
  } else if (info->recovery_code == NULL) {
    send (self);
  } else {
    AdwMessageDialog *dialog = vouch_recovery_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), info->recovery_code);

    g_signal_connect_object (dialog, "response", G_CALLBACK (send), self, G_CONNECT_SWAPPED);
    gtk_window_present (GTK_WINDOW (dialog));
  }
}

static void
send_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (widget);
  VouchPage *page = VOUCH_PAGE (widget);

  if (self->sending != NULL)
    return;
  vouch_page_clear_problem (page);
  gtk_widget_action_set_enabled (widget, "submit.send", FALSE);
  vouch_workspace_run_async (vouch_page_get_workspace (page), ensure_identity, NULL, NULL,
                             (GDestroyNotify) vouch_identity_info_free,
                             vouch_page_get_cancellable (page), identity_cb, g_object_ref (self));
}

/* What was frozen goes on with its own statements and note; the page has nothing to add. */
static void
resume_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_clear_problem (VOUCH_PAGE (widget));
  send (VOUCH_SUBMIT_PAGE (widget));
}

/* Taking back. */

static gpointer
withdraw_last (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *names = data;
  g_autoptr (VouchAttempt) attempt = vouch_attempt_plan (workspace, names[0], names[1], error);

  if (attempt == NULL || attempt->latest == NULL)
    return NULL;
  return GINT_TO_POINTER (vouch_submissions_withdraw (
      workspace, vouch_submission_get_id (attempt->latest), cancellable, error));
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitPage) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "submit.withdraw", TRUE);
  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  if (vouch_page_get_workspace (VOUCH_PAGE (self)) == NULL)
    return;
  vouch_page_toast (VOUCH_PAGE (self), _ ("Taken back. Everything is still here."));
  ask (self);
}

static void
withdraw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);
  const char *names[] = { vouch_page_get_subject (page), chosen_issuer (VOUCH_SUBMIT_PAGE (widget)),
                          NULL };

  vouch_page_clear_problem (page);
  gtk_widget_action_set_enabled (widget, "submit.withdraw", FALSE);
  vouch_workspace_run_remote_async (vouch_page_get_workspace (page), withdraw_last,
                                    g_strdupv ((char **) names), (GDestroyNotify) g_strfreev, NULL,
                                    vouch_page_get_cancellable (page), withdrawn_cb,
                                    g_object_ref (page));
}

static void
assessor_view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-assessor-view", "s",
                              vouch_page_get_subject (VOUCH_PAGE (widget)));
}

static void
decision_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-decision", "s",
                              vouch_page_get_subject (VOUCH_PAGE (widget)));
}

/* Issuers and copies. */

static void
prepared_cb (VouchSubmitPage *self, GParamSpec *pspec, VouchJob *job)
{
  if (!vouch_job_is_over (job))
    return;
  if (vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
  ask (self);
}

/* Only copies tell how large they are and what is left in them. */
static void
prepare (VouchSubmitPage *self)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (VOUCH_PAGE (self));

  if (self->preparing != NULL)
    return;
  self->preparing = vouch_prepare_job_new (workspace, vouch_page_get_subject (VOUCH_PAGE (self)));
  g_signal_connect_object (self->preparing, "notify::state", G_CALLBACK (prepared_cb), self,
                           G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), self->preparing);
}

typedef struct {
  GPtrArray *all;
  guint chosen; /* index of the one it will mostly be sent to */
} Issuers;

static void
issuers_free (gpointer data)
{
  Issuers *issuers = data;

  g_clear_pointer (&issuers->all, g_ptr_array_unref);
  g_free (issuers);
}

/* To whom it was sent before; else the one that was added last. */
static guint
choose (GPtrArray *issuers, GPtrArray *sent)
{
  guint chosen = 0;

  for (guint i = 0; i < issuers->len; i++)
    if (vouch_issuer_account_get_added_ms (issuers->pdata[i]) >
        vouch_issuer_account_get_added_ms (issuers->pdata[chosen]))
      chosen = i;
  for (guint n = sent->len; n-- > 0;)
    for (guint i = 0; i < issuers->len; i++)
      if (vouch_submission_get_state (sent->pdata[n]) != VOUCH_SUBMISSION_STATE_WITHDRAWN &&
          g_strcmp0 (vouch_submission_get_issuer (sent->pdata[n]),
                     vouch_issuer_account_get_name (issuers->pdata[i])) == 0)
        return i;
  return chosen;
}

static gpointer
list_issuers (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_issuers_list (workspace, cancellable, error);
  g_autoptr (GPtrArray) sent =
      all != NULL ? vouch_submissions_list (workspace, id, cancellable, error) : NULL;
  Issuers *issuers;

  if (sent == NULL)
    return NULL;
  issuers = g_new0 (Issuers, 1);
  issuers->chosen = choose (all, sent);
  issuers->all = g_steal_pointer (&all);
  return issuers;
}

static void
issuers_listed (VouchPage *page, gpointer data)
{
  const Issuers *issuers = data;
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (page);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *all = issuers->all;
  gboolean grown = self->issuers == NULL || self->issuers->len != all->len;

  if (grown) {
    g_clear_pointer (&self->issuers, g_ptr_array_unref);
    self->issuers = g_ptr_array_ref (all);
    for (guint i = 0; i < all->len; i++)
      gtk_string_list_append (names, vouch_issuer_account_get_name (all->pdata[i]));
    adw_combo_row_set_model (self->issuer, G_LIST_MODEL (names));
    if (all->len > 0)
      adw_combo_row_set_selected (self->issuer, issuers->chosen);
  }
  if (all->len == 0)
    show_name (self, "no-issuer");
  else if (self->preparing == NULL)
    prepare (self);
  else
    ask (self);
}

static void
vouch_submit_page_refresh (VouchPage *page)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (page);

  if (self->sending == NULL)
    find_sending (self);
  vouch_page_run (page, list_issuers, g_strdup (vouch_page_get_subject (page)), g_free,
                  issuers_free, issuers_listed);
}

static void
issuer_added_cb (VouchSubmitPage *self)
{
  vouch_page_clear_problem (VOUCH_PAGE (self));
  if (self->issuers != NULL && self->issuers->len == 0)
    show_name (self, "loading");
  vouch_submit_page_refresh (VOUCH_PAGE (self));
}

static void
add_issuer_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *dialog = vouch_issuer_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                               vouch_page_get_workspace (VOUCH_PAGE (widget)));

  g_signal_connect_object (dialog, "added", G_CALLBACK (issuer_added_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
vouch_submit_page_dispose (GObject *object)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (object);

  g_clear_object (&self->preflight);
  g_clear_object (&self->preparing);
  g_clear_object (&self->sending);
  g_clear_pointer (&self->issuers, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_submit_page_parent_class)->dispose (object);
}

static void
vouch_submit_page_class_init (VouchSubmitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_submit_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_submit_page_refresh;

  g_type_ensure (VOUCH_TYPE_SUBMIT_OVERVIEW);
  gtk_widget_class_install_action (widget_class, "submit.add-issuer", NULL, add_issuer_cb);
  gtk_widget_class_install_action (widget_class, "submit.assessor-view", NULL, assessor_view_cb);
  gtk_widget_class_install_action (widget_class, "submit.decision", NULL, decision_cb);
  gtk_widget_class_install_action (widget_class, "submit.resume", NULL, resume_cb);
  gtk_widget_class_install_action (widget_class, "submit.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "submit.withdraw", NULL, withdraw_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/submit/vouch-submit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, decision);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, overview);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, progress);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, receipt);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, resume);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, withdraw);
}

static void
vouch_submit_page_init (VouchSubmitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "submit.send", FALSE);
  g_signal_connect_object (self->overview, "notify::ready", G_CALLBACK (ready_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->issuer, "notify::selected", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_submit_page_new:
 * @workspace: the workspace.
 * @id: id of the portfolio.
 *
 * Returns: (transfer floating): the page from which a portfolio is sent.
 */
VouchPage *
vouch_submit_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_SUBMIT_PAGE, workspace, id);
}
