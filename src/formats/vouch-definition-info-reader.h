/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"
#include "vouch-json.h"

G_BEGIN_DECLS

VouchDefinitionInfo *
vouch_definition_info_reader_read (const VouchJsonCursor *root) G_GNUC_WARN_UNUSED_RESULT;
VouchCompetency *vouch_definition_info_reader_read_competency (const VouchJsonCursor *root)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
