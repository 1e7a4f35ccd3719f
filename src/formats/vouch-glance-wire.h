/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-glance.h"

G_BEGIN_DECLS

/* A record: this many bytes that say what follows, then the data. */
#define VOUCH_GLANCE_WIRE_HEAD 56

GBytes *vouch_glance_wire_write_head (guint index, VouchGlance *glance) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_glance_wire_get_body (VouchGlance *glance) G_GNUC_WARN_UNUSED_RESULT;
gssize vouch_glance_wire_read (const guint8 *data,
                               gsize length,
                               guint index,
                               const VouchGlanceWish *wish,
                               VouchGlance **glance);
gssize vouch_glance_wire_read_shared (const guint8 *data,
                                      gsize length,
                                      const VouchGlanceWish *wish,
                                      const guint8 *memory,
                                      gsize memory_size,
                                      VouchGlance **glance);

G_END_DECLS
