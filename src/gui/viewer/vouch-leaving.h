/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-player.h"

G_BEGIN_DECLS

void vouch_leaving_rest (VouchPlayer *player, GtkWidget *widget);

G_END_DECLS
