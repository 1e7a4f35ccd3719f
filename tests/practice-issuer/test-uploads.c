/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "issuer-fixture.h"
#include "vouch-hash.h"
#include "vouch-tus.h"

#define TUS "Tus-Resumable: 1.0.0\r\n"
#define PIECE TUS "Content-Type: application/offset+octet-stream\r\n"

typedef struct {
  Issuer *issuer;
  char *token;
  VouchSigningKey *key;
  char *submission;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->issuer = issuer_new (data);
  f->token = issuer_token (f->issuer, "Anna");
  f->key = vouch_signing_key_generate ();
  f->submission = issuer_open (f->issuer, f->token, f->key, 1, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  issuer_free (f->issuer);
  g_free (f->token);
  vouch_signing_key_free (f->key);
  g_free (f->submission);
}

static char *
create (Fixture *f, const char *text)
{
  g_autofree char *hash = vouch_hash_of_bytes (text, strlen (text));

  return issuer_create (f->issuer, f->token, f->submission, "recording", hash,
                        (gint64) strlen (text));
}

static gint64
offset_of (Fixture *f, const char *upload)
{
  g_autoptr (Reply) reply = issuer_send (f->issuer, "HEAD", upload, f->token, TUS, NULL, 0);

  reply_assert (reply, 200, NULL);
  g_assert_cmpstr (reply_header (reply, "cache-control"), ==, "no-store");
  return g_ascii_strtoll (reply_header (reply, "upload-offset"), NULL, 10);
}

static void
test_conformance (Fixture *f, gconstpointer data)
{
  /* sha1 and sha256 of "hello". */
  const char *const good = "Upload-Checksum: sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00=\r\n";
  const char *const bad =
      "Upload-Checksum: sha256 LPJNul+wow4m6DsqxbniZ2ubZP7AuuB9tW4oEz9PcyE=\r\n";
  const struct {
    const char *method;
    const char *headers;
    const char *body;
    guint status;
    const char *code;
    gint64 offset; /* afterwards */
  } cases[] = {
    { "HEAD", "", NULL, 412, NULL, 0 },
    { "PATCH", "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n", "x", 412,
      "tus-version", 0 },
    { "PATCH",
      "Tus-Resumable: 0.9\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n",
      "x", 412, "tus-version", 0 },
    { "PATCH", TUS "Content-Type: text/plain\r\nUpload-Offset: 0\r\n", "x", 415, "media-type", 0 },
    { "PATCH", PIECE, "x", 400, "malformed", 0 },
    { "PATCH", PIECE "Upload-Offset: x\r\n", "x", 400, "malformed", 0 },
    { "PATCH", PIECE "Upload-Offset: 1\r\n", "x", 409, "offset-mismatch", 0 },
    { "PATCH", PIECE "Upload-Offset: 0\r\nUpload-Checksum: md5 1B2M2Y8AsgTpgAmY7PhCfg==\r\n", "x",
      400, "malformed", 0 },
    { "PATCH", PIECE "Upload-Offset: 0\r\n", "hello world and more", 413, "longer-than-declared",
      0 },
    { "PATCH", PIECE "Upload-Offset: 0\r\nBAD", "hellO", 460, "checksum-mismatch", 0 },
    { "PATCH", PIECE "Upload-Offset: 0\r\nGOOD", "hello", 204, NULL, 5 },
    { "PATCH", PIECE "Upload-Offset: 0\r\n", "hello", 409, "offset-mismatch", 5 },
    { "PATCH", PIECE "Upload-Offset: 5\r\n", " world", 204, NULL, 11 },
    { "PATCH", PIECE "Upload-Offset: 11\r\n", "x", 413, "longer-than-declared", 11 },
    { "POST", TUS, NULL, 405, "method-not-allowed", 11 },
  };
  g_autofree char *upload = create (f, "hello world");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) headers = g_string_new (cases[i].headers);
    g_autoptr (Reply) reply = NULL;

    g_string_replace (headers, "GOOD", good, 0);
    g_string_replace (headers, "BAD", bad, 0);
    reply = issuer_send (f->issuer, cases[i].method, upload, f->token, headers->str, cases[i].body,
                         cases[i].body != NULL ? -1 : 0);
    reply_assert (reply, cases[i].status, cases[i].code);
    g_assert_cmpstr (reply_header (reply, "x-content-type-options"), ==, "nosniff");
    if (cases[i].status == 204)
      g_assert_cmpint (atoi (reply_header (reply, "upload-offset")), ==, cases[i].offset);
    g_assert_cmpint (offset_of (f, upload), ==, cases[i].offset);
  }
}

static void
test_creation (Fixture *f, gconstpointer data)
{
  const struct {
    const char *slot;
    const char *type;
    const char *length;
    guint status;
    const char *code;
  } cases[] = {
    { "recording", "audio/mp4", "", 400, "malformed" },
    { "recording", "audio/mp4", "Upload-Length: -1\r\n", 400, "malformed" },
    { "recording", "audio/mp4", "Upload-Length: 99999999999\r\n", 413, "too-large" },
    { "recording", "text/html", "Upload-Length: 5\r\n", 415, "media-type" },
    { "nothing-like-it", "audio/mp4", "Upload-Length: 5\r\n", 422, "invalid" },
    { "recording", "audio/mp4", "Upload-Length: 0\r\n", 201, NULL },
  };
  g_autofree char *hash = vouch_hash_of_bytes ("", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchTusMetadata) metadata =
        vouch_tus_metadata_new (f->submission, cases[i].slot, hash, cases[i].type);
    g_autofree char *value = vouch_tus_metadata_write (metadata);
    g_autofree char *headers =
        g_strdup_printf (TUS "Upload-Metadata: %s\r\n%s", value, cases[i].length);
    g_autoptr (Reply) reply =
        issuer_send (f->issuer, "POST", "/v1/uploads", f->token, headers, NULL, 0);

    reply_assert (reply, cases[i].status, cases[i].code);
  }
}

static void
test_same_key_same_upload (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = vouch_hash_of_bytes ("abc", 3);
  g_autoptr (VouchTusMetadata) metadata =
      vouch_tus_metadata_new (f->submission, "recording", hash, "audio/mp4");
  g_autofree char *value = vouch_tus_metadata_write (metadata);
  g_autofree char *headers = g_strdup_printf (
      TUS "Upload-Length: 3\r\nUpload-Metadata: %s\r\nIdempotency-Key: upload-0001\r\n", value);
  g_autofree char *other = g_strdup_printf (
      TUS "Upload-Length: 4\r\nUpload-Metadata: %s\r\nIdempotency-Key: upload-0001\r\n", value);
  g_autoptr (Reply) first =
      issuer_send (f->issuer, "POST", "/v1/uploads", f->token, headers, NULL, 0);
  g_autoptr (Reply) second =
      issuer_send (f->issuer, "POST", "/v1/uploads", f->token, headers, NULL, 0);
  g_autoptr (Reply) third =
      issuer_send (f->issuer, "POST", "/v1/uploads", f->token, other, NULL, 0);

  reply_assert (first, 201, NULL);
  reply_assert (second, 201, NULL);
  g_assert_cmpstr (reply_header (first, "location"), ==, reply_header (second, "location"));
  reply_assert (third, 422, "idempotency-key-reused");
}

static void
test_termination (Fixture *f, gconstpointer data)
{
  g_autofree char *upload = create (f, "hello world");
  g_autoptr (Reply) gone = issuer_send (f->issuer, "DELETE", upload, f->token, TUS, NULL, 0);
  g_autoptr (Reply) head = issuer_send (f->issuer, "HEAD", upload, f->token, TUS, NULL, 0);
  g_autoptr (Reply) again = issuer_send (f->issuer, "DELETE", upload, f->token, TUS, NULL, 0);

  reply_assert (gone, 204, NULL);
  reply_assert (head, 410, NULL);
  reply_assert (again, 410, "expired");
}

/* The refusal must come although not one byte of the body was sent. */
static void
test_refused_before_the_body (Fixture *f, gconstpointer data)
{
  g_autofree char *upload = create (f, "hello world");
  const char *const headers[] = { "Expect: 100-continue\r\nContent-Length: 9000000000000\r\n",
                                  "Content-Length: 9000000000000\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    g_autoptr (GIOStream) stream = issuer_connect (f->issuer);
    g_autofree char *text = g_strdup_printf (
        "PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n" PIECE
        "Upload-Offset: 0\r\n%s\r\n",
        upload, f->token, headers[i]);
    g_autoptr (Reply) reply = NULL;

    g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                               NULL, NULL);
    reply = reply_read (stream);
    reply_assert (reply, 413, "longer-than-declared");
    g_assert_cmpstr (reply_header (reply, "connection"), ==, "close");
  }
}

static void
test_continue (Fixture *f, gconstpointer data)
{
  g_autofree char *upload = create (f, "hello world");
  g_autoptr (GIOStream) stream = issuer_connect (f->issuer);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  g_autofree char *text = g_strdup_printf (
      "PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n" PIECE
      "Upload-Offset: 0\r\nExpect: 100-continue\r\nContent-Length: 11\r\nConnection: close\r\n\r\n",
      upload, f->token);
  g_autoptr (Reply) interim = NULL;
  g_autoptr (Reply) final = NULL;

  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
  interim = reply_read (stream);
  reply_assert (interim, 100, NULL);
  g_output_stream_write_all (output, "hello world", 11, NULL, NULL, NULL);
  final = reply_read (stream);
  reply_assert (final, 204, NULL);
  g_assert_cmpint (offset_of (f, upload), ==, 11);
}

/* Bytes of a piece that was cut by the sender, with a checksum that can no longer be judged. */
static void
test_cut_is_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *upload = create (f, "hello world");
  g_autofree char *text =
      g_strdup_printf ("PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n" PIECE
                       "Upload-Offset: 0\r\nUpload-Checksum: sha1 qvTGHdzF6KLavt4PO0gs2a6pQ00=\r\n"
                       "Content-Length: 11\r\n\r\nhello",
                       upload, f->token);
  g_autoptr (GIOStream) stream = issuer_connect (f->issuer);
  gint64 give_up = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
  while (offset_of (f, upload) != 5 && g_get_monotonic_time () < give_up)
    g_usleep (10000);
  for (;;) {
    g_autoptr (Reply) reply = issuer_send (f->issuer, "PATCH", upload, f->token,
                                           PIECE "Upload-Offset: 5\r\n", " world", -1);

    if (reply->status == 423 && g_get_monotonic_time () < give_up)
      continue;
    reply_assert (reply, 204, NULL);
    break;
  }
}

/* The server dies in the middle of a piece; what it had written is there, and the rest follows. */
static void
test_killed_and_resumed (Fixture *f, gconstpointer data)
{
  const gsize size = 6 * 1024 * 1024;
  g_autofree char *bytes = g_malloc (size);
  g_autofree char *hash = NULL;
  g_autofree char *upload = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (VouchManifest) manifest = issuer_make_manifest (f->issuer, f->key, 1, NULL);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) (i * 2654435761u >> 13);
  hash = vouch_hash_of_bytes (bytes, size);
  issuer_add_file (manifest, "recording", hash, (gint64) size);
  upload = issuer_create (f->issuer, f->token, f->submission, "recording", hash, (gint64) size);
  for (guint round = 0; round < 3; round++) {
    g_autoptr (GIOStream) stream = issuer_connect (f->issuer);
    gint64 from = offset_of (f, upload);
    g_autofree char *text = g_strdup_printf (
        "PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n" PIECE
        "Upload-Offset: %" G_GINT64_FORMAT "\r\nContent-Length: %" G_GINT64_FORMAT "\r\n\r\n",
        upload, f->token, from, (gint64) size - from);
    GOutputStream *output = g_io_stream_get_output_stream (stream);
    gint64 give_up = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

    g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
    g_output_stream_write_all (output, bytes + from, 1500000, NULL, NULL, NULL);
    while (offset_of (f, upload) < from + 1000000 && g_get_monotonic_time () < give_up)
      g_usleep (2000);
    issuer_kill (f->issuer);
    issuer_start (f->issuer, NULL);
    g_assert_cmpint (offset_of (f, upload), >=, from + 1000000);
    g_assert_cmpint (offset_of (f, upload), <=, from + 1500000);
  }
  {
    gint64 from = offset_of (f, upload);
    g_autofree char *headers =
        g_strdup_printf (PIECE "Upload-Offset: %" G_GINT64_FORMAT "\r\n", from);
    g_autoptr (Reply) rest = issuer_send (f->issuer, "PATCH", upload, f->token, headers,
                                          bytes + from, (gssize) size - from);
    g_autoptr (Reply) held =
        issuer_put_manifest (f->issuer, f->token, f->submission, manifest, f->key, &digest);
    g_autoptr (Reply) sealed =
        issuer_seal (f->issuer, f->token, f->submission, digest, "seal-00000001");

    reply_assert (rest, 204, NULL);
    reply_assert (held, 200, NULL);
    reply_assert (sealed, 200, NULL);
  }
}

static gint64
peak_memory (Issuer *issuer)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (issuer->server));
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_ascii_strtoll (strstr (text, "VmHWM:") + strlen ("VmHWM:"), NULL, 10) * 1024;
}

static void
test_memory_is_flat (Fixture *f, gconstpointer data)
{
  const gint64 size = 200 * 1024 * 1024;
  const gsize piece = 1024 * 1024;
  g_autofree char *block = g_malloc0 (piece);
  g_autofree char *hash = vouch_hash_of_bytes ("", 0);
  g_autofree char *upload =
      issuer_create (f->issuer, f->token, f->submission, "recording", hash, size);
  g_autoptr (GIOStream) stream = issuer_connect (f->issuer);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  gint64 before = peak_memory (f->issuer);
  g_autofree char *text = g_strdup_printf (
      "PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n" PIECE
      "Upload-Offset: 0\r\nContent-Length: %" G_GINT64_FORMAT "\r\nConnection: close\r\n\r\n",
      upload, f->token, size);
  g_autoptr (Reply) reply = NULL;

  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
  for (gint64 sent = 0; sent < size; sent += (gint64) piece)
    g_assert_true (g_output_stream_write_all (output, block, piece, NULL, NULL, NULL));
  reply = reply_read (stream);
  reply_assert (reply, 204, NULL);
  g_test_message ("peak grew by %" G_GINT64_FORMAT " KiB",
                  (peak_memory (f->issuer) - before) / 1024);
  g_assert_cmpint (peak_memory (f->issuer) - before, <, 16 * 1024 * 1024);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/issuer/uploads/conformance", test_conformance);
  ADD ("/issuer/uploads/creation", test_creation);
  ADD ("/issuer/uploads/same-key", test_same_key_same_upload);
  ADD ("/issuer/uploads/termination", test_termination);
  ADD ("/issuer/uploads/before-the-body", test_refused_before_the_body);
  ADD ("/issuer/uploads/continue", test_continue);
  ADD ("/issuer/uploads/cut", test_cut_is_kept);
  ADD ("/issuer/uploads/killed", test_killed_and_resumed);
  ADD ("/issuer/uploads/memory", test_memory_is_flat);
  return g_test_run ();
}
