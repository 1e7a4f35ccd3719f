/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-library.h"

#include <glib/gi18n-lib.h>

#include "vouch-backups.h"
#include "vouch-bin.h"
#include "vouch-error.h"
#include "vouch-export.h"
#include "vouch-identity-keeper.h"
#include "vouch-library-care.h"
#include "vouch-library-place.h"
#include "vouch-settings.h"

#include "ctl-parse.h"

static void
print_path (CtlContext *context, const char *name, const char *path)
{
  g_autoptr (CtlJson) json = ctl_json_new ();

  ctl_context_print (context, "%s", path);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, name, path);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
}

static gboolean
init_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  print_path (context, "library", vouch_workspace_get_folder (ctl_context_get_workspace (context)));
  return TRUE;
}

static void
write_sentences (CtlJson *json, const char *name, GPtrArray *sentences)
{
  ctl_json_begin_array (json, name);
  for (guint i = 0; i < sentences->len; i++)
    ctl_json_string (json, NULL, g_ptr_array_index (sentences, i));
  ctl_json_end (json);
}

static void
print_care (CtlContext *context, const VouchCareReport *report)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autofree char *size = g_format_size ((guint64) report->bytes);

  for (guint i = 0; i < report->problems->len; i++)
    ctl_context_print (context, "%s", (char *) g_ptr_array_index (report->problems, i));
  for (guint i = 0; i < report->notes->len; i++)
    ctl_context_print (context, "%s", (char *) g_ptr_array_index (report->notes, i));
  if (report->problems->len == 0)
    ctl_context_print (context,
                       g_dngettext (GETTEXT_PACKAGE, "All is well: %u file, %s.",
                                    "All is well: %u files, %s.", report->objects),
                       report->objects, size);
  ctl_json_begin_object (json, NULL);
  ctl_json_boolean (json, "ok", report->problems->len == 0);
  write_sentences (json, "problems", report->problems);
  write_sentences (json, "notes", report->notes);
  ctl_json_integer (json, "objects", report->objects);
  ctl_json_integer (json, "bytes", report->bytes);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
}

static gboolean
check_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchCareReport) report =
      vouch_library_care_check (ctl_context_get_workspace (context), NULL, NULL, error);

  if (report == NULL)
    return FALSE;
  print_care (context, report);
  if (report->problems->len > 0)
    *exit_code = CTL_EXIT_NOT_READY;
  return TRUE;
}

static gboolean
back_up_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *path =
      vouch_library_care_back_up (ctl_context_get_workspace (context), NULL, error);

  if (path == NULL)
    return FALSE;
  print_path (context, "backup", path);
  return TRUE;
}

/* The library is not opened: it may be too damaged for that. */
static gboolean
restore_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *folder =
      vouch_library_care_restore (ctl_context_get (context, "library"), words[0], error);

  if (folder == NULL)
    return FALSE;
  print_path (context, "library", folder);
  return TRUE;
}

static void
write_backup (CtlContext *context, CtlJson *json, const VouchBackup *backup)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (backup->taken_ms / 1000);
  g_autofree char *when = g_date_time_format_iso8601 (time);

  /* Translators: a time, three counts of what differs, and the path of a file. */
  ctl_context_print (context, _ ("%s  portfolios %u, items %u, texts %u  %s"), when,
                     backup->difference.portfolios, backup->difference.items,
                     backup->difference.texts, backup->path);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "path", backup->path);
  ctl_json_integer (json, "takenMs", backup->taken_ms);
  ctl_json_boolean (json, "differenceKnown", backup->difference.is_known);
  ctl_json_integer (json, "portfolios", backup->difference.portfolios);
  ctl_json_integer (json, "items", backup->difference.items);
  ctl_json_integer (json, "texts", backup->difference.texts);
  ctl_json_end (json);
}

static gboolean
list_backups (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) backups =
      vouch_backups_list (ctl_context_get_workspace (context), NULL, error);

  if (backups == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "backups");
  for (guint i = 0; i < backups->len; i++)
    write_backup (context, json, g_ptr_array_index (backups, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
copy_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *disk = g_canonicalize_filename (words[0], NULL);
  g_autofree char *said =
      vouch_backups_copy (ctl_context_get_workspace (context), disk, NULL, NULL, error);

  if (said == NULL)
    return FALSE;
  ctl_context_print_done (context, said);
  return TRUE;
}

/* The person's own library, which is not opened here: nobody may have it open. */
static gboolean
move_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *target = g_canonicalize_filename (words[0], NULL);

  if (ctl_context_get (context, "library") != NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("Only your own library can be moved, not one that is named by "
                            "--library. Nothing was changed."));
    return FALSE;
  }
  if (!vouch_library_place_move (target, NULL, error))
    return FALSE;
  print_path (context, "library", target);
  return TRUE;
}

static gboolean
renew_code (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_renew_code (ctl_context_get_workspace (context), NULL, error);

  if (info == NULL)
    return FALSE;
  ctl_context_print (context, "%s", info->recovery_code);
  return TRUE;
}

static gboolean
show_identity (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_ensure (ctl_context_get_workspace (context), NULL, error);

  if (info == NULL)
    return FALSE;
  if (info->recovery_code != NULL)
    ctl_context_say (context,
                     _ ("Your recovery code: %s\nPrint it and keep it away from this "
                        "computer. It is shown only now."),
                     info->recovery_code);
  ctl_context_print (context, "%s", info->did);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", info->did);
  ctl_json_boolean (json, "created", info->created);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
recover_identity (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_identity_keeper_recover (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  return show_identity (context, words, exit_code, error);
}

static gboolean
set_private (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  if (!vouch_settings_set_private_words (ctl_context_get_workspace (context), words[0], words + 1,
                                         error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static char *
get_setting (VouchWorkspace *workspace, const char *name)
{
  return g_str_equal (name, "bin-days") ? g_strdup_printf ("%u", vouch_bin_get_days (workspace))
                                        : vouch_settings_get_your_name (workspace);
}

/* Without a value it is shown, with one it is kept and shown. */
static gboolean
setting (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autofree char *value = NULL;

  if (!g_str_equal (words[0], "bin-days") && !g_str_equal (words[0], "your-name")) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” is none of bin-days and your-name."), words[0]);
    return FALSE;
  }
  if (words[1] != NULL &&
      !(g_str_equal (words[0], "bin-days")
            ? vouch_bin_set_days (workspace, (guint) g_ascii_strtoull (words[1], NULL, 10), error)
            : vouch_settings_set_your_name (workspace, words[1], error)))
    return FALSE;
  value = get_setting (workspace, words[0]);
  ctl_context_print (context, "%s", value != NULL ? value : "");
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, words[0], value);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
export_library (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *path = ctl_context_get (context, "to");

  if (!ctl_parse_needed (path, "to", error) ||
      !vouch_export (ctl_context_get_workspace (context), NULL, path, NULL, NULL, error))
    return FALSE;
  print_path (context, "export", path);
  return TRUE;
}

const CtlCommand ctl_library_commands[] = {
  { "library init", "", 0, 0, "", CTL_ACCESS_CREATE, init_library, N_ ("Make a library") },
  { "library check", "", 0, 0, "", CTL_ACCESS_EITHER, check_library,
    N_ ("Read every byte and compare it with what is recorded") },
  { "library backup", "", 0, 0, "", CTL_ACCESS_WRITE, back_up_library,
    N_ ("Keep a snapshot of the database") },
  { "library restore", "[SNAPSHOT]", 0, 1, "", CTL_ACCESS_NONE, restore_library,
    N_ ("Put a snapshot in the place of a damaged database") },
  { "library export", "", 0, 0, "to=DIR|FILE.zip", CTL_ACCESS_READ, export_library,
    N_ ("Write everything so that it can be read without Vouch") },
  { "library backups", "", 0, 0, "", CTL_ACCESS_EITHER, list_backups,
    N_ ("List the snapshots, and how much is different now") },
  { "library copy", "FOLDER", 1, 1, "", CTL_ACCESS_WRITE, copy_library,
    N_ ("Copy the whole library to another disk, or bring the copy up to date") },
  { "library move", "FOLDER", 1, 1, "", CTL_ACCESS_NONE, move_library,
    N_ ("Move your library into another folder; the old one stays") },
  { "identity new-code", "", 0, 0, "", CTL_ACCESS_WRITE, renew_code,
    N_ ("Make a new recovery code; the one before opens nothing any more") },
  { "identity show", "", 0, 0, "", CTL_ACCESS_WRITE, show_identity,
    N_ ("Show your key; make one at first need") },
  { "identity recover", "CODE", 1, 1, "", CTL_ACCESS_WRITE, recover_identity,
    N_ ("Unlock your key with the printed recovery code") },
  { "private", "earnerName|school|district|state [WORD…]", 1, -1, "", CTL_ACCESS_WRITE, set_private,
    N_ ("Name words that must not be found in what is sent") },
  { "setting", "bin-days|your-name [VALUE]", 1, 2, "", CTL_ACCESS_WRITE, setting,
    N_ ("Show or change how long the bin keeps things, or the name on what you print") },
  { 0 },
};
