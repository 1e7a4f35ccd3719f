/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-capture-state.h"

G_BEGIN_DECLS

gboolean vouch_capture_profile_choose (VouchCaptureKind kind, VouchCaptureSize *size);

G_END_DECLS
