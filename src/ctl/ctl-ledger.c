/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-ledger.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-class-lists.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-name-paste.h"

#define MAX_LIST_BYTES (1024 * 1024)
#define MAX_WORDS_BYTES 4096

static char *
read_list (const char *path, GError **error)
{
  g_autofree char *text = vouch_file_load_small (path, MAX_LIST_BYTES, NULL, error);

  if (text == NULL)
    return NULL;
  if (g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("“%s” is no text in UTF-8. Save it as such and try again."), path);
  return NULL;
}

static void
tell_code (CtlContext *context, char *recovery_code)
{
  if (recovery_code == NULL)
    return;
  ctl_context_say (context,
                   _ ("Your recovery code: %s\nPrint it and keep it away from this computer. It is "
                      "shown only now."),
                   recovery_code);
  explicit_bzero (recovery_code, strlen (recovery_code));
  g_free (recovery_code);
}

static gboolean
add_class (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *text = read_list (words[1], error);
  g_auto (GStrv) names = text != NULL ? vouch_name_paste_read (text) : NULL;
  VouchNewClass what = { words[0], ctl_context_get (context, "year"), (const char *const *) names,
                         ctl_context_get (context, "prefix") };
  g_autofree char *id = NULL;
  char *recovery_code = NULL;

  if (names == NULL)
    return FALSE;
  id = vouch_class_lists_add (ctl_context_get_workspace (context), &what, &recovery_code, NULL,
                              error);
  tell_code (context, recovery_code);
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
remove_class (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_class_lists_remove (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static VouchLedger *
peek (CtlContext *context, GError **error)
{
  VouchLedgerState state;
  VouchLedger *ledger = vouch_ledger_keeper_peek (ctl_context_get_workspace (context), &state);

  if (state == VOUCH_LEDGER_STATE_LOCKED)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                         _ ("The class lists are locked. Unlock them first."));
  else if (ledger == NULL)
    return vouch_ledger_new ();
  return ledger;
}

static void
show_students (CtlContext *context, CtlJson *json, VouchClassList *list)
{
  ctl_json_begin_array (json, "students");
  for (guint i = 0; i < vouch_class_list_get_n_students (list); i++) {
    const char *name, *key = vouch_class_list_get_student (list, i, &name);

    ctl_context_print_row (context, "", key, name, NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "person", key);
    ctl_json_string (json, "name", name);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static gboolean
list_classes (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchLedger) ledger = peek (context, error);
  GPtrArray *all;

  if (ledger == NULL)
    return FALSE;
  all = vouch_ledger_get_classes (ledger);
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "classes");
  for (guint i = 0; i < all->len; i++) {
    VouchClassList *list = g_ptr_array_index (all, i);
    const char *year = vouch_class_list_get_year (list);

    ctl_context_print_row (context, vouch_class_list_get_id (list),
                           vouch_class_list_get_name (list), year != NULL ? year : "-", NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", vouch_class_list_get_id (list));
    ctl_json_string (json, "name", vouch_class_list_get_name (list));
    ctl_json_string (json, "year", year);
    show_students (context, json, list);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
show_ledger (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  static const char *const names[] = { "none", "locked", "open" };
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  const char *state = names[vouch_ledger_keeper_get_state (workspace)];
  g_autoptr (CtlJson) json = ctl_json_new ();

  ctl_context_print (context, "%s", state);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "state", state);
  ctl_json_boolean (json, "asksPassphrase", vouch_ledger_keeper_asks_passphrase (workspace));
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
lock_ledger (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_ledger_keeper_lock (ctl_context_get_workspace (context), NULL, error))
    return FALSE;
  return show_ledger (context, words, exit_code, error);
}

/* What stands in the file of an option; NULL where the option is not there. */
static gboolean
read_words (CtlContext *context, const char *option, char **words, GError **error)
{
  const char *path = ctl_context_get (context, option);

  *words = NULL;
  if (path == NULL)
    return TRUE;
  *words = vouch_file_load_small (path, MAX_WORDS_BYTES, NULL, error);
  if (*words == NULL)
    return FALSE;
  g_strchomp (*words);
  return TRUE;
}

static void
wipe (char *words)
{
  if (words != NULL)
    explicit_bzero (words, strlen (words));
  g_free (words);
}

static gboolean
unlock_ledger (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  char *passphrase;
  gboolean unlocked;

  if (!read_words (context, "passphrase-file", &passphrase, error))
    return FALSE;
  unlocked =
      vouch_ledger_keeper_unlock (ctl_context_get_workspace (context), passphrase, NULL, error);
  wipe (passphrase);
  return unlocked && show_ledger (context, words, exit_code, error);
}

static gboolean
set_passphrase (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  gboolean none = ctl_context_has (context, "none");
  char *passphrase, *code = NULL;
  gboolean done;

  if (none == ctl_context_has (context, "passphrase-file"))
    return ctl_context_refuse (error, "%s", _ ("Name a file with the passphrase, or say --none."));
  if (!read_words (context, "passphrase-file", &passphrase, error))
    return FALSE;
  done = read_words (context, "recovery-code-file", &code, error) &&
         vouch_ledger_keeper_set_passphrase (ctl_context_get_workspace (context), passphrase, code,
                                             NULL, error);
  wipe (passphrase);
  wipe (code);
  return done && show_ledger (context, words, exit_code, error);
}

/* Lines of a key and a name, parted by a tab, a semicolon or a comma. */
static gboolean
read_pairs (VouchClassList *list, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    gsize key_length = strcspn (line, "\t;,");
    g_autofree char *key = g_strstrip (g_strndup (line, key_length));
    g_autofree char *name =
        g_strstrip (g_strdup (line[key_length] != '\0' ? line + key_length + 1 : ""));

    if (*line == '\0')
      continue;
    if (*key == '\0' || *name == '\0')
      return ctl_context_refuse (error, _ ("Line %u is no key with a name."), i + 1);
    vouch_class_list_set_student (list, key, name);
  }
  return TRUE;
}

static gboolean
import_ledger (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *text = read_list (words[1], error);
  g_autoptr (VouchClassList) list = vouch_class_list_new ();
  g_autofree char *id = NULL;
  char *recovery_code = NULL;

  if (text == NULL || !read_pairs (list, text, error))
    return FALSE;
  vouch_class_list_set_name (list, words[0]);
  vouch_class_list_set_year (list, ctl_context_get (context, "year"));
  id = vouch_class_lists_import (ctl_context_get_workspace (context), list, &recovery_code, NULL,
                                 error);
  tell_code (context, recovery_code);
  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

const CtlCommand ctl_ledger_commands[] = {
  { "class add", "NAME FILE", 2, 2, "year=Y prefix=P", CTL_ACCESS_WRITE, add_class,
    N_ ("Add a class from a file with one name a line; everybody gets a key") },
  { "class list", "", 0, 0, "", CTL_ACCESS_READ, list_classes,
    N_ ("List the classes with keys and real names") },
  { "class remove", "ID", 1, 1, "", CTL_ACCESS_WRITE, remove_class,
    N_ ("Forget a class and its names") },
  { "ledger show", "", 0, 0, "", CTL_ACCESS_READ, show_ledger,
    N_ ("Say whether the class lists are open") },
  { "ledger lock", "", 0, 0, "", CTL_ACCESS_WRITE, lock_ledger, N_ ("Lock the class lists") },
  { "ledger unlock", "", 0, 0, "passphrase-file=F", CTL_ACCESS_WRITE, unlock_ledger,
    N_ ("Unlock the class lists, or try a passphrase") },
  { "ledger passphrase", "", 0, 0, "none passphrase-file=F recovery-code-file=F", CTL_ACCESS_WRITE,
    set_passphrase, N_ ("Have a passphrase asked for, or none") },
  { "ledger import", "NAME FILE", 2, 2, "year=Y", CTL_ACCESS_WRITE, import_ledger,
    N_ ("Add a class from a file with a key and a name a line") },
  { 0 },
};
