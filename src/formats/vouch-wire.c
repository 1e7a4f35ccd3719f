/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-wire"

#include "config.h"
#include "vouch-wire.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-clock.h"
#include "vouch-error.h"
#include "vouch-json-canonical.h"

/*
 * Reading JSON from the other side of the issuer API. The strict scan comes first, so that the
 * parser only ever sees text it cannot misread. After that every fault is noted with its JSON
 * pointer and a code, as problem documents carry them (RFC 9457 with RFC 6901), and reading goes
 * on: the sender of a manifest learns of all faults at once.
 *
 * Invariant: a value that was noted as faulty reads as NULL, 0 or FALSE; callers need no checks of
 * their own, and look at the notes once, at the end.
 */

#define PLACES_MAX 100

/**
 * vouch_wire_parse:
 * @bytes: a JSON text.
 * @limits: (nullable): what is looked at.
 *
 * Scans strictly, then parses.
 *
 * Returns: (transfer full) (nullable): an object, or %NULL with %VOUCH_ERROR_INVALID.
 */
JsonNode *
vouch_wire_parse (GBytes *bytes, const VouchJsonLimits *limits, GError **error)
{
  g_autoptr (JsonNode) root = vouch_json_parse (bytes, limits, error);

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("This is not a JSON object."));
    return NULL;
  }
  return g_steal_pointer (&root);
}

/**
 * vouch_wire_write:
 * @node: a JSON value whose numbers are whole.
 *
 * Returns: (transfer full): its bytes in canonical form (RFC 8785).
 */
GBytes *
vouch_wire_write (JsonNode *node)
{
  char *text = vouch_json_canonical (node);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * vouch_wire_write_take:
 * @object: (transfer full): an object whose numbers are whole.
 *
 * Returns: (transfer full): its bytes in canonical form.
 */
GBytes *
vouch_wire_write_take (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return vouch_wire_write (node);
}

/**
 * vouch_wire_places_new:
 *
 * Returns: (transfer full) (element-type VouchProblemPlace): room for notes.
 */
GPtrArray *
vouch_wire_places_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_wire_settle:
 * @places: (element-type VouchProblemPlace): the notes.
 * @what: what was read, for the message.
 *
 * Turns the first note into an error.
 *
 * Returns: whether nothing was noted.
 */
gboolean
vouch_wire_settle (GPtrArray *places, const char *what, GError **error)
{
  VouchProblemPlace *first;

  if (places->len == 0)
    return TRUE;
  first = g_ptr_array_index (places, 0);
  /* Translators: 1: what was read, as "decision"; 2: where in it; 3: a sentence saying why. */
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("The %s cannot be read at “%s”: %s"),
               what, vouch_problem_place_get_pointer (first),
               vouch_problem_place_get_message (first));
  return FALSE;
}

static char *
make_pointer (const char *base, const char *name)
{
  g_autoptr (GString) escaped = g_string_new (name);

  g_string_replace (escaped, "~", "~0", 0);
  g_string_replace (escaped, "/", "~1", 0);
  return g_strconcat (base, "/", escaped->str, NULL);
}

/**
 * vouch_wire_note:
 * @wire: an object being read.
 * @name: (nullable): the member at fault; %NULL for the object itself.
 * @code: what is wrong, a word for programs.
 * @format: what is wrong, for people.
 *
 * Notes a fault. Beyond a hundred nothing more is noted.
 */
void
vouch_wire_note (const VouchWire *wire, const char *name, const char *code, const char *format, ...)
{
  g_autoptr (VouchProblemPlace) place = vouch_problem_place_new ();
  g_autofree char *pointer = NULL;
  g_autofree char *message = NULL;
  va_list args;

  if (wire->places->len >= PLACES_MAX)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  pointer = name != NULL ? make_pointer (wire->pointer, name) : g_strdup (wire->pointer);
  vouch_problem_place_set_pointer (place, pointer);
  vouch_problem_place_set_code (place, code);
  vouch_problem_place_set_message (place, message);
  g_ptr_array_add (wire->places, g_steal_pointer (&place));
}

/**
 * vouch_wire_only:
 * @wire: an object being read.
 * @names: (array zero-terminated=1): the members it may have.
 *
 * Notes every other member.
 */
void
vouch_wire_only (const VouchWire *wire, const char *const *names)
{
  g_autoptr (GList) members = NULL;

  if (wire->object == NULL)
    return;
  members = json_object_get_members (wire->object);
  for (GList *link = members; link != NULL; link = link->next)
    if (!g_strv_contains (names, link->data))
      vouch_wire_note (wire, link->data, "unknown-member", _ ("This member is not known."));
}

static JsonNode *
find (const VouchWire *wire, const char *name, VouchWireNeed need)
{
  JsonNode *node = wire->object != NULL ? json_object_get_member (wire->object, name) : NULL;
  gboolean is_null = node != NULL && JSON_NODE_HOLDS_NULL (node);

  if (wire->object != NULL &&
      ((node == NULL && need != VOUCH_WIRE_OPTIONAL) || (is_null && need == VOUCH_WIRE_REQUIRED)))
    vouch_wire_note (wire, name, "missing", _ ("This member is required."));
  return is_null ? NULL : node;
}

/**
 * vouch_wire_string:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 *
 * Returns: (nullable): a string lent by the object; %NULL when absent, null or noted as faulty.
 */
const char *
vouch_wire_string (const VouchWire *wire, const char *name, VouchWireNeed need)
{
  JsonNode *node = find (wire, name, need);

  if (node == NULL)
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  vouch_wire_note (wire, name, "wrong-type", _ ("A text is expected here."));
  return NULL;
}

/**
 * vouch_wire_match:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 * @fits: tells whether a text has the form that is wanted.
 *
 * Returns: (nullable): a string of that form, lent by the object; else %NULL.
 */
const char *
vouch_wire_match (const VouchWire *wire,
                  const char *name,
                  VouchWireNeed need,
                  gboolean (*fits) (const char *text))
{
  const char *text = vouch_wire_string (wire, name, need);

  if (text == NULL || fits (text))
    return text;
  vouch_wire_note (wire, name, "wrong-form", _ ("This text does not have the form expected here."));
  return NULL;
}

/**
 * vouch_wire_integer:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 * @minimum: the least value.
 * @fallback: what to give when it is absent, null or faulty.
 *
 * Returns: a whole number.
 */
gint64
vouch_wire_integer (const VouchWire *wire,
                    const char *name,
                    VouchWireNeed need,
                    gint64 minimum,
                    gint64 fallback)
{
  JsonNode *node = find (wire, name, need);

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) >= minimum)
    return json_node_get_int (node);
  vouch_wire_note (wire, name, "wrong-type",
                   _ ("A whole number of at least %" PRId64 " is expected here."), minimum);
  return fallback;
}

/**
 * vouch_wire_boolean:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 *
 * Returns: its value; %FALSE when absent, null or faulty.
 */
gboolean
vouch_wire_boolean (const VouchWire *wire, const char *name, VouchWireNeed need)
{
  JsonNode *node = find (wire, name, need);

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  vouch_wire_note (wire, name, "wrong-type", _ ("Either true or false is expected here."));
  return FALSE;
}

/**
 * vouch_wire_is_null:
 * @wire: an object being read.
 * @name: the member.
 *
 * Returns: whether it is missing or null.
 */
gboolean
vouch_wire_is_null (const VouchWire *wire, const char *name)
{
  return wire->object == NULL || !json_object_has_member (wire->object, name) ||
         json_object_get_null_member (wire->object, name);
}

/**
 * vouch_wire_time:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 *
 * Returns: milliseconds since 1970; 0 when absent, null or faulty.
 */
gint64
vouch_wire_time (const VouchWire *wire, const char *name, VouchWireNeed need)
{
  const char *text = vouch_wire_string (wire, name, need);
  gint64 unix_ms = 0;

  if (text == NULL || vouch_time_parse (text, &unix_ms))
    return unix_ms;
  vouch_wire_note (wire, name, "wrong-form",
                   _ ("A time such as 2026-11-22T09:30:00.000Z is expected here."));
  return 0;
}

/**
 * vouch_wire_strings:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 *
 * Returns: (transfer full): the strings of an array; an empty list when absent or faulty.
 */
char **
vouch_wire_strings (const VouchWire *wire, const char *name, VouchWireNeed need)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = find (wire, name, need);
  JsonArray *array = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    array = json_node_get_array (node);
  else if (node != NULL)
    vouch_wire_note (wire, name, "wrong-type", _ ("A list is expected here."));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (json_node_get_value_type (element) == G_TYPE_STRING)
      g_strv_builder_add (builder, json_node_get_string (element));
    else
      vouch_wire_note (wire, name, "wrong-type", _ ("A list of texts is expected here."));
  }
  return g_strv_builder_end (builder);
}

/**
 * vouch_wire_object:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 * @read: (scope call): reads it; not called when it is absent or faulty.
 * @data: for @read.
 *
 * Reads an object inside.
 */
void
vouch_wire_object (const VouchWire *wire,
                   const char *name,
                   VouchWireNeed need,
                   VouchWireEach read,
                   gpointer data)
{
  JsonNode *node = find (wire, name, need);
  g_autofree char *pointer = make_pointer (wire->pointer, name);

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    read (&(VouchWire){ json_node_get_object (node), pointer, wire->places }, data);
  else
    vouch_wire_note (wire, name, "wrong-type", _ ("An object is expected here."));
}

/**
 * vouch_wire_each:
 * @wire: an object being read.
 * @name: the member.
 * @need: whether it must be there.
 * @read: (scope call): reads one element.
 * @data: for @read.
 *
 * Reads an array of objects.
 */
void
vouch_wire_each (const VouchWire *wire,
                 const char *name,
                 VouchWireNeed need,
                 VouchWireEach read,
                 gpointer data)
{
  JsonNode *node = find (wire, name, need);
  JsonArray *array;

  if (node == NULL)
    return;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    vouch_wire_note (wire, name, "wrong-type", _ ("A list is expected here."));
    return;
  }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    g_autofree char *index = g_strdup_printf ("%s/%u", name, i);
    g_autofree char *pointer = g_strconcat (wire->pointer, "/", index, NULL);
    VouchWire inner = { NULL, pointer, wire->places };

    if (JSON_NODE_HOLDS_OBJECT (element)) {
      inner.object = json_node_get_object (element);
      read (&inner, data);
    } else {
      vouch_wire_note (&inner, NULL, "wrong-type", _ ("An object is expected here."));
    }
  }
}

/**
 * vouch_wire_put_string:
 * @object: an object being written.
 * @name: the member.
 * @value: (nullable): its value; %NULL leaves it out.
 *
 * Writes a string.
 */
void
vouch_wire_put_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

/**
 * vouch_wire_put_string_or_null:
 * @object: an object being written.
 * @name: the member.
 * @value: (nullable): its value.
 *
 * Writes a string or null.
 */
void
vouch_wire_put_string_or_null (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/**
 * vouch_wire_put_time_or_null:
 * @object: an object being written.
 * @name: the member.
 * @unix_ms: milliseconds since 1970; 0 for null.
 *
 * Writes a time or null.
 */
void
vouch_wire_put_time_or_null (JsonObject *object, const char *name, gint64 unix_ms)
{
  g_autofree char *text = unix_ms != 0 ? vouch_time_format (unix_ms) : NULL;

  vouch_wire_put_string_or_null (object, name, text);
}

/**
 * vouch_wire_put_strings:
 * @object: an object being written.
 * @name: the member.
 * @values: (array zero-terminated=1): strings.
 *
 * Writes a list of strings, empty too.
 */
void
vouch_wire_put_strings (JsonObject *object, const char *name, const char *const *values)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (object, name, array);
}
