/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *vouch_scan_box_seal (const guint8 *key, GBytes *plain) G_GNUC_WARN_UNUSED_RESULT;
GBytes *
vouch_scan_box_open (const guint8 *key, GBytes *sealed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
