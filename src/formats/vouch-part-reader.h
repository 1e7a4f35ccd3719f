/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-json.h"

G_BEGIN_DECLS

void vouch_part_reader_read_all (const VouchJsonCursor *root, VouchDefinition *definition);
void
vouch_part_reader_read_self_assessment (const VouchJsonCursor *root, VouchDefinition *definition);

G_END_DECLS
