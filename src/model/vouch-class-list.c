/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-class-list"

#include "config.h"
#include "vouch-class-list.h"

#include "vouch-accessors.h"

/**
 * VouchClassList:
 *
 * One class of a school year: which real name stands behind which pseudonym key. It lives in the
 * ledger and nowhere else.
 */
struct _VouchClassList {
  GObject parent_instance;

  char *id;
  char *name;
  char *year;
  GPtrArray *keys;
  GPtrArray *names; /* as many as there are keys */
};

G_DEFINE_FINAL_TYPE (VouchClassList, vouch_class_list, G_TYPE_OBJECT)

static void
vouch_class_list_finalize (GObject *object)
{
  VouchClassList *self = VOUCH_CLASS_LIST (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->year);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->names);

  G_OBJECT_CLASS (vouch_class_list_parent_class)->finalize (object);
}

static void
vouch_class_list_class_init (VouchClassListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_class_list_finalize;
}

static void
vouch_class_list_init (VouchClassList *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
}

/**
 * vouch_class_list_new:
 *
 * Returns: (transfer full): an empty class, to be filled by its setters.
 */
VouchClassList *
vouch_class_list_new (void)
{
  return g_object_new (VOUCH_TYPE_CLASS_LIST, NULL);
}

VOUCH_DEFINE_STRING (VouchClassList, vouch_class_list, id)
VOUCH_DEFINE_STRING (VouchClassList, vouch_class_list, name)
VOUCH_DEFINE_STRING (VouchClassList, vouch_class_list, year)

static gboolean
find_index (VouchClassList *self, const char *key, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, index);
}

/**
 * vouch_class_list_get_n_students:
 * @self: a class.
 *
 * Returns: how many are in it.
 */
guint
vouch_class_list_get_n_students (VouchClassList *self)
{
  g_return_val_if_fail (VOUCH_IS_CLASS_LIST (self), 0);

  return self->keys->len;
}

/**
 * vouch_class_list_get_student:
 * @self: a class.
 * @index: which one.
 * @name: (out) (optional) (transfer none): the real name.
 *
 * Returns: (transfer none): the pseudonym key.
 */
const char *
vouch_class_list_get_student (VouchClassList *self, guint index, const char **name)
{
  g_return_val_if_fail (VOUCH_IS_CLASS_LIST (self) && index < self->keys->len, NULL);

  if (name != NULL)
    *name = g_ptr_array_index (self->names, index);
  return g_ptr_array_index (self->keys, index);
}

/**
 * vouch_class_list_set_student:
 * @self: a class.
 * @key: a pseudonym key.
 * @name: the real name.
 *
 * Adds somebody to the class, or gives another name to somebody who is in it.
 */
void
vouch_class_list_set_student (VouchClassList *self, const char *key, const char *name)
{
  guint index;

  g_return_if_fail (VOUCH_IS_CLASS_LIST (self) && key != NULL && name != NULL);

  if (find_index (self, key, &index)) {
    g_free (g_ptr_array_index (self->names, index));
    g_ptr_array_index (self->names, index) = g_strdup (name);
    return;
  }
  g_ptr_array_add (self->keys, g_strdup (key));
  g_ptr_array_add (self->names, g_strdup (name));
}

/**
 * vouch_class_list_remove_student:
 * @self: a class.
 * @key: a pseudonym key.
 *
 * Returns: whether somebody with this key was in the class, and is no longer.
 */
gboolean
vouch_class_list_remove_student (VouchClassList *self, const char *key)
{
  guint index;

  g_return_val_if_fail (VOUCH_IS_CLASS_LIST (self) && key != NULL, FALSE);

  if (!find_index (self, key, &index))
    return FALSE;
  g_ptr_array_remove_index (self->keys, index);
  g_ptr_array_remove_index (self->names, index);
  return TRUE;
}

/**
 * vouch_class_list_find_name:
 * @self: a class.
 * @key: a pseudonym key.
 *
 * Returns: (transfer none) (nullable): the real name behind the key, if it is of this class.
 */
const char *
vouch_class_list_find_name (VouchClassList *self, const char *key)
{
  guint index;

  g_return_val_if_fail (VOUCH_IS_CLASS_LIST (self) && key != NULL, NULL);

  return find_index (self, key, &index) ? g_ptr_array_index (self->names, index) : NULL;
}
