/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-member"

#include "config.h"
#include "vouch-json-member.h"

#include <json-glib/json-glib.h>

/**
 * vouch_json_member_string:
 * @object: an object of a parsed text.
 * @name: a member's name.
 *
 * For readers that take what they understand and ignore the rest. json-glib's own getters warn
 * when a stranger's text has an object where a string was meant; a stranger must not be able to
 * make the program complain about itself.
 *
 * Returns: (transfer none) (nullable): the member's text; %NULL when it is absent or no string.
 */
const char *
vouch_json_member_string (JsonObject *object, const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && name != NULL, NULL);

  node = json_object_get_member (object, name);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}
