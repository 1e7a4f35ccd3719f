/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-ledger-box.h"
#include "vouch-scan-box.h"
#include "vouch-sodium.h"

static const char secret[] = "Quendolin Ashgrove-Paxton";

static VouchIdentity *
make_identity (char **code)
{
  g_autofree char *unlock = NULL;
  g_autoptr (GError) error = NULL;
  VouchIdentity *identity =
      vouch_identity_create (VOUCH_IDENTITY_COST_MINIMAL, &unlock, code, &error);

  g_assert_no_error (error);
  return identity;
}

static GBytes *
seal (VouchLedgerBox *box)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (secret, sizeof secret);

  return vouch_ledger_box_seal (box, plain);
}

static VouchLedgerBox *
load (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  VouchLedgerBox *box = vouch_ledger_box_load (file, &error);

  g_assert_no_error (error);
  g_assert_false (vouch_ledger_box_is_unlocked (box));
  return box;
}

static void
assert_opens (VouchLedgerBox *box)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = vouch_ledger_box_open (box, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), secret, sizeof secret);
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static void
test_identity (void)
{
  g_autofree char *code = NULL;
  g_autofree char *other_code = NULL;
  g_autoptr (VouchIdentity) identity = make_identity (&code);
  g_autoptr (VouchIdentity) other = make_identity (&other_code);
  g_autoptr (VouchLedgerBox) box = vouch_ledger_box_create (identity);
  g_autoptr (GBytes) file = seal (box);
  g_autoptr (VouchLedgerBox) again = load (file);
  g_autoptr (GError) error = NULL;

  g_assert_false (contains (file, "Quendolin"));
  g_assert_cmpuint (g_bytes_get_size (file), ==, 291 + 4096 + 16 + 32);
  g_assert_false (vouch_ledger_box_has_passphrase (again));
  g_assert_false (vouch_ledger_box_unlock_with_identity (again, other, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_true (vouch_ledger_box_unlock_with_identity (again, identity, &error));
  assert_opens (again);
}

static void
test_passphrase (void)
{
  g_autofree char *code = NULL;
  g_autoptr (VouchIdentity) identity = make_identity (&code);
  g_autoptr (VouchLedgerBox) box = vouch_ledger_box_create (identity);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (
      vouch_ledger_box_set_passphrase (box, "short", NULL, VOUCH_IDENTITY_COST_MINIMAL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (vouch_ledger_box_set_passphrase (box, "four plain words here", code,
                                                  VOUCH_IDENTITY_COST_MINIMAL, &error));
  file = seal (box);
  g_clear_pointer (&box, vouch_ledger_box_free);
  box = load (file);
  g_assert_true (vouch_ledger_box_has_passphrase (box));
  g_assert_false (vouch_ledger_box_unlock_with_identity (box, identity, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_false (vouch_ledger_box_unlock_with_words (box, "four plain words her", &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_false (vouch_ledger_box_is_unlocked (box));
  g_assert_true (vouch_ledger_box_unlock_with_words (box, "four plain words here", &error));
  assert_opens (box);

  g_clear_pointer (&box, vouch_ledger_box_free);
  box = load (file);
  g_assert_true (vouch_ledger_box_unlock_with_words (box, code, &error));
  assert_opens (box);
  vouch_ledger_box_remove_passphrase (box, identity);
  g_clear_pointer (&file, g_bytes_unref);
  file = seal (box);
  g_clear_pointer (&box, vouch_ledger_box_free);
  box = load (file);
  g_assert_false (vouch_ledger_box_unlock_with_words (box, "four plain words here", &error));
  g_clear_error (&error);
  g_assert_true (vouch_ledger_box_unlock_with_identity (box, identity, &error));
  assert_opens (box);
}

/* Every length that is too short, and every byte that is another. */
static void
test_damaged (void)
{
  g_autofree char *code = NULL;
  g_autoptr (VouchIdentity) identity = make_identity (&code);
  g_autoptr (VouchLedgerBox) box = vouch_ledger_box_create (identity);
  g_autoptr (GBytes) file = seal (box);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (gsize i = 0; i < size; i += i < 400 ? 1 : 37) {
    g_autoptr (GBytes) cut = g_bytes_new (data, i);
    g_autofree guint8 *flipped = g_memdup2 (data, size);
    g_autoptr (GBytes) other = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_ledger_box_load (cut, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
    g_clear_error (&error);
    flipped[i] ^= 1;
    other = g_bytes_new (flipped, size);
    g_assert_null (vouch_ledger_box_load (other, &error));
    g_assert_nonnull (error);
  }
}

static void
test_newer (void)
{
  const guint8 newer[] = { 'V', 'O', 'U', 'C', 'H', 'L', 'E', 'D', 0, 2, 9 };
  g_autoptr (GBytes) file = g_bytes_new_static (newer, sizeof newer);
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_ledger_box_load (file, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW);
}

static void
test_scan (void)
{
  g_autofree char *code = NULL;
  g_autoptr (VouchIdentity) identity = make_identity (&code);
  g_autoptr (VouchLedgerBox) box = vouch_ledger_box_create (identity);
  g_autoptr (VouchLedgerBox) other = vouch_ledger_box_create (identity);
  g_autoptr (GBytes) plain = g_bytes_new_static (secret, sizeof secret);
  guint8 *key = vouch_ledger_box_make_scan_key (box);
  guint8 *other_key = vouch_ledger_box_make_scan_key (other);
  g_autoptr (GBytes) sealed = vouch_scan_box_seal (key, plain);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = vouch_scan_box_open (key, sealed, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, plain));
  g_assert_false (contains (sealed, "Quendolin"));
  g_assert_null (vouch_scan_box_open (other_key, sealed, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  vouch_secret_free (key);
  vouch_secret_free (other_key);
}

static void
write_state (VouchLedgerBox *box, const char *path, guint number)
{
  g_autofree char *text = g_strdup_printf ("state %08u", number);
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) file = vouch_ledger_box_seal (box, plain);
  gsize length;
  const void *data = g_bytes_get_data (file, &length);

  if (!vouch_file_replace (path, data, length, 0600, NULL))
    _exit (1);
}

static guint
read_state (VouchIdentity *identity, const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (VouchLedgerBox) box = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  file = g_bytes_new (data, length);
  box = load (file);
  g_assert_true (vouch_ledger_box_unlock_with_identity (box, identity, &error));
  plain = vouch_ledger_box_open (box, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (plain), ==, strlen ("state 00000000"));
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), 6, "state ", 6);
  return (guint) g_ascii_strtoull ((const char *) g_bytes_get_data (plain, NULL) + 6, NULL, 10);
}

/* Ended at any moment of writing, the file is the old one or the new one, whole. */
static void
test_killed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-ledger-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ledger", NULL);
  g_autofree char *code = NULL;
  g_autoptr (VouchIdentity) identity = make_identity (&code);
  g_autoptr (VouchLedgerBox) box = vouch_ledger_box_create (identity);
  guint last = 0;

  write_state (box, path, 0);
  for (guint round = 0; round < 25; round++) {
    int status;
    pid_t child = fork ();

    g_assert_cmpint (child, >=, 0);
    if (child == 0)
      for (guint number = last + 1;; number++)
        write_state (box, path, number);
    g_usleep (2000 + 1700 * round);
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));
    g_assert_cmpuint (read_state (identity, path), >=, last);
    last = read_state (identity, path);
  }
  g_test_message ("%u states were written", last);
  g_assert_cmpuint (vouch_new_file_sweep (folder, NULL), <=, 25);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger-box/identity", test_identity);
  g_test_add_func ("/ledger-box/passphrase", test_passphrase);
  g_test_add_func ("/ledger-box/damaged", test_damaged);
  g_test_add_func ("/ledger-box/newer", test_newer);
  g_test_add_func ("/ledger-box/scan", test_scan);
  g_test_add_func ("/ledger-box/killed", test_killed);
  return g_test_run ();
}
