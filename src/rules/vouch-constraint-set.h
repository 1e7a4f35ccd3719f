/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-definition.h"

G_BEGIN_DECLS

GPtrArray *vouch_constraint_set_for (VouchDefinition *definition,
                                     VouchRequirement *requirement) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_constraint_set_finding_id (VouchRequirement *requirement,
                                       GPtrArray *constraints,
                                       guint index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
