/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-pairs"

#include "config.h"
#include "vouch-check-pairs.h"

#include <glib/gi18n-lib.h>

#include "vouch-attribute-words.h"

typedef struct {
  VouchProbe *probe;
  const char *pair_by;
  const char *const *same;
  double min_days; /* -1 when dates play no part */
} Pairing;

/* Whether two values agree; with @hopeful a missing one could still turn out to. */
static gboolean
agree (const char *a, const char *b, gboolean hopeful)
{
  if (a == NULL || b == NULL)
    return hopeful;
  return g_str_equal (a, b);
}

static gboolean
far_enough (Pairing *pairing, VouchItem *pre, VouchItem *post, gboolean hopeful)
{
  VouchDay first = vouch_item_get_date (pre), second = vouch_item_get_date (post);

  if (pairing->min_days < 0)
    return TRUE;
  if (first == VOUCH_DAY_NONE || second == VOUCH_DAY_NONE)
    return hopeful;
  return (double) second - (double) first >= pairing->min_days;
}

static gboolean
is_pair (Pairing *pairing, VouchItem *pre, VouchItem *post, gboolean hopeful)
{
  if (pre == post || !agree (vouch_item_get_attribute (pre, "occasion"), "pre", hopeful) ||
      !agree (vouch_item_get_attribute (post, "occasion"), "post", hopeful))
    return FALSE;
  for (guint i = 0; pairing->same[i] != NULL; i++)
    if (!agree (vouch_item_get_attribute (pre, pairing->same[i]),
                vouch_item_get_attribute (post, pairing->same[i]), hopeful))
      return FALSE;
  return far_enough (pairing, pre, post, hopeful);
}

/* Whether this value has a pair among the items. */
static gboolean
value_has_pair (Pairing *pairing, const char *value, gboolean hopeful)
{
  GPtrArray *items = pairing->probe->items;

  for (guint i = 0; i < items->len; i++) {
    if (g_strcmp0 (vouch_item_get_attribute (items->pdata[i], pairing->pair_by), value) != 0)
      continue;
    for (guint k = 0; k < items->len; k++)
      if (g_strcmp0 (vouch_item_get_attribute (items->pdata[k], pairing->pair_by), value) == 0 &&
          is_pair (pairing, items->pdata[i], items->pdata[k], hopeful))
        return TRUE;
  }
  return FALSE;
}

/* How many values have a pair. @hopeful gives the most there can be once everything is recorded:
 * an item whose value is missing can complete at most one pair. */
static guint
count_pairs (Pairing *pairing, gboolean hopeful, GPtrArray *unpaired)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint pairs = 0;

  for (guint i = 0; i < pairing->probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (pairing->probe->items, i);
    const char *value = vouch_item_get_attribute (item, pairing->pair_by);

    if (value == NULL) {
      pairs += hopeful;
      continue;
    }
    if (!g_hash_table_add (seen, (gpointer) value))
      continue;
    if (value_has_pair (pairing, value, hopeful))
      pairs++;
    else if (unpaired != NULL)
      g_ptr_array_add (unpaired, (gpointer) value);
  }
  return pairs;
}

/* The first attribute that the constraint needs and the item lacks. */
static const char *
find_missing (Pairing *pairing, VouchItem *item)
{
  if (vouch_item_get_attribute (item, pairing->pair_by) == NULL)
    return pairing->pair_by;
  if (vouch_item_get_attribute (item, "occasion") == NULL)
    return "occasion";
  for (guint i = 0; pairing->same[i] != NULL; i++)
    if (vouch_item_get_attribute (item, pairing->same[i]) == NULL)
      return pairing->same[i];
  if (pairing->min_days >= 0 && vouch_item_get_date (item) == VOUCH_DAY_NONE)
    return "date";
  return NULL;
}

static void
say_too_few (Pairing *pairing, guint pairs, double needed, GPtrArray *unpaired)
{
  VouchProbe *probe = pairing->probe;
  g_autoptr (GString) agree_on = g_string_new (NULL);

  for (guint i = 0; pairing->same[i] != NULL; i++)
    g_string_append_printf (agree_on, "%s%s", i > 0 ? ", " : "",
                            vouch_attribute_in_words (pairing->same[i]));
  if (unpaired->len == 0)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTACH,
                     ngettext ("%u pair of before and after is here; %g are asked for. Add %g "
                               "more.",
                               "%u pairs of before and after are here; %g are asked for. Add %g "
                               "more.",
                               pairs),
                     pairs, needed, needed - pairs);
  else
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTRIBUTE,
        /* Translators: how many pairs there are and are asked for; the attribute that
                      * makes a pair and its value; the days; the attributes both have to share. */
        _ ("%u of %g pairs of before and after are here. For %s %s, one before and one "
           "after have to be at least %g days apart and agree on: %s. Correct what is "
           "recorded, or add what is missing."),
        pairs, needed, vouch_attribute_in_words (pairing->pair_by),
        (const char *) unpaired->pdata[0], MAX (pairing->min_days, 0),
        agree_on->len > 0 ? agree_on->str : vouch_attribute_in_words (pairing->pair_by));
  if (probe->fix == VOUCH_FIX_ATTRIBUTE)
    probe->attribute = "occasion";
}

/**
 * vouch_check_pre_post:
 * @probe: a question about `prePost`.
 *
 * Met when enough values of `pairBy` have an item from before and one from after that agree on
 * every attribute in `same`, the later one dated at least `minDaysBetween` days after the earlier.
 * As long as enough pairs could still come out of attributes that are missing, the probe asks for
 * these.
 */
void
vouch_check_pre_post (VouchProbe *probe)
{
  Pairing pairing = { probe, vouch_constraint_get_text (probe->constraint, "pairBy"),
                      vouch_constraint_get_list (probe->constraint, "same"), -1 };
  g_autoptr (GPtrArray) unpaired = g_ptr_array_new ();
  double needed = 1;
  guint pairs;

  vouch_probe_number (probe, "minDaysBetween", &pairing.min_days);
  vouch_probe_number (probe, "minPairs", &needed);
  vouch_probe_label (probe, "%s", _ ("before and after"));
  if (probe->items->len == 0)
    return;
  pairs = count_pairs (&pairing, FALSE, unpaired);
  vouch_probe_label (probe, _ ("%u of %g pairs"), pairs, needed);
  if (pairs >= needed)
    vouch_probe_pass (probe, NULL);
  else if (count_pairs (&pairing, TRUE, NULL) < needed)
    say_too_few (&pairing, pairs, needed, unpaired);
  else
    for (guint i = 0; i < probe->items->len; i++) {
      const char *missing = find_missing (&pairing, probe->items->pdata[i]);

      if (missing != NULL)
        vouch_probe_ask_attribute (probe, probe->items->pdata[i], missing);
    }
}
