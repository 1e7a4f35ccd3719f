/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_TRAFFIC (vouch_traffic_get_type ())
G_DECLARE_FINAL_TYPE (VouchTraffic, vouch_traffic, VOUCH, TRAFFIC, GObject)

VouchTraffic *vouch_traffic_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_traffic_begin_seal (VouchTraffic *self, const char *submission);
void vouch_traffic_end_seal (VouchTraffic *self, const char *submission);
gboolean vouch_traffic_is_sealing (VouchTraffic *self, const char *submission);
gboolean vouch_traffic_is_quiet (VouchTraffic *self);

void vouch_traffic_begin_write (VouchTraffic *self,
                                const char *upload,
                                const char *submission,
                                gint64 account,
                                GObject *writer);
void vouch_traffic_end_write (VouchTraffic *self, const char *upload);
GObject *vouch_traffic_find_writer (VouchTraffic *self, const char *upload);
gboolean vouch_traffic_is_writing (VouchTraffic *self, const char *submission);
guint vouch_traffic_count_writers (VouchTraffic *self, gint64 account);

G_END_DECLS
