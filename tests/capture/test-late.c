/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <gst/gst.h>

#include "vouch-capture-feed.h"
#include "vouch-capture-gst.h"

/* Pictures that come late, by a clock that the test sets. */

#define MS G_GINT64_CONSTANT (1000000)
#define BEGIN_NS (1000 * MS)
#define BEAT_NS (40 * MS)
#define TICK_NS (50 * MS)
/* For how long sound may be held back. */
#define HELD_NS (500 * MS)
#define SOON_HELD_NS (300 * MS)
#define WIDTH 64
#define HEIGHT 48

typedef struct {
  char *folder;
  VouchDurableFile *file;
  VouchDurableFile *peaks_file;
  VouchCapturePeaks *peaks;
  VouchCaptureEncoder *encoder;
  VouchCaptureFeed *feed;
  GArray *faults; /* of gaps that began */
} Fixture;

static void
note (VouchCaptureEventKind kind,
      VouchCaptureFault fault,
      gint64 at_ms,
      gint64 length_ms,
      gpointer data)
{
  Fixture *f = data;

  if (kind == VOUCH_CAPTURE_EVENT_GAP)
    g_array_append_val (f->faults, fault);
}

static VouchDurableFile *
open_file (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  VouchDurableFile *file = vouch_durable_file_new (path, NULL, TRUE, &error);

  g_assert_no_error (error);
  return file;
}

static void
remove_file (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_unlink (path);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const VouchCaptureSize size = { WIDTH, HEIGHT, 25 };
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_capture_gst_init (&error));
  f->folder = g_dir_make_tmp ("vouch-late-XXXXXX", &error);
  g_assert_no_error (error);
  f->file = open_file (f, "late.mkv");
  f->peaks_file = open_file (f, "peaks");
  f->peaks = vouch_capture_peaks_new (f->peaks_file);
  f->encoder = vouch_capture_encoder_new (VOUCH_CAPTURE_KIND_PICTURE, &size, f->file, &error);
  g_assert_no_error (error);
  f->faults = g_array_new (FALSE, FALSE, sizeof (VouchCaptureFault));
  f->feed = vouch_capture_feed_new (VOUCH_CAPTURE_KIND_PICTURE, &size, note, f);
  vouch_capture_feed_begin (f->feed, f->encoder, f->peaks, BEGIN_NS);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  vouch_capture_feed_free (f->feed);
  vouch_capture_encoder_free (f->encoder);
  vouch_capture_peaks_free (f->peaks);
  vouch_durable_file_unref (f->file);
  vouch_durable_file_unref (f->peaks_file);
  g_array_unref (f->faults);
  remove_file (f, "late.mkv");
  remove_file (f, "peaks");
  g_rmdir (f->folder);
  g_free (f->folder);
}

/* Gives whether it was kept. */
static gboolean
see (Fixture *f, gint64 place_ns)
{
  const VouchCapturePace *pace = vouch_capture_feed_get_pace (f->feed);
  GstBuffer *picture = gst_buffer_new_allocate (NULL, WIDTH * HEIGHT * 3 / 2, NULL);
  const guint before = pace->n_seen;

  gst_buffer_memset (picture, 0, 128, WIDTH * HEIGHT * 3 / 2);
  vouch_capture_feed_take (f->feed, VOUCH_CAPTURE_MEDIUM_PICTURE, picture, BEGIN_NS + place_ns);
  gst_buffer_unref (picture);
  return pace->n_seen > before;
}

static void
see_all (Fixture *f, gint64 from_ns, gint64 to_ns)
{
  for (gint64 place = from_ns; place <= to_ns; place += BEAT_NS)
    g_assert_true (see (f, place));
}

static void
hear (Fixture *f, gint64 place_ns)
{
  const gsize size = TICK_NS / MS * VOUCH_CAPTURE_RATE / 1000 * 2;
  GstBuffer *sound = gst_buffer_new_allocate (NULL, size, NULL);

  gst_buffer_memset (sound, 0, 0, size);
  vouch_capture_feed_take (f->feed, VOUCH_CAPTURE_MEDIUM_SOUND, sound, BEGIN_NS + place_ns);
  gst_buffer_unref (sound);
}

/* Only sound comes, and is never held back for longer than that. */
static void
listen (Fixture *f, gint64 from_ns, gint64 to_ns, gint64 held_ns)
{
  for (gint64 now = from_ns + TICK_NS; now <= to_ns; now += TICK_NS) {
    hear (f, now - TICK_NS);
    vouch_capture_feed_tick (f->feed, BEGIN_NS + now);
    g_assert_false (vouch_capture_feed_is_ahead (f->feed, VOUCH_CAPTURE_MEDIUM_SOUND,
                                                 BEGIN_NS + now - held_ns));
  }
}

/* A computer that was busy for almost half a second keeps every picture. */
static void
test_late (Fixture *f, gconstpointer data)
{
  see_all (f, 0, 1000 * MS);
  listen (f, 0, 1000 * MS, HELD_NS);
  listen (f, 1000 * MS, 1450 * MS, HELD_NS);
  see_all (f, 1040 * MS, 1440 * MS);
  g_assert_cmpuint (f->faults->len, ==, 0);
}

/* What is later is made up for, so that the sound is written; and from then on sooner. */
static void
test_later (Fixture *f, gconstpointer data)
{
  see_all (f, 0, 1000 * MS);
  listen (f, 0, 1000 * MS, HELD_NS);
  listen (f, 1000 * MS, 1600 * MS, HELD_NS);
  g_assert_false (see (f, 1040 * MS));
  listen (f, 1600 * MS, 1900 * MS, SOON_HELD_NS);
  g_assert_cmpuint (f->faults->len, ==, 0);
  /* It has caught up; then it may be late again. */
  see_all (f, 1920 * MS, 2400 * MS);
  listen (f, 1900 * MS, 2850 * MS, HELD_NS);
  see_all (f, 2440 * MS, 2840 * MS);
  g_assert_cmpuint (f->faults->len, ==, 0);
}

/* A camera that is known to be away holds back nothing. The gap has the name of what was the matter, and the
 * next one is not called like it. */
static void
test_away (Fixture *f, gconstpointer data)
{
  see_all (f, 0, 1000 * MS);
  listen (f, 0, 1000 * MS, HELD_NS);
  vouch_capture_feed_set_fault (f->feed, VOUCH_CAPTURE_MEDIUM_PICTURE, VOUCH_CAPTURE_FAULT_DENIED);
  listen (f, 1000 * MS, 2500 * MS, SOON_HELD_NS);
  g_assert_cmpuint (f->faults->len, ==, 1);
  g_assert_cmpint (g_array_index (f->faults, VouchCaptureFault, 0), ==, VOUCH_CAPTURE_FAULT_DENIED);
  vouch_capture_feed_set_fault (f->feed, VOUCH_CAPTURE_MEDIUM_PICTURE, VOUCH_CAPTURE_FAULT_NONE);
  see_all (f, 2520 * MS, 3000 * MS);
  listen (f, 2500 * MS, 4500 * MS, HELD_NS);
  g_assert_cmpuint (f->faults->len, ==, 2);
  g_assert_cmpint (g_array_index (f->faults, VouchCaptureFault, 1), ==,
                   VOUCH_CAPTURE_FAULT_NO_CAMERA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/late/kept", Fixture, NULL, set_up, test_late, tear_down);
  g_test_add ("/late/made-up", Fixture, NULL, set_up, test_later, tear_down);
  g_test_add ("/late/away", Fixture, NULL, set_up, test_away, tear_down);
  return g_test_run ();
}
