/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fuzz-json-scan"

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "fuzz-target.h"
#include "vouch-error.h"
#include "vouch-json-canonical.h"
#include "vouch-json.h"

static JsonNode *
parse (const void *data, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);

  return vouch_json_parse (bytes, NULL, error);
}

/* What is refused has a reason; what is read has a canonical form that stays as it is, and that
 * json-glib's own parser accepts too. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (data, size, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) other = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second_text = NULL;

  g_assert_cmpint (node != NULL, ==, vouch_json_scan ((const char *) data, size, NULL, NULL));
  if (node == NULL) {
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return 0;
  }
  text = vouch_json_canonical (node);
  again = parse (text, strlen (text), &error);
  if (again == NULL)
    g_assert_nonnull (strstr (error->message, "kept exactly")); /* 1e20 is printed as an integer */
  if (again == NULL)
    return 0;
  second_text = vouch_json_canonical (again);
  g_assert_cmpstr (text, ==, second_text);
  other = json_from_string (text, NULL);
  g_assert_nonnull (other);
  return 0;
}
