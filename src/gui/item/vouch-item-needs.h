/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-item.h"

G_BEGIN_DECLS

gboolean vouch_item_needs_attribute (VouchDefinition *definition,
                                     VouchRequirement *requirement,
                                     const char *attribute);

G_END_DECLS
