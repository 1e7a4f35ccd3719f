/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchCapturePiece:
 * @from: where it begins in the file.
 * @to: where it ends.
 * @at_ms: where in the recording something is missing before it.
 * @missing_ms: how much; 0 for nothing.
 *
 * Bytes that are whole, after a place that is not.
 */
typedef struct {
  gint64 from;
  gint64 to;
  gint64 at_ms;
  gint64 missing_ms;
} VouchCapturePiece;

/**
 * VouchCaptureRepair:
 * @pieces: (element-type VouchCapturePiece): what is whole, in its order.
 * @keep: how many bytes that are.
 * @duration_ms: their playing time, what is missing between them included.
 * @last_page: where the last page of an Ogg file begins; -1 for other files.
 *
 * What can be played of a recording that was cut off.
 */
typedef struct {
  GArray *pieces;
  gint64 keep;
  gint64 duration_ms;
  gint64 last_page;
} VouchCaptureRepair;

void vouch_capture_repair_clear (VouchCaptureRepair *self);
gboolean vouch_capture_repair_look (int fd, VouchCaptureRepair *repair, GError **error);
gboolean vouch_capture_repair_copy (int from,
                                    int to,
                                    const VouchCaptureRepair *repair,
                                    GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchCaptureRepair, vouch_capture_repair_clear)

G_END_DECLS
