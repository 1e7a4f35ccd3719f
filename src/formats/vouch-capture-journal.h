/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-record.h"

G_BEGIN_DECLS

char *vouch_capture_journal_line (const VouchCaptureEvent *event) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureRecord *
vouch_capture_journal_read (const char *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_capture_journal_write (VouchCaptureRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
