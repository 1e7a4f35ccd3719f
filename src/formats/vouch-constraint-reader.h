/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-constraint.h"
#include "vouch-json.h"

G_BEGIN_DECLS

typedef void (*VouchConstraintAdd) (gpointer owner, VouchConstraint *constraint);

void vouch_constraint_reader_read_list (const VouchJsonCursor *owner_place,
                                        const char *name,
                                        VouchConstraintAdd add,
                                        gpointer owner);

gboolean vouch_constraint_reader_knows (const char *kind, const char *name);

G_END_DECLS
