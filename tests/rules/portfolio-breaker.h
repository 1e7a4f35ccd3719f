/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-completeness.h"

G_BEGIN_DECLS

gboolean break_constraint (VouchPortfolio *portfolio,
                           VouchFinding *finding,
                           VouchRequirement *requirement,
                           VouchConstraint *constraint);
gboolean break_standing (VouchPortfolio *portfolio,
                         VouchFinding *finding,
                         VouchRequirement *requirement,
                         gboolean needed);

G_END_DECLS
