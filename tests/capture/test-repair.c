/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "vouch-capture-repair.h"
#include "vouch-recorder.h"

#include "capture-folder.h"

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
tear_down (Fixture *f, gconstpointer data)
{
  capture_folder_remove (f->folder);
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

static guint32
sum_of (const guint8 *page, gsize length)
{
  guint32 sum = 0;

  for (gsize i = 0; i < length; i++) {
    sum ^= (guint32) page[i] << 24;
    for (int bit = 0; bit < 8; bit++)
      sum = (sum & 0x80000000u) ? (sum << 1) ^ 0x04c11db7u : sum << 1;
  }
  return sum;
}

/* Pages whose places are beyond the 2^32nd sample, which takes a day. */
static void
test_many_samples (void)
{
  Fixture f = { 0 };
  g_auto (VouchCaptureRepair) whole = { 0 };
  g_auto (VouchCaptureRepair) repair = { 0 };

  set_up (&f, GINT_TO_POINTER (VOUCH_CAPTURE_KIND_SOUND));
  g_assert_true (look_at (&f, f.bytes, f.length, &whole));
  for (gsize i = 0; i + 27 < f.length; i++) {
    guint8 *page = (guint8 *) f.bytes + i;
    gsize length;
    guint32 sum;

    if (memcmp (page, "OggS", 4) != 0)
      continue;
    length = (gsize) 27 + page[26];
    for (int n = 0; n < page[26]; n++)
      length += page[27 + n];
    page[10] = 3; /* three times 2^32 samples later */
    memset (page + 22, 0, 4);
    sum = sum_of (page, length);
    for (int n = 0; n < 4; n++)
      page[22 + n] = (guint8) (sum >> (8 * n));
    i += length - 1;
  }
  g_assert_true (look_at (&f, f.bytes, f.length, &repair));
  g_assert_cmpint (repair.keep, ==, whole.keep);
  g_assert_cmpint (
      ABS (repair.duration_ms - whole.duration_ms - 3 * (G_GINT64_CONSTANT (1) << 32) / 48), <=, 1);
  tear_down (&f, NULL);
}

/* A cluster that begins more than 2^32 milliseconds after the first, which takes fifty days. */
static void
test_many_milliseconds (void)
{
  static const char file[] = "\x1a\x45\xdf\xa3\x80"                             /* a head, empty */
                             "\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" /* no length */
                             "\x16\x54\xae\x6b\x80"                             /* tracks, empty */
                             "\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff"
                             "\xe7\x88\x00\x00\x00\x05\x00\x00\x00\x64" /* 5 * 2^32 + 100 */
                             "\xa3\x85\x81\x00\x07\x80\x55";
  Fixture f = { .folder = g_dir_make_tmp ("vouch-repair-XXXXXX", NULL) };
  g_auto (VouchCaptureRepair) repair = { 0 };

  g_assert_true (look_at (&f, file, sizeof file - 1, &repair));
  g_assert_cmpint (repair.keep, ==, (gint64) sizeof file - 1);
  g_assert_cmpint (repair.duration_ms, ==, 5 * (G_GINT64_CONSTANT (1) << 32) + 100 + 7 + 20);
  tear_down (&f, NULL);
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
  g_test_add_func ("/capture-repair/many-samples", test_many_samples);
  g_test_add_func ("/capture-repair/many-milliseconds", test_many_milliseconds);
  return g_test_run ();
}
