/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-capture.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>

#include "vouch-capture-aside.h"
#include "vouch-capture-list.h"
#include "vouch-capture-recover.h"
#include "vouch-capture-words.h"
#include "vouch-capture.h"
#include "vouch-error.h"
#include "vouch-measure.h"

#include "ctl-parse.h"

/*
 * Recording says on the standard output how it goes: a line a second, or with --json one document a
 * line, so that whoever started it can watch.
 */

typedef struct {
  CtlContext *context;
  VouchCapture *capture;
  GMainLoop *loop;
  VouchCaptureKind kind;
  gint64 most_ms; /* 0 for no end */
  gint64 told_ms;
} Watch;

static void
print_line (CtlContext *context, CtlJson *json)
{
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  fflush (stdout);
}

static CtlJson *
begin_event (const char *name)
{
  CtlJson *json = ctl_json_new ();

  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "event", name);
  return json;
}

static void
print_device (CtlContext *context, CtlJson *json, VouchCaptureDevice *device)
{
  const char *medium = vouch_capture_medium_to_string (vouch_capture_device_get_medium (device));

  ctl_context_print_row (context, medium, vouch_capture_device_get_id (device),
                         vouch_capture_device_get_name (device), NULL);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "medium", medium);
  ctl_json_string (json, "id", vouch_capture_device_get_id (device));
  ctl_json_string (json, "name", vouch_capture_device_get_name (device));
  ctl_json_boolean (json, "default", vouch_capture_device_get_is_default (device));
  ctl_json_end (json);
}

static gboolean
list_devices (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (GListModel) devices = vouch_capture_watch_devices ();
  g_autoptr (CtlJson) json = ctl_json_new ();

  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "devices");
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (VouchCaptureDevice) device = g_list_model_get_item (devices, i);

    print_device (context, json, device);
  }
  if (g_list_model_get_n_items (devices) == 0)
    ctl_context_say (context, "%s", _ ("There is no microphone and no camera. Plug one in."));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static void
write_marks (CtlJson *json, VouchCaptureRecord *record)
{
  ctl_json_begin_array (json, "marks");
  for (guint i = 0; record != NULL && i < vouch_capture_record_get_n_events (record); i++) {
    const VouchCaptureEvent *event = vouch_capture_record_get_event (record, i);

    if (event->kind != VOUCH_CAPTURE_EVENT_MARK)
      continue;
    ctl_json_begin_object (json, NULL);
    ctl_json_integer (json, "atMs", event->at_ms);
    if (event->text != NULL)
      ctl_json_string (json, "label", event->text);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
write_record (CtlJson *json, VouchCaptureRecord *record)
{
  ctl_json_begin_array (json, "record");
  for (guint i = 0; record != NULL && i < vouch_capture_record_get_n_events (record); i++) {
    const VouchCaptureEvent *event = vouch_capture_record_get_event (record, i);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "event", vouch_capture_event_kind_to_string (event->kind));
    if (event->fault != VOUCH_CAPTURE_FAULT_NONE)
      ctl_json_string (json, "fault", vouch_capture_fault_to_string (event->fault));
    ctl_json_integer (json, "atMs", event->at_ms);
    ctl_json_integer (json, "lengthMs", event->length_ms);
    ctl_json_time (json, "time", event->wall_ms);
    if (event->text != NULL)
      ctl_json_string (json, "text", event->text);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
write_recording (CtlJson *json, VouchRecording *recording)
{
  VouchCaptureRecord *record = vouch_recording_get_record (recording);

  ctl_json_string (json, "id", vouch_recording_get_id (recording));
  ctl_json_string (json, "artifact", vouch_recording_get_artifact (recording));
  ctl_json_string (json, "title", vouch_recording_get_title (recording));
  ctl_json_string (json, "kind",
                   vouch_capture_kind_to_string (vouch_recording_get_kind (recording)));
  ctl_json_integer (json, "part", vouch_recording_get_part (recording));
  ctl_json_integer (json, "parts", vouch_recording_get_n_parts (recording));
  ctl_json_integer (json, "durationMs", vouch_recording_get_duration_ms (recording));
  ctl_json_integer (json, "bytes", vouch_recording_get_size (recording));
  ctl_json_boolean (json, "recovered", vouch_recording_get_recovered (recording));
  if (vouch_recording_get_item (recording) != NULL)
    ctl_json_string (json, "item", vouch_recording_get_item (recording));
  if (record != NULL) {
    g_autoptr (VouchContinuity) continuity = vouch_capture_record_get_continuity (record, -1, -1);

    ctl_json_integer (json, "gaps", vouch_continuity_get_gaps (continuity));
  }
  write_marks (json, record);
  write_record (json, record);
}

static char *
format_length (gint64 ms)
{
  gint64 seconds = ms / 1000;

  return g_strdup_printf ("%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT,
                          seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void
print_kept (CtlContext *context, VouchRecording *recording)
{
  g_autoptr (CtlJson) json = begin_event ("kept");
  g_autofree char *length = format_length (vouch_recording_get_duration_ms (recording));

  ctl_context_print (context, "%s", vouch_recording_get_artifact (recording));
  ctl_context_say (context, "%s  %s", length, vouch_recording_get_title (recording));
  write_recording (json, recording);
  print_line (context, json);
}

static void
print_status (Watch *watch, const VouchCaptureStatus *status)
{
  g_autoptr (CtlJson) json = begin_event (vouch_capture_state_to_string (status->state));
  g_autofree char *length = format_length (status->recorded_ms);
  g_autofree char *size = g_format_size ((guint64) status->bytes);

  if (!ctl_context_wants_json (watch->context))
    ctl_context_say (watch->context, "%s  %s  %.0f dB  %s", length, size, status->level_db,
                     vouch_capture_state_to_string (status->state));
  ctl_json_integer (json, "recordedMs", status->recorded_ms);
  ctl_json_integer (json, "bytes", status->bytes);
  ctl_json_integer (json, "freeBytes", status->free_bytes);
  ctl_json_integer (json, "leftMs", status->left_ms);
  ctl_json_number (json, "levelDb", status->level_db);
  ctl_json_number (json, "peakDb", status->peak_db);
  ctl_json_string (json, "fault", vouch_capture_fault_to_string (status->fault));
  if (status->asking)
    ctl_json_boolean (json, "asking", TRUE);
  ctl_json_integer (json, "marks", status->n_marks);
  ctl_json_integer (json, "gaps", status->n_gaps);
  ctl_json_integer (json, "parts", status->n_parts);
  if (watch->kind == VOUCH_CAPTURE_KIND_PICTURE) {
    ctl_json_integer (json, "width", status->size.width);
    ctl_json_integer (json, "height", status->size.height);
    ctl_json_integer (json, "fps", status->size.fps);
    ctl_json_boolean (json, "modest", status->modest);
    ctl_json_integer (json, "leftOut", status->n_left_out);
  }
  print_line (watch->context, json);
}

/* Before anything is kept: for how long there is room, and how large pictures will be. */
static void
print_armed (Watch *watch)
{
  g_autofree char *size = NULL;
  VouchCaptureStatus status;

  vouch_capture_get_status (watch->capture, &status);
  print_status (watch, &status);
  size = vouch_capture_describe_size (&status);
  if (size != NULL)
    ctl_context_say (watch->context, "%s", size);
}

static void
take_changed (VouchCapture *capture, Watch *watch)
{
  VouchCaptureStatus status;

  vouch_capture_get_status (capture, &status);
  if (g_get_monotonic_time () / 1000 - watch->told_ms >= 980) {
    watch->told_ms = g_get_monotonic_time () / 1000;
    print_status (watch, &status);
  }
  if (status.state == VOUCH_CAPTURE_STATE_FAILED ||
      (watch->most_ms > 0 && status.recorded_ms >= watch->most_ms))
    g_main_loop_quit (watch->loop);
}

static void
take_noticed (VouchCapture *capture, int fault, Watch *watch)
{
  g_autoptr (CtlJson) json = begin_event ("noticed");
  const char *words = vouch_capture_describe_fault ((VouchCaptureFault) fault, watch->kind);

  if (words != NULL)
    ctl_context_say (watch->context, "%s", words);
  ctl_json_string (json, "fault", vouch_capture_fault_to_string ((VouchCaptureFault) fault));
  if (words != NULL)
    ctl_json_string (json, "message", words);
  print_line (watch->context, json);
}

static gboolean
take_stop (gpointer data)
{
  g_main_loop_quit (((Watch *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
take_mark (gpointer data)
{
  Watch *watch = data;
  g_autoptr (CtlJson) json = begin_event ("marked");
  VouchCaptureStatus status;

  if (!vouch_capture_mark (watch->capture, NULL, NULL))
    return G_SOURCE_CONTINUE;
  vouch_capture_get_status (watch->capture, &status);
  ctl_json_integer (json, "marks", status.n_marks);
  print_line (watch->context, json);
  return G_SOURCE_CONTINUE;
}

static gboolean
take_pause (gpointer data)
{
  Watch *watch = data;

  if (!vouch_capture_pause (watch->capture, NULL))
    vouch_capture_resume (watch->capture, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_waiting (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* The person may take a while to answer, or never do; whoever waits can stop. */
static gboolean
wait_for_leave (Watch *watch, GError **error)
{
  static const int stops[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (stops) + 1];
  gboolean stopped = FALSE;
  VouchCaptureStatus status;

  vouch_capture_get_status (watch->capture, &status);
  if (!status.asking)
    return TRUE;
  ctl_context_say (watch->context, "%s", _ ("Waiting for this computer to allow the camera."));
  print_status (watch, &status);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    sources[i] = g_unix_signal_add (stops[i], stop_waiting, &stopped);
  sources[G_N_ELEMENTS (stops)] = g_timeout_add (50, look_again, NULL);
  while (status.asking && !stopped) {
    g_main_context_iteration (NULL, TRUE);
    vouch_capture_get_status (watch->capture, &status);
  }
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  if (stopped)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                         _ ("Stopped before the camera was allowed. Nothing was recorded."));
  return !stopped;
}

static void
run_until_stopped (Watch *watch)
{
  static const int stops[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (stops) + 2];

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    sources[i] = g_unix_signal_add (stops[i], take_stop, watch);
  sources[3] = g_unix_signal_add (SIGUSR1, take_mark, watch);
  sources[4] = g_unix_signal_add (SIGUSR2, take_pause, watch);
  watch->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (watch->capture, "changed", G_CALLBACK (take_changed), watch);
  g_signal_connect (watch->capture, "noticed", G_CALLBACK (take_noticed), watch);
  g_main_loop_run (watch->loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  g_signal_handlers_disconnect_by_data (watch->capture, watch);
  g_main_loop_unref (watch->loop);
}

/* A device is a microphone or a camera; which, its own list knows. */
static gboolean
choose_devices (CtlContext *context,
                VouchCaptureOptions *options,
                GListModel *devices,
                GError **error)
{
  const char *const *ids = ctl_context_get_all (context, "device");

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++) {
    gboolean found = FALSE;

    for (guint j = 0; j < g_list_model_get_n_items (devices); j++) {
      g_autoptr (VouchCaptureDevice) device = g_list_model_get_item (devices, j);

      if (g_strcmp0 (vouch_capture_device_get_id (device), ids[i]) != 0)
        continue;
      found = TRUE;
      if (vouch_capture_device_get_medium (device) == VOUCH_CAPTURE_MEDIUM_SOUND)
        options->microphone = ids[i];
      else
        options->camera = ids[i];
    }
    if (!found) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                   _ ("There is no device “%s”. “vouchctl devices” lists them."), ids[i]);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
read_options (CtlContext *context,
              const char *const *words,
              VouchCaptureOptions *options,
              Watch *watch,
              GError **error)
{
  gboolean video = ctl_context_has (context, "video");
  const char *seconds = ctl_context_get (context, "seconds");
  guint64 number = 0;

  if (video == ctl_context_has (context, "audio"))
    return ctl_context_refuse (error, _ ("Say what to record by either --audio or --video."));
  if ((ctl_context_get (context, "for") != NULL) != (words[0] != NULL))
    return ctl_context_refuse (error, _ ("Say what it is for by --for P and a requirement."));
  if (seconds != NULL && !g_ascii_string_to_unsigned (seconds, 10, 1, G_MAXINT, &number, NULL))
    return ctl_context_refuse (error, _ ("“%s” is no number of seconds."), seconds);
  options->kind = watch->kind = video ? VOUCH_CAPTURE_KIND_PICTURE : VOUCH_CAPTURE_KIND_SOUND;
  options->title = ctl_context_get (context, "title");
  options->pre_roll = ctl_context_has (context, "pre-roll");
  watch->most_ms = (gint64) number * 1000;
  return TRUE;
}

/* It is safe already; what can be found out about it makes the check of a portfolio right. */
static void
read_kept (CtlContext *context)
{
  g_autoptr (GError) local = NULL;

  if (!vouch_measure_unread (ctl_context_get_workspace (context), NULL, NULL, &local))
    ctl_context_say (context, "%s", local->message);
}

static gboolean
record (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchCaptureOptions options = { 0 };
  Watch watch = { .context = context };
  g_autofree char *portfolio = NULL;
  g_autoptr (GListModel) devices = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  VouchCaptureStatus status;

  if (!read_options (context, words, &options, &watch, error))
    return FALSE;
  if (words[0] != NULL &&
      (portfolio = ctl_parse_portfolio (context, ctl_context_get (context, "for"), error)) == NULL)
    return FALSE;
  options.portfolio = portfolio;
  options.requirement = words[0];
  if (ctl_context_get (context, "device") != NULL)
    devices = vouch_capture_watch_devices ();
  if (!choose_devices (context, &options, devices, error))
    return FALSE;
  watch.capture = vouch_capture_open (ctl_context_get_workspace (context), &options, NULL, error);
  if (watch.capture == NULL || !wait_for_leave (&watch, error)) {
    g_clear_object (&watch.capture);
    return FALSE;
  }
  print_armed (&watch);
  if (!vouch_capture_start (watch.capture, error)) {
    g_clear_object (&watch.capture);
    return FALSE;
  }
  run_until_stopped (&watch);
  kept = vouch_capture_stop (watch.capture, NULL, error);
  vouch_capture_get_status (watch.capture, &status);
  print_status (&watch, &status);
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    print_kept (context, g_ptr_array_index (kept, i));
  if (status.state == VOUCH_CAPTURE_STATE_FAILED)
    *exit_code = CTL_EXIT_ENVIRONMENT;
  g_clear_object (&watch.capture);
  if (kept != NULL)
    read_kept (context);
  return kept != NULL;
}

static void
write_recordings (CtlContext *context, CtlJson *json, GPtrArray *recordings)
{
  ctl_json_begin_array (json, "recordings");
  for (guint i = 0; i < recordings->len; i++) {
    VouchRecording *recording = g_ptr_array_index (recordings, i);
    g_autofree char *length = format_length (vouch_recording_get_duration_ms (recording));

    ctl_context_print_row (context, vouch_recording_get_artifact (recording), length,
                           vouch_recording_get_recovered (recording) ? _ ("recovered") : "",
                           vouch_recording_get_title (recording), NULL);
    ctl_json_begin_object (json, NULL);
    write_recording (json, recording);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

/* What could not be read is said at each call, for as long as it lies there. */
static void
write_aside (CtlContext *context, CtlJson *json, GPtrArray *aside)
{
  ctl_json_begin_array (json, "unreadable");
  for (guint i = 0; i < aside->len; i++) {
    const VouchCaptureAside *one = g_ptr_array_index (aside, i);
    g_autofree char *words = vouch_capture_aside_describe (one);

    ctl_context_print_row (context, one->folder, words, NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "recording", one->id);
    ctl_json_string (json, "folder", one->folder);
    ctl_json_integer (json, "bytes", one->bytes);
    ctl_json_string (json, "about", words);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static gboolean
recover (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (GPtrArray) before = vouch_capture_aside_list (workspace);
  g_autoptr (GPtrArray) recordings = vouch_capture_recover (workspace, NULL, NULL, error);
  g_autoptr (GPtrArray) aside = vouch_capture_aside_list (workspace);
  g_autoptr (CtlJson) json = ctl_json_new ();

  if (recordings == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  write_recordings (context, json, recordings);
  write_aside (context, json, aside);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  fflush (stdout);
  if (aside->len > before->len)
    *exit_code = CTL_EXIT_NOT_READY;
  if (recordings->len > 0)
    read_kept (context);
  return TRUE;
}

static gboolean
list_recordings (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (GPtrArray) recordings =
      vouch_capture_list (ctl_context_get_workspace (context), NULL, error);
  g_autoptr (CtlJson) json = ctl_json_new ();

  if (recordings == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  write_recordings (context, json, recordings);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

const CtlCommand ctl_capture_commands[] = {
  { "devices", "", 0, 0, "", CTL_ACCESS_NONE, list_devices, N_ ("List microphones and cameras") },
  { "record", "[REQUIREMENT]", 0, 1, "audio video device=D seconds=N title=T pre-roll for=P",
    CTL_ACCESS_WRITE, record, N_ ("Record until it is interrupted") },
  { "recover", "", 0, 0, "", CTL_ACCESS_WRITE, recover,
    N_ ("Bring in recordings that were cut off") },
  { "recordings", "", 0, 0, "", CTL_ACCESS_READ, list_recordings,
    N_ ("List what was recorded here") },
  { 0 },
};
