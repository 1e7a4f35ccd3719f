/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"

G_BEGIN_DECLS

gboolean vouch_desk_sweep (VouchDesk *desk, GError **error);

G_END_DECLS
