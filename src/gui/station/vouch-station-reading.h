/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GCancellable *vouch_station_read_aloud (const char *text,
                                        const char *language,
                                        gpointer window,
                                        GAsyncReadyCallback done) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_station_read_aloud_finish (GAsyncResult *result);

G_END_DECLS
