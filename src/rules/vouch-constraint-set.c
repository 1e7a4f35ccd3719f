/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-constraint-set"

#include "config.h"
#include "vouch-constraint-set.h"

static gboolean
same_kind (VouchConstraint *a, VouchConstraint *b)
{
  return vouch_constraint_get_kind (a) == vouch_constraint_get_kind (b) &&
         g_strcmp0 (vouch_constraint_get_kind_name (a), vouch_constraint_get_kind_name (b)) == 0;
}

static gboolean
replaces (VouchConstraint *own, VouchConstraint *global)
{
  VouchConstraintKind kind = vouch_constraint_get_kind (global);

  if (!same_kind (own, global) ||
      vouch_constraint_get_severity (own) != vouch_constraint_get_severity (global))
    return FALSE;
  if (kind == VOUCH_CONSTRAINT_KIND_FILE_SIZE || kind == VOUCH_CONSTRAINT_KIND_DURATION)
    return vouch_constraint_get_scope (own) == vouch_constraint_get_scope (global);
  return TRUE;
}

static gboolean
global_applies (VouchConstraint *global, VouchRequirement *requirement)
{
  VouchMediaSet wanted = vouch_constraint_get_media (global);
  VouchMediaSet accepted = vouch_requirement_get_media (requirement);
  GPtrArray *own = vouch_requirement_get_constraints (requirement);

  if (wanted != VOUCH_MEDIA_SET_EMPTY && accepted != VOUCH_MEDIA_SET_EMPTY &&
      (wanted & accepted) == 0)
    return FALSE;
  for (guint i = 0; i < own->len; i++)
    if (replaces (g_ptr_array_index (own, i), global))
      return FALSE;
  return TRUE;
}

/**
 * vouch_constraint_set_for:
 * @definition: a definition.
 * @requirement: one of its requirements.
 *
 * Gathers what a requirement has to satisfy: its own constraints in the order of the file, then
 * each global one whose media the requirement accepts, unless the requirement has one of the same
 * kind and severity. That one replaces every global entry of the kind, whatever media the two
 * name; file size and duration are replaced only where the scope is equal too. (Definition format,
 * "Global constraints".)
 *
 * Returns: (transfer full) (element-type VouchConstraint): the constraints.
 */
GPtrArray *
vouch_constraint_set_for (VouchDefinition *definition, VouchRequirement *requirement)
{
  GPtrArray *set = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *own, *globals;

  g_return_val_if_fail (VOUCH_IS_DEFINITION (definition), set);
  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), set);

  own = vouch_requirement_get_constraints (requirement);
  globals = vouch_definition_get_global_constraints (definition);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (set, g_object_ref (own->pdata[i]));
  for (guint i = 0; i < globals->len; i++)
    if (global_applies (globals->pdata[i], requirement))
      g_ptr_array_add (set, g_object_ref (globals->pdata[i]));
  return set;
}

/**
 * vouch_constraint_set_finding_id:
 * @requirement: a requirement.
 * @constraints: (element-type VouchConstraint): its constraints, from vouch_constraint_set_for().
 * @index: which of them.
 *
 * Returns: (transfer full): the id of the finding about it: `REQUIREMENT/KIND`, with `.2`, `.3` …
 *   for further constraints of the same kind.
 */
char *
vouch_constraint_set_finding_id (VouchRequirement *requirement, GPtrArray *constraints, guint index)
{
  VouchConstraint *constraint;
  const char *id, *kind;
  guint nth = 1;

  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), NULL);
  g_return_val_if_fail (constraints != NULL && index < constraints->len, NULL);

  constraint = g_ptr_array_index (constraints, index);
  id = vouch_requirement_get_id (requirement);
  kind = vouch_constraint_get_kind_name (constraint);
  if (kind == NULL)
    kind = vouch_constraint_kind_to_string (vouch_constraint_get_kind (constraint));
  for (guint i = 0; i < index; i++)
    nth += same_kind (constraints->pdata[i], constraint);
  if (nth == 1)
    return g_strconcat (id, "/", kind, NULL);
  return g_strdup_printf ("%s/%s.%u", id, kind, nth);
}
