/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "vouch-backups.h"
#include "vouch-error.h"
#include "vouch-evidence-bring.h"
#include "vouch-evidence-change.h"
#include "vouch-identity-keeper.h"
#include "vouch-issuer-memory.h"
#include "vouch-issuers.h"
#include "vouch-library-care.h"
#include "vouch-library-place.h"
#include "vouch-paths.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-settings.h"
#include "vouch-withdrawal.h"

#include "workspace-fixture.h"

static char *
say_type (const char *folder, gpointer data)
{
  return g_strdup (data);
}

static gboolean
suits (const char *folder, const char *type, GError **error)
{
  const VouchPlaceProbe probe = { say_type, (gpointer) type };

  return vouch_library_place_suits (folder, &probe, error);
}

static void
assert_refused (const char *folder, const char *type, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (suits (folder, type, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_network (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const shares[] = { "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "davfs" };
  static const char *const disks[] = { "ext4", "btrfs", "vfat", "fuseblk", "tmpfs", NULL };
  g_autofree char *folder = g_build_filename (fixture->folder, "not", "there", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    assert_refused (folder, shares[i], shares[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (disks); i++)
    g_assert_true (suits (folder, disks[i], NULL));
}

static void
test_synced (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const marks[] = {
    ".dropbox",           ".stfolder",         "._sync_1234.db",
    ".nextcloudsync.log", ".owncloudsync.log", ".849C9593-D756-4E56-8D6E-42412F2A707B"
  };
  g_autofree char *top = g_build_filename (fixture->folder, "shared", NULL);
  g_autofree char *folder = g_build_filename (top, "deep", "er", NULL);
  g_autofree char *dropbox = g_build_filename (fixture->folder, "Dropbox", "vouch", NULL);
  g_autofree char *doubt = NULL;

  g_assert_cmpint (g_mkdir (top, 0700), ==, 0);
  g_assert_true (suits (folder, "ext4", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    g_autofree char *mark = g_build_filename (top, marks[i], NULL);

    g_assert_true (g_file_set_contents (mark, "", 0, NULL));
    assert_refused (folder, "ext4", top);
    g_assert_cmpint (g_unlink (mark), ==, 0);
  }
  g_assert_true (suits (folder, "ext4", NULL));
  g_assert_null (vouch_library_place_find_doubt (folder));
  doubt = vouch_library_place_find_doubt (dropbox);
  g_assert_nonnull (strstr (doubt, "Dropbox"));
}

static void
assert_whole (const char *folder, guint objects)
{
  const VouchWorkspaceOptions options = { .folder = folder, .flags = VOUCH_WORKSPACE_READ_ONLY };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, &error);
  g_autoptr (VouchCareReport) report = NULL;

  g_assert_no_error (error);
  report = vouch_library_care_check (workspace, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->objects, ==, objects);
  vouch_workspace_close (workspace);
}

/* Takes one byte of the copy of a file that was attached for another. */
static void
damage (const char *folder)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "AUDIO one", -1);
  g_autofree char *prefix = g_strndup (sum, 2);
  g_autofree char *path = g_build_filename (folder, "objects", prefix, sum, NULL);

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "AUDIO 0ne", -1, NULL));
}

static void
test_disk_copy (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *folder = g_build_filename (disk, "Vouch backup", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDiskCopy) before = vouch_backups_load_disk_copy (fixture->workspace);
  g_autoptr (VouchDiskCopy) after = NULL;
  g_autofree char *item =
      workspace_fixture_attach (fixture, "recording", "a.wav", "AUDIO one", NULL);

  g_assert_false (before->is_due);
  g_assert_null (before->folder);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *words = vouch_backups_copy (fixture->workspace, disk, NULL, NULL, &error);

    g_assert_no_error (error);
    g_assert_nonnull (strstr (words, folder));
    assert_whole (folder, 1);
    damage (folder); /* the second time mends it */
  }
  after = vouch_backups_load_disk_copy (fixture->workspace);
  g_assert_cmpstr (after->folder, ==, folder);
  g_assert_cmpint (after->made_ms, ==, NOW);
  g_assert_false (after->is_due);
  g_assert_true (vouch_settings_set (fixture->workspace, "backup/made-ms", "1000", &error));
  vouch_disk_copy_free (g_steal_pointer (&after));
  after = vouch_backups_load_disk_copy (fixture->workspace);
  g_assert_true (after->is_due);
  g_assert_true (vouch_backups_set_days (fixture->workspace, 0, &error));
  vouch_disk_copy_free (g_steal_pointer (&after));
  after = vouch_backups_load_disk_copy (fixture->workspace);
  g_assert_false (after->is_due);
}

/* A folder with something else in it is left alone. */
static void
test_foreign_folder (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *file = g_build_filename (folder, "letter", NULL);
  g_autofree char *inside =
      g_build_filename (vouch_workspace_get_folder (fixture->workspace), "new", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "hello", -1, NULL));
  g_assert_false (vouch_library_place_prepare (fixture->workspace, folder, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (vouch_library_place_prepare (fixture->workspace, inside, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
}

static void
test_restore (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot = NULL;
  g_autofree char *second = NULL;
  g_autofree char *library = g_strdup (vouch_workspace_get_folder (fixture->workspace));
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) portfolios = NULL;
  const VouchBackup *latest;
  g_autoptr (GError) error = NULL;

  snapshot = vouch_library_care_back_up (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  second = vouch_portfolios_begin (fixture->workspace, WAIT_TIME, "Second", NULL, &error);
  g_assert_no_error (error);
  backups = vouch_backups_list (fixture->workspace, NULL, &error);
  latest = g_ptr_array_index (backups, 0);
  g_assert_cmpint (latest->taken_ms / 1000, ==, NOW / 1000);
  g_assert_true (latest->difference.is_known);
  g_assert_cmpuint (latest->difference.portfolios, ==, 1);
  g_assert_cmpuint (latest->difference.items, ==, 0);

  g_assert_false (vouch_backups_restore (library, snapshot, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_clear_error (&error);
  vouch_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_assert_true (vouch_backups_restore (library, snapshot, &error));
  g_assert_no_error (error);
  fixture->workspace = workspace_fixture_open (fixture, 0);
  g_assert_null (vouch_portfolios_load (fixture->workspace, second, NULL, NULL));
  /* And back again: the state before was kept first. */
  g_ptr_array_unref (g_steal_pointer (&backups));
  backups = vouch_backups_list (fixture->workspace, NULL, &error);
  latest = g_ptr_array_index (backups, 0);
  g_assert_cmpuint (latest->difference.portfolios, ==, 1);
  vouch_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_assert_true (vouch_backups_restore (library, latest->path, &error));
  g_assert_no_error (error);
  fixture->workspace = workspace_fixture_open (fixture, 0);
  {
    g_autoptr (VouchPortfolio) back =
        vouch_portfolios_load (fixture->workspace, second, NULL, &error);

    g_assert_no_error (error);
    g_assert_nonnull (back);
  }
}

static void
test_recovery_code (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_ensure (fixture->workspace, NULL, &error);
  g_autoptr (VouchIdentityInfo) renewed =
      vouch_identity_keeper_renew_code (fixture->workspace, NULL, &error);
  const char *code = renewed->recovery_code;

  g_assert_no_error (error);
  g_assert_cmpstr (code, !=, info->recovery_code);
  g_assert_true (vouch_identity_keeper_check_code (fixture->workspace, code, &error));
  g_assert_no_error (error);
  g_assert_false (
      vouch_identity_keeper_check_code (fixture->workspace, info->recovery_code, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
}

static void
test_forget_issuer (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuerAccount) added = vouch_issuers_add (
      fixture->workspace, "school", "http://127.0.0.1:1", "secret", NULL, &error);
  g_autoptr (VouchIssuerMemory) memory = NULL;
  g_autoptr (GPtrArray) none = NULL;

  g_assert_no_error (error);
  memory = vouch_issuer_memory_forget (fixture->workspace, "school", NULL, &error);
  g_assert_no_error (error);
  none = vouch_issuers_list (fixture->workspace, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (vouch_issuers_test (fixture->workspace, "school", NULL, NULL));
  g_assert_true (vouch_issuer_memory_take_back (memory, fixture->workspace, NULL, &error));
  g_assert_true (vouch_issuers_test (fixture->workspace, "school", NULL, &error));
  g_assert_no_error (error);
}

static void
test_keep_used_issuer (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *submission = workspace_fixture_submit (fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (vouch_issuer_memory_forget (fixture->workspace, "school", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_true (vouch_issuers_test (fixture->workspace, "school", NULL, NULL));
}

/* A file that stands in no portfolio counts as well, for the list of a withdrawal. */
static void
test_withdrawal (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "S-1", NULL };
  static const char *const purposes[] = { "assessment", NULL };
  g_autofree char *path = workspace_fixture_write (fixture, "lesson.wav", "AUDIO lesson");
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) concerns = NULL;
  g_autofree char *file = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  const VouchConcern *concern;

  vouch_register_add_person (fixture->workspace, "S-1", VOUCH_PERSON_ROLE_STUDENT, NULL, &error);
  g_assert_no_error (error);
  file = vouch_evidence_bring (fixture->workspace, path, NULL, NULL, &error);
  g_assert_no_error (error);
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, people);
  before = vouch_evidence_edit (fixture->workspace, (const char *const[]){ file, NULL }, edit,
                                appearance, NULL, &error);
  g_assert_no_error (error);
  vouch_permission_set_person (permission, "S-1");
  vouch_permission_set_scopes (permission, VOUCH_PERMISSION_SCOPE_VOICE);
  vouch_permission_set_purposes (permission, purposes);
  vouch_permission_set_form (permission, "district");
  vouch_permission_set_given (permission, vouch_clock_today (fixture->clock));
  id = vouch_register_add_permission (fixture->workspace, permission, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_register_withdraw_permission (fixture->workspace, id, NULL, &error));
  concerns = vouch_withdrawal_list (fixture->workspace, "S-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (concerns->len, ==, 1);
  concern = g_ptr_array_index (concerns, 0);
  g_assert_cmpint (concern->kind, ==, VOUCH_CONCERN_EVIDENCE);
  g_assert_cmpstr (concern->id, ==, file);
}

#define ADD(name, set_up, test)                                                                    \
  g_test_add ("/workspace/preferences/" name, WorkspaceFixture, NULL, set_up, test,                \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("network", workspace_fixture_set_up, test_network);
  ADD ("synced", workspace_fixture_set_up, test_synced);
  ADD ("disk-copy", workspace_fixture_set_up, test_disk_copy);
  ADD ("foreign-folder", workspace_fixture_set_up, test_foreign_folder);
  ADD ("restore", workspace_fixture_set_up, test_restore);
  ADD ("recovery-code", workspace_fixture_set_up, test_recovery_code);
  ADD ("forget-issuer", workspace_fixture_set_up, test_forget_issuer);
  ADD ("withdrawal", workspace_fixture_set_up, test_withdrawal);
  ADD ("keep-used-issuer", workspace_fixture_set_up_complete, test_keep_used_issuer);
  return g_test_run ();
}
