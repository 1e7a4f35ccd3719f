/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-json.h"

G_BEGIN_DECLS

void vouch_definition_links_reader_read (const VouchJsonCursor *root, VouchDefinition *definition);

G_END_DECLS
