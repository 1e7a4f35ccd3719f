/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "vouch-help-text.h"
#include "vouch-help-window.h"
#include "vouch-page.h"

#include "vouch-credentials-page.h"
#include "vouch-definition-page.h"
#include "vouch-item-page.h"
#include "vouch-portfolios-page.h"

static void
assert_markup (const char *line, const char *expected)
{
  g_autofree char *markup = vouch_help_text_to_markup (line);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_markup (void)
{
  assert_markup ("plain", "plain");
  assert_markup ("a < b & c", "a &lt; b &amp; c");
  assert_markup ("press `Ctrl+K` **now**", "press <tt>Ctrl+K</tt> <b>now</b>");
  assert_markup ("a ** that never closes", "a ** that never closes");
  assert_markup ("a ` that never closes", "a ` that never closes");
  assert_markup ("`**` stays", "<tt>**</tt> stays");
  assert_markup ("**bold `key`**", "<b>bold <tt>key</tt></b>");
  assert_markup ("", "");
}

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static void
test_blocks (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *first;
  const char *text = "# Title\n\nOne paragraph\nover two lines.\n\n- first\n  goes on\n- second\n";

  vouch_help_text_fill (GTK_BOX (box), text);
  g_assert_cmpuint (count_children (box), ==, 4);
  first = gtk_widget_get_first_child (box);
  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (first)), ==, "Title");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (first))), ==,
                   "One paragraph over two lines.");
  vouch_help_text_fill (GTK_BOX (box), "alone");
  g_assert_cmpuint (count_children (box), ==, 1);
  g_object_unref (box);
}

static void
test_names (void)
{
  g_assert_cmpstr (vouch_help_window_name_for (VOUCH_TYPE_ITEM_PAGE), ==, "item");
  g_assert_cmpstr (vouch_help_window_name_for (VOUCH_TYPE_PORTFOLIOS_PAGE), ==, "portfolio");
  g_assert_cmpstr (vouch_help_window_name_for (VOUCH_TYPE_CREDENTIALS_PAGE), ==, "credentials");
  g_assert_cmpstr (vouch_help_window_name_for (VOUCH_TYPE_DEFINITION_PAGE), ==, "catalogue");
  g_assert_cmpstr (vouch_help_window_name_for (G_TYPE_OBJECT), ==, "home");
}

/* Each page that the window offers can be turned to, and says something. */
static void
test_pages (void)
{
  GtkWidget *window = vouch_help_window_new (NULL);

  static const char *const names[] = { "home",        "catalogue", "portfolio",  "writing",
                                       "assess",      "plan",      "evidence",   "item",
                                       "people",      "results",   "submit",     "decision",
                                       "credentials", "export",    "preferences" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (vouch_help_window_show (VOUCH_HELP_WINDOW (window), names[i]));
  g_assert_false (vouch_help_window_show (VOUCH_HELP_WINDOW (window), "no-such-page"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Warnings end a test: this one is about labels that ask for less than nothing. */
static void
test_shortcuts (void)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  gtk_css_provider_load_from_resource (css, RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  builder = gtk_builder_new_from_resource (RESOURCE_PATH "/gtk/help-overlay.ui");
  window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_height (window) == 0 || g_main_context_pending (NULL)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/gui/help/markup", test_markup);
  g_test_add_func ("/gui/help/blocks", test_blocks);
  g_test_add_func ("/gui/help/names", test_names);
  g_test_add_func ("/gui/help/pages", test_pages);
  g_test_add_func ("/gui/help/shortcuts", test_shortcuts);
  return g_test_run ();
}
