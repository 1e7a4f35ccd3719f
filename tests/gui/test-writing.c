/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>
#include <time.h>

#include "vouch-annotate.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-respond.h"
#include "vouch-text-diff.h"
#include "vouch-writing.h"

#include "vouch-chip-tag.h"
#include "vouch-chip-text.h"
#include "vouch-cite-popover.h"
#include "vouch-diff-text.h"
#include "vouch-versions-page.h"
#include "vouch-reference-box.h"
#include "vouch-response-editor.h"

#include "gui-fixture.h"
#include "gui-harness.h"

/* Writing: chips stay whole whatever is done around them, what is pasted keeps its words, what was said
 * before can be had again. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

static VouchCitation *
refer (const char *item, gint64 at)
{
  VouchCitation *citation = vouch_citation_new ();

  vouch_citation_set_item (citation, item);
  vouch_citation_set_at_ms (citation, at);
  return citation;
}

/* Chips hold their own words, know their place, and the caret is in none of them. */
static void
assert_whole (GtkTextBuffer *buffer, VouchChipText *chips)
{
  g_autofree char *text = vouch_chip_text_dup_text (chips);
  g_autoptr (GPtrArray) citations = vouch_chip_text_list_citations (chips);
  GtkTextIter caret, start, end;
  VouchChipTag *chip;
  guint count = 0;

  gtk_text_buffer_get_start_iter (buffer, &start);
  while ((chip = vouch_chip_tag_find_next (&start, &end)) != NULL) {
    g_autofree char *words = gtk_text_iter_get_text (&start, &end);
    VouchCitation *citation = g_ptr_array_index (citations, count++);

    g_assert_cmpstr (words, ==, vouch_chip_tag_get_words (chip));
    g_assert_cmpint (vouch_citation_get_text_start (citation), ==,
                     gtk_text_iter_get_offset (&start));
    g_assert_cmpuint (vouch_citation_get_text_length (citation), ==,
                      (guint) g_utf8_strlen (words, -1));
    start = end;
  }
  g_assert_cmpuint (count, ==, citations->len);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  g_assert_null (vouch_chip_tag_find_inside (&caret, NULL, NULL));
}

static void
change_at_random (GtkTextBuffer *buffer, VouchChipText *chips)
{
  static const char *const words[] = { "(6:12 second wait)", "(1:05 שלום)", "(Plan, page 2)" };
  static const char *const typed[] = { "a", " ",        "é",     "\n",           "(",
                                       ")", "👍🏽", "مرحبا", "word by word " };
  int length = gtk_text_buffer_get_char_count (buffer);
  int kind = g_test_rand_int_range (0, 10);
  int which = g_test_rand_int_range (0, G_N_ELEMENTS (words));
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, g_test_rand_int_range (0, length + 1));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, g_test_rand_int_range (0, length + 1));
  gtk_text_buffer_place_cursor (buffer, &start);
  if (kind < 4) {
    gtk_text_buffer_insert_interactive_at_cursor (
        buffer, typed[g_test_rand_int_range (0, G_N_ELEMENTS (typed))], -1, TRUE);
  } else if (kind == 4) {
    g_autoptr (VouchCitation) citation = refer ("item", which);

    vouch_chip_text_insert (chips, citation, words[which]);
  } else if (kind == 5) {
    gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
    gtk_text_buffer_backspace (buffer, &start, TRUE, TRUE);
  } else if (kind == 6) {
    gtk_text_buffer_select_range (buffer, &start, &end);
    gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  } else if (kind == 7 && gtk_text_buffer_get_can_undo (buffer)) {
    gtk_text_buffer_undo (buffer);
  } else if (kind == 8 && gtk_text_buffer_get_can_redo (buffer)) {
    gtk_text_buffer_redo (buffer);
  } else if (kind == 9) {
    g_autofree char *text = g_strdup_printf ("pasted %s\r\n\xef\xbf\xbc.", words[which]);

    vouch_chip_text_insert_plain (chips, text);
  }
}

static void
test_random (void)
{
  for (guint round = 0; round < 60; round++) {
    g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
    g_autoptr (VouchChipText) chips = vouch_chip_text_new (buffer);

    gtk_text_buffer_set_enable_undo (buffer, TRUE);
    for (guint i = 0; i < 120; i++) {
      change_at_random (buffer, chips);
      assert_whole (buffer, chips);
    }
    {
      g_autofree char *text = vouch_chip_text_dup_text (chips);
      g_autoptr (GPtrArray) citations = vouch_chip_text_list_citations (chips);
      g_autoptr (GtkTextBuffer) other = gtk_text_buffer_new (NULL);
      g_autoptr (VouchChipText) same = vouch_chip_text_new (other);
      g_autoptr (GPtrArray) loaded = NULL;

      /* What is stored and loaded again is the same. */
      vouch_chip_text_load (same, text, citations);
      assert_whole (other, same);
      loaded = vouch_chip_text_list_citations (same);
      g_assert_cmpuint (loaded->len, ==, citations->len);
    }
  }
}

static void
test_atomic (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (VouchChipText) chips = vouch_chip_text_new (buffer);
  g_autoptr (VouchCitation) citation = refer ("item", 372000);
  g_autoptr (GPtrArray) citations = NULL;
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  g_autofree char *stop = NULL;
  g_autofree char *again = NULL;
  GtkTextIter iter;

  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "I waited", -1, TRUE);
  vouch_chip_text_insert (chips, citation, "(6:12 second wait)");
  with = vouch_chip_text_dup_text (chips);
  g_assert_cmpstr (with, ==, "I waited (6:12 second wait) ");

  /* A caret set into the chip from its left goes to its right. */
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 9);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 10);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 27);

  gtk_text_buffer_backspace (buffer, &iter, TRUE, TRUE);
  without = vouch_chip_text_dup_text (chips);
  g_assert_cmpstr (without, ==, "I waited  ");
  citations = vouch_chip_text_list_citations (chips);
  g_assert_cmpuint (citations->len, ==, 0);

  /* A full stop comes close to the chip. */
  gtk_text_buffer_undo (buffer);
  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, ".", -1, TRUE);
  stop = vouch_chip_text_dup_text (chips);
  g_assert_cmpstr (stop, ==, "I waited (6:12 second wait).");
  gtk_text_buffer_undo (buffer);
  again = vouch_chip_text_dup_text (chips);
  g_assert_cmpstr (again, ==, with);
  g_clear_pointer (&citations, g_ptr_array_unref);
  citations = vouch_chip_text_list_citations (chips);
  g_assert_cmpuint (citations->len, ==, 1);
  g_assert_cmpint (vouch_citation_get_at_ms (citations->pdata[0]), ==, 372000);
}

typedef struct {
  GuiLibrary base;
  char *moment_item;
} Library;

static void
settle (Library *library)
{
  gui_library_settle (&library->base);
}

static void
set_up (Library *library, gconstpointer data)
{
  gui_library_set_up (&library->base, data);
}

static void
tear_down (Library *library, gconstpointer data)
{
  gui_library_tear_down (&library->base, data);
  g_free (library->moment_item);
}

static VouchPortfolio *
load (Library *library)
{
  g_autoptr (GError) error = NULL;
  VouchPortfolio *portfolio = vouch_portfolios_load (
      library->base.workspace, library->base.content->portfolio, NULL, &error);

  g_assert_no_error (error);
  return portfolio;
}

static GtkWidget *
open_editor (Library *library, VouchPortfolio *portfolio, const char *prompt, GtkWidget **window)
{
  VouchRequirement *asked =
      vouch_definition_find_requirement (vouch_portfolio_get_definition (portfolio), prompt);
  GtkWidget *editor =
      vouch_response_editor_new (library->base.workspace, library->base.content->portfolio, asked);

  *window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (*window), 700, 500);
  adw_window_set_content (ADW_WINDOW (*window), editor);
  gtk_window_present (GTK_WINDOW (*window));
  vouch_response_editor_set_portfolio (VOUCH_RESPONSE_EDITOR (editor), portfolio);
  return editor;
}

static void
wait_until_saved (VouchResponseEditor *editor)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!vouch_response_editor_is_settled (editor)) {
    g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

/* A text of the library's own portfolio: it is shown, changed and saved with its chip; another one
 * that knew only a list of references keeps them at the end. */
static void
test_editor (Library *library, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = load (library);
  g_autoptr (VouchPortfolio) after = NULL;
  VouchItem *item = vouch_portfolio_find_item (portfolio, library->base.content->answer);
  GtkWidget *window;
  GtkWidget *editor = open_editor (library, portfolio, vouch_item_get_requirement (item), &window);
  VouchWritingView *view = vouch_response_editor_get_view (VOUCH_RESPONSE_EDITOR (editor));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (VouchCitation) outside = refer (library->base.content->answer, -1);
  VouchWritingMark mark = { 0, 4 };

  vouch_item_add_citation (item, outside);
  vouch_response_editor_set_item (VOUCH_RESPONSE_EDITOR (editor), item);
  gtk_text_buffer_insert_at_cursor (buffer, "Näher. ", -1);
  wait_until_saved (VOUCH_RESPONSE_EDITOR (editor));
  after = load (library);
  item = vouch_portfolio_find_item (after, library->base.content->answer);
  g_assert_nonnull (strstr (vouch_item_get_text (item), "Näher. "));
  g_assert_cmpuint (vouch_item_get_citations (item)->len, ==, 1);
  g_assert_cmpint (vouch_citation_get_text_start (vouch_item_get_citations (item)->pdata[0]), ==,
                   -1);

  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL));
  {
    int before, after_it;

    /* The page is as tall as its text. */
    gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_VERTICAL, 400, &before, NULL, NULL,
                        NULL);
    for (guint i = 0; i < 20; i++)
      gtk_text_buffer_insert_at_cursor (buffer, "One more line.\n", -1);
    gtk_widget_measure (GTK_WIDGET (editor), GTK_ORIENTATION_VERTICAL, 400, &after_it, NULL, NULL,
                        NULL);
    g_assert_cmpint (after_it, >, before + 20 * 15);
  }
  vouch_writing_view_set_marks (view, &mark, 1);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  vouch_writing_view_set_marks (view, NULL, 0);
  wait_until_saved (VOUCH_RESPONSE_EDITOR (editor));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  gtk_window_destroy (GTK_WINDOW (window));
  settle (library);
}

/* Student voices: whose words they are is saved with them. */
static void
test_voices (Library *library, gconstpointer data)
{
  g_autoptr (VouchPortfolio) portfolio = load (library);
  g_autoptr (VouchPortfolio) after = NULL;
  GtkWidget *window;
  GtkWidget *editor = open_editor (library, portfolio, "student-view", &window);
  VouchWritingView *view = vouch_response_editor_get_view (VOUCH_RESPONSE_EDITOR (editor));
  GtkWidget *entry =
      GTK_WIDGET (gtk_widget_get_template_child (editor, VOUCH_TYPE_RESPONSE_EDITOR, "student"));
  VouchItem *item;

  g_assert_true (gtk_widget_get_visible (entry));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "I can think.", -1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "S7");
  wait_until_saved (VOUCH_RESPONSE_EDITOR (editor));
  after = load (library);
  item = vouch_portfolio_find_item (
      after, vouch_response_editor_get_answer (VOUCH_RESPONSE_EDITOR (editor)));
  g_assert_nonnull (item);
  g_assert_cmpstr (vouch_item_get_attribute (item, "student"), ==, "S7");
  g_assert_cmpstr (vouch_item_get_text (item), ==, "I can think.");
  gtk_window_destroy (GTK_WINDOW (window));
  settle (library);
}

/* What a word processor put on the clipboard comes in as words; Undo takes it out in one step. */
static void
test_paste (Library *library, gconstpointer data)
{
  static const char html[] =
      "<style>p { color: red }</style><p class=MsoNormal>One <b>two</b></p>"
      "<ul><li>three</li></ul><table><tr><td>a</td><td>b</td></tr></table><!-- no -->";
  g_autoptr (VouchPortfolio) portfolio = load (library);
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, sizeof html - 1);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes ("text/html", bytes);
  GtkWidget *window;
  GtkWidget *editor = open_editor (library, portfolio, "activity", &window);
  VouchWritingView *view = vouch_response_editor_get_view (VOUCH_RESPONSE_EDITOR (editor));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_assert_true (gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (view)), content));
  g_signal_emit_by_name (view, "paste-clipboard");
  for (gint64 until = g_get_monotonic_time () + PATIENCE_US;
       gtk_text_buffer_get_char_count (buffer) == 0;) {
    g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (g_get_monotonic_time (), <, until);
  }
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "One two\n• three\na | b");
  gtk_text_buffer_undo (buffer);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  wait_until_saved (VOUCH_RESPONSE_EDITOR (editor));
  gtk_window_destroy (GTK_WINDOW (window));
  settle (library);
}

static gint64
used_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* 20,000 words are put in without the window standing still. Other programs may have the processor
 * meanwhile, so the time that this one used is looked at; with much room, because this is no bench. */
static void
test_long (Library *library, gconstpointer data)
{
  g_autoptr (VouchPortfolio) portfolio = load (library);
  GtkWidget *window;
  GtkWidget *editor = open_editor (library, portfolio, "activity", &window);
  VouchWritingView *view = vouch_response_editor_get_view (VOUCH_RESPONSE_EDITOR (editor));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 longest = 0;

  settle (library);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "word%u%s", i, i % 60 == 59 ? "\n" : " ");
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text->str, -1, TRUE);
  for (guint i = 0; i < 20; i++) {
    gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 10;
    gint64 start = used_us ();

    gtk_text_buffer_insert_interactive_at_cursor (buffer, "x", -1, TRUE);
    longest = MAX (longest, used_us () - start);
    while (g_get_monotonic_time () < end) {
      start = used_us ();
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, used_us () - start);
      g_usleep (1000);
    }
  }
  g_test_message ("the longest step took %d ms", (int) (longest / 1000));
  g_assert_cmpint (longest, <, G_USEC_PER_SEC / 2);
  wait_until_saved (VOUCH_RESPONSE_EDITOR (editor));
  gtk_window_destroy (GTK_WINDOW (window));
  settle (library);
}

static void
test_earlier (Library *library, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *window = adw_window_new ();
  VouchPage *page;
  GtkTextView *view;
  GtkTextIter start, end;

  answer = vouch_respond_with_text (library->base.workspace, library->base.content->portfolio,
                                    "activity", NULL, "I waited two seconds.", NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (vouch_respond_with_text (library->base.workspace, library->base.content->portfolio,
                                   "activity", answer, "Nothing is left of that.", NULL, NULL,
                                   &error));
  g_assert_no_error (error);
  page = vouch_versions_page_new (library->base.workspace, answer);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  settle (library);
  view = GTK_TEXT_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (page), VOUCH_TYPE_VERSIONS_PAGE, "view"));
  for (gint64 until = g_get_monotonic_time () + PATIENCE_US;
       gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (view)) == 0;) {
    g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (g_get_monotonic_time (), <, until);
  }
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (view), &start, &end);
  shown = gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &start, &end, FALSE);
  g_assert_nonnull (strstr (shown, "I waited two seconds."));
  g_assert_nonnull (strstr (shown, "Nothing is left of that."));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  gtk_widget_activate_action (GTK_WIDGET (page), "versions.bring-back", NULL);
  settle (library);
  portfolio = load (library);
  g_assert_cmpstr (vouch_item_get_text (vouch_portfolio_find_item (portfolio, answer)), ==,
                   "I waited two seconds.");
  settle (library);
  gtk_window_destroy (GTK_WINDOW (window));
  settle (library);
}

static void
test_diff_words (void)
{
  g_autoptr (GPtrArray) pieces = vouch_text_diff ("one two three", "one 2 three four");
  g_autofree char *summary = vouch_diff_text_summarize (pieces);
  g_autoptr (GPtrArray) same = vouch_text_diff ("x", "x");
  g_autofree char *nothing = vouch_diff_text_summarize (same);

  g_assert_nonnull (strstr (summary, "1 word struck through"));
  g_assert_nonnull (strstr (summary, "2 underlined words"));
  g_assert_null (strstr (nothing, "struck"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Library *, gconstpointer);
  } tests[] = {
    { "/writing/editor", test_editor },   { "/writing/voices", test_voices },
    { "/writing/paste", test_paste },     { "/writing/long", test_long },
    { "/writing/earlier", test_earlier },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/writing/atomic", test_atomic);
  g_test_add_func ("/writing/random", test_random);
  g_test_add_func ("/writing/diff-words", test_diff_words);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Library, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
