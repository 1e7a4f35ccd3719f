/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-canonical"

#include "config.h"
#include "vouch-json-canonical.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <json-glib/json-glib.h>

/*
 * The JSON Canonicalization Scheme, RFC 8785: one spelling for each value, so that a signature or a
 * digest over it can be made again by anybody. No white space; members sorted by their names as
 * UTF-16 code units; strings escaped only where they must be; numbers as ECMAScript prints them.
 */

/* RFC 8785, section 3.2.2.2. */
static void
append_string (GString *out, const char *text)
{
  static const char escaped[] = "\b\t\n\f\r\"\\";
  static const char letters[] = "btnfr\"\\";

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    const char *found = strchr (escaped, *p);

    if (found != NULL)
      g_string_append_printf (out, "\\%c", letters[found - escaped]);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

/* The first UTF-16 code unit of a character. */
static guint
first_unit (gunichar c)
{
  return c >= 0x10000 ? 0xd800 + ((c - 0x10000) >> 10) : c;
}

/* RFC 8785, section 3.2.3. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;

  for (;; left = g_utf8_next_char (left), right = g_utf8_next_char (right)) {
    gunichar l = g_utf8_get_char (left), r = g_utf8_get_char (right);

    if (l == r && l != 0)
      continue;
    if (first_unit (l) != first_unit (r))
      return first_unit (l) < first_unit (r) ? -1 : 1;
    return l < r ? -1 : l > r;
  }
}

static GPtrArray *
sorted_names (JsonObject *object)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    g_ptr_array_add (names, l->data);
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* The fewest significant digits that lead back to the value; returns the decimal exponent. */
static int
shortest_digits (double value, char digits[32])
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];
  char *exponent, *out = digits;

  for (int places = 0; places <= 16; places++) {
    g_snprintf (format, sizeof format, "%%.%de", places);
    g_ascii_formatd (text, sizeof text, format, value);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  exponent = strchr (text, 'e');
  for (char *p = text; p < exponent; p++)
    if (g_ascii_isdigit (*p))
      *out++ = *p;
  while (out > digits + 1 && out[-1] == '0')
    out--;
  *out = '\0';
  return atoi (exponent + 1);
}

/**
 * vouch_json_canonical_number:
 * @value: a finite number.
 *
 * Returns: (transfer full): the number as ECMAScript prints it (ECMA-262, Number::toString, as RFC
 *   8785, section 3.2.2.3, demands).
 */
char *
vouch_json_canonical_number (double value)
{
  GString *out = g_string_new (NULL);
  char digits[32];
  int count, point;

  g_return_val_if_fail (isfinite (value), g_string_free (out, FALSE));

  if (value < 0)
    g_string_append_c (out, '-');
  point = shortest_digits (fabs (value), digits) + 1; /* digits before the decimal point */
  count = (int) strlen (digits);

  if (value == 0) {
    g_string_append_c (out, '0');
  } else if (count <= point && point <= 21) {
    g_string_append (out, digits);
    for (int i = count; i < point; i++)
      g_string_append_c (out, '0');
  } else if (0 < point && point <= 21) {
    g_string_append_printf (out, "%.*s.%s", point, digits, digits + point);
  } else if (-6 < point && point <= 0) {
    g_string_append (out, "0.");
    for (int i = point; i < 0; i++)
      g_string_append_c (out, '0');
    g_string_append (out, digits);
  } else {
    g_string_append_printf (out, "%c%s%se%+d", digits[0], count > 1 ? "." : "", digits + 1,
                            point - 1);
  }
  return g_string_free (out, FALSE);
}

static void
append_value (GString *out, JsonNode *node)
{
  g_autofree char *number = NULL;
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING) {
    append_string (out, json_node_get_string (node));
  } else if (type == G_TYPE_BOOLEAN) {
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  } else {
    number = vouch_json_canonical_number (json_node_get_double (node));
    g_string_append (out, number);
  }
}

static void
append_node (GString *out, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);
    g_autoptr (GPtrArray) names = sorted_names (object);

    g_string_append_c (out, '{');
    for (guint i = 0; i < names->len; i++) {
      const char *name = g_ptr_array_index (names, i);

      if (i > 0)
        g_string_append_c (out, ',');
      append_string (out, name);
      g_string_append_c (out, ':');
      append_node (out, json_object_get_member (object, name));
    }
    g_string_append_c (out, '}');
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    g_string_append_c (out, '[');
    for (guint i = 0; i < json_array_get_length (array); i++) {
      if (i > 0)
        g_string_append_c (out, ',');
      append_node (out, json_array_get_element (array, i));
    }
    g_string_append_c (out, ']');
  } else if (JSON_NODE_HOLDS_VALUE (node)) {
    append_value (out, node);
  } else {
    g_string_append (out, "null");
  }
}

/**
 * vouch_json_canonical:
 * @node: a value that Vouch built, or that vouch_json_parse() read (its depth is bounded).
 *
 * Returns: (transfer full): its canonical text, RFC 8785, in UTF-8 and without a final newline.
 */
char *
vouch_json_canonical (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (node != NULL, g_string_free (out, FALSE));

  append_node (out, node);
  return g_string_free (out, FALSE);
}
