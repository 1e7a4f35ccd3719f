/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_duration (VouchProbe *probe);
void vouch_check_continuity (VouchProbe *probe);
void vouch_check_audio (VouchProbe *probe);

G_END_DECLS
