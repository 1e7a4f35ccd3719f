/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <string.h>
#include <time.h>

#include "vouch-error.h"
#include "vouch-store-credentials.h"
#include "vouch-store-definitions.h"
#include "vouch-store-facts.h"
#include "vouch-store-issuers.h"
#include "vouch-store-items.h"
#include "vouch-store-load.h"
#include "vouch-store-people.h"
#include "vouch-store-portfolios.h"
#include "store-sample.h"
#include "vouch-store-submissions.h"
#include "vouch-store-texts.h"

#define MINUTE_MS (60 * 1000)

static void
test_everything_comes_back (StoreFixture *f, gconstpointer data)
{
  store_sample_fill (f->store, f->portfolio, f->folder);
  store_sample_assert (f->store, f->portfolio);
  store_fixture_reopen (f);
  store_sample_assert (f->store, f->portfolio);
  store_fixture_assert_clean (f);
}

static void
test_definitions (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) newer = g_bytes_new_static ("a newer one", 11);
  g_autoptr (VouchDefinition) definition = store_fixture_formats.read_definition (newer, NULL);
  g_autofree char *sha256 = NULL;
  g_autofree char *again = NULL;
  g_autofree char *latest = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;

  vouch_definition_set_version (definition, "2");
  vouch_clock_advance (f->clock, 1000);
  sha256 = vouch_store_add_definition (f->store, definition, newer, &error);
  again = vouch_store_add_definition (f->store, definition, newer, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, again);
  list = vouch_store_list_definitions (f->store, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  latest = vouch_store_find_definition (f->store, "https://example.org/wait-time", NULL, NULL);
  g_assert_cmpstr (latest, ==, sha256);
  {
    g_autofree char *first =
        vouch_store_find_definition (f->store, "https://example.org/wait-time", "1", NULL);

    g_assert_cmpstr (first, ==, f->definition);
  }
  g_assert_null (vouch_store_find_definition (f->store, "https://example.org/other", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);

  /* A portfolio stays with the bytes that it was begun on. */
  store_fixture_reopen (f);
  portfolio = store_fixture_load (f);
  g_assert_cmpstr (vouch_definition_get_digest (vouch_portfolio_get_definition (portfolio)), ==,
                   f->definition);
}

static void
test_bin_and_undo (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *item;

  store_sample_fill (f->store, f->portfolio, f->folder);
  portfolio = store_fixture_load (f);
  item = g_ptr_array_index (vouch_portfolio_get_items (portfolio), 0);
  g_assert_true (vouch_store_remove_item (f->store, vouch_item_get_id (item), NULL));
  {
    g_autoptr (VouchPortfolio) without = store_fixture_load (f);
    g_autofree char *owner = vouch_store_find_item (f->store, vouch_item_get_id (item), NULL);

    g_assert_null (vouch_portfolio_find_item (without, vouch_item_get_id (item)));
    g_assert_cmpstr (owner, ==, f->portfolio);
  }
  g_assert_true (vouch_store_restore_item (f->store, vouch_item_get_id (item), NULL));
  store_sample_assert (f->store, f->portfolio);
  {
    VouchMoment *moment = g_ptr_array_index (vouch_item_get_moments (item), 0);

    g_assert_true (vouch_store_remove_moment (f->store, vouch_moment_get_id (moment), NULL));
    g_assert_false (vouch_store_remove_moment (f->store, vouch_moment_get_id (moment), NULL));
    g_assert_true (vouch_store_save_moment (f->store, vouch_item_get_id (item), moment, NULL));
  }
  store_sample_assert (f->store, f->portfolio);

  g_assert_true (vouch_store_remove_portfolio (f->store, f->portfolio, NULL));
  listed = vouch_store_list_portfolios (f->store, NULL);
  g_assert_cmpuint (listed->len, ==, 0);
  g_clear_pointer (&listed, g_ptr_array_unref);
  g_assert_true (vouch_store_restore_portfolio (f->store, f->portfolio, NULL));
  listed = vouch_store_list_portfolios (f->store, NULL);
  g_assert_cmpuint (listed->len, ==, 1);
}

static void
test_unknown_things_are_refused (StoreFixture *f, gconstpointer data)
{
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autofree char *no_file = g_strnfill (64, 'a');
  g_autoptr (VouchCitation) citation = vouch_citation_new ();
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  const char *people[] = { "s9", NULL };

  vouch_item_set_requirement (item, "x");
  g_assert_false (vouch_store_add_item (f->store, "no portfolio", item, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  vouch_item_set_artifact (item, no_file);
  g_assert_false (vouch_store_add_item (f->store, f->portfolio, item, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  vouch_item_set_artifact (item, NULL);
  vouch_appearance_set_people (vouch_item_get_appearance (item), people);
  g_assert_false (vouch_store_add_item (f->store, f->portfolio, item, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  vouch_appearance_set_people (vouch_item_get_appearance (item), NULL);
  vouch_citation_set_item (citation, "no item");
  vouch_item_add_citation (item, citation);
  g_assert_false (vouch_store_add_item (f->store, f->portfolio, item, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  portfolio = store_fixture_load (f);
  g_assert_cmpuint (vouch_portfolio_get_items (portfolio)->len, ==, 0);
}

static gboolean
has_earlier (StoreFixture *f, const char *item, const char *text)
{
  g_autoptr (GPtrArray) texts = vouch_store_list_earlier_texts (f->store, item, NULL);

  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (((VouchEarlierText *) g_ptr_array_index (texts, i))->text, text))
      return TRUE;
  return FALSE;
}

static void
test_earlier_texts (StoreFixture *f, gconstpointer data)
{
  g_autofree char *id = store_fixture_respond (f, "I waited.");
  g_autofree char *longest = g_strnfill (600, 'w');
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;

  /* Typed letter by letter, then deleted letter by letter, a save every second. */
  for (guint i = 0; i < 1200; i++) {
    g_autofree char *text = g_strnfill (i < 600 ? i + 1 : 1200 - i, 'w');

    vouch_clock_advance (f->clock, 1000);
    g_assert_true (vouch_store_set_item_text (f->store, id, text, NULL));
    g_assert_true (vouch_store_set_item_text (f->store, id, text, NULL));
  }
  vouch_clock_advance (f->clock, 60 * MINUTE_MS);
  g_assert_true (vouch_store_set_item_text (f->store, id, "", NULL));
  vouch_clock_advance (f->clock, 60 * MINUTE_MS);
  g_assert_true (vouch_store_set_item_text (f->store, id, "Once more", NULL));
  g_assert_true (vouch_store_set_item_text (f->store, id, "Once more.", NULL));

  g_assert_true (has_earlier (f, id, "I waited."));
  g_assert_true (has_earlier (f, id, longest));
  g_assert_true (has_earlier (f, id, "Once more"));
  texts = vouch_store_list_earlier_texts (f->store, id, NULL);
  g_assert_cmpuint (texts->len, <, 25);
  portfolio = store_fixture_load (f);
  g_assert_cmpstr (vouch_item_get_text (vouch_portfolio_find_item (portfolio, id)), ==,
                   "Once more.");
}

static void
test_many_items (StoreFixture *f, gconstpointer data)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (f->store, NULL);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  gint64 began;

  for (guint i = 0; i < 10000; i++) {
    g_autoptr (VouchItem) item = vouch_item_new ();
    g_autoptr (VouchMoment) moment = vouch_moment_new ();

    vouch_item_set_requirement (item, "reflection");
    vouch_item_set_text (item, "An answer");
    vouch_item_set_attribute (item, "lesson", "L1");
    vouch_moment_set_quote (moment, "answer");
    vouch_item_add_moment (item, moment);
    g_assert_true (vouch_store_add_item (f->store, f->portfolio, item, NULL));
  }
  g_assert_true (vouch_store_change_commit (change, NULL));
  g_clear_pointer (&change, vouch_store_change_free);
  began = clock ();
  portfolio = store_fixture_load (f);
  g_test_message ("10,000 items were loaded in %.0f ms", (double) (clock () - began) / 1000);
  g_assert_cmpuint (vouch_portfolio_get_items (portfolio)->len, ==, 10000);
  g_assert_cmpint (clock () - began, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (StoreFixture *, gconstpointer);
  } tests[] = {
    { "/store/portfolio/everything-comes-back", test_everything_comes_back },
    { "/store/portfolio/definitions", test_definitions },
    { "/store/portfolio/bin-and-undo", test_bin_and_undo },
    { "/store/portfolio/unknown-things", test_unknown_things_are_refused },
    { "/store/portfolio/earlier-texts", test_earlier_texts },
    { "/store/portfolio/many-items", test_many_items },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFixture, NULL, store_fixture_set_up, tests[i].test,
                store_fixture_tear_down);
  return g_test_run ();
}
