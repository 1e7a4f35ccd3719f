/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-respond.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-assess-page.h"
#include "vouch-catalogue-page.h"
#include "vouch-credential-page.h"
#include "vouch-credentials-page.h"
#include "vouch-decision-page.h"
#include "vouch-definition-page.h"
#include "vouch-item-page.h"
#include "vouch-main-window.h"
#include "vouch-navigation.h"
#include "vouch-portfolio-page.h"
#include "vouch-portfolios-page.h"
#include "vouch-response-editor.h"
#include "vouch-submit-page.h"

/* Every page on a library of its own: it loads, everything that can be pressed or filled in has a
 * name, what is typed is stored within a second and at closing, and nothing is left over. */

typedef VouchPage *(*MakePage) (VouchWorkspace *workspace, const char *id);

static VouchPage *
make_catalogue (VouchWorkspace *workspace, const char *id)
{
  return vouch_catalogue_page_new (workspace);
}

static VouchPage *
make_portfolios (VouchWorkspace *workspace, const char *id)
{
  return vouch_portfolios_page_new (workspace);
}

static VouchPage *
make_credentials (VouchWorkspace *workspace, const char *id)
{
  return vouch_credentials_page_new (workspace);
}

typedef enum {
  ID_NONE,
  ID_DEFINITION,
  ID_PORTFOLIO,
  ID_ANSWER,
  ID_UNKNOWN,
} IdOf;

static const struct {
  const char *name;
  MakePage make;
  IdOf id;
} pages[] = {
  { "assess", vouch_assess_page_new, ID_PORTFOLIO },
  { "catalogue", make_catalogue, ID_NONE },
  { "credential", vouch_credential_page_new, ID_UNKNOWN },
  { "credentials", make_credentials, ID_NONE },
  { "decision", vouch_decision_page_new, ID_PORTFOLIO },
  { "definition", vouch_definition_page_new, ID_DEFINITION },
  { "item", vouch_item_page_new, ID_ANSWER },
  { "item-unknown", vouch_item_page_new, ID_UNKNOWN },
  { "portfolio", vouch_portfolio_page_new, ID_PORTFOLIO },
  { "portfolios", make_portfolios, ID_NONE },
  { "submit", vouch_submit_page_new, ID_PORTFOLIO },
};

static const char *
id_of (GuiLibrary *library, IdOf which)
{
  switch (which) {
  case ID_DEFINITION: return GUI_FIXTURE_DEFINITION;
  case ID_PORTFOLIO: return library->content->portfolio;
  case ID_ANSWER: return library->content->answer;
  case ID_UNKNOWN: return "00000000-0000-7000-8000-000000000000";
  case ID_NONE:
  default: return NULL;
  }
}

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  vouch_page_refresh (page);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
test_page (GuiLibrary *library, gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  VouchPage *page = pages[index].make (library->workspace, id_of (library, pages[index].id));
  GtkWidget *window = show (page);
  g_autoptr (GError) error = NULL;
  gpointer gone = page;

  gui_library_settle (library);
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  vouch_page_refresh (page);
  gui_library_settle (library);
  g_assert_true (vouch_page_flush (page, &error));
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
  g_assert_null (gone);
}

static GtkWidget *
find_widget (GtkWidget *root, GType type, guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*nth)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_widget (child, type, nth);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static char *
stored_text (GuiLibrary *library)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  VouchItem *item =
      vouch_items_find (library->workspace, library->content->answer, &portfolio, &error);

  g_assert_no_error (error);
  return g_strdup (vouch_item_get_text (item));
}

static GtkTextBuffer *
first_editor (VouchPage *page)
{
  guint nth = 0;
  GtkWidget *view = find_widget (GTK_WIDGET (page), GTK_TYPE_TEXT_VIEW, &nth);

  g_assert_nonnull (view);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
test_autosave (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (library->workspace, library->content->portfolio);
  GtkWidget *window = show (page);
  gint64 typed;
  g_autofree char *text = NULL;

  gui_library_settle (library);
  gtk_text_buffer_set_text (first_editor (page), "Typed a moment ago.", -1);
  typed = g_get_monotonic_time ();
  do {
    g_usleep (5000);
    while (g_main_context_pending (NULL))
      g_main_context_iteration (NULL, FALSE);
    g_free (text);
    text = stored_text (library);
  } while (g_strcmp0 (text, "Typed a moment ago.") != 0 &&
           g_get_monotonic_time () - typed < 5 * G_USEC_PER_SEC);
  g_test_message ("stored after %d ms", (int) ((g_get_monotonic_time () - typed) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - typed, <, G_USEC_PER_SEC);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* Closing after any number of keys loses none of them. */
static void
test_close (GuiLibrary *library, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint round = 0; round < 8; round++) {
    VouchPage *page = vouch_portfolio_page_new (library->workspace, library->content->portfolio);
    GtkWidget *window = show (page);
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    gui_library_settle (library);
    gtk_text_buffer_set_text (first_editor (page), expected->str, -1);
    for (guint key = 0; key < 1 + round * 3; key++) {
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (first_editor (page), &end);
      gtk_text_buffer_insert (first_editor (page), &end, "x", 1);
      g_string_append_c (expected, 'x');
      g_usleep (round * 20000);
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
    g_assert_true (vouch_page_flush (page, &error));
    g_assert_no_error (error);
    text = stored_text (library);
    g_assert_cmpstr (text, ==, expected->str);
    gtk_window_destroy (GTK_WINDOW (window));
    gui_library_settle (library);
  }
}

/* A refresh in the middle of typing leaves what is typed and the caret alone. */
static void
test_refresh_while_typing (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (library->workspace, library->content->portfolio);
  GtkWidget *window = show (page);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  gui_library_settle (library);
  gtk_text_buffer_set_text (first_editor (page), "Half a sen", -1);
  g_assert_true (vouch_portfolios_rename (library->workspace, library->content->portfolio,
                                          "Another title", NULL, &error));
  vouch_page_refresh (page);
  gui_library_settle (library);
  gtk_text_buffer_get_bounds (first_editor (page), &start, &end);
  text = gtk_text_buffer_get_text (first_editor (page), &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "Half a sen");
  gtk_text_buffer_get_iter_at_mark (first_editor (page), &start,
                                    gtk_text_buffer_get_insert (first_editor (page)));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, 10);
  g_assert_true (vouch_page_flush (page, &error));
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* An answer that went to the bin leaves its editor; what is typed then becomes a new answer. */
static void
test_vanished_answer (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (library->workspace, library->content->portfolio);
  GtkWidget *window = show (page);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  guint answers = 0;

  gui_library_settle (library);
  g_assert_true (vouch_items_remove (library->workspace, library->content->answer, NULL, &error));
  vouch_page_refresh (page);
  gui_library_settle (library);
  g_assert_cmpint (gtk_text_buffer_get_char_count (first_editor (page)), ==, 0);
  gtk_text_buffer_set_text (first_editor (page), "Begun again.", -1);
  g_assert_true (vouch_page_flush (page, &error));
  g_assert_no_error (error);
  portfolio = vouch_portfolios_load (library->workspace, library->content->portfolio, NULL, &error);
  for (guint i = 0; i < vouch_portfolio_get_items (portfolio)->len; i++)
    if (g_strcmp0 (vouch_item_get_text (vouch_portfolio_get_items (portfolio)->pdata[i]),
                   "Begun again.") == 0)
      answers++;
  g_assert_cmpuint (answers, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

static void
test_navigation (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *navigation = g_object_ref_sink (g_object_new (VOUCH_TYPE_NAVIGATION, NULL));
  VouchNavigation *self = VOUCH_NAVIGATION (navigation);

  g_assert_true (vouch_navigation_set_root (self, vouch_portfolios_page_new (library->workspace)));
  vouch_navigation_push (
      self, vouch_portfolio_page_new (library->workspace, library->content->portfolio));
  gui_library_settle (library);
  g_assert_true (VOUCH_IS_PORTFOLIO_PAGE (vouch_navigation_get_visible (self)));
  g_assert_true (vouch_navigation_pop (self));
  g_assert_false (vouch_navigation_pop (self));
  g_assert_true (VOUCH_IS_PORTFOLIOS_PAGE (vouch_navigation_get_visible (self)));
  gui_library_settle (library);
  g_assert_finalize_object (navigation);
  gui_library_settle (library);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *path = g_strdup_printf ("/ui/page/%s", pages[i].name);

    g_test_add (path, GuiLibrary, GUINT_TO_POINTER (i), gui_library_set_up, test_page,
                gui_library_tear_down);
  }
  g_test_add ("/ui/autosave", GuiLibrary, NULL, gui_library_set_up, test_autosave,
              gui_library_tear_down);
  g_test_add ("/ui/close", GuiLibrary, NULL, gui_library_set_up, test_close, gui_library_tear_down);
  g_test_add ("/ui/refresh-while-typing", GuiLibrary, NULL, gui_library_set_up,
              test_refresh_while_typing, gui_library_tear_down);
  g_test_add ("/ui/vanished-answer", GuiLibrary, NULL, gui_library_set_up, test_vanished_answer,
              gui_library_tear_down);
  g_test_add ("/ui/navigation", GuiLibrary, NULL, gui_library_set_up, test_navigation,
              gui_library_tear_down);
  return g_test_run ();
}
