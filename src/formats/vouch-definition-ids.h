/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-json.h"

G_BEGIN_DECLS

typedef enum {
  VOUCH_ID_PART = 1 << 0,
  VOUCH_ID_PROMPT = 1 << 1,
  VOUCH_ID_EVIDENCE = 1 << 2,
  VOUCH_ID_SELF_PROMPT = 1 << 3,
  VOUCH_ID_CHOICE = 1 << 4,
  VOUCH_ID_OPTION = 1 << 5,
  VOUCH_ID_CRITERION = 1 << 6,
  VOUCH_ID_RESOURCE = 1 << 7,
  VOUCH_ID_ATTESTATION = 1 << 8,
  VOUCH_ID_REQUIREMENT = VOUCH_ID_PROMPT | VOUCH_ID_EVIDENCE,
} VouchIdSort;

/**
 * VouchDefinitionIds:
 *
 * The local ids of one definition and what each of them names.
 */
typedef struct _VouchDefinitionIds VouchDefinitionIds;

VouchDefinitionIds *
vouch_definition_ids_new (const VouchJsonCursor *root) G_GNUC_WARN_UNUSED_RESULT;
void vouch_definition_ids_free (VouchDefinitionIds *self);
gboolean vouch_definition_ids_has (VouchDefinitionIds *self, const char *id, VouchIdSort sort);
const char *vouch_definition_ids_get_part (VouchDefinitionIds *self, const char *id);
gboolean vouch_definition_ids_check (VouchDefinitionIds *self,
                                     const VouchJsonCursor *place,
                                     const char *id,
                                     VouchIdSort sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchDefinitionIds, vouch_definition_ids_free)

G_END_DECLS
