/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchCaptureRepair:
 * @keep: how many bytes of the file, from its beginning, are whole.
 * @duration_ms: their playing time.
 * @last_page: where the last page of an Ogg file begins; -1 for other files.
 *
 * What can be played of a recording that was cut off.
 */
typedef struct {
  gint64 keep;
  gint64 duration_ms;
  gint64 last_page;
} VouchCaptureRepair;

gboolean vouch_capture_repair_look (int fd, VouchCaptureRepair *repair, GError **error);
gboolean vouch_capture_repair_copy (int from,
                                    int to,
                                    const VouchCaptureRepair *repair,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
