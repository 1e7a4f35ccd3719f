/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-permit-page"

#include "config.h"
#include "vouch-permit-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-register.h"
#include "vouch-scans.h"

#include "vouch-field-row.h"
#include "vouch-people-state.h"
#include "vouch-rows.h"
#include "vouch-undo.h"

/* Above this many the names are counted instead of listed. */
#define MAX_NAMED 12

/**
 * VouchPermitPage:
 *
 * One permission, recorded for one person or for many at once: what it covers, what for, on which
 * form, since when and until when, and a scan of the form.
 */
struct _VouchPermitPage {
  VouchPage parent_instance;

  char **keys;
  char *scan_path;
  GtkSwitch *covers[3];
  VouchFieldRow *purposes;
  AdwComboRow *form_row;
  VouchFieldRow *given;
  VouchFieldRow *until;
  AdwActionRow *who;
  AdwActionRow *scan;
  GtkFileChooserNative *chooser;

  AdwPreferencesGroup *people;
  AdwPreferencesGroup *covers_group;
  AdwPreferencesGroup *terms;
  AdwPreferencesGroup *form;
};

G_DEFINE_FINAL_TYPE (VouchPermitPage, vouch_permit_page, VOUCH_TYPE_PAGE)

/* Who it is about. */

static gpointer
load_state (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_people_state_load (workspace, cancellable, error);
}

static void
show_state (VouchPage *page, gpointer state)
{
  VouchPermitPage *self = VOUCH_PERMIT_PAGE (page);
  guint n = g_strv_length (self->keys);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *count = g_strdup_printf (ngettext ("%u person", "%u people", n), n);

  for (guint i = 0; i < n && i < MAX_NAMED; i++) {
    g_autofree char *name = vouch_people_state_describe (state, self->keys[i]);

    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
  }
  if (n > MAX_NAMED)
    g_string_append (names, " …");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->who), count);
  adw_action_row_set_subtitle (self->who, names->str);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scan),
                            vouch_people_state_get_lock (state) == VOUCH_LEDGER_STATE_OPEN);
  adw_action_row_set_subtitle (self->scan,
                               self->scan_path != NULL ? _ ("A file is chosen")
                               : vouch_people_state_get_lock (state) == VOUCH_LEDGER_STATE_OPEN
                                   ? _ ("A PDF or a picture; may be left out")
                                   : _ ("Kept with the class lists, which are not open"));
}

static void
vouch_permit_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_state, NULL, NULL, g_object_unref, show_state);
}

/* The scan. */

static void
chosen_cb (VouchPermitPage *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL) {
    g_free (self->scan_path);
    self->scan_path = g_file_get_path (file);
    adw_action_row_set_subtitle (self->scan, _ ("A file is chosen"));
  }
  g_clear_object (&self->chooser);
}

static void
choose_scan_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPermitPage *self = VOUCH_PERMIT_PAGE (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("PDF and pictures"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/*");
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose the scan"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Recording. */

typedef struct {
  char **keys;
  char *scan_path;
  VouchPermission *permission;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_strfreev (request->keys);
  g_free (request->scan_path);
  g_object_unref (request->permission);
  g_free (request);
}

static gpointer
record (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree char *scan = NULL;

  if (request->scan_path != NULL) {
    scan = vouch_scans_take (workspace, request->scan_path, cancellable, error);
    if (scan == NULL)
      return NULL;
    vouch_permission_set_scan (request->permission, scan);
  }
  return vouch_register_add_permissions (workspace, request->permission,
                                         (const char *const *) request->keys, cancellable, error);
}

static gpointer
take_back (VouchWorkspace *workspace, gpointer ids, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_register_remove_permissions (workspace, ids, cancellable, error));
}

static void
recorded (VouchPage *page, gpointer ids)
{
  guint n = g_strv_length (ids);
  g_autofree char *text = g_strdup_printf (
      ngettext ("Permission recorded for %u person", "Permission recorded for %u people", n), n);

  if (gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return;
  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), text, take_back,
                    g_strdupv (ids), (GDestroyNotify) g_strfreev);
  gtk_widget_activate_action (GTK_WIDGET (page), "navigation.back", NULL);
}

static char **
read_purposes (VouchPermitPage *self)
{
  g_autofree char *text = vouch_field_row_dup_text (self->purposes);
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) purposes = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      g_strv_builder_add (purposes, words[i]);
  return g_strv_builder_end (purposes);
}

static VouchDay
read_day (VouchFieldRow *row)
{
  g_autofree char *text = vouch_field_row_dup_text (row);
  VouchDay day = VOUCH_DAY_NONE;

  vouch_day_parse (text, &day);
  return day;
}

static VouchPermission *
read_permission (VouchPermitPage *self, GError **error)
{
  static const char *const forms[] = { NULL, "program", "district" };
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_auto (GStrv) purposes = read_purposes (self);
  guint covered = 0;

  if (!vouch_field_row_check (self->given, error) || !vouch_field_row_check (self->until, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (self->covers); i++)
    covered |= gtk_switch_get_active (self->covers[i]) ? 1u << i : 0;
  if (covered == 0 || purposes[0] == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("Say what the permission covers and what it is for."));
    return NULL;
  }
  vouch_permission_set_scopes (permission, covered);
  vouch_permission_set_purposes (permission, (const char *const *) purposes);
  vouch_permission_set_form (permission, forms[adw_combo_row_get_selected (self->form_row)]);
  vouch_permission_set_given (permission, read_day (self->given));
  vouch_permission_set_until (permission, read_day (self->until));
  return g_steal_pointer (&permission);
}

static void
record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPermitPage *self = VOUCH_PERMIT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  VouchPermission *permission = read_permission (self, &error);
  Request *request;

  if (permission == NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  vouch_page_clear_problem (VOUCH_PAGE (self));
  request = g_new0 (Request, 1);
  request->keys = g_strdupv (self->keys);
  request->scan_path = g_strdup (self->scan_path);
  request->permission = permission;
  vouch_page_run (VOUCH_PAGE (self), record, request, request_free, (GDestroyNotify) g_strfreev,
                  recorded);
}

static void
vouch_permit_page_finalize (GObject *object)
{
  VouchPermitPage *self = VOUCH_PERMIT_PAGE (object);

  g_clear_object (&self->chooser);
  g_strfreev (self->keys);
  g_free (self->scan_path);

  G_OBJECT_CLASS (vouch_permit_page_parent_class)->finalize (object);
}

static void
vouch_permit_page_class_init (VouchPermitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_permit_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_permit_page_refresh;

  gtk_widget_class_install_action (widget_class, "permit.record", NULL, record_cb);
  gtk_widget_class_install_action (widget_class, "permit.choose-scan", NULL, choose_scan_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/people/vouch-permit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPermitPage, form);
  gtk_widget_class_bind_template_child (widget_class, VouchPermitPage, people);
  gtk_widget_class_bind_template_child (widget_class, VouchPermitPage, terms);
  gtk_widget_class_bind_template_child_full (widget_class, "covers", FALSE,
                                             G_STRUCT_OFFSET (VouchPermitPage, covers_group));
}

static void
add_terms (VouchPermitPage *self)
{
  const char *const forms[] = { _ ("Not said"), _ ("The form of the program"),
                                _ ("The form of the school or district"), NULL };

  self->purposes =
      VOUCH_FIELD_ROW (vouch_field_row_new (_ ("For what, separated by commas"), NULL));
  gtk_editable_set_text (GTK_EDITABLE (self->purposes), "assessment");
  self->form_row = ADW_COMBO_ROW (vouch_rows_combo (_ ("On which form"), forms));
  self->given = VOUCH_FIELD_ROW (vouch_field_row_new_date (_ ("Given on, may stay empty")));
  self->until = VOUCH_FIELD_ROW (vouch_field_row_new_date (_ ("Until, may stay empty")));
  adw_preferences_group_add (self->terms, GTK_WIDGET (self->purposes));
  adw_preferences_group_add (self->terms, GTK_WIDGET (self->form_row));
  adw_preferences_group_add (self->terms, GTK_WIDGET (self->given));
  adw_preferences_group_add (self->terms, GTK_WIDGET (self->until));
}

static void
add_scan (VouchPermitPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose…"));

  self->scan = ADW_ACTION_ROW (vouch_rows_text (_ ("Scan of the form"), NULL));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose the scan of the form"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "permit.choose-scan");
  adw_action_row_add_suffix (self->scan, button);
  adw_preferences_group_add (self->form, GTK_WIDGET (self->scan));
}

static void
vouch_permit_page_init (VouchPermitPage *self)
{
  const char *const titles[] = { _ ("May be heard"), _ ("May be seen"), _ ("Work may be shown") };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->who = ADW_ACTION_ROW (vouch_rows_text (" ", NULL));
  adw_preferences_group_add (self->people, GTK_WIDGET (self->who));
  for (guint i = 0; i < G_N_ELEMENTS (self->covers); i++) {
    adw_preferences_group_add (self->covers_group,
                               vouch_rows_switch (titles[i], NULL, &self->covers[i]));
    gtk_switch_set_active (self->covers[i], TRUE);
  }
  add_terms (self);
  add_scan (self);
}

/**
 * vouch_permit_page_new:
 * @workspace: the workspace.
 * @subject: pseudonym keys, separated by commas.
 *
 * Returns: (transfer floating): the page on which one permission is recorded for all of them.
 */
VouchPage *
vouch_permit_page_new (VouchWorkspace *workspace, const char *subject)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_PERMIT_PAGE, workspace, subject);

  VOUCH_PERMIT_PAGE (page)->keys = g_strsplit (subject, ",", -1);
  return page;
}
