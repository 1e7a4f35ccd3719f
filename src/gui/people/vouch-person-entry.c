/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-person-entry"

#include "config.h"
#include "vouch-person-entry.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * VouchPersonEntry:
 *
 * One person as the list shows her: key, name while the class lists are open, class, and each
 * permission in a few words.
 */
struct _VouchPersonEntry {
  GObject parent_instance;

  char *key;
  char *title;
  char *subtitle;
  char *class_id;
  char *searched; /* all words, case-folded */
  char **chips;
};

G_DEFINE_FINAL_TYPE (VouchPersonEntry, vouch_person_entry, G_TYPE_OBJECT)

static void
vouch_person_entry_finalize (GObject *object)
{
  VouchPersonEntry *self = VOUCH_PERSON_ENTRY (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->class_id);
  g_free (self->searched);
  g_strfreev (self->chips);

  G_OBJECT_CLASS (vouch_person_entry_parent_class)->finalize (object);
}

static void
vouch_person_entry_class_init (VouchPersonEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_person_entry_finalize;
}

static void
vouch_person_entry_init (VouchPersonEntry *self)
{
}

/* Nothing where no day is known. */
static char *
say_day (VouchDay day)
{
  return day != VOUCH_DAY_NONE ? vouch_day_format_for_people (day) : NULL;
}

static char *
make_chip (VouchPeopleState *state, VouchPermission *permission)
{
  g_autofree char *covered =
      vouch_people_state_describe_scopes (vouch_permission_get_scopes (permission));
  VouchDay until = vouch_permission_get_until (permission);
  g_autofree char *day = say_day (until);

  if (until == VOUCH_DAY_NONE)
    return g_strdup_printf ("✓ %s", covered);
  if (vouch_people_state_ends_soon (state, permission))
    /* Translators: what a permission covers, and the day on which it ends soon. */
    return g_strdup_printf (_ ("! %s, ends %s"), covered, day);
  /* Translators: what a permission covers, and the last day it holds. */
  return g_strdup_printf (_ ("✓ %s until %s"), covered, day);
}

static char **
make_chips (VouchPeopleState *state, const char *key)
{
  GPtrArray *all = vouch_people_get_permissions (vouch_people_state_get_people (state));
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  gboolean withdrawn = FALSE;

  for (guint i = 0; i < all->len; i++) {
    VouchPermission *permission = g_ptr_array_index (all, i);

    if (g_strcmp0 (vouch_permission_get_person (permission), key) != 0)
      continue;
    if (vouch_permission_in_force (permission, vouch_people_state_get_today (state)))
      g_ptr_array_add (chips, make_chip (state, permission));
    withdrawn = withdrawn || vouch_permission_get_withdrawn (permission) != VOUCH_DAY_NONE;
  }
  if (chips->len == 0)
    g_ptr_array_add (chips, g_strdup (withdrawn ? _ ("– withdrawn") : _ ("○ no permission yet")));
  g_ptr_array_add (chips, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&chips), FALSE);
}

/**
 * vouch_person_entry_new:
 * @state: everybody as things stand.
 * @person: one of them.
 *
 * Returns: (transfer full): how the list shows her.
 */
VouchPersonEntry *
vouch_person_entry_new (VouchPeopleState *state, VouchPerson *person)
{
  VouchPersonEntry *self = g_object_new (VOUCH_TYPE_PERSON_ENTRY, NULL);
  const char *key = vouch_person_get_key (person);
  const char *name = vouch_people_state_find_name (state, key);
  VouchLedger *ledger = vouch_people_state_get_ledger (state);
  VouchClassList *list = ledger != NULL ? vouch_ledger_find_class_of (ledger, key) : NULL;
  g_autofree char *class_name = list != NULL ? vouch_people_state_describe_class (list) : NULL;
  g_autofree char *words = NULL;
  const char *role =
      vouch_person_get_role (person) == VOUCH_PERSON_ROLE_ADULT ? _ ("adult") : _ ("student");

  self->key = g_strdup (key);
  self->title = g_strdup (name != NULL ? name : key);
  self->subtitle = name != NULL ? g_strdup_printf ("%s · %s", key, class_name) : g_strdup (role);
  self->class_id = list != NULL ? g_strdup (vouch_class_list_get_id (list)) : NULL;
  self->chips = make_chips (state, key);
  words = g_strjoin (" ", self->title, self->subtitle, NULL);
  self->searched = g_utf8_casefold (words, -1);
  return self;
}

/**
 * vouch_person_entry_get_key:
 * @self: an entry.
 *
 * Returns: (transfer none): the pseudonym key.
 */
const char *
vouch_person_entry_get_key (VouchPersonEntry *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ENTRY (self), NULL);

  return self->key;
}

/**
 * vouch_person_entry_get_title:
 * @self: an entry.
 *
 * Returns: (transfer none): the name while the class lists are open, else the key.
 */
const char *
vouch_person_entry_get_title (VouchPersonEntry *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ENTRY (self), NULL);

  return self->title;
}

/**
 * vouch_person_entry_get_subtitle:
 * @self: an entry.
 *
 * Returns: (transfer none): a second line.
 */
const char *
vouch_person_entry_get_subtitle (VouchPersonEntry *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ENTRY (self), NULL);

  return self->subtitle;
}

/**
 * vouch_person_entry_get_chips:
 * @self: an entry.
 *
 * Returns: (transfer none): the permissions, in a few words each.
 */
const char *const *
vouch_person_entry_get_chips (VouchPersonEntry *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ENTRY (self), NULL);

  return (const char *const *) self->chips;
}

/**
 * vouch_person_entry_get_class_id:
 * @self: an entry.
 *
 * Returns: (transfer none) (nullable): id of the class, while the class lists are open.
 */
const char *
vouch_person_entry_get_class_id (VouchPersonEntry *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ENTRY (self), NULL);

  return self->class_id;
}

/**
 * vouch_person_entry_matches:
 * @self: an entry.
 * @folded: case-folded words to look for.
 *
 * Returns: whether the entry has them.
 */
gboolean
vouch_person_entry_matches (VouchPersonEntry *self, const char *folded)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_ENTRY (self) && folded != NULL, FALSE);

  return *folded == '\0' || strstr (self->searched, folded) != NULL;
}
