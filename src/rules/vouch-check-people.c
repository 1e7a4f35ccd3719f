/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consent: whoever appears has permissions in force today that together cover every scope, for the
 * purpose, on an accepted form.
 *
 * Which forms are accepted: `program` the word "program" or the id of the form resource; `district`
 * the word "district"; `either`, which is also what holds when nothing is said, both of them, and a
 * permission that does not say its form, unless a form resource is named. Where one particular form
 * is asked for and a permission does not say its form, the probe asks.
 */
#define G_LOG_DOMAIN "vouch-check-people"

#include "config.h"
#include "vouch-check-people.h"

#include <glib/gi18n-lib.h>

typedef struct {
  VouchProbe *probe;
  guint scopes;
  const char *purpose;
  const char *form;
  const char *form_resource;
  const char *const *subjects;
  gboolean mask_suffices;
} Consent;

typedef enum {
  FORM_REFUSED,
  FORM_UNKNOWN,
  FORM_ACCEPTED,
} FormVerdict;

static void
read_consent (Consent *consent, VouchProbe *probe)
{
  VouchConstraint *constraint = probe->constraint;
  const char *const *scopes = vouch_constraint_get_list (constraint, "scopes");
  const char *unconsented = vouch_constraint_get_text (constraint, "unconsented");

  *consent = (Consent){
    .probe = probe,
    .purpose = vouch_constraint_get_text (constraint, "purpose"),
    .form = vouch_constraint_get_text (constraint, "form"),
    .form_resource = vouch_constraint_get_text (constraint, "formResource"),
    .subjects = vouch_constraint_get_list (constraint, "subjects"),
    .mask_suffices = g_strcmp0 (unconsented, "mask") == 0,
  };
  for (guint i = 0; scopes[i] != NULL; i++) {
    guint bit = 0;

    if (vouch_permission_scopes_from_string (scopes[i], &bit))
      consent->scopes |= bit;
  }
}

static FormVerdict
judge_form (Consent *consent, const char *form)
{
  gboolean program = g_strcmp0 (consent->form, "district") != 0;
  gboolean district = g_strcmp0 (consent->form, "program") != 0;

  if (form == NULL || *form == '\0')
    return program && district && consent->form_resource == NULL ? FORM_ACCEPTED : FORM_UNKNOWN;
  if (program && (g_str_equal (form, "program") || g_strcmp0 (form, consent->form_resource) == 0))
    return FORM_ACCEPTED;
  return district && g_str_equal (form, "district") ? FORM_ACCEPTED : FORM_REFUSED;
}

/* What the permissions of one person cover, and what they would cover if they said their form. */
static void
add_up_scopes (Consent *consent, const char *person, guint *covered, guint *hoped)
{
  VouchPeople *people = consent->probe->check->around->people;
  GPtrArray *permissions = vouch_people_get_permissions (people);

  for (guint i = 0; i < permissions->len; i++) {
    VouchPermission *permission = g_ptr_array_index (permissions, i);
    FormVerdict verdict;

    if (g_strcmp0 (vouch_permission_get_person (permission), person) != 0 ||
        !vouch_permission_in_force (permission, consent->probe->check->around->today))
      continue;
    if (consent->purpose != NULL &&
        !g_strv_contains (vouch_permission_get_purposes (permission), consent->purpose))
      continue;
    verdict = judge_form (consent, vouch_permission_get_form (permission));
    if (verdict == FORM_ACCEPTED)
      *covered |= vouch_permission_get_scopes (permission);
    if (verdict != FORM_REFUSED)
      *hoped |= vouch_permission_get_scopes (permission);
  }
}

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

  if (consent->mask_suffices)
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
  if (consent->subjects[0] != NULL &&
      !g_strv_contains (consent->subjects,
                        vouch_person_role_to_string (vouch_person_get_role (person))))
    return;
  add_up_scopes (consent, key, &covered, &hoped);
  if (covered != 0 && (consent->scopes & ~covered) == 0)
    return;
  if (hoped != 0 && (consent->scopes & ~hoped) == 0)
    vouch_probe_say (consent->probe, VOUCH_RESULT_NEEDS_INFORMATION, item, VOUCH_FIX_PERMISSION,
                     _ ("The permission of %s does not say on which form it was given. Add that."),
                     key);
  else
    say_not_permitted (consent, item, key, consent->scopes & ~covered);
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
      if (!consent->mask_suffices || !g_strv_contains (masked, people[i]))
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
  Consent consent;

  read_consent (&consent, probe);
  vouch_probe_label (probe, "%s", _ ("permissions"));
  for (guint i = 0; i < probe->items->len; i++)
    check_item (&consent, probe->items->pdata[i]);
  if (probe->result == VOUCH_RESULT_NEEDS_INFORMATION)
    vouch_probe_label (probe, "%s", _ ("who is in it?"));
}
