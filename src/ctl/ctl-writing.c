/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-writing.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-writing.h"

static char *
format_when (gint64 until_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (until_ms / 1000);

  return until_ms == 0 ? g_strdup (_ ("now")) : g_date_time_format (time, "%Y-%m-%d %H:%M");
}

static gboolean
list (CtlContext *context, const char *const *arguments, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchTextVersions) versions =
      vouch_writing_list_versions (ctl_context_get_workspace (context), arguments[0], NULL, error);
  g_autoptr (CtlJson) json = ctl_json_new ();

  if (versions == NULL)
    return FALSE;
  ctl_json_begin_array (json, NULL);
  for (guint i = 0; i < versions->versions->len; i++) {
    const VouchTextVersion *version = g_ptr_array_index (versions->versions, i);
    g_autofree char *number = g_strdup_printf ("%u", i);
    g_autofree char *when = format_when (version->until_ms);

    ctl_context_print_row (context, number, when, version->text, NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_integer (json, "number", i);
    if (version->until_ms > 0)
      ctl_json_time (json, "until", version->until_ms);
    ctl_json_integer (json, "words", version->words);
    ctl_json_string (json, "text", version->text);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
bring_back (CtlContext *context, const char *const *arguments, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (VouchTextVersions) versions =
      vouch_writing_list_versions (workspace, arguments[0], NULL, error);
  guint64 number;

  if (versions == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (arguments[1], 10, 0, versions->versions->len - 1, &number,
                                   NULL)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no earlier text “%s”."),
                 arguments[1]);
    return FALSE;
  }
  return vouch_writing_bring_back (
      workspace, arguments[0],
      ((VouchTextVersion *) g_ptr_array_index (versions->versions, number))->text, NULL, error);
}

const CtlCommand ctl_writing_commands[] = {
  { "text list", "E", 1, 1, "", CTL_ACCESS_READ, list,
    N_ ("List what a typed answer says and said before") },
  { "text restore", "E NUMBER", 2, 2, "", CTL_ACCESS_WRITE, bring_back,
    N_ ("Make an earlier text the present one") },
  { 0 },
};
