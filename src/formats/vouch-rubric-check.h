/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition-ids.h"
#include "vouch-json.h"

G_BEGIN_DECLS

void vouch_rubric_check (const VouchJsonCursor *root, VouchDefinitionIds *ids);

G_END_DECLS
