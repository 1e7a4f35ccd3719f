/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-identity"

#include "config.h"

#include <string.h>

#include "vouch-error.h"
#include "vouch-identity.h"
#include "vouch-recovery-code.h"

typedef struct {
  VouchIdentity *identity;
  char *unlock_key;
  char *code;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->identity = vouch_identity_create (VOUCH_IDENTITY_COST_MINIMAL, &fixture->unlock_key,
                                             &fixture->code, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->identity);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->identity, vouch_identity_free);
  g_clear_pointer (&fixture->unlock_key, g_free);
  g_clear_pointer (&fixture->code, g_free);
}

/* Saves and loads, as the next start of the program does. */
static VouchIdentity *
reload (VouchIdentity *identity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = vouch_identity_save (identity);
  VouchIdentity *loaded = vouch_identity_load (file, &error);

  g_assert_no_error (error);
  g_assert_nonnull (loaded);
  g_assert_false (vouch_identity_is_unlocked (loaded));
  return loaded;
}

static void
assert_same_keys (VouchIdentity *a, VouchIdentity *b)
{
  g_autoptr (VouchSigningKey) own_a = vouch_identity_make_own_key (a);
  g_autoptr (VouchSigningKey) own_b = vouch_identity_make_own_key (b);
  g_autoptr (VouchSigningKey) issuer_a = vouch_identity_make_issuer_key (a, "https://a.example");
  g_autoptr (VouchSigningKey) issuer_b = vouch_identity_make_issuer_key (b, "https://a.example");

  g_assert_cmpstr (vouch_signing_key_get_did (own_a), ==, vouch_signing_key_get_did (own_b));
  g_assert_cmpstr (vouch_signing_key_get_did (own_a), ==, vouch_identity_get_did (b));
  g_assert_cmpstr (vouch_signing_key_get_did (issuer_a), ==, vouch_signing_key_get_did (issuer_b));
}

static void
test_unlock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentity) loaded = reload (fixture->identity);

  g_assert_cmpstr (vouch_identity_get_id (loaded), ==, vouch_identity_get_id (fixture->identity));
  g_assert_cmpstr (vouch_identity_get_did (loaded), ==, vouch_identity_get_did (fixture->identity));
  g_assert_true (vouch_identity_unlock (loaded, fixture->unlock_key, &error));
  g_assert_no_error (error);
  assert_same_keys (fixture->identity, loaded);
}

static void
test_unlock_with_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentity) loaded = reload (fixture->identity);
  g_autofree char *typed = g_ascii_strdown (fixture->code, -1);

  g_strdelimit (typed, "-", ' ');
  g_assert_true (vouch_identity_unlock_with_code (loaded, typed, &error));
  g_assert_no_error (error);
  assert_same_keys (fixture->identity, loaded);
}

static void
test_wrong_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentity) loaded = reload (fixture->identity);
  g_autofree char *other_code = vouch_recovery_code_new ();
  static const char *const wrong[] = { "", "not base64!", "AAAA",
                                       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };

  g_assert_false (vouch_identity_unlock (loaded, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (vouch_identity_unlock (loaded, wrong[i], &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
    g_clear_error (&error);
  }
  g_assert_false (vouch_identity_unlock_with_code (loaded, other_code, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_false (vouch_identity_unlock_with_code (loaded, "7K2QX", &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_false (vouch_identity_is_unlocked (loaded));
}

static void
test_renew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = vouch_identity_renew_unlock_key (fixture->identity);
  g_autofree char *code =
      vouch_identity_renew_recovery_code (fixture->identity, VOUCH_IDENTITY_COST_MINIMAL, &error);
  g_autoptr (VouchIdentity) loaded = reload (fixture->identity);

  g_assert_no_error (error);
  g_assert_false (vouch_identity_unlock (loaded, fixture->unlock_key, NULL));
  g_assert_false (vouch_identity_unlock_with_code (loaded, fixture->code, NULL));
  g_assert_true (vouch_identity_unlock (loaded, key, &error));
  g_assert_true (vouch_identity_unlock_with_code (loaded, code, &error));
  g_assert_no_error (error);
  assert_same_keys (fixture->identity, loaded);
}

/* One flipped bit anywhere, a byte less or more: damaged, and said so, never a wrong key. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = vouch_identity_save (fixture->identity);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (file, &size);

  for (gsize i = 0; i < size + 2; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree guint8 *copy = g_malloc0 (size + 1);
    g_autoptr (GBytes) damaged = NULL;
    int expected = i == 8 || i == 9 ? VOUCH_ERROR_TOO_NEW : VOUCH_ERROR_CORRUPT;

    memcpy (copy, bytes, size);
    if (i < size)
      copy[i] ^= 0x40;
    damaged = g_bytes_new (copy, i < size ? size : i == size ? size - 1 : size + 1);
    g_assert_null (vouch_identity_load (damaged, &error));
    g_assert_error (error, VOUCH_ERROR, expected);
  }
}

static void
test_file_hides_seed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = vouch_identity_save (fixture->identity);
  g_autoptr (VouchSigningKey) key = vouch_identity_make_own_key (fixture->identity);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (file, &size);

  g_assert_null (memmem (bytes, size, vouch_signing_key_get_seed (key), VOUCH_SEED_LENGTH));
  g_assert_null (memmem (bytes, size, fixture->code, 5));
  g_assert_null (memmem (bytes, size, fixture->unlock_key, 8));
}

static void
test_issuers_cannot_link (Fixture *fixture, gconstpointer data)
{
  static const char *const issuers[] = { "did:web:a.example", "did:web:b.example",
                                         "did:web:a.example/" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, g_strdup (vouch_identity_get_did (fixture->identity)));
  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++) {
    g_autoptr (VouchSigningKey) key =
        vouch_identity_make_issuer_key (fixture->identity, issuers[i]);

    g_assert_true (g_hash_table_add (seen, g_strdup (vouch_signing_key_get_did (key))));
  }
}

static void
test_moderate_cost (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *code = NULL;
  g_autoptr (VouchIdentity) identity =
      vouch_identity_create (VOUCH_IDENTITY_COST_MODERATE, &key, &code, &error);
  g_autoptr (VouchIdentity) loaded = NULL;

  g_assert_no_error (error);
  loaded = reload (identity);
  g_assert_true (vouch_identity_unlock_with_code (loaded, code, &error));
  g_assert_no_error (error);
}

static void
test_code_form (void)
{
  for (guint i = 0; i < 50; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *code = vouch_recovery_code_new ();
    g_autofree char *back = vouch_recovery_code_normalize (code, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (strlen (code), ==, VOUCH_RECOVERY_CODE_LENGTH);
    g_assert_cmpstr (back, ==, code);
  }
}

/* Every single wrong character and every two neighbours exchanged are noticed, with their group. */
static void
test_code_mistakes (void)
{
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  g_autofree char *code = vouch_recovery_code_new ();

  for (guint at = 0; at < VOUCH_RECOVERY_CODE_LENGTH; at++) {
    g_autofree char *group = g_strdup_printf ("Group %u ", at / 6 + 1);

    for (guint d = 0; code[at] != '-' && d < 32; d++) {
      g_autoptr (GError) error = NULL;
      g_autofree char *wrong = g_strdup (code);

      wrong[at] = digits[d];
      if (strcmp (wrong, code) == 0)
        continue;
      g_assert_null (vouch_recovery_code_normalize (wrong, &error));
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, group));
    }
    if (code[at] != '-' && at + 1 < VOUCH_RECOVERY_CODE_LENGTH && code[at + 1] != '-' &&
        code[at] != code[at + 1]) {
      g_autofree char *wrong = g_strdup (code);

      wrong[at] = code[at + 1];
      wrong[at + 1] = code[at];
      g_assert_null (vouch_recovery_code_normalize (wrong, NULL));
    }
  }
  g_assert_null (vouch_recovery_code_normalize ("", NULL));
  g_assert_null (vouch_recovery_code_normalize ("UUUUU-UUUUU-UUUUU-UUUUU-UUUUU", NULL));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/identity/unlock", test_unlock);
  add ("/identity/unlock-with-code", test_unlock_with_code);
  add ("/identity/wrong-keys", test_wrong_keys);
  add ("/identity/renew", test_renew);
  add ("/identity/damage", test_damage);
  add ("/identity/file-hides-seed", test_file_hides_seed);
  add ("/identity/issuers-cannot-link", test_issuers_cannot_link);
  g_test_add_func ("/identity/moderate-cost", test_moderate_cost);
  g_test_add_func ("/recovery-code/form", test_code_form);
  g_test_add_func ("/recovery-code/mistakes", test_code_mistakes);
  return g_test_run ();
}
