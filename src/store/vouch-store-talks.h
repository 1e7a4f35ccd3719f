/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-caption.h"
#include "vouch-store.h"
#include "vouch-turn.h"

G_BEGIN_DECLS

GPtrArray *vouch_store_list_turns (VouchStore *self,
                                   const char *artifact,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_store_set_turns (VouchStore *self, const char *artifact, GPtrArray *turns, GError **error);

GPtrArray *vouch_store_list_captions (VouchStore *self,
                                      const char *artifact,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_set_captions (VouchStore *self,
                                   const char *artifact,
                                   GPtrArray *captions,
                                   GError **error);

G_END_DECLS
