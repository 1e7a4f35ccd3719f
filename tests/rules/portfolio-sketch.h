/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-completeness.h"

G_BEGIN_DECLS

VouchConstraint *sketch_constraint (const char *text) G_GNUC_WARN_UNUSED_RESULT;
VouchRequirement *sketch_requirement (const char *text) G_GNUC_WARN_UNUSED_RESULT;
VouchItem *sketch_item (const char *text, guint number) G_GNUC_WARN_UNUSED_RESULT;
VouchDefinition *sketch_definition (const char *constraint) G_GNUC_WARN_UNUSED_RESULT;
VouchPortfolio *
sketch_portfolio (const char *constraint, const char *const *items) G_GNUC_WARN_UNUSED_RESULT;
VouchPeople *sketch_people (void) G_GNUC_WARN_UNUSED_RESULT;
char *sketch_words (guint words) G_GNUC_WARN_UNUSED_RESULT;
void sketch_confirm (VouchPortfolio *portfolio, VouchFinding *finding);
VouchDay sketch_today (void);

G_END_DECLS
