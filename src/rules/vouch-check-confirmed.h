/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_template (VouchProbe *probe);
void vouch_check_originality (VouchProbe *probe);
void vouch_check_manual (VouchProbe *probe);
void vouch_check_extension (VouchProbe *probe);

G_END_DECLS
