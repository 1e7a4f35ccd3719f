/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-reader-inspector.h"

/* A list of wishes, and what was shown at each. */
typedef struct {
  const VouchBrowseWish *wishes;
  guint n_wishes;
  guint n_asked;
  gint64 asked_us;
  GArray *times_ms;  /* (element-type gint64), -1 for a problem */
  GArray *took_us;   /* (element-type gint64) */
  GPtrArray *frames; /* (element-type VouchGlance) */
} Look;

static gboolean
ask (VouchBrowseWish *wish, gpointer data)
{
  Look *look = data;

  if (look->n_asked == look->n_wishes)
    return FALSE;
  *wish = look->wishes[look->n_asked++];
  look->asked_us = g_get_monotonic_time ();
  return TRUE;
}

static void
show (VouchGlance *frame, gpointer data)
{
  Look *look = data;
  gint64 time_ms =
      vouch_glance_get_problem (frame) != NULL ? -1 : vouch_glance_get_shape (frame)->duration_ms;
  gint64 took_us = g_get_monotonic_time () - look->asked_us;

  g_array_append_val (look->times_ms, time_ms);
  g_array_append_val (look->took_us, took_us);
  g_ptr_array_add (look->frames, g_object_ref (frame));
}

static Look *
look_new (const VouchBrowseWish *wishes, guint n_wishes)
{
  Look *look = g_new0 (Look, 1);

  look->wishes = wishes;
  look->n_wishes = n_wishes;
  look->times_ms = g_array_new (FALSE, FALSE, sizeof (gint64));
  look->took_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  look->frames = g_ptr_array_new_with_free_func (g_object_unref);
  return look;
}

static void
look_free (Look *look)
{
  g_array_unref (look->times_ms);
  g_array_unref (look->took_us);
  g_ptr_array_unref (look->frames);
  g_free (look);
}

static gboolean
browse (const char *name, Look *look, GError **error)
{
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  VouchBrowsing what = { 320, 320, ask, show, look };
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean browsed;

  g_assert_cmpint (fd, >=, 0);
  browsed = vouch_inspector_browse (VOUCH_INSPECTOR (inspector), fd, &what, NULL, error);
  close (fd);
  return browsed;
}

static gint64
time_at (Look *look, guint i)
{
  g_assert_cmpuint (i, <, look->times_ms->len);
  return g_array_index (look->times_ms, gint64, i);
}

static gboolean
is_same_picture (Look *look, guint one, guint other)
{
  return g_bytes_equal (vouch_glance_get_data (g_ptr_array_index (look->frames, one)),
                        vouch_glance_get_data (g_ptr_array_index (look->frames, other)));
}

/* Each moment shows the frame that lies there, forwards, backwards and at either end. */
static void
test_seek (void)
{
  const VouchBrowseWish wishes[] = {
    { 5000, 0 }, { 20000, 0 }, { 3010, 0 }, { 0, 0 }, { 90000000, 0 }
  };
  Look *look = look_new (wishes, G_N_ELEMENTS (wishes));
  g_autoptr (GError) error = NULL;
  gint64 longest_us = 0;

  g_assert_true (browse ("lesson.mp4", look, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 4; i++) {
    g_assert_cmpint (time_at (look, i), <=, wishes[i].time_ms + 1);
    g_assert_cmpint (time_at (look, i), >, wishes[i].time_ms - 120);
  }
  g_assert_cmpint (time_at (look, 4), >, 30000);
  /* The first includes the start of the helper. */
  for (guint i = 1; i < 4; i++)
    longest_us = MAX (longest_us, g_array_index (look->took_us, gint64, i));
  g_test_message ("first %.0f ms, then at most %.0f ms",
                  (double) g_array_index (look->took_us, gint64, 0) / 1000,
                  (double) longest_us / 1000);
  look_free (look);
}

/* Stepping on and back comes to the same frames, and asking for a frame's own time gives that frame. */
static void
test_step (void)
{
  VouchBrowseWish wishes[] = { { 5000, 0 }, { 0, 1 }, { 0, 1 }, { 0, -1 }, { 0, -1 }, { 0, -1 } };
  VouchBrowseWish again[] = { { 0, 0 } };
  Look *look = look_new (wishes, G_N_ELEMENTS (wishes));
  Look *other;
  g_autoptr (GError) error = NULL;

  g_assert_true (browse ("lesson.mp4", look, &error));
  g_assert_no_error (error);
  g_assert_cmpint (time_at (look, 1), >, time_at (look, 0));
  g_assert_cmpint (time_at (look, 2), >, time_at (look, 1));
  g_assert_cmpint (time_at (look, 3), ==, time_at (look, 1));
  g_assert_cmpint (time_at (look, 4), ==, time_at (look, 0));
  g_assert_cmpint (time_at (look, 5), <, time_at (look, 0));
  g_assert_true (is_same_picture (look, 3, 1));
  again[0].time_ms = time_at (look, 1);
  other = look_new (again, 1);
  g_assert_true (browse ("lesson.mp4", other, &error));
  g_assert_cmpint (time_at (other, 0), ==, time_at (look, 1));
  look_free (other);
  look_free (look);
}

/* Past the last frame the last one stays. */
static void
test_end (void)
{
  const VouchBrowseWish wishes[] = { { 90000000, 0 }, { 0, 1 }, { 0, 1 }, { 0, -1 }, { 1000, 0 } };
  Look *look = look_new (wishes, G_N_ELEMENTS (wishes));
  g_autoptr (GError) error = NULL;

  g_assert_true (browse ("lesson.mp4", look, &error));
  g_assert_no_error (error);
  g_assert_cmpint (time_at (look, 1), ==, time_at (look, 0));
  g_assert_cmpint (time_at (look, 2), ==, time_at (look, 0));
  g_assert_cmpint (time_at (look, 3), <, time_at (look, 0));
  g_assert_cmpint (time_at (look, 4), <=, 1001);
  look_free (look);
}

/* What has no picture says so, and does not end. */
static void
test_no_picture (void)
{
  const VouchBrowseWish wishes[] = { { 1000, 0 }, { 2000, 0 } };
  const char *const names[] = { "lesson.m4a", "broken/noise.mp4" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    Look *look = look_new (wishes, G_N_ELEMENTS (wishes));
    g_autoptr (GError) error = NULL;

    g_assert_true (browse (names[i], look, &error));
    g_assert_no_error (error);
    g_assert_cmpint (time_at (look, 0), ==, -1);
    g_assert_cmpint (time_at (look, 1), ==, -1);
    look_free (look);
  }
}

static void
lie (VouchGlance *frame, gpointer data)
{
  g_assert_not_reached ();
}

/* A helper that answers with something else is found out; one that is no program says so. */
static void
test_dishonest (void)
{
  const VouchBrowseWish wishes[] = { { 0, 0 } };
  const char *const helpers[] = { "/bin/true", "/bin/echo" };

  for (gsize i = 0; i < G_N_ELEMENTS (helpers); i++) {
    g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new_for_helper (helpers[i]);
    Look *look = look_new (wishes, 1);
    VouchBrowsing what = { 320, 320, ask, lie, look };
    g_autoptr (GError) error = NULL;
    int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

    g_assert_false (vouch_inspector_browse (VOUCH_INSPECTOR (inspector), fd, &what, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
    close (fd);
    look_free (look);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/browse/seek", test_seek);
  g_test_add_func ("/browse/step", test_step);
  g_test_add_func ("/browse/end", test_end);
  g_test_add_func ("/browse/no-picture", test_no_picture);
  g_test_add_func ("/browse/dishonest", test_dishonest);
  return g_test_run ();
}
