/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-tls"

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
 * Certificates that do not hold, made by openssl on the spot under a private authority: nothing of
 * a request, no token and no body, may reach such a server. The same with one that holds works.
 */
#define BYTES (3 * 1024 * 1024)
#define LONG_AGO "20200101000000Z"
#define SINCE "20210101000000Z"
#define SOON "20991231000000Z"

static const char config[] =
    "[ca]\ndefault_ca=d\n[d]\ndir=.\ndatabase=./index.txt\nserial=./serial\nnew_certs_dir=.\n"
    "default_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\nrand_serial=yes\n"
    "[p]\ncommonName=supplied\n";

typedef struct {
  const char *name;
  const char *key;
  const char *names;
  const char *start;
  const char *end;
  const char *signer; /* NULL: itself */
  gboolean holds;
} Case;

static const Case cases[] = {
  { "one that holds", "ec", "IP:127.0.0.1", SINCE, SOON, "ca", TRUE },
  { "expired", "ec", "IP:127.0.0.1", LONG_AGO, SINCE, "ca", FALSE },
  { "not yet valid", "ec", "IP:127.0.0.1", "20980101000000Z", SOON, "ca", FALSE },
  { "another name", "ec", "DNS:elsewhere.example", SINCE, SOON, "ca", FALSE },
  { "another address", "ec", "IP:127.0.0.2", SINCE, SOON, "ca", FALSE },
  { "self-signed", "ec", "IP:127.0.0.1", SINCE, SOON, NULL, FALSE },
  { "unknown authority", "ec", "IP:127.0.0.1", SINCE, SOON, "stranger", FALSE },
  { "weak key", "rsa:768", "IP:127.0.0.1", SINCE, SOON, "ca", FALSE },
};

static char *folder;

static void
openssl (const char *arguments, ...)
{
  g_autofree char *line = NULL;
  g_autofree char *whole = NULL;
  g_auto (GStrv) argv = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  va_list args;

  va_start (args, arguments);
  line = g_strdup_vprintf (arguments, args);
  va_end (args);
  whole = g_strconcat ("openssl ", line, NULL);
  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  g_spawn_sync (folder, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", whole, err);
}

static void
make_authority (const char *name)
{
  openssl ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %s.key "
           "-out %s.pem -days 3650 -subj '/CN=Vouch %s' -addext keyUsage=critical,keyCertSign",
           name, name, name);
}

static GTlsCertificate *
make_certificate (const Case *what)
{
  g_autofree char *pem = g_build_filename (folder, "leaf.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "leaf.key", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  openssl ("req -new -newkey %s -nodes -keyout leaf.key -out leaf.csr -subj /CN=leaf "
           "-addext subjectAltName=%s",
           g_str_equal (what->key, "ec") ? "ec -pkeyopt ec_paramgen_curve:P-256" : what->key,
           what->names);
  if (what->signer == NULL)
    openssl ("x509 -req -in leaf.csr -signkey leaf.key -copy_extensions copy -days 30 "
             "-out leaf.pem");
  else
    openssl ("ca -batch -notext -config config -cert %s.pem -keyfile %s.key -in leaf.csr "
             "-out leaf.pem -startdate %s -enddate %s",
             what->signer, what->signer, what->start, what->end);
  certificate = g_tls_certificate_new_from_files (pem, key, &error);
  g_assert_no_error (error);
  return certificate;
}

static gboolean
no_sleep (gint64 milliseconds, GCancellable *cancellable, gpointer user_data)
{
  return TRUE;
}

static VouchIssuer *
make_issuer (HostileServer *server, VouchSleepFunc sleep, gpointer data)
{
  g_autofree char *ca = g_build_filename (folder, "ca.pem", NULL);
  g_autofree char *url = hostile_server_get_url (server);
  VouchHttpOptions options = { .ca_file = ca, .sleep = sleep, .sleep_data = data };
  g_autoptr (GError) error = NULL;
  VouchIssuer *issuer;

  issuer = vouch_http_issuer_new (url, "secret", hostile_server_get_did (server), &options, &error);
  g_assert_no_error (error);
  return issuer;
}

static VouchReceipt *
submit_file (HostileServer *server, VouchIssuer *issuer, GError **error)
{
  g_autofree char *journal_path = g_build_filename (folder, "journal", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *data = g_malloc0 (BYTES);
  g_autofree char *sha256 = vouch_hash_of_bytes (data, BYTES);
  g_autofree char *definition = vouch_hash_of_bytes ("d", 1);
  g_autoptr (VouchUploadJournal) journal = file_journal_new (journal_path);
  g_autoptr (GBytes) manifest = g_bytes_new_static ("{}", 2);
  Submission what = {
    .key = "attempt-1",
    .subject = hostile_server_get_did (server),
    .definition_id = "urn:d",
    .definition_version = "1",
    .definition_sha256 = definition,
    .manifest = manifest,
    .signature = "h..s",
    .slot = "recording",
    .sha256 = sha256,
    .bytes = BYTES,
    .journal = journal,
  };
  VouchReceipt *receipt;

  g_unlink (journal_path);
  g_assert_true (g_file_set_contents (path, data, BYTES, NULL));
  what.fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  hostile_server_expect_file (server, sha256, BYTES, "recording");
  receipt = submit (issuer, &what, error);
  close (what.fd);
  return receipt;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GTlsCertificate) certificate = make_certificate (test);
  g_autoptr (HostileServer) server = hostile_server_new (folder, 0, certificate);
  g_autoptr (VouchIssuer) issuer = make_issuer (server, no_sleep, NULL);
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  receipt = submit_file (server, issuer, &error);
  if (test->holds) {
    g_assert_no_error (error);
    g_assert_nonnull (receipt);
    return;
  }
  g_test_message ("%s", error->message);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE);
  g_assert_cmpuint (hostile_server_get_requests (server), ==, 0);
  g_assert_cmpint (hostile_server_get_head_bytes (server), ==, 0);
  g_assert_cmpuint (hostile_server_get_tokens_seen (server), ==, 0);
}

typedef struct {
  HostileServer *server;
  GSubprocess *impostor;
} Swap;

static void
wait_for_port (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  for (int i = 0; i < 500; i++) {
    g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

    if (connection != NULL)
      return;
    g_usleep (10 * 1000);
  }
  g_assert_not_reached ();
}

/* A process of its own: this one would share its session tickets with the server. */
static gboolean
let_impostor_answer (gint64 milliseconds, GCancellable *cancellable, gpointer user_data)
{
  Swap *swap = user_data;
  g_autofree char *heard = g_build_filename (folder, "heard", NULL);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *port = NULL;
  g_autoptr (GError) error = NULL;

  if (swap->impostor != NULL)
    return TRUE;
  port = g_strdup_printf ("127.0.0.1:%u", hostile_server_get_port (swap->server));
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_set_stdout_file_path (launcher, heard);
  swap->impostor =
      g_subprocess_launcher_spawn (launcher, &error, "openssl", "s_server", "-quiet", "-accept",
                                   port, "-cert", "leaf.pem", "-key", "leaf.key", NULL);
  g_assert_no_error (error);
  wait_for_port (hostile_server_get_port (swap->server));
  return TRUE;
}

/* The server goes away within a piece, and somebody else answers in its place. */
static void
test_swapped (void)
{
  static const HostileFault down = { "PATCH", "/v1/uploads/", 1, 1, ACT_DOWN, 0, NULL };
  g_autoptr (GTlsCertificate) good = make_certificate (&cases[0]);
  g_autoptr (GTlsCertificate) bad = make_certificate (&cases[6]);
  g_autoptr (HostileServer) server = hostile_server_new (folder, 0, good);
  Swap swap = { server, NULL };
  g_autoptr (VouchIssuer) issuer = make_issuer (server, let_impostor_answer, &swap);
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "heard", NULL);
  g_autofree char *heard = NULL;
  gsize length = 1;

  hostile_server_add_fault (server, &down);
  receipt = submit_file (server, issuer, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "certificate"));
  g_assert_null (receipt);
  g_assert_nonnull (swap.impostor);
  g_subprocess_force_exit (swap.impostor);
  g_assert_true (g_subprocess_wait (swap.impostor, NULL, NULL));
  g_object_unref (swap.impostor);
  g_assert_true (g_file_get_contents (path, &heard, &length, NULL));
  g_assert_cmpuint (length, ==, 0);
}

/* From the issuer away, by redirect: to plain http, and to another host that has a good name. */
static void
test_led_away (gconstpointer data)
{
  g_autoptr (GTlsCertificate) good = make_certificate (&cases[0]);
  g_autoptr (HostileServer) server = hostile_server_new (folder, 0, good);
  g_autoptr (HostileServer) other =
      hostile_server_new (folder, 0, GPOINTER_TO_INT (data) ? good : NULL);
  g_autoptr (VouchIssuer) issuer = make_issuer (server, no_sleep, NULL);
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = hostile_server_get_url (other);
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 307 Away\r\nLocation: %s/v1/submissions\r\n"
                                           "Content-Length: 0\r\n\r\n",
                                           url);
  HostileFault away = { "POST", "/v1/submissions", 1, -1, ACT_SAY_INSTEAD, 0, text };

  hostile_server_add_fault (server, &away);
  receipt = submit_file (server, issuer, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_null (receipt);
  g_assert_cmpuint (hostile_server_get_requests (other), ==, 0);
}

static void
test_addresses (void)
{
  static const struct {
    const char *url;
    gboolean allowed;
  } addresses[] = {
    { "https://issuer.example", TRUE },
    { "http://localhost:8080", TRUE },
    { "http://127.9.9.9", TRUE },
    { "http://[::1]:80/x", TRUE },
    { "http://issuer.example", FALSE },
    { "http://127.0.0.1.example", FALSE },
    { "http://localhost.example", FALSE },
    { "http://0.0.0.0", FALSE },
    { "https://me:pw@issuer.example", FALSE },
    { "ftp://issuer.example", FALSE },
    { "file:///etc/passwd", FALSE },
    { "issuer.example", FALSE },
    { "https://", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchHttp) http = vouch_http_new (addresses[i].url, "t", NULL, &error);

    g_assert_cmpint (http != NULL, ==, addresses[i].allowed);
    if (!addresses[i].allowed)
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

static void
test_tokens (void)
{
  static const char *const bad[] = { "two words", "line\nbreak", "", "ümlaut", "a\r\nX: y" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchHttp) http = vouch_http_new ("https://issuer.example", bad[i], NULL, &error);

    g_assert_null (http);
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *config_path = NULL;
  g_autofree char *index = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("vouch-tls-XXXXXX", &error);
  g_assert_no_error (error);
  config_path = g_build_filename (folder, "config", NULL);
  index = g_build_filename (folder, "index.txt", NULL);
  g_assert_true (g_file_set_contents (config_path, config, -1, NULL));
  g_assert_true (g_file_set_contents (index, "", 0, NULL));
  make_authority ("ca");
  make_authority ("stranger");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/net/tls/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/net/tls/swapped", test_swapped);
  g_test_add_data_func ("/net/tls/led to plain http", GINT_TO_POINTER (0), test_led_away);
  g_test_add_data_func ("/net/tls/led to another port", GINT_TO_POINTER (1), test_led_away);
  g_test_add_func ("/net/addresses", test_addresses);
  g_test_add_func ("/net/tokens", test_tokens);
  result = g_test_run ();

  remove_folder ();
  g_free (folder);
  return result;
}
