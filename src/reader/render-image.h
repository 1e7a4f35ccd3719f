/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-glance.h"

G_BEGIN_DECLS

VouchGlance *
render_image (ReaderInput *input, const VouchGlanceWish *wish) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
