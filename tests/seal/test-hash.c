/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-hash"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-crc32c.h"
#include "vouch-hash.h"

/* The examples of FIPS 180-2, appendix B, and the empty message. */
static const struct {
  const char *message;
  const char *hex;
} vectors[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_autofree char *hex = vouch_hash_of_bytes (vectors[i].message, strlen (vectors[i].message));

    g_assert_cmpstr (hex, ==, vectors[i].hex);
  }
}

static void
test_streaming (void)
{
  g_autoptr (VouchHash) hash = vouch_hash_new ();
  g_autofree char *hex = NULL;

  for (int i = 0; i < 1000000; i += 1000) {
    char piece[1000];

    memset (piece, 'a', sizeof piece);
    vouch_hash_update (hash, piece, sizeof piece);
  }
  hex = vouch_hash_finish_hex (hash);
  g_assert_cmpstr (hex, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_unfinished_is_freed (void)
{
  g_autoptr (VouchHash) hash = vouch_hash_new ();

  vouch_hash_update (hash, "abc", 3);
  vouch_hash_update (hash, NULL, 0);
}

static void
test_hex (void)
{
  guint8 digest[VOUCH_HASH_DIGEST_LENGTH];
  g_autofree char *hex = NULL;

  g_assert_true (vouch_hash_digest_from_hex (vectors[1].hex, digest));
  g_assert_cmpuint (digest[0], ==, 0xba);
  hex = vouch_hash_hex_from_digest (digest);
  g_assert_cmpstr (hex, ==, vectors[1].hex);

  g_assert_false (vouch_hash_digest_from_hex (NULL, digest));
  g_assert_false (vouch_hash_digest_from_hex ("ba78", digest));
  g_assert_false (vouch_hash_digest_from_hex (
      "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", digest));
  g_assert_false (vouch_hash_digest_from_hex (
      "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", digest));
}

static void
test_fd (void)
{
  g_autofree char *path = NULL;
  g_autofree char *data = g_malloc (700000);
  g_autofree char *expected = NULL;
  g_autofree char *hex = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("vouch-hash-XXXXXX", &path, &error);

  g_assert_no_error (error);
  memset (data, 'x', 700000);
  g_assert_cmpint (write (fd, data, 700000), ==, 700000);
  expected = vouch_hash_of_bytes (data, 700000);

  /* The position stands at the end; the hash is over the whole file all the same. */
  hex = vouch_hash_of_fd (fd, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hex, ==, expected);
  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 700000);
  close (fd);
  g_unlink (path);
}

static void
test_fd_errors (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = open (g_get_tmp_dir (), O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_null (vouch_hash_of_fd (fd, cancellable, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (vouch_hash_of_fd (fd, cancellable, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  close (fd);
}

static void
test_crc32c (void)
{
  g_autofree guint8 *data = g_malloc (4096);
  guint32 whole, parts = 0;
  guint8 digest[4];

  /* RFC 3720, appendix B.4, and the usual check value. */
  g_assert_cmphex (vouch_crc32c_update (0, "123456789", 9), ==, 0xE3069283);
  memset (data, 0, 32);
  g_assert_cmphex (vouch_crc32c_update (0, data, 32), ==, 0x8A9136AA);
  memset (data, 0xFF, 32);
  g_assert_cmphex (vouch_crc32c_update (0, data, 32), ==, 0x62A8AB43);
  for (guint i = 0; i < 4096; i++)
    data[i] = (guint8) (i * 31 + i / 7);
  whole = vouch_crc32c_update (0, data, 4096);
  for (gsize i = 0, step = 1; i < 4096; i += step, step = step * 2 + 1)
    parts = vouch_crc32c_update (parts, data + i, MIN (step, 4096 - i));
  g_assert_cmphex (parts, ==, whole);
  data[1000] ^= 1;
  g_assert_cmphex (vouch_crc32c_update (0, data, 4096), !=, whole);
  vouch_crc32c_write (0xE3069283, digest);
  g_assert_cmpmem (digest, 4, "\xE3\x06\x92\x83", 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/vectors", test_vectors);
  g_test_add_func ("/hash/streaming", test_streaming);
  g_test_add_func ("/hash/unfinished-is-freed", test_unfinished_is_freed);
  g_test_add_func ("/hash/hex", test_hex);
  g_test_add_func ("/hash/fd", test_fd);
  g_test_add_func ("/hash/fd-errors", test_fd_errors);
  g_test_add_func ("/hash/crc32c", test_crc32c);
  return g_test_run ();
}
