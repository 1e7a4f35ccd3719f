/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GCancellable *
vouch_station_read_aloud (const char *text, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
