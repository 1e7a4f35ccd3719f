/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-capture-repair.h"
#include "vouch-recorder.h"

/* Files as our own recorder makes them, cut at any byte, with bytes that are others, with a hole in the
 * middle, and with zeros where a power cut left them. */

/* The head of either kind ends before; what is damaged there costs the file. */
#define HEAD_BYTES 2000
/* What one bad place may cost: a page, or a cluster and what is cut with it. */
#define MOST_LOST_MS 260

typedef struct {
  char *folder;
  char *bytes;
  gsize length;
} Fixture;

static void
record (Fixture *f, VouchCaptureKind kind)
{
  const VouchRecorderOptions options = { .kind = kind };
  g_autoptr (VouchRecorder) recorder = vouch_recorder_new (NULL);
  g_autofree char *take = g_build_filename (f->folder, "take", NULL);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_recorder_arm (recorder, &options, &error));
  g_assert_no_error (error);
  g_assert_true (vouch_recorder_start (recorder, take, &error));
  g_usleep (900000);
  parts = vouch_recorder_stop (recorder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_true (g_file_get_contents (((VouchRecorderPart *) parts->pdata[0])->path, &f->bytes,
                                      &f->length, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("vouch-repair-XXXXXX", NULL);
  record (f, (VouchCaptureKind) GPOINTER_TO_INT (data));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      remove_all (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_all (f->folder);
  g_free (f->folder);
  g_free (f->bytes);
}

static gboolean
look_at (Fixture *f, const char *bytes, gsize length, VouchCaptureRepair *repair)
{
  g_autofree char *path = g_build_filename (f->folder, "struck", NULL);
  gboolean found;
  int fd;

  vouch_capture_repair_clear (repair);
  fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
  found = vouch_capture_repair_look (fd, repair, NULL);
  close (fd);
  return found;
}

static void
test_cut (Fixture *f, gconstpointer data)
{
  g_auto (VouchCaptureRepair) whole = { 0 };
  g_auto (VouchCaptureRepair) repair = { 0 };
  gint64 before = 0;

  g_assert_true (look_at (f, f->bytes, f->length, &whole));
  g_assert_cmpint (whole.keep, ==, (gint64) f->length);
  g_assert_cmpint (whole.duration_ms, >=, 850);
  g_assert_cmpint (whole.duration_ms, <=, 1300);
  for (gsize cut = 1; cut < f->length; cut += 1 + f->length / 700) {
    if (!look_at (f, f->bytes, cut, &repair))
      continue;
    g_assert_cmpint (repair.keep, <=, (gint64) cut);
    g_assert_cmpint (repair.duration_ms, >=, before);
    before = repair.duration_ms;
  }
  g_assert_cmpint (before, >=, whole.duration_ms - 60);
}

static void
test_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *struck = g_memdup2 (f->bytes, f->length);
  g_auto (VouchCaptureRepair) whole = { 0 };
  g_auto (VouchCaptureRepair) repair = { 0 };

  g_assert_true (look_at (f, f->bytes, f->length, &whole));
  for (gsize at = 0; at < f->length; at += 1 + f->length / 400) {
    gboolean found;

    struck[at] = (char) (struck[at] ^ 0x55);
    found = look_at (f, struck, f->length, &repair);
    g_assert_true (found || at < HEAD_BYTES);
    g_assert_cmpint (repair.keep, <=, (gint64) f->length);
    if (at >= HEAD_BYTES)
      g_assert_cmpint (repair.duration_ms, >=, whole.duration_ms - MOST_LOST_MS);
    struck[at] = f->bytes[at];
  }
}

static int
copy_to (Fixture *f, const VouchCaptureRepair *repair)
{
  g_autofree char *from = g_build_filename (f->folder, "struck", NULL);
  g_autofree char *to = g_build_filename (f->folder, "repaired", NULL);
  int in = open (from, O_RDONLY | O_CLOEXEC);
  int out = open (to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_true (vouch_capture_repair_copy (in, out, repair, NULL, NULL));
  close (in);
  return out;
}

/* What comes after a bad place is kept, and what is missing is told. */
static void
test_hole (Fixture *f, gconstpointer data)
{
  g_autofree char *struck = g_memdup2 (f->bytes, f->length);
  const gsize length = f->length / 8;
  g_auto (VouchCaptureRepair) whole = { 0 };
  g_auto (VouchCaptureRepair) repair = { 0 };
  g_auto (VouchCaptureRepair) again = { 0 };
  const VouchCapturePiece *second;
  int out;

  g_assert_true (look_at (f, f->bytes, f->length, &whole));
  g_assert_cmpuint (whole.pieces->len, ==, 1);
  for (gsize i = 0; i < length; i++)
    struck[f->length / 2 + i] = (char) (i % 3 == 0 ? 0xff : i * 7);
  g_assert_true (look_at (f, struck, f->length, &repair));
  g_assert_cmpuint (repair.pieces->len, ==, 2);
  second = &g_array_index (repair.pieces, VouchCapturePiece, 1);
  g_assert_cmpint (second->from, >=, (gint64) (f->length / 2 + length));
  g_assert_cmpint (second->missing_ms, >=, whole.duration_ms / 20);
  g_assert_cmpint (second->missing_ms, <=, whole.duration_ms / 3);
  g_assert_cmpint (second->at_ms, >=, whole.duration_ms / 4);
  g_assert_cmpint (repair.duration_ms, ==, whole.duration_ms);

  out = copy_to (f, &repair);
  g_assert_true (vouch_capture_repair_look (out, &again, NULL));
  g_assert_cmpuint (again.pieces->len, ==, 1);
  g_assert_cmpint (again.keep, ==, repair.keep);
  g_assert_cmpint (again.duration_ms, ==, repair.duration_ms);
  close (out);
}

static void
test_zeros (Fixture *f, gconstpointer data)
{
  g_autofree char *struck = g_memdup2 (f->bytes, f->length);
  g_auto (VouchCaptureRepair) repair = { 0 };

  for (gsize at = f->length / 2; at < f->length; at += 1 + f->length / 200) {
    memset (struck + at, 0, f->length - at);
    g_assert_true (look_at (f, struck, f->length, &repair));
    g_assert_cmpint (repair.keep, <=, (gint64) at);
    memcpy (struck + at, f->bytes + at, f->length - at);
  }
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  g_auto (VouchCaptureRepair) repair = { 0 };
  g_auto (VouchCaptureRepair) again = { 0 };
  int out;

  g_assert_true (look_at (f, f->bytes, f->length - 7, &repair));
  out = copy_to (f, &repair);
  g_assert_true (vouch_capture_repair_look (out, &again, NULL));
  g_assert_cmpint (again.keep, ==, repair.keep);
  g_assert_cmpint (again.duration_ms, ==, repair.duration_ms);
  close (out);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = { { "cut", test_cut },
                { "bytes", test_bytes },
                { "hole", test_hole },
                { "zeros", test_zeros },
                { "copy", test_copy } };

  g_setenv ("VOUCH_CAPTURE_SOURCE",
            "sound=tone;picture=ball,width=320,height=180;encoder,width=320,height=180", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint kind = 0; kind < 2; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
      g_autofree char *name =
          g_strdup_printf ("/capture-repair/%s/%s", kind == 0 ? "sound" : "picture", tests[i].name);

      g_test_add (name, Fixture, GUINT_TO_POINTER (kind), set_up, tests[i].func, tear_down);
    }
  return g_test_run ();
}
