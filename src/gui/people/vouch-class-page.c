/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-class-page"

#include "config.h"
#include "vouch-class-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "vouch-class-lists.h"
#include "vouch-name-paste.h"

#include "vouch-people-state.h"
#include "vouch-recovery-dialog.h"
#include "vouch-rows.h"
#include "vouch-speech.h"
#include "vouch-undo.h"

/**
 * VouchClassPage:
 *
 * A class, or a new one: its name and year, a place to paste names into, the keys that are proposed
 * for them, and who is in it.
 */
struct _VouchClassPage {
  VouchPage parent_instance;

  VouchPeopleState *state; /* (nullable) */
  gboolean filled;
  GPtrArray *rows; /* (element-type GtkWidget) of those who are in it */
  AdwEntryRow *name;
  AdwEntryRow *year;
  AdwEntryRow *prefix;
  GtkTextView *pasted;
  GtkLabel *proposal;
  GtkWidget *remove_row;

  GtkWidget *save;
  AdwPreferencesGroup *about;
  AdwPreferencesGroup *names;
  AdwPreferencesGroup *students;
};

G_DEFINE_FINAL_TYPE (VouchClassPage, vouch_class_page, VOUCH_TYPE_PAGE)

static const char *
get_id (VouchClassPage *self)
{
  const char *id = vouch_page_get_subject (VOUCH_PAGE (self));

  return id != NULL && *id != '\0' ? id : NULL;
}

static VouchClassList *
get_class (VouchClassPage *self)
{
  VouchLedger *ledger = self->state != NULL ? vouch_people_state_get_ledger (self->state) : NULL;

  return ledger != NULL && get_id (self) != NULL ? vouch_ledger_find_class (ledger, get_id (self))
                                                 : NULL;
}

static char **
read_names (VouchClassPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->pasted);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return vouch_name_paste_read (text);
}

/* The keys that the names would get, as they would be given. */
static void
propose (VouchClassPage *self)
{
  g_auto (GStrv) names = read_names (self);
  g_auto (GStrv) keys = NULL;
  guint n = g_strv_length (names);
  g_autofree char *text = NULL;
  const char *prefix = gtk_editable_get_text (GTK_EDITABLE (self->prefix));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "class.save", n > 0 || get_id (self) != NULL);
  if (n == 0 || self->state == NULL || *prefix == '\0') {
    gtk_label_set_text (self->proposal, _ ("Everybody will get a key. The key tells nothing of the "
                                           "name, and is all that is ever sent."));
    return;
  }
  keys = vouch_name_paste_propose_keys (vouch_people_state_get_people (self->state), prefix, n);
  if (n == 1)
    /* Translators: a key and the name it stands for, as in “A-1 for Lena Meyer”. */
    text = g_strdup_printf (_ ("%s for %s"), keys[0], names[0]);
  else
    text = g_strdup_printf (
        /* Translators: how many names, then first key and name, and last key and name. */
        ngettext ("%u name: %s for %s, to %s for %s", "%u names: %s for %s, to %s for %s", n), n,
        keys[0], names[0], keys[n - 1], names[n - 1]);
  gtk_label_set_text (self->proposal, text);
}

/* Reading. */

static gpointer
load_state (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_people_state_load (workspace, cancellable, error);
}

static void
show_students (VouchClassPage *self, VouchClassList *list)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->students, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; list != NULL && i < vouch_class_list_get_n_students (list); i++) {
    const char *name, *key = vouch_class_list_get_student (list, i, &name);
    GtkWidget *row = vouch_rows_link (name, key, "win.show-person", key);

    adw_preferences_group_add (self->students, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->students), list != NULL);
}

static char *
find_prefix (VouchClassList *list, VouchPeople *people)
{
  const char *key = list != NULL && vouch_class_list_get_n_students (list) > 0
                        ? vouch_class_list_get_student (list, 0, NULL)
                        : NULL;
  const char *dash = key != NULL ? g_strrstr (key, "-") : NULL;

  return dash != NULL ? g_strndup (key, (gsize) (dash - key))
                      : vouch_name_paste_propose_prefix (people);
}

static void
fill (VouchClassPage *self, VouchClassList *list)
{
  g_autofree char *prefix = find_prefix (list, vouch_people_state_get_people (self->state));

  self->filled = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->prefix), prefix);
  gtk_widget_set_visible (GTK_WIDGET (self->prefix), list == NULL);
  if (list == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->name), vouch_class_list_get_name (list));
  gtk_editable_set_text (GTK_EDITABLE (self->year), vouch_class_list_get_year (list) != NULL
                                                        ? vouch_class_list_get_year (list)
                                                        : "");
  gtk_button_set_label (GTK_BUTTON (self->save), _ ("Save"));
}

static void
show_state (VouchPage *page, gpointer state)
{
  VouchClassPage *self = VOUCH_CLASS_PAGE (page);
  VouchClassList *list;
  gboolean locked = vouch_people_state_get_lock (state) == VOUCH_LEDGER_STATE_LOCKED;

  g_set_object (&self->state, state);
  list = get_class (self);
  vouch_page_set_title (page, list != NULL ? vouch_class_list_get_name (list) : _ ("New class"));
  if (!self->filled && !locked)
    fill (self, list);
  show_students (self, list);
  gtk_widget_set_visible (self->remove_row, list != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->about), !locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->names), !locked);
  propose (self);
  if (locked)
    gtk_label_set_text (self->proposal,
                        _ ("The class lists are locked. Go back and unlock them first."));
}

static void
vouch_class_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_state, NULL, NULL, g_object_unref, show_state);
}

/* Saving. */

typedef struct {
  char *id; /* (nullable): NULL for a new class */
  char *name;
  char *year;
  char *prefix;
  char **names;
} Request;

typedef struct {
  char *id;
  char *recovery_code; /* (nullable) */
  gboolean is_new;
} Answer;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->id);
  g_free (request->name);
  g_free (request->year);
  g_free (request->prefix);
  g_strfreev (request->names);
  g_free (request);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->id);
  if (answer->recovery_code != NULL)
    explicit_bzero (answer->recovery_code, strlen (answer->recovery_code));
  g_free (answer->recovery_code);
  g_free (answer);
}

static gboolean
change_class (VouchWorkspace *workspace,
              Request *request,
              GCancellable *cancellable,
              GError **error)
{
  return vouch_class_lists_rename (workspace, request->id, request->name, request->year,
                                   cancellable, error) &&
         (request->names[0] == NULL ||
          vouch_class_lists_add_students (
              workspace, request->id, (const char *const *) request->names, cancellable, error));
}

static gpointer
save (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  VouchNewClass what = { request->name, request->year, (const char *const *) request->names,
                         request->prefix };
  Answer *answer = g_new0 (Answer, 1);

  answer->is_new = request->id == NULL;
  if (answer->is_new)
    answer->id =
        vouch_class_lists_add (workspace, &what, &answer->recovery_code, cancellable, error);
  else if (change_class (workspace, request, cancellable, error))
    answer->id = g_strdup (request->id);
  if (answer->id != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

static gpointer
remove_class (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_class_lists_remove (workspace, id, cancellable, error));
}

static void
saved (VouchPage *page, gpointer result)
{
  Answer *answer = result;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));

  if (answer->recovery_code != NULL)
    gtk_window_present (GTK_WINDOW (vouch_recovery_dialog_new (window, answer->recovery_code)));
  if (window == NULL)
    return;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (VOUCH_CLASS_PAGE (page)->pasted), "", 0);
  if (answer->is_new) {
    vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), _ ("Class added"),
                      remove_class, g_strdup (answer->id), g_free);
    gtk_widget_activate_action (GTK_WIDGET (page), "navigation.back", NULL);
  } else
    vouch_page_toast (page, _ ("Saved"));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchClassPage *self = VOUCH_CLASS_PAGE (widget);
  Request *request = g_new0 (Request, 1);

  request->id = g_strdup (get_id (self));
  request->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  request->year = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->year)));
  request->prefix = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->prefix)));
  request->names = read_names (self);
  vouch_page_clear_problem (VOUCH_PAGE (self));
  vouch_page_run (VOUCH_PAGE (self), save, request, request_free, answer_free, saved);
}

/* Removing. */

static gpointer
put_back (VouchWorkspace *workspace, gpointer list, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_class_lists_put_back (workspace, list, cancellable, error));
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchClassPage *self = VOUCH_CLASS_PAGE (widget);
  VouchClassList *list = get_class (self);

  if (list == NULL)
    return;
  vouch_page_run (VOUCH_PAGE (self), remove_class, g_strdup (get_id (self)), g_free, NULL, NULL);
  vouch_undo_offer (widget, vouch_page_get_workspace (VOUCH_PAGE (self)), _ ("Class removed"),
                    put_back, g_object_ref (list), g_object_unref);
  gtk_widget_activate_action (widget, "navigation.back", NULL);
}

static void
vouch_class_page_finalize (GObject *object)
{
  VouchClassPage *self = VOUCH_CLASS_PAGE (object);

  g_clear_object (&self->state);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (vouch_class_page_parent_class)->finalize (object);
}

static void
vouch_class_page_class_init (VouchClassPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_class_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_class_page_refresh;

  gtk_widget_class_install_action (widget_class, "class.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "class.remove", NULL, remove_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/people/vouch-class-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchClassPage, about);
  gtk_widget_class_bind_template_child (widget_class, VouchClassPage, names);
  gtk_widget_class_bind_template_child (widget_class, VouchClassPage, save);
  gtk_widget_class_bind_template_child (widget_class, VouchClassPage, students);
}

static AdwEntryRow *
add_entry (AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  vouch_speech_entry_row (row);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static void
add_pasted (VouchClassPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->pasted = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_accepts_tab (self->pasted, FALSE);
  gtk_text_view_set_wrap_mode (self->pasted, GTK_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pasted), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Names, one a line"), -1);
  gtk_text_view_set_top_margin (self->pasted, 12);
  gtk_text_view_set_left_margin (self->pasted, 12);
  gtk_text_view_set_right_margin (self->pasted, 12);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->pasted));
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scrolled, "card");
  self->proposal = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->proposal, TRUE);
  gtk_label_set_xalign (self->proposal, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->proposal), "dim-label");
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->proposal));
  adw_preferences_group_add (self->names, box);
  g_signal_connect_object (gtk_text_view_get_buffer (self->pasted), "changed", G_CALLBACK (propose),
                           self, G_CONNECT_SWAPPED);
}

static void
vouch_class_page_init (VouchClassPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Remove"));

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->name = add_entry (self->about, _ ("Name of the class"));
  self->year = add_entry (self->about, _ ("School year"));
  self->prefix = add_entry (self->about, _ ("Keys begin with"));
  add_pasted (self);
  self->remove_row = vouch_rows_text (_ ("Remove this class"),
                                      _ ("The names are forgotten. Who appears in your evidence "
                                         "stays as a key."));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove this class"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "class.remove");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->remove_row), button);
  adw_preferences_group_add (self->about, self->remove_row);
  gtk_widget_set_visible (self->remove_row, FALSE);
  g_signal_connect_object (self->prefix, "changed", G_CALLBACK (propose), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_class_page_new:
 * @workspace: the workspace.
 * @subject: id of a class; an empty one for a new class.
 *
 * Returns: (transfer floating): the page of a class, or of a new one.
 */
VouchPage *
vouch_class_page_new (VouchWorkspace *workspace, const char *subject)
{
  return vouch_page_new (VOUCH_TYPE_CLASS_PAGE, workspace, subject);
}
