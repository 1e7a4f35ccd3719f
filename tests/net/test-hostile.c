/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-hostile"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hostile-server.h"
#include "submit.h"
#include "file-journal.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-http-issuer.h"

/*
 * A submission against a server that goes wrong in every way the table names, in virtual time.
 * Every case must end complete, with exactly one submission and no byte too many, or in the error
 * named; a receipt is given only when the server holds exactly what was sent.
 */
#define MIB (1024 * 1024)
#define BYTES (9 * MIB + 12345)
#define DONE -1

#define HTML                                                                                       \
  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 28\r\n\r\n"                       \
  "<html>Sign in, please.</html>"

#define REDIRECT(code, where)                                                                      \
  "HTTP/1.1 " code " Moved\r\nLocation: " where "\r\nContent-Length: 0\r\n\r\n"

typedef struct {
  const char *name;
  HostileFault faults[3];
  int outcome; /* DONE or a VouchError */
  double wire; /* most bytes on the wire, in files; 0 for 1.0 */
} Case;

#define U "/v1/uploads/"
#define S "/v1/submissions"
#define D "/.well-known/"

static const Case cases[] = {
  { "nothing goes wrong", { { 0 } }, DONE },
  /* Cuts of requests. */
  { "reset at the first byte of a piece", { { "PATCH", U, 1, 1, ACT_RESET_BODY, 1 } }, DONE, 1.3 },
  { "reset within a piece", { { "PATCH", U, 1, 1, ACT_RESET_BODY, 3 * MIB } }, DONE, 1.3 },
  { "reset at every 700 kB", { { "PATCH", U, 1, -1, ACT_RESET_BODY, 700000 } }, DONE, 1.3 },
  { "reset before reading a piece", { { "PATCH", U, 1, 3, ACT_RESET_HEAD } }, DONE },
  { "reset of the question",
    { { "PATCH", U, 1, 1, ACT_RESET_BODY, MIB }, { "HEAD", U, 1, 3, ACT_RESET_HEAD } },
    DONE,
    1.3 },
  { "reset of the opening", { { "POST", S, 1, 2, ACT_RESET_HEAD } }, DONE },
  { "reset of the creation", { { "POST", "/v1/uploads", 1, 2, ACT_RESET_HEAD } }, DONE },
  { "reset of the manifest", { { "PUT", S, 1, 2, ACT_RESET_HEAD } }, DONE },
  { "reset of the discovery", { { "GET", D, 1, 2, ACT_RESET_HEAD } }, DONE },
  { "never anything but resets", { { "GET", D, 1, -1, ACT_RESET_HEAD } }, VOUCH_ERROR_OFFLINE },
  { "no piece ever gets through", { { "PATCH", U, 1, -1, ACT_RESET_HEAD } }, VOUCH_ERROR_OFFLINE },
  /* Lost and cut answers. */
  { "lost answer to the opening", { { "POST", S, 1, 1, ACT_CUT_REPLY, 0 } }, DONE },
  { "lost answer to the creation", { { "POST", "/v1/uploads", 1, 1, ACT_CUT_REPLY, 0 } }, DONE },
  { "lost answer to the first piece", { { "PATCH", U, 1, 1, ACT_CUT_REPLY, 0 } }, DONE },
  { "lost answer to the last piece", { { "PATCH", U, 2, 1, ACT_CUT_REPLY, 0 } }, DONE },
  { "lost answer to the manifest", { { "PUT", S, 1, 1, ACT_CUT_REPLY, 0 } }, DONE },
  { "lost answer to the seal", { { "POST", S "/s1/seal", 1, 1, ACT_CUT_REPLY, 0 } }, DONE },
  { "cut answer to the seal", { { "POST", S "/s1/seal", 1, 1, ACT_CUT_REPLY, 300 } }, DONE },
  { "cut answer to the manifest", { { "PUT", S, 1, 1, ACT_CUT_REPLY, 120 } }, DONE },
  { "cut answer to a piece", { { "PATCH", U, 1, 1, ACT_CUT_REPLY, 30 } }, DONE },
  /* Answers that are none. */
  { "garbled discovery",
    { { "GET", D, 1, 1, ACT_SAY_INSTEAD, 0, "\1\2\3 nonsense\r\n\r\n" } },
    DONE },
  { "always garbled",
    { { "GET", D, 1, -1, ACT_SAY_INSTEAD, 0, "\1\2\3 nonsense\r\n\r\n" } },
    VOUCH_ERROR_OFFLINE },
  { "garbled answer to a piece",
    { { "PATCH", U, 1, 1, ACT_SAY_AFTER, 0, "garbage\r\n\r\n" } },
    DONE },
  { "captive portal", { { "GET", D, 1, -1, ACT_SAY_INSTEAD, 0, HTML } }, VOUCH_ERROR_OFFLINE },
  { "captive portal at the opening",
    { { "POST", S, 1, -1, ACT_SAY_INSTEAD, 0, HTML } },
    VOUCH_ERROR_OFFLINE },
  { "captive portal at the creation",
    { { "POST", "/v1/uploads", 1, -1, ACT_SAY_INSTEAD, 0, HTML } },
    VOUCH_ERROR_OFFLINE },
  { "captive portal at a piece",
    { { "PATCH", U, 2, -1, ACT_SAY_INSTEAD, 0, HTML } },
    VOUCH_ERROR_OFFLINE,
    9 },
  { "captive portal at the seal",
    { { "POST", S "/s1/seal", 1, -1, ACT_SAY_INSTEAD, 0, HTML } },
    VOUCH_ERROR_OFFLINE },
  { "empty discovery",
    { { "GET", D, 1, -1, ACT_SAY_INSTEAD, 0,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        "Content-Length: 0\r\n\r\n" } },
    VOUCH_ERROR_INVALID },
  { "JSON that is none",
    { { "PUT", S, 1, -1, ACT_SAY_INSTEAD, 0,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        "Content-Length: 9\r\n\r\n{\"a\":[1,}" } },
    VOUCH_ERROR_INVALID },
  { "a seal without a receipt",
    { { "POST", S "/s1/seal", 1, -1, ACT_STATUS, 204, NULL } },
    VOUCH_ERROR_INVALID },
  { "nothing at all", { { "PATCH", U, 1, 1, ACT_STALL } }, DONE, 1.9 },
  { "the announcement is ignored", { { "PATCH", U, 1, -1, ACT_IGNORE_EXPECT } }, DONE },
  /* Redirects. */
  { "to another host",
    { { "GET", D, 1, -1, ACT_SAY_INSTEAD, 0, REDIRECT ("302", "http://127.0.0.2:1/x") } },
    VOUCH_ERROR_INVALID },
  { "a piece to another host",
    { { "PATCH", U, 1, -1, ACT_SAY_INSTEAD, 0, REDIRECT ("307", "http://127.0.0.2:1/x") } },
    VOUCH_ERROR_INVALID,
    9 },
  { "a piece by 302",
    { { "PATCH", U, 1, -1, ACT_SAY_INSTEAD, 0, REDIRECT ("302", "/v1/uploads/u0") } },
    VOUCH_ERROR_INVALID,
    9 },
  { "for ever",
    { { "GET", D, 1, -1, ACT_SAY_INSTEAD, 0, REDIRECT ("301", "/.well-known/a") } },
    VOUCH_ERROR_INVALID },
  { "an upload elsewhere",
    { { "POST", "/v1/uploads", 1, -1, ACT_STATUS, 201, "Location: http://127.0.0.2:1/u\r\n" } },
    VOUCH_ERROR_INVALID },
  { "an upload nowhere",
    { { "POST", "/v1/uploads", 1, -1, ACT_STATUS, 201, NULL } },
    VOUCH_ERROR_INVALID },
  /* Statuses. */
  { "408 once", { { "PATCH", U, 1, 1, ACT_STATUS, 408, NULL } }, DONE, 1.9 },
  { "409 once", { { "PATCH", U, 1, 1, ACT_STATUS, 409, NULL } }, DONE, 1.9 },
  { "409 for ever", { { "PATCH", U, 1, -1, ACT_STATUS, 409, NULL } }, VOUCH_ERROR_CONFLICT, 9 },
  { "409 with a wait at the seal",
    { { "POST", S "/s1/seal", 1, 2, ACT_STATUS, 409, "Retry-After: 3\r\n" } },
    DONE },
  { "413 at the creation",
    { { "POST", "/v1/uploads", 1, -1, ACT_STATUS, 413, NULL } },
    VOUCH_ERROR_REJECTED },
  { "413 at a piece", { { "PATCH", U, 1, -1, ACT_STATUS, 413, NULL } }, VOUCH_ERROR_REJECTED, 9 },
  { "415 at the creation",
    { { "POST", "/v1/uploads", 1, -1, ACT_STATUS, 415, NULL } },
    VOUCH_ERROR_REJECTED },
  { "403 at the opening", { { "POST", S, 1, -1, ACT_STATUS, 403, NULL } }, VOUCH_ERROR_REJECTED },
  { "423 three times", { { "PATCH", U, 1, 3, ACT_STATUS, 423, "Retry-After: 1\r\n" } }, DONE, 3 },
  { "423 without a wait", { { "PATCH", U, 1, 3, ACT_STATUS, 423, NULL } }, DONE, 3 },
  { "423 for ever", { { "PATCH", U, 1, -1, ACT_STATUS, 423, NULL } }, VOUCH_ERROR_BUSY, 9 },
  { "429 with a wait", { { "POST", S, 1, 2, ACT_STATUS, 429, "Retry-After: 40\r\n" } }, DONE },
  { "429 for an hour",
    { { "POST", S, 1, -1, ACT_STATUS, 429, "Retry-After: 3600\r\n" } },
    VOUCH_ERROR_BUSY },
  { "429 until a date",
    { { "POST", S, 1, 1, ACT_STATUS, 429,
        "Date: Sun, 22 Nov 2026 09:30:00 GMT\r\n"
        "Retry-After: Sun, 22 Nov 2026 09:31:00 GMT\r\n" } },
    DONE },
  { "460 once", { { "PATCH", U, 1, 1, ACT_STATUS, 460, NULL } }, DONE, 1.9 },
  { "460 for ever", { { "PATCH", U, 1, -1, ACT_STATUS, 460, NULL } }, VOUCH_ERROR_CORRUPT, 9 },
  { "500 twice", { { "PATCH", U, 1, 2, ACT_STATUS, 500, NULL } }, DONE, 3 },
  { "503 everywhere once",
    { { "POST", S, 1, 1, ACT_STATUS, 503, "Retry-After: 2\r\n" },
      { "PUT", S, 1, 1, ACT_STATUS, 503, NULL },
      { "PATCH", U, 1, 1, ACT_STATUS, 503, NULL } },
    DONE,
    1.9 },
  { "503 for ever", { { "GET", D, 1, -1, ACT_STATUS, 503, NULL } }, VOUCH_ERROR_BUSY },
  { "401 midway",
    { { "PATCH", U, 2, -1, ACT_STATUS, 401, "WWW-Authenticate: Bearer\r\n" } },
    VOUCH_ERROR_REJECTED,
    9 },
  { "401 at the question",
    { { "PATCH", U, 1, 1, ACT_RESET_BODY, MIB }, { "HEAD", U, 1, -1, ACT_STATUS, 401, NULL } },
    VOUCH_ERROR_REJECTED },
  /* Offsets and bytes that are not what they should be. */
  { "an offset too high", { { "PATCH", U, 1, 1, ACT_SHIFT_OFFSET, 1000 } }, DONE },
  { "an offset too low", { { "PATCH", U, 1, 1, ACT_SHIFT_OFFSET, -1000 } }, DONE, 1.3 },
  { "an offset beyond the end", { { "PATCH", U, 2, 1, ACT_SHIFT_OFFSET, 99 } }, DONE },
  { "a question answered too high",
    { { "PATCH", U, 1, 1, ACT_RESET_BODY, MIB }, { "HEAD", U, 1, 1, ACT_SHIFT_OFFSET, 50 * MIB } },
    DONE,
    1.9 },
  { "always too high",
    { { "PATCH", U, 1, -1, ACT_RESET_BODY, MIB },
      { "HEAD", U, 1, -1, ACT_SHIFT_OFFSET, 50 * MIB } },
    VOUCH_ERROR_CONFLICT,
    9 },
  { "another length",
    { { "PATCH", U, 1, 1, ACT_RESET_BODY, MIB }, { "HEAD", U, 1, 1, ACT_LONGER_LENGTH, 5 } },
    DONE,
    1.9 },
  { "a question without an offset",
    { { "PATCH", U, 1, 1, ACT_RESET_BODY, MIB }, { "HEAD", U, 1, 2, ACT_STATUS, 200, NULL } },
    DONE,
    1.3 },
  { "lost bytes", { { "PATCH", U, 2, 1, ACT_FORGET_BYTES, MIB } }, DONE, 1.9 },
  { "always loses bytes",
    { { "PATCH", U, 1, -1, ACT_RESET_BODY, MIB },
      { "HEAD", U, 1, -1, ACT_FORGET_BYTES, 99 * MIB } },
    VOUCH_ERROR_CORRUPT,
    9 },
  { "says 204 and stores nothing", { { "PATCH", U, 1, 1, ACT_SWALLOW } }, DONE, 3 },
  { "stores a flipped bit", { { "PATCH", U, 2, 1, ACT_FLIP } }, DONE, 3 },
  { "always stores a flipped bit", { { "PATCH", U, 1, -1, ACT_FLIP } }, VOUCH_ERROR_NOT_READY, 9 },
  { "upload expired midway", { { "PATCH", U, 2, 1, ACT_DROP_UPLOAD, 410 } }, DONE, 2.1 },
  { "upload unknown midway", { { "PATCH", U, 2, 1, ACT_DROP_UPLOAD, 404 } }, DONE, 2.1 },
  { "upload always gone",
    { { "PATCH", U, 1, -1, ACT_DROP_UPLOAD, 410 } },
    VOUCH_ERROR_NOT_FOUND,
    9 },
  /* The server goes away and comes back. */
  { "down within a piece", { { "PATCH", U, 2, 1, ACT_DOWN } }, DONE },
  { "down at the seal", { { "POST", S "/s1/seal", 1, 1, ACT_DOWN } }, DONE },
  /* Receipts that do not hold. */
  { "receipt of another key",
    { { "POST", S "/s1/seal", 1, -1, ACT_FORGE_RECEIPT } },
    VOUCH_ERROR_CORRUPT },
  { "receipt for another manifest",
    { { "POST", S "/s1/seal", 1, -1, ACT_OTHER_MANIFEST } },
    VOUCH_ERROR_CORRUPT },
  { "receipt without the file",
    { { "POST", S "/s1/seal", 1, -1, ACT_OMIT_FILE } },
    VOUCH_ERROR_CORRUPT },
  { "another key than pinned", { { "GET", D, 1, -1, ACT_OTHER_KEY } }, VOUCH_ERROR_CONFLICT },
};

typedef struct {
  char *folder;
  char *file;
  int fd;
  char *sha256;
  char *definition;
  HostileServer *server;
  gint64 slept_ms;
  guint sleeps;
} Fixture;

static gboolean
sleep_virtually (gint64 milliseconds, GCancellable *cancellable, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->slept_ms += milliseconds;
  if (++fixture->sleeps % 3 == 2)
    hostile_server_rise (fixture->server);
  return !g_cancellable_is_cancelled (cancellable);
}

static void
set_up (Fixture *fixture, gint64 bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *data = g_malloc ((gsize) MAX (bytes, 1));
  GRand *random = g_rand_new_with_seed (7);

  fixture->folder = g_dir_make_tmp ("vouch-hostile-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_build_filename (fixture->folder, "file", NULL);
  for (gint64 i = 0; i + 4 <= bytes; i += 4) {
    guint32 word = g_rand_int (random);

    memcpy (data + i, &word, sizeof word);
  }
  g_rand_free (random);
  g_file_set_contents (fixture->file, (char *) data, (gssize) bytes, &error);
  g_assert_no_error (error);
  fixture->fd = g_open (fixture->file, O_RDWR | O_CLOEXEC, 0);
  fixture->sha256 = vouch_hash_of_fd (fixture->fd, NULL, &error);
  g_assert_no_error (error);
  fixture->definition = vouch_hash_of_bytes ("d", 1);
  fixture->server = hostile_server_new (fixture->folder, 0, NULL);
  hostile_server_expect_file (fixture->server, fixture->sha256, bytes, "recording");
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture)
{
  hostile_server_free (fixture->server);
  close (fixture->fd);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->sha256);
  g_free (fixture->definition);
}

static VouchIssuer *
make_issuer (Fixture *fixture)
{
  VouchHttpOptions options = {
    .silence_s = 1,
    .continue_ms = 200,
    .tries = 6,
    .sleep = sleep_virtually,
    .sleep_data = fixture,
  };
  g_autofree char *url = hostile_server_get_url (fixture->server);
  g_autoptr (GError) error = NULL;
  VouchIssuer *issuer = vouch_http_issuer_new (
      url, "secret-token", hostile_server_get_did (fixture->server), &options, &error);

  g_assert_no_error (error);
  return issuer;
}

static VouchReceipt *
submit_file (Fixture *fixture, VouchIssuer *issuer, gint64 bytes, GError **error)
{
  g_autofree char *journal_path = g_build_filename (fixture->folder, "journal", NULL);
  g_autoptr (VouchUploadJournal) journal = file_journal_new (journal_path);
  g_autoptr (GBytes) manifest = g_bytes_new_static ("{}", 2);
  Submission what = {
    .key = "attempt-1",
    .subject = hostile_server_get_did (fixture->server),
    .definition_id = "urn:d",
    .definition_version = "1",
    .definition_sha256 = fixture->definition,
    .manifest = manifest,
    .signature = "h..s",
    .slot = "recording",
    .sha256 = fixture->sha256,
    .bytes = bytes,
    .fd = fixture->fd,
    .journal = journal,
  };

  return submit (issuer, &what, error);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchReceipt) receipt = NULL;
  VouchIssuer *issuer;
  double wire = test->wire > 0 ? test->wire : 1.0;

  set_up (&fixture, BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (test->faults) && test->faults[i].method != NULL; i++)
    hostile_server_add_fault (fixture.server, &test->faults[i]);
  issuer = make_issuer (&fixture);

  receipt = submit_file (&fixture, issuer, BYTES, &error);
  g_test_message ("%s: %s; slept %" G_GINT64_FORMAT " ms, %u requests, %" G_GINT64_FORMAT " bytes",
                  test->name, error != NULL ? error->message : "complete", fixture.slept_ms,
                  hostile_server_get_requests (fixture.server),
                  hostile_server_get_body_bytes (fixture.server));
  if (test->outcome == DONE) {
    g_assert_no_error (error);
    g_assert_nonnull (receipt);
  } else {
    g_assert_error (error, VOUCH_ERROR, test->outcome);
    g_assert_null (receipt);
    g_assert_cmpuint (g_utf8_strlen (error->message, -1), >, 20);
  }
  if (receipt != NULL) {
    g_assert_true (hostile_server_is_sealed (fixture.server));
    g_assert_true (hostile_server_holds_everything (fixture.server));
    g_assert_cmpint (hostile_server_get_body_bytes (fixture.server), >=, BYTES);
  }
  g_assert_cmpuint (hostile_server_get_submissions (fixture.server), <=, 1);
  g_assert_cmpfloat ((double) hostile_server_get_body_bytes (fixture.server), <=,
                     wire * BYTES + 4096);
  g_assert_cmpint (fixture.slept_ms, <, 15 * 60 * 1000);

  g_assert_finalize_object (issuer);
  tear_down (&fixture);
}

static void
test_empty_file (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;

  set_up (&fixture, 0);
  issuer = make_issuer (&fixture);
  receipt = submit_file (&fixture, issuer, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (receipt);
  g_assert_cmpint (hostile_server_get_body_bytes (fixture.server), ==, 0);
  tear_down (&fixture);
}

/* What is held is not sent again, whatever is repeated. */
static void
test_twice (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;

  set_up (&fixture, BYTES);
  issuer = make_issuer (&fixture);
  for (int i = 0; i < 3; i++) {
    g_autoptr (VouchReceipt) receipt = submit_file (&fixture, issuer, BYTES, &error);

    g_assert_no_error (error);
    g_assert_nonnull (receipt);
  }
  g_assert_cmpint (hostile_server_get_body_bytes (fixture.server), ==, BYTES);
  g_assert_cmpuint (hostile_server_get_submissions (fixture.server), ==, 1);
  tear_down (&fixture);
}

typedef struct {
  Fixture *fixture;
  int what;
} Meddler;

static gboolean
meddle (gint64 milliseconds, GCancellable *cancellable, gpointer user_data)
{
  Meddler *meddler = user_data;
  const char *path = meddler->fixture->file;

  switch (meddler->what) {
  case 0: g_assert_cmpint (truncate (path, MIB), ==, 0); break;
  case 1: g_assert_cmpint (truncate (path, BYTES + 5), ==, 0); break;
  default: g_assert_cmpint (pwrite (meddler->fixture->fd, "x", 1, 8 * MIB), ==, 1); break;
  }
  return TRUE;
}

/* A file that changes between two pieces is given up, and deleted at the server. */
static void
test_changed (gconstpointer data)
{
  static const HostileFault cut = { "PATCH", U, 1, 1, ACT_RESET_BODY, MIB, NULL };
  Fixture fixture = { 0 };
  Meddler meddler = { &fixture, GPOINTER_TO_INT (data) };
  VouchHttpOptions options = { .silence_s = 1, .sleep = meddle, .sleep_data = &meddler };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autofree char *url = NULL;

  set_up (&fixture, BYTES);
  hostile_server_add_fault (fixture.server, &cut);
  url = hostile_server_get_url (fixture.server);
  issuer = vouch_http_issuer_new (url, "t", NULL, &options, &error);
  g_assert_no_error (error);
  receipt = submit_file (&fixture, issuer, BYTES, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_null (receipt);
  g_assert_cmpuint (hostile_server_get_deleted (fixture.server), ==, 1);
  g_assert_false (hostile_server_is_sealed (fixture.server));
  tear_down (&fixture);
}

/* The same size, the same time, other bytes: found when an upload of an earlier run goes on. */
static void
test_changed_between_runs (void)
{
  static const HostileFault cut = { "PATCH", U, 2, -1, ACT_STATUS, 401, NULL };
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchReceipt) receipt = NULL;

  set_up (&fixture, BYTES);
  hostile_server_add_fault (fixture.server, &cut);
  issuer = make_issuer (&fixture);
  receipt = submit_file (&fixture, issuer, BYTES, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_cmpint (pwrite (fixture.fd, "x", 1, 8 * MIB), ==, 1);
  receipt = submit_file (&fixture, issuer, BYTES, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_null (receipt);
  g_assert_cmpuint (hostile_server_get_deleted (fixture.server), ==, 1);
  tear_down (&fixture);
}

static gboolean
cancel_instead (gint64 milliseconds, GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return FALSE;
}

static void
test_cancelled (void)
{
  static const HostileFault cut = { "GET", D, 1, -1, ACT_STATUS, 503, NULL };
  Fixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  VouchHttpOptions options = { .sleep = cancel_instead, .sleep_data = cancellable };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autofree char *url = NULL;

  set_up (&fixture, 0);
  hostile_server_add_fault (fixture.server, &cut);
  url = hostile_server_get_url (fixture.server);
  issuer = vouch_http_issuer_new (url, "t", NULL, &options, &error);
  info = vouch_issuer_describe (issuer, cancellable, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  g_assert_null (info);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/net/hostile/%02u %s", i, cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/net/empty-file", test_empty_file);
  g_test_add_func ("/net/twice", test_twice);
  g_test_add_data_func ("/net/changed/shorter", GINT_TO_POINTER (0), test_changed);
  g_test_add_data_func ("/net/changed/longer", GINT_TO_POINTER (1), test_changed);
  g_test_add_data_func ("/net/changed/other", GINT_TO_POINTER (2), test_changed);
  g_test_add_func ("/net/changed/between-runs", test_changed_between_runs);
  g_test_add_func ("/net/cancelled", test_cancelled);
  return g_test_run ();
}
