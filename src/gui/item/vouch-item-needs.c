/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-needs"

#include "config.h"
#include "vouch-item-needs.h"

#include "vouch-constraint-set.h"

/* Which attributes of an item some check will ask for: those that its own requirement relates it by,
 * and those by which another requirement relates its items to it. */

static gboolean
names (VouchConstraint *constraint, const char *field, const char *word)
{
  const char *const *list = vouch_constraint_get_list (constraint, field);

  return g_strcmp0 (vouch_constraint_get_text (constraint, field), word) == 0 ||
         (list != NULL && g_strv_contains (list, word));
}

/* Whether @constraint, which stands on @owner, looks at the items of @requirement as well. */
static gboolean
looks_at (VouchConstraint *constraint, VouchRequirement *owner, VouchRequirement *requirement)
{
  static const char *const fields[] = { "across", "with", "from", "to", "after", "before" };

  if (owner == requirement)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (names (constraint, fields[i], vouch_requirement_get_id (requirement)))
      return TRUE;
  return FALSE;
}

static gboolean
asks_for (VouchConstraint *constraint, const char *attribute)
{
  double days = 0;

  switch (vouch_constraint_get_kind (constraint)) {
  case VOUCH_CONSTRAINT_KIND_DATE_WINDOW:
  case VOUCH_CONSTRAINT_KIND_ELAPSED:
  case VOUCH_CONSTRAINT_KIND_SEQUENCE: return g_str_equal (attribute, "date");
  case VOUCH_CONSTRAINT_KIND_PARTICIPANTS:
    return g_str_equal (attribute, "grouping") && vouch_constraint_has (constraint, "grouping");
  case VOUCH_CONSTRAINT_KIND_PRE_POST:
    vouch_constraint_get_number (constraint, "minDaysBetween", &days);
    return g_str_equal (attribute, "occasion") || names (constraint, "pairBy", attribute) ||
           names (constraint, "same", attribute) || (days > 0 && g_str_equal (attribute, "date"));
  case VOUCH_CONSTRAINT_KIND_DISTINCT:
  case VOUCH_CONSTRAINT_KIND_SAME:
  case VOUCH_CONSTRAINT_KIND_SPREAD: return names (constraint, "attribute", attribute);
  default: return FALSE;
  }
}

/**
 * vouch_item_needs_attribute:
 * @definition: a definition.
 * @requirement: the requirement of @definition that an item is placed on.
 * @attribute: an attribute of the fixed vocabulary.
 *
 * Returns: whether a check of @definition asks for @attribute on such an item.
 */
gboolean
vouch_item_needs_attribute (VouchDefinition *definition,
                            VouchRequirement *requirement,
                            const char *attribute)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *all = vouch_part_get_requirements (g_ptr_array_index (parts, i));

    for (guint j = 0; j < all->len; j++) {
      VouchRequirement *owner = g_ptr_array_index (all, j);
      g_autoptr (GPtrArray) constraints = vouch_constraint_set_for (definition, owner);

      for (guint k = 0; k < constraints->len; k++)
        if (looks_at (g_ptr_array_index (constraints, k), owner, requirement) &&
            asks_for (g_ptr_array_index (constraints, k), attribute))
          return TRUE;
    }
  }
  return FALSE;
}
