/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Class lists, permissions, and that a real name leaves the ledger for nowhere. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-captions.h"
#include "vouch-check.h"
#include "vouch-class-lists.h"
#include "vouch-credentials.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-export.h"
#include "vouch-identity-keeper.h"
#include "vouch-items.h"
#include "vouch-library-care.h"
#include "vouch-name-paste.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-respond.h"
#include "vouch-scans.h"
#include "vouch-settings.h"
#include "vouch-withdrawal.h"

#include "workspace-fixture.h"

#define PASSPHRASE "correct horse battery"
#define N_CANARIES 40

typedef WorkspaceFixture Fixture;

static char *class_id; /* of the class that a test added last */

/* Names that nobody bears and no file holds by chance. */
static char **
make_canaries (void)
{
  char **names = g_new0 (char *, N_CANARIES + 1);

  for (guint i = 0; i < N_CANARIES; i++)
    names[i] = g_strdup_printf ("Zqvi%c%clda Wyxth%c%corn", 'a' + (int) i / 7, 'b' + (int) i % 7,
                                'c' + (int) i % 7, 'd' + (int) i / 7);
  return names;
}

static void
add_class (Fixture *fixture, const char *const *names)
{
  VouchNewClass what = { .name = "Zqvi room Wyxthabcorn", .year = "2026/27", .names = names };
  g_autoptr (GError) error = NULL;
  char *code = NULL;

  g_free (class_id);
  class_id = vouch_class_lists_add (fixture->workspace, &what, &code, NULL, &error);
  g_assert_no_error (error);
  vouch_keyring_secret_free (code);
}

static void
restart (Fixture *fixture, VouchWorkspaceFlags flags)
{
  vouch_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  fixture->workspace = workspace_fixture_open (fixture, flags);
}

static VouchLedgerState
state_of (Fixture *fixture)
{
  return vouch_ledger_keeper_get_state (fixture->workspace);
}

static char *
name_of (Fixture *fixture, const char *key)
{
  g_autoptr (VouchLedger) ledger = vouch_ledger_keeper_peek (fixture->workspace, NULL);

  return ledger != NULL ? g_strdup (vouch_ledger_find_name (ledger, key)) : NULL;
}

static const char *const three[] = { "Amara Zqvist", "Björn Wyxth", "Chi Zqvo", NULL };

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPeople) people = NULL;
  g_autofree char *name = NULL;
  VouchNewClass nobody = { .name = "Empty", .names = (const char *const[]){ NULL } };
  char *code = NULL;

  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_NONE);
  g_assert_null (vouch_class_lists_add (fixture->workspace, &nobody, &code, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_NONE);
  add_class (fixture, three);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
  people = vouch_register_load (fixture->workspace, NULL, &error);
  g_assert_cmpuint (vouch_people_get_people (people)->len, ==, 3);
  g_assert_nonnull (vouch_people_find (people, "A-3"));
  name = name_of (fixture, "A-2");
  g_assert_cmpstr (name, ==, "Björn Wyxth");
  g_assert_true (vouch_class_lists_add_students (
      fixture->workspace, class_id, (const char *const[]){ "Dov Zqvik", NULL }, NULL, &error));
  g_free (name);
  name = name_of (fixture, "A-4");
  g_assert_cmpstr (name, ==, "Dov Zqvik");
  g_assert_true (
      vouch_class_lists_set_name (fixture->workspace, "A-4", "Dova Zqvik", NULL, &error));
  restart (fixture, 0);
  g_free (name);
  name = name_of (fixture, "A-4");
  g_assert_cmpstr (name, ==, "Dova Zqvik");
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPeople) people = NULL;
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autofree char *id = NULL;

  add_class (fixture, three);
  vouch_permission_set_person (permission, "A-2");
  vouch_permission_set_scopes (permission, VOUCH_PERMISSION_SCOPE_VOICE);
  vouch_permission_set_purposes (permission, (const char *const[]){ "assessment", NULL });
  id = vouch_register_add_permission (fixture->workspace, permission, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_class_lists_remove (fixture->workspace, class_id, NULL, &error));
  people = vouch_register_load (fixture->workspace, NULL, &error);
  g_assert_cmpuint (vouch_people_get_people (people)->len, ==, 1);
  g_assert_nonnull (vouch_people_find (people, "A-2"));
  g_assert_null (name_of (fixture, "A-2"));
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_class (fixture, three);
  g_assert_true (vouch_ledger_keeper_lock (fixture->workspace, NULL, &error));
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_LOCKED);
  g_assert_null (name_of (fixture, "A-1"));
  g_assert_false (vouch_class_lists_set_name (fixture->workspace, "A-1", "Other", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_LOCKED);
  g_assert_true (vouch_ledger_keeper_unlock (fixture->workspace, NULL, NULL, &error));
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
}

static void
test_passphrase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_ensure (fixture->workspace, NULL, &error);
  g_autofree char *code = g_strdup (info->recovery_code);
  g_autofree char *name = NULL;

  add_class (fixture, three);
  g_assert_false (vouch_ledger_keeper_set_passphrase (fixture->workspace, PASSPHRASE, "AAAAA-AAAAA",
                                                      NULL, &error));
  g_clear_error (&error);
  g_assert_true (
      vouch_ledger_keeper_set_passphrase (fixture->workspace, PASSPHRASE, code, NULL, &error));
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_LOCKED);
  g_assert_true (vouch_ledger_keeper_asks_passphrase (fixture->workspace));
  g_assert_false (vouch_ledger_keeper_unlock (fixture->workspace, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_false (vouch_ledger_keeper_unlock (fixture->workspace, "wrong horse", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_true (vouch_ledger_keeper_unlock (fixture->workspace, PASSPHRASE, NULL, &error));
  name = name_of (fixture, "A-1");
  g_assert_cmpstr (name, ==, "Amara Zqvist");
  restart (fixture, 0);
  g_assert_true (vouch_ledger_keeper_unlock (fixture->workspace, code, NULL, &error));
  g_assert_true (vouch_ledger_keeper_set_passphrase (fixture->workspace, NULL, NULL, NULL, &error));
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
}

/* A ledger that is damaged, cut short or gone is taken from beside the snapshots; with both damaged it
 * stays locked and says so, and is not written over. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library", "ledger", NULL);
  g_autofree char *spare = g_build_filename (fixture->folder, "library", "backups/ledger", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  add_class (fixture, three);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length / 2, NULL));
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
  g_unlink (path);
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_OPEN);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length / 2, NULL));
  g_assert_true (g_file_set_contents (spare, bytes, (gssize) length - 1, NULL));
  restart (fixture, 0);
  g_assert_cmpint (state_of (fixture), ==, VOUCH_LEDGER_STATE_LOCKED);
  g_assert_false (vouch_ledger_keeper_unlock (fixture->workspace, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  g_assert_false (vouch_class_lists_set_name (fixture->workspace, "A-1", "Other", NULL, NULL));
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, bytes, length);
}

static VouchReport *
check (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VouchReport *report =
      vouch_check_portfolio (fixture->workspace, fixture->portfolio, VOUCH_DAY_NONE, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *item = NULL;
  g_autoptr (VouchReport) report = NULL;
  VouchFinding *finding;
  VouchHit *hit;
  g_autofree char *digest = NULL;

  add_class (fixture, three);
  g_assert_true (vouch_settings_set_private_words (
      fixture->workspace, "school", (const char *const[]){ "Zqvold Hall", NULL }, &error));
  item = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "activity", NULL,
                                  "We waited for AMARA at Zqvold Hall.", NULL, NULL, &error);
  report = check (fixture);
  finding = vouch_report_find (report, "activity/deidentification");
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NOT_MET);
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 2);
  hit = g_ptr_array_index (vouch_finding_get_hits (finding), 0);
  g_assert_cmpstr (vouch_hit_get_key (hit), ==, "A-1");
  digest = g_strdup (vouch_hit_get_digest (hit));
  g_assert_true (vouch_class_lists_dismiss (fixture->workspace, digest, NULL, &error));
  g_clear_object (&report);
  report = check (fixture);
  finding = vouch_report_find (report, "activity/deidentification");
  g_assert_cmpuint (vouch_finding_get_hits (finding)->len, ==, 1);
  g_assert_true (vouch_class_lists_take_back (fixture->workspace, digest, NULL, &error));
  g_assert_true (vouch_ledger_keeper_lock (fixture->workspace, NULL, &error));
  g_clear_object (&report);
  report = check (fixture);
  finding = vouch_report_find (report, "activity/deidentification");
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NEEDS_INFORMATION);
  g_assert_cmpint (vouch_finding_get_fix (finding), ==, VOUCH_FIX_UNLOCK);
}

/* What is written down of what is said is looked through as every text is. */
static void
test_found_in_captions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (VouchReport) report = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchCaption *caption = vouch_caption_new ();
  VouchFinding *finding;
  VouchItem *item;

  add_class (fixture, three);
  id = workspace_fixture_attach (fixture, "recording", "a.wav", "AUDIO", &error);
  g_assert_no_error (error);
  item = vouch_items_find (fixture->workspace, id, &portfolio, &error);
  report = check (fixture);
  finding = vouch_report_find (report, "recording/deidentification");
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NEEDS_CONFIRMATION);
  vouch_caption_set_start_ms (caption, 1500);
  vouch_caption_set_end_ms (caption, 2500);
  vouch_caption_set_text (caption, "What do you think, Amara?");
  g_ptr_array_add (captions, caption);
  before = vouch_captions_set (fixture->workspace, vouch_item_get_artifact (item), captions, NULL,
                               &error);
  g_assert_no_error (error);
  g_clear_object (&report);
  report = check (fixture);
  finding = vouch_report_find (report, "recording/deidentification");
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_NOT_MET);
  g_assert_cmpint (vouch_finding_get_fix (finding), ==, VOUCH_FIX_CAPTIONS);
  g_assert_nonnull (strstr (vouch_finding_get_message (finding), "the captions"));
  g_assert_cmpstr (vouch_hit_get_key (vouch_finding_get_hits (finding)->pdata[0]), ==, "A-1");
}

/* What the database kept of private words moves into the ledger with the first class. */
static void
test_words_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchLedger) ledger = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (vouch_settings_set_private_words (
      fixture->workspace, "district", (const char *const[]){ "Wyxth County", NULL }, &error));
  add_class (fixture, three);
  kept = vouch_settings_get (fixture->workspace, "private/district");
  g_assert_null (kept);
  ledger = vouch_ledger_keeper_peek (fixture->workspace, NULL);
  g_assert_cmpstr (vouch_ledger_get_words (ledger, "district")[0], ==, "Wyxth County");
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  const char *const all[] = { "A-1", "A-2", "A-3", NULL };
  const char *const one_unknown[] = { "A-1", "Q-9", NULL };
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPeople) people = NULL;
  g_auto (GStrv) ids = NULL;

  add_class (fixture, three);
  vouch_permission_set_scopes (permission, VOUCH_PERMISSION_SCOPE_IMAGE);
  vouch_permission_set_purposes (permission, (const char *const[]){ "assessment", NULL });
  g_assert_null (
      vouch_register_add_permissions (fixture->workspace, permission, one_unknown, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  people = vouch_register_load (fixture->workspace, NULL, &error);
  g_assert_cmpuint (vouch_people_get_permissions (people)->len, ==, 0);
  ids = vouch_register_add_permissions (fixture->workspace, permission, all, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&people);
  people = vouch_register_load (fixture->workspace, NULL, &error);
  g_assert_cmpuint (vouch_people_get_permissions (people)->len, ==, 3);
  g_assert_true (vouch_register_remove_permissions (fixture->workspace, (const char *const *) ids,
                                                    NULL, &error));
  g_clear_object (&people);
  people = vouch_register_load (fixture->workspace, NULL, &error);
  g_assert_cmpuint (vouch_people_get_permissions (people)->len, ==, 0);
}

static void
let_appear (Fixture *fixture, const char *item, const char *const *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();

  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, keys);
  vouch_register_set_appearance (fixture->workspace, item, appearance, NULL, &error);
  g_assert_no_error (error);
}

static char **
permit_all (Fixture *fixture, const char *scan)
{
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autoptr (VouchPeople) people = vouch_register_load (fixture->workspace, NULL, NULL);
  GPtrArray *all = vouch_people_get_people (people);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;
  char **ids;

  for (guint i = 0; i < all->len; i++)
    g_strv_builder_add (keys, vouch_person_get_key (g_ptr_array_index (all, i)));
  list = g_strv_builder_end (keys);
  vouch_permission_set_scopes (permission,
                               VOUCH_PERMISSION_SCOPE_IMAGE | VOUCH_PERMISSION_SCOPE_VOICE);
  vouch_permission_set_purposes (permission, (const char *const[]){ "assessment", NULL });
  vouch_permission_set_form (permission, "district");
  vouch_permission_set_scan (permission, scan);
  ids = vouch_register_add_permissions (fixture->workspace, permission, (const char *const *) list,
                                        NULL, &error);
  g_assert_no_error (error);
  return ids;
}

/* Has people appear in every file of the portfolio. */
static void
let_all_show (Fixture *fixture, const char *const *keys)
{
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, NULL);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (vouch_item_get_artifact (g_ptr_array_index (items, i)) != NULL)
      let_appear (fixture, vouch_item_get_id (g_ptr_array_index (items, i)), keys);
}

static void
test_withdrawal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *sent = NULL;
  VouchConcern *concern;
  guint n_items = 0;

  add_class (fixture, three);
  ids = permit_all (fixture, NULL);
  let_all_show (fixture, (const char *const[]){ "A-1", "A-2", NULL });

  /* Nothing is sent while nobody can look for names in it. */
  g_assert_true (vouch_ledger_keeper_lock (fixture->workspace, NULL, &error));
  g_assert_null (workspace_fixture_submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  g_assert_true (vouch_ledger_keeper_unlock (fixture->workspace, NULL, NULL, &error));
  sent = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  before = vouch_withdrawal_list (fixture->workspace, "A-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 3);
  for (guint i = 0; i < before->len; i++) {
    concern = g_ptr_array_index (before, i);
    n_items += concern->kind == VOUCH_CONCERN_ITEM;
  }
  g_assert_cmpuint (n_items, ==, 2);
  concern = g_ptr_array_index (before, 2);
  g_assert_cmpint (concern->kind, ==, VOUCH_CONCERN_SENT);
  g_assert_cmpstr (concern->id, ==, sent);
  g_assert_cmpstr (concern->issuer, ==, "Fake issuer");
  g_assert_cmpint (concern->when_ms, ==, NOW);
  g_assert_true (vouch_register_withdraw_permission (fixture->workspace, ids[0], NULL, &error));
  after = vouch_withdrawal_list (fixture->workspace, "A-1", NULL, &error);
  g_assert_cmpuint (after->len, ==, 3);
  other = vouch_withdrawal_list (fixture->workspace, "A-3", NULL, &error);
  g_assert_cmpuint (other->len, ==, 0);

  /* A draft that the person is taken out of is not touched any more, the copy that was sent is, also
   * when the portfolio is in the bin. */
  for (guint i = 0; i < 2; i++) {
    concern = g_ptr_array_index (before, i);
    let_appear (fixture, concern->id, (const char *const[]){ "A-2", NULL });
  }
  g_assert_true (vouch_portfolios_remove (fixture->workspace, fixture->portfolio, NULL, &error));
  g_clear_pointer (&after, g_ptr_array_unref);
  after = vouch_withdrawal_list (fixture->workspace, "A-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autofree char *form = workspace_fixture_write (fixture, "Amara Zqvist.pdf", "%PDF Zqvistform");
  g_autofree char *other = workspace_fixture_write (fixture, "form.exe", "MZ");
  g_autofree char *shown = NULL;
  g_autofree char *content = NULL;
  g_autofree char *scan = NULL;
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_scans_take (fixture->workspace, form, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  add_class (fixture, three);
  g_assert_null (vouch_scans_take (fixture->workspace, other, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  scan = vouch_scans_take (fixture->workspace, form, NULL, &error);
  g_assert_no_error (error);
  ids = permit_all (fixture, scan);
  restart (fixture, 0);
  shown = vouch_scans_show (fixture->workspace, ids[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (shown, ".pdf"));
  g_assert_true (g_file_get_contents (shown, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "%PDF Zqvistform");
  g_assert_true (vouch_ledger_keeper_lock (fixture->workspace, NULL, &error));
  g_assert_false (g_file_test (shown, G_FILE_TEST_EXISTS));
  g_assert_null (vouch_scans_show (fixture->workspace, ids[0], NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
}

/* Looks through every byte of every file for any part of the names. */
static guint
count_in_bytes (const char *data, gsize length, const char *const *names)
{
  guint found = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (names[i], " ", -1);

    for (guint w = 0; words[w] != NULL; w++)
      found += memmem (data, length, words[w], strlen (words[w])) != NULL;
  }
  return found;
}

static guint
count_in_tree (const char *path, const char *const *names, guint *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint found = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    g_autofree char *content = NULL;
    gsize length;

    found += count_in_bytes (name, strlen (name), names);
    if (g_file_test (child, G_FILE_TEST_IS_DIR)) {
      found += count_in_tree (child, names, n_files);
      continue;
    }
    if (!g_file_get_contents (child, &content, &length, NULL))
      continue;
    (*n_files)++;
    found += count_in_bytes (content, length, names);
  }
  return found;
}

/* What else leaves a library; whoever adds a way out adds a line, and the test looks at what it
 * wrote into the folder. */
typedef gboolean (*WayOut) (Fixture *fixture, const char *folder, GError **error);

static gboolean
back_up (Fixture *fixture, const char *folder, GError **error)
{
  g_autofree char *path = vouch_library_care_back_up (fixture->workspace, NULL, error);

  return path != NULL;
}

static gboolean
export_portfolio (Fixture *fixture, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "portfolio", NULL);

  return vouch_export (fixture->workspace, fixture->portfolio, path, NULL, NULL, error);
}

static gboolean
export_library (Fixture *fixture, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "library.zip", NULL);

  return vouch_export (fixture->workspace, NULL, path, NULL, NULL, error);
}

static const WayOut ways_out[] = { back_up, export_portfolio, export_library };

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (data, "%s\n", (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static void
test_canaries (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = make_canaries ();
  const char *const *canaries = (const char *const *) names;
  g_autofree char *library = g_build_filename (fixture->folder, "library", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *form = NULL;
  g_autofree char *scan = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) credentials = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  const GString *wire;
  GString *log = (GString *) data;
  guint n_files = 0;

  add_class (fixture, canaries);
  for (guint k = 0; k < 4; k++) {
    static const char *const kinds[] = { "earnerName", "school", "district", "colleague" };

    g_assert_true (vouch_settings_set_private_words (
        fixture->workspace, kinds[k], (const char *const[]){ names[k], NULL }, &error));
  }
  form = workspace_fixture_write (fixture, "scan.pdf", names[5]);
  scan = vouch_scans_take (fixture->workspace, form, NULL, &error);
  g_assert_no_error (error);
  g_unlink (form);
  ids = permit_all (fixture, scan);
  let_all_show (fixture, (const char *const[]){ "A-1", "A-2", "A-40", NULL });
  sent = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_EARNED);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  credentials = vouch_credentials_list (fixture->workspace, NULL, &error);
  g_mkdir (out, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (ways_out); i++) {
    g_assert_true (ways_out[i](fixture, out, &error));
    g_assert_no_error (error);
  }
  g_assert_true (vouch_ledger_keeper_lock (fixture->workspace, NULL, &error));
  restart (fixture, 0);

  g_assert_cmpuint (count_in_tree (library, canaries, &n_files), ==, 0);
  g_assert_cmpuint (count_in_tree (out, canaries, &n_files), ==, 0);
  g_assert_cmpuint (n_files, >, 5);
  wire = fake_issuer_get_sent (fixture->issuer);
  g_assert_cmpuint (wire->len, >, 1000);
  g_assert_nonnull (memmem (wire->str, wire->len, "AUDIO", 5));
  g_assert_cmpuint (count_in_bytes (wire->str, wire->len, canaries), ==, 0);
  if (log != NULL)
    g_assert_cmpuint (count_in_bytes (log->str, log->len, canaries), ==, 0);
}

/* The test can fail: a name that is written anywhere is found. */
static void
test_canary_sings (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = make_canaries ();
  g_autofree char *library = g_build_filename (fixture->folder, "library", NULL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  guint n_files = 0;

  id = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "activity", NULL, names[3],
                                NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_in_tree (library, (const char *const *) names, &n_files), >, 0);
}

static void
test_paste (void)
{
  g_auto (GStrv) names = vouch_name_paste_read ("1. Amara  Zqvist\n\n2)\tWyxth, Björn\t4B\r\n"
                                                "Chi Zqvo; 12\nAmara Zqvist\n• Dov\n123\n");
  g_autoptr (VouchPeople) people = vouch_people_new ();
  g_autoptr (VouchPerson) person = vouch_person_new ();
  g_autofree char *prefix = NULL;
  g_auto (GStrv) keys = NULL;

  g_assert_cmpuint (g_strv_length (names), ==, 4);
  g_assert_cmpstr (names[0], ==, "Amara Zqvist");
  g_assert_cmpstr (names[1], ==, "Wyxth, Björn");
  g_assert_cmpstr (names[2], ==, "Chi Zqvo");
  g_assert_cmpstr (names[3], ==, "Dov");
  vouch_person_set_key (person, "A-2");
  vouch_people_add_person (people, person);
  prefix = vouch_name_paste_propose_prefix (people);
  g_assert_cmpstr (prefix, ==, "B");
  keys = vouch_name_paste_propose_keys (people, "A", 2);
  g_assert_cmpstr (keys[0], ==, "A-1");
  g_assert_cmpstr (keys[1], ==, "A-3");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, Fixture, NULL, workspace_fixture_set_up, test, workspace_fixture_tear_down)

#define ADD_COMPLETE(path, data, test)                                                             \
  g_test_add (path, Fixture, data, workspace_fixture_set_up_complete, test,                        \
              workspace_fixture_tear_down)

int
main (int argc, char *argv[])
{
  GString *log = g_string_new (NULL);
  int result;

  g_test_init (&argc, &argv, NULL);
  ADD ("/people/add", test_add);
  ADD ("/people/remove", test_remove);
  ADD ("/people/lock", test_lock);
  ADD ("/people/passphrase", test_passphrase);
  ADD ("/people/damaged", test_damaged);
  ADD ("/people/found", test_found);
  ADD ("/people/found-in-captions", test_found_in_captions);
  ADD ("/people/words-move", test_words_move);
  ADD ("/people/permissions", test_permissions);
  ADD_COMPLETE ("/people/withdrawal", NULL, test_withdrawal);
  ADD ("/people/scan", test_scan);
  ADD_COMPLETE ("/people/canaries", log, test_canaries);
  ADD ("/people/canary-sings", test_canary_sings);
  g_test_add_func ("/people/paste", test_paste);
  g_log_set_writer_func (keep_log, log, NULL);
  result = g_test_run ();
  g_string_free (log, TRUE);
  g_free (class_id);
  return result;
}
