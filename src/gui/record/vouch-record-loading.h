/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-brief.h"

#include "vouch-page.h"

G_BEGIN_DECLS

/* Settings that are remembered from one recording to the next. */
#define VOUCH_RECORD_KIND_KEY "capture.kind"
#define VOUCH_RECORD_MICROPHONE_KEY "capture.microphone"
#define VOUCH_RECORD_CAMERA_KEY "capture.camera"

/**
 * VouchRecordLoading:
 * @brief: what there is to know.
 * @kind: what is recorded.
 * @devices: (nullable): a list model of #VouchCaptureDevice, the first time.
 * @microphone: (nullable): id of what was used last.
 * @camera: (nullable): id of what was used last.
 *
 * What a page that records is filled with.
 */
typedef struct {
  VouchCaptureBrief *brief;
  VouchCaptureKind kind;
  GListModel *devices;
  char *microphone;
  char *camera;
} VouchRecordLoading;

void vouch_record_loading_begin (VouchPage *page,
                                 const char *requirement,
                                 VouchCaptureKind kind,
                                 gboolean first,
                                 VouchPageShowFunc show);
void vouch_record_loading_remember (VouchPage *page, const char *key, const char *value);

G_END_DECLS
