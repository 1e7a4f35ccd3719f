/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-annotate.h"
#include "vouch-attach.h"
#include "vouch-respond.h"

#include "gui-harness.h"
#include "vouch-canvas.h"
#include "vouch-item-page.h"
#include "vouch-main-window.h"
#include "vouch-writing-view.h"

/* From a chip in a text to the very place it refers to, and back to the caret. */

#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define WORDS "Look (here) and tell."
#define CARET 9 /* inside the chip's words */

typedef struct {
  GuiLibrary base;
  GtkWindow *window;
} Library;

static AdwApplication *application; /* one for the process, as in the program */

static void
set_up (Library *library, gconstpointer data)
{
  gui_library_set_up (&library->base, data);
  library->window = GTK_WINDOW (vouch_main_window_new (application, library->base.workspace));
  gtk_window_set_default_size (library->window, 1200, 800);
}

static void
tear_down (Library *library, gconstpointer data)
{
  gtk_window_destroy (library->window);
  gui_library_settle (&library->base);
  gui_library_tear_down (&library->base, data);
}

static char *
attach (Library *library, const char *requirement, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *id = vouch_attach_file (library->base.workspace, library->base.content->portfolio,
                                requirement, path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static char *
mark (Library *library, const char *item, VouchMoment *moment)
{
  g_autoptr (GError) error = NULL;
  char *id = vouch_annotate_add (library->base.workspace, item, moment, NULL, &error);

  g_assert_no_error (error);
  return id;
}

/* Writes an answer with one chip. */
static void
cite (Library *library, VouchCitation *citation)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  vouch_citation_set_text_start (citation, 5);
  vouch_citation_set_text_length (citation, 6);
  g_ptr_array_add (citations, g_object_ref (citation));
  vouch_item_edit_set_citations (edit, citations);
  id = vouch_respond_with_text (library->base.workspace, library->base.content->portfolio,
                                "teacher-view", NULL, WORDS, edit, NULL, &error);
  g_assert_no_error (error);
}

typedef gboolean (*Test) (GtkWidget *widget);

static GtkWidget *
find (GtkWidget *widget, Test test)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (test (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, test);
  return found;
}

static GtkWidget *
await (Library *library, Test test)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  GtkWidget *found;

  while ((found = find (GTK_WIDGET (library->window), test)) == NULL) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  return found;
}

/* The answer with the chip: what is shown in place of its words begins with the same. */
static gboolean
is_cited_text (GtkWidget *widget)
{
  g_autofree char *text = NULL;

  if (!VOUCH_IS_WRITING_VIEW (widget))
    return FALSE;
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  return g_str_has_prefix (text, "Look (") && g_str_has_suffix (text, "tell.");
}

static gboolean
is_item_page (GtkWidget *widget)
{
  return VOUCH_IS_ITEM_PAGE (widget);
}

static gboolean
is_pointed_out (GtkWidget *widget)
{
  return VOUCH_IS_CANVAS (widget) && vouch_canvas_get_chosen (VOUCH_CANVAS (widget)) != NULL;
}

static gboolean
is_seeked (GtkWidget *widget)
{
  return GTK_IS_SCALE (widget) && gtk_range_get_value (GTK_RANGE (widget)) == 2;
}

static gboolean
is_second_page (GtkWidget *widget)
{
  return GTK_IS_SPIN_BUTTON (widget) && gtk_spin_button_get_value (GTK_SPIN_BUTTON (widget)) == 2;
}

static int
caret_of (GtkWidget *view)
{
  int caret;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "cursor-position", &caret, NULL);
  return caret;
}

/* Presses the chip at the caret, and comes back after the place was seen. */
static void
there_and_back (Library *library, VouchCitation *citation, Test arrived)
{
  GtkWidget *view, *page;
  GtkTextIter caret;
  int before;

  cite (library, citation);
  gtk_window_present (library->window);
  gtk_widget_activate_action (GTK_WIDGET (library->window), "win.show-portfolio", "s",
                              library->base.content->portfolio);
  view = await (library, is_cited_text);
  gtk_widget_grab_focus (view);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &caret,
                                      CARET);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &caret);
  before = caret_of (view);
  gtk_widget_activate_action (view, "writing.open-reference", NULL);
  page = await (library, is_item_page);
  await (library, arrived);
  gui_library_settle (&library->base);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (library->window), page));

  gtk_widget_activate_action (page, "navigation.back", NULL);
  await (library, is_cited_text);
  gui_library_settle (&library->base);
  g_assert_true (gtk_window_get_focus (library->window) == view);
  g_assert_cmpint (caret_of (view), ==, before);
}

static void
test_region (Library *library, gconstpointer data)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autofree char *item = attach (library, "baseline", "photo.jpg");
  g_autofree char *region = NULL;

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_start_ms (moment, -1);
  vouch_moment_set_end_ms (moment, -1);
  vouch_moment_set_x (moment, 0.25);
  vouch_moment_set_width (moment, 0.5);
  vouch_moment_set_height (moment, 0.25);
  region = mark (library, item, moment);
  vouch_citation_set_item (citation, item);
  vouch_citation_set_moment (citation, region);
  there_and_back (library, citation, is_pointed_out);
}

static void
test_moment (Library *library, gconstpointer data)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_autofree char *item = attach (library, "recording", "lesson.m4a");

  vouch_citation_set_item (citation, item);
  vouch_citation_set_at_ms (citation, 2000);
  there_and_back (library, citation, is_seeked);
}

static void
test_page (Library *library, gconstpointer data)
{
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_autofree char *item = attach (library, "baseline", "work.pdf");

  vouch_citation_set_item (citation, item);
  vouch_citation_set_page (citation, 2);
  there_and_back (library, citation, is_second_page);
}

#define ADD(name) g_test_add ("/citations/" #name, Library, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("VOUCH_SOUND", "silent", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ADD (region);
  ADD (moment);
  ADD (page);
  return g_test_run ();
}
