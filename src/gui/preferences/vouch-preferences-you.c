/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-you"

#include "config.h"
#include "vouch-preferences-you.h"

#include <glib/gi18n.h>

#include "vouch-identity-keeper.h"
#include "vouch-settings.h"

#include "vouch-issuer-dialog.h"
#include "vouch-print.h"

/**
 * VouchPreferencesYou:
 *
 * The name on what the person prints, the key that signs what is sent, and the code that opens it
 * elsewhere.
 */
struct _VouchPreferencesYou {
  VouchPreferencesPane parent_instance;

  AdwActionRow *key;
  GtkWidget *make;
  GtkWidget *new_code;
  GtkWidget *code_row;
  GtkWidget *unlock;
  GtkEditable *code;
  GtkEditable *name;
  char *shown; /* (nullable): the recovery code, while it is shown */
};

/* What is known of the key. */
typedef struct {
  gboolean exists;
  char *name; /* (nullable): the person's */
  char *did;
  char *problem; /* (nullable): why it cannot be used just now */
} Key;

G_DEFINE_FINAL_TYPE (VouchPreferencesYou, vouch_preferences_you, VOUCH_TYPE_PREFERENCES_PANE)

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->name);
  g_free (key->did);
  g_free (key->problem);
  g_free (key);
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Key *key = g_new0 (Key, 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (VouchIdentityInfo) info = NULL;

  key->name = vouch_settings_get_your_name (workspace);
  key->exists = vouch_identity_keeper_exists (workspace);
  if (!key->exists)
    return key;
  info = vouch_identity_keeper_ensure (workspace, cancellable, &local);
  if (info != NULL)
    key->did = g_strdup (info->did);
  else
    key->problem = g_strdup (local->message);
  return key;
}

static void
show (VouchPreferencesPane *pane, gpointer result)
{
  VouchPreferencesYou *self = VOUCH_PREFERENCES_YOU (pane);
  const Key *key = result;
  g_autofree char *words = NULL;

  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->name))))
    gtk_editable_set_text (self->name, key->name != NULL ? key->name : "");
  if (!key->exists)
    words = g_strdup (_ ("It is made when you send for the first time."));
  else
    words = key->did != NULL ? vouch_issuer_dialog_format_key (key->did) : g_strdup (key->problem);
  adw_action_row_set_subtitle (self->key, words);
  gtk_widget_set_visible (self->make, !key->exists);
  gtk_widget_set_visible (self->code_row, key->did != NULL);
  gtk_widget_set_visible (self->unlock, key->problem != NULL);
}

static void
vouch_preferences_you_refresh (VouchPreferencesPane *pane)
{
  const VouchPaneWork work = { .func = load, .free_result = key_free, .show = show };

  vouch_preferences_pane_run (pane, &work);
}

/* The code on paper is the only one there is. */
static VouchDocument *
write_document (const char *code)
{
  VouchDocument *document = vouch_document_new (_ ("Recovery code of Vouch"));

  vouch_document_add_title (document, _ ("Recovery code of Vouch"));
  vouch_document_add_paragraph (
      document,
      _ ("It opens the key that signs your portfolios, on another computer or after a new "
         "installation. Keep this sheet away from the computer."));
  vouch_document_add_heading (document, 2, code);
  return document;
}

static void
print_code (VouchPreferencesYou *self)
{
  g_autoptr (VouchDocument) document = write_document (self->shown);
  g_autoptr (GError) error = NULL;

  vouch_print_in_window (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), document, &error);
  if (error != NULL)
    vouch_preferences_pane_show_problem (VOUCH_PREFERENCES_PANE (self), error);
}

static GtkWidget *
make_code_label (const char *code)
{
  GtkWidget *label = gtk_label_new (code);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "title-3");
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

static GtkWidget *
make_code_dialog (VouchPreferencesYou *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Your recovery code"),
                                              _ ("Write it down, print it or save it. Do not keep "
                                                 "it on this computer, beside a copy of the "
                                                 "library, or in a folder that is synchronised. It "
                                                 "is shown only now; an earlier code opens "
                                                 "nothing any more."));

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_code_label (self->shown));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "save", _ ("_Save…"), "print",
                                    _ ("_Print…"), "kept", _ ("I have _written it down"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "kept");
  return dialog;
}

/* Whoever prints or saves it sees it until that is done; the dialog stands for that in a new one. */
static void
code_response_cb (GtkWidget *dialog, const char *response, VouchPreferencesYou *self)
{
  GtkWidget *again;

  if (g_str_equal (response, "kept")) {
    g_clear_pointer (&self->shown, g_free);
    return;
  }
  again = make_code_dialog (self);
  g_signal_connect_object (again, "response", G_CALLBACK (code_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (again));
  if (g_str_equal (response, "print"))
    print_code (self);
  else
    vouch_preferences_pane_choose_file (VOUCH_PREFERENCES_PANE (self), GTK_WINDOW (again),
                                        _ ("Save the recovery code"),
                                        /* Translators: the name of a file. */
                                        _ ("Recovery code of Vouch.txt"), "you.save-code");
}

static void
show_code (VouchPreferencesPane *pane, gpointer result)
{
  VouchPreferencesYou *self = VOUCH_PREFERENCES_YOU (pane);
  const VouchIdentityInfo *info = result;
  GtkWidget *dialog;

  g_free (self->shown);
  self->shown = g_strdup (info->recovery_code);
  dialog = make_code_dialog (self);
  g_signal_connect_object (dialog, "response", G_CALLBACK (code_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  vouch_preferences_pane_refresh (pane);
}

static gpointer
save_code (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  char **words = data;

  return GINT_TO_POINTER (
      vouch_identity_keeper_save_code (workspace, words[0], words[1], cancellable, error));
}

static void
saved (VouchPreferencesPane *pane, gpointer result)
{
  vouch_preferences_pane_say (pane, _ ("Saved. Take it away from this computer."));
}

/* Only what is shown just now can be saved: it is kept nowhere. */
static void
save_code_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPreferencesYou *self = VOUCH_PREFERENCES_YOU (widget);
  const char *words[] = { self->shown, g_variant_get_string (parameter, NULL), NULL };
  const VouchPaneWork work = { .func = save_code,
                               .data = g_strdupv ((char **) words),
                               .free_data = (GDestroyNotify) g_strfreev,
                               .show = saved };

  if (self->shown != NULL)
    vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
  else
    g_strfreev (work.data);
}

static gpointer
set_name (VouchWorkspace *workspace, gpointer name, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_settings_set_your_name (workspace, name, error));
}

static void
name_cb (VouchPreferencesYou *self)
{
  const VouchPaneWork work = { .func = set_name,
                               .data = g_strdup (gtk_editable_get_text (self->name)),
                               .free_data = g_free };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static gpointer
renew (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_identity_keeper_renew_code (workspace, cancellable, error);
}

static void
free_info (gpointer info)
{
  vouch_identity_info_free (info);
}

static void
renew_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const VouchPaneWork work = { .func = renew, .free_result = free_info, .show = show_code };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

static gpointer
recover (VouchWorkspace *workspace, gpointer code, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_identity_keeper_recover (workspace, code, cancellable, error));
}

static void
recovered (VouchPreferencesPane *pane, gpointer result)
{
  gtk_editable_set_text (VOUCH_PREFERENCES_YOU (pane)->code, "");
  vouch_preferences_pane_say (pane, _ ("Your key is unlocked"));
  vouch_preferences_pane_refresh (pane);
}

static void
code_cb (VouchPreferencesYou *self)
{
  const VouchPaneWork work = { .func = recover,
                               .data = g_strdup (gtk_editable_get_text (self->code)),
                               .free_data = g_free,
                               .show = recovered };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static void
vouch_preferences_you_finalize (GObject *object)
{
  g_free (VOUCH_PREFERENCES_YOU (object)->shown);

  G_OBJECT_CLASS (vouch_preferences_you_parent_class)->finalize (object);
}

static void
vouch_preferences_you_class_init (VouchPreferencesYouClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_preferences_you_finalize;
  VOUCH_PREFERENCES_PANE_CLASS (klass)->refresh = vouch_preferences_you_refresh;

  /* Making a key shows its first code, as making a new code does. */
  gtk_widget_class_install_action (widget_class, "you.make", NULL, renew_cb);
  gtk_widget_class_install_action (widget_class, "you.new-code", NULL, renew_cb);
  gtk_widget_class_install_action (widget_class, "you.save-code", "s", save_code_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/preferences/vouch-preferences-you.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, code);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, code_row);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, key);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, make);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, name);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, new_code);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesYou, unlock);
}

static void
vouch_preferences_you_init (VouchPreferencesYou *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->name, "apply", G_CALLBACK (name_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code, "apply", G_CALLBACK (code_cb), self, G_CONNECT_SWAPPED);
}
