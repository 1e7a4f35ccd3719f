/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-hash.h"
#include "vouch-store-care.h"
#include "vouch-store-definitions.h"
#include "vouch-store-items.h"
#include "vouch-store-load.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"

/* Stand-ins for the real formats: the store must not care what these texts look like. */

static VouchDefinition *
read_definition (GBytes *bytes, GError **error)
{
  VouchDefinition *definition = vouch_definition_new ();
  g_autoptr (VouchDefinitionInfo) info = vouch_definition_info_new ();
  g_autofree char *digest =
      vouch_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  vouch_definition_info_set_name (info, "Wait time");
  vouch_definition_set_info (definition, info);
  vouch_definition_set_id (definition, "https://example.org/wait-time");
  vouch_definition_set_version (definition, "1");
  vouch_definition_set_digest (definition, digest);
  return definition;
}

static VouchFacts *
read_facts (const char *json, gssize length, GError **error)
{
  VouchFacts *facts = vouch_facts_new ();

  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_duration_ms (facts, g_ascii_strtoll (json, NULL, 10));
  return facts;
}

static char *
write_facts (VouchFacts *facts)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, vouch_facts_get_duration_ms (facts));
}

const VouchStoreFormats store_fixture_formats = { read_definition, read_facts, write_facts };

void
store_fixture_remove_tree (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inner = g_build_filename (path, name, NULL);

    store_fixture_remove_tree (inner);
  }
  g_remove (path);
}

guint
store_fixture_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    n += g_file_test (path, G_FILE_TEST_IS_DIR) ? store_fixture_count_files (path) : 1;
  }
  return n;
}

VouchStore *
store_fixture_open (StoreFixture *self, VouchStoreFlags flags, GError **error)
{
  return vouch_store_open (self->library, self->clock, &store_fixture_formats, flags, error);
}

static void
begin_portfolio (StoreFixture *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a definition", strlen ("a definition"));
  g_autoptr (VouchDefinition) definition = read_definition (bytes, NULL);
  g_autoptr (VouchPortfolio) portfolio = vouch_portfolio_new ();
  g_autoptr (GError) error = NULL;

  self->definition = vouch_store_add_definition (self->store, definition, bytes, &error);
  g_assert_no_error (error);
  vouch_portfolio_set_title (portfolio, "My wait time");
  vouch_portfolio_set_definition (portfolio, definition);
  g_assert_true (vouch_store_add_portfolio (self->store, portfolio, &error));
  self->portfolio = g_strdup (vouch_portfolio_get_id (portfolio));
}

void
store_fixture_set_up (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("vouch-store-XXXXXX", NULL);
  self->library = g_build_filename (self->folder, "library", NULL);
  self->clock = vouch_clock_new_fixed (FIXTURE_NOW_MS);
  self->store = store_fixture_open (self, VOUCH_STORE_CREATE, &error);
  g_assert_no_error (error);
  begin_portfolio (self);
}

void
store_fixture_close (StoreFixture *self)
{
  VouchStore *store = g_steal_pointer (&self->store);

  if (store != NULL)
    g_assert_finalize_object (store);
}

void
store_fixture_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  store_fixture_close (self);
  self->store = store_fixture_open (self, VOUCH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *self, gconstpointer data)
{
  store_fixture_close (self);
  store_fixture_remove_tree (self->folder);
  g_assert_finalize_object (self->clock);
  g_free (self->folder);
  g_free (self->library);
  g_free (self->definition);
  g_free (self->portfolio);
}

char *
store_fixture_write_file (StoreFixture *self, const char *name, const char *content)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

char *
store_fixture_attach (StoreFixture *self, const char *content, char **sha256)
{
  g_autofree char *path = store_fixture_write_file (self, "lesson.wav", content);
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sha = NULL;

  sha = vouch_store_add_object (self->store, path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  vouch_item_set_requirement (item, "lesson-audio");
  vouch_item_set_media (item, VOUCH_MEDIA_AUDIO);
  vouch_item_set_artifact (item, sha);
  vouch_item_set_file_name (item, "lesson.wav");
  g_assert_true (vouch_store_add_item (self->store, self->portfolio, item, &error));
  g_assert_no_error (error);
  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&sha);
  return g_strdup (vouch_item_get_id (item));
}

char *
store_fixture_respond (StoreFixture *self, const char *text)
{
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autoptr (GError) error = NULL;

  vouch_item_set_requirement (item, "reflection");
  vouch_item_set_media (item, VOUCH_MEDIA_TEXT);
  vouch_item_set_text (item, text);
  g_assert_true (vouch_store_add_item (self->store, self->portfolio, item, &error));
  g_assert_no_error (error);
  return g_strdup (vouch_item_get_id (item));
}

VouchPortfolio *
store_fixture_load (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  VouchPortfolio *portfolio = vouch_store_load_portfolio (self->store, self->portfolio, &error);

  g_assert_no_error (error);
  return portfolio;
}

void
store_fixture_assert_clean (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchStoreReport) report = vouch_store_check (self->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (report->problems, i));
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->notes->len, ==, 0);
}
