/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-capture-list.h"
#include "vouch-error.h"
#include "vouch-fittings.h"
#include "vouch-items.h"
#include "vouch-prepare.h"
#include "vouch-store-facts.h"
#include "vouch-store-fit.h"

#include "vouch-workspace-private.h"
#include "workspace-fixture.h"

/* Copies that are to fit: when there is none yet, and what of one is kept. */

static void
set_up (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  workspace_fixture_set_up (fixture, data);
  fixture->recording =
      workspace_fixture_attach (fixture, "recording", "lesson.wav", "AUDIO one", &error);
  g_assert_no_error (error);
}

static VouchItem *
load (WorkspaceFixture *fixture, VouchPortfolio **portfolio)
{
  g_autoptr (GError) error = NULL;
  VouchItem *item = vouch_items_find (fixture->workspace, fixture->recording, portfolio, &error);

  g_assert_no_error (error);
  return item;
}

static void
wish (WorkspaceFixture *fixture, const char *format)
{
  VouchFit fit = { .max_bytes = 20000000 };
  g_autoptr (GError) error = NULL;

  g_strlcpy (fit.format, format, sizeof fit.format);
  vouch_store_set_fit (vouch_workspace_get_store (fixture->workspace), fixture->recording, &fit,
                       &error);
  g_assert_no_error (error);
}

static void
set_facts (WorkspaceFixture *fixture, const char *artifact, VouchFacts *facts)
{
  g_autoptr (GError) error = NULL;

  vouch_store_set_facts (vouch_workspace_get_store (fixture->workspace), artifact, facts, &error);
  g_assert_no_error (error);
}

/* A plain copy must not stand where one that fits is looked for. */
static void
test_no_copy_without_facts (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchPortfolio) unread = NULL;
  g_autoptr (VouchFacts) known = NULL;
  g_autoptr (VouchFacts) unknown = vouch_facts_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  gboolean derived;
  gint64 bytes;
  VouchItem *item = load (fixture, &portfolio);
  guint n = fake_inspector_get_n_copies (FAKE_INSPECTOR (fixture->inspector));

  known = g_object_ref (vouch_item_get_facts (item));
  wish (fixture, "wav");
  set_facts (fixture, vouch_item_get_artifact (item), unknown);
  item = load (fixture, &unread);
  g_assert_cmpint (vouch_facts_get_state (vouch_item_get_facts (item)), ==, VOUCH_FACTS_PENDING);
  g_assert_false (vouch_prepare_item (fixture->workspace, item, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  g_assert_cmpuint (fake_inspector_get_n_copies (FAKE_INSPECTOR (fixture->inspector)), ==, n);
  g_assert_null (vouch_prepare_find_copy (fixture->workspace, item, &bytes, &derived, NULL));
  g_assert_true (derived);

  set_facts (fixture, vouch_item_get_artifact (item), known);
  g_clear_object (&portfolio);
  item = load (fixture, &portfolio);
  g_assert_true (vouch_prepare_item (fixture->workspace, item, NULL, NULL, &error));
  g_assert_no_error (error);
  copy = vouch_prepare_find_copy (fixture->workspace, item, &bytes, &derived, &error);
  g_assert_no_error (error);
  g_assert_nonnull (copy);
}

static gboolean
has_copy (WorkspaceFixture *fixture, const char *id)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *copy = NULL;
  gboolean derived;
  gint64 bytes;
  VouchItem *item = vouch_items_find (fixture->workspace, id, &portfolio, NULL);

  g_assert_nonnull (item);
  copy = vouch_prepare_find_copy (fixture->workspace, item, &bytes, &derived, NULL);
  return copy != NULL && derived;
}

/* One recording of which no copy can be made keeps none from the others. */
static void
test_one_of_two (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchFacts) unknown = vouch_facts_new ();
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = g_strdup (fixture->recording);
  g_autofree char *second = NULL;

  second = workspace_fixture_attach (fixture, "student-view", "answer.wav", "AUDIO two", &error);
  g_assert_no_error (error);
  wish (fixture, "wav");
  set_facts (fixture, vouch_item_get_artifact (load (fixture, &portfolio)), unknown);
  g_free (fixture->recording);
  fixture->recording = g_strdup (second);
  wish (fixture, "wav");
  g_assert_false (vouch_fittings_make (fixture->workspace, fixture->portfolio, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_assert_false (has_copy (fixture, first));
  g_assert_true (has_copy (fixture, second));
}

static guint
count_scratch (WorkspaceFixture *fixture)
{
  g_autofree char *path =
      g_build_filename (vouch_workspace_get_folder (fixture->workspace), "cache", "renders", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* A busy computer costs nothing of what is done; what cannot be done is cleared away. */
static void
test_what_is_kept (WorkspaceFixture *fixture, gconstpointer data)
{
  static const struct {
    int code;
    guint kept;
  } ends[] = {
    { VOUCH_ERROR_DEVICE, 1 },
    { VOUCH_ERROR_NO_SPACE, 1 },
    { VOUCH_ERROR_CORRUPT, 0 },
  };

  wish (fixture, "m4a");
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (VouchPortfolio) portfolio = NULL;
    g_autoptr (GError) error = NULL;
    VouchItem *item = load (fixture, &portfolio);

    fake_inspector_set_join_error (FAKE_INSPECTOR (fixture->inspector), ends[i].code);
    g_assert_false (vouch_prepare_item (fixture->workspace, item, NULL, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, ends[i].code);
    g_assert_cmpuint (count_scratch (fixture), ==, ends[i].kept);
  }
}

/* The waveform of an own recording is what the recorder wrote beside it. */
static void
test_waveform (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char pairs[] = { 0, 0, (char) 255, (char) 200, (char) 215, 100, 1 };
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchSoundMap) map = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const char *artifact = vouch_item_get_artifact (load (fixture, &portfolio));

  g_assert_null (vouch_capture_load_waveform (fixture->workspace, artifact, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  name = g_strconcat (artifact, ".peaks", NULL);
  path = g_build_filename (vouch_workspace_get_folder (fixture->workspace), "cache", name, NULL);
  g_file_set_contents (path, pairs, sizeof pairs, &error);
  g_assert_no_error (error);
  map = vouch_capture_load_waveform (fixture->workspace, artifact, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vouch_sound_map_get_heard_ms (map), ==, 3 * VOUCH_SOUND_MAP_FRAME_MS);
  g_assert_cmpint (vouch_sound_map_get_span (map, 0, 50).highest, ==, 0);
  g_assert_cmpint (vouch_sound_map_get_span (map, 50, 100).highest, ==, 127);
  g_assert_cmpuint (fake_inspector_get_n_listened (FAKE_INSPECTOR (fixture->inspector)), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (WorkspaceFixture *, gconstpointer);
  } tests[] = {
    { "/prepare/no-copy-without-facts", test_no_copy_without_facts },
    { "/prepare/one-of-two", test_one_of_two },
    { "/prepare/what-is-kept", test_what_is_kept },
    { "/prepare/waveform", test_waveform },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WorkspaceFixture, NULL, set_up, tests[i].test,
                workspace_fixture_tear_down);
  return g_test_run ();
}
