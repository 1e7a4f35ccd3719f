/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_distinct (VouchProbe *probe);
void vouch_check_same (VouchProbe *probe);
void vouch_check_spread (VouchProbe *probe);

G_END_DECLS
