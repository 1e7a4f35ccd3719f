/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-permission"

#include "config.h"
#include "vouch-permission.h"

#include "vouch-accessors.h"

/**
 * VouchPermission:
 *
 * What one person, or her guardians, allowed.
 */
struct _VouchPermission {
  GObject parent_instance;

  char *id;
  char *person;
  guint scopes;
  char **purposes;
  char *form;
  VouchDay given;
  VouchDay until;
  VouchDay withdrawn;
  char *scan;
};

G_DEFINE_FINAL_TYPE (VouchPermission, vouch_permission, G_TYPE_OBJECT)

static void
vouch_permission_finalize (GObject *object)
{
  VouchPermission *self = VOUCH_PERMISSION (object);

  g_free (self->id);
  g_free (self->person);
  g_strfreev (self->purposes);
  g_free (self->form);
  g_free (self->scan);

  G_OBJECT_CLASS (vouch_permission_parent_class)->finalize (object);
}

static void
vouch_permission_class_init (VouchPermissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_permission_finalize;
}

static void
vouch_permission_init (VouchPermission *self)
{
}

/**
 * vouch_permission_new:
 *
 * Returns: (transfer full): an empty permission, to be filled by its setters.
 */
VouchPermission *
vouch_permission_new (void)
{
  return g_object_new (VOUCH_TYPE_PERMISSION, NULL);
}

VOUCH_DEFINE_STRING (VouchPermission, vouch_permission, id)
VOUCH_DEFINE_STRING (VouchPermission, vouch_permission, person)
VOUCH_DEFINE_VALUE (VouchPermission, vouch_permission, guint, scopes)
VOUCH_DEFINE_STRV (VouchPermission, vouch_permission, purposes)
VOUCH_DEFINE_STRING (VouchPermission, vouch_permission, form)
VOUCH_DEFINE_VALUE (VouchPermission, vouch_permission, VouchDay, given)
VOUCH_DEFINE_VALUE (VouchPermission, vouch_permission, VouchDay, until)
VOUCH_DEFINE_VALUE (VouchPermission, vouch_permission, VouchDay, withdrawn)
VOUCH_DEFINE_STRING (VouchPermission, vouch_permission, scan)

static const char *const scope_names[] = { "voice", "image", "work" };

/**
 * vouch_permission_scopes_from_string:
 * @text: scopes separated by `|` or `,`: `voice|image`.
 * @scopes: (out): VouchPermissionScope flags.
 *
 * Returns: whether every word is a scope and there is at least one.
 */
gboolean
vouch_permission_scopes_from_string (const char *text, guint *scopes)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit_set (text, "|,", -1) : NULL;

  *scopes = 0;
  for (guint i = 0; words != NULL && words[i] != NULL; i++) {
    guint bit = 0;

    for (guint s = 0; s < G_N_ELEMENTS (scope_names); s++)
      if (g_strcmp0 (words[i], scope_names[s]) == 0)
        bit = 1u << s;
    if (bit == 0)
      return FALSE;
    *scopes |= bit;
  }
  return *scopes != 0;
}

/**
 * vouch_permission_scopes_to_string:
 * @scopes: VouchPermissionScope flags.
 *
 * Returns: (transfer full): the scopes separated by `|`.
 */
char *
vouch_permission_scopes_to_string (guint scopes)
{
  GString *text = g_string_new (NULL);

  for (guint s = 0; s < G_N_ELEMENTS (scope_names); s++)
    if (scopes & (1u << s))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", scope_names[s]);
  return g_string_free (text, FALSE);
}

/**
 * vouch_permission_copy:
 * @self: a permission.
 *
 * Returns: (transfer full): the same anew: without an id, and not withdrawn.
 */
VouchPermission *
vouch_permission_copy (VouchPermission *self)
{
  VouchPermission *copy = vouch_permission_new ();

  g_return_val_if_fail (VOUCH_IS_PERMISSION (self), copy);

  vouch_permission_set_person (copy, self->person);
  vouch_permission_set_scopes (copy, self->scopes);
  vouch_permission_set_purposes (copy, vouch_permission_get_purposes (self));
  vouch_permission_set_form (copy, self->form);
  vouch_permission_set_given (copy, self->given);
  vouch_permission_set_until (copy, self->until);
  vouch_permission_set_scan (copy, self->scan);
  return copy;
}

/**
 * vouch_permission_in_force:
 * @self: a permission.
 * @day: a day.
 *
 * A permission that does not say when it was given holds from the beginning. One that was taken back
 * holds no longer, whatever day is asked about: nothing leaves on the strength of it.
 *
 * Returns: whether it has been given and has not run out on that day, and was never withdrawn.
 */
gboolean
vouch_permission_in_force (VouchPermission *self, VouchDay day)
{
  g_return_val_if_fail (VOUCH_IS_PERMISSION (self), FALSE);

  if (self->given != VOUCH_DAY_NONE && day < self->given)
    return FALSE;
  if (self->until != VOUCH_DAY_NONE && day > self->until)
    return FALSE;
  return self->withdrawn == VOUCH_DAY_NONE;
}
