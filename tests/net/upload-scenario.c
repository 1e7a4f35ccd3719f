/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "upload-scenario"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "submit.h"
#include "file-journal.h"
#include "vouch-clock.h"
#include "vouch-hash.h"
#include "vouch-http-issuer.h"
#include "vouch-jws.h"
#include "vouch-manifest-json.h"

/*
 * Submits one file to an issuer and says so: the program that is killed. What it needs to go on
 * after a kill (key, frozen manifest, journal) is in its state folder. Prints how
 * long the upload took, in microseconds, `sealed DIGEST`, and the most memory it had, in KiB.
 *
 * upload-scenario URL TOKEN STATE FILE DEFINITION-ID VERSION SHA256 SLOT
 */
enum { URL = 1, TOKEN, STATE, FILE_NAME, DEFINITION, VERSION, SHA256, SLOT, COUNT };

static void
check (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("%s\n", error->message);
  exit (1);
}

static VouchSigningKey *
load_key (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "seed", NULL);
  g_autoptr (VouchSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seed = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &seed, &length, NULL) && length == VOUCH_SEED_LENGTH)
    return vouch_signing_key_new_from_seed ((guint8 *) seed);
  key = vouch_signing_key_generate ();
  g_file_set_contents (path, (const char *) vouch_signing_key_get_seed (key), VOUCH_SEED_LENGTH,
                       &error);
  check (error);
  return g_steal_pointer (&key);
}

static GBytes *
make_manifest (char **argv, const char *issuer, const char *subject, const char *sha256)
{
  g_autoptr (VouchManifest) manifest = vouch_manifest_new ();
  g_autoptr (VouchManifestItem) item = vouch_manifest_item_new ();
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();
  g_autoptr (VouchClock) clock = vouch_clock_new ();
  struct stat status;

  g_assert_cmpint (stat (argv[FILE_NAME], &status), ==, 0);
  vouch_manifest_file_set_name (file, "recording-1.wav");
  vouch_manifest_file_set_media_type (file, "audio/wav");
  vouch_manifest_file_set_bytes (file, status.st_size);
  vouch_manifest_file_set_sha256 (file, sha256);
  vouch_manifest_item_set_id (item, "i1");
  vouch_manifest_item_set_requirement (item, argv[SLOT]);
  vouch_manifest_item_set_media (item, VOUCH_MEDIA_AUDIO);
  vouch_manifest_item_set_file (item, file);
  vouch_manifest_set_issuer (manifest, issuer);
  vouch_manifest_set_definition (manifest, argv[DEFINITION]);
  vouch_manifest_set_definition_version (manifest, argv[VERSION]);
  vouch_manifest_set_definition_digest (manifest, argv[SHA256]);
  vouch_manifest_set_attempt (manifest, 1);
  vouch_manifest_set_subject (manifest, subject);
  vouch_manifest_set_created_ms (manifest, vouch_clock_now_ms (clock));
  vouch_manifest_add_item (manifest, item);
  return vouch_manifest_json_write (manifest);
}

static GBytes *
load_manifest (char **argv, const char *issuer, const char *subject, const char *sha256)
{
  g_autofree char *path = g_build_filename (argv[STATE], "manifest", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *manifest;
  char *text = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &text, &length, NULL))
    return g_bytes_new_take (text, length);
  manifest = make_manifest (argv, issuer, subject, sha256);
  g_file_set_contents (path, g_bytes_get_data (manifest, NULL),
                       (gssize) g_bytes_get_size (manifest), &error);
  check (error);
  return manifest;
}

/* The digest is known since the file was taken in; a kill does not change that. */
static char *
load_digest (char **argv, int fd)
{
  g_autofree char *path = g_build_filename (argv[STATE], "digest", NULL);
  g_autoptr (GError) error = NULL;
  char *digest = NULL;

  if (g_file_get_contents (path, &digest, NULL, NULL))
    return digest;
  digest = vouch_hash_of_fd (fd, NULL, &error);
  check (error);
  g_file_set_contents (path, digest, -1, &error);
  check (error);
  return digest;
}

static void
print_memory (void)
{
  g_autofree char *status = NULL;
  char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return;
  line = strstr (status, "VmHWM:");
  if (line != NULL)
    g_print ("memory %" G_GINT64_FORMAT "\n", g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_autoptr (VouchSigningKey) key = NULL;
  g_autoptr (VouchUploadJournal) journal = NULL;
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (GBytes) manifest = NULL;
  g_autofree char *journal_path = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *sha256 = NULL;
  gint64 upload_us = 0;
  Submission what = { .key = "attempt-1", .upload_us = &upload_us };

  if (argc != COUNT)
    return 2;
  key = load_key (argv[STATE]);
  issuer = vouch_http_issuer_new (argv[URL], argv[TOKEN], NULL, NULL, &error);
  check (error);
  info = vouch_issuer_describe (issuer, NULL, &error);
  check (error);

  what.fd = g_open (argv[FILE_NAME], O_RDONLY | O_CLOEXEC, 0);
  sha256 = load_digest (argv, what.fd);
  manifest = load_manifest (argv, vouch_issuer_info_get_id (info), vouch_signing_key_get_did (key),
                            sha256);
  signature = vouch_jws_sign_detached (g_bytes_get_data (manifest, NULL),
                                       g_bytes_get_size (manifest), NULL, key);
  journal_path = g_build_filename (argv[STATE], "journal", NULL);
  journal = file_journal_new (journal_path);
  what.subject = vouch_signing_key_get_did (key);
  what.definition_id = argv[DEFINITION];
  what.definition_version = argv[VERSION];
  what.definition_sha256 = argv[SHA256];
  what.manifest = manifest;
  what.signature = signature;
  what.slot = argv[SLOT];
  what.sha256 = sha256;
  what.bytes = lseek (what.fd, 0, SEEK_END);
  what.journal = journal;
  receipt = submit (issuer, &what, &error);
  check (error);
  g_print ("upload %" G_GINT64_FORMAT "\n", upload_us);
  g_print ("sealed %s\n", vouch_receipt_get_manifest_digest (receipt));
  print_memory ();
  return 0;
}
