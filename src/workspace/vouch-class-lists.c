/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-class-lists"

#include "config.h"
#include "vouch-class-lists.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-name-paste.h"
#include "vouch-store-people.h"
#include "vouch-text.h"

#include "vouch-register.h"
#include "vouch-workspace-private.h"

/* What is to be put into the ledger, and into which class. */
typedef struct {
  const char *class_id;
  const char *class_name;
  const char *year;
  const char *const *keys;
  const char *const *names;
} Entry;

static VouchClassList *
find_class (VouchLedger *ledger, const char *id, GError **error)
{
  VouchClassList *list = vouch_ledger_find_class (ledger, id);

  if (list == NULL)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no such class."));
  return list;
}

static gboolean
put_class (VouchLedger *ledger, gpointer data, GError **error)
{
  Entry *entry = data;
  g_autoptr (VouchClassList) list = vouch_class_list_new ();

  vouch_class_list_set_id (list, entry->class_id);
  vouch_class_list_set_name (list, entry->class_name);
  vouch_class_list_set_year (list, entry->year);
  for (guint i = 0; entry->names[i] != NULL; i++)
    vouch_class_list_set_student (list, entry->keys[i], entry->names[i]);
  vouch_ledger_add_class (ledger, list);
  return TRUE;
}

static gboolean
put_students (VouchLedger *ledger, gpointer data, GError **error)
{
  Entry *entry = data;
  VouchClassList *list = find_class (ledger, entry->class_id, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; entry->names[i] != NULL; i++)
    vouch_class_list_set_student (list, entry->keys[i], entry->names[i]);
  return TRUE;
}

static gboolean
drop_class (VouchLedger *ledger, gpointer data, GError **error)
{
  if (vouch_ledger_remove_class (ledger, data))
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no such class."));
  return FALSE;
}

static gboolean
add_people (VouchStore *store, const char *const *keys, GError **error)
{
  for (guint i = 0; keys[i] != NULL; i++) {
    g_autoptr (VouchPerson) person = vouch_person_new ();

    vouch_person_set_key (person, keys[i]);
    vouch_person_set_role (person, VOUCH_PERSON_ROLE_STUDENT);
    if (!vouch_store_add_person (store, person, error))
      return FALSE;
  }
  return TRUE;
}

/* The keys into the database, then the names into the ledger; both or, short of a disk that ends in
 * between, neither. A name without a key in the database does no harm. */
static gboolean
add_both (VouchWorkspace *workspace,
          VouchLedgerChange change,
          Entry *entry,
          GCancellable *cancellable,
          GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) both = NULL;

  both = store != NULL ? vouch_store_change_begin (store, error) : NULL;
  return both != NULL && add_people (store, entry->keys, error) &&
         vouch_ledger_keeper_change (workspace, change, entry, cancellable, error) &&
         vouch_store_change_commit (both, error);
}

static gboolean
check_prefix (const char *prefix, GError **error)
{
  if (vouch_register_is_key (prefix))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("Keys cannot begin with “%s”. Use one or two letters, never a name."), prefix);
  return FALSE;
}

/**
 * vouch_class_lists_add:
 * @workspace: a workspace.
 * @what: the class.
 * @recovery_code: (out) (nullable) (transfer full): the code to print, when the key that opens the
 *   class lists was made just now.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when the class has no name or nobody in it,
 *   %VOUCH_ERROR_NOT_READY when the class lists are locked, or what the disk says.
 *
 * Adds a class: everybody gets a pseudonym key, and the real names go into the ledger.
 *
 * Returns: (transfer full) (nullable): id of the class.
 */
char *
vouch_class_lists_add (VouchWorkspace *workspace,
                       const VouchNewClass *what,
                       char **recovery_code,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchPeople) people = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *id = NULL;
  g_auto (GStrv) keys = NULL;
  Entry entry;

  g_return_val_if_fail (what != NULL && recovery_code != NULL, NULL);

  *recovery_code = NULL;
  if (vouch_text_is_blank (what->name) || what->names[0] == NULL) {
    g_set_error_literal (
        error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
        _ ("A class has a name, and at least one student. Write one name a line."));
    return NULL;
  }
  people = vouch_register_load (workspace, cancellable, error);
  if (people == NULL)
    return NULL;
  prefix =
      what->prefix != NULL ? g_strdup (what->prefix) : vouch_name_paste_propose_prefix (people);
  if (!check_prefix (prefix, error) ||
      !vouch_ledger_keeper_start (workspace, recovery_code, cancellable, error))
    return NULL;
  keys = vouch_name_paste_propose_keys (people, prefix, g_strv_length ((char **) what->names));
  id = vouch_workspace_new_id (workspace);
  entry = (Entry){ id, what->name, what->year, (const char *const *) keys, what->names };
  if (!add_both (workspace, put_class, &entry, cancellable, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_steal_pointer (&id);
}

/* New students get keys like those of their class. */
static char *
find_prefix (VouchWorkspace *workspace, const char *class_id, VouchPeople *people)
{
  g_autoptr (VouchLedger) ledger = vouch_ledger_keeper_peek (workspace, NULL);
  VouchClassList *list = ledger != NULL ? vouch_ledger_find_class (ledger, class_id) : NULL;
  const char *key, *dash;

  if (list == NULL || vouch_class_list_get_n_students (list) == 0)
    return vouch_name_paste_propose_prefix (people);
  key = vouch_class_list_get_student (list, 0, NULL);
  dash = g_strrstr (key, "-");
  return dash != NULL ? g_strndup (key, (gsize) (dash - key)) : g_strdup (key);
}

/**
 * vouch_class_lists_add_students:
 * @workspace: a workspace whose class lists are open.
 * @class_id: id of a class.
 * @names: the real names.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NOT_READY, or what the disk says.
 *
 * Adds students to a class.
 *
 * Returns: whether they are added.
 */
gboolean
vouch_class_lists_add_students (VouchWorkspace *workspace,
                                const char *class_id,
                                const char *const *names,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (VouchPeople) people = vouch_register_load (workspace, cancellable, error);
  g_autofree char *prefix = NULL;
  g_auto (GStrv) keys = NULL;
  Entry entry;

  g_return_val_if_fail (class_id != NULL && names != NULL, FALSE);

  if (people == NULL)
    return FALSE;
  prefix = find_prefix (workspace, class_id, people);
  keys = vouch_name_paste_propose_keys (people, prefix, g_strv_length ((char **) names));
  entry = (Entry){ .class_id = class_id, .keys = (const char *const *) keys, .names = names };
  if (!add_both (workspace, put_students, &entry, cancellable, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/* Whoever appears in something or permitted something stays, as a key. */
static gboolean
remove_unused (VouchWorkspace *workspace, VouchClassList *list, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) change =
      store != NULL ? vouch_store_change_begin (store, error) : NULL;

  if (change == NULL)
    return FALSE;
  for (guint i = 0; i < vouch_class_list_get_n_students (list); i++) {
    const char *key = vouch_class_list_get_student (list, i, NULL);
    gboolean used = FALSE;

    if (!vouch_store_is_person_used (store, key, &used, error))
      return FALSE;
    if (!used && !vouch_store_remove_person (store, key, error))
      return FALSE;
  }
  return vouch_store_change_commit (change, error);
}

/**
 * vouch_class_lists_remove:
 * @workspace: a workspace whose class lists are open.
 * @class_id: id of a class.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NOT_READY, or what the disk says.
 *
 * Forgets a class and its real names. Whoever appears in evidence or permitted something stays as a
 * pseudonym key.
 *
 * Returns: whether it is gone.
 */
gboolean
vouch_class_lists_remove (VouchWorkspace *workspace,
                          const char *class_id,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (VouchLedger) before = vouch_ledger_keeper_peek (workspace, NULL);
  VouchClassList *list;

  g_return_val_if_fail (class_id != NULL, FALSE);

  list = before != NULL ? vouch_ledger_find_class (before, class_id) : NULL;
  if (!vouch_ledger_keeper_change (workspace, drop_class, (gpointer) class_id, cancellable, error))
    return FALSE;
  if (list != NULL && !remove_unused (workspace, list, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

static gboolean
put_list (VouchLedger *ledger, gpointer data, GError **error)
{
  vouch_ledger_add_class (ledger, data);
  return TRUE;
}

static gboolean
add_missing (VouchWorkspace *workspace, VouchStore *store, VouchClassList *list, GError **error)
{
  g_autoptr (VouchPeople) people = vouch_store_load_people (store, error);
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_auto (GStrv) keys = NULL;

  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < vouch_class_list_get_n_students (list); i++) {
    const char *key = vouch_class_list_get_student (list, i, NULL);

    if (vouch_people_find (people, key) == NULL)
      g_strv_builder_add (missing, key);
  }
  keys = g_strv_builder_end (missing);
  return add_people (store, (const char *const *) keys, error);
}

/**
 * vouch_class_lists_put_back:
 * @workspace: a workspace whose class lists are open.
 * @list: a class that was removed.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY, or what the disk says.
 *
 * Takes a removal back: the same class, with the same keys.
 *
 * Returns: whether it is there again.
 */
gboolean
vouch_class_lists_put_back (VouchWorkspace *workspace,
                            VouchClassList *list,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) both = NULL;

  g_return_val_if_fail (VOUCH_IS_CLASS_LIST (list), FALSE);

  both = store != NULL ? vouch_store_change_begin (store, error) : NULL;
  if (both == NULL || !add_missing (workspace, store, list, error) ||
      !vouch_ledger_keeper_change (workspace, put_list, list, cancellable, error) ||
      !vouch_store_change_commit (both, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_class_lists_import:
 * @workspace: a workspace.
 * @list: a class whose keys are chosen already; gets an id.
 * @recovery_code: (out) (nullable) (transfer full): as for vouch_class_lists_add().
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when a key is none or nobody is in it, %VOUCH_ERROR_NOT_READY when
 *   the class lists are locked, or what the disk says.
 *
 * Adds a class whose keys may be in use already, so that a list kept elsewhere comes in.
 *
 * Returns: (transfer full) (nullable): id of the class.
 */
char *
vouch_class_lists_import (VouchWorkspace *workspace,
                          VouchClassList *list,
                          char **recovery_code,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *id = vouch_workspace_new_id (workspace);
  guint n = vouch_class_list_get_n_students (list);

  g_return_val_if_fail (VOUCH_IS_CLASS_LIST (list) && recovery_code != NULL, NULL);

  *recovery_code = NULL;
  for (guint i = 0; i < n; i++)
    if (!check_prefix (vouch_class_list_get_student (list, i, NULL), error))
      return NULL;
  if (n == 0 || vouch_text_is_blank (vouch_class_list_get_name (list))) {
    g_set_error_literal (
        error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
        _ ("A class has a name, and at least one student. Write one name a line."));
    return NULL;
  }
  vouch_class_list_set_id (list, id);
  if (!vouch_ledger_keeper_start (workspace, recovery_code, cancellable, error) ||
      !vouch_class_lists_put_back (workspace, list, cancellable, error))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
put_class_name (VouchLedger *ledger, gpointer data, GError **error)
{
  Entry *entry = data;
  VouchClassList *list = find_class (ledger, entry->class_id, error);

  if (list == NULL)
    return FALSE;
  vouch_class_list_set_name (list, entry->class_name);
  vouch_class_list_set_year (list, entry->year);
  return TRUE;
}

/**
 * vouch_class_lists_rename:
 * @workspace: a workspace whose class lists are open.
 * @class_id: id of a class.
 * @name: what it is called.
 * @year: (nullable): its school year.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID, %VOUCH_ERROR_NOT_READY, or what the disk
 *   says.
 *
 * Returns: whether it is renamed.
 */
gboolean
vouch_class_lists_rename (VouchWorkspace *workspace,
                          const char *class_id,
                          const char *name,
                          const char *year,
                          GCancellable *cancellable,
                          GError **error)
{
  Entry entry = { .class_id = class_id, .class_name = name, .year = year };

  g_return_val_if_fail (class_id != NULL && name != NULL, FALSE);

  if (vouch_text_is_blank (name)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("A class has a name."));
    return FALSE;
  }
  return vouch_ledger_keeper_change (workspace, put_class_name, &entry, cancellable, error);
}

static gboolean
put_name (VouchLedger *ledger, gpointer data, GError **error)
{
  Entry *entry = data;
  const char *key = entry->keys[0];
  VouchClassList *list = vouch_ledger_find_class_of (ledger, key);

  if (list == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("“%s” is in none of the classes."),
                 key);
    return FALSE;
  }
  if (vouch_text_is_blank (entry->names[0]))
    return vouch_class_list_remove_student (list, key);
  vouch_class_list_set_student (list, key, entry->names[0]);
  return TRUE;
}

/**
 * vouch_class_lists_set_name:
 * @workspace: a workspace whose class lists are open.
 * @key: the pseudonym key of somebody in a class.
 * @name: the real name; a blank one takes the person out of the class.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NOT_READY, or what the disk says.
 *
 * Writes a real name otherwise.
 *
 * Returns: whether it is written.
 */
gboolean
vouch_class_lists_set_name (VouchWorkspace *workspace,
                            const char *key,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error)
{
  Entry entry = { .keys = &key, .names = &name };

  g_return_val_if_fail (key != NULL && name != NULL, FALSE);

  return vouch_ledger_keeper_change (workspace, put_name, &entry, cancellable, error);
}

static gboolean
put_dismissed (VouchLedger *ledger, gpointer data, GError **error)
{
  vouch_ledger_dismiss (ledger, data);
  return TRUE;
}

/**
 * vouch_class_lists_dismiss:
 * @workspace: a workspace whose class lists are open.
 * @digest: the digest of a hit.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY, or what the disk says.
 *
 * Notes that what was found there is not the person. It counts for this word at this place only.
 *
 * Returns: whether it is noted.
 */
gboolean
vouch_class_lists_dismiss (VouchWorkspace *workspace,
                           const char *digest,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (digest != NULL, FALSE);

  return vouch_ledger_keeper_change (workspace, put_dismissed, (gpointer) digest, cancellable,
                                     error);
}

static gboolean
drop_dismissed (VouchLedger *ledger, gpointer data, GError **error)
{
  vouch_ledger_take_back (ledger, data);
  return TRUE;
}

/**
 * vouch_class_lists_take_back:
 * @workspace: a workspace whose class lists are open.
 * @digest: the digest of a hit that was dismissed.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY, or what the disk says.
 *
 * Returns: whether it is asked about again.
 */
gboolean
vouch_class_lists_take_back (VouchWorkspace *workspace,
                             const char *digest,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (digest != NULL, FALSE);

  return vouch_ledger_keeper_change (workspace, drop_dismissed, (gpointer) digest, cancellable,
                                     error);
}
