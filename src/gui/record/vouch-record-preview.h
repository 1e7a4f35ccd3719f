/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-capture.h"

G_BEGIN_DECLS

/**
 * VouchRecordPreviewFunc:
 * @picture: what the camera sees.
 * @data: data of the listener.
 *
 * Hears of a picture that is to be shown.
 */
typedef void (*VouchRecordPreviewFunc) (GdkTexture *picture, gpointer data);

/**
 * VouchRecordPreview:
 * @func: hears of the pictures.
 * @data: its data.
 * @on: whether somebody looks.
 * @level_us: when a level was shown last.
 * @picture_us: when a picture was shown last.
 *
 * What is shown of a recorder between one look and the next: no more than is seen.
 */
typedef struct {
  VouchRecordPreviewFunc func;
  gpointer data;
  gboolean on;
  gint64 level_us;
  gint64 picture_us;
} VouchRecordPreview;

gboolean vouch_record_preview_takes_level (VouchRecordPreview *self);
void vouch_record_preview_watch (VouchRecordPreview *self, VouchCapture *capture);

G_END_DECLS
