/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-dialog"

#include "config.h"
#include "vouch-issuer-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vouch-issuers.h"
#include "vouch-speech.h"
#include "vouch-text.h"

/**
 * VouchIssuerDialog:
 *
 * Adds an issuer in two steps: the address is looked at, and who answers is shown with the key that
 * will be remembered; then the token goes to that one and to nobody else. The signal `added` says
 * that it is kept.
 */
struct _VouchIssuerDialog {
  AdwWindow parent_instance;

  VouchWorkspace *workspace;
  GCancellable *cancellable;
  char *url;
  char *id; /* did:key of who answered */

  GtkStack *stack;
  GtkEditable *address;
  GtkEditable *name;
  GtkEditable *token;
  AdwActionRow *who;
  AdwActionRow *key;
  GtkRevealer *problem;
  GtkLabel *problem_text;
};

G_DEFINE_FINAL_TYPE (VouchIssuerDialog, vouch_issuer_dialog, ADW_TYPE_WINDOW)

enum { SIGNAL_ADDED, N_SIGNALS };

static guint signals[N_SIGNALS];

/**
 * vouch_issuer_dialog_format_key:
 * @key: a key as did:key.
 *
 * Returns: (transfer full): it in groups of four, as one reads it out on the telephone.
 */
char *
vouch_issuer_dialog_format_key (const char *key)
{
  GString *text = g_string_new (NULL);
  const char *start = g_str_has_prefix (key, "did:key:") ? key + strlen ("did:key:") : key;

  for (const char *c = start; *c != '\0'; c++) {
    if (c != start && (c - start) % 4 == 0)
      g_string_append_c (text, ' ');
    g_string_append_c (text, *c);
  }
  return g_string_free (text, FALSE);
}

static void
show_problem (VouchIssuerDialog *self, const GError *problem)
{
  gtk_label_set_text (self->problem_text, problem != NULL ? problem->message : "");
  gtk_revealer_set_reveal_child (self->problem, problem != NULL);
}

static void
update (VouchIssuerDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issuer.look",
                                 !vouch_text_is_blank (gtk_editable_get_text (self->address)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issuer.add",
                                 !vouch_text_is_blank (gtk_editable_get_text (self->name)) &&
                                     !vouch_text_is_blank (gtk_editable_get_text (self->token)));
}

static gpointer
look (VouchWorkspace *workspace, gpointer url, GCancellable *cancellable, GError **error)
{
  return vouch_issuers_look (workspace, url, cancellable, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchIssuerDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuerInfo) info =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  g_autofree char *key = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  show_problem (self, error);
  if (error != NULL) {
    gtk_stack_set_visible_child_name (self->stack, "address");
    return;
  }
  g_free (self->id);
  self->id = g_strdup (vouch_issuer_info_get_id (info));
  key = vouch_issuer_dialog_format_key (self->id);
  adw_action_row_set_subtitle (self->who, vouch_issuer_info_get_name (info));
  adw_action_row_set_subtitle (self->key, key);
  if (vouch_text_is_blank (gtk_editable_get_text (self->name)))
    gtk_editable_set_text (self->name, vouch_issuer_info_get_name (info));
  gtk_stack_set_visible_child_name (self->stack, "who");
  gtk_widget_grab_focus (GTK_WIDGET (self->token));
}

static void
look_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchIssuerDialog *self = VOUCH_ISSUER_DIALOG (widget);

  show_problem (self, NULL);
  g_free (self->url);
  self->url = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
  gtk_stack_set_visible_child_name (self->stack, "looking");
  vouch_workspace_run_remote_async (self->workspace, look, g_strdup (self->url), g_free,
                                    g_object_unref, self->cancellable, looked_cb,
                                    g_object_ref (self));
}

static gpointer
add (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  char **fields = data;

  return vouch_issuers_add_seen (workspace, fields[0], fields[1], fields[2], fields[3], cancellable,
                                 error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchIssuerDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuerAccount) account =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  show_problem (self, error);
  if (error != NULL) {
    gtk_stack_set_visible_child_name (self->stack, "who");
    return;
  }
  g_signal_emit (self, signals[SIGNAL_ADDED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fields_free (gpointer data)
{
  char **fields = data;

  for (gsize i = 0; fields[2] != NULL && i < strlen (fields[2]); i++)
    ((volatile char *) fields[2])[i] = 'x';
  g_strfreev (fields);
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchIssuerDialog *self = VOUCH_ISSUER_DIALOG (widget);
  char **fields = g_new0 (char *, 5);

  show_problem (self, NULL);
  fields[0] = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  fields[1] = g_strdup (self->url);
  fields[2] = g_strstrip (g_strdup (gtk_editable_get_text (self->token)));
  fields[3] = g_strdup (self->id);
  gtk_stack_set_visible_child_name (self->stack, "looking");
  vouch_workspace_run_remote_async (self->workspace, add, fields, fields_free, g_object_unref,
                                    self->cancellable, added_cb, g_object_ref (self));
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchIssuerDialog *self = VOUCH_ISSUER_DIALOG (widget);

  show_problem (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "address");
}

static void
vouch_issuer_dialog_dispose (GObject *object)
{
  VouchIssuerDialog *self = VOUCH_ISSUER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_issuer_dialog_parent_class)->dispose (object);
}

static void
vouch_issuer_dialog_finalize (GObject *object)
{
  VouchIssuerDialog *self = VOUCH_ISSUER_DIALOG (object);

  g_object_unref (self->cancellable);
  g_free (self->url);
  g_free (self->id);

  G_OBJECT_CLASS (vouch_issuer_dialog_parent_class)->finalize (object);
}

static void
vouch_issuer_dialog_class_init (VouchIssuerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_issuer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_issuer_dialog_finalize;

  /**
   * VouchIssuerDialog::added:
   * @self: the dialog.
   *
   * An issuer was added.
   */
  signals[SIGNAL_ADDED] = g_signal_new ("added", VOUCH_TYPE_ISSUER_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "issuer.look", NULL, look_cb);
  gtk_widget_class_install_action (widget_class, "issuer.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "issuer.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/submit/vouch-issuer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, address);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, key);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, name);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, problem_text);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, token);
  gtk_widget_class_bind_template_child (widget_class, VouchIssuerDialog, who);
}

static void
vouch_issuer_dialog_init (VouchIssuerDialog *self)
{
  GtkEditable *fields[3];

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_entry_row (self->address);
  vouch_speech_entry_row (self->name);
  vouch_speech_entry_row (self->token);
  fields[0] = self->address;
  fields[1] = self->name;
  fields[2] = self->token;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect_object (fields[i], "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * vouch_issuer_dialog_new:
 * @parent: (nullable): the window.
 * @workspace: the workspace that is to know the issuer.
 *
 * Returns: (transfer none): a dialog to be presented; GTK owns it.
 */
GtkWindow *
vouch_issuer_dialog_new (GtkWindow *parent, VouchWorkspace *workspace)
{
  VouchIssuerDialog *self = g_object_new (VOUCH_TYPE_ISSUER_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WINDOW (self);
}

/**
 * vouch_issuer_dialog_suggest:
 * @self: the dialog.
 * @name: the earner's name for the issuer.
 * @url: where it should be.
 *
 * Fills in what is known of an issuer before anybody has looked who answers there.
 */
void
vouch_issuer_dialog_suggest (VouchIssuerDialog *self, const char *name, const char *url)
{
  g_return_if_fail (VOUCH_IS_ISSUER_DIALOG (self) && name != NULL && url != NULL);

  gtk_editable_set_text (self->name, name);
  gtk_editable_set_text (self->address, url);
}
