/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-recording.h"

#include <glib/gi18n-lib.h>

#include "vouch-fitting.h"
#include "vouch-file-look.h"
#include "vouch-render-save.h"
#include "vouch-text.h"

#include "ctl-parse.h"

static void
print_facts (CtlContext *context, VouchFacts *facts)
{
  const char *format = vouch_facts_get_format (facts);
  g_autofree char *size = g_format_size ((guint64) MAX (0, vouch_facts_get_size (facts)));

  const char *media = vouch_media_to_string (vouch_facts_get_media (facts));

  ctl_context_print (context, "%s  %s  %s", media != NULL ? media : "?",
                     format != NULL ? format : "?", size);
  if (vouch_facts_get_duration_ms (facts) >= 0) {
    g_autofree char *length = vouch_text_format_duration (vouch_facts_get_duration_ms (facts));

    ctl_context_print (context, "%s", length);
  }
  if (vouch_facts_get_width (facts) > 0)
    ctl_context_print (context, "%d × %d", vouch_facts_get_width (facts),
                       vouch_facts_get_height (facts));
}

static void
write_facts (CtlJson *json, VouchFacts *facts)
{
  ctl_json_string (json, "media", vouch_media_to_string (vouch_facts_get_media (facts)));
  ctl_json_string (json, "format", vouch_facts_get_format (facts));
  ctl_json_integer (json, "bytes", vouch_facts_get_size (facts));
  if (vouch_facts_get_duration_ms (facts) >= 0)
    ctl_json_integer (json, "durationMs", vouch_facts_get_duration_ms (facts));
  if (vouch_facts_get_width (facts) > 0) {
    ctl_json_integer (json, "width", vouch_facts_get_width (facts));
    ctl_json_integer (json, "height", vouch_facts_get_height (facts));
  }
  ctl_json_integer (json, "soundTracks", MAX (0, vouch_facts_get_audio_tracks (facts)));
  ctl_json_integer (json, "pictureTracks", MAX (0, vouch_facts_get_video_tracks (facts)));
  ctl_json_integer (json, "identifiers", vouch_facts_get_n_identifiers (facts));
}

static gboolean
probe (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchFileLook) look = vouch_file_look_at (words[0], NULL, error);
  g_autoptr (CtlJson) json = ctl_json_new ();

  if (look == NULL)
    return FALSE;
  if (!look->opens)
    *exit_code = CTL_EXIT_NOT_READY;
  if (!ctl_context_wants_json (context)) {
    print_facts (context, look->facts);
    ctl_context_print (context, "%s",
                       look->opens ? _ ("This computer can open all of it.")
                                   : _ ("This computer cannot open all of it."));
    if (look->advice != NULL)
      ctl_context_print (context, "%s", look->advice);
    if (!look->opens && vouch_facts_get_duration_ms (look->facts) > 0)
      ctl_context_print (context, "%s",
                         _ ("What is there may be saved with “vouchctl rescue FILE --out COPY”."));
    return TRUE;
  }
  ctl_json_begin_object (json, NULL);
  write_facts (json, look->facts);
  ctl_json_boolean (json, "opens", look->opens);
  ctl_json_string (json, "advice", look->advice);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
rescue (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *out = ctl_context_get (context, "out");
  g_autoptr (VouchFacts) facts = NULL;

  if (out == NULL)
    return ctl_context_refuse (error, _ ("Say where the copy goes with --out."));
  if (!vouch_file_look_rescue (words[0], out, &facts, NULL, error))
    return FALSE;
  print_facts (context, facts);
  return TRUE;
}

static gboolean
parse_number (CtlContext *context, const char *name, guint64 most, guint64 *number, GError **error)
{
  const char *text = ctl_context_get (context, name);

  *number = 0;
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, most, number, NULL))
    return TRUE;
  return ctl_context_refuse (error, _ ("“%s” is no number for --%s."), text, name);
}

static gboolean
render (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *out = ctl_context_get (context, "out");
  g_autofree char *item = NULL;
  g_autoptr (VouchFacts) facts = NULL;
  g_autoptr (CtlJson) json = ctl_json_new ();
  guint64 max_bytes, max_height;

  if (out == NULL)
    return ctl_context_refuse (error, _ ("Say where the copy goes with --out."));
  if (!parse_number (context, "max-bytes", G_MAXINT64, &max_bytes, error) ||
      !parse_number (context, "max-height", 16384, &max_height, error))
    return FALSE;
  item = ctl_parse_item (context, words[0], error);
  if (item == NULL ||
      !vouch_render_save (ctl_context_get_workspace (context), item, (gint64) max_bytes,
                          (int) max_height, out, &facts, NULL, NULL, error))
    return FALSE;
  if (!ctl_context_wants_json (context)) {
    print_facts (context, facts);
    return TRUE;
  }
  ctl_json_begin_object (json, NULL);
  write_facts (json, facts);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
fit (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  const char *issuer = ctl_context_get (context, "issuer");
  g_autofree char *item = ctl_parse_item (context, words[0], error);
  g_autoptr (VouchFitting) fitting = NULL;

  if (item == NULL)
    return FALSE;
  if (ctl_context_has (context, "undo")) {
    if (!vouch_fitting_undo (workspace, item, error))
      return FALSE;
    ctl_context_print_done (context, item);
    return TRUE;
  }
  if (!vouch_fitting_ask (workspace, item, issuer, NULL, error) ||
      !vouch_fitting_make (workspace, item, NULL, NULL, error))
    return FALSE;
  fitting = vouch_fitting_look (workspace, item, issuer, NULL, error);
  if (fitting == NULL)
    return FALSE;
  if (fitting->sentence != NULL)
    ctl_context_say (context, "%s", fitting->sentence);
  ctl_context_print_done (context, item);
  return TRUE;
}

const CtlCommand ctl_recording_commands[] = {
  { "probe", "FILE", 1, 1, "", CTL_ACCESS_NONE, probe,
    N_ ("Say what a file is, and whether this computer can open it") },
  { "rescue", "FILE", 1, 1, "out=FILE", CTL_ACCESS_NONE, rescue,
    N_ ("Save what is there of a recording that was cut off") },
  { "render", "E", 1, 1, "max-bytes=N max-height=H out=FILE", CTL_ACCESS_WRITE, render,
    N_ ("Save a copy of a recording that fits") },
  { "fit", "E", 1, 1, "issuer=NAME undo", CTL_ACCESS_WRITE, fit,
    N_ ("Have a copy sent that fits what is asked for") },
  { 0 },
};
