/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-origin"

#include "config.h"
#include "vouch-origin.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"

/*
 * An origin is scheme, host and port (RFC 6454). It decides where a token and the bytes of a
 * portfolio may go: to https, or to this very computer.
 */

#define MAX_URL 4096
#define PARSE_FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE)

static int
port_of (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
is_allowed (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("This is not the address of an issuer. It begins with https:// and a name."));
    return FALSE;
  }
  if (strcmp (scheme, "https") == 0)
    return TRUE;
  if (strcmp (scheme, "http") == 0 && vouch_origin_is_loopback (uri))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("The address of %s is not protected on its way. Nothing was sent. Ask for an "
                  "address that begins with https://."),
               host);
  return FALSE;
}

/**
 * vouch_origin_parse:
 * @url: an absolute URL.
 * @error: %VOUCH_ERROR_INVALID when it is not a URL, carries a user name, or is neither https nor
 *   http to this computer.
 *
 * Reads an address to which something may be sent.
 *
 * Returns: (transfer full) (nullable): the address.
 */
GUri *
vouch_origin_parse (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  if (strlen (url) <= MAX_URL)
    uri = g_uri_parse (url, PARSE_FLAGS, NULL);
  if (uri == NULL) {
    g_set_error_literal (
        error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
        _ ("This is not the address of an issuer. It begins with https:// and a name."));
    return NULL;
  }
  if (!is_allowed (uri, error))
    return NULL;
  return g_steal_pointer (&uri);
}

/**
 * vouch_origin_resolve:
 * @base: the address a reference was found at.
 * @reference: an absolute or relative reference from an answer.
 * @error: %VOUCH_ERROR_INVALID when it leads to another origin or cannot be read.
 *
 * Follows a reference of the server without leaving its origin (RFC 3986, section 5).
 *
 * Returns: (transfer full) (nullable): the address meant.
 */
GUri *
vouch_origin_resolve (GUri *base, const char *reference, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (base != NULL, NULL);

  if (reference != NULL && strlen (reference) <= MAX_URL)
    uri = g_uri_parse_relative (base, reference, PARSE_FLAGS, NULL);
  if (uri == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("The answer of %s names an address that cannot be read. Nothing was sent "
                    "there. Tell the issuer."),
                 g_uri_get_host (base));
    return NULL;
  }
  if (!vouch_origin_equal (base, uri)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("%s asks to go on at another address (%s). Nothing was sent there. Ask the "
                    "issuer which address is right."),
                 g_uri_get_host (base), g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "?");
    return NULL;
  }
  return g_steal_pointer (&uri);
}

/**
 * vouch_origin_equal:
 * @a: an absolute address.
 * @b: another one.
 *
 * Returns: whether scheme, host and port are the same.
 */
gboolean
vouch_origin_equal (GUri *a, GUri *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_uri_get_host (a) == NULL || g_uri_get_host (b) == NULL)
    return FALSE;
  return strcmp (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         port_of (a) == port_of (b);
}

/**
 * vouch_origin_is_loopback:
 * @uri: an absolute address.
 *
 * Returns: whether its host is this computer by number (127.0.0.0/8, ::1) or `localhost`
 *   (RFC 6761, section 6.3).
 */
gboolean
vouch_origin_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}
