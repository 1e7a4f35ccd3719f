/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-error.h"
#include "vouch-tus.h"

#define HASH "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static void
test_metadata_round_trip (void)
{
  g_autoptr (VouchTusMetadata) metadata =
      vouch_tus_metadata_new ("s-1", "recording", HASH, "audio/mp4");
  g_autofree char *header = vouch_tus_metadata_write (metadata);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchTusMetadata) again = vouch_tus_metadata_read (header, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (vouch_tus_metadata_get_submission (again), ==, "s-1");
  g_assert_cmpstr (vouch_tus_metadata_get_slot (again), ==, "recording");
  g_assert_cmpstr (vouch_tus_metadata_get_sha256 (again), ==, HASH);
  g_assert_cmpstr (vouch_tus_metadata_get_media_type (again), ==, "audio/mp4");
}

static char *
header_of (const char *submission, const char *slot, const char *hash, const char *type)
{
  g_autoptr (VouchTusMetadata) metadata = vouch_tus_metadata_new (submission, slot, hash, type);

  return vouch_tus_metadata_write (metadata);
}

static void
test_metadata_refused (void)
{
  g_autofree char *good = header_of ("s-1", "recording", HASH, "audio/mp4");
  g_autofree char *named = g_strconcat (good, ",filename QW5uYS5tNGE=", NULL);
  g_autofree char *twice = g_strconcat (good, ",slot cmVjb3JkaW5n", NULL);
  g_autofree char *bad_id = header_of ("../x", "recording", HASH, "audio/mp4");
  g_autofree char *bad_hash = header_of ("s-1", "recording", "abc", "audio/mp4");
  g_autofree char *bad_type = header_of ("s-1", "recording", HASH, "audio/mp4; x=1");
  g_autofree char *bad_slot = header_of ("s-1", "a\nb", HASH, "audio/mp4");
  const char *const headers[] = {
    NULL,  "",    ",",    "submission", "submission !!!", "submission cw",
    named, twice, bad_id, bad_hash,     bad_type,         bad_slot
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_tus_metadata_read (headers[i], &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

static void
test_offset (void)
{
  const struct {
    const char *header;
    gboolean good;
    gint64 offset;
  } cases[] = {
    { "0", TRUE, 0 },
    { "1234567890123456", TRUE, G_GINT64_CONSTANT (1234567890123456) },
    { "12345678901234567", FALSE, 0 },
    { NULL, FALSE, 0 },
    { "", FALSE, 0 },
    { "-1", FALSE, 0 },
    { "1 ", FALSE, 0 },
    { "0x10", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 offset = 0;

    g_assert_cmpint (vouch_tus_offset_read (cases[i].header, &offset), ==, cases[i].good);
    g_assert_cmpint (offset, ==, cases[i].offset);
  }
}

static void
test_checksum (void)
{
  /* SHA-1 of "hello world!" in the example of the tus 1.0.0 text is Kq5sNclPz7QV2+lfQIuc6R7oRu0=. */
  const char *const good[] = { "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
                               "sha256 LPJNul+wow4m6DsqxbniZ2ubZP7AuuB9tW4oEz9PcyE=" };
  const char *const bad[] = { "",
                              "md5 Kq5sNclPz7QV2+lfQIuc6Q==",
                              "sha1",
                              "sha1 ",
                              "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0",
                              "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
                              "SHA1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=" };
  VouchTusChecksum checksum;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *again = NULL;

    g_assert_true (vouch_tus_checksum_read (good[i], &checksum));
    again = vouch_tus_checksum_write (&checksum);
    g_assert_cmpstr (again, ==, good[i]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (vouch_tus_checksum_read (bad[i], &checksum));
  g_assert_true (vouch_tus_checksum_read (NULL, &checksum));
  g_assert_cmpint (checksum.algorithm, ==, VOUCH_TUS_ALGORITHM_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tus/metadata/round-trip", test_metadata_round_trip);
  g_test_add_func ("/tus/metadata/refused", test_metadata_refused);
  g_test_add_func ("/tus/offset", test_offset);
  g_test_add_func ("/tus/checksum", test_checksum);
  return g_test_run ();
}
