/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include "vouch-error.h"
#include "vouch-store-bin.h"
#include "vouch-store-evidence.h"
#include "vouch-store-glances.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"
#include "vouch-store-people.h"
#include "vouch-store-said.h"
#include "vouch-store-uses.h"

#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

/* Every file once: it stays when its places go, goes when it is asked to, and comes back whole. */

static char *
bring (StoreFixture *f, const char *content)
{
  g_autofree char *path = store_fixture_write_file (f, "loose.jpg", content);
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autoptr (GError) error = NULL;
  char *sha256 = vouch_store_add_object (f->store, path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_file_name (item, "loose.jpg");
  vouch_item_set_media (item, VOUCH_MEDIA_IMAGE);
  g_assert_true (vouch_store_add_evidence (f->store, item, &error));
  g_assert_no_error (error);
  return sha256;
}

static VouchEvidence *
find (StoreFixture *f, const char *sha256)
{
  g_autoptr (GPtrArray) all = vouch_store_list_evidence (f->store, NULL);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_evidence_get_artifact (g_ptr_array_index (all, i)), sha256) == 0)
      return g_object_ref (g_ptr_array_index (all, i));
  return NULL;
}

static void
place_again (StoreFixture *f, const char *sha256)
{
  g_autoptr (VouchItem) item = vouch_item_new ();

  vouch_item_set_requirement (item, "planning");
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_media (item, VOUCH_MEDIA_AUDIO);
  g_assert_true (vouch_store_add_item (f->store, f->portfolio, item, NULL));
}

static void
test_listed_once (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "lesson", &sha256);
  g_autofree char *loose = bring (f, "photo");
  g_autoptr (GPtrArray) all = NULL;
  VouchEvidence *evidence;

  place_again (f, sha256);
  all = vouch_store_list_evidence (f->store, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  evidence = g_ptr_array_index (all, 0);
  g_assert_cmpstr (vouch_evidence_get_artifact (evidence), ==, loose);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 0);
  g_assert_cmpint (vouch_evidence_get_media (evidence), ==, VOUCH_MEDIA_IMAGE);
  evidence = g_ptr_array_index (all, 1);
  g_assert_cmpstr (vouch_evidence_get_artifact (evidence), ==, sha256);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 2);
  g_assert_cmpstr (vouch_evidence_get_name (evidence), ==, "lesson.wav");
  g_assert_cmpint (vouch_evidence_get_size (evidence), ==, 6);
  store_fixture_assert_clean (f);
}

static void
test_facts_and_criteria (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "lesson", &sha256);
  g_autoptr (VouchPortfolio) portfolio = store_fixture_load (f);
  VouchItem *item = vouch_portfolio_find_item (portfolio, id);
  const char *const criteria[] = { "pauses", "voices", NULL };
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (VouchEvidence) evidence = NULL;

  vouch_item_set_criteria (item, criteria);
  vouch_item_set_attribute (item, "lesson", "L4");
  vouch_item_set_attribute (item, "date", "2026-10-02");
  vouch_item_set_title (item, "Lesson four");
  g_assert_true (vouch_store_update_item (f->store, item, NULL));
  vouch_moment_set_criterion (moment, "questions");
  g_assert_true (vouch_store_save_moment (f->store, id, moment, NULL));

  evidence = find (f, sha256);
  g_assert_cmpstr (vouch_evidence_get_name (evidence), ==, "Lesson four");
  g_assert_cmpstr (vouch_evidence_get_attribute (evidence, "lesson"), ==, "L4");
  g_assert_cmpuint (vouch_evidence_get_date (evidence), !=, VOUCH_DAY_NONE);
  g_assert_cmpuint (g_strv_length ((char **) vouch_evidence_get_criteria (evidence)), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (strcspn (vouch_evidence_get_criteria (evidence)[i], ":"), ==, 16);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 1);
}

static void
test_stays_without_a_place (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "lesson", &sha256);
  g_autofree char *key = NULL;
  g_autoptr (GBytes) picture = g_bytes_new_static ("a child", 7);
  g_autoptr (VouchEvidence) evidence = NULL;
  guint n = 0;

  g_assert_true (vouch_store_remove_item (f->store, id, NULL));
  vouch_clock_advance (f->clock, 31 * DAY_MS);
  g_assert_true (vouch_store_collect (f->store, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (vouch_store_restore_item (f->store, id, NULL));
  evidence = find (f, sha256);
  g_assert_nonnull (evidence);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 0);
  g_assert_true (vouch_store_verify_object (f->store, sha256, NULL, NULL));

  /* A picture out of it that was made to be shown goes with it. */
  key = g_strconcat (sha256, "-small", NULL);
  g_assert_true (vouch_store_keep_glance (f->store, key, picture, NULL));
  g_assert_true (vouch_store_remove_evidence (f->store, sha256, NULL));
  vouch_clock_advance (f->clock, 31 * DAY_MS);
  g_assert_true (vouch_store_collect (f->store, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (vouch_store_load_glance (f->store, key));
  store_fixture_assert_clean (f);
}

static void
test_goes_and_comes_back_whole (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *first = store_fixture_attach (f, "lesson", &sha256);
  g_autofree char *second = store_fixture_attach (f, "lesson", NULL);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (VouchEvidence) evidence = NULL;

  g_assert_true (vouch_store_remove_item (f->store, first, NULL));
  vouch_clock_advance (f->clock, DAY_MS);
  g_assert_true (vouch_store_remove_evidence (f->store, sha256, NULL));
  g_assert_null (find (f, sha256));
  /* The place that went before lies there by itself; the one that went with the file does not. */
  bin = vouch_store_list_bin (f->store, NULL);
  g_assert_cmpuint (bin->len, ==, 2);
  g_assert_cmpint (vouch_bin_entry_get_kind (g_ptr_array_index (bin, 0)), ==,
                   VOUCH_BIN_KIND_EVIDENCE);
  g_assert_cmpint (vouch_bin_entry_get_days_left (g_ptr_array_index (bin, 0)), ==, 30);
  g_assert_cmpstr (vouch_bin_entry_get_id (g_ptr_array_index (bin, 1)), ==, first);
  g_assert_cmpint (vouch_bin_entry_get_days_left (g_ptr_array_index (bin, 1)), ==, 29);

  g_assert_true (vouch_store_put_back (f->store, g_ptr_array_index (bin, 0), NULL));
  portfolio = store_fixture_load (f);
  g_assert_nonnull (vouch_portfolio_find_item (portfolio, second));
  g_assert_null (vouch_portfolio_find_item (portfolio, first));
  evidence = find (f, sha256);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 1);

  /* A place that is put back brings its file along. */
  g_assert_true (vouch_store_remove_evidence (f->store, sha256, NULL));
  g_assert_true (vouch_store_put_back (f->store, g_ptr_array_index (bin, 1), NULL));
  g_clear_object (&evidence);
  evidence = find (f, sha256);
  g_assert_cmpuint (vouch_evidence_get_n_places (evidence), ==, 1);
}

static void
test_emptied_with_a_way_out (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "lesson", &sha256);
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) again = NULL;
  guint n = 0;

  g_assert_true (vouch_store_remove_evidence (f->store, sha256, NULL));
  vouch_clock_advance (f->clock, 5 * DAY_MS);
  bin = vouch_store_list_bin (f->store, NULL);
  g_assert_true (vouch_store_empty_bin (f->store, bin, NULL));
  nothing = vouch_store_list_bin (f->store, NULL);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_true (vouch_store_fill_bin (f->store, bin, NULL));
  again = vouch_store_list_bin (f->store, NULL);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpint (vouch_bin_entry_get_days_left (g_ptr_array_index (again, 0)), ==, 25);
  g_assert_true (vouch_store_restore_evidence (f->store, sha256, NULL));
  g_assert_cmpint (vouch_store_get_object_size (f->store, sha256, NULL), ==, 6);

  g_assert_true (vouch_store_remove_evidence (f->store, sha256, NULL));
  g_clear_pointer (&again, g_ptr_array_unref);
  again = vouch_store_list_bin (f->store, NULL);
  g_assert_true (vouch_store_empty_bin (f->store, again, NULL));
  g_assert_true (vouch_store_collect (f->store, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (vouch_store_restore_item (f->store, id, NULL));
  store_fixture_assert_clean (f);
}

static void
add_person (StoreFixture *f, const char *key)
{
  g_autoptr (VouchPerson) person = vouch_person_new ();

  vouch_person_set_key (person, key);
  g_assert_true (vouch_store_add_person (f->store, person, NULL));
}

static void
test_said_everywhere (StoreFixture *f, gconstpointer data)
{
  const char *const people[] = { "S1", "S2", NULL };
  g_autofree char *sha256 = NULL;
  g_autofree char *first = store_fixture_attach (f, "lesson", &sha256);
  g_autofree char *second = store_fixture_attach (f, "lesson", NULL);
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GPtrArray) again = NULL;

  add_person (f, "S1");
  add_person (f, "S2");
  said = vouch_store_load_said (f->store, sha256, NULL);
  g_assert_cmpuint (said->len, ==, 3);
  g_assert_null (vouch_item_get_id (g_ptr_array_index (said, 0)));
  for (guint i = 0; i < said->len; i++) {
    VouchItem *item = g_ptr_array_index (said, i);

    vouch_item_set_attribute (item, "lesson", "L1");
    vouch_item_set_attribute (item, "unit", "U2");
    vouch_item_set_title (item, "Lesson one");
    vouch_appearance_set_state (vouch_item_get_appearance (item), VOUCH_APPEARANCE_STATE_LISTED);
    vouch_appearance_set_people (vouch_item_get_appearance (item), people);
    g_assert_true (vouch_store_write_said (f->store, item, NULL));
  }
  again = vouch_store_load_said (f->store, sha256, NULL);
  for (guint i = 0; i < again->len; i++) {
    VouchItem *item = g_ptr_array_index (again, i);

    g_assert_cmpstr (vouch_item_get_attribute (item, "unit"), ==, "U2");
    g_assert_cmpstr (vouch_item_get_title (item), ==, "Lesson one");
    g_assert_cmpstr (vouch_appearance_get_people (vouch_item_get_appearance (item))[1], ==, "S2");
  }
  store_fixture_assert_clean (f);
}

static void
test_where_used (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "lesson", &sha256);
  g_autofree char *loose = bring (f, "photo");
  g_autoptr (GPtrArray) uses = vouch_store_list_uses (f->store, sha256, NULL);
  g_autoptr (GPtrArray) none = vouch_store_list_uses (f->store, loose, NULL);
  g_autofree char *latest = vouch_store_find_latest_place (f->store, sha256, NULL);

  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_cmpstr (vouch_evidence_use_get_item (g_ptr_array_index (uses, 0)), ==, id);
  g_assert_cmpstr (vouch_evidence_use_get_requirement (g_ptr_array_index (uses, 0)), ==,
                   "lesson-audio");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (latest, ==, id);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (StoreFixture *, gconstpointer);
  } tests[] = {
    { "/store/evidence/listed-once", test_listed_once },
    { "/store/evidence/facts-and-criteria", test_facts_and_criteria },
    { "/store/evidence/stays-without-a-place", test_stays_without_a_place },
    { "/store/evidence/goes-and-comes-back-whole", test_goes_and_comes_back_whole },
    { "/store/evidence/emptied-with-a-way-out", test_emptied_with_a_way_out },
    { "/store/evidence/said-everywhere", test_said_everywhere },
    { "/store/evidence/where-used", test_where_used },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFixture, NULL, store_fixture_set_up, tests[i].test,
                store_fixture_tear_down);
  return g_test_run ();
}
