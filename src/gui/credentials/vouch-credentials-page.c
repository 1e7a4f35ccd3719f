/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credentials-page"

#include "config.h"
#include "vouch-credentials-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-credential.h"
#include "vouch-credentials.h"

/**
 * VouchCredentialsPage:
 *
 * The badges received, as a wall; a press opens one.
 */
struct _VouchCredentialsPage {
  VouchPage parent_instance;

  GtkStack *stack;
  GtkFlowBox *wall;
};

G_DEFINE_FINAL_TYPE (VouchCredentialsPage, vouch_credentials_page, VOUCH_TYPE_PAGE)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_badge (const VouchBadge *badge)
{
  VouchCredential *credential = badge->credential;
  gboolean holds = vouch_credential_get_verification (credential) == VOUCH_VERIFICATION_ACCEPTED;
  const char *issuer = vouch_credential_get_issuer_name (credential) != NULL
                           ? vouch_credential_get_issuer_name (credential)
                           : vouch_credential_get_issuer_id (credential);
  const char *verified = holds ? _ ("✓ checked") : _ ("! could not be confirmed");
  g_autofree char *name =
      g_strjoin (", ", vouch_credential_get_name (credential), issuer, verified, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "starred-symbolic", "pixel-size", 48,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "badge");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_label (vouch_credential_get_name (credential), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (issuer, "dim-label"));
  gtk_box_append (GTK_BOX (box), make_label (verified, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "badge-card");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-credential");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", badge->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* The wall's own children take no focus, so that an arrow leads from badge to badge. */
static void
add_badge (VouchCredentialsPage *self, const VouchBadge *badge)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), make_badge (badge));
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->wall, child);
}

static gpointer
list_badges (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_credentials_list_badges (workspace, cancellable, error);
}

static void
show_badges (VouchPage *page, gpointer result)
{
  VouchCredentialsPage *self = VOUCH_CREDENTIALS_PAGE (page);
  GPtrArray *badges = result;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->wall))) != NULL)
    gtk_flow_box_remove (self->wall, child);
  for (guint i = 0; i < badges->len; i++)
    add_badge (self, g_ptr_array_index (badges, i));
  gtk_stack_set_visible_child_name (self->stack, badges->len > 0 ? "wall" : "empty");
}

static void
vouch_credentials_page_refresh (VouchPage *page)
{
  vouch_page_run (page, list_badges, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show_badges);
}

static void
vouch_credentials_page_class_init (VouchCredentialsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->refresh = vouch_credentials_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/credentials/vouch-credentials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialsPage, wall);
}

static void
vouch_credentials_page_init (VouchCredentialsPage *self)
{
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
  return vouch_page_new (VOUCH_TYPE_CREDENTIALS_PAGE, workspace, NULL);
}
