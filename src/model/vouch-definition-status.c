/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-status"

#include "config.h"
#include "vouch-definition-status.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchDefinitionStatus,
                         vouch_definition_status,
                         { "draft", VOUCH_DEFINITION_STATUS_DRAFT },
                         { "published", VOUCH_DEFINITION_STATUS_PUBLISHED },
                         { "retired", VOUCH_DEFINITION_STATUS_RETIRED })
