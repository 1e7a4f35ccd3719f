/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

struct _GstElement;

struct _GstElement *
vouch_capture_stuck_new (struct _GstElement *device, double seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
