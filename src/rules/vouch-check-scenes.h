/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_picture (VouchProbe *probe);
void vouch_check_on_screen (VouchProbe *probe);
void vouch_check_participants (VouchProbe *probe);
void vouch_check_transcript (VouchProbe *probe);

G_END_DECLS
