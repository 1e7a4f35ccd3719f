/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "issuer-fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include <glib/gstdio.h>

#include "vouch-hash.h"
#include "vouch-jws.h"
#include "vouch-manifest-json.h"
#include "vouch-problem-json.h"
#include "vouch-tus.h"

#define DEFINITION_ID "https://example.org/micro-credentials/classroom-talk/wait-time"

static char *
hash_of_file (const char *path)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return vouch_hash_of_bytes (data, length);
}

static void
learn_issuer (Issuer *self)
{
  g_autoptr (Reply) reply =
      issuer_send (self, "GET", "/.well-known/vouch-issuer", NULL, NULL, NULL, 0);
  g_autofree char *text = NULL;
  const char *did;

  reply_assert (reply, 200, NULL);
  text = reply_text (reply);
  did = strstr (text, "did:key:");
  g_assert_nonnull (did);
  self->issuer = g_strndup (did, strcspn (did, "\""));
}

Issuer *
issuer_new (const char *extra_argument)
{
  Issuer *self = g_new0 (Issuer, 1);
  const char *definition = g_getenv ("VOUCH_TEST_DEFINITION");
  g_autofree char *output = NULL;
  int status = -1;

  self->folder = g_dir_make_tmp ("vouch-issuer-XXXXXX", NULL);
  self->data = g_build_filename (self->folder, "data", NULL);
  output = issuer_run (self, &status, "definition", "add", definition, NULL);
  g_assert_cmpint (status, ==, 0);
  self->definition = hash_of_file (definition);
  issuer_start (self, extra_argument);
  learn_issuer (self);
  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

void
issuer_free (Issuer *self)
{
  if (self->server != NULL)
    issuer_kill (self);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->definition);
  g_free (self->issuer);
  g_free (self);
}

/* A test that ends early takes its issuer with it; else whoever waits for its output waits on. */
static void
die_with_the_test (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

void
issuer_start (Issuer *self, const char *extra_argument)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *sanitizer =
      g_strjoin (":", g_getenv ("ASAN_OPTIONS") != NULL ? g_getenv ("ASAN_OPTIONS") : "",
                 "quarantine_size_mb=1", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  /* The address sanitizer keeps what was freed; a test of memory would count that. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", sanitizer, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, NULL, NULL);
  self->server =
      g_subprocess_launcher_spawn (launcher, &error, g_getenv ("VOUCH_ISSUER"), "--listen",
                                   "127.0.0.1:0", "--data", self->data, extra_argument, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "http://127.0.0.1:"));
  self->port = (guint16) atoi (strrchr (line, ':') + 1);
}

void
issuer_kill (Issuer *self)
{
  g_subprocess_send_signal (self->server, SIGKILL);
  g_subprocess_wait (self->server, NULL, NULL);
  g_clear_object (&self->server);
}

char *
issuer_run (Issuer *self, int *status, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  const char *word;
  va_list words;

  g_ptr_array_add (argv, (char *) g_getenv ("VOUCH_ISSUER"));
  va_start (words, status);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, (char *) word);
  va_end (words);
  g_ptr_array_add (argv, (char *) "--data");
  g_ptr_array_add (argv, self->data);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  *status = g_subprocess_get_exit_status (process);
  return g_strchomp (output);
}

char *
issuer_token (Issuer *self, const char *name)
{
  int status = -1;
  char *token = issuer_run (self, &status, "token", name, NULL);

  g_assert_cmpint (status, ==, 0);
  return token;
}

GIOStream *
issuer_connect (Issuer *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, 20);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_assert_no_error (error);
  return G_IO_STREAM (connection);
}

/* Reads an answer up to its announced length, or to the end of the connection. */
Reply *
reply_read (GIOStream *stream)
{
  Reply *self = g_new0 (Reply, 1);
  g_autoptr (GDataInputStream) input =
      g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_autofree char *line = NULL;
  g_autofree char *body = NULL;
  const char *length;
  gsize wanted, got = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (input), FALSE);
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  line = g_data_input_stream_read_line (input, NULL, NULL, NULL);
  if (line == NULL)
    return self;
  g_assert_true (g_str_has_prefix (line, "HTTP/1.1 "));
  self->status = (guint) atoi (line + strlen ("HTTP/1.1 "));
  for (;;) {
    g_autofree char *header = g_data_input_stream_read_line (input, NULL, NULL, NULL);
    char *colon = header != NULL ? strstr (header, ": ") : NULL;

    if (colon == NULL)
      break;
    g_hash_table_insert (self->headers, g_ascii_strdown (header, colon - header),
                         g_strdup (colon + 2));
  }
  length = reply_header (self, "content-length");
  wanted = length != NULL ? (gsize) g_ascii_strtoull (length, NULL, 10) : 0;
  body = g_malloc (wanted + 1);
  g_input_stream_read_all (G_INPUT_STREAM (input), body, wanted, &got, NULL, NULL);
  self->body = g_bytes_new (body, got);
  return self;
}

Reply *
issuer_send (Issuer *self,
             const char *method,
             const char *path,
             const char *token,
             const char *headers,
             const void *body,
             gssize length)
{
  g_autoptr (GIOStream) stream = issuer_connect (self);
  g_autoptr (GString) text = g_string_new (NULL);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  Reply *reply;
  gsize size = length < 0 ? strlen (body) : (gsize) length;

  g_string_append_printf (text, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, path);
  if (token != NULL)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", token);
  if (headers != NULL)
    g_string_append (text, headers);
  if (body != NULL || g_str_equal (method, "POST"))
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  g_string_append (text, "Connection: close\r\n\r\n");
  g_output_stream_write_all (output, text->str, text->len, NULL, NULL, NULL);
  if (size > 0)
    g_output_stream_write_all (output, body, size, NULL, NULL, NULL);
  reply = reply_read (stream);
  g_io_stream_close (stream, NULL, NULL);
  return reply;
}

void
reply_free (Reply *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

const char *
reply_header (Reply *self, const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

char *
reply_text (Reply *self)
{
  return g_strndup (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body));
}

void
reply_assert (Reply *self, guint status, const char *code)
{
  g_autofree char *text = self->body != NULL ? reply_text (self) : NULL;

  if (self->status != status)
    g_error ("%u instead of %u: %s", self->status, status, text);
  if (code != NULL) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchProblem) problem = vouch_problem_json_read (self->body, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (reply_header (self, "content-type"), ==, "application/problem+json");
    g_assert_cmpstr (vouch_problem_get_code (problem), ==, code);
    g_assert_cmpuint (vouch_problem_get_status (problem), ==, status);
    g_assert_nonnull (vouch_problem_get_title (problem));
  }
}

char *
issuer_open (Issuer *self,
             const char *token,
             VouchSigningKey *key,
             guint attempt,
             const char *previous)
{
  g_autofree char *quoted = previous != NULL ? g_strdup_printf ("\"%s\"", previous) : NULL;
  g_autofree char *body = g_strdup_printf (
      "{\"definition\":{\"id\":\"" DEFINITION_ID "\",\"version\":\"1.0.0\",\"sha256\":\"%s\"},"
      "\"attempt\":%u,\"previous\":%s,\"subject\":\"%s\"}",
      self->definition, attempt, quoted != NULL ? quoted : "null", vouch_signing_key_get_did (key));
  g_autofree char *headers = g_strdup_printf (
      "Content-Type: application/json\r\nIdempotency-Key: attempt-%u-%s\r\n", attempt, "aaaaaaaa");
  g_autoptr (Reply) reply = issuer_send (self, "POST", "/v1/submissions", token, headers, body, -1);

  reply_assert (reply, 201, NULL);
  return g_path_get_basename (reply_header (reply, "location"));
}

char *
issuer_create (Issuer *self,
               const char *token,
               const char *submission,
               const char *slot,
               const char *sha256,
               gint64 length)
{
  g_autoptr (VouchTusMetadata) metadata =
      vouch_tus_metadata_new (submission, slot, sha256, "audio/mp4");
  g_autofree char *value = vouch_tus_metadata_write (metadata);
  g_autofree char *headers = g_strdup_printf (
      "Tus-Resumable: 1.0.0\r\nUpload-Length: %" G_GINT64_FORMAT "\r\nUpload-Metadata: %s\r\n",
      length, value);
  g_autoptr (Reply) reply = issuer_send (self, "POST", "/v1/uploads", token, headers, NULL, 0);

  reply_assert (reply, 201, NULL);
  g_assert_cmpstr (reply_header (reply, "upload-offset"), ==, "0");
  return g_strdup (reply_header (reply, "location"));
}

VouchManifest *
issuer_make_manifest (Issuer *self, VouchSigningKey *key, guint attempt, const char *previous)
{
  VouchManifest *manifest = vouch_manifest_new ();
  g_autoptr (VouchManifestItem) item = vouch_manifest_item_new ();

  vouch_manifest_set_issuer (manifest, self->issuer);
  vouch_manifest_set_definition (manifest, DEFINITION_ID);
  vouch_manifest_set_definition_version (manifest, "1.0.0");
  vouch_manifest_set_definition_digest (manifest, self->definition);
  vouch_manifest_set_attempt (manifest, attempt);
  vouch_manifest_set_previous (manifest, previous);
  vouch_manifest_set_subject (manifest, vouch_signing_key_get_did (key));
  vouch_manifest_set_created_ms (manifest, G_GINT64_CONSTANT (1795340000000));
  vouch_manifest_item_set_id (item, "i1");
  vouch_manifest_item_set_requirement (item, "activity");
  vouch_manifest_item_set_media (item, VOUCH_MEDIA_TEXT);
  vouch_manifest_item_set_text (item, "<script>alert(1)</script>");
  vouch_manifest_add_item (manifest, item);
  return manifest;
}

void
issuer_add_file (VouchManifest *manifest, const char *requirement, const char *sha256, gint64 bytes)
{
  g_autoptr (VouchManifestItem) item = vouch_manifest_item_new ();
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();
  guint number = vouch_manifest_get_items (manifest)->len + 1;
  g_autofree char *id = g_strdup_printf ("i%u", number);
  g_autofree char *name = g_strdup_printf ("recording-%u.m4a", number);

  vouch_manifest_file_set_name (file, name);
  vouch_manifest_file_set_media_type (file, "audio/mp4");
  vouch_manifest_file_set_bytes (file, bytes);
  vouch_manifest_file_set_sha256 (file, sha256);
  vouch_manifest_item_set_id (item, id);
  vouch_manifest_item_set_requirement (item, requirement);
  vouch_manifest_item_set_media (item, VOUCH_MEDIA_AUDIO);
  vouch_manifest_item_set_file (item, file);
  vouch_manifest_add_item (manifest, item);
}

Reply *
issuer_put_manifest (Issuer *self,
                     const char *token,
                     const char *submission,
                     VouchManifest *manifest,
                     VouchSigningKey *key,
                     char **digest)
{
  g_autoptr (GBytes) bytes = vouch_manifest_json_write (manifest);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *signature = vouch_jws_sign_detached (data, length, NULL, key);
  g_autofree char *path = g_strdup_printf ("/v1/submissions/%s/manifest", submission);
  g_autofree char *headers = g_strdup_printf (
      "Content-Type: " VOUCH_MANIFEST_MEDIA_TYPE "\r\nVouch-Signature: %s\r\n", signature);

  if (digest != NULL)
    *digest = vouch_hash_of_bytes (data, length);
  return issuer_send (self, "PUT", path, token, headers, data, (gssize) length);
}

Reply *
issuer_seal (Issuer *self,
             const char *token,
             const char *submission,
             const char *digest,
             const char *key)
{
  g_autofree char *path = g_strdup_printf ("/v1/submissions/%s/seal", submission);
  g_autofree char *headers =
      g_strdup_printf ("Content-Type: application/json\r\nIdempotency-Key: %s\r\n", key);
  g_autofree char *body = g_strdup_printf ("{\"manifestSha256\":\"%s\"}", digest);

  return issuer_send (self, "POST", path, token, headers, body, -1);
}
