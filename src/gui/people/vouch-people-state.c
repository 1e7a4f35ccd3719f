/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-people-state"

#include "config.h"
#include "vouch-people-state.h"

#include <glib/gi18n.h>

#include "vouch-register.h"
#include "vouch-settings.h"

/* A permission that ends within this many days is about to end. */
#define SOON_DAYS 30

/**
 * VouchPeopleState:
 *
 * Everybody with their permissions and, while the class lists are open, their names, read at one
 * moment; and how that is put into words.
 */
struct _VouchPeopleState {
  GObject parent_instance;

  VouchPeople *people;
  VouchLedger *ledger; /* (nullable): while it is open */
  VouchLedgerState lock;
  gboolean asks_passphrase;
  guint idle_minutes;
  VouchDay today;
};

G_DEFINE_FINAL_TYPE (VouchPeopleState, vouch_people_state, G_TYPE_OBJECT)

static void
vouch_people_state_finalize (GObject *object)
{
  VouchPeopleState *self = VOUCH_PEOPLE_STATE (object);

  g_clear_object (&self->people);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (vouch_people_state_parent_class)->finalize (object);
}

static void
vouch_people_state_class_init (VouchPeopleStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_people_state_finalize;
}

static void
vouch_people_state_init (VouchPeopleState *self)
{
}

/**
 * vouch_people_state_load:
 * @workspace: the workspace.
 * @cancellable: (nullable): stops the work.
 * @error: where to put an error.
 *
 * Blocks; for the workspace's thread.
 *
 * Returns: (transfer full) (nullable): everybody as things stand.
 */
VouchPeopleState *
vouch_people_state_load (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchPeopleState) self = g_object_new (VOUCH_TYPE_PEOPLE_STATE, NULL);
  g_autofree char *idle = vouch_settings_get (workspace, VOUCH_LEDGER_IDLE_SETTING);

  self->people = vouch_register_load (workspace, cancellable, error);
  if (self->people == NULL)
    return NULL;
  self->ledger = vouch_ledger_keeper_peek (workspace, &self->lock);
  self->asks_passphrase = vouch_ledger_keeper_asks_passphrase (workspace);
  self->idle_minutes = idle != NULL ? (guint) g_ascii_strtoull (idle, NULL, 10) : 0;
  self->today = vouch_clock_today (vouch_workspace_get_clock (workspace));
  return g_steal_pointer (&self);
}

/**
 * vouch_people_state_get_people:
 * @self: what was read.
 *
 * Returns: (transfer none): everybody, with their permissions.
 */
VouchPeople *
vouch_people_state_get_people (VouchPeopleState *self)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self), NULL);

  return self->people;
}

/**
 * vouch_people_state_get_ledger:
 * @self: what was read.
 *
 * Returns: (transfer none) (nullable): the class lists, while they are open.
 */
VouchLedger *
vouch_people_state_get_ledger (VouchPeopleState *self)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self), NULL);

  return self->ledger;
}

/**
 * vouch_people_state_get_lock:
 * @self: what was read.
 *
 * Returns: whether there are class lists, and whether they are open.
 */
VouchLedgerState
vouch_people_state_get_lock (VouchPeopleState *self)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self), VOUCH_LEDGER_STATE_NONE);

  return self->lock;
}

/**
 * vouch_people_state_asks_passphrase:
 * @self: what was read.
 *
 * Returns: whether a passphrase was chosen for the class lists.
 */
gboolean
vouch_people_state_asks_passphrase (VouchPeopleState *self)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self), FALSE);

  return self->asks_passphrase;
}

/**
 * vouch_people_state_get_idle_minutes:
 * @self: what was read.
 *
 * Returns: after how many minutes without a key or a click they are locked; 0 for never.
 */
guint
vouch_people_state_get_idle_minutes (VouchPeopleState *self)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self), 0);

  return self->idle_minutes;
}

/**
 * vouch_people_state_get_today:
 * @self: what was read.
 *
 * Returns: the day on which it was read.
 */
VouchDay
vouch_people_state_get_today (VouchPeopleState *self)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self), VOUCH_DAY_NONE);

  return self->today;
}

/**
 * vouch_people_state_find_name:
 * @self: what was read.
 * @key: a pseudonym key.
 *
 * Returns: (transfer none) (nullable): the real name, while the class lists are open.
 */
const char *
vouch_people_state_find_name (VouchPeopleState *self, const char *key)
{
  g_return_val_if_fail (VOUCH_IS_PEOPLE_STATE (self) && key != NULL, NULL);

  return self->ledger != NULL ? vouch_ledger_find_name (self->ledger, key) : NULL;
}

/**
 * vouch_people_state_describe:
 * @self: what was read.
 * @key: a pseudonym key.
 *
 * Returns: (transfer full): the key, with the name while the class lists are open.
 */
char *
vouch_people_state_describe (VouchPeopleState *self, const char *key)
{
  const char *name = vouch_people_state_find_name (self, key);

  /* Translators: a pseudonym key and the real name behind it, as in “A-3 · Lena Meyer”. */
  return name != NULL ? g_strdup_printf (_ ("%s · %s"), key, name) : g_strdup (key);
}

/**
 * vouch_people_state_describe_class:
 * @list: a class.
 *
 * Returns: (transfer full): its name, with the school year where that is said.
 */
char *
vouch_people_state_describe_class (VouchClassList *list)
{
  const char *year = vouch_class_list_get_year (list);

  if (year == NULL || *year == '\0')
    return g_strdup (vouch_class_list_get_name (list));
  return g_strdup_printf ("%s · %s", vouch_class_list_get_name (list), year);
}

/**
 * vouch_people_state_describe_scopes:
 * @scopes: VouchPermissionScope flags.
 *
 * Returns: (transfer full): what they cover, in words.
 */
char *
vouch_people_state_describe_scopes (guint scopes)
{
  const char *const words[] = { _ ("voice"), _ ("image"), _ ("work") };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (scopes & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[i]);
  return g_string_free (text, FALSE);
}

/**
 * vouch_people_state_describe_permission:
 * @self: what was read.
 * @permission: a permission.
 *
 * Returns: (transfer full): what it covers and what for, with a sign that says whether it holds.
 */
char *
vouch_people_state_describe_permission (VouchPeopleState *self, VouchPermission *permission)
{
  g_autofree char *covered =
      vouch_people_state_describe_scopes (vouch_permission_get_scopes (permission));
  g_autofree char *purposes =
      g_strjoinv (", ", (char **) vouch_permission_get_purposes (permission));

  if (!vouch_permission_in_force (permission, self->today))
    /* Translators: a permission that does not hold: what it covered, and what for. */
    return g_strdup_printf (_ ("– %s for %s"), covered, purposes);
  if (vouch_people_state_ends_soon (self, permission))
    /* Translators: a permission that ends soon: what it covers, and what for. */
    return g_strdup_printf (_ ("! %s for %s"), covered, purposes);
  /* Translators: what a permission covers (voice, image), and what for (assessment). */
  return g_strdup_printf (_ ("✓ %s for %s"), covered, purposes);
}

/* Nothing where no day is known. */
static char *
say_day (VouchDay day)
{
  return day != VOUCH_DAY_NONE ? vouch_day_format_for_people (day) : NULL;
}

static char *
describe_form (const char *form)
{
  if (form == NULL)
    return g_strdup (_ ("form not said"));
  if (g_str_equal (form, "district"))
    return g_strdup (_ ("form of the school or district"));
  return g_strdup (_ ("form of the program"));
}

/**
 * vouch_people_state_describe_term:
 * @self: what was read.
 * @permission: a permission.
 *
 * Returns: (transfer full): since when and until when it holds, on which form, or when it was taken
 *   back.
 */
char *
vouch_people_state_describe_term (VouchPeopleState *self, VouchPermission *permission)
{
  VouchDay given = vouch_permission_get_given (permission);
  VouchDay until = vouch_permission_get_until (permission);
  VouchDay withdrawn = vouch_permission_get_withdrawn (permission);
  g_autofree char *given_text = say_day (given);
  g_autofree char *until_text = say_day (until);
  g_autofree char *withdrawn_text = say_day (withdrawn);
  g_autofree char *form = describe_form (vouch_permission_get_form (permission));
  GString *text = g_string_new (NULL);

  if (withdrawn != VOUCH_DAY_NONE)
    g_string_append_printf (text, _ ("withdrawn on %s"), withdrawn_text);
  else if (until != VOUCH_DAY_NONE && until < self->today)
    g_string_append_printf (text, _ ("ended on %s"), until_text);
  else if (until != VOUCH_DAY_NONE && vouch_people_state_ends_soon (self, permission))
    g_string_append_printf (text, _ ("ends soon, on %s"), until_text);
  else if (until != VOUCH_DAY_NONE)
    g_string_append_printf (text, _ ("until %s"), until_text);
  else
    g_string_append (text, _ ("no end"));
  if (given != VOUCH_DAY_NONE) {
    g_string_append (text, " · ");
    g_string_append_printf (text, _ ("given on %s"), given_text);
  }
  g_string_append_printf (text, " · %s", form);
  return g_string_free (text, FALSE);
}

/**
 * vouch_people_state_ends_soon:
 * @self: what was read.
 * @permission: a permission.
 *
 * Returns: whether it holds now and ends within a month.
 */
gboolean
vouch_people_state_ends_soon (VouchPeopleState *self, VouchPermission *permission)
{
  VouchDay until = vouch_permission_get_until (permission);

  return until != VOUCH_DAY_NONE && vouch_permission_in_force (permission, self->today) &&
         until - self->today <= SOON_DAYS;
}
