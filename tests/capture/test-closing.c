/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-recorder.h"

#include "capture-folder.h"

/* A device that does not answer when it is closed: nobody waits for it but the thread that closes it. */

/* Nobody sees the end of it. */
#define STUCK "sound=tone,close-for=3600;sound=ticks"
#define LOST "sound=tone,lose-at=0.5,back-at=1.5,close-for=3600"
#define STUCK_CAMERA                                                                               \
  "sound=tone;picture=ball,width=320,height=180,fps=15,close-for=3600;"                            \
  "encoder,width=320,height=180,fps=15"

/* Who closes waits two seconds for a device that may only take its time, and not longer; when it was
 * waited for once, not again. */
#define CLOSED_WITHIN_US (4 * G_USEC_PER_SEC)
#define LEFT_WITHIN_US (G_USEC_PER_SEC)
#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  guint n_takes;
} Fixture;

static void
set_up (Fixture *f, gconstpointer devices)
{
  g_setenv ("VOUCH_CAPTURE_SOURCE", devices, TRUE);
  f->folder = g_dir_make_tmp ("vouch-closing-XXXXXX", NULL);
}

static void
tear_down (Fixture *f, gconstpointer devices)
{
  capture_folder_remove (f->folder);
  g_free (f->folder);
}

static VouchRecorder *
begin (Fixture *f, VouchCaptureKind kind)
{
  const VouchRecorderOptions options = { .kind = kind, .folder = f->folder };
  g_autofree char *name = g_strdup_printf ("take-%u", f->n_takes++);
  g_autofree char *take = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  VouchRecorder *recorder = vouch_recorder_new (NULL);

  vouch_recorder_arm (recorder, &options, &error);
  g_assert_no_error (error);
  vouch_recorder_start (recorder, take, &error);
  g_assert_no_error (error);
  return recorder;
}

/* What a program does at the end; gives how long it is. */
static gint64
end (VouchRecorder *recorder, gint64 within_us)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = vouch_recorder_stop (recorder, &error);
  VouchRecorderPart *part;

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  part = g_ptr_array_index (parts, 0);
  g_assert_true (part->ended);
  g_assert_nonnull (part->sha256);
  vouch_recorder_close (recorder);
  g_object_unref (recorder);
  g_assert_cmpint (g_get_monotonic_time () - began, <, within_us);
  return part->duration_ms;
}

/* The recording is kept, and the next one is not kept waiting by what is still stuck. */
static void
test_stop (Fixture *f, gconstpointer devices)
{
  VouchCaptureKind kind =
      g_str_equal (devices, STUCK_CAMERA) ? VOUCH_CAPTURE_KIND_PICTURE : VOUCH_CAPTURE_KIND_SOUND;
  VouchRecorder *recorder = begin (f, kind);

  g_usleep (500000);
  g_assert_cmpint (end (recorder, CLOSED_WITHIN_US), >=, 400);
  g_setenv ("VOUCH_CAPTURE_SOURCE", "sound=tone", TRUE);
  recorder = begin (f, VOUCH_CAPTURE_KIND_SOUND);
  g_usleep (500000);
  g_assert_cmpint (end (recorder, LEFT_WITHIN_US), >=, 400);
}

/* Another one is taken while it records. */
static void
test_choose (Fixture *f, gconstpointer devices)
{
  VouchRecorder *recorder = begin (f, VOUCH_CAPTURE_KIND_SOUND);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gint64 began;

  g_usleep (500000);
  began = g_get_monotonic_time ();
  vouch_recorder_choose (recorder, VOUCH_CAPTURE_MEDIUM_SOUND, "test:ticks", &error);
  g_assert_no_error (error);
  name = vouch_recorder_get_device_name (recorder, VOUCH_CAPTURE_MEDIUM_SOUND);
  g_assert_cmpstr (name, ==, "ticks");
  g_assert_cmpint (g_get_monotonic_time () - began, <, LEFT_WITHIN_US);
  g_usleep (500000);
  g_assert_cmpint (end (recorder, CLOSED_WITHIN_US), >=, 900);
}

static void
wait_for_fault (VouchRecorder *recorder, VouchCaptureFault fault)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  VouchCaptureStatus status;

  do {
    g_assert_cmpint (g_get_monotonic_time (), <, until);
    g_usleep (10000);
    vouch_recorder_get_status (recorder, &status);
  } while (status.fault != fault);
}

/* It is lost and stuck: the recorder looks after everything else, and takes it up again. */
static void
test_lost (Fixture *f, gconstpointer devices)
{
  VouchRecorder *recorder = begin (f, VOUCH_CAPTURE_KIND_SOUND);

  wait_for_fault (recorder, VOUCH_CAPTURE_FAULT_NO_MICROPHONE);
  wait_for_fault (recorder, VOUCH_CAPTURE_FAULT_NONE);
  g_usleep (300000);
  g_assert_cmpint (end (recorder, CLOSED_WITHIN_US), >=, 1500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/closing/microphone", Fixture, STUCK, set_up, test_stop, tear_down);
  g_test_add ("/closing/camera", Fixture, STUCK_CAMERA, set_up, test_stop, tear_down);
  g_test_add ("/closing/another", Fixture, STUCK, set_up, test_choose, tear_down);
  g_test_add ("/closing/lost", Fixture, LOST, set_up, test_lost, tear_down);
  return g_test_run ();
}
