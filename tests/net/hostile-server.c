/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hostile-server"

#include "config.h"
#include "hostile-server.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vouch-hash.h"
#include "vouch-jws.h"
#include "vouch-receipt-json.h"
#include "vouch-tus.h"

/*
 * An issuer on bare sockets that follows docs/issuer-api.md as far as a submission needs it, and
 * goes wrong exactly where a test wants it to. One thread accepts, one thread serves each
 * connection, one mutex guards all state; bodies go to files, so that its memory is flat too.
 */
#define CHUNK (256 * 1024)

typedef struct {
  char *id;
  char *key;
  char *sha256;
  char *path;
  gint64 length;
  gint64 offset;
  guint gone;
  int busy; /* (atomic) a request is at work on it */
} Upload;

typedef struct {
  HostileFault fault;
  int seen;
} Armed;

struct _HostileServer {
  char *folder;
  guint16 port;
  GSocket *listener;
  GThread *thread;
  GMutex mutex;
  GTlsCertificate *certificate;
  GPtrArray *uploads;
  GPtrArray *expected;
  GPtrArray *connections;
  GPtrArray *threads;
  GArray *faults;
  VouchSigningKey *key;
  char *subject;
  char *definition;
  char *manifest;
  char *opening_key;
  guint submissions;
  guint sealed;
  guint deleted;
  guint requests;
  guint tokens_seen;
  guint late;
  gint64 body_bytes;
  gint64 head_bytes;
  gboolean down;
  gboolean closing;
};

typedef struct {
  HostileServer *server;
  GSocketConnection *connection;
  GIOStream *stream;
  GDataInputStream *in;
  char *method;
  char *path;
  GHashTable *headers;
  gint64 body_length;
  HostileFault fault;
  gboolean keep;
} Exchange;

static void
upload_free (Upload *upload)
{
  g_free (upload->id);
  g_free (upload->key);
  g_free (upload->sha256);
  g_free (upload->path);
  g_free (upload);
}

static const char *
header (Exchange *exchange, const char *name)
{
  return g_hash_table_lookup (exchange->headers, name);
}

static gint64
number_header (Exchange *exchange, const char *name)
{
  const char *text = header (exchange, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static void
reset (Exchange *exchange)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket = g_socket_connection_get_socket (exchange->connection);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (socket, NULL);
  exchange->keep = FALSE;
}

static void
say (Exchange *exchange, const char *text, gssize length)
{
  GOutputStream *out = g_io_stream_get_output_stream (exchange->stream);

  g_output_stream_write_all (out, text, length < 0 ? strlen (text) : (gsize) length, NULL, NULL,
                             NULL);
}

static void
answer (Exchange *exchange, guint status, const char *headers, const char *type, const char *body)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean bare = status == 204 || status == 304 || g_str_equal (exchange->method, "HEAD");

  g_string_append_printf (text, "HTTP/1.1 %u \r\nTus-Resumable: 1.0.0\r\n%s", status,
                          headers != NULL ? headers : "");
  if (body != NULL)
    g_string_append_printf (text, "Content-Type: %s\r\n", type);
  if (!bare)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            body != NULL ? strlen (body) : 0);
  g_string_append (text, "\r\n");
  if (body != NULL && !bare)
    g_string_append (text, body);

  switch (exchange->fault.act) {
  case ACT_LATE:
    g_atomic_int_inc (&exchange->server->late);
    g_usleep ((gulong) exchange->fault.number);
    say (exchange, text->str, (gssize) text->len);
    break;
  case ACT_CUT_REPLY:
    say (exchange, text->str, MIN ((gssize) text->len, (gssize) exchange->fault.number));
    exchange->keep = FALSE;
    g_io_stream_close (exchange->stream, NULL, NULL);
    break;
  case ACT_SAY_AFTER:
    say (exchange, exchange->fault.text, -1);
    exchange->keep = FALSE;
    break;
  default: say (exchange, text->str, (gssize) text->len); break;
  }
}

static void
problem (Exchange *exchange, guint status, const char *code, const char *headers)
{
  g_autofree char *body = g_strdup_printf ("{\"type\":\"urn:vouch:problem:%s\",\"title\":\"A "
                                           "problem\",\"status\":%u}",
                                           code, status);

  answer (exchange, status, headers, "application/problem+json", body);
}

/* Reads the body away, or into a file; counts every byte. Returns how many came. */
static gint64
take_body (Exchange *exchange, int fd, gint64 offset, VouchHash *hash)
{
  HostileServer *self = exchange->server;
  g_autofree char *data = g_malloc (CHUNK);
  gint64 left = exchange->body_length, taken = 0;
  gint64 stop = exchange->fault.act == ACT_RESET_BODY ? exchange->fault.number : G_MAXINT64;

  if (header (exchange, "expect") != NULL && exchange->fault.act != ACT_IGNORE_EXPECT)
    say (exchange, "HTTP/1.1 100 Continue\r\n\r\n", -1);
  while (left > 0 && taken < stop) {
    gssize got = g_input_stream_read (G_INPUT_STREAM (exchange->in), data,
                                      (gsize) MIN (MIN (left, CHUNK), stop - taken), NULL, NULL);

    if (got <= 0)
      break;
    if (fd >= 0)
      g_assert_cmpint (pwrite (fd, data, (gsize) got, offset + taken), ==, got);
    if (hash != NULL)
      vouch_hash_update (hash, data, (gsize) got);
    left -= got;
    taken += got;
    if (exchange->fault.act == ACT_SLOW)
      g_usleep ((gulong) exchange->fault.number);
    g_mutex_lock (&self->mutex);
    self->body_bytes += got;
    g_mutex_unlock (&self->mutex);
  }
  if (taken < exchange->body_length)
    exchange->keep = FALSE;
  return taken;
}

static char *
body_text (Exchange *exchange)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  char data[4096];
  gint64 left = exchange->body_length;

  while (left > 0) {
    gssize got = g_input_stream_read (G_INPUT_STREAM (exchange->in), data,
                                      (gsize) MIN (left, (gint64) sizeof data), NULL, NULL);

    if (got <= 0)
      break;
    g_byte_array_append (body, (guint8 *) data, (guint) got);
    left -= got;
  }
  g_byte_array_append (body, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&body), FALSE);
}

static Upload *
find_upload (HostileServer *self, const char *path)
{
  const char *id = path + strlen ("/v1/uploads/");

  for (guint i = 0; i < self->uploads->len; i++) {
    Upload *upload = g_ptr_array_index (self->uploads, i);

    if (g_str_equal (upload->id, id))
      return upload;
  }
  return NULL;
}

static Upload *
upload_of (HostileServer *self, const char *sha256)
{
  for (guint i = self->uploads->len; i > 0; i--) {
    Upload *upload = g_ptr_array_index (self->uploads, i - 1);

    if (g_str_equal (upload->sha256, sha256) && upload->gone == 0)
      return upload;
  }
  return NULL;
}

static void
create_upload (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  g_autoptr (VouchTusMetadata) metadata = NULL;
  g_autofree char *headers = NULL;
  Upload *upload = NULL;

  metadata = vouch_tus_metadata_read (header (exchange, "upload-metadata"), NULL);
  if (metadata == NULL || number_header (exchange, "upload-length") < 0) {
    problem (exchange, 400, "malformed", NULL);
    return;
  }
  for (guint i = 0; i < self->uploads->len; i++) {
    Upload *other = g_ptr_array_index (self->uploads, i);

    if (g_strcmp0 (other->key, header (exchange, "idempotency-key")) == 0 && other->gone == 0)
      upload = other;
  }
  if (upload == NULL) {
    upload = g_new0 (Upload, 1);
    upload->id = g_strdup_printf ("u%u", self->uploads->len);
    upload->key = g_strdup (header (exchange, "idempotency-key"));
    upload->sha256 = g_strdup (vouch_tus_metadata_get_sha256 (metadata));
    upload->path = g_build_filename (self->folder, upload->id, NULL);
    upload->length = number_header (exchange, "upload-length");
    g_assert_true (g_file_set_contents (upload->path, "", 0, NULL));
    g_ptr_array_add (self->uploads, upload);
  }
  headers = g_strdup_printf ("Location: /v1/uploads/%s\r\nUpload-Offset: %" G_GINT64_FORMAT "\r\n",
                             upload->id, upload->offset);
  answer (exchange, 201, headers, NULL, NULL);
}

static void
answer_offset (Exchange *exchange, guint status, Upload *upload)
{
  gint64 shift = exchange->fault.act == ACT_SHIFT_OFFSET ? exchange->fault.number : 0;
  gint64 longer = exchange->fault.act == ACT_LONGER_LENGTH ? exchange->fault.number : 0;
  g_autofree char *headers =
      g_strdup_printf ("Upload-Offset: %" G_GINT64_FORMAT "\r\nUpload-Length: %" G_GINT64_FORMAT
                       "\r\nCache-Control: no-store\r\n",
                       upload->offset + shift, upload->length + longer);

  answer (exchange, status, headers, NULL, NULL);
}

static void
flip_last (Upload *upload, int fd)
{
  guint8 last;

  g_assert_cmpint (pread (fd, &last, 1, upload->offset - 1), ==, 1);
  last ^= 0x40;
  g_assert_cmpint (pwrite (fd, &last, 1, upload->offset - 1), ==, 1);
}

static void
append (Exchange *exchange, Upload *upload)
{
  HostileServer *self = exchange->server;
  g_autoptr (VouchHash) hash = vouch_hash_new ();
  guint8 digest[VOUCH_HASH_DIGEST_LENGTH];
  VouchTusChecksum wanted = { 0 };
  gint64 taken;
  int fd;

  if (number_header (exchange, "upload-offset") != upload->offset) {
    take_body (exchange, -1, 0, NULL);
    if (exchange->keep)
      problem (exchange, 409, "offset-mismatch", NULL);
    return;
  }
  g_assert_true (vouch_tus_checksum_read (header (exchange, "upload-checksum"), &wanted));
  fd = g_open (upload->path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  taken = take_body (exchange, exchange->fault.act == ACT_SWALLOW ? -1 : fd, upload->offset, hash);
  g_assert_true (vouch_hash_finish_digest (hash, digest));

  g_mutex_lock (&self->mutex);
  if (taken < exchange->body_length) {
    upload->offset += taken;
  } else if (wanted.algorithm == VOUCH_TUS_ALGORITHM_SHA256 &&
             memcmp (digest, wanted.digest, sizeof digest) != 0) {
    g_mutex_unlock (&self->mutex);
    problem (exchange, 460, "checksum-mismatch", NULL);
    close (fd);
    return;
  } else {
    upload->offset += taken;
    if (exchange->fault.act == ACT_FLIP)
      flip_last (upload, fd);
  }
  g_mutex_unlock (&self->mutex);
  close (fd);
  if (exchange->keep)
    answer_offset (exchange, 204, upload);
  else
    reset (exchange);
}

static void
serve_upload (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  Upload *upload = find_upload (self, exchange->path);

  if (upload == NULL) {
    problem (exchange, 404, "not-found", NULL);
    return;
  }
  /* What a killed client had on the way is still being read; its bytes count before others do. */
  for (int i = 0; !g_atomic_int_compare_and_exchange (&upload->busy, 0, 1); i++) {
    g_assert_cmpint (i, <, 20000);
    g_usleep (500);
  }
  if (exchange->fault.act == ACT_DROP_UPLOAD)
    upload->gone = (guint) exchange->fault.number;
  if (exchange->fault.act == ACT_FORGET_BYTES) {
    upload->offset = MAX (0, upload->offset - exchange->fault.number);
    g_assert_cmpint (truncate (upload->path, upload->offset), ==, 0);
  }
  if (upload->gone != 0) {
    take_body (exchange, -1, 0, NULL);
    if (exchange->keep)
      problem (exchange, upload->gone, upload->gone == 410 ? "expired" : "not-found", NULL);
  } else if (g_str_equal (exchange->method, "HEAD")) {
    answer_offset (exchange, 200, upload);
  } else if (g_str_equal (exchange->method, "PATCH")) {
    append (exchange, upload);
  } else {
    upload->gone = 410;
    g_unlink (upload->path);
    self->deleted++;
    answer (exchange, 204, NULL, NULL, NULL);
  }
  g_atomic_int_set (&upload->busy, 0);
}

static void
discover (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  g_autoptr (VouchSigningKey) other = vouch_signing_key_generate ();
  VouchSigningKey *key = exchange->fault.act == ACT_OTHER_KEY ? other : self->key;
  g_autofree char *x = g_base64_encode (vouch_signing_key_get_public (key), 32);
  g_autofree char *body = NULL;

  g_strdelimit (x, "+", '-');
  g_strdelimit (x, "/", '_');
  *strchrnul (x, '=') = '\0';
  body = g_strdup_printf (
      "{\"protocol\":\"vouch-issuer\",\"protocolVersion\":\"1.0\",\"issuer\":{\"id\":\"%s\","
      "\"name\":\"Hostile\",\"publicKey\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}},"
      "\"endpoints\":{\"definitions\":\"/v1/definitions\",\"submissions\":\"/v1/submissions\","
      "\"files\":\"/v1/files\",\"uploads\":\"/v1/uploads\"},\"auth\":{\"type\":\"bearer\"},"
      "\"upload\":{\"protocol\":\"tus-1.0\",\"extensions\":[\"creation\",\"checksum\","
      "\"expiration\",\"termination\"],\"checksumAlgorithms\":[\"sha256\"]},\"limits\":{"
      "\"maxFileBytes\":8589934592,\"maxSubmissionBytes\":34359738368,\"maxItems\":500,"
      "\"maxOpenUploads\":64,\"maxParallelUploads\":4,\"maxOpenSubmissions\":32,"
      "\"maxJsonBytes\":4194304,\"maxJsonDepth\":32,\"lifetimeSeconds\":604800,\"mediaTypes\":"
      "[\"audio/*\"]},\"timeZone\":\"UTC\",\"credentialFormats\":[\"application/vc+jwt\"]}",
      vouch_signing_key_get_did (key), x);
  answer (exchange, 200, "ETag: \"d\"\r\n", "application/json", body);
}

static char *
describe_submission (HostileServer *self)
{
  return g_strdup_printf (
      "{\"id\":\"s1\",\"revision\":%u,\"definition\":{\"id\":\"urn:d\",\"version\":\"1\","
      "\"sha256\":\"%s\"},\"attempt\":1,\"previous\":null,\"subject\":\"%s\","
      "\"earnerState\":\"%s\",\"issuerState\":\"%s\",\"openedAt\":\"2026-11-22T09:30:00.000Z\","
      "\"sealedAt\":%s,\"updatedAt\":\"2026-11-22T09:30:00.000Z\",\"expiresAt\":null,"
      "\"manifestSha256\":null,\"uploads\":[],\"decision\":null,\"credential\":null,"
      "\"attemptsLeft\":null}",
      1 + self->sealed, self->definition, self->subject, self->sealed ? "sealed" : "draft",
      self->sealed ? "received" : "none", self->sealed ? "\"2026-11-22T09:30:00.000Z\"" : "null");
}

static void
open_submission (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  g_autofree char *sent = body_text (exchange);
  g_autofree char *body = NULL;

  if (self->opening_key != NULL &&
      g_strcmp0 (self->opening_key, header (exchange, "idempotency-key")) != 0) {
    problem (exchange, 409, "attempt-exists", "Location: /v1/submissions/s1\r\n");
    return;
  }
  if (self->opening_key == NULL)
    self->submissions++;
  g_free (self->opening_key);
  self->opening_key = g_strdup (header (exchange, "idempotency-key"));
  body = describe_submission (self);
  answer (exchange, 201, "Location: /v1/submissions/s1\r\n", "application/json", body);
}

static gboolean
holds (HostileServer *self, VouchUploadStatus *file)
{
  Upload *upload = upload_of (self, vouch_upload_status_get_sha256 (file));

  return upload != NULL && upload->offset == upload->length &&
         upload->length == vouch_upload_status_get_bytes (file);
}

static void
put_manifest (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  g_autofree char *sent = body_text (exchange);
  g_autoptr (GString) body = g_string_new (NULL);
  const char *comma = "";

  g_free (self->manifest);
  self->manifest = vouch_hash_of_bytes (sent, strlen (sent));
  g_string_printf (body, "{\"manifestSha256\":\"%s\",\"missing\":[", self->manifest);
  for (guint i = 0; i < self->expected->len; i++) {
    VouchUploadStatus *file = g_ptr_array_index (self->expected, i);

    if (holds (self, file))
      continue;
    g_string_append_printf (
        body, "%s{\"sha256\":\"%s\",\"bytes\":%" G_GINT64_FORMAT ",\"slot\":\"recording\"}", comma,
        vouch_upload_status_get_sha256 (file), vouch_upload_status_get_bytes (file));
    comma = ",";
  }
  g_string_append (body, "]}");
  answer (exchange, 200, NULL, "application/json", body->str);
}

/* Whether what is on the disk is what was promised; what is not is discarded. */
static gboolean
verify_file (HostileServer *self, VouchUploadStatus *file)
{
  Upload *upload = upload_of (self, vouch_upload_status_get_sha256 (file));
  g_autofree char *sha256 = NULL;
  int fd;

  if (upload == NULL)
    return FALSE;
  fd = g_open (upload->path, O_RDONLY | O_CLOEXEC, 0);
  sha256 = vouch_hash_of_fd (fd, NULL, NULL);
  close (fd);
  if (g_str_equal (sha256, upload->sha256))
    return TRUE;
  upload->gone = 410;
  return FALSE;
}

static char *
sign_receipt (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  HostileAct act = exchange->fault.act;
  g_autoptr (VouchSigningKey) other = vouch_signing_key_generate ();
  g_autoptr (VouchReceipt) receipt = vouch_receipt_new ();
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autofree char *jws = NULL;

  vouch_receipt_set_issuer (receipt, vouch_signing_key_get_did (self->key));
  vouch_receipt_set_subject (receipt, self->subject);
  vouch_receipt_set_submission (receipt, "s1");
  vouch_receipt_set_attempt (receipt, 1);
  vouch_receipt_set_definition (receipt, "urn:d");
  vouch_receipt_set_definition_version (receipt, "1");
  vouch_receipt_set_definition_digest (receipt, self->definition);
  vouch_receipt_set_manifest_digest (receipt,
                                     act == ACT_OTHER_MANIFEST ? self->definition : self->manifest);
  vouch_receipt_set_sealed_ms (receipt, G_GINT64_CONSTANT (1795339800000));
  for (guint i = act == ACT_OMIT_FILE ? 1 : 0; i < self->expected->len; i++)
    vouch_receipt_add_file (receipt, g_ptr_array_index (self->expected, i));
  payload = vouch_receipt_json_write (receipt);
  jws = vouch_jws_sign (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                        VOUCH_RECEIPT_JWS_TYPE, act == ACT_FORGE_RECEIPT ? other : self->key);
  whole = vouch_seal_answer_json_write (receipt, jws);
  return g_strndup (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
}

static void
seal (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  g_autofree char *sent = body_text (exchange);
  g_autofree char *body = NULL;

  for (guint i = 0; i < self->expected->len && self->sealed == 0; i++) {
    VouchUploadStatus *file = g_ptr_array_index (self->expected, i);

    if (!holds (self, file)) {
      problem (exchange, 422, "missing-file", NULL);
      return;
    }
    if (!verify_file (self, file)) {
      problem (exchange, 422, "digest-mismatch", NULL);
      return;
    }
  }
  self->sealed = 1;
  body = sign_receipt (exchange);
  answer (exchange, 200, NULL, "application/json", body);
}

static void
serve (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  const char *method = exchange->method;
  const char *path = exchange->path;
  g_autofree char *body = NULL;

  if (g_str_equal (path, "/.well-known/vouch-issuer"))
    discover (exchange);
  else if (g_str_equal (method, "POST") && g_str_equal (path, "/v1/submissions"))
    open_submission (exchange);
  else if (g_str_equal (method, "PUT"))
    put_manifest (exchange);
  else if (g_str_equal (method, "POST") && g_str_equal (path, "/v1/uploads"))
    create_upload (exchange);
  else if (g_str_has_prefix (path, "/v1/uploads/"))
    serve_upload (exchange);
  else if (g_str_has_suffix (path, "/seal"))
    seal (exchange);
  else if (g_str_equal (path, "/v1/submissions/s1"))
    answer (exchange, 200, "ETag: \"1\"\r\nRetry-After: 30\r\n", "application/json",
            (body = describe_submission (self)));
  else
    problem (exchange, 404, "not-found", NULL);
}

/* Which fault befalls this request, if any. */
static HostileFault
draw_fault (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  HostileFault none = { 0 };

  for (guint i = 0; i < self->faults->len; i++) {
    Armed *armed = &g_array_index (self->faults, Armed, i);
    const HostileFault *fault = &armed->fault;
    int times = fault->times == 0 ? 1 : fault->times;

    if (g_strcmp0 (fault->method, exchange->method) != 0 ||
        !g_str_has_prefix (exchange->path, fault->path))
      continue;
    armed->seen++;
    if (armed->seen >= fault->nth && (times < 0 || armed->seen < fault->nth + times))
      return *fault;
  }
  return none;
}

static gboolean
read_head (Exchange *exchange)
{
  HostileServer *self = exchange->server;
  g_auto (GStrv) words = NULL;
  g_autofree char *first = g_data_input_stream_read_line (exchange->in, NULL, NULL, NULL);

  if (first == NULL || *first == '\0')
    return FALSE;
  words = g_strsplit (first, " ", 3);
  g_assert_cmpuint (g_strv_length (words), ==, 3);
  g_free (exchange->method);
  g_free (exchange->path);
  exchange->method = g_strdup (words[0]);
  exchange->path = g_strdup (words[1]);
  g_hash_table_remove_all (exchange->headers);
  self->head_bytes += (gint64) strlen (first);
  for (;;) {
    g_autofree char *line = g_data_input_stream_read_line (exchange->in, NULL, NULL, NULL);
    char *colon = line != NULL ? strchr (line, ':') : NULL;

    if (colon == NULL)
      break;
    *colon = '\0';
    g_hash_table_insert (exchange->headers, g_ascii_strdown (line, -1),
                         g_strdup (g_strstrip (colon + 1)));
  }
  exchange->body_length = MAX (0, number_header (exchange, "content-length"));
  self->requests++;
  if (header (exchange, "authorization") != NULL)
    self->tokens_seen++;
  return TRUE;
}

static void
drain (Exchange *exchange)
{
  if (header (exchange, "expect") == NULL)
    take_body (exchange, -1, 0, NULL);
  else
    exchange->keep = FALSE;
}

static void
cut_connections (HostileServer *self)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->connections->len; i++)
    shutdown (g_socket_get_fd (g_socket_connection_get_socket (self->connections->pdata[i])),
              SHUT_RDWR);
  g_mutex_unlock (&self->mutex);
}

static void
go_down (HostileServer *self)
{
  self->down = TRUE;
  shutdown (g_socket_get_fd (self->listener), SHUT_RDWR);
  cut_connections (self);
}

static void
handle (Exchange *exchange)
{
  HostileFault *fault = &exchange->fault;
  g_autofree char *lines = NULL;

  *fault = draw_fault (exchange);
  switch (fault->act) {
  case ACT_RESET_HEAD: reset (exchange); return;
  case ACT_DOWN:
    go_down (exchange->server);
    reset (exchange);
    return;
  case ACT_STALL:
    exchange->keep = FALSE;
    g_usleep (1500 * 1000);
    return;
  case ACT_SAY_INSTEAD:
    drain (exchange);
    say (exchange, fault->text, -1);
    exchange->keep = FALSE;
    return;
  case ACT_STATUS:
    drain (exchange);
    answer (exchange, (guint) fault->number, fault->text, NULL, NULL);
    return;
  default: serve (exchange); return;
  }
}

static gpointer
serve_connection (gpointer data)
{
  Exchange exchange = { 0 };
  g_autofree gpointer *pair = data;
  g_autoptr (GSocketConnection) connection = pair[1];
  g_autoptr (GIOStream) stream = NULL;
  GTlsCertificate *certificate;

  exchange.server = pair[0];
  exchange.connection = connection;
  g_mutex_lock (&exchange.server->mutex);
  certificate = exchange.server->certificate;
  g_mutex_unlock (&exchange.server->mutex);
  stream =
      certificate != NULL
          ? G_IO_STREAM (g_tls_server_connection_new (G_IO_STREAM (connection), certificate, NULL))
          : g_object_ref (G_IO_STREAM (connection));
  exchange.stream = stream;
  exchange.in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (exchange.in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (exchange.in), CHUNK);
  exchange.headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  exchange.keep = TRUE;
  while (exchange.keep && read_head (&exchange))
    handle (&exchange);

  g_mutex_lock (&exchange.server->mutex);
  g_ptr_array_remove_fast (exchange.server->connections, connection);
  g_mutex_unlock (&exchange.server->mutex);
  g_io_stream_close (stream, NULL, NULL);
  g_object_unref (exchange.in);
  g_hash_table_unref (exchange.headers);
  g_free (exchange.method);
  g_free (exchange.path);
  return NULL;
}

static gpointer
accept_all (gpointer data)
{
  HostileServer *self = data;

  for (;;) {
    g_autoptr (GSocket) socket = g_socket_accept (self->listener, NULL, NULL);
    gpointer *pair;

    if (socket == NULL)
      return NULL;
    pair = g_new (gpointer, 2);
    pair[0] = self;
    pair[1] = g_socket_connection_factory_create_connection (socket);
    g_mutex_lock (&self->mutex);
    g_ptr_array_add (self->connections, pair[1]);
    g_ptr_array_add (self->threads, g_thread_new ("hostile", serve_connection, pair));
    g_mutex_unlock (&self->mutex);
  }
}

static void
listen_on (HostileServer *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, self->port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->listener =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->listener, wanted, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->listener, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->listener, &error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->thread = g_thread_new ("hostile-accept", accept_all, self);
}

HostileServer *
hostile_server_new (const char *folder, guint16 port, GTlsCertificate *certificate)
{
  HostileServer *self = g_new0 (HostileServer, 1);

  g_mutex_init (&self->mutex);
  self->folder = g_strdup (folder);
  self->port = port;
  g_set_object (&self->certificate, certificate);
  self->uploads = g_ptr_array_new_with_free_func ((GDestroyNotify) upload_free);
  self->expected = g_ptr_array_new_with_free_func (g_object_unref);
  self->connections = g_ptr_array_new ();
  self->threads = g_ptr_array_new ();
  self->faults = g_array_new (FALSE, TRUE, sizeof (Armed));
  self->key = vouch_signing_key_generate ();
  self->definition = vouch_hash_of_bytes ("d", 1);
  self->subject = g_strdup (vouch_signing_key_get_did (self->key));
  listen_on (self);
  return self;
}

void
hostile_server_free (HostileServer *self)
{
  shutdown (g_socket_get_fd (self->listener), SHUT_RDWR);
  g_thread_join (self->thread);
  cut_connections (self);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_object_unref (self->listener);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->uploads);
  g_ptr_array_unref (self->expected);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->threads);
  g_array_unref (self->faults);
  vouch_signing_key_free (self->key);
  g_free (self->folder);
  g_free (self->subject);
  g_free (self->definition);
  g_free (self->manifest);
  g_free (self->opening_key);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
hostile_server_add_fault (HostileServer *self, const HostileFault *fault)
{
  Armed armed = { *fault, 0 };

  g_array_append_val (self->faults, armed);
}

void
hostile_server_expect_file (HostileServer *self, const char *sha256, gint64 bytes, const char *slot)
{
  VouchUploadStatus *file = vouch_upload_status_new ();

  vouch_upload_status_set_sha256 (file, sha256);
  vouch_upload_status_set_bytes (file, bytes);
  vouch_upload_status_set_slot (file, slot);
  g_ptr_array_add (self->expected, file);
}

void
hostile_server_set_subject (HostileServer *self, const char *did)
{
  g_free (self->subject);
  self->subject = g_strdup (did);
}

void
hostile_server_set_certificate (HostileServer *self, GTlsCertificate *certificate)
{
  g_mutex_lock (&self->mutex);
  g_set_object (&self->certificate, certificate);
  g_mutex_unlock (&self->mutex);
}

/* Comes up again on the same port, with all it had. */
void
hostile_server_rise (HostileServer *self)
{
  if (!self->down)
    return;
  g_thread_join (self->thread);
  g_clear_object (&self->listener);
  self->down = FALSE;
  listen_on (self);
}

char *
hostile_server_get_url (HostileServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                          self->port);
}

guint16
hostile_server_get_port (HostileServer *self)
{
  return self->port;
}

const char *
hostile_server_get_did (HostileServer *self)
{
  return vouch_signing_key_get_did (self->key);
}

gint64
hostile_server_get_body_bytes (HostileServer *self)
{
  gint64 bytes;

  g_mutex_lock (&self->mutex);
  bytes = self->body_bytes;
  g_mutex_unlock (&self->mutex);
  return bytes;
}

gint64
hostile_server_get_head_bytes (HostileServer *self)
{
  return self->head_bytes;
}

guint
hostile_server_get_requests (HostileServer *self)
{
  return self->requests;
}

guint
hostile_server_get_tokens_seen (HostileServer *self)
{
  return self->tokens_seen;
}

guint
hostile_server_get_submissions (HostileServer *self)
{
  return self->submissions;
}

guint
hostile_server_get_late (HostileServer *self)
{
  return (guint) g_atomic_int_get (&self->late);
}

guint
hostile_server_get_uploads (HostileServer *self)
{
  return self->uploads->len;
}

guint
hostile_server_get_deleted (HostileServer *self)
{
  return self->deleted;
}

gboolean
hostile_server_is_sealed (HostileServer *self)
{
  return self->sealed != 0;
}

gboolean
hostile_server_holds_everything (HostileServer *self)
{
  for (guint i = 0; i < self->expected->len; i++)
    if (!holds (self, g_ptr_array_index (self->expected, i)) ||
        !verify_file (self, g_ptr_array_index (self->expected, i)))
      return FALSE;
  return TRUE;
}
