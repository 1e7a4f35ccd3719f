/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-wire-form"

#include "config.h"
#include "vouch-wire-form.h"

#include <string.h>

/* The forms of short texts in the issuer API; docs/issuer-api.md §1 and §7 give them. */

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static gboolean
consists_of (const char *text, const char *set, gsize minimum, gsize maximum)
{
  gsize length = strlen (text);

  return length >= minimum && length <= maximum && strspn (text, set) == length;
}

/**
 * vouch_wire_form_is_id:
 * @text: a text.
 *
 * Returns: whether it is an identifier, `[A-Za-z0-9-]{1,64}`.
 */
gboolean
vouch_wire_form_is_id (const char *text)
{
  return consists_of (text, LOWER UPPER DIGITS "-", 1, 64);
}

/**
 * vouch_wire_form_is_key:
 * @text: a text.
 *
 * Returns: whether it is an idempotency key, `[A-Za-z0-9-]{8,64}`.
 */
gboolean
vouch_wire_form_is_key (const char *text)
{
  return consists_of (text, LOWER UPPER DIGITS "-", 8, 64);
}

/**
 * vouch_wire_form_is_sha256:
 * @text: a text.
 *
 * Returns: whether it is a SHA-256 in lower-case hexadecimal.
 */
gboolean
vouch_wire_form_is_sha256 (const char *text)
{
  return consists_of (text, "0123456789abcdef", 64, 64);
}

/**
 * vouch_wire_form_is_did_key:
 * @text: a text.
 *
 * Returns: whether it looks like a did:key of an Ed25519 key; the key itself is not decoded.
 */
gboolean
vouch_wire_form_is_did_key (const char *text)
{
  return g_str_has_prefix (text, "did:key:z6Mk") &&
         consists_of (text + strlen ("did:key:"), LOWER UPPER DIGITS, 40, 60);
}

/**
 * vouch_wire_form_is_media_type:
 * @text: a text.
 *
 * Returns: whether it is a media type in lower case without parameters (RFC 6838, section 4.2).
 */
gboolean
vouch_wire_form_is_media_type (const char *text)
{
  const char *slash = strchr (text, '/');
  const char *set = LOWER DIGITS "!#$&^_.+-";

  return slash != NULL && slash != text && (gsize) (slash - text) <= 127 &&
         strspn (text, set) == (gsize) (slash - text) && consists_of (slash + 1, set, 1, 127);
}

/**
 * vouch_wire_form_is_neutral_name:
 * @text: a text.
 *
 * Returns: whether it is a file name that tells nothing, as `recording-1.m4a`.
 */
gboolean
vouch_wire_form_is_neutral_name (const char *text)
{
  gsize word = strspn (text, LOWER);
  const char *number = text + word + 1;
  gsize digits;

  if (word == 0 || word > 32 || text[word] != '-' || number[0] == '0')
    return FALSE;
  digits = strspn (number, DIGITS);
  if (digits < 1 || digits > 4)
    return FALSE;
  if (number[digits] == '\0')
    return TRUE;
  return number[digits] == '.' && consists_of (number + digits + 1, LOWER DIGITS, 1, 8);
}

/**
 * vouch_wire_form_is_word:
 * @text: a text.
 *
 * Returns: whether it is an id of a definition: 1 to 256 bytes without control characters.
 */
gboolean
vouch_wire_form_is_word (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 || text[i] == 0x7f)
      return FALSE;
  return length >= 1 && length <= 256;
}

/**
 * vouch_wire_form_media_type_allowed:
 * @allowed: (array zero-terminated=1): media types, a family as `audio/` and a star.
 * @media_type: a media type in lower case.
 *
 * Returns: whether it is one of them.
 */
gboolean
vouch_wire_form_media_type_allowed (const char *const *allowed, const char *media_type)
{
  for (gsize i = 0; allowed[i] != NULL; i++) {
    gsize length = strlen (allowed[i]);

    if (g_str_has_suffix (allowed[i], "/*") ? strncmp (allowed[i], media_type, length - 1) == 0
                                            : g_str_equal (allowed[i], media_type))
      return TRUE;
  }
  return FALSE;
}
