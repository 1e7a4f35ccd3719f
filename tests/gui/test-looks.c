/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-attach.h"
#include "vouch-goals.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-results.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-assess-page.h"
#include "vouch-assessor-page.h"
#include "vouch-attempts-page.h"
#include "vouch-bin-page.h"
#include "vouch-catalogue-page.h"
#include "vouch-class-page.h"
#include "vouch-credentials-page.h"
#include "vouch-decision-page.h"
#include "vouch-definition-page.h"
#include "vouch-evidence-file-page.h"
#include "vouch-evidence-page.h"
#include "vouch-goal-page.h"
#include "vouch-home-page.h"
#include "vouch-item-page.h"
#include "vouch-people-page.h"
#include "vouch-permit-page.h"
#include "vouch-person-page.h"
#include "vouch-plan-page.h"
#include "vouch-portfolio-page.h"
#include "vouch-portfolios-page.h"
#include "vouch-private-words-page.h"
#include "vouch-results-page.h"
#include "vouch-submit-page.h"
#include "vouch-versions-page.h"

/* What a look at each page would find: it fits a window of 360 pixels, and one of 1024 with letters of
 * twice the size, and no words of it are cut off without another way to read them. */

#define NARROW 352 /* 360 with the frame that a window has where nothing composes windows */
#define SMALL 1024
#define PHONICS "https://example.org/micro-credentials/early-reading/phonics"

typedef VouchPage *(*MakePlace) (VouchWorkspace *workspace);
typedef VouchPage *(*MakePage) (VouchWorkspace *workspace, const char *id);

typedef enum {
  ID_PORTFOLIO,
  ID_ANSWER,
  ID_DEFINITION,
  ID_GOAL,
  ID_PERSON,
  ID_RESULTS,
  ID_FULL,     /* a portfolio with files on its cards */
  ID_FILE,     /* one of them, as a file of the library */
  ID_ATTACHED, /* and as an item */
  ID_NEW,
} IdOf;

static const struct {
  const char *name;
  MakePlace place;
  MakePage make;
  IdOf id;
} pages[] = {
  { "assess", NULL, vouch_assess_page_new, ID_PORTFOLIO },
  { "assessor", NULL, vouch_assessor_page_new, ID_PORTFOLIO },
  { "attempts", NULL, vouch_attempts_page_new, ID_PORTFOLIO },
  { "bin", NULL, vouch_bin_page_new, ID_NEW },
  { "catalogue", vouch_catalogue_page_new, NULL, ID_NEW },
  { "class", NULL, vouch_class_page_new, ID_NEW },
  { "credentials", vouch_credentials_page_new, NULL, ID_NEW },
  { "decision", NULL, vouch_decision_page_new, ID_PORTFOLIO },
  { "definition", NULL, vouch_definition_page_new, ID_DEFINITION },
  { "evidence", vouch_evidence_page_new, NULL, ID_NEW },
  { "evidence-file", NULL, vouch_evidence_file_page_new, ID_FILE },
  { "goal", NULL, vouch_goal_page_new, ID_GOAL },
  { "home", vouch_home_page_new, NULL, ID_NEW },
  { "item", NULL, vouch_item_page_new, ID_ANSWER },
  { "item-file", NULL, vouch_item_page_new, ID_ATTACHED },
  { "people", NULL, vouch_people_page_new, ID_NEW },
  { "permit", NULL, vouch_permit_page_new, ID_PERSON },
  { "person", NULL, vouch_person_page_new, ID_PERSON },
  { "plan", vouch_plan_page_new, NULL, ID_NEW },
  { "portfolio", NULL, vouch_portfolio_page_new, ID_PORTFOLIO },
  { "portfolio-full", NULL, vouch_portfolio_page_new, ID_FULL },
  { "portfolios", vouch_portfolios_page_new, NULL, ID_NEW },
  { "private-words", NULL, vouch_private_words_page_new, ID_NEW },
  { "results", NULL, vouch_results_page_new, ID_RESULTS },
  { "submit", NULL, vouch_submit_page_new, ID_PORTFOLIO },
  { "versions", NULL, vouch_versions_page_new, ID_ANSWER },
};

static char *
find_goal (VouchWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goals = vouch_goals_list (workspace, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (goals->len, >, 0);
  return g_strdup (vouch_goal_get_id (goals->pdata[0]));
}

static char *
begin_results (VouchWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *portfolio = vouch_portfolios_begin (workspace, PHONICS, NULL, NULL, &error);
  char *id;

  g_assert_no_error (error);
  id = vouch_results_begin (workspace, portfolio, "student-results", NULL, &error);
  g_assert_no_error (error);
  return id;
}

static char *
attach (GuiLibrary *library, const char *requirement, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *item = vouch_attach_file (library->workspace, library->content->portfolio, requirement,
                                  path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return item;
}

static char *
attach_all (GuiLibrary *library, IdOf which)
{
  g_autofree char *recording = attach (library, "recording", "lesson.m4a");
  g_autofree char *tally = attach (library, "baseline", "photo.jpg");
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *item = vouch_items_find (library->workspace, tally, &portfolio, NULL);

  if (which == ID_FULL)
    return g_strdup (library->content->portfolio);
  return which == ID_FILE ? g_strdup (vouch_item_get_artifact (item))
                          : g_steal_pointer (&recording);
}

static char *
id_of (GuiLibrary *library, IdOf which)
{
  switch (which) {
  case ID_PORTFOLIO: return g_strdup (library->content->portfolio);
  case ID_ANSWER: return g_strdup (library->content->answer);
  case ID_DEFINITION: return g_strdup (GUI_FIXTURE_DEFINITION);
  case ID_GOAL: return find_goal (library->workspace);
  case ID_PERSON: return g_strdup ("S1");
  case ID_RESULTS: return begin_results (library->workspace);
  case ID_FULL:
  case ID_FILE:
  case ID_ATTACHED: return attach_all (library, which);
  case ID_NEW:
  default: return g_strdup ("");
  }
}

/* A row or a button around the words may be the one that tells them whole. */
static gboolean
is_told_elsewhere (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget) || ADW_IS_WINDOW_TITLE (widget))
      return TRUE;
  return FALSE;
}

static gboolean
is_cut (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))) &&
         !is_told_elsewhere (widget);
}

/* The way down to what asks for more than there is, for whoever mends it. */
static void
tell_widest (GtkWidget *widget, int width)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int least;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    if (least > width - 24)
      g_test_message ("  %s: %d", G_OBJECT_TYPE_NAME (child), least);
    if (least > width - 24)
      tell_widest (child, width);
  }
}

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer frames)
{
  return --*(int *) frames > 0;
}

/* What follows from the width it was given shows some frames later. */
static void
wait_for_layout (GuiLibrary *library, GtkWidget *page)
{
  int frames = 6;

  gui_library_settle (library);
  gtk_widget_add_tick_callback (page, count_cb, &frames, NULL);
  while (frames > 0)
    g_main_context_iteration (NULL, TRUE);
  gui_library_settle (library);
}

static void
check_width (GuiLibrary *library, guint index, int width)
{
  g_autofree char *id = id_of (library, pages[index].id);
  VouchPage *page = pages[index].place != NULL ? pages[index].place (library->workspace)
                                               : pages[index].make (library->workspace, id);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *cut;
  int least;

  gtk_window_set_default_size (GTK_WINDOW (window), width, 720);
  /* As in the real window, the header of the page is that of the window. */
  gtk_window_set_titlebar (GTK_WINDOW (window), adw_bin_new ());
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  vouch_page_refresh (page);
  /* Where places and pages share a narrow window, each has a way back. */
  vouch_page_set_way_back (page, "window.close");
  gtk_window_present (GTK_WINDOW (window));
  wait_for_layout (library, GTK_WIDGET (page));
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_test_message ("%s: at least %d of %d", pages[index].name, least, width);
  if (least > width)
    tell_widest (GTK_WIDGET (page), width);
  cut = gui_walk_find (GTK_WIDGET (page), is_cut, NULL);
  if (cut != NULL)
    g_test_message ("%s: cut off: “%s”", pages[index].name, gtk_label_get_text (GTK_LABEL (cut)));
  g_assert_cmpint (least, <=, width);
  g_assert_null (cut);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

static void
test_narrow (GuiLibrary *library, gconstpointer data)
{
  check_width (library, GPOINTER_TO_UINT (data), NARROW);
}

static void
test_large (GuiLibrary *library, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  check_width (library, GPOINTER_TO_UINT (data), SMALL);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *narrow = g_strdup_printf ("/looks/narrow/%s", pages[i].name);
    g_autofree char *large = g_strdup_printf ("/looks/large/%s", pages[i].name);

    g_test_add (narrow, GuiLibrary, GUINT_TO_POINTER (i), gui_library_set_up, test_narrow,
                gui_library_tear_down);
    g_test_add (large, GuiLibrary, GUINT_TO_POINTER (i), gui_library_set_up, test_large,
                gui_library_tear_down);
  }
  return g_test_run ();
}
