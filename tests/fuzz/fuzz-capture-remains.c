/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz-target.h"
#include "vouch-capture-repair.h"

static void
check_pieces (const VouchCaptureRepair *repair, gint64 size)
{
  gint64 before = 0, sum = 0;

  for (guint i = 0; i < repair->pieces->len; i++) {
    const VouchCapturePiece *piece = &g_array_index (repair->pieces, VouchCapturePiece, i);

    g_assert_cmpint (piece->from, >=, before);
    g_assert_cmpint (piece->to, >, piece->from);
    g_assert_cmpint (piece->missing_ms, >=, 0);
    before = piece->to;
    sum += piece->to - piece->from;
  }
  g_assert_cmpint (before, <=, size);
  g_assert_cmpint (sum, ==, repair->keep);
}

/* Whatever is left of a recording: what is found whole lies within it, in its order, and can be copied. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (VouchCaptureRepair) repair = { 0 };
  int from = memfd_create ("from", MFD_CLOEXEC);
  int to = memfd_create ("to", MFD_CLOEXEC);

  g_assert_cmpint (write (from, data, size), ==, (gssize) size);
  if (vouch_capture_repair_look (from, &repair, NULL)) {
    check_pieces (&repair, (gint64) size);
    g_assert_true (vouch_capture_repair_copy (from, to, &repair, NULL, NULL));
    g_assert_cmpint (lseek (to, 0, SEEK_END), ==, repair.keep);
  }
  close (from);
  close (to);
  return 0;
}
