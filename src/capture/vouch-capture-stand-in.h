/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-capture-device.h"

G_BEGIN_DECLS

const char *vouch_capture_stand_in_get_override (void);
const char *vouch_capture_stand_in_find (char **settings, const char *key);
double vouch_capture_stand_in_read (char **settings, const char *key, double fallback);
char *vouch_capture_stand_in_describe (char **settings,
                                       VouchCaptureMedium medium) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
