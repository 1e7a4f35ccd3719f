/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bench-search N: makes a library of N reflections of 300 words, then types words letter by letter into
 * the search window, and prints how long it takes from a key to the results being painted, and how much
 * of that is finding them. Needs a display.
 */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vouch-definition-reader.h"
#include "vouch-facts-json.h"
#include "vouch-main-window.h"
#include "vouch-portfolios.h"
#include "vouch-search-window.h"
#include "vouch-search.h"
#include "vouch-store-items.h"
#include "vouch-store-search.h"

#define WORDS_EACH 300
#define DEFINITION "https://example.org/micro-credentials/classroom-talk/wait-time"
#define VOCABULARY 20000

static char *vocabulary[VOCABULARY];

/* Words of one to four syllables, all different. */
static void
make_vocabulary (GRand *random)
{
  static const char consonants[] = "bcdfghjklmnprstvwz", vowels[] = "aeiou";
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < VOCABULARY;) {
    g_autoptr (GString) word = g_string_new (NULL);

    for (int n = g_rand_int_range (random, 1, 5); n > 0; n--) {
      g_string_append_c (word, consonants[g_rand_int_range (random, 0, sizeof consonants - 1)]);
      g_string_append_c (word, vowels[g_rand_int_range (random, 0, sizeof vowels - 1)]);
    }
    if (g_hash_table_contains (seen, word->str))
      continue;
    vocabulary[i] = g_strdup (word->str);
    g_hash_table_add (seen, vocabulary[i]);
    i++;
  }
}

/* As in a language, the first words are the most common: the n-th comes up in proportion to 1/n. */
static const char *
pick (GRand *random)
{
  double u = g_rand_double (random);
  double n = pow (VOCABULARY, u);

  return vocabulary[MIN ((guint) n, VOCABULARY) - 1];
}

static void
fill (VouchStore *store, const char *portfolio, guint n, GRand *random)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (store, NULL);

  for (guint i = 0; i < n; i++) {
    g_autoptr (VouchItem) item = vouch_item_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    for (guint j = 0; j < WORDS_EACH; j++)
      g_string_append_printf (text, "%s ", pick (random));
    vouch_item_set_requirement (item, "teacher-view");
    vouch_item_set_media (item, VOUCH_MEDIA_TEXT);
    vouch_item_set_text (item, text->str);
    if (!vouch_store_add_item (store, portfolio, item, &error))
      g_error ("%s", error->message);
    if (i % 2000 == 1999) {
      vouch_store_change_commit (change, NULL);
      g_clear_pointer (&change, vouch_store_change_free);
      change = vouch_store_change_begin (store, NULL);
    }
  }
  vouch_store_change_commit (change, NULL);
}

static void
make_library (const char *folder, guint n)
{
  static const VouchStoreFormats formats = { vouch_definition_read_bytes, vouch_facts_from_json,
                                             vouch_facts_to_json };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261127);
  const VouchWorkspaceOptions options = { .folder = folder, .flags = VOUCH_WORKSPACE_CREATE };
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, NULL);
  g_autofree char *portfolio = vouch_portfolios_begin (workspace, DEFINITION, NULL, NULL, NULL);
  g_autoptr (VouchClock) clock = vouch_clock_new ();
  g_autoptr (VouchStore) store = NULL;

  vouch_workspace_close (workspace);
  make_vocabulary (random);
  store = vouch_store_open (folder, clock, &formats, VOUCH_STORE_DEFAULT, NULL);
  fill (store, portfolio, n, random);
  vouch_store_close (store);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) hits = vouch_search_find_finish (VOUCH_SEARCH (source), result, NULL);

  *(gboolean *) data = TRUE;
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

static void
run_until (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

/* From one more letter to the frame with its results, in milliseconds. */
static double
press (GtkWidget *window, GtkWidget *entry, VouchSearch *search, const char *text)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean answered = FALSE, painted = FALSE;
  gint64 begun = g_get_monotonic_time ();
  gulong handler;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  /* Asked behind the window's own question, so answered just after it. */
  vouch_search_find_async (search, "", 1, NULL, done_cb, &answered);
  run_until (&answered);
  handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  run_until (&painted);
  g_signal_handler_disconnect (clock, handler);
  return (double) (g_get_monotonic_time () - begun) / 1000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static void
print_row (const char *name, GArray *times)
{
  g_array_sort (times, compare_doubles);
  g_print ("%-22s %5u   p50 %6.1f ms   p95 %6.1f ms   most %6.1f ms\n", name, times->len,
           g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len * 95 / 100),
           g_array_index (times, double, times->len - 1));
}

static void
measure (const char *folder, guint n)
{
  const VouchWorkspaceOptions options = { .folder = folder };
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, NULL);
  g_autoptr (VouchSearch) search = vouch_search_new (workspace);
  g_autoptr (GArray) finding = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) painting = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *parent = g_object_new (VOUCH_TYPE_MAIN_WINDOW, NULL);
  GtkWidget *window, *entry;

  gtk_window_present (GTK_WINDOW (parent));
  window = GTK_WIDGET (vouch_search_window_new (GTK_WINDOW (parent), search));
  gtk_window_present (GTK_WINDOW (window));
  entry = find_entry (window);
  press (window, entry, search, "a");
  /* The ten most common words, ten rare ones, and pairs of both. */
  for (guint i = 0; i < 30; i++) {
    const char *word = vocabulary[i < 10 ? i : i < 20 ? i * 900 : i - 20];
    g_autofree char *typed =
        i < 20 ? g_strdup (word) : g_strdup_printf ("%s %s", word, vocabulary[i * 500]);

    for (gsize length = 1; length <= strlen (typed); length++) {
      g_autofree char *part = g_strndup (typed, length);
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) hits = vouch_search_find (search, part, 5, NULL, NULL);
      double found = (double) (g_get_monotonic_time () - begun) / 1000;
      double painted = press (window, entry, search, part);

      g_array_append_val (finding, found);
      g_array_append_val (painting, painted);
    }
  }
  g_print ("%u reflections of %u words\n", n, WORDS_EACH);
  print_row ("found", finding);
  print_row ("key to painted", painting);
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
  vouch_workspace_close (workspace);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  g_autofree char *folder = g_dir_make_tmp ("vouch-bench-search-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);

  gtk_init ();
  adw_init ();
  make_library (folder, n);
  measure (folder, n);
  return system (remove) == 0 ? 0 : 1;
}
