/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-main-window"

#include "config.h"
#include "vouch-main-window.h"

#include <glib/gi18n.h>

#include "vouch-home.h"
#include "vouch-items.h"

#include "vouch-assess-page.h"
#include "vouch-attempts-page.h"
#include "vouch-assessor-page.h"
#include "vouch-bin-page.h"
#include "vouch-catalogue-page.h"
#include "vouch-class-page.h"
#include "vouch-credential-page.h"
#include "vouch-credentials-page.h"
#include "vouch-decision-page.h"
#include "vouch-definition-page.h"
#include "vouch-evidence-file-page.h"
#include "vouch-evidence-page.h"
#include "vouch-export-dialog.h"
#include "vouch-focus.h"
#include "vouch-goal-page.h"
#include "vouch-help-window.h"
#include "vouch-home-page.h"
#include "vouch-item-page.h"
#include "vouch-jobs-bar.h"
#include "vouch-ledger-idle.h"
#include "vouch-navigation.h"
#include "vouch-open.h"
#include "vouch-people-page.h"
#include "vouch-permit-page.h"
#include "vouch-person-page.h"
#include "vouch-plan-page.h"
#include "vouch-portfolio-page.h"
#include "vouch-portfolios-page.h"
#include "vouch-private-words-page.h"
#include "vouch-record-page.h"
#include "vouch-results-entry.h"
#include "vouch-results-page.h"
#include "vouch-search-window.h"
#include "vouch-speech.h"
#include "vouch-station-page.h"
#include "vouch-submit-page.h"
#include "vouch-undo.h"
#include "vouch-versions-page.h"
#include "vouch-window-memory.h"
#include "vouch-withdrawal-page.h"

#define N_PLACES 6

/**
 * VouchMainWindow:
 *
 * The window: places at the side, pages in the middle, running work at the foot. Pages say what the
 * teacher wants by actions (`win.show-portfolio` and so on); the window opens what answers them.
 */
struct _VouchMainWindow {
  AdwApplicationWindow parent_instance;

  VouchWorkspace *workspace;
  VouchSearch *search; /* (nullable): what looks for words, from the first search on */

  AdwToastOverlay *toasts;
  AdwLeaflet *leaflet;
  GtkListBox *sidebar;
  guint place;                /* which one is shown */
  VouchPage *pages[N_PLACES]; /* (nullable): what was shown once stays as it was left */
  GtkWidget *content;
  VouchNavigation *navigation;
  VouchJobsBar *jobs_bar;
};

typedef VouchPage *(*VouchPlaceFunc) (VouchWorkspace *workspace);
typedef guint (*VouchCountFunc) (VouchWorkspace *workspace);
typedef VouchPage *(*VouchPageFunc) (VouchWorkspace *workspace, const char *id);

static const struct {
  const char *name;
  const char *title;
  const char *icon;
  VouchPlaceFunc make;
  VouchCountFunc count; /* (nullable): what stands beside it; runs on the worker */
} places[N_PLACES] = {
  { "home", N_ ("Home"), "go-home-symbolic", vouch_home_page_new },
  { "catalogue", N_ ("Micro-credentials"), "view-grid-symbolic", vouch_catalogue_page_new },
  { "portfolios", N_ ("Portfolios"), "folder-documents-symbolic", vouch_portfolios_page_new,
    vouch_home_count_portfolios },
  { "plan", N_ ("Growth plan"), "x-office-calendar-symbolic", vouch_plan_page_new },
  { "evidence", N_ ("Evidence"), "folder-pictures-symbolic", vouch_evidence_page_new },
  { "credentials", N_ ("Credentials"), "starred-symbolic", vouch_credentials_page_new },
};

/* What an action with an id opens over the page that is shown. */
static const struct {
  const char *action;
  VouchPageFunc make;
} openings[] = {
  { "win.continue-portfolio", vouch_portfolio_page_new_going_on },
  { "win.show-assessment", vouch_assess_page_new },
  { "win.show-attempts", vouch_attempts_page_new },
  { "win.show-assessor-view", vouch_assessor_page_new },
  { "win.show-bin", vouch_bin_page_new },
  { "win.show-class", vouch_class_page_new },
  { "win.show-definition", vouch_definition_page_new },
  { "win.show-credential", vouch_credential_page_new },
  { "win.show-decision", vouch_decision_page_new },
  { "win.show-evidence", vouch_evidence_file_page_new },
  { "win.show-goal", vouch_goal_page_new },
  { "win.show-item", vouch_item_page_new },
  { "win.show-people", vouch_people_page_new },
  { "win.show-permit", vouch_permit_page_new },
  { "win.show-person", vouch_person_page_new },
  { "win.show-portfolio", vouch_portfolio_page_new },
  { "win.show-results", vouch_results_page_new },
  { "win.show-private-words", vouch_private_words_page_new },
  { "win.show-station", vouch_station_page_new },
  { "win.show-submit", vouch_submit_page_new },
  { "win.show-versions", vouch_versions_page_new },
  { "win.show-withdrawal", vouch_withdrawal_page_new },
};

G_DEFINE_FINAL_TYPE (VouchMainWindow, vouch_main_window, ADW_TYPE_APPLICATION_WINDOW)

static void
select_place (VouchMainWindow *self)
{
  gtk_list_box_select_row (self->sidebar,
                           gtk_list_box_get_row_at_index (self->sidebar, (int) self->place));
}

/* The keyboard that passes over the places opens none of them, so that none of them is the chosen one. */
static void
row_selected_cb (GtkListBox *sidebar, GtkListBoxRow *row, VouchMainWindow *self)
{
  if (row != NULL && (guint) gtk_list_box_row_get_index (row) != self->place)
    select_place (self);
}

static void
show_place (VouchMainWindow *self, guint index)
{
  VouchPage *page = self->pages[index];

  if (page == NULL && self->workspace != NULL)
    page = places[index].make (self->workspace);
  if (page != NULL && vouch_navigation_set_root (self->navigation, page)) {
    self->pages[index] = page;
    self->place = index;
  }
  select_place (self);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
}

static void
row_activated_cb (GtkListBox *sidebar, GtkListBoxRow *row, VouchMainWindow *self)
{
  show_place (self, (guint) gtk_list_box_row_get_index (row));
}

static void
show_place_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  for (guint i = 0; i < N_PLACES; i++)
    if (g_str_equal (places[i].name, g_variant_get_string (parameter, NULL)))
      show_place (self, i);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_equal (openings[i].action, action))
      vouch_navigation_push (
          self->navigation,
          openings[i].make (self->workspace, g_variant_get_string (parameter, NULL)));
  adw_leaflet_set_visible_child (self->leaflet, self->content);
}

static char *
place_keys (guint index)
{
  return index < 9 ? g_strdup_printf ("<Alt>%u", index + 1) : NULL;
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);
  VouchSearchWindow *window;

  if (self->search == NULL)
    self->search = vouch_search_new (self->workspace);
  window = vouch_search_window_new (GTK_WINDOW (self), self->search);
  for (guint i = 0; i < N_PLACES; i++) {
    g_autofree char *keys = place_keys (i);

    vouch_search_window_add_place (window, _ (places[i].title), places[i].name, keys);
  }
  vouch_search_window_type (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
choose_file_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  vouch_open_choose (vouch_navigation_get_visible (self->navigation));
}

static void
export_library_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  vouch_export_dialog_open (vouch_navigation_get_visible (self->navigation), NULL);
}

static gboolean
dropped_cb (VouchMainWindow *self, const GValue *value)
{
  return vouch_open_file (vouch_navigation_get_visible (self->navigation),
                          g_value_get_object (value));
}

/* Opens a page and tells it where to go once it is filled. */
static void
open_at_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);
  const char *id, *place;
  gboolean item = g_str_equal (action, "win.show-item-at");

  g_variant_get (parameter, "(&s&s)", &id, &place);
  gtk_widget_activate_action (widget, item ? "win.show-item" : "win.show-portfolio", "s", id);
  gtk_widget_activate_action (GTK_WIDGET (vouch_navigation_get_visible (self->navigation)),
                              item ? "item.go" : "portfolio.go", "s", place);
}

static void
sidebar_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_leaflet_navigate (VOUCH_MAIN_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
toast_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  g_autofree char *text = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
toast_undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);
  const char *text, *undo, *target;
  AdwToast *toast;

  g_variant_get (parameter, "(&s&s&s)", &text, &undo, &target);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, undo);
  adw_toast_set_action_target_value (toast, g_variant_new_string (target));
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gpointer
restore_item (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_items_restore (workspace, data, cancellable, error));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchMainWindow) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    vouch_page_show_problem (vouch_navigation_get_visible (self->navigation), error);
}

static void
restore_item_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  vouch_workspace_run_async (self->workspace, restore_item, g_variant_dup_string (parameter, NULL),
                             g_free, NULL, NULL, restored_cb, g_object_ref (self));
}

/* A file that was dropped on the window or opened from elsewhere. */
static void
open_file_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);
  VouchPage *shown = vouch_navigation_get_visible (self->navigation);
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  if (shown != NULL)
    vouch_open_file (shown, file);
}

static void
enter_results_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *shown = vouch_navigation_get_visible (VOUCH_MAIN_WINDOW (widget)->navigation);

  if (shown != NULL)
    vouch_results_entry_begin (shown, parameter);
}

static void
record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  vouch_record_page_open (self->navigation, self->workspace, parameter);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
}

/* Help is opened at the page of what is on the screen. */
static void
help_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);
  VouchPage *shown = vouch_navigation_get_visible (self->navigation);
  GtkWidget *help = vouch_help_window_new (GTK_WINDOW (self));
  const char *name = shown != NULL ? vouch_page_get_help (shown) : NULL;

  if (name == NULL && shown != NULL)
    name = vouch_help_window_name_for (G_OBJECT_TYPE (shown));
  if (name != NULL)
    vouch_help_window_show (VOUCH_HELP_WINDOW (help), name);
  gtk_window_present (GTK_WINDOW (help));
}

static void
folded_cb (VouchMainWindow *self)
{
  vouch_navigation_set_way_out (self->navigation,
                                adw_leaflet_get_folded (self->leaflet) ? "win.show-sidebar" : NULL);
}

static gpointer
count_places (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  guint *counts = g_new0 (guint, N_PLACES);

  for (guint i = 0; i < N_PLACES; i++)
    counts[i] = places[i].count != NULL ? places[i].count (workspace) : 0;
  return counts;
}

static void
show_count (VouchMainWindow *self, guint index, guint count)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, (int) index);
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  g_autofree char *words = g_strdup_printf ("%u", count);
  /* Translators: a place at the side of the window, and how many things are in it. */
  g_autofree char *name = g_strdup_printf (_ ("%s, %u"), _ (places[index].title), count);

  gtk_label_set_label (GTK_LABEL (label), count > 0 ? words : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  count > 0 ? name : _ (places[index].title), -1);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchMainWindow) self = data;
  g_autofree guint *counts = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, NULL);

  for (guint i = 0; counts != NULL && self->workspace != NULL && i < N_PLACES; i++)
    if (places[i].count != NULL)
      show_count (self, i, counts[i]);
}

static void
count (VouchMainWindow *self)
{
  vouch_workspace_run_async (self->workspace, count_places, NULL, NULL, g_free, NULL, counted_cb,
                             g_object_ref (self));
}

static void
changed_cb (VouchMainWindow *self)
{
  count (self);
  vouch_navigation_refresh (self->navigation);
}

/* Wherever the focus is, in the places or in a message, Alt and Left goes back. */
static gboolean
back_cb (GtkWidget *widget, GVariant *parameters, gpointer data)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (widget);

  return gtk_widget_activate_action (GTK_WIDGET (self->navigation), "navigation.back", NULL);
}

/* A field that has something to take back of its own does that. */
static gboolean
take_back_cb (GtkWidget *widget, GVariant *parameters, gpointer data)
{
  return vouch_undo_take_back (VOUCH_MAIN_WINDOW (widget)->toasts);
}

static const char *
shown_place (VouchMainWindow *self)
{
  return places[self->place].name;
}

static gboolean
vouch_main_window_close_request (GtkWindow *window)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (window);
  g_autoptr (GError) error = NULL;

  if (!vouch_main_window_flush (self, &error)) {
    vouch_page_show_problem (vouch_navigation_get_visible (self->navigation), error);
    return GDK_EVENT_STOP;
  }
  vouch_window_memory_keep (window, shown_place (self));
  return GTK_WINDOW_CLASS (vouch_main_window_parent_class)->close_request (window);
}

static void
vouch_main_window_dispose (GObject *object)
{
  VouchMainWindow *self = VOUCH_MAIN_WINDOW (object);

  g_clear_object (&self->search);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_main_window_parent_class)->dispose (object);
}

static void
vouch_main_window_class_init (VouchMainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_main_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = vouch_main_window_close_request;

  g_type_ensure (VOUCH_TYPE_NAVIGATION);
  g_type_ensure (VOUCH_TYPE_JOBS_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/vouch-main-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchMainWindow, content);
  gtk_widget_class_bind_template_child (widget_class, VouchMainWindow, jobs_bar);
  gtk_widget_class_bind_template_child (widget_class, VouchMainWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, VouchMainWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, VouchMainWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, VouchMainWindow, toasts);

  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, take_back_cb, NULL);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, sidebar_cb);
  gtk_widget_class_install_action (widget_class, "win.enter-results", "(ss)", enter_results_cb);
  gtk_widget_class_install_action (widget_class, "win.export-library", NULL, export_library_cb);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_cb);
  gtk_widget_class_install_action (widget_class, "win.open-file", "s", open_file_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_cb);
  gtk_widget_class_install_action (widget_class, "win.toast-undo", "(sss)", toast_undo_cb);
  gtk_widget_class_install_action (widget_class, "win.record", "(ss)", record_cb);
  gtk_widget_class_install_action (widget_class, "win.record-lesson", NULL, record_cb);
  gtk_widget_class_install_action (widget_class, "win.restore-item", "s", restore_item_cb);
  gtk_widget_class_install_action (widget_class, "win.show-item-at", "(ss)", open_at_cb);
  gtk_widget_class_install_action (widget_class, "win.show-requirement", "(ss)", open_at_cb);
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    gtk_widget_class_install_action (widget_class, openings[i].action, "s", open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.help", NULL);
  gtk_widget_class_install_action (widget_class, "win.search", "s", search_cb);
  gtk_widget_class_install_action (widget_class, "win.choose-file", NULL, choose_file_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.search", "s",
                                       "");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.choose-file",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.record-lesson", NULL);
  for (guint i = 0; i < MIN (9, N_PLACES); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK,
                                         "win.show-place", "s", places[i].name);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
vouch_main_window_init (VouchMainWindow *self)
{
  GtkEventController *drop;

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_PLACES; i++) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
    GtkWidget *row = gtk_list_box_row_new ();

    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_IMAGE, "icon-name", places[i].icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
    gtk_box_append (GTK_BOX (box), gtk_label_new (_ (places[i].title)));
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_LABEL, "hexpand", TRUE, "halign", GTK_ALIGN_END,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "css-classes", (const char *[]){ "numeric", "dim-label", NULL },
                                  NULL));
    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (places[i].title), -1);
    gtk_list_box_append (self->sidebar, row);
  }
  drop = GTK_EVENT_CONTROLLER (gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY));
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), drop);
  vouch_focus_watch (GTK_WINDOW (self));
  vouch_speech_toasts (self->toasts);
  g_signal_connect_object (self->sidebar, "row-selected", G_CALLBACK (row_selected_cb), self, 0);
  g_signal_connect_object (self->sidebar, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_main_window_new:
 * @application: the application.
 * @workspace: the workspace whose library is shown.
 *
 * Returns: (transfer none): a window at its first place; GTK owns it.
 */
VouchMainWindow *
vouch_main_window_new (AdwApplication *application, VouchWorkspace *workspace)
{
  VouchMainWindow *self = g_object_new (VOUCH_TYPE_MAIN_WINDOW, "application", application, NULL);
  g_autofree char *place = vouch_window_memory_restore (GTK_WINDOW (self));
  guint first = 0;

  self->workspace = g_object_ref (workspace);
  vouch_jobs_bar_set_jobs (self->jobs_bar, G_LIST_MODEL (vouch_workspace_get_jobs (workspace)));
  vouch_ledger_idle_watch (GTK_WIDGET (self), workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < N_PLACES; i++)
    if (g_strcmp0 (places[i].name, place) == 0)
      first = i;
  show_place (self, first);
  count (self);
  return self;
}

/**
 * vouch_main_window_flush:
 * @self: a window.
 * @error: where to put an error.
 *
 * Saves at once what is typed anywhere in the window. It waits for the disk: it is for closing.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_main_window_flush (VouchMainWindow *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_MAIN_WINDOW (self), FALSE);

  return vouch_navigation_flush (self->navigation, error);
}
