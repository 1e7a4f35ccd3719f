/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-people"

#include "config.h"
#include "vouch-people.h"

#include "vouch-accessors.h"

/**
 * VouchPeople:
 *
 * Everybody who may appear in this library's evidence, with their permissions.
 */
struct _VouchPeople {
  GObject parent_instance;

  GPtrArray *people;
  GPtrArray *permissions;
};

G_DEFINE_FINAL_TYPE (VouchPeople, vouch_people, G_TYPE_OBJECT)

static void
vouch_people_finalize (GObject *object)
{
  VouchPeople *self = VOUCH_PEOPLE (object);

  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->permissions);

  G_OBJECT_CLASS (vouch_people_parent_class)->finalize (object);
}

static void
vouch_people_class_init (VouchPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_people_finalize;
}

static void
vouch_people_init (VouchPeople *self)
{
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  self->permissions = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_people_new:
 *
 * Returns: (transfer full): an empty people, to be filled by its setters.
 */
VouchPeople *
vouch_people_new (void)
{
  return g_object_new (VOUCH_TYPE_PEOPLE, NULL);
}

VOUCH_DEFINE_ARRAY (VouchPeople, vouch_people, VouchPerson, people, person)
VOUCH_DEFINE_ARRAY (VouchPeople, vouch_people, VouchPermission, permissions, permission)

/**
 * vouch_people_find:
 * @self: the people of a library.
 * @key: (nullable): a pseudonym key.
 *
 * Returns: (transfer none) (nullable): the person, or %NULL.
 */
VouchPerson *
vouch_people_find (VouchPeople *self, const char *key)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE (self), NULL);

  for (guint i = 0; i < self->people->len; i++) {
    VouchPerson *person = g_ptr_array_index (self->people, i);

    if (g_strcmp0 (vouch_person_get_key (person), key) == 0)
      return person;
  }
  return NULL;
}
