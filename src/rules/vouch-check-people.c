/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consent: whoever appears has permissions in force today that together cover every scope, for the
 * purpose, on an accepted form; vouch-consent.c says which those are. Where one particular form is
 * asked for and a permission does not say its form, the probe asks.
 */
#define G_LOG_DOMAIN "vouch-check-people"

#include "config.h"
#include "vouch-check-people.h"

#include <glib/gi18n-lib.h>

#include "vouch-consent.h"

typedef struct {
  VouchProbe *probe;
  VouchConsent asked;
} Consent;

static char *
describe_scopes (guint scopes)
{
  GString *text = g_string_new (NULL);
  const char *words[] = { scopes & VOUCH_PERMISSION_SCOPE_VOICE ? _ ("voice") : NULL,
                          scopes & VOUCH_PERMISSION_SCOPE_IMAGE ? _ ("image") : NULL,
                          scopes & VOUCH_PERMISSION_SCOPE_WORK ? _ ("work") : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[i]);
  return g_string_free (text, FALSE);
}

static void
say_not_permitted (Consent *consent, VouchItem *item, const char *person, guint lacking)
{
  g_autofree char *name = vouch_probe_name (consent->probe, item);
  g_autofree char *scopes = describe_scopes (lacking);

  if (consent->asked.mask_suffices)
    vouch_probe_say (
        consent->probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_PERMISSION,
        /* Translators: a person's key, an item, what is not covered (such as “voice,
                      * image”). */
        _ ("%s appears in %s without a permission in force that covers: %s. Record the "
           "permission, mask this person, or take the item out."),
        person, name, scopes);
  else
    vouch_probe_say (
        consent->probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_PERMISSION,
        _ ("%s appears in %s without a permission in force that covers: %s. Record the "
           "permission, or take the item out."),
        person, name, scopes);
}

static void
check_person (Consent *consent, VouchItem *item, const char *key)
{
  VouchPeople *people = consent->probe->check->around->people;
  VouchPerson *person = people != NULL ? vouch_people_find (people, key) : NULL;
  g_autofree char *name = vouch_probe_name (consent->probe, item);
  guint covered = 0, hoped = 0;

  if (person == NULL) {
    vouch_probe_say (
        consent->probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_PEOPLE,
        _ ("%s is listed in %s but nothing is known about this person. Add the person, "
           "and what is permitted."),
        key, name);
    return;
  }
  if (consent->asked.subjects[0] != NULL &&
      !g_strv_contains (consent->asked.subjects,
                        vouch_person_role_to_string (vouch_person_get_role (person))))
    return;
  vouch_consent_add_up (&consent->asked, people, consent->probe->check->around->today, key,
                        &covered, &hoped);
  if (covered != 0 && (consent->asked.scopes & ~covered) == 0)
    return;
  if (hoped != 0 && (consent->asked.scopes & ~hoped) == 0)
    vouch_probe_say (consent->probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_PERMISSION,
                     _ ("The permission of %s does not say on which form it was given. Add that."),
                     key);
  else
    say_not_permitted (consent, item, key, consent->asked.scopes & ~covered);
}

static void
check_item (Consent *consent, VouchItem *item)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  VouchAppearanceState state =
      appearance != NULL ? vouch_appearance_get_state (appearance) : VOUCH_APPEARANCE_STATE_UNKNOWN;
  g_autofree char *name = NULL;

  if (state == VOUCH_APPEARANCE_STATE_UNKNOWN) {
    name = vouch_probe_name (consent->probe, item);
    vouch_probe_say (consent->probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_PEOPLE,
                     _ ("Say who can be seen, heard or recognised in %s, or that nobody can."),
                     name);
    return;
  }
  vouch_probe_pass (consent->probe, item);
  if (state == VOUCH_APPEARANCE_STATE_LISTED) {
    const char *const *people = vouch_appearance_get_people (appearance);
    const char *const *masked = vouch_appearance_get_masked (appearance);

    for (guint i = 0; people[i] != NULL; i++)
      if (!consent->asked.mask_suffices || !g_strv_contains (masked, people[i]))
        check_person (consent, item, people[i]);
  }
}

/**
 * vouch_check_consent:
 * @probe: a question about `consent`.
 *
 * Met when everyone recorded as appearing in each item is covered, or masked where that is enough.
 * People of other roles than the subjects are passed over.
 */
void
vouch_check_consent (VouchProbe *probe)
{
  Consent consent = { .probe = probe };

  vouch_consent_read (&consent.asked, probe->constraint);
  vouch_probe_label (probe, "%s", _ ("permissions"));
  for (guint i = 0; i < probe->items->len; i++)
    check_item (&consent, probe->items->pdata[i]);
  if (probe->result == VOUCH_RESULT_NEEDS_INFORMATION)
    vouch_probe_label (probe, "%s", _ ("who is in it?"));
}
