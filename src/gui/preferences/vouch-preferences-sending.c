/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-sending"

#include "config.h"
#include "vouch-preferences-sending.h"

#include <glib/gi18n.h>

#include "vouch-issuer-memory.h"
#include "vouch-issuers.h"
#include "vouch-sending.h"

#include "vouch-issuer-dialog.h"
#include "vouch-rows.h"

/**
 * VouchPreferencesSending:
 *
 * The issuers that were added, and on which network portfolios go.
 */
struct _VouchPreferencesSending {
  VouchPreferencesPane parent_instance;

  AdwPreferencesGroup *issuers;
  GtkSwitch *unmetered;
  GPtrArray *rows;              /* (element-type GtkWidget): what stands in the group */
  VouchIssuerMemory *forgotten; /* (nullable): what Undo takes back */
  char *shown;                  /* (nullable): what the rows say */
  gboolean showing;
};

typedef struct {
  GPtrArray *issuers;
  gboolean unmetered;
} Sending;

G_DEFINE_FINAL_TYPE (VouchPreferencesSending,
                     vouch_preferences_sending,
                     VOUCH_TYPE_PREFERENCES_PANE)

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_ptr_array_unref (sending->issuers);
  g_free (sending);
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *issuers = vouch_issuers_list (workspace, cancellable, error);
  Sending *sending;

  if (issuers == NULL)
    return NULL;
  sending = g_new0 (Sending, 1);
  sending->issuers = issuers;
  sending->unmetered = vouch_sending_get_prefers_unmetered (workspace);
  return sending;
}

static GtkWidget *
make_button (const char *label, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  return button;
}

static void
token_cb (AdwEntryRow *row, VouchPreferencesSending *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "sending.set-token", "(ss)", name,
                              gtk_editable_get_text (GTK_EDITABLE (row)));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static GtkWidget *
make_token_row (VouchPreferencesSending *self, const char *name)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("New token"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_name (row, name);
  g_signal_connect_object (row, "apply", G_CALLBACK (token_cb), self, 0);
  return row;
}

static void
add_ways (VouchPreferencesSending *self, AdwExpanderRow *row, const char *name)
{
  GtkWidget *ways = adw_action_row_new ();

  adw_expander_row_add_row (row, make_token_row (self, name));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (ways), _ ("Connection"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (ways), make_button (_ ("Test"), "sending.test", name));
  adw_action_row_add_suffix (ADW_ACTION_ROW (ways),
                             make_button (_ ("Forget"), "sending.forget", name));
  adw_expander_row_add_row (row, ways);
}

static void
add_confirming (AdwExpanderRow *row, const char *name, const char *url)
{
  GtkWidget *ways = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Confirm…"));

  adw_expander_row_set_subtitle (row, _ ("Came with an export · not confirmed"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (ways), _ ("Is it the real one?"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (ways), _ ("Nothing is sent to it, and no badge counts by it, until you have "
                                "looked who answers at its address."));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sending.confirm");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", name, url);
  adw_action_row_add_suffix (ADW_ACTION_ROW (ways), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (ways),
                             make_button (_ ("Forget"), "sending.forget", name));
  adw_expander_row_add_row (row, ways);
}

static void
add_issuer (VouchPreferencesSending *self, VouchIssuerAccount *account)
{
  const char *name = vouch_issuer_account_get_name (account);
  const char *id = vouch_issuer_account_get_issuer_id (account);
  g_autofree char *key = vouch_issuer_dialog_format_key (id != NULL ? id : "");
  GtkWidget *row = vouch_rows_expander (name, vouch_issuer_account_get_display_name (account));

  adw_expander_row_add_row (
      ADW_EXPANDER_ROW (row),
      vouch_rows_text (_ ("Address"), vouch_issuer_account_get_url (account)));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), vouch_rows_text (_ ("Remembered key"), key));
  if (vouch_issuer_account_get_unconfirmed (account))
    add_confirming (ADW_EXPANDER_ROW (row), name, vouch_issuer_account_get_url (account));
  else
    add_ways (self, ADW_EXPANDER_ROW (row), name);
  adw_preferences_group_add (self->issuers, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_issuers (VouchPreferencesSending *self, GPtrArray *issuers)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->issuers, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < issuers->len; i++)
    add_issuer (self, g_ptr_array_index (issuers, i));
  if (issuers->len == 0) {
    GtkWidget *row = vouch_rows_text (
        _ ("None yet"), _ ("Add the one that your school or district works with. You need its "
                           "address and a token."));

    adw_preferences_group_add (self->issuers, row);
    g_ptr_array_add (self->rows, row);
  }
}

static char *
sum_up (GPtrArray *issuers)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < issuers->len; i++) {
    VouchIssuerAccount *account = g_ptr_array_index (issuers, i);

    g_string_append_printf (words, "%s\n%s\n%s\n%d\n", vouch_issuer_account_get_name (account),
                            vouch_issuer_account_get_url (account),
                            vouch_issuer_account_get_issuer_id (account),
                            vouch_issuer_account_get_unconfirmed (account));
  }
  return g_string_free (words, FALSE);
}

/* Rows that are still right stay: one may be open, with a token half typed. */
static void
show (VouchPreferencesPane *pane, gpointer result)
{
  VouchPreferencesSending *self = VOUCH_PREFERENCES_SENDING (pane);
  const Sending *sending = result;
  g_autofree char *shown = sum_up (sending->issuers);

  if (g_strcmp0 (shown, self->shown) != 0) {
    show_issuers (self, sending->issuers);
    g_free (self->shown);
    self->shown = g_steal_pointer (&shown);
  }
  self->showing = TRUE;
  gtk_switch_set_active (self->unmetered, sending->unmetered);
  self->showing = FALSE;
}

static void
vouch_preferences_sending_refresh (VouchPreferencesPane *pane)
{
  const VouchPaneWork work = { .func = load, .free_result = sending_free, .show = show };

  vouch_preferences_pane_run (pane, &work);
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPreferencesPane *pane = VOUCH_PREFERENCES_PANE (widget);

  gtk_window_present (vouch_issuer_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                               vouch_preferences_pane_get_workspace (pane)));
}

static void
confirm_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPreferencesPane *pane = VOUCH_PREFERENCES_PANE (widget);
  GtkWindow *dialog = vouch_issuer_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                               vouch_preferences_pane_get_workspace (pane));
  const char *name, *url;

  g_variant_get (parameter, "(&s&s)", &name, &url);
  vouch_issuer_dialog_suggest (VOUCH_ISSUER_DIALOG (dialog), name, url);
  gtk_window_present (dialog);
}

static gpointer
test (VouchWorkspace *workspace, gpointer name, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_issuers_test (workspace, name, cancellable, error));
}

static void
tested (VouchPreferencesPane *pane, gpointer result)
{
  vouch_preferences_pane_say (pane, _ ("It answers, is the one you added, and takes your token"));
}

static void
test_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const VouchPaneWork work = { .func = test,
                               .data = g_variant_dup_string (parameter, NULL),
                               .free_data = g_free,
                               .show = tested,
                               .is_remote = TRUE };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

static gpointer
forget (VouchWorkspace *workspace, gpointer name, GCancellable *cancellable, GError **error)
{
  return vouch_issuer_memory_forget (workspace, name, cancellable, error);
}

static gpointer
take_back (VouchWorkspace *workspace, gpointer memory, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_issuer_memory_take_back (memory, workspace, cancellable, error));
}

static void
free_memory (gpointer memory)
{
  vouch_issuer_memory_free (memory);
}

static void
take_back_cb (VouchPreferencesSending *self)
{
  const VouchPaneWork work = { .func = take_back,
                               .data = g_steal_pointer (&self->forgotten),
                               .free_data = free_memory };

  if (work.data != NULL)
    vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static void
forgotten (VouchPreferencesPane *pane, gpointer result)
{
  VouchPreferencesSending *self = VOUCH_PREFERENCES_SENDING (pane);
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (pane), ADW_TYPE_PREFERENCES_WINDOW);
  AdwToast *toast = adw_toast_new (_ ("The issuer and its token are forgotten"));

  g_clear_pointer (&self->forgotten, vouch_issuer_memory_free);
  self->forgotten = result;
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (take_back_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_set_timeout (toast, 10);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
}

static void
forget_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const VouchPaneWork work = { .func = forget,
                               .data = g_variant_dup_string (parameter, NULL),
                               .free_data = g_free,
                               .show = forgotten };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

typedef struct {
  char *name;
  char *token;
} NewToken;

static void
new_token_free (gpointer data)
{
  NewToken *new_token = data;

  g_free (new_token->name);
  g_free (new_token->token);
  g_free (new_token);
}

static gpointer
set_token (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  NewToken *new_token = data;

  return GINT_TO_POINTER (vouch_issuer_memory_set_token (workspace, new_token->name,
                                                         new_token->token, cancellable, error));
}

static void
token_set (VouchPreferencesPane *pane, gpointer result)
{
  vouch_preferences_pane_say (pane, _ ("The new token is kept"));
}

static void
set_token_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NewToken *new_token = g_new0 (NewToken, 1);
  const VouchPaneWork work = { .func = set_token,
                               .data = new_token,
                               .free_data = new_token_free,
                               .show = token_set,
                               .is_remote = TRUE };

  g_variant_get (parameter, "(ss)", &new_token->name, &new_token->token);
  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

static gpointer
set_unmetered (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (
      vouch_sending_set_prefers_unmetered (workspace, GPOINTER_TO_INT (data), error));
}

static void
unmetered_cb (VouchPreferencesSending *self)
{
  const VouchPaneWork work = { .func = set_unmetered,
                               .data = GINT_TO_POINTER (gtk_switch_get_active (self->unmetered)) };

  if (!self->showing)
    vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static void
vouch_preferences_sending_finalize (GObject *object)
{
  VouchPreferencesSending *self = VOUCH_PREFERENCES_SENDING (object);

  g_ptr_array_unref (self->rows);
  vouch_issuer_memory_free (self->forgotten);
  g_free (self->shown);

  G_OBJECT_CLASS (vouch_preferences_sending_parent_class)->finalize (object);
}

static void
vouch_preferences_sending_class_init (VouchPreferencesSendingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_preferences_sending_finalize;
  VOUCH_PREFERENCES_PANE_CLASS (klass)->refresh = vouch_preferences_sending_refresh;

  gtk_widget_class_install_action (widget_class, "sending.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "sending.confirm", "(ss)", confirm_cb);
  gtk_widget_class_install_action (widget_class, "sending.forget", "s", forget_cb);
  gtk_widget_class_install_action (widget_class, "sending.set-token", "(ss)", set_token_cb);
  gtk_widget_class_install_action (widget_class, "sending.test", "s", test_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/preferences/vouch-preferences-sending.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesSending, issuers);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesSending, unmetered);
}

static void
vouch_preferences_sending_init (VouchPreferencesSending *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->unmetered, "notify::active", G_CALLBACK (unmetered_cb), self,
                           G_CONNECT_SWAPPED);
}
