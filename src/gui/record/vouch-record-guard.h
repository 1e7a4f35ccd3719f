/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORD_GUARD (vouch_record_guard_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordGuard, vouch_record_guard, VOUCH, RECORD_GUARD, GObject)

VouchRecordGuard *vouch_record_guard_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_record_guard_begin (VouchRecordGuard *self, GtkWidget *widget);
void vouch_record_guard_end_loudly (VouchRecordGuard *self);
void vouch_record_guard_end (VouchRecordGuard *self);
gboolean vouch_record_guard_is_on (VouchRecordGuard *self);
void vouch_record_guard_tell (VouchRecordGuard *self, const char *text);

G_END_DECLS
