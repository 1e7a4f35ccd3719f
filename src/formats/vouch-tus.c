/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-tus"

#include "config.h"
#include "vouch-tus.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-wire-form.h"

/*
 * Headers of the tus 1.0.0 protocol (2016-03-25).
 *
 *   Upload-Offset, Upload-Length: a whole number, digits only.
 *   Upload-Metadata (creation): pairs separated by commas; a key, one space, the value in standard
 *     base64; keys are unique. The issuer API (docs/issuer-api.md, §5.2) wants exactly four keys,
 *     and refuses others: a file name must not travel.
 *   Upload-Checksum (checksum): the name of an algorithm, one space, the digest in base64.
 */

#define HEADER_MAX 4096
#define OFFSET_DIGITS_MAX 16

enum { SUBMISSION, SLOT, SHA256, FILETYPE, N_KEYS };

static const struct {
  const char *name;
  gboolean (*fits) (const char *text);
} keys[N_KEYS] = {
  [SUBMISSION] = { "submission", vouch_wire_form_is_id },
  [SLOT] = { "slot", vouch_wire_form_is_word },
  [SHA256] = { "sha256", vouch_wire_form_is_sha256 },
  [FILETYPE] = { "filetype", vouch_wire_form_is_media_type },
};

static const struct {
  const char *name;
  VouchTusAlgorithm algorithm;
  gsize length;
} algorithms[] = {
  { "sha256", VOUCH_TUS_ALGORITHM_SHA256, 32 },
  { "sha1", VOUCH_TUS_ALGORITHM_SHA1, 20 },
  { "crc32c", VOUCH_TUS_ALGORITHM_CRC32C, 4 },
};

struct _VouchTusMetadata {
  char *values[N_KEYS];
};

/**
 * vouch_tus_metadata_new:
 * @submission: id of the submission.
 * @slot: id of the requirement.
 * @sha256: of the whole file, hex.
 * @media_type: media type, lower case, without parameters.
 *
 * Returns: (transfer full): what an upload is.
 */
VouchTusMetadata *
vouch_tus_metadata_new (const char *submission,
                        const char *slot,
                        const char *sha256,
                        const char *media_type)
{
  VouchTusMetadata *self = g_new0 (VouchTusMetadata, 1);

  self->values[SUBMISSION] = g_strdup (submission);
  self->values[SLOT] = g_strdup (slot);
  self->values[SHA256] = g_strdup (sha256);
  self->values[FILETYPE] = g_strdup (media_type);
  return self;
}

/**
 * vouch_tus_metadata_free:
 * @self: (transfer full) (nullable): metadata.
 *
 * Frees it.
 */
void
vouch_tus_metadata_free (VouchTusMetadata *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_KEYS; i++)
    g_free (self->values[i]);
  g_free (self);
}

/**
 * vouch_tus_metadata_get_submission:
 * @self: metadata.
 *
 * Returns: id of the submission.
 */
const char *
vouch_tus_metadata_get_submission (VouchTusMetadata *self)
{
  return self->values[SUBMISSION];
}

/**
 * vouch_tus_metadata_get_slot:
 * @self: metadata.
 *
 * Returns: id of the requirement.
 */
const char *
vouch_tus_metadata_get_slot (VouchTusMetadata *self)
{
  return self->values[SLOT];
}

/**
 * vouch_tus_metadata_get_sha256:
 * @self: metadata.
 *
 * Returns: SHA-256 of the whole file, hex.
 */
const char *
vouch_tus_metadata_get_sha256 (VouchTusMetadata *self)
{
  return self->values[SHA256];
}

/**
 * vouch_tus_metadata_get_media_type:
 * @self: metadata.
 *
 * Returns: its media type.
 */
const char *
vouch_tus_metadata_get_media_type (VouchTusMetadata *self)
{
  return self->values[FILETYPE];
}

/**
 * vouch_tus_metadata_write:
 * @self: metadata.
 *
 * Returns: (transfer full): the header Upload-Metadata.
 */
char *
vouch_tus_metadata_write (VouchTusMetadata *self)
{
  GString *header = g_string_new (NULL);

  for (guint i = 0; i < N_KEYS; i++) {
    g_autofree char *encoded =
        g_base64_encode ((const guchar *) self->values[i], strlen (self->values[i]));

    g_string_append_printf (header, "%s%s %s", i > 0 ? "," : "", keys[i].name, encoded);
  }
  return g_string_free (header, FALSE);
}

/* Base64 in the one standard spelling; g_base64_decode alone passes over what it does not know. */
static guchar *
decode_exactly (const char *text, gsize *length)
{
  g_autofree guchar *bytes = g_base64_decode (text, length);
  g_autofree char *again = g_base64_encode (bytes, *length);

  return g_str_equal (again, text) ? g_steal_pointer (&bytes) : NULL;
}

static char *
decode_text (const char *text)
{
  gsize length = 0;
  g_autofree guchar *bytes = decode_exactly (text, &length);

  if (bytes == NULL || !g_utf8_validate_len ((const char *) bytes, length, NULL))
    return NULL;
  return g_strndup ((const char *) bytes, length);
}

static gboolean
read_pair (VouchTusMetadata *self, const char *pair)
{
  const char *space = strchr (pair, ' ');

  for (guint i = 0; space != NULL && i < N_KEYS; i++) {
    if (strlen (keys[i].name) != (gsize) (space - pair) ||
        strncmp (keys[i].name, pair, (gsize) (space - pair)) != 0)
      continue;
    if (self->values[i] != NULL)
      return FALSE;
    self->values[i] = decode_text (space + 1);
    return self->values[i] != NULL && keys[i].fits (self->values[i]);
  }
  return FALSE;
}

/**
 * vouch_tus_metadata_read:
 * @header: (nullable): the header Upload-Metadata.
 *
 * Returns: (transfer full) (nullable): what the upload is, or %NULL with %VOUCH_ERROR_INVALID.
 */
VouchTusMetadata *
vouch_tus_metadata_read (const char *header, GError **error)
{
  g_autoptr (VouchTusMetadata) self = g_new0 (VouchTusMetadata, 1);
  g_auto (GStrv) pairs = NULL;
  gboolean good = header != NULL && strlen (header) <= HEADER_MAX;

  if (good)
    pairs = g_strsplit (header, ",", N_KEYS + 1);
  for (guint i = 0; good && pairs[i] != NULL; i++)
    good = read_pair (self, g_strstrip (pairs[i]));
  for (guint i = 0; good && i < N_KEYS; i++)
    good = self->values[i] != NULL;
  if (good)
    return g_steal_pointer (&self);

  g_set_error_literal (
      error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
      _ ("The metadata of the upload must name submission, slot, sha256 and filetype, "
         "and nothing else."));
  return NULL;
}

/**
 * vouch_tus_offset_read:
 * @header: (nullable): the header Upload-Offset or Upload-Length.
 * @offset: (out): bytes.
 *
 * Returns: whether it is a whole number of at most 16 digits.
 */
gboolean
vouch_tus_offset_read (const char *header, gint64 *offset)
{
  gsize digits = header != NULL ? strspn (header, "0123456789") : 0;

  if (digits == 0 || digits > OFFSET_DIGITS_MAX || header[digits] != '\0')
    return FALSE;
  *offset = g_ascii_strtoll (header, NULL, 10);
  return TRUE;
}

/**
 * vouch_tus_digest_length:
 * @algorithm: an algorithm.
 *
 * Returns: bytes of its digest.
 */
gsize
vouch_tus_digest_length (VouchTusAlgorithm algorithm)
{
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (algorithms[i].algorithm == algorithm)
      return algorithms[i].length;
  return 0;
}

/**
 * vouch_tus_checksum_write:
 * @checksum: what a piece sums up to.
 *
 * Returns: (transfer full) (nullable): the header Upload-Checksum; %NULL for none.
 */
char *
vouch_tus_checksum_write (const VouchTusChecksum *checksum)
{
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (algorithms[i].algorithm == checksum->algorithm) {
      g_autofree char *digest = g_base64_encode (checksum->digest, algorithms[i].length);

      return g_strconcat (algorithms[i].name, " ", digest, NULL);
    }
  return NULL;
}

/**
 * vouch_tus_checksum_read:
 * @header: (nullable): the header Upload-Checksum.
 * @checksum: (out): what the piece must sum up to; none when there is no header.
 *
 * Returns: whether the header is absent or understood.
 */
gboolean
vouch_tus_checksum_read (const char *header, VouchTusChecksum *checksum)
{
  memset (checksum, 0, sizeof *checksum);
  if (header == NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++) {
    gsize name = strlen (algorithms[i].name);
    gsize length = 0;
    g_autofree guchar *digest = NULL;

    if (strncmp (header, algorithms[i].name, name) != 0 || header[name] != ' ' ||
        strlen (header) > HEADER_MAX)
      continue;
    digest = decode_exactly (header + name + 1, &length);
    if (digest == NULL || length != algorithms[i].length)
      return FALSE;
    checksum->algorithm = algorithms[i].algorithm;
    memcpy (checksum->digest, digest, length);
    return TRUE;
  }
  return FALSE;
}
