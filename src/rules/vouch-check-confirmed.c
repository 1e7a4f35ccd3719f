/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-confirmed"

#include "config.h"
#include "vouch-check-confirmed.h"

#include <glib/gi18n-lib.h>

static VouchResource *
find_resource (VouchProbe *probe, const char *id)
{
  GPtrArray *all = vouch_definition_get_resources (probe->check->definition);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_resource_get_id (all->pdata[i]), id) == 0)
      return all->pdata[i];
  return NULL;
}

/**
 * vouch_check_template:
 * @probe: a question about `template`.
 *
 * The app holds no copy of a resource to compare with, so the earner confirms it.
 */
void
vouch_check_template (VouchProbe *probe)
{
  const char *id = vouch_constraint_get_text (probe->constraint, "resource");
  VouchResource *resource = find_resource (probe, id);
  const char *title = resource != NULL ? vouch_resource_get_title (resource) : id;
  gboolean filled = vouch_constraint_get_flag (probe->constraint, "allFieldsFilled", FALSE);

  vouch_probe_label (probe, "%s", _ ("template"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);

    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                     /* Translators: an item and the title of a template. */
                     filled
                         ? _ ("Confirm that %s was made from “%s” and that every field is filled "
                              "in.")
                         : _ ("Confirm that %s was made from “%s”."),
                     name, title);
  }
}

/* The other portfolio in whose submissions this file is, or NULL. */
static VouchPortfolio *
find_elsewhere (VouchProbe *probe, VouchItem *item)
{
  GPtrArray *others = probe->check->around->others;
  const char *own = vouch_portfolio_get_id (probe->check->portfolio);

  for (guint i = 0; others != NULL && i < others->len; i++) {
    VouchPortfolio *other = g_ptr_array_index (others, i);

    if (other != probe->check->portfolio &&
        (own == NULL || g_strcmp0 (vouch_portfolio_get_id (other), own) != 0) &&
        g_strv_contains (vouch_portfolio_get_submitted (other), vouch_item_get_artifact (item)))
      return other;
  }
  return NULL;
}

/**
 * vouch_check_originality:
 * @probe: a question about `originality`.
 *
 * The app looks for the same file in other submissions, unless shared work is allowed or nothing
 * has to be unique; that the work is her own the earner confirms.
 */
void
vouch_check_originality (VouchProbe *probe)
{
  gboolean shared = vouch_constraint_get_flag (probe->constraint, "sharedAllowed", FALSE);
  gboolean unique = vouch_constraint_get_flag (probe->constraint, "uniqueToEarner", TRUE);

  vouch_probe_label (probe, "%s", _ ("own work"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = vouch_probe_name (probe, item);
    VouchPortfolio *other = NULL;

    if (unique && !shared && !vouch_item_is_typed (item))
      other = find_elsewhere (probe, item);
    if (other != NULL)
      vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REPLACE,
                       _ ("%s is already part of what was submitted with “%s”. Attach something "
                          "that has not been used before."),
                       name, vouch_portfolio_get_title (other));
    else if (shared)
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       _ ("Confirm that %s is your own work or that of your team."), name);
    else
      vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, item, VOUCH_FIX_CONFIRM,
                       _ ("Confirm that %s is your own work."), name);
  }
}

static void
ask_together (VouchProbe *probe, const char *text)
{
  if (probe->items->len > 0)
    vouch_probe_say (probe, VOUCH_RESULT_NEEDS_CONFIRMATION, NULL, VOUCH_FIX_CONFIRM,
                     /* Translators: what the earner is asked to confirm. */
                     _ ("Please confirm: %s"), text);
}

/**
 * vouch_check_manual:
 * @probe: a question about `manual`.
 *
 * The earner confirms the text.
 */
void
vouch_check_manual (VouchProbe *probe)
{
  const char *text = vouch_constraint_get_text (probe->constraint, "text");

  vouch_probe_label (probe, "%s", _ ("to confirm"));
  ask_together (probe, text != NULL ? text : "");
}

/**
 * vouch_check_extension:
 * @probe: a question about a kind that begins with `x-`.
 *
 * The app does not know it: the earner confirms the note.
 */
void
vouch_check_extension (VouchProbe *probe)
{
  const char *note = vouch_constraint_get_note (probe->constraint);

  vouch_probe_label (probe, "%s", _ ("to confirm"));
  ask_together (probe, note != NULL ? note : vouch_constraint_get_kind_name (probe->constraint));
}
