/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submit-page"

#include "config.h"
#include "vouch-submit-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-attestation.h"
#include "vouch-identity-keeper.h"
#include "vouch-issuer-account.h"
#include "vouch-issuers.h"
#include "vouch-job-queue.h"
#include "vouch-job.h"
#include "vouch-preflight.h"
#include "vouch-prepare.h"
#include "vouch-submissions.h"
#include "vouch-submit.h"
#include "vouch-text.h"

#include "vouch-recovery-dialog.h"
#include "vouch-rows.h"

/**
 * VouchSubmitPage:
 *
 * The last look before anything leaves: is it complete, who is in it, what exactly is sent, what the
 * teacher confirms. Then the sending, which goes on without the page, and the receipt.
 */
struct _VouchSubmitPage {
  VouchPage parent_instance;

  VouchWorkspace *workspace;
  char *id;
  GCancellable *cancellable;
  GPtrArray *issuers;
  VouchPreflight *preflight;
  VouchJob *preparing;
  VouchJob *sending;

  GtkStack *stack;
  AdwComboRow *issuer;
  GtkWidget *groups[4]; /* complete, people, files, attestations */
  GPtrArray *ticks;     /* (element-type GtkSwitch), one an attestation */
  GtkWidget *note_group;
  GtkEditable *note;
  GtkProgressBar *progress;
  GtkLabel *progress_text;
  AdwStatusPage *receipt;
};

enum {
  GROUP_COMPLETE,
  GROUP_PEOPLE,
  GROUP_FILES,
  GROUP_ATTESTATIONS,
};

static const char *const group_names[] = { "complete", "people", "files", "attestations" };

G_DEFINE_FINAL_TYPE (VouchSubmitPage, vouch_submit_page, VOUCH_TYPE_PAGE)

static const char *
chosen_issuer (VouchSubmitPage *self)
{
  guint index = adw_combo_row_get_selected (self->issuer);

  return self->issuers != NULL && index < self->issuers->len
             ? vouch_issuer_account_get_name (g_ptr_array_index (self->issuers, index))
             : NULL;
}

/* The rows of a group are made anew; Adwaita has no way to empty one. */
static AdwPreferencesGroup *
fresh_group (VouchSubmitPage *self, guint index)
{
  GtkWidget *old = self->groups[index];
  GtkWidget *box = gtk_widget_get_parent (old);
  GtkWidget *fresh = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (fresh),
                                   adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (old)));
  gtk_box_insert_child_after (GTK_BOX (box), fresh, old);
  gtk_box_remove (GTK_BOX (box), old);
  self->groups[index] = fresh;
  return ADW_PREFERENCES_GROUP (fresh);
}

static void
update_send (VouchSubmitPage *self)
{
  GPtrArray *attestations = vouch_preflight_get_attestations (self->preflight);
  gboolean ready = vouch_preflight_get_ready (self->preflight);

  for (guint i = 0; i < attestations->len; i++)
    if (vouch_attestation_get_required (g_ptr_array_index (attestations, i)) &&
        !gtk_switch_get_active (g_ptr_array_index (self->ticks, i)))
      ready = FALSE;
  if (vouch_preflight_get_note_required (self->preflight) &&
      vouch_text_is_blank (gtk_editable_get_text (self->note)))
    ready = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "submit.send", ready);
}

static void
show_complete (VouchSubmitPage *self)
{
  AdwPreferencesGroup *group = fresh_group (self, GROUP_COMPLETE);
  const char *const *problems = vouch_preflight_get_problems (self->preflight);

  for (guint i = 0; problems[i] != NULL; i++)
    adw_preferences_group_add (group, vouch_rows_text (_ ("○ Open"), problems[i]));
  if (problems[0] == NULL)
    adw_preferences_group_add (
        group, vouch_rows_text (_ ("✓ Everything that is asked for is there"), NULL));
}

static void
show_people (VouchSubmitPage *self)
{
  AdwPreferencesGroup *group = fresh_group (self, GROUP_PEOPLE);
  const char *const *people = vouch_preflight_get_people (self->preflight);
  g_autofree char *keys = g_strjoinv (", ", (char **) people);

  if (people[0] == NULL)
    adw_preferences_group_add (group, vouch_rows_text (_ ("Nobody who could be recognised"), NULL));
  else
    adw_preferences_group_add (
        group, vouch_rows_text (_ ("Seen, heard or recognisable by their work"), keys));
}

static void
show_files (VouchSubmitPage *self)
{
  AdwPreferencesGroup *group = fresh_group (self, GROUP_FILES);
  guint n = vouch_preflight_get_n_files (self->preflight);
  g_autofree char *total =
      g_format_size ((guint64) MAX (vouch_preflight_get_total_bytes (self->preflight), 0));
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u file, %s, and your answers", "%u files, %s, and your answers", n), n, total);

  adw_preferences_group_set_description (group, words);
  for (guint i = 0; i < n; i++) {
    const VouchPreflightFile *file = vouch_preflight_get_file (self->preflight, i);
    g_autofree char *size = g_format_size ((guint64) MAX (file->bytes, 0));
    g_autofree char *text = g_strdup_printf (
        "%s · %s", size,
        file->derived ? _ ("a clean copy; file data that could identify you is gone")
                      : _ ("as it is; it holds no such data"));

    adw_preferences_group_add (group, vouch_rows_text (file->name, text));
  }
}

static void
show_attestations (VouchSubmitPage *self)
{
  AdwPreferencesGroup *group;
  GPtrArray *attestations = vouch_preflight_get_attestations (self->preflight);
  /* The definition is pinned: its statements are the same as before, and so are the ticks. */
  g_autoptr (GPtrArray) ticked = g_ptr_array_new ();

  for (guint i = 0; i < self->ticks->len; i++)
    g_ptr_array_add (ticked,
                     GINT_TO_POINTER (gtk_switch_get_active (g_ptr_array_index (self->ticks, i))));
  g_ptr_array_set_size (self->ticks, 0);
  group = fresh_group (self, GROUP_ATTESTATIONS);
  gtk_widget_set_visible (GTK_WIDGET (group), attestations->len > 0);
  for (guint i = 0; i < attestations->len; i++) {
    VouchAttestation *attestation = g_ptr_array_index (attestations, i);
    GtkWidget *row = vouch_rows_text (vouch_attestation_get_text (attestation), NULL);
    GtkWidget *tick = gtk_switch_new ();

    gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
    gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    vouch_attestation_get_text (attestation), -1);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), tick);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
    if (i < ticked->len)
      gtk_switch_set_active (GTK_SWITCH (tick), GPOINTER_TO_INT (g_ptr_array_index (ticked, i)));
    g_ptr_array_add (self->ticks, tick);
    g_signal_connect_object (tick, "notify::active", G_CALLBACK (update_send), self,
                             G_CONNECT_SWAPPED);
    adw_preferences_group_add (group, row);
  }
}

static gpointer
make_preflight (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *names = data;

  return vouch_preflight_make (workspace, names[0], names[1], cancellable, error);
}

static void
preflight_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitPage) self = data;
  g_autoptr (GError) error = NULL;
  VouchPreflight *preflight = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  g_autofree char *subtitle = NULL;

  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  g_clear_object (&self->preflight);
  self->preflight = preflight;
  subtitle = g_strdup_printf (_ ("Attempt %u"), vouch_preflight_get_attempt (preflight));
  vouch_page_set_subtitle (VOUCH_PAGE (self), subtitle);
  show_complete (self);
  show_people (self);
  show_files (self);
  show_attestations (self);
  gtk_widget_set_visible (self->note_group, vouch_preflight_get_note_required (preflight));
  update_send (self);
  gtk_stack_set_visible_child_name (self->stack, "preflight");
}

static void
ask_preflight (VouchSubmitPage *self)
{
  const char *names[] = { self->id, chosen_issuer (self), NULL };

  if (names[1] == NULL || self->sending != NULL)
    return;
  vouch_workspace_run_async (self->workspace, make_preflight, g_strdupv ((char **) names),
                             (GDestroyNotify) g_strfreev, g_object_unref, self->cancellable,
                             preflight_cb, g_object_ref (self));
}

static void
prepared_cb (VouchSubmitPage *self, GParamSpec *pspec, VouchJob *job)
{
  if (!vouch_job_is_over (job))
    return;
  if (vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
  ask_preflight (self);
}

static void
prepare (VouchSubmitPage *self)
{
  if (self->preparing != NULL)
    return;
  self->preparing = vouch_prepare_job_new (self->workspace, self->id);
  g_signal_connect_object (self->preparing, "notify::state", G_CALLBACK (prepared_cb), self,
                           G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (self->workspace), self->preparing);
}

static gpointer
list_issuers (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_issuers_list (workspace, cancellable, error);
}

static void
issuers_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *issuers = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  if (self->issuers != NULL && self->issuers->len == issuers->len) {
    g_ptr_array_unref (issuers);
    return;
  }
  g_clear_pointer (&self->issuers, g_ptr_array_unref);
  self->issuers = issuers;
  for (guint i = 0; i < issuers->len; i++)
    gtk_string_list_append (names, vouch_issuer_account_get_name (g_ptr_array_index (issuers, i)));
  adw_combo_row_set_model (self->issuer, G_LIST_MODEL (names));
  if (issuers->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "no-issuer");
  else
    prepare (self);
}

static void
vouch_submit_page_refresh (VouchPage *page)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (page);

  if (self->sending != NULL)
    return;
  vouch_workspace_run_async (self->workspace, list_issuers, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, issuers_cb,
                             g_object_ref (self));
  if (self->preflight != NULL)
    ask_preflight (self);
}

/* Adding an issuer. */

static gpointer
add_issuer (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  char **fields = data;
  VouchIssuerAccount *account =
      vouch_issuers_add (workspace, fields[0], fields[1], fields[2], cancellable, error);

  return account;
}

static void
issuer_added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuerAccount) account =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  vouch_page_clear_problem (VOUCH_PAGE (self));
  gtk_stack_set_visible_child_name (self->stack, "loading");
  vouch_submit_page_refresh (VOUCH_PAGE (self));
}

static void
add_issuer_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const names[] = { "issuer_name", "issuer_url", "issuer_token" };
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (widget);
  char **fields = g_new0 (char *, G_N_ELEMENTS (names) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    GObject *row = gtk_widget_get_template_child (widget, VOUCH_TYPE_SUBMIT_PAGE, names[i]);

    fields[i] = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  }
  vouch_workspace_run_async (self->workspace, add_issuer, fields, (GDestroyNotify) g_strfreev,
                             g_object_unref, self->cancellable, issuer_added_cb,
                             g_object_ref (self));
}

/* Sending. */

static gpointer
list_submissions (VouchWorkspace *workspace,
                  gpointer portfolio,
                  GCancellable *cancellable,
                  GError **error)
{
  return vouch_submissions_list (workspace, portfolio, cancellable, error);
}

static void
receipt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchSubmitPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  VouchSubmission *sent = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_submission_get_id (g_ptr_array_index (all, i)),
                   vouch_job_get_result (self->sending)) == 0)
      sent = g_ptr_array_index (all, i);
  if (sent != NULL && vouch_submission_get_sealed_ms (sent) > 0) {
    day = vouch_day_format_for_people (vouch_day_from_time (vouch_submission_get_sealed_ms (sent)));
    /* Translators: to whom something was sent and on which day it was confirmed. */
    text = g_strdup_printf (
        _ ("%s has it since %s and confirmed every file. The decision will come in "
           "here."),
        vouch_submission_get_issuer (sent), day);
    escaped = g_markup_escape_text (text, -1);
    adw_status_page_set_description (self->receipt, escaped);
  }
  gtk_stack_set_visible_child_name (self->stack, "receipt");
}

static void
sending_cb (VouchSubmitPage *self, GParamSpec *pspec, VouchJob *job)
{
  g_autofree char *done = g_format_size ((guint64) vouch_job_get_done (job));
  g_autofree char *total = g_format_size ((guint64) vouch_job_get_total (job));
  g_autofree char *text = NULL;

  if (vouch_job_is_over (job)) {
    if (vouch_job_get_state (job) == VOUCH_JOB_DONE) {
      vouch_workspace_run_async (self->workspace, list_submissions, g_strdup (self->id), g_free,
                                 (GDestroyNotify) g_ptr_array_unref, self->cancellable, receipt_cb,
                                 g_object_ref (self));
      return;
    }
    if (vouch_job_get_error (job) != NULL)
      vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
    g_clear_object (&self->sending);
    update_send (self);
    gtk_stack_set_visible_child_name (self->stack, "preflight");
    return;
  }
  /* Translators: how much has been sent, and of how much. */
  text = g_strdup_printf (_ ("%s of %s"), done, total);
  gtk_label_set_text (self->progress_text, vouch_job_get_total (job) > 0 ? text : "");
  gtk_progress_bar_set_fraction (self->progress, vouch_job_get_fraction (job));
}

static void
send (VouchSubmitPage *self)
{
  GPtrArray *attestations = vouch_preflight_get_attestations (self->preflight);
  g_autoptr (GPtrArray) confirmed = g_ptr_array_new ();

  for (guint i = 0; i < attestations->len; i++)
    if (gtk_switch_get_active (g_ptr_array_index (self->ticks, i)))
      g_ptr_array_add (confirmed,
                       (char *) vouch_attestation_get_id (g_ptr_array_index (attestations, i)));
  g_ptr_array_add (confirmed, NULL);
  self->sending = vouch_submit_job_new (self->workspace, self->id, chosen_issuer (self),
                                        (const char *const *) confirmed->pdata,
                                        gtk_editable_get_text (self->note), FALSE);
  g_signal_connect_object (self->sending, "notify", G_CALLBACK (sending_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "sending");
  vouch_job_queue_add (vouch_workspace_get_jobs (self->workspace), self->sending);
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
    update_send (self);
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

  if (self->sending != NULL)
    return;
  vouch_page_clear_problem (VOUCH_PAGE (self));
  gtk_widget_action_set_enabled (widget, "submit.send", FALSE);
  vouch_workspace_run_async (self->workspace, ensure_identity, NULL, NULL,
                             (GDestroyNotify) vouch_identity_info_free, self->cancellable,
                             identity_cb, g_object_ref (self));
}

static void
vouch_submit_page_dispose (GObject *object)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->preflight);
  g_clear_object (&self->preparing);
  g_clear_object (&self->sending);
  g_clear_pointer (&self->issuers, g_ptr_array_unref);
  g_ptr_array_set_size (self->ticks, 0);

  G_OBJECT_CLASS (vouch_submit_page_parent_class)->dispose (object);
}

static void
vouch_submit_page_finalize (GObject *object)
{
  VouchSubmitPage *self = VOUCH_SUBMIT_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->ticks);
  g_free (self->id);

  G_OBJECT_CLASS (vouch_submit_page_parent_class)->finalize (object);
}

static void
vouch_submit_page_class_init (VouchSubmitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_submit_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_submit_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_submit_page_refresh;

  gtk_widget_class_install_action (widget_class, "submit.add-issuer", NULL, add_issuer_cb);
  gtk_widget_class_install_action (widget_class, "submit.send", NULL, send_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/submit/vouch-submit-page.ui");
  for (gsize i = 0; i < G_N_ELEMENTS (group_names); i++)
    gtk_widget_class_bind_template_child_full (widget_class, group_names[i], FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "issuer_name", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "issuer_token", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "issuer_url", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, note);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, note_group);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, progress);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, progress_text);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, receipt);
  gtk_widget_class_bind_template_child (widget_class, VouchSubmitPage, stack);
}

static void
note_changed_cb (VouchSubmitPage *self)
{
  if (self->preflight != NULL)
    update_send (self);
}

static void
vouch_submit_page_init (VouchSubmitPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (group_names); i++)
    self->groups[i] = GTK_WIDGET (
        gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_SUBMIT_PAGE, group_names[i]));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "submit.send", FALSE);
  g_signal_connect_object (self->note, "changed", G_CALLBACK (note_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->issuer, "notify::selected", G_CALLBACK (ask_preflight), self,
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
  VouchSubmitPage *self = g_object_new (VOUCH_TYPE_SUBMIT_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  return VOUCH_PAGE (self);
}
