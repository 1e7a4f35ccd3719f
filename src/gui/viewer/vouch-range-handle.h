/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_RANGE_HANDLE (vouch_range_handle_get_type ())
G_DECLARE_FINAL_TYPE (VouchRangeHandle, vouch_range_handle, VOUCH, RANGE_HANDLE, GtkWidget)

GtkWidget *vouch_range_handle_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_range_handle_get_time (VouchRangeHandle *self);
void vouch_range_handle_set_time (VouchRangeHandle *self,
                                  gint64 time_ms,
                                  gint64 least_ms,
                                  gint64 most_ms);

G_END_DECLS
