/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-attributes"

#include "config.h"
#include "vouch-check-attributes.h"

#include <glib/gi18n-lib.h>

#include "vouch-attribute-words.h"

static const char *
get_attribute (VouchProbe *probe, VouchItem *item)
{
  return vouch_item_get_attribute (item,
                                   vouch_constraint_get_text (probe->constraint, "attribute"));
}

/* Asks for the attribute where it is missing, and passes the items that have it. */
static void
ask_missing (VouchProbe *probe, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (get_attribute (probe, items->pdata[i]) == NULL)
      vouch_probe_ask_attribute (probe, items->pdata[i],
                                 vouch_constraint_get_text (probe->constraint, "attribute"));
    else
      vouch_probe_pass (probe, items->pdata[i]);
}

static guint
count_missing (VouchProbe *probe, GPtrArray *items)
{
  guint missing = 0;

  for (guint i = 0; i < items->len; i++)
    missing += get_attribute (probe, items->pdata[i]) == NULL;
  return missing;
}

/* The items here, and those of the requirements that `across` names besides. */
static GPtrArray *
gather_across (VouchProbe *probe)
{
  const char *const *across = vouch_constraint_get_list (probe->constraint, "across");
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_extend (all, probe->items, NULL, NULL);
  for (guint i = 0; across[i] != NULL; i++) {
    g_autoptr (GPtrArray) more = vouch_check_items (probe->check, across[i]);

    if (g_strcmp0 (across[i], vouch_requirement_get_id (probe->requirement)) == 0)
      continue;
    for (guint k = 0; k < more->len; k++)
      if (vouch_constraint_applies_to (probe->constraint, vouch_item_get_media (more->pdata[k])))
        g_ptr_array_add (all, more->pdata[k]);
  }
  return all;
}

/* No value may come twice. */
static void
find_repeats (VouchProbe *probe, GPtrArray *items)
{
  const char *attribute = vouch_constraint_get_text (probe->constraint, "attribute");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    const char *value = get_attribute (probe, item);
    VouchItem *first = value != NULL ? g_hash_table_lookup (seen, value) : NULL;

    if (value != NULL && first == NULL)
      g_hash_table_insert (seen, (gpointer) value, item);
    if (first != NULL) {
      g_autofree char *name = vouch_probe_name (probe, item);
      g_autofree char *first_name = vouch_probe_name (probe, first);

      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_ATTRIBUTE,
                       /* Translators: an attribute such as “student” and its value. */
                       _ ("%s and %s have the same %s, %s; each has to have its own. Use another "
                          "one, or correct it."),
                       first_name, name, vouch_attribute_in_words (attribute),
                       vouch_attribute_value_in_words (attribute, value));
      probe->attribute = g_intern_string (attribute);
    }
  }
}

static guint
count_values (VouchProbe *probe, GPtrArray *items)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    if (get_attribute (probe, items->pdata[i]) != NULL)
      g_hash_table_add (values, (gpointer) get_attribute (probe, items->pdata[i]));
  return g_hash_table_size (values);
}

/**
 * vouch_check_distinct:
 * @probe: a question about `distinct`.
 *
 * Met when all values differ, here and in the requirements of `across` together; with `minDistinct`
 * when there are at least that many different ones, whether or not others are missing.
 */
void
vouch_check_distinct (VouchProbe *probe)
{
  const char *attribute = vouch_constraint_get_text (probe->constraint, "attribute");
  g_autoptr (GPtrArray) items = gather_across (probe);
  guint missing = count_missing (probe, items), values = count_values (probe, items);
  double least;

  /* Translators: an attribute such as “student”. */
  vouch_probe_label (probe, _ ("different: %s"), vouch_attribute_in_words (attribute));
  if (probe->items->len == 0)
    return;
  if (!vouch_probe_number (probe, "minDistinct", &least)) {
    ask_missing (probe, items);
    find_repeats (probe, items);
    return;
  }
  vouch_probe_label (probe, ngettext ("%u different %s", "%u different %s", values), values,
                     vouch_attribute_in_words (attribute));
  if (values >= least)
    vouch_probe_pass (probe, NULL);
  else if (values + missing >= least)
    ask_missing (probe, items);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTACH,
                     ngettext ("There is %u different %s here; at least %g are asked for. Add %g "
                               "more.",
                               "There are %u different values of %s here; at least %g are asked "
                               "for. Add %g more.",
                               values),
                     values, vouch_attribute_in_words (attribute), least, least - values);
}

/* All items here share one value. */
static void
check_one_value (VouchProbe *probe, const char *attribute)
{
  VouchItem *first = NULL;

  ask_missing (probe, probe->items);
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    const char *value = get_attribute (probe, item);

    if (value != NULL && first == NULL)
      first = item;
    if (value != NULL && g_strcmp0 (value, get_attribute (probe, first)) != 0) {
      g_autofree char *name = vouch_probe_name (probe, item);
      g_autofree char *first_name = vouch_probe_name (probe, first);

      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_ATTRIBUTE,
                       /* Translators: an item, an attribute such as “lesson” and its value. */
                       _ ("%s has the %s %s, but %s has %s; all have to share one. Use items that "
                          "belong together, or correct it."),
                       name, vouch_attribute_in_words (attribute),
                       vouch_attribute_value_in_words (attribute, value), first_name,
                       vouch_attribute_value_in_words (attribute, get_attribute (probe, first)));
      probe->attribute = g_intern_string (attribute);
    }
  }
}

static gboolean
occurs_in (VouchProbe *probe, const char *value, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    if (g_strcmp0 (get_attribute (probe, others->pdata[i]), value) == 0)
      return TRUE;
  return FALSE;
}

/* Every value here also occurs in the other requirement. */
static void
check_against (VouchProbe *probe, const char *attribute, const char *requirement)
{
  g_autoptr (GPtrArray) others = vouch_check_items (probe->check, requirement);
  VouchRequirement *other =
      vouch_definition_find_requirement (probe->check->definition, requirement);
  gboolean unsure = count_missing (probe, others) > 0;

  if (others->len == 0)
    return;
  ask_missing (probe, probe->items);
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    const char *value = get_attribute (probe, item);
    g_autofree char *name = vouch_probe_name (probe, item);

    if (value == NULL || occurs_in (probe, value, others))
      continue;
    if (unsure) {
      ask_missing (probe, others);
      continue;
    }
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_ATTRIBUTE,
                     /* Translators: an item, an attribute such as “student”, its value, and the
                      * title of another requirement. */
                     _ ("%s has the %s %s, which does not occur in “%s”. Use one that does, or "
                        "correct it."),
                     name, vouch_attribute_in_words (attribute),
                     vouch_attribute_value_in_words (attribute, value),
                     other != NULL ? vouch_requirement_get_title (other) : requirement);
    probe->attribute = g_intern_string (attribute);
  }
}

/**
 * vouch_check_same:
 * @probe: a question about `same`.
 *
 * Without `with`: met when all items here share one value. With it: met when every value here also
 * occurs in each of those requirements; one with nothing attached yet is passed over, since its own
 * count says that something is missing.
 */
void
vouch_check_same (VouchProbe *probe)
{
  const char *attribute = vouch_constraint_get_text (probe->constraint, "attribute");
  const char *const *with = vouch_constraint_get_list (probe->constraint, "with");

  /* Translators: an attribute such as “lesson”. */
  vouch_probe_label (probe, _ ("same %s"), vouch_attribute_in_words (attribute));
  if (with[0] == NULL)
    check_one_value (probe, attribute);
  for (guint i = 0; with[i] != NULL; i++)
    check_against (probe, attribute, with[i]);
}

/**
 * vouch_check_spread:
 * @probe: a question about `spread`.
 *
 * Met when each listed value occurs often enough. While items lack the attribute and could still
 * make up what is missing, the probe asks for it.
 */
void
vouch_check_spread (VouchProbe *probe)
{
  const char *attribute = vouch_constraint_get_text (probe->constraint, "attribute");
  const char *const *values = vouch_constraint_get_list (probe->constraint, "values");
  double each = 1;
  guint lacking = 0;
  const char *first = NULL;

  vouch_probe_number (probe, "minEach", &each);
  vouch_probe_label (probe, _ ("spread of %s"), vouch_attribute_in_words (attribute));
  if (probe->items->len == 0)
    return;
  for (guint v = 0; values[v] != NULL; v++) {
    guint count = 0;

    for (guint i = 0; i < probe->items->len; i++)
      count += g_strcmp0 (get_attribute (probe, probe->items->pdata[i]), values[v]) == 0;
    if (count >= each)
      continue;
    lacking += (guint) each - count;
    first = first != NULL ? first : values[v];
  }
  if (lacking == 0)
    vouch_probe_pass (probe, NULL);
  else if (lacking <= count_missing (probe, probe->items))
    ask_missing (probe, probe->items);
  else
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTACH,
        /* Translators: an attribute such as “level of performance” and one of its values. */
        _ ("Too few items here have the %s “%s”; at least %g of each are asked for. Add "
           "one, or correct what is recorded."),
        vouch_attribute_in_words (attribute), vouch_attribute_value_in_words (attribute, first),
        each);
}
