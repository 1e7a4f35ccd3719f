/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-person"

#include "config.h"
#include "vouch-person.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchPersonRole,
                         vouch_person_role,
                         { "student", VOUCH_PERSON_ROLE_STUDENT },
                         { "adult", VOUCH_PERSON_ROLE_ADULT })

/**
 * VouchPerson:
 *
 * Somebody who may appear in evidence: a pseudonym key, never a name.
 */
struct _VouchPerson {
  GObject parent_instance;

  char *key;
  VouchPersonRole role;
};

G_DEFINE_FINAL_TYPE (VouchPerson, vouch_person, G_TYPE_OBJECT)

static void
vouch_person_finalize (GObject *object)
{
  VouchPerson *self = VOUCH_PERSON (object);

  g_free (self->key);

  G_OBJECT_CLASS (vouch_person_parent_class)->finalize (object);
}

static void
vouch_person_class_init (VouchPersonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_person_finalize;
}

static void
vouch_person_init (VouchPerson *self)
{
}

/**
 * vouch_person_new:
 *
 * Returns: (transfer full): an empty person, to be filled by its setters.
 */
VouchPerson *
vouch_person_new (void)
{
  return g_object_new (VOUCH_TYPE_PERSON, NULL);
}

VOUCH_DEFINE_STRING (VouchPerson, vouch_person, key)
VOUCH_DEFINE_VALUE (VouchPerson, vouch_person, VouchPersonRole, role)
