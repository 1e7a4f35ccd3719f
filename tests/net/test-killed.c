/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-killed"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hostile-server.h"
#include "vouch-hash.h"

/*
 * The uploader is killed within PATCH and within every POST and PUT up to the seal, and started
 * again until it is done. There must be one submission, one upload, and hardly a byte twice.
 * The same script with a client that begins from the start each time (curl -T, without a key) must
 * send far more, or it would prove nothing.
 */
#define MIB (1024 * 1024)
#define BYTES (40 * MIB)
#define STEP MIB
#define KILLS 22

typedef struct {
  char *folder;
  char *file;
  char *definition;
  HostileServer *server;
  char *url;
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autofree char *seed = NULL;
  g_autofree char *digest = NULL;
  g_autofree guint8 *data = g_malloc (BYTES);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < BYTES; i++)
    data[i] = (guint8) (i * 2654435761u >> 13);
  fixture->folder = g_dir_make_tmp ("vouch-killed-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_build_filename (fixture->folder, "file", NULL);
  g_assert_true (g_file_set_contents (fixture->file, (char *) data, BYTES, NULL));
  seed = g_build_filename (fixture->folder, "seed", NULL);
  g_assert_true (g_file_set_contents (seed, (const char *) vouch_signing_key_get_seed (key),
                                      VOUCH_SEED_LENGTH, NULL));
  digest = vouch_hash_of_bytes (data, BYTES);
  fixture->definition = vouch_hash_of_bytes ("d", 1);
  fixture->server = hostile_server_new (fixture->folder, 0, NULL);
  fixture->url = hostile_server_get_url (fixture->server);
  hostile_server_set_subject (fixture->server, vouch_signing_key_get_did (key));
  hostile_server_expect_file (fixture->server, digest, BYTES, "recording");
}

static void
tear_down (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  hostile_server_free (fixture->server);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->definition);
  g_free (fixture->url);
}

static GSubprocess *
start_ours (Fixture *fixture)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "net", "upload-scenario", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                           fixture->url, "token", fixture->folder, fixture->file,
                                           "urn:d", "1", fixture->definition, "recording", NULL);

  g_assert_no_error (error);
  return process;
}

/* Creates an upload without a key and sends the whole file, as a simple script would. */
static GSubprocess *
start_naive (Fixture *fixture)
{
  g_autofree char *sha256 = vouch_hash_of_bytes ("other", 5);
  g_autofree char *coded = g_base64_encode ((const guchar *) sha256, 64);
  g_autofree char *script = g_strdup_printf (
      "u=$(curl -s -D - -o /dev/null -X POST -H 'Tus-Resumable: 1.0.0' -H \"Idempotency-Key: $$\" "
      "-H 'Upload-Length: %d' -H 'Upload-Metadata: submission czE=,slot cmVjb3JkaW5n,sha256 %s,"
      "filetype YXVkaW8vd2F2' %s/v1/uploads | tr -d '\\r' | sed -n 's/^Location: //p'); "
      "exec curl -s -X PATCH -H 'Tus-Resumable: 1.0.0' -H 'Upload-Offset: 0' "
      "-H 'Content-Type: application/offset+octet-stream' -T %s %s$u",
      BYTES, coded, fixture->url, fixture->file, fixture->url);
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "sh", "-c", script, NULL);

  g_assert_no_error (error);
  return process;
}

typedef GSubprocess *(*Start) (Fixture *fixture);

static void
kill_now (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

/* Starts it again and again, and kills it when another STEP has arrived, before BYTES have. */
static void
kill_within_pieces (Fixture *fixture, Start start, gint64 limit)
{
  guint kills = 0;

  while (kills < KILLS && hostile_server_get_body_bytes (fixture->server) < limit - 2 * STEP) {
    gint64 from = hostile_server_get_body_bytes (fixture->server);
    g_autoptr (GSubprocess) process = start (fixture);

    for (int wait = 0; hostile_server_get_body_bytes (fixture->server) < from + STEP; wait++) {
      g_assert_cmpint (wait, <, 20000);
      g_usleep (500);
    }
    kill_now (process);
    kills++;
  }
  g_assert_cmpuint (kills, >=, 20);
}

/* Starts it again and again, and kills it while it waits for an answer that comes late. */
static void
kill_while_waiting (Fixture *fixture, guint kills)
{
  for (guint i = 0; i < kills; i++) {
    g_autoptr (GSubprocess) process = start_ours (fixture);
    guint before = hostile_server_get_late (fixture->server);

    for (int wait = 0; hostile_server_get_late (fixture->server) == before; wait++) {
      g_assert_cmpint (wait, <, 20000);
      g_usleep (500);
    }
    kill_now (process);
  }
}

static void
finish (Fixture *fixture)
{
  g_autoptr (GSubprocess) process = start_ours (fixture);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_nonnull (strstr (output, "sealed "));
}

static void
test_killed (void)
{
  static const HostileFault faults[] = {
    { "PATCH", "/v1/uploads/", 1, -1, ACT_SLOW, 5000, NULL },
    { "POST", "/v1/submissions/s1/seal", 1, KILLS, ACT_LATE, 200000, NULL },
    { "POST", "/v1/submissions", 1, 3, ACT_LATE, 200000, NULL },
    { "PUT", "/v1/submissions", 1, 3, ACT_LATE, 200000, NULL },
    { "POST", "/v1/uploads", 1, 3, ACT_LATE, 200000, NULL },
  };
  Fixture fixture = { 0 };
  double ratio;

  set_up (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    hostile_server_add_fault (fixture.server, &faults[i]);
  kill_while_waiting (&fixture, 9);
  kill_within_pieces (&fixture, start_ours, BYTES);
  kill_while_waiting (&fixture, KILLS);
  finish (&fixture);

  ratio = (double) hostile_server_get_body_bytes (fixture.server) / BYTES;
  g_test_message ("%d kills within PATCH, %d within the seal, 9 before: %.4f of the bytes", KILLS,
                  KILLS, ratio);
  g_assert_cmpfloat (ratio, <=, 1.05);
  g_assert_cmpuint (hostile_server_get_submissions (fixture.server), ==, 1);
  g_assert_cmpuint (hostile_server_get_uploads (fixture.server), ==, 1);
  g_assert_true (hostile_server_is_sealed (fixture.server));
  g_assert_true (hostile_server_holds_everything (fixture.server));
  tear_down (&fixture);
}

static void
test_naive (void)
{
  static const HostileFault slow = { "PATCH", "/v1/uploads/", 1, -1, ACT_SLOW, 5000, NULL };
  Fixture fixture = { 0 };
  g_autoptr (GSubprocess) last = NULL;
  double ratio;

  set_up (&fixture);
  hostile_server_add_fault (fixture.server, &slow);
  kill_within_pieces (&fixture, start_naive, G_MAXINT64);
  last = start_naive (&fixture);
  g_assert_true (g_subprocess_wait (last, NULL, NULL));
  ratio = (double) hostile_server_get_body_bytes (fixture.server) / BYTES;
  g_test_message ("the naive way: %.2f of the bytes, %u uploads", ratio,
                  hostile_server_get_uploads (fixture.server));
  /* A kill may come before the one who was started has made an upload of its own. */
  g_assert_cmpuint (hostile_server_get_uploads (fixture.server), >=, KILLS / 2);
  g_assert_cmpfloat (ratio, >, 1.05);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/killed", test_killed);
  g_test_add_func ("/net/killed/naive", test_naive);
  return g_test_run ();
}
