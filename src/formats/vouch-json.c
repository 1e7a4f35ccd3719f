/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json"

#include "config.h"
#include "vouch-json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "vouch-json-place.h"

/*
 * Typed access to parsed JSON. A getter that finds something wrong notes the path and the reason in
 * the list of problems and returns the fallback, so that a reader runs straight through and looks
 * at the list once, at the end. Nothing that was read may be used while the list is not empty.
 */

/**
 * vouch_json_root:
 * @node: the whole value.
 * @problems: where what is wrong is noted.
 *
 * Returns: the place `$`.
 */
VouchJsonCursor
vouch_json_root (JsonNode *node, VouchJsonProblems *problems)
{
  return (VouchJsonCursor){ NULL, NULL, 0, node, problems };
}

/**
 * vouch_json_path:
 * @self: a place.
 *
 * Returns: (transfer full): its JSON path, such as `$.parts[2].id`.
 */
char *
vouch_json_path (const VouchJsonCursor *self)
{
  g_autofree char *around = NULL;

  if (self->parent == NULL)
    return g_strdup ("$");
  around = vouch_json_path (self->parent);
  return self->name != NULL ? vouch_json_path_member (around, self->name)
                            : vouch_json_path_element (around, self->index);
}

/**
 * vouch_json_problem:
 * @self: a place.
 * @format: what is wrong there, in plain words.
 *
 * Notes a problem.
 */
void
vouch_json_problem (const VouchJsonCursor *self, const char *format, ...)
{
  g_autofree char *path = vouch_json_path (self);
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  vouch_json_problems_add (self->problems, path, reason);
}

/**
 * vouch_json_is_object:
 * @self: a place.
 *
 * Returns: whether an object is there; anything else is noted as a problem.
 */
gboolean
vouch_json_is_object (const VouchJsonCursor *self)
{
  if (self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node))
    return TRUE;
  vouch_json_problem (self, _ ("this must be an object"));
  return FALSE;
}

/**
 * vouch_json_only_members:
 * @self: the place of an object.
 * @names: (array zero-terminated=1): the members that may stand in it.
 *
 * Notes a problem for every other member, unless the text is of a later minor version.
 *
 * Returns: whether an object is there.
 */
gboolean
vouch_json_only_members (const VouchJsonCursor *self, const char *const *names)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!vouch_json_is_object (self))
    return FALSE;
  if (vouch_json_problems_get_lenient (self->problems))
    return TRUE;
  json_object_iter_init_ordered (&iter, json_node_get_object (self->node));
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    VouchJsonCursor member = { self, name, 0, node, self->problems };

    if (!g_strv_contains (names, name))
      vouch_json_problem (&member, _ ("this member is not known here"));
  }
  return TRUE;
}

static JsonNode *
find_member (const VouchJsonCursor *self, const char *name)
{
  if (self->node == NULL || !JSON_NODE_HOLDS_OBJECT (self->node))
    return NULL;
  return json_object_get_member (json_node_get_object (self->node), name);
}

/**
 * vouch_json_has:
 * @self: the place of an object.
 * @name: the name of a member.
 *
 * Returns: whether it stands there, be it null.
 */
gboolean
vouch_json_has (const VouchJsonCursor *self, const char *name)
{
  return find_member (self, name) != NULL;
}

/**
 * vouch_json_member:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there and whether null is allowed.
 * @member: (out): its place, filled in any case.
 *
 * Returns: whether there is a value to be read; a missing required one is noted.
 */
gboolean
vouch_json_member (const VouchJsonCursor *self,
                   const char *name,
                   VouchJsonFlags flags,
                   VouchJsonCursor *member)
{
  *member = (VouchJsonCursor){ self, name, 0, find_member (self, name), self->problems };
  if (member->node == NULL) {
    if (flags & VOUCH_JSON_REQUIRED)
      vouch_json_problem (member, _ ("this is missing"));
    return FALSE;
  }
  return !((flags & VOUCH_JSON_NULLABLE) && JSON_NODE_HOLDS_NULL (member->node));
}

/**
 * vouch_json_is_list:
 * @self: a place.
 *
 * Returns: whether an array is there; nothing is noted.
 */
gboolean
vouch_json_is_list (const VouchJsonCursor *self)
{
  return self->node != NULL && JSON_NODE_HOLDS_ARRAY (self->node);
}

/**
 * vouch_json_length:
 * @array: the place of an array, or of nothing.
 *
 * Returns: how many elements it has.
 */
guint
vouch_json_length (const VouchJsonCursor *array)
{
  return vouch_json_is_list (array) ? json_array_get_length (json_node_get_array (array->node)) : 0;
}

/**
 * vouch_json_element:
 * @array: the place of an array.
 * @index: less than its length.
 *
 * Returns: the place of the element.
 */
VouchJsonCursor
vouch_json_element (const VouchJsonCursor *array, guint index)
{
  JsonNode *node = json_array_get_element (json_node_get_array (array->node), index);

  return (VouchJsonCursor){ array, NULL, index, node, array->problems };
}

/**
 * vouch_json_get_object:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there and whether null is allowed.
 * @object: (out): its place, filled in any case.
 *
 * Returns: whether an object is there.
 */
gboolean
vouch_json_get_object (const VouchJsonCursor *self,
                       const char *name,
                       VouchJsonFlags flags,
                       VouchJsonCursor *object)
{
  return vouch_json_member (self, name, flags, object) && vouch_json_is_object (object);
}

/**
 * vouch_json_get_array:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there; a required one may be empty only with %VOUCH_JSON_EMPTY_OK.
 * @array: (out): its place, filled in any case.
 *
 * Returns: whether an array is there.
 */
gboolean
vouch_json_get_array (const VouchJsonCursor *self,
                      const char *name,
                      VouchJsonFlags flags,
                      VouchJsonCursor *array)
{
  if (!vouch_json_member (self, name, flags, array))
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (array->node)) {
    vouch_json_problem (array, _ ("this must be a list"));
    array->node = NULL;
    return FALSE;
  }
  if (!(flags & VOUCH_JSON_EMPTY_OK) && vouch_json_length (array) == 0)
    vouch_json_problem (array, _ ("this list may not be empty"));
  return TRUE;
}

/**
 * vouch_json_each:
 * @self: the place of an object.
 * @name: the name of a member that is a list.
 * @flags: as vouch_json_get_array().
 * @visit: (scope call): called with the place of each element, in order.
 * @data: handed to @visit.
 *
 * Returns: how many elements there were.
 */
guint
vouch_json_each (const VouchJsonCursor *self,
                 const char *name,
                 VouchJsonFlags flags,
                 VouchJsonVisit visit,
                 gpointer data)
{
  VouchJsonCursor list;

  if (!vouch_json_get_array (self, name, flags, &list))
    return 0;
  for (guint i = 0; i < vouch_json_length (&list); i++) {
    VouchJsonCursor element = vouch_json_element (&list, i);

    visit (&element, data);
  }
  return vouch_json_length (&list);
}

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING;
}

/**
 * vouch_json_holds_string:
 * @self: a place.
 * @text: (nullable): a text.
 *
 * Returns: whether exactly this string is there; nothing is noted.
 */
gboolean
vouch_json_holds_string (const VouchJsonCursor *self, const char *text)
{
  return is_string (self->node) && g_strcmp0 (json_node_get_string (self->node), text) == 0;
}

/**
 * vouch_json_string_of:
 * @self: a place.
 * @flags: %VOUCH_JSON_EMPTY_OK or 0.
 *
 * Returns: (transfer none) (nullable): the string that is there; anything else is noted.
 */
const char *
vouch_json_string_of (const VouchJsonCursor *self, VouchJsonFlags flags)
{
  const char *text;

  if (!is_string (self->node)) {
    vouch_json_problem (self, _ ("this must be a text in quotation marks"));
    return NULL;
  }
  text = json_node_get_string (self->node);
  if (*text == '\0' && !(flags & VOUCH_JSON_EMPTY_OK)) {
    vouch_json_problem (self, _ ("this text may not be empty"));
    return NULL;
  }
  return text;
}

/**
 * vouch_json_get_string:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there, may be null, may be empty.
 *
 * Returns: (transfer none) (nullable): the string, lent by the tree.
 */
const char *
vouch_json_get_string (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags)
{
  VouchJsonCursor member;

  if (!vouch_json_member (self, name, flags, &member))
    return NULL;
  return vouch_json_string_of (&member, flags);
}

/**
 * vouch_json_get_strings:
 * @self: the place of an object.
 * @name: the name of a member that is a list of non-empty strings.
 * @flags: whether it must stand there, may be empty, may hold one string twice.
 *
 * Returns: (transfer full) (array zero-terminated=1): copies of the strings; none if it is absent.
 */
char **
vouch_json_get_strings (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  VouchJsonCursor array;

  if (!vouch_json_get_array (self, name, flags, &array))
    return g_strv_builder_end (builder);
  for (guint i = 0; i < vouch_json_length (&array); i++) {
    VouchJsonCursor element = vouch_json_element (&array, i);
    const char *text = vouch_json_string_of (&element, 0);

    if (text == NULL)
      continue;
    if (!g_hash_table_add (seen, (gpointer) text) && (flags & VOUCH_JSON_UNIQUE))
      vouch_json_problem (&element, _ ("“%s” stands twice in this list"), text);
    g_strv_builder_add (builder, text);
  }
  return g_strv_builder_end (builder);
}

/**
 * vouch_json_get_boolean:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there.
 * @fallback: what holds when it does not.
 *
 * Returns: the truth value.
 */
gboolean
vouch_json_get_boolean (const VouchJsonCursor *self,
                        const char *name,
                        VouchJsonFlags flags,
                        gboolean fallback)
{
  VouchJsonCursor member;

  if (!vouch_json_member (self, name, flags, &member))
    return fallback;
  if (!JSON_NODE_HOLDS_VALUE (member.node) ||
      json_node_get_value_type (member.node) != G_TYPE_BOOLEAN) {
    vouch_json_problem (&member, _ ("this must be true or false"));
    return fallback;
  }
  return json_node_get_boolean (member.node);
}

static gboolean
number_of (const VouchJsonCursor *self, double *value)
{
  GType type =
      JSON_NODE_HOLDS_VALUE (self->node) ? json_node_get_value_type (self->node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE) {
    vouch_json_problem (self, _ ("this must be a number"));
    return FALSE;
  }
  *value = json_node_get_double (self->node);
  return TRUE;
}

/**
 * vouch_json_get_integer:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there and whether null is allowed.
 * @least: the smallest value allowed.
 * @most: the largest value allowed; at most %VOUCH_JSON_MAX_INTEGER.
 * @fallback: what holds when it is absent.
 *
 * Returns: the whole number; `12.0` and `1e3` are whole too, as in JSON Schema.
 */
gint64
vouch_json_get_integer (const VouchJsonCursor *self,
                        const char *name,
                        VouchJsonFlags flags,
                        gint64 least,
                        gint64 most,
                        gint64 fallback)
{
  VouchJsonCursor member;
  double value;

  if (!vouch_json_member (self, name, flags, &member) || !number_of (&member, &value))
    return fallback;
  if (value != floor (value))
    vouch_json_problem (&member, _ ("this must be a whole number"));
  else if (value < (double) least)
    vouch_json_problem (&member, _ ("this must be at least %" PRId64), least);
  else if (value > (double) most)
    vouch_json_problem (&member, _ ("this must be at most %" PRId64), most);
  else
    return (gint64) value;
  return fallback;
}

/**
 * vouch_json_get_number:
 * @self: the place of an object.
 * @name: the name of a member.
 * @flags: whether it must stand there and whether null is allowed.
 * @least: the smallest value allowed; `-HUGE_VAL` for any.
 * @fallback: what holds when it is absent.
 *
 * Returns: the number.
 */
double
vouch_json_get_number (const VouchJsonCursor *self,
                       const char *name,
                       VouchJsonFlags flags,
                       double least,
                       double fallback)
{
  VouchJsonCursor member;
  double value;

  if (!vouch_json_member (self, name, flags, &member) || !number_of (&member, &value))
    return fallback;
  if (value < least) {
    vouch_json_problem (&member, _ ("this must be at least %g"), least);
    return fallback;
  }
  return value;
}
