/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-json-problems.h"
#include "vouch-json-scan.h"
#include "vouch-json-tree.h"

G_BEGIN_DECLS

/**
 * VouchJsonCursor:
 * @parent: (nullable): the place around it; must outlive this one.
 * @name: (nullable): its name in the object around it; %NULL in an array.
 * @index: its place in the array around it.
 * @node: (nullable): the value; %NULL stands for an absent one.
 * @problems: where what is wrong is noted.
 *
 * A value and where it stands. Lives on the stack and owns nothing.
 */
typedef struct VouchJsonCursor {
  const struct VouchJsonCursor *parent;
  const char *name;
  guint index;
  JsonNode *node;
  VouchJsonProblems *problems;
} VouchJsonCursor;

typedef enum {
  VOUCH_JSON_OPTIONAL = 0,
  VOUCH_JSON_REQUIRED = 1 << 0,
  VOUCH_JSON_NULLABLE = 1 << 1, /* null stands for "absent" */
  VOUCH_JSON_EMPTY_OK = 1 << 2, /* of a string: "" is allowed; of an array: [] although required */
  VOUCH_JSON_UNIQUE = 1 << 3,   /* of a list of strings: each once */
} VouchJsonFlags;

VouchJsonCursor vouch_json_root (JsonNode *node, VouchJsonProblems *problems);
char *vouch_json_path (const VouchJsonCursor *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_json_problem (const VouchJsonCursor *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean vouch_json_is_object (const VouchJsonCursor *self);
gboolean vouch_json_only_members (const VouchJsonCursor *self, const char *const *names);
gboolean vouch_json_has (const VouchJsonCursor *self, const char *name);
gboolean vouch_json_member (const VouchJsonCursor *self,
                            const char *name,
                            VouchJsonFlags flags,
                            VouchJsonCursor *member);
guint vouch_json_length (const VouchJsonCursor *array);
VouchJsonCursor vouch_json_element (const VouchJsonCursor *array, guint index);

gboolean vouch_json_get_object (const VouchJsonCursor *self,
                                const char *name,
                                VouchJsonFlags flags,
                                VouchJsonCursor *object);
gboolean vouch_json_get_array (const VouchJsonCursor *self,
                               const char *name,
                               VouchJsonFlags flags,
                               VouchJsonCursor *array);
/* Called for each element of a list. */
typedef void (*VouchJsonVisit) (const VouchJsonCursor *element, gpointer data);

gboolean vouch_json_is_list (const VouchJsonCursor *self);
guint vouch_json_each (const VouchJsonCursor *self,
                       const char *name,
                       VouchJsonFlags flags,
                       VouchJsonVisit visit,
                       gpointer data);
const char *
vouch_json_get_string (const VouchJsonCursor *self, const char *name, VouchJsonFlags flags);
char **vouch_json_get_strings (const VouchJsonCursor *self,
                               const char *name,
                               VouchJsonFlags flags) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_json_get_boolean (const VouchJsonCursor *self,
                                 const char *name,
                                 VouchJsonFlags flags,
                                 gboolean fallback);
gint64 vouch_json_get_integer (const VouchJsonCursor *self,
                               const char *name,
                               VouchJsonFlags flags,
                               gint64 least,
                               gint64 most,
                               gint64 fallback);
double vouch_json_get_number (const VouchJsonCursor *self,
                              const char *name,
                              VouchJsonFlags flags,
                              double least,
                              double fallback);
gboolean vouch_json_holds_string (const VouchJsonCursor *self, const char *text);
const char *vouch_json_string_of (const VouchJsonCursor *self, VouchJsonFlags flags);

G_END_DECLS
