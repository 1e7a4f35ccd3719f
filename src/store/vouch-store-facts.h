/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean
vouch_store_set_facts (VouchStore *self, const char *sha256, VouchFacts *facts, GError **error);
VouchFacts *vouch_store_get_facts (VouchStore *self,
                                   const char *sha256,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GStrv vouch_store_list_unread (VouchStore *self,
                               const char *reader_version,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *vouch_store_derivation_of (VouchItem *item) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_add_derived (VouchStore *self,
                                  const char *source,
                                  const char *derivation,
                                  const char *sha256,
                                  VouchFacts *facts,
                                  GError **error);
char *vouch_store_find_derived (VouchStore *self,
                                const char *source,
                                const char *derivation,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
