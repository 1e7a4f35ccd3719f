/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-withdrawal-page"

#include "config.h"
#include "vouch-withdrawal-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-register.h"
#include "vouch-withdrawal.h"

#include "vouch-concern-rows.h"
#include "vouch-people-state.h"
#include "vouch-rows.h"
#include "vouch-undo.h"

/**
 * VouchWithdrawalPage:
 *
 * A permission that is taken back: what that touches, before it is done and after, each of it a way to
 * where it is mended.
 */
struct _VouchWithdrawalPage {
  VouchPage parent_instance;

  GPtrArray *rows; /* (element-type GtkWidget) */
  VouchPermission *permission;

  GtkWidget *withdraw;
  AdwPreferencesGroup *about;
  AdwPreferencesGroup *drafts;
  AdwPreferencesGroup *sent;
};

G_DEFINE_FINAL_TYPE (VouchWithdrawalPage, vouch_withdrawal_page, VOUCH_TYPE_PAGE)

typedef struct {
  VouchPeopleState *state;
  VouchPermission *permission;
  GPtrArray *concerns;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->state);
  g_clear_object (&reading->permission);
  g_clear_pointer (&reading->concerns, g_ptr_array_unref);
  g_free (reading);
}

static VouchPermission *
find_permission (VouchPeopleState *state, const char *id)
{
  GPtrArray *all = vouch_people_get_permissions (vouch_people_state_get_people (state));

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_permission_get_id (g_ptr_array_index (all, i)), id) == 0)
      return g_object_ref (g_ptr_array_index (all, i));
  return NULL;
}

static gpointer
read_concerns (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->state = vouch_people_state_load (workspace, cancellable, error);
  if (reading->state != NULL) {
    reading->permission = find_permission (reading->state, id);
    if (reading->permission == NULL)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                           _ ("There is no such permission"));
  }
  if (reading->permission != NULL)
    reading->concerns = vouch_withdrawal_list (
        workspace, vouch_permission_get_person (reading->permission), cancellable, error);
  if (reading->concerns != NULL)
    return reading;
  reading_free (reading);
  return NULL;
}

static void
add_row (VouchWithdrawalPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (VouchWithdrawalPage *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_about (VouchWithdrawalPage *self, Reading *reading)
{
  VouchDay withdrawn = vouch_permission_get_withdrawn (reading->permission);
  g_autofree char *who = vouch_people_state_describe (
      reading->state, vouch_permission_get_person (reading->permission));
  g_autofree char *what =
      vouch_people_state_describe_permission (reading->state, reading->permission);
  g_autofree char *term = vouch_people_state_describe_term (reading->state, reading->permission);
  g_autofree char *title = g_strdup_printf ("%s: %s", who, what);
  guint n = reading->concerns->len;
  g_autofree char *touches =
      g_strdup_printf (ngettext ("It touches %u thing.", "It touches %u things.", n), n);

  vouch_page_set_subtitle (VOUCH_PAGE (self), who);
  add_row (self, self->about, vouch_rows_text (title, term));
  if (n == 0)
    add_row (self, self->about,
             vouch_rows_text (_ ("It touches nothing"),
                              _ ("This person appears unmasked in nothing that is here or was "
                                 "sent.")));
  else
    add_row (self, self->about,
             vouch_rows_text (touches, withdrawn == VOUCH_DAY_NONE
                                           ? _ ("This is what to go through once it is withdrawn.")
                                           : _ ("It is withdrawn. Go through these, one by one.")));
  gtk_widget_set_visible (self->withdraw, withdrawn == VOUCH_DAY_NONE);
}

static void
show_reading (VouchPage *page, gpointer result)
{
  VouchWithdrawalPage *self = VOUCH_WITHDRAWAL_PAGE (page);
  Reading *reading = result;
  guint n_sent = 0;

  clear_rows (self);
  g_set_object (&self->permission, reading->permission);
  show_about (self, reading);
  for (guint i = 0; i < reading->concerns->len; i++) {
    VouchConcern *concern = g_ptr_array_index (reading->concerns, i);
    gboolean copy = concern->kind == VOUCH_CONCERN_SENT || concern->kind == VOUCH_CONCERN_SENDING;

    n_sent += copy;
    add_row (self, copy ? self->sent : self->drafts, vouch_concern_rows_make (concern));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->sent), n_sent > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->drafts), reading->concerns->len > n_sent);
}

static void
vouch_withdrawal_page_refresh (VouchPage *page)
{
  vouch_page_run (page, read_concerns, g_strdup (vouch_page_get_subject (page)), g_free,
                  reading_free, show_reading);
}

static gpointer
withdraw (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_register_withdraw_permission (workspace, id, cancellable, error));
}

/* What was withdrawn stays on record; taking it back records the same permission anew. */
static gpointer
permit_again (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = vouch_register_add_permission (workspace, data, cancellable, error);

  return GINT_TO_POINTER (id != NULL);
}

static void
withdraw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchWithdrawalPage *self = VOUCH_WITHDRAWAL_PAGE (widget);
  VouchPage *page = VOUCH_PAGE (widget);

  if (self->permission == NULL)
    return;
  vouch_page_run (page, withdraw, g_strdup (vouch_page_get_subject (page)), g_free, NULL, NULL);
  vouch_undo_offer (widget, vouch_page_get_workspace (page), _ ("Permission withdrawn"),
                    permit_again, vouch_permission_copy (self->permission), g_object_unref);
}

static void
vouch_withdrawal_page_finalize (GObject *object)
{
  VouchWithdrawalPage *self = VOUCH_WITHDRAWAL_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->permission);

  G_OBJECT_CLASS (vouch_withdrawal_page_parent_class)->finalize (object);
}

static void
vouch_withdrawal_page_class_init (VouchWithdrawalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_withdrawal_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_withdrawal_page_refresh;

  gtk_widget_class_install_action (widget_class, "withdrawal.withdraw", NULL, withdraw_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/people/vouch-withdrawal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchWithdrawalPage, about);
  gtk_widget_class_bind_template_child (widget_class, VouchWithdrawalPage, drafts);
  gtk_widget_class_bind_template_child (widget_class, VouchWithdrawalPage, sent);
  gtk_widget_class_bind_template_child (widget_class, VouchWithdrawalPage, withdraw);
}

static void
vouch_withdrawal_page_init (VouchWithdrawalPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_withdrawal_page_new:
 * @workspace: the workspace.
 * @subject: id of a permission.
 *
 * Returns: (transfer floating): the page on which it is withdrawn.
 */
VouchPage *
vouch_withdrawal_page_new (VouchWorkspace *workspace, const char *subject)
{
  return vouch_page_new (VOUCH_TYPE_WITHDRAWAL_PAGE, workspace, subject);
}
