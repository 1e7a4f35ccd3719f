/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_cites (VouchProbe *probe);
void vouch_check_annotation (VouchProbe *probe);
void vouch_check_criterion_coverage (VouchProbe *probe);

G_END_DECLS
