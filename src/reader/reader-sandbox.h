/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reader_sandbox_enter (gint64 max_written_bytes);
gboolean reader_sandbox_enter_for_sound (void);
gboolean reader_sandbox_self_test (void);
gboolean reader_sandbox_self_test_for_sound (void);

G_END_DECLS
