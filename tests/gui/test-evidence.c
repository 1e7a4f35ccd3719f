/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-bin.h"
#include "vouch-evidence-bring.h"
#include "vouch-evidence-change.h"
#include "vouch-evidence-list.h"
#include "vouch-evidence-place.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-bin-page.h"
#include "vouch-evidence-bar.h"
#include "vouch-evidence-chooser.h"
#include "vouch-evidence-file-page.h"
#include "vouch-evidence-filter.h"
#include "vouch-evidence-form.h"
#include "vouch-evidence-page.h"
#include "vouch-evidence-target.h"
#include "vouch-evidence-view.h"

/* The pages of the evidence library: what they show, how they are named, what they do. */

static char *
bring (GuiLibrary *library, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (library->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *sha256;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  sha256 = vouch_evidence_bring (library->workspace, path, NULL, NULL, &error);
  g_assert_no_error (error);
  return sha256;
}

/* What one answer asks for next is waited for as well. */
static void
rest (GuiLibrary *library)
{
  for (guint i = 0; i < 3; i++)
    gui_library_settle (library);
}

/* A page as the window shows it: within an overlay for toasts. */
static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 600);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (page));
  gtk_window_set_child (GTK_WINDOW (window), toasts);
  vouch_page_refresh (page);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Also in pages of a stack that are not in sight. */
static GtkWidget *
search (GtkWidget *root, GType type, guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*nth)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = search (child, type, nth);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gpointer
find_nth (gpointer root, GType type, guint nth)
{
  return search (GTK_WIDGET (root), type, &nth);
}

static gpointer
find (gpointer root, GType type)
{
  GtkWidget *found = find_nth (root, type, 0);

  g_assert_nonnull (found);
  return found;
}

static gpointer
find_window (GType type)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
      return window;
  }
  return NULL;
}

static void
select_all (VouchEvidenceView *view)
{
  gtk_widget_activate_action (find (view, GTK_TYPE_GRID_VIEW), "list.select-all", NULL);
}

static void
close_window (GuiLibrary *library, GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  rest (library);
}

static void
test_empty (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  GtkStack *stack;

  rest (library);
  stack = find (vouch_page_get_body (page), GTK_TYPE_STACK);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  close_window (library, window);
}

static void
test_names (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "Notes of lesson one.txt", "A first note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  gpointer gone = page;
  GtkWidget *grid, *cell;

  rest (library);
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >=, 8);
  grid = find (page, GTK_TYPE_GRID_VIEW);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Your evidence");
  cell = gtk_widget_get_first_child (grid);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Notes of lesson one.txt");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (page, GTK_TYPE_SEARCH_ENTRY)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Search your evidence");
  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  close_window (library, window);
  g_assert_null (gone);
}

static void
test_search (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "Notes of lesson one.txt", "A first note.");
  g_autofree char *two = bring (library, "Plan.txt", "A second note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  VouchEvidenceView *view = find (page, VOUCH_TYPE_EVIDENCE_VIEW);
  VouchEvidenceBar *bar = find (page, VOUCH_TYPE_EVIDENCE_BAR);
  VouchEvidenceFilter *filter = VOUCH_EVIDENCE_FILTER (vouch_evidence_bar_get_filter (bar));

  rest (library);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 2);
  vouch_evidence_filter_set_text (filter, "LESSON  notes");
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 1);
  vouch_evidence_filter_set_media (filter, VOUCH_MEDIA_VIDEO);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 0);
  vouch_evidence_bar_clear (bar);
  vouch_evidence_filter_set_media (filter, VOUCH_MEDIA_NONE);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 2);
  vouch_evidence_filter_set_used (filter, VOUCH_EVIDENCE_USED_SOMEWHERE);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 0);
  vouch_evidence_filter_set_used (filter, VOUCH_EVIDENCE_USED_NOWHERE);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 2);
  close_window (library, window);
}

static void
test_choices (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  g_autofree char *two = bring (library, "two.txt", "A second note.");
  const char *const first[] = { one, NULL };
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (GPtrArray) before = NULL;
  VouchPage *page;
  GtkWidget *window;
  VouchEvidenceView *view;
  GtkDropDown *lesson;

  g_assert_true (vouch_item_edit_set_attribute (edit, "lesson", "L4", NULL));
  g_assert_true (vouch_item_edit_set_attribute (edit, "date", "2001-05-02", NULL));
  before = vouch_evidence_edit (library->workspace, first, edit, NULL, NULL, NULL);
  page = vouch_evidence_page_new (library->workspace);
  window = show (page);
  rest (library);
  view = find (page, VOUCH_TYPE_EVIDENCE_VIEW);
  lesson = GTK_DROP_DOWN (find_nth (page, GTK_TYPE_DROP_DOWN, 2));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (lesson)), ==, 3);
  gtk_drop_down_set_selected (lesson, 1);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 1);
  gtk_drop_down_set_selected (lesson, 2);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 1);
  gtk_drop_down_set_selected (lesson, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_nth (page, GTK_TYPE_DROP_DOWN, 1)), 4);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 1);
  close_window (library, window);
}

/* What stays the same keeps its selection when something else is new. */
static void
test_selection_stays (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  VouchEvidenceView *view = find (page, VOUCH_TYPE_EVIDENCE_VIEW);
  g_autofree char *two = NULL;
  g_autoptr (GPtrArray) selected = NULL;

  rest (library);
  select_all (view);
  two = bring (library, "two.txt", "A second note.");
  vouch_page_refresh (page);
  rest (library);
  g_assert_cmpuint (vouch_evidence_view_get_n_shown (view), ==, 2);
  selected = vouch_evidence_view_list_selected (view);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_cmpstr (vouch_evidence_get_artifact (selected->pdata[0]), ==, one);
  close_window (library, window);
}

static void
test_view_is_remembered (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);

  rest (library);
  gtk_toggle_button_set_active (find (vouch_page_get_header_end (page), GTK_TYPE_TOGGLE_BUTTON),
                                TRUE);
  rest (library);
  close_window (library, window);
  page = vouch_evidence_page_new (library->workspace);
  window = show (page);
  rest (library);
  g_assert_true (vouch_evidence_view_get_as_list (find (page, VOUCH_TYPE_EVIDENCE_VIEW)));
  close_window (library, window);
}

static void
test_edit_many (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  g_autofree char *two = bring (library, "two.txt", "A second note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  g_autoptr (GPtrArray) all = NULL;
  GtkWidget *form;

  rest (library);
  select_all (find (page, VOUCH_TYPE_EVIDENCE_VIEW));
  gtk_widget_activate_action (GTK_WIDGET (page), "evidence.edit", NULL);
  rest (library);
  form = find_window (VOUCH_TYPE_EVIDENCE_FORM);
  g_assert_nonnull (form);
  gui_walk_check_names (form);
  /* Two files have no common title: date, student, lesson. */
  gtk_editable_set_text (GTK_EDITABLE (find_nth (form, ADW_TYPE_ENTRY_ROW, 2)), "L9");
  gtk_widget_activate_action (form, "form.save", NULL);
  rest (library);
  all = vouch_evidence_list (library->workspace, NULL, NULL);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (vouch_evidence_get_attribute (all->pdata[i], "lesson"), ==, "L9");
  close_window (library, window);
}

static void
test_remove_unused (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  g_autoptr (GPtrArray) bin = NULL;

  rest (library);
  select_all (find (page, VOUCH_TYPE_EVIDENCE_VIEW));
  gtk_widget_activate_action (GTK_WIDGET (page), "evidence.remove", NULL);
  rest (library);
  bin = vouch_bin_list (library->workspace, NULL, NULL);
  g_assert_cmpuint (bin->len, ==, 1);
  close_window (library, window);
}

/* What is used is not taken away before it was said where it is used. */
static void
test_remove_used (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  g_autofree char *item = vouch_evidence_place (
      library->workspace, one, library->content->portfolio, "activity", NULL, NULL);
  VouchPage *page = vouch_evidence_file_page_new (library->workspace, one);
  GtkWidget *window = show (page);
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GPtrArray) bin_after = NULL;
  GtkWidget *dialog;

  g_assert_nonnull (item);
  rest (library);
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "file.remove", NULL);
  rest (library);
  bin = vouch_bin_list (library->workspace, NULL, NULL);
  g_assert_cmpuint (bin->len, ==, 0);
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), " · "));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "remove");
  rest (library);
  bin_after = vouch_bin_list (library->workspace, NULL, NULL);
  g_assert_cmpuint (bin_after->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_window (library, window);
}

static void
test_bin (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  const char *const files[] = { one, NULL };
  VouchPage *page = vouch_bin_page_new (library->workspace, NULL);
  GtkWidget *window;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (vouch_evidence_remove (library->workspace, files, NULL, NULL));
  window = show (page);
  rest (library);
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "bin.put-back", "u", 0);
  rest (library);
  all = vouch_evidence_list (library->workspace, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  close_window (library, window);
}

static void
test_chooser (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  VouchPage *page = vouch_evidence_page_new (library->workspace);
  GtkWidget *window = show (page);
  g_autoptr (GPtrArray) uses = NULL;
  GtkWidget *chooser;

  rest (library);
  vouch_evidence_chooser_open (page, library->content->portfolio, "activity", "The activity");
  rest (library);
  chooser = find_window (VOUCH_TYPE_EVIDENCE_CHOOSER);
  g_assert_nonnull (chooser);
  gui_walk_check_names (chooser);
  gtk_widget_activate_action (find (find (chooser, VOUCH_TYPE_EVIDENCE_VIEW), GTK_TYPE_LIST_VIEW),
                              "list.select-all", NULL);
  gtk_widget_activate_action (chooser, "chooser.use", NULL);
  rest (library);
  uses = vouch_evidence_list_uses (library->workspace, one, NULL, NULL);
  g_assert_cmpuint (uses->len, ==, 1);
  close_window (library, window);
}

static void
test_target (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *one = bring (library, "one.txt", "A first note.");
  VouchPage *page = vouch_evidence_file_page_new (library->workspace, one);
  GtkWidget *window = show (page);
  g_autoptr (GPtrArray) uses = NULL;
  GtkWidget *target;

  rest (library);
  gtk_widget_activate_action (GTK_WIDGET (page), "file.use", NULL);
  rest (library);
  rest (library);
  target = find_window (VOUCH_TYPE_EVIDENCE_TARGET);
  g_assert_nonnull (target);
  gui_walk_check_names (target);
  gtk_widget_activate_action (target, "target.place", "s", "activity");
  rest (library);
  uses = vouch_evidence_list_uses (library->workspace, one, NULL, NULL);
  g_assert_cmpuint (uses->len, ==, 1);
  close_window (library, window);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (GuiLibrary *, gconstpointer);
  } tests[] = {
    { "/evidence-gui/empty", test_empty },
    { "/evidence-gui/names", test_names },
    { "/evidence-gui/search", test_search },
    { "/evidence-gui/choices", test_choices },
    { "/evidence-gui/selection-stays", test_selection_stays },
    { "/evidence-gui/view-is-remembered", test_view_is_remembered },
    { "/evidence-gui/edit-many", test_edit_many },
    { "/evidence-gui/remove-unused", test_remove_unused },
    { "/evidence-gui/remove-used", test_remove_used },
    { "/evidence-gui/bin", test_bin },
    { "/evidence-gui/chooser", test_chooser },
    { "/evidence-gui/target", test_target },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, GuiLibrary, NULL, gui_library_set_up, tests[i].test,
                gui_library_tear_down);
  return g_test_run ();
}
