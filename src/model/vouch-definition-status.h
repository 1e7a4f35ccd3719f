/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchDefinitionStatus:
 *
 * Where a definition stands.
 */
typedef enum {
  VOUCH_DEFINITION_STATUS_DRAFT,
  VOUCH_DEFINITION_STATUS_PUBLISHED,
  VOUCH_DEFINITION_STATUS_RETIRED,
} VouchDefinitionStatus;

const char *vouch_definition_status_to_string (VouchDefinitionStatus value);
gboolean vouch_definition_status_from_string (const char *name, VouchDefinitionStatus *value);

G_END_DECLS
