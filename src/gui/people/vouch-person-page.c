/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-person-page"

#include "config.h"
#include "vouch-person-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-class-lists.h"
#include "vouch-scans.h"
#include "vouch-withdrawal.h"

#include "vouch-concern-rows.h"
#include "vouch-people-state.h"
#include "vouch-rows.h"
#include "vouch-speech.h"

/**
 * VouchPersonPage:
 *
 * One person: key and name, what was permitted and what was taken back, and whatever the person
 * appears in.
 */
struct _VouchPersonPage {
  VouchPage parent_instance;

  GPtrArray *rows; /* (element-type GtkWidget), those that are made anew */
  AdwEntryRow *name;
  GtkWidget *name_locked;

  AdwPreferencesGroup *who;
  AdwPreferencesGroup *permissions;
  AdwPreferencesGroup *concerns;
};

G_DEFINE_FINAL_TYPE (VouchPersonPage, vouch_person_page, VOUCH_TYPE_PAGE)

/* What the page shows, read together. */
typedef struct {
  VouchPeopleState *state;
  GPtrArray *concerns;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->state);
  g_clear_pointer (&reading->concerns, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_person (VouchWorkspace *workspace, gpointer key, GCancellable *cancellable, GError **error)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->state = vouch_people_state_load (workspace, cancellable, error);
  if (reading->state != NULL)
    reading->concerns = vouch_withdrawal_list (workspace, key, cancellable, error);
  if (reading->concerns != NULL)
    return reading;
  reading_free (reading);
  return NULL;
}

static void
add_row (VouchPersonPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (VouchPersonPage *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_button (GtkWidget *row, const char *label, const char *name, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
show_permission (VouchPersonPage *self, VouchPeopleState *state, VouchPermission *permission)
{
  g_autofree char *title = vouch_people_state_describe_permission (state, permission);
  g_autofree char *term = vouch_people_state_describe_term (state, permission);
  const char *id = vouch_permission_get_id (permission);
  GtkWidget *row = vouch_rows_text (title, term);

  if (vouch_permission_get_scan (permission) != NULL)
    add_button (row, _ ("Form"), title, "person.show-form", id);
  if (vouch_permission_get_withdrawn (permission) == VOUCH_DAY_NONE)
    add_button (row, _ ("Withdraw…"), title, "win.show-withdrawal", id);
  else
    add_button (row, _ ("What it touches"), title, "win.show-withdrawal", id);
  add_row (self, self->permissions, row);
}

static void
show_permissions (VouchPersonPage *self, VouchPeopleState *state)
{
  GPtrArray *all = vouch_people_get_permissions (vouch_people_state_get_people (state));
  guint n = 0;

  for (guint i = all->len; i > 0; i--) {
    VouchPermission *permission = g_ptr_array_index (all, i - 1);

    if (g_strcmp0 (vouch_permission_get_person (permission),
                   vouch_page_get_subject (VOUCH_PAGE (self))) != 0)
      continue;
    show_permission (self, state, permission);
    n++;
  }
  if (n == 0)
    add_row (self, self->permissions,
             vouch_rows_text (_ ("○ No permission yet"),
                              _ ("Record it once the signed form has come back.")));
}

static void
show_who (VouchPersonPage *self, VouchPeopleState *state)
{
  const char *key = vouch_page_get_subject (VOUCH_PAGE (self));
  const char *name = vouch_people_state_find_name (state, key);
  VouchLedger *ledger = vouch_people_state_get_ledger (state);
  VouchClassList *list = ledger != NULL ? vouch_ledger_find_class_of (ledger, key) : NULL;
  VouchPerson *person = vouch_people_find (vouch_people_state_get_people (state), key);
  g_autofree char *class_name = list != NULL ? vouch_people_state_describe_class (list) : NULL;

  vouch_page_set_title (VOUCH_PAGE (self), name != NULL ? name : key);
  vouch_page_set_subtitle (VOUCH_PAGE (self), name != NULL ? key : NULL);
  add_row (self, self->who, vouch_rows_text (_ ("Key"), key));
  add_row (self, self->who,
           vouch_rows_text (_ ("Role"), person != NULL && vouch_person_get_role (person) ==
                                                              VOUCH_PERSON_ROLE_ADULT
                                            ? _ ("Adult")
                                            : _ ("Student")));
  if (list != NULL)
    add_row (self, self->who,
             vouch_rows_link (_ ("Class"), class_name, "win.show-class",
                              vouch_class_list_get_id (list)));
  gtk_widget_set_visible (GTK_WIDGET (self->name), list != NULL);
  gtk_widget_set_visible (self->name_locked,
                          vouch_people_state_get_lock (state) == VOUCH_LEDGER_STATE_LOCKED);
  if (name != NULL && !gtk_widget_has_focus (GTK_WIDGET (self->name)))
    gtk_editable_set_text (GTK_EDITABLE (self->name), name);
}

static void
show_reading (VouchPage *page, gpointer result)
{
  VouchPersonPage *self = VOUCH_PERSON_PAGE (page);
  Reading *reading = result;

  clear_rows (self);
  show_who (self, reading->state);
  show_permissions (self, reading->state);
  gtk_widget_set_visible (GTK_WIDGET (self->concerns), reading->concerns->len > 0);
  for (guint i = 0; i < reading->concerns->len; i++)
    add_row (self, self->concerns,
             vouch_concern_rows_make (g_ptr_array_index (reading->concerns, i)));
}

static void
vouch_person_page_refresh (VouchPage *page)
{
  vouch_page_run (page, read_person, g_strdup (vouch_page_get_subject (page)), g_free, reading_free,
                  show_reading);
}

static void
permit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-permit", "s",
                              vouch_page_get_subject (VOUCH_PAGE (widget)));
}

static gpointer
show_form (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_scans_show (workspace, id, cancellable, error);
}

static void
open_form (VouchPage *page, gpointer path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), uri, GDK_CURRENT_TIME);
}

static void
show_form_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_run (VOUCH_PAGE (widget), show_form, g_variant_dup_string (parameter, NULL), g_free,
                  g_free, open_form);
}

typedef struct {
  char *key;
  char *name;
} NewName;

static void
new_name_free (gpointer data)
{
  NewName *change = data;

  g_free (change->key);
  g_free (change->name);
  g_free (change);
}

static gpointer
set_name (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  NewName *change = data;

  return GINT_TO_POINTER (
      vouch_class_lists_set_name (workspace, change->key, change->name, cancellable, error));
}

static void
apply_cb (VouchPersonPage *self)
{
  NewName *change = g_new0 (NewName, 1);

  change->key = g_strdup (vouch_page_get_subject (VOUCH_PAGE (self)));
  change->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  vouch_page_run (VOUCH_PAGE (self), set_name, change, new_name_free, NULL, NULL);
}

static void
vouch_person_page_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_PERSON_PAGE (object)->rows);

  G_OBJECT_CLASS (vouch_person_page_parent_class)->finalize (object);
}

static void
vouch_person_page_class_init (VouchPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_person_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_person_page_refresh;

  gtk_widget_class_install_action (widget_class, "person.permit", NULL, permit_cb);
  gtk_widget_class_install_action (widget_class, "person.show-form", "s", show_form_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/people/vouch-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPersonPage, concerns);
  gtk_widget_class_bind_template_child (widget_class, VouchPersonPage, permissions);
  gtk_widget_class_bind_template_child (widget_class, VouchPersonPage, who);
}

static void
vouch_person_page_init (VouchPersonPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  vouch_speech_entry_row (self->name);
  adw_entry_row_set_show_apply_button (self->name, TRUE);
  self->name_locked =
      vouch_rows_link (_ ("Unlock the class lists to see the name"), NULL, "win.show-people", "");
  adw_preferences_group_add (self->who, GTK_WIDGET (self->name));
  adw_preferences_group_add (self->who, self->name_locked);
  gtk_widget_set_visible (GTK_WIDGET (self->name), FALSE);
  gtk_widget_set_visible (self->name_locked, FALSE);
  g_signal_connect_object (self->name, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_person_page_new:
 * @workspace: the workspace.
 * @subject: a pseudonym key.
 *
 * Returns: (transfer floating): the page of one person.
 */
VouchPage *
vouch_person_page_new (VouchWorkspace *workspace, const char *subject)
{
  return vouch_page_new (VOUCH_TYPE_PERSON_PAGE, workspace, subject);
}
