/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gui-harness.h"
#include "vouch-main-window.h"
#include "vouch-requirement-card.h"
#include "vouch-writing-view.h"

/* "Continue" on the first page: who presses it can type at once. */

#define PATIENCE_US (30 * G_USEC_PER_SEC)

static gboolean
is_asked (GtkWidget *focus, const char *requirement)
{
  GtkWidget *card =
      focus != NULL ? gtk_widget_get_ancestor (focus, VOUCH_TYPE_REQUIREMENT_CARD) : NULL;

  return card != NULL &&
         g_strcmp0 (vouch_requirement_get_id (
                        vouch_requirement_card_get_requirement (VOUCH_REQUIREMENT_CARD (card))),
                    requirement) == 0;
}

/* The second answer is too short: the caret stands at its end, in sight. */
static void
test_text (GuiLibrary *library, gconstpointer data)
{
  AdwApplication *application =
      g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  GtkWindow *window;
  GtkWidget *focus;
  GtkTextBuffer *buffer;
  int caret;
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = GTK_WINDOW (vouch_main_window_new (application, library->workspace));
  gtk_window_set_default_size (window, 1200, 600);
  gtk_window_present (window);
  gui_library_settle (library);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.continue-portfolio", "s",
                              library->content->portfolio);
  while (!VOUCH_IS_WRITING_VIEW (focus = gtk_root_get_focus (GTK_ROOT (window)))) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  gui_library_settle (library);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == focus);
  g_assert_true (is_asked (focus, "effect"));
  g_assert_true (gtk_widget_get_mapped (focus));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  g_object_get (buffer, "cursor-position", &caret, NULL);
  g_assert_cmpint (caret, ==, gtk_text_buffer_get_char_count (buffer));
  g_assert_cmpint (caret, >, 0);
  gtk_window_destroy (window);
  gui_library_settle (library);
  g_object_unref (application);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_test_add ("/continue/text", GuiLibrary, NULL, gui_library_set_up, test_text,
              gui_library_tear_down);
  return g_test_run ();
}
