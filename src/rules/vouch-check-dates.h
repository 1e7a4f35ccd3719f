/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_date_window (VouchProbe *probe);
void vouch_check_elapsed (VouchProbe *probe);
void vouch_check_sequence (VouchProbe *probe);

G_END_DECLS
