/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credentials-page"

#include "config.h"
#include "vouch-credentials-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-credential.h"
#include "vouch-credentials.h"

#include "vouch-rows.h"

/**
 * VouchCredentialsPage:
 *
 * The badges received; a press opens one.
 */
struct _VouchCredentialsPage {
  VouchPage parent_instance;

  VouchWorkspace *workspace;
  GCancellable *cancellable;

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (VouchCredentialsPage, vouch_credentials_page, VOUCH_TYPE_PAGE)

static GtkWidget *
make_row (VouchCredential *credential)
{
  g_autofree char *subtitle = NULL;
  const char *verified =
      vouch_credential_get_verification (credential) == VOUCH_VERIFICATION_ACCEPTED
          ? _ ("✓ checked")
          : _ ("! could not be confirmed");

  subtitle = g_strdup_printf ("%s · %s",
                              vouch_credential_get_issuer_name (credential) != NULL
                                  ? vouch_credential_get_issuer_name (credential)
                                  : vouch_credential_get_issuer_id (credential),
                              verified);
  return vouch_rows_link (vouch_credential_get_name (credential), subtitle, "win.show-credential",
                          vouch_credential_get_id (credential));
}

static gpointer
list_credentials (VouchWorkspace *workspace,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  return vouch_credentials_list (workspace, cancellable, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchCredentialsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) credentials =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  GtkWidget *row;

  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < credentials->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (credentials, i)));
  gtk_stack_set_visible_child_name (self->stack, credentials->len > 0 ? "list" : "empty");
}

static void
vouch_credentials_page_refresh (VouchPage *page)
{
  VouchCredentialsPage *self = VOUCH_CREDENTIALS_PAGE (page);

  vouch_workspace_run_async (self->workspace, list_credentials, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb,
                             g_object_ref (self));
}

static void
vouch_credentials_page_dispose (GObject *object)
{
  VouchCredentialsPage *self = VOUCH_CREDENTIALS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_credentials_page_parent_class)->dispose (object);
}

static void
vouch_credentials_page_finalize (GObject *object)
{
  VouchCredentialsPage *self = VOUCH_CREDENTIALS_PAGE (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (vouch_credentials_page_parent_class)->finalize (object);
}

static void
vouch_credentials_page_class_init (VouchCredentialsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_credentials_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_credentials_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_credentials_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/credentials/vouch-credentials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialsPage, list);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialsPage, stack);
}

static void
vouch_credentials_page_init (VouchCredentialsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_credentials_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the page of all badges.
 */
VouchPage *
vouch_credentials_page_new (VouchWorkspace *workspace)
{
  VouchCredentialsPage *self = g_object_new (VOUCH_TYPE_CREDENTIALS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);

  return VOUCH_PAGE (self);
}
