/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-talk.h"

#include <glib/gi18n-lib.h>

#include "vouch-captions.h"
#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-pauses.h"
#include "vouch-talks.h"
#include "vouch-text.h"

#include "ctl-parse.h"

/* What is heard in a recording: pauses, turns and captions. */

/* An item stands for its file; a file may be named by the beginning of its hash. */
static char *
parse_recording (CtlContext *context, const char *given, GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) no_item = NULL;
  g_autofree char *id = ctl_parse_item (context, given, &no_item);
  VouchItem *item;

  if (id == NULL) {
    if (g_error_matches (no_item, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
      return ctl_parse_artifact (context, given, error);
    g_propagate_error (error, g_steal_pointer (&no_item));
    return NULL;
  }
  item = vouch_items_find (ctl_context_get_workspace (context), id, &portfolio, error);
  if (item == NULL)
    return NULL;
  if (vouch_item_get_artifact (item) == NULL)
    ctl_context_refuse (error, _ ("“%s” has no recording."), given);
  return g_strdup (vouch_item_get_artifact (item));
}

static void
add_span (CtlJson *json, gint64 start_ms, gint64 end_ms)
{
  ctl_json_integer (json, "startMs", start_ms);
  ctl_json_integer (json, "endMs", end_ms);
}

static void
add_signal (CtlJson *json, VouchTalk *talk)
{
  const VouchSignal *signal = vouch_talk_get_signal (talk);
  g_autofree char *warning = vouch_pauses_describe_signal (talk);

  ctl_json_begin_object (json, "signal");
  ctl_json_number (json, "floorDb", signal->floor_db);
  ctl_json_number (json, "levelDb", signal->level_db);
  ctl_json_number (json, "marginDb", signal->margin_db);
  ctl_json_number (json, "clipped", signal->clipped);
  ctl_json_number (json, "echoSeconds", signal->echo);
  ctl_json_boolean (json, "trusted", vouch_pauses_are_trusted (talk));
  if (warning != NULL)
    ctl_json_string (json, "warning", warning);
  if (signal->doubt_end_ms > signal->doubt_start_ms) {
    ctl_json_begin_object (json, "doubtful");
    add_span (json, signal->doubt_start_ms, signal->doubt_end_ms);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
add_speech (CtlJson *json, VouchTalk *talk)
{
  guint n = 0;
  const VouchSpeech *speech = vouch_talk_get_speech (talk, &n);

  ctl_json_begin_array (json, "speech");
  for (guint i = 0; i < n; i++) {
    ctl_json_begin_object (json, NULL);
    add_span (json, speech[i].start_ms, speech[i].end_ms);
    ctl_json_number (json, "levelDb", speech[i].level_db);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
print_span (CtlContext *context, const char *what, gint64 start_ms, gint64 end_ms)
{
  g_autofree char *start = vouch_text_format_duration_exactly (start_ms);
  g_autofree char *end = vouch_text_format_duration_exactly (end_ms);
  g_autofree char *seconds = g_strdup_printf ("%.2f", (double) (end_ms - start_ms) / 1000);

  ctl_context_print_row (context, what, start, end, seconds, NULL);
}

static void
add_pauses (CtlContext *context, CtlJson *json, VouchTalk *talk)
{
  guint n = 0;
  const VouchPause *pauses = vouch_talk_get_pauses (talk, &n);

  ctl_json_begin_array (json, "pauses");
  for (guint i = 0; i < n; i++) {
    ctl_json_begin_object (json, NULL);
    add_span (json, pauses[i].start_ms, pauses[i].end_ms);
    ctl_json_end (json);
    print_span (context, "pause", pauses[i].start_ms, pauses[i].end_ms);
  }
  ctl_json_end (json);
}

static void
add_sum (CtlContext *context, CtlJson *json, GArray *waits, VouchTurnKind after)
{
  VouchWaitSum sum;
  g_autofree char *words = NULL;

  vouch_waits_sum (waits, after, &sum);
  words = vouch_waits_describe_sum (&sum, after);
  ctl_json_begin_object (json, vouch_turn_kind_to_string (after));
  ctl_json_integer (json, "count", sum.n);
  if (sum.n > 0)
    ctl_json_integer (json, "medianMs", sum.median_ms);
  ctl_json_integer (json, "threeSecondsOrMore", sum.n_long);
  ctl_json_end (json);
  if (waits->len > 0)
    ctl_context_print (context, "%s\n", words);
}

static void
add_waits (CtlContext *context, CtlJson *json, GArray *waits)
{
  ctl_json_begin_array (json, "waits");
  for (guint i = 0; i < waits->len; i++) {
    const VouchWait *wait = &g_array_index (waits, VouchWait, i);
    const char *after = vouch_turn_kind_to_string (wait->after);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "after", after);
    ctl_json_integer (json, "turnMs", wait->turn_ms);
    add_span (json, wait->start_ms, wait->end_ms);
    ctl_json_boolean (json, "open", wait->open);
    ctl_json_end (json);
    print_span (context, after, wait->start_ms, wait->end_ms);
  }
  ctl_json_end (json);
  ctl_json_begin_object (json, "waitsAfter");
  add_sum (context, json, waits, VOUCH_TURN_KIND_QUESTION);
  add_sum (context, json, waits, VOUCH_TURN_KIND_ANSWER);
  ctl_json_end (json);
}

static gboolean
pauses (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autofree char *artifact = parse_recording (context, words[0], error);
  g_autoptr (VouchSoundMap) map = NULL;
  g_autoptr (VouchTalk) talk = NULL;
  g_autoptr (GPtrArray) turns = NULL;
  g_autoptr (GArray) waits = NULL;
  g_autofree char *warning = NULL;

  map = artifact != NULL ? vouch_talks_listen (workspace, artifact, NULL, NULL, NULL, error) : NULL;
  turns = map != NULL ? vouch_talks_list_turns (workspace, artifact, NULL, error) : NULL;
  if (turns == NULL)
    return FALSE;
  talk = vouch_pauses_find (map);
  waits = vouch_waits_measure (talk, turns);
  ctl_json_begin_object (json, NULL);
  ctl_json_integer (json, "durationMs", vouch_talk_get_duration_ms (talk));
  ctl_json_integer (json, "speechMs", vouch_talk_get_speech_ms (talk));
  add_signal (json, talk);
  add_pauses (context, json, talk);
  add_waits (context, json, waits);
  add_speech (json, talk);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  warning = vouch_pauses_describe_signal (talk);
  if (warning != NULL)
    ctl_context_say (context, "%s", warning);
  return TRUE;
}

static gboolean
mark (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchTurnKind kind = VOUCH_TURN_KIND_NONE;
  g_autofree char *artifact = NULL;
  g_autoptr (GPtrArray) before = NULL;
  gint64 start, end;

  if (!ctl_parse_span (words[1], &start, &end, error))
    return FALSE;
  if (!vouch_turn_kind_from_string (words[2], &kind))
    return ctl_context_refuse (error, _ ("A turn is one of question, answer and none."));
  artifact = parse_recording (context, words[0], error);
  before = artifact != NULL ? vouch_talks_mark (ctl_context_get_workspace (context), artifact,
                                                start, end, kind, NULL, error)
                            : NULL;
  if (before == NULL)
    return FALSE;
  ctl_context_print_done (context, artifact);
  return TRUE;
}

static gboolean
list_captions (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autofree char *artifact = parse_recording (context, words[0], error);
  g_autoptr (GPtrArray) all =
      artifact != NULL
          ? vouch_captions_list (ctl_context_get_workspace (context), artifact, NULL, error)
          : NULL;

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "captions");
  for (guint i = 0; i < all->len; i++) {
    VouchCaption *caption = g_ptr_array_index (all, i);
    const char *speaker = vouch_caption_get_speaker (caption);
    g_autofree char *at = vouch_text_format_duration_exactly (vouch_caption_get_start_ms (caption));
    g_autofree char *line = g_strdelimit (g_strdup (vouch_caption_get_text (caption)), "\n\t", ' ');

    ctl_json_begin_object (json, NULL);
    add_span (json, vouch_caption_get_start_ms (caption), vouch_caption_get_end_ms (caption));
    if (speaker != NULL)
      ctl_json_string (json, "speaker", speaker);
    ctl_json_string (json, "text", vouch_caption_get_text (caption));
    ctl_json_end (json);
    ctl_context_print_row (context, at, speaker != NULL ? speaker : "", line, NULL);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
import_captions (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *artifact = parse_recording (context, words[0], error);
  g_autoptr (GPtrArray) before = artifact != NULL
                                     ? vouch_captions_import (ctl_context_get_workspace (context),
                                                              artifact, words[1], NULL, error)
                                     : NULL;

  if (before == NULL)
    return FALSE;
  ctl_context_print_done (context, artifact);
  return TRUE;
}

static gboolean
export_captions (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *artifact = parse_recording (context, words[0], error);

  if (artifact == NULL ||
      !vouch_captions_export (ctl_context_get_workspace (context), artifact, words[1], NULL, error))
    return FALSE;
  ctl_context_print_done (context, artifact);
  return TRUE;
}

static gboolean
make_transcript (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *item = ctl_parse_item (context, words[0], error);
  g_autofree char *id =
      item != NULL
          ? vouch_captions_make_transcript (ctl_context_get_workspace (context), item, NULL, error)
          : NULL;

  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

const CtlCommand ctl_talk_commands[] = {
  { "pauses", "E", 1, 1, "", CTL_ACCESS_EITHER, pauses,
    N_ ("Find the pauses of a recording, and the waits after what was marked") },
  { "talk mark", "E START-END question|answer|none", 3, 3, "", CTL_ACCESS_WRITE, mark,
    N_ ("Say what a turn was") },
  { "captions list", "E", 1, 1, "", CTL_ACCESS_READ, list_captions, N_ ("List captions") },
  { "captions import", "E FILE", 2, 2, "", CTL_ACCESS_WRITE, import_captions,
    N_ ("Take captions out of a WebVTT file") },
  { "captions export", "E FILE", 2, 2, "", CTL_ACCESS_READ, export_captions,
    N_ ("Write captions into a WebVTT file") },
  { "captions transcript", "E", 1, 1, "", CTL_ACCESS_WRITE, make_transcript,
    N_ ("Make a document of the captions and place it beside the recording") },
  { 0 },
};
