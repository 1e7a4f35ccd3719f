/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void reader_watchdog_start (guint seconds);
void reader_watchdog_tick (void);
guint reader_watchdog_get_progress (void);

G_END_DECLS
