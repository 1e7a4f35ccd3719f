/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-ids"

#include "config.h"
#include "vouch-definition-ids.h"

#include <glib/gi18n-lib.h>

/*
 * Parts, prompts (those of the self-assessment too), evidence, choices, options, criteria,
 * resources and attestations share one space of names. Components of the method, scales and levels
 * do not: nothing outside their own list refers to them by id alone.
 */

typedef struct {
  VouchIdSort sort;
  char *path;
  const char *part; /* the part it stands in */
} Entry;

struct _VouchDefinitionIds {
  GHashTable *entries; /* id, lent by the tree → Entry */
  const char *part;    /* while collecting */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

static void
add (VouchDefinitionIds *self, const VouchJsonCursor *owner, VouchIdSort sort)
{
  const char *id = vouch_json_get_string (owner, "id", 0);
  VouchJsonCursor place;
  Entry *entry;

  if (id == NULL)
    return;
  vouch_json_member (owner, "id", 0, &place);
  entry = g_hash_table_lookup (self->entries, id);
  if (entry != NULL) {
    vouch_json_problem (&place, _ ("the id “%s” is already used at %s"), id, entry->path);
    return;
  }
  entry = g_new0 (Entry, 1);
  entry->sort = sort;
  entry->path = vouch_json_path (&place);
  entry->part = self->part;
  g_hash_table_insert (self->entries, (gpointer) id, entry);
}

static void
add_prompt (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_PROMPT);
}

static void
add_evidence (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_EVIDENCE);
}

static void
add_self_prompt (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_SELF_PROMPT);
}

static void
add_option (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_OPTION);
}

static void
add_choice (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_CHOICE);
  vouch_json_each (place, "options", 0, add_option, data);
}

static void
add_criterion (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_CRITERION);
}

static void
add_resource (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_RESOURCE);
}

static void
add_attestation (const VouchJsonCursor *place, gpointer data)
{
  add (data, place, VOUCH_ID_ATTESTATION);
}

static void
add_part (const VouchJsonCursor *place, gpointer data)
{
  VouchDefinitionIds *self = data;

  add (self, place, VOUCH_ID_PART);
  self->part = vouch_json_get_string (place, "id", 0);
  vouch_json_each (place, "prompts", VOUCH_JSON_EMPTY_OK, add_prompt, self);
  vouch_json_each (place, "evidence", VOUCH_JSON_EMPTY_OK, add_evidence, self);
  vouch_json_each (place, "choices", VOUCH_JSON_EMPTY_OK, add_choice, self);
  self->part = NULL;
}

/**
 * vouch_definition_ids_new:
 * @root: the place of a definition whose shape has been checked; its tree must outlive this.
 *
 * Collects the ids and notes each that occurs twice.
 *
 * Returns: (transfer full): the ids.
 */
VouchDefinitionIds *
vouch_definition_ids_new (const VouchJsonCursor *root)
{
  VouchDefinitionIds *self = g_new0 (VouchDefinitionIds, 1);
  VouchJsonCursor place;

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  vouch_json_each (root, "parts", 0, add_part, self);
  if (vouch_json_member (root, "selfAssessment", 0, &place))
    vouch_json_each (&place, "prompts", VOUCH_JSON_EMPTY_OK, add_self_prompt, self);
  if (vouch_json_member (root, "rubric", 0, &place))
    vouch_json_each (&place, "criteria", 0, add_criterion, self);
  vouch_json_each (root, "resources", VOUCH_JSON_EMPTY_OK, add_resource, self);
  vouch_json_each (root, "attestations", VOUCH_JSON_EMPTY_OK, add_attestation, self);
  return self;
}

/**
 * vouch_definition_ids_free:
 * @self: (nullable) (transfer full): the ids.
 *
 * Frees them.
 */
void
vouch_definition_ids_free (VouchDefinitionIds *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * vouch_definition_ids_has:
 * @self: the ids.
 * @id: an id.
 * @sort: one sort or several.
 *
 * Returns: whether @id names something of that sort.
 */
gboolean
vouch_definition_ids_has (VouchDefinitionIds *self, const char *id, VouchIdSort sort)
{
  Entry *entry = g_hash_table_lookup (self->entries, id);

  return entry != NULL && (entry->sort & sort) != 0;
}

/**
 * vouch_definition_ids_get_part:
 * @self: the ids.
 * @id: an id.
 *
 * Returns: (transfer none) (nullable): the id of the part in which @id stands.
 */
const char *
vouch_definition_ids_get_part (VouchDefinitionIds *self, const char *id)
{
  Entry *entry = g_hash_table_lookup (self->entries, id);

  return entry != NULL ? entry->part : NULL;
}

static const char *
sort_name (VouchIdSort sort)
{
  switch (sort) {
  case VOUCH_ID_PART: return _ ("a part");
  case VOUCH_ID_PROMPT: return _ ("a prompt");
  case VOUCH_ID_EVIDENCE: return _ ("an evidence entry");
  case VOUCH_ID_SELF_PROMPT: return _ ("a prompt of the self-assessment");
  case VOUCH_ID_CHOICE: return _ ("a choice");
  case VOUCH_ID_OPTION: return _ ("an option");
  case VOUCH_ID_CRITERION: return _ ("a criterion");
  case VOUCH_ID_RESOURCE: return _ ("a resource");
  case VOUCH_ID_ATTESTATION: return _ ("an attestation");
  case VOUCH_ID_REQUIREMENT: return _ ("a prompt or an evidence entry");
  default: g_assert_not_reached ();
  }
}

static const char *
no_such (VouchIdSort sort)
{
  switch (sort) {
  case VOUCH_ID_PART: return _ ("there is no part “%s”");
  case VOUCH_ID_CRITERION: return _ ("there is no criterion “%s”");
  case VOUCH_ID_RESOURCE: return _ ("there is no resource “%s”");
  case VOUCH_ID_REQUIREMENT: return _ ("there is no prompt or evidence entry “%s”");
  default: g_assert_not_reached ();
  }
}

/**
 * vouch_definition_ids_check:
 * @self: the ids.
 * @place: where @id is referred to.
 * @id: the id.
 * @sort: what it must name: a part, a criterion, a resource or a requirement.
 *
 * Notes a problem when @id names nothing, or something of another sort.
 *
 * Returns: whether it is right.
 */
gboolean
vouch_definition_ids_check (VouchDefinitionIds *self,
                            const VouchJsonCursor *place,
                            const char *id,
                            VouchIdSort sort)
{
  Entry *entry = g_hash_table_lookup (self->entries, id);

  if (entry == NULL)
    vouch_json_problem (place, no_such (sort), id);
  else if ((entry->sort & sort) == 0)
    /* Translators: an id, what it names ("a part"), what it should name ("a criterion"). */
    vouch_json_problem (place, _ ("“%s” is %s, not %s"), id, sort_name (entry->sort),
                        sort_name (sort));
  else
    return TRUE;
  return FALSE;
}
