/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <string.h>

#include "vouch-error.h"
#include "vouch-store-bin.h"
#include "vouch-store-evidence.h"
#include "vouch-store-items.h"
#include "vouch-store-people.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-private.h"
#include "vouch-store-search.h"
#include "vouch-store-talks.h"
#include "store-sample.h"

#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

static GPtrArray *
look (StoreFixture *f, VouchFoundKind kind, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = vouch_store_search (f->store, kind, (const char *const *) list, 10, &error);

  g_assert_no_error (error);
  return found;
}

static void
assert_found (StoreFixture *f, VouchFoundKind kind, const char *words, guint n)
{
  g_autoptr (GPtrArray) found = look (f, kind, words);

  g_assert_cmpuint (found->len, ==, n);
}

static void
assert_agrees (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;

  vouch_store_search_check (f->store, &error);
  g_assert_no_error (error);
}

static void
test_words (StoreFixture *f, gconstpointer data)
{
  g_autofree char *text = store_fixture_respond (f, "The café was quiet. Don't ask \"why\" twice.");
  g_autofree char *other = store_fixture_respond (f, "Nothing about that");
  g_autoptr (GPtrArray) found = look (f, VOUCH_FOUND_TEXT, "q caf");

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((VouchFound *) found->pdata[0])->place, ==, text);
  g_assert_cmpstr (((VouchFound *) found->pdata[0])->portfolio_title, ==, "My wait time");
  g_assert_cmpstr (((VouchFound *) found->pdata[0])->requirement, ==, "reflection");
  assert_found (f, VOUCH_FOUND_TEXT, "CAFÉ", 1);
  assert_found (f, VOUCH_FOUND_TEXT, "cafe quiet", 1);
  assert_found (f, VOUCH_FOUND_TEXT, "cafe that", 0);
  assert_found (f, VOUCH_FOUND_TEXT, "don", 1);
  assert_found (f, VOUCH_FOUND_TEXT, "OR", 0);
  assert_found (f, VOUCH_FOUND_TEXT, "t", 2);
  assert_found (f, VOUCH_FOUND_EVIDENCE, "cafe", 0);
  assert_found (f, VOUCH_FOUND_PORTFOLIO, "wait", 1);
  assert_agrees (f);
}

/* An inline citation stands as an object replacement character in the text. */
static void
test_citations_do_not_hinder (StoreFixture *f, gconstpointer data)
{
  g_autofree char *text = store_fixture_respond (f, "before\357\277\274after and a\357\277\274 b");

  assert_found (f, VOUCH_FOUND_TEXT, "before", 1);
  assert_found (f, VOUCH_FOUND_TEXT, "after", 1);
}

static void
test_follows_changes (StoreFixture *f, gconstpointer data)
{
  g_autofree char *id = store_fixture_respond (f, "violet");
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_store_set_item_text (f->store, id, "orange", &error));
  assert_found (f, VOUCH_FOUND_TEXT, "violet", 0);
  assert_found (f, VOUCH_FOUND_TEXT, "orange", 1);
  g_assert_true (vouch_store_remove_item (f->store, id, &error));
  assert_found (f, VOUCH_FOUND_TEXT, "orange", 0);
  g_assert_true (vouch_store_restore_item (f->store, id, &error));
  assert_found (f, VOUCH_FOUND_TEXT, "orange", 1);
  g_assert_true (vouch_store_remove_portfolio (f->store, f->portfolio, &error));
  assert_found (f, VOUCH_FOUND_TEXT, "orange", 0);
  assert_found (f, VOUCH_FOUND_PORTFOLIO, "wait", 0);
  g_assert_true (vouch_store_restore_portfolio (f->store, f->portfolio, &error));
  assert_found (f, VOUCH_FOUND_TEXT, "orange", 1);
  g_assert_true (vouch_store_rename_portfolio (f->store, f->portfolio, "Silence", &error));
  assert_found (f, VOUCH_FOUND_PORTFOLIO, "silence", 1);
  assert_agrees (f);
}

static void
test_everything_is_in_it (StoreFixture *f, gconstpointer data)
{
  store_sample_fill (f->store, f->portfolio, f->folder);
  assert_agrees (f);
  for (guint kind = VOUCH_FOUND_PORTFOLIO; kind <= VOUCH_FOUND_PERSON; kind++) {
    g_autofree char *sql =
        g_strdup_printf ("SELECT 1 FROM search_entry WHERE id >> 40 = %u LIMIT 1", kind);
    g_autoptr (VouchStoreReading) reading = _vouch_store_read (f->store, NULL);
    g_autoptr (VouchSqlStatement) row =
        vouch_sql_query (_vouch_store_reading_get_sql (reading), NULL, sql, "");
    gboolean is_there = vouch_sql_next (row, NULL);

    /* The sample's facts and decision are no JSON. */
    if (kind != VOUCH_FOUND_DOCUMENT && kind != VOUCH_FOUND_FEEDBACK)
      g_assert_true (is_there);
  }
}

static void
run_in_change (StoreFixture *f, const char *sql, const char *value)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (f->store, NULL);
  g_autoptr (VouchSqlStatement) statement =
      vouch_sql_query (_vouch_store_get_writer (f->store), NULL, sql, "t", value);

  g_assert_true (vouch_sql_finish (statement, NULL));
  g_clear_pointer (&statement, vouch_sql_statement_free);
  g_assert_true (vouch_store_search_take_facts (f->store, value, NULL));
  g_assert_true (vouch_store_search_take_decisions (f->store, value, NULL));
  g_assert_true (vouch_store_change_commit (change, NULL));
}

/* The words inside a document, and what an assessor wrote. */
static void
test_words_of_json (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = NULL;
  g_autofree char *submission = NULL;

  store_sample_fill (f->store, f->portfolio, f->folder);
  id = store_fixture_attach (f, "a document", &sha256);
  run_in_change (f,
                 "INSERT INTO facts VALUES (?1, 'r', 0, "
                 "'{\"format\":\"pdf\",\"text\":\"Graphemes and morphemes\"}')",
                 sha256);
  assert_found (f, VOUCH_FOUND_DOCUMENT, "morph graph", 1);
  assert_found (f, VOUCH_FOUND_DOCUMENT, "pdf", 0);
  {
    g_autoptr (VouchStoreReading) reading = _vouch_store_read (f->store, NULL);
    g_autoptr (VouchSqlStatement) row = vouch_sql_query (_vouch_store_reading_get_sql (reading),
                                                         NULL, "SELECT id FROM submission", "");

    g_assert_true (vouch_sql_next (row, NULL));
    submission = g_strdup (vouch_sql_text (row, 0));
  }
  run_in_change (f,
                 "INSERT INTO decision VALUES (?1, 0, CAST ('{\"criteria\":[{\"criterion\":"
                 "\"c1\",\"comment\":\"Wait a little longer\"}]}' AS BLOB))",
                 submission);
  assert_found (f, VOUCH_FOUND_FEEDBACK, "longer", 1);
  assert_found (f, VOUCH_FOUND_FEEDBACK, "c1", 0);
  assert_agrees (f);
  g_assert_true (vouch_store_remove_item (f->store, id, NULL));
  assert_found (f, VOUCH_FOUND_DOCUMENT, "morph", 0);
  g_assert_true (vouch_store_restore_item (f->store, id, NULL));
  assert_found (f, VOUCH_FOUND_DOCUMENT, "morph", 1);
  assert_agrees (f);
}

static VouchCaption *
make_caption (gint64 start_ms, const char *speaker, const char *text)
{
  VouchCaption *caption = vouch_caption_new ();

  vouch_caption_set_start_ms (caption, start_ms);
  vouch_caption_set_end_ms (caption, start_ms + 900);
  vouch_caption_set_speaker (caption, speaker);
  vouch_caption_set_text (caption, text);
  return caption;
}

static void
assert_caption (StoreFixture *f, const char *words, const char *item, gint64 at_ms)
{
  g_autoptr (GPtrArray) found = look (f, VOUCH_FOUND_CAPTION, words);
  const VouchFound *one = found->pdata[0];

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (one->item, ==, item);
  g_assert_cmpint (one->at_ms, ==, at_ms);
  g_assert_cmpstr (one->portfolio_title, ==, item != NULL ? "My wait time" : NULL);
}

/* What is said in a recording, at its time, wherever the recording is used. */
static void
test_captions (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "a recording", &sha256);
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (captions, make_caption (i * 1000, NULL, "Something else"));
  g_ptr_array_insert (captions, 30, make_caption (30500, "Teacher", "Why is\nthe sky blue?"));
  g_assert_true (vouch_store_set_captions (f->store, sha256, captions, &error));
  assert_caption (f, "sky wh", id, 30500);
  assert_caption (f, "teacher", id, 30500);
  assert_found (f, VOUCH_FOUND_CAPTION, "sky something", 0);
  assert_found (f, VOUCH_FOUND_CAPTION, "something", 10);
  assert_agrees (f);
  g_assert_true (vouch_store_remove_item (f->store, id, &error));
  assert_caption (f, "sky", NULL, 30500);
  g_assert_true (vouch_store_restore_item (f->store, id, &error));
  assert_caption (f, "sky", id, 30500);
  g_assert_true (vouch_store_search_rebuild (f->store, &error));
  assert_caption (f, "sky", id, 30500);
  g_ptr_array_remove_range (captions, 1, 29);
  g_assert_true (vouch_store_set_captions (f->store, sha256, captions, &error));
  assert_caption (f, "sky", id, 30500);
  assert_agrees (f);
  g_assert_true (vouch_store_set_captions (f->store, sha256, none, &error));
  assert_found (f, VOUCH_FOUND_CAPTION, "sky", 0);
  assert_agrees (f);
}

/* What is in the bin is not found. */
static void
test_captions_in_the_bin (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "a recording", &sha256);
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (captions, make_caption (0, NULL, "violet"));
  g_assert_true (vouch_store_set_captions (f->store, sha256, captions, &error));
  g_assert_true (vouch_store_remove_evidence (f->store, sha256, &error));
  g_assert_no_error (error);
  assert_found (f, VOUCH_FOUND_CAPTION, "violet", 0);
  assert_agrees (f);
  g_assert_true (vouch_store_restore_evidence (f->store, sha256, &error));
  assert_found (f, VOUCH_FOUND_CAPTION, "violet", 1);
  assert_agrees (f);
}

static void
test_titles_first_and_newest_first (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = store_fixture_respond (f, "maple one");
  g_autofree char *second = store_fixture_respond (f, "maple two");
  g_autofree char *third = store_fixture_respond (f, "maple three");
  g_autoptr (VouchPortfolio) portfolio = store_fixture_load (f);
  VouchItem *item = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);

  vouch_item_set_title (item, "Maple");
  g_assert_true (vouch_store_update_item (f->store, item, &error));
  g_assert_true (vouch_store_set_item_text (f->store, second, "maple two again", &error));
  found = look (f, VOUCH_FOUND_TEXT, "maple");
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (((VouchFound *) found->pdata[0])->place, ==, vouch_item_get_id (item));
  g_assert_cmpstr (((VouchFound *) found->pdata[1])->place, ==, second);
}

static gboolean
file_contains (const char *path, const char *word)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &content, &length, NULL) &&
         memmem (content, length, word, strlen (word)) != NULL;
}

static void
test_gone_for_good (StoreFixture *f, gconstpointer data)
{
  g_autofree char *id = store_fixture_respond (f, "xylophonist xylophonist");
  g_autofree char *database = g_build_filename (f->library, "library.db", NULL);
  g_autoptr (GError) error = NULL;

  store_fixture_reopen (f);
  g_assert_true (file_contains (database, "xylophonist"));
  g_assert_true (vouch_store_remove_item (f->store, id, &error));
  vouch_clock_advance (f->clock, 31 * DAY_MS);
  g_assert_true (vouch_store_collect (f->store, NULL, &error));
  g_assert_no_error (error);
  assert_agrees (f);
  store_fixture_close (f);
  g_assert_false (file_contains (database, "xylophonist"));
  store_fixture_reopen (f);
}

static void
test_made_anew (StoreFixture *f, gconstpointer data)
{
  g_autofree char *id = store_fixture_respond (f, "violet");
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (f->store, &error);

  g_assert_true (vouch_sql_exec (_vouch_store_get_writer (f->store),
                                 "UPDATE search_entry SET body = 'green' WHERE body LIKE 'viol%'",
                                 &error));
  g_assert_true (vouch_store_change_commit (change, &error));
  g_clear_pointer (&change, vouch_store_change_free);
  g_assert_false (vouch_store_search_check (f->store, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (vouch_store_search_rebuild (f->store, &error));
  g_assert_no_error (error);
  assert_agrees (f);
  assert_found (f, VOUCH_FOUND_TEXT, "violet", 1);
}

static const char *const some_words[] = {
  "apple", "birch", "Café", "delta", "écho", "fir", "glass"
};

static char *
random_text (GRand *random)
{
  GString *text = g_string_new (NULL);

  for (int i = g_rand_int_range (random, 0, 12); i > 0; i--)
    g_string_append_printf (text, "%s ",
                            some_words[g_rand_int_range (random, 0, G_N_ELEMENTS (some_words))]);
  return g_string_free (text, FALSE);
}

static void
edit_something (StoreFixture *f, GRand *random, VouchPortfolio *portfolio)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  g_autofree char *text = random_text (random);
  VouchItem *item =
      items->len > 0 ? g_ptr_array_index (items, g_rand_int_range (random, 0, (gint32) items->len))
                     : NULL;
  g_autofree char *id = NULL;

  if (item == NULL || g_rand_int_range (random, 0, 4) == 0) {
    id = g_rand_boolean (random) ? store_fixture_respond (f, text)
                                 : store_fixture_attach (f, text, NULL);
    return;
  }
  switch (g_rand_int_range (random, 0, 6)) {
  case 0:
    g_assert_true (vouch_store_set_item_text (f->store, vouch_item_get_id (item), text, NULL));
    break;
  case 1:
    vouch_item_set_title (item, text);
    vouch_item_set_attribute (item, "class", text);
    g_assert_true (vouch_store_update_item (f->store, item, NULL));
    break;
  case 2: g_assert_true (vouch_store_remove_item (f->store, vouch_item_get_id (item), NULL)); break;
  case 3:
    g_assert_true (vouch_store_remove_item (f->store, vouch_item_get_id (item), NULL));
    g_assert_true (vouch_store_restore_item (f->store, vouch_item_get_id (item), NULL));
    break;
  case 4: {
    g_autoptr (VouchMoment) moment = vouch_moment_new ();

    vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_PAGE);
    vouch_moment_set_note (moment, text);
    g_assert_true (vouch_store_save_moment (f->store, vouch_item_get_id (item), moment, NULL));
    break;
  }
  default:
    vouch_clock_advance (f->clock, 40 * DAY_MS);
    g_assert_true (vouch_store_collect (f->store, NULL, NULL));
  }
}

static char *
list_places (StoreFixture *f, const char *word)
{
  const char *const words[] = { word, NULL };
  g_autoptr (GPtrArray) found = vouch_store_search (f->store, VOUCH_FOUND_TEXT, words, 1000, NULL);
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (places, "%s ", ((VouchFound *) found->pdata[i])->place);
  return g_string_free (g_steal_pointer (&places), FALSE);
}

/* What waits to be indexed is found like the rest, in the same order. */
static void
assert_same_when_applied (StoreFixture *f, const char *word)
{
  g_autofree char *before = list_places (f, word);
  g_autofree char *after = NULL;

  assert_agrees (f);
  after = list_places (f, word);
  g_assert_cmpstr (before, ==, after);
}

/* After any edits the index is what it would be if it were made anew. */
static void
test_random_edits (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261127);

  for (guint i = 0; i < 150; i++) {
    g_autoptr (VouchPortfolio) portfolio = store_fixture_load (f);

    edit_something (f, random, portfolio);
    assert_same_when_applied (f,
                              some_words[g_rand_int_range (random, 0, G_N_ELEMENTS (some_words))]);
    if (i % 40 == 39) {
      g_assert_true (vouch_store_remove_portfolio (f->store, f->portfolio, NULL));
      assert_agrees (f);
      g_assert_true (vouch_store_restore_portfolio (f->store, f->portfolio, NULL));
    }
  }
  g_assert_true (vouch_store_search_rebuild (f->store, NULL));
  assert_agrees (f);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/search/" name, StoreFixture, NULL, store_fixture_set_up, func,               \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("words", test_words);
  ADD ("citations", test_citations_do_not_hinder);
  ADD ("changes", test_follows_changes);
  ADD ("everything", test_everything_is_in_it);
  ADD ("json", test_words_of_json);
  ADD ("captions", test_captions);
  ADD ("captions-in-the-bin", test_captions_in_the_bin);
  ADD ("order", test_titles_first_and_newest_first);
  ADD ("gone", test_gone_for_good);
  ADD ("made-anew", test_made_anew);
  ADD ("random", test_random_edits);
  return g_test_run ();
}
