/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean
vouch_store_note_evidence (VouchStore *self, VouchItem *item, gboolean said, GError **error);
gboolean vouch_store_note_evidence_back (VouchStore *self, const char *item, GError **error);
gboolean vouch_store_note_evidence_facts (VouchStore *self,
                                          const char *sha256,
                                          VouchFacts *facts,
                                          GError **error);
gboolean vouch_store_write_item_said (VouchStore *self, VouchItem *item, GError **error);
gboolean vouch_store_write_evidence_said (VouchStore *self, VouchItem *item, GError **error);

G_END_DECLS
