/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-consent.h"

/* How far the permissions of a class reach before anybody is recorded. */

#define TODAY (vouch_day_from_ymd (2026, 11, 27))
#define BOTH (VOUCH_PERMISSION_SCOPE_VOICE | VOUCH_PERMISSION_SCOPE_IMAGE)

static void
add_person (VouchPeople *people, const char *key, VouchPersonRole role)
{
  g_autoptr (VouchPerson) person = vouch_person_new ();

  vouch_person_set_key (person, key);
  vouch_person_set_role (person, role);
  vouch_people_add_person (people, person);
}

static VouchPermission *
permit (VouchPeople *people, const char *key, guint scopes, const char *purpose)
{
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  const char *const purposes[] = { purpose, NULL };

  vouch_permission_set_person (permission, key);
  vouch_permission_set_scopes (permission, scopes);
  vouch_permission_set_purposes (permission, purposes);
  vouch_people_add_permission (people, permission);
  return permission;
}

static VouchPeople *
make_class (void)
{
  VouchPeople *people = vouch_people_new ();

  for (guint i = 1; i <= 4; i++) {
    g_autofree char *key = g_strdup_printf ("A-%u", i);

    add_person (people, key, VOUCH_PERSON_ROLE_STUDENT);
  }
  add_person (people, "B-1", VOUCH_PERSON_ROLE_STUDENT);
  add_person (people, "T1", VOUCH_PERSON_ROLE_ADULT);
  return people;
}

static void
test_classes (void)
{
  g_autoptr (VouchPeople) people = make_class ();
  const VouchConsent asked = { .scopes = VOUCH_PERMISSION_SCOPE_VOICE, .purpose = "assessment" };
  g_autoptr (GPtrArray) classes = NULL;
  VouchClassCover *first, *second;

  permit (people, "A-1", BOTH, "assessment");
  permit (people, "A-2", VOUCH_PERMISSION_SCOPE_VOICE, "assessment");
  permit (people, "A-3", VOUCH_PERMISSION_SCOPE_IMAGE, "assessment");
  permit (people, "A-4", BOTH, "training");
  permit (people, "B-1", BOTH, "assessment");
  classes = vouch_consent_cover_classes (&asked, people, TODAY);
  g_assert_cmpuint (classes->len, ==, 2);
  first = classes->pdata[0];
  second = classes->pdata[1];
  g_assert_cmpstr (first->prefix, ==, "A");
  g_assert_cmpuint (first->n_students, ==, 4);
  g_assert_cmpuint (g_strv_length (first->without), ==, 2);
  g_assert_cmpstr (first->without[0], ==, "A-3");
  g_assert_cmpstr (first->without[1], ==, "A-4");
  g_assert_cmpuint (second->n_students, ==, 1);
  g_assert_cmpuint (g_strv_length (second->without), ==, 0);
}

/* Several permissions of one person add up; one that was withdrawn or is over counts for nothing. */
static void
test_adds_up (void)
{
  g_autoptr (VouchPeople) people = make_class ();
  const VouchConsent asked = { .scopes = BOTH, .purpose = "assessment" };
  g_autoptr (GPtrArray) classes = NULL;
  VouchClassCover *cover;

  permit (people, "A-1", VOUCH_PERMISSION_SCOPE_VOICE, "assessment");
  permit (people, "A-1", VOUCH_PERMISSION_SCOPE_IMAGE, "assessment");
  permit (people, "A-2", VOUCH_PERMISSION_SCOPE_VOICE, "assessment");
  vouch_permission_set_withdrawn (permit (people, "A-3", BOTH, "assessment"), TODAY - 1);
  vouch_permission_set_until (permit (people, "A-4", BOTH, "assessment"), TODAY - 1);
  classes = vouch_consent_cover_classes (&asked, people, TODAY);
  cover = classes->pdata[0];
  g_assert_cmpuint (g_strv_length (cover->without), ==, 3);
  g_assert_cmpstr (cover->without[0], ==, "A-2");
}

/* One particular form is asked for: a permission that does not say its form is not counted yet. */
static void
test_form (void)
{
  g_autoptr (VouchPeople) people = make_class ();
  const VouchConsent asked = { .scopes = VOUCH_PERMISSION_SCOPE_VOICE, .form = "district" };
  guint covered = 0, hoped = 0;

  permit (people, "A-1", BOTH, "assessment");
  vouch_consent_add_up (&asked, people, TODAY, "A-1", &covered, &hoped);
  g_assert_cmpuint (covered, ==, 0);
  g_assert_cmpuint (hoped, ==, BOTH);
  vouch_permission_set_form (permit (people, "A-1", BOTH, "assessment"), "district");
  vouch_consent_add_up (&asked, people, TODAY, "A-1", &covered, &hoped);
  g_assert_cmpuint (covered, ==, BOTH);
}

static void
test_nobody (void)
{
  g_autoptr (VouchPeople) people = vouch_people_new ();
  const VouchConsent asked = { .scopes = BOTH };
  g_autoptr (GPtrArray) classes = vouch_consent_cover_classes (&asked, people, TODAY);

  g_assert_cmpuint (classes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/consent/classes", test_classes);
  g_test_add_func ("/consent/adds-up", test_adds_up);
  g_test_add_func ("/consent/form", test_form);
  g_test_add_func ("/consent/nobody", test_nobody);
  return g_test_run ();
}
