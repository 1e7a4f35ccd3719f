/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What permissions cover.
 *
 * Which forms are accepted: `program` the word "program" or the id of the form resource; `district`
 * the word "district"; `either`, which is also what holds when nothing is said, both of them, and a
 * permission that does not say its form, unless a form resource is named. Where one particular form
 * is asked for and a permission does not say its form, that is hoped for and not covered.
 */
#define G_LOG_DOMAIN "vouch-consent"

#include "config.h"
#include "vouch-consent.h"

#include <string.h>

typedef enum {
  FORM_REFUSED,
  FORM_UNKNOWN,
  FORM_ACCEPTED,
} FormVerdict;

/**
 * vouch_consent_read:
 * @self: (out): which permissions are asked for.
 * @constraint: a `consent`, which has to live as long.
 *
 * Reads what a definition asks for.
 */
void
vouch_consent_read (VouchConsent *self, VouchConstraint *constraint)
{
  const char *const *scopes = vouch_constraint_get_list (constraint, "scopes");
  const char *unconsented = vouch_constraint_get_text (constraint, "unconsented");

  *self = (VouchConsent){
    .purpose = vouch_constraint_get_text (constraint, "purpose"),
    .form = vouch_constraint_get_text (constraint, "form"),
    .form_resource = vouch_constraint_get_text (constraint, "formResource"),
    .subjects = vouch_constraint_get_list (constraint, "subjects"),
    .mask_suffices = g_strcmp0 (unconsented, "mask") == 0,
  };
  for (guint i = 0; scopes[i] != NULL; i++) {
    guint bit = 0;

    if (vouch_permission_scopes_from_string (scopes[i], &bit))
      self->scopes |= bit;
  }
}

static FormVerdict
judge_form (const VouchConsent *self, const char *form)
{
  gboolean program = g_strcmp0 (self->form, "district") != 0;
  gboolean district = g_strcmp0 (self->form, "program") != 0;

  if (form == NULL || *form == '\0')
    return program && district && self->form_resource == NULL ? FORM_ACCEPTED : FORM_UNKNOWN;
  if (program && (g_str_equal (form, "program") || g_strcmp0 (form, self->form_resource) == 0))
    return FORM_ACCEPTED;
  return district && g_str_equal (form, "district") ? FORM_ACCEPTED : FORM_REFUSED;
}

/**
 * vouch_consent_add_up:
 * @self: which permissions are asked for.
 * @people: everybody, with their permissions.
 * @today: the day on which they have to be in force.
 * @person: key of one of them.
 * @covered: (inout): gets what the permissions of this person cover.
 * @hoped: (inout): gets what they would cover if they said their form.
 *
 * Adds up what one person permitted.
 */
void
vouch_consent_add_up (const VouchConsent *self,
                      VouchPeople *people,
                      VouchDay today,
                      const char *person,
                      guint *covered,
                      guint *hoped)
{
  GPtrArray *permissions = vouch_people_get_permissions (people);

  for (guint i = 0; i < permissions->len; i++) {
    VouchPermission *permission = g_ptr_array_index (permissions, i);
    FormVerdict verdict;

    if (g_strcmp0 (vouch_permission_get_person (permission), person) != 0 ||
        !vouch_permission_in_force (permission, today))
      continue;
    if (self->purpose != NULL &&
        !g_strv_contains (vouch_permission_get_purposes (permission), self->purpose))
      continue;
    verdict = judge_form (self, vouch_permission_get_form (permission));
    if (verdict == FORM_ACCEPTED)
      *covered |= vouch_permission_get_scopes (permission);
    if (verdict != FORM_REFUSED)
      *hoped |= vouch_permission_get_scopes (permission);
  }
}

static void
cover_free (gpointer data)
{
  VouchClassCover *cover = data;

  g_free (cover->prefix);
  g_strfreev (cover->without);
  g_free (cover);
}

/* "A" of "A-7", and "S" of "S7": what comes before the number. */
static char *
take_prefix (const char *key)
{
  gsize length = strcspn (key, "-0123456789");

  return g_strndup (key, length > 0 ? length : strlen (key));
}

static VouchClassCover *
find_class (GPtrArray *classes, const char *prefix)
{
  VouchClassCover *cover;

  for (guint i = 0; i < classes->len; i++) {
    cover = g_ptr_array_index (classes, i);
    if (g_str_equal (cover->prefix, prefix))
      return cover;
  }
  cover = g_new0 (VouchClassCover, 1);
  cover->prefix = g_strdup (prefix);
  cover->without = g_new0 (char *, 1);
  g_ptr_array_add (classes, cover);
  return cover;
}

static void
add_without (VouchClassCover *cover, const char *key)
{
  guint n = g_strv_length (cover->without);

  cover->without = g_renew (char *, cover->without, n + 2);
  cover->without[n] = g_strdup (key);
  cover->without[n + 1] = NULL;
}

/**
 * vouch_consent_cover_classes:
 * @self: which permissions are asked for.
 * @people: everybody, with their permissions.
 * @today: the day on which they have to be in force.
 *
 * Tells before anybody is recorded who may be. A class is those whose keys begin alike.
 *
 * Returns: (transfer full) (element-type VouchClassCover): the classes, in the order of the people; no
 *   adults.
 */
GPtrArray *
vouch_consent_cover_classes (const VouchConsent *self, VouchPeople *people, VouchDay today)
{
  GPtrArray *classes = g_ptr_array_new_with_free_func (cover_free);
  GPtrArray *all = vouch_people_get_people (people);

  for (guint i = 0; i < all->len; i++) {
    const char *key = vouch_person_get_key (all->pdata[i]);
    g_autofree char *prefix = take_prefix (key);
    guint covered = 0, hoped = 0;
    VouchClassCover *cover;

    if (vouch_person_get_role (all->pdata[i]) != VOUCH_PERSON_ROLE_STUDENT)
      continue;
    cover = find_class (classes, prefix);
    cover->n_students++;
    vouch_consent_add_up (self, people, today, key, &covered, &hoped);
    if (covered == 0 || (self->scopes & ~covered) != 0)
      add_without (cover, key);
  }
  return classes;
}
