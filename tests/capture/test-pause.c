/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gst/gst.h>

#include "vouch-capture-gst.h"
#include "vouch-capture-session.h"

#include "capture-folder.h"

/* A pause, by a clock that the test sets, with a microphone that hands over a fifth of a second at once. */

#define MS G_GINT64_CONSTANT (1000000)
#define BEGIN_NS (1000 * MS)
#define PIECE_MS 200
#define BYTES_A_MS (VOUCH_CAPTURE_RATE / 1000 * 2)
/* What the time line brings a microphone back by: a sample in each piece. */
#define NEAR_NS (1 * MS)

typedef struct {
  char *folder;
  VouchCaptureSession *session;
} Fixture;

static void
ignore (VouchCaptureMedium medium, VouchCaptureFault fault, gpointer data)
{
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const VouchCaptureForm form = { VOUCH_CAPTURE_KIND_SOUND, { 64, 48, 25 }, TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_capture_gst_init (&error));
  f->folder = g_dir_make_tmp ("vouch-pause-XXXXXX", &error);
  g_assert_no_error (error);
  f->session = vouch_capture_session_new (&form, ignore, NULL);
  g_assert_true (vouch_capture_session_open (f->session, f->folder, &error));
  g_assert_no_error (error);
  vouch_capture_session_begin (f->session, BEGIN_NS, FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  vouch_capture_session_free (f->session);
  capture_folder_remove (f->folder);
  g_free (f->folder);
}

static void
hear (Fixture *f, gint64 at_ms)
{
  const gsize size = (gsize) PIECE_MS * BYTES_A_MS;
  GstBuffer *sound = gst_buffer_new_allocate (NULL, size, NULL);

  gst_buffer_memset (sound, 0, 1, size);
  vouch_capture_session_take (f->session, VOUCH_CAPTURE_MEDIUM_SOUND, sound, BEGIN_NS + at_ms * MS);
  gst_buffer_unref (sound);
}

static void
assert_length (Fixture *f, gint64 length_ms)
{
  gint64 length = vouch_capture_feed_get_length (vouch_capture_session_get_feed (f->session));

  g_assert_cmpint (ABS (length - length_ms * MS), <=, NEAR_NS);
}

/* Nothing that was heard while it was paused is kept, neither from its first moment nor to its last. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  for (gint64 at = 0; at < 1000; at += PIECE_MS)
    hear (f, at);
  assert_length (f, 1000);
  vouch_capture_session_pause (f->session, TRUE, BEGIN_NS + 1050 * MS);
  hear (f, 1000);
  assert_length (f, 1050);
  hear (f, 1200);
  assert_length (f, 1050);
  vouch_capture_session_pause (f->session, FALSE, BEGIN_NS + 3000 * MS);
  hear (f, 2950);
  assert_length (f, 1200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pause/clipped", Fixture, NULL, set_up, test_pause, tear_down);
  return g_test_run ();
}
